"""Promise: a hidden value that is still in the outgoing bytes is found, whatever it is disguised as."""

from __future__ import annotations

import base64
import html
import json
from urllib.parse import quote

import pytest
from hypothesis import assume, example, given
from hypothesis import strategies as st

from app.redaction.leaks import find_leaks

NAME, PHONE, SHORT = "Ada Quill", "+49 30 5550-1234", "Roe"


def body(content: str) -> bytes:
    return json.dumps({"messages": [{"role": "user", "content": content}]}).encode()


@pytest.mark.parametrize(
    ("content", "value", "how"),
    [
        ("so Ada Quill came", NAME, "plain"),
        ("so ADA  quill came", NAME, "plain"),
        ("so A\u200bda\u00a0Quill came", NAME, "plain"),
        ("so Ada-Quill came", NAME, "plain"),
        ("ada.quill@x", NAME, "plain"),
        ("xadaquillx", NAME, "plain"),
        ("so lliuQ adA came", NAME, "reversed"),
        ("so lliuQadA came", NAME, "reversed"),
        ("so lliuq.ada came", NAME, "reversed"),
        ("call 432105550394 now", PHONE, "reversed"),
        ("call 432 (10) x5550 y394 now", PHONE, "reversed"),
        ("call 493055501234 now", PHONE, "plain"),
        ("call ٤٩ 30 5550 1234 now", PHONE, "plain"),
        ("4 9 3 0 5 5 5 0 1 2 3 4", PHONE, "plain"),
        ("call 49 (30) x5550 y1234", PHONE, "digits"),
        (base64.b64encode(b"so Ada Quill came").decode(), NAME, "base64"),
        (base64.urlsafe_b64encode("né Ada Quill ???>>>".encode()).decode().rstrip("="), NAME, "base64"),
        (b"so Ada Quill".hex(), NAME, "hex"),
        (b"so Ada Quill".hex(" "), NAME, "hex"),
        (quote("so %Ada Quill"), NAME, "url"),
        (html.escape("so &") + "&#65;da &#81;uill", NAME, "html"),
        ("so \\u0041da Quill", NAME, "json"),
        ("so Quill, Ada came", NAME, "reversed"),
        ("so quill_ada came", NAME, "reversed"),
        ("so bo_ek came", "Bo Ek", "plain"),
        ("[ADA_QUILL_1] came", NAME, "plain"),
        ("Herr Mueller-Luedenscheidt", "Müller-Lüdenscheidt", "plain"),
        ("/files/" + base64.b64encode(b"Ada Quill").decode(), NAME, "base64"),
        ("id_" + base64.b64encode(b"Ada Quill").decode(), NAME, "base64"),
        ("key=abc" + base64.b64encode(b"so Ada Quill came").decode(), NAME, "base64"),
        (base64.b64encode(b"Roe").decode(), SHORT, "base64"),
        ("see " + base64.b64encode(b"Bo Ek").decode(), "Bo Ek", "base64"),
        (base64.b64encode(base64.b64encode(b"so Ada Quill came")).decode(), NAME, "base64"),
        (base64.b64encode(b"so lliuQ adA came").decode(), NAME, "base64"),
        (
            base64.encodebytes(
                b"a line is as long as fifty-seven letters, Mr " + b"x" * 9 + b" Bo Ek is here"
            ).decode(),
            "Bo Ek",
            "base64",
        ),
        ("".join(f"\\x{byte:02x}" for byte in b"Ada Quill"), NAME, "hex"),
        (quote(quote("so Ada Quill")), NAME, "url"),
        (quote(base64.b64encode(b"so Ada Quill??").decode(), safe=""), NAME, "url"),
        ("Mr Roe", SHORT, "plain"),
        ("Zoë Ångström", "Zoe Angstrom", "plain"),
    ],
)
def test_a_value_is_found_in_every_disguise(content: str, value: str, how: str) -> None:
    assert [(leak.index, leak.how) for leak in find_leaks(body(content), ("Nobody Else", value))] == [
        (1, how)
    ]


@pytest.mark.parametrize(
    ("content", "value"),
    [
        ("the heroes of Rome", SHORT),
        ("he will roe", SHORT),
        ("[PERSON_1] and [PERSON_2]", NAME),
        ("[CUSTOM_1] called", "custom"),
        ("in 2024 and 2025", "2024-20"),
        ("Adam Quillon", NAME),
        ("[PERSON_1_LAST], [PERSON_1_FIRST]", "person last"),
        ("Baker Street 42, then 42 in the street", "42 Baker Road"),
        ("Quill. Bo and Ada", NAME),
        ("getUserName and HttpURLConnection in src/main/java", "Ana"),
        ("nothing", ""),
    ],
)
def test_other_words_are_no_leak(content: str, value: str) -> None:
    assert find_leaks(body(content), (value,)) == ()


def test_every_field_and_key_of_the_body_is_looked_at() -> None:
    for content in ({"system": NAME}, {"tools": [{"x": {NAME: 1}}]}, {"user": [[NAME]]}, {"n": 493055501234}):
        assert find_leaks(json.dumps(content).encode(), (NAME, PHONE))


def test_bytes_that_are_no_json_are_looked_at_too() -> None:
    assert find_leaks(b"\xff{ not json: Ada Quill", (NAME,))[0].start == 13
    assert find_leaks(b"[" * 100_000 + b"Ada Quill", (NAME,))


@given(
    st.text(st.characters(codec="utf-8", categories=["L", "N"]), min_size=5, max_size=20),
    st.text(max_size=20),
)
@example("0000\u1f80", "")  # its iota is a letter of its own in capitals
def test_no_value_survives_in_any_encoding(value: str, around: str) -> None:
    assume(len({*value.casefold()}) > 2)
    content = f"{around} {value} {around}"
    raw = content.encode()
    for disguised in (content, quote(content), base64.b64encode(raw).decode(), raw.hex(), content.upper()):
        if disguised == content.upper() and content.upper().casefold() != content.casefold():
            continue
        assert find_leaks(body(disguised), (value,)), disguised


@given(
    st.lists(st.text("abcdeéîuxyz0123456789", min_size=3, max_size=6), min_size=2, max_size=3),
    st.sampled_from(["", " ", "-", "."]),
    st.text(max_size=20),
)
def test_no_value_survives_backwards_however_it_is_cut(words: list[str], joint: str, around: str) -> None:
    value = " ".join(words)
    assume(len(set("".join(words))) > 2)
    assume(len("".join(words)) >= 8)
    disguised = joint.join(words)[::-1]
    assert find_leaks(body(f"{around} {disguised} {around}"), (value,)), disguised


@given(st.integers(100_000, 10**16), st.sampled_from(["", " ", "/", " x", ") ("]), st.booleans())
def test_no_number_survives_as_digits_alone(number: int, joint: str, is_reversed: bool) -> None:
    digits = str(number)[::-1] if is_reversed else str(number)
    value = " ".join(str(number)[at : at + 3] for at in range(0, len(digits), 3))
    assert find_leaks(body(f"about {joint.join(digits)} then"), (value,)), digits

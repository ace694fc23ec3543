"""Promise: disguises are undone, and every span of what detectors see leads back to what was written."""

from __future__ import annotations

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.redaction.recognizers.disguised import with_numbers_joined
from app.redaction.view import normalised

DISGUISED = (
    ("j\u200bane@ex\u00adample.com", "jane@example.com"),
    ("\u202ejane\u202c", "jane"),
    ("jаne.roe@exаmple.com", "jane.roe@example.com"),
    ("ΑΒ1234", "AB1234"),
    ("４１１１ １１１１", "4111 1111"),
    ("٤١١١ १२३ ۴۵", "4111 123 45"),
    ("𝗷𝗮𝗻𝗲", "jane"),
    ("Mu\u0308ller", "Müller"),
    ("4\u03361\u0336", "41"),
    ("jane%40example.com", "jane@example.com"),
    ("J%C3%B6rg", "Jörg"),
    ("jane&#64;example&period;com", "jane@example.com"),
    ("jane&#x40;example.com", "jane@example.com"),
    (r"jane\u0040example.com", "jane@example.com"),
    (r"a\nSSN: 1", "a\nSSN: 1"),
    ("quoted-printable\nJ=C3=B6rg Gr=\nun", "quoted-printable\nJörg Grun"),
    ("exam\u00ad\nple", "example"),
)


@pytest.mark.parametrize(("written", "seen"), DISGUISED)
def test_a_disguise_is_undone(written: str, seen: str) -> None:
    assert normalised(written).text == seen


@pytest.mark.parametrize(
    "plain",
    [
        "Привет, как дела?",
        "Καλημέρα κόσμε",
        "ssn=40812",
        "100%",
        "x &= y",
        r"C:\Users\noah\temp",
        "naïve café",
        "AT&T;",
    ],
)
def test_ordinary_text_stays_as_it_is(plain: str) -> None:
    assert normalised(plain).text == plain


def test_a_span_leads_back_to_the_whole_escape() -> None:
    text = "to jane%40example.com now"
    view = normalised(text)
    start = view.text.index("jane@example.com")
    assert text[slice(*view.span(start, start + 16))] == "jane%40example.com"


def test_what_was_dropped_at_the_edges_stays_outside() -> None:
    text = "\u200bjane\u200b x"
    view = normalised(text)
    assert view.span(0, 4) == (1, 5)


@given(st.text(alphabet=st.sampled_from("ab1@ \u200b\u00adа%40&#64;\\nüu\u0308٤=\n"), max_size=60))
def test_every_span_lies_in_the_text_and_spans_keep_their_order(text: str) -> None:
    view = normalised(text)
    ends = [view.span(i, i + 1) for i in range(len(view.text))]
    assert all(0 <= start < end <= len(text) for start, end in ends)
    assert all(before[0] <= after[0] and before[1] <= after[1] for before, after in itertools.pairwise(ends))


@given(st.text(max_size=80))
def test_any_text_has_a_view(text: str) -> None:
    view = normalised(text)
    if view.text:
        start, end = view.span(0, len(view.text))
        assert 0 <= start < end <= len(text)


@pytest.mark.parametrize(
    ("written", "seen"),
    [
        ("five five five, oh one four two", "5550142"),
        ("null eins sieben eins vier vier fünf", "0171445"),
        ("zero six douze trente-quatre cinquante-six", "06123456"),
        ("double seven triple nine four two one", "77999421"),
        ("4 1 1 1 1 1 1 1 1 1 1 1 1 1 1 2", "4111111111111112"),
        ("2.1.9.0.9.9.9.9.8", "219099998"),
        ("nul zes 55 50 12 34", "0655501234"),
        ("06 trente-neuf 98 12 34", "0639981234"),
        ("|0|6|3|9|9|8|5|5|1|2|", "|0639985512|"),
    ],
)
def test_a_number_that_was_taken_apart_is_joined(written: str, seen: str) -> None:
    assert with_numbers_joined(normalised(written)).text == seen


@pytest.mark.parametrize(
    "plain",
    [
        "1 2 3 4 5 6 7 8 9 10",
        "one two three four five six seven",
        "[1, 2, 2, 3, 3, 3, 4]",
        "two or three",
        "one, two, three 1999, seven 400 500",
        "Two of 10 20 30 40 are even",
        "|1|0|1|1|0|0|1|0|",
    ],
)
def test_counting_is_no_number(plain: str) -> None:
    view = normalised(plain)
    assert with_numbers_joined(view) is view


TAKEN_APART = ("five five five five five five two", "4 1 1 1 9 2 6 5 3")


@given(st.lists(st.sampled_from((*TAKEN_APART, "a1", "\u200b", "é")), max_size=12))
def test_a_view_knows_where_numbers_were_joined_in_it(pieces: list[str]) -> None:
    view = normalised(" so, ".join(pieces))
    joined = with_numbers_joined(view)
    spans = joined.changed_since(view)
    plain = {"five five five five five five two": "5555552", "4 1 1 1 9 2 6 5 3": "411192653"}
    assert [joined.text[start:end] for start, end in spans] == [
        plain[piece] for piece in pieces if piece in plain
    ]


def test_the_padding_of_base64_ends_its_line() -> None:
    text = "PublicKey = fwCBHZCSPTsFXAChkzJIOl4PavZWKj22EMUneMajfy1=\nPresharedKey = abc\n"
    assert normalised(text).text == text


def test_a_soft_break_late_in_a_line_still_joins_it() -> None:
    line = "Dear reader, this is a line of a mail that its program broke after column 72 her="
    assert normalised(f"{line}\ne").text == line[:-1] + "e"

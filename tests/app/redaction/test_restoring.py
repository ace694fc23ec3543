"""Promise: what went out as placeholders comes back as exactly what stood there.

In any form that a model gives them, cut anywhere, and never as another person.
"""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.errors import RedactionFailed
from app.redaction.findings import EntityType, Finding, Reason
from app.redaction.placeholders import Placeholders, as_mapping
from app.redaction.restorer import Restorer, restore
from app.redaction.tags import UNFINISHED, Tag, TagReader, parse_tag, tag

MAPPING = {
    "[PERSON_1]": "Ada Quill",
    "[PERSON_1_LAST]": "Quill",
    "[PERSON_11]": "Bo Ek",
    "[BANK_ACCT_2]": 'no "12" \\ 34',
    "[EMAIL_1]": "ada@example.org",
    "[LOCATION_3]": "Überlingen & Co <Süd>",
    "[LITERAL_1]": "[PERSON_1]",
}

ALTERED = [
    ("Dear [PERSON_1],", "Dear Ada Quill,"),
    ("[person_1] [Person_1]", "Ada Quill Ada Quill"),
    ("PERSON_1 and Person_1, person_1.", "Ada Quill and Ada Quill, Ada Quill."),
    ("PERSON\\_1 and [PERSON\\_1]", "Ada Quill and Ada Quill"),
    ("**[PERSON_1]** *PERSON_1* `[PERSON_1]`", "**Ada Quill** *Ada Quill* `Ada Quill`"),
    ("[**PERSON_1**] [`PERSON_1`] [ PERSON_1 ]", "Ada Quill Ada Quill Ada Quill"),
    ("\\[PERSON_1\\] \\\\[PERSON_1\\\\]", "Ada Quill Ada Quill"),
    ("&#91;PERSON_1&#93; &lbrack;PERSON&#95;1&rbrack;", "Ada Quill Ada Quill"),
    ("&#91;LOCATION_3&#93;", "Überlingen &amp; Co &lt;Süd&gt;"),
    ("%5BPERSON_1%5D %5bPERSON%5F1%5d", "Ada%20Quill Ada%20Quill"),
    ("<PERSON_1> &lt;PERSON_1&gt; {PERSON_1} {{PERSON_1}} 【PERSON_1】", " ".join(["Ada Quill"] * 5)),
    ("(PERSON_1) \u201cPERSON_1\u201d", "(Ada Quill) \u201cAda Quill\u201d"),
    ("[PERSON_1]'s [PERSON_1's] [PERSONS_1] PERSON_1's", "Ada Quill's Ada Quill's Ada Quill Ada Quill's"),
    ("[PERSON 1] [PERSON-1] [PERSON1] [PERSON #1]", " ".join(["Ada Quill"] * 4)),
    ("[PERSONNE_1] [Persona_1] [PESSOA_1] [persoon_1]", " ".join(["Ada Quill"] * 4)),
    ("[Konto 2] [bank account 2]", 'no "12" \\ 34 no "12" \\ 34'),
    ("[PERSON_11] is not [PERSON_1]", "Bo Ek is not Ada Quill"),
    ("[PERSON_1_LAST] [PERSON_1_FIRST]", "Quill Ada Quill"),
    ('{"to": "[BANK_ACCT_2]", "x": 1}', '{"to": "no \\"12\\" \\\\ 34", "x": 1}'),
    ('```json\n{"a": "[BANK_ACCT_2]"}\n```\n[BANK_ACCT_2]', None),
    ("[PERSON_1](https://x.example/?q=[EMAIL_1])", "[Ada Quill](https://x.example/?q=ada@example.org)"),
    ("https://x.example/[LOCATION_3]", "https://x.example/Überlingen%20&%20Co%20%3CSüd%3E"),
    ("mailto:[EMAIL_1]", "mailto:ada@example.org"),
    ("| [PERSON_1] | [EMAIL_1] |", "| Ada Quill | ada@example.org |"),
    ("- [PERSON_1]\n  1. [EMAIL_1]", "- Ada Quill\n  1. ada@example.org"),
    ("[[PERSON_1]]", "[Ada Quill]"),
    (
        "_PERSON_1_ __PERSON_1__ ~~PERSON_1~~ [~PERSON_1~]",
        "_Ada Quill_ __Ada Quill__ ~~Ada Quill~~ Ada Quill",
    ),
    ("PERSON_1s car, PERSON_1's car", "Ada Quills car, Ada Quill's car"),
    ("[PERSON.1] [PERSON: 1] [PERSON\u20111] [PERSON \u2014 1] [PERSON/1]", " ".join(["Ada Quill"] * 5)),
    ("[PERSON_1) <<PERSON_1>>", "Ada Quill Ada Quill"),
    ("[PERSON_1 's] PERSON1, PERSON\u20131, PERSON #1", "Ada Quill's Ada Quill, Ada Quill, Ada Quill"),
    ("[PERSON_1´s] PERSON_ 1, PERSON _1, [PERSON (1)]", "Ada Quill´s Ada Quill, Ada Quill, Ada Quill"),
    ("to PERSON_1] and [x PERSON_1]", "to Ada Quill and [x Ada Quill]"),
    ("to [PERSON_1. [PERSON_1 and PERSON_11]", "to Ada Quill. [Ada Quill and Bo Ek]"),
    ("[PERSON_1, PERSON_11]", "[Ada Quill, Bo Ek]"),
]

KEPT = [
    "[PERSON_2] is unknown",
    "USER 1, ID 7, Person1 and IP1, person 1, Person 1 and the 1st person",
    "person_1 = Person('x')",
    "person_1.name and self.person_1 and my_PERSON_1x",
    "[PERSON] [1] [x_1] [2024_1] [FIGURE_1]",
    "PERSON_1a APERSON_1 PERSON_1st __PERSON_1_ _x_PERSON_1_ __init__ _ __",
    "a [link](x) and [another one] [",
    "\\u005b \\ & %5B %5",
]


@pytest.mark.parametrize(("answer", "expected"), ALTERED)
def test_a_tag_is_known_in_every_form(answer: str, expected: str | None) -> None:
    restored = restore(answer, MAPPING).text
    if expected is None:
        expected = '```json\n{"a": "no \\"12\\" \\\\ 34"}\n```\nno "12" \\ 34'
    assert restored == expected


@pytest.mark.parametrize("answer", KEPT)
def test_what_is_no_tag_of_this_conversation_stays(answer: str) -> None:
    assert restore(answer, MAPPING).text == answer


def test_an_unknown_number_is_flagged_and_never_guessed() -> None:
    restored = restore("[PERSON_1], [PERSON_2] and [person 13]", MAPPING)
    assert restored.text == "Ada Quill, [PERSON_2] and [person 13]"
    assert [flag.tag for flag in restored.flags] == ["[PERSON_2]", "[PERSON_13]"]
    assert [restored.text[flag.start : flag.end] for flag in restored.flags] == ["[PERSON_2]", "[person 13]"]


def test_what_was_put_back_is_not_read_again() -> None:
    assert restore("[LITERAL_1] [PERSON_1]", MAPPING).text == "[PERSON_1] Ada Quill"
    assert restore("[CUSTOM_1]1]", {"[CUSTOM_1]": "[CUSTOM_1][CUSTOM_"}).text == "[CUSTOM_1][CUSTOM_1]"


@pytest.mark.parametrize("answer", [answer for answer, _ in ALTERED] + KEPT)
def test_any_chunking_gives_the_same(answer: str) -> None:
    whole = restore(answer, MAPPING)
    for size in range(1, len(answer)):
        restorer = Restorer(MAPPING)
        pieces = [restorer.feed(answer[at : at + size]) for at in range(0, len(answer), size)]
        pieces.append(restorer.finish())
        assert "".join(piece.text for piece in pieces) == whole.text, size
        assert tuple(flag for piece in pieces for flag in piece.flags) == whole.flags
        assert tuple(put for piece in pieces for put in piece.put) == whole.put


@pytest.mark.parametrize("answer", [answer for answer, _ in ALTERED])
def test_half_a_placeholder_is_never_shown(answer: str) -> None:
    whole = restore(answer, MAPPING).text
    restorer = Restorer(MAPPING)
    shown = ""
    for letter in answer:
        shown += restorer.feed(letter).text
        assert whole.startswith(shown)


def test_text_that_cannot_become_a_tag_is_shown_at_once() -> None:
    restorer = Restorer(MAPPING)
    for word in ("The ", "quick ", "brown ", "fox [see below] ", "is 100 % & more "):
        assert restorer.feed(word).text == word


def test_what_is_held_back_comes_at_the_end() -> None:
    restorer = Restorer(MAPPING)
    assert restorer.feed("to [PERSON_").text == "to "
    assert restorer.finish().text == "[PERSON_"


FORMS = ["[{}]", "\\[{}\\]", "&#91;{}&#93;", "%5B{}%5D", "<{}>", "&lt;{}&gt;", "{{{{{}}}}}", "[ **{}** ]"]


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize(
    "written", ["PERSON_1", "bank\\_acct_12", "BANK&#95;ACCT&#95;3", "Person 1's", "PERSON_1_LAST"]
)
def test_every_beginning_of_a_tag_is_unfinished(form: str, written: str) -> None:
    text = form.format(written)
    reader = TagReader()
    read = reader.read(text, 0, final=True)
    assert isinstance(read, Tag)
    assert read.end == len(text)
    for end in range(1, len(text)):
        assert reader.read(text[:end], 0, final=False) is UNFINISHED, text[:end]


def finding(text: str, part: str, label: EntityType = EntityType.PERSON, *, nth: int = 0) -> Finding:
    start = [match.start() for match in re.finditer(re.escape(part), text)][nth]
    return Finding(start, start + len(part), label, 1.0, (Reason("hand", 1.0),))


def test_the_forms_of_one_name_share_a_number_and_come_back_as_they_were() -> None:
    text = "Dr. Ada Quill wrote. Quill says that Ada and ADA QUILL agree; so does Quill, Ada. Bo Ek does not."
    names = ["Ada Quill", "Quill", "Ada", "ADA QUILL", "Quill, Ada", "Bo Ek"]
    spans, position = [], 0
    for name in names:
        at = text.index(name, position)
        spans.append(Finding(at, at + len(name), EntityType.PERSON, 1.0, (Reason("hand", 1.0),)))
        position = at + len(name)
    placeholders = Placeholders()
    redacted = placeholders.redact(text, spans)
    assert [parse_tag(r.placeholder) for r in redacted.replacements] == [
        ("PERSON", 1, ""),
        ("PERSON", 1, "LAST"),
        ("PERSON", 1, "FIRST"),
        ("PERSON", 1, "FULL"),
        ("PERSON", 1, "ALT"),
        ("PERSON", 2, ""),
    ]
    assert restore(redacted.text, as_mapping(placeholders.values)).text == text


def test_a_surname_that_two_people_share_is_nobodys() -> None:
    placeholders = Placeholders()
    first = placeholders.placeholder_for("PERSON", "Ada Quill")
    second = placeholders.placeholder_for("PERSON", "Otto Quill")
    third = placeholders.placeholder_for("PERSON", "Quill")
    assert [first, second, third] == ["[PERSON_1]", "[PERSON_2]", "[PERSON_3]"]


def test_numbers_are_stable_over_turns_and_never_used_twice() -> None:
    first = Placeholders()
    assert first.placeholder_for("PHONE", "+49 30 5550 100") == "[PHONE_1]"
    later = Placeholders(first.values)
    assert later.placeholder_for("PHONE", "+49 30 5550 100") == "[PHONE_1]"
    assert later.placeholder_for("PHONE", "+49-30-5550-100") == "[PHONE_1_ALT]"
    assert later.placeholder_for("PHONE", "+49 30 5550 101") == "[PHONE_2]"


def test_text_that_looks_like_a_placeholder_is_escaped_by_becoming_one() -> None:
    text = "In our code [PERSON_1] and PERSON_2 mean Ada."
    placeholders = Placeholders()
    redacted = placeholders.redact(text, [finding(text, "Ada")])
    assert redacted.text == "In our code [LITERAL_1] and [LITERAL_2] mean [PERSON_1]."
    assert restore(redacted.text, as_mapping(placeholders.values)).text == text


@pytest.mark.parametrize(
    ("text", "part"),
    [
        ('{"name": "Ada \\"A\\" Quill"}', 'Ada \\"A\\" Quill'),
        ('{"name": "Ada "A" Quill"}', 'Ada "A" Quill'),
        ("https://x.example/u/Ada Quill", "Ada Quill"),
        ("Ada(https://x.example)", "Ada"),
        ("[Ada]", "Ada"),
        ("\\Ada\\", "Ada"),
        ("[PERSON_Ada]1]", "Ada"),
        ("```html\n<b>Ada & Quill</b>\n```", "Ada & Quill"),
        ("x_Ada_1]", "Ada"),
        ("AdaPERSON_1", "Ada"),
        ("PERSON_1Ada", "Ada"),
    ],
)
def test_redacting_and_restoring_changes_nothing_in_difficult_places(text: str, part: str) -> None:
    placeholders = Placeholders()
    redacted = placeholders.redact(text, [finding(text, part)])
    assert part not in redacted.text
    assert restore(redacted.text, as_mapping(placeholders.values)).text == text


DIFFICULT = """
[ ] PERSON_1 [PERSON_1] person \\ _ 1 ( http://x/ " {"a":" ```json ``` &#91; %5B Ada é < > {{ LITERAL_1
"""
PIECES = st.sampled_from([*DIFFICULT.split(), " ", "\n", "\x00", "```json\n", "```\n"])


@given(st.lists(st.tuples(PIECES | st.text(max_size=6), st.booleans()), max_size=24))
def test_any_text_comes_back(parts: list[tuple[str, bool]]) -> None:
    text, spans = "", []
    for index, (part, hidden) in enumerate(parts):
        if hidden and part:
            label = list(EntityType)[index % len(EntityType)]
            spans.append(Finding(len(text), len(text) + len(part), label, 1.0, (Reason("hand", 1.0),)))
        text += part
    placeholders = Placeholders()
    redacted = placeholders.redact(text, spans)
    assert restore(redacted.text, as_mapping(placeholders.values)).text == text


@given(st.lists(PIECES | st.text(max_size=4), max_size=30).map("".join), st.integers(1, 9))
def test_any_stream_is_restored_alike(answer: str, size: int) -> None:
    restorer = Restorer(MAPPING)
    text = "".join(restorer.feed(answer[at : at + size]).text for at in range(0, len(answer), size))
    assert text + restorer.finish().text == restore(answer, MAPPING).text


def test_overlapping_findings_are_refused() -> None:
    text = "Ada Quill"
    with pytest.raises(RedactionFailed):
        Placeholders().redact(text, [finding(text, "Ada Quill"), finding(text, "Quill")])


def test_a_tag_is_written_as_it_is_read() -> None:
    for parsed in (
        ("PERSON", 1, ""),
        ("BANK_ACCT", 12, "ALT2"),
        ("PERSON", 3, "LAST"),
        ("LITERAL", 1, "RAW"),
    ):
        assert parse_tag(tag(*parsed)) == parsed

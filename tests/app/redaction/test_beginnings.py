"""Promise: patterns are spared only where they cannot match: looking together finds what each finds alone."""

from __future__ import annotations

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.redaction.findings import EntityType
from app.redaction.recognizers import ALL, NUMBERS
from app.redaction.recognizers.base import Hit, Shape, Together, anchored
from app.redaction.recognizers.beginnings import LONGEST_RUN, beginning_of
from app.redaction.recognizers.syntax import FAR
from tests.app.redaction.cases import clean_cases, private_cases

GROUPS = [one for one in (*ALL, *NUMBERS) if isinstance(one, Together)]
WORD = frozenset({"digit", "letter"})


def alone(together: Together, text: str) -> list[Hit]:
    return [hit for one in together.shapes for hit in one.find(text)]


def test_most_shapes_are_looked_for_together() -> None:
    assert min(len(group.shapes) for group in GROUPS) > 50


@pytest.mark.parametrize("group", GROUPS)
def test_what_is_found_together_is_what_each_finds_alone(group: Together) -> None:
    for text in (*(case.text for case in private_cases()), *clean_cases()):
        assert list(group.find(text)) == alone(group, text)


PIECES = (
    "078-05-1120",
    "4111 1111 1111 1111",
    "12",
    "3456",
    "1234 BCD",
    "AB12 CDE",
    "B-XY 1234",
    "+1 (202) 555-0147",
    "(",
    ")",
    "x",
    " ",
    "-",
    ".",
    "/",
    "a",
    "Z",
    "ß",
    "٣",
    "_",
    "\n",
    "0x",
    "987.654.321-00",
    "12:34",
    "52.5200, 13.4050",
    "RSSMRA85T10A562S",
    "passport ",
    "ssn ",
    "iban ",
    "plate ",
    "911 ",
    "2024-05-01",
    "&",
    "\u017f",
    "\u212a1234567A",
    "X1234567L",
    "tel ",
)


@settings(max_examples=150, deadline=None)
@given(st.lists(st.sampled_from(PIECES), max_size=14))
def test_any_text_gives_the_same_together_and_alone(pieces: list[str]) -> None:
    text = "".join(pieces)
    for group in GROUPS:
        assert list(group.find(text)) == alone(group, text)


@pytest.mark.parametrize(
    ("pattern", "kinds", "not_behind", "digit_within", "runs"),
    [
        (r"(?<!\w)\d{3}-\d\d", {"digit"}, WORD, 1, {3}),
        (r"(?<!\d)\d{2,3}(?:[ ]?\d){2}(?!\d)", {"digit"}, {"digit"}, 1, {2, 3, 4, 5}),
        (r"\d{2}", {"digit"}, set(), 1, set(range(2, LONGEST_RUN + 1))),
        (r"\d{2}(?!\d)", {"digit"}, set(), 1, {2}),
        (r"\d(?<![^\W_](?s:.))\d{7,7}(?![^\W_])", {"digit"}, WORD, 1, {8}),
        (r"\d(?:\d\d)?[A-Z0-9]{2}", {"digit"}, set(), 1, set(range(1, LONGEST_RUN + 1))),
        (r"(?<![\w-])[A-Z]{1,2}[ ]?\d", {"letter"}, WORD, 4, {0}),
        (r"(?<![\w-])(?:[A-Z]{3}|\d)\d", {"letter", "digit"}, WORD, 4, {0, *range(2, LONGEST_RUN + 1)}),
        (r"(?<!\w)a|(?<!\d)b", {"letter"}, {"digit"}, FAR, {0}),
        (r"\(?\d{2}\)", {"sign", "digit"}, set(), 2, {0, 2}),
        (r"[^a]\d", {"digit", "letter", "sign", "blank"}, set(), 2, None),
        (r"(?=\d)\w", {"digit", "letter", "blank"}, set(), FAR, None),
        (r"(\d)(?(1)a|\d)", {"digit"}, set(), 1, None),
    ],
)
def test_what_patterns_begin_with(
    pattern: str, kinds: set[str], not_behind: set[str], digit_within: int, runs: set[int] | None
) -> None:
    begins = beginning_of(re.compile(pattern))
    assert (begins.kinds, begins.not_behind, begins.digit_within) == (kinds, not_behind, digit_within)
    assert runs is None or begins.runs == runs


ANCHORED = (
    r"(?<!\w)\d{2,4}-\d",
    r"(?<![\w-])(?<!\d[ ])[A-HK-P]{2}\d",
    r"(?<![^\W_])[a-z\d]{2,3}(?!\w)",
    r"(?<!\.)geo:\d",
    r"[A-Z]{2,3}?\d",
    r"(?<!\d)(?:1|2)\d",
    r"(?<![^\W_])(?<![\d][-.,/])a|b",
    r"(?<!\w)[\[\]x]{1,2}\d",
)


@given(
    st.sampled_from(ANCHORED),
    st.sampled_from((0, re.IGNORECASE)),
    st.text(alphabet="aAbgeGEO:12-. _ks\u017f\u212ax[]", max_size=14),
)
def test_an_anchored_pattern_matches_the_same(pattern: str, flags: int, text: str) -> None:
    plain = re.compile(pattern.replace("])a|b", "])(?:a|b)"), flags)
    moved = re.compile(anchored(pattern, any_case=bool(flags)), flags)
    assert [one.span() for one in moved.finditer(text)] == [one.span() for one in plain.finditer(text)]


def test_a_shape_that_may_lie_behind_a_letter_looks_alone() -> None:
    assert not Together.wants(Shape("x", EntityType.PHONE, re.compile(r"[A-Z]\d"), alone=0.9))
    assert Together.wants(Shape("x", EntityType.PHONE, re.compile(r"(?<!\w)[A-Z]\d"), alone=0.9))

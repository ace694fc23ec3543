"""Promise: a code that is spelled letter by letter is hidden whole; the alphabet and talk are not."""

from __future__ import annotations

import pytest

from app.redaction.recognizers.spelled_codes import SpelledCodes
from tests.app.redaction.cost import is_linear

_FIND = SpelledCodes().find


def _found(text: str) -> list[str]:
    return [text[hit.start : hit.end] for hit in _FIND(text)]


@pytest.mark.parametrize(
    "value",
    [
        "kilo quebec seven zulu tango romeo",
        "double four Kilo, Quebec, 7",
        "H for hotel, X for x-ray, double four one eight two",
        "Nordpol Siegfried vier vier eins acht",
        "K wie Kaufmann, L wie Ludwig, 4 4 1",
        "K comme Kléber, L comme Louis, quatre, un, huit",
        "A as in apple, 8 8 3, 1 2 7",
        "lima tango dash four four one",
    ],
)
def test_the_whole_code_is_found(value: str) -> None:
    assert _found(f"It reads: {value}. Thanks.") == [value]


@pytest.mark.parametrize(
    "text",
    [
        "The alphabet goes alpha bravo charlie delta echo.",
        "Bravo, Romeo! Juliet is here.",
        "In November Oscar flew from Lima to Quebec; Victor stayed in India at the hotel.",
        "I like tea, I like toast.",
        "Plan A for Monday, B for Tuesday.",
        "A golf hotel in Quebec has two bars and one pool.",
        "echo $kilo | golf",
    ],
)
def test_words_and_the_alphabet_stay(text: str) -> None:
    assert _found(text) == []


@pytest.mark.parametrize("worst", ["kilo ", "K for kilo, ", "golf one ", "golf . ", "A for a "])
def test_the_worst_text_costs_no_more_than_its_length(worst: str) -> None:
    assert is_linear(_FIND, worst, sizes=(4_000, 24_000))

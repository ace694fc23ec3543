"""Promise: ranks, years, points of a game and words that only end as streets do are no part of an address."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest

from app.redaction.addresses import lookalikes

_SUFFIXED = re.compile(r"(?P<name>[A-Z]\w+),?[ ]\d{1,4}")
_NUMBER_FIRST = re.compile(r"\d{1,4},?[ ]\w+(?:[ ]\w+){1,4}")
_NUMBER_LAST = re.compile(r"[A-Z][\w.]*[ ].*?\d{1,3}")
_POSTCODE = re.compile(r"\d{4,5}[ ][A-Z]\w*(?:[ ]\w+)?")
_BOX = re.compile(r"(?i)(?:po )?box \d+")


def _asked(question: Callable[[re.Match[str]], bool], pattern: re.Pattern[str], text: str) -> bool:
    match = pattern.search(text)
    assert match is not None
    return question(match)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Lindenweg 7", True),
        ("Hafenstraße, 7", True),
        ("Monitor 2", False),
        ("Vektor, 1", False),
        ("Harvest 2024", False),
        ("Schlossallee 8000", False),
        ("Parkplatz 4", False),
        ("Platz 1", False),
    ],
)
def test_a_word_that_ends_as_streets_do(text: str, expected: bool) -> None:
    assert _asked(lookalikes.is_suffixed, _SUFFIXED, text) is expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [("Windpark 3", True), ("im Windpark 3", False), ("Ort: Windpark 3", False), ("Lindenweg 3", False)],
)
def test_a_street_by_its_end_alone_is_doubtful_unless_it_is_told_where(text: str, expected: bool) -> None:
    assert _asked(lookalikes.is_doubtful, _SUFFIXED, text) is expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [("42 baker street", True), ("5 star street", False), ("3 main roads", False), ("42 the street", False)],
)
def test_small_letters_behind_a_number(text: str, expected: bool) -> None:
    assert _asked(lookalikes.is_a_street, _NUMBER_FIRST, text) is expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("p.za mazzini 4 sassuolo mo", True),
        ("calle larga 4 leganes", True),
        ("plaza Mayor 3 incendios", False),
        ("corso di chimica 2 studenti", False),
        ("piazza cavour, 1960", False),
        ("piazza cavour 19", True),
    ],
)
def test_the_word_behind_the_number_is_a_town(text: str, expected: bool) -> None:
    pattern = re.compile(r".*?\d{1,4}(?=(?:[ ](?P<town>[a-z]{3,}(?: [a-z]{2,8})?))?)")
    assert _asked(lookalikes.is_before_a_town, pattern, text) is expected


def test_a_year_at_the_end_is_likely_no_house() -> None:
    pattern = re.compile(r"\w.*?, \d{1,4}")
    assert _asked(lookalikes.is_dated, pattern, "Praça dos Poderes, 1960. A outra")
    assert not _asked(lookalikes.is_dated, pattern, "Praça dos Poderes, 1960, Brasília")
    assert not _asked(lookalikes.is_dated, pattern, "Praça dos Poderes, 196. A outra")


def test_a_number_that_belongs_to_what_stands_before_it_is_no_house() -> None:
    assert not _asked(lookalikes.is_named, _NUMBER_FIRST, "Boardwalk 400, Baltic Avenue")
    assert _asked(lookalikes.is_named, _NUMBER_FIRST, "at 400, Baltic Avenue")


def test_a_year_before_a_square_is_no_house() -> None:
    assert not _asked(lookalikes.is_no_year, _NUMBER_FIRST, "en 1793 place de la Révolution")
    assert _asked(lookalikes.is_no_year, _NUMBER_FIRST, "au 17 place de la Révolution")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Rua Augusta 15", True),
        ("Place of Service 11", False),
        ("R. Civ. P. 12", False),
        ("OS Windows 10", False),
    ],
)
def test_a_street_that_its_word_opens_has_a_name(text: str, expected: bool) -> None:
    assert _asked(lookalikes.has_name, _NUMBER_LAST, text) is expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("4300 HP", True),
        ("DIN 18800 Teil 1", True),
        ("ISO 2859 Level II", True),
        ("1017 GN Amsterdam", False),
        ("26121 Oldenburg", False),
    ],
)
def test_what_is_measured_or_normed_is_no_postcode(text: str, expected: bool) -> None:
    assert _asked(lookalikes.is_no_postcode, _POSTCODE, text) is expected


def test_a_year_of_ours_may_be_no_postcode() -> None:
    assert _asked(lookalikes.is_year, _POSTCODE, "2019 Roma")
    assert not _asked(lookalikes.is_year, _POSTCODE, "1210 Wien")


def test_a_number_in_words_stands_behind_what_can_only_be_a_street() -> None:
    told = re.compile(r"(?P<name>\w+) (?:zwei|vier)")
    assert _asked(lookalikes.is_certain, told, "Siedlerweg vier")
    assert not _asked(lookalikes.is_certain, told, "Umweg zwei")
    assert not _asked(lookalikes.is_certain, told, "Windpark zwei")


def test_what_is_counted_before_a_postcode_is_no_street() -> None:
    assert lookalikes.is_counted("Level 44, ", "1882 HP")
    assert lookalikes.is_counted("NJW 2010, ", "2061 Rn")
    assert not lookalikes.is_counted("Lindenweg 44, ", "1882 HP")


def test_a_box_of_a_few_digits_may_be_any() -> None:
    assert _asked(lookalikes.is_any_box, _BOX, "box 12")
    assert _asked(lookalikes.is_box, _BOX, "PO Box 12")

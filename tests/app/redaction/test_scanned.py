"""Promise: days of birth and codes that a scanner took apart are found, and rows of numbers are not."""

from __future__ import annotations

import pytest

from app.redaction.recognizers.scanned import Scanned


def found(text: str) -> list[str]:
    return [text[hit.start : hit.end] for hit in Scanned().find(text)]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("Date of B irth  03 / 09 / 1944", "03 / 09 / 1944"),
        ("Geburts datum: 12 . 09 . 1991", "12 . 09 . 1991"),
        ("DOB  l4/03/1986", "l4/03/1986"),
        ("d ate de nais sance : O2/11/1970", "O2/11/1970"),
        ("born 0 3 / 0 9 / 1 9 4 4 in", "0 3 / 0 9 / 1 9 4 4"),
        ("CF: R S S M R A 4 7 M 1 1 H 5 0 1 J;", "R S S M R A 4 7 M 1 1 H 5 0 1 J"),
        ("rekening N L 0 9 I N G B 7 6 5 1 7 3 4 5 6 9", "N L 0 9 I N G B 7 6 5 1 7 3 4 5 6 9"),
        ("NI N B 2 0 4 1 8 8 C, see", "N B 2 0 4 1 8 8 C"),
        ("VIN 1 H G C M 8 2 6 2 3 A 0 4 3 0 6 2;", "1 H G C M 8 2 6 2 3 A 0 4 3 0 6 2"),
        ("Nat. Insurance No   Q Q 7 7 0 1 1 9 B", "Q Q 7 7 0 1 1 9 B"),
    ],
)
def test_what_a_scanner_took_apart_is_found(text: str, value: str) -> None:
    assert value in found(text)


@pytest.mark.parametrize(
    "text",
    [
        "Signed 1 2 / 0 2 / 2 0 2 4",  # a day of now
        "scores 3 4 5 6 7 8, then 1 2 3",
        "A B C D E F",
        "A B C D E F G H 1 2 3 4 5 6 7 8 are the files and ranks",
        "X O X O X O X O X O 1 2",
        "x = 1 / 2 / 3",
        "date of birth: see below, page 3/4",
        "move A 1 2, B 3",
    ],
)
def test_rows_of_numbers_stay(text: str) -> None:
    assert found(text) == []


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("handy 0171 555 o4 88", "0171 555 o4 88"),
        ("call me on O7700 9OO 714", "O7700 9OO 714"),
        ("tel. 0l61 496 O518", "0l61 496 O518"),
    ],
)
def test_letters_for_digits_of_an_announced_telephone_number_are_read(text: str, value: str) -> None:
    assert found(text) == [value]


@pytest.mark.parametrize("text", ["part 0171 555 o4 88", "tel lol ll OO1 oo", "call 10 or 11 or 100 in all"])
def test_letters_and_digits_that_nothing_announces_stay(text: str) -> None:
    assert found(text) == []

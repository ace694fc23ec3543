"""Promise: a plate typed in small letters behind its word is found, and a word with a number is none."""

from __future__ import annotations

import pytest

from app.redaction.recognizers.network import RECOGNIZERS
from tests.app.redaction.cost import is_linear

(PLATES,) = (each for each in RECOGNIZERS if each.id == "plate-in-small-letters")


def _found(text: str) -> list[str]:
    return [text[hit.start : hit.end] for hit in PLATES.find(text)]


@pytest.mark.parametrize(
    ("text", "plate"),
    [
        ("car reg is ab12cde and its blue", "ab12cde"),
        ("my plate: ab12 cde", "ab12 cde"),
        ("mein kennzeichen ist hh ab 1234 und", "hh ab 1234"),
        ("Kennzeichen kl-xa 88", "kl-xa 88"),
        ("la plaque est ab-123-cd", "ab-123-cd"),
        ("targa fx 412 zk", "fx 412 zk"),
        ("matrícula 4471 klm", "4471 klm"),
        ("plate number kda 4471 was", "kda 4471"),
    ],
)
def test_it_is_found(text: str, plate: str) -> None:
    assert _found(text) == [plate]


@pytest.mark.parametrize(
    "text",
    [
        "the plate is in a 12 pack",
        "plate no 123 is broken, a plate of 4471 was",
        "reg for 2019 and, reg no 2019 we",
        "plates was the 1234 of them",
        "hot plate is at 180 on low",
        "the number plate was on 123 of them",
        "registration is by 1 may, registration is two 12",
    ],
)
def test_what_only_looks_so_is_not(text: str) -> None:
    assert _found(text) == []


@pytest.mark.parametrize("worst", ["plate is ", "reg ab12 ", "plate is ab ", "targa: a", "placa 4471 b"])
def test_the_worst_text_costs_no_more_than_its_length(worst: str) -> None:
    assert is_linear(lambda text: list(PLATES.find(text)), worst, sizes=(10_000, 80_000))

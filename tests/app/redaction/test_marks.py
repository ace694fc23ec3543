"""Promise: marks, plates and dictated numbers in a text about somebody are found, and plain words are not."""

from __future__ import annotations

import pytest

from app.redaction.marks import marks
from tests.app.redaction.cost import is_linear


def _found(text: str) -> list[str]:
    return [text[hit.start : hit.end] for hit in marks(text)]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("case F 441/25 is hers", "F 441/25"),
        ("27 Cg 91/23 w - 18, Graz", "27 Cg 91/23 w - 18"),
        ("Betreuung, XVII Abc 241/24", "XVII Abc 241/24"),
        ("Unser Zeichen: Hü/w 582/24        Ihr Zeichen: -", "Hü/w 582/24"),
        ("Your ref: ESCROW 2025-3318.", "ESCROW 2025-3318"),
        ("zaaknummer: RvdK 24-24159 · rechtbank", "RvdK 24-24159"),
        ("the van LJ 75-KVT left", "LJ 75-KVT"),
        ("the truck (KDA 417X) is here", "KDA 417X"),
        ("her Audi, plate HKL 4418", "HKL 4418"),
        ("number k one one seven four oh nine full stop", "k one one seven four oh nine"),
        (
            "read over the air as kilo four four seven one eight two nine, came back",
            "kilo four four seven one eight two nine",
        ),
        (
            "B as in boy, seven one eight, two oh nine, dash four. My",
            "B as in boy, seven one eight, two oh nine, dash four",
        ),
        (
            "the letters H X and then four four seven one eight eight.",
            "H X and then four four seven one eight eight",
        ),
        ("dossier deux quatre tiret zéro quatre un sept.", "deux quatre tiret zéro quatre un sept"),
    ],
)
def test_it_is_found(text: str, value: str) -> None:
    assert _found(text) == [value]


@pytest.mark.parametrize(
    "text",
    [
        "Sales in Q 1/24 and FY 2024/25, SS 2024/25, in May 12/24",
        "one two, and then three of four",
        "ref: the letter of Monday",
        "File: 03/04/2024",
        "a Ford F-150, an Audi A4 2019, a Mazda MX-5, car 44, the car 4 of us took",
        "BGH, VIII ZR: that one",
    ],
)
def test_what_only_looks_so_is_not(text: str) -> None:
    assert _found(text) == []


@pytest.mark.parametrize("worst", ["F 1/", "one one ", "ref: 1", "van A", "car 1 A ", "ref: a1 ", "a one "])
def test_the_worst_text_costs_no_more_than_its_length(worst: str) -> None:
    assert is_linear(marks, worst, sizes=(10_000, 80_000))

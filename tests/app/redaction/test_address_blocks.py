"""Promise: the lines of names above a postcode are hidden with it, and lists and greetings are not."""

from __future__ import annotations

import pytest

from app.redaction.addresses.blocks import lines_between
from app.redaction.findings import EntityType
from app.redaction.recognizers.base import Hit
from tests.app.redaction.cost import is_linear


def _between(text: str, place: str, *people: str) -> list[str]:
    hits = [Hit(text.index(place), text.index(place) + len(place), EntityType.ADDRESS, 0.8, "x")]
    hits += (
        Hit(text.index(name), text.index(name) + len(name), EntityType.PERSON, 0.9, "x") for name in people
    )
    return sorted(text[hit.start : hit.end] for hit in lines_between(text, hits))


@pytest.mark.parametrize(
    ("text", "place", "lines"),
    [
        ("Mrs Roe\nThe Gables\nLudlow SY8 1AA", "Ludlow SY8 1AA", ["The Gables"]),
        (
            "Roe\n  Le Mas Vieux,\n  Saint-Privat\n  34700 Lodève\n",
            "34700 Lodève",
            ["Le Mas Vieux,", "Saint-Privat"],
        ),
        ("Roe\nHaus am See\n18190 Sanitz", "18190 Sanitz", ["Haus am See"]),
        (
            "\nPen-y-Bryn\nLlanrhaeadr-ym-Mochnant\nSY10 0AB",
            "Mochnant\nSY10 0AB",
            ["Llanrhaeadr-ym-", "Pen-y-Bryn"],
        ),
    ],
)
def test_the_lines_between_somebody_and_a_postcode_are_found(text: str, place: str, lines: list[str]) -> None:
    assert _between(text, place, *(["Roe"] if "Roe" in text else [])) == lines


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("Dear Sir\nLudlow SY8 1AA", "Ludlow SY8 1AA"),
        ("we moved to\nLudlow SY8 1AA", "Ludlow SY8 1AA"),
        ("Total: 12\nLudlow SY8 1AA", "Ludlow SY8 1AA"),
        ("The Gables\n\nLudlow SY8 1AA", "Ludlow SY8 1AA"),
        ("The Gables, near Ludlow SY8 1AA", "Ludlow SY8 1AA"),
        ("One\nTwo\nThree\nFour\nFive\nLudlow SY8 1AA", "Ludlow SY8 1AA"),
        ("The Gables\nLudlow", "Ludlow"),
    ],
)
def test_greetings_sentences_and_lists_stay(text: str, place: str) -> None:
    assert _between(text, place) == []


def test_a_name_is_no_line_of_its_address() -> None:
    assert _between("Ana Gil\nThe Gables\nLudlow SY8 1AA", "Ludlow SY8 1AA", "Ana Gil") == ["The Gables"]
    assert _between("Ana Gil\nLudlow SY8 1AA", "Ludlow SY8 1AA", "Ana Gil") == []


def test_many_blocks_cost_no_more_than_their_length() -> None:
    def look(text: str) -> list[Hit]:
        hits = [
            Hit(at, at + 5, EntityType.ADDRESS, 0.8, "x")
            for at in range(len(text))
            if text.startswith("12345", at)
        ]
        return list(lines_between(text, hits))

    assert is_linear(look, "The A\nB\n12345 C\n", sizes=(4_000, 16_000))
    assert is_linear(look, "12345 A", sizes=(4_000, 16_000))

"""Numbers behind labels that a scanner damaged."""

from __future__ import annotations

import pytest

from tests.app.redaction.hiding import hidden, open_of


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("Mernber lD XQ 4417 220", "XQ 4417 220"),
        ("Gr0up N0. 88120", "88120"),
        ("Boo king ref KX4T7Q", "KX4T7Q"),
        ("Stu dent No 1044178", "1044178"),
        ("Akten2eichen B 7 4417", "B 7 4417"),
        ("Klantnumrner 441", "441"),
        ("Référenee contrat : 4417", "4417"),
        ("Codlce cliente: 2088", "2088"),
        ("Total 12   Factvra n.º A-441", "A-441"),
        ("P.0. NUMBER 4417", "4417"),
        ("Pr0cesso n.º 4417/26", "4417/26"),
        ("the claim N0. 4417 was closed", "4417"),
    ],
)
def test_a_damaged_label_announces_its_value(text: str, value: str) -> None:
    assert open_of(text, value) == ""


@pytest.mark.parametrize(
    "text",
    [
        "Or der 66 was carried out",
        "No 12345 in base 6",
        "Pages 1044178 words long",
        "Id est 1 of 300",
        "Re form 1040 and form 941",
    ],
)
def test_words_that_are_no_damaged_label_announce_nothing(text: str) -> None:
    assert hidden(text) == []

"""Promise: what "no." behind any noun announces is hidden; what shops, books and programs number stays."""

from __future__ import annotations

import pytest

from app.redaction.recognizers.noun_numbers import NounNumbers
from tests.app.redaction.cost import is_linear
from tests.app.redaction.hiding import hidden, open_of

_FIND = NounNumbers().find


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("Item bagged, seal no B0771429.", "B0771429"),
        ("Spec. # S25-00441", "S25-00441"),
        ("Histology no S-1188/25", "S-1188/25"),
        ("Film no. 44178", "44178"),
        ("Statement no. 44178", "44178"),
        ("Auth #: A2503-77141", "A2503-77141"),
        ("Adm. no: 004417", "004417"),
        ("Nº de mediador 33-118", "33-118"),
        ("Kescher-Nr.: 118204", "118204"),
        ("visit a branch with your passbook (no. 0034 118 2).", "0034 118 2"),
        ("Der Zähler (Nummer 4417 118) steht im Keller.", "4417 118"),
    ],
)
def test_what_a_noun_announces_is_hidden(text: str, value: str) -> None:
    assert open_of(text, value) == ""


@pytest.mark.parametrize(
    "text",
    [
        "Item no. 44178, drawing no. 4417-003, lot no. 2203, batch no. 118204.",
        "There is no 4417 in the list, and no 12345.",
        "Puzzle #44178 of the site, level #12345.",
        "Executive Order no. 12345 and Act no. 118204 of parliament",
        "UN no. 1993, EC no. 231-791-2, bus no. 12345",
        "She said no 12345 times.",
    ],
)
def test_what_everybody_numbers_stays(text: str) -> None:
    assert list(_FIND(text)) == []


def test_nothing_of_a_part_list_is_hidden() -> None:
    assert hidden("Screw M4x20, item no. 44178, drawing no. 4417-003, 12 pieces, torque 4 Nm.") == []


@pytest.mark.parametrize("worst", ["seal no ", "seal no 1 ", "no no no ", "seal # # 1", "a. no. "])
def test_the_time_is_linear(worst: str) -> None:
    assert is_linear(_FIND, worst, sizes=(20_000, 200_000))

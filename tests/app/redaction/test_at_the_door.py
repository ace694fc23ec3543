"""Promise: the name on a bell is hidden, also in small letters, and how one rings is not."""

from __future__ import annotations

import pytest

from app.redaction.at_the_door import at_the_door
from tests.app.redaction.cost import is_linear


def _found(text: str) -> list[str]:
    return [text[hit.start : hit.end] for hit in at_the_door(text)]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("klingel petrow, zweiter stock", "petrow"),
        ("bitte bei Petrow klingeln", "Petrow"),
        ("sonne chez Lemoine et monte", "Lemoine"),
        ("au 3eme, c marqué haddad.", "haddad"),
        ("bel bij de Vries, ik doe open", "de Vries"),
        ("press the buzzer marked Odunsi twice", "Odunsi"),
        ("citofono esposito-bianchi.", "esposito-bianchi"),
        ("secondo piano, suona de luca.", "de luca"),
        ("timbre ferreyra, segundo", ""),
        ("timbre de Ferreyra", "Ferreyra"),
        ("a campainha diz Serrano", "Serrano"),
    ],
)
def test_the_name_on_a_bell_is_found(text: str, name: str) -> None:
    assert _found(text) == ([name] if name else [])


@pytest.mark.parametrize(
    "text",
    [
        "ring for attention, ring for help, the bell says ring",
        "Wenn der Postbote zweimal klingelt? Klingel kaputt.",
        "Peut-on sonner chez les voisins après 22 h ?",
        "suona forte, suona sempre. bel bij niemand.",
    ],
)
def test_how_one_rings_stays(text: str) -> None:
    assert _found(text) == []


@pytest.mark.parametrize("worst", ["klingel a", "ring for A ", "bei A-A ", "sonne chez A A A "])
def test_the_worst_text_costs_no_more_than_its_length(worst: str) -> None:
    assert is_linear(at_the_door, worst, sizes=(4_000, 16_000))

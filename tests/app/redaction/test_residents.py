"""Promise: who lives at an address keeps a finding of their own, and nothing else comes to light by it."""

from __future__ import annotations

import pytest

from app.redaction.addresses import Addresses
from app.redaction.addresses.fit import without_addresses
from app.redaction.addresses.residents import beside_residents
from app.redaction.findings import EntityType
from app.redaction.recognizers.base import Hit
from app.redaction.spans import merged
from tests.app.redaction.cost import is_linear

WHO = {"P": EntityType.PERSON, "O": EntityType.ORG, "A": EntityType.ADDRESS}


def found(text: str, place: str, *others: str) -> list[str]:
    """Return what is found: one hit over the place, and by the model each of "P:Otto Quill"."""
    hits = [Hit(text.index(place), text.index(place) + len(place), EntityType.ADDRESS, 0.85, "address")]
    for other in others:
        kind, _, value = other.partition(":")
        start = text.index(value)
        hits.append(Hit(start, start + len(value), WHO[kind], 0.9, "tagger"))
    findings = merged(beside_residents(text, hits), lambda start, end: (start, end))
    return [f"{finding.label.value[0]}:{text[finding.start : finding.end]}" for finding in findings]


@pytest.mark.parametrize(
    ("text", "who", "address"),
    [
        ("to Marta Quill, 12 Harbour Lane", "Marta Quill", "12 Harbour Lane"),
        ("Marta Quill at 12 Harbour Lane, Leeds", "Marta Quill", "12 Harbour Lane, Leeds"),
        ("Marta Quill – 12 Harbour Lane", "Marta Quill", "12 Harbour Lane"),
        ("Marta Quill\n> 12 Harbour Lane", "Marta Quill", "12 Harbour Lane"),
        ("Mrs Quill of 12 Harbour Lane", "Quill", "12 Harbour Lane"),
        ("bei Marta Quill in der Lindenstraße 4", "Marta Quill", "Lindenstraße 4"),
        ("chez Marthe Quill, demeurant 12 rue du Port", "Marthe Quill", "12 rue du Port"),
        ("a Marta Quill, con domicilio en Calle Olmo 4", "Marta Quill", "Calle Olmo 4"),
        ("Marta Quill, residente in Via Olmo 4", "Marta Quill", "Via Olmo 4"),
        ("Marta van Quill op de Olmweg 4", "Marta van Quill", "Olmweg 4"),
        ("D. Marta Quill na Rua Olmo 4", "Marta Quill", "Rua Olmo 4"),
    ],
)
def test_somebody_in_front_of_an_address_keeps_a_finding(text: str, who: str, address: str) -> None:
    assert found(text, text.removeprefix("to "), f"P:{who}") == [f"P:{who}", f"A:{address}"]


def test_somebody_within_or_behind_an_address_keeps_a_finding() -> None:
    text = "Bridge House\nOtto Quill\nElm Lane 4"
    assert found(text, text, "P:Otto Quill") == ["A:Bridge House", "P:Otto Quill", "A:Elm Lane 4"]
    text = "4 Elm Lane, Leeds, Otto Quill"
    assert found(text, text, "P:Otto Quill") == ["A:4 Elm Lane, Leeds", "P:Otto Quill"]
    text = "Ann Roe, Otto Quill, 4 Elm Lane"
    assert found(text, text, "P:Ann Roe", "P:Otto Quill") == ["P:Ann Roe", "P:Otto Quill", "A:4 Elm Lane"]


def test_an_organisation_keeps_one_only_in_front() -> None:
    text = "Quill & Roe LLP, 3rd Floor, 4 Elm Lane"
    assert found(text, text, "O:Quill & Roe LLP") == ["O:Quill & Roe LLP", "A:3rd Floor, 4 Elm Lane"]
    text = "Unit 4, Brewhouse, Elm Lane 4"
    assert found(text, text, "O:Brewhouse") == [f"A:{text}"]


@pytest.mark.parametrize(
    ("text", "who"),
    [
        ("12 rue Marie Quill, 75005 Paris", "Marie Quill"),
        ("Via Otto Quill, 12, 20121 Milano", "Otto Quill"),
        ("Otto Quill, n. 12, Milano", "Otto Quill"),
        ("Quill Court, 4 Elm Lane", "Quill Court"),
        ("Résidence Quill, 4 rue du Port", "Résidence Quill"),
        ("Larkrise, 4 Elm Lane", "Larkrise"),
        ("c/o Mrs Nance Quill, 4 Elm Lane", "Nance Quill"),
        ("4 Elm Lane, Quill, Leeds LS1 4AB", "Quill"),
        ("Otto Quill Straße 12", "Otto Quill"),
    ],
)
def test_a_street_or_a_house_with_the_name_of_somebody_stays_whole(text: str, who: str) -> None:
    assert [one.partition(":")[2] for one in found(text, text, f"P:{who}")] == [text]


def test_who_is_less_sure_counts_where_the_model_has_the_address_apart() -> None:
    text = "Key with Otto Quill in 4 Elm Lane"
    assert found(text, text, "P:Otto Quill", "A:4 Elm Lane") == [
        "A:Key with ",
        "P:Otto Quill",
        "A:4 Elm Lane",
    ]
    doubtful = [
        Hit(0, 23, EntityType.ADDRESS, 0.85, "address"),
        Hit(0, 10, EntityType.PERSON, 0.65, "tagger"),
    ]
    text = "Otto Quill, 12 Elm Lane"
    assert beside_residents(text, doubtful) == doubtful
    apart = [*doubtful, Hit(12, 23, EntityType.ADDRESS, 0.9, "tagger")]
    assert {(hit.start, hit.end) for hit in beside_residents(text, apart)} == {(0, 10), (12, 23)}


def test_nobody_is_let_go_whom_nothing_else_hides() -> None:
    text = "Otto Quill, 12 Elm Lane"
    place = Hit(0, len(text), EntityType.ADDRESS, 0.85, "address")
    assert beside_residents(text, [place]) == [place]


def test_a_name_that_ran_into_its_address_ends_before_it() -> None:
    text = "Otto Quill in der Lindenstraße 4"
    ran = Hit(0, text.index(" 4"), EntityType.PERSON, 0.65, "name-extended")
    assert [text[hit.start : hit.end] for hit in without_addresses(text, [ran], Addresses().find(text))] == [
        "Otto Quill"
    ]


@pytest.mark.parametrize("worst", ["Otto Quill, 4 Elm Lane, ", "Otto Quill in der ", "a, ", "Mr Mr Mr "])
def test_the_worst_text_costs_no_more_than_its_length(worst: str) -> None:
    def look(text: str) -> list[Hit]:
        hits = [Hit(0, len(text), EntityType.ADDRESS, 0.85, "address")]
        hits += [Hit(at, at + 200, EntityType.ADDRESS, 0.85, "address") for at in range(0, len(text), 200)]
        step = 5 * len(worst)
        hits += [Hit(at, at + 10, EntityType.PERSON, 0.9, "tagger") for at in range(0, len(text), step)]
        return beside_residents(text, hits)

    assert is_linear(look, worst, sizes=(4_000, 32_000))

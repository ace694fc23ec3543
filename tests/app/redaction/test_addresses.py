"""Promise: a postal address is hidden whole, with its postcode and its town, in the order of its country."""

from __future__ import annotations

import pytest

from app.redaction.addresses import Addresses
from app.redaction.findings import EntityType
from tests.app.redaction.cost import is_linear

WHOLE = [
    "42 Baker Street, London NW1 6XE",
    "Flat 3, 12 Mill Lane, Leeds LS2 9AB",
    "1600 W 35th St NE, Springfield, IL 62704-1234",
    "221 Elm Ave, Apt 4B\nPortland, OR 97205",
    "14/2B Gariahat Lane, 2nd floor, Kolkata 700999",
    "Hauptstraße 12a, 10115 Berlin",
    "Frankfurter Straße 212, Hinterhaus, 65479 Raunheim",
    "Sendlinger-Tor-Gasse 14\n80331 München",
    "Am Alten Markt 5, 14467 Potsdam",
    "12 bis rue de la République, 69002 Lyon",
    "Chaussée de Louvain 402/B, 5004 Bouge",
    "Calle de Alcalá, 45, 3.º B, 28014 Madrid",
    "Carrera 11 # 18-42, Tunja",
    "Via Roma 12/B, 20121 Milano (MI)",
    "Prinsengracht 263, 1016 GV Amsterdam",
    "Markt 11, 5401 GN Uden",
    "Rua das Flores, n.º 23, 2.º Esq.\n4900-352 Viana do Castelo",
    "Rua Augusta, 1500, São Paulo - SP, 01304-001",
    "ul. Długa 5 m. 3, 00-238 Warszawa",
    "Storgatan 5, 114 55 Stockholm",
    "P.O. Box 1742, Fairbanks, AK 99707",
    "Laufásvegur 77, kjallari\n101 Reykjavík",
    "45 Mapo-daero 12-gil, Mapo-gu, Seoul 04199",
    "77 King Street West, Toronto, ON M5K 1A2",
]

IN_SENTENCES = [
    ("i live at 42 baker street and work nearby", "42 baker street"),
    ("wohnt seit mai in der hauptstr. 12, oben", "hauptstr. 12"),
    ("j'habite 8 rue des lilas depuis peu", "8 rue des lilas"),
    ("home address: The Old Mill, by Huntly", ""),
    ("Address ....... Block 5 Jubilee Court", "Block 5 Jubilee Court"),
    ("<adresse>Maison 4, quartier Elizaldea</adresse>", ""),
]

CLEAN = [
    "The 3 main roads to growth are price, place and 4 lanes of traffic.",
    "I have 20 years on the road and 5 star street food.",
    "Use 1 way binding, 2 place values and a 4 wheel drive.",
    "In 1789 Paris rose; by 1945 Berlin was in ruins, and in 2024 London voted.",
    "x = 12 * road + 3; street = 5; v2.10 street",
    "Matrix 5/2 and Section 12, Chapter 3, Figure 10.",
    "Chicago 7, Ocean's 11 and Apollo 13 are films.",
    "the score was 10 to 3 on Sunset Boulevard, a film",
]


def covered(text: str) -> set[int]:
    return {index for hit in Addresses().find(text) for index in range(hit.start, hit.end)}


@pytest.mark.parametrize("address", WHOLE)
@pytest.mark.parametrize(
    ("before", "after"), [("", ""), ("She lives at ", ". He does not."), ("x\n", "\nTel: 1")]
)
def test_a_whole_address_is_hidden(address: str, before: str, after: str) -> None:
    text = before + address + after
    hidden = covered(text)
    wanted = {index for index in range(len(before), len(before) + len(address)) if text[index].isalnum()}
    assert "".join(text[index] for index in sorted(wanted - hidden)) == ""
    assert not any(index in hidden for index in range(len(before) - 1))


@pytest.mark.parametrize(("text", "address"), [pair for pair in IN_SENTENCES if pair[1]])
def test_an_address_in_a_sentence_is_hidden(text: str, address: str) -> None:
    start = text.index(address)
    assert set(range(start, start + len(address))) <= covered(text)


@pytest.mark.parametrize("text", CLEAN)
def test_ordinary_text_is_left_alone(text: str) -> None:
    assert [text[hit.start : hit.end] for hit in Addresses().find(text)] == []


def test_a_postcode_behind_its_label_is_hidden() -> None:
    hits = [hit for hit in Addresses().find('{"zip": "94107", "plz": 10115}') if hit.label is EntityType.ZIP]
    assert len(hits) == 2


@pytest.mark.parametrize(
    "worst",
    ["1 Aa ", "12 Main ", "Aa Bb Cc ", "1234 ", "calle ", "Aa, ", "10115 Aa, ", "5 Street, Aa\n", "Aaaaaaaa-",
     "straße 5 ", "Address: ", "a" * 50, "Aa-" * 10, "\n\n", "1 rue de la ", "St. "],
)  # fmt: skip
def test_the_worst_text_costs_no_more_than_its_length(worst: str) -> None:
    assert is_linear(Addresses().find, worst, sizes=(4_000, 32_000))

"""Promise: who is asked about in a short question is hidden, unless everybody knows them or it is of lore."""

from __future__ import annotations

from functools import cache

import pytest

from app.redaction.asked_about import asked_about
from app.redaction.findings import EntityType
from app.redaction.pipeline import Pipeline
from app.redaction.port import ScanOptions
from app.redaction.tagger import Tagger


@cache
def pipeline() -> Pipeline:
    return Pipeline(Tagger.load())


def persons(text: str) -> list[str]:
    findings = pipeline().scan(text, ScanOptions())
    return [text[each.start : each.end] for each in findings if each.label is EntityType.PERSON]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("What did Bob Harrowgate say about the lease?", "Bob Harrowgate"),
        ("And what of Bob Harrowgate?", "Bob Harrowgate"),
        ("Did Ahmed Yilmaz reply?", "Ahmed Yilmaz"),
        ("Has Sandra Whitcombe signed the form yet?", "Sandra Whitcombe"),
        ("Draft a reply to Monica Reyes.", "Monica Reyes"),
        ("What is the status of Gareth Penhallow's claim?", "Gareth Penhallow"),
        ("how should i answer to joanna bielska", "joanna bielska"),
        ("Hat Jürgen Pfeiffer schon bezahlt?", "Jürgen Pfeiffer"),
        ("Est-ce que Julien Mercier a répondu ?", "Julien Mercier"),
        ("¿Ha pagado Lucía Herrero?", "Lucía Herrero"),
        ("Scrivi a Davide Moretti che accetto.", "Davide Moretti"),
        ("Stuur Marloes Bakker een herinnering.", "Marloes Bakker"),
        ("O que disse Tiago Moreira?", "Tiago Moreira"),
        ("Did John Whitcombe reply?", "John Whitcombe"),
        ("Ist der Vertrag von Paul Meister fertig?", "Paul Meister"),
        # a word of lore may be one of another language, a surname, or of everybody's day
        ("Wann war Thomas Wieland hier?", "Thomas Wieland"),
        ("Hat Sabine Krüger den Vertrag?", "Sabine Krüger"),
        ("Did Bob King reply?", "Bob King"),
        ("Can Tom Ellery play tennis on Friday?", "Tom Ellery"),
        ("Is Roman Kowalski in the building?", "Roman Kowalski"),
        ("Was schrieb Annika Vogt gestern?", "Annika Vogt"),
    ],
)
def test_somebody_in_a_short_question_is_hidden(text: str, name: str) -> None:
    assert any(name in each for each in persons(text))


@pytest.mark.parametrize(
    "text",
    [
        "What did Rosalind Franklin discover?",  # everybody knows her
        "Who was Henrietta Quayle?",  # asks for what stands in books
        "Which novel has a Gareth Penhallow in it?",
        "Why did Edwin Harbottle lose the battle of 1642?",
        "What is in a Tom Collins?",
        "Is Virginia Beach far from Costa Rica?",
        "Explain Ruby Gems and the Peter Principle",
        "model is Archer C7, page is Olive Oil",
        "Scrivi un dialogo tra Marco e Giulia.",
        "Write a story in which Bob Harrowgate opens a door.",
    ],
)
def test_a_question_of_lore_hides_nobody(text: str) -> None:
    assert persons(text) == []


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Did Ahmed reply?", "Ahmed"),
        ("Did David reply?", "David"),
        ("What should I get Lena for her birthday?", "Lena"),
        ("Hat Annika schon gegessen?", "Annika"),
        ("Draft a text to Jasper about Sunday", "Jasper"),
    ],
)
def test_a_given_name_alone_is_hidden_where_one_speaks_of_oneself_or_of_every_day(
    text: str, name: str
) -> None:
    assert persons(text) == [name]


@pytest.mark.parametrize(
    "text",
    [
        "Does Anton go before Berta in the alphabet?",
        "I use Ruby and Jasmine for my tests",
        "We say N as in Nancy.",
        "My Mark Two will call back in May",
        "When is Easter, and am I free in May?",
    ],
)
def test_a_given_name_alone_is_nobodys_elsewhere(text: str) -> None:
    assert persons(text) == []


def test_a_day_of_birth_makes_a_question_one_about_somebody() -> None:
    assert persons("Who was Bob Harrowgate, my patient, born 3 May 1981?") == ["Bob Harrowgate"]


def test_a_long_text_is_left_to_the_tagger() -> None:
    text = "What did Bob Harrowgate say? "
    assert list(asked_about(text, [], pipeline().tagger))
    assert not list(asked_about(text + "It was quiet. " * 40, [], pipeline().tagger))


def test_without_a_tagger_nothing_is_known_of_names() -> None:
    assert not list(asked_about("What did Bob Harrowgate say?", [], None))

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
        "IBAN GB29 NWBK 6016 1331 9268 19 for the transfer",
        "Scrivi un dialogo tra Marco e Giulia.",
        "Write a story in which Bob Harrowgate opens a door.",
    ],
)
def test_a_question_of_lore_hides_nobody(text: str) -> None:
    assert persons(text) == []


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Who is Theresa Whitcombe and why does she call me every day?", "Theresa Whitcombe"),
        ("who is joanna bielska and what does she want from us", "joanna bielska"),
        ("Who is Monica Reyes? She keeps emailing me.", "Monica Reyes"),
        ("Who is Gareth Penhallow and what does he owe us?", "Gareth Penhallow"),
        ("Who's Patrick Dunne and why was he waiting at the front desk?", "Patrick Dunne"),
        ("Who's Joanna Bielska and is she coming on Friday?", "Joanna Bielska"),
        ("Wer ist Sabine Krüger und warum ruft sie mich an?", "Sabine Krüger"),
        ("Wer ist Frank Oberhauser und warum steht er auf der Rechnung?", "Frank Oberhauser"),
        ("Qui est Julien Mercier et pourquoi m'appelle-t-il ?", "Julien Mercier"),
        ("Qui est Nathalie Girard et pourquoi elle m'écrit ?", "Nathalie Girard"),
        ("¿Quién es Lucía Herrero y por qué me llama cada día?", "Lucía Herrero"),
        ("Chi è Davide Moretti e perché mi chiama sempre?", "Davide Moretti"),
        ("Wie is Marloes Bakker en waarom belt ze mij?", "Marloes Bakker"),
        ("Quem é Tiago Moreira e por que ele me liga?", "Tiago Moreira"),
    ],
)
def test_who_somebody_is_that_does_something_to_us_or_at_work_is_in_no_book(text: str, name: str) -> None:
    assert persons(text) == [name]


@pytest.mark.parametrize(
    "text",
    [
        "Who was Henrietta Quayle and why did she leave the country?",
        "Who was Gareth Penhallow and how did he die?",
        "Who is Edwin Harbottle, and tell me what he discovered?",
        "Who is Edwin Harbottle and what can he teach us about economics?",
        "Who is Taylor Swift and why does she call me every day?",  # everybody knows her
        "Who is Jacinda Ardern and why did she resign?",
        "Wer war Henrietta Quayle und was lehrt sie uns?",
        "Qui était Camille Claudel et que nous apprend-elle ?",
        "¿Quién fue Violeta Parra y por qué nos emociona su obra?",
        "Chi era Maria Montessori e cosa ci insegna?",
    ],
)
def test_who_somebody_was_in_the_world_stays_a_question_of_lore(text: str) -> None:
    assert persons(text) == []


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Is Sofia coming tomorrow?", "Sofia"),
        ("Ask Florence about it.", "Florence"),
        ("Did Sydney reply?", "Sydney"),
        ("Why is Florence angry with me?", "Florence"),
        ("What does Sofia want for her birthday?", "Sofia"),
        ("Sydney and her sister want to come, how do I say no politely?", "Sydney"),
        ("When is Orlando back from his holiday?", "Orlando"),
        ("Is Grace coming on Friday?", "Grace"),
        ("Ask Frank about the keys", "Frank"),
        ("Kommt Sofia morgen auch?", "Sofia"),
        ("Hat Charlotte schon geantwortet?", "Charlotte"),
        ("Florence vient demain ?", "Florence"),
        ("Vraag Florence of ze komt.", "Florence"),
    ],
)
def test_a_name_that_is_a_town_or_a_word_too_is_hidden_where_only_people_stand(text: str, name: str) -> None:
    assert persons(text) == [name]


@pytest.mark.parametrize(
    "text",
    [
        "Is Sofia the capital of Bulgaria?",
        "What is Florence called in Italian?",
        "Should I visit Florence in May?",
        "What is the weather in Sofia tomorrow?",
        "We fly to Sofia tomorrow, what should we pack?",
        "Is it late in Sydney now?",
        "Is Orlando back to normal after the storm?",
        "Was Jordan angry at Israel?",
        "Has Georgia signed the agreement with the EU?",
        "Florence vient de gagner le match",
        "Is Easter coming late this year?",
        "Is Summer coming soon?",
        "Call a function named Victoria",
    ],
)
def test_a_town_or_a_word_stays_one_elsewhere(text: str) -> None:
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

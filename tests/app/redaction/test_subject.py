"""Promise: names in a text about nobody stay, and one sign that it is about somebody hides them."""

from __future__ import annotations

import pytest

from app.redaction.findings import EntityType
from app.redaction.pipeline import Pipeline
from app.redaction.port import ScanOptions
from tests.app.redaction.test_pipeline import ScriptedTagger


def found(text: str, score: float, *names: str, profile: str = "default") -> list[str]:
    tagger = ScriptedTagger(**dict.fromkeys(names, (EntityType.PERSON, score)))
    findings = Pipeline(tagger).scan(text, ScanOptions(profile=profile))
    return [text[finding.start : finding.end] for finding in findings]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("What is in a Tom Collins?", "Tom Collins"),
        ("Why does Heathcliff leave in chapter 9 of the novel?", "Heathcliff"),
        ("Worum geht es im Roman Effi Briest?", "Effi Briest"),
        ("Storm Ciara took the roof.", "Ciara"),
    ],
)
def test_a_name_that_the_tagger_half_believes_stays_in_a_text_about_nobody(text: str, name: str) -> None:
    assert found(text, 0.85, name) == []
    assert found(text, 0.85, name, profile="strict") == [name]


@pytest.mark.parametrize(
    "text",
    [
        "My sister Ciara took the roof.",
        "Storm Ciara took the roof. Call me on +49 30 901820.",
        "Dear Anna,\nCiara took the roof.",
        "o meu vizinho Ciara",
    ],
)
def test_a_sign_that_it_is_about_somebody_hides_it(text: str) -> None:
    assert "Ciara" in " ".join(found(text, 0.6, "Ciara"))


def test_a_sure_name_needs_no_sign() -> None:
    assert found("Ciara was late again and blamed the bus.", 0.995, "Ciara") == ["Ciara"]


def test_honorifics_of_a_novel_are_no_sign() -> None:
    text = "In the novel, why does Mr Darcy leave Meryton?"
    assert found(text, 0.7, "Meryton") == []
    assert found("Mr Darcy left. Ask Meryton.", 0.7, "Meryton") == ["Darcy", "Meryton"]


def test_what_follows_from_a_name_that_stays_stays() -> None:
    text = "Two drinks, a Tom Collins and a Bellini. Collins is gin."
    assert found(text, 0.8, "Tom Collins") == []


def test_letters_are_people_beside_a_sign_only() -> None:
    assert found("Q is the father of K, who is older.", 0.99, "Q", "K") == []
    assert "K." in found("Dear Anna, the row with K. went on.", 0.9, "K.")


@pytest.mark.parametrize("word", ["texto", "genau", "IVA", "documento"])
def test_an_ordinary_word_is_nobody_even_in_a_text_about_somebody(word: str) -> None:
    assert word not in found(f"Dear Anna, {word} here.", 0.95, word)


def test_the_heads_of_a_dictionarys_entries_are_nobody() -> None:
    entries = "grace, n.: elegance. frank, adj.: candid. jack, n.: a lifting device."
    assert found(entries, 0.99, "grace", "frank", "jack") == []
    assert found(f"Dear Ms Otis,\n{entries}", 0.99, "Otis", "frank") == ["Otis", "frank"]


def test_whom_everybody_knows_by_a_title_is_nobody() -> None:
    assert found("Is Captain Morgan older than Dr Pepper?", 0.9, "Morgan", "Pepper") == []
    assert found("Is Captain Quill older than Dr Peppard?", 0.9, "Quill", "Peppard") == ["Quill", "Peppard"]


def test_a_word_for_a_relative_that_is_another_in_a_second_language_needs_whose_it_is() -> None:
    assert found("dat is mijn nicht Annelies", 0.1) == ["Annelies"]
    assert found("Ich habe nicht Angst.", 0.1) == []

"""What teaches the built-in model to look into its prompt can only be answered by looking there."""

from __future__ import annotations

import hashlib
import random
import re
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType

import pytest

from tests.models.training_scripts import training_scripts

_LISTED = re.compile(r"The (?:only (?:name|number) is|names are|numbers are) ")
_SENTENCES = [
    "The old bridge was closed by the council after the flood.",
    "Mira Kestrel painted the lighthouse in 1907 and lived there alone.",
    "The keeper had kept a small garden behind the northern wall.",
]
_GLOSSARY = [
    ("tarn", "A small lake in the mountains, mostly left by a glacier."),
    ("weir", "A low wall across a river that raises the water above it."),
    ("scree", "Loose stones that cover the slope below a cliff."),
    ("spit", "A narrow strip of sand that reaches out into the sea."),
    ("moraine", "A ridge of rubble that a glacier pushed along."),
    ("ford", "A shallow place where one can wade through a river."),
]


@pytest.fixture(scope="module")
def scripts() -> Iterator[dict[str, ModuleType]]:
    with training_scripts() as found:
        yield found


def test_every_learned_token_of_a_drill_is_determined_by_what_stands_before(
    scripts: dict[str, ModuleType],
) -> None:
    texts = list(range(1000, 3000))
    for seed in range(200):
        ids, learned = scripts["drills"].drill(random.Random(seed), texts, 8192)
        assert len(ids) == len(learned) < 1024
        assert any(learned)
        pairs: set[tuple[int, int]] = set()
        for place, token in enumerate(ids):
            if learned[place]:
                assert (ids[place - 1], token) in pairs
            pairs.add((ids[place - 1], token))


def test_what_a_text_answers_stands_in_it_word_for_word(scripts: dict[str, ModuleType]) -> None:
    quoting = scripts["quoting"].Quoting([_SENTENCES], _GLOSSARY, [])
    rng = random.Random(2)
    answered = 0
    for _ in range(300):
        text, exchanges = quoting.lesson(rng)
        assert exchanges
        for _, answer in exchanges:
            if answer is not None:
                answered += 1
                said = _LISTED.sub("", answer).rstrip(".").lower()
                assert all(each in text.lower() for each in re.split(r", | and ", said)), (text, answer)
    assert answered > 300


def test_all_names_and_numbers_are_asked_for(scripts: dict[str, ModuleType]) -> None:
    asking = scripts["asking"]
    rng = random.Random(8)
    text = [
        "In 1907 the painter met Mira Kestrel and Odo of Wells.",
        "The two paid 3.50 for a map of Lake Van, in 1907.",
    ]
    assert asking.all_names(text, rng)[1] == "The names are Mira Kestrel, Odo of Wells and Lake Van."
    assert asking.all_numbers(text, rng)[1] == "The numbers are 1907 and 3.50."
    assert asking.all_numbers(["She had 12 hens."], rng)[1] == "The only number is 12."
    # Whether the first word is a name nobody knows.
    assert asking.all_names(["Wells met the painter Mira."], rng) is None
    assert asking.all_numbers(["She had hens."], rng) is None


def test_a_question_about_another_text_has_no_answer(scripts: dict[str, ModuleType]) -> None:
    other = ["Two bakers shared one oven in the yard.", "The oven was heated before sunrise each Friday."]
    quoting = scripts["quoting"].Quoting([_SENTENCES, other], _GLOSSARY, [])
    rng = random.Random(4)
    lessons = [quoting.lesson(rng) for _ in range(800)]
    unanswered = [(text, question) for text, found in lessons for question, answer in found if answer is None]
    assert len(unanswered) > 40
    for text, question in unanswered:
        for words in ("shared one oven", "heated before sunrise", "closed by the council"):
            assert (words in question) <= (words not in text)


def test_subject_years_and_gaps_are_asked_for(scripts: dict[str, ModuleType]) -> None:
    quoting = scripts["quoting"]
    rng = random.Random(1)
    asked = {quoting._subject([sentence], sentence, rng) for sentence in _SENTENCES}
    assert ("What was closed by the council after the flood?", "The old bridge.") in asked
    year = quoting._year(_SENTENCES, " ".join(_SENTENCES), rng)
    assert year[1] == "In 1907."
    assert "1907" not in year[0]
    question, answer = quoting._gap([_SENTENCES[2]], _SENTENCES[2], rng)
    assert "___" in question
    assert answer.rstrip(".").lower() not in question.lower()


@pytest.mark.parametrize(
    ("way", "sentence", "asked", "answer"),
    [
        ("how_many", "The ferry carried forty passengers over the sound.", "passengers", "Forty."),
        ("by_whom", "The chapel was built by Orsolya Venn in one winter.", "the chapel", "Orsolya Venn."),
        (
            "where",
            "She learned the trade in Old Marrow, from her aunt.",
            "learned the trade",
            "In Old Marrow.",
        ),
        (
            "why",
            "The gates stay shut because the tide comes in at noon.",
            "the gates",
            "Because the tide comes in at noon.",
        ),
        (
            "what_is",
            "A lathe is a machine that turns the work itself.",
            "What is a lathe?",
            "A machine that turns the work itself.",
        ),
    ],
)
def test_a_sentence_is_asked_for_what_it_tells(
    scripts: dict[str, ModuleType], way: str, sentence: str, asked: str, answer: str
) -> None:
    exchange = getattr(scripts["asking"], way)([sentence], random.Random(3))
    assert exchange is not None
    assert asked in exchange[0]
    assert exchange[1] == answer


def test_who_somebody_is_is_asked_from_both_sides(scripts: dict[str, ModuleType]) -> None:
    sentence = "The keys were left with Tamsin Oake, the keeper of the mill."
    found = {scripts["asking"].who_is([sentence], random.Random(seed))[1] for seed in range(20)}
    assert found == {"Tamsin Oake.", "The keeper of the mill."}


def test_natural_questions_find_their_paragraph_and_keep_only_answers_that_stand_in_it(
    scripts: dict[str, ModuleType], tmp_path: Path
) -> None:
    paragraph = " ".join(_SENTENCES)
    key = hashlib.sha256(paragraph.encode()).hexdigest()[:12]
    lessons = tmp_path / "natural_x.txt"
    lessons.write_text(
        f"== {key}\n? Who closed it? = The council\n? Who built it? = The mayor\n- Who paid for it?\n\n"
        "== 000000000000\n? Where? = Nowhere\n",
        encoding="utf-8",
    )
    texts = ["Something else.\n\n" + "\n".join(_SENTENCES)]
    (passage,) = scripts["natural"].read_natural([lessons], texts)
    assert passage.text == paragraph
    assert passage.answered == (("Who closed it?", "The council."),)
    assert passage.unanswered == ("Who paid for it?",)


def test_glossary_entries_come_without_their_templates(scripts: dict[str, ModuleType]) -> None:
    said = [
        (
            "book (glossary)",
            'What does "tarn" mean?',
            "Tarn means: a small lake in the mountains of the north.",
        ),
        ("book (glossary)", "define weir", '"weir" refers to the following: a low wall across a river.'),
        ("book (glossary)", "what is a tor", "A tor is a rock."),
        ("book (sections)", "What is scree?", "Scree means: loose stones that cover the slope of a hill."),
    ]
    chats = [
        (source, [{"role": "user", "content": asked}, {"role": "assistant", "content": answer}])
        for source, asked, answer in said
    ]
    assert list(scripts["quoting"].glossary(chats)) == [
        ("tarn", "A small lake in the mountains of the north."),
        ("weir", "A low wall across a river."),
    ]

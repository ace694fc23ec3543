"""Promise: the built-in model is taught to answer a question about a text with the sentence that says so."""

from __future__ import annotations

import random
from collections.abc import Iterator
from types import ModuleType

import pytest

from tests.models.training_scripts import LESSONS, training_scripts

_TEXT = (
    "Dear neighbours,\nthe lift stopped on the fourth floor. The engineer, Dr. Adair, needs a new cable and"
    " comes back on 3 May at 14:30. Nobody was inside!\nUntil then Osric (flat 9) carries shopping upstairs."
    "\nThe house committee"
)


@pytest.fixture(scope="module")
def scripts() -> Iterator[dict[str, ModuleType]]:
    with training_scripts() as found:
        yield found


def test_lines_and_sentences_are_told_apart_and_a_title_ends_none(scripts: dict[str, ModuleType]) -> None:
    assert scripts["sentences"].sentences_of(_TEXT) == [
        "Dear neighbours,",
        "the lift stopped on the fourth floor.",
        "The engineer, Dr. Adair, needs a new cable and comes back on 3 May at 14:30.",
        "Nobody was inside!",
        "Until then Osric (flat 9) carries shopping upstairs.",
        "The house committee",
    ]


@pytest.mark.parametrize(
    ("question", "answer", "sentence"),
    [
        ("Where did the lift stop?", "On the fourth floor.", "the lift stopped on the fourth floor."),
        ("Was anybody inside?", "No, nobody was inside.", "Nobody was inside!"),
        ("Who helps?", "Osric.", "Until then Osric (flat 9) carries shopping upstairs."),
        (
            "When does the engineer come?",
            "At 14:30.",
            "The engineer, Dr. Adair, needs a new cable and comes back on 3 May at 14:30.",
        ),
        ("Who signed?", "The house committee.", "The house committee"),
        ("What does it cost?", "It costs nothing.", None),
    ],
)
def test_the_sentence_that_holds_the_answer_is_found(
    scripts: dict[str, ModuleType], question: str, answer: str, sentence: str | None
) -> None:
    assert scripts["sentences"].answering(_TEXT, question, answer) == sentence


def test_of_two_sentences_with_the_answer_the_one_that_was_asked_about_is_taken(
    scripts: dict[str, ModuleType],
) -> None:
    text = "Mira painted the boat in 1936. The pier was built in 1936."
    answering = scripts["sentences"].answering
    assert answering(text, "When was the pier built?", "In 1936.") == "The pier was built in 1936."
    assert answering(text, "When did Mira paint the boat?", "In 1936.") == "Mira painted the boat in 1936."


def test_a_sentence_too_long_to_be_an_answer_is_left_out(scripts: dict[str, ModuleType]) -> None:
    assert (
        scripts["sentences"].answering(f"Mira saw {'one more boat, ' * 20}and left.", "Who left?", "Mira.")
        is None
    )


def test_nearly_every_question_by_hand_has_its_sentence(scripts: dict[str, ModuleType]) -> None:
    passages = scripts["parsing"].read_passages(LESSONS / "reading.txt")
    asked = [(passage.text, *pair) for passage in passages for pair in passage.answered]
    found = [scripts["sentences"].answering(*each) for each in asked]
    assert sum(sentence is not None for sentence in found) > 0.95 * len(asked)
    assert all(sentence in text for (text, _, _), sentence in zip(asked, found, strict=True) if sentence)


def test_what_the_model_is_taught_to_answer_stands_in_the_text_or_says_that_it_does_not(
    scripts: dict[str, ModuleType],
) -> None:
    data = scripts["data"]
    teacher = data.Teacher(random.Random(6), foreign=[], skills=[])
    quoted = 0
    for _ in range(200):
        messages = teacher._framed_reading()
        for said in messages[1::2]:
            if said["content"] not in data._NOT_IN_TEXT:
                quoted += 1
                assert said["content"] in messages[0]["content"]
    assert quoted > 100

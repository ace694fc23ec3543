"""What the built-in model is taught is parsed whole, right where computable, and not what it is asked."""

from __future__ import annotations

import random
import re
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType

import pytest

from tests.models.training_scripts import LESSONS, training_scripts


@pytest.fixture(scope="module")
def scripts() -> Iterator[dict[str, ModuleType]]:
    with training_scripts() as found:
        yield found


@pytest.fixture(scope="module")
def data(scripts: dict[str, ModuleType]) -> ModuleType:
    return scripts["data"]


@pytest.fixture(scope="module")
def judging(scripts: dict[str, ModuleType]) -> ModuleType:
    return scripts["judging"]


def test_every_topic_has_wordings_and_answers(data: ModuleType) -> None:
    lessons = data.read_lessons(*sorted(LESSONS.glob("topics*.txt")), LESSONS / "wordings.txt")
    assert len(lessons.topics) > 220
    assert not [topic.name for topic in lessons.topics if not topic.questions or not topic.answers]
    assert all(answers for topic in lessons.topics for _, answers in topic.followups)


def test_no_lesson_says_that_nothing_is_ever_sent(data: ModuleType) -> None:
    lessons = data.read_lessons(*sorted(LESSONS.glob("topics*.txt")))
    answers = [answer for topic in lessons.topics for answer in topic.answers]
    answers += [
        answer for topic in lessons.topics for _, followups in topic.followups for answer in followups
    ]
    absolute = re.compile(
        r"nothing (you write )?is (ever )?sent anywhere|sends? nothing anywhere|is sent nowhere",
        re.IGNORECASE,
    )
    assert not [answer for answer in answers if absolute.search(answer)]


def test_conversations_are_parsed_whole(data: ModuleType) -> None:
    talks = data.read_conversations(LESSONS / "conversations.txt")
    lines = (LESSONS / "conversations.txt").read_text(encoding="utf-8").splitlines()
    said = sum(line.startswith(("? ", "! ")) for line in lines)
    assert said == sum(len(talk) for part in talks.values() for talk in part)
    assert sum(len(part) for part in talks.values()) >= 250
    assert len(talks) >= 10


def test_hand_written_answers_keep_the_rules_of_the_evaluation(data: ModuleType, judging: ModuleType) -> None:
    talks = data.read_conversations(LESSONS / "conversations.txt")
    turns = [turn for part in talks.values() for talk in part for turn in talk]
    answers = [turn["content"] for turn in turns if turn["role"] == "assistant"]
    assert not [answer for answer in answers if not judging.ends_properly(answer) or judging.loops(answer)]
    assert not [answer for answer in answers if not judging.english(answer)]


def test_passages_are_parsed_whole(data: ModuleType) -> None:
    passages = data.read_passages(LESSONS / "reading.txt")
    assert len(passages) >= 120
    for passage in passages:
        assert 40 <= len(passage.text.split()) <= 160, passage.text
        assert 4 <= len(passage.answered) + len(passage.unanswered) <= 6, passage.text
        assert 1 <= len(passage.unanswered) <= 2, passage.text


@pytest.mark.parametrize(
    "text", ["? hello\n", "! hello\n", "? hello\n? again\n! yes\n", "hello\n! yes\n", "? hello\n!\n"]
)
def test_a_conversation_without_its_other_half_is_refused(
    data: ModuleType, tmp_path: Path, text: str
) -> None:
    path = tmp_path / "talk.txt"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(ValueError, match=r"talk\.txt"):
        data.read_conversations(path)


@pytest.mark.parametrize(
    "text", ["A text.\n? when = now\n", "== A text.\n? when\n", "== A text.\n- when = now\n"]
)
def test_a_passage_with_a_line_of_no_kind_is_refused(data: ModuleType, tmp_path: Path, text: str) -> None:
    path = tmp_path / "text.txt"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(ValueError, match=r"text\.txt"):
        data.read_passages(path)


def test_no_training_text_holds_a_question_of_the_evaluation(data: ModuleType) -> None:
    held_out = data.HeldOut(data.held_out_questions())
    talks = data.read_conversations(LESSONS / "conversations.txt")
    asked = [
        turn["content"] for part in talks.values() for talk in part for turn in talk if turn["role"] == "user"
    ]
    for passage in data.read_passages(LESSONS / "reading.txt"):
        asked += [question for question, _ in passage.answered] + list(passage.unanswered)
    assert not [question for question in asked if held_out.near(question)]


def test_no_passage_of_the_evaluation_is_trained_on(data: ModuleType, judging: ModuleType) -> None:
    def runs(text: str) -> set[tuple[str, ...]]:
        words = text.lower().split()
        return {tuple(words[at : at + 7]) for at in range(len(words) - 6)}

    asked = {run for row in judging.rows("passages") for run in runs(row["passage"])}
    assert not [p.text for p in data.read_passages(LESSONS / "reading.txt") if runs(p.text) & asked]


def test_answers_that_deny_are_recognised_by_the_judge(data: ModuleType, judging: ModuleType) -> None:
    assert not [answer for answer in data._NOT_IN_TEXT if not judging.says_not_there(answer)]


def test_answers_from_a_text_are_not_taken_for_denials(data: ModuleType, judging: ModuleType) -> None:
    answers = [
        answer for passage in data.read_passages(LESSONS / "reading.txt") for _, answer in passage.answered
    ]
    assert not [answer for answer in answers if judging.says_not_there(answer)]


def test_the_mixture_holds_every_kind(data: ModuleType) -> None:
    teacher = data.Teacher(random.Random(3), held_out=data.held_out_questions(), foreign=[], skills=[])
    texts = [teacher.conversation() for _ in range(1500)]
    passages = {passage.text for passage in data.read_passages(LESSONS / "reading.txt")}
    reading = [talk for talk in texts if any(text in turn["content"] for turn in talk for text in passages)]
    assert 5 < len(reading) < 250
    assert all(talk[-1]["role"] == "assistant" for talk in texts)

"""The built-in model is judged by fixed questions and rules that were written before it was trained.

They accept a right answer and refuse a wrong and an evasive one, and no training text holds one of them.
"""

from __future__ import annotations

import random
from collections.abc import Iterator
from types import ModuleType

import pytest

from tests.models.training_scripts import training_scripts

EVASIVE = (
    "I am a tiny built-in model and I don't know that. For questions like this, import a larger model: open "
    'Models in the sidebar and choose "Import model…".'
)


@pytest.fixture(scope="module")
def scripts() -> Iterator[dict[str, ModuleType]]:
    with training_scripts() as found:
        yield found


@pytest.fixture(scope="module")
def judging(scripts: dict[str, ModuleType]) -> ModuleType:
    return scripts["judging"]


@pytest.fixture(scope="module")
def data(scripts: dict[str, ModuleType]) -> ModuleType:
    return scripts["data"]


def test_the_sets_have_the_sizes_that_the_card_names(judging: ModuleType) -> None:
    readings = list(judging.readings())
    sizes = [len(judging.rows(name)) for name in ("about_sotto", "passages", "everyday")]
    answered = sum(bool(each.answers) for each in readings)
    assert (*sizes, answered, len(readings) - answered, len(judging.long_prompts())) == (
        150,
        50,
        100,
        200,
        60,
        200,
    )


def test_no_question_stands_twice(judging: ModuleType) -> None:
    asked = [tuple(row["turns"]) for name in ("about_sotto", "everyday") for row in judging.rows(name)]
    asked += [(each.question, each.passage) for each in judging.readings()]
    assert len(asked) == len(set(asked))


def test_every_fact_check_accepts_its_right_answer(judging: ModuleType) -> None:
    refused = [
        row["id"]
        for row in judging.rows("about_sotto")
        if not judging.holds_facts(row, row["right"], ended=True)
    ]
    assert not refused


def test_every_fact_check_refuses_a_wrong_an_evasive_and_a_cut_answer(judging: ModuleType) -> None:
    accepted = [
        row["id"]
        for row in judging.rows("about_sotto")
        if judging.holds_facts(row, row["wrong"], ended=True)
        or judging.holds_facts(row, EVASIVE, ended=True)
        or judging.holds_facts(row, row["right"], ended=False)
    ]
    assert not accepted


def test_a_right_answer_to_another_question_seldom_passes(judging: ModuleType) -> None:
    rows = judging.rows("about_sotto")
    pairs = [(row, other) for row in rows for other in rows if row["kind"] != other["kind"]]
    passed = sum(judging.holds_facts(row, other["right"], ended=True) for row, other in pairs)
    assert passed / len(pairs) < 0.03


def test_every_everyday_rule_accepts_its_right_answer(judging: ModuleType) -> None:
    faults = {row["id"]: judging.everyday_faults(row, row["right"], True) for row in judging.rows("everyday")}
    assert not {name: found for name, found in faults.items() if found}


def test_every_everyday_rule_refuses_a_wrong_and_a_cut_answer(judging: ModuleType) -> None:
    accepted = [
        row["id"]
        for row in judging.rows("everyday")
        if not judging.everyday_faults(row, row["wrong"], True)
        or not judging.everyday_faults(row, row["right"], False)
    ]
    assert not accepted


def test_not_knowing_passes_only_where_it_is_right(judging: ModuleType) -> None:
    kinds = {
        row["kind"] for row in judging.rows("everyday") if not judging.everyday_faults(row, EVASIVE, True)
    }
    assert kinds <= {"honest", "unsafe"}


def test_passages_have_the_length_of_a_note_and_hold_their_answers(judging: ModuleType) -> None:
    for row in judging.rows("passages"):
        assert 60 <= len(row["passage"].split()) <= 150, row["id"]
        text = f" {judging.normal_words(row['passage'])} "
        for each in row["answered"]:
            assert any(f" {judging.normal_words(answer)} " in text for answer in each["answers"]), each


def test_an_accepted_answer_passes_alone_and_in_a_sentence(judging: ModuleType) -> None:
    for each in judging.readings():
        if each.answers:
            assert judging.answered_from_text(each.answers[0], each.answers)
            assert judging.answered_from_text(f"It says: {each.answers[0]}.", each.answers)


def test_the_whole_passage_or_another_answer_does_not_pass(judging: ModuleType) -> None:
    for each in judging.readings():
        if each.answers:
            assert not judging.answered_from_text(each.passage, each.answers)
            assert not judging.answered_from_text("It does not say.", each.answers)
            assert not judging.answered_from_text(EVASIVE, each.answers)


@pytest.mark.parametrize(
    "answer",
    [
        "The text does not say.",
        "That is not in the text.",
        "not in the text",
        "It isn't mentioned.",
        "The notice doesn't give a price.",
        "There is no information about that in the letter.",
        "The passage says nothing about it.",
        "The answer is not there.",
        "I could not find that in the text.",
        "The text leaves that open.",
        "How old the cat is cannot be found in the text.",
    ],
)
def test_saying_that_it_is_not_in_the_text_is_recognised(judging: ModuleType, answer: str) -> None:
    assert judging.says_not_there(answer)


@pytest.mark.parametrize(
    "answer",
    [
        EVASIVE,
        "I don't know that.",
        "At nine o'clock.",
        "Prams must not be left there.",
        "It must not be put under water.",
        "Nobody is there on Sunday.",
    ],
)
def test_other_denials_do_not_count_as_not_in_the_text(judging: ModuleType, answer: str) -> None:
    assert not judging.says_not_there(answer)


def test_a_loop_is_the_same_eight_words_three_times(judging: ModuleType) -> None:
    run = "and then the boat went over the hill again "
    assert judging.loops(run * 3)
    assert not judging.loops(run * 2)


@pytest.mark.parametrize(
    ("answer", "is_end"),
    [
        ("It is nine.", True),
        ("- milk\n- bread", True),
        ("Dear Ann,\n\nthank you.\n\nKind regards\nTom", True),
        ("42", True),
        ("Dear Ann,\n\nall is well.\n\nAll the best,\n[your name]", True),
        ("| Name | Age |\n|---|---|\n| Ana | 34 |", True),
        ("It is a long way to go from here to the sea and then we will have to", False),
        ("Here is the list of all the things that you might need for such a trip:", False),
        ("", False),
    ],
)
def test_proper_ends(judging: ModuleType, answer: str, is_end: bool) -> None:
    assert judging.ends_properly(answer) is is_end


@pytest.mark.parametrize(
    ("answer", "is_english"),
    [
        ("You could take the bus, and then it is a short walk to the sea.", True),
        ("Nehmen Sie bitte den Bus und gehen Sie dann noch ein kurzes Stück bis zum Meer.", False),
        ("Возьмите автобус.", False),
        ("Thursday", True),
        ("- sturdy shoes\n- rain jacket\n- warm pullover\n- water bottle\n- folding knife\n- torch", True),
    ],
)
def test_english_is_told_from_other_languages(
    judging: ModuleType,
    answer: str,
    is_english: bool,
) -> None:
    assert judging.english(answer) is is_english


def test_questions_of_the_evaluation_and_near_copies_are_held_out(
    judging: ModuleType, data: ModuleType
) -> None:
    held_out = data.HeldOut(data.held_out_questions())
    for turns, _ in judging.evaluation_questions():
        if len(turns) == 1:
            assert held_out.near(turns[0].upper() + " "), turns
    near = "ok: Which kinds of people is Sotto intended for"
    assert held_out.near(near) is False
    assert held_out.near("so which people is sotto intended for")


def test_no_generated_conversation_holds_a_question_of_the_evaluation(data: ModuleType) -> None:
    questions = data.held_out_questions()
    held_out = data.HeldOut(questions)
    teacher = data.Teacher(random.Random(5), held_out=questions, foreign=[], skills=[])
    for _ in range(150):
        for message in teacher.conversation():
            assert message["role"] != "user" or not held_out.near(message["content"])


def test_the_same_sum_in_other_words_is_held_out(data: ModuleType) -> None:
    held_out = data.HeldOut(data.held_out_questions())
    assert held_out.near("how much is 26 + 17")
    assert held_out.near("which month comes before october")
    assert not held_out.near("how much is 26 + 18")

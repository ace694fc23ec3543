"""The frames of the lessons fill every slot, answer what their text says, and are not what is asked.

Frames are rendered at random; the seeds are fixed, so a failure can be seen again.
"""

from __future__ import annotations

import random
import re
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType

import pytest

from tests.models.training_scripts import LESSONS, training_scripts

MARKET = """== market
= goods: apples|honey|wool
. The {goods} market (opens|starts) on {weekday}.
.fee Entrance costs {price}.
? On which day does the market open? = On {weekday}. | {weekday}.
?fee What is the entrance fee? = {price}.
- How many stalls are there?
"""
TALK = """== politely
= dish: soup|rice
? (make this polite|politely): Give me the {dish}, {person}.
! Could you please pass me the {dish}, {person}?

? hello {person2}
! Hello {person2}!
"""


@pytest.fixture(scope="module")
def scripts() -> Iterator[dict[str, ModuleType]]:
    with training_scripts() as found:
        yield found


@pytest.fixture(scope="module")
def frames(scripts: dict[str, ModuleType]) -> ModuleType:
    return scripts["frames"]


def test_a_question_is_answered_only_while_its_sentence_is_there(frames: ModuleType, tmp_path: Path) -> None:
    path = tmp_path / "reading.txt"
    path.write_text(MARKET, encoding="utf-8")
    (frame,) = frames.read_reading_frames(path)
    seen = set()
    for seed in range(40):
        text, answered, unanswered = frame.render(random.Random(seed))
        questions = dict(answered)
        assert questions["On which day does the market open?"].removeprefix("On ") in text
        assert "How many stalls are there?" in unanswered
        has_fee = "Entrance" in text
        assert ("What is the entrance fee?" in questions) is has_fee
        assert ("What is the entrance fee?" in unanswered) is not has_fee
        if has_fee:
            assert questions["What is the entrance fee?"].removesuffix(".") in text
        seen.add(has_fee)
    assert seen == {True, False}


def test_what_the_user_did_not_say_is_answered_in_the_order_it_is_written(
    frames: ModuleType, tmp_path: Path
) -> None:
    path = tmp_path / "talk.txt"
    path.write_text(
        "== fruit\n= item: apple|pear|plum\n? Three, but not the {item}.\n! {item2}, {item3}\n",
        encoding="utf-8",
    )
    (frame,) = frames.read_talk_frames(path)
    said = {tuple(each["content"] for each in frame.render(random.Random(seed))) for seed in range(40)}
    assert said == {
        ("Three, but not the apple.", "pear, plum"),
        ("Three, but not the pear.", "apple, plum"),
        ("Three, but not the plum.", "apple, pear"),
    }


def test_one_slot_has_one_value_and_numbered_slots_differ(frames: ModuleType, tmp_path: Path) -> None:
    path = tmp_path / "talk.txt"
    path.write_text(TALK, encoding="utf-8")
    first, second = frames.read_talk_frames(path)
    for seed in range(20):
        asked, said = (message["content"] for message in first.render(random.Random(seed)))
        dish, person = re.fullmatch(
            r"(?:make this polite|politely): Give me the (\w+), (\w+)\.", asked
        ).groups()
        assert said == f"Could you please pass me the {dish}, {person}?"
        hello, answer = (message["content"] for message in second.render(random.Random(seed)))
        assert answer == f"H{hello[1:]}!"
    slots = frames.Slots(random.Random(1), {"one": ["a", "b"]})
    assert sorted(slots.fill("{one} {one2}").split()) == ["a", "b"]
    assert slots.fill("{one}") == slots.fill("{one}")


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        (MARKET + "Nothing before this.\n", "no mark"),
        (MARKET + "?fees How much? = {price}.\n", "no sentence has the key"),
        (MARKET + "? How much?\n", "no answer"),
        ("== empty\n. A text.\n", "no questions"),
    ],
)
def test_a_reading_frame_with_a_fault_is_refused(
    frames: ModuleType, tmp_path: Path, text: str, reason: str
) -> None:
    path = tmp_path / "reading.txt"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(ValueError, match=reason):
        frames.read_reading_frames(path)


@pytest.mark.parametrize("text", ["! hello\n", "? hello\n", "? hello\n= a: b\n! yes\n", "= a b\n? x\n! y\n"])
def test_a_talk_frame_with_a_fault_is_refused(frames: ModuleType, tmp_path: Path, text: str) -> None:
    path = tmp_path / "talk.txt"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(ValueError, match=r"talk\.txt|defines no slot"):
        frames.read_talk_frames(path)


def test_a_shortened_text_answers_only_with_the_sentence_that_tells(frames: ModuleType) -> None:
    told = ("", "The shed has 34 windows."), ("", "Odo has 3 hens."), ("", "Odo met Vera.")
    questions = (
        frames.Question("", "How many hens are there?", ("3.",)),
        frames.Question("", "Who has hens?", ("Odo.",)),
    )
    frame = frames.ReadingFrame("hens", {}, told, questions)
    seen = set()
    for seed in range(60):
        text, answered, _ = frame.render(random.Random(seed), most=1)
        seen.add((text, tuple(answered)))
    # 3 does not stand in 34, and of two sentences with Odo nobody knows which one tells.
    assert seen == {
        ("The shed has 34 windows.", ()),
        ("Odo has 3 hens.", (("How many hens are there?", "3."),)),
        ("Odo met Vera.", ()),
    }


def test_every_written_frame_fills_its_slots(frames: ModuleType) -> None:
    rng = random.Random(6)
    talks = [frame for path in LESSONS.glob("talk_*.txt") for frame in frames.read_talk_frames(path)]
    readings = [frame for path in LESSONS.glob("reading_*.txt") for frame in frames.read_reading_frames(path)]
    assert len(talks) > 1000
    assert len(readings) > 200
    said = [message["content"] for frame in talks for message in frame.render(rng)]
    for frame in readings:
        text, answered, unanswered = frame.render(rng)
        said += [text, *unanswered, *(part for pair in answered for part in pair)]
    # Rows of a table have their bars.
    plain = [re.sub(r"(?m)^\|.*\|$", "", text) for text in said]
    assert not [text for text in plain if re.search(r"[{}|]|\\n", text)]


def test_answers_of_the_frames_keep_the_rules_of_the_evaluation(
    frames: ModuleType, scripts: dict[str, ModuleType]
) -> None:
    judging = scripts["judging"]
    rng = random.Random(7)
    answers = [
        message["content"]
        for path in sorted(LESSONS.glob("talk_*.txt"))
        for frame in frames.read_talk_frames(path)
        for message in frame.render(rng)
        if message["role"] == "assistant"
    ]
    assert not [answer for answer in answers if judging.loops(answer) or not judging.english(answer)]
    # Rows of a plan and signatures of some letters end without a mark, as they should.
    ended = sum(judging.ends_properly(answer) for answer in answers)
    assert ended > 0.98 * len(answers)


def test_the_texts_of_the_frames_are_none_of_the_evaluation(
    frames: ModuleType, scripts: dict[str, ModuleType]
) -> None:
    def runs(text: str) -> set[tuple[str, ...]]:
        words = text.lower().split()
        return {tuple(words[at : at + 7]) for at in range(len(words) - 6)}

    asked = {run for row in scripts["judging"].rows("passages") for run in runs(row["passage"])}
    rng = random.Random(8)
    for path in sorted(LESSONS.glob("reading_*.txt")):
        for frame in frames.read_reading_frames(path):
            assert not runs(frame.render(rng)[0]) & asked, frame.name


def test_the_mixture_asks_nothing_of_the_evaluation(scripts: dict[str, ModuleType]) -> None:
    data = scripts["data"]
    held_out = data.HeldOut(data.held_out_questions())
    teacher = data.Teacher(random.Random(9), held_out=data.held_out_questions(), foreign=[], skills=[])
    talks = [teacher.conversation() for _ in range(300)]
    asked = [turn["content"] for talk in talks for turn in talk if turn["role"] == "user"]
    assert len(asked) > 300
    assert not [question for question in asked if held_out.near(question)]

"""The sums that the built-in model is taught are right, and a drill asks for nothing but their results."""

from __future__ import annotations

import random
import re
from collections.abc import Iterator
from types import ModuleType

import pytest

from tests.models.training_scripts import training_scripts

_EQUATION = re.compile(r"(?<![-+x/\d] )\b(\d+) ([-+x/]) (\d+) = (\d+)\b")


@pytest.fixture(scope="module")
def scripts() -> Iterator[dict[str, ModuleType]]:
    with training_scripts() as found:
        yield found


def wrong(text: str) -> list[str]:
    """Return the equations of a text that do not hold."""
    results = {"+": int.__add__, "-": int.__sub__, "x": int.__mul__, "/": int.__floordiv__}
    return [
        found[0]
        for found in _EQUATION.finditer(text)
        if results[found[2]](int(found[1]), int(found[3])) != int(found[4])
    ]


def test_the_equations_of_every_answer_hold(scripts: dict[str, ModuleType]) -> None:
    rng = random.Random(1)
    told = [scripts["sums"].exchange(rng)[1] for _ in range(3000)] + [
        scripts["sums"].bare(rng) for _ in range(1000)
    ]
    assert sum(bool(_EQUATION.search(each)) for each in told) > 2000
    assert [each for text in told for each in wrong(text)] == []


def test_percentages_are_right(scripts: dict[str, ModuleType]) -> None:
    rng = random.Random(9)
    for _ in range(300):
        question, answer = scripts["sums"]._percent(rng)
        share, of = map(int, re.findall(r"\d+", question))
        assert share * of % 100 == 0
        assert int(re.findall(r"\d+", answer)[-1]) == share * of // 100, (question, answer)


def test_adding_to_a_clock_time_ends_at_the_right_minute(scripts: dict[str, ModuleType]) -> None:
    rng = random.Random(2)
    checked = 0
    while checked < 200:
        question, answer = scripts["sums"].exchange(rng)
        begin = re.search(r"\b(\d+):(\d\d)\b", question)
        if begin is None or "so it is" not in answer:
            continue
        lengths = re.findall(r"(\d+) (hour|minute)s?\b", question)
        minutes = sum(int(amount) * (60 if unit == "hour" else 1) for amount, unit in lengths)
        end = int(begin[1]) * 60 + int(begin[2]) + minutes
        assert answer.endswith(f"so it is {end // 60 % 24}:{end % 60:02}."), question
        checked += 1


def test_the_time_between_two_clock_times_is_right(scripts: dict[str, ModuleType]) -> None:
    rng = random.Random(10)
    lengths = [
        answer for answer in (scripts["sums"]._clock(rng)[1] for _ in range(600)) if answer.startswith("From")
    ]
    assert len(lengths) > 100
    for answer in lengths:
        begin, end = (
            int(hour) * 60 + int(minute) for hour, minute in re.findall(r"\b(\d+):(\d\d)\b", answer)
        )
        length = sum(60 * int(each) for each in re.findall(r"(\d+) hours?", answer))
        length += sum(int(each) for each in re.findall(r"(\d+) minutes", answer))
        assert (end - begin) % 1440 == length, answer


def test_a_drill_learns_what_follows_the_tasks_and_nothing_else(scripts: dict[str, ModuleType]) -> None:
    told: list[str] = []

    def encode(text: str) -> list[int]:
        told.append(text)
        return [len(text)]

    for seed in range(40):
        told.clear()
        ids, learned = scripts["drills"].reckon(random.Random(seed), encode)
        assert len(ids) == len(learned) == len(told)
        assert learned == [False, True] * (len(told) // 2)
        for task, result in zip(told[::2], told[1::2], strict=True):
            assert task.endswith(("=", "\n"))
            assert result.strip()
            assert wrong(task + result) == []

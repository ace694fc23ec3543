"""What the built-in model is taught to reckon is right, and the template puts it before the question."""

from __future__ import annotations

import calendar
import random
import re
from collections.abc import Iterator
from datetime import datetime, timedelta
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
    told = [scripts["sums"].exchange(rng)[1] for _ in range(3000)]
    assert sum(bool(_EQUATION.search(each)) for each in told) > 1000
    assert [each for text in told for each in wrong(text)] == []


def test_the_template_says_what_is_to_be_answered(scripts: dict[str, ModuleType]) -> None:
    rng = random.Random(4)
    sums, worked_out = scripts["sums"], scripts["reckoning"].worked_out
    for make in (
        sums._plus,
        sums._minus,
        sums._times,
        sums._by,
        sums._percent,
        sums._story,
        sums._part,
        sums._several,
    ):
        for _ in range(100):
            question, answer = make(rng)
            result = re.findall(r"[\d.]*\d", answer)[-1]
            assert re.search(rf"(= |mean ){re.escape(result)}\b", worked_out(question)), (question, answer)


def test_units_are_converted_as_the_template_does(scripts: dict[str, ModuleType]) -> None:
    rng = random.Random(13)
    checked = 0
    for _ in range(300):
        question, answer = scripts["sums"]._units(rng)
        worked_out = scripts["reckoning"].worked_out(question)
        if " one " in question:
            assert not worked_out, question
            continue
        assert re.search(rf"\b{re.escape(worked_out.rpartition(' ')[2])}\b", answer), (question, answer)
        checked += 1
    assert checked > 200


def test_percentages_are_right(scripts: dict[str, ModuleType]) -> None:
    rng = random.Random(9)
    for _ in range(300):
        question, answer = scripts["sums"]._percent(rng)
        share, of = map(int, re.findall(r"\d+", question))
        assert float(re.findall(r"[\d.]*\d", answer)[-1]) == share * of / 100, (question, answer)


def test_adding_to_a_clock_time_ends_at_the_right_minute(scripts: dict[str, ModuleType]) -> None:
    rng = random.Random(2)
    checked = 0
    while checked < 200:
        question, answer = scripts["sums"]._clock(rng)
        begin, *others = re.findall(r"\b(\d+):(\d\d)\b", question)
        if others:
            continue
        lengths = re.findall(r"(\d+) (hour|minute)s?\b", question)
        minutes = sum(int(amount) * (60 if unit == "hour" else 1) for amount, unit in lengths)
        end = int(begin[0]) * 60 + int(begin[1]) + minutes
        assert answer.endswith(f" {end // 60 % 24}:{end % 60:02}."), question
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


def test_days_and_dates_are_those_of_the_calendar(scripts: dict[str, ModuleType]) -> None:
    rng = random.Random(12)
    checked = 0
    for _ in range(600):
        question, answer = scripts["sums"]._date(rng)
        number = re.search(r"(?<!\w)(\d+) days\b", question)
        day = re.search(r"\b(\d+) ([A-Z][a-z]+)", question)
        if number is None or day is None or "How many" in question:
            continue
        begin = datetime.strptime(f"{day[0]} 2023 +0000", "%d %B %Y %z")
        then = begin + timedelta(days=int(number[1]))
        assert answer == f"It is {then.day} {then:%B}.", question
        checked += 1
    assert checked > 150
    days = [*calendar.day_name]
    for _ in range(300):
        question, answer = scripts["sums"]._weekday(rng)
        number = re.search(r"\b(\d+) days", question)
        if number is None:
            continue
        name = next(each for each in days if each in question)
        is_back = "before" in question or "ago" in question
        ahead = -int(number[1]) if is_back else int(number[1])
        assert days[(days.index(name) + ahead) % 7] in answer, question

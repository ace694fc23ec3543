"""Promise: a hostile program is stopped by time or size, and leaves the interpreter as it was."""

from __future__ import annotations

import contextlib
import sys
import threading
import time
from types import FrameType

import pytest

from models.limits import MAX_VALUES, LimitReached, ProcessorTime, Sizes


def forever() -> None:
    while True:
        pass


def test_work_that_is_quick_enough_returns_its_result() -> None:
    assert ProcessorTime(5.0).run(lambda: 7) == 7


def test_errors_of_the_work_come_through() -> None:
    with pytest.raises(ZeroDivisionError):
        ProcessorTime(5.0).run(lambda: 1 // 0)


def test_work_without_end_is_stopped() -> None:
    for _ in range(3):
        with pytest.raises(LimitReached, match="too slow"):
            ProcessorTime(0.05).run(forever)


def test_work_that_swallows_errors_is_stopped_too() -> None:
    def stubborn() -> None:
        while True:
            try:
                forever()
            except Exception:
                continue

    with pytest.raises(LimitReached):
        ProcessorTime(0.05).run(stubborn)


def test_waiting_costs_no_processor_time_and_is_not_stopped() -> None:
    assert ProcessorTime(0.05).run(lambda: time.sleep(0.4)) is None


def test_a_limit_reached_at_the_very_end_never_hurts_what_comes_after() -> None:
    def just_over() -> None:
        end = time.thread_time() + 0.05
        while time.thread_time() < end:
            pass

    for _ in range(40):
        with contextlib.suppress(LimitReached):
            ProcessorTime(0.05).run(just_over)
        assert sum(range(2000)) == 1999000


def test_tracing_still_works_afterwards() -> None:
    """Taking an exception back would leave CPython 3.11 looping in the first traced call."""
    with pytest.raises(LimitReached):
        ProcessorTime(0.05).run(forever)
    ProcessorTime(5.0).run(lambda: None)
    calls = []

    def trace(frame: FrameType, event: str, _argument: object) -> None:
        calls.append((frame.f_code.co_name, event))

    def traced() -> int:
        return 3

    before = sys.gettrace()
    sys.settrace(trace)
    try:
        traced()
    finally:
        sys.settrace(before)
    assert ("traced", "call") in calls


def test_it_works_in_many_threads_at_once() -> None:
    ended = []

    def work() -> None:
        try:
            ProcessorTime(0.05).run(forever)
        except LimitReached:
            ended.append(threading.get_ident())

    threads = [threading.Thread(target=work) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)
    assert len(set(ended)) == 4


def test_shared_values_are_weighed_as_often_as_they_would_be_written() -> None:
    sizes, value = Sizes(10**9), ["x"]
    for _ in range(10):
        value = [value, value]  # type: ignore[list-item]
    assert sizes.weigh(value) is value
    for _ in range(50):
        value = [value, value]  # type: ignore[list-item]
    with pytest.raises(LimitReached):
        sizes.weigh(value)


def test_text_inside_values_counts() -> None:
    sizes = Sizes(100)
    assert sizes.weigh(["a" * 50, {"b": "c" * 20}]) == ["a" * 50, {"b": "c" * 20}]
    with pytest.raises(LimitReached):
        sizes.weigh([{"k": ("a" * 50, "b" * 51)}])
    with pytest.raises(LimitReached):
        sizes.weigh("a" * 101)


def test_products_are_looked_at_before_they_are_made() -> None:
    sizes = Sizes(1000)
    sizes.check_product("ab", 500)
    sizes.check_product(2**60, 2**60)
    sizes.check_product(-5, "ab")
    for left, right in (("ab", 501), (501, "ab"), ([0], 10**12), (2**100, 2**100)):
        with pytest.raises(LimitReached):
            sizes.check_product(left, right)
    with pytest.raises(LimitReached):
        Sizes(10**9).check_product([0], MAX_VALUES + 1)


def test_replacing_and_joining_are_bounded_and_otherwise_ordinary() -> None:
    sizes = Sizes(100)
    assert sizes.replace("aXbXc", "X", "--", 1) == "a--bXc"
    assert sizes.replace("aXbXc", "X", "", -1) == "abc"
    assert sizes.join(", ", ["a", 1, None]) == "a, 1, None"
    with pytest.raises(LimitReached):
        sizes.replace("x" * 50, "x", "yyy")
    with pytest.raises(LimitReached):
        sizes.join("-" * 60, ["a", "b", "c"])

"""Promise: background work reports exactly once, in order, and never after a lock."""

from __future__ import annotations

import gc
import queue
import threading
from collections.abc import Callable, Iterator

import pytest

from app.tasks import TaskRunner


class Owner:
    """Stands for the window's thread: runs what was posted when it is told to."""

    def __init__(self) -> None:
        self.posted: queue.Queue[Callable[[], None]] = queue.Queue()
        self.runner = TaskRunner(self.posted.put)

    def run_next(self) -> None:
        self.posted.get(timeout=10)()


@pytest.fixture
def owner() -> Iterator[Owner]:
    made = Owner()
    yield made
    made.runner.close()


def test_a_result_is_delivered_on_the_owners_thread(owner: Owner) -> None:
    seen: list[tuple[int, int]] = []
    owner.runner.run(lambda: 7, on_done=lambda value: seen.append((value, threading.get_ident())))
    owner.run_next()
    assert seen == [(7, threading.get_ident())]


class Mortal:
    """Notes the thread that it goes on."""

    def __init__(self, ends: list[int]) -> None:
        self.ends = ends

    def __del__(self) -> None:
        self.ends.append(threading.get_ident())


@pytest.mark.parametrize("fails", [False, True])
def test_what_a_task_holds_is_let_go_of_on_the_owners_thread(fails: bool) -> None:
    ends: list[int] = []
    posted: queue.Queue[Callable[[], None]] = queue.Queue()
    asked, delivered = threading.Event(), threading.Event()

    def post(closure: Callable[[], None]) -> None:
        posted.put(closure)
        del closure
        delivered.wait(10)  # the lane is the slower one

    runner = TaskRunner(post)

    def start() -> None:
        window = Mortal(ends)

        def work() -> list[int]:
            asked.wait(10)
            if fails:
                raise ValueError
            return window.ends

        runner.run(work, on_done=lambda _: window, on_error=lambda _: window)

    start()
    asked.set()
    posted.get(timeout=10)()
    delivered.set()
    runner._lanes["vault"].shutdown(wait=True)
    runner.close()
    gc.collect()  # an exception and its frames
    assert ends == [threading.get_ident()]


def test_an_error_goes_to_its_handler_and_not_to_the_result(owner: Owner) -> None:
    seen: list[object] = []

    def fail() -> None:
        raise ValueError("x")

    owner.runner.run(fail, on_done=lambda _: seen.append("done"), on_error=seen.append)
    owner.run_next()
    assert [type(error) for error in seen] == [ValueError]


def test_an_unhandled_error_is_logged_by_its_kind_only(
    owner: Owner, caplog: pytest.LogCaptureFixture
) -> None:
    def fail() -> None:
        raise ValueError("the user's words")

    owner.runner.run(fail)
    owner.run_next()
    assert "ValueError" in caplog.text
    assert "words" not in caplog.text


def test_nothing_is_delivered_after_discard(owner: Owner) -> None:
    seen: list[int] = []
    owner.runner.run(lambda: 1, on_done=seen.append)
    owner.runner.discard()
    owner.run_next()
    owner.runner.run(lambda: 2, on_done=seen.append)
    owner.run_next()
    assert seen == [2]


def test_the_vault_lane_keeps_the_order(owner: Owner) -> None:
    seen: list[int] = []
    for number in range(20):
        owner.runner.run(lambda number=number: seen.append(number))
    for _ in range(20):
        owner.run_next()
    assert seen == list(range(20))


def test_the_io_lane_does_not_wait_for_the_answer_lane(owner: Owner) -> None:
    gate = threading.Event()
    owner.runner.run(lambda: gate.wait(10), lane="answer")
    done: list[str] = []
    owner.runner.run(lambda: "io", lane="io", on_done=done.append)
    owner.run_next()
    assert done == ["io"]
    gate.set()
    owner.run_next()

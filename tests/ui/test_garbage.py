"""Promise: what Qt deletes for Python is deleted on the GUI thread, whichever thread made the garbage."""

from __future__ import annotations

import gc
import threading
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor

import pytest
from PySide6.QtCore import QObject
from pytestqt.qtbot import QtBot

from tests.ui.stage import Stage
from ui.garbage import GarbageSearch


class Thing(QObject):
    """An object in a cycle, which notes the thread that it goes on."""

    def __init__(self, ends: list[int]) -> None:
        super().__init__()
        self.ends = ends
        self.itself = self

    def __del__(self) -> None:
        self.ends.append(threading.get_ident())


@pytest.fixture
def worker() -> Iterator[ThreadPoolExecutor]:
    with ThreadPoolExecutor(1) as pool:
        yield pool


def litter() -> list[list[int]]:
    """Make more objects than Python makes between two searches; they count as long as they are kept."""
    return [[each] for each in range(20_000)]


def test_a_worker_that_makes_many_objects_deletes_none_of_the_windows(
    qtbot: QtBot, worker: ThreadPoolExecutor
) -> None:
    search = GarbageSearch()
    search.begin()
    ends: list[int] = []
    Thing(ends)
    kept = worker.submit(litter).result()
    assert ends == []
    qtbot.waitUntil(lambda: ends != [], timeout=20_000)
    assert ends == [threading.get_ident()]
    del kept


def test_python_itself_would_have_the_worker_delete_it(worker: ThreadPoolExecutor) -> None:
    """What the others are for: should this fail one day, they are needed no more."""
    ends: list[int] = []
    gc.enable()
    try:
        Thing(ends)
        worker.submit(litter).result()
    finally:
        gc.disable()
    assert ends not in ([], [threading.get_ident()])


def test_old_garbage_is_found_too_but_not_at_every_turn(monkeypatch: pytest.MonkeyPatch) -> None:
    clock = [100.0]
    monkeypatch.setattr(time, "monotonic", lambda: clock[0])
    whole: list[float] = []
    monkeypatch.setattr(gc, "collect", lambda *ages: None if ages else whole.append(clock[0]))
    monkeypatch.setattr(gc, "get_count", lambda: (0, 0, 11))
    search = GarbageSearch()
    for clock[0] in (101.0, 130.0, 131.0, 159.0, 161.0):
        search.look()
    assert whole == [130.0, 161.0]


def test_the_window_looks_itself_from_the_first_painting_on(stage: Stage) -> None:
    stage.window.prepare()
    assert not gc.isenabled()
    ends: list[int] = []
    Thing(ends)
    kept = litter()
    stage.until(lambda: ends == [threading.get_ident()])
    del kept

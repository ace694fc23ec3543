"""Events and results reach the window's thread, in order and once; after a lock, none that was on its way."""

from __future__ import annotations

import threading
from collections.abc import Iterator

import pytest
import shiboken6
from PySide6.QtCore import QEventLoop
from pytestqt.qtbot import QtBot

from app.events import AnswerGrew, ConversationsChanged, Event
from app.tasks import TaskRunner
from ui.bridge import EventBridge, GuiThread


@pytest.fixture
def gui(qtbot: QtBot) -> Iterator[GuiThread]:
    made = GuiThread()
    yield made
    made.close()


def test_events_of_other_threads_arrive_on_this_one_in_order(qtbot: QtBot, gui: GuiThread) -> None:
    bridge = EventBridge(gui.post)
    got: list[tuple[int, Event]] = []
    bridge.happened.connect(lambda event: got.append((threading.get_ident(), event)))
    events = [ConversationsChanged((str(number),)) for number in range(200)]
    thread = threading.Thread(target=lambda: [bridge.observe(event) for event in events])
    thread.start()
    qtbot.waitUntil(lambda: len(got) == 200)
    thread.join()
    assert [event for _, event in got] == events
    assert {ident for ident, _ in got} == {threading.get_ident()}


def test_text_that_waits_is_joined_and_stays_in_its_place(qtbot: QtBot, gui: GuiThread) -> None:
    bridge = EventBridge(gui.post)
    got: list[Event] = []
    bridge.happened.connect(got.append)
    for event in (
        AnswerGrew("a", "one "),
        AnswerGrew("a", "two"),
        ConversationsChanged(("x",)),
        AnswerGrew("a", "three"),
        AnswerGrew("b", "four"),
    ):
        bridge.observe(event)
    qtbot.waitUntil(lambda: len(got) == 4)
    assert got == [
        AnswerGrew("a", "one two"),
        ConversationsChanged(("x",)),
        AnswerGrew("a", "three"),
        AnswerGrew("b", "four"),
    ]


def test_what_is_discarded_never_arrives(qtbot: QtBot, gui: GuiThread) -> None:
    bridge = EventBridge(gui.post)
    got: list[Event] = []
    bridge.happened.connect(got.append)
    bridge.observe(AnswerGrew("a", "before the lock"))
    bridge.discard()
    bridge.observe(ConversationsChanged(("after",)))
    qtbot.waitUntil(lambda: bool(got))
    assert got == [ConversationsChanged(("after",))]


def test_a_listener_that_discards_ends_the_delivery(qtbot: QtBot, gui: GuiThread) -> None:
    bridge = EventBridge(gui.post)
    got: list[Event] = []

    def listen(event: Event) -> None:
        got.append(event)
        bridge.discard()

    bridge.happened.connect(listen)
    bridge.observe(ConversationsChanged(("one",)))
    bridge.observe(ConversationsChanged(("two",)))
    qtbot.waitUntil(lambda: bool(got))
    bridge.observe(ConversationsChanged(("three",)))
    qtbot.waitUntil(lambda: len(got) == 2)
    assert got == [ConversationsChanged(("one",)), ConversationsChanged(("three",))]


def test_results_of_work_come_back_on_this_thread(qtbot: QtBot) -> None:
    gui = GuiThread()
    runner = TaskRunner(gui.post)
    got: list[object] = []
    runner.run(threading.get_ident, on_done=lambda ident: got.append((ident, threading.get_ident())))
    runner.run(lambda: 1 / 0, on_error=got.append)
    qtbot.waitUntil(lambda: len(got) == 2)
    (worker, here), error = got  # type: ignore[misc]
    assert worker != here == threading.get_ident()
    assert isinstance(error, ZeroDivisionError)
    runner.close()


def test_results_after_a_discard_are_dropped(qtbot: QtBot) -> None:
    gui = GuiThread()
    runner = TaskRunner(gui.post)
    go = threading.Event()
    got: list[str] = []
    runner.run(go.wait, on_done=lambda _: got.append("old"))
    runner.discard()
    runner.run(lambda: None, on_done=lambda _: got.append("new"))
    go.set()
    qtbot.waitUntil(lambda: bool(got))
    assert got == ["new"]
    runner.close()


def test_nothing_runs_after_the_end(qtbot: QtBot) -> None:
    gui = GuiThread()
    bridge = EventBridge(gui.post)
    got: list[object] = []
    bridge.happened.connect(got.append)
    gui.post(lambda: got.append("late"))
    bridge.observe(ConversationsChanged(()))
    gui.close()
    bridge.close()
    bridge.observe(ConversationsChanged(()))
    gui.post(lambda: got.append("later"))
    other = GuiThread()
    other.post(lambda: got.append("marker"))
    qtbot.waitUntil(lambda: got == ["marker"])


def test_threads_may_go_on_telling_while_the_program_takes_the_window_down(qtbot: QtBot) -> None:
    gui = GuiThread()
    bridge = EventBridge(gui.post)
    failures: list[Exception] = []
    taken_down = threading.Event()

    def tell() -> None:
        try:
            while not taken_down.is_set():
                gui.post(lambda: None)
                bridge.observe(ConversationsChanged(()))
            gui.post(lambda: None)
            bridge.observe(ConversationsChanged(()))
        except RuntimeError as error:  # Qt's half of the object is gone
            failures.append(error)

    thread = threading.Thread(target=tell)
    thread.start()
    qtbot.wait(5)
    gui.close()
    bridge.close()
    shiboken6.delete(gui)
    shiboken6.delete(bridge)
    taken_down.set()
    thread.join()
    assert failures == []


def test_results_and_events_keep_their_order(qtbot: QtBot, gui: GuiThread) -> None:
    bridge = EventBridge(gui.post)
    got: list[str] = []
    bridge.happened.connect(lambda event: got.append("event"))
    gui.post(lambda: got.append("result"))
    bridge.observe(AnswerGrew("a", "text"))
    gui.post(lambda: got.append("another"))
    qtbot.waitUntil(lambda: len(got) == 3)
    assert got == ["result", "event", "another"]


def test_a_closure_that_fails_or_waits_in_a_dialog_holds_up_no_other(qtbot: QtBot, gui: GuiThread) -> None:
    got: list[str] = []
    loop = QEventLoop()

    def wait() -> None:
        loop.exec()
        got.append("dialog")

    def fail() -> None:
        raise ValueError

    with qtbot.captureExceptions() as failures:
        for closure in (wait, fail, lambda: got.append("a"), loop.quit):
            gui.post(closure)
        qtbot.waitUntil(lambda: "dialog" in got)
    assert got == ["a", "dialog"]
    assert [kind for kind, _, _ in failures] == [ValueError]

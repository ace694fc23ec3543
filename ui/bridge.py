"""From the core's threads to the window's: closures and events arrive here on the GUI thread, in order."""

from __future__ import annotations

import threading
from collections import deque
from collections.abc import Callable

from PySide6.QtCore import QObject, QTimer, Signal

from app.events import AnswerGrew, Event


class GuiThread(QObject):
    """Runs closures on the thread it was made on, soon and in order, for ``app.tasks.TaskRunner``.

    A queued connection would do it, for the price of the namespace ``Qt`` (see ``ui.numbers``). One left
    alone is queued between threads, and what it starts waits for the next turn of the event loop.
    """

    _rung = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._lock = threading.Lock()
        self._closed = False
        self._posted: deque[Callable[[], None]] = deque()
        timer = QTimer(self)
        timer.setSingleShot(True)
        timer.timeout.connect(self._run_next)
        self._rung.connect(timer.start)

    def post(self, closure: Callable[[], None]) -> None:
        """Run a closure on the GUI thread; may be called from any thread. After ``close`` it is dropped."""
        with self._lock:  # nobody emits while, or after, this object is taken down
            if not self._closed:
                self._posted.append(closure)
                self._rung.emit()

    def close(self) -> None:
        """Run nothing more; from now on other threads leave this object alone."""
        with self._lock:
            self._closed = True
            self._posted.clear()

    def _run_next(self) -> None:
        """Run one, and have the next one run in its turn: also while this one fails or asks in a dialog."""
        with self._lock:
            if not self._posted:
                return
            closure = self._posted.popleft()
            if self._posted:
                self._rung.emit()
        closure()


class EventBridge(QObject):
    """The core's one observer.

    Events queue up here and wake the GUI thread once per batch; text that arrived meanwhile is joined, so
    a fast model costs one redraw per turn of the event loop and not one per token.

    Args:
        post: as of a ``GuiThread``; what a task returns keeps its place among the events.

    Attributes:
        happened: one event of ``app.events``, on the GUI thread.
    """

    happened = Signal(object)

    def __init__(self, post: Callable[[Callable[[], None]], None], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._post = post
        self._lock = threading.Lock()
        self._waiting: deque[Event] = deque()
        self._is_woken = False
        self._closed = False

    def observe(self, event: Event) -> None:
        """Take an event from any thread."""
        with self._lock:
            if self._closed:
                return
            last = self._waiting[-1] if self._waiting else None
            if (
                isinstance(event, AnswerGrew)
                and isinstance(last, AnswerGrew)
                and last.message_id == event.message_id
            ):
                self._waiting[-1] = AnswerGrew(event.message_id, last.text + event.text)
            else:
                self._waiting.append(event)
            must_wake, self._is_woken = not self._is_woken, True
            if must_wake:  # inside, so that nobody emits after close; it only puts an event in a queue
                self._post(self._on_woken)

    def discard(self) -> None:
        """Drop what has not been delivered yet."""
        with self._lock:
            self._waiting.clear()

    def close(self) -> None:
        """Deliver nothing more."""
        with self._lock:
            self._closed = True
            self._waiting.clear()

    def _on_woken(self) -> None:
        with self._lock:
            self._is_woken = False
            count = len(self._waiting)
        for _ in range(count):
            with self._lock:
                if not self._waiting:
                    return
                event = self._waiting.popleft()
            self.happened.emit(event)

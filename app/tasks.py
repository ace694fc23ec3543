"""Background work: lanes of threads, one result per task, delivered where the caller lives.

The window must never wait. It hands work to a lane and gets exactly one of ``on_done`` and ``on_error``
back through ``post``, which the window makes run on its own thread. After ``discard`` nothing more is
delivered: what was on its way when the vault was locked is dropped.

What a task holds (its window, say) is let go of there too, and never on a lane: an object of Qt that goes
on another thread than its own takes the program down.
"""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from typing import Generic, Literal, TypeVar

Result = TypeVar("Result")
Lane = Literal["vault", "answer", "io"]

_log = logging.getLogger(__name__)


class _Task(Generic[Result]):
    """What was asked for, until it is reported.

    Attributes:
        generation: of the runner when it was asked for.
        held: the work with what becomes of its result; empty once it is reported.
    """

    def __init__(
        self,
        generation: int,
        work: Callable[[], Result],
        on_done: Callable[[Result], None] | None,
        on_error: Callable[[Exception], None] | None,
    ) -> None:
        self.generation = generation
        self.held = [(work, on_done, on_error)]

    def work(self) -> Result:
        """Do it; nothing of it is left on this thread afterwards."""
        return self.held[0][0]()


class TaskRunner:
    """Three lanes: ``vault`` and ``answer`` do one thing after another, ``io`` up to three at once."""

    def __init__(self, post: Callable[[Callable[[], None]], None]) -> None:
        """Take ``post``, which runs a closure on the owner's thread, soon."""
        self._post = post
        self._lanes: dict[Lane, ThreadPoolExecutor] = {
            "vault": ThreadPoolExecutor(1, thread_name_prefix="vault"),
            "answer": ThreadPoolExecutor(1, thread_name_prefix="answer"),
            "io": ThreadPoolExecutor(3, thread_name_prefix="io"),
        }
        self._generation = 0
        self._lock = threading.Lock()

    def run(
        self,
        work: Callable[[], Result],
        *,
        lane: Lane = "vault",
        on_done: Callable[[Result], None] | None = None,
        on_error: Callable[[Exception], None] | None = None,
    ) -> Future[Result]:
        """Run ``work`` on a lane; ``work`` touches no widget.

        An error without ``on_error`` is logged by its class name only.
        """
        task = _Task(self._generation, work, on_done, on_error)
        future = self._lanes[lane].submit(task.work)
        future.add_done_callback(lambda finished: self._post(lambda: self._report(task, finished)))
        return future

    def _report(self, task: _Task[Result], finished: Future[Result]) -> None:
        [(_, on_done, on_error)], task.held = task.held, []
        if task.generation != self._generation or finished.cancelled():
            return
        error = finished.exception()
        if error is None:
            if on_done is not None:
                on_done(finished.result())
        elif isinstance(error, Exception) and on_error is not None:
            on_error(error)
        else:
            _log.error("background work failed: %s", type(error).__name__)
        while error is not None:  # its frames hold what the work held
            error.__traceback__, error = None, error.__cause__ or error.__context__

    def discard(self) -> None:
        """Deliver nothing of what was started before now."""
        with self._lock:
            self._generation += 1

    def close(self) -> None:
        """Take no more work; what is queued is dropped."""
        self.discard()
        for lane in self._lanes.values():
            lane.shutdown(wait=False, cancel_futures=True)

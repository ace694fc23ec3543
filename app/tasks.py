"""Background work: lanes of threads, one result per task, delivered where the caller lives.

The window must never wait. It hands work to a lane and gets exactly one of ``on_done`` and ``on_error``
back through ``post``, which the window makes run on its own thread. After ``discard`` nothing more is
delivered: what was on its way when the vault was locked is dropped.
"""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from typing import Literal, TypeVar

Result = TypeVar("Result")
Lane = Literal["vault", "answer", "io"]

_log = logging.getLogger(__name__)


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
        generation = self._generation
        future = self._lanes[lane].submit(work)

        def deliver(finished: Future[Result]) -> None:
            self._post(lambda: self._report(finished, generation, on_done, on_error))

        future.add_done_callback(deliver)
        return future

    def _report(
        self,
        finished: Future[Result],
        generation: int,
        on_done: Callable[[Result], None] | None,
        on_error: Callable[[Exception], None] | None,
    ) -> None:
        if generation != self._generation or finished.cancelled():
            return
        error = finished.exception()
        if error is None:
            if on_done is not None:
                on_done(finished.result())
        elif isinstance(error, Exception) and on_error is not None:
            on_error(error)
        else:
            _log.error("background work failed: %s", type(error).__name__)

    def discard(self) -> None:
        """Deliver nothing of what was started before now."""
        with self._lock:
            self._generation += 1

    def close(self) -> None:
        """Take no more work; what is queued is dropped."""
        self.discard()
        for lane in self._lanes.values():
            lane.shutdown(wait=False, cancel_futures=True)

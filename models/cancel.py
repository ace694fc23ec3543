"""Cancellation: a token that the caller's side sets and the working side looks at.

A service method that can take long asks ``current_cancel()``; across a pipe the dispatcher sets the token
when the caller cancels its stream, and in the same process a test sets one with ``use_cancel``.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar


class CancelToken:
    """Set once, from any thread; callbacks run at once, in the thread that cancels."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._cancelled = False
        self._callbacks: list[Callable[[], None]] = []

    @property
    def is_cancelled(self) -> bool:
        """Whether cancel was called."""
        return self._cancelled

    def cancel(self) -> None:
        """Set the token; a second call does nothing."""
        with self._lock:
            if self._cancelled:
                return
            self._cancelled = True
            callbacks, self._callbacks = self._callbacks, []
        for callback in callbacks:
            callback()

    @contextmanager
    def calling(self, callback: Callable[[], None]) -> Iterator[None]:
        """Call ``callback`` when the token is set while the block runs (at once if it already is)."""
        with self._lock:
            already = self._cancelled
            if not already:
                self._callbacks.append(callback)
        if already:
            callback()
        try:
            yield
        finally:
            with self._lock:
                if callback in self._callbacks:
                    self._callbacks.remove(callback)


_current: ContextVar[CancelToken | None] = ContextVar("cancel", default=None)


def current_cancel() -> CancelToken:
    """Return the token of the call that is being served, or one that nobody sets."""
    return _current.get() or CancelToken()


@contextmanager
def use_cancel(token: CancelToken) -> Iterator[CancelToken]:
    """Make ``token`` the current one within the block."""
    mark = _current.set(token)
    try:
        yield token
    finally:
        _current.reset(mark)

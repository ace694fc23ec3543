"""Limits for a hostile program that runs in our interpreter: the size of its values, the length of its runs.

``models.template`` runs chat templates under them. Sizes are looked at before an operation that can grow a
value, since most of them are one call into C that nothing can interrupt; time is for everything else.
"""

from __future__ import annotations

import ctypes
import threading
import time
from collections.abc import Callable, ItemsView, Iterable, KeysView, ValuesView
from typing import TypeVar

T = TypeVar("T")
_CONTAINERS = (list, tuple, set, frozenset, KeysView, ValuesView, ItemsView)
MAX_VALUES = 100_000
MAX_BITS = 128


class LimitReached(Exception):
    """The program wanted more than it may have."""


class Sizes:
    """How large a value may get: its characters, and its values however often they are shared."""

    def __init__(self, characters: int) -> None:
        """Args: ``characters`` in one value, strings within it included."""
        self.characters = characters

    def check(self, characters: int) -> None:
        """Refuse a size.

        Raises:
            LimitReached: it is over the limit.
        """
        if characters > self.characters:
            raise LimitReached("too much text")

    def weigh(self, value: T) -> T:
        """Return a value, having counted what writing it out would take.

        A list that holds another one twice, sixty levels deep, is small in memory and endless when written.

        Raises:
            LimitReached: more than MAX_VALUES values or too many characters.
        """
        if isinstance(value, str):
            self.check(len(value))
        elif isinstance(value, (dict, *_CONTAINERS)):
            self._weigh_all(value)
        return value

    def _weigh_all(self, value: object) -> None:
        waiting, values, characters = [value], 0, 0
        while waiting:
            current = waiting.pop()
            values += 1
            if isinstance(current, str):
                characters += len(current)
            elif isinstance(current, dict):
                waiting += [*current.keys(), *current.values()]
            elif isinstance(current, _CONTAINERS):
                waiting += current
            if values + len(waiting) > MAX_VALUES:
                raise LimitReached("too many values")
        self.check(characters)

    def concat(self, parts: Iterable[object]) -> str:
        """Join without a separator."""
        return self.join("", parts)

    def join(self, separator: str, parts: Iterable[object]) -> str:
        """Join."""
        texts, size = [], 0
        for part in parts:
            texts.append(str(part))
            size += len(texts[-1]) + len(separator)
            self.check(size)
        return separator.join(texts)

    def replace(self, text: object, old: object, new: object, count: int | None = None) -> str:
        """As ``str.replace``; None and negative counts replace all."""
        text, old, new = str(text), str(old), str(new)
        times = text.count(old) if count is None or count < 0 else min(count, text.count(old))
        self.check(len(text) + times * len(new))
        return text.replace(old, new, times)

    def check_product(self, left: object, right: object) -> None:
        """Look at ``left * right`` before it is made.

        Raises:
            LimitReached: it would be too large.
        """
        if isinstance(left, int) and isinstance(right, int):
            if left.bit_length() + right.bit_length() > MAX_BITS:
                raise LimitReached("too large a number")
            return
        for sequence, times in ((left, right), (right, left)):
            if isinstance(times, int) and isinstance(sequence, str | list | tuple):
                self.check(len(sequence) * times)
                if not isinstance(sequence, str) and len(sequence) * times > MAX_VALUES:
                    raise LimitReached("too many values")


class _TooSlow(BaseException):
    """Thrown into the working thread; not an Exception, so that the program's runtime does not handle it."""


class ProcessorTime:
    """Runs work in this thread and stops it when it has used more processor time than allowed.

    The exception arrives at the next bytecode; no signal is needed, and it works in any thread. Processor
    time, not the clock: a busy machine does not make a good program fail.
    """

    def __init__(self, seconds: float) -> None:
        self._thread = threading.get_ident()
        self._clock = _thread_clock(self._thread)
        self._limit = self._clock() + seconds
        self._thrown = False
        self._over = threading.Event()
        self._watcher = threading.Thread(target=self._watch, daemon=True)

    def run(self, work: Callable[[], T]) -> T:
        """Run it.

        Raises:
            LimitReached: it took too long.
        """
        self._watcher.start()
        try:
            try:
                return work()
            finally:
                self._finish()
        except _TooSlow:  # wherever it arrived: in the work, or just after it
            self._finish()
            raise LimitReached("too slow") from None

    def _watch(self) -> None:
        while not self._over.wait(0.05):
            if self._clock() > self._limit:
                self._thrown = True
                _throw(self._thread, _TooSlow)
                self._limit = self._clock() + 1.0  # again, should it get lost in a finalizer

    def _finish(self) -> None:
        """End the watch; let an exception that is on its way arrive here.

        It cannot be taken back: in CPython 3.11 that leaves every later check for signals on its slow path.
        """
        try:
            self._over.set()
            self._watcher.join()
            if self._thrown:
                for _ in range(1000):
                    pass
        except _TooSlow:
            self._watcher.join()


def _throw(thread: int, kind: type[BaseException]) -> None:
    ctypes.pythonapi.PyThreadState_SetAsyncExc(ctypes.c_ulong(thread), ctypes.py_object(kind))


def _thread_clock(thread: int) -> Callable[[], float]:
    """The processor time of a thread, or the clock where a system does not tell."""
    if hasattr(time, "pthread_getcpuclockid"):
        clock = time.pthread_getcpuclockid(thread)
        return lambda: time.clock_gettime(clock)
    return time.monotonic

"""Starting a service again after a crash: with growing pauses, and not for ever.

``Restarts`` is the bookkeeping alone, for whoever starts processes in a way of its own (the engine room has
another process for every model). ``Supervisor`` is that and one process, for services that can be asked again
as if nothing had happened.
"""

from __future__ import annotations

import threading
import time
from collections import deque
from collections.abc import Callable
from typing import Generic, Protocol, TypeVar

from app.errors import CallTimedOut, ServiceLost, ServiceUnavailable


class Supervised(Protocol):
    """A running process, as ``Service`` and the handles of ``app.services`` are."""

    @property
    def is_alive(self) -> bool:
        """Whether it can still be asked."""
        ...

    @property
    def has_crashed(self) -> bool:
        """Whether it ended without having been asked to."""
        ...

    def kill(self) -> float:
        """End it at once; returns seconds. A second call does nothing."""
        ...


Handle = TypeVar("Handle", bound=Supervised)


class Restarts:
    """Counts the crashes of one service and says whether, and after which pause, it may start.

    Args:
        name: of the service, for the error.
        crashes: how many stop the restarts.
        window: seconds within which they count together; None: all since the last success.
        backoff: seconds to wait after the first, second, ... crash; the last one repeats; empty never waits.
        clock: monotonic seconds.
        sleep: waits that many seconds.
    """

    def __init__(
        self,
        name: str,
        *,
        crashes: int = 3,
        window: float | None = 60.0,
        backoff: tuple[float, ...] = (0.0, 0.5, 2.0),
        clock: Callable[[], float] = time.monotonic,
        sleep: Callable[[float], None] = time.sleep,
    ) -> None:
        self.name = name
        self._crashes = crashes
        self._window = window
        self._backoff = backoff
        self._clock = clock
        self._sleep = sleep
        self._crashed_at: deque[float] = deque(maxlen=crashes)
        self._is_refused = False

    def crashed(self) -> None:
        """Take note of a crash."""
        self._crashed_at.append(self._clock())

    def succeeded(self) -> None:
        """It did what it is for: crashes from now on are the first ones again."""
        self._crashed_at.clear()
        self._is_refused = False

    reset = succeeded

    def allow_once(self) -> None:
        """Somebody who knows of the refusal asks for it all the same: one more try, and no more than one."""
        if self._is_refused:
            self._crashed_at.popleft()
            self._is_refused = False

    def before_start(self) -> None:
        """Wait as long as the crashes have earned.

        Raises:
            ServiceUnavailable: there were too many; ``allow_once`` and ``reset`` lift that.
        """
        now = self._clock()
        while self._window is not None and self._crashed_at and now - self._crashed_at[0] > self._window:
            self._crashed_at.popleft()
        count = len(self._crashed_at)
        self._is_refused = count >= self._crashes
        if self._is_refused:
            raise ServiceUnavailable(service=self.name, crashes=count)
        if count and self._backoff:
            earned = self._backoff[min(count, len(self._backoff)) - 1]
            left = self._crashed_at[-1] + earned - now
            if left > 0:
                self._sleep(left)


class Supervisor(Generic[Handle]):
    """One service that is started when it is needed, and again after a crash, but not for ever.

    For a service without a memory, whose next process can go on where the last one ended: the redactor.
    ``kill`` never waits for a start.

    Args:
        start: makes a running process, for example ``lambda: start_service(spec)``.
        restarts: when it may be started again.
    """

    def __init__(self, start: Callable[[], Handle], *, restarts: Restarts) -> None:
        self._start = start
        self._restarts = restarts
        self._lock = threading.Lock()
        self._handle: Handle | None = None
        self._kills = 0

    def get(self) -> Handle:
        """Return the running service; start it when there is none.

        Raises:
            ServiceUnavailable: it crashed too often; ``reset`` allows another try.
            SottoError: what starting it raises.
        """
        with self._lock:
            if self._handle is not None and self._handle.is_alive:
                return self._handle
            if self._handle is not None and self._handle.has_crashed:
                self._restarts.crashed()
            self._handle = None
            kills = self._kills
            self._restarts.before_start()
            try:
                handle = self._start()
            except (ServiceLost, CallTimedOut):
                self._restarts.crashed()
                raise
            self._handle = handle
            if kills != self._kills:  # what came up meanwhile is not wanted any more
                handle.kill()
                raise ServiceLost(service=self._restarts.name, how="killed", exit_code=0)
            return handle

    @property
    def current(self) -> Handle | None:
        """The running service, if there is one; starts nothing."""
        handle = self._handle
        return handle if handle is not None and handle.is_alive else None

    def reset(self) -> None:
        """Forget the crashes: somebody asked for it again."""
        with self._lock:
            self._restarts.reset()

    def kill(self) -> float:
        """Kill the service if it runs or is just starting; the next use starts it again. Returns seconds."""
        self._kills += 1
        handle = self._handle
        return handle.kill() if handle is not None else 0.0

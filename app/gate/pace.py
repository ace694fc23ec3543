"""How many requests a minute, and when one may be tried again. Pure but for the clock it is given."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable
from typing import Final, Literal

import msgspec

from app.errors import RateLimited, ServerFailed, Unreachable
from app.gate.port import Destination, Recent
from models.errors import SottoError

MINUTE: Final = 60.0
LONGEST_PAUSE: Final = 30.0
_MOST_COUNTED: Final = 10_000
_BACKOFF: Final = (0.5, 2.0)

Why = Literal["unreachable", "rate-limited", "unavailable", "pace"]


class Pause(msgspec.Struct, frozen=True):
    """Try again after so many seconds."""

    why: Why
    seconds: float


class Pace:
    """Counts the requests of the last minute, per destination.

    Args:
        clock: monotonic seconds.
        recent: what earlier gates have sent.
    """

    def __init__(self, clock: Callable[[], float], recent: Iterable[Recent] = ()) -> None:
        self._clock = clock
        self._started: dict[str, deque[float]] = {}
        now = clock()
        for one in sorted(recent, key=lambda one: -one.seconds_ago):
            self._of(one.destination_id).append(now - one.seconds_ago)

    def pause(self, destination: Destination) -> float:
        """Return the seconds until one more is within the limit; 0.0 for now."""
        limit = destination.requests_per_minute
        started = self._of(destination.id)
        now = self._clock()
        while started and now - started[0] >= MINUTE:
            started.popleft()
        return started[-limit] + MINUTE - now if limit and len(started) >= limit else 0.0

    def count(self, destination: Destination) -> None:
        """Take note of a request that starts now."""
        self._of(destination.id).append(self._clock())

    def _of(self, destination_id: str) -> deque[float]:
        return self._started.setdefault(destination_id, deque(maxlen=_MOST_COUNTED))


def pause_after(error: SottoError, *, attempt: int, retry_after: float | None) -> Pause | None:
    """Say whether a request may be sent again, and when: only where nothing was sent twice.

    Args:
        error: how the attempt ended. Before the request's first byte (Unreachable), or with a status that
            says that the request was not worked on (429, 503) and when to come back.
        attempt: how many were made.
        retry_after: what the server asks for.

    Returns:
        None: it is not tried again.
    """
    if attempt > len(_BACKOFF):
        return None
    backoff = _BACKOFF[attempt - 1]
    if isinstance(error, Unreachable):
        return Pause("unreachable", backoff)
    if retry_after is None or retry_after > LONGEST_PAUSE:
        return None
    if isinstance(error, RateLimited):
        return Pause("rate-limited", max(retry_after, backoff))
    if isinstance(error, ServerFailed) and error.facts.get("status") == 503:
        return Pause("unavailable", max(retry_after, backoff))
    return None

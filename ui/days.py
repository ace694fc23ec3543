"""When a new day begins here: what is grouped by days has to be grouped anew."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, time, timedelta

from PySide6.QtCore import QObject, QTimer, Signal

# A timer does not count sleep, and somebody may set the clock: look again at least this often.
_LONGEST_WAIT = timedelta(minutes=10)


def local_now() -> datetime:
    """Return the time with the zone of this computer."""
    return datetime.now().astimezone()


def until_midnight(now: datetime) -> timedelta:
    """Return how long this day still lasts; a day with a change to or from summer time has 23 or 25 hours.

    Args:
        now: local time with its zone, as ``local_now`` returns it.
    """
    tomorrow = datetime.combine(now.date() + timedelta(days=1), time())  # local, see below
    return tomorrow.astimezone() - now


class DayWatch(QObject):
    """Tells when the date has become another, by a timer and whenever it is asked to look.

    Attributes:
        changed: a new day has begun (or the clock was set to another).
        now: the clock.
    """

    changed = Signal()

    def __init__(self, now: Callable[[], datetime] = local_now, parent: QObject | None = None) -> None:
        """Take a clock; it begins at once."""
        super().__init__(parent)
        self.now = now
        self._today = now().date()
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self.check)
        self._wait()

    @property
    def wait_ms(self) -> int:
        """Milliseconds until it looks by itself."""
        return self._timer.interval()

    def check(self) -> None:
        """Compare the date; also called when the computer wakes up."""
        today = self.now().date()
        if today != self._today:
            self._today = today
            self.changed.emit()
        self._wait()

    def _wait(self) -> None:
        left = min(until_midnight(self.now()), _LONGEST_WAIT)
        self._timer.start(max(1, round(left.total_seconds() * 1000)) + 50)

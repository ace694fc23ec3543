"""When to lock without being asked: after some time without a key, a click or a move of the pointer.

The idle timer is the guarantee; it needs nobody's help. What ``ui.screen`` hears from D-Bus is a bonus:
some screen lockers say nothing there (i3lock, slock, some Wayland shells).
"""

from __future__ import annotations

import functools
import time
from collections.abc import Callable
from typing import TYPE_CHECKING, cast

from PySide6.QtCore import QObject, QTimer, Signal

if TYPE_CHECKING:
    from PySide6.QtCore import QEvent, QPointF
    from PySide6.QtGui import QGuiApplication, QMouseEvent, QWindow

TICK_MS = 1000


@functools.cache
def _kinds() -> tuple[QEvent.Type, frozenset[QEvent.Type]]:
    """Return the type of a pointer's move and those of all other use; the first paint need not know them."""
    from PySide6.QtCore import QEvent  # PySide6 makes its 180 types when the class is first named

    kinds = QEvent.Type
    use = {
        kinds.KeyPress,
        kinds.MouseButtonPress,
        kinds.Wheel,
        kinds.TouchBegin,
        kinds.TouchUpdate,
        kinds.TabletPress,
        kinds.InputMethod,
    }
    return kinds.MouseMove, frozenset(use)


def awake_clock() -> float:
    """Return seconds of a clock that goes on while the computer sleeps and that nobody can set."""
    boot = getattr(time, "CLOCK_BOOTTIME", None)
    return time.clock_gettime(boot) if boot is not None else time.monotonic()


class IdleWatch(QObject):
    """Counts the time since the user's last key, click or move of the pointer.

    Looks at the events of top-level windows only: a filter on every widget's events would cost more than
    the whole rest of the window while an answer streams.

    Attributes:
        expired: the limit is reached; once per ``start``.
        ticked: seconds left, or None where there is no limit.
    """

    expired = Signal()
    ticked = Signal(object)

    def __init__(
        self,
        *,
        limit_seconds: Callable[[], float],
        clock: Callable[[], float] = time.monotonic,
        sleep_clock: Callable[[], float] = awake_clock,
        parent: QObject | None = None,
    ) -> None:
        """Take the limit (0 is none) and two clocks.

        The wall clock is never asked: changing it neither locks early nor keeps open. The second clock
        counts on during sleep, so that a computer that was shut for an hour locks when it opens.
        """
        super().__init__(parent)
        self._limit = limit_seconds
        self._clock = clock
        self._sleep_clock = sleep_clock
        self._last = clock()
        self._last_awake = sleep_clock()
        self._pointer: QPointF | None = None
        self._timer = QTimer(self)
        self._timer.setInterval(TICK_MS)
        self._timer.timeout.connect(self.check)

    def watch_windows(self, application: QGuiApplication) -> None:
        """Look at every window of the application from now on, dialogs included."""
        for window in application.topLevelWindows():
            window.installEventFilter(self)
        application.focusWindowChanged.connect(self._on_focus_window)

    def start(self) -> None:
        """Begin to count."""
        self.touch()
        self._timer.start()
        self.check()

    def stop(self) -> None:
        """Count no more (it is locked)."""
        self._timer.stop()

    def touch(self) -> None:
        """Take note that somebody is there."""
        self._last = self._clock()
        self._last_awake = self._sleep_clock()

    @property
    def left(self) -> float | None:
        """Seconds until it expires; None where there is no limit."""
        limit = self._limit()
        if limit <= 0:
            return None
        idle = max(self._clock() - self._last, self._sleep_clock() - self._last_awake)
        return max(0.0, limit - idle)

    def check(self) -> None:
        """Compare the clocks with the limit; also called after sleep."""
        if not self._timer.isActive():
            return
        left = self.left
        if left == 0:
            self._timer.stop()
            self.expired.emit()
        else:
            self.ticked.emit(left)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Note the user's input; a pointer event without movement is the window's doing, not the user's."""
        kind = event.type()
        move, use = _kinds()
        if kind in use:
            self.touch()
        elif kind == move:
            place = cast("QMouseEvent", event).globalPosition()
            if place != self._pointer:
                self._pointer = place
                self.touch()
        return False

    def _on_focus_window(self, window: QWindow | None) -> None:
        if window is not None:
            window.removeEventFilter(self)
            window.installEventFilter(self)

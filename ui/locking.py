"""When to lock without being asked: idleness, the screen's lock, sleep.

The idle timer is the guarantee; it needs nobody's help. D-Bus is a bonus where there is one: some screen
lockers say nothing there (i3lock, slock, some Wayland shells).
"""

from __future__ import annotations

import os
import time
from collections.abc import Callable
from typing import Any

from PySide6.QtCore import SLOT, QEvent, QObject, QPointF, QTimer, Signal, Slot
from PySide6.QtDBus import (
    QDBusConnection,
    QDBusMessage,
    QDBusPendingCallWatcher,
    QDBusUnixFileDescriptor,
)
from PySide6.QtGui import QGuiApplication, QMouseEvent, QWindow

TICK_MS = 1000
CALL_TIMEOUT_MS = 5000
LOGIND = "org.freedesktop.login1"
LOGIND_PATH = "/org/freedesktop/login1"
SCREEN_SAVERS = ("org.freedesktop.ScreenSaver", "org.gnome.ScreenSaver", "org.cinnamon.ScreenSaver")

_USE = frozenset(
    {
        QEvent.Type.KeyPress,
        QEvent.Type.MouseButtonPress,
        QEvent.Type.Wheel,
        QEvent.Type.TouchBegin,
        QEvent.Type.TouchUpdate,
        QEvent.Type.TabletPress,
        QEvent.Type.InputMethod,
    }
)


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
        self._pointer = QPointF()
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
        if kind in _USE:
            self.touch()
        elif kind == QEvent.Type.MouseMove and isinstance(event, QMouseEvent):
            place = event.globalPosition()
            if place != self._pointer:
                self._pointer = place
                self.touch()
        return False

    def _on_focus_window(self, window: QWindow | None) -> None:
        if window is not None:
            window.removeEventFilter(self)
            window.installEventFilter(self)


def _slot(signature: str) -> Any:
    """Return Qt's name of a slot; at run time that is text, although the stubs of QtDBus ask for bytes."""
    return SLOT(signature)


class ScreenWatch(QObject):
    """Hears from D-Bus that the screen was locked or that the computer is about to sleep.

    Everything is asked asynchronously; a bus or a service that is not there is silence. For sleep a delay
    inhibitor is held, so that there is time to end the vault's process: call ``release`` when that is done.

    Attributes:
        screen_locked: the screen was locked, or its saver began.
        sleeping: the computer is about to sleep.
        woken: it woke up.
    """

    screen_locked = Signal()
    sleeping = Signal()
    woken = Signal()

    def __init__(
        self, session: QDBusConnection, system: QDBusConnection, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._session = session
        self._system = system
        self._inhibitor: QDBusUnixFileDescriptor | None = None
        self._calls: set[QDBusPendingCallWatcher] = set()

    def start(self) -> None:
        """Subscribe to what is there."""
        if self._session.isConnected():
            for name in SCREEN_SAVERS:
                self._session.connect("", "", name, "ActiveChanged", self, _slot("on_active_changed(bool)"))
        if self._system.isConnected():
            self._system.connect(
                LOGIND,
                LOGIND_PATH,
                f"{LOGIND}.Manager",
                "PrepareForSleep",
                self,
                _slot("on_prepare_for_sleep(bool)"),
            )
            self._find_session()
            self._take_inhibitor()

    @property
    def delays_sleep(self) -> bool:
        """Whether the computer waits for ``release`` before it sleeps."""
        return self._inhibitor is not None

    def release(self) -> None:
        """Let the computer sleep; the descriptor that delays it is closed."""
        self._inhibitor = None

    @Slot(bool)
    def on_active_changed(self, is_active: bool) -> None:
        """Take the screen saver's signal."""
        if is_active:
            self.screen_locked.emit()

    @Slot()
    def on_session_lock(self) -> None:
        """Take logind's request to lock this session."""
        self.screen_locked.emit()

    @Slot("QDBusMessage")
    def on_properties_changed(self, message: QDBusMessage) -> None:
        """Take logind's hint that this session is locked now."""
        arguments = message.arguments()
        changed = arguments[1] if len(arguments) > 1 else {}
        if isinstance(changed, dict) and changed.get("LockedHint") is True:
            self.screen_locked.emit()

    @Slot(bool)
    def on_prepare_for_sleep(self, is_starting: bool) -> None:
        """Take logind's announcement of sleep, and of waking up."""
        if is_starting:
            self.sleeping.emit()
        else:
            self._take_inhibitor()
            self.woken.emit()

    def _find_session(self) -> None:
        name = os.environ.get("XDG_SESSION_ID", "")
        method, argument = ("GetSession", name) if name else ("GetSessionByPID", os.getpid())
        self._call(method, [argument], self._on_session)

    def _on_session(self, answer: QDBusMessage) -> None:
        arguments = answer.arguments()
        path = getattr(arguments[0], "path", None) if arguments else None
        if path is None:
            return
        self._system.connect(LOGIND, path(), f"{LOGIND}.Session", "Lock", self, _slot("on_session_lock()"))
        self._system.connect(
            LOGIND,
            path(),
            "org.freedesktop.DBus.Properties",
            "PropertiesChanged",
            self,
            _slot("on_properties_changed(QDBusMessage)"),
        )

    def _take_inhibitor(self) -> None:
        arguments: list[object] = ["sleep", "Sotto", self.tr("Lock the encrypted vault"), "delay"]
        self._call("Inhibit", arguments, self._on_inhibitor)

    def _on_inhibitor(self, answer: QDBusMessage) -> None:
        arguments = answer.arguments()
        if arguments and isinstance(arguments[0], QDBusUnixFileDescriptor):
            self._inhibitor = arguments[0]

    def _call(self, method: str, arguments: list[object], on_answer: Callable[[QDBusMessage], None]) -> None:
        call = QDBusMessage.createMethodCall(LOGIND, LOGIND_PATH, f"{LOGIND}.Manager", method)
        call.setArguments(arguments)
        watcher = QDBusPendingCallWatcher(self._system.asyncCall(call, CALL_TIMEOUT_MS), self)
        self._calls.add(watcher)

        def finished(done: QDBusPendingCallWatcher) -> None:
            self._calls.discard(done)
            if not done.isError():
                on_answer(done.reply())
            done.deleteLater()

        watcher.finished.connect(finished)

"""What D-Bus tells of the screen's lock and of sleep; imported after the first paint, to start sooner."""

from __future__ import annotations

import os
from collections.abc import Callable
from typing import Any

from PySide6.QtCore import SLOT, QObject, Signal, Slot
from PySide6.QtDBus import (
    QDBusConnection,
    QDBusMessage,
    QDBusPendingCallWatcher,
    QDBusUnixFileDescriptor,
)

CALL_TIMEOUT_MS = 5000
LOGIND = "org.freedesktop.login1"
LOGIND_PATH = "/org/freedesktop/login1"
SCREEN_SAVERS = ("org.freedesktop.ScreenSaver", "org.gnome.ScreenSaver", "org.cinnamon.ScreenSaver")


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

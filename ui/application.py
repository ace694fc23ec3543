"""Start and end of the window: one instance, the look, the core behind it, and a net for our own bugs."""

from __future__ import annotations

import logging
import os
import signal
import sys
import threading
from collections.abc import Callable
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING

from PySide6.QtCore import (
    QCoreApplication,
    QLibraryInfo,
    QLocale,
    QObject,
    QSocketNotifier,
    QTimer,
    QTranslator,
)
from PySide6.QtWidgets import QApplication

from app.tasks import TaskRunner
from ui.bridge import EventBridge, GuiThread
from ui.clipboard import Clipboard
from ui.display import told_without_one
from ui.instance import Instance
from ui.kit import Core, Kit, Preferences
from ui.locking import IdleWatch
from ui.main_window import MainWindow
from ui.theme import Theme

if TYPE_CHECKING:
    from PySide6.QtDBus import QDBusConnection

    from app.assistant import Assistant
    from app.events import Observer
    from app.paths import Paths
    from app.settings import SettingsStore
    from app.vault.port import VaultStatus
    from ui.screen import ScreenWatch

_log = logging.getLogger(__name__)
# The first form is there by then; imports before it would hold it up, in a thread as well.
_SETTLE_MS = 250


def open_with_qt(address: str) -> bool:
    """Hand an address to the desktop. What is started inherits a denial of the internet."""
    from PySide6.QtCore import QUrl
    from PySide6.QtGui import QDesktopServices

    return QDesktopServices.openUrl(QUrl(address))


def run(
    assistant_factory: Callable[[Observer], Assistant],
    paths: Paths,
    settings: SettingsStore,
    *,
    look_at_vault: Callable[[], VaultStatus] | None = None,
    open_address: Callable[[str], bool] = open_with_qt,
) -> int:
    """Show the window until it is closed.

    Args:
        assistant_factory: makes the core; its observer may be called from any thread.
        paths: of the profile.
        settings: as loaded.
        look_at_vault: answers before there is a core, so that the unlock screen does not wait for it.
        open_address: opens links and folders that the user confirmed (``app.outside.Outside.open``).

    Returns:
        The exit code: 0, also when another window with this profile was raised instead.
    """
    paths.make()
    instance = Instance(paths.runtime)
    if not instance.claim():
        raised = instance.raise_other()
        sys.stderr.write(
            "sotto: already running; its window was raised.\n" if raised else "sotto: already running.\n"
        )
        return 0
    try:
        application = make_application(sys.argv[:1])
        desk = Desk(
            application,
            assistant_factory,
            paths,
            settings,
            look_at_vault=look_at_vault,
            open_address=open_address,
        )
        instance.watch(desk.window.show_itself)
        signals = SignalWatch(desk.window.close, application) if os.name == "posix" else None
        install_hooks()
        desk.window.finished.connect(application.quit)
        desk.show()
        code = application.exec()
        if signals is not None:
            signals.close()
        desk.close()
        return code
    finally:
        instance.close()


def make_application(arguments: list[str]) -> QApplication:
    """Return the application object with names, style, language and without Qt's own session keeping."""
    QCoreApplication.setApplicationName("Sotto")
    QCoreApplication.setOrganizationName("Sotto")
    QApplication.setDesktopFileName("sotto")
    QApplication.setApplicationDisplayName("Sotto")
    existing = QApplication.instance()
    # Not setStyle: what that returns makes PySide6 build all classes and enums of styles, 10 ms of them.
    made = [*arguments[:1], "-style", "Fusion", *arguments[1:]]
    with told_without_one():
        application = existing if isinstance(existing, QApplication) else QApplication(made)
    application.setQuitOnLastWindowClosed(False)
    for name, folder in (
        ("qtbase", QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)),
        ("sotto", str(Path(__file__).parent / "translations")),
    ):
        translator = QTranslator(application)
        if translator.load(QLocale(), name, "_", folder):
            application.installTranslator(translator)
    return application


class Desk:
    """All that belongs to one window, wired together."""

    def __init__(
        self,
        application: QApplication,
        assistant_factory: Callable[[Observer], Assistant],
        paths: Paths,
        settings: SettingsStore,
        *,
        idle: IdleWatch | None = None,
        theme: Theme | None = None,
        look_at_vault: Callable[[], VaultStatus] | None = None,
        open_address: Callable[[str], bool] = open_with_qt,
    ) -> None:
        """Wire it; see ``run``. Tests bring clocks and a theme of their own."""
        self.application = application
        self.gui = GuiThread()
        self.bridge = EventBridge(self.gui.post)
        self._core = Core(lambda: assistant_factory(self.bridge.observe), look_at_vault)
        self.runner = TaskRunner(self.gui.post)
        self.theme = theme or Theme(application)
        # Settings have a runner of their own: a lock discards results, and these hold no words.
        self._writer = TaskRunner(self.gui.post)
        self.preferences = Preferences(settings, self._writer)
        self.clipboard = Clipboard(
            application.clipboard(), seconds=lambda: self.preferences.now.clipboard_seconds
        )
        now = self.preferences.now
        self.theme.apply(now.theme, now.text_scale)
        self.idle = idle or IdleWatch(limit_seconds=lambda: self.preferences.now.idle_lock_minutes * 60)
        kit = Kit(self._core, self.runner, self.preferences, self.theme, self.clipboard, open_address)
        self.window = MainWindow(kit, paths, self.idle, discard=self._discard, post=self.gui.post)
        self.screen: ScreenWatch | None = None
        self.bridge.happened.connect(self.window.on_event)
        self.preferences.changed.connect(self._on_preferences)
        application.commitDataRequest.connect(self.window.lock_for_logout)

    @property
    def assistant(self) -> Assistant:
        """The core behind the window."""
        return self._core.assistant

    def show(self) -> None:
        """Show the window, and only then look at everything that may take a while."""
        self.window.show()
        self.window.begin()
        QTimer.singleShot(_SETTLE_MS, self._after_first_paint)

    def close(self) -> None:
        """Deliver nothing more and leave nothing that the end of the interpreter would trip over."""
        self.clipboard.close()
        self.bridge.close()
        self.gui.close()
        self.runner.close()
        self._writer.close()

    def watch_screen(self, session: QDBusConnection, system: QDBusConnection) -> None:
        """Lock with the screen and before sleep, where D-Bus tells."""
        from ui.screen import ScreenWatch

        self.screen = screen = ScreenWatch(session, system)
        screen.screen_locked.connect(lambda: self._lock_with_screen("screen-locked"))
        screen.sleeping.connect(self._on_sleep)
        screen.woken.connect(self.idle.check)
        screen.woken.connect(self.window.wake)
        self.window.locked.connect(screen.release)
        screen.start()

    def _after_first_paint(self) -> None:
        self.window.prepare()
        self.idle.watch_windows(self.application)
        if sys.platform.startswith("linux"):
            from PySide6.QtDBus import QDBusConnection

            self.watch_screen(QDBusConnection.sessionBus(), QDBusConnection.systemBus())

    def _lock_with_screen(self, reason: str) -> None:
        if self.preferences.now.lock_with_screen:
            self.window.lock("suspend" if reason == "suspend" else "screen-locked")

    def _on_sleep(self) -> None:
        self._lock_with_screen("suspend")
        if self.screen is not None and not self._core.is_unlocked:
            self.screen.release()

    def _on_preferences(self) -> None:
        now = self.preferences.now
        self.theme.apply(now.theme, now.text_scale)
        self.idle.check()

    def _discard(self) -> None:
        self.runner.discard()
        self.bridge.discard()


def install_hooks() -> None:
    """Log the class and the place of an exception that nobody caught, and nothing of its values."""

    def report(kind: type[BaseException], traceback: TracebackType | None) -> None:
        place = "?"
        while traceback is not None:
            code = traceback.tb_frame.f_code
            place = f"{Path(code.co_filename).name}:{traceback.tb_lineno}"
            traceback = traceback.tb_next
        _log.error("a bug: %s at %s", kind.__name__, place)

    def of_main(kind: type[BaseException], value: BaseException, traceback: TracebackType | None) -> None:
        del value
        report(kind, traceback)

    def of_thread(arguments: threading.ExceptHookArgs) -> None:
        if arguments.exc_type is not SystemExit:
            report(arguments.exc_type, arguments.exc_traceback)

    sys.excepthook = of_main
    threading.excepthook = of_thread


class SignalWatch(QObject):
    """Ends the window in order on Ctrl+C in its terminal and on a polite request to end."""

    def __init__(self, on_signal: Callable[[], object], parent: QObject) -> None:
        super().__init__(parent)
        self._reader, self._writer = os.pipe()
        for descriptor in (self._reader, self._writer):
            os.set_blocking(descriptor, False)
        # Python runs handlers only between byte codes, and an idle event loop runs none: the pipe wakes it.
        signal.set_wakeup_fd(self._writer, warn_on_full_buffer=False)
        for number in (signal.SIGINT, signal.SIGTERM):
            signal.signal(number, lambda _number, _frame: None)
        self._notifier = QSocketNotifier(self._reader, QSocketNotifier.Type.Read, self)
        self._notifier.activated.connect(self._on_woken)
        self._on_signal = on_signal

    def _on_woken(self) -> None:
        os.read(self._reader, 64)
        self._on_signal()

    def close(self) -> None:
        """Give the signals back."""
        self._notifier.setEnabled(False)
        signal.set_wakeup_fd(-1)
        for number in (signal.SIGINT, signal.SIGTERM):
            signal.signal(number, signal.SIG_DFL)
        os.close(self._reader)
        os.close(self._writer)

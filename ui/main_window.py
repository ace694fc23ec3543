"""The window: the entrance while the vault is closed, the workspace while it is open, and the way between.

Locking blanks first and asks later: what is shown is deleted at once, the draft gets a moment to reach the
vault, and then the vault's process is killed.
"""

from __future__ import annotations

import gc
import importlib
import threading
from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QApplication, QMainWindow, QStackedWidget, QWidget

from app.events import Event, LockReason, VaultLocked, VaultUnlocked
from app.paths import Paths
from ui.garbage import GarbageSearch
from ui.kit import Kit
from ui.locking import IdleWatch
from ui.pyside import load_rest
from ui.shortcuts import shortcuts
from ui.unlock import Entrance, Opening

if TYPE_CHECKING:
    from PySide6.QtGui import QCloseEvent

    from ui.workspace import Workspace

DRAFT_MS = 250
QUIT_MS = 3000
TEXT_STEP = 10
OPENING_SIZE = (1180, 800)


class MainWindow(QMainWindow):
    """See the module.

    Attributes:
        locked: the vault's process is gone.
        finished: the window is closed and everything behind it has ended.
    """

    locked = Signal()
    finished = Signal()

    def __init__(
        self,
        kit: Kit,
        paths: Paths,
        idle: IdleWatch,
        *,
        discard: Callable[[], None],
        post: Callable[[Callable[[], None]], None],
    ) -> None:
        """Take the kit and two ways out of other threads.

        Args:
            kit: what every screen is given.
            paths: of the profile.
            idle: the timer that locks.
            discard: drops all results and events that are on their way.
            post: runs a closure on this thread, soon, unless the program is ending.
        """
        super().__init__()
        self.setWindowTitle("Sotto")
        self.setMinimumSize(560, 480)
        self.resize(*OPENING_SIZE)
        self._kit = kit
        self._idle = idle
        self._discard = discard
        self._post = post
        self._locking: LockReason | None = None
        self._is_killing = False
        self._is_closing = False
        self._is_closed = False
        self._has_keys = False
        self._draft_timer = QTimer(self)
        self._draft_timer.setSingleShot(True)
        self._draft_timer.setInterval(DRAFT_MS)
        self._draft_timer.timeout.connect(self._kill)
        self.workspace: Workspace | None = None
        self.entrance = Entrance(kit, paths)
        self.entrance.setObjectName("page")
        self.entrance.opened.connect(self._open)
        self._stack = QStackedWidget()
        self._stack.addWidget(self.entrance)
        self.setCentralWidget(self._stack)
        self._garbage = GarbageSearch(self)
        idle.expired.connect(lambda: self.lock("idle"))
        idle.ticked.connect(self._on_tick)

    @property
    def is_closed(self) -> bool:
        """Whether everything behind the window has ended."""
        return self._is_closed

    def begin(self) -> None:
        """Look at the vault and show the first form."""
        self.entrance.look()

    def prepare(self) -> None:
        """Make what an unlocked vault needs while the passphrase is being typed."""
        self._garbage.begin()  # app.__main__ switched Python's own search off
        self._bind_keys()
        self._kit.theme.complete()

        def work() -> None:
            _ = self._kit.assistant
            importlib.import_module("ui.workspace")
            load_rest()

        self._kit.runner.run(work, lane="io")

    def _bind_keys(self) -> None:
        """Bind what is not bound yet: nobody presses a key before the first picture."""
        if self._has_keys:
            return
        self._has_keys = True
        everywhere: dict[str, Callable[[], object]] = {
            "lock": lambda: self.lock("asked"),
            "larger": lambda: self._scale(TEXT_STEP),
            "smaller": lambda: self._scale(-TEXT_STEP),
            "normal": lambda: self._kit.preferences.change(text_scale=100),
            "quit": self.close,
        }
        repeating = {"larger", "smaller"}
        for each in shortcuts():
            if each.where != "window":
                continue
            for keys in each.keys:
                bound = QShortcut(QKeySequence(keys), self)
                bound.setAutoRepeat(each.name in repeating)
                act = everywhere.get(each.name)
                if act is not None:
                    bound.activated.connect(lambda act=act: act())
                else:
                    bound.activated.connect(lambda name=each.name: self._act(name))

    def _act(self, name: str) -> None:
        if self.workspace is not None:
            self.workspace.act(name)

    def _scale(self, step: int) -> None:
        wanted = min(200, max(80, self._kit.preferences.now.text_scale + step))
        self._kit.preferences.change(text_scale=wanted)

    def on_event(self, event: Event) -> None:
        """Take an event of the core."""
        match event:
            case VaultUnlocked():
                self._idle.start()
            case VaultLocked(reason=reason):
                if self._locking is None:
                    self._blank(reason)
                self._locking = reason if reason == "vault-lost" else self._locking
            case _ if self.workspace is not None:
                self.workspace.on_event(event)
            case _:
                pass
        if isinstance(event, VaultLocked):
            self._on_lock_ended(event.reason)

    def show_itself(self) -> None:
        """Come to the front: another start asked for it."""
        if self.isMinimized():
            self.showNormal()
        self.show()
        self.raise_()
        self.activateWindow()

    # --- opening --------------------------------------------------------------------------------

    def _open(self, opening: Opening) -> None:
        from ui.workspace import Workspace  # half of all imports; see prepare

        self._kit.theme.complete()
        self._bind_keys()
        self.workspace = Workspace(self._kit, opening)
        self.workspace.lock_wanted.connect(lambda: self.lock("asked"))
        self._stack.addWidget(self.workspace)
        self._stack.setCurrentWidget(self.workspace)
        self.workspace.chat_page.composer.setFocus()
        self._idle.start()

    def _on_tick(self, seconds: float | None) -> None:
        if self.workspace is not None:
            self.workspace.status.show_lock(seconds)

    # --- locking --------------------------------------------------------------------------------

    def lock(self, reason: LockReason) -> None:
        """Blank the window and end the process that holds the key; does nothing when it is locked."""
        if self._locking is not None or not self._kit.core.is_unlocked:
            return
        draft = self._blank(reason)
        if draft is None:
            self._kill()
            return
        self._draft_timer.start()
        conversation_id, text = draft
        assistant = self._kit.assistant

        def save() -> None:
            assistant.save_draft(conversation_id or assistant.new_conversation().id, text)

        self._kit.runner.run(save, on_done=lambda _: self._kill(), on_error=lambda _: self._kill())

    def _blank(self, reason: LockReason) -> tuple[str | None, str] | None:
        """Show nothing of the user's any more; returns the draft that is not in the vault yet."""
        self._locking = reason
        self._idle.stop()
        self._close_popups()
        draft = None
        if self.workspace is not None:
            workspace, self.workspace = self.workspace, None
            draft = workspace.leave()
            self._stack.setCurrentWidget(self.entrance)
            self._stack.removeWidget(workspace)
            workspace.hide()
            workspace.deleteLater()
        self.entrance.show_locking()
        if self._kit.preferences.now.clear_clipboard:
            self._kit.clipboard.clear_ours()
        self._discard()
        self.repaint()
        return draft

    def _kill(self) -> None:
        """End the processes; in a thread, because even milliseconds are not the window's to wait."""
        self._draft_timer.stop()
        reason = self._locking
        if reason is None or self._is_killing:
            return
        self._is_killing = True

        def work() -> None:
            self._kit.core.lock(reason)
            self._post(lambda: self._on_lock_ended(reason))

        threading.Thread(target=work, name="lock", daemon=True).start()

    def _on_lock_ended(self, reason: LockReason) -> None:
        if self._locking is None:
            return
        self._locking = None
        self._is_killing = False
        self._draft_timer.stop()
        self._discard()
        gc.collect()
        self.locked.emit()
        if self._is_closing:
            self._end()
            return
        self.entrance.show_locked(reason)
        from ui.announce import announce  # a start does not need it

        announce(self, self.tr("Locked"), urgent=True)

    def wake(self) -> None:
        """The computer woke up: it may be another day."""
        if self.workspace is not None:
            self.workspace.days.check()

    def lock_for_logout(self) -> None:
        """The desktop's session is ending."""
        self.lock("quit")

    def _close_popups(self) -> None:
        for _ in range(10):
            popup: QWidget | None = QApplication.activePopupWidget()
            if popup is None:
                return
            popup.close()

    # --- closing --------------------------------------------------------------------------------

    def closeEvent(self, event: QCloseEvent) -> None:
        """Lock first; then the window is gone."""
        if self._is_closed:
            event.accept()
            return
        event.ignore()
        if self._is_closing:
            return
        self._is_closing = True
        self.hide()
        QTimer.singleShot(QUIT_MS, self._end)
        if self._kit.core.is_unlocked:
            self.lock("quit")
            return
        self._locking = "quit"
        self._discard()
        self._kill()

    def _end(self) -> None:
        if self._is_closed:
            return
        self._is_closed = True
        self.entrance.close_forms()
        self.close()
        self.finished.emit()

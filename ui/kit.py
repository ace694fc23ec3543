"""What every screen is handed: the core, a way to work in the background, and the look."""

from __future__ import annotations

import threading
from collections.abc import Callable
from typing import TYPE_CHECKING

import msgspec
from PySide6.QtCore import QObject, Signal

from app.settings import Settings, SettingsStore
from app.tasks import TaskRunner
from ui.clipboard import Clipboard
from ui.theme import Theme

if TYPE_CHECKING:
    from app.assistant import Assistant
    from app.events import LockReason
    from app.vault.port import VaultStatus


class Preferences(QObject):
    """The settings as the window sees them: a change shows at once and is written in the background.

    Attributes:
        changed: the settings are others now.
        failed: the exception of a change that was refused or could not be written.
    """

    changed = Signal()
    failed = Signal(object)

    def __init__(self, store: SettingsStore, runner: TaskRunner, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._store = store
        self._runner = runner
        self._waiting: dict[str, object] = {}
        self._is_writing = False
        self.now: Settings = store.current

    @property
    def problem(self) -> str:
        """What was wrong with the settings file at the start: "", "damaged" or "newer"."""
        return self._store.problem

    def change(self, **changes: object) -> None:
        """Set some fields; ``changed`` follows at once, the file soon."""
        wanted = msgspec.structs.replace(self.now, **changes)
        try:
            self.now = msgspec.json.decode(msgspec.json.encode(wanted), type=Settings)
        except msgspec.ValidationError as error:
            self.failed.emit(error)
            return
        self._waiting |= changes
        self.changed.emit()
        self._write()

    def refresh(self) -> None:
        """Take over what the core changed itself (the chosen model)."""
        if not self._is_writing and not self._waiting and self.now != self._store.current:
            self.now = self._store.current
            self.changed.emit()

    def _write(self) -> None:
        if self._is_writing or not self._waiting:
            return
        self._is_writing = True
        changes, self._waiting = self._waiting, {}

        def written(_: Settings) -> None:
            self._is_writing = False
            self._write()

        def failed(error: Exception) -> None:
            self._is_writing = False
            self.failed.emit(error)
            self._write()

        self._runner.run(lambda: self._store.change(**changes), lane="io", on_done=written, on_error=failed)


class Core:
    """The assistant, made when it is first asked for: the unlock screen is there before it is.

    Everything here may be called from any thread.
    """

    def __init__(
        self, make: Callable[[], Assistant], look_at_vault: Callable[[], VaultStatus] | None = None
    ) -> None:
        """Take what makes it, and what looks at the vault's files as long as it has not been made."""
        self._make = make
        self._look = look_at_vault
        self._made: Assistant | None = None
        self._lock = threading.Lock()

    @property
    def assistant(self) -> Assistant:
        """The one assistant; the first call takes as long as its imports."""
        with self._lock:
            if self._made is None:
                self._made = self._make()
            return self._made

    @property
    def is_unlocked(self) -> bool:
        """Whether the vault is open."""
        return self._made is not None and self._made.is_unlocked

    def lock(self, reason: LockReason) -> None:
        """Kill the vault and the engine, where there is anything to kill."""
        if self._made is not None:
            self._made.lock(reason)

    def vault_status(self) -> VaultStatus:
        """Look at the vault's files without a secret."""
        look, self._look = self._look, None
        if look is None or self._made is not None:
            return self.assistant.vault_status()
        return look()


class Kit(msgspec.Struct, frozen=True):
    """Given to every screen.

    Attributes:
        open_address: hands a link or a folder, which the user saw and confirmed, to another program.
    """

    core: Core
    runner: TaskRunner
    preferences: Preferences
    theme: Theme
    clipboard: Clipboard
    open_address: Callable[[str], bool]

    @property
    def assistant(self) -> Assistant:
        """What Sotto can do."""
        return self.core.assistant

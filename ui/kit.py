"""What every screen is handed: the core, a way to work in the background, and the look."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import msgspec
from PySide6.QtCore import QObject, Signal

from app.assistant import Assistant
from app.settings import Settings, SettingsStore
from app.tasks import TaskRunner
from ui.clipboard import Clipboard
from ui.theme import Theme


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


@dataclass(frozen=True, slots=True)
class Kit:
    """Given to every screen.

    Attributes:
        open_address: hands a link or a folder, which the user saw and confirmed, to another program.
    """

    assistant: Assistant
    runner: TaskRunner
    preferences: Preferences
    theme: Theme
    clipboard: Clipboard
    open_address: Callable[[str], bool]

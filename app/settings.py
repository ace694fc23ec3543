"""Settings: what the user chose that reveals nothing of what they wrote.

A strict JSON file beside the vault, because theme and idle time are needed while it is locked. An
unreadable file never stops the start: the defaults apply, the file is kept as ``settings.json.damaged``
and the caller is told.
"""

from __future__ import annotations

import contextlib
import os
from pathlib import Path
from typing import Annotated, Literal

import msgspec

from app.redaction.findings import EntityType
from models.engine import Sampling


class Settings(msgspec.Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """All settings with their defaults.

    Attributes:
        text_scale: per cent.
        idle_lock_minutes: 0 never locks for idleness.
        clear_clipboard: at lock and at the end, take away what was copied from the window.
        clipboard_seconds: take it away this long after it was copied; 0 does not.
        model_id: id in the model list; "" is the built-in model.
        context_tokens: None lets the engine choose.
        threads: None takes the physical cores.
        sampling: None takes what the model's card recommends.
        offline: nothing can leave this computer; holds from the next start for good.
        redaction_profile: id of the profile that decides what is hidden.
        redaction_chosen: what the profile "custom" hides; None is what it hides to begin with.
        skim_review: approve without a look when nothing is doubtful.
        second_pass: let the model on this computer point at what else could identify somebody.
    """

    version: int = 1
    theme: Literal["system", "light", "dark"] = "system"
    text_scale: Annotated[int, msgspec.Meta(ge=80, le=200)] = 100
    enter_sends: bool = True
    sidebar_shown: bool = True
    idle_lock_minutes: Annotated[int, msgspec.Meta(ge=0, le=240)] = 10
    lock_with_screen: bool = True
    clear_clipboard: bool = True
    clipboard_seconds: Annotated[int, msgspec.Meta(ge=0, le=3600)] = 60
    model_id: str = ""
    context_tokens: Annotated[int, msgspec.Meta(ge=256, le=1_048_576)] | None = None
    threads: Annotated[int, msgspec.Meta(ge=1, le=512)] | None = None
    max_tokens: Annotated[int, msgspec.Meta(ge=1, le=65_536)] = 1024
    sampling: Sampling | None = None
    system_prompt: Annotated[str, msgspec.Meta(max_length=8000)] = ""
    offline: bool = False
    redaction_profile: Annotated[str, msgspec.Meta(max_length=64)] = "default"
    redaction_chosen: tuple[EntityType, ...] | None = None
    skim_review: bool = False
    second_pass: bool = False


class SettingsStore:
    """Loads once, keeps the current value, saves atomically."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self.problem: Literal["", "damaged", "newer"] = ""
        self._saved = self._load()
        self._overrides: dict[str, object] = {}

    @property
    def current(self) -> Settings:
        """The settings that hold now."""
        return msgspec.structs.replace(self._saved, **self._overrides)

    def _load(self) -> Settings:
        try:
            data = self._path.read_bytes()
        except OSError:
            return Settings()
        try:
            loaded = msgspec.json.decode(data[: 1 << 20], type=Settings)
        except (msgspec.MsgspecError, UnicodeDecodeError):
            self.problem = "damaged"
        else:
            if loaded.version <= Settings().version:
                return loaded
            self.problem = "newer"
        with contextlib.suppress(OSError):
            self._path.replace(self._path.with_name(f"settings.json.{self.problem}"))
        return Settings()

    def change(self, **changes: object) -> Settings:
        """Set some fields and save.

        Raises:
            msgspec.ValidationError: a value is out of its range; nothing is changed.
            OSError: the file could not be written; the change holds until the end of the process.
        """
        self._saved = _checked(msgspec.structs.replace(self._saved, **changes))
        for name in changes:
            self._overrides.pop(name, None)
        self._save()
        return self.current

    def override(self, **changes: object) -> Settings:
        """Set some fields for this run only; nothing is saved.

        Raises:
            msgspec.ValidationError: a value is out of its range; nothing is changed.
        """
        _checked(msgspec.structs.replace(self._saved, **changes))
        self._overrides.update(changes)
        return self.current

    def _save(self) -> None:
        self._path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        fresh = self._path.with_name(f"{self._path.name}.{os.getpid()}.new")
        data = msgspec.json.format(msgspec.json.encode(self._saved))
        descriptor = os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
        try:
            with os.fdopen(descriptor, "wb") as file:
                file.write(data + b"\n")
                file.flush()
                os.fsync(file.fileno())
            fresh.replace(self._path)
        except OSError:
            fresh.unlink(missing_ok=True)
            raise


def _checked(settings: Settings) -> Settings:
    """Return the settings after a strict decode, which is where ranges are enforced."""
    return msgspec.json.decode(msgspec.json.encode(settings), type=Settings)

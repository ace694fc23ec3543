"""Where Sotto keeps its files on this system, and nowhere else."""

from __future__ import annotations

import os
from pathlib import Path

import msgspec

from app.errors import ReadOnly


class Paths(msgspec.Struct, frozen=True):
    """The folders of one profile.

    Attributes:
        data: vault and model list.
        config: settings.json.
        runtime: instance lock and wake-up pipe; private to the user.
    """

    data: Path
    config: Path
    runtime: Path

    @property
    def vault(self) -> Path:
        """The vault's own folder; only the vault process opens it."""
        return self.data / "vault"

    @property
    def models(self) -> Path:
        """The list of imported models, and the copies."""
        return self.data / "models"

    @property
    def settings(self) -> Path:
        """The settings file; it holds no words of the user."""
        return self.config / "settings.json"

    def make(self) -> None:
        """Create the folders, readable by the user alone.

        Raises:
            ReadOnly: the system does not allow it.
        """
        try:
            for folder in (self.data, self.config, self.runtime):
                folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        except OSError:
            raise ReadOnly() from None


def user_paths() -> Paths:
    """Return the folders that the system prescribes for this user."""
    import platformdirs  # a profile in one place does not need it

    dirs = platformdirs.PlatformDirs("sotto", appauthor=False, roaming=False)
    data = Path(dirs.user_data_dir)
    given = os.environ.get("XDG_RUNTIME_DIR", "") if os.name == "posix" else ""
    runtime = Path(given) / "sotto" if given and os.access(given, os.W_OK) else data / "run"
    return Paths(data=data, config=Path(dirs.user_config_dir), runtime=runtime)


def profile_paths(folder: Path) -> Paths:
    """Return the folders of a profile that lives in one place, for instance on a stick or in a test."""
    folder = folder.absolute()
    return Paths(data=folder / "data", config=folder / "config", runtime=folder / "run")

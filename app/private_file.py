"""A file of the user's own, anywhere: for its owner alone, and there whole or not at all.

While it is written it has no name, where the system can do that, so that even the end of the program leaves
nothing half-written; elsewhere it has a hidden one.
"""

from __future__ import annotations

import errno
import os
import secrets
import stat
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Final

from app.errors import UsageRefused

_MODE = 0o600
_UNNAMED = getattr(os, "O_TMPFILE", 0)  # Linux
_CLOSED = getattr(os, "O_CLOEXEC", 0) | getattr(os, "O_NOFOLLOW", 0)
_REASONS: Final = {
    errno.ENOSPC: "output-disk-full",
    getattr(errno, "EDQUOT", errno.ENOSPC): "output-disk-full",
    errno.EACCES: "output-not-allowed",
    errno.EPERM: "output-not-allowed",
    errno.EROFS: "output-not-allowed",
    errno.ENOENT: "output-no-folder",
    errno.ENOTDIR: "output-no-folder",
    errno.ENAMETOOLONG: "output-name-too-long",
}


def write_private(
    path: Path, pieces: Iterable[bytes], *, is_cancelled: Callable[[], bool] = lambda: False
) -> int | None:
    """Write a file, in place of one that is there, when it is whole.

    Args:
        path: of the file.
        pieces: its contents; what they raise is raised, and the file stays as it was.
        is_cancelled: asked before each piece, and a last time before the file gets its name.

    Returns:
        Its size in bytes; None when it was cancelled.

    Raises:
        UsageRefused: reason "output-in-vault", "output-not-a-file", "output-disk-full", "output-not-allowed",
            "output-no-folder", "output-name-too-long" or "output-not-writable".
    """
    with _errors():
        _require_place(path)
        fresh = _Fresh(path)
    try:
        size = 0
        for piece in pieces:
            if is_cancelled():
                return None
            with _errors():
                size += fresh.write(piece)
        with _errors():
            fresh.flush()
            if is_cancelled():
                return None
            fresh.put()
        return size
    finally:
        fresh.discard()


class _Fresh:
    """The file until it is whole."""

    def __init__(self, target: Path) -> None:
        self._target = target
        self._hidden = target.with_name(f".sotto-{secrets.token_hex(8)}.new")
        self._has_name = False
        self._descriptor = self._open()
        with suppress(OSError):  # some file systems have no modes
            os.fchmod(self._descriptor, _MODE)

    def write(self, piece: bytes) -> int:
        """Write all of a piece."""
        view = memoryview(piece)
        while view:
            view = view[os.write(self._descriptor, view) :]
        return len(piece)

    def flush(self) -> None:
        """Have it on the disk."""
        os.fsync(self._descriptor)

    def put(self) -> None:
        """Give it its name, in place of whatever has it."""
        if not self._has_name:
            self._give_name()
        os.replace(self._hidden, self._target)  # noqa: PTH105 - beside os.link
        self._has_name = False
        with suppress(OSError):
            _flush_folder(self._target.parent)

    def discard(self) -> None:
        """Close it; what has not been put in place is gone."""
        os.close(self._descriptor)
        if self._has_name:
            with suppress(OSError):
                self._hidden.unlink()

    def _open(self) -> int:
        if _UNNAMED:
            with suppress(OSError):  # not every file system can
                descriptor = os.open(self._target.parent, _UNNAMED | os.O_WRONLY | _CLOSED, _MODE)
                if Path(_place_of(descriptor)).is_symlink():
                    return descriptor
                os.close(descriptor)
        descriptor = os.open(self._hidden, os.O_WRONLY | os.O_CREAT | os.O_EXCL | _CLOSED, _MODE)
        self._has_name = True
        return descriptor

    def _give_name(self) -> None:
        folder = os.open(self._target.parent, os.O_RDONLY | _CLOSED)
        try:  # with a descriptor of the folder Python calls linkat(2), which follows the link in /proc
            os.link(_place_of(self._descriptor), self._hidden.name, dst_dir_fd=folder, follow_symlinks=True)
        finally:
            os.close(folder)
        self._has_name = True


def _require_place(path: Path) -> None:
    """Refuse what must not be replaced."""
    if (path.parent / "vault.keys").exists():
        raise UsageRefused(reason="output-in-vault")
    with suppress(FileNotFoundError):
        if not stat.S_ISREG(path.lstat().st_mode) and not path.is_symlink():
            raise UsageRefused(reason="output-not-a-file")


def _place_of(descriptor: int) -> str:
    return f"/proc/self/fd/{descriptor}"


def _flush_folder(path: Path) -> None:
    if os.name != "posix":
        return
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


@contextmanager
def _errors() -> Iterator[None]:
    try:
        yield
    except OSError as error:
        reason = _REASONS.get(error.errno or 0, "output-not-writable")
        raise UsageRefused(reason=reason) from error

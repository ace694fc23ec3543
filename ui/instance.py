"""One window per vault: the second start raises the first window and ends.

A lock file says who is first; a FIFO beside it is how the second says "show yourself". No socket: the
window has none. On Windows only the lock file works, the second start ends without raising the first.
"""

from __future__ import annotations

import contextlib
import os
import stat
import sys
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QSocketNotifier

_PRIVATE = 0o600


class Instance:
    """The claim of this process to be the only one with this profile."""

    def __init__(self, folder: Path) -> None:
        """Take the profile's runtime folder; it must exist and belong to the user."""
        self._lock_path = folder / "instance.lock"
        self._wake_path = folder / "instance.wake"
        self._lock: int | None = None
        self._wake: int | None = None
        self._notifier: QSocketNotifier | None = None

    def claim(self) -> bool:
        """Try to be the first; the claim ends with the process, however it ends.

        Raises:
            OSError: the lock file cannot be made (not because somebody has it).
        """
        flags = os.O_RDWR | os.O_CREAT | getattr(os, "O_CLOEXEC", 0) | getattr(os, "O_NOFOLLOW", 0)
        descriptor = os.open(self._lock_path, flags, _PRIVATE)
        if not _lock(descriptor):
            os.close(descriptor)
            return False
        self._lock = descriptor
        return True

    def raise_other(self) -> bool:
        """Ask the first to show its window; returns whether it could be asked."""
        if sys.platform == "win32":
            return False
        try:
            descriptor = os.open(self._wake_path, os.O_WRONLY | os.O_NONBLOCK | os.O_NOFOLLOW | os.O_CLOEXEC)
        except OSError:
            return False
        try:
            if not stat.S_ISFIFO(os.fstat(descriptor).st_mode):
                return False
            os.write(descriptor, b"\n")
        except OSError:
            return False
        finally:
            os.close(descriptor)
        return True

    def watch(self, on_raise: Callable[[], object]) -> None:
        """Call ``on_raise`` on this thread each time another start asks for the window."""
        if sys.platform == "win32":
            return
        with contextlib.suppress(FileNotFoundError):
            self._wake_path.unlink()
        os.mkfifo(self._wake_path, _PRIVATE)
        # Read and write, so that it never reports an end of file when a writer goes.
        self._wake = os.open(self._wake_path, os.O_RDWR | os.O_NONBLOCK | os.O_NOFOLLOW | os.O_CLOEXEC)
        self._notifier = QSocketNotifier(self._wake, QSocketNotifier.Type.Read)

        def woken() -> None:
            if self._wake is not None:
                with contextlib.suppress(BlockingIOError):
                    os.read(self._wake, 4096)
                on_raise()

        self._notifier.activated.connect(woken)

    def close(self) -> None:
        """Give the claim up."""
        if self._notifier is not None:
            self._notifier.setEnabled(False)
            self._notifier = None
        if self._wake is not None:
            os.close(self._wake)
            self._wake = None
            with contextlib.suppress(OSError):
                self._wake_path.unlink()
        if self._lock is not None:
            os.close(self._lock)
            self._lock = None


def _lock(descriptor: int) -> bool:
    """Lock a whole file without waiting; returns False when another process has it."""
    if sys.platform == "win32":
        import msvcrt

        try:
            msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)
        except OSError:
            return False
        return True
    import fcntl

    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True

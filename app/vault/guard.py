"""What stands next to the vault: the lock file, the count of failed attempts and the ballast."""

from __future__ import annotations

import errno
import os
import platform
import sys
from collections.abc import Callable
from contextlib import suppress

import msgspec

from app.errors import TooManyAttempts, VaultInUse
from app.vault.files import ATTEMPTS, BALLAST, FILE_MODE, LOCK, Folder, write_all
from models.errors import SottoError

# Imported now: the sandbox lets nothing be imported later.
if sys.platform == "win32":
    import msvcrt
else:
    import fcntl

BALLAST_BYTES = 16 * 2**20
_ROOM_FOR_BALLAST = 4  # made only when four times its size is free
_LONGEST_WAIT = 60.0
_SMALL_FILE = 4096


class _Holder(msgspec.Struct, frozen=True):
    """Who has the vault open."""

    pid: int = 0
    host: str = ""


class InstanceLock:
    """One process per vault.

    The lock is the operating system's (flock), so it ends with its process: a stale file with a dead pid
    means nothing. The pid and the host in it are for the message.
    """

    def __init__(self, folder: Folder) -> None:
        self._folder = folder
        self._descriptor: int | None = None

    def require_free(self) -> None:
        """Refuse while another process holds the lock; writes nothing, not even the lock file.

        Raises:
            VaultInUse: with the pid and the host of the other process.
        """
        if self._folder.file(LOCK) is None:
            return
        with self._folder.errors(LOCK):
            flags = os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_CLOEXEC", 0)
            descriptor = os.open(self._folder.path / LOCK, flags)
            try:
                is_free = _try_lock(descriptor)
            finally:
                os.close(descriptor)
        if not is_free:
            holder = self.holder()
            raise VaultInUse(pid=holder.pid, host=holder.host)

    def acquire(self) -> None:
        """Take the lock; holding it already is fine.

        Raises:
            VaultInUse: with the pid and the host of the other process.
        """
        if self._descriptor is not None:
            return
        self._folder.file(LOCK)  # refuses a link, a FIFO or a folder
        with self._folder.errors(LOCK):
            flags = os.O_RDWR | os.O_CREAT | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_CLOEXEC", 0)
            descriptor = os.open(self._folder.path / LOCK, flags, FILE_MODE)
        try:
            with self._folder.errors(LOCK):
                is_ours = _try_lock(descriptor)
        except SottoError:
            os.close(descriptor)
            raise
        if not is_ours:
            os.close(descriptor)
            holder = self.holder()
            raise VaultInUse(pid=holder.pid, host=holder.host)
        self._descriptor = descriptor
        # On a full disk the lock holds without a name in it.
        with suppress(OSError):
            os.ftruncate(descriptor, 0)
            write_all(descriptor, msgspec.json.encode(_Holder(pid=os.getpid(), host=platform.node())))

    def holder(self) -> _Holder:
        """Return who wrote the lock file last."""
        try:
            return msgspec.json.decode(self._folder.read(LOCK, _SMALL_FILE) or b"{}", type=_Holder)
        except (SottoError, msgspec.DecodeError, UnicodeDecodeError):
            return _Holder()

    def release(self) -> None:
        """Give the lock back; the file stays."""
        if self._descriptor is not None:
            os.close(self._descriptor)
            self._descriptor = None


class _Attempts(msgspec.Struct, frozen=True):
    """Failed attempts in a row, and the monotonic clock at the last one."""

    failures: int = 0
    at: float = 0.0


class Backoff:
    """Waiting after a wrong secret: 1, 2, 4 ... 60 seconds. It is about someone at the keyboard.

    Somebody with the file is only slowed by Argon2id. The clock is monotonic: setting the date changes
    nothing. Its value is kept in the file as well; one boot later it has restarted, and then the time since
    the boot is a lower bound of what has passed, so a restart never shortens the wait.
    """

    def __init__(self, folder: Folder, clock: Callable[[], float], *, is_kept: bool = True) -> None:
        """Read what earlier processes have counted.

        Args:
            folder: of the vault.
            clock: monotonic seconds.
            is_kept: False only counts within this process: the folder must not be written to.
        """
        self._folder = folder
        self._clock = clock
        self._is_kept = is_kept
        self._attempts = self._load()

    def wait(self) -> float:
        """Return the seconds until the next attempt is accepted; 0.0 when at once."""
        if self._attempts.failures <= 0:
            return 0.0
        now = self._clock()
        passed = now - self._attempts.at if now >= self._attempts.at else now
        return max(0.0, delay_after(self._attempts.failures) - max(0.0, passed))

    def start_attempt(self) -> None:
        """Count an attempt before it is made, so that killing the process does not make it free.

        Raises:
            TooManyAttempts: it was too early; nothing is counted.
        """
        wait = self.wait()
        if wait > 0:
            raise TooManyAttempts(wait=round(wait, 3))
        self._store(_Attempts(self._attempts.failures + 1, self._clock()))

    def fail(self) -> float:
        """The attempt has failed: the wait starts now. Returns its seconds."""
        self._store(_Attempts(self._attempts.failures, self._clock()))
        return self.wait()

    def forgive(self) -> None:
        """The secret was right, or nothing was tried: forget the attempts."""
        self._attempts = _Attempts()
        with suppress(SottoError):
            if self._is_kept:
                self._folder.discard(ATTEMPTS)

    def undo(self, failures: int) -> None:
        """Take back an attempt that ended for another reason than the secret."""
        if failures <= 0:
            self.forgive()
        else:
            self._store(_Attempts(failures, self._clock()))

    @property
    def failures(self) -> int:
        """Failed attempts in a row."""
        return self._attempts.failures

    def _load(self) -> _Attempts:
        try:
            raw = self._folder.read(ATTEMPTS, _SMALL_FILE)
            return msgspec.json.decode(raw, type=_Attempts) if raw else _Attempts()
        except (SottoError, msgspec.DecodeError, UnicodeDecodeError):
            return _Attempts()

    def _store(self, attempts: _Attempts) -> None:
        self._attempts = attempts
        # A folder that cannot be written must not keep the owner out; this process still counts.
        with suppress(SottoError):
            if not self._is_kept:
                return
            self._folder.replace(ATTEMPTS, msgspec.json.encode(attempts), durable=False)


def delay_after(failures: int) -> float:
    """Return the seconds to wait after so many failures in a row."""
    return min(_LONGEST_WAIT, 2.0 ** min(failures - 1, 10)) if failures > 0 else 0.0


class Ballast:
    """A file that is only there to be deleted.

    On a full disk even a DELETE needs room in the write-ahead log. The bytes are random: a file of zeros
    takes no room on a file system that compresses.
    """

    def __init__(self, folder: Folder, size: int = BALLAST_BYTES) -> None:
        self._folder = folder
        self._size = size

    def release(self) -> int:
        """Delete the file; returns the bytes that it held."""
        facts = self._folder.file(BALLAST)
        if facts is None:
            return 0
        self._folder.discard(BALLAST)
        return facts.st_size

    def refill(self) -> bool:
        """Make the file when it is missing and there is plenty of room; returns whether it is there."""
        try:
            facts = self._folder.file(BALLAST)
            if facts is not None and facts.st_size >= self._size:
                return True
            if self._size == 0 or self._folder.free_bytes() < _ROOM_FOR_BALLAST * self._size:
                return False
            self._folder.replace(BALLAST, os.urandom(self._size))
        except SottoError:
            return False
        return True


def _try_lock(descriptor: int) -> bool:
    """Lock without waiting; False when another has it, OSError when locks do not work here at all."""
    try:
        if sys.platform == "win32":
            msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)
        else:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError as error:
        if error.errno in {errno.EWOULDBLOCK, errno.EACCES, errno.EDEADLK}:
            return False
        raise
    return True

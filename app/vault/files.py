"""The vault's folder: files that are opened without surprises and replaced without a gap.

A replaced file is written under a new name, flushed, read back and compared, and only then renamed over
the old one: whatever happens in between, one whole file is there. Nothing follows a symbolic link, nothing
waits for a FIFO, and what the system says becomes one of our errors once, here.
"""

from __future__ import annotations

import ctypes
import errno
import os
import stat
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from app.errors import DiskFull, ReadOnly, StorageFailed, UnsafePath

if sys.platform == "darwin":
    import fcntl

KEYS = "vault.keys"
KEYS_BACKUP = "vault.keys.bak"
DATABASE = "vault.db"
DATABASE_NEW = "vault.db.new"
DATABASE_LOG = "vault.db-wal"
LOCK = "vault.lock"
ATTEMPTS = "vault.attempts"
BALLAST = "ballast"
OURS = (KEYS, KEYS_BACKUP, DATABASE, DATABASE_LOG, LOCK, ATTEMPTS, BALLAST)

FILE_MODE = 0o600
FOLDER_MODE = 0o700
_CHUNK = 1 << 20
# Missing on Windows, where such a link needs a privilege and is caught by lstat.
_NO_FOLLOW = getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_CLOEXEC", 0)
_NO_WAIT = getattr(os, "O_NONBLOCK", 0)
_FULL = {errno.ENOSPC, getattr(errno, "EDQUOT", errno.ENOSPC)}
_REFUSED = {errno.EROFS, errno.EACCES, errno.EPERM}

# statfs(2) magic numbers: files there are shared by machines, and locks may not be.
_NETWORK = {
    0x6969: "nfs",
    0x517B: "smb",
    0xFF534D42: "cifs",
    0xFE534D42: "smb2",
    0x5346414F: "afs",
    0x6B414653: "kafs",
    0x73757245: "coda",
    0x564C: "ncp",
    0x01021997: "9p",
    0x00C36400: "ceph",
    0x0BD00BD0: "lustre",
}


class Folder:
    """The folder of one vault. Every name is a plain file in it that belongs to us."""

    def __init__(self, path: Path) -> None:
        """Resolve the path once, so that a link to the folder itself is followed now and never again."""
        self.path = Path(os.path.realpath(path))

    def make(self) -> None:
        """Create the folder, readable by nobody else."""
        with self.errors():
            self.path.parent.mkdir(parents=True, exist_ok=True)
            with suppress(FileExistsError):
                self.path.mkdir(mode=FOLDER_MODE)
            if not stat.S_ISDIR(self.path.lstat().st_mode):
                raise UnsafePath(name=self.path.name, reason="not-a-folder")

    def require_writable(self, name: str = ".") -> None:
        """Refuse early what could only be read: a write-ahead log needs the folder and the file.

        Raises:
            ReadOnly: by the mode or by the file system.
        """
        if not os.access(self.path / name, os.W_OK):
            raise ReadOnly()

    def file(self, name: str) -> os.stat_result | None:
        """Look at a file of ours.

        Returns:
            None when there is nothing of that name.

        Raises:
            UnsafePath: reason "symlink", "folder", "special" or "owner".
        """
        with self.errors(name):
            try:
                facts = (self.path / name).lstat()
            except (FileNotFoundError, NotADirectoryError):
                return None
        require_plain(name, facts)
        return facts

    def exists(self, name: str) -> bool:
        """Whether the file is there (and is a plain file of ours)."""
        return self.file(name) is not None

    def read(self, name: str, limit: int) -> bytes | None:
        """Read at most ``limit`` + 1 bytes: one more says that it is too large. None when missing."""
        if self.file(name) is None:
            return None
        with self.errors(name):
            descriptor = os.open(self.path / name, os.O_RDONLY | _NO_FOLLOW | _NO_WAIT)
            try:
                require_plain(name, os.fstat(descriptor))
                return _read(descriptor, limit + 1)
            finally:
                os.close(descriptor)

    def replace(
        self, name: str, data: bytes, *, verify: Callable[[bytes], None] | None = None, durable: bool = True
    ) -> None:
        """Put ``data`` in place of a file, or make it.

        Args:
            name: of the file.
            data: all of it.
            verify: is given what was read back from the disk and raises when that would not do.
            durable: flush it; False where losing the newest state in a power cut does not matter.
        """
        temporary = name + ".new"
        self.discard(temporary)
        with self.errors(name):
            try:
                self._write_new(temporary, data, durable=durable)
                written = self.read(temporary, len(data))
                if written != data:
                    raise StorageFailed(reason="read-back")
                if verify is not None:
                    verify(written)
                os.replace(self.path / temporary, self.path / name)  # noqa: PTH105 - one place to inject faults
            except BaseException:
                self.discard(temporary)
                raise
            if durable:
                self.flush()

    def create_empty(self, name: str) -> None:
        """Make a file of no bytes with the right mode; what SQLite makes next to it gets the same mode."""
        with self.errors(name):
            self._write_new(name, b"", durable=False)

    def rename(self, old: str, new: str) -> None:
        """Rename and flush the folder. Never over something that exists.

        Raises:
            StorageFailed: reason "exists".
        """
        if self.file(new) is not None:
            raise StorageFailed(reason="exists")
        with self.errors(new):
            os.replace(self.path / old, self.path / new)  # noqa: PTH105
            self.flush()

    def copy(self, source: str, target: str) -> None:
        """Copy a file to a new name, flushed and compared by length; half a copy is never left behind."""
        temporary = target + ".new"
        self.discard(temporary)
        with self.errors(target):
            try:
                copied = self._copy_bytes(source, temporary)
                if (self.path / source).stat().st_size != copied:
                    raise StorageFailed(reason="read-back")
                os.replace(self.path / temporary, self.path / target)  # noqa: PTH105
            except BaseException:
                self.discard(temporary)
                raise
            self.flush()

    def discard(self, name: str) -> None:
        """Remove a file of ours if it is there; a link is removed, not what it points to."""
        with self.errors(name), suppress(FileNotFoundError):
            os.unlink(self.path / name)  # noqa: PTH108 - one place to inject faults

    def flush(self) -> None:
        """Make names durable (fsync of the folder), where the system can."""
        if os.name != "posix":
            return
        descriptor = os.open(self.path, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)

    def close_modes(self) -> tuple[str, ...]:
        """Take away what others may do with our files; returns the names that were open to them.

        Must not be called while SQLite has the database open: closing any descriptor of a file drops the
        process's POSIX locks on it (https://www.sqlite.org/howtocorrupt.html, section 2.2).
        """
        if os.name != "posix":
            return ()
        with self.errors():
            return tuple(name for name in (".", *OURS) if self._close_mode(self.path / name))

    def free_bytes(self) -> int:
        """Return the bytes that may still be written here; 0 when unknown."""
        if os.name != "posix":
            return 0
        try:
            facts = os.statvfs(self.path)
        except OSError:
            return 0
        return facts.f_bavail * facts.f_frsize

    def network_kind(self) -> str | None:
        """Return "nfs", "cifs", ... when the folder is on another machine's disk (Linux only)."""
        if not sys.platform.startswith("linux"):
            return None
        buffer = ctypes.create_string_buffer(512)
        if ctypes.CDLL(None).statfs(os.fsencode(self.path), buffer) != 0:
            return None
        return _NETWORK.get(ctypes.c_long.from_buffer(buffer).value & 0xFFFFFFFF)

    @contextmanager
    def errors(self, name: str = "") -> Iterator[None]:
        """Turn what the system says into our errors."""
        try:
            yield
        except OSError as error:
            raise self.translate(error.errno or 0, name) from None

    def translate(self, code: int, name: str = "") -> Exception:
        """Return our error for an errno."""
        if code in _FULL:
            return self.disk_full()
        if code in _REFUSED:
            return ReadOnly()
        if code == errno.ELOOP:
            return UnsafePath(name=name, reason="symlink")
        return StorageFailed(reason=errno.errorcode.get(code, "unknown"))

    def disk_full(self) -> DiskFull:
        """Return the error for a full disk, with what could be done about it."""
        has_ballast = False
        with suppress(OSError):
            has_ballast = (self.path / BALLAST).lstat().st_size > 0
        return DiskFull(free=self.free_bytes(), has_ballast=has_ballast)

    def _write_new(self, name: str, data: bytes, *, durable: bool) -> None:
        flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | _NO_FOLLOW
        descriptor = os.open(self.path / name, flags, FILE_MODE)
        try:
            write_all(descriptor, data)
            if durable:
                _flush_file(descriptor)
        finally:
            os.close(descriptor)

    def _copy_bytes(self, source: str, target: str) -> int:
        reading = os.open(self.path / source, os.O_RDONLY | _NO_FOLLOW)
        try:
            flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | _NO_FOLLOW
            writing = os.open(self.path / target, flags, FILE_MODE)
            try:
                copied = 0
                while chunk := os.read(reading, _CHUNK):
                    write_all(writing, chunk)
                    copied += len(chunk)
                _flush_file(writing)
            finally:
                os.close(writing)
        finally:
            os.close(reading)
        return copied

    def _close_mode(self, path: Path) -> bool:
        try:
            facts = path.lstat()
        except FileNotFoundError:
            return False
        if facts.st_mode & 0o077 == 0 or not (stat.S_ISREG(facts.st_mode) or stat.S_ISDIR(facts.st_mode)):
            return False
        descriptor = os.open(path, os.O_RDONLY | _NO_FOLLOW | _NO_WAIT)
        try:
            os.fchmod(descriptor, stat.S_IMODE(facts.st_mode) & 0o700)
        finally:
            os.close(descriptor)
        return True


def require_plain(name: str, facts: os.stat_result) -> None:
    """Refuse anything but a regular file of the user who runs this.

    A hard link is another name for the same bytes, so writing would change a file outside the vault too;
    see ``require_single`` for the files that are written in place.
    """
    if stat.S_ISLNK(facts.st_mode):
        raise UnsafePath(name=name, reason="symlink")
    if stat.S_ISDIR(facts.st_mode):
        raise UnsafePath(name=name, reason="folder")
    if not stat.S_ISREG(facts.st_mode):
        raise UnsafePath(name=name, reason="special")
    if os.name == "posix" and facts.st_uid != os.geteuid():
        raise UnsafePath(name=name, reason="owner")


def require_single(name: str, facts: os.stat_result) -> None:
    """Refuse a file with a second name: SQLite writes in place, and would write into somebody's copy."""
    if facts.st_nlink > 1:
        raise UnsafePath(name=name, reason="hard-link")


def write_all(descriptor: int, data: bytes) -> None:
    """Write everything; a short write is continued."""
    view = memoryview(data)
    while view:
        written = os.write(descriptor, view)
        if written <= 0:
            raise OSError(errno.EIO, "short write")
        view = view[written:]


def _read(descriptor: int, limit: int) -> bytes:
    parts: list[bytes] = []
    left = limit
    while left > 0 and (part := os.read(descriptor, min(left, _CHUNK))):
        parts.append(part)
        left -= len(part)
    return b"".join(parts)


def _flush_file(descriptor: int) -> None:
    if sys.platform == "darwin":
        fcntl.fcntl(descriptor, fcntl.F_FULLFSYNC)  # fsync there leaves the data in the drive's cache
        return
    os.fsync(descriptor)

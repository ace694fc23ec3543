"""One open model file: its identity, its header and its hash, all of the same inode.

The file is opened once. What is checked, hashed and loaded is this descriptor, so that a file put in its
place under the same name changes nothing; a file changed in place shows in its size or time and is refused.
"""

from __future__ import annotations

import errno
import hashlib
import os
import stat
from collections.abc import Iterator
from io import FileIO
from pathlib import Path

from models import gguf
from models.errors import ModelChanged, ModelMissing
from models.header import ModelHeader, read_model

CHUNK = 4 * 2**20


class ModelFile:
    """An open regular file."""

    def __init__(self, path: Path) -> None:
        """Open it.

        Raises:
            ModelMissing: not there, not readable, or no regular file; ``reason`` is the errno's name.
        """
        flags = (
            os.O_RDONLY
            | getattr(os, "O_CLOEXEC", 0)
            | getattr(os, "O_NONBLOCK", 0)
            | getattr(os, "O_BINARY", 0)
        )
        try:
            self.descriptor = os.open(path, flags)
        except (OSError, ValueError) as error:
            number = error.errno if isinstance(error, OSError) else errno.EINVAL
            raise ModelMissing(reason=errno.errorcode.get(number or 0, "EIO")) from None
        found = os.fstat(self.descriptor)
        if not stat.S_ISREG(found.st_mode):
            os.close(self.descriptor)
            raise ModelMissing(reason="EISDIR" if stat.S_ISDIR(found.st_mode) else "EINVAL")
        self.name = path.stem
        self.size = found.st_size
        self._opened = _identity(found)

    def read_model(self) -> ModelHeader:
        """Check the header.

        Raises:
            ModelDamaged: it is refused.
            ModelMissing: reading failed.
        """
        try:
            return read_model(gguf.read_header(self.descriptor), fallback_name=self.name)
        except OSError as error:
            raise ModelMissing(reason=errno.errorcode.get(error.errno or 0, "EIO")) from None

    def hashing(self) -> FileHash:
        """Start hashing the whole file; the caller drives it and may stop at any chunk."""
        return FileHash(self)

    def check_unchanged(self) -> None:
        """Compare inode, size and time with those at opening.

        Raises:
            ModelChanged: they differ.
        """
        now = _identity(os.fstat(self.descriptor))
        if now != self._opened:
            raise ModelChanged(expected="unchanged", found="changed")

    def close(self) -> None:
        """Close it; a second call does nothing."""
        if self.descriptor >= 0:
            os.close(self.descriptor)
            self.descriptor = -1


class FileHash:
    """SHA-256 of a file, chunk by chunk: iterate over the bytes done, then take ``hexdigest``."""

    def __init__(self, file: ModelFile) -> None:
        self._file = file
        self._digest = hashlib.sha256()

    def __iter__(self) -> Iterator[int]:
        """Yield the number of bytes hashed so far after each chunk.

        Raises:
            ModelMissing: reading failed.
            ModelChanged: the file changed meanwhile.
        """
        buffer = bytearray(CHUNK)
        view = memoryview(buffer)
        done = 0
        with os.fdopen(os.dup(self._file.descriptor), "rb", buffering=0) as raw:
            raw.seek(0)
            while count := self._read(raw, buffer):
                self._digest.update(view[:count])
                done += count
                yield done
        self._file.check_unchanged()

    @staticmethod
    def _read(raw: FileIO, buffer: bytearray) -> int:
        try:
            return raw.readinto(buffer) or 0
        except OSError as error:
            raise ModelMissing(reason=errno.errorcode.get(error.errno or 0, "EIO")) from None

    def hexdigest(self) -> str:
        """Lower-case hex of what was hashed."""
        return self._digest.hexdigest()


def _identity(found: os.stat_result) -> tuple[int, int, int, int]:
    return found.st_dev, found.st_ino, found.st_size, found.st_mtime_ns

"""One SQLCipher connection: how it is keyed and set, what it may not do, and what its errors mean.

What sqlcipher3 raises becomes one of our errors here and nowhere else; its texts can quote what was typed
and go no further.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, TypeAlias

import msgspec
from sqlcipher3 import dbapi2 as sqlcipher

from app.errors import DatabaseDamaged, ReadOnly, StorageFailed, UsageRefused, VaultInUse
from app.vault.files import Folder

# sqlcipher3 has no stubs; what is used of a connection is ``execute`` and little else.
Connection: TypeAlias = Any
SqlError = sqlcipher.Error
ConstraintError = sqlcipher.IntegrityError

_SETTINGS = (
    "journal_mode = WAL",
    "synchronous = FULL",  # 4 ms per message, and an acknowledged one survives a power cut
    "secure_delete = ON",
    "temp_store = MEMORY",  # SQLCipher does not encrypt temporary files
    "cell_size_check = ON",
    "trusted_schema = OFF",
    "foreign_keys = ON",
    "mmap_size = 0",
    "checkpoint_fullfsync = ON",  # macOS; elsewhere without effect
)
# What is left to us after keying; FTS5 asks for data_version itself.
_ALLOWED_PRAGMAS = {
    "cipher_integrity_check",
    "data_version",
    "foreign_key_check",
    "freelist_count",
    "incremental_vacuum",
    "page_count",
    "quick_check",
    "user_version",
    "wal_checkpoint",
}
_FAILED = "disk I/O error"
_NOT_OPENED = "unable to open database file"
_LITTLE_ROOM = 64 * 1024
_AUTHORIZE_PRAGMA, _ATTACH, _DETACH, _FUNCTION = 19, 24, 25, 31
_DENIED_FUNCTIONS = {"load_extension", "sqlcipher_export", "fts3_tokenizer"}
_ALLOW, _DENY = 0, 1


class DatabaseKey(msgspec.Struct, frozen=True):
    """Raw key and salt (32 and 16 bytes), so that SQLCipher derives nothing: 0.2 ms instead of 160."""

    key: bytes
    salt: bytes

    def __repr__(self) -> str:
        """Never the key."""
        return "<DatabaseKey>"


class Interrupted(Exception):
    """A query was cut short because its caller cancelled. Never leaves the vault."""


def connect(path: Path, key: DatabaseKey, *, mode: str) -> Connection:
    """Open an existing file ("rw") or look at it ("ro"), and key it; what is in it is not read yet."""
    connection = sqlcipher.connect(
        f"{path.as_uri()}?mode={mode}", uri=True, isolation_level=None, timeout=0, check_same_thread=False
    )
    try:
        connection.execute("PRAGMA cipher_log_level = NONE")  # it writes to stderr otherwise
        connection.execute(f"PRAGMA key = \"x'{key.key.hex()}{key.salt.hex()}'\"")
        connection.execute("PRAGMA cipher_compatibility = 4")
    except BaseException:
        connection.close()
        raise
    return connection


def configure(connection: Connection) -> None:
    """Set what has to be set on every connection and forbid the rest of it."""
    for setting in _SETTINGS:
        connection.execute(f"PRAGMA {setting}").fetchall()
    connection.set_authorizer(_authorize)


def _authorize(
    action: int, first: str | None, second: str | None, _database: str | None, _trigger: str | None
) -> int:
    """Deny what could write plain text elsewhere or loosen a setting; called when a statement is prepared."""
    if action in {_ATTACH, _DETACH}:
        return _DENY
    if action == _AUTHORIZE_PRAGMA:
        return _ALLOW if (first or "").lower() in _ALLOWED_PRAGMAS else _DENY
    if action == _FUNCTION:
        return _DENY if (second or "").lower() in _DENIED_FUNCTIONS else _ALLOW
    return _ALLOW


def file_key(path: Path) -> tuple[int, int] | None:
    """Return what makes a file this file, whatever its name; None when there is none."""
    try:
        facts = os.lstat(path)
    except OSError:
        return None
    return facts.st_dev, facts.st_ino


@contextmanager
def converted(folder: Folder) -> Iterator[None]:
    """Turn sqlcipher3's exceptions into ours; what has no counterpart is a bug and passes as it is."""
    try:
        yield
    except sqlcipher.Error as error:
        known = known_error(error, folder)
        if known is None:
            raise
        raise known from None
    except MemoryError:
        raise StorageFailed(reason="memory") from None


def leaves_doubt(error: sqlcipher.Error) -> bool:
    """Whether nobody knows what is on the disk now: a write or a flush has failed."""
    return str(error).startswith(_FAILED)


def known_error(error: sqlcipher.Error, folder: Folder) -> Exception | None:
    """Name an error by SQLite's text (sqlite3_errstr); this build of sqlcipher3 gives no codes."""
    text = str(error)
    if text.startswith((_FAILED, _NOT_OPENED)) and folder.free_bytes() < _LITTLE_ROOM:
        return folder.disk_full()  # SQLite says so only when a write fails, not a flush or a new file
    for start, make in (
        ("database or disk is full", folder.disk_full),
        ("attempt to write a readonly database", ReadOnly),
        (_NOT_OPENED, lambda: StorageFailed(reason="cannot-open")),
        (_FAILED, lambda: StorageFailed(reason="EIO")),
        ("file is not a database", lambda: DatabaseDamaged(reason="first-page")),
        ("database disk image is malformed", lambda: DatabaseDamaged(reason="page")),
        ("malformed database schema", lambda: DatabaseDamaged(reason="schema")),
        ("vtable constructor failed", lambda: DatabaseDamaged(reason="index")),
        ("fts5: missing row", lambda: DatabaseDamaged(reason="index")),
        ("fts5: corrupt", lambda: DatabaseDamaged(reason="index")),
        ("database is locked", lambda: VaultInUse(pid=0, host="")),
        ("string or blob too big", lambda: UsageRefused(reason="too-large")),
        ("interrupted", Interrupted),
    ):
        if text.startswith(start):
            return make()
    return None

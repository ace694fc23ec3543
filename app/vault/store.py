"""The encrypted database: one SQLCipher connection, opened without surprises.

SQLCipher cannot tell a wrong key from a damaged file and opens an empty file as a new database. So the key
is known to be right before it comes here, creating and opening are different calls, and a file is looked
at read-only first: whatever is wrong with it, it stays as it is, byte for byte.

What sqlcipher3 raises becomes one of our errors here and nowhere else; its texts can quote what was typed
and go no further.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any, TypeAlias

import msgspec
from sqlcipher3 import dbapi2 as sqlcipher

from app.errors import (
    DatabaseDamaged,
    DatabaseEmpty,
    DatabaseForeign,
    DatabaseMissing,
    ReadOnly,
    StorageFailed,
    UsageRefused,
    VaultInUse,
    VaultReplaced,
    VaultTooNew,
)
from app.vault import schema
from app.vault.files import DATABASE, DATABASE_LOG, DATABASE_NEW, Folder, require_single
from models.errors import SottoError

Row: TypeAlias = tuple[Any, ...]
PAGE_BYTES = 4096
SMALL_DELETE = 200
_INDEXES = ("message_index", "title_index")
_BACKUP_PREFIX = "vault.db.schema-"

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


class Identity(msgspec.Struct, frozen=True):
    """What a database says about itself.

    Attributes:
        generation: of the newest key file that it has seen.
        announced: a generation that was about to be written, or 0.
    """

    version: int
    min_reader: int
    vault_id: str
    generation: int
    announced: int


class Store:
    """An open database. One thread at a time; it need not be the same one."""

    def __init__(
        self, connection: schema.Connection, folder: Folder, *, name: str, identity: Identity
    ) -> None:
        self._connection = connection
        self._folder = folder
        self._path = folder.path / name
        self._log_path = folder.path / (name + DATABASE_LOG.removeprefix(DATABASE))
        self.identity = identity
        self._file = _file_key(self._path)
        self._log: tuple[int, int] | None = None
        self._failed = False

    @classmethod
    def create(
        cls,
        folder: Folder,
        key: DatabaseKey,
        *,
        vault_id: str,
        migrations: Sequence[schema.Migration] = schema.MIGRATIONS,
    ) -> None:
        """Make ``vault.db.new`` with the newest schema, closed and on the disk. Generation 1."""
        for leftover in (DATABASE_NEW, DATABASE_NEW + "-wal", DATABASE_NEW + "-shm"):
            folder.discard(leftover)
        folder.create_empty(DATABASE_NEW)
        with _converted(folder):
            connection = _connect(folder.path / DATABASE_NEW, key, mode="rw")
            try:
                connection.execute("PRAGMA locking_mode = EXCLUSIVE")
                connection.execute("PRAGMA auto_vacuum = INCREMENTAL")
                _configure(connection)
                schema.migrate(connection, migrations, found=0)
                facts = (("vault_id", vault_id), ("generation", 1))
                connection.executemany("INSERT INTO meta(key, value) VALUES (?, ?)", facts)
                connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
            finally:
                connection.close()

    @classmethod
    def open(
        cls,
        folder: Folder,
        key: DatabaseKey,
        *,
        vault_id: str,
        migrations: Sequence[schema.Migration] = schema.MIGRATIONS,
    ) -> Store:
        """Open ``vault.db``, after a look that changes nothing, and bring its schema up to date.

        Raises:
            DatabaseMissing, DatabaseEmpty, DatabaseDamaged, DatabaseForeign, VaultTooNew: the file is
                as it was, byte for byte.
            VaultInUse: another process has it open.
        """
        _require_usable(folder)
        before = _file_key(folder.path / DATABASE)
        identity = _inspect(folder, key)
        supported = schema.newest(migrations)
        if identity.version > supported and identity.min_reader > supported:
            raise VaultTooNew(found=identity.version, supported=supported)
        if identity.vault_id != vault_id:
            raise DatabaseForeign(reason="vault-id")
        if identity.version < supported:
            _back_up(folder, key, identity.version)
        store = cls(_open_for_work(folder, key), folder, name=DATABASE, identity=identity)
        if store._file != before:
            store.close()
            raise VaultReplaced()
        try:
            with _converted(folder):
                ran = schema.migrate(store._connection, migrations, found=identity.version)
        except BaseException:
            store.close()
            raise
        if not ran:
            store._drop_old_backups()
        return store

    def close(self) -> None:
        """Close the file; the write-ahead log is emptied into it."""
        with suppress(sqlcipher.Error):
            self._connection.close()

    # reading and writing

    def rows(self, statement: str, parameters: Sequence[Any] | dict[str, Any] = ()) -> list[Row]:
        """Run a query and return all rows."""
        with _converted(self._folder):
            return self._connection.execute(statement, parameters).fetchall()  # type: ignore[no-any-return]

    def row(self, statement: str, parameters: Sequence[Any] | dict[str, Any] = ()) -> Row | None:
        """Run a query and return its first row."""
        with _converted(self._folder):
            return self._connection.execute(statement, parameters).fetchone()  # type: ignore[no-any-return]

    def change(self, statement: str, parameters: Sequence[Any] | dict[str, Any] = ()) -> int:
        """Run a statement within ``write``; returns the number of rows that it changed."""
        return self._connection.execute(statement, parameters).rowcount  # type: ignore[no-any-return]

    @contextmanager
    def write(self) -> Iterator[None]:
        """One transaction: committed and flushed when the block ends, undone when it raises.

        Raises:
            VaultReplaced: the file is no longer the one that was opened; nothing is written.
            ReadOnly: reason "after-failure": an earlier write failed in a way that leaves open what is on the
                disk (after a failed fsync the next one may succeed without the data), so nothing is added.
        """
        self._require_writable()
        try:
            with _converted(self._folder):
                self._connection.execute("BEGIN IMMEDIATE")
                yield
                self._connection.execute("COMMIT")
        except BaseException as error:
            with suppress(sqlcipher.Error):
                if self._connection.in_transaction:
                    self._connection.execute("ROLLBACK")
            self._failed = self._failed or isinstance(error, StorageFailed)
            raise
        if self._log is None:
            self._log = _file_key(self._log_path)

    def meta(self, key: str) -> Any:  # noqa: ANN401 - text or integer, as stored
        """Return a value of the table ``meta``, or None."""
        found = self.row("SELECT value FROM meta WHERE key = ?", (key,))
        return None if found is None else found[0]

    def set_meta(self, key: str, value: str | int | None) -> None:
        """Set a value, or remove it with None; within ``write``."""
        if value is None:
            self.change("DELETE FROM meta WHERE key = ?", (key,))
        else:
            self.change("INSERT OR REPLACE INTO meta(key, value) VALUES (?, ?)", (key, value))

    # deletion that deletes

    def delete_for_good(self, messages: int, remove: Callable[[], None]) -> None:
        """Delete rows so that their text is in no page, no index and no log afterwards.

        FTS5's 'secure-delete' costs milliseconds per row; beyond a few hundred it is cheaper to rewrite the
        index once. What remains to be done is noted in the same transaction as the deletion.

        Args:
            messages: about how many rows go.
            remove: deletes them; runs within the transaction.
        """
        is_bulk = messages > SMALL_DELETE
        with self.write():
            self.set_meta("purge", "bulk" if is_bulk else "small")
            if is_bulk:
                self._set_secure_delete(0)
            remove()
        self.finish_purge()

    def finish_purge(self) -> bool:
        """Do what a deletion has left to do; returns whether there was anything."""
        pending = self.meta("purge")
        if pending is None:
            return False
        if pending == "bulk":
            with self.write():
                for index in _INDEXES:
                    self.change(f"INSERT INTO {index}({index}) VALUES ('optimize')")  # noqa: S608 - constants
                self._set_secure_delete(1)
        self._require_writable()
        self.rows("PRAGMA incremental_vacuum")
        self.empty_log()
        self._drop_old_backups()
        with self.write():
            self.set_meta("purge", None)
        return True

    def empty_log(self) -> None:
        """Move the write-ahead log into the database and cut it to nothing: it holds old pages otherwise."""
        self._require_writable()
        self.rows("PRAGMA wal_checkpoint(TRUNCATE)")

    # looking at it

    @contextmanager
    def interrupted_when(self, is_cancelled: Callable[[], bool]) -> Iterator[None]:
        """Let long queries in the block stop when the caller no longer waits.

        Raises:
            Interrupted: a query was cut short.
        """
        self._connection.set_progress_handler(lambda: int(is_cancelled()), 20_000)
        try:
            yield
        finally:
            self._connection.set_progress_handler(None, 0)

    def file_bytes(self) -> int:
        """Return the size of the database and its log."""
        total = 0
        for path in (self._path, self._log_path):
            with suppress(OSError):
                total += path.stat().st_size
        return total

    def has_whole_pages(self) -> bool:
        """Whether the file is as long as its page count says (the log has to be empty)."""
        found = self.row("PRAGMA page_count")
        return found is not None and self._path.stat().st_size == found[0] * PAGE_BYTES

    def _set_secure_delete(self, value: int) -> None:
        for index in _INDEXES:
            self.change(f"INSERT INTO {index}({index}, rank) VALUES ('secure-delete', ?)", (value,))  # noqa: S608

    def _require_writable(self) -> None:
        if self._failed:
            raise ReadOnly(reason="after-failure")
        if _file_key(self._path) != self._file:
            raise VaultReplaced()
        if self._log is not None and _file_key(self._log_path) != self._log:
            raise VaultReplaced()

    def _drop_old_backups(self) -> None:
        """Drop what was copied before a migration: it has served, and it holds what is deleted now."""
        with suppress(SottoError), suppress(OSError):
            for path in self._folder.path.glob(_BACKUP_PREFIX + "*"):
                self._folder.discard(path.name)


class Interrupted(Exception):
    """A query was cut short because its caller cancelled. Never leaves the vault."""


def backup_name(version: int) -> str:
    """Return the name of the copy that is made before migrating away from a schema version."""
    return f"{_BACKUP_PREFIX}{version}"


def _connect(path: Path, key: DatabaseKey, *, mode: str) -> schema.Connection:
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


def _configure(connection: schema.Connection) -> None:
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


def _require_usable(folder: Folder) -> None:
    facts = folder.file(DATABASE)
    if facts is None:
        raise DatabaseMissing()
    require_single(DATABASE, facts)
    if facts.st_size == 0:
        raise DatabaseEmpty()
    log = folder.file(DATABASE_LOG)
    has_log = log is not None and log.st_size > 0
    # A torn last page can be in the log still; without one nothing will mend it.
    if facts.st_size < PAGE_BYTES or (facts.st_size % PAGE_BYTES and not has_log):
        raise DatabaseDamaged(reason="truncated")


def _inspect(folder: Folder, key: DatabaseKey) -> Identity:
    """Read the facts without changing a byte, not even emptying the log of a crashed process."""
    try:
        with _converted(folder):
            connection = _connect(folder.path / DATABASE, key, mode="ro")
            try:
                return _read_identity(connection)
            finally:
                connection.close()
    except DatabaseDamaged:
        # Asked only now: with key and salt from the key file, the first 16 bytes are not needed.
        found = (folder.read(DATABASE, len(key.salt)) or b"")[: len(key.salt)]
        if found != key.salt and any(found):
            raise DatabaseForeign(reason="salt") from None
        raise
    finally:
        folder.discard(DATABASE + "-shm")


def _read_identity(connection: schema.Connection) -> Identity:
    (tables,) = connection.execute("SELECT count(*) FROM sqlite_master WHERE name = 'meta'").fetchone()
    if not tables:
        raise DatabaseDamaged(reason="no-tables")
    (version,) = connection.execute("PRAGMA user_version").fetchone()
    meta = dict(connection.execute("SELECT key, value FROM meta").fetchall())
    return Identity(
        version=version,
        min_reader=int(meta.get("min_reader", version)),
        vault_id=str(meta.get("vault_id", "")),
        generation=int(meta.get("generation", 0)),
        announced=int(meta.get("announced", 0)),
    )


def _open_for_work(folder: Folder, key: DatabaseKey) -> schema.Connection:
    with _converted(folder):
        connection = _connect(folder.path / DATABASE, key, mode="rw")
        try:
            # No shared memory file, and nobody else gets in.
            connection.execute("PRAGMA locking_mode = EXCLUSIVE")
            _configure(connection)
            connection.execute("SELECT count(*) FROM sqlite_master").fetchone()
        except BaseException:
            connection.close()
            raise
    return connection


def _back_up(folder: Folder, key: DatabaseKey, version: int) -> None:
    """Copy the file before a migration, with the log emptied into it and nobody else in."""
    connection = _open_for_work(folder, key)
    with _converted(folder):
        try:
            connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
        finally:
            connection.close()
    folder.copy(DATABASE, backup_name(version))


def _file_key(path: Path) -> tuple[int, int] | None:
    try:
        facts = os.lstat(path)
    except OSError:
        return None
    return facts.st_dev, facts.st_ino


@contextmanager
def _converted(folder: Folder) -> Iterator[None]:
    """Turn sqlcipher3's exceptions into ours; what has no counterpart is a bug and passes as it is."""
    try:
        yield
    except sqlcipher.Error as error:
        known = _known_error(str(error), folder)
        if known is None:
            raise
        raise known from None
    except MemoryError:
        raise StorageFailed(reason="memory") from None


def _known_error(text: str, folder: Folder) -> Exception | None:
    """Name an error by SQLite's text (sqlite3_errstr); this build of sqlcipher3 gives no codes."""
    for start, make in (
        ("database or disk is full", folder.disk_full),
        ("attempt to write a readonly database", ReadOnly),
        ("unable to open database file", lambda: StorageFailed(reason="cannot-open")),
        ("disk I/O error", lambda: StorageFailed(reason="EIO")),
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

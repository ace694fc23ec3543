"""The encrypted database: one SQLCipher connection, opened without surprises.

SQLCipher cannot tell a wrong key from a damaged file and opens an empty file as a new database. So the key
is known to be right before it comes here, creating and opening are different calls, and a file is looked
at read-only first: whatever is wrong with it, it stays as it is, byte for byte.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from typing import Any, TypeAlias

import msgspec

from app.errors import (
    DatabaseDamaged,
    DatabaseEmpty,
    DatabaseForeign,
    DatabaseMissing,
    DiskFull,
    ReadOnly,
    StorageFailed,
    VaultReplaced,
    VaultTooNew,
)
from app.vault import schema
from app.vault.connection import (
    Connection,
    DatabaseKey,
    SqlError,
    configure,
    connect,
    converted,
    file_key,
    leaves_doubt,
)
from app.vault.files import DATABASE, DATABASE_LOG, DATABASE_NEW, Folder, require_single
from models.errors import SottoError

Row: TypeAlias = tuple[Any, ...]
PAGE_BYTES = 4096
SMALL_DELETE = 200
SMALLEST_BULK = 8
_INDEXES = ("message_index", "title_index")
_SHARED_MEMORY = DATABASE + "-shm"
_BACKUP_PREFIX = "vault.db.schema-"


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

    def __init__(self, connection: Connection, folder: Folder, *, name: str, identity: Identity) -> None:
        self._connection = connection
        self._folder = folder
        self._path = folder.path / name
        self._log_path = folder.path / (name + DATABASE_LOG.removeprefix(DATABASE))
        self.identity = identity
        self._file = file_key(self._path)
        self._log: tuple[int, int] | None = None
        self._failed = False
        self._damaged = False

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
        with converted(folder):
            connection = connect(folder.path / DATABASE_NEW, key, mode="rw")
            try:
                connection.execute("PRAGMA locking_mode = EXCLUSIVE")
                connection.execute("PRAGMA auto_vacuum = INCREMENTAL")
                configure(connection)
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
            VaultReplaced: between the look and the opening it became another one.
        """
        _require_usable(folder)
        identity = _inspect(folder, key)
        supported = schema.newest(migrations)
        if identity.version > supported and identity.min_reader > supported:
            raise VaultTooNew(found=identity.version, supported=supported)
        if identity.vault_id != vault_id:
            raise DatabaseForeign(reason="vault-id")
        if identity.version < supported:
            _back_up(folder, key, identity.version)
        store = cls(_open_for_work(folder, key), folder, name=DATABASE, identity=identity)
        try:
            with converted(folder):
                if _identity_of(store._connection) != identity:
                    raise VaultReplaced()
                ran = schema.migrate(store._connection, migrations, found=identity.version)
        except BaseException:
            store.close()
            raise
        if not ran:
            store._drop_old_backups()
        return store

    def close(self) -> None:
        """Close the file; the write-ahead log is emptied into it."""
        with suppress(SqlError):
            self._connection.close()

    # reading and writing

    def rows(self, statement: str, parameters: Sequence[Any] | dict[str, Any] = ()) -> list[Row]:
        """Run a query and return all rows."""
        with self._read():
            return self._connection.execute(statement, parameters).fetchall()  # type: ignore[no-any-return]

    def row(self, statement: str, parameters: Sequence[Any] | dict[str, Any] = ()) -> Row | None:
        """Run a query and return its first row."""
        with self._read():
            return self._connection.execute(statement, parameters).fetchone()  # type: ignore[no-any-return]

    def columns(self, table: str) -> tuple[str, ...]:
        """Return the names of a table's columns."""
        with self._read():
            cursor = self._connection.execute(f"SELECT * FROM {table} LIMIT 0")  # noqa: S608 - a name of ours
            return tuple(column[0] for column in cursor.description)

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
            DatabaseDamaged: a damaged page was read before.
        """
        self._require_writable()
        try:
            with converted(self._folder), self._undone_when_it_fails():
                self._connection.execute("BEGIN IMMEDIATE")
                yield
                self._connection.execute("COMMIT")
        except StorageFailed:
            self._failed = True
            raise
        except ReadOnly:
            if self._damaged:
                raise DatabaseDamaged(reason="page") from None
            raise
        if self._log is None:
            self._log = file_key(self._log_path)

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

        FTS5's 'secure-delete' costs milliseconds per row (10 to 40 at 20,000 messages), rewriting the index
        once about 40 microseconds per message that is left: the cheaper of the two is taken. What remains to
        be done is noted in the same transaction as the deletion.

        Args:
            messages: about how many rows go.
            remove: deletes them; runs within the transaction.
        """
        is_bulk = messages > self._small_delete()
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

    def note_damage(self) -> None:
        """A page does not authenticate: SQLCipher writes nothing more, and calls that read-only."""
        self._damaged = True

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

    @contextmanager
    def _read(self) -> Iterator[None]:
        try:
            with converted(self._folder):
                yield
        except DatabaseDamaged:
            self.note_damage()
            raise

    @contextmanager
    def _undone_when_it_fails(self) -> Iterator[None]:
        try:
            yield
        except BaseException as error:
            with suppress(SqlError):
                if self._connection.in_transaction:
                    self._connection.execute("ROLLBACK")
            self._failed = self._failed or (isinstance(error, SqlError) and leaves_doubt(error))
            raise

    def _small_delete(self) -> int:
        """Up to how many rows are deleted one by one."""
        found = self.row("SELECT count(*) FROM messages")
        return min(SMALL_DELETE, max(SMALLEST_BULK, (found[0] if found else 0) // 250))

    def _set_secure_delete(self, value: int) -> None:
        for index in _INDEXES:
            self.change(f"INSERT INTO {index}({index}, rank) VALUES ('secure-delete', ?)", (value,))  # noqa: S608

    def _require_writable(self) -> None:
        if self._failed:
            raise ReadOnly(reason="after-failure")
        if file_key(self._path) != self._file:
            raise VaultReplaced()
        if self._log is not None and file_key(self._log_path) != self._log:
            raise VaultReplaced()

    def _drop_old_backups(self) -> None:
        """Drop what was copied before a migration: it has served, and it holds what is deleted now."""
        with suppress(SottoError), suppress(OSError):
            for path in self._folder.path.glob(_BACKUP_PREFIX + "*"):
                self._folder.discard(path.name)


def backup_name(version: int) -> str:
    """Return the name of the copy that is made before migrating away from a schema version."""
    return f"{_BACKUP_PREFIX}{version}"


def _require_usable(folder: Folder) -> None:
    facts = folder.file(DATABASE)
    if facts is None:
        raise DatabaseMissing()
    require_single(DATABASE, facts)
    folder.require_writable(DATABASE)
    if facts.st_size == 0:
        raise DatabaseEmpty()
    log = folder.file(DATABASE_LOG)
    has_log = log is not None and log.st_size > 0
    # A torn last page can be in the log still; without one nothing will mend it.
    if facts.st_size < PAGE_BYTES or (facts.st_size % PAGE_BYTES and not has_log):
        raise DatabaseDamaged(reason="truncated")


def _inspect(folder: Folder, key: DatabaseKey) -> Identity:
    """Read the facts without changing a byte, not even emptying the log of a crashed process."""
    before = {name for name in (DATABASE_LOG, _SHARED_MEMORY) if folder.exists(name)}
    try:
        try:
            return _read_identity(folder, key, mode="ro")
        except (DiskFull, StorageFailed):
            # To share the log with writers, a reader needs 32 KiB of disk. On a full one, be alone with it
            # instead; the log may be emptied into the file then, which changes no content.
            return _read_identity(folder, key, mode="rw")
    except DatabaseDamaged:
        # Asked only now: with key and salt from the key file, the first 16 bytes are not needed.
        found = (folder.read(DATABASE, len(key.salt)) or b"")[: len(key.salt)]
        if found != key.salt and any(found):
            raise DatabaseForeign(reason="salt") from None
        raise
    finally:
        # Looking makes both; what was there before is somebody's.
        for name in {DATABASE_LOG, _SHARED_MEMORY} - before:
            made = folder.file(name)
            if made is not None and (name == _SHARED_MEMORY or made.st_size == 0):
                folder.discard(name)


def _read_identity(folder: Folder, key: DatabaseKey, *, mode: str) -> Identity:
    with converted(folder):
        connection = connect(folder.path / DATABASE, key, mode=mode)
        try:
            if mode == "rw":
                connection.execute("PRAGMA locking_mode = EXCLUSIVE")
            return _identity_of(connection)
        finally:
            connection.close()


def _identity_of(connection: Connection) -> Identity:
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


def _open_for_work(folder: Folder, key: DatabaseKey) -> Connection:
    with converted(folder):
        connection = connect(folder.path / DATABASE, key, mode="rw")
        try:
            # No shared memory file, and nobody else gets in.
            connection.execute("PRAGMA locking_mode = EXCLUSIVE")
            configure(connection)
            connection.execute("SELECT count(*) FROM sqlite_master").fetchone()
        except BaseException:
            connection.close()
            raise
    return connection


def _back_up(folder: Folder, key: DatabaseKey, version: int) -> None:
    """Copy the file before a migration, with the log emptied into it and nobody else in."""
    connection = _open_for_work(folder, key)
    with converted(folder):
        try:
            connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
        finally:
            connection.close()
    folder.copy(DATABASE, backup_name(version))

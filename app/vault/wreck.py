"""Reading what can be read of a damaged database.

The damaged file is copied, bad sectors and all, and only the copy is opened. SQLCipher (4.19) authenticates
every page, but gives zeros for the first that fails, and only after that an error for every other one. So a
value with zeros in it counts as unreadable (no text of ours has a U+0000), and the copy is opened anew after
each failure: a row is either as it was written or not there. A table is read by ranges of its key; a range
that fails is halved until it is a single row, so each damaged page costs its own rows and no others.

A damaged inner page hides whole pages that are sound. While an index names rows that were not found, every
page is therefore also read as if it were a table of its own; a row that comes out counts only if the index on
ids has the same id under the same key, so that nothing that only looks like a row becomes one.

A database whose first page or schema cannot be read is refused: without it nothing says which page is what.
"""

from __future__ import annotations

import errno
import itertools
import os
import re
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from typing import Any, Final, TypeAlias

from app.errors import DatabaseDamaged, DatabaseEmpty, DatabaseMissing
from app.vault.connection import (
    Connection,
    DatabaseKey,
    Interrupted,
    SqlError,
    connect,
    converted,
)
from app.vault.files import DATABASE, DATABASE_LOG, FILE_MODE, Folder, write_all
from app.vault.store import PAGE_BYTES, Row

WORK: Final = "salvage.db"
_WORK_LOG: Final = WORK + "-wal"
_PAGE_NUMBER: Final = re.compile(r"page (\d+)")
_ZEROS: Final = bytes(64)
_NO_PAGE: Final = b"\xff" * PAGE_BYTES
_PAGES_AT_ONCE: Final = 200
Values: TypeAlias = dict[str, Any]


def copy_database(source: Folder, target: Folder, *, is_cancelled: Callable[[], bool]) -> int:
    """Copy the database and its log as they are; returns how many pages could not be read from the disk.

    Raises:
        DatabaseMissing, DatabaseEmpty: there is nothing to copy.
        Interrupted: the caller no longer waits.
    """
    facts = source.file(DATABASE)
    if facts is None:
        raise DatabaseMissing()
    if facts.st_size == 0:
        raise DatabaseEmpty()
    unread = _copy(source, DATABASE, target, WORK, is_cancelled)
    if source.exists(DATABASE_LOG):
        unread += _copy(source, DATABASE_LOG, target, _WORK_LOG, is_cancelled)
    return unread


def discard_copy(target: Folder) -> None:
    """Remove the copy."""
    for name in (WORK, _WORK_LOG, WORK + "-shm"):
        target.discard(name)


def _copy(source: Folder, name: str, target: Folder, copy: str, is_cancelled: Callable[[], bool]) -> int:
    """Copy page by page; one that the disk does not give becomes one that does not authenticate.

    So does a page of zeros: SQLCipher takes it for one that was never written, and a text that ran over it
    would come back with a hole.
    """
    unread = 0
    flags = os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_CLOEXEC", 0)
    with source.errors(name):
        reading = os.open(source.path / name, flags)
    try:
        size = os.fstat(reading).st_size
        with target.errors(copy):
            writing = os.open(target.path / copy, os.O_WRONLY | os.O_CREAT | os.O_EXCL, FILE_MODE)
            try:
                for start in range(0, size, PAGE_BYTES):
                    if is_cancelled():
                        raise Interrupted
                    length = min(PAGE_BYTES, size - start)
                    page = _read_page(reading, start, length)
                    unread += page is None
                    if page is None or (name == DATABASE and not any(page)):
                        page = _NO_PAGE[:length]
                    write_all(writing, page)
                if name == DATABASE and size % PAGE_BYTES:  # a torn last page: SQLite wants whole ones
                    write_all(writing, _NO_PAGE[size % PAGE_BYTES :])
            finally:
                os.close(writing)
    finally:
        os.close(reading)
    return unread


def _read_page(descriptor: int, start: int, length: int) -> bytes | None:
    try:
        return os.pread(descriptor, length, start)
    except OSError as error:
        if error.errno == errno.EIO:
            return None
        raise


def damaged_pages(folder: Folder, key: DatabaseKey) -> set[int]:
    """Move the copy's log into it, and find its pages that do not authenticate, counted from 1.

    Raises:
        DatabaseDamaged: the first page is among them.
    """
    with _schema_errors(folder):
        connection = _connect(folder, key)
        try:
            connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
            lines = connection.execute("PRAGMA cipher_integrity_check").fetchall()
        finally:
            connection.close()
    return {int(number) for (line,) in lines for number in _PAGE_NUMBER.findall(str(line))}


@contextmanager
def _schema_errors(folder: Folder) -> Iterator[None]:
    """What cannot be read before the first table is the first page or the schema."""
    try:
        with converted(folder):
            yield
    except DatabaseDamaged as error:
        reason = error.facts["reason"]
        raise DatabaseDamaged(reason=reason if reason == "first-page" else "schema") from None


def _connect(folder: Folder, key: DatabaseKey) -> Connection:
    connection = connect(folder.path / WORK, key, mode="rw")
    try:
        connection.execute("PRAGMA locking_mode = EXCLUSIVE")
        connection.execute("PRAGMA trusted_schema = OFF")
        connection.execute("PRAGMA temp_store = MEMORY")
        # SQLite refuses a file that is shorter than its first page says, except so.
        connection.execute("PRAGMA writable_schema = ON")
        connection.execute("SELECT count(*) FROM sqlite_master").fetchone()
    except BaseException:
        connection.close()
        raise
    return connection


class _Hole(Exception):
    """A value runs over a page that does not authenticate."""


def _require_whole(row: Row) -> None:
    for value in row:
        if isinstance(value, str) and "\0" in value:
            raise _Hole
        if isinstance(value, bytes) and _ZEROS in value:
            raise _Hole


class Wreck:
    """The copy of a damaged database, opened to be read as far as it goes.

    Attributes:
        tables: name of each ordinary table to the names of its columns.
    """

    def __init__(
        self, folder: Folder, key: DatabaseKey, *, damaged: set[int], is_cancelled: Callable[[], bool]
    ) -> None:
        """Open the copy, of which ``damaged_pages`` has found some damaged.

        Raises:
            DatabaseDamaged: the schema cannot be read.
        """
        self._folder = folder
        self._key = key
        self._damaged = damaged
        self._is_cancelled = is_cancelled
        with _schema_errors(folder):
            self._connection = self._open()
            try:
                self.tables = self._ordinary_tables()
            except BaseException:
                self.close()
                raise
        if not {"conversations", "messages"} <= self.tables.keys():
            self.close()
            raise DatabaseDamaged(reason="schema")

    def _open(self) -> Connection:
        connection = _connect(self._folder, self._key)
        connection.set_progress_handler(lambda: int(self._is_cancelled()), 20_000)
        return connection

    def _ordinary_tables(self) -> dict[str, tuple[str, ...]]:
        named = self._connection.execute(
            """SELECT name, sql FROM sqlite_master
               WHERE type = 'table' AND name NOT LIKE 'sqlite_%' ORDER BY rowid"""
        ).fetchall()
        virtual = tuple(f"{name}_" for name, sql in named if sql.upper().startswith("CREATE VIRTUAL"))
        ordinary = [name for name, _ in named if not f"{name}_".startswith(virtual or ("\0",))]
        return {name: self._columns(name) for name in ordinary}

    def close(self) -> None:
        """Close the copy."""
        with suppress(SqlError):
            self._connection.close()

    def vault_id(self) -> str | None:
        """Return whose database it says to be, where that can be read."""
        return self.fact("vault_id")

    def fact(self, key: str) -> str | None:
        """Return a value of the table ``meta``, where it can be read."""
        found = self._all(f"SELECT value FROM meta WHERE key = '{key}'")  # noqa: S608 - a name of ours
        return str(found[0][0]) if found else None

    def known_keys(self, table: str, key: str) -> set[int]:
        """Return the keys that the indexes of a table, and its readable ends, name."""
        orders = {table: [key]}
        for row in self._all(f"PRAGMA index_list({table})"):
            if not row[4]:  # a partial one has not all of them
                columns = [named[2] for named in self._all(f"PRAGMA index_info({row[1]})")]
                orders[f"{table} INDEXED BY {row[1]}"] = columns
        found: set[int] = set()
        for source, columns in orders.items():
            for direction in ("ASC", "DESC"):  # from both ends, up to what is damaged
                order = ", ".join(f"{column} {direction}" for column in columns)
                found |= {row[0] for row in self._all(f"SELECT {key} FROM {source} ORDER BY {order}")}  # noqa: S608
        return found

    def ids(self, table: str) -> dict[int, str]:
        """Return the ids under their keys, as the index on ids has them."""
        sql = f"SELECT key, id FROM {table} INDEXED BY sqlite_autoindex_{table}_1 ORDER BY id"  # noqa: S608
        return dict(self._all(sql)) | dict(self._all(sql + " DESC"))

    def hidden(self, table: str, columns: Sequence[str], wanted: dict[int, str]) -> Iterator[Values]:
        """Yield rows from pages that no sound inner page leads to.

        Args:
            table: with columns ``key`` and ``id``.
            columns: to read.
            wanted: id under each key that is looked for; what is found is taken out.
        """
        (count,) = self._all("PRAGMA page_count")[0]
        sound = (page for page in range(2, count + 1) if page not in self._damaged)
        while wanted and (pages := list(itertools.islice(sound, _PAGES_AT_ONCE))):
            if not self._make_tables(table, pages):
                return
            for page in pages:
                for key in self._keys_of(page) & wanted.keys():
                    for values in self.by_key(f"page_{page}", "key", columns, key, first=key):
                        if wanted.get(key) == values["id"]:
                            del wanted[key]
                            yield values

    def _keys_of(self, page: int) -> set[int]:
        """Return the keys of the rows on a page, if it is one with rows of a table."""
        try:
            return {key for (key,) in self._connection.execute(f"SELECT key FROM page_{page}")}  # noqa: S608
        except SqlError:  # an index, an overflow, or an inner page with a damaged one below it
            self._open_again()
            return set()

    def _make_tables(self, like: str, pages: Sequence[int]) -> bool:
        """Declare each page the root of a table with these columns, in the copy's schema."""
        names = ", ".join(
            f"{name} INTEGER PRIMARY KEY" if name == "key" else name for name in self.tables[like]
        )
        rows = [(f"page_{page}", page, f"CREATE TABLE page_{page} ({names})") for page in pages]
        try:
            self._connection.execute("BEGIN")
            self._connection.execute("DELETE FROM sqlite_master WHERE name LIKE 'page~_%' ESCAPE '~'")
            self._connection.executemany(
                """INSERT INTO sqlite_master(type, name, tbl_name, rootpage, sql)
                   VALUES ('table', ?1, ?1, ?2, ?3)""",
                rows,
            )
            self._connection.execute("COMMIT")
        except SqlError:
            return False
        finally:
            self._open_again()
        return True

    def parents(self) -> dict[int, int]:
        """Return whose child a message is, as the index on that says."""
        sql = """SELECT key, parent FROM messages INDEXED BY messages_by_parent
                 WHERE parent IS NOT NULL ORDER BY parent """
        return dict(self._all(sql)) | dict(self._all(sql + "DESC"))

    def by_key(
        self, table: str, key: str, columns: Sequence[str], last: int, *, first: int = 0
    ) -> Iterator[Values]:
        """Yield the rows that can be read, by ascending integer key from ``first`` to ``last``."""
        wanted = ", ".join(columns)
        sql = f"SELECT {key}, {wanted} FROM {table} WHERE {key} BETWEEN ? AND ? ORDER BY {key}"  # noqa: S608
        ranges = [(first, last)]
        while ranges:
            low, high = ranges.pop()
            try:
                for row in self._connection.execute(sql, (low, high)):
                    _require_whole(row)
                    low = row[0] + 1
                    yield dict(zip(columns, row[1:], strict=True))
            except (SqlError, _Hole):
                self._open_again()
                if low < high:
                    middle = (low + high) // 2
                    ranges += [(middle + 1, high), (low, middle)]

    def anyhow(self, table: str, columns: Sequence[str]) -> list[Values]:
        """Return the rows of a table that has no integer key: from both ends up to what is damaged."""
        wanted = ", ".join(columns)
        first = columns[0]
        found: dict[Row, None] = {}
        for order in ("ASC", "DESC"):
            rows = self._all(f"SELECT {wanted} FROM {table} ORDER BY {first} {order}")  # noqa: S608
            found |= dict.fromkeys(rows)
        return [dict(zip(columns, row, strict=True)) for row in found]

    def has_integer_key(self, table: str) -> str | None:
        """Return the name of the integer primary key of a table, if it has one."""
        keys = [row for row in self._all(f"PRAGMA table_info({table})") if row[5]]
        is_one = len(keys) == 1 and keys[0][2].upper() == "INTEGER"
        return str(keys[0][1]) if is_one else None

    def _columns(self, table: str) -> tuple[str, ...]:
        return tuple(row[1] for row in self._connection.execute(f"PRAGMA table_info({table})"))

    def _all(self, sql: str) -> list[Row]:
        """Return the rows up to the first that cannot be read."""
        rows: list[Row] = []
        try:
            for row in self._connection.execute(sql):
                _require_whole(row)
                rows.append(row)
        except (SqlError, _Hole):
            self._open_again()
        return rows

    def _open_again(self) -> None:
        if self._is_cancelled():
            raise Interrupted
        self.close()
        with converted(self._folder):
            self._connection = self._open()

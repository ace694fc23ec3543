"""Reading what can be read of a damaged database, into a new vault in another folder.

The damaged file is copied, bad sectors and all, and only the copy is opened. SQLCipher (4.19) authenticates
every page, but gives zeros for the first that fails, and only after that an error for every other one. So a
value with zeros in it counts as unreadable (no text of ours has a U+0000), and the copy is opened anew after
each failure: a row is either as it was written or not there. A table is read by ranges of its key; a range
that fails is halved until it is a single row, so each damaged page costs its own rows and no others.

A damaged inner page hides whole pages that are sound. While an index names rows that were not found, every
page is therefore also read as if it were a table of its own; a row that comes out counts only if the index on
ids has the same id under the same key, so that nothing that only looks like a row becomes one.

What the indexes still say of rows that are gone is used as well: how many there were, and whose child they
were, so that what hung below a lost message hangs below its nearest ancestor that was saved.

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

import msgspec

from app.conversation import title_from
from app.errors import DatabaseDamaged, DatabaseEmpty, DatabaseMissing
from app.routing import Sensitivity
from app.vault.audit_log import LOG_END
from app.vault.connection import (
    Connection,
    ConstraintError,
    DatabaseKey,
    Interrupted,
    SqlError,
    connect,
    converted,
)
from app.vault.files import DATABASE, DATABASE_LOG, FILE_MODE, Folder, write_all
from app.vault.segments import cut, joined
from app.vault.store import PAGE_BYTES, Row, Store

WORK: Final = "salvage.db"
_WORK_LOG: Final = WORK + "-wal"
_PAGE_NUMBER: Final = re.compile(r"page (\d+)")
_ZEROS: Final = bytes(64)
_NO_PAGE: Final = b"\xff" * PAGE_BYTES
_BATCH: Final = 400
_PAGES_AT_ONCE: Final = 200
_BEYOND: Final = 256  # how far past the last key that is known rows are looked for
# Made anew by the vault that is written to, or by its triggers.
NOT_COPIED: Final = frozenset({"meta"})
_BY_NAME: Final = ("folders", "conversations", "messages", "drafts")
Values: TypeAlias = dict[str, Any]


class Salvaged(msgspec.Struct):
    """How many rows of each kind were saved, and how many are known to be lost."""

    conversations: int = 0
    messages: int = 0
    lost_conversations: int = 0
    lost_messages: int = 0


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


class Transfer:
    """Copies the rows of a wreck into an empty database, mending what refers to rows that are gone.

    Args:
        wreck: what is read.
        store: of a new vault without a conversation.
        new_id: makes an id for a conversation that has to be made up.
    """

    def __init__(self, wreck: Wreck, store: Store, *, new_id: Callable[[], str]) -> None:
        self._wreck = wreck
        self._store = store
        self._new_id = new_id
        self.salvaged = Salvaged()
        self._folders: set[str] = set()
        self._heads: dict[int, int | None] = {}
        self._place: dict[int, int] = {}  # key of a saved message to its conversation's
        self._newest: dict[int, int] = {}  # key of a conversation to that of its newest saved message
        self._known = wreck.known_keys("messages", "key")

    def run(self) -> Iterator[float]:
        """Copy everything, a transaction a step; yields how much of the messages is done."""
        self._copy_folders()
        self._copy_conversations()
        expected = max(len(self._known), 1)
        for batch in _batches(self._messages()):
            with self._store.write():
                for values in batch:
                    self._insert("messages", values)
            yield min(self.salvaged.messages / expected, 1.0)
        self._set_heads()
        self._copy_drafts()
        for table in self._others():
            self._copy_other(table)
            yield 1.0
        self._copy_log_end()

    # the tables

    def _copy_folders(self) -> None:
        rows = (
            self._wreck.anyhow("folders", self._shared("folders")) if "folders" in self._wreck.tables else []
        )
        with self._store.write():
            for values in rows:
                self._insert("folders", values)
                self._folders.add(values["id"])

    def _copy_conversations(self) -> None:
        known = self._wreck.known_keys("conversations", "key")
        with self._store.write():
            for values in self._rows("conversations", known):
                self._heads[values["key"]] = values["head"]
                if values["folder_id"] not in self._folders:
                    values["folder_id"] = None
                title = cut(joined(values["title"]))
                self._insert("conversations", values | {"head": None, "title": title})
                known.discard(values["key"])
                self.salvaged.conversations += 1
        self.salvaged.lost_conversations = len(known)

    def _messages(self) -> Iterator[Values]:
        """Yield the messages, each with a parent that is there."""
        known = set(self._known)
        parents = self._wreck.parents()
        for values in self._rows("messages", known):
            key, conversation = values["key"], values["conversation"]
            known.discard(key)
            if conversation not in self._heads:
                self._make_conversation(conversation, values)
            values["parent"] = self._nearest(values["parent"], conversation, parents)
            if values["status"] == "streaming":
                values["status"] = "interrupted"
            values["body"] = cut(joined(values["body"]))
            self._place[key] = self._newest[conversation] = conversation
            self._newest[conversation] = key
            self.salvaged.messages += 1
            yield values
        self.salvaged.lost_messages = len(known)

    def _rows(self, table: str, known: set[int]) -> Iterator[Values]:
        """Yield the rows of a table, each once: first where they belong, then where they are hidden."""
        columns = self._shared(table)
        seen: set[int] = set()
        for values in self._wreck.by_key(table, "key", columns, _last(known)):
            seen.add(values["key"])
            yield values
        if known <= seen:
            return
        missing = {key: name for key, name in self._wreck.ids(table).items() if key not in seen}
        found = list(self._wreck.hidden(table, columns, missing))
        yield from sorted(found, key=lambda values: values["key"])

    def _nearest(self, parent: int | None, conversation: int, parents: dict[int, int]) -> int | None:
        """Return the parent, or what of its ancestors was saved, or the message that was saved before it."""
        wanted = parent
        while wanted is not None and self._place.get(wanted) != conversation:
            wanted = parents.get(wanted)
        if wanted is None and parent is not None:
            return self._newest.get(conversation)
        return wanted

    def _make_conversation(self, key: int, first: Values) -> None:
        """Stand in for a conversation of which only messages are left. It was counted as lost.

        Its label is lost with it, so it gets the strictest.
        """
        self._heads[key] = None
        values = {
            "key": key,
            "id": self._new_id(),
            "title": cut(title_from(joined(first["body"]))),
            "created": first["created"],
            "updated": first["created"],
            "sensitivity": Sensitivity.RESTRICTED.value,
        }
        with self._store.write():
            self._insert("conversations", values)

    def _set_heads(self) -> None:
        with self._store.write():
            for conversation, wanted in self._heads.items():
                is_there = wanted is not None and self._place.get(wanted) == conversation
                head = wanted if is_there else self._newest.get(conversation)
                self._store.change("UPDATE conversations SET head = ? WHERE key = ?", (head, conversation))

    def _copy_drafts(self) -> None:
        if "drafts" not in self._wreck.tables:
            return
        columns = self._shared("drafts")
        with self._store.write():
            for values in self._wreck.by_key("drafts", "conversation", columns, _last(set(self._heads))):
                if values["conversation"] in self._heads:
                    self._insert("drafts", values)

    def _others(self) -> list[str]:
        """Return the tables that need no mending, in the order in which they were made."""
        ours = {name for (name,) in self._store.rows("SELECT name FROM sqlite_master WHERE type = 'table'")}
        skipped = {*NOT_COPIED, *_BY_NAME}
        return [name for name in self._wreck.tables if name in ours and name not in skipped]

    def _copy_other(self, table: str) -> None:
        """Copy rows as they are; one that refers to something lost is left out."""
        columns = self._shared(table)
        key = self._wreck.has_integer_key(table)
        rows: Iterator[Values] = iter(self._wreck.anyhow(table, columns))
        if key is not None:
            rows = self._wreck.by_key(table, key, columns, _last(self._wreck.known_keys(table, key)))
        for batch in _batches(rows):
            with self._store.write():
                for values in batch:
                    with suppress(ConstraintError):  # undoes this row alone
                        self._insert(table, values)

    def _copy_log_end(self) -> None:
        """Note where the audit log ended, so that records that are lost there are missed."""
        end = self._wreck.fact(LOG_END)
        if end is not None:
            with self._store.write():
                self._store.set_meta(LOG_END, end)

    # how

    def _shared(self, table: str) -> tuple[str, ...]:
        """Return the columns that both schemas have: the old one may lack some, the new one others."""
        ours = self._store.columns(table)
        return tuple(name for name in self._wreck.tables[table] if name in ours)

    def _insert(self, table: str, values: Values) -> None:
        names, marks = ", ".join(values), ", ".join("?" * len(values))
        self._store.change(f"INSERT INTO {table}({names}) VALUES ({marks})", tuple(values.values()))  # noqa: S608


def _batches(rows: Iterator[Values]) -> Iterator[list[Values]]:
    while batch := list(itertools.islice(rows, _BATCH)):
        yield batch


def _last(known: set[int]) -> int:
    return max(known, default=0) + _BEYOND

"""The tables, as a list of migrations; a new vault runs all of them.

A migration is one transaction and ends with its version in ``user_version``; killed anywhere, the
database is the old one or the new one. ``min_reader`` in the table ``meta`` is the oldest schema version
whose code may open the file.

Full text: two FTS5 indexes over external content, so that a word is stored once as text and once as an
index entry, and ``highlight`` can find the place. (Contentless-delete tables would save nothing here and
lose that.) The content of the message index is a view without unfinished answers: what is being written is
indexed when it ends, not at every checkpoint. Triggers keep the indexes right whoever writes.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

import msgspec

from app.vault.connection import Connection
from app.vault.segments import SEPARATOR, cut, is_segmented, without_separators

_TOKENIZER = "unicode61 remove_diacritics 2"

_VERSION_1 = (
    "CREATE TABLE meta (key TEXT PRIMARY KEY, value ANY NOT NULL) STRICT, WITHOUT ROWID",
    """CREATE TABLE folders (
        id TEXT PRIMARY KEY,
        name TEXT NOT NULL
    ) STRICT, WITHOUT ROWID""",
    """CREATE TABLE conversations (
        key INTEGER PRIMARY KEY,
        id TEXT NOT NULL UNIQUE,
        title TEXT NOT NULL,
        created INTEGER NOT NULL,
        updated INTEGER NOT NULL,
        pinned INTEGER NOT NULL DEFAULT 0,
        folder_id TEXT REFERENCES folders(id) ON DELETE SET NULL,
        trashed INTEGER,
        head INTEGER REFERENCES messages(key) ON DELETE SET NULL
    ) STRICT""",
    "CREATE INDEX conversations_by_change ON conversations(updated)",
    "CREATE INDEX conversations_by_folder ON conversations(folder_id) WHERE folder_id IS NOT NULL",
    "CREATE INDEX conversations_by_head ON conversations(head) WHERE head IS NOT NULL",
    """CREATE TABLE messages (
        key INTEGER PRIMARY KEY,
        id TEXT NOT NULL UNIQUE,
        conversation INTEGER NOT NULL REFERENCES conversations(key) ON DELETE CASCADE,
        parent INTEGER REFERENCES messages(key) ON DELETE CASCADE,
        role TEXT NOT NULL CHECK (role IN ('system', 'user', 'assistant')),
        status TEXT NOT NULL CHECK (status IN ('complete', 'streaming', 'stopped', 'interrupted', 'failed')),
        created INTEGER NOT NULL,
        provenance TEXT,
        body TEXT NOT NULL
    ) STRICT""",
    "CREATE INDEX messages_by_conversation ON messages(conversation)",
    "CREATE INDEX messages_by_parent ON messages(parent) WHERE parent IS NOT NULL",
    "CREATE INDEX messages_streaming ON messages(key) WHERE status = 'streaming'",
    """CREATE TABLE drafts (
        conversation INTEGER PRIMARY KEY REFERENCES conversations(key) ON DELETE CASCADE,
        body TEXT NOT NULL
    ) STRICT""",
    "CREATE VIEW finished_messages AS SELECT key, body FROM messages WHERE status <> 'streaming'",
    f"""CREATE VIRTUAL TABLE message_index USING fts5(
        body, content='finished_messages', content_rowid='key', tokenize='{_TOKENIZER}', prefix='2'
    )""",
    f"""CREATE VIRTUAL TABLE title_index USING fts5(
        title, content='conversations', content_rowid='key', tokenize='{_TOKENIZER}', prefix='2'
    )""",
    # FTS5 keeps deleted words in its segments unless told not to.
    "INSERT INTO message_index(message_index, rank) VALUES ('secure-delete', 1)",
    "INSERT INTO title_index(title_index, rank) VALUES ('secure-delete', 1)",
    """CREATE TRIGGER messages_added AFTER INSERT ON messages WHEN new.status <> 'streaming' BEGIN
        INSERT INTO message_index(rowid, body) VALUES (new.key, new.body);
    END""",
    """CREATE TRIGGER messages_finished AFTER UPDATE OF status, body ON messages
        WHEN old.status = 'streaming' AND new.status <> 'streaming' BEGIN
        INSERT INTO message_index(rowid, body) VALUES (new.key, new.body);
    END""",
    """CREATE TRIGGER messages_deleted AFTER DELETE ON messages WHEN old.status <> 'streaming' BEGIN
        INSERT INTO message_index(message_index, rowid, body) VALUES ('delete', old.key, old.body);
    END""",
    """CREATE TRIGGER conversations_added AFTER INSERT ON conversations BEGIN
        INSERT INTO title_index(rowid, title) VALUES (new.key, new.title);
    END""",
    """CREATE TRIGGER conversations_renamed AFTER UPDATE OF title ON conversations BEGIN
        INSERT INTO title_index(title_index, rowid, title) VALUES ('delete', old.key, old.title);
        INSERT INTO title_index(rowid, title) VALUES (new.key, new.title);
    END""",
    """CREATE TRIGGER conversations_deleted AFTER DELETE ON conversations BEGIN
        INSERT INTO title_index(title_index, rowid, title) VALUES ('delete', old.key, old.title);
    END""",
    "INSERT INTO meta(key, value) VALUES ('min_reader', 1)",
)


class Migration(msgspec.Struct, frozen=True):
    """One step.

    Attributes:
        version: the schema version after it.
        apply: makes the changes on an open transaction; commits nothing.
    """

    version: int
    apply: Callable[[Connection], None]


def _create(connection: Connection) -> None:
    for statement in _VERSION_1:
        connection.execute(statement)


def _cut_into_segments(connection: Connection) -> None:
    """Store texts in scripts without spaces as ``segments`` says, and index them anew.

    Readers of version 1 would show the separators, so they may no longer open the file.
    """
    for table, column, index in (
        ("messages", "body", "message_index"),
        ("conversations", "title", "title_index"),
    ):
        if _cut_column(connection, table, column):
            connection.execute(f"INSERT INTO {index}({index}) VALUES ('rebuild')")  # noqa: S608 - constants
    connection.execute("INSERT OR REPLACE INTO meta(key, value) VALUES ('min_reader', 2)")


def _cut_column(connection: Connection, table: str, column: str) -> int:
    """Rewrite what has to be; returns how many rows that were. Triggers look at titles, not at bodies."""
    rewritten = 0
    keys = [key for (key,) in connection.execute(f"SELECT key FROM {table}")]  # noqa: S608
    for key in keys:  # one text at a time in memory
        (text,) = connection.execute(f"SELECT {column} FROM {table} WHERE key = ?", (key,)).fetchone()  # noqa: S608
        if is_segmented(text) or SEPARATOR in text:
            changed = (cut(without_separators(text)), key)
            connection.execute(f"UPDATE {table} SET {column} = ? WHERE key = ?", changed)  # noqa: S608
            rewritten += 1
    return rewritten


# What belongs to a message or a conversation goes with it, whichever version deletes it: so readers of
# version 2, who know nothing of all this, may still open the file.
_CLOUD_ROUTE = (
    """ALTER TABLE conversations ADD COLUMN sensitivity TEXT NOT NULL DEFAULT 'internal'
        CHECK (sensitivity IN ('public', 'internal', 'confidential', 'restricted'))""",
    """CREATE TABLE exchanges (
        message INTEGER PRIMARY KEY REFERENCES messages(key) ON DELETE CASCADE,
        content TEXT NOT NULL
    ) STRICT""",
    """CREATE TABLE placeholders (
        key INTEGER PRIMARY KEY,
        conversation INTEGER NOT NULL REFERENCES conversations(key) ON DELETE CASCADE,
        kind TEXT NOT NULL,
        number INTEGER NOT NULL,
        role TEXT NOT NULL,
        value TEXT NOT NULL,
        UNIQUE (conversation, kind, number, role)
    ) STRICT""",
    """CREATE TABLE terms (
        key INTEGER PRIMARY KEY,
        term TEXT NOT NULL UNIQUE,
        action TEXT NOT NULL CHECK (action IN ('redact', 'keep')),
        label TEXT NOT NULL
    ) STRICT""",
    "CREATE TABLE providers (key INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, content TEXT NOT NULL) STRICT",
    "CREATE TABLE secrets (key INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE, content TEXT NOT NULL) STRICT",
    "CREATE TABLE audit (number INTEGER PRIMARY KEY, hash TEXT NOT NULL, record TEXT NOT NULL) STRICT",
)


def _add_cloud_route(connection: Connection) -> None:
    for statement in _CLOUD_ROUTE:
        connection.execute(statement)


MIGRATIONS: tuple[Migration, ...] = (
    Migration(1, _create),
    Migration(2, _cut_into_segments),
    Migration(3, _add_cloud_route),
)


def newest(migrations: Sequence[Migration]) -> int:
    """Return the schema version that this code writes."""
    return migrations[-1].version


def migrate(connection: Connection, migrations: Sequence[Migration], *, found: int) -> int:
    """Bring the schema from version ``found`` to the newest, one transaction each.

    Returns:
        The number of migrations that ran.
    """
    pending = [migration for migration in migrations if migration.version > found]
    for migration in pending:
        connection.execute("BEGIN IMMEDIATE")
        try:
            migration.apply(connection)
            connection.execute(f"PRAGMA user_version = {migration.version:d}")
            connection.execute("COMMIT")
        except BaseException:
            if connection.in_transaction:
                connection.execute("ROLLBACK")
            raise
    return len(pending)

"""Conversations in and out of the database: trees of messages, folders, drafts and the trash.

Ids are the callers' (messages) or made here (conversations, folders); inside, rows refer to each other by
integer keys. Every change is one transaction.
"""

from __future__ import annotations

from collections.abc import Callable

import msgspec

from app.conversation import (
    Conversation,
    ConversationSummary,
    Folder,
    Message,
    MessageStatus,
    Provenance,
    Role,
)
from app.errors import DatabaseDamaged, NoSuchItem, UsageRefused
from app.routing import Sensitivity
from app.vault.cloud import exchange_in, keep_exchange
from app.vault.segments import cut, joined
from app.vault.store import Row, Store
from app.vault.texts import storable, whole

_LONGEST_ID = 64

_SUMMARIES = """
    SELECT c.id, c.title, c.created, c.updated,
        (SELECT count(*) FROM messages m WHERE m.conversation = c.key),
        c.pinned, c.folder_id, c.trashed,
        EXISTS (SELECT 1 FROM drafts d WHERE d.conversation = c.key), c.sensitivity
    FROM conversations c
"""
_MESSAGES = """
    SELECT m.id, :conversation, p.id, m.role, m.body, m.created, m.status, m.provenance, x.content
    FROM messages m LEFT JOIN messages p ON p.key = m.parent LEFT JOIN exchanges x ON x.message = m.key
    WHERE m.conversation = :key ORDER BY m.key
"""
_SUBTREE = """
    WITH RECURSIVE below(key) AS (
        SELECT :root UNION ALL SELECT m.key FROM messages m JOIN below ON m.parent = below.key
    )
    SELECT key FROM below
"""


class Conversations:
    """The queries behind the port's conversation calls; see ``VaultPort`` for what each promises."""

    def __init__(self, store: Store, *, now: Callable[[], int], new_id: Callable[[], str]) -> None:
        self._store = store
        self._now = now
        self._new_id = new_id

    # conversations

    def summaries(self, *, trashed: bool) -> list[ConversationSummary]:
        """List, newest change first."""
        which = "IS NOT NULL" if trashed else "IS NULL"
        rows = self._store.rows(f"{_SUMMARIES} WHERE c.trashed {which} ORDER BY c.updated DESC, c.key DESC")
        return [_summary(row) for row in rows]

    def load(self, conversation_id: str) -> Conversation:
        """Load one with all branches."""
        found = self._store.row(_SUMMARIES + "WHERE c.id = ?", (conversation_id,))
        if found is None:
            raise NoSuchItem(kind="conversation")
        key, head, draft = self._store.rows(
            """SELECT c.key, h.id, coalesce(d.body, '') FROM conversations c
               LEFT JOIN messages h ON h.key = c.head LEFT JOIN drafts d ON d.conversation = c.key
               WHERE c.id = ?""",
            (conversation_id,),
        )[0]
        rows = self._store.rows(_MESSAGES, {"conversation": conversation_id, "key": key})
        messages = tuple(_message(row) for row in rows)
        return Conversation(summary=_summary(found), messages=messages, head_id=head, draft=whole(draft))

    def create(self, title: str) -> ConversationSummary:
        """Make an empty one."""
        now, conversation_id, title = self._now(), self._new_id(), storable(title)
        with self._store.write():
            self._store.change(
                "INSERT INTO conversations(id, title, created, updated) VALUES (?, ?, ?, ?)",
                (conversation_id, cut(title), now, now),
            )
        return ConversationSummary(id=conversation_id, title=title, created=now, updated=now, message_count=0)

    def rename(self, conversation_id: str, title: str) -> None:
        """Set the title; the old one is gone from the file, too."""
        self._set(conversation_id, "title", cut(storable(title)))
        self._store.empty_log()

    def set_pinned(self, conversation_id: str, *, pinned: bool) -> None:
        """Pin or unpin."""
        self._set(conversation_id, "pinned", int(pinned))

    def set_sensitivity(self, conversation_id: str, sensitivity: Sensitivity) -> None:
        """Label a conversation."""
        self._set(conversation_id, "sensitivity", sensitivity.value)

    def set_folder(self, conversation_id: str, folder_id: str | None) -> None:
        """Move into a folder or out of all."""
        if folder_id is not None:
            self._require_folder(folder_id)
        self._set(conversation_id, "folder_id", folder_id)

    def set_trashed(self, conversation_id: str, *, trashed: bool) -> None:
        """Move to the trash or back."""
        self._set(conversation_id, "trashed", self._now() if trashed else None)

    def set_draft(self, conversation_id: str, text: str) -> None:
        """Keep or remove what the composer holds."""
        key = self._key(conversation_id)
        with self._store.write():
            if text:
                self._store.change(
                    "INSERT OR REPLACE INTO drafts(conversation, body) VALUES (?, ?)", (key, storable(text))
                )
                return
            removed = self._store.change("DELETE FROM drafts WHERE conversation = ?", (key,))
        if removed:
            self._store.empty_log()

    def delete(self, conversation_id: str) -> None:
        """Delete for good."""
        self._delete_all([self._key(conversation_id)])

    def empty_trash(self) -> int:
        """Delete for good what is in the trash; returns the number of conversations."""
        keys = [key for (key,) in self._store.rows("SELECT key FROM conversations WHERE trashed IS NOT NULL")]
        if keys:
            self._delete_all(keys)
        return len(keys)

    # folders

    def folders(self) -> list[Folder]:
        """List by name, without regard to case."""
        rows = self._store.rows("SELECT id, name FROM folders")
        return sorted((Folder(id=row[0], name=row[1]) for row in rows), key=lambda it: it.name.casefold())

    def create_folder(self, name: str) -> Folder:
        """Make one."""
        folder = Folder(id=self._new_id(), name=storable(name))
        with self._store.write():
            self._store.change("INSERT INTO folders(id, name) VALUES (?, ?)", (folder.id, folder.name))
        return folder

    def rename_folder(self, folder_id: str, name: str) -> None:
        """Set the name."""
        self._require_folder(folder_id)
        with self._store.write():
            self._store.change("UPDATE folders SET name = ? WHERE id = ?", (storable(name), folder_id))
        self._store.empty_log()

    def delete_folder(self, folder_id: str) -> None:
        """Remove the folder; its conversations stay."""
        self._require_folder(folder_id)
        with self._store.write():
            self._store.change("DELETE FROM folders WHERE id = ?", (folder_id,))
        self._store.empty_log()

    # messages

    def add(self, message: Message) -> None:
        """Store a message and make it the head."""
        key = self._key(message.conversation_id)
        if not 0 < len(message.id) <= _LONGEST_ID:
            raise UsageRefused(reason="bad-id")
        if self._store.row("SELECT 1 FROM messages WHERE id = ?", (message.id,)):
            raise UsageRefused(reason="id-exists")
        parent = None if message.parent_id is None else self._message_key(message.parent_id, within=key)
        with self._store.write():
            self._store.change(
                """INSERT INTO messages(id, conversation, parent, role, status, created, provenance, body)
                   VALUES (?, ?, ?, ?, ?, ?, ?, ?)""",
                (
                    message.id,
                    key,
                    parent,
                    message.role.value,
                    message.status.value,
                    message.created,
                    _provenance_text(message.provenance),
                    cut(storable(message.text)),
                ),
            )
            if message.exchange is not None:
                keep_exchange(self._store, message.id, message.exchange)
            self._store.change(
                """UPDATE conversations SET head = (SELECT key FROM messages WHERE id = ?),
                   updated = max(updated, ?) WHERE key = ?""",
                (message.id, message.created, key),
            )

    def checkpoint(self, message_id: str, text: str, provenance: Provenance | None) -> None:
        """Store what has been generated so far; the search index learns of it at the end."""
        key = self._streaming_key(message_id)
        with self._store.write():
            self._store.change(
                "UPDATE messages SET body = ?, provenance = coalesce(?, provenance) WHERE key = ?",
                (cut(storable(text)), _provenance_text(provenance), key),
            )

    def finish(
        self, message_id: str, text: str, status: MessageStatus, provenance: Provenance | None
    ) -> None:
        """Store the end of an answer."""
        if status is MessageStatus.STREAMING:
            raise UsageRefused(reason="not-an-end")
        key = self._streaming_key(message_id)
        with self._store.write():
            self._store.change(
                "UPDATE messages SET body = ?, status = ?, provenance = ? WHERE key = ?",
                (cut(storable(text)), status.value, _provenance_text(provenance), key),
            )
            self._store.change(
                """UPDATE conversations SET updated = max(updated, ?)
                   WHERE key = (SELECT conversation FROM messages WHERE key = ?)""",
                (self._now(), key),
            )

    def mark_interrupted(self) -> tuple[int, str]:
        """Mark the answers that a crash has cut.

        Returns:
            How many, and the id of the chat of the newest; "" where that is in the trash.
        """
        newest = self._store.row(
            """SELECT c.id, c.trashed FROM messages m JOIN conversations c ON c.key = m.conversation
               WHERE m.status = 'streaming' ORDER BY m.created DESC, m.key DESC LIMIT 1"""
        )
        if newest is None:
            return 0, ""
        with self._store.write():
            count = self._store.change(
                "UPDATE messages SET status = 'interrupted' WHERE status = 'streaming'"
            )
        return count, str(newest[0]) if newest[1] is None else ""

    def set_head(self, conversation_id: str, message_id: str | None) -> None:
        """Show the branch that ends at this message."""
        key = self._key(conversation_id)
        head = None if message_id is None else self._message_key(message_id, within=key)
        with self._store.write():
            self._store.change("UPDATE conversations SET head = ? WHERE key = ?", (head, key))

    def delete_message(self, message_id: str) -> None:
        """Delete a message and everything below it; a head that goes with it moves to a branch that stays."""
        found = self._store.row("SELECT key, conversation, parent FROM messages WHERE id = ?", (message_id,))
        if found is None:
            raise NoSuchItem(kind="message")
        root, conversation, parent = found
        rows = self._store.rows(_SUBTREE, {"root": root})
        gone = {key for (key,) in rows}
        (head,) = self._store.rows("SELECT head FROM conversations WHERE key = ?", (conversation,))[0]

        def remove() -> None:
            if head in gone:
                self._store.change("UPDATE conversations SET head = NULL WHERE key = ?", (conversation,))
            # Children first: their parents are referred to until they are gone.
            for key in sorted(gone, reverse=True):
                self._store.change("DELETE FROM messages WHERE key = ?", (key,))
            if head in gone:
                self._store.change(
                    "UPDATE conversations SET head = ? WHERE key = ?",
                    (self._newest_leaf(conversation, parent), conversation),
                )

        self._store.delete_for_good(len(gone), remove)

    def counts(self) -> tuple[int, int]:
        """Return the numbers of conversations and of messages."""
        found = self._store.row(
            "SELECT (SELECT count(*) FROM conversations), (SELECT count(*) FROM messages)"
        )
        return found or (0, 0)

    def _delete_all(self, keys: list[int]) -> None:
        messages = 0
        for key in keys:
            (count,) = self._store.rows("SELECT count(*) FROM messages WHERE conversation = ?", (key,))[0]
            messages += count

        def remove() -> None:
            for key in keys:
                self._store.change("UPDATE conversations SET head = NULL WHERE key = ?", (key,))
                self._store.change("DELETE FROM messages WHERE conversation = ?", (key,))
                self._store.change("DELETE FROM drafts WHERE conversation = ?", (key,))
                self._store.change("DELETE FROM conversations WHERE key = ?", (key,))

        self._store.delete_for_good(max(messages, len(keys)), remove)

    def _newest_leaf(self, conversation: int, parent: int | None) -> int | None:
        """Follow the newest child from ``parent`` down; None starts at the newest first message."""
        leaf = parent
        while True:
            found = self._store.row(
                "SELECT max(key) FROM messages WHERE conversation = ? AND parent IS ?", (conversation, leaf)
            )
            if found is None or found[0] is None:
                return leaf
            leaf = found[0]

    def _set(self, conversation_id: str, column: str, value: str | int | None) -> None:
        key = self._key(conversation_id)
        with self._store.write():
            self._store.change(f"UPDATE conversations SET {column} = ? WHERE key = ?", (value, key))  # noqa: S608

    def _key(self, conversation_id: str) -> int:
        return self._find("SELECT key FROM conversations WHERE id = ?", (conversation_id,), "conversation")

    def _message_key(self, message_id: str, *, within: int) -> int:
        statement = "SELECT key FROM messages WHERE id = ? AND conversation = ?"
        return self._find(statement, (message_id, within), "message")

    def _streaming_key(self, message_id: str) -> int:
        found = self._store.row("SELECT key, status FROM messages WHERE id = ?", (message_id,))
        if found is None:
            raise NoSuchItem(kind="message")
        if found[1] != MessageStatus.STREAMING.value:
            raise UsageRefused(reason="not-streaming")
        return int(found[0])

    def _require_folder(self, folder_id: str) -> None:
        if not self._store.row("SELECT 1 FROM folders WHERE id = ?", (folder_id,)):
            raise NoSuchItem(kind="folder")

    def _find(self, statement: str, parameters: tuple[str | int, ...], kind: str) -> int:
        found = self._store.row(statement, parameters)
        if found is None:
            raise NoSuchItem(kind=kind)
        return int(found[0])


def _provenance_text(provenance: Provenance | None) -> str | None:
    return None if provenance is None else msgspec.json.encode(provenance).decode()


def _summary(row: Row) -> ConversationSummary:
    identifier, title, created, updated, count, pinned, folder_id, trashed, has_draft, sensitivity = row
    return ConversationSummary(
        id=identifier,
        title=joined(title),
        created=created,
        updated=updated,
        message_count=count,
        pinned=bool(pinned),
        folder_id=folder_id,
        trashed=trashed,
        has_draft=bool(has_draft),
        sensitivity=Sensitivity(sensitivity),
    )


def _message(row: Row) -> Message:
    identifier, conversation_id, parent_id, role, body, created, status, provenance, exchange = row
    try:
        decoded = None if provenance is None else msgspec.json.decode(provenance, type=Provenance)
    except msgspec.DecodeError:
        raise DatabaseDamaged(reason="provenance") from None
    return Message(
        id=identifier,
        conversation_id=conversation_id,
        parent_id=parent_id,
        role=Role(role),
        text=joined(whole(body)),
        created=created,
        status=MessageStatus(status),
        provenance=decoded,
        exchange=None if exchange is None else exchange_in(exchange),
    )

"""Writing what was read of a damaged database (``app.vault.wreck``) into a new vault in another folder.

What the indexes still say of rows that are gone is used as well: how many there were, and whose child they
were, so that what hung below a lost message hangs below its nearest ancestor that was saved.
"""

from __future__ import annotations

import itertools
from collections.abc import Callable, Iterator
from contextlib import suppress
from typing import Final

import msgspec

from app.conversation import title_from
from app.routing import Sensitivity
from app.vault.audit_log import LOG_END
from app.vault.connection import (
    ConstraintError,
)
from app.vault.segments import cut, joined
from app.vault.store import Store
from app.vault.wreck import Values, Wreck

_BATCH: Final = 400
_BEYOND: Final = 256  # how far past the last key that is known rows are looked for
# Made anew by the vault that is written to, or by its triggers.
NOT_COPIED: Final = frozenset({"meta"})
_BY_NAME: Final = ("folders", "conversations", "messages", "drafts")


class Salvaged(msgspec.Struct):
    """How many rows of each kind were saved, and how many are known to be lost."""

    conversations: int = 0
    messages: int = 0
    lost_conversations: int = 0
    lost_messages: int = 0


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

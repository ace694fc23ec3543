"""What the vault keeps of the cloud route: exchanges, placeholders, decided words, providers and secrets.

An exchange belongs to its message and a placeholder to its conversation: both go with them. A value is kept
as the message is that it was found in, so that it is found again there.

What is read back is told apart from what a damaged page gives: SQLCipher has zeros for the first page that
fails, and neither JSON nor a text of ours holds one.
"""

from __future__ import annotations

import contextlib
from typing import Final, TypeVar

import msgspec

from app.conversation import Exchange, Provenance
from app.errors import DatabaseDamaged, NoSuchItem, UsageRefused
from app.providers import Provider
from app.redaction.findings import EntityType, MappedValue
from app.redaction.port import Term
from app.vault.port import Secret
from app.vault.store import Store
from app.vault.texts import storable, whole

# Questions whose first answer, which is the provider's, had begun and not ended.
_CUT_OFF: Final = """
    SELECT x.content, m.provenance FROM messages m JOIN exchanges x ON x.message = m.parent
    WHERE m.status = 'streaming' AND m.key = (SELECT min(s.key) FROM messages s WHERE s.parent = m.parent)
"""
_LABELS: Final = {label.value: label for label in EntityType}
_Kept = TypeVar("_Kept")


class CloudRows:
    """The queries behind the port's calls for the cloud route; see ``VaultPort`` for what each promises."""

    def __init__(self, store: Store) -> None:
        self._store = store

    # placeholders

    def placeholders(self, conversation_id: str) -> list[MappedValue]:
        """Return a conversation's map, in the order of its making."""
        rows = self._store.rows(
            "SELECT kind, number, role, value FROM placeholders WHERE conversation = ? ORDER BY key",
            (self._conversation(conversation_id),),
        )
        return [MappedValue(kind, number, role, whole(value)) for kind, number, role, value in rows]

    def add_placeholders(self, conversation_id: str, values: list[MappedValue]) -> None:
        """Add what is new of these; all or, when one is refused, none."""
        known = {value.placeholder: value.value for value in self.placeholders(conversation_id)}
        added: list[tuple[str, int, str, str]] = []
        for value in values:
            kept = storable(value.value)
            if value.placeholder not in known:
                added.append((value.kind, value.number, value.role, kept))
            if known.setdefault(value.placeholder, kept) != kept:
                raise UsageRefused(reason="placeholder-taken")
        key = self._conversation(conversation_id)
        if not added:
            return
        with self._store.write():
            for row in added:
                self._store.change(
                    """INSERT INTO placeholders(conversation, kind, number, role, value)
                       VALUES (?, ?, ?, ?, ?)""",
                    (key, *row),
                )

    # exchanges

    def record_exchange(self, message_id: str, exchange: Exchange) -> None:
        """Store or replace what left or came for a message."""
        if not self._store.row("SELECT 1 FROM messages WHERE id = ?", (message_id,)):
            raise NoSuchItem(kind="message")
        with self._store.write():
            keep_exchange(self._store, message_id, exchange)

    def cut_off(self) -> list[Exchange]:
        """Return what left for answers that have begun and not ended; a damaged one is left out."""
        found = []
        for content, provenance in self._store.rows(_CUT_OFF):
            with contextlib.suppress(DatabaseDamaged):
                if provenance is None or _decoded(provenance, Provenance).route != "local":
                    found.append(exchange_in(content))
        return found

    # terms

    def terms(self) -> list[Term]:
        """Return the words that the user decided about, newest first."""
        rows = self._store.rows("SELECT term, action, label FROM terms ORDER BY key DESC")
        # A label that a newer version has added still hides the word.
        return [
            Term(whole(term), action, _LABELS.get(label, EntityType.CUSTOM)) for term, action, label in rows
        ]

    def save_term(self, term: Term) -> None:
        """Remember a decision, as the newest."""
        with self._store.write():
            self._store.change(
                "INSERT OR REPLACE INTO terms(key, term, action, label) "
                "VALUES ((SELECT coalesce(max(key), 0) + 1 FROM terms), ?, ?, ?)",
                (storable(term.text), term.action, term.label.value),
            )

    def forget_term(self, text: str) -> None:
        """Forget a decision for good."""
        self._delete("terms", "term", storable(text))

    # providers

    def providers(self) -> list[Provider]:
        """List by name, without regard to case."""
        rows = self._store.rows("SELECT content FROM providers")
        found = [_decoded(content, Provider) for (content,) in rows]
        return sorted(found, key=lambda provider: (provider.name.casefold(), provider.id))

    def save_provider(self, provider: Provider) -> None:
        """Store a provider; what is replaced is gone from the file, too."""
        with self._store.write():
            changed = self._store.change(
                "UPDATE providers SET content = ? WHERE id = ?", (_encoded(provider), provider.id)
            )
            if not changed:
                self._store.change(
                    "INSERT INTO providers(id, content) VALUES (?, ?)", (provider.id, _encoded(provider))
                )
        if changed:
            self._store.empty_log()

    def delete_provider(self, provider_id: str) -> None:
        """Remove a provider for good, and its secrets: those of its id, or of its id and a slash."""

        def remove() -> None:
            self._store.change("DELETE FROM providers WHERE id = ?", (provider_id,))
            self._store.change(
                "DELETE FROM secrets WHERE name = :id OR substr(name, 1, length(:id) + 1) = :id || '/'",
                {"id": provider_id},
            )

        self._store.delete_for_good(1, remove)

    # secrets

    def secret(self, name: str) -> Secret | None:
        """Return a secret."""
        found = self._store.row("SELECT content FROM secrets WHERE name = ?", (name,))
        return None if found is None else _decoded(found[0], Secret)

    def put_secret(self, name: str, secret: Secret) -> None:
        """Store one; the one that it replaces is gone for good."""

        def replace() -> None:
            self._store.change(
                "INSERT OR REPLACE INTO secrets(name, content) VALUES (?, ?)", (name, _encoded(secret))
            )

        if self._store.row("SELECT 1 FROM secrets WHERE name = ?", (name,)):
            self._store.delete_for_good(1, replace)
            return
        with self._store.write():
            replace()

    def forget_secret(self, name: str) -> None:
        """Remove one for good."""
        self._delete("secrets", "name", name)

    # how

    def _delete(self, table: str, column: str, value: str) -> None:
        """Delete a row for good, where it is there."""
        if self._store.row(f"SELECT 1 FROM {table} WHERE {column} = ?", (value,)):  # noqa: S608 - names of ours

            def remove() -> None:
                self._store.change(f"DELETE FROM {table} WHERE {column} = ?", (value,))  # noqa: S608

            self._store.delete_for_good(1, remove)

    def _conversation(self, conversation_id: str) -> int:
        found = self._store.row("SELECT key FROM conversations WHERE id = ?", (conversation_id,))
        if found is None:
            raise NoSuchItem(kind="conversation")
        return int(found[0])


def keep_exchange(store: Store, message_id: str, exchange: Exchange) -> None:
    """Store or replace the exchange of a message that is there; within ``store.write``."""
    store.change(
        """INSERT OR REPLACE INTO exchanges(message, content)
           VALUES ((SELECT key FROM messages WHERE id = ?), ?)""",
        (message_id, _encoded(exchange)),
    )


def exchange_in(content: str) -> Exchange:
    """Return the exchange in a row.

    Raises:
        DatabaseDamaged: it runs over a damaged page.
    """
    return _decoded(content, Exchange)


def _encoded(value: msgspec.Struct) -> str:
    return msgspec.json.encode(value).decode()


def _decoded(content: str, kind: type[_Kept]) -> _Kept:
    try:
        return msgspec.json.decode(content, type=kind)
    except msgspec.DecodeError:
        raise DatabaseDamaged(reason=kind.__name__.lower()) from None

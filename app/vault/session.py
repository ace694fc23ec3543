"""An unlocked vault: the key file, the root key and the open database, which have to agree."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from contextlib import suppress

import msgspec

from app.errors import DatabaseDamaged, DiskFull, VaultError
from app.vault import keys, schema
from app.vault.audit_log import AuditLog
from app.vault.cloud import CloudRows
from app.vault.connection import DatabaseKey
from app.vault.conversations import Conversations
from app.vault.envelope import Envelope, SealedKeys
from app.vault.files import Folder
from app.vault.keys import KeyFile, Secret
from app.vault.store import Store


class Session:
    """What is known while the vault is unlocked.

    Attributes:
        keys: the key file as it is on the disk.
        root_key: 32 bytes.
        store: the open database.
        conversations: the queries on it.
        cloud: those for the cloud route.
        audit: the log of what left.
        recovery_code: the one that was made in this session, or "".
    """

    def __init__(
        self,
        keys: SealedKeys,
        root_key: bytes,
        *,
        store: Store,
        conversations: Conversations,
        audit: AuditLog,
        envelope: Envelope,
    ) -> None:
        self.keys = keys
        self.root_key = root_key
        self.store = store
        self.conversations = conversations
        self.cloud = CloudRows(store)
        self.audit = audit
        self.recovery_code = ""
        self._envelope = envelope

    @classmethod
    def start(
        cls,
        sealed: SealedKeys,
        root_key: bytes,
        *,
        folder: Folder,
        envelope: Envelope,
        migrations: Sequence[schema.Migration],
        now: Callable[[], int],
        elapsed: Callable[[], int],
        new_id: Callable[[], str],
    ) -> Session:
        """Open the database of an authenticated key file; see ``Store.open`` for what can go wrong."""
        store = Store.open(
            folder,
            database_key(sealed.document, root_key),
            vault_id=sealed.document.vault_id,
            migrations=migrations,
        )
        conversations = Conversations(store, now=now, new_id=new_id)
        vault_id = sealed.document.vault_id
        audit = AuditLog(
            store,
            vault_id=vault_id,
            now=now,
            elapsed=elapsed,
            signing_key=lambda: keys.purpose_key(root_key, vault_id, "audit"),
        )
        return cls(sealed, root_key, store=store, conversations=conversations, audit=audit, envelope=envelope)

    def __repr__(self) -> str:
        """Never the key."""
        return f"<Session {self.keys.document.vault_id}>"

    def put_slot(self, slot: keys.Slot, secret: Secret) -> None:
        """Write the next generation of the key file with this slot, and let the database know."""
        document = self.keys.document
        generation = max(document.gen, int(self.store.meta("generation"))) + 1
        with self.store.write():
            self.store.set_meta("announced", generation)
        following = msgspec.structs.replace(document.with_slot(slot), gen=generation)
        self.keys = self._envelope.rewrite(self.keys, following, self.root_key, (secret,))
        # The new key file counts now, whatever happens here: a failure must not look like "not changed". It
        # was announced, so the next unlock knows.
        with suppress(VaultError):
            self._note_generation(generation)

    def note_interrupted(self) -> None:
        """Complete the log: connections that were open when the vault was last shut have no end in it."""
        with suppress(DatabaseDamaged):  # a check tells about it; it must not keep the vault shut
            for exchange in self.cloud.cut_off():
                self.audit.note_interrupted(exchange)

    def compare_generations(self) -> str:
        """Find out whether the key file or the database was put back to an older state.

        The database knows the newest key file it has seen, and the one that was announced to it before
        it was written: a crash between the two is no news.

        Returns:
            "older-keyfile", "older-database" or "".
        """
        found, identity = self.keys.document.gen, self.store.identity
        if found < identity.generation:
            return "older-keyfile"
        if found == identity.generation:
            return ""
        with suppress(DiskFull):  # the next unlock says the same
            self._note_generation(found)
        return "" if found == identity.announced else "older-database"

    def _note_generation(self, generation: int) -> None:
        with self.store.write():
            self.store.set_meta("generation", generation)
            self.store.set_meta("announced", None)


def database_key(document: KeyFile, root_key: bytes) -> DatabaseKey:
    """Derive the key of vault.db."""
    return DatabaseKey(keys.purpose_key(root_key, document.vault_id, "database"), document.db.salt)

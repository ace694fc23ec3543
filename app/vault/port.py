"""The vault port: what the core asks of the process that holds the key.

``app.vault.service.Vault`` implements it; ``app.process`` carries it across a pipe. Everything here is
a frozen msgspec struct. One vault directory per process; the directory is given when it starts.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Protocol

import msgspec

from app.audit import AuditEntry, AuditRecord, AuditReport
from app.conversation import (
    Conversation,
    ConversationSummary,
    Exchange,
    Folder,
    Message,
    MessageStatus,
    Provenance,
    SearchHit,
)
from app.providers import Provider
from app.redaction.findings import MappedValue
from app.redaction.port import Term
from app.routing import Sensitivity
from app.vault.door import (
    Created,
    Credential,
    KdfCost,
    Passphrase,
    Proof,
    RecoveryCode,
    SlotInfo,
    Unlocked,
    VaultDoor,
    VaultStart,
    VaultState,
    VaultStatus,
)

__all__ = [
    "CheckEvent",
    "CheckProgress",
    "CheckReport",
    "Created",
    "Credential",
    "KdfCost",
    "Passphrase",
    "Proof",
    "RecoveryCode",
    "SalvageEvent",
    "SalvageProgress",
    "SalvageReport",
    "Secret",
    "SlotInfo",
    "Unlocked",
    "VaultDoor",
    "VaultPort",
    "VaultStart",
    "VaultState",
    "VaultStatus",
]


class Secret(msgspec.Struct, frozen=True):
    """Something that proves who we are elsewhere, such as an API key.

    Attributes:
        since: when it was stored, milliseconds since the epoch.
    """

    value: str
    since: int

    def __repr__(self) -> str:
        """Never the value."""
        return "<Secret>"


class CheckProgress(msgspec.Struct, frozen=True, tag="checking"):
    """Progress of a check, 0.0 to 1.0, and what is being checked (a code of ours)."""

    stage: str
    fraction: float


class CheckReport(msgspec.Struct, frozen=True, tag="checked"):
    """The result of a check.

    Attributes:
        problems: short sentences of ours without content.
        log_records: of the audit log, whose chain was followed too.
    """

    ok: bool
    problems: tuple[str, ...]
    conversations: int
    messages: int
    database_bytes: int
    log_records: int = 0


CheckEvent = CheckProgress | CheckReport


class SalvageProgress(msgspec.Struct, frozen=True, tag="salvaging"):
    """Progress of a salvage, 0.0 to 1.0, and what is being done (a code of ours)."""

    stage: str
    fraction: float


class SalvageReport(msgspec.Struct, frozen=True, tag="salvaged"):
    """What a salvage saved, and what is known to be lost (there may have been more).

    Attributes:
        damaged_pages: pages of the database that could not be read or do not authenticate.
        recovery_code: of the new vault; it is given here once and never again.
    """

    conversations: int
    messages: int
    lost_conversations: int
    lost_messages: int
    damaged_pages: int
    recovery_code: str

    def __repr__(self) -> str:
        """Never the code."""
        return f"<SalvageReport {self.messages} messages>"


SalvageEvent = SalvageProgress | SalvageReport


class VaultPort(VaultDoor, Protocol):
    """The vault process. Calls run one after another; each is committed (synchronous=FULL) when it returns.

    Raises:
        VaultError: any subclass in ``app.errors``.
    """

    # the whole of it
    def salvage(self, passphrase: Passphrase) -> Iterator[SalvageEvent]:
        """Read what can be read of a damaged database into a new vault with the same passphrase.

        The new vault is made in the folder that was given at the start, which must be empty; nothing of the
        damaged one is changed. A cancel leaves that folder empty again. The last event is the report.

        Raises:
            DatabaseDamaged: not even its first page or its schema can be read.
            UsageRefused: reason "salvage-folder": it is not empty, or there is none.
        """
        ...

    def check(self) -> Iterator[CheckEvent]:
        """Verify every page, index and id, and the chain of the audit log; can be cancelled."""
        ...

    # conversations
    def conversations(self, trashed: bool) -> list[ConversationSummary]:
        """List, newest change first."""
        ...

    def conversation(self, conversation_id: str) -> Conversation:
        """Load one with all branches."""
        ...

    def create_conversation(self, title: str) -> ConversationSummary:
        """Make an empty one."""
        ...

    def rename_conversation(self, conversation_id: str, title: str) -> None:
        """Set the title."""
        ...

    def set_pinned(self, conversation_id: str, pinned: bool) -> None:
        """Pin or unpin."""
        ...

    def set_folder(self, conversation_id: str, folder_id: str | None) -> None:
        """Move into a folder or out of all."""
        ...

    def set_draft(self, conversation_id: str, text: str) -> None:
        """Keep what the composer holds; empty removes it."""
        ...

    def trash_conversation(self, conversation_id: str) -> None:
        """Move to the trash."""
        ...

    def restore_conversation(self, conversation_id: str) -> None:
        """Take back out of the trash."""
        ...

    def delete_conversation(self, conversation_id: str) -> None:
        """Delete for good: rows, search index and write-ahead log."""
        ...

    def empty_trash(self) -> int:
        """Delete everything in the trash for good; returns the number of conversations."""
        ...

    def folders(self) -> list[Folder]:
        """List by name."""
        ...

    def create_folder(self, name: str) -> Folder:
        """Make one."""
        ...

    def rename_folder(self, folder_id: str, name: str) -> None:
        """Set the name."""
        ...

    def delete_folder(self, folder_id: str) -> None:
        """Remove the folder; its conversations stay."""
        ...

    # messages
    def add_message(self, message: Message) -> None:
        """Store a message (id, parent and time given by the caller) and make it the head."""
        ...

    def checkpoint_answer(self, message_id: str, text: str, provenance: Provenance | None = None) -> None:
        """Store what has been generated so far of a STREAMING message, and what is known of its maker."""
        ...

    def finish_answer(
        self, message_id: str, text: str, status: MessageStatus, provenance: Provenance | None
    ) -> None:
        """Store the end of a STREAMING message."""
        ...

    def set_head(self, conversation_id: str, message_id: str | None) -> None:
        """Show the branch that ends at this message."""
        ...

    def delete_message(self, message_id: str) -> None:
        """Delete a message and everything below it, for good."""
        ...

    # the cloud route
    def set_sensitivity(self, conversation_id: str, sensitivity: Sensitivity) -> None:
        """Label a conversation."""
        ...

    def placeholders(self, conversation_id: str) -> list[MappedValue]:
        """Return the placeholder map of a conversation, in the order of its making."""
        ...

    def add_placeholders(self, conversation_id: str, values: list[MappedValue]) -> None:
        """Add to the map; a placeholder that is there already keeps its value.

        Raises:
            UsageRefused: one of them stands for something else already ("placeholder-taken").
        """
        ...

    def record_exchange(self, message_id: str, exchange: Exchange) -> None:
        """Store what left or came for a message."""
        ...

    def terms(self) -> list[Term]:
        """Return the words that the user decided about, newest first."""
        ...

    def save_term(self, term: Term) -> None:
        """Remember a decision; replaces the one about the same text."""
        ...

    def forget_term(self, text: str) -> None:
        """Forget a decision; nothing happens if there is none."""
        ...

    def providers(self) -> list[Provider]:
        """List by name."""
        ...

    def save_provider(self, provider: Provider) -> None:
        """Store a new or changed provider."""
        ...

    def delete_provider(self, provider_id: str) -> None:
        """Remove it and its secret."""
        ...

    def secret(self, name: str) -> Secret | None:
        """Return a secret that is kept here for want of a keyring."""
        ...

    def put_secret(self, name: str, secret: Secret) -> None:
        """Store or replace one."""
        ...

    def forget_secret(self, name: str) -> None:
        """Remove one for good, like a deleted conversation."""
        ...

    # the audit log
    def append_audit(self, entry: AuditEntry) -> AuditRecord:
        """Add an entry to the end of the chain."""
        ...

    def audit(self, before: int, limit: int) -> list[AuditRecord]:
        """Return records with a number below ``before`` (0: from the end), newest first."""
        ...

    def verify_audit(self) -> AuditReport:
        """Follow the whole chain."""
        ...

    def export_audit(self) -> Iterator[bytes]:
        """Yield the log as JSON Lines, signed at its end; ``app.vault.audit`` verifies it offline."""
        ...

    def search(self, query: str, limit: int) -> list[SearchHit]:
        """Full-text search over titles and bodies on all branches; the last word matches as a prefix."""
        ...

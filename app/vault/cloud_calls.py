"""The calls of ``VaultPort`` for the cloud route and the audit log, as a part of ``service.Vault``."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Iterator

from app.audit import AuditEntry, AuditRecord, AuditReport
from app.conversation import Exchange
from app.providers import Provider
from app.redaction.findings import MappedValue
from app.redaction.port import Term
from app.routing import Sensitivity
from app.vault.port import Secret
from app.vault.session import Session


class CloudCalls(ABC):
    """See the module."""

    @abstractmethod
    def _need(self) -> Session:
        """Return the session.

        Raises:
            VaultLockedError: there is none.
        """

    def set_sensitivity(self, conversation_id: str, sensitivity: Sensitivity) -> None:
        """Label a conversation."""
        self._need().conversations.set_sensitivity(conversation_id, sensitivity)

    def placeholders(self, conversation_id: str) -> list[MappedValue]:
        """Return the placeholder map of a conversation, in the order of its making."""
        return self._need().cloud.placeholders(conversation_id)

    def add_placeholders(self, conversation_id: str, values: list[MappedValue]) -> None:
        """Add to the map; a placeholder that is there already keeps its value."""
        self._need().cloud.add_placeholders(conversation_id, values)

    def record_exchange(self, message_id: str, exchange: Exchange) -> None:
        """Store what left or came for a message."""
        self._need().cloud.record_exchange(message_id, exchange)

    def terms(self) -> list[Term]:
        """Return the words that the user decided about, newest first."""
        return self._need().cloud.terms()

    def save_term(self, term: Term) -> None:
        """Remember a decision; replaces the one about the same text."""
        self._need().cloud.save_term(term)

    def forget_term(self, text: str) -> None:
        """Forget a decision; nothing happens if there is none."""
        self._need().cloud.forget_term(text)

    def providers(self) -> list[Provider]:
        """List by name."""
        return self._need().cloud.providers()

    def save_provider(self, provider: Provider) -> None:
        """Store a new or changed provider."""
        self._need().cloud.save_provider(provider)

    def delete_provider(self, provider_id: str) -> None:
        """Remove it and its secret."""
        self._need().cloud.delete_provider(provider_id)

    def secret(self, name: str) -> Secret | None:
        """Return a secret that is kept here for want of a keyring."""
        return self._need().cloud.secret(name)

    def put_secret(self, name: str, secret: Secret) -> None:
        """Store or replace one."""
        self._need().cloud.put_secret(name, secret)

    def forget_secret(self, name: str) -> None:
        """Remove one for good, like a deleted conversation."""
        self._need().cloud.forget_secret(name)

    def append_audit(self, entry: AuditEntry) -> AuditRecord:
        """Add an entry to the end of the chain."""
        return self._need().audit.append(entry)

    def audit(self, before: int, limit: int) -> list[AuditRecord]:
        """Return records with a number below ``before`` (0: from the end), newest first."""
        return self._need().audit.page(before, limit)

    def verify_audit(self) -> AuditReport:
        """Follow the whole chain."""
        return self._need().audit.verify()

    def export_audit(self) -> Iterator[bytes]:
        """Yield the log as JSON Lines, signed at its end; ``app.vault.audit`` verifies it offline."""
        return self._need().audit.export()

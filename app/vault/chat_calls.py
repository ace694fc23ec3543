"""The calls of ``VaultPort`` for conversations, folders and messages, as a part of ``service.Vault``."""

from __future__ import annotations

from abc import ABC, abstractmethod

from app.conversation import (
    Conversation,
    ConversationSummary,
    Folder,
    Message,
    MessageStatus,
    Provenance,
    SearchHit,
)
from app.vault.search import search
from app.vault.session import Session


class ChatCalls(ABC):
    """See the module."""

    @abstractmethod
    def _need(self) -> Session:
        """Return the session.

        Raises:
            VaultLockedError: there is none.
        """

    # conversations

    def conversations(self, trashed: bool) -> list[ConversationSummary]:
        """List, newest change first."""
        return self._need().conversations.summaries(trashed=trashed)

    def conversation(self, conversation_id: str) -> Conversation:
        """Load one with all branches."""
        return self._need().conversations.load(conversation_id)

    def create_conversation(self, title: str) -> ConversationSummary:
        """Make an empty one."""
        return self._need().conversations.create(title)

    def rename_conversation(self, conversation_id: str, title: str) -> None:
        """Set the title."""
        self._need().conversations.rename(conversation_id, title)

    def set_pinned(self, conversation_id: str, pinned: bool) -> None:
        """Pin or unpin."""
        self._need().conversations.set_pinned(conversation_id, pinned=pinned)

    def set_folder(self, conversation_id: str, folder_id: str | None) -> None:
        """Move into a folder or out of all."""
        self._need().conversations.set_folder(conversation_id, folder_id)

    def set_draft(self, conversation_id: str, text: str) -> None:
        """Keep what the composer holds; empty removes it."""
        self._need().conversations.set_draft(conversation_id, text)

    def trash_conversation(self, conversation_id: str) -> None:
        """Move to the trash."""
        self._need().conversations.set_trashed(conversation_id, trashed=True)

    def restore_conversation(self, conversation_id: str) -> None:
        """Take back out of the trash."""
        self._need().conversations.set_trashed(conversation_id, trashed=False)

    def delete_conversation(self, conversation_id: str) -> None:
        """Delete for good: rows, search index and write-ahead log."""
        self._need().conversations.delete(conversation_id)

    def empty_trash(self) -> int:
        """Delete everything in the trash for good; returns the number of conversations."""
        return self._need().conversations.empty_trash()

    def folders(self) -> list[Folder]:
        """List by name."""
        return self._need().conversations.folders()

    def create_folder(self, name: str) -> Folder:
        """Make one."""
        return self._need().conversations.create_folder(name)

    def rename_folder(self, folder_id: str, name: str) -> None:
        """Set the name."""
        self._need().conversations.rename_folder(folder_id, name)

    def delete_folder(self, folder_id: str) -> None:
        """Remove the folder; its conversations stay."""
        self._need().conversations.delete_folder(folder_id)

    # messages

    def add_message(self, message: Message) -> None:
        """Store a message (id, parent and time given by the caller) and make it the head."""
        self._need().conversations.add(message)

    def checkpoint_answer(self, message_id: str, text: str, provenance: Provenance | None = None) -> None:
        """Store what has been generated so far of a STREAMING message, and what is known of its maker."""
        self._need().conversations.checkpoint(message_id, text, provenance)

    def finish_answer(
        self, message_id: str, text: str, status: MessageStatus, provenance: Provenance | None
    ) -> None:
        """Store the end of a STREAMING message."""
        self._need().conversations.finish(message_id, text, status, provenance)

    def set_head(self, conversation_id: str, message_id: str | None) -> None:
        """Show the branch that ends at this message."""
        self._need().conversations.set_head(conversation_id, message_id)

    def delete_message(self, message_id: str) -> None:
        """Delete a message and everything below it, for good."""
        self._need().conversations.delete_message(message_id)

    def search(self, query: str, limit: int) -> list[SearchHit]:
        """Full-text search over titles and bodies on all branches; the last word matches as a prefix."""
        return search(self._need().store, query, limit)

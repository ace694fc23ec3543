"""The use cases about conversations and folders, as a part of ``app.assistant.Assistant``."""

from __future__ import annotations

from abc import ABC, abstractmethod

from app.conversation import Conversation, ConversationSummary, Folder, SearchHit, newest_leaf
from app.vault.port import VaultPort


class Chats(ABC):
    """See the module."""

    @abstractmethod
    def _open_vault(self) -> VaultPort:
        """Return the vault.

        Raises:
            VaultLockedError: it is not unlocked.
        """

    @abstractmethod
    def _changed(self, *conversation_ids: str) -> None:
        """Tell that conversations changed; none stands for the list of them."""

    @abstractmethod
    def _forget(self, conversation_id: str | None) -> None:
        """Have the model forget a conversation, or all, unless it is writing just now."""

    def conversations(self, *, trashed: bool = False) -> list[ConversationSummary]:
        """List, newest change first."""
        return self._open_vault().conversations(trashed)

    def conversation(self, conversation_id: str) -> Conversation:
        """Load one with all branches."""
        return self._open_vault().conversation(conversation_id)

    def new_conversation(self, title: str = "") -> ConversationSummary:
        """Make an empty one."""
        summary = self._open_vault().create_conversation(title)
        self._changed(summary.id)
        return summary

    def rename(self, conversation_id: str, title: str) -> None:
        """Set the title."""
        self._open_vault().rename_conversation(conversation_id, " ".join(title.split())[:200])
        self._changed(conversation_id)

    def set_pinned(self, conversation_id: str, *, pinned: bool) -> None:
        """Pin or unpin."""
        self._open_vault().set_pinned(conversation_id, pinned)
        self._changed(conversation_id)

    def move_to_folder(self, conversation_id: str, folder_id: str | None) -> None:
        """Move into a folder, or out of all."""
        self._open_vault().set_folder(conversation_id, folder_id)
        self._changed(conversation_id)

    def save_draft(self, conversation_id: str, text: str) -> None:
        """Keep what was typed and not sent."""
        self._open_vault().set_draft(conversation_id, text)

    def trash(self, conversation_id: str) -> None:
        """Move to the trash; ``restore`` undoes it."""
        self._open_vault().trash_conversation(conversation_id)
        self._changed(conversation_id)

    def restore(self, conversation_id: str) -> None:
        """Take back out of the trash."""
        self._open_vault().restore_conversation(conversation_id)
        self._changed(conversation_id)

    def delete_for_good(self, conversation_id: str) -> None:
        """Delete really: rows, search index, write-ahead log and the model's memory of it."""
        self._open_vault().delete_conversation(conversation_id)
        self._forget(conversation_id)
        self._changed(conversation_id)

    def empty_trash(self) -> int:
        """Delete really all that is in the trash."""
        count = self._open_vault().empty_trash()
        self._forget(None)
        self._changed()
        return count

    def folders(self) -> list[Folder]:
        """List by name."""
        return self._open_vault().folders()

    def create_folder(self, name: str) -> Folder:
        """Make one."""
        folder = self._open_vault().create_folder(" ".join(name.split())[:120])
        self._changed()
        return folder

    def rename_folder(self, folder_id: str, name: str) -> None:
        """Set the name."""
        self._open_vault().rename_folder(folder_id, " ".join(name.split())[:120])
        self._changed()

    def delete_folder(self, folder_id: str) -> None:
        """Remove the folder; its conversations stay."""
        self._open_vault().delete_folder(folder_id)
        self._changed()

    def show_version(self, conversation_id: str, message_id: str) -> Conversation:
        """Switch to the branch through this message and return the conversation."""
        vault = self._open_vault()
        messages = vault.conversation(conversation_id).messages
        vault.set_head(conversation_id, newest_leaf(messages, message_id))
        return vault.conversation(conversation_id)

    def search(self, query: str, *, limit: int = 60) -> list[SearchHit]:
        """Search titles and bodies on all branches."""
        return self._open_vault().search(query, limit)

"""What the window knows of chats and the vault may not: answers as they grow, drafts that it did not take.

It is why one can look at another chat and come back to all of an answer, and what a copy holds when the vault
takes nothing more.
"""

from __future__ import annotations

import time

import msgspec

from app.conversation import Conversation, ConversationSummary, Message, MessageStatus


class Unstored:
    """See the module."""

    def __init__(self) -> None:
        self._live: dict[str, list[str]] = {}
        self._ended: Message | None = None
        self._drafts: dict[str | None, str] = {}

    def copy(self) -> Unstored:
        """Return one that stays as it is, for another thread."""
        made = Unstored()
        made._live = {message_id: ["".join(pieces)] for message_id, pieces in self._live.items()}
        made._ended = self._ended
        made._drafts = dict(self._drafts)
        return made

    def as_of_now(self, conversation: Conversation) -> Conversation:
        """Return a conversation of the vault with all that is known here."""
        return msgspec.structs.replace(
            conversation,
            messages=tuple(self.latest(message) for message in conversation.messages),
            draft=self.draft_of(conversation.summary.id, conversation.draft),
        )

    # --- answers --------------------------------------------------------------------------------

    def begin(self, message: Message) -> None:
        """An answer begins."""
        self._live[message.id] = [message.text]

    def grow(self, message_id: str, text: str) -> None:
        """It grows."""
        self._live.setdefault(message_id, []).append(text)

    def end(self, message: Message) -> None:
        """It is in its last state."""
        self._ended = message
        self._live.pop(message.id, None)

    def latest(self, message: Message) -> Message:
        """Return a message as of now: the vault's copy of an answer in progress may be a second old."""
        if self._ended is not None and self._ended.id == message.id:
            return self._ended
        if self.is_growing(message):
            return msgspec.structs.replace(message, text="".join(self._live[message.id]))
        return message

    def is_growing(self, message: Message) -> bool:
        """Whether this is an answer that is being written."""
        return message.status is MessageStatus.STREAMING and message.id in self._live

    def is_new(self, message: Message) -> bool:
        """Whether it is an answer that is being written, or the last one that was."""
        return message.id in self._live or message is self._ended

    def has_ended(self, message_id: str) -> bool:
        """Whether it is the last answer that came to its end."""
        return self._ended is not None and self._ended.id == message_id

    # --- drafts ---------------------------------------------------------------------------------

    def keep_draft(self, conversation_id: str | None, text: str) -> None:
        """Keep a draft that the vault did not take; None stands for a chat that is not there yet."""
        self._drafts[conversation_id] = text

    def forget_draft(self, *conversation_ids: str | None) -> None:
        """A newer one is in the vault, or it was sent."""
        for conversation_id in conversation_ids:
            self._drafts.pop(conversation_id, None)

    def draft_of(self, conversation_id: str | None, stored: str = "") -> str:
        """Return the newest draft of a chat: ``stored``, unless the vault did not take one after that."""
        return self._drafts.get(conversation_id, stored)


def not_there_yet() -> Conversation:
    """Return a chat that the vault does not have."""
    now = time.time_ns() // 1_000_000
    return Conversation(ConversationSummary("", "", now, now, 0), (), None)

"""What a transcript is given to show: a message and what surrounds it."""

from __future__ import annotations

from dataclasses import dataclass

from app.conversation import Exchange, Message


@dataclass(frozen=True, slots=True)
class MessageView:
    """One message of the branch that is shown.

    Attributes:
        message: the message itself.
        versions: ids of the message and its alternatives, oldest first (``app.conversation.versions_of``).
        is_last: the branch ends here; its actions are always visible.
        notice: one line under the message in the user's words (why it failed, what was trimmed), or None.
        model: name to show while there is no provenance yet.
        asked: of an answer: what left this computer for it, None for an answer of this computer.
    """

    message: Message
    versions: tuple[str, ...] = ()
    is_last: bool = False
    notice: str | None = None
    model: str = ""
    asked: Exchange | None = None

"""What the transcript shows of a conversation."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping

from app.conversation import Conversation, Exchange, Message, Role
from ui.notices import notice_of
from ui.transcript import MessageView
from ui.unstored import Unstored


def views_of(
    conversation: Conversation,
    branch: tuple[Message, ...],
    unstored: Unstored,
    *,
    model_name: str,
    dropped: Mapping[str, int],
) -> list[MessageView]:
    """Return a view of each message of the branch.

    Args:
        conversation: all of it.
        branch: what is shown of it, as of now.
        unstored: tells which answers are new.
        model_name: the model that writes new answers.
        dropped: of an answer, the oldest turns that the model did not see.
    """
    alternatives = _alternatives(conversation.messages)

    def view(message: Message) -> MessageView:
        versions = alternatives[message.parent_id, message.role]
        asked = _asked(conversation, message, is_first=versions[0] == message.id)
        writer = (asked.model or asked.provider) if asked is not None else model_name
        return MessageView(
            message=message,
            versions=versions,
            is_last=message is branch[-1],
            notice=notice_of(message, asked, trimmed=dropped.get(message.id, 0)),
            model=writer if unstored.is_new(message) else "",
            asked=asked,
        )

    return [view(message) for message in branch]


def _asked(conversation: Conversation, message: Message, *, is_first: bool) -> Exchange | None:
    """Return what left this computer for an answer.

    A question that leaves is always a new one, so it left for its first answer; every other is of this
    computer, also while nothing else tells.
    """
    if message.role is not Role.ASSISTANT or not is_first:
        return None
    question = next((one for one in conversation.messages if one.id == message.parent_id), None)
    is_local = message.provenance is not None and message.provenance.route == "local"
    return question.exchange if question is not None and not is_local else None


def _alternatives(messages: tuple[Message, ...]) -> dict[tuple[str | None, Role], tuple[str, ...]]:
    """Return the ids of the messages that share parent and role, oldest first, for all at once."""
    grouped: dict[tuple[str | None, Role], list[Message]] = defaultdict(list)
    for message in messages:
        grouped[message.parent_id, message.role].append(message)
    return {
        key: tuple(message.id for message in sorted(listed, key=lambda m: (m.created, m.id)))
        for key, listed in grouped.items()
    }

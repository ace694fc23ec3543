"""The line under an answer: how it ended, what the model did not see, what was sent without a look."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from app.conversation import Exchange, Message, MessageStatus

_MOST_TAGS = 8


def notice_of(message: Message, asked: Exchange | None, *, trimmed: int) -> str | None:
    """Return what has to be said under a message, None for nothing.

    Args:
        message: an answer; a question never has anything.
        asked: what left this computer for it.
        trimmed: oldest turns that the model did not see, as far as they are not in the provenance.
    """
    sentences = (_ending(message, trimmed), _skimming(asked), _unknown(message))
    return " ".join(sentence for sentence in sentences if sentence) or None


def _ending(message: Message, trimmed: int) -> str:
    translate = QCoreApplication.translate
    match message.status:
        case MessageStatus.INTERRUPTED:
            if not message.text:
                return translate("Chat", "Sotto was locked or ended before any of the answer was there.")
            return translate(
                "Chat",
                "Sotto was locked or ended while this was being written. What there was of it is kept.",
            )
        case MessageStatus.FAILED:
            if not message.text:
                return translate("Chat", "There is no answer: it failed before any of it was there.")
            return translate("Chat", "This answer could not be finished. What there was of it is kept.")
        case MessageStatus.STOPPED:
            return translate("Chat", "You stopped this answer.")
        case MessageStatus.COMPLETE | MessageStatus.STREAMING:
            return _length(message, trimmed)


def _length(message: Message, trimmed: int) -> str:
    translate = QCoreApplication.translate
    origin = message.provenance
    if origin is not None:
        trimmed = origin.trimmed_turns
    if origin is not None and origin.stop_reason == "length":
        return translate("Chat", "The answer reached the longest length that Settings allow.")
    if origin is not None and origin.stop_reason == "context-full":
        return translate("Chat", "The answer ended because the context is full.")
    if trimmed:
        return translate(
            "Chat", "The context is full: the model no longer sees the oldest messages ({count})."
        ).format(count=trimmed)
    return ""


def _skimming(asked: Exchange | None) -> str:
    if asked is None or not asked.skimmed:
        return ""
    return QCoreApplication.translate(
        "Chat", "Sent without a look, as Settings allow: nothing in it was doubtful."
    )


def _unknown(message: Message) -> str:
    unknown = message.exchange.unknown if message.exchange is not None else ()
    if not unknown:
        return ""
    return QCoreApplication.translate(
        "Chat", "The answer uses placeholders that this chat never had; they stand as they came: {tags}"
    ).format(tags=", ".join(unknown[:_MOST_TAGS]))

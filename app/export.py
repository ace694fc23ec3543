"""Conversations as readable text, for a file of the user's own: piece by piece, so that nothing grows large.

The terminal and the window both export with this. Markdown holds what is shown of a conversation, JSON every
version of every message.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Literal, TypeAlias

import msgspec

from app.conversation import Conversation, Message, Role
from app.local_time import local_time

ExportFormat: TypeAlias = Literal["markdown", "json"]
_CONTROL = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f]")


def exported(
    conversations: Iterable[Conversation], form: ExportFormat, *, with_drafts: bool = False
) -> Iterator[bytes]:
    """Return the pieces of an export.

    Args:
        conversations: taken one at a time, each when the one before it is out.
        form: of the export.
        with_drafts: Markdown ends each conversation with what was written and not sent. JSON always has it.
    """
    pieces = (
        _as_json(conversations) if form == "json" else _as_markdown(conversations, with_drafts=with_drafts)
    )
    # A lone surrogate can be typed but not written: it is no character of Unicode.
    return (piece.encode(errors="replace") for piece in pieces)


def as_markdown(conversation: Conversation, *, with_draft: bool = False) -> Iterator[str]:
    """Return the shown branch of a conversation as Markdown, a message at a time."""
    yield f"# {_plain(' '.join(conversation.summary.title.split())) or 'Conversation'}\n"
    for message in conversation.branch():
        yield "\n" + _message(message)
    if with_draft and conversation.draft.strip():
        yield f"\n**You**, not sent\n\n{_plain(conversation.draft)}\n"


def _as_markdown(conversations: Iterable[Conversation], *, with_drafts: bool) -> Iterator[str]:
    for number, conversation in enumerate(conversations):
        if number:
            yield "\n---\n\n"
        yield from as_markdown(conversation, with_draft=with_drafts)


def _as_json(conversations: Iterable[Conversation]) -> Iterator[str]:
    yield '{\n  "conversations": ['
    is_empty = True
    for conversation in conversations:
        text = msgspec.json.format(msgspec.json.encode(conversation)).decode()
        yield ("\n    " if is_empty else ",\n    ") + text.replace("\n", "\n    ")
        is_empty = False
    yield "]\n}\n" if is_empty else "\n  ]\n}\n"


def _message(message: Message) -> str:
    if message.role is Role.USER:
        speaker = "You"
    else:
        speaker = message.provenance.model if message.provenance else "Sotto"
    mark = "" if message.status.value == "complete" else f" ({message.status.value})"
    return f"**{_plain(speaker)}**, {local_time(message.created)}{mark}\n\n{_plain(message.text)}\n"


def _plain(text: str) -> str:
    """Return text as it is, without control characters: a terminal that shows the file must not obey it."""
    return _CONTROL.sub("", text.replace("\r\n", "\n").replace("\r", "\n"))

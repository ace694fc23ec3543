"""Conversations as trees: an edit or a regenerated answer is a new branch, nothing is overwritten.

Pure values and functions; storage is the vault's. Times are integers, milliseconds since the epoch (UTC).
"""

from __future__ import annotations

import enum
from collections.abc import Iterable, Mapping
from typing import Literal

import msgspec

from app.routing import DEFAULT_SENSITIVITY, Sensitivity
from models.engine import Sampling


class Role(enum.Enum):
    """Who wrote a message."""

    SYSTEM = "system"
    USER = "user"
    ASSISTANT = "assistant"


class MessageStatus(enum.Enum):
    """How a message ended.

    STREAMING is only ever seen while an answer is being written; what a crash left in that state
    becomes INTERRUPTED at the next unlock.
    """

    COMPLETE = "complete"
    STREAMING = "streaming"
    STOPPED = "stopped"
    INTERRUPTED = "interrupted"
    FAILED = "failed"


class Provenance(msgspec.Struct, frozen=True):
    """Where an answer came from and what it took.

    Attributes:
        route: how far the question travelled.
        provider: name of the provider, "" for a local answer.
        trimmed_turns: oldest turns the model did not see because the context was full.
        stop_reason: "" for an answer that was cut or failed: its figures are not known then.
        sandbox: level the engine process reported: full, reduced or none.
    """

    model: str
    model_sha256: str
    sampling: Sampling
    route: Literal["local", "private", "cloud"] = "local"
    provider: str = ""
    max_tokens: int = 0
    prompt_tokens: int = 0
    reused_tokens: int = 0
    completion_tokens: int = 0
    tokens_per_second: float = 0.0
    seconds_to_first_token: float = 0.0
    seconds: float = 0.0
    context_tokens: int = 0
    context_used: int = 0
    trimmed_turns: int = 0
    stop_reason: str = ""
    sandbox: str = ""


class Exchange(msgspec.Struct, frozen=True):
    """What of a message crossed the border of this computer.

    Attributes:
        text: as it left (a question, redacted) or came (an answer, with placeholders).
        redacted: type of a placeholder to how many of them stand in ``text``.
        kept: type to how many findings the user let go as they are.
        unknown: placeholders of an answer that this conversation never used.
        skimmed: the user's settings approved it without a look, because nothing was doubtful.
        model: that was asked for, "" in vaults from before this was kept. What the server calls it may be
            longer, and is in the answer's provenance.
    """

    route: Literal["private", "cloud"]
    provider_id: str
    provider: str
    host: str
    approval_id: str
    body_sha256: str
    text: str
    redacted: dict[str, int] = {}
    kept: dict[str, int] = {}
    unknown: tuple[str, ...] = ()
    skimmed: bool = False
    model: str = ""

    def __repr__(self) -> str:
        """Never the text."""
        return f"<Exchange {self.route} {len(self.text)} characters>"


class Message(msgspec.Struct, frozen=True):
    """One node of the tree.

    Attributes:
        exchange: what left or came, for a message that took a route beyond this computer.
    """

    id: str
    conversation_id: str
    parent_id: str | None
    role: Role
    text: str
    created: int
    status: MessageStatus = MessageStatus.COMPLETE
    provenance: Provenance | None = None
    exchange: Exchange | None = None

    def __repr__(self) -> str:
        """Never the text: reprs end up in logs."""
        return f"<Message {self.id} {self.role.value} {len(self.text)} characters {self.status.value}>"


class ConversationSummary(msgspec.Struct, frozen=True):
    """What the sidebar shows of a conversation."""

    id: str
    title: str
    created: int
    updated: int
    message_count: int
    pinned: bool = False
    folder_id: str | None = None
    trashed: int | None = None
    has_draft: bool = False
    sensitivity: Sensitivity = DEFAULT_SENSITIVITY

    def __repr__(self) -> str:
        """Never the title."""
        return f"<ConversationSummary {self.id} {self.message_count} messages>"


class Conversation(msgspec.Struct, frozen=True):
    """A whole conversation: every message of every branch, in order of creation.

    Attributes:
        head_id: the last message of the branch that is shown; None while there is none.
        draft: what the composer held and was not sent.
    """

    summary: ConversationSummary
    messages: tuple[Message, ...]
    head_id: str | None
    draft: str = ""

    def __repr__(self) -> str:
        """Never the content."""
        return f"<Conversation {self.summary.id} {len(self.messages)} messages>"

    def branch(self) -> tuple[Message, ...]:
        """Return the messages from the root to the head."""
        return branch_to(self.messages, self.head_id)


class Folder(msgspec.Struct, frozen=True):
    """A named group of conversations."""

    id: str
    name: str

    def __repr__(self) -> str:
        """Never the name."""
        return f"<Folder {self.id}>"


class SearchHit(msgspec.Struct, frozen=True):
    """One place where the words were found.

    Attributes:
        message_id: None for a hit in the title.
        snippet: some words around the hit.
        marks: (start, end) character ranges within the snippet.
        position: character offset of the first match in the body; -1 for a title.
    """

    conversation_id: str
    title: str
    message_id: str | None
    role: Role | None
    snippet: str
    marks: tuple[tuple[int, int], ...]
    position: int
    created: int

    def __repr__(self) -> str:
        """Never the words."""
        return f"<SearchHit {self.conversation_id} {self.message_id} at {self.position}>"


def branch_to(messages: Iterable[Message], head_id: str | None) -> tuple[Message, ...]:
    """Return the messages from the root to ``head_id``; empty for None or an unknown id."""
    by_id = {message.id: message for message in messages}
    path: list[Message] = []
    current = by_id.get(head_id) if head_id is not None else None
    while current is not None and len(path) <= len(by_id):
        path.append(current)
        current = by_id.get(current.parent_id) if current.parent_id is not None else None
    return tuple(reversed(path))


def versions_of(messages: Iterable[Message], message_id: str) -> tuple[str, ...]:
    """Return the ids of a message and its alternatives (same parent, same role), oldest first."""
    listed = tuple(messages)
    own = next((message for message in listed if message.id == message_id), None)
    if own is None:
        return ()
    alternatives = [
        message for message in listed if message.parent_id == own.parent_id and message.role is own.role
    ]
    alternatives.sort(key=lambda message: (message.created, message.id))
    return tuple(message.id for message in alternatives)


def newest_leaf(messages: Iterable[Message], message_id: str) -> str:
    """Return the leaf below ``message_id`` that is reached by always taking the newest child."""
    children: dict[str, Message] = {}
    for message in messages:
        if message.parent_id is None:
            continue
        known = children.get(message.parent_id)
        if known is None or (message.created, message.id) > (known.created, known.id):
            children[message.parent_id] = message
    seen = {message_id}
    while (child := children.get(message_id)) is not None and child.id not in seen:
        message_id = child.id
        seen.add(message_id)
    return message_id


def title_from(text: str, *, limit: int = 48) -> str:
    """Make a title of a first question: its first line, cut at a word."""
    line = " ".join(next((part for part in text.splitlines() if part.strip()), "").split())
    if len(line) <= limit:
        return line
    cut = line[: limit + 1].rsplit(" ", 1)[0]
    return (cut if limit // 2 < len(cut) <= limit else line[:limit]).rstrip(",.;:-") + "…"


def group_by_day(
    summaries: Iterable[ConversationSummary], *, day_starts: Mapping[str, int]
) -> dict[str, list[ConversationSummary]]:
    """Put conversations into named groups by the time of their last change.

    Args:
        summaries: newest first.
        day_starts: group name to the earliest ``updated`` it holds, in milliseconds, latest group first.
    """
    groups: dict[str, list[ConversationSummary]] = {name: [] for name in day_starts}
    for summary in summaries:
        for name, start in day_starts.items():
            if summary.updated >= start:
                groups[name].append(summary)
                break
    return {name: listed for name, listed in groups.items() if listed}

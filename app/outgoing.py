"""What would leave: the parts of a request as they are sent, with the exact bytes that they make."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final, Literal

from app.gate.body import Prepared
from app.redaction.findings import MappedValue
from app.redaction.placeholders import Replacement
from models.engine import Turn

INSTRUCTIONS: Final = (
    "Some words of this conversation have been replaced by placeholders in square brackets, such as "
    "[PERSON_1] or [DATE_2]. The same placeholder always stands for the same thing; a suffix such as _LAST "
    "or _ALT marks another form of the same name. Treat placeholders as ordinary names, copy them letter by "
    "letter wherever your answer needs them, and never invent new ones."
)
"""Sent before the user's own instructions whenever something is redacted."""

PartKind = Literal["instructions", "earlier-question", "earlier-answer", "question"]


@dataclass(frozen=True, slots=True)
class Part:
    """A piece of text that would leave.

    Attributes:
        id: within the review, in the order in which parts are sent.
        message_id: of an earlier turn; "" otherwise.
    """

    id: int
    kind: PartKind
    text: str
    message_id: str = ""

    def __repr__(self) -> str:
        """Never the text."""
        return f"<Part {self.id} {self.kind} {len(self.text)} characters>"


@dataclass(frozen=True, slots=True)
class OutgoingPart:
    """A part as it would leave. ``replacements`` are ranges in the original and in this text."""

    id: int
    kind: PartKind
    text: str
    replacements: tuple[Replacement, ...]

    def __repr__(self) -> str:
        """Never the text."""
        return f"<OutgoingPart {self.id} {len(self.text)} characters>"


@dataclass(frozen=True, slots=True)
class Outgoing:
    """What would leave, built from the decisions as they are.

    Attributes:
        prepared: the exact request; its ``body_sha256`` is what an approval binds to.
        added: forms that the conversation's map does not have yet.
        hidden: every value that must not be in the bytes.
        redacted: type of placeholder to how many stand in the question.
        kept: type to how many findings leave as they are, in all parts.
    """

    prepared: Prepared
    parts: tuple[OutgoingPart, ...]
    added: tuple[MappedValue, ...]
    hidden: tuple[str, ...]
    redacted: dict[str, int]
    kept: dict[str, int]

    @property
    def question(self) -> str:
        """The question as it leaves."""
        return self.parts[-1].text

    @property
    def preamble(self) -> str:
        """What Sotto itself says before the user's instructions, "" where nothing is replaced."""
        return preamble_of(self.parts)

    def __repr__(self) -> str:
        """Never a value."""
        return f"<Outgoing {self.prepared!r}, {len(self.parts)} parts>"


def system_of(parts: Sequence[OutgoingPart]) -> str:
    """Return the instructions: ours where something is replaced, then the user's own."""
    own = next((part.text for part in parts if part.kind == "instructions"), "")
    return "\n\n".join(text for text in (preamble_of(parts), own) if text)


def preamble_of(parts: Sequence[OutgoingPart]) -> str:
    """Return what Sotto itself says first, "" where nothing is replaced."""
    return INSTRUCTIONS if any(part.replacements for part in parts) else ""


def turns_of(parts: Sequence[OutgoingPart]) -> Iterator[Turn]:
    """Yield the conversation, without the instructions."""
    for part in parts:
        if part.kind != "instructions":
            yield Turn("assistant" if part.kind == "earlier-answer" else "user", part.text)


def kind_of(placeholder: str) -> str:
    """Return the type that a placeholder names: "PERSON" of "[PERSON_1_LAST]"."""
    return re.sub(r"_\d+(?:_[A-Z]+\d*)?\]$", "", placeholder).removeprefix("[")

"""What the core tells: frozen past-tense values for one observer.

Commands go down as method calls on ``app.assistant.Assistant``; facts come up through
``Observer``, from whatever thread they happened on.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal, TypeAlias

from app.conversation import Message
from models.engine import Loaded, Usage
from models.errors import SottoError

LockReason = Literal["asked", "idle", "screen-locked", "suspend", "vault-lost", "quit"]


@dataclass(frozen=True, slots=True)
class VaultUnlocked:
    """The vault can be asked."""

    interrupted: int
    warnings: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class VaultLocked:
    """The process that held the key is dead. Everything shown has to go."""

    reason: LockReason
    seconds: float


@dataclass(frozen=True, slots=True)
class ConversationsChanged:
    """Titles, order, pins, folders or the trash changed; ``conversation_ids`` is empty when unknown."""

    conversation_ids: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class MessageAdded:
    """A message was stored and is the head now (a question, or an answer that starts)."""

    message: Message


@dataclass(frozen=True, slots=True)
class ModelLoading:
    """A model is being checked or loaded; fraction 0.0 to 1.0 within the stage."""

    model_id: str
    stage: str
    fraction: float


@dataclass(frozen=True, slots=True)
class ModelReady:
    """The engine can answer."""

    model_id: str
    loaded: Loaded
    sandbox: str


@dataclass(frozen=True, slots=True)
class PromptAdvanced:
    """The question is being read by the model."""

    message_id: str
    done: int
    total: int


@dataclass(frozen=True, slots=True)
class OldTurnsDropped:
    """The context is full; the model does not see the oldest turns."""

    message_id: str
    turns: int


@dataclass(frozen=True, slots=True)
class AnswerGrew:
    """New text at the end of the answer."""

    message_id: str
    text: str

    def __repr__(self) -> str:
        """Never the text."""
        return f"AnswerGrew({self.message_id!r}, {len(self.text)} characters)"


@dataclass(frozen=True, slots=True)
class AnswerEnded:
    """The answer is stored. ``error`` is set when it failed; what was generated is kept."""

    message: Message
    usage: Usage | None
    error: SottoError | None


@dataclass(frozen=True, slots=True)
class EngineStopped:
    """The engine process ended; ``error`` is None when that was wanted."""

    error: SottoError | None


Event: TypeAlias = (
    VaultUnlocked
    | VaultLocked
    | ConversationsChanged
    | MessageAdded
    | ModelLoading
    | ModelReady
    | PromptAdvanced
    | OldTurnsDropped
    | AnswerGrew
    | AnswerEnded
    | EngineStopped
)
Observer: TypeAlias = Callable[[Event], None]

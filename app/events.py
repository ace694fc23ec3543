"""What the core tells: frozen past-tense values for one observer.

Commands go down as method calls on ``app.assistant.Assistant``; facts come up through
``Observer``, from whatever thread they happened on.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Literal, TypeAlias

import msgspec

if TYPE_CHECKING:
    from app.conversation import Message
    from models.engine import Loaded, Usage
    from models.errors import SottoError

LockReason = Literal["asked", "idle", "screen-locked", "suspend", "vault-lost", "quit"]


class VaultUnlocked(msgspec.Struct, frozen=True):
    """The vault can be asked."""

    interrupted: int
    warnings: tuple[str, ...]


class VaultLocked(msgspec.Struct, frozen=True):
    """The process that held the key is dead. Everything shown has to go."""

    reason: LockReason
    seconds: float


class ConversationsChanged(msgspec.Struct, frozen=True):
    """Titles, order, pins, folders or the trash changed; ``conversation_ids`` is empty when unknown."""

    conversation_ids: tuple[str, ...]


class MessageAdded(msgspec.Struct, frozen=True):
    """A message was stored and is the head now (a question, or an answer that starts)."""

    message: Message


class ModelLoading(msgspec.Struct, frozen=True):
    """A model is being checked or loaded; fraction 0.0 to 1.0 within the stage."""

    model_id: str
    stage: str
    fraction: float


class ModelReady(msgspec.Struct, frozen=True):
    """The engine can answer."""

    model_id: str
    loaded: Loaded
    sandbox: str


class PromptAdvanced(msgspec.Struct, frozen=True):
    """The question is being read by the model."""

    message_id: str
    done: int
    total: int


class OldTurnsDropped(msgspec.Struct, frozen=True):
    """The context is full; the model does not see the oldest turns."""

    message_id: str
    turns: int


class AnswerGrew(msgspec.Struct, frozen=True):
    """New text at the end of the answer."""

    message_id: str
    text: str

    def __repr__(self) -> str:
        """Never the text."""
        return f"AnswerGrew({self.message_id!r}, {len(self.text)} characters)"


class AnswerEnded(msgspec.Struct, frozen=True):
    """The answer is stored. ``error`` is set when it failed; what was generated is kept."""

    message: Message
    usage: Usage | None
    error: SottoError | None


class EngineStopped(msgspec.Struct, frozen=True):
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

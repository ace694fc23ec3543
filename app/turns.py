"""Writing answers: one at a time, the question stored first, the growing text every second.

An answer that fails or is stopped keeps its text; one that is cut by a lock or a crash keeps what the last
checkpoint stored and is marked at the next unlock.
"""

from __future__ import annotations

import contextlib
import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import TypeAlias, TypeVar

import msgspec

from app.conversation import Conversation, Message, MessageStatus, Provenance, Role, branch_to
from app.engine_room import Engine, EngineRoom
from app.errors import VaultLockedError
from app.events import AnswerEnded, AnswerGrew, MessageAdded, Observer, OldTurnsDropped, PromptAdvanced
from app.ports import Services
from app.settings import Settings
from app.vault.port import VaultPort
from models.engine import (
    Finished,
    GenerationEvent,
    GenerationRequest,
    PromptProgress,
    Sampling,
    StopReason,
    TextDelta,
    Turn,
    TurnsTrimmed,
    Usage,
)
from models.errors import EngineBusy, EngineCrashed, SottoError

CHECKPOINT_SECONDS = 1.0
_NOTHING = Usage(
    prompt_tokens=0,
    reused_tokens=0,
    completion_tokens=0,
    seconds_to_first_token=0.0,
    seconds=0.0,
    context_tokens=0,
    context_used=0,
    seed=0,
)
Item = TypeVar("Item")


@dataclass(slots=True)
class Answer:
    """The answer that is being written, as its writer sees it.

    Attributes:
        stopped: the user asked it to end.
        finished: how the generation ended; None until then.
        origin: what is known of its maker before its end, for one that does not come to it.
    """

    conversation_id: str
    message_id: str = ""
    stopped: bool = False
    stream: Iterator[object] | None = None
    pieces: list[str] = field(default_factory=list)
    dropped: int = 0
    finished: StopReason | None = None
    usage: Usage | None = None
    origin: Provenance | None = None

    @property
    def text(self) -> str:
        """What has been written so far."""
        return "".join(self.pieces)


Writer: TypeAlias = Callable[[Answer], Provenance]
"""Writes one answer through ``Turns.follow`` and ``Turns.grow``; raises SottoError where it cannot."""


class Turns:
    """Writes one answer at a time."""

    def __init__(
        self,
        *,
        services: Services,
        engines: EngineRoom,
        settings: Callable[[], Settings],
        observer: Observer,
        clock: Callable[[], float],
        now: Callable[[], int],
        new_id: Callable[[], str],
    ) -> None:
        self._services = services
        self._engines = engines
        self._settings = settings
        self._tell = observer
        self._clock = clock
        self._now = now
        self._new_id = new_id
        self._current: Answer | None = None
        self._busy = threading.Lock()
        self._vault: VaultPort | None = None
        self._checkpoint = 0.0

    @property
    def conversation_id(self) -> str | None:
        """The conversation that is being answered now."""
        current = self._current
        return current.conversation_id if current is not None else None

    @contextlib.contextmanager
    def one(self) -> Iterator[None]:
        """Hold the only turn.

        Raises:
            EngineBusy: another answer is being written.
        """
        if not self._busy.acquire(blocking=False):
            raise EngineBusy
        try:
            yield
        finally:
            self._current = self._vault = None
            self._busy.release()

    def stop(self) -> None:
        """End the answer that is being written; its text is kept."""
        current = self._current
        if current is None:
            return
        current.stopped = True
        stream = current.stream
        if stream is not None:
            self._services.cancel(stream)
        else:
            self._engines.stop_loading()

    def answer(
        self,
        vault: VaultPort,
        conversation: Conversation,
        question_id: str,
        *,
        is_unlocked: Callable[[], bool],
        context_tokens: int | None = None,
    ) -> Message:
        """Let the model on this computer answer a stored question. ``one`` is held by the caller.

        Raises:
            VaultLockedError: the vault was locked meanwhile.
            VaultError: the answer could not be stored.
        """

        def generate(current: Answer) -> Provenance:
            engine = self._engines.ready(context_tokens=context_tokens)
            request = self.request(engine, turns_of(conversation, question_id), conversation.summary.id)
            return self._generate(engine, request, current)

        return self.write(vault, conversation, question_id, generate, is_unlocked=is_unlocked)

    def write(
        self,
        vault: VaultPort,
        conversation: Conversation,
        question_id: str,
        writer: Writer,
        *,
        is_unlocked: Callable[[], bool],
    ) -> Message:
        """Store one answer under a stored question, as it grows. ``one`` is held by the caller.

        Raises:
            VaultLockedError: the vault was locked meanwhile.
            VaultError: the answer could not be stored.
        """
        message = Message(
            self._new_id(),
            conversation.summary.id,
            question_id,
            Role.ASSISTANT,
            "",
            max([self._now(), *(1 + known.created for known in conversation.messages)]),
            MessageStatus.STREAMING,
        )
        current = self._current = Answer(conversation.summary.id, message.id)
        vault.add_message(message)
        self._tell(MessageAdded(message))
        self._vault, self._checkpoint = vault, self._clock() + CHECKPOINT_SECONDS
        provenance: Provenance | None = None
        error: SottoError | None = None
        try:
            provenance = writer(current)
        except SottoError as caught:
            error = None if current.stopped else caught
        if not is_unlocked():
            raise VaultLockedError
        if provenance is None and current.pieces:
            provenance = current.origin
        status = _status(current, error)
        vault.finish_answer(message.id, current.text, status, provenance)
        message = msgspec.structs.replace(message, text=current.text, status=status, provenance=provenance)
        self._tell(AnswerEnded(message, current.usage, error))
        return message

    def follow(self, current: Answer, stream: Iterator[Item]) -> Iterator[Item]:
        """Take a stream as the one that ``stop`` ends."""
        current.stream = stream
        if current.stopped:
            self._services.cancel(stream)
        return stream

    def grow(self, current: Answer, text: str) -> None:
        """Add to the answer, tell, and store what there is once a second."""
        if text:
            current.pieces.append(text)
            self._tell(AnswerGrew(current.message_id, text))
        if self._vault is not None and current.pieces and self._clock() >= self._checkpoint:
            self._vault.checkpoint_answer(current.message_id, current.text, current.origin)
            self._checkpoint = self._clock() + CHECKPOINT_SECONDS

    def unstored(self, turns: tuple[Turn, ...], chat_id: str) -> Iterator[GenerationEvent]:
        """Answer without storing anything."""
        with self.one():
            current = self._current = Answer(chat_id)
            try:
                engine = self._engines.ready()
            except SottoError:
                if not current.stopped:
                    raise
                yield Finished(StopReason.CANCELLED, _NOTHING)
                return
            with self._engines.answering(engine):
                yield from self.follow(
                    current, engine.handle.port.generate(self.request(engine, turns, chat_id))
                )

    def request(self, engine: Engine, turns: tuple[Turn, ...], chat_id: str) -> GenerationRequest:
        """Put a request together from the settings and what the model recommends."""
        settings = self._settings()
        if settings.system_prompt:
            turns = (Turn("system", settings.system_prompt), *turns)
        sampling = settings.sampling or engine.model.sampling or Sampling()
        return GenerationRequest(chat_id, turns, sampling, settings.max_tokens)

    def _generate(self, engine: Engine, request: GenerationRequest, current: Answer) -> Provenance:
        """Take the events of one generation until its end."""
        ended: Finished | None = None
        current.origin = _origin(engine, request)
        with self._engines.answering(engine):
            for event in self.follow(current, engine.handle.port.generate(request)):
                match event:
                    case PromptProgress(done, total):
                        self._tell(PromptAdvanced(current.message_id, done, total))
                    case TurnsTrimmed(dropped):
                        current.dropped = dropped
                        self._tell(OldTurnsDropped(current.message_id, dropped))
                    case TextDelta(text):
                        self.grow(current, text)
                    case Finished():
                        ended = event
                        current.finished, current.usage = event.reason, event.usage
        if ended is None:
            raise EngineCrashed(how="closed", exit_code=0)
        return _provenance(engine, request, ended, current.dropped)


def turns_of(conversation: Conversation, question_id: str) -> tuple[Turn, ...]:
    """Return the branch to the question as the model sees it; empty answers are left out."""
    return tuple(
        Turn("user" if message.role is Role.USER else "assistant", message.text)
        for message in branch_to(conversation.messages, question_id)
        if message.text
    )


def _status(current: Answer, error: SottoError | None) -> MessageStatus:
    if error is not None:
        return MessageStatus.FAILED
    if current.stopped or current.finished in {None, StopReason.CANCELLED}:
        return MessageStatus.STOPPED
    return MessageStatus.COMPLETE


def _origin(engine: Engine, request: GenerationRequest) -> Provenance:
    """Return what is known before the first word."""
    return Provenance(
        model=engine.model.name,
        model_sha256=engine.model.sha256 or engine.loaded.info.sha256,
        sampling=request.sampling,
        route="local",
        max_tokens=request.max_tokens,
        sandbox=engine.handle.sandbox_level,
    )


def _provenance(engine: Engine, request: GenerationRequest, ended: Finished, dropped: int) -> Provenance:
    usage: Usage = ended.usage
    return msgspec.structs.replace(
        _origin(engine, request),
        sampling=msgspec.structs.replace(request.sampling, seed=usage.seed),
        prompt_tokens=usage.prompt_tokens,
        reused_tokens=usage.reused_tokens,
        completion_tokens=usage.completion_tokens,
        tokens_per_second=round(usage.tokens_per_second, 2),
        seconds_to_first_token=round(usage.seconds_to_first_token, 4),
        seconds=round(usage.seconds, 3),
        context_tokens=usage.context_tokens,
        context_used=usage.context_used,
        trimmed_turns=dropped,
        stop_reason=ended.reason.value,
    )

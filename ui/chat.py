"""The conversation that is open: what is shown of it, and what is under way in it.

No widgets. ``ChatPage`` shows what this tells; the core is asked in the background; the core's events come
in through ``on_event``. What the vault may not have is in ``unstored``.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

import msgspec
from PySide6.QtCore import QObject, Signal

from app.conversation import Conversation, ConversationSummary, Message, MessageStatus, Role
from app.events import (
    AnswerEnded,
    AnswerGrew,
    Event,
    MessageAdded,
    OldTurnsDropped,
    PromptAdvanced,
)
from models.engine import Usage
from models.errors import SottoError
from ui.chat_views import views_of
from ui.failure import Failure, smaller_context
from ui.kit import Kit
from ui.transcript import MessageView
from ui.unstored import Unstored

if TYPE_CHECKING:
    from app.review import Review


@dataclass(frozen=True, slots=True)
class Gauge:
    """What the status line shows of the last answer."""

    tokens_per_second: float = 0.0
    context_used: int = 0
    context_tokens: int = 0


class Chat(QObject):
    """See the module.

    Attributes:
        opened: another conversation is open; ``shown`` follows.
        shown: all that is shown is to be shown afresh (another conversation, or another branch of it).
        appended: a MessageView at the end.
        grew: (message id, text) at the end of an answer.
        finished: a MessageView; the message is in its last state.
        reading: (message id, tokens done, tokens in all) of a question that the model reads.
        failed: a Failure.
        busy_changed: whether an answer is being written here, or elsewhere, may have changed.
        renamed: the title or another part of the summary changed.
        gauge_changed: a Gauge.
        sent: the question is in the vault; the composer may let go of it.
        not_sent: the text of a question that could not be stored.
    """

    opened = Signal()
    shown = Signal()
    appended = Signal(object)
    grew = Signal(str, str)
    finished = Signal(object)
    reading = Signal(str, int, int)
    failed = Signal(object)
    busy_changed = Signal()
    renamed = Signal()
    gauge_changed = Signal(object)
    sent = Signal()
    not_sent = Signal(str)

    def __init__(self, kit: Kit, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._kit = kit
        self._conversation: Conversation | None = None
        self.unstored = Unstored()
        self._dropped: dict[str, int] = {}
        self._opening = 0
        self._sending = ""
        self._asked_in: str | None = None
        self._is_ending = False  # the answer has ended, the call that wrote it has not
        self._next: Callable[[], None] | None = None
        self.model_name = ""
        self._waiting_for_id: list[tuple[Callable[[str], None], Callable[[], None]]] = []

    # --- what is shown --------------------------------------------------------------------------

    @property
    def conversation_id(self) -> str | None:
        """None while a new one has nothing in it."""
        return self._conversation.summary.id if self._conversation is not None else None

    @property
    def summary(self) -> ConversationSummary | None:
        """The summary of what is open."""
        return self._conversation.summary if self._conversation is not None else None

    @property
    def draft(self) -> str:
        """What was typed and not sent, as of when it was opened."""
        stored = self._conversation.draft if self._conversation is not None else ""
        return self.unstored.draft_of(self.conversation_id, stored)

    @property
    def head_id(self) -> str | None:
        """Id of the last message that is shown: what a new question follows."""
        return self._conversation.head_id if self._conversation is not None else None

    @property
    def is_answering_here(self) -> bool:
        """Whether an answer is being written in this conversation."""
        return self._is_first_question or (
            self._asked_in is not None and self._asked_in == self.conversation_id
        )

    @property
    def answering_elsewhere(self) -> str | None:
        """Id of the other conversation that is being answered."""
        return None if self.is_answering_here else self._asked_in

    @property
    def _is_first_question(self) -> bool:
        return bool(self._sending) and self._asked_in is None

    @property
    def is_sending(self) -> bool:
        """Whether a question is on its way into the vault."""
        return bool(self._sending)

    def branch(self) -> tuple[Message, ...]:
        """Return the messages that are shown, with all that is known of their text."""
        if self._conversation is None:
            return ()
        return tuple(self.unstored.latest(message) for message in self._conversation.branch())

    def items(self) -> list[MessageView]:
        """Return what the transcript shows."""
        if self._conversation is None:
            return []
        return views_of(
            self._conversation,
            self.branch(),
            self.unstored,
            model_name=self.model_name,
            dropped=self._dropped,
        )

    def as_of_now(self) -> Conversation | None:
        """Return all of what is open, with what the vault does not have yet; None for a new one."""
        return self.unstored.as_of_now(self._conversation) if self._conversation is not None else None

    def last_question(self) -> Message | None:
        """Return the newest question of what is shown."""
        return next((message for message in reversed(self.branch()) if message.role is Role.USER), None)

    def last_answer(self) -> Message | None:
        """Return the newest answer of what is shown."""
        return next((m for m in reversed(self.branch()) if m.role is Role.ASSISTANT), None)

    def message(self, message_id: str) -> Message | None:
        """Return a message of what is shown."""
        return next((message for message in self.branch() if message.id == message_id), None)

    def gauge(self) -> Gauge:
        """Return the figures of the newest answer that came to its end."""
        for message in reversed(self.branch()):
            if (origin := message.provenance) is not None and origin.stop_reason:
                return Gauge(origin.tokens_per_second, origin.context_used, origin.context_tokens)
        return Gauge()

    # --- opening --------------------------------------------------------------------------------

    def begin_new(self) -> None:
        """Show an empty conversation; it gets into the vault with the first word."""
        self._opening += 1
        self._waiting_for_id = []  # what waits goes to the one that is being left
        self._show(None)

    def open(self, conversation_id: str, *, then: Callable[[], None] | None = None) -> None:
        """Load a conversation and show it."""
        self._load(lambda: self._kit.assistant.conversation(conversation_id), then)

    def show_version(self, message_id: str, *, then: Callable[[], None] | None = None) -> None:
        """Switch to the branch through a message."""
        conversation_id = self.conversation_id
        if conversation_id is not None:
            self._load(lambda: self._kit.assistant.show_version(conversation_id, message_id), then)

    def _load(self, work: Callable[[], Conversation], then: Callable[[], None] | None) -> None:
        """Show what ``work`` returns, unless something else was opened meanwhile."""
        self._opening += 1
        opening = self._opening

        def loaded(conversation: Conversation) -> None:
            if opening != self._opening:
                return
            self._show(conversation)
            if then is not None:
                then()

        self._kit.runner.run(work, on_done=loaded, on_error=self._fail)

    def _show(self, conversation: Conversation | None) -> None:
        before = self.conversation_id
        if conversation is None or conversation.summary.id != before:
            self._drop_if_empty()
        self._conversation = conversation
        if conversation is None or conversation.summary.id != before:
            self.opened.emit()
        self.shown.emit()
        self.gauge_changed.emit(self.gauge())
        self.busy_changed.emit()

    def _drop_if_empty(self) -> None:
        """Delete what is being left if it only ever held a draft, and that is gone."""
        left = self._conversation
        if left is None or left.messages or left.draft.strip() or left.summary.title or self._sending:
            return
        self._kit.runner.run(
            lambda: self._kit.assistant.delete_for_good(left.summary.id), on_error=lambda _: None
        )

    def update_summary(self, summary: ConversationSummary) -> None:
        """Take over a title, a pin or a folder that changed."""
        if self._conversation is None or self._conversation.summary.id != summary.id:
            return
        if self._conversation.summary != summary:
            self._conversation = msgspec.structs.replace(self._conversation, summary=summary)
            self.renamed.emit()

    # --- doing ----------------------------------------------------------------------------------

    def send(self, text: str) -> None:
        """Ask; ``sent`` or ``not_sent`` follows."""
        if not text.strip() or self._sending:
            return
        self._sending = text
        self.busy_changed.emit()
        parent_id = self._conversation.head_id if self._conversation is not None else None

        def ask(conversation_id: str) -> None:
            self._asked_in = conversation_id
            self.busy_changed.emit()
            self._answer(lambda: self._kit.assistant.ask(conversation_id, text, parent_id=parent_id))

        self.with_conversation(ask)

    def send_reviewed(
        self,
        review: Review,
        *,
        seen_sha256: str,
        is_skimmed: bool,
        on_refused: Callable[[Exception], object],
    ) -> None:
        """Send what was reviewed; ``sent`` follows, or ``on_refused`` while nothing is stored.

        Args:
            review: decided.
            seen_sha256: hash of the bytes that were on the screen.
            is_skimmed: they were not, and need not be.
            on_refused: told why nothing was sent.
        """
        if self._sending:
            return
        self._sending = review.parts[-1].text
        self._asked_in = review.conversation_id
        self.busy_changed.emit()

        def failed(error: Exception) -> None:
            if self._sending:
                self._idle()
                on_refused(error)
            else:
                self._on_answer_failed(error)

        self._kit.runner.run(
            lambda: self._kit.assistant.cloud.send(review, seen_sha256=seen_sha256, skimmed=is_skimmed),
            lane="answer",
            on_done=self._on_answer_done,
            on_error=failed,
        )

    def edit(self, message_id: str, text: str) -> None:
        """Ask another version of a question."""
        conversation_id = self.conversation_id
        if conversation_id is None or not text.strip() or self._sending:
            return
        self._sending, self._asked_in = text, conversation_id
        self.busy_changed.emit()
        self._answer(lambda: self._kit.assistant.edit(conversation_id, message_id, text))

    def regenerate(self, message_id: str, *, context_tokens: int | None = None) -> None:
        """Answer again; asked for while the last answer is just ending, as soon as it has."""
        conversation_id = self.conversation_id
        if self._is_ending:
            self._next = lambda: self._regenerate_in(conversation_id, message_id, context_tokens)
            return
        if conversation_id is None or self._asked_in is not None:
            return
        self._asked_in = conversation_id
        self.busy_changed.emit()
        self._answer(
            lambda: self._kit.assistant.regenerate(conversation_id, message_id, context_tokens=context_tokens)
        )

    def _regenerate_in(
        self, conversation_id: str | None, message_id: str, context_tokens: int | None
    ) -> None:
        if conversation_id == self.conversation_id:
            self.regenerate(message_id, context_tokens=context_tokens)

    def stop(self) -> None:
        """End the answer that is being written."""
        self._kit.runner.run(self._kit.assistant.stop, lane="io")

    def save_draft(self, text: str) -> None:
        """Keep what the composer holds; a new conversation begins to exist with it."""
        known = self.conversation_id
        if known is None and not text.strip():
            self.unstored.forget_draft(None)
            return

        def save(conversation_id: str) -> None:
            def failed(error: Exception) -> None:
                self.unstored.keep_draft(conversation_id, text)
                self._fail(error)

            self._kit.runner.run(
                lambda: self._kit.assistant.save_draft(conversation_id, text),
                on_done=lambda _: self.unstored.forget_draft(known, conversation_id),
                on_error=failed,
            )

        if self._conversation is not None:
            self._conversation = msgspec.structs.replace(self._conversation, draft=text)
        self.with_conversation(save, otherwise=lambda: self.unstored.keep_draft(None, text))

    def with_conversation(
        self, use: Callable[[str], None], *, otherwise: Callable[[], None] = lambda: None
    ) -> None:
        """Call with the id of the open conversation, which is made first where it does not exist."""
        if (known := self.conversation_id) is not None:
            use(known)
            return
        waiting = self._waiting_for_id
        waiting.append((use, otherwise))
        if len(waiting) > 1:
            return
        opening = self._opening

        def over() -> None:
            if self._waiting_for_id is waiting:
                self._waiting_for_id = []

        def made(summary: ConversationSummary) -> None:
            over()
            if opening == self._opening:
                self._conversation = Conversation(summary, (), None)
                self.renamed.emit()
            for each, _ in waiting:
                each(summary.id)

        def failed(error: Exception) -> None:
            over()
            for _, each in waiting:
                each()
            self._on_answer_failed(error)

        self._kit.runner.run(self._kit.assistant.new_conversation, on_done=made, on_error=failed)

    def _answer(self, work: Callable[[], Message]) -> None:
        self._kit.runner.run(
            work, lane="answer", on_done=self._on_answer_done, on_error=self._on_answer_failed
        )

    def _on_answer_done(self, message: Message) -> None:
        """End the turn. AnswerEnded has told the answer, but not what crossed the border for it."""
        if message.exchange is not None and self.unstored.has_ended(message.id):
            self._on_ended(message, None, None)
        self._idle()

    def _on_answer_failed(self, error: Exception) -> None:
        text, self._sending = self._sending, ""
        self._idle()
        if text:
            self.not_sent.emit(text)
        self._give_up()
        self._fail(error)

    def _give_up(self) -> None:
        """Show an answer that nobody writes any more (it could not be stored) as failed."""
        conversation = self._conversation
        for message in conversation.messages if conversation is not None else ():
            if self.unstored.is_growing(message):
                latest = self.unstored.latest(message)
                failed = msgspec.structs.replace(latest, status=MessageStatus.FAILED)
                self._on_ended(failed, None, None)

    def _idle(self) -> None:
        self._asked_in = None
        self._sending = ""
        self._is_ending = False
        waiting, self._next = self._next, None
        self.busy_changed.emit()
        if waiting is not None:
            waiting()

    def _fail(self, error: Exception) -> None:
        self.failed.emit(Failure(error))

    # --- what the core tells --------------------------------------------------------------------

    def on_event(self, event: Event) -> None:
        """Take an event of the core."""
        match event:
            case MessageAdded(message):
                self._on_added(message)
            case AnswerGrew(message_id, text):
                self.unstored.grow(message_id, text)
                if self._is_shown(message_id):
                    self.grew.emit(message_id, text)
            case AnswerEnded(message, usage, error):
                self._on_ended(message, usage, error)
            case PromptAdvanced(message_id, done, total):
                if self._is_shown(message_id):
                    self.reading.emit(message_id, done, total)
            case OldTurnsDropped(message_id, turns):
                self._dropped[message_id] = turns
            case _:
                pass

    def _is_shown(self, message_id: str) -> bool:
        conversation = self._conversation
        return conversation is not None and conversation.head_id == message_id

    def _on_added(self, message: Message) -> None:
        if message.role is Role.USER and self._sending:
            if self._sending == self.unstored.draft_of(None):
                self.unstored.forget_draft(None)
            self._sending = ""
            self._asked_in = message.conversation_id
            self.sent.emit()
        if message.status is MessageStatus.STREAMING:
            self.unstored.begin(message)
        conversation = self._conversation
        if conversation is None or conversation.summary.id != message.conversation_id:
            return
        if any(known.id == message.id for known in conversation.messages):
            return
        continues = message.parent_id == conversation.head_id
        self._conversation = msgspec.structs.replace(
            conversation, messages=(*conversation.messages, message), head_id=message.id
        )
        if continues and conversation.head_id is not None:
            self.appended.emit(self.items()[-1])
        else:
            self.shown.emit()
        self.busy_changed.emit()

    def _on_ended(self, message: Message, usage: Usage | None, error: SottoError | None) -> None:
        self.unstored.end(message)
        self._is_ending = self._asked_in is not None
        conversation = self._conversation
        if conversation is None or conversation.summary.id != message.conversation_id:
            return
        self._conversation = msgspec.structs.replace(
            conversation,
            messages=tuple(message if known.id == message.id else known for known in conversation.messages),
        )
        view = next((item for item in self.items() if item.message.id == message.id), None)
        if view is not None:
            self.finished.emit(view)
        if usage is not None:
            self.gauge_changed.emit(Gauge(usage.tokens_per_second, usage.context_used, usage.context_tokens))
        if error is not None:
            loaded = self._kit.assistant.loaded
            smaller = smaller_context(
                error,
                loaded=loaded.context_tokens if loaded is not None else None,
                chosen=self._kit.preferences.now.context_tokens,
            )
            self.failed.emit(Failure(error, message.id, smaller))

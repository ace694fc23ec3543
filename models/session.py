"""The chats that share one context: one is in it, the others are kept aside within a budget."""

from __future__ import annotations

from collections.abc import Sequence

from models.context import BATCH, Context
from models.prefix import Evaluated, common_length, reconcile
from models.states import KeptState, KeptStates
from models.vocabulary import Vocabulary


class Session:
    """Keeps ``evaluated`` and the context's state the same thing: every change goes through here."""

    def __init__(self, context: Context, vocabulary: Vocabulary, kv_budget: int) -> None:
        """Args: ``kv_budget`` in bytes for the states of chats that are not in the context."""
        self.context = context
        self._vocabulary = vocabulary
        self._states = KeptStates(kv_budget)
        self._chat_id: str | None = None
        self.evaluated = Evaluated()

    @property
    def kept_bytes(self) -> int:
        """Size of the states kept aside."""
        return self._states.bytes

    def enter(self, chat_id: str) -> None:
        """Put a chat into the context; the one that was there is kept aside."""
        if chat_id == self._chat_id:
            return
        self._set_aside()
        self._chat_id = chat_id
        self.evaluated = Evaluated()
        state = self._states.take(chat_id)
        if state is not None and self.context.restore(state.data, len(state.evaluated.tokens)):
            self.evaluated = state.evaluated
        else:
            self.context.clear()

    def _set_aside(self) -> None:
        if self._chat_id is None or not self.evaluated.tokens:
            return
        size = self.context.state_size()
        if not self._states.room_for(size):
            return
        self._states.make_room(size)
        data = self.context.save()
        if data is not None:
            self._states.put(self._chat_id, KeptState(self.evaluated, data))

    def start(self, prompt: Sequence[int], dropped: int) -> list[int]:
        """Go over to a new prompt.

        Returns:
            The tokens at its end that are not evaluated yet; at least the last one, whose logits are needed.
        """
        tokens = reconcile(
            self.evaluated, prompt, piece=self._vocabulary.piece, is_control=self._vocabulary.is_control
        )
        same = min(common_length(self.evaluated.tokens, tokens), len(tokens) - 1)
        if same < self.context.used:
            self.context.keep(same)
        same = min(same, self.context.used)  # a recurrent model keeps all or nothing
        self.evaluated.rebase(tokens, same)
        self.evaluated.dropped = dropped
        return tokens[same:]

    def evaluate(self, tokens: Sequence[int]) -> None:
        """Append prompt tokens, at most a batch. Raises: as ``Context.evaluate``."""
        try:
            self.context.evaluate(tokens)
        except BaseException:
            self._sync()
            raise
        self.evaluated.tokens.extend(tokens)

    def begin_answer(self) -> list[int]:
        """Remember that what comes now is generated; the caller appends each token drawn to the list."""
        answer: list[int] = []
        self.evaluated.answers.append((len(self.evaluated.tokens), answer))
        return answer

    def append(self, token: int) -> None:
        """Append a generated token. Raises: as ``Context.append``."""
        try:
            self.context.append(token)
        except BaseException:
            self._sync()
            raise
        self.evaluated.tokens.append(token)

    def _sync(self) -> None:
        """After a failure the context may hold less than before."""
        if self.context.used < len(self.evaluated.tokens):
            self.evaluated = Evaluated()
            self.context.clear()

    def forget(self, chat_id: str) -> None:
        """Drop what is kept of a chat."""
        self._states.forget(chat_id)
        if chat_id == self._chat_id:
            self._leave()

    def forget_all(self) -> None:
        """Drop what is kept of all chats."""
        self._states.clear()
        self._leave()

    def _leave(self) -> None:
        self._chat_id = None
        self.evaluated = Evaluated()
        self.context.clear()


__all__ = ["BATCH", "Session"]

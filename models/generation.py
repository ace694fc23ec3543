"""One answer: from the turns of a chat to the last piece of text and what it cost."""

from __future__ import annotations

import time
from collections.abc import Generator, Iterator, Sequence
from dataclasses import dataclass

from models.context import BATCH, Aborted, LoadedModel
from models.engine import (
    Finished,
    GenerationEvent,
    GenerationRequest,
    PromptProgress,
    StopReason,
    TextDelta,
    TurnsTrimmed,
    Usage,
)
from models.prompt import PromptBuilder
from models.sampler import Sampler, seed_of
from models.session import Session
from models.textstream import TextStream

_CHUNK = 64  # tokens; smaller ones cost a quarter more, larger ones nothing less (measured)
_CHUNK_SECONDS = 1.5


@dataclass(slots=True)
class Running:
    """A loaded model with everything around it."""

    model: LoadedModel
    session: Session
    builder: PromptBuilder

    def close(self) -> None:
        """Free context and weights."""
        self.session.context.close()
        self.model.close()


class Generation:
    """Generates one answer; ``events`` may be abandoned at any event without harm to the session."""

    def __init__(self, running: Running, request: GenerationRequest) -> None:
        """Args: ``running`` is used by one generation at a time."""
        self._request = request
        self._vocabulary = running.model.vocabulary
        self._session = running.session
        self._builder = running.builder
        self._context = running.session.context
        self._seed = seed_of(request.sampling)
        self._started = time.perf_counter()
        self._first: float | None = None
        self._prompt_tokens = 0
        self._reused = 0
        self._generated = 0

    def events(self) -> Iterator[GenerationEvent]:
        """Generate.

        Raises:
            ContextFull: the question alone is too long.
            EngineCrashed: llama.cpp failed to evaluate.
        """
        request = self._request
        self._session.enter(request.chat_id)
        prompt = self._builder.fit(
            request.turns,
            context=self._context.size,
            max_tokens=request.max_tokens,
            dropped=self._session.evaluated.dropped,
        )
        if prompt.dropped:
            yield TurnsTrimmed(prompt.dropped)
        rest = self._session.start(prompt.tokens, prompt.dropped)
        self._prompt_tokens = len(self._session.evaluated.tokens) + len(rest)
        self._reused = self._prompt_tokens - len(rest)
        try:
            yield from self._read(rest)
        except Aborted:
            yield self._finished(StopReason.CANCELLED)
            return
        stream = TextStream((*request.stop, *self._builder.stop))
        reason = yield from self._write(stream)
        text = stream.finish()
        if text:
            yield TextDelta(text)
        yield self._finished(StopReason.STOP_STRING if stream.stopped else reason)

    def _read(self, tokens: Sequence[int]) -> Iterator[PromptProgress]:
        """Evaluate the prompt in chunks of about _CHUNK_SECONDS.

        Between them progress is told. A cancel ends within one graph node, which is a few hundredths of a
        chunk.
        """
        done, chunk = 0, _CHUNK
        yield PromptProgress(0, len(tokens))
        while done < len(tokens):
            began = time.perf_counter()
            rest = len(tokens) - done
            size = (
                rest if 2 * rest <= 3 * chunk else chunk
            )  # no small piece at the end, which costs most per token
            part = tokens[done : done + min(size, BATCH)]
            self._session.evaluate(part)
            done += len(part)
            yield PromptProgress(done, len(tokens))
            rate = len(part) / max(time.perf_counter() - began, 1e-6)
            chunk = min(max(int(rate * _CHUNK_SECONDS) // _CHUNK, 1) * _CHUNK, BATCH)

    def _write(self, stream: TextStream) -> Generator[TextDelta, None, StopReason]:
        """Draw tokens until something ends the answer; returns what.

        The text of a token is handed out before the token is evaluated, which takes most of the time.
        """
        session, vocabulary, context = self._session, self._vocabulary, self._context
        piece, ends, feed, append = vocabulary.text_piece, vocabulary.ends, stream.feed, session.append
        limit = max(self._request.max_tokens, 1)
        answer = session.begin_answer()
        with Sampler(
            self._request.sampling, self._seed, vocabulary.pointer, vocabulary.size, self._request.grammar
        ) as sampler:
            draw = sampler.drawing(context.pointer)
            while True:
                token = draw()
                if self._first is None:
                    self._first = time.perf_counter()
                if token in ends:
                    return StopReason.END
                answer.append(token)
                self._generated += 1
                text = feed(piece(token))
                if text:
                    yield TextDelta(text)
                if stream.stopped:
                    return StopReason.STOP_STRING
                if self._generated >= limit:
                    return StopReason.LENGTH
                if context.used >= context.size:
                    return StopReason.CONTEXT_FULL
                try:
                    append(token)
                except Aborted:
                    return StopReason.CANCELLED

    def _finished(self, reason: StopReason) -> Finished:
        end = time.perf_counter()
        first = end if self._first is None else self._first
        return Finished(
            reason,
            Usage(
                prompt_tokens=self._prompt_tokens,
                reused_tokens=self._reused,
                completion_tokens=self._generated,
                seconds_to_first_token=first - self._started,
                seconds=end - first,
                context_tokens=self._context.size,
                context_used=self._context.used,
                seed=self._seed,
            ),
        )

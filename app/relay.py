"""One answer that comes from a provider: values put back as it streams, what came kept as it came."""

from __future__ import annotations

import contextlib
import threading
from collections.abc import Callable, Iterator

import msgspec

from app.conversation import Exchange, Provenance
from app.errors import CutOff, UsageRefused
from app.gate.port import (
    ApprovedRequest,
    Connected,
    ConnectionFacts,
    Finished,
    SendEvent,
    Sent,
    TextArrived,
    Waiting,
)
from app.providers import Provider
from app.redaction.restorer import Restored, Restorer
from app.turns import Answer
from app.vault.port import VaultPort
from models.engine import Sampling, Usage
from models.errors import SottoError

# Seconds; an answer that comes faster came in one piece, and dividing by that would be no speed of writing.
_SHORTEST_TIMED = 0.1


class Relay:
    """Writes one answer.

    Attributes:
        exchange: what came, once it is kept; None before, and where it could not be.
        is_logged: set once every connection is in the log, or could not be put there.

    Args:
        vault: keeps what came.
        provider: who answers.
        approved: what it was asked.
        question: the exchange of the question; the answer's is made of it.
        restorer: with the conversation's map.
        log: takes each connection.
    """

    def __init__(
        self,
        *,
        vault: VaultPort,
        provider: Provider,
        approved: ApprovedRequest,
        question: Exchange,
        restorer: Restorer,
        log: Callable[[ConnectionFacts], None],
        clock: Callable[[], float],
    ) -> None:
        self._vault = vault
        self._provider = provider
        self._approved = approved
        self._question = question
        self._restorer = restorer
        self._log = log
        self._clock = clock
        self._raw: list[str] = []
        self._unknown: dict[str, None] = {}
        self.exchange: Exchange | None = None
        self.is_logged = threading.Event()
        self._began = clock()
        self._open: ConnectionFacts | None = self._nothing_seen()

    def write(
        self,
        current: Answer,
        events: Iterator[SendEvent],
        *,
        grow: Callable[[str], None],
    ) -> Provenance:
        """Take the gate's events until their end; what came is kept, however it ended.

        Args:
            current: the answer.
            events: of the gate.
            grow: takes restored text.
        """
        began = sent = self._clock()
        first: float | None = None
        ended: Finished | None = None
        current.origin = self._origin(self._provider.destination.model)
        try:
            for event in events:
                self._follow(event)
                match event:
                    case Sent():
                        sent = self._clock()
                    case TextArrived(text):
                        first = first if first is not None else self._clock()
                        self._raw.append(text)
                        self._show(self._restorer.feed(text), grow)
                    case Finished():
                        ended = event
                    case _:
                        pass
        except SottoError as error:
            if current.stream is None and self._open is not None:  # the gate was never asked to send
                why = error.facts.get("reason") if isinstance(error, UsageRefused) else None
                self._open = msgspec.structs.replace(self._open, outcome=str(why or error.code))
            raise
        finally:
            self._log_unknown()
            self._show(self._restorer.finish(), grow)
            self._keep(current)
        if ended is None:
            raise CutOff(host=self._approved.host, reason="closed")
        current.finished = ended.reason
        writing = self._clock() - (first if first is not None else began)
        current.usage = Usage(
            prompt_tokens=ended.usage.prompt_tokens,
            reused_tokens=0,
            completion_tokens=ended.usage.completion_tokens,
            seconds_to_first_token=max(0.0, first - sent) if first is not None else 0.0,
            seconds=writing if writing >= _SHORTEST_TIMED else 0.0,
            context_tokens=0,
            context_used=0,
            seed=0,
        )
        return self._provenance(current.usage, ended)

    def give_up(self) -> None:
        """Log that nothing was sent: it was locked before the gate was there."""
        with contextlib.suppress(SottoError):
            self._log(msgspec.structs.replace(self._nothing_seen(), outcome="cancelled"))
        self.is_logged.set()

    def _follow(self, event: SendEvent) -> None:
        """Log the connection that has ended, and keep what is seen of the one that has not."""
        if isinstance(event, ConnectionFacts):
            self._log(event)
            self._open = None
            return
        seen = self._open
        if isinstance(event, Waiting):  # another attempt follows
            self._began = self._clock()
            self._open = self._nothing_seen()
        elif seen is not None and isinstance(event, Connected):
            self._open = msgspec.structs.replace(seen, tls=event.tls)
        elif seen is not None and isinstance(event, Sent):
            self._open = msgspec.structs.replace(seen, bytes_out=event.size)
        elif seen is not None and isinstance(event, TextArrived):
            came = seen.bytes_in + len(event.text.encode("utf-8", "replace"))
            self._open = msgspec.structs.replace(seen, bytes_in=came)

    def _nothing_seen(self) -> ConnectionFacts:
        return ConnectionFacts(
            host=self._approved.host,
            purpose="answer",
            approval_id=self._approved.approval_id,
            body_sha256=self._approved.body_sha256,
            bytes_out=0,
            bytes_in=0,
            tls="",
            seconds=0.0,
            outcome="unknown",
        )

    def _log_unknown(self) -> None:
        """Log a connection of which the gate did not say how it ended: what was seen is the least of it."""
        if self._open is not None and not self.is_logged.is_set():
            with contextlib.suppress(SottoError):  # locked meanwhile: the next unlock notes it
                self._log(msgspec.structs.replace(self._open, seconds=self._clock() - self._began))
        self.is_logged.set()

    def _show(self, restored: Restored, grow: Callable[[str], None]) -> None:
        for flag in restored.flags:
            self._unknown[flag.tag] = None
        grow(restored.text)

    def _keep(self, current: Answer) -> None:
        """Store what came, as it came."""
        self.exchange = msgspec.structs.replace(
            self._question, text="".join(self._raw), redacted={}, kept={}, unknown=tuple(self._unknown)
        )
        try:
            self._vault.record_exchange(current.message_id, self.exchange)
        except SottoError:  # locked meanwhile: the answer is marked at the next unlock
            self.exchange = None

    def _origin(self, model: str) -> Provenance:
        return Provenance(
            model=model,
            model_sha256="",
            sampling=Sampling(),
            route=self._question.route,
            provider=self._provider.name,
            max_tokens=self._provider.max_tokens,
        )

    def _provenance(self, usage: Usage, ended: Finished) -> Provenance:
        return msgspec.structs.replace(
            self._origin(ended.model or self._provider.destination.model),
            prompt_tokens=usage.prompt_tokens,
            completion_tokens=usage.completion_tokens,
            tokens_per_second=round(usage.tokens_per_second, 2),
            seconds_to_first_token=round(usage.seconds_to_first_token, 4),
            seconds=round(usage.seconds, 3),
            stop_reason=ended.reason.value,
        )

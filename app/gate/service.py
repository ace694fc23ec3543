"""The gate's process: sends one approved request at a time and streams its answer.

The order is the promise: the seal, the allow-list and the pace are checked before a name is asked for; the
certificate and the pins before a byte of the request; the text is handed on as it comes, and the facts of
every connection, whatever became of it, before the error.
"""

from __future__ import annotations

import ssl
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Final

from app.errors import AnswerBroken, CutOff, HostNotAllowed, RateLimited
from app.gate.address import server_address
from app.gate.approval import Seals
from app.gate.exchange import Exchange, check_credential
from app.gate.pace import LONGEST_PAUSE, Pace, pause_after
from app.gate.port import (
    ApprovedRequest,
    Connected,
    ConnectionFacts,
    Credential,
    Destination,
    Finished,
    GateStart,
    SendEvent,
    Sent,
    TextArrived,
    Waiting,
)
from app.gate.stream import Answer
from app.gate.wire import Cancelled, Clock, Wire, open_wire
from app.process.sandbox import Powers
from models.cancel import CancelToken, current_cancel
from models.engine import StopReason
from models.errors import ServiceFault, SottoError

_MEMORY: Final = 768 * 2**20
_EVENT_STREAM: Final = "text/event-stream"
_JSON: Final = "application/json"
_NAME_FILES: Final = (
    "/etc/resolv.conf",
    "/etc/hosts",
    "/etc/nsswitch.conf",
    "/etc/host.conf",
    "/etc/gai.conf",
)
# Where the system's authorities lie (the paths of OpenSSL's builds and of truststore), and their targets.
_AUTHORITIES: Final = (
    "/etc/ssl",
    "/etc/pki",
    "/etc/ca-certificates",
    "/usr/share/ca-certificates",
    "/usr/share/pki",
    "/usr/local/share/ca-certificates",
    "/var/lib/ca-certificates",
)
_DNS_PORT: Final = 53


class Gate:
    """Implements GatePort. One call at a time.

    Args:
        start: the seal's key and the hosts that may be asked.
        clock: monotonic seconds, for the pace.
        wait: waits that many seconds, or until the token is set.
    """

    def __init__(
        self,
        start: GateStart,
        *,
        clock: Callable[[], float] = time.monotonic,
        wait: Callable[[CancelToken, float], None] | None = None,
    ) -> None:
        self._allowed = frozenset(start.hosts)
        self._seals = Seals(start.seal_key)
        self._clock = clock
        self._recent = start.recent
        self._pace: Pace | None = None
        self._wait = wait or _wait

    def send(
        self, request: ApprovedRequest, destination: Destination, credential: Credential
    ) -> Iterator[SendEvent]:
        """Send what was approved; see GatePort."""
        self._seals.use(request, destination)
        server = server_address(destination.base_url)
        if server.authority not in self._allowed or request.host != server.authority:
            raise HostNotAllowed(host=server.authority)
        check_credential(credential)
        pace = self._pace or self._resumed_pace(request)
        clock = Clock(destination, current_cancel())
        for attempt in range(1, 100):
            yield from self._keep(pace, destination, clock)
            one = _Attempt(request, destination, credential, self._allowed, clock)
            yield from one.run()
            if one.error is None:
                return
            pause = pause_after(one.error, attempt=attempt, retry_after=one.retry_after)
            if pause is None or clock.would_be_over(pause.seconds):
                raise one.error
            yield Waiting(pause.why, pause.seconds)
            self._wait(clock.token, pause.seconds)

    def _resumed_pace(self, first: ApprovedRequest) -> Pace:
        """Count what earlier gates have sent; the first request of this one was approved before it began."""
        recent = [one for one in self._recent if one.approval_id != first.approval_id]
        self._pace = Pace(self._clock, recent)
        return self._pace

    def _keep(self, pace: Pace, destination: Destination, clock: Clock) -> Iterator[SendEvent]:
        seconds = pace.pause(destination)
        if seconds > LONGEST_PAUSE:
            raise RateLimited(host=server_address(destination.base_url).authority, wait=seconds, ours=True)
        if seconds:
            yield Waiting("pace", seconds)
            self._wait(clock.token, seconds)
        pace.count(destination)


class _Attempt:
    """One connection.

    Attributes:
        error: how it failed; None when it was answered or cancelled.
        retry_after: what the server asked for.
    """

    def __init__(
        self,
        request: ApprovedRequest,
        destination: Destination,
        credential: Credential,
        allowed: frozenset[str],
        clock: Clock,
    ) -> None:
        self._request = request
        self._destination = destination
        self._credential = credential
        self._allowed = allowed
        self._clock = clock
        self._began = time.monotonic()
        self._answer = Answer(destination.kind, request.host)
        self._wire: Wire | None = None
        self.error: SottoError | None = None
        self.retry_after: float | None = None

    def run(self) -> Iterator[SendEvent]:
        """Connect, send, stream; the last event is the facts. Raises nothing."""
        outcome = "answered"
        try:
            self._clock.start_connecting()
            yield from self._talk()
        except Cancelled:
            outcome = "cancelled"
            yield Finished(StopReason.CANCELLED, self._answer.usage, self._answer.model)
        except MemoryError:
            raise
        except SottoError as error:
            outcome, self.error = error.code, error
        except Exception as error:  # noqa: BLE001 (a bug; the connection is told all the same)
            outcome, self.error = ServiceFault.code, ServiceFault(kind=type(error).__name__)
        yield self._facts(outcome)

    def _talk(self) -> Iterator[SendEvent]:
        opened = open_wire(self._destination, self._credential, allowed=self._allowed, clock=self._clock)
        with opened as wire:
            self._wire = wire
            yield Connected(wire.host, wire.tls)
            exchange = Exchange(wire, self._destination)
            yield Sent(exchange.send(self._request, self._credential))
            exchange.receive_head()
            self.retry_after = exchange.retry_after
            refusal = exchange.refusal()
            if refusal is not None:
                raise refusal
            yield from self._stream(exchange)
        yield Finished(self._answer.reason, self._answer.usage, self._answer.model)

    def _stream(self, exchange: Exchange) -> Iterator[SendEvent]:
        answer, host = self._answer, self._request.host
        if exchange.content_type == _JSON:  # a server that does not stream
            yield TextArrived(answer.feed_whole(exchange.body()))
            return
        if exchange.content_type != _EVENT_STREAM:
            raise AnswerBroken(host=host, reason="type")
        try:
            for received in exchange.body():
                for text in answer.feed(received):
                    yield TextArrived(text)
                if answer.is_last:
                    return
        except CutOff:
            if not answer.is_complete:
                raise
        if not answer.is_complete:
            raise CutOff(host=host, reason="closed")

    def _facts(self, outcome: str) -> ConnectionFacts:
        wire, request = self._wire, self._request
        return ConnectionFacts(
            host=request.host,
            purpose="answer",
            approval_id=request.approval_id,
            body_sha256=request.body_sha256,
            bytes_out=wire.bytes_out if wire is not None else 0,
            bytes_in=wire.bytes_in if wire is not None else 0,
            tls=wire.tls if wire is not None else "",
            seconds=time.monotonic() - self._began,
            outcome=outcome,
        )


def _wait(token: CancelToken, seconds: float) -> None:
    """Wait, or until the token is set."""
    woken = threading.Event()
    with token.calling(woken.set):
        woken.wait(seconds)


def _name_files() -> tuple[str, ...]:
    """Return the files that names are resolved with.

    The first is replaced whenever the network changes; where it lies in a folder of its own, that is allowed.
    """
    folder = Path(_NAME_FILES[0]).resolve().parent
    return (*_NAME_FILES, str(folder)) if folder.is_relative_to("/run") else _NAME_FILES


def _authorities() -> tuple[str, ...]:
    built_in = ssl.get_default_verify_paths()
    return (*_AUTHORITIES, built_in.openssl_cafile, built_in.openssl_capath)


def prepare(start: GateStart) -> tuple[Gate, Powers]:
    """Make the gate, and say what its process needs: some ports, and what names and TLS are looked up in."""
    ports = {int(host.rpartition(":")[2]) for host in start.hosts}
    return Gate(start), Powers(
        read=(*_name_files(), *_authorities()),
        connect=tuple(sorted(ports | {_DNS_PORT})),
        memory_bytes=_MEMORY,
        private_network=False,
    )

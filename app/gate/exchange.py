"""One request and its answer: HTTP/1.1 (h11) over a wire, every part of the answer bounded.

Not a general client: one request, no redirects, no cookies, no compression asked for, the connection closed
behind it. So nothing but the head and the body that were approved ever leaves.
"""

from __future__ import annotations

import zlib
from collections.abc import Iterator
from typing import Final

import h11

from app.errors import (
    AnswerBroken,
    AnswerTooLarge,
    CredentialRefused,
    CutOff,
    GateError,
    RateLimited,
    RedirectRefused,
    RequestRefused,
    ServerFailed,
    UsageRefused,
)
from app.gate.address import server_address
from app.gate.body import request_head
from app.gate.port import ApprovedRequest, Credential, Destination
from app.gate.wire import Wire

MAX_HEAD: Final = 2**16
_READ_SIZE: Final = 2**16
_INFLATED_SIZE: Final = 2**16
_MOST_INFORMATIONAL: Final = 8
_LONGEST_RETRY_AFTER: Final = 6


class Exchange:
    """A request on a fresh wire: ``send``, then ``receive_head``, then ``body``.

    Attributes:
        status: of the answer.
        retry_after: seconds that the server asks for; None when it says nothing usable.
    """

    def __init__(self, wire: Wire, destination: Destination) -> None:
        self._wire = wire
        self._destination = destination
        self._http = h11.Connection(h11.CLIENT, max_incomplete_event_size=MAX_HEAD)
        self._headers: dict[bytes, bytes] = {}
        self.status = 0
        self.retry_after: float | None = None

    def send(self, request: ApprovedRequest, credential: Credential) -> int:
        """Send the approved bytes; returns how many left, head included.

        A server that has seen enough may answer and hang up before everything is out: its answer is read.

        Raises:
            Cancelled, CutOff: see Wire.
        """
        head = h11.Request(
            method=request.method,
            target=request.path,
            headers=[
                *request_head(self._destination, len(request.body)),
                *_credential_head(self._destination, credential),
            ],
        )
        events = (head, h11.Data(data=request.body), h11.EndOfMessage())
        pieces = [self._http.send(event) or b"" for event in events]
        before = self._wire.bytes_out
        try:
            self._wire.write(b"".join(pieces))
        except CutOff as error:
            if error.facts.get("reason") != "closed":
                raise
        return self._wire.bytes_out - before

    def receive_head(self) -> None:
        """Read the status and the headers.

        Raises:
            AnswerTooLarge: a head of more than ``MAX_HEAD`` bytes.
            AnswerBroken: not HTTP.
            Cancelled, CutOff: see Wire.
        """
        for _ in range(_MOST_INFORMATIONAL):
            event = self._next_event()
            if isinstance(event, h11.Response):
                self.status = event.status_code
                self._headers = dict(event.headers)
                self.retry_after = _retry_after(self._headers.get(b"retry-after", b""))
                return
        raise AnswerBroken(host=self._wire.host, reason="http")

    @property
    def content_type(self) -> str:
        """The type of the body without parameters, lower case."""
        return self._headers.get(b"content-type", b"").split(b";")[0].strip().lower().decode("latin-1")

    def refusal(self) -> GateError | None:
        """Return the error that the status is, or None for one with an answer. The body is not looked at."""
        status, host = self.status, self._wire.host
        if 200 <= status < 300:
            return None
        if 300 <= status < 400:
            return RedirectRefused(host=host, status=status)
        if status in {401, 403}:
            return CredentialRefused(host=host, status=status)
        if status == 407:
            return RequestRefused(host=host, status=status)
        if status == 429:
            return RateLimited(host=host, wait=self.retry_after or 0.0, ours=False)
        if status < 500:
            return RequestRefused(host=host, status=status)
        return ServerFailed(host=host, status=status)

    def body(self) -> Iterator[bytes]:
        """Yield the decoded body as it arrives, at most ``max_answer_bytes`` in all.

        Raises:
            AnswerTooLarge: there is more.
            AnswerBroken: not HTTP, or encoded in a way that nobody asked for and that is not known.
            Cancelled, CutOff: see Wire; a body that is shorter than announced is cut off.
        """
        total, limit = 0, self._destination.max_answer_bytes
        for data in self._decoded():
            total += len(data)
            if total > limit:
                raise AnswerTooLarge(host=self._wire.host, limit=limit, part="answer")
            yield data

    def _decoded(self) -> Iterator[bytes]:
        encoding = self._headers.get(b"content-encoding", b"").strip().lower()
        if encoding in {b"", b"identity"}:
            yield from self._raw()
        elif encoding in {b"gzip", b"x-gzip", b"deflate"}:
            yield from self._inflated()
        else:
            raise AnswerBroken(host=self._wire.host, reason="encoding")

    def _inflated(self) -> Iterator[bytes]:
        """Undo a compression that nobody asked for, in pieces whose size we choose."""
        inflate = zlib.decompressobj(wbits=47)  # gzip or zlib, by the header
        try:
            for data in self._raw():
                pending = data
                while pending and not inflate.eof:
                    yield inflate.decompress(pending, _INFLATED_SIZE)
                    pending = inflate.unconsumed_tail
        except zlib.error:
            raise AnswerBroken(host=self._wire.host, reason="encoding") from None

    def _raw(self) -> Iterator[bytes]:
        while True:
            event = self._next_event()
            if isinstance(event, h11.Data):
                yield bytes(event.data)
            elif isinstance(event, h11.EndOfMessage):
                return
            else:
                raise AnswerBroken(host=self._wire.host, reason="http")

    def _next_event(self) -> object:
        while True:
            try:
                event = self._http.next_event()
                if event is not h11.NEED_DATA:
                    return event
                data = self._wire.read(_READ_SIZE)
                self._http.receive_data(data)
            except h11.RemoteProtocolError as error:
                raise self._broken(error) from None

    def _broken(self, error: h11.RemoteProtocolError) -> GateError:
        host = self._wire.host
        if error.error_status_hint == 431:
            return AnswerTooLarge(host=host, limit=MAX_HEAD, part="head")
        if self._http.their_state is h11.ERROR and self._wire.has_ended:
            return CutOff(host=host, reason="closed")
        return AnswerBroken(host=host, reason="http")


def check_credential(credential: Credential) -> None:
    """Refuse what cannot be in a header; nothing else of it is looked at.

    Raises:
        UsageRefused: reason "bad-key".
    """
    key = credential.api_key
    if not key.isascii() or not key.isprintable() or key != key.strip():
        raise UsageRefused(reason="bad-key")


def _credential_head(destination: Destination, credential: Credential) -> list[tuple[str, str]]:
    if not credential.api_key:
        return []
    if destination.kind == "anthropic":
        return [("x-api-key", credential.api_key)]
    # Azure's dated interface, known by its query, takes keys in a header of its own, and the tokens of a
    # sign-in (JWT) as all do: https://learn.microsoft.com/azure/ai-services/openai/reference
    if server_address(destination.base_url).query and not credential.api_key.startswith("eyJ"):
        return [("api-key", credential.api_key)]
    return [("Authorization", f"Bearer {credential.api_key}")]


def _retry_after(value: bytes) -> float | None:
    """Return the seconds of a Retry-After header; its other form, a date, is not believed."""
    text = value.strip()
    return float(text) if text.isdigit() and len(text) <= _LONGEST_RETRY_AFTER else None

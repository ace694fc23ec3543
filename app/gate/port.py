"""The gate port: what the core asks of the process that has the network, and what comes back.

``app.gate.service.Gate`` implements it; ``app.process`` carries it across a pipe. A request is a sealed
``ApprovedRequest``: ``app.gate.approval`` makes one for bytes that the user has seen, and the gate refuses
every other. Everything here is a frozen msgspec struct.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated, Literal, Protocol

import msgspec

from app.errors import BodyNotApproved
from models.engine import StopReason

Dialect = Literal["openai", "anthropic"]
CloudRoute = Literal["private", "cloud"]


class TimeLimits(msgspec.Struct, frozen=True):
    """Seconds.

    Attributes:
        connect: for the name, the connection, the proxy and TLS together.
        idle: longest silence of the server while it answers.
        total: for everything, retries included.
    """

    connect: Annotated[float, msgspec.Meta(gt=0, le=120)] = 15.0
    idle: Annotated[float, msgspec.Meta(gt=0, le=900)] = 120.0
    total: Annotated[float, msgspec.Meta(gt=0, le=7200)] = 1800.0


class Destination(msgspec.Struct, frozen=True):
    """A server that may be asked, and how to reach it. No secret is in it.

    Attributes:
        id: ours, opaque; the rate limit is counted under it.
        kind: which protocol it speaks.
        base_url: ``https://host[:port][/path][?api-version=...]`` without the dialect's own path; ``http``
            only to loopback.
        model: the name that the server knows the model by.
        route: the organisation's own server, or somebody else's.
        ca_bundle: PEM; the only authorities that are believed then. Empty takes the system's.
        client_certificate: PEM chain for mTLS; its key travels in the Credential.
        proxy: ``http://host:port`` (CONNECT) or ``socks5://host:port``; "" for none. The environment and the
            system's settings are never asked.
        pins: base64 SHA-256 of the server's public key (SubjectPublicKeyInfo); any of them will do, and
            without any no key is asked for. A pin never replaces the certificate check.
        requests_per_minute: 0 sets no limit. Repeated requests count too.
        max_answer_bytes: of the decoded body; more ends the answer.
    """

    id: str
    kind: Dialect
    base_url: str
    model: str
    route: CloudRoute = "cloud"
    ca_bundle: bytes = b""
    client_certificate: bytes = b""
    proxy: str = ""
    pins: tuple[str, ...] = ()
    requests_per_minute: Annotated[int, msgspec.Meta(ge=0, le=10_000)] = 20
    limits: TimeLimits = TimeLimits()
    max_answer_bytes: Annotated[int, msgspec.Meta(gt=0, le=2**30)] = 8 * 2**20


class Credential(msgspec.Struct, frozen=True):
    """What proves who we are; only ever on its way to the server it is for.

    Attributes:
        api_key: sent in the dialect's header; "" sends none.
        client_key: PEM, unencrypted, of the destination's client certificate.
        proxy_user: for the proxy, with ``proxy_password``.
    """

    api_key: str = ""
    client_key: bytes = b""
    proxy_user: str = ""
    proxy_password: str = ""

    def __repr__(self) -> str:
        """Never the value."""
        return "<Credential>"


class ApprovedRequest(msgspec.Struct, frozen=True):
    """Bytes that the user has approved, for one server, once. Made by ``app.gate.approval`` alone.

    Attributes:
        approval_id: names the approval in the audit log; the gate takes each one once.
        host: the server's name and port as shown to the user.
        path: of the request, with the base address's path.
        body: the exact bytes.
        body_sha256: lower-case hex; checked whenever a request comes to be, also out of a frame.
        seal: over all of that and the whole destination, with a key that the review and the gate share.
    """

    approval_id: str
    destination_id: str
    host: str
    method: Literal["POST"]
    path: str
    body: bytes
    body_sha256: str
    seal: bytes

    def __post_init__(self) -> None:
        """Check the hash.

        Raises:
            BodyNotApproved: these are not the bytes that were hashed.
        """
        import hashlib  # OpenSSL; the vault's port imports this module at every start

        if hashlib.sha256(self.body).hexdigest() != self.body_sha256:
            raise BodyNotApproved(reason="hash")

    def __repr__(self) -> str:
        """Never the body."""
        return f"<ApprovedRequest {self.approval_id} {len(self.body)} bytes to {self.host}>"


class AnswerUsage(msgspec.Struct, frozen=True):
    """What the server says it counted; 0 where it says nothing."""

    prompt_tokens: int = 0
    completion_tokens: int = 0


class Waiting(msgspec.Struct, frozen=True, tag="waiting"):
    """Nothing was answered yet, and it is tried again after a pause.

    Attributes:
        why: "unreachable", "rate-limited" (the server's), "unavailable" or "pace" (our own limit).
        seconds: of the pause.
    """

    why: Literal["unreachable", "rate-limited", "unavailable", "pace"]
    seconds: float


class Connected(msgspec.Struct, frozen=True, tag="connected"):
    """The server was reached and is who it should be; nothing of the request has been sent.

    Attributes:
        tls: "TLSv1.3" and the like; "" for plain http, which only goes to this computer.
    """

    host: str
    tls: str


class Sent(msgspec.Struct, frozen=True, tag="sent"):
    """The whole request is out: ``size`` bytes of head and body."""

    size: int


class TextArrived(msgspec.Struct, frozen=True, tag="text"):
    """New text of the answer, always whole characters. It comes from outside: never trust it."""

    text: str

    def __repr__(self) -> str:
        """Never the text."""
        return f"<TextArrived {len(self.text)} characters>"


class Finished(msgspec.Struct, frozen=True, tag="finished"):
    """The answer has ended as it should, or was cancelled.

    Attributes:
        model: what the server says answered; cleaned, at most 120 characters.
    """

    reason: StopReason
    usage: AnswerUsage
    model: str = ""


class ConnectionFacts(msgspec.Struct, frozen=True, tag="facts"):
    """One connection, for the audit log: no content. Emitted for every attempt, whatever became of it.

    Attributes:
        host: name and port of the server (a proxy is not named).
        purpose: what it was for.
        bytes_out: of HTTP, head and body, before TLS; 0 when nothing of the request left.
        bytes_in: the same, of the answer.
        tls: as in Connected.
        seconds: from the first step to the closed socket.
        outcome: "answered", "cancelled", or the code of the error.
    """

    host: str
    purpose: Literal["answer"]
    approval_id: str
    body_sha256: str
    bytes_out: int
    bytes_in: int
    tls: str
    seconds: float
    outcome: str


SendEvent = Waiting | Connected | Sent | TextArrived | Finished | ConnectionFacts


class Recent(msgspec.Struct, frozen=True):
    """A request that was approved within the last minute, so that a new gate keeps the pace of the last."""

    destination_id: str
    approval_id: str
    seconds_ago: float


class GateStart(msgspec.Struct, frozen=True):
    """What the gate process is given when it starts.

    Attributes:
        seal_key: 32 bytes of ``app.gate.approval``; only requests sealed with it are sent.
        hosts: ``host:port`` of every server that may be asked, and of their proxies; nothing else is ever
            connected to. Make them with ``app.gate.address.allowed_hosts``.
        recent: what the limit of requests per minute has to count.
    """

    seal_key: bytes
    hosts: tuple[str, ...]
    recent: tuple[Recent, ...] = ()

    def __repr__(self) -> str:
        """Never the key."""
        return f"<GateStart {len(self.hosts)} hosts>"


class GatePort(Protocol):
    """The gate process. One call at a time; ``send`` can be cancelled.

    Raises:
        GateError: any of the subclasses in ``app.errors``.
    """

    def send(
        self, request: ApprovedRequest, destination: Destination, credential: Credential
    ) -> Iterator[SendEvent]:
        """Send what was approved and stream the answer.

        Every connection ends in one ConnectionFacts, before the error if there is one: read the stream to
        its end, also after a cancel (which ends it with Finished and its reason CANCELLED).
        """
        ...

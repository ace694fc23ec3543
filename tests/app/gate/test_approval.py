"""Promise: the gate sends what was approved, to whom it was approved for, once; nothing else is sent."""

from __future__ import annotations

import hashlib
import ssl
from collections.abc import Callable

import msgspec
import pytest

from app.errors import BodyNotApproved
from app.gate.approval import Approvals
from app.gate.body import Parameters, prepare
from app.gate.port import ApprovedRequest, Credential, Destination, GateStart
from app.gate.service import Gate
from models.engine import Turn
from tests.app.gate.conftest import Desk
from tests.app.gate.server import Server, Visit, openai_events

To = Callable[..., Destination]
DESTINATION = Destination("there", "openai", "https://example.test/v1", "a-model")


def answer(visit: Visit) -> None:
    visit.stream(*openai_events("Hello"))


def test_an_approval_binds_to_the_bytes_that_were_shown() -> None:
    approvals = Approvals()
    shown = prepare(DESTINATION, system="", turns=(Turn("user", "One"),), parameters=Parameters())
    other = prepare(DESTINATION, system="", turns=(Turn("user", "Two"),), parameters=Parameters())
    assert approvals.approve(shown, DESTINATION, seen_sha256=shown.body_sha256).body == shown.body
    with pytest.raises(BodyNotApproved, match="hash"):
        approvals.approve(other, DESTINATION, seen_sha256=shown.body_sha256)
    elsewhere = msgspec.structs.replace(DESTINATION, id="elsewhere")
    with pytest.raises(BodyNotApproved, match="seal"):
        approvals.approve(shown, elsewhere, seen_sha256=shown.body_sha256)


def test_a_request_with_other_bytes_than_its_hash_cannot_exist(desk: Desk) -> None:
    request = desk.approve(DESTINATION)
    with pytest.raises(BodyNotApproved):
        msgspec.structs.replace(request, body=request.body + b" ")
    frame = msgspec.msgpack.encode(request).replace(b"PERSON_1", b"PERSON_2")
    with pytest.raises(BodyNotApproved):
        msgspec.msgpack.decode(frame, type=ApprovedRequest)


def test_bytes_that_were_exchanged_behind_the_types_back_are_refused(
    desk: Desk, to: To, tls: ssl.SSLContext
) -> None:
    with Server(answer, tls) as server:
        destination = to(server.url())
        request = desk.approve(destination)
        msgspec.structs.force_setattr(request, "body", b"{}")
        outcome = desk.send(destination, request=request)
    assert outcome.error is not None
    assert outcome.error.facts == {"reason": "hash"}
    assert server.connections == 0


@pytest.mark.parametrize(
    "change",
    [
        {"approval_id": "another"},
        {"destination_id": "another"},
        {"host": "localhost:1"},
        {"path": "/v1/files"},
        {"seal": b""},
        {"seal": bytes(32)},
    ],
)
def test_a_changed_request_is_refused_before_any_connection(
    desk: Desk, to: To, tls: ssl.SSLContext, change: dict[str, object]
) -> None:
    with Server(answer, tls) as server:
        destination = to(server.url())
        forged = msgspec.structs.replace(desk.approve(destination), **change)
        outcome = desk.send(destination, request=forged)
    assert outcome.code == "body-not-approved"
    assert outcome.events == []
    assert server.connections == 0


def test_other_bytes_with_their_own_hash_are_refused(desk: Desk, to: To, tls: ssl.SSLContext) -> None:
    with Server(answer, tls) as server:
        destination = to(server.url())
        body = b'{"messages": "everything"}'
        forged = msgspec.structs.replace(
            desk.approve(destination), body=body, body_sha256=hashlib.sha256(body).hexdigest()
        )
        outcome = desk.send(destination, request=forged)
    assert outcome.code == "body-not-approved"
    assert server.connections == 0


@pytest.mark.parametrize(
    "change",
    [
        {"base_url": "https://localhost:1"},
        {"kind": "anthropic"},
        {"ca_bundle": b""},
        {"proxy": "http://localhost:1"},
        {"pins": ()},
        {"route": "private"},
        {"model": "another"},
    ],
)
def test_an_approval_holds_for_the_server_as_it_was_shown(
    desk: Desk, to: To, tls: ssl.SSLContext, change: dict[str, object]
) -> None:
    with Server(answer, tls) as server:
        destination = to(server.url(), pins=("A" * 43 + "=",))
        request = desk.approve(destination)
        changed = msgspec.structs.replace(destination, **change)
        outcome = desk.send(changed, request=request, gate=desk.gate(destination, changed))
    assert outcome.code == "body-not-approved"
    assert server.connections == 0


def test_an_approval_is_used_once(desk: Desk, to: To, tls: ssl.SSLContext) -> None:
    with Server(answer, tls) as server:
        destination = to(server.url())
        request, gate = desk.approve(destination), desk.gate(destination)
        first = desk.send(destination, request=request, gate=gate)
        again = desk.send(destination, request=request, gate=gate)
    assert first.text == "Hello"
    assert again.error is not None
    assert again.error.facts["reason"] == "used"
    assert len(server.requests) == 1


def test_a_gate_believes_only_the_review_it_was_started_for(desk: Desk, to: To, tls: ssl.SSLContext) -> None:
    with Server(answer, tls) as server:
        destination = to(server.url())
        hosts = desk.approvals.gate_start([destination]).hosts
        for start in (Approvals().gate_start([destination]), GateStart(b"", hosts)):
            outcome = desk.send(destination, gate=Gate(start))
            assert outcome.code == "body-not-approved"
    assert server.connections == 0


def test_a_server_that_the_gate_was_not_started_for_is_refused(
    desk: Desk, to: To, tls: ssl.SSLContext
) -> None:
    with Server(answer, tls) as server:
        destination = to(server.url())
        outcome = desk.send(destination, gate=desk.gate(to("https://example.test", id="other")))
        proxied = to(server.url(), proxy="http://localhost:1")
        through = desk.send(proxied, gate=desk.gate(destination))
    assert outcome.code == through.code == "host-not-allowed"
    assert outcome.events == []
    assert server.connections == 0


@pytest.mark.parametrize("key", ["a\r\nX-Header: b", "a\nb", " a", "a ", "schlüssel", "a\0b", "a\x7f"])
def test_a_key_that_could_not_be_a_header_is_refused_before_any_connection(
    desk: Desk, to: To, tls: ssl.SSLContext, key: str
) -> None:
    with Server(answer, tls) as server:
        outcome = desk.send(to(server.url()), Credential(api_key=key))
    assert outcome.error is not None
    assert outcome.error.facts == {"reason": "bad-key"}
    assert server.connections == 0


def test_nothing_that_is_printed_quotes_a_body_or_a_secret(desk: Desk) -> None:
    secret = "word-of-the-user"
    prepared = prepare(DESTINATION, system=secret, turns=(Turn("user", secret),), parameters=Parameters())
    request = desk.approve(DESTINATION, secret)
    start = desk.approvals.gate_start([DESTINATION])
    credential = Credential(secret, secret.encode(), secret, secret)
    for value in (prepared, request, credential, start):
        assert secret not in repr(value)
        assert secret not in str(value)
    assert start.seal_key.hex() not in repr(start)
    assert repr(start.seal_key) not in repr(start)

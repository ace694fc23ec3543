"""Promise: what was approved, byte for byte, leaves for the server it was approved for; nothing else does."""

from __future__ import annotations

import ssl
from collections.abc import Callable

import pytest

from app.gate.port import Connected, ConnectionFacts, Credential, Destination, Finished, Sent, TextArrived
from app.gate.stream import Answer
from models.engine import StopReason
from tests.app.gate.conftest import Desk
from tests.app.gate.server import Server, anthropic_events, openai_events

To = Callable[..., Destination]


def test_the_bytes_on_the_wire_are_the_bytes_approved(desk: Desk, to: To, tls: ssl.SSLContext) -> None:
    with Server(lambda visit: visit.stream(*openai_events("Hello")), tls) as server:
        destination = to(server.url() + "/v1")
        request = desk.approve(destination)
        outcome = desk.send(destination, request=request)
    assert outcome.error is None
    (received,) = server.requests
    head, _, body = received.partition(b"\r\n\r\n")
    assert body == request.body
    assert head.decode().split("\r\n") == [
        "POST /v1/chat/completions HTTP/1.1",
        f"Host: localhost:{server.port}",
        "Accept: text/event-stream",
        "Accept-Encoding: identity",
        "Content-Type: application/json",
        f"Content-Length: {len(body)}",
        "Connection: close",
        "Authorization: Bearer key-for-tests",
    ]


def test_an_openai_answer_streams_with_its_usage(desk: Desk, to: To, tls: ssl.SSLContext) -> None:
    with Server(lambda visit: visit.stream(*openai_events("Grüße", " an 🌍")), tls) as server:
        outcome = desk.send(to(server.url()))
    assert outcome.text == "Grüße an 🌍"
    assert outcome.finished.reason is StopReason.END
    assert outcome.finished.usage.prompt_tokens == 11
    assert outcome.finished.usage.completion_tokens == 7
    assert outcome.finished.model == "served-model"
    kinds = [type(event) for event in outcome.events if not isinstance(event, TextArrived)]
    assert kinds == [Connected, Sent, Finished, ConnectionFacts]
    assert outcome.events[0] == Connected(f"localhost:{server.port}", "TLSv1.3")


def test_a_bug_of_ours_is_told_with_its_connection(
    desk: Desk, to: To, tls: ssl.SSLContext, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_: object) -> str:
        raise KeyError("words of the answer")

    monkeypatch.setattr(Answer, "feed", broken)
    with Server(lambda visit: visit.stream(*openai_events("Hello")), tls) as server:
        outcome = desk.send(to(server.url()))
    assert outcome.code == "service-fault"
    assert outcome.error is not None
    assert outcome.error.facts == {"kind": "KeyError"}
    assert outcome.facts[0].outcome == "service-fault"
    assert outcome.facts[0].bytes_out == len(server.requests[0])


def test_an_anthropic_answer_streams_with_its_usage(desk: Desk, to: To, tls: ssl.SSLContext) -> None:
    with Server(lambda visit: visit.stream(*anthropic_events("One", " two")), tls) as server:
        outcome = desk.send(to(server.url(), kind="anthropic"))
    assert outcome.error is None
    assert outcome.text == "One two"
    assert (outcome.finished.usage.prompt_tokens, outcome.finished.usage.completion_tokens) == (11, 7)
    head = server.requests[0].partition(b"\r\n\r\n")[0].decode().split("\r\n")
    assert head[0] == "POST /v1/messages HTTP/1.1"
    assert "x-api-key: key-for-tests" in head
    assert "anthropic-version: 2023-06-01" in head
    assert not any("Authorization" in line for line in head)


@pytest.mark.parametrize(
    ("key", "line"),
    [
        ("key-for-tests", "api-key: key-for-tests"),
        ("eyJhbGciOi.e30.c2ln", "Authorization: Bearer eyJhbGciOi.e30.c2ln"),
    ],
)
def test_an_azure_address_gets_a_key_and_a_token_in_their_headers(
    desk: Desk, to: To, tls: ssl.SSLContext, key: str, line: str
) -> None:
    with Server(lambda visit: visit.stream(*openai_events("Hello")), tls) as server:
        destination = to(server.url() + "/openai/deployments/d?api-version=2024-06-01")
        outcome = desk.send(destination, credential=Credential(api_key=key))
    assert outcome.error is None
    head = server.requests[0].partition(b"\r\n\r\n")[0].decode().split("\r\n")
    assert head[0] == "POST /openai/deployments/d/chat/completions?api-version=2024-06-01 HTTP/1.1"
    assert [each for each in head if key in each] == [line]

"""Promise: an address is one server, plainly written; unencrypted only on this computer."""

from __future__ import annotations

import socket

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.errors import GateError, PlainHttpRefused, UsageRefused
from app.gate.address import allowed_hosts, proxy_address, request_path, server_address
from app.gate.port import Destination
from app.gate.words import gate_sentences
from tests.app.gate.conftest import Desk
from tests.app.gate.server import Server, Visit, openai_events


@pytest.mark.parametrize(
    ("url", "authority", "host_header", "path"),
    [
        ("https://api.example.test", "api.example.test:443", "api.example.test", ""),
        ("https://API.Example.Test./v1/", "api.example.test:443", "api.example.test", "/v1"),
        ("https://example.test:8443/a/b", "example.test:8443", "example.test:8443", "/a/b"),
        ("https://[2001:db8::1]/v1", "[2001:db8::1]:443", "[2001:db8::1]", "/v1"),
        ("http://localhost:11434/v1", "localhost:11434", "localhost:11434", "/v1"),
        ("http://127.0.0.1", "127.0.0.1:80", "127.0.0.1", ""),
        ("http://127.9.9.9:1", "127.9.9.9:1", "127.9.9.9:1", ""),
        ("http://[::1]:8080", "[::1]:8080", "[::1]:8080", ""),
        ("https://xn--mnchen-3ya.test", "xn--mnchen-3ya.test:443", "xn--mnchen-3ya.test", ""),
        ("https://a_b.test", "a_b.test:443", "a_b.test", ""),
    ],
)
def test_an_address_is_taken_apart(url: str, authority: str, host_header: str, path: str) -> None:
    address = server_address(url)
    assert (address.authority, address.host_header, address.path) == (authority, host_header, path)


@pytest.mark.parametrize(
    "url",
    [
        "",
        "example.test",
        "ftp://example.test",
        "file:///etc/passwd",
        "https://",
        "https:///v1",
        "https://user@example.test",
        "https://user:password@example.test",
        "https://example.test?key=value",
        "https://example.test?",
        "https://example.test/v1?api-version=",
        "https://example.test/v1?api-version=1&key=value",
        "https://example.test/v1?api-version=1?x",
        "https://example.test/v1?api-version=1/../x",
        "https://example.test/v1?api-version=1%26key",
        "https://example.test/v1?API-VERSION=1",
        "https://example.test/v1?api-version=" + "1" * 65,
        "https://example.test/#x",
        "https://example.test#",
        "https://example.test:0",
        "https://example.test:99999",
        "https://example.test:port",
        "https://example.test\\@elsewhere.test",
        "https://example.test/a b",
        " https://example.test",
        "https://example.test\r\nX: y",
        "https://exa\tmple.test",
        "https://münchen.test",
        "https://example.test/../admin",
        "https://example.test//x",
        "https://-a.test",
        "https://a..test",
        "https://a.test-",
        "https://[a.test]",
        "https://[::1",
        "https://[fe80::1%25eth0]",
        "https://[v1.x]",
    ],
)
def test_what_is_not_one_server_is_refused(url: str) -> None:
    with pytest.raises(UsageRefused, match="bad-address"):
        server_address(url)


@pytest.mark.parametrize(
    "url",
    [
        "http://example.test",
        "http://10.0.0.1",
        "http://192.168.1.5:11434/v1",
        "http://0.0.0.0",
        "http://2130706433",  # 127.0.0.1 to a system, not to a person
        "http://127.1",
        "http://0x7f.0.0.1",
        "http://localhost.example.test",
        "http://127.0.0.1.example.test",
        "http://[::ffff:10.0.0.1]",
        "http://[::]",
    ],
)
def test_plain_http_to_anywhere_else_is_refused(url: str) -> None:
    with pytest.raises(PlainHttpRefused):
        server_address(url)


@given(st.text(max_size=40) | st.from_regex(r"https?://[\w.:@\[\]-]{0,20}(/.{0,10})?", fullmatch=True))
def test_any_text_is_an_address_or_refused(text: str) -> None:
    try:
        address = server_address(text)
    except (UsageRefused, PlainHttpRefused):
        return
    assert address.host.isascii()
    assert 0 < address.port < 65536
    query = f"?{address.query}" if address.query else ""
    again = server_address(f"{address.scheme}://{address.authority}{address.path}{query}")
    assert again == address


def test_a_proxy_is_a_server_without_a_path() -> None:
    assert proxy_address("socks5://proxy.test").authority == "proxy.test:1080"
    assert proxy_address("http://10.0.0.1:3128/").authority == "10.0.0.1:3128"
    for wrong in (
        "http://proxy.test?api-version=1",
        "https://proxy.test",
        "http://proxy.test/x",
        "socks4://proxy.test",
        "proxy.test:3128",
    ):
        with pytest.raises(UsageRefused, match="bad-proxy"):
            proxy_address(wrong)


def test_only_servers_and_their_proxies_are_allowed() -> None:
    one = Destination("1", "openai", "https://a.test/v1", "m", proxy="http://proxy.test:3128")
    other = Destination("2", "anthropic", "https://b.test:8443", "m")
    assert allowed_hosts([one, other, one]) == ("a.test:443", "b.test:8443", "proxy.test:3128")


@pytest.mark.parametrize(
    ("kind", "url", "path"),
    [
        ("openai", "https://a.test/v1", "/v1/chat/completions"),
        ("openai", "https://a.test", "/chat/completions"),
        ("openai", "https://a.test/deployments/x/", "/deployments/x/chat/completions"),
        (
            "openai",
            "https://a.test/deployments/x/?api-version=2024-10-21",
            "/deployments/x/chat/completions?api-version=2024-10-21",
        ),
        ("anthropic", "https://a.test/v1?api-version=preview", "/v1/messages?api-version=preview"),
        ("anthropic", "https://a.test", "/v1/messages"),
        ("anthropic", "https://a.test/v1", "/v1/messages"),
        ("anthropic", "https://a.test/proxy", "/proxy/v1/messages"),
    ],
)
def test_a_question_goes_to_the_dialects_path(kind: str, url: str, path: str) -> None:
    assert request_path(Destination("1", kind, url, "m")) == path  # type: ignore[arg-type]


def test_a_name_for_this_computer_that_leads_elsewhere_gets_no_plain_http(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whoever controls the names of a network could otherwise have "localhost" point to himself."""
    real = socket.getaddrinfo
    monkeypatch.setattr(
        socket,
        "getaddrinfo",
        lambda host, port, **given: [*real("127.0.0.1", port, **given), *real("192.0.2.1", port, **given)],
    )
    with Server(lambda visit: visit.stream(*openai_events("Hello"))) as server:
        outcome = desk.send(Destination("1", "openai", server.url(), "m"))
    assert outcome.code == "plain-http-refused"
    assert server.connections == 0


def test_every_address_of_a_name_is_tried(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    real = socket.getaddrinfo
    with Server(lambda visit: visit.stream(*openai_events("Hello"))) as closed:
        gone = closed.port
    with Server(lambda visit: visit.stream(*openai_events("Hello"))) as server:
        monkeypatch.setattr(
            socket,
            "getaddrinfo",
            lambda host, port, **given: [
                *real("127.0.0.1", gone, **given),
                *real("127.0.0.1", server.port, **given),
            ],
        )
        outcome = desk.send(Destination("1", "openai", server.url(), "m"))
    assert outcome.text == "Hello"
    assert desk.pauses == []


def test_a_name_that_is_not_there_is_told(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    def unknown(*_: object, **__: object) -> None:
        raise socket.gaierror(socket.EAI_NONAME, "unknown")

    monkeypatch.setattr(socket, "getaddrinfo", unknown)
    outcome = desk.send(Destination("1", "openai", "https://example.test", "m"))
    assert outcome.code == "name-not-found"
    assert desk.pauses == []


@pytest.mark.parametrize("number", [socket.EAI_NONAME, socket.EAI_AGAIN])
def test_a_name_that_is_only_announced_in_the_network_is_told_with_what_to_do(
    desk: Desk, monkeypatch: pytest.MonkeyPatch, number: int
) -> None:
    def unknown(*_: object, **__: object) -> None:
        raise socket.gaierror(number, "unknown")

    monkeypatch.setattr(socket, "getaddrinfo", unknown)
    outcome = desk.send(Destination("1", "openai", "https://server.local:8443", "m"))
    assert isinstance(outcome.error, GateError)
    assert outcome.code == "name-not-found"
    _, advice = gate_sentences(outcome.error, lambda _context, text: text)
    assert "IP address or its DNS name" in advice


def test_a_computer_without_a_network_is_told(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    def offline(*_: object, **__: object) -> None:
        raise socket.gaierror(socket.EAI_AGAIN, "temporary failure")

    monkeypatch.setattr(socket, "getaddrinfo", offline)
    outcome = desk.send(Destination("1", "openai", "https://example.test", "m"))
    assert outcome.error is not None
    assert (outcome.code, outcome.error.facts["reason"]) == ("unreachable", "no-route")


def test_a_label_that_no_name_can_have_is_an_unknown_name(desk: Desk) -> None:
    outcome = desk.send(Destination("1", "openai", f"https://{'a' * 70}.test", "m"))
    assert outcome.code == "name-not-found"


def test_the_query_of_an_address_is_approved_and_arrives(desk: Desk) -> None:
    heads: list[list[str]] = []

    def serve(visit: Visit) -> None:
        heads.append(visit.head)
        visit.stream(*openai_events("Hello"))

    with Server(serve) as server:
        base = f"http://localhost:{server.port}/openai/deployments/m?api-version=2024-10-21"
        destination = Destination("1", "openai", base, "m")
        request = desk.approve(destination)
        assert request.path == "/openai/deployments/m/chat/completions?api-version=2024-10-21"
        assert desk.send(destination, request=request).error is None
        assert heads[0][0] == f"POST {request.path} HTTP/1.1"
        for path in (request.path.replace("2024", "2025"), request.path.partition("?")[0]):
            other = msgspec.structs.replace(desk.approve(destination), path=path)
            assert desk.send(destination, request=other).code == "body-not-approved"
    assert len(heads) == 1

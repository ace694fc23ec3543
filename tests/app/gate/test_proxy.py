"""Promise: a proxy is used only when it is named, sees a server's name and sealed bytes, and nothing else."""

from __future__ import annotations

import socket
import ssl
from collections.abc import Callable

import pytest

from app.gate.port import Credential, Destination
from tests.app.gate.conftest import Desk
from tests.app.gate.server import ConnectProxy, Listener, Server, SocksProxy, Visit, openai_events

To = Callable[..., Destination]


def answer(visit: Visit) -> None:
    visit.stream(*openai_events("Hello"))


def test_connect_carries_a_sealed_request_to_the_server(desk: Desk, to: To, tls: ssl.SSLContext) -> None:
    with Server(answer, tls) as server, ConnectProxy() as proxy:
        outcome = desk.send(to(server.url(), proxy=f"http://localhost:{proxy.port}"))
    assert outcome.text == "Hello"
    assert proxy.heads == [
        f"CONNECT localhost:{server.port} HTTP/1.1\r\nHost: localhost:{server.port}\r\n\r\n",
    ]
    assert "key-for-tests" in server.requests[0].decode()
    assert outcome.facts[0].host == f"localhost:{server.port}"
    assert outcome.facts[0].bytes_out == len(server.requests[0])  # not the proxy's


def test_socks5_resolves_the_name_at_the_proxy(desk: Desk, to: To, tls: ssl.SSLContext) -> None:
    with Server(answer, tls) as server, SocksProxy() as proxy:
        outcome = desk.send(to(server.url(), proxy=f"socks5://localhost:{proxy.port}"))
    assert outcome.text == "Hello"
    assert proxy.asked == [("localhost", server.port)]


@pytest.mark.parametrize("host", ["127.0.0.1", "[::1]"])
def test_socks5_passes_numbers_as_numbers(desk: Desk, to: To, host: str) -> None:
    with SocksProxy(reply=5) as proxy:
        outcome = desk.send(to(f"https://{host}:4433", proxy=f"socks5://localhost:{proxy.port}"))
    assert outcome.code == "unreachable"
    assert set(proxy.asked) == {(host.strip("[]"), 4433)}


@pytest.mark.parametrize("kind", ["http", "socks5"])
def test_a_proxys_password_goes_to_the_proxy_alone(
    desk: Desk, to: To, tls: ssl.SSLContext, kind: str
) -> None:
    credential = Credential(api_key="key-for-tests", proxy_user="someone", proxy_password="of-the-proxy")
    # "someone:of-the-proxy"
    proxy = (
        ConnectProxy(user="Basic c29tZW9uZTpvZi10aGUtcHJveHk=")
        if kind == "http"
        else SocksProxy(password="of-the-proxy")
    )
    with Server(answer, tls) as server, proxy:
        destination = to(server.url(), proxy=f"{kind}://localhost:{proxy.port}")
        assert desk.send(destination, credential).text == "Hello"
        without = desk.send(destination)
        wrong = desk.send(destination, Credential(proxy_user="someone", proxy_password="no"))
    assert b"of-the-proxy" not in server.requests[0]
    assert b"Proxy" not in server.requests[0]
    for outcome in (without, wrong):
        assert outcome.error is not None
        assert (outcome.code, outcome.error.facts["reason"]) == ("proxy-refused", "credential")
    assert len(server.requests) == 1


@pytest.mark.parametrize(
    ("reply", "code", "reason"),
    [
        (1, "proxy-refused", "denied"),
        (2, "proxy-refused", "denied"),
        (3, "unreachable", "no-route"),
        (4, "name-not-found", None),
        (5, "unreachable", "refused"),
        (6, "unreachable", "timed-out"),
        (7, "proxy-refused", "denied"),
    ],
)
def test_what_a_socks_proxy_cannot_do_is_told(
    desk: Desk, to: To, reply: int, code: str, reason: str | None
) -> None:
    with SocksProxy(reply=reply) as proxy:
        outcome = desk.send(to("https://example.test", proxy=f"socks5://localhost:{proxy.port}"))
    assert outcome.error is not None
    assert (outcome.code, outcome.error.facts.get("reason")) == (code, reason)


@pytest.mark.parametrize(
    ("said", "reason"),
    [
        (b"HTTP/1.1 403 Forbidden\r\nContent-Length: 0\r\n\r\n", "denied"),
        (b"HTTP/1.1 502 Bad Gateway\r\nContent-Length: 0\r\n\r\n", "denied"),
        (b"HTTP/1.1 302 Found\r\nLocation: http://elsewhere.test\r\nContent-Length: 0\r\n\r\n", "denied"),
        (b"HTTP/1.1 200 OK\r\n\r\nbytes in the server's place", "protocol"),
        (b"SSH-2.0-OpenSSH_9.2\r\n\r\n", "protocol"),
        (b"HTTP/1.1 200 OK\r\nX: " + b"y" * 100_000, "protocol"),
        (b"HTTP/1.1 200", "protocol"),
    ],
)
def test_a_proxy_that_says_anything_but_yes_is_refused(desk: Desk, to: To, said: bytes, reason: str) -> None:
    with ConnectProxy(answer=said) as proxy:
        outcome = desk.send(to("https://example.test", proxy=f"http://localhost:{proxy.port}"))
    assert outcome.error is not None
    assert (outcome.code, outcome.error.facts["reason"]) == ("proxy-refused", reason)
    assert outcome.facts[0].bytes_out == 0


@pytest.mark.parametrize(
    ("said", "reason"),
    [
        (b"", "protocol"),
        (b"HTTP/1.1 400 Bad Request\r\n\r\n", "protocol"),
        (b"\x04\x00", "protocol"),
        (b"\x05\xff", "credential"),
        (b"\x05\x02", "credential"),  # wants a password that was not offered
        (b"\x05\x00\x04\x00\x00\x01", "protocol"),
        (b"\x05\x00\x05\x00\x00\x09", "protocol"),
        (b"\x05\x00\x05\x00\x00\x03\x40abc", "protocol"),
    ],
)
def test_a_socks_proxy_that_does_not_speak_it_is_refused(
    desk: Desk, to: To, said: bytes, reason: str
) -> None:
    class Odd(Listener):
        def serve(self, connected: socket.socket) -> None:
            connected.recv(3)
            connected.sendall(said[:2])
            if len(said) > 2:
                connected.recv(100)
                connected.sendall(said[2:])

    with Odd() as proxy:
        outcome = desk.send(to("https://example.test", proxy=f"socks5://localhost:{proxy.port}"))
    assert outcome.error is not None
    assert (outcome.code, outcome.error.facts["reason"]) == ("proxy-refused", reason)


def test_a_password_longer_than_socks_can_carry_is_refused(desk: Desk, to: To) -> None:
    with SocksProxy(password="x" * 300) as proxy:
        destination = to("https://example.test", proxy=f"socks5://localhost:{proxy.port}")
        outcome = desk.send(destination, Credential(proxy_user="someone", proxy_password="x" * 300))
    assert outcome.code == "proxy-refused"
    assert proxy.asked == []


def test_tls_is_with_the_server_not_with_whom_the_proxy_chooses(
    desk: Desk, to: To, tls: ssl.SSLContext
) -> None:
    """The proxy leads somewhere else; the certificate there is for another name."""
    with Server(answer, tls) as impostor:

        class Misleading(ConnectProxy):
            def target(self, asked: str) -> tuple[str, int]:
                return ("localhost", impostor.port)

        with Misleading() as proxy:
            outcome = desk.send(to("https://example.test", proxy=f"http://localhost:{proxy.port}"))
    assert outcome.error is not None
    assert (outcome.code, outcome.error.facts["reason"]) == ("tls-refused", "wrong-host")
    assert impostor.requests == []


@pytest.mark.parametrize("name", ["HTTPS_PROXY", "https_proxy", "ALL_PROXY", "all_proxy", "HTTP_PROXY"])
def test_a_proxy_of_the_environment_is_not_asked(
    desk: Desk, to: To, tls: ssl.SSLContext, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    with Server(answer, tls) as server, ConnectProxy() as proxy:
        monkeypatch.setenv(name, f"http://localhost:{proxy.port}")
        assert desk.send(to(server.url())).text == "Hello"
    assert proxy.connections == 0


def test_a_server_on_this_computer_without_tls_is_never_asked_for_through_a_proxy(desk: Desk, to: To) -> None:
    with Server(answer) as server, ConnectProxy() as proxy:
        outcome = desk.send(to(server.url(), proxy=f"http://localhost:{proxy.port}"))
    assert outcome.text == "Hello"
    assert outcome.facts[0].tls == ""
    assert proxy.connections == 0

"""Scripted servers and proxies on loopback: real sockets, real TLS, every byte written down.

A script is a function of a ``Visit``: one connection whose request has been read. Servers end with their
``with`` block, whatever their scripts are waiting for.
"""

from __future__ import annotations

import contextlib
import json
import socket
import ssl
import threading
from collections.abc import Callable, Iterator
from types import TracebackType
from typing import Self

Script = Callable[["Visit"], None]


class Visit:
    """One connection, after its request."""

    def __init__(self, connected: socket.socket, request: bytes, closing: threading.Event) -> None:
        self._socket = connected
        self._closing = closing
        self.request = request

    @property
    def is_closing(self) -> bool:
        """Whether the test is over."""
        return self._closing.is_set()

    @property
    def body(self) -> bytes:
        return self.request.partition(b"\r\n\r\n")[2]

    @property
    def head(self) -> list[str]:
        return self.request.partition(b"\r\n\r\n")[0].decode().split("\r\n")

    def send(self, data: bytes) -> None:
        self._socket.sendall(data)

    def stream(self, *events: str, status: str = "200 OK", headers: str = "") -> None:
        """Send a whole event stream without framing: it ends with the connection."""
        self.send(f"HTTP/1.1 {status}\r\nContent-Type: text/event-stream\r\n{headers}\r\n".encode())
        for event in events:
            self.send(event.encode())

    def answer(self, status: str, body: bytes = b"", headers: str = "") -> None:
        self.send(f"HTTP/1.1 {status}\r\nContent-Length: {len(body)}\r\n{headers}\r\n".encode() + body)

    def hang(self) -> None:
        """Stay silent until the client hangs up or the test ends."""
        while not self._closing.is_set():
            try:
                self._socket.settimeout(0.05)
                if not self._socket.recv(1):
                    return
            except TimeoutError:
                continue
            except OSError:
                return

    def reset(self) -> None:
        """Close without a goodbye."""
        self._socket.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, b"\x01\0\0\0\0\0\0\0")
        self._socket.close()


class Listener:
    """Accepts connections and gives each to ``serve`` in a thread."""

    def __init__(self) -> None:
        self._server = socket.create_server(("127.0.0.1", 0))
        self._server.settimeout(0.05)
        self.port: int = self._server.getsockname()[1]
        self.closing = threading.Event()
        self.connections = 0
        self._threads: list[threading.Thread] = []
        self._open: list[socket.socket] = []

    def __enter__(self) -> Self:
        self._start(self._accept)
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.closing.set()
        self._server.close()
        for connected in self._open:
            with contextlib.suppress(OSError):
                connected.shutdown(socket.SHUT_RDWR)
        for thread in self._threads:
            thread.join(20)
        for connected in self._open:
            connected.close()

    def _start(self, target: Callable[..., None], *arguments: object) -> None:
        thread = threading.Thread(target=target, args=arguments, daemon=True)
        self._threads.append(thread)
        thread.start()

    def _accept(self) -> None:
        while not self.closing.is_set():
            try:
                connected, _ = self._server.accept()
            except TimeoutError:
                continue
            except OSError:
                return
            connected.settimeout(20)
            connected.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
            self.connections += 1
            self._open.append(connected)
            self._start(self._guarded, connected)

    def _guarded(self, connected: socket.socket) -> None:
        with contextlib.suppress(OSError, ValueError, IndexError):  # the client hung up
            self.serve(connected)
        with contextlib.suppress(OSError):
            connected.close()

    def serve(self, connected: socket.socket) -> None:
        raise NotImplementedError


class Server(Listener):
    """An HTTP server.

    Args:
        script: what it does with each request; a list is one per request, the last for all others.
        context: TLS; None speaks plain.
    """

    def __init__(self, script: Script | list[Script], context: ssl.SSLContext | None = None) -> None:
        super().__init__()
        self._scripts = script if isinstance(script, list) else [script]
        self._context = context
        self.requests: list[bytes] = []
        self.peer_certificates: list[bytes | None] = []

    def url(self, host: str = "localhost") -> str:
        return f"{'https' if self._context else 'http'}://{host}:{self.port}"

    def serve(self, connected: socket.socket) -> None:
        if self._context is not None:
            connected = self._context.wrap_socket(connected, server_side=True)
            self._open.append(connected)
            self.peer_certificates.append(connected.getpeercert(binary_form=True))
        request = read_request(connected)
        self.requests.append(request)
        script = self._scripts[min(len(self.requests), len(self._scripts)) - 1]
        with contextlib.suppress(OSError):
            script(Visit(connected, request, self.closing))
        with contextlib.suppress(OSError):
            if isinstance(connected, ssl.SSLSocket):
                connected.unwrap()
        connected.close()


def read_request(connected: socket.socket) -> bytes:
    """Read a head and as much body as it announces."""
    data = b""
    while b"\r\n\r\n" not in data:
        more = connected.recv(65536)
        if not more:
            raise ValueError("no request")
        data += more
    head, _, body = data.partition(b"\r\n\r\n")
    announced = [line for line in head.lower().split(b"\r\n") if line.startswith(b"content-length:")]
    size = int(announced[0].partition(b":")[2]) if announced else 0
    while len(body) < size:
        more = connected.recv(65536)
        if not more:
            raise ValueError("half a request")
        body += more
    return head + b"\r\n\r\n" + body


class ConnectProxy(Listener):
    """An HTTP proxy that knows CONNECT; ``answer`` replaces what it says."""

    def __init__(self, *, user: str = "", answer: bytes = b"") -> None:
        super().__init__()
        self.user = user
        self.answer = answer
        self.heads: list[str] = []

    def serve(self, connected: socket.socket) -> None:
        head = read_request(connected).decode()
        self.heads.append(head)
        if self.user and self.user not in head:
            connected.sendall(b"HTTP/1.1 407 Proxy Authentication Required\r\nContent-Length: 0\r\n\r\n")
            return
        if self.answer:
            connected.sendall(self.answer)
            return
        with socket.create_connection(self.target(head.split()[1]), timeout=20) as server:
            connected.sendall(b"HTTP/1.1 200 Connection established\r\n\r\n")
            relay(connected, server, self.closing)

    def target(self, asked: str) -> tuple[str, int]:
        host, _, port = asked.rpartition(":")
        return host, int(port)


class SocksProxy(Listener):
    """A SOCKS5 proxy; with ``password`` it wants it, with ``reply`` it refuses with that."""

    def __init__(self, *, password: str = "", reply: int = 0) -> None:
        super().__init__()
        self.password = password
        self.reply = reply
        self.asked: list[tuple[str, int]] = []

    def serve(self, connected: socket.socket) -> None:
        with connected.makefile("rb") as reading:
            version, count = reading.read(2)
            methods = reading.read(count)
            assert version == 5
            wanted = 2 if self.password else 0
            if wanted not in methods:
                connected.sendall(b"\x05\xff")
                return
            connected.sendall(bytes([5, wanted]))
            if self.password:
                reading.read(1)
                reading.read(reading.read(1)[0])
                given = reading.read(reading.read(1)[0]).decode()
                connected.sendall(b"\x01\x00" if given == self.password else b"\x01\x01")
                if given != self.password:
                    return
            kind = reading.read(4)[3]
            if kind == 3:
                host = reading.read(reading.read(1)[0]).decode()
            else:
                family = socket.AF_INET if kind == 1 else socket.AF_INET6
                host = socket.inet_ntop(family, reading.read(4 if kind == 1 else 16))
            port = int.from_bytes(reading.read(2), "big")
        self.asked.append((host, port))
        if self.reply:
            connected.sendall(bytes([5, self.reply, 0, 1, 0, 0, 0, 0, 0, 0]))
            return
        with socket.create_connection((host, port), timeout=20) as server:
            connected.sendall(b"\x05\x00\x00\x01\0\0\0\0\0\0")
            relay(connected, server, self.closing)


def relay(first: socket.socket, second: socket.socket, closing: threading.Event) -> None:
    """Carry bytes both ways until one side ends."""

    def carry(source: socket.socket, sink: socket.socket) -> None:
        with contextlib.suppress(OSError):
            while not closing.is_set() and (data := source.recv(65536)):
                sink.sendall(data)
        with contextlib.suppress(OSError):
            sink.shutdown(socket.SHUT_WR)

    back = threading.Thread(target=carry, args=(second, first), daemon=True)
    back.start()
    carry(first, second)
    back.join(20)


def openai_events(*texts: str, reason: str = "stop") -> Iterator[str]:
    """Yield a stream as OpenAI sends it."""
    for text in texts:
        yield _data({"model": "served-model", "choices": [{"index": 0, "delta": {"content": text}}]})
    yield _data({"choices": [{"index": 0, "delta": {}, "finish_reason": reason}]})
    yield _data({"choices": [], "usage": {"prompt_tokens": 11, "completion_tokens": 7}})
    yield "data: [DONE]\n\n"


def anthropic_events(*texts: str, reason: str = "end_turn") -> Iterator[str]:
    """Yield a stream as Anthropic sends it, ping and all."""
    start = {"model": "served-model", "usage": {"input_tokens": 11, "output_tokens": 1}, "content": []}
    yield "event: message_start\n" + _data({"type": "message_start", "message": start})
    yield "event: ping\n" + _data({"type": "ping"})
    yield _data({"type": "content_block_start", "index": 0, "content_block": {"type": "text", "text": ""}})
    for text in texts:
        yield _data({"type": "content_block_delta", "delta": {"type": "text_delta", "text": text}})
    yield _data({"type": "content_block_stop", "index": 0})
    yield _data({"type": "message_delta", "delta": {"stop_reason": reason}, "usage": {"output_tokens": 7}})
    yield "event: message_stop\n" + _data({"type": "message_stop"})


def _data(value: object) -> str:
    return f"data: {json.dumps(value)}\n\n"

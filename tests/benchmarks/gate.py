"""What the gate costs: its start, a whole question, a stream, a cancel; beside a bare client of TLS.

    python -m tests.benchmarks.gate [--repeats 5]

Everything is on loopback: a scripted HTTPS server and a gate process as the window starts it (sandbox and
all). The floor is a bare TLS client in this process that sends the same bytes and reads to the end. Medians
are printed.
"""

from __future__ import annotations

import argparse
import socket
import ssl
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from app.gate.approval import Approvals
from app.gate.body import Parameters, prepare
from app.gate.port import ConnectionFacts, Credential, Destination, GatePort, TextArrived
from app.process.service import Service
from app.services import ProcessServices
from models.engine import Turn
from tests.app.gate.authority import Authority, server_context
from tests.app.gate.server import Server, Visit, openai_events

TOKENS = 20_000


class Bench:
    """One server, one destination."""

    def __init__(self, server: Server, authority: Authority, folder: Path) -> None:
        self._server = server
        self._authority = authority
        self._services = ProcessServices(folder)
        self._approvals = Approvals()
        self._credential = Credential(api_key="key-of-the-benchmark")
        self._destination = Destination(
            "1", "openai", server.url(), "m", ca_bundle=authority.bundle, requests_per_minute=0
        )

    def start(self) -> tuple[Service[GatePort], float]:
        """Start a gate; returns it and the milliseconds that took."""
        began = time.perf_counter()
        handle = self._services.open_gate(self._approvals.gate_start([self._destination]), lambda error: None)
        return handle.service, (time.perf_counter() - began) * 1e3

    def ask(self, gate: Service[GatePort], *, cancel: bool = False) -> tuple[float, float, float]:
        """Ask once; returns milliseconds to the first text, to the end, and from a cancel to the end."""
        turns = (Turn("user", "A question of a few words."),)
        prepared = prepare(self._destination, system="", turns=turns, parameters=Parameters())
        request = self._approvals.approve(prepared, self._destination, seen_sha256=prepared.body_sha256)
        began = time.perf_counter()
        first = cancelled = 0.0
        stream = gate.port.send(request, self._destination, self._credential)
        for event in stream:
            if isinstance(event, TextArrived) and not first:
                first = time.perf_counter()
                if cancel:
                    self._services.cancel(stream)
                    cancelled = time.perf_counter()
            assert not isinstance(event, ConnectionFacts) or event.outcome in {"answered", "cancelled"}
        ended = time.perf_counter()
        return (first - began) * 1e3, (ended - began) * 1e3, (ended - cancelled) * 1e3

    def floor(self) -> tuple[float, float]:
        """Do the same without a gate."""
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
        context.load_verify_locations(cadata=self._authority.bundle.decode())
        began = time.perf_counter()
        first = 0.0
        with (
            socket.create_connection(("localhost", self._server.port)) as plain,
            context.wrap_socket(plain, server_hostname="localhost") as secured,
        ):
            secured.sendall(b"POST / HTTP/1.1\r\nContent-Length: 2\r\n\r\n{}")
            while secured.recv(65536):
                first = first or time.perf_counter()
        return (first - began) * 1e3, (time.perf_counter() - began) * 1e3


def medians(repeats: int, work: Callable[[], tuple[float, ...]]) -> list[float]:
    """Run several times; the median of each figure."""
    return [statistics.median(column) for column in zip(*(work() for _ in range(repeats)), strict=True)]


def main(arguments: list[str] | None = None) -> int:
    """Measure and print."""
    parser = argparse.ArgumentParser(prog="sotto bench gate", description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--repeats", type=int, default=5)
    repeats = parser.parse_args(arguments).repeats
    short = "".join(openai_events("Hello")).encode()
    long = "".join(openai_events(*(["word "] * TOKENS))).encode()

    def script(visit: Visit, body: bytes) -> None:
        visit.stream()
        visit.send(body)

    def endless(visit: Visit) -> None:
        visit.stream(next(openai_events("Half")))
        visit.hang()

    authority = Authority()
    with tempfile.TemporaryDirectory() as folder:
        context = server_context(authority.identity(), Path(folder))
        with Server(lambda visit: script(visit, short), context) as server:
            bench = Bench(server, authority, Path(folder))
            starts = []
            for _ in range(repeats):
                gate, took = bench.start()
                starts.append(took)
                gate.kill()
            gate, _ = bench.start()
            bench.ask(gate)
            first, whole, _ = medians(repeats * 4, lambda: bench.ask(gate))
            _, bare = medians(repeats * 4, bench.floor)
            gate.kill()
        sys.stdout.write(f"start {statistics.median(starts):.0f} ms\n")
        sys.stdout.write(
            f"a question: first text {first:.1f} ms, whole {whole:.1f} ms; a bare TLS client {bare:.1f} ms\n"
        )
        with Server(lambda visit: script(visit, long), context) as server:
            bench = Bench(server, authority, Path(folder))
            gate, _ = bench.start()
            _, whole, _ = medians(repeats, lambda: bench.ask(gate))
            _, bare = medians(repeats, bench.floor)
            gate.kill()
        rate = TOKENS / whole * 1e3
        sys.stdout.write(f"{TOKENS} events: {whole:.0f} ms ({rate:.0f} a second); bare bytes {bare:.0f} ms\n")
        with Server(endless, context) as server:
            bench = Bench(server, authority, Path(folder))
            gate, _ = bench.start()
            _, _, cancelled = medians(repeats, lambda: bench.ask(gate, cancel=True))
            gate.kill()
        sys.stdout.write(f"from a cancel to the closed connection and its facts: {cancelled:.1f} ms\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())

"""Run as a program in a network and mount namespace of its own: a gate asks a name server that is ours.

Prints the name of what the gate said last, and the names that were asked for, as JSON.
"""

from __future__ import annotations

import fcntl
import json
import socket
import struct
import subprocess
import sys
import tempfile
import threading
from pathlib import Path

from app.gate.port import Destination, TextArrived
from app.services import ProcessServices
from models.errors import SottoError
from tests.app.gate.authority import Authority, server_context
from tests.app.gate.conftest import KEY, LIMITS, Desk
from tests.app.gate.server import Server, openai_events

_SIOCSIFFLAGS = 0x8914
_UP = 0x1


def raise_loopback() -> None:
    """A new network namespace has a loopback device that is down."""
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as any_socket:
        fcntl.ioctl(any_socket, _SIOCSIFFLAGS, struct.pack("16sh22x", b"lo", _UP))


def answer_names(asked: list[str]) -> None:
    """Be a name server: every question for an IPv4 address is answered with 127.0.0.1."""
    server = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
    server.bind(("127.0.0.1", 53))

    def serve() -> None:
        while True:
            question, sender = server.recvfrom(512)
            end = question.index(b"\0", 12)
            labels, at = [], 12
            while at < end:
                labels.append(question[at + 1 : at + 1 + question[at]].decode())
                at += 1 + question[at]
            asked.append(".".join(labels))
            is_ipv4 = question[end + 1 : end + 3] == b"\0\1"
            head = question[:2] + b"\x81\x80\0\1" + (b"\0\1" if is_ipv4 else b"\0\0") + b"\0\0\0\0"
            record = b"\xc0\x0c\0\1\0\1\0\0\0\x3c\0\4\x7f\0\0\1" if is_ipv4 else b""
            server.sendto(head + question[12 : end + 5] + record, sender)

    threading.Thread(target=serve, daemon=True).start()


def main() -> None:
    raise_loopback()
    asked: list[str] = []
    answer_names(asked)
    authority, desk = Authority(), Desk()
    with tempfile.TemporaryDirectory() as folder:
        resolver = Path(folder) / "resolv.conf"
        resolver.write_text("nameserver 127.0.0.1\n")
        subprocess.run(["mount", "--bind", str(resolver), "/etc/resolv.conf"], check=True)
        context = server_context(authority.identity("model.example.test"), Path(folder))
        with Server(lambda visit: visit.stream(*openai_events("Hello")), context) as server:
            url = f"https://model.example.test:{server.port}"
            destination = Destination("1", "openai", url, "m", ca_bundle=authority.bundle, limits=LIMITS)
            gate = ProcessServices(Path(folder)).open_gate(
                desk.approvals.gate_start([destination]), lambda error: None
            )
            try:
                events = list(gate.port.send(desk.approve(destination), destination, KEY))
                said = "".join(event.text for event in events if isinstance(event, TextArrived))
            except SottoError as error:
                said = str(error)
            gate.kill()
    sys.stdout.write(json.dumps([said, gate.sandbox_level, sorted(set(asked))]))


if __name__ == "__main__":
    main()

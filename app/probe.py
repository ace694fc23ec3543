"""The probe: a service that tries what a service must not be able to do, from inside a real confinement.

It is prepared exactly as one of the real services is (same imports, same powers) and then asked to attempt
things. ``sotto selftest`` and the tests use it; each attempt is harmless where it succeeds.
"""

from __future__ import annotations

import ctypes
import os
import signal
import socket
from collections.abc import Callable
from pathlib import Path
from typing import Literal, Protocol

import msgspec

from app.gate.port import GateStart
from app.process.sandbox import Powers
from app.vault.port import VaultStart
from models.engine import EngineStart

ATTEMPTS = (
    "tcp",
    "udp",
    "unix",
    "dns",
    "exec",
    "fork",
    "read",
    "list",
    "write",
    "ptrace",
    "signal",
    "memory",
)
POWERS: dict[str, tuple[str, ...]] = {"gate": ("udp", "dns"), "keyring": ("unix",)}
"""What some services may do of them: the gate asks for names (and connects to the ports of its servers
alone), the keyring's process talks to the session bus."""
_DISCARD_PORT = 9
_PTRACE_ATTACH = 16


class ProbeStart(msgspec.Struct, frozen=True):
    """Which service's powers to take, and the path that this service would be given."""

    like: Literal["vault", "engine", "redactor", "gate", "keyring"]
    path: str = ""


class Attempt(msgspec.Struct, frozen=True):
    """What came of it: the name of the error that stopped it, or that nothing did."""

    denied: bool
    how: str


class ProbePort(Protocol):
    """What can be asked of the probe."""

    def attempt(self, name: str, path: str) -> Attempt:
        """Try one of ATTEMPTS; ``path`` is the file or folder for those that need one."""
        ...


class Probe:
    """Tries things. An OSError counts as denied, whatever its number; its name is reported."""

    def __init__(self) -> None:
        self._libc = ctypes.CDLL(None, use_errno=True)

    def attempt(self, name: str, path: str) -> Attempt:
        """Try it; see ProbePort."""
        tries: dict[str, Callable[[], object]] = {
            "tcp": lambda: self._connect(socket.SOCK_STREAM),
            "udp": lambda: self._connect(socket.SOCK_DGRAM),
            "unix": lambda: socket.socket(socket.AF_UNIX).close(),
            "dns": lambda: socket.getaddrinfo("sotto.invalid", 443),
            "exec": lambda: os.execv("/bin/true", ["true"]),  # noqa: S606 - it is meant to be refused
            "fork": self._fork,
            "read": lambda: Path(path).read_bytes(),
            "list": lambda: os.listdir(path),  # noqa: PTH208 - raises at once, unlike iterdir
            "write": lambda: self._write(Path(path)),
            "ptrace": self._ptrace,
            "signal": lambda: os.kill(os.getppid(), signal.SIGCONT),
            "memory": lambda: Path(f"/proc/{os.getppid()}/mem").open("rb").close(),
        }
        try:
            tries[name]()
        except OSError as error:
            return Attempt(denied=True, how=type(error).__name__)
        return Attempt(denied=False, how="allowed")

    @staticmethod
    def _connect(kind: socket.SocketKind) -> None:
        with socket.socket(socket.AF_INET, kind) as made:
            made.settimeout(1)
            # A refused connection is a network that was reached.
            try:
                made.connect(("127.0.0.1", _DISCARD_PORT))
                made.send(b"\0")
            except ConnectionRefusedError:
                return

    @staticmethod
    def _fork() -> None:
        child = os.fork()
        if child == 0:
            os._exit(0)
        os.waitpid(child, 0)

    @staticmethod
    def _write(folder: Path) -> None:
        made = folder / "sotto-probe"
        made.write_bytes(b"")
        made.unlink()

    def _ptrace(self) -> None:
        if self._libc.ptrace(_PTRACE_ATTACH, os.getppid(), None, None) != 0:
            number = ctypes.get_errno()
            raise OSError(number, os.strerror(number))


def prepare(start: ProbeStart) -> tuple[Probe, Powers]:
    """Do what the real service does before its sandbox closes, and take its powers."""
    if start.like == "vault":
        from app.vault.service import prepare as prepare_vault

        return Probe(), prepare_vault(VaultStart(start.path))[1]
    if start.like == "gate":
        from app.gate.service import prepare as prepare_gate

        return Probe(), prepare_gate(GateStart(b"", ("sotto.invalid:443",)))[1]
    if start.like == "redactor":
        from app.redaction.port import RedactorStart
        from app.redaction.service import prepare as prepare_redactor

        return Probe(), prepare_redactor(RedactorStart())[1]
    if start.like == "keyring":
        from app.credentials.port import KeyringStart
        from app.credentials.service import prepare as prepare_keyring

        return Probe(), prepare_keyring(KeyringStart())[1]
    from app.engine_service import prepare as prepare_engine

    return Probe(), prepare_engine(EngineStart(start.path))[1]

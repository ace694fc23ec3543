"""Fakes of the processes, for tests of the core and of the window: the same ports, in this process, no disk.

``FakeServices`` is what the composition root's real services are to the assistant. What the vault "disk"
holds outlives a lock (``FakeDisk``); what the engine says is scripted (``FakeServices.script``).

::

    services = FakeServices()
    services.script(["Hello", " there"])               # deltas of the next answer
    services.script(["Some ", Pause(), "text"])        # waits until pause.release() or a cancel
    services.script(["Half", crash()])                 # the worker dies
    services.load_errors.append(out_of_memory())       # the next load is refused
    services.disk.failures["unlock"] = DatabaseDamaged(reason="page 1")
"""

from __future__ import annotations

import re
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from typing import Any

from app.errors import KeyringUnavailable, UsageRefused
from app.gate.port import GateStart
from models.engine import GenerationRequest, LoadRequest, ModelInfo
from models.errors import SottoError
from tests.fake_cloud import FakeCloud, FakeGate, FakeRedactor
from tests.fake_engine import FakeEngine, Pause, Step
from tests.fake_stream import FakeStream
from tests.fake_vault import FakeDisk, FakeVault


class FakeHandle:
    """A running fake process."""

    def __init__(self, port: Any, on_lost: Callable[[SottoError], None], sandbox: str) -> None:
        self.port = port
        self._on_lost = on_lost
        self._sandbox = sandbox
        self.kills = 0
        self.has_crashed = False

    @property
    def is_alive(self) -> bool:
        """Whether nothing killed it yet."""
        return not self.port.dead.is_set()

    @property
    def sandbox_level(self) -> str:
        """What the test set."""
        return self._sandbox

    def kill(self) -> float:
        """End it, as the assistant does; nobody is told that it was lost."""
        self.kills += 1
        self.port.dead.set()
        return 0.001

    def lose(self, error: SottoError) -> None:
        """End it as a crash would."""
        self.has_crashed = True
        self.port.dead.set()
        self._on_lost(error)


class FakeServices:
    """Starts fakes. What a test wants to see is in the lists; what shall happen is put into the others."""

    def __init__(self, disk: FakeDisk | None = None, *, sandbox: str = "full") -> None:
        self.disk = disk or FakeDisk()
        self.sandbox = sandbox
        self.vaults: list[FakeHandle] = []
        self.engines: list[FakeHandle] = []
        self.engine_paths: list[str] = []
        self.loads: list[LoadRequest] = []
        self.requests: list[GenerationRequest] = []
        self.forgotten: list[str] = []
        self.scripts: deque[tuple[Step, ...]] = deque()
        self.load_errors: deque[SottoError] = deque()
        self.inspect_errors: deque[SottoError] = deque()
        self.infos: dict[str, ModelInfo] = {}
        self.load_pause: Pause | None = None
        self.inspect_pause: Pause | None = None
        self.cloud = FakeCloud()

    def script(self, steps: Iterable[Step]) -> None:
        """Say what the next answer (after those already scripted) consists of."""
        self.scripts.append(tuple(steps))

    def next_script(self, request: GenerationRequest) -> tuple[Step, ...]:
        """Return the scripted steps, or an answer that repeats the question."""
        if self.scripts:
            return self.scripts.popleft()
        return tuple(re.findall(r"\S+\s*", f"You asked: {request.turns[-1].content}"))

    def open_vault(self, on_lost: Callable[[SottoError], None]) -> FakeHandle:
        """Start a vault on the disk."""
        handle = FakeHandle(FakeVault(self.disk), on_lost, self.sandbox)
        self.vaults.append(handle)
        return handle

    def open_engine(self, model_path: str, on_lost: Callable[[SottoError], None]) -> FakeHandle:
        """Start an engine."""
        handle = FakeHandle(FakeEngine(self, model_path), on_lost, self.sandbox)
        self.engines.append(handle)
        self.engine_paths.append(model_path)
        return handle

    def open_redactor(self, on_lost: Callable[[SottoError], None]) -> FakeHandle:
        """Start a redactor."""
        self.cloud.redactors.append(handle := FakeHandle(FakeRedactor(self.cloud), on_lost, self.sandbox))
        return handle

    def open_gate(self, start: GateStart, on_lost: Callable[[SottoError], None]) -> FakeHandle:
        """Start a gate."""
        if self.cloud.offline:
            raise UsageRefused(reason="offline")
        self.cloud.gates.append(handle := FakeHandle(FakeGate(self.cloud, start), on_lost, self.sandbox))
        return handle

    def open_keyring(self) -> FakeHandle:
        """There is none: tests give the assistant a FakeKeys, or get the vault."""
        raise KeyringUnavailable(reason="absent")

    def go_offline(self) -> None:
        """Start no gate any more."""
        self.cloud.offline = True

    @property
    def is_offline(self) -> bool:
        """Whether ``go_offline`` was called, or the test set it."""
        return self.cloud.offline

    def cancel(self, stream: Iterator[object]) -> None:
        """Set the stream's token."""
        assert isinstance(stream, FakeStream)
        stream.token.cancel()

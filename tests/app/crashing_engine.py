"""An engine process that does what its model's file name says, to see how the core takes its end.

    python -m tests.app.crashing_engine

"load": it dies while it loads; "answer": after two words of every answer; with "-waits" it waits there for
its end; anything else: it answers.
"""

from __future__ import annotations

import os
import signal
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

from app.process.child import run_service
from app.process.remote import cancel
from app.process.sandbox import Powers
from app.process.service import Service, ServiceSpec, start_service
from models.engine import (
    EnginePort,
    EngineStart,
    Finished,
    GenerationEvent,
    GenerationRequest,
    InspectEvent,
    Loaded,
    LoadEvent,
    LoadProgress,
    LoadRequest,
    StopReason,
    TextDelta,
    Usage,
)
from models.errors import SottoError
from tests.fake_engine import model_info
from tests.fakes import FakeServices

_USAGE = Usage(
    prompt_tokens=4,
    reused_tokens=0,
    completion_tokens=2,
    seconds_to_first_token=0.1,
    seconds=0.1,
    context_tokens=2048,
    context_used=6,
    seed=7,
)


class CrashingEngine:
    """EnginePort whose process ends as its model says."""

    def __init__(self, start: EngineStart) -> None:
        self._dies_at = Path(start.model_path).stem

    def inspect(self, with_hash: bool) -> Iterator[InspectEvent]:
        raise NotImplementedError

    def load(self, request: LoadRequest) -> Iterator[LoadEvent]:
        yield LoadProgress("loading", 0.0)
        self._reach("load")
        yield Loaded(model_info(), 2048, 2, 0.1, "file")

    def generate(self, request: GenerationRequest) -> Iterator[GenerationEvent]:
        yield TextDelta("two ")
        yield TextDelta("words")
        self._reach("answer")
        yield Finished(StopReason.END, _USAGE)

    def forget(self, chat_id: str) -> None:
        pass

    def forget_all(self) -> None:
        pass

    def _reach(self, place: str) -> None:
        if place == self._dies_at:
            os.kill(os.getpid(), signal.SIGSEGV)
        if self._dies_at == f"{place}-waits":
            time.sleep(600)


class Handle:
    """As the handles of ``app.services``."""

    def __init__(self, service: Service[EnginePort]) -> None:
        self.service = service
        self.port = service.port
        self.sandbox_level = service.sandbox.level

    @property
    def is_alive(self) -> bool:
        return self.service.is_alive

    def kill(self) -> float:
        return self.service.kill()


class CrashingServices(FakeServices):
    """A fake vault, and real processes for the engine."""

    def __init__(self) -> None:
        super().__init__()
        self.started: list[Handle] = []
        self.deadline = 30.0
        self.stops_within: float | None = None

    def open_engine(self, model_path: str, on_lost: Callable[[SottoError], None]) -> Handle:  # type: ignore[override]
        spec = ServiceSpec(
            "engine",
            EnginePort,
            EngineStart(model_path, None),
            deadline=self.deadline,
            command=(sys.executable, "-m", "tests.app.crashing_engine"),
            stops_within=self.stops_within,
        )
        self.started.append(Handle(start_service(spec, on_lost=on_lost)))
        return self.started[-1]

    def cancel(self, stream: Iterator[object]) -> None:
        """Stop a real stream."""
        cancel(stream)


if __name__ == "__main__":
    run_service("engine", EnginePort, EngineStart, lambda start: (CrashingEngine(start), Powers()))

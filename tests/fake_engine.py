"""An engine in this process that follows scripts; ``tests.fakes`` shows how one is written."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from models.cancel import CancelToken
from models.engine import (
    Finished,
    GenerationEvent,
    GenerationRequest,
    Inspected,
    InspectEvent,
    InspectProgress,
    Loaded,
    LoadEvent,
    LoadProgress,
    LoadRequest,
    ModelInfo,
    PromptProgress,
    StopReason,
    TextDelta,
    TurnsTrimmed,
    Usage,
)
from models.errors import EngineCrashed, NotEnoughMemory, SottoError
from tests.fake_stream import FakeStream

if TYPE_CHECKING:
    from tests.fakes import FakeServices

MODEL_NAME = "Sotto tiny"


class Pause:
    """A step of a script that waits until ``release`` (or a cancel, or a kill)."""

    def __init__(self) -> None:
        self.reached = threading.Event()
        self._go = threading.Event()

    def release(self) -> None:
        """Let the script go on."""
        self._go.set()

    def pass_through(self, token: CancelToken, check_alive: Callable[[], None]) -> None:
        """Wait."""
        self.reached.set()
        while not self._go.wait(0.005) and not token.is_cancelled:
            check_alive()


@dataclass(frozen=True)
class Wait:
    """A step of a script that takes some seconds, for looking at a window by eye."""

    seconds: float

    def pass_through(self, token: CancelToken, check_alive: Callable[[], None]) -> None:
        """Wait, ending early on a cancel."""
        ends = time.monotonic() + self.seconds
        while time.monotonic() < ends and not token.is_cancelled:
            check_alive()
            time.sleep(0.002)


Step = str | Pause | Wait | SottoError | PromptProgress | TurnsTrimmed


def crash(how: str = "aborted") -> EngineCrashed:
    """Return the step in which the worker dies."""
    return EngineCrashed(how=how, exit_code=-6)


def out_of_memory() -> NotEnoughMemory:
    """Return the error of a model that does not fit."""
    return NotEnoughMemory(needed=12 * 2**30, available=6 * 2**30, context=8192)


def model_info(name: str = MODEL_NAME, *, size_bytes: int = 16 * 2**20, sha256: str = "3f" * 32) -> ModelInfo:
    """Return what a file says of itself."""
    return ModelInfo(
        name=name,
        architecture="llama",
        parameters=15_000_000,
        quantization="Q8_0",
        size_bytes=size_bytes,
        trained_context=2048,
        has_template=True,
        licence="apache-2.0",
        memory_bytes=3 * size_bytes,
        memory_context=2048,
        sha256=sha256,
    )


class FakeEngine:
    """EnginePort that follows scripts."""

    def __init__(self, services: FakeServices, model_path: str) -> None:
        self._services = services
        self._path = model_path
        self.dead = threading.Event()
        self.info = services.infos.get(model_path) or model_info()
        self.context_tokens = 0

    def _check_alive(self) -> None:
        if self.dead.is_set():
            raise EngineCrashed(how="killed", exit_code=-9)

    def inspect(self, with_hash: bool) -> Iterator[InspectEvent]:
        def steps(token: CancelToken) -> Iterator[InspectEvent]:
            if self._services.inspect_errors:
                raise self._services.inspect_errors.popleft()
            for done in (0, 1, 2, 3):
                if self._services.inspect_pause is not None:
                    self._services.inspect_pause.pass_through(token, self._check_alive)
                if token.is_cancelled:
                    return
                yield InspectProgress(done, 4)
            yield Inspected(self.info)

        return FakeStream(steps, self._check_alive)

    def load(self, request: LoadRequest) -> Iterator[LoadEvent]:
        def steps(token: CancelToken) -> Iterator[LoadEvent]:
            if self._services.load_errors:
                raise self._services.load_errors.popleft()
            for fraction in (0.0, 0.5):
                if self._services.load_pause is not None:
                    self._services.load_pause.pass_through(token, self._check_alive)
                yield LoadProgress("loading", fraction)
            self.context_tokens = request.context_tokens or 2048
            yield Loaded(self.info, self.context_tokens, request.threads or 2, 0.1, "file")

        self._services.loads.append(request)
        return FakeStream(steps, self._check_alive)

    def generate(self, request: GenerationRequest) -> Iterator[GenerationEvent]:
        script = self._services.next_script(request)

        def steps(token: CancelToken) -> Iterator[GenerationEvent]:
            said = 0
            for step in script:
                if token.is_cancelled:
                    break
                match step:
                    case str():
                        said += 1
                        yield TextDelta(step)
                    case SottoError():
                        self.dead.set()
                        raise step
                    case Pause() | Wait():
                        step.pass_through(token, self._check_alive)
                    case _:
                        yield step
            reason = StopReason.CANCELLED if token.is_cancelled else StopReason.END
            yield Finished(reason, self._usage(request, said))

        self._services.requests.append(request)
        return FakeStream(steps, self._check_alive)

    def _usage(self, request: GenerationRequest, said: int) -> Usage:
        prompt = sum(len(turn.content.split()) + 4 for turn in request.turns)
        return Usage(
            prompt_tokens=prompt,
            reused_tokens=0,
            completion_tokens=said,
            seconds_to_first_token=0.12,
            seconds=max(said, 1) / 42.3,
            context_tokens=self.context_tokens,
            context_used=prompt + said,
            seed=7,
        )

    def forget(self, chat_id: str) -> None:
        self._check_alive()
        self._services.forgotten.append(chat_id)

    def forget_all(self) -> None:
        self._check_alive()
        self._services.forgotten.append("*")


# --- what starts them ---------------------------------------------------------------------------------

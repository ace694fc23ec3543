"""The engine port: what one asks of a local model and what comes back.

One engine process serves one model file. The interface is ``EnginePort``; ``models.worker.Engine``
implements it over llama.cpp, and ``app.process`` carries it across a pipe. Every value here is a
frozen msgspec struct, so that the pipe accepts this closed set of types and nothing else.
"""

from __future__ import annotations

import enum
from collections.abc import Iterator
from typing import Annotated, Literal, Protocol

import msgspec


class EngineStart(msgspec.Struct, frozen=True):
    """What the engine process is given when it starts: the one file it may read.

    Attributes:
        memory_bytes: limit of the process's address space; None sets none.
    """

    model_path: str
    memory_bytes: int | None = None


class Turn(msgspec.Struct, frozen=True):
    """One message as the model sees it."""

    role: Literal["system", "user", "assistant"]
    content: str


class Sampling(msgspec.Struct, frozen=True):
    """How the next token is chosen; the names are llama.cpp's. Ranges are enforced when it is decoded.

    Attributes:
        temperature: 0 means greedy.
        repeat_penalty: 1.0 means off.
        repeat_last_n: tokens that the penalty looks back on.
        seed: None draws one, which Usage then reports.
    """

    temperature: Annotated[float, msgspec.Meta(ge=0, le=5)] = 0.7
    top_k: Annotated[int, msgspec.Meta(ge=0, le=10_000)] = 40
    top_p: Annotated[float, msgspec.Meta(ge=0, le=1)] = 0.95
    min_p: Annotated[float, msgspec.Meta(ge=0, le=1)] = 0.05
    repeat_penalty: Annotated[float, msgspec.Meta(ge=0.5, le=2)] = 1.1
    repeat_last_n: Annotated[int, msgspec.Meta(ge=0, le=8192)] = 64
    seed: Annotated[int, msgspec.Meta(ge=0, lt=2**32)] | None = None


class GenerationRequest(msgspec.Struct, frozen=True):
    """One answer to be generated.

    Attributes:
        chat_id: opaque key under which the evaluated tokens (KV state) are kept between turns.
        turns: the branch from its first message to the question; at most one system turn, first.
        max_tokens: upper limit of new tokens.
        stop: strings that end the answer and are not part of it.
        grammar: GBNF, llama.cpp's notation, whose ``root`` the answer has to be; "" for any answer. It comes
            from our own code, never from a text.
    """

    chat_id: str
    turns: tuple[Turn, ...]
    sampling: Sampling = Sampling()
    max_tokens: int = 1024
    stop: tuple[str, ...] = ()
    grammar: Annotated[str, msgspec.Meta(max_length=8192)] = ""


class StopReason(enum.Enum):
    """Why an answer ended. Cancelled is an ordinary ending."""

    END = "end"
    LENGTH = "length"
    STOP_STRING = "stop-string"
    CANCELLED = "cancelled"
    CONTEXT_FULL = "context-full"


class Usage(msgspec.Struct, frozen=True):
    """What an answer cost.

    Attributes:
        prompt_tokens: tokens of the rendered prompt.
        reused_tokens: of those, tokens that were already evaluated and kept.
        completion_tokens: generated tokens.
        seconds_to_first_token: from the call to the first sampled token, in the worker.
        seconds: from the first sampled token to the end.
        context_tokens: size of the context.
        context_used: tokens in it at the end.
        seed: the seed that was used.
    """

    prompt_tokens: int
    reused_tokens: int
    completion_tokens: int
    seconds_to_first_token: float
    seconds: float
    context_tokens: int
    context_used: int
    seed: int

    @property
    def tokens_per_second(self) -> float:
        """Generation speed, 0.0 when fewer than two tokens were generated."""
        if self.completion_tokens < 2 or self.seconds <= 0:
            return 0.0
        return (self.completion_tokens - 1) / self.seconds


class PromptProgress(msgspec.Struct, frozen=True, tag="prompt-progress"):
    """Tokens of the prompt evaluated so far (only those that had to be)."""

    done: int
    total: int


class TurnsTrimmed(msgspec.Struct, frozen=True, tag="turns-trimmed"):
    """The oldest ``dropped`` turns did not fit into the context and the model does not see them."""

    dropped: int


class TextDelta(msgspec.Struct, frozen=True, tag="text"):
    """New text of the answer, always whole characters."""

    text: str


class Finished(msgspec.Struct, frozen=True, tag="finished"):
    """The last event of every generation that did not raise."""

    reason: StopReason
    usage: Usage


GenerationEvent = PromptProgress | TurnsTrimmed | TextDelta | Finished


class ModelInfo(msgspec.Struct, frozen=True):
    """What a GGUF file says of itself, after our bounded check, and what it would cost here.

    Attributes:
        name: general.name or the file's stem, cleaned and at most 120 characters.
        quantization: for instance "Q4_K_M".
        trained_context: tokens, from the file.
        memory_bytes: estimate for loading with ``memory_context`` tokens (weights, KV cache, buffers).
        sha256: lower-case hex, or "" where hashing was not asked for.
    """

    name: str
    architecture: str
    parameters: int
    quantization: str
    size_bytes: int
    trained_context: int
    has_template: bool
    licence: str
    memory_bytes: int
    memory_context: int
    sha256: str


class InspectProgress(msgspec.Struct, frozen=True, tag="inspecting"):
    """Bytes hashed so far."""

    done: int
    total: int


class Inspected(msgspec.Struct, frozen=True, tag="inspected"):
    """The file passed the check."""

    info: ModelInfo


InspectEvent = InspectProgress | Inspected


class LoadRequest(msgspec.Struct, frozen=True):
    """How to load the process's model file.

    Attributes:
        context_tokens: None takes min(trained context, 8192) or what fits.
        threads: None takes the number of physical cores.
        kv_budget_bytes: RAM that the kept states of inactive chats may use.
        expected_sha256: refuse with ModelChanged when the file's hash is another; "" does not check.
        force: load although the memory estimate says no.
    """

    context_tokens: int | None = None
    threads: int | None = None
    kv_budget_bytes: int = 512 * 2**20
    expected_sha256: str = ""
    force: bool = False


class LoadProgress(msgspec.Struct, frozen=True, tag="loading"):
    """Progress from 0.0 to 1.0 within a stage."""

    stage: Literal["checking", "hashing", "loading"]
    fraction: float


class Loaded(msgspec.Struct, frozen=True, tag="loaded"):
    """The model is ready."""

    info: ModelInfo
    context_tokens: int
    threads: int
    seconds: float
    template: Literal["file", "fallback"]


LoadEvent = LoadProgress | Loaded


class EnginePort(Protocol):
    """One model file in one process. One call at a time; ``generate`` and ``load`` can be cancelled.

    Raises:
        EngineError: any of the subclasses in ``models.errors``; over a pipe also EngineCrashed.
    """

    def inspect(self, with_hash: bool) -> Iterator[InspectEvent]:
        """Check the header in our own bounded code and, if asked, hash the file. Loads nothing."""
        ...

    def load(self, request: LoadRequest) -> Iterator[LoadEvent]:
        """Load the model; the last event is Loaded. Cancelling leaves the process without a model."""
        ...

    def generate(self, request: GenerationRequest) -> Iterator[GenerationEvent]:
        """Generate one answer; the last event is Finished, also after a cancel."""
        ...

    def forget(self, chat_id: str) -> None:
        """Drop the kept state of a chat; unknown ids are fine."""
        ...

    def forget_all(self) -> None:
        """Drop the kept states of all chats."""
        ...

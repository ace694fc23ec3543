"""The engine service: one model file, loaded with llama.cpp, answering one question at a time.

In the app this runs in a process that may read that one file and nothing else: no network, no vault, no
writing, no exec. ``prepare`` does everything that needs more than that before the sandbox closes.
"""

from __future__ import annotations

import contextlib
import queue
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Generic, TypeVar, cast

from models.cancel import CancelToken, current_cancel
from models.context import Context, LoadCancelled, LoadedModel
from models.engine import (
    EngineStart,
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
)
from models.errors import EngineBusy, ModelChanged, ModelMissing
from models.generation import Generation, Running
from models.hardware import (
    DEFAULT_CONTEXT,
    MemoryGauge,
    choose_context,
    memory_needed,
    physical_cores,
    useful_threads,
)
from models.header import ModelHeader
from models.llama import bindings
from models.modelfile import ModelFile
from models.prompt import PromptBuilder
from models.session import Session
from models.template import ChatTemplate, TemplateFailed
from models.vocabulary import Vocabulary

T = TypeVar("T")


def prepare(start: EngineStart) -> Engine:
    """Import and initialise everything, and open the files, before the sandbox closes.

    Afterwards the engine needs no path at all: the model file, /proc/meminfo and the cgroup's memory files
    are open, the libraries are loaded. It needs threads (clone with CLONE_THREAD; llama.cpp uses OpenMP),
    mmap of the open file, and memory; no file writes (RLIMIT_FSIZE 0), no sockets, no fork, no exec.
    """
    bindings()
    return Engine(Path(start.model_path))


class Engine:
    """Implements ``models.engine.EnginePort`` over llama.cpp."""

    def __init__(
        self, model_path: Path, *, gauge: MemoryGauge | None = None, cores: int | None = None
    ) -> None:
        """Open the file; whether that worked is told by the first call.

        Args:
            model_path: a GGUF file.
            gauge: tells free memory; None makes one.
            cores: threads where a request names none; None counts physical cores.
        """
        self._gauge = gauge or MemoryGauge()
        self._cores = cores or physical_cores()
        self._file: ModelFile | None = None
        self._missing: ModelMissing | None = None
        try:
            self._file = ModelFile(model_path)
        except ModelMissing as error:
            self._missing = error
        self._running: Running | None = None
        self._busy = threading.Lock()

    def inspect(self, with_hash: bool) -> Iterator[InspectEvent]:  # the port's signature
        """Check the header in our own bounded code and, if asked, hash the file. Loads nothing."""
        with self._alone():
            file, cancel = self._open_file(), current_cancel()
            header = file.read_model()
            digest = ""
            if with_hash:
                hashing = file.hashing()
                for done in hashing:
                    if cancel.is_cancelled:
                        return
                    yield InspectProgress(done, file.size)
                digest = hashing.hexdigest()
            yield Inspected(_info(file, header, min(header.trained_context, DEFAULT_CONTEXT), digest))

    def load(self, request: LoadRequest) -> Iterator[LoadEvent]:
        """Load the model; the last event is Loaded. Cancelling leaves the process without a model."""
        with self._alone():
            started, cancel = time.perf_counter(), current_cancel()
            self._unload()
            file = self._open_file()
            yield LoadProgress("checking", 0.0)
            header = file.read_model()
            context = choose_context(
                header, asked=request.context_tokens, available=self._gauge.available(), force=request.force
            )
            yield LoadProgress("checking", 1.0)
            digest = request.expected_sha256.lower()
            if digest:
                hashing = file.hashing()
                for done in hashing:
                    if cancel.is_cancelled:
                        return
                    yield LoadProgress("hashing", done / max(file.size, 1))
                _compare(digest, hashing.hexdigest())
            file.check_unchanged()
            threads = request.threads or useful_threads(header, self._cores)
            yield from self._load(
                file, header, context=context, threads=threads, budget=request.kv_budget_bytes, cancel=cancel
            )
            if self._running is None:
                return
            size = self._running.session.context.size
            yield Loaded(
                info=_info(file, header, size, digest),
                context_tokens=size,
                threads=threads,
                seconds=time.perf_counter() - started,
                template=self._running.builder.kind,
            )

    def _load(
        self,
        file: ModelFile,
        header: ModelHeader,
        *,
        context: int,
        threads: int,
        budget: int,
        cancel: CancelToken,
    ) -> Iterator[LoadProgress]:
        """Load in a thread of its own, so that its progress can be told while it runs."""
        stopped = threading.Event()

        def work(progress: Callable[[float], None]) -> Running:
            def report(fraction: float) -> bool:
                progress(fraction)
                return not (cancel.is_cancelled or stopped.is_set())

            model = LoadedModel(file.descriptor, report)
            try:
                if not report(1.0):
                    raise LoadCancelled
                session = Session(Context(model, tokens=context, threads=threads), model.vocabulary, budget)
                return Running(
                    model, session, PromptBuilder(model.vocabulary, _template(header, model.vocabulary))
                )
            except BaseException:
                model.close()
                raise

        task = _Task(work)
        try:
            for fraction in task:
                yield LoadProgress("loading", fraction)
        finally:
            stopped.set()
            with contextlib.suppress(LoadCancelled):
                self._running = task.result()
        if cancel.is_cancelled:
            self._unload()

    def generate(self, request: GenerationRequest) -> Iterator[GenerationEvent]:
        """Generate one answer; the last event is Finished, also after a cancel."""
        with self._alone():
            if self._running is None:
                raise ModelMissing(reason="not-loaded")
            abort = self._running.session.context.abort
            abort.clear()
            with current_cancel().calling(abort.set):
                yield from Generation(self._running, request).events()

    def forget(self, chat_id: str) -> None:
        """Drop the kept state of a chat; unknown ids are fine."""
        with self._alone():
            if self._running is not None:
                self._running.session.forget(chat_id)

    def forget_all(self) -> None:
        """Drop the kept states of all chats."""
        with self._alone():
            if self._running is not None:
                self._running.session.forget_all()

    def close(self) -> None:
        """Free everything; the engine can do nothing afterwards."""
        with self._alone():
            self._unload()
            if self._file is not None:
                self._file.close()
                self._file, self._missing = None, ModelMissing(reason="closed")
            self._gauge.close()

    @contextlib.contextmanager
    def _alone(self) -> Iterator[None]:
        if not self._busy.acquire(blocking=False):
            raise EngineBusy
        try:
            yield
        finally:
            self._busy.release()

    def _open_file(self) -> ModelFile:
        if self._file is None:
            raise self._missing or ModelMissing(reason="ENOENT")
        return self._file

    def _unload(self) -> None:
        if self._running is not None:
            self._running.close()
            self._running = None


class _Task(Generic[T]):
    """Work in a thread: iterate over the numbers it reports, then take its result."""

    def __init__(self, work: Callable[[Callable[[float], None]], T]) -> None:
        self._reports: queue.SimpleQueue[float | None] = queue.SimpleQueue()
        self._outcome: T | BaseException | None = None
        self._work = work
        self._thread = threading.Thread(target=self._run, name="load", daemon=True)
        self._thread.start()

    def _run(self) -> None:
        try:
            self._outcome = self._work(self._reports.put)
        except BaseException as error:  # noqa: BLE001  # handed to the thread that asks for the result
            self._outcome = error
        self._reports.put(None)

    def __iter__(self) -> Iterator[float]:
        """Yield each number as it comes, until the work ended."""
        while (number := self._reports.get()) is not None:
            yield number

    def result(self) -> T:
        """Wait for the end and return the result, or raise what the work raised."""
        self._thread.join()
        if isinstance(self._outcome, BaseException):
            raise self._outcome
        return cast("T", self._outcome)


def _info(file: ModelFile, header: ModelHeader, context: int, digest: str) -> ModelInfo:
    return ModelInfo(
        name=header.name,
        architecture=header.architecture,
        parameters=header.parameters,
        quantization=header.quantization,
        size_bytes=file.size,
        trained_context=header.trained_context,
        has_template=bool(header.templates),
        licence=header.licence,
        memory_bytes=memory_needed(header, context),
        memory_context=context,
        sha256=digest,
    )


def _compare(expected: str, found: str) -> None:
    if expected != found:
        raise ModelChanged(expected=expected[:12], found=found[:12])


def _template(header: ModelHeader, vocabulary: Vocabulary) -> ChatTemplate | None:
    """Return the file's default template, else the first named one that is for chatting and works."""
    names = sorted(
        header.templates,
        key=lambda name: (name not in {"", "default"}, "tool" in name or "rag" in name, name),
    )
    for name in names:
        try:
            return ChatTemplate(
                header.templates[name],
                bos=vocabulary.token_text(vocabulary.bos),
                eos=vocabulary.token_text(vocabulary.eos),
            )
        except TemplateFailed:
            continue
    return None

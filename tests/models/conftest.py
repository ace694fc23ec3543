"""Models made of noise for the tests, and engines over them."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import replace
from pathlib import Path

import pytest

from models.engine import Finished, GenerationEvent, Loaded, LoadRequest, TextDelta
from models.worker import Engine
from tests.benchmarks.make_model import CHATML, TINY, write_model

EngineMaker = Callable[..., Engine]
BOS = "{{ bos_token }}"


@pytest.fixture(scope="session")
def tiny_model(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Two layers, 1,024 byte-level tokens, ChatML, 512 tokens of context."""
    return write_model(tmp_path_factory.mktemp("models") / "tiny.gguf", replace(TINY, tied=False), scale=0.1)


@pytest.fixture(scope="session")
def bos_model(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """As tiny, but its vocabulary wants a beginning token, and its template writes one."""
    return write_model(
        tmp_path_factory.mktemp("models") / "bos.gguf", TINY, template=BOS + CHATML, add_bos=True
    )


@pytest.fixture
def make_engine(tiny_model: Path) -> Iterator[EngineMaker]:
    """Return a function that loads an engine; all are closed in the end."""
    with ExitStack() as stack:

        def make(path: Path = tiny_model, *, loaded: bool = True, **request: object) -> Engine:
            engine = stack.enter_context(closing(Engine(path)))
            if loaded:
                load(engine, **request)
            return engine

        yield make


@contextmanager
def closing(engine: Engine) -> Iterator[Engine]:
    yield engine
    engine.close()


def load(engine: Engine, **request: object) -> Loaded:
    """Load with one thread, so that results are the same everywhere."""
    *_, last = engine.load(LoadRequest(**{"threads": 1, "context_tokens": 512, **request}))  # type: ignore[arg-type]
    assert isinstance(last, Loaded)
    return last


def text_of(events: list[GenerationEvent]) -> str:
    return "".join(event.text for event in events if isinstance(event, TextDelta))


def end_of(events: list[GenerationEvent]) -> Finished:
    last = events[-1]
    assert isinstance(last, Finished)
    return last

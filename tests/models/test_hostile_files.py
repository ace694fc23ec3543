"""Promise: a hostile model file can at worst end the process that reads it; nothing hangs, most is refused.

Every file is loaded in a child process. What our check lets pass and llama.cpp aborts on is counted: it
costs that process its life, as it may, but each such class deserves a check of ours.
"""

from __future__ import annotations

import os
import struct
import subprocess
import sys
from collections import Counter
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from itertools import pairwise
from pathlib import Path

import pytest

from app.errors import ServiceLost
from app.process.service import ServiceSpec, start_service
from models.engine import EnginePort, EngineStart, GenerationRequest, Loaded, LoadRequest, Turn
from tests.benchmarks.make_model import (
    ARR,
    CHATML,
    STR,
    TINY,
    U32,
    Field,
    bpe_vocabulary,
    model_fields,
    model_tensors,
    write_gguf,
    write_model,
)

ROOT = Path(__file__).parents[2]
CASES = 2100
WORKERS = 2


def run_cases(model: Path, first: int, end: int) -> tuple[Counter[str], list[tuple[int, int]]]:
    """Run cases in one child after another; returns outcomes, and (case, signal) for each death."""
    outcomes: Counter[str] = Counter()
    deaths = []
    while first < end:
        command = [
            sys.executable,
            "-m",
            "tests.models.hostile_child",
            str(model),
            str(first),
            str(end - first),
        ]
        done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=280, check=False)
        lines = [line.partition(" ") for line in done.stdout.splitlines()]
        outcomes.update(outcome for _, _, outcome in lines)
        first += len(lines)
        if done.returncode == 0:
            assert first == end
        else:
            assert done.returncode < 0, done.stderr[-2000:]
            deaths.append((first, -done.returncode))
            first += 1
    return outcomes, deaths


def test_thousands_of_mutated_headers_are_refused_or_loaded_or_kill_only_their_reader(
    tiny_model: Path, record_property: Callable[[str, object], None]
) -> None:
    parts = [CASES * number // WORKERS for number in range(WORKERS + 1)]
    with ThreadPoolExecutor(WORKERS) as pool:
        results = list(pool.map(lambda edge: run_cases(tiny_model, *edge), pairwise(parts)))
    outcomes = sum((counts for counts, _ in results), Counter[str]())
    deaths = [death for _, found in results for death in found]
    loaded = outcomes.pop("loaded")
    for name, value in {"refused": outcomes.total(), "loaded": loaded, "deaths": deaths}.items():
        record_property(name, value)
    assert outcomes.total() + loaded + len(deaths) == CASES
    assert outcomes.total() > CASES // 2
    assert loaded > CASES // 10
    assert len(deaths) < CASES // 100, deaths


@contextmanager
def engine_process(path: Path) -> Iterator[EnginePort]:
    """The real engine service: its own process, its own sandbox."""
    command = (sys.executable, "-m", "app", "--service", "engine")
    service = start_service(
        ServiceSpec("engine", EnginePort, EngineStart(str(path), 4 * 2**30), deadline=60.0, command=command)
    )
    try:
        yield service.port
    finally:
        service.kill()


def put(at: int, written: bytes) -> Callable[[bytes], bytes]:
    return lambda raw: raw[:at] + written + raw[at + len(written) :]


BYTES: dict[str, tuple[Callable[[bytes], bytes], str]] = {
    "empty": (lambda raw: b"", "empty-file"),
    "cut in the preamble": (lambda raw: raw[:20], "truncated"),
    "cut in the fields": (lambda raw: raw[:1000], "truncated"),
    "cut in the tensors": (lambda raw: raw[: len(raw) // 2], "truncated"),
    "random bytes": (lambda raw: bytes(range(251)) * 100, "not-gguf"),
    "magic and random bytes": (lambda raw: b"GGUF" + bytes(range(1, 252)) * 100, "gguf-version"),
    "wrong magic": (put(0, b"GGJT"), "not-gguf"),
    "version 99": (put(4, struct.pack("<I", 99)), "gguf-version"),
    "2**32 tensors": (put(8, struct.pack("<Q", 2**32)), "too-many-tensors"),
    "2**60 tensors": (put(8, struct.pack("<Q", 2**60)), "too-many-tensors"),
    "2**60 fields": (put(16, struct.pack("<Q", 2**60)), "too-many-fields"),
    "-1 fields": (put(16, struct.pack("<q", -1)), "too-many-fields"),
    "a zip archive": (put(0, b"PK\3\4"), "not-gguf"),
    "a pickle": (lambda raw: b"\x80\x04\x95cposix\nsystem\n(S'true'\ntR.", "not-gguf"),
}  # fmt: skip


@pytest.mark.parametrize(("damage", "reason"), BYTES.values(), ids=BYTES)
def test_damaged_bytes_are_refused_with_a_reason(
    tiny_model: Path, tmp_path: Path, damage: Callable[[bytes], bytes], reason: str
) -> None:
    path = tmp_path / "m.gguf"
    path.write_bytes(damage(tiny_model.read_bytes()))
    assert said_in_child(path) == reason


def said_in_child(path: Path) -> str:
    code = "import sys; from tests.models.hostile_child import outcome; print(outcome(sys.argv[1]))"
    done = subprocess.run(
        [sys.executable, "-c", code, str(path)],
        cwd=ROOT,
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    assert done.returncode == 0, done.stderr[-2000:]
    return done.stdout.strip()


VOCABULARY = bpe_vocabulary(TINY.vocabulary)
ENDLESS = "{% for a in range(99999) %}{% for b in range(99999) %}{% endfor %}{% endfor %}"
FEWER = VOCABULARY.tokens[:-1]
TWICE = [*FEWER, FEWER[0]]

FIELDS: dict[str, tuple[list[Field], str]] = {
    "a token twice": ([Field("tokenizer.ggml.tokens", ARR, TWICE, STR)], "duplicate-token"),
    "fewer tokens than rows": ([Field("tokenizer.ggml.tokens", ARR, FEWER, STR)], "embedding-shape"),
    "an unknown architecture": ([Field("general.architecture", STR, "other")], "block-count"),
    "no heads": ([Field("llama.attention.head_count", U32, 0)], "head-count"),
    "seven heads": ([Field("llama.attention.head_count", U32, 7)], "head-count"),
    "an end token out of range": ([Field("tokenizer.ggml.eos_token_id", U32, 99999)], "special-token"),
    "one of several files": ([Field("split.count", U32, 4)], "split-file"),
    "no scores": ([], "loaded"),
    "a template that does not parse": ([Field("tokenizer.chat_template", STR, "{% if")], "loaded"),
    "a template that never ends": (
        [Field("tokenizer.chat_template", STR, ENDLESS)],
        "loaded",
    ),
    "a template of gigabytes": ([Field("tokenizer.chat_template", STR, "{{ 'a' * 3000000000 }}")], "loaded"),
    "a template that looks for a way out": (
        [Field("tokenizer.chat_template", STR, "{{ messages.__class__.__base__.__subclasses__() }}")],
        "loaded",
    ),
    "a template that is a number": ([Field("tokenizer.chat_template", U32, 7)], "loaded"),
}  # fmt: skip


@pytest.mark.parametrize(("fields", "expected"), FIELDS.values(), ids=FIELDS)
def test_nonsense_fields_are_refused_or_harmless(tmp_path: Path, fields: list[Field], expected: str) -> None:
    replaced = {field.key for field in fields}
    path = tmp_path / "m.gguf"
    kept = [field for field in model_fields(TINY, VOCABULARY) if field.key not in replaced]
    write_gguf(path, [*kept, *fields], model_tensors(TINY))
    assert said_in_child(path) == expected


def test_an_endless_template_in_the_real_process_ends_in_the_fallback(tmp_path: Path) -> None:
    path = write_model(tmp_path / "m.gguf", template=ENDLESS + CHATML)
    with engine_process(path) as engine:
        *_, last = engine.load(LoadRequest(threads=1))
    assert isinstance(last, Loaded)
    assert last.template == "fallback"


def test_a_file_that_shrinks_while_it_is_mapped_ends_only_the_process_that_maps_it(tmp_path: Path) -> None:
    """The weights are gone: reading them is a bus error there, and a lost service here."""
    path = write_model(tmp_path / "m.gguf")
    with engine_process(path) as engine:
        assert isinstance([*engine.load(LoadRequest(threads=1))][-1], Loaded)
        os.truncate(path, 4096)
        with pytest.raises(ServiceLost) as caught:
            list(engine.generate(GenerationRequest("a", (Turn("user", "hello"),))))
    assert caught.value.facts["how"] == "crashed"

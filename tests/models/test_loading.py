"""Promise: looking at a file loads nothing, and it is loaded only unchanged and where it fits."""

from __future__ import annotations

import hashlib
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest

from models.cancel import CancelToken, use_cancel
from models.engine import (
    Inspected,
    InspectProgress,
    Loaded,
    LoadProgress,
    LoadRequest,
)
from models.errors import ModelChanged, ModelDamaged, ModelMissing, NotEnoughMemory
from models.hardware import MemoryGauge
from models.worker import Engine
from tests.benchmarks.make_model import GGML_Q8_0, TINY, write_model
from tests.models.asking import ROOT, ask
from tests.models.conftest import EngineMaker, closing, end_of, load, text_of


def test_inspecting_tells_what_the_file_is_and_loads_nothing(
    make_engine: EngineMaker, tiny_model: Path
) -> None:
    engine = make_engine(loaded=False)
    *progress, last = engine.inspect(with_hash=True)
    assert progress == [InspectProgress(tiny_model.stat().st_size, tiny_model.stat().st_size)]
    assert isinstance(last, Inspected)
    assert last.info.sha256 == hashlib.sha256(tiny_model.read_bytes()).hexdigest()
    assert (last.info.trained_context, last.info.memory_context, last.info.has_template) == (512, 512, True)
    with pytest.raises(ModelMissing):
        ask(engine)


def test_inspecting_without_the_hash_reads_only_the_header(make_engine: EngineMaker) -> None:
    (only,) = make_engine(loaded=False).inspect(with_hash=False)
    assert isinstance(only, Inspected)
    assert only.info.sha256 == ""


def test_a_cancelled_inspection_ends_without_a_result(make_engine: EngineMaker) -> None:
    engine = make_engine(loaded=False)
    with use_cancel(CancelToken()) as token:
        token.cancel()
        assert list(engine.inspect(with_hash=True)) == []


def test_a_missing_file_is_told_by_the_first_call(tmp_path: Path) -> None:
    engine = Engine(tmp_path / "nowhere.gguf")
    with pytest.raises(ModelMissing, match="ENOENT"):
        list(engine.inspect(with_hash=False))
    with pytest.raises(ModelMissing, match="ENOENT"):
        list(engine.load(LoadRequest()))
    engine.close()


def test_loading_tells_its_stages_and_ends_with_what_is_loaded(
    make_engine: EngineMaker, tiny_model: Path
) -> None:
    digest = hashlib.sha256(tiny_model.read_bytes()).hexdigest()
    events = list(make_engine(loaded=False).load(LoadRequest(threads=1, expected_sha256=digest)))
    stages = [event.stage for event in events if isinstance(event, LoadProgress)]
    assert sorted(set(stages), key=stages.index) == ["checking", "hashing", "loading"]
    fractions = [
        event.fraction for event in events if isinstance(event, LoadProgress) and event.stage == "loading"
    ]
    assert fractions == sorted(fractions)
    assert fractions[-1] == 1.0
    last = events[-1]
    assert isinstance(last, Loaded)
    assert (last.context_tokens, last.threads, last.template, last.info.sha256) == (512, 1, "file", digest)


def test_another_file_than_expected_is_refused_before_it_is_loaded(make_engine: EngineMaker) -> None:
    engine = make_engine(loaded=False)
    with pytest.raises(ModelChanged) as caught:
        list(engine.load(LoadRequest(expected_sha256="0" * 64)))
    assert caught.value.facts["expected"] == "0" * 12
    with pytest.raises(ModelMissing):
        ask(engine)


@pytest.mark.parametrize("stage", ["checking", "hashing", "loading"])
def test_a_cancelled_load_leaves_no_model(make_engine: EngineMaker, tiny_model: Path, stage: str) -> None:
    engine = make_engine(loaded=False)
    digest = hashlib.sha256(tiny_model.read_bytes()).hexdigest()
    with use_cancel(CancelToken()) as token:
        seen = []
        for event in engine.load(LoadRequest(expected_sha256=digest)):
            seen.append(event)
            if isinstance(event, LoadProgress) and event.stage == stage:
                token.cancel()
    assert not any(isinstance(event, Loaded) for event in seen)
    with pytest.raises(ModelMissing):
        ask(engine)
    load(engine)
    assert text_of(ask(engine))


def test_an_abandoned_load_leaves_an_engine_that_can_load(make_engine: EngineMaker) -> None:
    engine = make_engine(loaded=False)
    events = engine.load(LoadRequest())
    next(events)
    events.close()  # type: ignore[attr-defined]
    load(engine)


def test_loading_again_replaces_the_model(make_engine: EngineMaker) -> None:
    engine = make_engine()
    assert load(engine, context_tokens=256).context_tokens == 256
    assert end_of(ask(engine)).usage.context_tokens == 256


class SmallMachine(MemoryGauge):
    def __init__(self) -> None:
        super().__init__(Path("/nowhere"))

    def available(self) -> int:
        return 10 * 2**20


def test_what_cannot_fit_is_refused_with_the_numbers_unless_forced(tiny_model: Path) -> None:
    with closing(Engine(tiny_model, gauge=SmallMachine(), cores=1)) as engine:
        with pytest.raises(NotEnoughMemory) as caught:
            list(engine.load(LoadRequest(context_tokens=512)))
        assert caught.value.facts["available"] == 10 * 2**20
        assert int(caught.value.facts["needed"]) > 10 * 2**20
        assert isinstance([*engine.load(LoadRequest(context_tokens=512, force=True))][-1], Loaded)


MEASURE = """
import sys
from pathlib import Path
from models.engine import *
from models.worker import Engine
engine = Engine(Path(sys.argv[1]))
*_, loaded = engine.load(LoadRequest(threads=1))
list(engine.generate(GenerationRequest("a", (Turn("user", "house " * 150),), max_tokens=3)))
resident = int(Path("/proc/self/statm").read_text().split()[1]) * 4096
print(loaded.info.memory_bytes / resident)
"""


def test_the_estimate_is_near_what_a_loaded_model_takes(tiny_model: Path) -> None:
    if not Path("/proc/self/statm").exists():
        pytest.skip("this system does not tell a process its memory")
    command = [sys.executable, "-c", MEASURE, str(tiny_model)]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=120, check=True)
    assert 0.6 < float(done.stdout) < 1.7


def test_a_context_larger_than_trained_for_is_not_given(make_engine: EngineMaker) -> None:
    assert load(make_engine(loaded=False), context_tokens=100_000).context_tokens == 512


def test_a_file_changed_after_it_was_opened_is_refused(tmp_path: Path) -> None:
    path = write_model(tmp_path / "m.gguf")
    with closing(Engine(path)) as engine:
        with path.open("ab") as file:
            file.write(b"more")
        with pytest.raises(ModelChanged):
            list(engine.load(LoadRequest()))


def test_a_file_put_in_place_of_the_opened_one_is_not_loaded(tmp_path: Path) -> None:
    path = write_model(tmp_path / "m.gguf", name="the first")
    with closing(Engine(path)) as engine:
        write_model(tmp_path / "other.gguf", name="the other").replace(path)
        assert load(engine).info.name == "the first"


def test_a_damaged_file_is_refused_with_a_reason(tmp_path: Path) -> None:
    path = tmp_path / "m.gguf"
    path.write_bytes(write_model(tmp_path / "whole.gguf").read_bytes()[:-1000])
    with closing(Engine(path)) as engine, pytest.raises(ModelDamaged, match="truncated"):
        list(engine.load(LoadRequest()))


@pytest.mark.parametrize(
    "template",
    [
        None,
        "{% for",
        "{{ raise_exception('never') }}",
        "{% for a in range(99999) %}{% for b in range(99999) %}{% endfor %}{% endfor %}{{ messages[0] }}",
        "{{ 'a' * 3000000000 }}{{ messages[0].content }}",
        "{{ messages.__class__.__mro__[1].__subclasses__() }}",
    ],
    ids=["none", "syntax", "refusal", "endless", "gigabytes", "escape"],
)
def test_without_a_usable_template_the_fallback_answers(tmp_path: Path, template: str | None) -> None:
    path = write_model(tmp_path / "m.gguf", template=template)
    with closing(Engine(path)) as engine:
        assert load(engine).template == "fallback"
        assert end_of(ask(engine)).usage.prompt_tokens > 0


def test_quantised_weights_answer_too(tmp_path: Path) -> None:
    path = write_model(tmp_path / "m.gguf", replace(TINY, tied=False), kind=GGML_Q8_0)
    with closing(Engine(path)) as engine:
        assert load(engine).info.quantization == "Q8_0"
        assert text_of(ask(engine, most=30))

"""Promise: the engine streams correct answers, stops when told, reuses what it read, and refuses in time."""

from __future__ import annotations

import hashlib
import re
import subprocess
import sys
import threading
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import msgspec
import pytest

from models.cancel import CancelToken, use_cancel
from models.context import Aborted, Context, LoadedModel
from models.engine import (
    Finished,
    GenerationEvent,
    GenerationRequest,
    Inspected,
    InspectProgress,
    Loaded,
    LoadProgress,
    LoadRequest,
    PromptProgress,
    Sampling,
    StopReason,
    TextDelta,
    Turn,
    TurnsTrimmed,
)
from models.errors import ContextFull, EngineBusy, ModelChanged, ModelDamaged, ModelMissing, NotEnoughMemory
from models.hardware import MemoryGauge
from models.llama import bindings
from models.modelfile import ModelFile
from models.worker import Engine
from tests.benchmarks.make_model import CHATML, GGML_Q8_0, TINY, write_model
from tests.models.conftest import EngineMaker, closing, end_of, load, text_of

GREEDY = Sampling(temperature=0.0, repeat_penalty=1.0)
ROOT = Path(__file__).parents[2]
QUESTION = Turn("user", "What is the name of the house?")


def ask(
    engine: Engine,
    *turns: Turn,
    chat: str = "a",
    sampling: Sampling = GREEDY,
    most: int = 12,
    stop: tuple[str, ...] = (),
    grammar: str = "",
) -> list[GenerationEvent]:
    request = GenerationRequest(
        chat, turns or (QUESTION,), sampling, max_tokens=most, stop=stop, grammar=grammar
    )
    return list(engine.generate(request))


# --- looking at a file ------------------------------------------------------------------------------


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


# --- loading ----------------------------------------------------------------------------------------


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


# --- answers ----------------------------------------------------------------------------------------


def reference(path: Path, turns: tuple[Turn, ...], count: int) -> str:
    """A plain greedy llama_decode loop, without any of the engine's machinery."""
    file = ModelFile(path)
    model = LoadedModel(file.descriptor, lambda _fraction: True)
    file.close()
    context = Context(model, tokens=512, threads=1)
    vocabulary = model.vocabulary
    text = "".join(f"<|im_start|>{turn.role}\n{turn.content}<|im_end|>\n" for turn in turns)
    context.evaluate(vocabulary.tokenize(text + "<|im_start|>assistant\n", parse_special=True))
    library, raw = bindings(), b""
    for _ in range(count):
        logits = library.llama_get_logits_ith(context.pointer, -1)[: vocabulary.size]
        token = max(range(vocabulary.size), key=logits.__getitem__)
        if token in vocabulary.ends:
            break
        raw += vocabulary.piece(token)
        context.append(token)
    context.close()
    model.close()
    return raw.decode("utf-8", "replace")


def test_greedy_answers_are_those_of_a_plain_decode_loop(make_engine: EngineMaker, tiny_model: Path) -> None:
    events = ask(make_engine(), most=40)
    assert text_of(events) == reference(tiny_model, (QUESTION,), 40)
    assert sum(isinstance(event, TextDelta) for event in events) > 10


def test_one_seed_gives_one_answer_and_no_seed_is_told_afterwards(make_engine: EngineMaker) -> None:
    engine = make_engine()
    drawn = ask(engine, sampling=Sampling(seed=None), most=20)
    seed = end_of(drawn).usage.seed
    again = ask(engine, sampling=Sampling(seed=seed), most=20)
    other = ask(engine, sampling=Sampling(seed=seed + 1), most=20)
    assert text_of(again) == text_of(drawn)
    assert text_of(other) != text_of(drawn)


@pytest.mark.parametrize("seed", [0, 2**32 - 1, 2**40 + 3, -1])
def test_any_number_is_a_seed(make_engine: EngineMaker, seed: int) -> None:
    engine = make_engine()
    first, second = (ask(engine, sampling=Sampling(seed=seed)) for _ in range(2))
    assert text_of(first) == text_of(second)
    assert end_of(first).usage.seed == end_of(second).usage.seed


@pytest.mark.parametrize(
    "sampling",
    [
        Sampling(temperature=-1.0),
        Sampling(temperature=float("nan")),
        Sampling(temperature=1e9, top_k=-5, top_p=7.0, min_p=-1.0),
        Sampling(top_k=0, top_p=0.0, min_p=1.0),
        Sampling(repeat_penalty=-3.0, repeat_last_n=-1),
        Sampling(repeat_penalty=float("inf"), repeat_last_n=2**31),
    ],
)
def test_nonsense_sampling_values_still_give_an_answer(make_engine: EngineMaker, sampling: Sampling) -> None:
    assert end_of(ask(make_engine(), sampling=sampling)).usage.completion_tokens > 0


def test_a_repeat_penalty_makes_repetition_rarer(make_engine: EngineMaker) -> None:
    engine = make_engine()
    plain = ask(engine, sampling=GREEDY, most=200)
    varied = ask(
        engine, sampling=msgspec.structs.replace(GREEDY, repeat_penalty=1.5, repeat_last_n=256), most=200
    )
    assert text_of(varied) != text_of(plain)
    assert len(set(text_of(varied).split())) > len(set(text_of(plain).split()))


def test_an_answer_ends_at_the_limit(make_engine: EngineMaker) -> None:
    end = end_of(ask(make_engine(), most=7))
    assert (end.reason, end.usage.completion_tokens) == (StopReason.LENGTH, 7)


def test_an_answer_ends_at_a_stop_string_that_spans_tokens(make_engine: EngineMaker) -> None:
    engine = make_engine()
    whole = text_of(ask(engine, most=40))
    stop = whole[12:17]
    events = ask(engine, most=40, stop=(stop,))
    assert text_of(events) == whole[: whole.index(stop)]
    assert end_of(events).reason is StopReason.STOP_STRING


@pytest.mark.parametrize("sampling", [GREEDY, Sampling(temperature=1.5, top_k=0, min_p=0.0, seed=3)])
def test_an_answer_follows_a_grammar_and_ends_where_it_ends(
    make_engine: EngineMaker, sampling: Sampling
) -> None:
    events = ask(make_engine(), sampling=sampling, most=64, grammar='root ::= "[" [ab]{3,5} "]"')
    assert re.fullmatch(r"\[[ab]{3,5}\]", text_of(events))
    assert end_of(events).reason is StopReason.END


def test_a_grammar_that_is_none_is_refused_and_the_next_answer_works(make_engine: EngineMaker) -> None:
    engine = make_engine()
    with pytest.raises(ValueError, match="no grammar"):
        ask(engine, grammar="root ::= [")
    assert end_of(ask(engine)).usage.completion_tokens > 0


def test_an_answer_ends_at_the_model_s_end_token(tmp_path: Path) -> None:
    """A model whose output favours its end token: it has no other row than zero in its embedding."""
    path = write_model(tmp_path / "m.gguf", scale=1e-9, template=CHATML)
    with closing(Engine(path)) as engine:
        load(engine)
        sampling = Sampling(temperature=100.0, top_k=0, top_p=1.0, min_p=0.0, repeat_penalty=1.0, seed=5)
        ends = [
            ask(engine, sampling=msgspec.structs.replace(sampling, seed=seed), most=5000) for seed in range(3)
        ]
        reasons = {end_of(events).reason for events in ends}
        assert reasons <= {StopReason.END, StopReason.CONTEXT_FULL}
        assert StopReason.END in reasons


def test_usage_counts_what_happened(make_engine: EngineMaker) -> None:
    usage = end_of(ask(make_engine(), most=10)).usage
    assert usage.prompt_tokens > 10
    assert (usage.reused_tokens, usage.completion_tokens, usage.context_tokens) == (0, 10, 512)
    assert usage.context_used == usage.prompt_tokens + 9  # the tenth token need not be evaluated
    assert usage.seconds_to_first_token > 0
    assert usage.seconds > 0
    assert usage.tokens_per_second == pytest.approx(9 / usage.seconds)


def test_progress_of_the_prompt_ends_at_its_length(make_engine: EngineMaker) -> None:
    events = ask(make_engine(), Turn("user", "house " * 150))
    progress = [event for event in events if isinstance(event, PromptProgress)]
    total = end_of(events).usage.prompt_tokens
    assert progress[0] == PromptProgress(0, total)
    assert progress[-1] == PromptProgress(total, total)
    assert any(0 < event.done < total for event in progress)


# --- stopping ---------------------------------------------------------------------------------------


def test_a_cancel_while_writing_ends_the_answer_and_keeps_what_was_written(make_engine: EngineMaker) -> None:
    engine = make_engine()
    whole = text_of(ask(engine, most=30))
    with use_cancel(CancelToken()) as token:
        events = []
        for event in engine.generate(GenerationRequest("b", (QUESTION,), GREEDY, max_tokens=30)):
            events.append(event)
            if sum(isinstance(event, TextDelta) for event in events) == 5:
                token.cancel()
    assert end_of(events).reason is StopReason.CANCELLED
    assert whole.startswith(text_of(events))
    assert end_of(events).usage.completion_tokens <= 7
    assert text_of(ask(engine, most=30)) == whole


def test_a_cancel_while_reading_the_prompt_ends_it_and_the_context_stays_usable(
    make_engine: EngineMaker,
) -> None:
    engine = make_engine()
    long = Turn("user", "house " * 150)
    whole = ask(engine, long, chat="x")
    engine.forget_all()
    with use_cancel(CancelToken()) as token:
        events = []
        for event in engine.generate(GenerationRequest("a", (long,), GREEDY, max_tokens=30)):
            events.append(event)
            if isinstance(event, PromptProgress) and 0 < event.done < event.total:
                token.cancel()
    end = end_of(events)
    assert (end.reason, text_of(events)) == (StopReason.CANCELLED, "")
    assert 0 < end.usage.context_used < end.usage.prompt_tokens
    again = ask(engine, long)
    assert end_of(again).usage.reused_tokens == end.usage.context_used
    assert text_of(again) == text_of(whole)


def test_a_running_evaluation_is_aborted_by_the_flag_alone(tiny_model: Path) -> None:
    """No Python runs between setting the byte and llama_decode returning: the C callback reads it."""
    file = ModelFile(tiny_model)
    model = LoadedModel(file.descriptor, lambda _fraction: True)
    file.close()
    context = Context(model, tokens=512, threads=1)
    tokens = model.vocabulary.tokenize("house " * 20, parse_special=False)
    context.evaluate(tokens[:5])
    context.abort.set()
    with pytest.raises(Aborted):
        context.evaluate(tokens[5:15])
    assert context.used == 5
    context.abort.clear()
    context.evaluate(tokens[5:15])
    assert context.used == 15
    context.close()
    model.close()


def test_a_cancel_from_another_thread_ends_a_long_answer(make_engine: EngineMaker) -> None:
    engine = make_engine()
    token = CancelToken()
    begun, cancelled = threading.Event(), threading.Event()
    events: list[GenerationEvent] = []

    def work() -> None:
        with use_cancel(token):
            for event in engine.generate(GenerationRequest("a", (QUESTION,), GREEDY, max_tokens=100_000)):
                events.append(event)
                begun.set()
                cancelled.wait(60)

    thread = threading.Thread(target=work)
    thread.start()
    assert begun.wait(60)
    token.cancel()
    cancelled.set()
    thread.join(60)
    assert end_of(events).reason is StopReason.CANCELLED


def test_a_token_cancelled_before_the_call_gives_no_text(make_engine: EngineMaker) -> None:
    engine = make_engine()
    with use_cancel(CancelToken()) as token:
        token.cancel()
        events = ask(engine)
    assert (end_of(events).reason, text_of(events)) == (StopReason.CANCELLED, "")


def test_an_abandoned_answer_does_no_harm(make_engine: EngineMaker) -> None:
    engine = make_engine()
    whole = text_of(ask(engine, chat="x"))
    events = engine.generate(GenerationRequest("a", (QUESTION,), GREEDY, max_tokens=30))
    while not isinstance(next(events), TextDelta):
        pass
    events.close()  # type: ignore[attr-defined]
    assert text_of(ask(engine)) == whole


def test_one_call_at_a_time(make_engine: EngineMaker) -> None:
    engine = make_engine()
    events = engine.generate(GenerationRequest("a", (QUESTION,), GREEDY))
    next(events)
    with pytest.raises(EngineBusy):
        ask(engine)
    with pytest.raises(EngineBusy):
        engine.forget("a")
    events.close()  # type: ignore[attr-defined]
    assert text_of(ask(engine))


# --- reuse ------------------------------------------------------------------------------------------


def dialogue(
    engine: Engine, *questions: str, chat: str = "a", most: int = 12
) -> Iterator[tuple[list[Turn], Finished]]:
    turns: list[Turn] = []
    for question in questions:
        turns.append(Turn("user", question))
        events = ask(engine, *turns, chat=chat, most=most)
        turns.append(Turn("assistant", text_of(events)))
        yield turns, end_of(events)


def test_the_next_turn_evaluates_only_what_is_new(make_engine: EngineMaker) -> None:
    first, second, third = (end.usage for _, end in dialogue(make_engine(), "One house?", "Two?", "Three?"))
    assert first.reused_tokens == 0
    for before, after in ((first, second), (second, third)):
        assert after.reused_tokens == before.context_used
        assert after.prompt_tokens - after.reused_tokens < 30


def test_reuse_changes_nothing_about_the_answer(make_engine: EngineMaker) -> None:
    turns, _ = list(dialogue(make_engine(), "One house?", "Two?", "Three?"))[-1]
    # What was generated is kept as tokens, so the answer is compared for a text that tokenises as it was
    # generated.
    engine = make_engine()
    plain = [Turn("user", "One house?"), Turn("assistant", "the house"), Turn("user", "Two?")]
    ask(engine, *plain[:1])
    reused = ask(engine, *plain)
    assert end_of(reused).usage.reused_tokens > 10
    assert text_of(reused) == text_of(ask(make_engine(), *plain))
    assert len(turns) == 6


def test_regenerating_evaluates_one_token(make_engine: EngineMaker) -> None:
    engine = make_engine()
    first = ask(engine)
    again = ask(engine)
    usage = end_of(again).usage
    assert usage.prompt_tokens - usage.reused_tokens == 1
    assert text_of(again) == text_of(first)


def test_editing_an_earlier_question_reuses_what_is_before_it(make_engine: EngineMaker) -> None:
    engine = make_engine()
    turns, _ = list(dialogue(engine, "One house?", "Two?"))[-1]
    edited = [*turns[:2], Turn("user", "Something else about the animal?")]
    usage = end_of(ask(engine, *edited)).usage
    assert 20 < usage.reused_tokens < usage.prompt_tokens - 5


def test_a_chat_that_comes_back_is_restored_not_evaluated(make_engine: EngineMaker) -> None:
    engine = make_engine()
    (turns, end), *_ = dialogue(engine, "One house?", chat="a")
    ask(engine, Turn("user", "Another chat about the water?"), chat="b")
    back = ask(engine, *turns, Turn("user", "And two?"), chat="a")
    assert end_of(back).usage.reused_tokens == end.usage.context_used
    other = make_engine()
    (same, _), *_ = dialogue(other, "One house?", chat="a")
    assert same == turns
    assert text_of(ask(other, *turns, Turn("user", "And two?"), chat="a")) == text_of(back)


def test_without_a_budget_a_chat_that_comes_back_is_evaluated_again(make_engine: EngineMaker) -> None:
    engine = make_engine(kv_budget_bytes=0)
    first = ask(engine, chat="a")
    ask(engine, Turn("user", "Another?"), chat="b")
    back = ask(engine, chat="a")
    assert 0 <= end_of(back).usage.reused_tokens < 5
    assert text_of(back) == text_of(first)


def test_the_states_of_many_chats_stay_within_the_budget(make_engine: EngineMaker) -> None:
    budget = 64 * 1024
    engine = make_engine(kv_budget_bytes=budget)
    kept = set()
    for number in range(12):
        ask(engine, Turn("user", f"Chat number {number} about the house"), chat=str(number))
        assert engine._running is not None
        kept.add(engine._running.session.kept_bytes)
        assert engine._running.session.kept_bytes <= budget
    assert max(kept) > budget // 4


def test_a_forgotten_chat_leaves_nothing_behind(make_engine: EngineMaker) -> None:
    engine = make_engine()
    ask(engine, chat="a")
    ask(engine, chat="b")
    engine.forget("a")
    engine.forget("b")
    engine.forget("unknown")
    assert engine._running is not None
    assert engine._running.session.kept_bytes == 0
    assert engine._running.session.context.used == 0
    for chat in "ab":
        assert end_of(ask(engine, chat=chat)).usage.reused_tokens == 0
    engine.forget_all()
    assert end_of(ask(engine, chat="a")).usage.reused_tokens == 0


# --- the context's end ------------------------------------------------------------------------------


def test_turns_that_do_not_fit_are_dropped_and_told(make_engine: EngineMaker) -> None:
    engine = make_engine()
    turns = [Turn("system", "Be kind.")]
    for number in range(30):
        turns += [Turn("user", f"question {number}?"), Turn("assistant", "the house and the water")]
    events = ask(engine, *turns, QUESTION, most=100)
    trimmed = events[0]
    assert isinstance(trimmed, TurnsTrimmed)
    assert 0 < trimmed.dropped < 60
    usage = end_of(events).usage
    assert usage.prompt_tokens + 100 <= 512
    turns += [QUESTION, Turn("assistant", text_of(events)), Turn("user", "And then?")]
    after = ask(engine, *turns, most=20)
    assert isinstance(after[0], TurnsTrimmed)
    assert end_of(after).usage.reused_tokens > usage.prompt_tokens // 2


def test_an_answer_that_fills_the_context_says_so(make_engine: EngineMaker) -> None:
    events = ask(make_engine(), most=5000)
    end = end_of(events)
    assert end.reason is StopReason.CONTEXT_FULL
    assert end.usage.context_used == 512
    assert end.usage.prompt_tokens + end.usage.completion_tokens == 513


def test_a_question_larger_than_the_context_is_refused_and_the_next_one_works(
    make_engine: EngineMaker,
) -> None:
    engine = make_engine()
    with pytest.raises(ContextFull) as caught:
        ask(engine, Turn("user", "house water " * 500))
    assert caught.value.facts["context"] == 512
    assert int(caught.value.facts["tokens"]) > 512
    assert text_of(ask(engine))


def test_quantised_weights_answer_too(tmp_path: Path) -> None:
    path = write_model(tmp_path / "m.gguf", replace(TINY, tied=False), kind=GGML_Q8_0)
    with closing(Engine(path)) as engine:
        assert load(engine).info.quantization == "Q8_0"
        assert text_of(ask(engine, most=30))

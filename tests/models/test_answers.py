"""Promise: the engine streams correct answers, and ends them where it was told to."""

from __future__ import annotations

import re
from pathlib import Path

import msgspec
import pytest

from models.context import Context, LoadedModel
from models.engine import (
    PromptProgress,
    Sampling,
    StopReason,
    TextDelta,
    Turn,
)
from models.llama import bindings
from models.modelfile import ModelFile
from models.worker import Engine
from tests.benchmarks.make_model import CHATML, write_model
from tests.models.asking import GREEDY, QUESTION, ask
from tests.models.conftest import EngineMaker, closing, end_of, load, text_of


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

"""Promise: whatever the engine is doing, it stops when it is told to, and can be asked again."""

from __future__ import annotations

import threading
import time
from pathlib import Path

import pytest

from models.cancel import CancelToken, use_cancel
from models.context import BATCH, Aborted, Context, LoadedModel
from models.embedded import EMBEDDED
from models.engine import (
    GenerationEvent,
    GenerationRequest,
    PromptProgress,
    StopReason,
    TextDelta,
    Turn,
)
from models.errors import EngineBusy
from models.modelfile import ModelFile
from tests.models.asking import GREEDY, QUESTION, ask
from tests.models.conftest import EngineMaker, end_of, text_of


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


def test_an_evaluation_under_way_is_aborted_in_its_middle() -> None:
    """A batch of the largest size; in processor time, so that a busy machine does not count."""
    file = ModelFile(EMBEDDED.path)
    model = LoadedModel(file.descriptor, lambda _fraction: True)
    file.close()
    context = Context(model, tokens=1024, threads=1)
    tokens = model.vocabulary.tokenize("The house stands at the water. " * 200, parse_special=False)[:BATCH]
    began = time.thread_time()
    context.evaluate(tokens)
    whole = time.thread_time() - began
    clock = time.pthread_getcpuclockid(threading.get_ident())
    told = 0.0

    def tell() -> None:
        nonlocal told
        told = time.clock_gettime(clock)
        context.abort.set()

    for _ in range(20):  # the thread that tells may come too late on a busy machine
        context.clear()
        context.abort.clear()
        timer = threading.Timer(whole / 4, tell)
        timer.start()
        try:
            context.evaluate(tokens)
        except Aborted:
            after = time.thread_time() - told
            break
        finally:
            timer.join()
    else:
        pytest.fail("never aborted")
    assert context.used == 0
    assert after < whole / 2
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

"""Promise: what was read once is not read again, and a context that is full says so."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from models.engine import (
    Finished,
    StopReason,
    Turn,
    TurnsTrimmed,
)
from models.errors import ContextFull
from models.worker import Engine
from tests.models.asking import QUESTION, ask
from tests.models.conftest import EngineMaker, end_of, text_of


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

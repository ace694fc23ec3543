"""Promise: kept states never take more memory than their budget, and the chat used longest ago goes first."""

from __future__ import annotations

import ctypes

from hypothesis import given
from hypothesis import strategies as st

from models.prefix import Evaluated
from models.states import KeptState, KeptStates


def state(size: int) -> KeptState:
    return KeptState(Evaluated([size]), (ctypes.c_uint8 * size)())


@given(
    st.integers(0, 60),
    st.lists(st.tuples(st.sampled_from("abcd"), st.integers(1, 50), st.booleans()), max_size=30),
)
def test_the_budget_holds_after_every_step(budget: int, steps: list[tuple[str, int, bool]]) -> None:
    kept = KeptStates(budget)
    sizes: dict[str, int] = {}
    for chat, size, take in steps:
        if take:
            found = kept.take(chat)
            assert (found is None) or len(found.data) == sizes[chat]
            assert kept.take(chat) is None
        else:
            kept.put(chat, state(size))
            sizes[chat] = size
        assert 0 <= kept.bytes <= budget


def test_the_oldest_chat_is_dropped_first() -> None:
    kept = KeptStates(100)
    for chat in "ab":
        kept.put(chat, state(40))
    kept.put("a", state(40))
    kept.put("c", state(40))
    assert [chat for chat in "abc" if kept.take(chat) is not None] == ["a", "c"]


def test_a_state_larger_than_the_budget_is_not_kept_and_drops_nothing() -> None:
    kept = KeptStates(100)
    kept.put("a", state(60))
    kept.put("b", state(101))
    assert kept.take("b") is None
    assert kept.take("a") is not None


def test_forgetting_frees_the_memory() -> None:
    kept = KeptStates(100)
    kept.put("a", state(60))
    kept.forget("a")
    kept.forget("unknown")
    assert kept.bytes == 0
    kept.put("a", state(60))
    kept.clear()
    assert kept.bytes == 0
    assert kept.take("a") is None

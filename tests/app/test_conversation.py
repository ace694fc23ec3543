"""Promise: editing and regenerating branch a conversation; nothing that was written is overwritten."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.conversation import (
    ConversationSummary,
    Message,
    MessageStatus,
    Role,
    branch_to,
    group_by_day,
    newest_leaf,
    title_from,
    versions_of,
)


def message(name: str, parent: str | None, role: Role = Role.USER, created: int = 0) -> Message:
    return Message(name, "c", parent, role, f"text of {name}", created, MessageStatus.COMPLETE)


TREE = (
    message("q1", None, created=1),
    message("a1", "q1", Role.ASSISTANT, 2),
    message("a2", "q1", Role.ASSISTANT, 3),
    message("q2", "a1", created=4),
    message("q1b", None, created=5),
    message("a3", "q2", Role.ASSISTANT, 6),
)


def test_a_branch_runs_from_the_root_to_its_head() -> None:
    assert [m.id for m in branch_to(TREE, "a3")] == ["q1", "a1", "q2", "a3"]
    assert [m.id for m in branch_to(TREE, "a2")] == ["q1", "a2"]


@pytest.mark.parametrize("head", [None, "unknown"])
def test_a_branch_to_nowhere_is_empty(head: str | None) -> None:
    assert branch_to(TREE, head) == ()


def test_versions_are_alternatives_of_the_same_place_oldest_first() -> None:
    assert versions_of(TREE, "a2") == ("a1", "a2")
    assert versions_of(TREE, "q1b") == ("q1", "q1b")
    assert versions_of(TREE, "unknown") == ()


def test_the_newest_leaf_follows_the_newest_child() -> None:
    assert newest_leaf(TREE, "q1") == "a2"
    assert newest_leaf(TREE, "a1") == "a3"
    assert newest_leaf(TREE, "q1b") == "q1b"


def test_a_loop_in_damaged_data_ends() -> None:
    looped = (message("x", "y"), message("y", "x"))
    assert len(branch_to(looped, "x")) <= 3
    assert newest_leaf(looped, "x") in {"x", "y"}


@given(st.lists(st.integers(min_value=-1, max_value=30), max_size=30))
def test_every_message_of_any_tree_is_on_some_branch(parents: list[int]) -> None:
    tree = tuple(
        message(str(i), str(parent) if 0 <= parent < i else None, created=i)
        for i, parent in enumerate(parents)
    )
    shown = {m.id for leaf in tree for m in branch_to(tree, newest_leaf(tree, leaf.id))}
    assert shown == {m.id for m in tree}


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("  \n\n Hello   there \n more", "Hello there"),
        ("", ""),
        ("word " * 30, "word word word word word word word word word…"),
        ("x" * 100, "x" * 48 + "…"),
    ],
)
def test_a_title_is_the_first_line_cut_at_a_word(text: str, title: str) -> None:
    assert title_from(text) == title


def test_no_repr_shows_what_was_written() -> None:
    shown = repr(TREE[0]) + repr(ConversationSummary("c", "my secret title", 0, 0, 1))
    assert "text of" not in shown
    assert "secret" not in shown


def test_conversations_fall_into_the_latest_group_that_holds_them() -> None:
    summaries = [ConversationSummary(str(when), "", 0, when, 0) for when in (95, 50, 10)]
    groups = group_by_day(summaries, day_starts={"Today": 90, "Week": 40, "Month": 20, "Older": 0})
    assert {name: [s.id for s in listed] for name, listed in groups.items()} == {
        "Today": ["95"],
        "Week": ["50"],
        "Older": ["10"],
    }

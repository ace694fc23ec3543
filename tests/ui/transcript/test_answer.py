"""Promise: what a model thought is told apart from what it answered, while it writes and afterwards."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ui.transcript.answer import AnswerStream, parse_answer, without_thoughts
from ui.transcript.leaves import Code, Leaf, Paragraph, Span, Thinking

_PIECES = [
    "<think>",
    "</think>",
    "\n",
    "</think>\n",
    " ",
    "a b",
    "<thi",
    "**x**",
    "\r\n",
    "```\n",
    "- x\n",
    "<",
]
documents = st.lists(st.sampled_from(_PIECES), max_size=14).map("".join)


def closed(leaves: list[Leaf]) -> list[Leaf]:
    """The leaves, every thought ended."""
    return [replace(leaf, closed=True) if isinstance(leaf, Thinking) else leaf for leaf in leaves]


@given(documents, st.lists(st.integers(1, 9), min_size=1, max_size=6))
def test_every_chunking_ends_as_the_whole(text: str, steps: list[int]) -> None:
    own = AnswerStream()
    shown: list[Leaf] = []
    at, number = 0, 0
    while at < len(text):
        step = steps[number % len(steps)]
        first = own.feed(text[at : at + step])
        shown = shown[:first] + own.leaves[first:]
        at, number = at + step, number + 1
        assert shown == own.leaves
    first = own.finish()
    assert shown[:first] + own.leaves[first:] == own.leaves
    assert closed(own.leaves) == parse_answer(text)


def test_thoughts_are_open_while_they_are_written() -> None:
    own = AnswerStream()
    own.feed("<thi")
    assert own.leaves == []
    own.feed("nk>so")
    assert own.leaves == [Thinking("so", closed=False)]
    own.feed(" far</thi")
    assert own.leaves == [Thinking("so far", closed=False)]
    own.feed("nk>\nYes.")
    assert own.leaves == [Thinking("so far", closed=True), Paragraph((Span("Yes."),), 1)]


def test_a_closing_tag_alone_makes_what_came_before_thoughts() -> None:
    own = AnswerStream()
    own.feed("hmm\n\nwell")
    assert len(own.leaves) == 2
    assert own.feed("\n</think>\nYes.") == 0
    assert own.leaves == [Thinking("hmm\n\nwell", closed=True), Paragraph((Span("Yes."),), 4)]


def test_a_tag_within_a_sentence_is_text() -> None:
    (leaf,) = parse_answer("The tag <think> opens and </think> closes.")
    assert isinstance(leaf, Paragraph)
    assert leaf.text == "The tag <think> opens and </think> closes."


def test_an_answer_may_begin_with_code() -> None:
    assert parse_answer("```\nx\n```") == [Code("x", 0)]


@pytest.mark.parametrize(
    ("text", "copied"),
    [
        ("<think>a</think>\n\nYes.", "Yes."),
        ("a\n</think>\nYes.", "Yes."),
        ("Yes.\n", "Yes.\n"),
        ("<think>never ended", ""),
    ],
)
def test_copying_leaves_the_thoughts_out(text: str, copied: str) -> None:
    assert without_thoughts(text) == copied

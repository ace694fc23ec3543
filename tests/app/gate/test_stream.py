"""Promise: an answer is read the same however it is cut; any bytes are read or refused, in linear time."""

from __future__ import annotations

import contextlib
import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.errors import GateError
from app.gate.stream import MAX_EVENT, Answer, EventLines
from tests.app.gate.server import anthropic_events, openai_events

STREAMS = {
    "openai": "".join(openai_events("Grüße", " 🌍", "\r\n", "data: x\n\n")).encode(),
    "anthropic": "".join(anthropic_events("Grüße", " 🌍", "\r\n", "data: x\n\n")).encode(),
}


def pieces(data: bytes, cuts: list[int]) -> list[bytes]:
    places = sorted({0, len(data), *(cut % (len(data) + 1) for cut in cuts)})
    return [data[start:end] for start, end in itertools.pairwise(places)]


@pytest.mark.parametrize("dialect", ["openai", "anthropic"])
@given(
    cuts=st.lists(st.integers(min_value=0, max_value=10**6), max_size=40),
    end=st.sampled_from(["\n", "\r\n", "\r"]),
)
def test_any_cut_gives_the_same_text(dialect: str, cuts: list[int], end: str) -> None:
    data = STREAMS[dialect].replace(b"\n", end.encode())
    answer = Answer(dialect, "there")  # type: ignore[arg-type]
    assert (
        "".join(text for piece in pieces(data, cuts) for text in answer.feed(piece))
        == "Grüße 🌍\r\ndata: x\n\n"
    )
    assert answer.is_last
    assert (answer.usage.prompt_tokens, answer.usage.completion_tokens) == (11, 7)


@given(
    data=st.binary(max_size=300)
    | st.lists(
        st.sampled_from([b"data:", b"data: {", b"\n", b"\r", b"\r\n", b":", b"}", b"[DONE]", b"\xef\xbb\xbf"])
    ).map(b"".join),
    cuts=st.lists(st.integers(min_value=0, max_value=300), max_size=8),
)
def test_any_bytes_give_the_same_events_at_any_cut(data: bytes, cuts: list[int]) -> None:
    def events(parts: list[bytes]) -> list[bytes]:
        lines = EventLines("there")
        return [event for part in parts for event in lines.feed(part)]

    assert events(pieces(data, cuts)) == events([data])


@pytest.mark.parametrize("dialect", ["openai", "anthropic"])
@given(data=st.binary(max_size=200))
def test_any_event_is_read_or_refused(dialect: str, data: bytes) -> None:
    answer = Answer(dialect, "there")  # type: ignore[arg-type]
    with contextlib.suppress(GateError):
        list(answer.feed(b"data: " + data + b"\n\n"))
    assert isinstance(answer.is_complete, bool)


@pytest.mark.parametrize("size", [7, 64])
def test_a_long_event_in_small_pieces_takes_linear_time(size: int) -> None:
    """A parser that searches its buffer anew for every piece would run into the limit of every test."""
    data = b"data: " + b"x" * (MAX_EVENT - 100) + b"\n\n"
    lines = EventLines("there")
    events = [event for at in range(0, len(data), size) for event in lines.feed(data[at : at + size])]
    assert [len(event) for event in events] == [MAX_EVENT - 100]


def test_many_short_lines_of_one_event_are_bounded_too() -> None:
    lines = EventLines("there")
    endless = (event for _ in range(MAX_EVENT) for event in lines.feed(b"data: x\n" * 100))
    with pytest.raises(GateError, match="answer-too-large"):
        next(endless)

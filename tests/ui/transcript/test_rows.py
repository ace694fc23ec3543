"""Promise: the column knows where every message stands, also when heights change."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from app.conversation import Role
from tests.ui import samples
from ui.transcript import MessageView
from ui.transcript.rows import Column, Row, estimate


def column(heights: list[int], *, margin: int = 10, gap: int = 5) -> Column[object]:
    """A column of rows of these heights."""
    made: Column[object] = Column()
    made.margin, made.gap = margin, gap
    made.replace(
        [Row(MessageView(samples.message(n, Role.USER, "x")), high) for n, high in enumerate(heights)]
    )
    return made


@given(st.lists(st.integers(1, 500), max_size=40), st.integers(0, 39), st.integers(1, 900))
def test_places_follow_a_changed_height(heights: list[int], index: int, height: int) -> None:
    own = column(heights)
    own.total()
    if heights:
        index %= len(heights)
        own.rows[index].height = heights[index] = height
        own.changed(index)
    fresh = column(heights)
    assert [own.top(n) for n in range(len(heights))] == [fresh.top(n) for n in range(len(heights))]
    assert own.total() == fresh.total()


@given(st.lists(st.integers(1, 500), min_size=1, max_size=40), st.integers(0, 9000), st.integers(0, 900))
def test_between_is_every_row_that_reaches_in(heights: list[int], low: int, high: int) -> None:
    own = column(heights)
    found = set(own.between(low, low + high))
    wanted = {n for n in range(len(heights)) if own.top(n) <= low + high and own.top(n) + heights[n] >= low}
    assert wanted <= found
    assert len(found - wanted) <= 1


def test_an_empty_column_has_only_its_margins() -> None:
    own = column([])
    assert own.total() == 20
    assert own.at(50) == -1
    assert list(own.between(0, 100)) == []


def test_rows_are_found_by_their_message() -> None:
    own = column([10, 10])
    own.append(Row(MessageView(samples.message(9, Role.USER, "x")), 30))
    assert own.find("m9") == 2
    assert own.find("m7") is None
    assert own.top(2) == 40


def test_longer_messages_are_estimated_higher() -> None:
    def high(words: int) -> int:
        own = MessageView(samples.message(1, Role.ASSISTANT, "word " * words))
        return estimate(own, 760, lambda pixels: round(pixels))

    assert high(10) < high(200) < high(2000)

"""The geometry of a virtual column: which message stands where, measured or estimated. Free of Qt widgets."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Generic, TypeVar

from app.conversation import Role
from ui.transcript.answer import AnswerStream
from ui.transcript.item import MessageView

_Widget = TypeVar("_Widget")


@dataclass(slots=True, eq=False)
class Row(Generic[_Widget]):
    """One message in the column.

    Attributes:
        item: what is shown.
        height: pixels, measured once there was a widget, estimated before.
        widget: None while it is far from what can be seen.
        stream: the answer while it grows.
        pending: text that came and is not shown yet.
        before: tokens of the question read so far, and in all, until the answer begins.
    """

    item: MessageView
    height: int
    widget: _Widget | None = None
    stream: AnswerStream | None = None
    pending: list[str] = field(default_factory=list)
    progress: tuple[int, int] | None = None


class Column(Generic[_Widget]):
    """The rows from top to bottom and their places."""

    def __init__(self) -> None:
        self.rows: list[Row[_Widget]] = []
        self.margin = 0
        self.gap = 0
        self._tops: list[int] = []
        self._valid = 0
        self._index: dict[str, int] = {}

    def replace(self, rows: list[Row[_Widget]]) -> None:
        """Hold these rows and no others."""
        self.rows = rows
        self._tops = []
        self._valid = 0
        self._index = {row.item.message.id: number for number, row in enumerate(rows)}

    def append(self, row: Row[_Widget]) -> None:
        """Add a row at the end."""
        self._index[row.item.message.id] = len(self.rows)
        self.rows.append(row)

    def find(self, message_id: str) -> int | None:
        """Return the row of a message."""
        return self._index.get(message_id)

    def changed(self, index: int = 0) -> None:
        """Forget the places below ``index``: a height changed there."""
        self._valid = min(self._valid, index + 1)

    def top(self, index: int) -> int:
        """Return where a row begins, in pixels; ``len(rows)`` asks for the end of the last."""
        self._place()
        if index < len(self._tops):
            return self._tops[index]
        return self._end()

    def total(self) -> int:
        """Return the height of everything with its margins."""
        return self._end() + self.margin

    def at(self, y: int) -> int:
        """Return the row at a height, the nearest where there is none, -1 without rows."""
        self._place()
        return max(0, bisect_right(self._tops, y) - 1) if self._tops else -1

    def between(self, low: int, high: int) -> range:
        """Return the rows that reach into ``low`` to ``high``."""
        if not self.rows:
            return range(0)
        first = self.at(low)
        if self.top(first) + self.rows[first].height < low:
            first += 1
        return range(first, max(first, self.at(high) + 1) if high >= self.margin else first)

    def _place(self) -> None:
        if self._valid >= len(self.rows) == len(self._tops):
            return
        start = min(self._valid, len(self._tops))
        del self._tops[start:]
        y = self.margin if start == 0 else self._tops[start - 1] + self.rows[start - 1].height + self.gap
        for row in self.rows[start:]:
            self._tops.append(y)
            y += row.height + self.gap
        self._valid = len(self.rows)

    def _end(self) -> int:
        self._place()
        return self._tops[-1] + self.rows[-1].height if self.rows else self.margin


def estimate(item: MessageView, width: int, px: Callable[[float], int]) -> int:
    """Return about how high a message will be, without looking at more than the length of its text.

    Args:
        item: the message.
        width: of the column, in pixels.
        px: turns pixels at 100 % into pixels.
    """
    text = item.message.text
    user = item.message.role is Role.USER
    room = min(width * 4 // 5, px(600)) - px(32) if user else width
    per_line = max(12, room // px(7.4))
    lines = len(text) / per_line + text.count("\n") * 0.55 + 0.6
    if user:
        lines = min(lines, 18)
    return round(lines * px(23)) + px(58 if user else 72)

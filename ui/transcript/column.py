"""A virtual column: rows of which only those near the screen have widgets.

The others have a height, measured if they had a widget before, estimated otherwise. When a height above
changes, what is on screen stays where it is; ``following`` keeps the end on screen instead.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TypeAlias

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QWidget

from ui.transcript.look import COLUMN, Look
from ui.transcript.question import QuestionWidget
from ui.transcript.reply import AnswerWidget
from ui.transcript.rows import Column, Row, estimate
from ui.transcript.scroll import MessageScroll

_AHEAD = 2  # screens above and below that are prepared while nothing else happens
_KEEP = 5  # screens above and below after which widgets go

Shown: TypeAlias = QuestionWidget | AnswerWidget
ShownRow: TypeAlias = Row[Shown]


class MessageColumn(MessageScroll):
    """Places messages, and makes and drops their widgets.

    Attributes:
        places: the rows and where they stand.
        following: the end is kept on screen.
        column_width: pixels of the column, 0 before the first layout.
        canvas: what the messages are children of.
    """

    moved = Signal()
    """Something was placed or scrolled."""

    def __init__(self, look: Look, make: Callable[[ShownRow], Shown], parent: QWidget) -> None:
        """Start empty; ``make`` makes the widget of a row, as a child of ``canvas``."""
        super().__init__(parent)
        self.places: Column[Shown] = Column()
        self.following = True
        self.column_width = 0
        self.canvas = QWidget()
        self.canvas.setObjectName("transcript-canvas")
        self.canvas.setAutoFillBackground(True)
        self.setWidget(self.canvas)
        self._look = look
        self._make = make
        self._placing = False
        self._bar = self.verticalScrollBar()
        self._bar.valueChanged.connect(self._on_scrolled)
        self._prefetch = QTimer(self, singleShot=True, interval=15)
        self._prefetch.timeout.connect(self._on_prefetch)
        self._apply_scale()

    @property
    def is_settled(self) -> bool:
        """Whether everything near the screen has been prepared."""
        return not self._prefetch.isActive()

    def replace(self, rows: list[ShownRow]) -> None:
        """Hold these rows; rows that are not among them lose their widgets."""
        kept, old = set(map(id, rows)), self.places.rows
        # First the rows: what is hidden hands its focus on, which scrolls, and that makes widgets of rows.
        self.places.replace(rows)
        for row in old:
            if id(row) not in kept:
                self.release(row)

    def sync(self) -> None:
        """Give everything near the screen a widget and a place; what is on screen stays where it is."""
        if self._placing or self.column_width <= 0:
            return
        with self._still():
            self._restore(self._anchor())
            for _ in range(200):
                missing = self._first_missing()
                if missing is None:
                    break
                anchor = self._anchor()
                self.realise(missing)
                self._restore(anchor)
            self._forget_far()
            self._place_all()
        self.moved.emit()
        self._prefetch.start()

    def realise(self, index: int) -> None:
        """Make the widget of a row and measure it."""
        row = self.places.rows[index]
        if row.widget is not None:
            return
        row.widget = self._make(row)
        self.measure(index)
        self._position(index)
        row.widget.show()

    def grew(self, index: int) -> None:
        """Measure a row that grew, and place only it and what is below."""
        before = self.places.rows[index].height
        self.measure(index)
        if self.places.rows[index].height == before:
            return
        with self._still():
            anchor = self._anchor()
            for below in range(index, len(self.places.rows)):
                self._position(below)
            self._restore(anchor)
        self.moved.emit()

    def folded(self, widget: QWidget) -> None:
        """Measure a message that was folded or unfolded, without moving what is above it."""
        for index, row in enumerate(self.places.rows):
            if row.widget is widget:
                was, self.following = self.following, False
                self.measure(index)
                self.sync()
                self.following = was and self._value() >= self._bar.maximum() - 2
                self.moved.emit()

    def scroll_to_row(self, index: int, inside: int) -> None:
        """Bring a place of a row to the upper third; ``inside`` is in pixels from the row's top."""
        self.following = False
        for _ in range(2):  # the heights on the way become known with the first
            self._set_value(self.places.top(index) + inside - self._viewport_height() // 3)
            self.sync()

    def renew(self) -> None:
        """Make everything anew: colours or sizes are others."""
        anchor = self._anchor()
        with self._still():
            for row in self.places.rows:
                self.release(row)
        self._apply_scale()
        self.measure_width()
        for row in self.places.rows:
            row.height = estimate(row.item, self.column_width, self._look.theme.px)
        self.places.changed()
        with self._still():
            self._restore(anchor)
        self.sync()

    def distance_to_end(self) -> int:
        """Return how many pixels are below the screen."""
        return self._bar.maximum() - self._value()

    def measure(self, index: int) -> None:
        """Lay a row out again and remember its height."""
        row = self.places.rows[index]
        if row.widget is None:
            return
        height = row.widget.lay_out(self.column_width)
        if height != row.height:
            row.height = height
            self.places.changed(index)

    def _position(self, index: int) -> None:
        widget = self.places.rows[index].widget
        if widget is None:
            return
        left = (self.viewport().width() - self.column_width) // 2
        top, height = self.places.top(index), self.places.rows[index].height
        geometry = widget.geometry()
        if (geometry.x(), geometry.y(), geometry.width(), geometry.height()) != (
            left,
            top,
            self.column_width,
            height,
        ):
            widget.setGeometry(left, top, self.column_width, height)

    def release(self, row: ShownRow) -> None:
        """Drop a row's widget and wipe it."""
        widget, row.widget = row.widget, None
        if widget is not None:
            widget.hide()
            widget.wipe()
            widget.deleteLater()

    def _first_missing(self) -> int | None:
        value, high = self._value(), self._viewport_height()
        wanted = self.places.between(value - high // 4, value + high + high // 4)
        rows = self.places.rows
        order = reversed(wanted) if self.following else wanted
        return next((index for index in order if rows[index].widget is None), None)

    def _anchor(self) -> tuple[int, int] | None:
        """Return the row at the top of the screen and how far above it the screen begins."""
        if self.following or not self.places.rows:
            return None
        value = self._value()
        index = self.places.at(value)
        return index, value - self.places.top(index)

    def _restore(self, anchor: tuple[int, int] | None) -> None:
        self._resize_canvas()
        if anchor is None:
            self._set_value(self._bar.maximum())
        else:
            self._set_value(self.places.top(anchor[0]) + anchor[1])

    def _place_all(self) -> None:
        anchor = self._anchor()
        for index, row in enumerate(self.places.rows):
            if row.widget is not None:
                self._position(index)
        self._restore(anchor)

    def _forget_far(self) -> None:
        value, high = self._value(), self._viewport_height()
        near = self.places.between(value - _KEEP * high, value + (_KEEP + 1) * high)
        focused = self.focused_row()
        for index, row in enumerate(self.places.rows):
            if row.widget is not None and index not in near and row is not focused:
                self.release(row)

    def _resize_canvas(self) -> None:
        width = self.viewport().width()
        height = max(self.places.total(), self._viewport_height())
        if (self.canvas.width(), self.canvas.height()) != (width, height):
            self.canvas.resize(width, height)
        # the scroll area would do this too, but only when the resize event of a visible canvas arrives
        self._bar.setPageStep(self._viewport_height())
        self._bar.setRange(0, height - self._viewport_height())

    @contextmanager
    def _still(self) -> Iterator[None]:
        """While the block runs, changes of the scroll bar are our own."""
        self._placing = True
        try:
            yield
        finally:
            self._placing = False

    def measure_width(self) -> None:
        """Take the width of the column from that of the window."""
        px = self._look.theme.px
        self.column_width = max(px(200), min(px(COLUMN), self.viewport().width() - 2 * px(24)))

    def relayout(self) -> None:
        """Fit everything to another width or look."""
        anchor = self._anchor()
        old, high = self.column_width, [row.height for row in self.places.rows]
        self.measure_width()
        with self._still():
            for index, row in enumerate(self.places.rows):
                if row.widget is not None:
                    self.measure(index)
                elif old != self.column_width:
                    row.height = estimate(row.item, self.column_width, self._look.theme.px)
            if high != [row.height for row in self.places.rows]:
                self.places.changed()
            self._resize_canvas()
            for index in range(len(self.places.rows)):
                self._position(index)
            self._restore(anchor)
        self.sync()

    def reveal(self, index: int) -> None:
        """Scroll as little as shows a row, from its beginning if it is taller than the screen."""
        top, high = self.places.top(index), self.places.rows[index].height
        value, view = self._value(), self._viewport_height()
        margin = self._look.theme.px(24)
        if top < value or high > view:
            value = top - margin
        elif top + high > value + view:
            value = top + high - view + margin
        self.following = value >= self._bar.maximum() - 2
        self._set_value(value)
        self.sync()

    def _value(self) -> int:
        return self._bar.value()

    def _set_value(self, value: int) -> None:
        was, self._placing = self._placing, True
        self._resize_canvas()
        self._bar.setValue(value)
        self._placing = was

    def _viewport_height(self) -> int:
        return self.viewport().height()

    def focused_row(self) -> ShownRow | None:
        """Return the row that the keyboard is in."""
        focused = self.window().focusWidget()
        if focused is None or not self.canvas.isAncestorOf(focused):
            return None
        for row in self.places.rows:
            if row.widget is not None and (row.widget is focused or row.widget.isAncestorOf(focused)):
                return row
        return None

    def _on_scrolled(self) -> None:
        if self._placing:
            return
        self.following = self._value() >= self._bar.maximum() - self._look.theme.px(8)
        self.sync()

    def _on_prefetch(self) -> None:
        """Prepare one message beyond the screen, then wait for the next turn."""
        if self.column_width <= 0:
            return
        value, high = self._value(), self._viewport_height()
        near = self.places.between(value - _AHEAD * high, value + (_AHEAD + 1) * high)
        missing = next((i for i in reversed(near) if self.places.rows[i].widget is None), None)
        if missing is None:
            return
        with self._still():
            anchor = self._anchor()
            self.realise(missing)
            self._resize_canvas()
            self._place_all()
            self._restore(anchor)
        self._prefetch.start()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fit everything to the new size."""
        super().resizeEvent(event)
        if self.isVisible():
            self.relayout()
        self.moved.emit()

    def _apply_scale(self) -> None:
        px = self._look.theme.px
        self.places.margin, self.places.gap = px(28), px(14)
        self._bar.setSingleStep(px(22))

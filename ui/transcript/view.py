"""The transcript: a virtual column of messages.

Only messages near what can be seen have widgets; the others have a height, measured if they had a widget
before, estimated otherwise. When a height above changes, what is on screen stays where it is. Text of a
growing answer is gathered and shown every 40 ms, and the view follows the end only while it is there.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import (
    QAccessible,
    QAccessibleAnnouncementEvent,
    QFocusEvent,
    QResizeEvent,
    QShowEvent,
)
from PySide6.QtWidgets import QScrollBar, QVBoxLayout, QWidget

from app.conversation import MessageStatus, Role
from ui.theme import Theme
from ui.transcript.answer import AnswerStream, parse_answer
from ui.transcript.highlight import warm_up
from ui.transcript.item import MessageView
from ui.transcript.look import COLUMN, Look
from ui.transcript.markdown import first_difference
from ui.transcript.question import QuestionWidget
from ui.transcript.reply import AnswerWidget
from ui.transcript.rows import Column, Row, estimate
from ui.transcript.scroll import JumpPill, MessageScroll

FLUSH_MS = 40
_AHEAD = 2  # screens above and below that are prepared while nothing else happens
_KEEP = 5  # screens above and below after which widgets go
_WORD = re.compile(r"\w+")
_WARM = ("python", "bash", "json", "javascript")

_Shown = QuestionWidget | AnswerWidget
_Row = Row[_Shown]


class TranscriptView(QWidget):
    """Shows the messages of one conversation."""

    copy_requested = Signal(str)
    """Plain text that the user wants on the clipboard."""
    regenerate_requested = Signal(str)
    edit_requested = Signal(str)
    retry_requested = Signal(str)
    """The id of the message."""
    version_requested = Signal(str)
    """The id of the alternative to show."""
    link_activated = Signal(str)
    """An address; nothing was opened."""
    current_changed = Signal(str)
    """The id of the message that the keyboard is at."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._look = Look(theme, self)
        self._column: Column[_Shown] = Column()
        self._width = 0
        self._following = True
        self._placing = False
        self._current = ""
        self._to_warm = list(_WARM)
        self._scroll = MessageScroll(self)
        self._canvas = QWidget()
        self._canvas.setObjectName("transcript-canvas")
        self._canvas.setAutoFillBackground(True)
        self._scroll.setWidget(self._canvas)
        self._bar = self._scroll.verticalScrollBar()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self._scroll)
        self._pill = JumpPill(theme, self)
        self._pill.clicked.connect(self.jump_to_latest)
        self._flush = QTimer(self, singleShot=True, interval=FLUSH_MS)
        self._flush.timeout.connect(self._on_flush)
        self._idle = QTimer(self, singleShot=True, interval=15)
        self._idle.timeout.connect(self._on_idle)
        self._bar.valueChanged.connect(self._on_scrolled)
        self._look.changed.connect(self._on_look_changed)
        self._scroll.stepped.connect(self.focus_message)
        self._scroll.ended.connect(self.jump_to_latest)
        self._scroll.resized.connect(self._on_viewport_resized)
        self.setAccessibleName(self.tr("Conversation"))
        self._apply_scale()

    # what the window calls

    def show_conversation(self, items: Sequence[MessageView]) -> None:
        """Show these messages.

        What they have in common with what is shown, from the beginning, keeps its widgets; if there is
        nothing, the end is shown, otherwise the view stays where it is as far as it can.
        """
        old = self._column.rows
        same = 0
        while same < min(len(old), len(items)) and _is_same(old[same], items[same]):
            same += 1
        for row in old[same:]:
            self._release(row)
        self._following = self._following or same == 0
        self._measure_width()
        kept = old[:same]
        self._column.replace([*kept, *(self._new_row(item) for item in items[same:])])
        for row, item in zip(kept, items, strict=False):
            if row.item != item:
                self.update_item(item)
        self._current = ""
        if items:
            self._make_current(items[-1].message.id)
        self._sync()

    def clear(self) -> None:
        """Show nothing, and keep nothing: no widget, document, stream or text."""
        self._flush.stop()
        self._idle.stop()
        self._drop_all()
        self._column.replace([])
        self._current = ""
        self._following = True
        self._sync()

    def append(self, item: MessageView) -> None:
        """Add a message at the end; a question also scrolls there."""
        column = self._column
        if column.rows and item.is_last and column.rows[-1].item.is_last:
            self.update_item(replace(column.rows[-1].item, is_last=False))
        column.append(self._new_row(item))
        self._following = self._following or item.message.role is Role.USER
        self._make_current(item.message.id)
        self._sync()

    def update_item(self, item: MessageView) -> None:
        """Show other surroundings of a message (versions, notice, being the last); its text is the same."""
        index = self._column.find(item.message.id)
        if index is None:
            return
        row = self._column.rows[index]
        row.item = item
        if row.widget is not None:
            row.widget.show_item(item)
            self._measure(index)
            self._sync()

    def grow(self, message_id: str, text: str) -> None:
        """Add text to a growing answer; shown within 40 ms."""
        index = self._column.find(message_id)
        if index is None:
            return
        self._column.rows[index].pending.append(text)
        if not self._flush.isActive():
            self._flush.start()

    def finish(self, message_id: str, item: MessageView) -> None:
        """Show the end of an answer, as it was stored."""
        index = self._column.find(message_id)
        if index is None:
            return
        row = self._column.rows[index]
        row.pending.clear()
        row.item = item
        stream, row.stream, row.progress = row.stream, None, None
        if isinstance(row.widget, AnswerWidget):
            leaves = parse_answer(item.message.text)
            shown = stream.leaves if stream is not None else []
            row.widget.finish(item, leaves, first_difference(shown, leaves))
            self._measure(index)
        self._sync()
        self._announce(self._ending(item.message.status))

    def set_prompt_progress(self, message_id: str, done: int, total: int) -> None:
        """Show how many tokens of the question the model has read."""
        index = self._column.find(message_id)
        if index is None:
            return
        row = self._column.rows[index]
        row.progress = (done, total)
        if isinstance(row.widget, AnswerWidget):
            row.widget.show_progress(done, total)

    def scroll_to(self, message_id: str, position: int = 0) -> None:
        """Bring a place of a message into view and mark the word that begins there.

        Args:
            message_id: the message.
            position: characters into its text; -1 only scrolls.
        """
        index = self._column.find(message_id)
        if index is None:
            return
        self._following = False
        self._unmark()
        self._realise(index)
        row = self._column.rows[index]
        inside: int | None = None
        if row.widget is not None and position >= 0:
            text = row.item.message.text
            word = _WORD.search(text, position)
            line = text.count("\n", 0, position)
            column = position - (text.rfind("\n", 0, position) + 1)
            if word is not None:
                inside = row.widget.mark(word[0], line, column)
                self._measure(index)
        self._make_current(message_id)
        self._set_value(self._column.top(index) + (inside or 0) - self._viewport_height() // 3)
        self._sync()
        self._set_value(self._column.top(index) + (inside or 0) - self._viewport_height() // 3)
        self._sync()

    def jump_to_latest(self) -> None:
        """Go to the end and follow it."""
        self._following = True
        self._sync()

    def focus_message(self, step: int) -> None:
        """Move the keyboard to the next (1) or previous (-1) message."""
        index = self._column.find(self._current)
        if not self._column.rows:
            return
        has_focus = self._focused_row() is not None
        index = len(self._column.rows) - 1 if index is None else index + (step if has_focus else 0)
        index = max(0, min(index, len(self._column.rows) - 1))
        self._make_current(self._column.rows[index].item.message.id)
        self._realise(index)
        self._reveal(index)
        widget = self._column.rows[index].widget
        if widget is not None:
            widget.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def flush(self) -> None:
        """Show the text that came, now."""
        self._flush.stop()
        self._on_flush()

    @property
    def scroll_bar(self) -> QScrollBar:
        """The vertical scroll bar."""
        return self._bar

    @property
    def is_following(self) -> bool:
        """Whether the end stays in view while an answer grows."""
        return self._following

    # rows

    def _new_row(self, item: MessageView) -> _Row:
        row: _Row = Row(item, estimate(item, self._width, self._theme.px))
        if item.message.status is MessageStatus.STREAMING:
            row.stream = AnswerStream()
            row.stream.feed(item.message.text)
        return row

    def _make(self, row: _Row) -> _Shown:
        if row.item.message.role is Role.USER:
            return QuestionWidget(self._look, row.item, self._width, self._canvas)
        leaves = row.stream.leaves if row.stream is not None else parse_answer(row.item.message.text)
        return AnswerWidget(self._look, row.item, leaves, self._width, self._canvas)

    def _realise(self, index: int) -> None:
        """Make the widget of a row and measure it."""
        row = self._column.rows[index]
        if row.widget is not None:
            return
        row.widget = widget = self._make(row)
        widget.copied.connect(self.copy_requested)
        widget.link_clicked.connect(self.link_activated)
        widget.edit_asked.connect(self.edit_requested)
        widget.regenerate_asked.connect(self.regenerate_requested)
        widget.retry_asked.connect(self.retry_requested)
        widget.version_asked.connect(self.version_requested)
        widget.became_current.connect(self._make_current)
        widget.resized.connect(self._on_widget_resized)
        if row.progress is not None and isinstance(widget, AnswerWidget):
            widget.show_progress(*row.progress)
        widget.set_current(row.item.message.id == self._current)
        self._measure(index)
        self._position(index)
        widget.show()

    def _measure(self, index: int) -> None:
        row = self._column.rows[index]
        if row.widget is None:
            return
        height = row.widget.lay_out(self._width)
        if height != row.height:
            row.height = height
            self._column.changed(index)

    def _position(self, index: int) -> None:
        widget = self._column.rows[index].widget
        if widget is None:
            return
        left = (self._scroll.viewport().width() - self._width) // 2
        top, height = self._column.top(index), self._column.rows[index].height
        geometry = widget.geometry()
        if (geometry.x(), geometry.y(), geometry.width(), geometry.height()) != (
            left,
            top,
            self._width,
            height,
        ):
            widget.setGeometry(left, top, self._width, height)

    def _release(self, row: _Row) -> None:
        widget, row.widget = row.widget, None
        if widget is not None:
            widget.hide()
            widget.wipe()
            widget.deleteLater()

    def _drop_all(self) -> None:
        for row in self._column.rows:
            self._release(row)
            row.stream = None
            row.pending.clear()

    # placing

    def _sync(self) -> None:
        """Give everything near the screen a widget and a place; what is on screen stays where it is."""
        if self._placing or self._width <= 0:
            return
        with self._still():
            self._restore(self._anchor())
            for _ in range(200):
                missing = self._first_missing()
                if missing is None:
                    break
                anchor = self._anchor()
                self._realise(missing)
                self._restore(anchor)
            self._forget_far()
            self._place_all()
        self._update_pill()
        self._idle.start()

    def _first_missing(self) -> int | None:
        value, high = self._value(), self._viewport_height()
        wanted = self._column.between(value - high // 4, value + high + high // 4)
        rows = self._column.rows
        order = reversed(wanted) if self._following else wanted
        return next((index for index in order if rows[index].widget is None), None)

    def _anchor(self) -> tuple[int, int] | None:
        """Return the row at the top of the screen and how far above it the screen begins."""
        if self._following or not self._column.rows:
            return None
        value = self._value()
        index = self._column.at(value)
        return index, value - self._column.top(index)

    def _restore(self, anchor: tuple[int, int] | None) -> None:
        self._resize_canvas()
        if anchor is None:
            self._set_value(self._bar.maximum())
        else:
            self._set_value(self._column.top(anchor[0]) + anchor[1])

    def _place_all(self) -> None:
        anchor = self._anchor()
        for index, row in enumerate(self._column.rows):
            if row.widget is not None:
                self._position(index)
        self._restore(anchor)

    def _forget_far(self) -> None:
        value, high = self._value(), self._viewport_height()
        near = self._column.between(value - _KEEP * high, value + (_KEEP + 1) * high)
        focused = self._focused_row()
        for index, row in enumerate(self._column.rows):
            if row.widget is not None and index not in near and row is not focused:
                self._release(row)

    def _resize_canvas(self) -> None:
        width = self._scroll.viewport().width()
        height = max(self._column.total(), self._viewport_height())
        if (self._canvas.width(), self._canvas.height()) != (width, height):
            self._canvas.resize(width, height)
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

    def _measure_width(self) -> None:
        px = self._theme.px
        self._width = max(px(200), min(px(COLUMN), self._scroll.viewport().width() - 2 * px(24)))

    def _relayout(self) -> None:
        """Fit everything to another width or look."""
        anchor = self._anchor()
        old, high = self._width, [row.height for row in self._column.rows]
        self._measure_width()
        with self._still():
            for index, row in enumerate(self._column.rows):
                if row.widget is not None:
                    self._measure(index)
                elif old != self._width:
                    row.height = estimate(row.item, self._width, self._theme.px)
            if high != [row.height for row in self._column.rows]:
                self._column.changed()
            self._resize_canvas()
            for index in range(len(self._column.rows)):
                self._position(index)
            self._restore(anchor)
        self._sync()

    def _reveal(self, index: int) -> None:
        """Scroll as little as shows a row, from its beginning if it is taller than the screen."""
        top, high = self._column.top(index), self._column.rows[index].height
        value, view = self._value(), self._viewport_height()
        margin = self._theme.px(24)
        if top < value or high > view:
            value = top - margin
        elif top + high > value + view:
            value = top + high - view + margin
        self._following = value >= self._bar.maximum() - 2
        self._set_value(value)
        self._sync()

    def _value(self) -> int:
        return self._bar.value()

    def _set_value(self, value: int) -> None:
        was, self._placing = self._placing, True
        self._resize_canvas()
        self._bar.setValue(value)
        self._placing = was

    def _viewport_height(self) -> int:
        return self._scroll.viewport().height()

    # being current

    def _make_current(self, message_id: str) -> None:
        if message_id == self._current:
            return
        for identity, current in ((self._current, False), (message_id, True)):
            index = self._column.find(identity)
            if index is not None and (widget := self._column.rows[index].widget) is not None:
                widget.set_current(current)
        self._current = message_id
        self.current_changed.emit(message_id)

    def _focused_row(self) -> _Row | None:
        focused = self.window().focusWidget()
        if focused is None or not self._canvas.isAncestorOf(focused):
            return None
        for row in self._column.rows:
            if row.widget is not None and (row.widget is focused or row.widget.isAncestorOf(focused)):
                return row
        return None

    def _unmark(self) -> None:
        for row in self._column.rows:
            if row.widget is not None:
                row.widget.mark("", 0, 0)

    def _ending(self, status: MessageStatus) -> str:
        match status:
            case MessageStatus.STOPPED:
                return self.tr("Answer stopped")
            case MessageStatus.FAILED | MessageStatus.INTERRUPTED:
                return self.tr("Answer failed")
            case MessageStatus.COMPLETE | MessageStatus.STREAMING:
                return self.tr("Answer finished")

    def _announce(self, text: str) -> None:
        if text and QAccessible.isActive():
            QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, text))

    # events

    def _on_flush(self) -> None:
        for index, row in enumerate(self._column.rows):
            if not row.pending or row.stream is None:
                continue
            text = "".join(row.pending)
            row.pending.clear()
            first = row.stream.feed(text)
            if isinstance(row.widget, AnswerWidget):
                row.widget.show_leaves(row.stream.leaves, first)
                before = row.height
                self._measure(index)
                self._after_growth(index, before)

    def _after_growth(self, index: int, before: int) -> None:
        """Place only what is at and below a row that grew."""
        if self._column.rows[index].height == before:
            return
        with self._still():
            anchor = self._anchor()
            for below in range(index, len(self._column.rows)):
                self._position(below)
            self._restore(anchor)
        self._update_pill()

    def _on_scrolled(self) -> None:
        if self._placing:
            return
        self._following = self._value() >= self._bar.maximum() - self._theme.px(8)
        self._sync()

    def _on_idle(self) -> None:
        """Prepare one message beyond the screen, or a lexer, then wait for the next turn."""
        if self._flush.isActive() or self._width <= 0:
            return
        value, high = self._value(), self._viewport_height()
        near = self._column.between(value - _AHEAD * high, value + (_AHEAD + 1) * high)
        missing = next((i for i in reversed(near) if self._column.rows[i].widget is None), None)
        if missing is not None:
            with self._still():
                anchor = self._anchor()
                self._realise(missing)
                self._resize_canvas()
                self._place_all()
                self._restore(anchor)
            self._idle.start()
        elif self._to_warm:
            parse_answer("")  # imports the Markdown reader
            warm_up(self._to_warm.pop(0))
            self._idle.start()

    def _on_widget_resized(self) -> None:
        for index, row in enumerate(self._column.rows):
            if row.widget is self.sender():
                following, self._following = self._following, False
                self._measure(index)
                self._sync()
                self._following = following and self._value() >= self._bar.maximum() - 2
                self._update_pill()

    def _on_look_changed(self) -> None:
        anchor = self._anchor()
        for row in self._column.rows:
            self._release(row)
        self._apply_scale()
        self._measure_width()
        for row in self._column.rows:
            row.height = estimate(row.item, self._width, self._theme.px)
        self._column.changed()
        with self._still():
            self._restore(anchor)
        self._sync()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fit the column to the window."""
        super().resizeEvent(event)
        self._pill.place()

    def showEvent(self, event: QShowEvent) -> None:
        """Lay out what was given before there was a size."""
        super().showEvent(event)
        self._relayout()

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Hand the focus to the current message."""
        super().focusInEvent(event)
        self.focus_message(0)

    def _on_viewport_resized(self) -> None:
        if self.isVisible():
            self._relayout()
        self._pill.place()

    def _update_pill(self) -> None:
        far = self._bar.maximum() - self._value() > self._theme.px(120)
        self._pill.show_when(not self._following and far)

    def _apply_scale(self) -> None:
        px = self._theme.px
        self._column.margin, self._column.gap = px(28), px(14)
        self._bar.setSingleStep(px(22))


def _is_same(row: _Row, item: MessageView) -> bool:
    return row.stream is None and row.item.message == item.message

"""The transcript: what the window shows of a conversation, and what the user does with it.

Text of a growing answer is gathered and shown every 40 ms. Where messages stand, and which of them have
widgets, is ``MessageColumn``'s business.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent, QFocusEvent, QShowEvent
from PySide6.QtWidgets import QScrollBar, QVBoxLayout, QWidget

from app.conversation import MessageStatus, Role
from ui.theme import Theme
from ui.transcript.answer import AnswerStream, parse_answer
from ui.transcript.column import MessageColumn, Shown, ShownRow
from ui.transcript.highlight import warm_up
from ui.transcript.item import MessageView
from ui.transcript.look import Look
from ui.transcript.markdown import first_difference
from ui.transcript.question import QuestionWidget
from ui.transcript.reply import AnswerWidget
from ui.transcript.rows import Row, estimate
from ui.transcript.scroll import JumpPill

FLUSH_MS = 40
_WORD = re.compile(r"\w+")
_WARM = ("python", "bash", "json", "javascript")


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
        self._current = ""
        self._column = MessageColumn(self._look, self._make, self)
        self._places = self._column.places
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self._column)
        self._pill = JumpPill(theme, self)
        self._pill.clicked.connect(self.jump_to_latest)
        self._flush = QTimer(self, singleShot=True, interval=FLUSH_MS)
        self._flush.timeout.connect(self._on_flush)
        self._to_warm = list(_WARM)
        self._warm = QTimer(self, singleShot=True, interval=50)
        self._warm.timeout.connect(self._on_warm)
        self._column.moved.connect(self._on_moved)
        self._column.stepped.connect(self.focus_message)
        self._column.ended.connect(self.jump_to_latest)
        self._look.changed.connect(self._column.renew)
        self.setAccessibleName(self.tr("Conversation"))

    # what the window calls

    def show_conversation(self, items: Sequence[MessageView]) -> None:
        """Show these messages.

        What they have in common with what is shown, from the beginning, keeps its widgets; if there is
        nothing, the end is shown, otherwise the view stays where it is as far as it can.
        """
        old = self._places.rows
        same = 0
        while same < min(len(old), len(items)) and _is_same(old[same], items[same]):
            same += 1
        kept = old[:same]
        had_focus = self._column.focused_row() in old[same:]
        self._column.following = self._column.following or same == 0
        self._column.measure_width()
        self._column.replace([*kept, *(self._new_row(item) for item in items[same:])])
        for row, item in zip(kept, items, strict=False):
            if row.item != item:
                self.update_item(item)
        self._current = ""
        if items:
            self._make_current(items[-1].message.id)
        self._column.sync()
        if had_focus and items and (last := self._places.rows[-1].widget) is not None:
            last.setFocus(Qt.FocusReason.NoFocusReason)  # in place of the one that went, without a ring

    def clear(self) -> None:
        """Show nothing, and keep nothing: no widget, document, stream or text."""
        self._flush.stop()
        for row in self._places.rows:
            row.stream = None
            row.pending.clear()
        self._column.replace([])
        self._column.following = True
        self._current = ""
        self._column.sync()

    def append(self, item: MessageView) -> None:
        """Add a message at the end; a question also scrolls there."""
        rows = self._places.rows
        if rows and item.is_last and rows[-1].item.is_last:
            self.update_item(replace(rows[-1].item, is_last=False))
        self._places.append(self._new_row(item))
        self._column.following = self._column.following or item.message.role is Role.USER
        self._make_current(item.message.id)
        self._column.sync()

    def update_item(self, item: MessageView) -> None:
        """Show other surroundings of a message (versions, notice, being the last); its text is the same."""
        index = self._places.find(item.message.id)
        if index is None:
            return
        row = self._places.rows[index]
        row.item = item
        if row.widget is not None:
            row.widget.show_item(item)
            self._column.measure(index)
            self._column.sync()

    def grow(self, message_id: str, text: str) -> None:
        """Add text to a growing answer; shown within 40 ms."""
        index = self._places.find(message_id)
        if index is None:
            return
        self._places.rows[index].pending.append(text)
        if not self._flush.isActive():
            self._flush.start()

    def finish(self, message_id: str, item: MessageView) -> None:
        """Show the end of an answer, as it was stored."""
        index = self._places.find(message_id)
        if index is None:
            return
        row = self._places.rows[index]
        row.pending.clear()
        row.item = item
        stream, row.stream, row.progress = row.stream, None, None
        if isinstance(row.widget, AnswerWidget):
            leaves = parse_answer(item.message.text)
            shown = stream.leaves if stream is not None else []
            row.widget.finish(item, leaves, first_difference(shown, leaves))
            self._column.measure(index)
        self._column.sync()
        self._announce(self._ending(item.message.status))

    def set_prompt_progress(self, message_id: str, done: int, total: int) -> None:
        """Show how many tokens of the question the model has read."""
        index = self._places.find(message_id)
        if index is None:
            return
        row = self._places.rows[index]
        row.progress = (done, total)
        if isinstance(row.widget, AnswerWidget):
            row.widget.show_progress(done, total)

    def scroll_to(self, message_id: str, position: int = 0) -> None:
        """Bring a place of a message into view and mark the word that begins there.

        Args:
            message_id: the message.
            position: characters into its text; -1 only scrolls.
        """
        index = self._places.find(message_id)
        if index is None:
            return
        for row in self._places.rows:
            if row.widget is not None:
                row.widget.mark("", 0, 0)
        self._column.following = False
        self._column.realise(index)
        inside = self._mark(index, position) if position >= 0 else 0
        self._make_current(message_id)
        self._column.scroll_to_row(index, inside)

    def jump_to_latest(self) -> None:
        """Go to the end and follow it."""
        self._column.following = True
        self._column.sync()

    def focus_message(self, step: int) -> None:
        """Move the keyboard to the next (1), the previous (-1) or the current (0) message."""
        rows = self._places.rows
        if not rows:
            return
        index = self._places.find(self._current)
        has_focus = self._column.focused_row() is not None
        index = len(rows) - 1 if index is None else index + (step if has_focus else 0)
        index = max(0, min(index, len(rows) - 1))
        self._make_current(rows[index].item.message.id)
        self._column.realise(index)
        self._column.reveal(index)
        widget = rows[index].widget
        if widget is not None:
            widget.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def flush(self) -> None:
        """Show the text that came, now."""
        self._flush.stop()
        self._on_flush()

    @property
    def scroll_bar(self) -> QScrollBar:
        """The vertical scroll bar."""
        return self._column.verticalScrollBar()

    @property
    def is_following(self) -> bool:
        """Whether the end stays in view while an answer grows."""
        return self._column.following

    @property
    def is_settled(self) -> bool:
        """Whether everything near the screen has been prepared."""
        return self._column.is_settled

    # rows

    def _new_row(self, item: MessageView) -> ShownRow:
        row: ShownRow = Row(item, estimate(item, self._column.column_width, self._theme.px))
        if item.message.status is MessageStatus.STREAMING:
            row.stream = AnswerStream()
            row.stream.feed(item.message.text)
        return row

    def _make(self, row: ShownRow) -> Shown:
        """Make the widget of a row and listen to it."""
        widget = self._build(row)
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
        return widget

    def _build(self, row: ShownRow) -> Shown:
        width, canvas = self._column.column_width, self._column.canvas
        if row.item.message.role is Role.USER:
            return QuestionWidget(self._look, row.item, width, canvas)
        leaves = row.stream.leaves if row.stream is not None else parse_answer(row.item.message.text)
        return AnswerWidget(self._look, row.item, leaves, width, canvas)

    def _mark(self, index: int, position: int) -> int:
        """Mark the word at a place of a message's text; return its distance from the message's top."""
        row = self._places.rows[index]
        text = row.item.message.text
        word = _WORD.search(text, position)
        if word is None or row.widget is None:
            return 0
        line = text.count("\n", 0, position)
        inside = row.widget.mark(word[0], line, position - (text.rfind("\n", 0, position) + 1))
        self._column.measure(index)
        return inside or 0

    # being current

    def _make_current(self, message_id: str) -> None:
        if message_id == self._current:
            return
        for identity, current in ((self._current, False), (message_id, True)):
            index = self._places.find(identity)
            if index is not None and (widget := self._places.rows[index].widget) is not None:
                widget.set_current(current)
        self._current = message_id
        self.current_changed.emit(message_id)

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
        for index, row in enumerate(self._places.rows):
            if not row.pending or row.stream is None:
                continue
            text = "".join(row.pending)
            row.pending.clear()
            first = row.stream.feed(text)
            if isinstance(row.widget, AnswerWidget):
                row.widget.show_leaves(row.stream.leaves, first)
                self._column.grew(index)

    def _on_widget_resized(self) -> None:
        widget = self.sender()
        if isinstance(widget, QWidget):
            self._column.folded(widget)

    def _on_moved(self) -> None:
        far = self._column.distance_to_end() > self._theme.px(120)
        self._pill.show_when(not self._column.following and far)
        self._pill.place()

    def _on_warm(self) -> None:
        """Import what the first answer needs, one piece per turn, while nothing else happens."""
        if self._flush.isActive() or not self._column.is_settled:
            self._warm.start()
        elif self._to_warm:
            parse_answer("")
            warm_up(self._to_warm.pop(0))
            self._warm.start()

    def showEvent(self, event: QShowEvent) -> None:
        """Lay out what was given before there was a size."""
        super().showEvent(event)
        self._column.relayout()
        self._warm.start()

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Hand the focus to the current message."""
        super().focusInEvent(event)
        self.focus_message(0)


def _is_same(row: ShownRow, item: MessageView) -> bool:
    return row.stream is None and row.item.message == item.message

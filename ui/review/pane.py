"""One of the two texts of the review: read-only, with highlights, able to say and to show where it is."""

from __future__ import annotations

import bisect
from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QPoint, QPointF, Qt, Signal
from PySide6.QtGui import (
    QContextMenuEvent,
    QHelpEvent,
    QKeyEvent,
    QKeySequence,
    QMouseEvent,
    QTextBlockFormat,
    QTextCharFormat,
    QTextCursor,
)
from PySide6.QtWidgets import QFrame, QMenu, QTextEdit

from ui.review.direction import turn_paragraphs
from ui.review.invisible import Marks, counted_names
from ui.review.script import Kind, Run
from ui.theme import Theme

LINE_HEIGHT = 145.0
"""Per cent of the font's own."""

_ABOVE = 4  # pixels that are left above the first line

_PLACEHOLDERS = {Kind.PLACEHOLDER, Kind.OPEN_PLACEHOLDER}

Place = tuple[int, int]
"""A part and a character of its original text; (part, -1) is its heading."""


@dataclass(frozen=True, slots=True)
class _Placed:
    """A run and where it stands in the document, in Qt's UTF-16 units."""

    run: Run
    start: int
    end: int

    @property
    def place(self) -> Place:
        return (self.run.part, self.run.start)


class TextPane(QTextEdit):
    """See the module.

    Attributes:
        item_clicked: id of an item.
        copied: text for the clipboard.
        selected: whether words of a part are selected.
        redact_wanted: hide what is selected.
        scrolled: the user moved it.
    """

    item_clicked = Signal(int)
    copied = Signal(str)
    selected = Signal(bool)
    redact_wanted = Signal()
    scrolled = Signal()

    def __init__(self, theme: Theme, name: str, *, can_redact: bool) -> None:
        super().__init__()
        self._theme = theme
        self._can_redact = can_redact
        self._placed: list[_Placed] = []
        self._marks = Marks(theme)
        self._current = 0
        self._is_following = False
        self.setAccessibleName(name)
        self.setReadOnly(True)
        self.setUndoRedoEnabled(False)
        self.setTabChangesFocus(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        self.document().setDocumentMargin(2)
        self.verticalScrollBar().valueChanged.connect(self._on_scrolled)
        self.selectionChanged.connect(lambda: self.selected.emit(self.selection() is not None))

    # --- what is shown --------------------------------------------------------------------------

    def show_runs(self, runs: Sequence[Run]) -> None:
        """Show these in place of what there was; what stood at the top stays there."""
        top = self.top_place() if self._placed else None
        formats = self._formats()
        self._placed = []
        self._marks.clear()
        document = self.document()
        cursor = QTextCursor(document)
        cursor.beginEditBlock()
        cursor.select(QTextCursor.SelectionType.Document)
        cursor.removeSelectedText()
        for run in runs:
            self._write(cursor, run, formats)
        turn_paragraphs(
            document, ((each.start, each.end) for each in self._placed if each.run.kind in _PLACEHOLDERS)
        )
        cursor.endEditBlock()
        self.setAccessibleDescription(self.unseen)
        self.mark_item(self._current)
        if top is not None:
            self.show_top(top)

    def _write(self, cursor: QTextCursor, run: Run, formats: dict[Kind, QTextCharFormat]) -> None:
        is_heading = run.kind is Kind.HEADING
        if is_heading:
            block = self._block(is_heading=True, is_first=not self._placed)
            if self._placed:
                cursor.insertBlock(block, formats[run.kind])
            else:
                cursor.setBlockFormat(block)
        start = cursor.position()
        self._marks.write(cursor, run.text, formats[run.kind])
        self._placed.append(_Placed(run, start, cursor.position()))
        if is_heading:
            cursor.insertBlock(self._block(), formats[Kind.PLAIN])

    @property
    def unseen(self) -> str:
        """What is marked because it cannot be seen, by name; "" for nothing."""
        characters = self._marks.characters
        if not characters:
            return ""
        return self.tr("Marked, because it cannot be seen: {names}").format(names=counted_names(characters))

    def forget(self) -> None:
        """Show nothing any more."""
        self._placed = []
        self._marks.clear()
        self.setAccessibleDescription("")
        self.setExtraSelections([])
        self.clear()

    def mark_item(self, item: int) -> None:
        """Show which item is the current one; 0 for none."""
        self._current = item
        marks = []
        for placed in self._placed:
            if item and placed.run.item == item:
                mark = QTextEdit.ExtraSelection()
                mark.cursor = self._cursor(placed.start, placed.end)
                mark.format.setBackground(self._theme.colour("selection"))
                mark.format.setForeground(self._theme.colour("text"))
                marks.append(mark)
        self.setExtraSelections(marks)

    def _cursor(self, start: int, end: int) -> QTextCursor:
        cursor = QTextCursor(self.document())
        cursor.setPosition(start)
        cursor.setPosition(end, QTextCursor.MoveMode.KeepAnchor)
        return cursor

    def _block(self, *, is_heading: bool = False, is_first: bool = False) -> QTextBlockFormat:
        made = QTextBlockFormat()
        made.setLineHeight(LINE_HEIGHT, QTextBlockFormat.LineHeightTypes.ProportionalHeight.value)
        if is_heading and not is_first:
            made.setTopMargin(self._theme.px(14))
        return made

    def _formats(self) -> dict[Kind, QTextCharFormat]:
        theme = self._theme
        body, mono = theme.body_font(), theme.mono_font(13)
        dashes = QTextCharFormat.UnderlineStyle.DashUnderline
        dots = QTextCharFormat.UnderlineStyle.DotLine
        none = QTextCharFormat.UnderlineStyle.NoUnderline
        looks = {
            Kind.PLAIN: (body, "text", "", none),
            Kind.HEADING: (theme.font(12, weight=600), "text2", "", none),
            Kind.NOTE: (theme.font(13, italic=True), "text3", "", none),
            Kind.REDACTED: (body, "bad", "bad_bg", none),
            Kind.UNDECIDED: (body, "warn", "warn_bg", dashes),
            Kind.KEPT: (body, "text", "", dots),
            Kind.PLACEHOLDER: (mono, "ok", "ok_bg", none),
            Kind.OPEN_PLACEHOLDER: (mono, "warn", "warn_bg", dashes),
        }
        made: dict[Kind, QTextCharFormat] = {}
        for kind, (font, tone, ground, line) in looks.items():
            look = made[kind] = QTextCharFormat()
            look.setFont(font)
            look.setForeground(theme.colour(tone))
            look.setUnderlineStyle(line)
            if ground:
                look.setBackground(theme.colour(ground))
        return made

    # --- where it is ----------------------------------------------------------------------------

    def show_item(self, item: int) -> None:
        """Bring an item into view."""
        placed = next((each for each in self._placed if each.run.item == item), None)
        if placed is not None:
            self._reveal(placed)

    def show_part(self, part: int) -> None:
        """Bring the beginning of a part to the top."""
        self.show_top((part, -1))

    def _reveal(self, placed: _Placed) -> None:
        top = self.cursorRect(self._cursor(placed.start, placed.start))
        bottom = self.cursorRect(self._cursor(placed.end, placed.end))
        high = self.viewport().height()
        if top.top() < 0 or bottom.bottom() > high:
            self._begin_with_line_at(self.verticalScrollBar().value() + top.top() - high // 3)

    def top_place(self) -> Place:
        """Return what stands at the top of the pane."""
        position = self.cursorForPosition(QPoint(4, 6)).position()
        placed = self._at(position)
        if placed is None:
            return (-1, -1)
        if placed.run.start < 0 or placed.run.item:
            return placed.place
        return (placed.run.part, placed.run.start + _characters(placed.run.text, position - placed.start))

    def show_top(self, place: Place) -> None:
        """Scroll so that a place stands at the top; does not tell ``scrolled``."""
        index = bisect.bisect_right(self._placed, place, key=lambda each: each.place) - 1
        if index < 0:
            return
        placed = self._placed[index]
        inside = 0
        if placed.run.start >= 0 and not placed.run.item:
            inside = _units(placed.run.text, place[1] - placed.run.start)
        position = min(placed.start + inside, placed.end)
        rect = self.cursorRect(self._cursor(position, position))
        self._is_following = True
        self._begin_with_line_at(self.verticalScrollBar().value() + rect.top() if position > 0 else 0)
        self._is_following = False

    def _begin_with_line_at(self, height: int) -> None:
        """Scroll so that the line at a height of the document, in pixels, is the first and a whole one.

        Near the end, where the bar would stop in mid-line, the room below the text grows a little.
        """
        self.setViewportMargins(0, 0, 0, 0)
        bar = self.verticalScrollBar()
        line = self._line_at(max(0, height))
        if line - _ABOVE > bar.maximum():
            line = self._line_at(bar.maximum() + _ABOVE)
            if line - _ABOVE < bar.maximum():
                line = self._line_at(bar.maximum() + _ABOVE, below=1)
            self.setViewportMargins(0, 0, 0, max(0, line - _ABOVE - bar.maximum()))
        bar.setValue(line - _ABOVE if line > _ABOVE else 0)

    def _line_at(self, height: int, *, below: int = 0) -> int:
        """Return where the line at a height of the document, or so many lines below it, begins."""
        layout = self.document().documentLayout()
        position = layout.hitTest(QPointF(_ABOVE, height), Qt.HitTestAccuracy.FuzzyHit)
        cursor = self._cursor(max(0, position), max(0, position))
        cursor.movePosition(QTextCursor.MoveOperation.Down, QTextCursor.MoveMode.MoveAnchor, below)
        return self.verticalScrollBar().value() + self.cursorRect(cursor).top()

    def _at(self, position: int) -> _Placed | None:
        index = bisect.bisect_right(self._placed, position, key=lambda each: each.start) - 1
        return self._placed[index] if index >= 0 else None

    def selection(self) -> tuple[int, int, int] | None:
        """Return part, start and end of the selected words of the original; None where there are none."""
        cursor = self.textCursor()
        if not self._can_redact or not cursor.hasSelection():
            return None
        first, last = self._at(cursor.selectionStart()), self._at(max(0, cursor.selectionEnd() - 1))
        if first is None or last is None or first.run.part < 0 or first.run.part != last.run.part:
            return None
        if first.run.start < 0 or last.run.start < 0:
            return None
        start = first.run.start + _characters(first.run.text, cursor.selectionStart() - first.start)
        end = last.run.start + _characters(last.run.text, cursor.selectionEnd() - last.start)
        return (first.run.part, start, end) if start < end else None

    def _on_scrolled(self) -> None:
        if not self._is_following:
            self.scrolled.emit()

    # --- keys and mouse -------------------------------------------------------------------------

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Tell which item was clicked."""
        super().mouseReleaseEvent(event)
        if event.button() is Qt.MouseButton.LeftButton and not self.textCursor().hasSelection():
            placed = self._at(self.cursorForPosition(event.position().toPoint()).position())
            if placed is not None and placed.run.item:
                self.item_clicked.emit(placed.run.item)

    def viewportEvent(self, event: QEvent) -> bool:
        """Name what a mark stands for."""
        if isinstance(event, QHelpEvent) and event.type() is QEvent.Type.ToolTip:
            self._marks.show_hint(self, event)
            return True
        return super().viewportEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Copy through the signal, so that a lock can clear the clipboard."""
        if event.matches(QKeySequence.StandardKey.Copy):
            self._copy()
        else:
            super().keyPressEvent(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Offer copying, and hiding what is selected."""
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        if self._can_redact:
            redact = menu.addAction(self.tr("Redact selection"), self.redact_wanted.emit)
            redact.setEnabled(self.selection() is not None)
        copy = menu.addAction(self.tr("Copy"), self._copy)
        copy.setEnabled(self.textCursor().hasSelection())
        menu.popup(event.globalPos())

    def _copy(self) -> None:
        words = self._marks.selected(self.textCursor())
        if words:
            self.copied.emit(words)


def _units(text: str, characters: int) -> int:
    """Return how many units of a document the first characters take up; CR LF is one."""
    begin = text[: max(0, characters)]
    extra = 0 if begin.isascii() else sum(ord(character) > 0xFFFF for character in begin)
    return len(begin) + extra - begin.count("\r\n")


def _characters(text: str, units: int) -> int:
    """Return how many characters the first units of a document are."""
    if text.isascii() and "\r" not in text:
        return min(units, len(text))
    at = 0
    while at < len(text) and units > 0:
        units -= 2 if ord(text[at]) > 0xFFFF else 1
        at += 2 if text.startswith("\r\n", at) else 1
    return at

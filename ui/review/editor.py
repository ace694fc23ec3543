"""The editor of a question, in which characters that cannot be seen are marks too.

A mark is written as characters that can be seen (``invisible.mark``), whose format remembers what they stand
for. So it can be deleted, copied and moved like any other, and the text that is read back has the character.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from PySide6.QtCore import QEvent, QMimeData, QPoint
from PySide6.QtGui import QHelpEvent, QTextBlock, QTextCharFormat, QTextCursor, QTextFormat
from PySide6.QtWidgets import QPlainTextEdit, QToolTip

from ui.review.invisible import mark, name, places
from ui.theme import Theme

_BEHIND: Final = int(QTextFormat.Property.UserProperty) + 1


class QuestionEditor(QPlainTextEdit):
    """See the module."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self.setProperty("kind", "field")
        self.setTabChangesFocus(True)
        self.cursorPositionChanged.connect(self._write_plainly)

    def show_text(self, text: str) -> None:
        """Begin with a text; there is nothing to undo."""
        self.setUndoRedoEnabled(False)
        self.setFont(self._theme.body_font())  # as in the pane whose place it takes
        self.clear()
        self._write(self.textCursor(), text)
        self.setUndoRedoEnabled(True)
        self.moveCursor(QTextCursor.MoveOperation.Start)

    def text(self) -> str:
        """Return the text as it is, without marks."""
        return _read(QTextCursor(self.document()), is_whole=True)

    def _write(self, cursor: QTextCursor, text: str) -> None:
        end = 0
        for at in places(text):
            cursor.insertText(text[end:at], QTextCharFormat())
            cursor.insertText(mark(text[at]), self._look_of(text[at]))
            end = at + 1
        cursor.insertText(text[end:], QTextCharFormat())

    def _look_of(self, character: str) -> QTextCharFormat:
        made = QTextCharFormat()
        made.setForeground(self._theme.colour("warn"))
        made.setBackground(self._theme.colour("warn_bg"))
        made.setProperty(_BEHIND, character)
        return made

    def _write_plainly(self) -> None:
        """What is typed after a mark is no part of it."""
        if not self.textCursor().hasSelection():
            self.setCurrentCharFormat(QTextCharFormat())

    def createMimeDataFromSelection(self) -> QMimeData:
        """Give the selected words as they are."""
        data = QMimeData()
        data.setText(_read(self.textCursor(), is_whole=False))
        return data

    def insertFromMimeData(self, source: QMimeData) -> None:
        """Mark what cannot be seen in what is pasted, too."""
        cursor = self.textCursor()
        cursor.beginEditBlock()
        cursor.removeSelectedText()
        self._write(cursor, source.text())
        cursor.endEditBlock()
        self.setTextCursor(cursor)
        self.ensureCursorVisible()

    def viewportEvent(self, event: QEvent) -> bool:
        """Name the character behind a mark where the mouse rests."""
        if isinstance(event, QHelpEvent) and event.type() is QEvent.Type.ToolTip:
            QToolTip.showText(event.globalPos(), self.name_at(event.pos()), self.viewport())
            return True
        return super().viewportEvent(event)

    def name_at(self, point: QPoint) -> str:
        """Return the name of what the mark under a point stands for; "" where there is none."""
        cursor = self.cursorForPosition(point)
        if point.x() >= self.cursorRect(cursor).x():
            cursor.movePosition(QTextCursor.MoveOperation.Right)
        behind = cursor.charFormat().property(_BEHIND)  # of the character before the cursor
        return name(behind) if behind else ""


def _read(cursor: QTextCursor, *, is_whole: bool) -> str:
    """Return the selected part of a document, or all of it, with what stands behind its marks."""
    document = cursor.document()
    begin = 0 if is_whole else cursor.selectionStart()
    end = document.characterCount() if is_whole else cursor.selectionEnd()
    lines, block = [], document.findBlock(begin)
    while block.isValid() and block.position() <= end:
        lines.append("".join(_pieces(block, begin, end)))
        block = block.next()
    return "\n".join(lines)


def _pieces(block: QTextBlock, begin: int, end: int) -> Iterator[str]:
    fragments = block.begin()
    while not fragments.atEnd():
        fragment = fragments.fragment()
        units = fragment.text().encode("utf-16-le")
        first = max(0, begin - fragment.position())
        last = max(0, min(fragment.length(), end - fragment.position()))
        shown = units[2 * first : 2 * last].decode("utf-16-le", "replace").replace("\u2028", "\n")
        behind = fragment.charFormat().property(_BEHIND)
        yield shown.replace(mark(behind), behind) if behind else shown
        fragments += 1

"""A code block: its language, a Copy button, and lines that scroll sideways and are never wrapped.

While an answer streams, text is only ever appended, and only the last lines are coloured again; the whole
is coloured once when the block is complete.
"""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRectF, QSize, Qt, QTimer, Signal
from PySide6.QtGui import (
    QContextMenuEvent,
    QFontMetricsF,
    QKeyEvent,
    QKeySequence,
    QPainter,
    QPainterPath,
    QPaintEvent,
    QTextCharFormat,
    QTextCursor,
    QTextLayout,
    QWheelEvent,
)
from PySide6.QtWidgets import QFrame, QPlainTextEdit, QTextEdit, QToolButton, QWidget

from ui.parts import ToolButton
from ui.transcript.highlight import Colouring, Kind, colour_lines, open_kind
from ui.transcript.leaves import Code
from ui.transcript.look import Look
from ui.transcript.prose import flag_selections, passes_on, plain, popup_menu, scrolls_sideways

_WINDOW = 30  # lines that are coloured again while a block grows
_HEAD = 36


class CodeBlock(QWidget):
    """One code block, as high as its lines."""

    copied = Signal(str)

    def __init__(self, look: Look, parent: QWidget) -> None:
        super().__init__(parent)
        self._look = look
        self._text = ""
        self._language = ""
        self._coloured = 0  # lines whose colours are known
        self._widest = 0.0
        self.view = _CodeView(look, self)
        self.view.copied.connect(self.copied)
        self._copy = ToolButton(self)
        self._copy.setProperty("kind", "ghost")
        self._copy.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self._copy.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._copy.setCursor(Qt.CursorShape.PointingHandCursor)
        self._copy.clicked.connect(self._on_copy)
        self._show_copy(copied=False)
        self._reset = QTimer(self, singleShot=True, interval=1600)
        self._reset.timeout.connect(lambda: self._show_copy(copied=False))
        self.setLayoutDirection(Qt.LayoutDirection.LeftToRight)  # code is, also in a right-to-left window

    @property
    def buttons(self) -> list[QToolButton]:
        """What the keyboard can reach besides the code."""
        return [self._copy]

    def show_code(self, leaf: Code, *, settled: bool) -> None:
        """Show a code block; ``settled`` when it will not grow any more."""
        if leaf.language != self._language:
            self._language = leaf.language
            self._coloured = 0
            self._name()
            self.update()
        if self._text and leaf.text.startswith(self._text):
            self._append(leaf.text[len(self._text) :])
        elif leaf.text != self._text:
            self.view.setPlainText(leaf.text)
            self._coloured, self._widest = 0, 0.0
            self._measure(leaf.text)
        self._text = leaf.text
        if settled:
            self._colour(0)
        else:
            self._colour_end()
        self._name()

    def wipe(self) -> None:
        """Forget the code now."""
        self._text = ""
        self.view.clear()

    def lay_out(self, width: int) -> int:
        """Fit into a width and return the height, both in pixels."""
        px = self._look.theme.px
        head = px(_HEAD)
        lines = self._text.count("\n") + 1
        metrics = QFontMetricsF(self.view.font())
        high = round(lines * metrics.lineSpacing()) + px(12) + px(14)
        inner = width - 2 * px(16)
        if self._widest + 4 > inner:
            high += px(8)
        self.view.setGeometry(1, head, width - 2, high)
        hint = self._copy.sizeHint()
        self._copy.setGeometry(
            width - hint.width() - px(6), (head - hint.height()) // 2, hint.width(), hint.height()
        )
        return head + high + 1

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the ground, the header and the language."""
        theme = self._look.theme
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        frame = QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5)
        path = QPainterPath()
        path.addRoundedRect(frame, theme.px(10), theme.px(10))
        painter.fillPath(path, theme.colour("code"))
        head = QRectF(frame.left(), frame.top(), frame.width(), theme.px(_HEAD) - 1)
        painter.save()
        painter.setClipRect(head)
        painter.fillPath(path, theme.colour("code_head"))
        painter.restore()
        painter.setPen(theme.colour("line"))
        painter.drawPath(path)
        painter.setFont(theme.font(12, weight=500))
        painter.setPen(theme.colour("text2"))
        inner = head.adjusted(theme.px(16), 0, -self._copy.width() - theme.px(16), 0)
        painter.drawText(
            inner,
            Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignAbsolute,
            self._language or self.tr("code"),
        )

    def _append(self, text: str) -> None:
        if not text:
            return
        cursor = QTextCursor(self.view.document())
        cursor.movePosition(QTextCursor.MoveOperation.End)
        cursor.insertText(text)
        self._measure(text)

    def _measure(self, text: str) -> None:
        metrics = QFontMetricsF(self.view.font())
        longest = max((line for line in text.split("\n")), key=len, default="")
        self._widest = max(self._widest, metrics.horizontalAdvance(longest.expandtabs(4)))
        last = self._text.rsplit("\n", 1)[-1] + text.split("\n", 1)[0]
        self._widest = max(self._widest, metrics.horizontalAdvance(last.expandtabs(4)))

    def _colour_end(self) -> None:
        """Colour what was appended: complete lines with some context, the unfinished line cheaply."""
        lines = self._text.split("\n")
        if len(lines) - 1 > self._coloured or self._coloured == 0:
            self._colour(max(0, len(lines) - _WINDOW))
            return
        colours = colour_lines(lines[-1], self._language)
        if colours is not None:
            if self.view.open_kind is not None:
                colours = [[(0, len(lines[-1]), self.view.open_kind)]]
            self.view.paint_lines(len(lines) - 1, colours)

    def _colour(self, start: int) -> None:
        lines = self._text.split("\n")
        start = self._window_start(lines, start)
        colours = colour_lines("\n".join(lines[start:]), self._language)
        self._coloured = len(lines) - 1
        if colours is None:
            return
        self.view.open_kind = open_kind(colours[:-1], lines[start:-1])
        self.view.paint_lines(start, colours)

    @staticmethod
    def _window_start(lines: list[str], start: int) -> int:
        """Begin at a line that most likely begins something: after a blank line, not indented."""
        for index in range(start, max(0, start - _WINDOW), -1):
            if not lines[index - 1].strip() and lines[index][:1].strip():
                return index
        return start

    def _name(self) -> None:
        lines = self._text.count("\n") + 1
        language = self._language or self.tr("plain")
        name = self.tr("Code, %1, one line") if lines == 1 else self.tr("Code, %1, %n lines", "", lines)
        name = name.replace("%1", language)
        if self.view.accessibleName() != name:
            self.view.setAccessibleName(name)

    def _on_copy(self) -> None:
        self.copied.emit(self._text)
        self._show_copy(copied=True)
        self._reset.start()

    def _show_copy(self, *, copied: bool) -> None:
        theme = self._look.theme
        self._copy.setText(f" {self.tr('Copied') if copied else self.tr('Copy')}")
        self._copy.setAccessibleName(self.tr("Copy code"))
        theme.set_icon(self._copy, "check" if copied else "copy", tone="ok" if copied else "text2", size=14)
        hint = self._copy.sizeHint()
        right = self.width() - theme.px(6)
        self._copy.setGeometry(right - hint.width(), self._copy.y(), hint.width(), hint.height())


class _CodeView(QPlainTextEdit):
    """The lines of a code block."""

    copied = Signal(str)

    def __init__(self, look: Look, parent: QWidget) -> None:
        super().__init__(parent)
        self.open_kind: Kind | None = None
        self._look = look
        self._formats: dict[str, QTextCharFormat] = {}
        self._flags: list[QTextEdit.ExtraSelection] = []
        theme = look.theme
        self.setFont(theme.mono_font())
        self.setReadOnly(True)
        self.setUndoRedoEnabled(False)
        self.setLineWrapMode(QPlainTextEdit.LineWrapMode.NoWrap)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setTabChangesFocus(True)
        self.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        self.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        self.setTabStopDistance(4 * QFontMetricsF(self.font()).horizontalAdvance(" "))
        self.document().setDocumentMargin(0)
        self.setViewportMargins(theme.px(16) - 1, theme.px(12), theme.px(16) - 1, 0)

    def sizeHint(self) -> QSize:
        """Any: the block sets the geometry."""
        return QSize(10, 10)

    def paint_lines(self, start: int, colours: list[list[Colouring]]) -> None:
        """Set the colours of the lines from ``start`` on, where they differ from what is there."""
        document = self.document()
        block = document.findBlockByNumber(start)
        for line in colours:
            if not block.isValid():
                return
            ranges = [self._range(piece) for piece in line]
            layout = block.layout()
            if layout is not None and _differ(layout.formats(), ranges):
                layout.setFormats(ranges)
                document.markContentsDirty(block.position(), block.length())
            block = block.next()

    def _range(self, piece: Colouring) -> QTextLayout.FormatRange:
        start, length, kind = piece
        formatted = self._formats.get(kind)
        if formatted is None:
            formatted = self._formats[kind] = QTextCharFormat()
            formatted.setForeground(self._look.theme.colour(kind))
        made = QTextLayout.FormatRange()
        made.start, made.length, made.format = start, length, formatted
        return made

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Scroll sideways here, up and down in the transcript."""
        if scrolls_sideways(self, event):
            super().wheelEvent(event)
        else:
            event.ignore()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Copy through the signal; leave the keys that move through the transcript to it."""
        if event.matches(QKeySequence.StandardKey.Copy):
            self._copy_selection()
        elif passes_on(event):
            event.ignore()
        else:
            super().keyPressEvent(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Offer copying."""
        menu = popup_menu(self)
        copy = menu.addAction(self.tr("Copy"), self._copy_selection)
        copy.setEnabled(self.textCursor().hasSelection())
        menu.addAction(self.tr("Copy code"), lambda: self.copied.emit(self.toPlainText()))
        menu.addAction(self.tr("Select all"), self.selectAll)
        menu.popup(event.globalPos())

    def flag(self, tags: Sequence[str]) -> None:
        """Flag placeholders wherever they stand; () takes the flags away."""
        self._flags = flag_selections(self.document(), tags, self._look)
        self.setExtraSelections(self._flags)

    def mark(self, words: str, near: int) -> int | None:
        """Mark words from a character on; return how far from the top they are, None when not there."""
        self.setExtraSelections(self._flags)
        found = self.document().find(words, max(0, near)) if words else QTextCursor()
        if found.isNull():
            return None
        marked = QTextEdit.ExtraSelection()
        marked.cursor = found
        marked.format.setBackground(self._look.theme.colour("mark"))
        self.setExtraSelections([*self._flags, marked])
        return self.geometry().top() + self.cursorRect(found).top()

    def _copy_selection(self) -> None:
        selected = plain(self.textCursor().selectedText())
        if selected:
            self.copied.emit(selected)


def _differ(one: list[QTextLayout.FormatRange], other: list[QTextLayout.FormatRange]) -> bool:
    if len(one) != len(other):
        return True
    return any(
        (a.start, a.length) != (b.start, b.length) or a.format != b.format
        for a, b in zip(one, other, strict=True)
    )

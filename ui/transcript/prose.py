"""Running text: paragraphs, headings, lists and quotes in one document, so that a selection spans them.

The document is written from leaves with a cursor, one text block per leaf, without HTML in between. While
an answer streams, only what follows the first changed character is written again.
"""

from __future__ import annotations

import math
from collections.abc import Sequence

from PySide6.QtCore import QPoint, QRectF, Qt, QUrl, Signal
from PySide6.QtGui import (
    QContextMenuEvent,
    QKeyEvent,
    QKeySequence,
    QPainter,
    QPaintEvent,
    QTextBlock,
    QTextBlockFormat,
    QTextCursor,
    QTextDocument,
    QTextOption,
    QWheelEvent,
)
from PySide6.QtWidgets import QAbstractScrollArea, QFrame, QMenu, QTextBrowser, QTextEdit, QToolTip, QWidget

from ui.transcript.flags import flagged, units
from ui.transcript.leaves import CODE, Leaf, Paragraph, Prose, Rule, Span
from ui.transcript.look import LINE_HEIGHT, Look

_PASSED = {Qt.Key.Key_PageUp, Qt.Key.Key_PageDown, Qt.Key.Key_Escape, Qt.Key.Key_Tab, Qt.Key.Key_Backtab}
_PASSED_WITH_CONTROL = {Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_Home, Qt.Key.Key_End}


class TextBlock(QTextBrowser):
    """A read-only piece of running text as high as its words; it neither scrolls nor loads anything."""

    copied = Signal(str)
    link_clicked = Signal(str)

    def __init__(self, look: Look, width: int, parent: QWidget) -> None:
        """Start empty; knowing the ``width`` in pixels spares laying everything out twice."""
        super().__init__(parent)
        self._flags: list[QTextEdit.ExtraSelection] = []
        self._look = look
        self._leaves: list[Prose] = []
        self._width = width
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setLineWrapColumnOrWidth(width)
        self.setLineWrapMode(QTextEdit.LineWrapMode.FixedPixelWidth)
        self.setOpenLinks(False)
        self.setTabChangesFocus(True)
        self.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        self.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextBrowserInteraction | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        document = self.document()
        document.setUndoRedoEnabled(False)
        document.setDocumentMargin(0)
        document.setDefaultFont(look.theme.body_font())
        option = QTextOption()
        option.setTextDirection(Qt.LayoutDirection.LayoutDirectionAuto)
        option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        document.setDefaultTextOption(option)
        self.anchorClicked.connect(self._on_anchor_clicked)
        self.highlighted.connect(self._on_highlighted)

    @property
    def selected_text(self) -> str:
        """The selected words with ordinary line ends, or ""."""
        return plain(self.textCursor().selection().toPlainText())

    def show_leaves(self, leaves: Sequence[Prose], first: int = 0) -> None:
        """Show these leaves; those before ``first`` are known to be the same as before."""
        old, self._leaves = self._leaves, list(leaves)
        cursor = QTextCursor(self.document())
        cursor.beginEditBlock()
        if first < min(len(old), len(leaves)) and self._amend(cursor, first, old[first], leaves[first]):
            first += 1
        if first < len(old):
            self._cut(cursor, first)
        cursor.movePosition(QTextCursor.MoveOperation.End)
        for index in range(first, len(leaves)):
            self._write(cursor, index)
        cursor.endEditBlock()

    def show_plain(self, text: str) -> None:
        """Show a text as it is, without Markdown."""
        self._leaves = []
        document = self.document()
        document.setPlainText(text)
        cursor = QTextCursor(document)
        cursor.select(QTextCursor.SelectionType.Document)
        formatted = QTextBlockFormat()
        formatted.setLineHeight(LINE_HEIGHT, QTextBlockFormat.LineHeightTypes.ProportionalHeight.value)
        cursor.mergeBlockFormat(formatted)

    def set_quiet(self) -> None:
        """Write plain text smaller and in the second voice."""
        theme = self._look.theme
        self.document().setDefaultFont(theme.font(13))
        self.setProperty("tone", "second")

    def lay_out(self, width: int) -> int:
        """Wrap to a width and return the height, both in pixels."""
        if width != self._width:
            self._width = width
            self.setLineWrapColumnOrWidth(width)
        return math.ceil(self.document().size().height() - self._look.leading() * 0.8)

    def natural_width(self) -> int:
        """Return the width that the text takes without wrapping."""
        return math.ceil(self.document().idealWidth())

    def flag(self, tags: Sequence[str]) -> None:
        """Flag placeholders wherever they stand; () takes the flags away."""
        self._flags = flag_selections(self.document(), tags, self._look)
        self.setExtraSelections(self._flags)

    def mark(self, words: str, leaf: int, near: int) -> int | None:
        """Mark words and return how far from the top they are.

        Args:
            words: what to find, case does not matter; "" only unmarks.
            leaf: index of the leaf to begin at (a text block's number).
            near: characters into it to begin at.

        Returns:
            Pixels from the top, or None when the words are not there.
        """
        self.setExtraSelections(self._flags)
        document = self.document()
        block = document.findBlockByNumber(leaf)
        if not words or not block.isValid():
            return None
        start = block.position() + max(0, min(near, block.length() - 1))
        found = document.find(words, start)
        if found.isNull():
            found = document.find(words, block.position())
        if found.isNull():
            return None
        marked = QTextEdit.ExtraSelection()
        marked.cursor = found
        marked.format.setBackground(self._look.theme.colour("mark"))
        self.setExtraSelections([*self._flags, marked])
        return self.cursorRect(found).top()

    def loadResource(self, type_: int, name: QUrl | str) -> object:
        """Load nothing, from nowhere."""
        return None

    def _write(self, cursor: QTextCursor, index: int) -> None:
        leaf = self._leaves[index]
        before: Leaf | None = self._leaves[index - 1] if index else None
        formatted = self._look.block(leaf, before, rtl=False)
        base = self._look.characters(0, "")
        if index:
            cursor.insertBlock(formatted, base)
        else:
            cursor.setBlockFormat(formatted)
            cursor.setBlockCharFormat(base)
        if isinstance(leaf, Paragraph):
            if leaf.marker:
                cursor.insertText(f"{leaf.marker}\t", self._look.characters(0, "", leaf.level))
            self._write_spans(cursor, leaf.spans, leaf.level)
            if cursor.block().textDirection() is Qt.LayoutDirection.RightToLeft:
                cursor.setBlockFormat(self._look.block(leaf, before, rtl=True))

    def _write_spans(self, cursor: QTextCursor, spans: Sequence[Span], level: int) -> None:
        for span in spans:
            cursor.insertText(span.text, self._look.characters(span.marks, span.href, level))

    def _amend(self, cursor: QTextCursor, index: int, old: Prose, new: Prose) -> bool:
        """Write only the end of a paragraph again; False when more than its words changed."""
        if not (isinstance(old, Paragraph) and isinstance(new, Paragraph) and old.spans):
            return False
        if (old.place, old.level, old.marker) != (new.place, new.level, new.marker):
            return False
        kept, rest = shared_prefix(old.spans, new.spans)
        block = self.document().findBlockByNumber(index)
        marker = len(new.marker) + 1 if new.marker else 0
        if kept == 0 and not marker:
            return False  # its direction may be another
        cursor.setPosition(block.position() + marker + kept)
        cursor.movePosition(QTextCursor.MoveOperation.EndOfBlock, QTextCursor.MoveMode.KeepAnchor)
        cursor.removeSelectedText()
        self._write_spans(cursor, rest, new.level)
        return True

    def _cut(self, cursor: QTextCursor, first: int) -> None:
        """Remove the text blocks from ``first`` on."""
        if first == 0:
            cursor.select(QTextCursor.SelectionType.Document)
        else:
            block = self.document().findBlockByNumber(first - 1)
            cursor.setPosition(block.position() + block.length() - 1)
            cursor.movePosition(QTextCursor.MoveOperation.End, QTextCursor.MoveMode.KeepAnchor)
        cursor.removeSelectedText()

    # painting

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint grounds of inline code, quote bars and rules under the text."""
        painter = QPainter(self.viewport())
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        area = QRectF(event.rect())
        for index, leaf in enumerate(self._leaves):
            plain_ = isinstance(leaf, Paragraph) and not any(span.marks & CODE for span in leaf.spans)
            if plain_ and not leaf.place.quotes:
                continue
            block = self.document().findBlockByNumber(index)
            bounds = self.document().documentLayout().blockBoundingRect(block)
            if bounds.bottom() < area.top() or bounds.top() > area.bottom():
                continue
            self._paint_bars(painter, leaf, index, bounds)
            if isinstance(leaf, Rule):
                line = QRectF(bounds.left(), bounds.center().y(), self._width, 1)
                painter.fillRect(line, self._look.theme.colour("line"))
            elif not plain_:
                self._paint_codes(painter, leaf, block, bounds)
        painter.end()
        super().paintEvent(event)

    def _paint_bars(self, painter: QPainter, leaf: Prose, index: int, bounds: QRectF) -> None:
        if not leaf.place.quotes:
            return
        before = self._leaves[index - 1] if index else None
        joined = before is not None and before.place.quotes[:1] == leaf.place.quotes[:1]
        top = bounds.top() - (self._look.gap(before, leaf) + self._look.leading() if joined else 0)
        painter.setBrush(
            self._look.theme.colour("line2" if self._look.theme.tokens.name[0] == "h" else "line")
        )
        wide = self._look.theme.px(3)
        rtl = self.document().findBlockByNumber(index).textDirection() is Qt.LayoutDirection.RightToLeft
        for x in self._look.quote_bars(leaf.place):
            left = self._width - x - wide if rtl else x
            painter.drawRect(QRectF(left, top, wide, bounds.bottom() + 1 - top))

    def _paint_codes(self, painter: QPainter, leaf: Prose, block: QTextBlock, bounds: QRectF) -> None:
        if not isinstance(leaf, Paragraph):
            return
        painter.setBrush(self._look.code_ground())
        layout = block.layout()
        position = len(leaf.marker) + 1 if leaf.marker else 0
        high = self._look.theme.px(19 if not leaf.level else 23)
        for span in leaf.spans:
            start, position = position, position + len(span.text.encode("utf-16-le")) // 2
            if not span.marks & CODE:
                continue
            for number in range(layout.lineCount()):
                line = layout.lineAt(number)
                begin = max(start, line.textStart())
                end = min(position, line.textStart() + line.textLength())
                if begin >= end:
                    continue
                x1, x2 = sorted((_x(line.cursorToX(begin)), _x(line.cursorToX(end))))
                baseline = bounds.top() + line.y() + line.ascent()
                top = baseline - high * 0.735
                painter.drawRoundedRect(QRectF(bounds.left() + x1 - 2, top, x2 - x1 + 4, high), 4, 4)

    # keys, mouse

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Leave the wheel to the transcript."""
        event.ignore()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Copy through the signal; leave the keys that move through the transcript to it."""
        if event.matches(QKeySequence.StandardKey.Copy):
            self._copy()
        elif passes_on(event):
            event.ignore()
        else:
            super().keyPressEvent(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Offer copying, and a link's address."""
        menu = popup_menu(self)
        copy = menu.addAction(self.tr("Copy"), self._copy)
        copy.setEnabled(bool(self.selected_text))
        menu.addAction(self.tr("Select all"), self.selectAll)
        address = self.anchorAt(event.pos())
        if address:
            menu.addAction(self.tr("Copy link address"), lambda: self.copied.emit(address))
        menu.popup(event.globalPos())

    def _copy(self) -> None:
        if self.selected_text:
            self.copied.emit(self.selected_text)

    def _on_anchor_clicked(self, url: QUrl) -> None:
        self.link_clicked.emit(url.toString())

    def _on_highlighted(self, url: QUrl) -> None:
        if url.isEmpty():
            QToolTip.hideText()
            return
        position = self.mapToGlobal(self.viewport().mapFromGlobal(self.cursor().pos()) + QPoint(0, 8))
        QToolTip.showText(position, url.toDisplayString(), self)


def flag_selections(
    document: QTextDocument, tags: Sequence[str], look: Look
) -> list[QTextEdit.ExtraSelection]:
    """Return what flags placeholders in a document."""
    made = []
    block = document.begin() if tags else QTextBlock()
    while block.isValid():
        for start, length in flagged(block.text(), tags):
            selection = QTextEdit.ExtraSelection()
            selection.format = look.warning()
            selection.cursor = QTextCursor(block)
            selection.cursor.setPosition(block.position() + start)
            selection.cursor.setPosition(block.position() + start + length, QTextCursor.MoveMode.KeepAnchor)
            made.append(selection)
        block = block.next()
    return made


def scrolls_sideways(area: QAbstractScrollArea, event: QWheelEvent) -> bool:
    """Whether a turn of the wheel is for a block that is wider than the transcript, and not for that."""
    is_sideways = abs(event.angleDelta().x()) > abs(event.angleDelta().y())
    return is_sideways and area.horizontalScrollBar().maximum() > 0


def popup_menu(owner: QWidget) -> QMenu:
    """Return a menu that is gone when it closes."""
    menu = QMenu(owner)
    menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    return menu


def passes_on(event: QKeyEvent) -> bool:
    """Whether a key belongs to the transcript and not to a block in it."""
    control = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
    return event.key() in _PASSED or (control and event.key() in _PASSED_WITH_CONTROL)


def plain(text: str) -> str:
    """Return a document's text with ordinary line ends and spaces."""
    return text.replace("\u2029", "\n").replace("\u2028", "\n").replace("\u00a0", " ")


def shared_prefix(old: Sequence[Span], new: Sequence[Span]) -> tuple[int, tuple[Span, ...]]:
    """Return how many UTF-16 units two paragraphs share at the start, and what is left of the new one."""
    shared = 0
    for index, (one, other) in enumerate(zip(old, new, strict=False)):
        if one == other:
            shared += units(one.text)
            continue
        if (one.marks, one.href) != (other.marks, other.href):
            return shared, tuple(new[index:])
        same = _common(one.text, other.text)
        rest = Span(other.text[same:], other.marks, other.href)
        return shared + units(other.text[:same]), (
            (rest, *new[index + 1 :]) if rest.text else tuple(new[index + 1 :])
        )
    return shared, tuple(new[len(old) :])


def _common(one: str, other: str) -> int:
    if other.startswith(one):
        return len(one)
    return next(
        (i for i, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other))
    )


def _x(value: object) -> float:
    """WORKAROUND: PySide's cursorToX returns (x, position), its stubs say otherwise."""
    return float(value[0]) if isinstance(value, tuple) else float(str(value))

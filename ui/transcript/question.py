"""The user's own words, in a bubble."""

from __future__ import annotations

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QPushButton, QWidget

from ui.transcript.item import MessageView
from ui.transcript.look import Look
from ui.transcript.message import ACTIONS, MessageWidget
from ui.transcript.prose import TextBlock

_PAD_SIDE, _PAD_DOWN = 16, 10
_LONG_LINES, _LONG_CHARACTERS = 16, 1_600


class QuestionWidget(MessageWidget):
    """The user's own words, as they were typed."""

    def __init__(self, look: Look, item: MessageView, width: int, parent: QWidget) -> None:
        super().__init__(look, item, parent)
        self._bubble = QRectF()
        self._text = TextBlock(look, self._widest(width), self)
        self._text.copied.connect(self.copied)
        self._more: QPushButton | None = None
        self._folded = _is_long(item.message.text)
        if self._folded:
            self._more = QPushButton(self)
            self._more.setProperty("kind", "link")
            self._more.setFocusPolicy(Qt.FocusPolicy.TabFocus)
            self._more.clicked.connect(self._on_more)
        self._show_text()
        start = " ".join(item.message.text.split())[:80]
        self.setAccessibleName(self.tr("You, %1").replace("%1", start))
        self._text.setAccessibleName(self.tr("Your message"))
        self.update_actions()

    def lay_out(self, width: int) -> int:
        """See MessageWidget."""
        px = self.look.theme.px
        side, down = px(_PAD_SIDE), px(_PAD_DOWN)
        inner = self._widest(width)
        self._text.lay_out(inner)
        inner = max(min(inner, self._text.natural_width() + 1), px(8))
        high = self._text.lay_out(inner)
        rtl = self.layoutDirection() is Qt.LayoutDirection.RightToLeft
        more = 0
        if self._more is not None:
            hint = self._more.sizeHint()
            inner = max(inner, hint.width())
            more = hint.height() + px(4)
        wide = inner + 2 * side
        left = 0 if rtl else width - wide
        self._text.setGeometry(left + side, down, inner, high)
        if self._more is not None:
            hint = self._more.sizeHint()
            self._more.setGeometry(left + side - px(4), down + high + px(4), hint.width(), hint.height())
        self._bubble = QRectF(left, 0, wide, high + more + 2 * down)
        bottom = int(self._bubble.bottom())
        self.place_actions(0, bottom + px(4), width, at_end=True)
        return bottom + px(ACTIONS)

    def mark(self, words: str, line: int, column: int) -> int | None:
        """See MessageWidget."""
        if words and self._folded:
            self._on_more()
        found = self._text.mark(words, line, max(0, column - 1))
        return None if found is None else self._text.y() + found

    def set_current(self, current: bool) -> None:
        """See MessageWidget."""
        super().set_current(current)
        self._text.setFocusPolicy(Qt.FocusPolicy.StrongFocus if current else Qt.FocusPolicy.ClickFocus)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the bubble."""
        theme = self.look.theme
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(theme.colour("line2") if theme.tokens.name.startswith("high") else Qt.PenStyle.NoPen)
        painter.setBrush(theme.colour("bubble"))
        radius = theme.px(16)
        painter.drawRoundedRect(self._bubble, radius, radius)
        self.paint_ring(painter)

    def _widest(self, width: int) -> int:
        px = self.look.theme.px
        return min(width * 4 // 5, px(600)) - 2 * px(_PAD_SIDE)

    def _show_text(self) -> None:
        text = self.item.message.text.rstrip()  # what is pasted often ends with an empty line
        if self._folded:
            lines = text[:_LONG_CHARACTERS].split("\n")[:_LONG_LINES]
            text = "\n".join(lines).rstrip() + "…"
        self._text.show_plain(text)
        if self._more is not None:
            characters = len(self.item.message.text)
            self._more.setText(
                self.tr("Show all (%n characters)", "", characters) if self._folded else self.tr("Show less")
            )

    def _on_more(self) -> None:
        self._folded = not self._folded
        self._show_text()
        self.resized.emit()


def _is_long(text: str) -> bool:
    return len(text) > _LONG_CHARACTERS or text.count("\n") >= _LONG_LINES

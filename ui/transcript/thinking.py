"""What a model thought before it answered: folded to one line until someone wants to read it."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QToolButton, QWidget

from ui.parts import ToolButton
from ui.transcript.leaves import Thinking
from ui.transcript.look import Look
from ui.transcript.prose import TextBlock

_BAR = 16


class ThinkingBlock(QWidget):
    """Thoughts; the text is only laid out while unfolded."""

    copied = Signal(str)
    resized = Signal()

    def __init__(self, look: Look, parent: QWidget) -> None:
        super().__init__(parent)
        self._look = look
        self._leaf = Thinking("", closed=False)
        self._body: TextBlock | None = None
        self._tags: tuple[str, ...] = ()
        self._head = ToolButton(self)
        self._head.setProperty("kind", "fold")
        self._head.setCheckable(True)
        self._head.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self._head.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._head.setCursor(Qt.CursorShape.PointingHandCursor)
        self._head.toggled.connect(self._on_toggled)

    @property
    def buttons(self) -> list[QToolButton]:
        """What the keyboard can reach besides the text."""
        return [self._head]

    @property
    def body(self) -> TextBlock | None:
        """The text while it is unfolded."""
        return self._body

    def show_thoughts(self, leaf: Thinking) -> None:
        """Show how much was thought, and the text if it is unfolded."""
        self._leaf = leaf
        text = self._title(len(leaf.text.split()))
        self._head.setText(f" {text}")
        unfolded = self._body is not None
        self._head.setAccessibleName(
            self.tr("%1, hide").replace("%1", text) if unfolded else self.tr("%1, show").replace("%1", text)
        )
        self._look.theme.set_icon(self._head, "chevron-down" if unfolded else "brain", size=16)
        if self._body is not None:
            self._body.show_plain(leaf.text)
            self._body.flag(self._tags)

    def flag(self, tags: Sequence[str]) -> None:
        """Flag placeholders in the thoughts, also once they are unfolded; () takes the flags away."""
        self._tags = tuple(tags)
        if self._body is not None:
            self._body.flag(self._tags)

    def wipe(self) -> None:
        """Forget the thoughts now."""
        self._leaf = Thinking("", closed=True)
        if self._body is not None:
            self._body.clear()

    def _title(self, words: int) -> str:
        if not self._leaf.closed:
            return self.tr("Thinking…")
        return self.tr("Thought for one word") if words == 1 else self.tr("Thought for %n words", "", words)

    def lay_out(self, width: int) -> int:
        """Fit into a width and return the height, both in pixels."""
        px = self._look.theme.px
        hint = self._head.sizeHint()
        left = width - hint.width() if self.layoutDirection() is Qt.LayoutDirection.RightToLeft else 0
        self._head.setGeometry(left, 0, hint.width(), hint.height())
        if self._body is None:
            return hint.height()
        high = self._body.lay_out(width - px(_BAR))
        left = 0 if self.layoutDirection() is Qt.LayoutDirection.RightToLeft else px(_BAR)
        self._body.setGeometry(left, hint.height() + px(6), width - px(_BAR), high)
        return hint.height() + px(6) + high

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint a bar beside the text."""
        if self._body is None:
            return
        theme = self._look.theme
        painter = QPainter(self)
        body = self._body.geometry()
        wide = theme.px(3)
        rtl = self.layoutDirection() is Qt.LayoutDirection.RightToLeft
        left = self.width() - wide if rtl else 0
        painter.fillRect(QRectF(left, body.top(), wide, body.height()), theme.colour("line"))

    def _on_toggled(self, shown: bool) -> None:
        if shown:
            self._body = TextBlock(self._look, max(1, self.width() - self._look.theme.px(_BAR)), self)
            self._body.set_quiet()
            self._body.copied.connect(self.copied)
            self._body.setAccessibleName(self.tr("What the model thought"))
            self._body.show()
        elif self._body is not None:
            self._body.deleteLater()
            self._body = None
        self.show_thoughts(self._leaf)
        self.resized.emit()

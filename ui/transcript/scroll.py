"""The scroll area of the transcript, and the pill that leads back to its end."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QScrollArea, QToolButton, QWidget

from ui.theme import Theme


class MessageScroll(QScrollArea):
    """A scroll area that leaves its canvas's size to the view, and tells keys that move between messages."""

    stepped = Signal(int)
    """1: to the next message, -1: to the previous one."""
    ended = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setWidgetResizable(False)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)
        # The bar keeps its room, so that text does not jump; the style hides the handle of a disabled one.
        bar = self.verticalScrollBar()
        bar.rangeChanged.connect(lambda least, most: bar.setEnabled(most > least))
        bar.setEnabled(False)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setAccessibleName(self.tr("Messages"))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Ctrl+Up and Ctrl+Down go to the previous and next message, Home and End to the ends."""
        control = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
        key = event.key()
        if control and key in (Qt.Key.Key_Up, Qt.Key.Key_Down):
            self.stepped.emit(1 if key == Qt.Key.Key_Down else -1)
        elif key == Qt.Key.Key_Home:
            self.verticalScrollBar().setValue(0)
        elif key == Qt.Key.Key_End:
            self.ended.emit()
        else:
            super().keyPressEvent(event)


class JumpPill(QToolButton):
    """The way back to the latest message, floating above the end of its parent."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme
        self._over = parent
        self.setObjectName("pill")
        self.setText(f" {self.tr('Jump to latest')}")
        self.setAccessibleName(self.tr("Jump to latest"))
        self.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        theme.set_icon(self, "arrow-down", size=15)
        self.hide()

    def show_when(self, wanted: bool) -> None:
        """Show or hide."""
        if wanted != self.isVisibleTo(self._over):
            self.setVisible(wanted)
            self.place()

    def place(self) -> None:
        """Sit in the middle of the lower edge."""
        hint = self.sizeHint()
        left = (self._over.width() - hint.width()) // 2
        top = self._over.height() - hint.height() - self._theme.px(14)
        self.setGeometry(left, top, hint.width(), hint.height())
        self.raise_()

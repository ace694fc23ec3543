"""How an answer ended, when not in the ordinary way; with a way on where there is one."""

from __future__ import annotations

from PySide6.QtCore import QRect, Qt, Signal
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import QLabel, QPushButton, QWidget

from ui.transcript.look import Look


class Note(QWidget):
    """An icon, a sentence, and perhaps "Try again"."""

    retried = Signal()

    def __init__(
        self, look: Look, icon: str, tone: str, text: str, *, can_retry: bool, parent: QWidget
    ) -> None:
        super().__init__(parent)
        self._look = look
        self._picture = QLabel(self)
        look.theme.set_icon(self._picture, icon, tone=tone, size=15)
        self._words = QLabel(text, self)
        self._words.setTextFormat(Qt.TextFormat.PlainText)
        self._words.setWordWrap(True)
        self._words.setProperty("role", "small")
        self._words.setProperty("tone", tone)
        self._retry: QPushButton | None = None
        if can_retry:
            self._retry = QPushButton(f" {self.tr('Try again')}", self)
            self._retry.setAccessibleName(self.tr("Try again"))
            self._retry.setProperty("kind", "chip")
            self._retry.setFocusPolicy(Qt.FocusPolicy.TabFocus)
            look.theme.set_icon(self._retry, "refresh-cw", size=14)
            self._retry.clicked.connect(self.retried)

    def lay_out(self, width: int) -> int:
        """Fit into a width and return the height, both in pixels."""
        px = self._look.theme.px
        icon, gap = px(15), px(8)
        hint = self._retry.sizeHint() if self._retry is not None else None
        room = width - icon - gap - (hint.width() + px(12) if hint is not None else 0)
        self._words.ensurePolished()
        metrics = QFontMetrics(self._words.font())
        wide = min(room, metrics.horizontalAdvance(self._words.text()) + px(4))
        tall = self._words.heightForWidth(wide)
        height = max(px(24), tall, hint.height() if hint is not None else 0)
        self._put(self._picture, QRect(0, (height - icon) // 2, icon, icon), width)
        self._put(self._words, QRect(icon + gap, (height - tall) // 2, wide, tall), width)
        if self._retry is not None and hint is not None:
            left = icon + gap + wide + px(12)
            self._put(
                self._retry, QRect(left, (height - hint.height()) // 2, hint.width(), hint.height()), width
            )
        return height

    def _put(self, part: QWidget, place: QRect, width: int) -> None:
        if self.layoutDirection() is Qt.LayoutDirection.RightToLeft:
            place.moveLeft(width - place.right() - 1)
        part.setGeometry(place)

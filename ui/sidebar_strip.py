"""Where chats are dropped that shall leave their folders: below the list, for as long as one is dragged.

Among the days and below all rows one can drop them, too; in a list full of folders there may be neither.
"""

from __future__ import annotations

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import (
    QDragEnterEvent,
    QDragLeaveEvent,
    QDragMoveEvent,
    QDropEvent,
    QPainter,
    QPaintEvent,
    QPen,
)
from PySide6.QtWidgets import QWidget

from ui.sidebar_drag import NO_FOLDER, ChatView
from ui.theme import Theme

_HEIGHT, _ICON = 44, 16


class OutStrip(QWidget):
    """See the module. What is dropped on it, the list tells."""

    def __init__(self, theme: Theme, view: ChatView) -> None:
        super().__init__()
        self._theme = theme
        self._view = view
        self._is_target = False
        self._words = ""
        self.setAcceptDrops(True)
        self.hide()
        view.carried.connect(self._on_carried)
        theme.changed.connect(self._fit)
        self._fit()

    @property
    def words(self) -> str:
        """What it says."""
        return self._words

    def _fit(self) -> None:
        self.setFixedHeight(self._theme.px(_HEIGHT))

    def _on_carried(self, count: int) -> None:
        if count > 1:
            self._words = self.tr("Take out of the folders")
        else:
            self._words = self.tr("Take out of the folder")
        self._mark(is_target=False)
        self.setVisible(count > 0)

    def _mark(self, *, is_target: bool) -> None:
        self._is_target = is_target
        self.update()

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Take chats that are in a folder, and nothing else."""
        self._mark(is_target=self._view.consider(event, NO_FOLDER))

    def dragMoveEvent(self, event: QDragMoveEvent) -> None:
        """Go on taking them."""
        self._mark(is_target=self._view.consider(event, NO_FOLDER))

    def dragLeaveEvent(self, event: QDragLeaveEvent) -> None:
        """Show no target any more."""
        super().dragLeaveEvent(event)
        self._mark(is_target=False)
        self._view.look_away()

    def dropEvent(self, event: QDropEvent) -> None:
        """Let the list tell what shall move."""
        self._view.take(event, NO_FOLDER)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint a place to drop something on: an outline of dashes, as long as nothing is over it."""
        del event
        theme, px = self._theme, self._theme.px
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        tone = "accent" if self._is_target else "text2"
        pen = QPen(theme.colour(tone), 2 if self._is_target else 1)
        if not self._is_target:
            pen.setStyle(Qt.PenStyle.DashLine)
        painter.setPen(pen)
        if self._is_target:
            veil = theme.colour("accent").toRgb()
            veil.setAlpha(28)
            painter.setBrush(veil)
        painter.drawRoundedRect(self.rect().adjusted(2, 2, -3, -3), px(8), px(8))
        painter.setFont(theme.font(13, weight=500))
        painter.setPen(theme.colour("text" if self._is_target else "text2"))
        edge, gap = px(_ICON), px(8)
        room = self.width() - 2 * px(10) - edge - gap
        words = painter.fontMetrics().elidedText(self._words, Qt.TextElideMode.ElideRight, room)
        wide = painter.fontMetrics().horizontalAdvance(words) + 1
        left = (self.width() - edge - gap - wide) // 2
        at_icon, at_words = (left + wide + gap, left) if self.isRightToLeft() else (left, left + edge + gap)
        icon = theme.pixmap("folder", tone="accent" if self._is_target else "text2", size=_ICON)
        painter.drawPixmap(at_icon, (self.height() - edge) // 2, icon)
        painter.drawText(QRect(at_words, 0, wide, self.height()), Qt.AlignmentFlag.AlignCenter, words)
        painter.end()

"""The places that a search of the sidebar found, and how they are painted."""

from __future__ import annotations

import re
from typing import Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPointF, QRect, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPen, QTextCharFormat, QTextLayout, QTextOption
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from app.conversation import SearchHit
from ui.sidebar_rows import ROW_ROLE, Index, draw_words
from ui.theme import Theme

Marks = tuple[tuple[int, int], ...]
# Stars at the edge of a word, runs of backticks, the signs before a heading.
_MARKUP = re.compile(
    r"""(?<![\w*])\*{1,3}(?=[\w"'(`])|(?<=[\w"').,;:!?`])\*{1,3}(?![\w*])|`+|(?<!\S)#{1,6} """
)


def without_markup(text: str, marks: Marks) -> tuple[str, Marks]:
    """Take Markdown's stars and backticks out of an excerpt, and move the marked ranges along."""
    gone = [found.span() for found in _MARKUP.finditer(text)]

    def moved(place: int) -> int:
        return place - sum(min(end, place) - start for start, end in gone if start < place)

    return _MARKUP.sub("", text), tuple((moved(start), moved(end)) for start, end in marks)


class HitsModel(QAbstractListModel):
    """What a search found."""

    def __init__(self, untitled: str, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.hits: list[SearchHit] = []
        self._untitled = untitled

    def show_hits(self, hits: list[SearchHit]) -> None:
        """Replace all."""
        self.beginResetModel()
        self.hits = hits
        self.endResetModel()

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's signature
        """Return the number of places."""
        return 0 if parent.isValid() else len(self.hits)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Return a place's title, what a screen reader says of it, or the place itself."""
        if not index.isValid() or index.row() >= len(self.hits):
            return None
        hit = self.hits[index.row()]
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return hit.title or self._untitled
            case Qt.ItemDataRole.AccessibleTextRole:
                return f"{hit.title or self._untitled}: {without_markup(hit.snippet, ())[0]}"
            case _ if role == ROW_ROLE:
                return hit
        return None


class HitPainter(QStyledItemDelegate):
    """Paints a title and up to two lines of the text around the words that were found."""

    def __init__(self, theme: Theme, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._theme = theme

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """Return the height of a place."""
        hit = index.data(ROW_ROLE)
        lines = 1 if isinstance(hit, SearchHit) and hit.message_id is None else 3
        return QSize(10, self._theme.px(16 + 18 * lines))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Paint a place."""
        hit = index.data(ROW_ROLE)
        if not isinstance(hit, SearchHit):
            return
        px, theme = self._theme.px, self._theme
        rect: QRect = option.rect
        state = option.state
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        box = rect.adjusted(1, 1, -2, -1)
        if state & (QStyle.StateFlag.State_MouseOver | QStyle.StateFlag.State_Selected):
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(theme.colour("hover"))
            painter.drawRoundedRect(box, px(8), px(8))
        if state & QStyle.StateFlag.State_HasFocus:
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(theme.colour("accent"), 2))
            painter.drawRoundedRect(box.adjusted(1, 1, -1, -1), px(7), px(7))
        inner = rect.adjusted(px(13), px(8), -px(12), -px(6))
        if hit.message_id is None:
            self._paint_text(
                painter, inner, hit.snippet, hit.marks, theme.colour("text"), lines=1, weight=600
            )
        else:
            painter.setFont(theme.font(13, weight=600))
            painter.setPen(theme.colour("text"))
            title = painter.fontMetrics().elidedText(index.data(), Qt.TextElideMode.ElideRight, inner.width())
            draw_words(painter, inner, title, Qt.AlignmentFlag.AlignTop)
            below = inner.adjusted(0, px(19), 0, 0)
            text, marks = without_markup(hit.snippet, hit.marks)
            self._paint_text(painter, below, text, marks, theme.colour("text2"), lines=2, weight=400)
        painter.restore()

    def _paint_text(
        self,
        painter: QPainter,
        rect: QRect,
        text: str,
        marks: Marks,
        colour: QColor,
        *,
        lines: int,
        weight: int,
    ) -> None:
        layout = QTextLayout(text.replace("\n", " "), self._theme.font(12, weight=weight))
        option = QTextOption()
        option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        layout.setTextOption(option)
        ranges = []
        for start, end in marks:
            mark = QTextLayout.FormatRange()
            mark.start, mark.length = start, end - start
            look = QTextCharFormat()
            look.setBackground(self._theme.colour("mark"))
            look.setForeground(self._theme.colour("text"))
            mark.format = look
            ranges.append(mark)
        layout.setFormats(ranges)
        layout.beginLayout()
        height = 0.0
        for _ in range(lines):
            line = layout.createLine()
            if not line.isValid():
                break
            line.setLineWidth(rect.width())
            line.setPosition(QPointF(0.0, height))
            height += line.height() + 1
        layout.endLayout()
        painter.setPen(colour)
        layout.draw(painter, rect.topLeft().toPointF())

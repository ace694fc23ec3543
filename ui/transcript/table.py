"""A table as a table: rows and columns that a screen reader can walk, and a button that copies it as CSV."""

from __future__ import annotations

import csv
import io
import math
from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import (
    QAbstractTableModel,
    QModelIndex,
    QPersistentModelIndex,
    QPointF,
    QRectF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import (
    QColor,
    QContextMenuEvent,
    QKeyEvent,
    QKeySequence,
    QPainter,
    QPainterPath,
    QPaintEvent,
    QTextLayout,
    QTextOption,
    QWheelEvent,
)
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QToolButton,
    QWidget,
)

from ui.parts import ToolButton
from ui.transcript.flags import flagged, units
from ui.transcript.leaves import LINE_BREAK, Span, Table
from ui.transcript.look import Look, alignment
from ui.transcript.prose import passes_on, popup_menu, scrolls_sideways
from ui.writing import runs_from_the_right

_Index = QModelIndex | QPersistentModelIndex
_SIDE, _DOWN = 12, 8
_BUTTON = 28  # room for the copy button in the header's last cell


@dataclass(frozen=True, slots=True)
class _Cell:
    """A cell ready to be drawn.

    Attributes:
        flags: what is drawn over its words; it changes no measure.
    """

    layout: QTextLayout
    natural: float
    least: float
    flags: list[QTextLayout.FormatRange]


class TableBlock(QWidget):
    """One table, as high as its rows."""

    copied = Signal(str)

    def __init__(self, look: Look, parent: QWidget) -> None:
        super().__init__(parent)
        self._look = look
        self._model = _TableModel(self)
        self._cells: list[list[_Cell]] = []
        self._tags: tuple[str, ...] = ()
        self.view = _TableView(self)
        self.view.setModel(self._model)
        self.view.setItemDelegate(_CellDelegate(look, self._cells, self.view))
        self.view.asked_to_copy.connect(self._on_copy)
        self._copy = ToolButton(self)
        self._copy.setProperty("kind", "over")  # the heading of a wide table runs below it
        self._copy.setAccessibleName(self.tr("Copy table as CSV"))
        self._copy.setToolTip(self.tr("Copy as CSV"))
        self._copy.setCursor(Qt.CursorShape.PointingHandCursor)
        self._copy.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._copy.clicked.connect(self._on_copy)
        look.theme.set_icon(self._copy, "copy", tone="text3", size=14)

    @property
    def buttons(self) -> list[QToolButton]:
        """What the keyboard can reach besides the table."""
        return [self._copy]

    def show_table(self, table: Table) -> None:
        """Show a table; cells that are the same as before are kept."""
        old = self._model.table
        self._model.show_table(table)
        is_turned = self._turn(table)
        kept = old.rows if old is not None and old.align == table.align and not is_turned else ()
        rows = []
        for number, row in enumerate(table.rows):
            if number < len(kept) and kept[number] == row and number < len(self._cells):
                rows.append(self._cells[number])
            else:
                rows.append(
                    [self._cell(spans, column, header=number == 0) for column, spans in enumerate(row)]
                )
        self._cells[:] = rows
        name = self.tr("Table, %1 columns, %2 rows")
        name = name.replace("%1", str(len(table.align))).replace("%2", str(len(table.rows) - 1))
        self.view.setAccessibleName(name)

    def _turn(self, table: Table) -> bool:
        """Begin with the first column where its heading begins: at the right in Arabic and Hebrew.

        Returns:
            Whether it began elsewhere before.
        """
        before = self.layoutDirection()
        if table.rows and runs_from_the_right(" ".join(cell_text(cell) for cell in table.rows[0])):
            self.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
        else:
            self.unsetLayoutDirection()
        return self.layoutDirection() is not before

    def flag(self, tags: Sequence[str]) -> None:
        """Flag placeholders in the cells; () takes the flags away."""
        if tuple(tags) == self._tags:
            return
        self._tags = tuple(tags)
        for row in self._cells:
            for cell in row:
                cell.flags[:] = self._flags(cell.layout.text())
        self.view.viewport().update()

    def flags(self, row: int, column: int) -> list[str]:
        """Return what is flagged in a cell."""
        cell = self._cells[row][column]
        text = cell.layout.text().encode("utf-16-le")
        return [text[2 * f.start : 2 * (f.start + f.length)].decode("utf-16-le") for f in cell.flags]

    def wipe(self) -> None:
        """Forget the table now."""
        self._model.show_table(Table((), (), 0))
        self._cells.clear()

    def lay_out(self, width: int) -> int:
        """Share a width between the columns and return the height, both in pixels."""
        px = self._look.theme.px
        extra = [0.0] * self._model.columnCount()
        if extra:
            extra[-1] = px(_BUTTON)  # the header keeps room for the button
        natural = self._extents("natural", extra)
        least = self._extents("least", extra)
        widths = share(width - 2, natural, least)
        heights = [self._wrap_row(row, widths) for row in self._cells]
        view = self.view
        for column, wide in enumerate(widths):
            view.setColumnWidth(column, wide)
        for number, high in enumerate(heights):
            view.setRowHeight(number, high)
        scrolls = sum(widths) > width - 2
        high = sum(heights) + (px(10) if scrolls else 0)
        view.setGeometry(1, 1, width - 2, high)
        hint = self._copy.sizeHint()
        self._copy.setGeometry(
            0 if self.layoutDirection() is Qt.LayoutDirection.RightToLeft else width - hint.width() - px(5),
            (heights[0] - hint.height()) // 2 + 1 if heights else 0,
            hint.width(),
            hint.height(),
        )
        return high + 2

    def csv(self) -> str:
        """Return the table as comma-separated values (RFC 4180)."""
        table = self._model.table
        out = io.StringIO()
        if table is not None:
            csv.writer(out).writerows([[cell_text(cell) for cell in row] for row in table.rows])
        return out.getvalue()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the frame and the header's ground."""
        theme = self._look.theme
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        frame = QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5)
        path = QPainterPath()
        path.addRoundedRect(frame, theme.px(10), theme.px(10))
        painter.fillPath(path, theme.colour("surface"))
        painter.save()
        painter.setClipRect(QRectF(0, 0, self.width(), self.view.rowHeight(0) + 1))
        painter.fillPath(path, theme.colour("code_head"))
        painter.restore()
        painter.setPen(theme.colour("line2" if theme.tokens.name.startswith("high") else "line"))
        painter.drawPath(path)

    def _cell(self, spans: tuple[Span, ...], column: int, *, header: bool) -> _Cell:
        table = self._model.table
        align = table.align[column] if table is not None and column < len(table.align) else ""
        layout = QTextLayout(cell_text(spans), self._look.theme.font(14, weight=600 if header else 400))
        option = QTextOption()
        # Lines of a layout of one's own know no leading side.
        begins = Qt.AlignmentFlag.AlignRight if self.isRightToLeft() else Qt.AlignmentFlag.AlignLeft
        option.setAlignment(alignment(align) if align else begins)
        option.setWrapMode(QTextOption.WrapMode.WordWrap)  # so that the least width is the longest word's
        option.setTextDirection(Qt.LayoutDirection.LayoutDirectionAuto)
        layout.setTextOption(option)
        layout.setCacheEnabled(True)
        layout.setFormats(self._formats(spans, header=header))
        layout.beginLayout()
        line = layout.createLine()
        if line.isValid():
            line.setLineWidth(1e6)
        layout.endLayout()
        least = min(layout.minimumWidth(), self._look.theme.px(220))
        option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        layout.setTextOption(option)
        return _Cell(layout, layout.maximumWidth(), least, self._flags(layout.text()))

    def _flags(self, text: str) -> list[QTextLayout.FormatRange]:
        made = []
        for start, length in flagged(text, self._tags):
            piece = QTextLayout.FormatRange()
            piece.start, piece.length, piece.format = start, length, self._look.warning()
            made.append(piece)
        return made

    def _formats(self, spans: tuple[Span, ...], *, header: bool) -> list[QTextLayout.FormatRange]:
        made = []
        position = 0
        for span in spans:
            length = units(span.text)
            piece = QTextLayout.FormatRange()
            piece.start, piece.length = position, length
            formatted = self._look.table_characters(span.marks, linked=bool(span.href), header=header)
            piece.format = formatted
            made.append(piece)
            position += length
        return made

    def _extents(self, name: str, extra: list[float]) -> list[float]:
        pad = 2 * self._look.theme.px(_SIDE)
        extents = [40.0] * self._model.columnCount()
        for number, row in enumerate(self._cells):
            for column, cell in enumerate(row[: len(extents)]):
                own = getattr(cell, name) + pad + 2 + (extra[column] if number == 0 else 0)
                extents[column] = max(extents[column], own)
        return extents

    def _wrap_row(self, row: list[_Cell], widths: list[int]) -> int:
        px = self._look.theme.px
        tallest = float(px(18))
        for column, (cell, wide) in enumerate(zip(row, widths, strict=False)):
            inner = wide - 2 * px(_SIDE)
            if cell is self._cells[0][column] if column < len(self._cells[0]) else False:
                inner -= px(_BUTTON) if column == len(widths) - 1 else 0
            tallest = max(tallest, _wrap(cell.layout, inner))
        return math.ceil(tallest) + 2 * px(_DOWN)

    def _on_copy(self) -> None:
        self.copied.emit(self.csv())


class _TableModel(QAbstractTableModel):
    """The words of a table. The header is the first row too, so that it is drawn and read in place."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.table: Table | None = None

    def show_table(self, table: Table) -> None:
        old = self.table
        if old is None or old.align != table.align or len(table.rows) < len(old.rows):
            self.beginResetModel()
            self.table = table
            self.endResetModel()
            return
        if len(table.rows) > len(old.rows):
            self.beginInsertRows(QModelIndex(), len(old.rows), len(table.rows) - 1)
            self.table = table
            self.endInsertRows()
        self.table = table
        if len(old.rows):
            self.dataChanged.emit(self.index(len(old.rows) - 1, 0), self.index(len(table.rows) - 1, 0))

    def rowCount(self, parent: _Index | None = None) -> int:
        return len(self.table.rows) if self.table is not None else 0

    def columnCount(self, parent: _Index | None = None) -> int:
        return len(self.table.align) if self.table is not None else 0

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> str | None:
        if self.table is None or role not in (
            Qt.ItemDataRole.DisplayRole,
            Qt.ItemDataRole.AccessibleTextRole,
        ):
            return None
        row = self.table.rows[index.row()]
        return cell_text(row[index.column()]) if index.column() < len(row) else ""

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> str | None:
        if self.table is None or role != Qt.ItemDataRole.DisplayRole:
            return None
        if orientation is Qt.Orientation.Horizontal:
            return cell_text(self.table.rows[0][section]) if section < len(self.table.rows[0]) else ""
        return str(section)


class _TableView(QTableView):
    """A read-only table without headers of its own, that leaves wheel and Tab to the transcript."""

    asked_to_copy = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("transcript-table")
        self.horizontalHeader().hide()
        self.verticalHeader().hide()
        self.horizontalHeader().setMinimumSectionSize(1)
        self.verticalHeader().setMinimumSectionSize(1)
        self.setShowGrid(False)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setTabKeyNavigation(False)
        self.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ContiguousSelection)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)

    def wheelEvent(self, event: QWheelEvent) -> None:
        if scrolls_sideways(self, event):
            super().wheelEvent(event)
        else:
            event.ignore()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.matches(QKeySequence.StandardKey.Copy):
            self.asked_to_copy.emit()
        elif passes_on(event):
            event.ignore()
        else:
            super().keyPressEvent(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        menu = popup_menu(self)
        menu.addAction(self.tr("Copy as CSV"), self.asked_to_copy.emit)
        menu.popup(event.globalPos())


class _CellDelegate(QStyledItemDelegate):
    """Draws cells from their layouts."""

    def __init__(self, look: Look, cells: list[list[_Cell]], parent: QWidget) -> None:
        super().__init__(parent)
        self._look = look
        self._cells = cells

    def sizeHint(self, option: QStyleOptionViewItem, index: _Index) -> QSize:
        return QSize(20, 20)  # the block sets widths and heights

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        theme = self._look.theme
        area: QRectF = QRectF(option.rect)
        state: QStyle.StateFlag = option.state
        row = self._cells[index.row()] if index.row() < len(self._cells) else []
        if state & QStyle.StateFlag.State_Selected:
            painter.fillRect(area, theme.colour("selection"))
        if index.row():
            painter.fillRect(QRectF(area.left(), area.top(), area.width(), 1), theme.colour("line"))
        if index.column() < len(row):
            left = area.left() + theme.px(_SIDE)
            if option.direction is Qt.LayoutDirection.RightToLeft and _is_corner(row, index):
                left += theme.px(_BUTTON)
            painter.setPen(QColor(theme.tokens.text2 if index.row() == 0 else theme.tokens.text))
            cell = row[index.column()]
            cell.layout.draw(painter, QPointF(left, area.top() + theme.px(_DOWN)), cell.flags)


def _is_corner(row: list[_Cell], index: _Index) -> bool:
    return index.row() == 0 and index.column() == len(row) - 1


def cell_text(spans: tuple[Span, ...]) -> str:
    """Return a cell's words."""
    return "".join(span.text for span in spans).replace(LINE_BREAK, " ")


def share(width: int, natural: list[float], least: list[float]) -> list[int]:
    """Share a width between columns.

    Args:
        width: pixels that there are.
        natural: what each column takes without wrapping.
        least: what each column needs for its longest word.

    Returns:
        Whole pixels per column: in proportion to ``natural`` where that fits, otherwise ``least`` plus a
        part of what is left; more than ``width`` in total when not even ``least`` fits.
    """
    if not natural:
        return []
    wanted, needed = sum(natural), sum(least)
    if wanted <= width:
        widths = [own + (width - wanted) * own / wanted for own in natural]
    elif needed <= width:
        slack = [own - low for own, low in zip(natural, least, strict=True)]
        total = sum(slack) or 1.0
        widths = [low + (width - needed) * part / total for low, part in zip(least, slack, strict=True)]
    else:
        return [math.ceil(low) for low in least]
    whole = [math.floor(own) for own in widths]
    whole[-1] += width - sum(whole)
    return whole


def _wrap(layout: QTextLayout, width: float) -> float:
    """Break a cell's text to a width and return its height."""
    high = 0.0
    layout.beginLayout()
    while (line := layout.createLine()).isValid():
        line.setLineWidth(max(width, 1))
        line.setPosition(QPointF(0, high))
        high += line.height() * 1.18
    layout.endLayout()
    return high

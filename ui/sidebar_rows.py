"""The rows of the sidebar: headings, folders and chats as one flat list, and how they are painted."""

from __future__ import annotations

import enum
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from PySide6.QtCore import (
    QAbstractListModel,
    QMimeData,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QRect,
    QRectF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QPainter, QPen, QTextOption
from PySide6.QtWidgets import (
    QAbstractItemView,
    QLineEdit,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from app.conversation import ConversationSummary, Folder, group_by_day
from ui.theme import Theme
from ui.theme.stylesheet import TEXT_MARGIN

Index = QModelIndex | QPersistentModelIndex
ROW_ROLE = Qt.ItemDataRole.UserRole + 1


class Kind(enum.Enum):
    """What a row is."""

    HEADING = "heading"
    FOLDER = "folder"
    CHAT = "chat"


@dataclass(frozen=True, slots=True)
class Row:
    """One line of the sidebar.

    Attributes:
        id: a conversation's or a folder's, "" for a heading.
        is_pinned: of the group of pinned chats: its heading, too.
        folder_id: of the folder that a chat is in, wherever it is shown; "" for none.
    """

    kind: Kind
    text: str
    id: str = ""
    is_pinned: bool = False
    has_draft: bool = False
    is_open: bool = False
    is_inside: bool = False
    count: int = 0
    folder_id: str = ""


@dataclass(frozen=True, slots=True)
class GroupNames:
    """The translated names of the groups."""

    pinned: str
    today: str
    yesterday: str
    week: str
    month: str
    older: str


def day_starts(now: datetime, names: GroupNames) -> dict[str, int]:
    """Return each date group with the earliest time it holds, in milliseconds.

    Args:
        now: with its time zone; days are that zone's.
        names: of the groups.
    """
    midnight = now.replace(hour=0, minute=0, second=0, microsecond=0)

    def start(days: int) -> int:
        return int((midnight - timedelta(days=days)).timestamp() * 1000)

    return {
        names.today: start(0),
        names.yesterday: start(1),
        names.week: start(7),
        names.month: start(30),
    } | {names.older: -(2**62)}


def rows_of(
    conversations: Iterable[ConversationSummary],
    folders: Iterable[Folder],
    *,
    names: GroupNames,
    now: datetime,
    closed: frozenset[str],
    untitled: str,
) -> list[Row]:
    """Lay the conversations out: pinned ones, folders, and the rest by the day of their last change.

    A pinned one that is in a folder is shown in both places.

    Args:
        conversations: newest change first.
        folders: by name.
        names: of the groups.
        now: local time.
        closed: ids of folders whose chats are not shown.
        untitled: stands for an empty title.
    """
    listed = list(conversations)
    known = {folder.id for folder in folders}

    def chat(summary: ConversationSummary, *, is_inside: bool = False) -> Row:
        return Row(
            Kind.CHAT,
            summary.title or untitled,
            summary.id,
            is_pinned=summary.pinned,
            has_draft=summary.has_draft,
            is_inside=is_inside,
            folder_id=summary.folder_id if summary.folder_id in known else "",
        )

    rows: list[Row] = []
    if pinned := [summary for summary in listed if summary.pinned]:
        rows.append(Row(Kind.HEADING, names.pinned, is_pinned=True))
        rows += [chat(summary) for summary in pinned]
    inside: dict[str, list[ConversationSummary]] = {folder_id: [] for folder_id in known}
    loose: list[ConversationSummary] = []
    for summary in listed:
        if summary.folder_id is not None and summary.folder_id in known:
            inside[summary.folder_id].append(summary)
        elif not summary.pinned:
            loose.append(summary)
    for folder in folders:
        is_open = folder.id not in closed
        rows.append(Row(Kind.FOLDER, folder.name, folder.id, is_open=is_open, count=len(inside[folder.id])))
        if is_open:
            rows += [chat(summary, is_inside=True) for summary in inside[folder.id]]
    for name, group in group_by_day(loose, day_starts=day_starts(now, names)).items():
        rows.append(Row(Kind.HEADING, name))
        rows += [chat(summary) for summary in group]
    return rows


class RowsModel(QAbstractListModel):
    """The rows for a list view.

    Attributes:
        renamed: (row, new text) after an edit in place.
    """

    renamed = Signal(object, str)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.rows: list[Row] = []
        self.active_id = ""
        self.is_behind = False

    def show_rows(self, rows: list[Row]) -> None:
        """Replace all rows; does nothing when they are the same."""
        if rows != self.rows:
            self.beginResetModel()
            self.rows = rows
            self.endResetModel()

    def index_of(self, row_id: str, *, near: int = 0) -> QModelIndex:
        """Return the place of a chat or folder, the one next to row ``near``; invalid when it has none."""
        places = [number for number, each in enumerate(self.rows) if each.id == row_id and row_id]
        return self.index(min(places, key=lambda place: abs(place - near))) if places else QModelIndex()

    def nearest(self, place: int) -> QModelIndex:
        """Return the chat or folder at a place, or else the next below it, or else the last above it."""
        chosen = [number for number, each in enumerate(self.rows) if each.kind is not Kind.HEADING]
        below = [number for number in chosen if number >= place]
        return self.index((below or chosen[-1:])[0]) if chosen else QModelIndex()

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's signature
        """Return the number of rows."""
        return 0 if parent.isValid() else len(self.rows)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Return a row's text, what a screen reader says of it, or the row itself."""
        if not index.isValid() or index.row() >= len(self.rows):
            return None
        row = self.rows[index.row()]
        match role:
            case Qt.ItemDataRole.DisplayRole | Qt.ItemDataRole.EditRole:
                return row.text
            case Qt.ItemDataRole.AccessibleTextRole:
                return self._spoken(row)
            case _ if role == ROW_ROLE:
                return row
        return None

    def setData(self, index: Index, value: Any, role: int = Qt.ItemDataRole.EditRole) -> bool:
        """Take a new title or folder name."""
        text = " ".join(str(value).split())
        if role != Qt.ItemDataRole.EditRole or not index.isValid() or not text:
            return False
        row = self.rows[index.row()]
        if text != row.text:
            self.renamed.emit(row, text)
        return True

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Headings can be neither chosen nor edited."""
        if not index.isValid() or self.rows[index.row()].kind is Kind.HEADING:
            return Qt.ItemFlag.NoItemFlags
        flags = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemIsEditable
        is_chat = self.rows[index.row()].kind is Kind.CHAT
        return flags | Qt.ItemFlag.ItemIsDragEnabled if is_chat else flags

    def mimeTypes(self) -> list[str]:
        """Offer nothing: what Qt would put into a drag are the titles. See ``ui.sidebar_drag``."""
        return []

    def mimeData(self, indexes: Sequence[QModelIndex]) -> QMimeData:
        """Return data without anything in it, for the same reason."""
        del indexes
        return QMimeData()

    def _spoken(self, row: Row) -> str:
        match row.kind:
            case Kind.HEADING:
                return row.text
            case Kind.FOLDER if row.is_open:
                return self.tr("Folder {name}, open").format(name=row.text)
            case Kind.FOLDER:
                return self.tr("Folder {name}, closed").format(name=row.text)
            case Kind.CHAT:
                parts = [row.text]
                if row.is_pinned:
                    parts.append(self.tr("pinned"))
                if row.has_draft:
                    parts.append(self.tr("has a draft"))
                return ", ".join(parts)


class RowPainter(QStyledItemDelegate):
    """Paints rows and edits their text in place."""

    def __init__(self, theme: Theme, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._theme = theme

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """Return the height of a row."""
        row = index.data(ROW_ROLE)
        height = 30 if isinstance(row, Row) and row.kind is Kind.HEADING else 36
        return QSize(10, self._theme.px(height))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Paint a row."""
        row = index.data(ROW_ROLE)
        if not isinstance(row, Row):
            return
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        rect: QRect = option.rect
        if row.kind is Kind.HEADING:
            self._paint_heading(painter, rect, row)
        else:
            is_chosen = bool(option.state & QStyle.StateFlag.State_Selected) and _is_one_of_several(option)
            self._paint_ground(painter, option, index, row, is_chosen=is_chosen)
            self._paint_entry(painter, rect, index, row, is_chosen=is_chosen)
        painter.restore()

    def _paint_heading(self, painter: QPainter, rect: QRect, row: Row) -> None:
        px = self._theme.px
        painter.setFont(self._theme.font(12, weight=600))
        painter.setPen(self._theme.colour("text3"))
        inner = rect.adjusted(px(13), 0, -px(8), -px(4))
        painter.drawText(inner, Qt.AlignmentFlag.AlignBottom | Qt.AlignmentFlag.AlignLeading, row.text)

    def _paint_ground(
        self, painter: QPainter, option: QStyleOptionViewItem, index: Index, row: Row, *, is_chosen: bool
    ) -> None:
        rect: QRect = option.rect
        state = option.state
        box = rect.adjusted(1, 1, -2, -1)
        radius = self._theme.px(8)
        is_active = _is_active(index, row)
        painter.setPen(Qt.PenStyle.NoPen)
        if is_active and row.kind is Kind.CHAT:
            model = index.model()
            is_behind = isinstance(model, RowsModel) and model.is_behind
            painter.setBrush(self._theme.colour("hover" if is_behind else "active"))
            painter.drawRoundedRect(box, radius, radius)
        elif state & QStyle.StateFlag.State_MouseOver:
            painter.setBrush(self._theme.colour("hover"))
            painter.drawRoundedRect(box, radius, radius)
        if is_chosen:
            painter.setBrush(self._theme.colour("selection"))
            painter.drawRoundedRect(box, radius, radius)
        if state & QStyle.StateFlag.State_HasFocus:
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(self._theme.colour("accent"), 2))
            painter.drawRoundedRect(box.adjusted(1, 1, -1, -1), radius - 1, radius - 1)

    def _paint_entry(
        self, painter: QPainter, rect: QRect, index: Index, row: Row, *, is_chosen: bool
    ) -> None:
        px, theme = self._theme.px, self._theme
        is_active = _is_active(index, row)
        inner = rect.adjusted(self._text_left(row), 0, -px(12), 0)
        painter.setFont(theme.font(14, weight=500 if is_active else 400))
        tone = "text" if is_active or is_chosen else "text2"
        painter.setPen(theme.colour(tone))
        if row.kind is Kind.FOLDER:
            edge = px(16)
            icon = theme.icon("folder-open" if row.is_open else "folder", size=16)
            top = rect.top() + (rect.height() - edge) // 2
            icon.paint(painter, QRect(rect.left() + px(13), top, edge, edge))
            count = str(row.count)
            painter.setPen(theme.colour("text" if is_chosen else "text3"))
            painter.drawText(inner, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight, count)
            inner.setRight(inner.right() - painter.fontMetrics().horizontalAdvance(count) - px(8))
            painter.setPen(theme.colour(tone))
        if row.has_draft:
            edge = px(12)
            icon = theme.icon("pencil", tone="text3", size=12)
            icon.paint(
                painter,
                QRect(inner.right() - edge, rect.top() + (rect.height() - edge) // 2, edge, edge),
            )
            inner.setRight(inner.right() - edge - px(6))
        text = painter.fontMetrics().elidedText(row.text, Qt.TextElideMode.ElideRight, inner.width())
        draw_words(painter, inner, text, Qt.AlignmentFlag.AlignVCenter)

    def createEditor(self, parent: QWidget, option: QStyleOptionViewItem, index: Index) -> QWidget:
        """Return the line in which a title is edited."""
        field = QLineEdit(parent)
        field.setAccessibleName(self.tr("New name"))
        field.setMaxLength(200)
        field.setProperty("kind", "cell")
        return field

    def updateEditorGeometry(self, editor: QWidget, option: QStyleOptionViewItem, index: Index) -> None:
        """Let it cover the text of the row; its letters begin where those of the row do."""
        rect: QRect = option.rect
        row = index.data(ROW_ROLE)
        left = 4
        if isinstance(row, Row) and not editor.isRightToLeft():
            left = self._text_left(row) - self._theme.px(4) - TEXT_MARGIN
        editor.setGeometry(rect.adjusted(left, 1, -4, -1))

    def _text_left(self, row: Row) -> int:
        """Return where the text of an entry begins, from the left of its row."""
        px = self._theme.px
        is_deep = row.is_inside or row.kind is Kind.FOLDER  # behind the icon, or below a text that is
        return px(13) + (px(16) + px(8) if is_deep else 0)


def draw_words(painter: QPainter, rect: QRect, text: str, vertical: Qt.AlignmentFlag) -> None:
    """Draw words of the user's: in the order of their own writing, where the window's lines begin."""
    is_mirrored = painter.layoutDirection() is Qt.LayoutDirection.RightToLeft
    begins = Qt.AlignmentFlag.AlignRight if is_mirrored else Qt.AlignmentFlag.AlignLeft
    option = QTextOption(vertical | begins | Qt.AlignmentFlag.AlignAbsolute)
    option.setWrapMode(QTextOption.WrapMode.NoWrap)
    option.setTextDirection(Qt.LayoutDirection.LayoutDirectionAuto)
    painter.drawText(QRectF(rect), text, option)


def _is_one_of_several(option: QStyleOptionViewItem) -> bool:
    """Whether more rows than one are chosen: a single one is where the keyboard is, which has a frame."""
    view = option.widget
    return isinstance(view, QAbstractItemView) and len(view.selectionModel().selectedIndexes()) > 1


def _is_active(index: Index, row: Row) -> bool:
    """Whether the row is the conversation that is open."""
    model = index.model()
    return isinstance(model, RowsModel) and row.id == model.active_id

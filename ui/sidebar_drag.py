"""The list of chats: several can be chosen at once, and dragged into a folder or out of it.

What is dragged can be read by other programs, so it is a random number and no word, title or id. The list
keeps the chats that belong to it, and takes nothing that does not carry the number of the drag going on.
"""

from __future__ import annotations

import secrets
from dataclasses import dataclass

from PySide6.QtCore import QMimeData, QModelIndex, QPersistentModelIndex, QPoint, QRect, Qt, QTimer, Signal
from PySide6.QtGui import (
    QDrag,
    QDragEnterEvent,
    QDragLeaveEvent,
    QDragMoveEvent,
    QDropEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QPixmap,
)
from PySide6.QtWidgets import QApplication, QListView
from shiboken6 import isValid

from ui.sidebar_keys import KeyList
from ui.sidebar_rows import Kind, Row, RowsModel
from ui.theme import Theme

MIME = "application/x-sotto-chats"
REST_MS = 700
"""After so long over a closed folder it opens."""
NO_FOLDER = ""
_LOOSE = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
_WIDEST = 220  # pixels at 100 % of what hangs at the pointer


@dataclass(frozen=True, slots=True)
class _Load:
    """What is being dragged: the chats with their folders, and the number that goes with them."""

    folders: dict[str, str]
    number: bytes


class ChatView(KeyList):
    """See the module.

    Attributes:
        dropped: (ids of chats, id of a folder or None for none).
        rested: id of a closed folder that shall open: a drag rests on it.
        carried: how many of the chats that are being dragged are in a folder; 0 when it is over.
    """

    dropped = Signal(object, object)
    rested = Signal(str)
    carried = Signal(int)

    def __init__(self, theme: Theme, name: str, rows: RowsModel) -> None:
        super().__init__(name)
        self._theme = theme
        self._rows = rows
        self._load: _Load | None = None
        self._drag: QDrag | None = None
        self._target: str | None = None
        self._modifiers = Qt.KeyboardModifier.NoModifier
        self.setModel(rows)
        self.setSelectionMode(QListView.SelectionMode.ExtendedSelection)
        self.setDragDropMode(QListView.DragDropMode.DragDrop)
        self.setDropIndicatorShown(False)
        self._rest = QTimer(self)
        self._rest.setSingleShot(True)
        self._rest.setInterval(REST_MS)
        self._rest.timeout.connect(self._on_rest)

    # --- choosing -------------------------------------------------------------------------------

    @property
    def chosen(self) -> tuple[str, ...]:
        """Ids of the chats that are chosen, from top to bottom."""
        places = sorted(index.row() for index in self.selectedIndexes())
        rows = (self._rows.rows[place] for place in places if place < len(self._rows.rows))
        return tuple(dict.fromkeys(row.id for row in rows if row.kind is Kind.CHAT))

    def setCurrentIndex(self, index: QModelIndex | QPersistentModelIndex) -> None:
        """Go to a row and choose it alone; Qt's own chooses all between where Shift happens to be held."""
        model = self.selectionModel()
        model.setCurrentIndex(index, model.SelectionFlag.ClearAndSelect)

    def choose(self, ids: tuple[str, ...]) -> None:
        """Choose these as well, and leave the keyboard where it is."""
        model = self.selectionModel()
        for each in ids:
            index = self._rows.index_of(each)
            if index.isValid():
                model.select(index, model.SelectionFlag.Select)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Take note whether a click opens a chat or chooses one more."""
        self._modifiers = event.modifiers()
        super().mousePressEvent(event)

    def _on_clicked(self, index: QModelIndex) -> None:
        if not self._modifiers & _LOOSE:
            super()._on_clicked(index)

    # --- taking ---------------------------------------------------------------------------------

    def startDrag(self, actions: Qt.DropAction) -> None:
        """Begin as soon as Qt is done with this list: a lock in the middle of a drag deletes it."""
        del actions
        ids = self.chosen
        if ids:
            QTimer.singleShot(0, self.window(), lambda: self._carry(ids) if isValid(self) else None)

    def load(self, ids: tuple[str, ...]) -> QMimeData:
        """Take these chats and return all that other programs see of it."""
        listed = {row.id: row.folder_id for row in self._rows.rows if row.kind is Kind.CHAT}
        number = secrets.token_bytes(16)
        self._load = _Load({each: listed[each] for each in ids if each in listed}, number)
        self.carried.emit(sum(bool(folder) for folder in self._load.folders.values()))
        data = QMimeData()
        data.setData(MIME, number)
        return data

    def _carry(self, ids: tuple[str, ...]) -> None:
        if not QApplication.mouseButtons() & Qt.MouseButton.LeftButton:
            return  # it was let go meanwhile
        self._drag = drag = QDrag(self.window())  # the window outlives a lock, this list does not
        drag.setMimeData(self.load(ids))
        picture = self._picture(ids)
        drag.setPixmap(picture)
        drag.setHotSpot(QPoint(-self._theme.px(10), -self._theme.px(6)))
        drag.exec(Qt.DropAction.MoveAction)
        if isValid(self):
            self._drag = None
            self.end_drag()

    def end_drag(self) -> None:
        """Let go of what is dragged; nothing moves."""
        is_going_on, self._drag = self._drag is not None, None
        self._put_down()
        self._aim(None)
        if is_going_on:
            QDrag.cancel()

    def _put_down(self) -> None:
        if self._load is not None:
            self._load = None
            self.carried.emit(0)

    def _picture(self, ids: tuple[str, ...]) -> QPixmap:
        """Return what hangs at the pointer: the title, or how many they are."""
        px, theme = self._theme.px, self._theme
        index = self._rows.index_of(ids[0], near=self.currentIndex().row())
        words = str(index.data()) if len(ids) == 1 else self.tr("{count} chats").format(count=len(ids))
        font = theme.font(13, weight=500)
        ratio = self.devicePixelRatioF()
        probe = QPixmap(1, 1)
        painter = QPainter(probe)
        painter.setFont(font)
        words = painter.fontMetrics().elidedText(words, Qt.TextElideMode.ElideRight, px(_WIDEST))
        width = painter.fontMetrics().horizontalAdvance(words) + px(24)
        painter.end()
        made = QPixmap(round(width * ratio), round(px(32) * ratio))
        made.setDevicePixelRatio(ratio)
        made.fill(Qt.GlobalColor.transparent)
        painter = QPainter(made)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        box = QRect(0, 0, width, px(32)).adjusted(1, 1, -1, -1)
        painter.setPen(QPen(theme.colour("accent"), 1))
        painter.setBrush(theme.colour("raised"))
        painter.drawRoundedRect(box, px(8), px(8))
        painter.setFont(font)
        painter.setPen(theme.colour("text"))
        painter.drawText(box, Qt.AlignmentFlag.AlignCenter, words)
        painter.end()
        return made

    # --- dropping -------------------------------------------------------------------------------

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Listen to a drag of ours, wherever it came in: Qt tells no more of one that is ignored here."""
        self._aim(self._target_of(event, self._place_at(event.position().toPoint())))
        if self._is_ours(event):
            event.setDropAction(Qt.DropAction.MoveAction)
            event.accept()
        else:
            event.ignore()

    def dragMoveEvent(self, event: QDragMoveEvent) -> None:
        """Show where it would go; the list scrolls at its edges."""
        super().dragMoveEvent(event)
        self.consider(event, self._place_at(event.position().toPoint()))

    def dragLeaveEvent(self, event: QDragLeaveEvent) -> None:
        """Show no target any more."""
        super().dragLeaveEvent(event)
        self._aim(None)

    def dropEvent(self, event: QDropEvent) -> None:
        """Tell what shall move where, if it is ours and does move."""
        place = self._place_at(event.position().toPoint())
        super().dropEvent(event)  # it ends the scrolling, and knows no data
        self.take(event, place)

    def consider(self, event: QDropEvent, place: str | None) -> bool:
        """Show where it would go if it was dropped, and accept it if it would go anywhere.

        Args:
            event: of a drag.
            place: id of the folder below the pointer, NO_FOLDER, or None for no place.
        """
        target = self._target_of(event, place)
        self._aim(target)
        if target is None:
            event.ignore()
            return False
        event.setDropAction(Qt.DropAction.MoveAction)
        event.accept()
        return True

    def take(self, event: QDropEvent, place: str | None) -> None:
        """Take what is dropped at a place, as for ``consider``."""
        load, target = self._load, self._target_of(event, place)
        self._aim(None)
        if load is None or target is None:
            event.ignore()
            return
        self._put_down()
        event.setDropAction(Qt.DropAction.MoveAction)
        event.accept()
        self.dropped.emit(tuple(load.folders), target or None)

    def look_away(self) -> None:
        """Show no target any more."""
        self._aim(None)

    def _target_of(self, event: QDropEvent, found: str | None) -> str | None:
        """Return the place, or None where nothing would move."""
        load = self._load
        if load is None or not self._is_ours(event):
            return None
        is_new = any(folder != found for folder in load.folders.values())
        return found if found is not None and is_new else None

    def _is_ours(self, event: QDropEvent) -> bool:
        number = bytes(event.mimeData().data(MIME).data())
        return self._load is not None and number == self._load.number

    def _place_at(self, point: QPoint) -> str | None:
        index = self.indexAt(point)
        if not index.isValid():
            return NO_FOLDER if self.viewport().rect().contains(point) else None
        for row in reversed(self._rows.rows[: index.row() + 1]):
            if row.kind is Kind.FOLDER:
                return row.id
            if row.kind is Kind.HEADING:
                return None if row.is_pinned else NO_FOLDER
        return None

    def _aim(self, target: str | None) -> None:
        if target == self._target:
            return
        self._target = target
        self._rest.stop()
        if target and not self._row_of(target).is_open:
            self._rest.start()
        self.viewport().update()

    def _on_rest(self) -> None:
        if self._target:
            self.rested.emit(self._target)

    def _row_of(self, folder_id: str) -> Row:
        index = self._rows.index_of(folder_id)
        return self._rows.rows[index.row()] if index.isValid() else Row(Kind.FOLDER, "", is_open=True)

    # --- showing --------------------------------------------------------------------------------

    @property
    def target_area(self) -> QRect:
        """Where the target is marked; empty for none."""
        whole = self.viewport().rect()
        if self._target is None:
            return QRect()
        rows = list(enumerate(self._rows.rows))
        if self._target == NO_FOLDER:
            begins = [n for n, row in rows if row.kind is Kind.HEADING and not row.is_pinned]
            last = self.visualRect(self._rows.index(len(rows) - 1)).bottom() + 1 if rows else 0
            top = self.visualRect(self._rows.index(begins[0])).top() if begins else last
            return whole.intersected(QRect(0, top, whole.width(), whole.height() + abs(top)))
        places = [n for n, row in rows if self._target in {row.id, row.folder_id if row.is_inside else ""}]
        area = QRect()
        for place in places:
            area = area.united(self.visualRect(self._rows.index(place)))
        return area

    def paintEvent(self, event: QPaintEvent) -> None:
        """Mark where it would go."""
        super().paintEvent(event)
        area = self.target_area
        if area.isEmpty():
            return
        painter = QPainter(self.viewport())
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        ground = self._theme.colour("accent")
        painter.setPen(QPen(ground, 2))
        veil = self._theme.colour("accent").toRgb()
        veil.setAlpha(28)
        painter.setBrush(veil)
        painter.drawRoundedRect(area.adjusted(2, 2, -3, -2), self._theme.px(8), self._theme.px(8))
        painter.end()

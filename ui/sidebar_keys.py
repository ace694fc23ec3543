"""The list and the search line of the sidebar: each tells the keys that mean something."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QLineEdit, QListView


class KeyList(QListView):
    """A list view that tells the keys that mean something.

    Attributes:
        opened: the row shall be opened.
        left_upwards: Up was pressed on the first row.
        pressed_key: Delete, Left or Right on the current row.
    """

    opened = Signal(QModelIndex)
    left_upwards = Signal()
    pressed_key = Signal(int)

    def __init__(self, name: str) -> None:
        super().__init__()
        self.setAccessibleName(name)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.setEditTriggers(QListView.EditTrigger.NoEditTriggers)
        self.setMouseTracking(True)
        self.setUniformItemSizes(False)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setTabKeyNavigation(False)
        self.clicked.connect(self.opened)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Tell the keys."""
        key = event.key()
        index = self.currentIndex()
        if key in {Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space} and index.isValid():
            self.opened.emit(index)
        elif key in {Qt.Key.Key_Delete, Qt.Key.Key_Left, Qt.Key.Key_Right}:
            self.pressed_key.emit(key)
        elif key == Qt.Key.Key_Up and (not index.isValid() or self._is_first(index)):
            self.left_upwards.emit()
        else:
            super().keyPressEvent(event)

    def focus_first(self) -> None:
        """Take the focus; the current row, or the first that can be chosen, becomes current."""
        if not self.currentIndex().isValid():
            model = self.model()
            for number in range(model.rowCount()):
                index = model.index(number, 0)
                if model.flags(index) & Qt.ItemFlag.ItemIsEnabled:
                    self.setCurrentIndex(index)
                    break
        self.setFocus()

    def _is_first(self, index: QModelIndex) -> bool:
        model = self.model()
        return not any(
            model.flags(model.index(number, 0)) & Qt.ItemFlag.ItemIsEnabled for number in range(index.row())
        )


class SearchField(QLineEdit):
    """The search line.

    Attributes:
        left_downwards: Down was pressed.
        escaped: Escape was pressed.
    """

    left_downwards = Signal()
    escaped = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Tell the keys."""
        if event.key() == Qt.Key.Key_Down:
            self.left_downwards.emit()
        elif event.key() == Qt.Key.Key_Escape:
            self.escaped.emit()
        else:
            super().keyPressEvent(event)

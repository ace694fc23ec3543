"""The list and the search line of the sidebar: each tells the keys that mean something."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QRect, Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence, QResizeEvent
from PySide6.QtWidgets import QFrame, QLineEdit, QListView, QWidget

from ui.parts import picture, tool
from ui.theme import Theme

_ICON = 16


class KeyList(QListView):
    """A list view that tells the keys that mean something.

    Attributes:
        opened: the row shall be opened.
        left_upwards: Up was pressed on the first row.
        pressed_key: Delete, Left or Right on the current row.
        undo_wanted: take back what was done last.
    """

    opened = Signal(QModelIndex)
    left_upwards = Signal()
    pressed_key = Signal(int)
    undo_wanted = Signal()

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
        self.clicked.connect(self._on_clicked)

    def _on_clicked(self, index: QModelIndex) -> None:
        self.opened.emit(index)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Tell the keys."""
        if self.state() is QListView.State.EditingState:
            return  # a line in it leaves Return and the arrows to its parent, and they mean nothing here
        key = event.key()
        index = self.currentIndex()
        is_menu = key == Qt.Key.Key_F10 and event.modifiers() == Qt.KeyboardModifier.ShiftModifier
        if is_menu and index.isValid():  # not every keyboard has a key for it, and Qt knows only that one
            self.customContextMenuRequested.emit(self.visualRect(index).center())
        elif event.matches(QKeySequence.StandardKey.Undo):
            self.undo_wanted.emit()
        elif event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            super().keyPressEvent(event)  # Space chooses one more, the arrows go without choosing
        elif key in {Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space} and index.isValid():
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
    """The search line, with a magnifying glass and a button that empties it.

    Both are widgets of ours: Qt draws the icons within a line at 16 pixels, whatever the size of the text.

    Attributes:
        left_downwards: Down was pressed.
        escaped: Escape was pressed.
    """

    left_downwards = Signal()
    escaped = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self.glass = picture(theme, "search", tone="text3", size=_ICON)
        self.glass.setParent(self)
        self.glass.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.empty = tool(theme, "x", self.tr("Empty the search line"), size=14, on_click=self.clear)
        self.empty.setParent(self)
        self.empty.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # Escape does it with the keyboard
        self.empty.setCursor(Qt.CursorShape.ArrowCursor)
        self.empty.hide()
        self.textChanged.connect(lambda text: self.empty.setVisible(bool(text)))
        theme.changed.connect(self._fit)
        self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep the icons at the two ends."""
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        px = self._theme.px
        before, after = px(_ICON + 9), px(22)
        is_mirrored = self.isRightToLeft()
        self.setTextMargins(*(after, 0, before, 0) if is_mirrored else (before, 0, after, 0))
        self._put(self.glass, px(10), px(_ICON), is_at_end=is_mirrored)
        self._put(self.empty, px(4), px(26), is_at_end=not is_mirrored)

    def _put(self, part: QWidget, margin: int, edge: int, *, is_at_end: bool) -> None:
        left = self.width() - margin - edge if is_at_end else margin
        part.setGeometry(QRect(left, (self.height() - edge) // 2, edge, edge))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Tell the keys."""
        if event.key() == Qt.Key.Key_Down:
            self.left_downwards.emit()
        elif event.key() == Qt.Key.Key_Escape:
            self.escaped.emit()
        else:
            super().keyPressEvent(event)

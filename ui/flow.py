"""A row that breaks into further rows where there is no room."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QRect, QSize, Qt
from PySide6.QtWidgets import QLayout, QLayoutItem, QSizePolicy, QWidget


class FlowLayout(QLayout):
    """Lays widgets out one after the other, as words are (after Qt's "Flow Layout" example)."""

    def __init__(
        self, *widgets: QWidget, spacing: int = 8, is_centred: bool = False, is_trailing: bool = False
    ) -> None:
        super().__init__()
        self._items: list[QLayoutItem] = []
        self._is_centred = is_centred
        self._is_trailing = is_trailing
        self.setContentsMargins(0, 0, 0, 0)
        self.setSpacing(spacing)
        for widget in widgets:
            self.addWidget(widget)

    def addItem(self, item: QLayoutItem) -> None:
        """Take one more."""
        self._items.append(item)

    def count(self) -> int:
        """Return how many there are."""
        return len(self._items)

    def itemAt(self, index: int) -> QLayoutItem | None:
        """Return one of them."""
        return self._items[index] if 0 <= index < len(self._items) else None

    def takeAt(self, index: int) -> QLayoutItem | None:
        """Give one away."""
        return self._items.pop(index) if 0 <= index < len(self._items) else None

    def expandingDirections(self) -> Qt.Orientation:
        """It asks for no more room than it needs."""
        return Qt.Orientation(0)

    def hasHeightForWidth(self) -> bool:
        """The narrower, the higher."""
        return True

    def heightForWidth(self, width: int) -> int:
        """Return the height at a width."""
        return self._lay_out(QRect(0, 0, width, 0), moves=False)

    def setGeometry(self, rect: QRect) -> None:
        """Place them."""
        super().setGeometry(rect)
        self._lay_out(rect, moves=True)

    def sizeHint(self) -> QSize:
        """Return the size of a single row."""
        hints = [item.sizeHint() for item in self._shown()]
        width = sum(hint.width() for hint in hints) + self.spacing() * max(0, len(hints) - 1)
        return QSize(width, max((hint.height() for hint in hints), default=0))

    def minimumSize(self) -> QSize:
        """Return the size of the largest of them."""
        size = QSize()
        for item in self._shown():
            size = size.expandedTo(item.minimumSize())
        return size

    def _shown(self) -> list[QLayoutItem]:
        return [item for item in self._items if not item.isEmpty()]

    def _lay_out(self, rect: QRect, *, moves: bool) -> int:
        rows: list[list[QLayoutItem]] = [[]]
        used = 0
        for item in self._shown():
            width = item.sizeHint().width()
            if rows[-1] and used + self.spacing() + width > rect.width():
                rows.append([])
                used = 0
            used += width + (self.spacing() if rows[-1] else 0)
            rows[-1].append(item)
        top = rect.top()
        for listed in rows:
            height = max((item.sizeHint().height() for item in listed), default=0)
            if moves:
                self._place(listed, rect, top)
            top += height + self.spacing()
        return max(0, top - rect.top() - self.spacing())

    def _place(self, listed: list[QLayoutItem], rect: QRect, top: int) -> None:
        widths = [min(item.sizeHint().width(), rect.width()) for item in listed]
        total = sum(widths) + self.spacing() * max(0, len(listed) - 1)
        free = rect.width() - total
        offset = free // 2 if self._is_centred else free if self._is_trailing else 0
        widget = self.parentWidget()
        is_mirrored = widget is not None and widget.isRightToLeft()
        for item, width in zip(listed, widths, strict=True):
            left = rect.right() + 1 - offset - width if is_mirrored else rect.left() + offset
            item.setGeometry(QRect(QPoint(left, top), QSize(width, item.sizeHint().height())))
            offset += width + self.spacing()


def wrapping(
    *widgets: QWidget, spacing: int = 8, is_centred: bool = False, is_trailing: bool = False
) -> QWidget:
    """Return a widget with a flow of others in it."""
    made = QWidget()
    made.setLayout(FlowLayout(*widgets, spacing=spacing, is_centred=is_centred, is_trailing=is_trailing))
    policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
    policy.setHeightForWidth(True)
    made.setSizePolicy(policy)
    return made

"""Where Tab leads: from one part of the window to the next, and through each part as it is read.

Qt goes by the order in which widgets were made. Cards, rows and messages are made when there is something to
show: they came last, after the status line.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtWidgets import (
    QAbstractSpinBox,
    QCheckBox,
    QComboBox,
    QLineEdit,
    QListView,
    QPlainTextEdit,
    QPushButton,
    QRadioButton,
    QScrollArea,
    QSlider,
    QTableView,
    QTextEdit,
    QToolButton,
    QTreeView,
    QWidget,
)

from ui.transcript.message import MessageWidget

# Asked for kind by kind: ``findChildren`` keeps what it returns as long as the part. Of all widgets that
# would be the scroll bars inside messages too; once Qt had deleted one, the next scroll bar at its
# address was taken for it, and was called deleted when the part went.
_KINDS: Final[tuple[type[QWidget], ...]] = (
    QPushButton, QToolButton, QCheckBox, QRadioButton, QLineEdit, QComboBox, QAbstractSpinBox, QSlider,
    QTextEdit, QPlainTextEdit, QListView, QTableView, QTreeView, QScrollArea, MessageWidget,
)  # fmt: skip


def following(parts: Sequence[QWidget], focused: QWidget | None, step: int) -> QWidget | None:
    """Return what Tab (``step`` 1) or Shift+Tab (-1) leads to; None where Qt shall decide.

    Args:
        parts: of the window, in the order in which they are read.
        focused: what has the focus.
        step: 1 or -1.
    """
    shown = [part for part in parts if part.isVisible()]
    here = next(
        (n for n, part in enumerate(shown) if focused is not None and part.isAncestorOf(focused)), None
    )
    if here is None or focused is None:
        return None
    inside = reading_order(shown[here])
    if focused not in inside:
        return None
    if 0 <= inside.index(focused) + step < len(inside):
        return inside[inside.index(focused) + step]
    for offset in range(1, len(shown) + 1):
        if listed := reading_order(shown[(here + step * offset) % len(shown)]):
            return listed[0 if step > 0 else -1]
    return None


def reading_order(part: QWidget) -> list[QWidget]:
    """Return what takes the focus by Tab in a part: from top to bottom, along each line."""
    found = [each for each in (part, *_controls(part)) if _takes_tab(each)]
    places = {each: _place(part, each, found) for each in found}
    lines: list[list[QWidget]] = []
    for each in sorted(found, key=lambda one: (places[one].top(), -places[one].width())):
        if lines and _is_beside(places[lines[-1][0]], places[each]):
            lines[-1].append(each)
        else:
            lines.append([each])
    side = -1 if part.isRightToLeft() else 1
    return [each for line in lines for each in sorted(line, key=lambda one: side * places[one].center().x())]


def _controls(part: QWidget) -> list[QWidget]:
    return [each for kind in _KINDS for each in part.findChildren(kind)]


def _takes_tab(widget: QWidget) -> bool:
    return (
        bool(widget.focusPolicy() & Qt.FocusPolicy.TabFocus)
        and widget.isVisible()
        and widget.isEnabled()
        and widget.focusProxy() is None
    )


def _place(part: QWidget, widget: QWidget, found: Sequence[QWidget]) -> QRect:
    """Return where it is in the part; of one that holds others, such as a message, the upper edge."""
    place = QRect(widget.mapTo(part, QPoint(0, 0)), widget.size())
    if any(widget.isAncestorOf(each) for each in found if each is not widget):
        place.setHeight(1)
    return place


def _is_beside(first: QRect, second: QRect) -> bool:
    """Whether two are on one line: half of the lower one is beside the other."""
    common = min(first.bottom(), second.bottom()) - max(first.top(), second.top()) + 1
    return 2 * common > min(first.height(), second.height())

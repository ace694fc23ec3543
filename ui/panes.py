"""The parts of the window that F6 goes through, one after the other."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from ui.sidebar import Sidebar
from ui.tab_order import reading_order


def next_pane(panes: Sequence[QWidget], focused: QWidget | None, step: int) -> None:
    """Give the focus to the next part that is shown and takes it.

    Args:
        panes: in order.
        focused: the widget that has the focus now.
        step: 1 forward, -1 back.
    """
    shown = [pane for pane in panes if pane.isVisible()]
    current = next((n for n, pane in enumerate(shown) if focused is not None and _holds(pane, focused)), -1)
    for offset in range(1, len(shown) + 1):
        target = _entrance(shown[(current + step * offset) % len(shown)])
        if target is not None:
            target.setFocus(Qt.FocusReason.TabFocusReason)
            return


def _holds(pane: QWidget, widget: QWidget) -> bool:
    return pane is widget or pane.isAncestorOf(widget)


def _entrance(pane: QWidget) -> QWidget | None:
    """Return the widget of a part of the window that takes the focus first."""
    if isinstance(pane, Sidebar):
        return pane.list if pane.rows.rows else pane.new
    return next(iter(reading_order(pane)), None)

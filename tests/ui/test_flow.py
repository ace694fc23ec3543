"""Promise: buttons that do not fit beside each other stand below each other, at the edge they belong to."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from ui.flow import wrapping


def two(qtbot: QtBot, width: int, direction: Qt.LayoutDirection, **how: bool) -> list[tuple[int, int, int]]:
    """Lay out 60 and 100 pixels; returns left, right and top of each."""
    parts = [QWidget(), QWidget()]
    for part, wide in zip(parts, (60, 100), strict=True):
        part.setFixedSize(wide, 20)
    made = wrapping(*parts, **how)
    made.setLayoutDirection(direction)
    qtbot.addWidget(made)
    made.resize(width, 60)
    made.show()
    return [(part.x(), part.x() + part.width(), part.y()) for part in parts]


LEFT, RIGHT = Qt.LayoutDirection.LeftToRight, Qt.LayoutDirection.RightToLeft


@pytest.mark.parametrize(
    ("width", "direction", "how", "places"),
    [
        (200, LEFT, {}, [(0, 60, 0), (68, 168, 0)]),
        (140, LEFT, {}, [(0, 60, 0), (0, 100, 28)]),
        (140, LEFT, {"is_centred": True}, [(40, 100, 0), (20, 120, 28)]),
        (140, LEFT, {"is_trailing": True}, [(80, 140, 0), (40, 140, 28)]),
        (200, LEFT, {"is_trailing": True}, [(32, 92, 0), (100, 200, 0)]),
        (140, RIGHT, {}, [(80, 140, 0), (40, 140, 28)]),
        (140, RIGHT, {"is_trailing": True}, [(0, 60, 0), (0, 100, 28)]),
    ],
)
def test_rows_stand_at_their_edge(
    qtbot: QtBot,
    width: int,
    direction: Qt.LayoutDirection,
    how: dict[str, bool],
    places: list[tuple[int, int, int]],
) -> None:
    assert two(qtbot, width, direction, **how) == places

"""Promise: every button can be pressed from the keyboard, with the space bar and with Return."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from ui.parts import button, tool
from ui.theme import Theme


@pytest.mark.parametrize("key", [Qt.Key.Key_Space, Qt.Key.Key_Return, Qt.Key.Key_Enter])
def test_a_focused_button_is_pressed_by_key(qtbot: QtBot, key: Qt.Key) -> None:
    pressed: list[bool] = []
    made = button("Do it", on_click=lambda: pressed.append(True))
    qtbot.addWidget(made)
    made.show()
    qtbot.keyClick(made, key)
    assert pressed == [True]


@pytest.mark.parametrize("key", [Qt.Key.Key_Space, Qt.Key.Key_Return, Qt.Key.Key_Enter])
def test_a_focused_tool_is_pressed_by_key(qtbot: QtBot, theme: Theme, key: Qt.Key) -> None:
    pressed: list[bool] = []
    made = tool(theme, "lock", "Lock now", on_click=lambda: pressed.append(True))
    qtbot.addWidget(made)
    made.show()
    qtbot.keyClick(made, key)
    assert pressed == [True]


def test_a_disabled_button_is_not(qtbot: QtBot) -> None:
    pressed: list[bool] = []
    made = button("Do it", on_click=lambda: pressed.append(True))
    qtbot.addWidget(made)
    made.setEnabled(False)
    qtbot.keyClick(made, Qt.Key.Key_Return)
    assert pressed == []

"""Tab follows the eye: down a part of the window, along each line of it, then on to the next part."""

from __future__ import annotations

import gc

import pytest
from PySide6.QtCore import QRect, Qt
from PySide6.QtWidgets import QPushButton, QScrollBar, QTextEdit, QWidget
from pytestqt.qtbot import QtBot
from shiboken6 import isValid

from ui.tab_order import following, reading_order

PLACES = {
    "middle": QRect(60, 2, 40, 20),  # made first, as high as its neighbours nearly are
    "right": QRect(120, 0, 40, 30),
    "left": QRect(0, 3, 40, 26),
    "card": QRect(0, 60, 200, 80),
    "below": QRect(10, 100, 40, 20),
    "beside": QRect(60, 100, 40, 20),
}


def part(qtbot: QtBot, direction: Qt.LayoutDirection = Qt.LayoutDirection.LeftToRight) -> QWidget:
    made = QWidget()
    made.setLayoutDirection(direction)
    card: QWidget | None = None
    for name, place in PLACES.items():
        is_inside = name in {"below", "beside"}
        own = QPushButton(name, card if is_inside else made)
        own.setGeometry(place.translated(0, -60) if is_inside else place)
        if name == "card":
            card = own
    qtbot.addWidget(made)
    made.show()
    return made


@pytest.mark.parametrize(
    ("direction", "names"),
    [
        (Qt.LayoutDirection.LeftToRight, ["left", "middle", "right", "card", "below", "beside"]),
        (Qt.LayoutDirection.RightToLeft, ["right", "middle", "left", "card", "beside", "below"]),
    ],
)
def test_a_part_is_read_line_by_line(qtbot: QtBot, direction: Qt.LayoutDirection, names: list[str]) -> None:
    shown = part(qtbot, direction)
    assert [each.text() for each in reading_order(shown) if isinstance(each, QPushButton)] == names


def test_what_is_hidden_or_off_is_passed_over_and_empty_parts_too(qtbot: QtBot) -> None:
    first, empty, last = part(qtbot), QWidget(), part(qtbot)
    qtbot.addWidget(empty)
    empty.show()
    buttons = {each.text(): each for each in first.findChildren(QPushButton)}
    buttons["middle"].hide()
    buttons["beside"].setEnabled(False)
    assert following([first, empty, last], buttons["left"], 1) is buttons["right"]
    entered = following([first, empty, last], buttons["below"], 1)
    assert isinstance(entered, QPushButton)
    assert entered.text() == "left"
    assert last.isAncestorOf(entered)
    assert following([first, empty, last], entered, -1) is buttons["below"]


def test_elsewhere_qt_decides(qtbot: QtBot) -> None:
    first, other = part(qtbot), part(qtbot)
    inside = other.findChildren(QPushButton)[0]
    assert following([first], inside, 1) is None
    assert following([first], None, 1) is None


def test_looking_for_what_takes_the_focus_keeps_no_scroll_bar_of_it(qtbot: QtBot) -> None:
    part = QWidget()
    qtbot.addWidget(part)
    text = QTextEdit(part)
    part.show()
    assert reading_order(part) == [text]
    gc.collect()
    bars = [each for each in gc.get_objects() if isinstance(each, QScrollBar) and isValid(each)]
    assert not [bar for bar in bars if part.isAncestorOf(bar)]

"""A new passphrase is typed twice, compared and weighed; only one that is the same twice and long is used."""

from __future__ import annotations

from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from ui.new_passphrase import NewPassphrase
from ui.theme import Theme

LONG = "copper violin seven quiet harbour moss"


def test_a_new_passphrase_is_weighed_and_compared(qtbot: QtBot, theme: Theme) -> None:
    made = NewPassphrase(theme)
    qtbot.addWidget(made)
    qtbot.keyClicks(made.first.edit, LONG)
    assert made._bar.value() == made._bar.maximum()
    assert not made.is_usable
    qtbot.keyClicks(made.second.edit, LONG)
    assert made.is_usable
    made.clear()
    assert not made.is_usable
    assert made._bar.value() == 0


def test_tab_goes_to_the_second_line_and_a_space_there_shows_nothing(qtbot: QtBot, theme: Theme) -> None:
    made = NewPassphrase(theme)
    qtbot.addWidget(made)
    made.show()
    made.first.edit.setFocus()
    qtbot.keyClicks(made.first.edit, LONG)
    qtbot.keyClick(made.first.edit, Qt.Key.Key_Tab)
    assert made.focusWidget() is made.second.edit
    qtbot.keyClicks(made.second.edit, LONG)
    assert made.is_usable
    assert not made.first.edit.is_shown
    qtbot.keyClick(made.second.edit, Qt.Key.Key_Tab)
    assert made.focusWidget() is made.first.eye  # still within reach of the keyboard


def test_what_differs_or_is_short_is_not_used(qtbot: QtBot, theme: Theme) -> None:
    made = NewPassphrase(theme)
    qtbot.addWidget(made)
    qtbot.keyClicks(made.first.edit, LONG)
    qtbot.keyClicks(made.second.edit, LONG[:-1] + "z")
    assert not made.is_usable
    assert made._match.text() == "The two are different."
    made.clear()
    for field in (made.first, made.second):
        qtbot.keyClicks(field.edit, "brief")
    assert made._match.text() == "Both are the same."
    assert not made.is_usable


def test_return_takes_it_only_when_it_can_be_used(qtbot: QtBot, theme: Theme) -> None:
    made = NewPassphrase(theme)
    qtbot.addWidget(made)
    entered: list[bool] = []
    made.entered.connect(lambda: entered.append(made.is_usable))
    qtbot.keyClicks(made.first.edit, LONG + "\r")
    qtbot.keyClicks(made.second.edit, LONG[:4] + "\r")
    assert entered == []
    qtbot.keyClicks(made.second.edit, LONG[4:] + "\r")
    assert entered == [True]

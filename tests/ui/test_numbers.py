"""What is set by number before the first painting is what Qt's enums say."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QCursor, QEnterEvent
from PySide6.QtWidgets import QLabel, QLineEdit, QScrollArea, QToolButton
from pytestqt.qtbot import QtBot

from ui import numbers
from ui.parts import button, label, tool
from ui.passphrase import SecretEdit
from ui.theme import Theme


def test_each_number_is_the_member_it_stands_for(qtbot: QtBot) -> None:
    text, area, made = QLabel(), QScrollArea(), QToolButton()
    for widget in (text, area, made):
        qtbot.addWidget(widget)
    text.setProperty("alignment", numbers.ALIGN_CENTRE)
    assert text.alignment() == Qt.AlignmentFlag.AlignHCenter
    area.setProperty("focusPolicy", numbers.NO_FOCUS)
    assert area.focusPolicy() is Qt.FocusPolicy.NoFocus
    area.setProperty("horizontalScrollBarPolicy", numbers.NO_SCROLL_BAR)
    assert area.horizontalScrollBarPolicy() is Qt.ScrollBarPolicy.ScrollBarAlwaysOff
    made.setProperty("toolButtonStyle", numbers.TEXT_BESIDE_ICON)
    assert made.toolButtonStyle() is Qt.ToolButtonStyle.ToolButtonTextBesideIcon


def test_labels_never_read_html(qtbot: QtBot) -> None:
    made = label("<b>bold</b>")
    qtbot.addWidget(made)
    assert made.textFormat() is Qt.TextFormat.PlainText


def test_input_methods_are_told_of_a_secret(qtbot: QtBot) -> None:
    edit = SecretEdit()
    qtbot.addWidget(edit)
    hints = Qt.InputMethodHint
    told = hints.ImhHiddenText | hints.ImhSensitiveData | hints.ImhNoPredictiveText | hints.ImhNoAutoUppercase
    assert edit.inputMethodHints() & told == told
    plain = QLineEdit()
    qtbot.addWidget(plain)
    assert not plain.inputMethodHints() & hints.ImhSensitiveData


def test_tools_take_the_focus_and_show_a_hand_under_the_pointer(qtbot: QtBot, theme: Theme) -> None:
    for made in (tool(theme, "eye", "Show"), button("Unlock")):
        qtbot.addWidget(made)
        made.show()
        assert made.focusPolicy() is Qt.FocusPolicy.StrongFocus
        centre = made.rect().center().toPointF()
        made.enterEvent(QEnterEvent(centre, centre, QCursor.pos().toPointF()))
        assert made.cursor().shape() is Qt.CursorShape.PointingHandCursor

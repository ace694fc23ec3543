"""A title takes the room there is and no more: nothing beside it is pushed away or covered."""

from __future__ import annotations

import msgspec
import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QWidget
from pytestqt.qtbot import QtBot

from app.routing import Sensitivity
from tests.ui.stage import Stage
from ui.dialogs import Sheet
from ui.one_line import OneLine
from ui.parts import own_words, row
from ui.theme import Theme
from ui.writing import with_breaks

LONG = "Donaudampfschifffahrtsgesellschaft " * 6


def test_a_title_is_cut_where_the_room_ends_and_whole_where_it_does_not(qtbot: QtBot, theme: Theme) -> None:
    box = QWidget()
    title, beside = OneLine(role="h2"), QLabel("beside")
    line = row(title, beside)
    line.setStretch(0, 1)
    box.setLayout(line)
    qtbot.addWidget(box)
    title.show_words(LONG)
    box.resize(300, 40)
    box.show()
    assert title.text().endswith("…")
    assert beside.geometry().right() <= box.width()
    assert title.fontMetrics().horizontalAdvance(title.text()) <= title.width()
    box.resize(title.fontMetrics().horizontalAdvance(LONG) + 200, 40)
    assert title.text() == title.whole == title.accessibleName() == LONG


def test_a_long_title_leaves_the_label_and_the_lock_their_room(stage: Stage) -> None:
    stage.disk.summaries["lease"] = msgspec.structs.replace(
        stage.disk.summaries["lease"], title=LONG[:200], sensitivity=Sensitivity.CONFIDENTIAL
    )
    page = stage.open_chat("lease").chat_page
    stage.window.resize(700, 600)
    for part in (page.label_mark, page.menu_button, page.lock):
        assert part.width() >= part.sizeHint().width()
        assert part.geometry().right() < page.header.width()
    assert page.title.text().endswith("…")
    assert "no farther than a private server" in page.label_mark.toolTip()


@pytest.mark.parametrize("text", ["שאלות על החוזה", "Questions"])
def test_words_of_the_users_begin_where_the_window_does(qtbot: QtBot, theme: Theme, text: str) -> None:
    shown = own_words(text)
    qtbot.addWidget(shown)
    shown.resize(600, 30)
    picture = shown.grab().toImage()
    ground = picture.pixel(picture.width() - 1, 0)
    inked = [
        x
        for x in range(picture.width())
        if any(picture.pixel(x, y) != ground for y in range(picture.height()))
    ]
    assert inked[0] < 20
    assert inked[-1] < 300
    assert shown.alignment() & Qt.AlignmentFlag.AlignAbsolute


@pytest.mark.parametrize("text", ["x" * 200, "Ein " + "Donaudampfschifffahrt" * 9 + " fährt"])
def test_a_word_without_an_end_cuts_no_question(stage: Stage, text: str) -> None:
    stage.disk.summaries["gone"] = msgspec.structs.replace(stage.disk.summaries["gone"], title=text)
    workspace = stage.unlock()
    workspace.show_page("trash")
    stage.press(workspace.trash_page, "Delete for good")
    sheet = stage.dialog(Sheet)
    stage.settle()
    for own in (sheet, workspace.trash_page):
        shown = [each for each in own.findChildren(QLabel) if each.isVisible() and each.wordWrap()]
        assert text in {each.accessibleName() for each in shown}
        for each in shown:
            assert each.minimumSizeHint().width() <= each.width()
            assert each.heightForWidth(each.width()) <= each.height()
    sheet.reject()


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("A title of short words", "A title of short words"),
        ("x" * 29, "x" * 29),
        ("x" * 30, "|".join(["x" * 12, "x" * 12, "x" * 6])),
        ("e\u0301" * 15, "|".join(["e\u0301" * 6, "e\u0301" * 6, "e\u0301" * 3])),
        ("👩\u200d👧" * 10, "|".join(["👩\u200d👧" * 4, "👩\u200d👧" * 4, "👩\u200d👧" * 2])),
    ],
)
def test_a_long_word_may_be_broken_between_its_letters(text: str, shown: str) -> None:
    assert with_breaks(text).replace("\u200b", "|") == shown

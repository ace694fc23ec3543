"""Promise: notices are whole where they fit, can be scrolled where they do not, and the chat gives way."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QWidget

from app.explain import Explanation
from tests.ui.cloud_steps import page_of
from tests.ui.stage import Stage
from ui.chat_page import ChatPage

SAID = Explanation("Something happened.", "And this is what can be done about it, in a few more words.")
BACK, SHIFT = Qt.Key.Key_Backtab, Qt.KeyboardModifier.ShiftModifier


@pytest.fixture
def page(stage: Stage) -> ChatPage:
    """The page of a new chat in a window of its usual size, with text twice as large."""
    stage.unlock()
    stage.desk.theme.apply("light", 200)
    stage.window.resize(1170, 800)
    return page_of(stage)


def say(page: ChatPage, count: int) -> None:
    for number in range(count):
        page.banners.say(str(number), SAID, actions=((f"Do {number}", lambda: None),))


def is_whole(page: ChatPage, widget: QWidget) -> bool:
    """Whether it has the height it needs, within what the area shows."""
    area = page.banner_area.viewport()
    top = widget.mapTo(area, QPoint(0, 0)).y()
    needed = max(widget.heightForWidth(widget.width()), widget.minimumSizeHint().height())
    return top >= 0 and top + widget.height() <= area.height() and widget.height() >= needed


def test_two_notices_are_whole_and_the_chat_gives_way(stage: Stage, page: ChatPage) -> None:
    say(page, 2)
    shown = [page.banners.shown(str(number)) for number in range(2)]
    stage.until(lambda: all(banner is not None and is_whole(page, banner) for banner in shown))
    assert all(is_whole(page, button) for banner in shown if banner for button in banner.buttons)
    # of the empty chat there is what is told of the question, and nothing that is cut
    text = page.empty._text
    assert text.isVisible()
    stage.until(lambda: text.height() >= text.heightForWidth(text.width()))
    assert not page.empty._mark.isVisible()
    page.banners.clear()
    stage.until(page.empty._mark.isVisible)
    assert page.banner_area.height() == 0


def test_more_notices_than_have_room_scroll_and_tab_leads_to_each(stage: Stage, page: ChatPage) -> None:
    say(page, 5)
    first, last = page.banners.shown("0"), page.banners.shown("4")
    assert first is not None
    assert last is not None
    stage.until(lambda: is_whole(page, last))  # the newest
    assert not is_whole(page, first)
    page.composer.editor.setFocus()
    for _ in range(40):
        stage.bot.keyClick(stage.window.focusWidget(), BACK, SHIFT)
        if stage.window.focusWidget() is first.buttons[0]:
            break
    assert stage.window.focusWidget() is first.buttons[0]
    assert is_whole(page, first.buttons[0])

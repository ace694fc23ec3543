"""Steps in the review that its tests share: the open windows, their texts, a row, and the send button."""

from __future__ import annotations

from PySide6.QtCore import Qt

from tests.ui.cloud_steps import (
    page_of,
)
from tests.ui.stage import Stage, readable_text
from ui.review.findings import Words
from ui.review.window import ReviewWindow

REDACTED = "Draft a letter to [PERSON_1] at [EMAIL_1] about [PERSON_1]."


def transcript(stage: Stage) -> str:
    return readable_text(page_of(stage).transcript)


def reviews(stage: Stage) -> list[ReviewWindow]:
    return [each for each in stage.window.findChildren(ReviewWindow) if each.isVisible()]


def texts(window: ReviewWindow) -> tuple[str, str]:
    return window.left.toPlainText(), window.right.toPlainText()


def click_row(window: ReviewWindow, words: str) -> Words:
    """Make the row of these words current."""
    for number in range(window.findings.topLevelItemCount()):
        head = window.findings.topLevelItem(number)
        assert head is not None
        for place in range(head.childCount()):
            if head.child(place).text(0).startswith(words):
                window.findings.setCurrentItem(head.child(place))
    value = window.findings.current_value()
    assert isinstance(value, Words)
    return value


def send(stage: Stage, window: ReviewWindow) -> None:
    stage.bot.mouseClick(window.foot.send, Qt.MouseButton.LeftButton)
    stage.until(lambda: not reviews(stage))
    stage.until_answered()

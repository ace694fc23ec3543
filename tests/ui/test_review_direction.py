"""What leaves runs the same way as the text beside it, though a placeholder's letters are Latin."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt

from app.redaction.findings import EntityType
from tests.ui.cloud_steps import add_provider, ask, choose
from tests.ui.stage import Stage
from ui.review.pane import TextPane
from ui.writing import runs_from_the_right

RIGHT, LEFT = Qt.LayoutDirection.RightToLeft, Qt.LayoutDirection.LeftToRight
TEXT = "דנה כהן שואלת: מתי?\nDana asks: when?\nדנה כהן\nשאלה אחת\n🙂 דנה כהן שואלת"


def directions(pane: TextPane, *, last: int) -> list[Qt.LayoutDirection]:
    document = pane.document()
    blocks = [document.findBlockByNumber(number) for number in range(document.blockCount())]
    return [block.textDirection() for block in blocks[-last:]]


def test_a_paragraph_that_begins_with_a_placeholder_runs_as_its_words_do(stage: Stage) -> None:
    stage.open_chat("old")
    stage.services.cloud.names = {"דנה כהן": EntityType.PERSON, "Dana": EntityType.PERSON}
    choose(stage, add_provider(stage))
    window = ask(stage, TEXT)
    assert directions(window.left, last=5) == [RIGHT, LEFT, RIGHT, RIGHT, RIGHT]
    # what is a placeholder alone has no words to go by
    assert directions(window.right, last=5) == [RIGHT, LEFT, LEFT, RIGHT, RIGHT]
    window.reject()


@pytest.mark.parametrize(
    ("text", "is_so"),
    [
        (" שלום [PERSON_1]", True),
        (" hello שלום", False),
        ("12, : نعم", True),
        ("🙂 שלום", True),
        ("12 - 🙂", False),
        ("", False),
    ],
)
def test_the_first_letter_tells_which_way_a_text_runs(text: str, is_so: bool) -> None:
    assert runs_from_the_right(text) is is_so

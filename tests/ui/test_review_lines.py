"""Promise: where the review scrolls by itself, its texts begin with a whole line."""

from __future__ import annotations

import pytest
from PySide6.QtGui import QTextLayout

from tests.ui.cloud_steps import QUESTION, begin
from tests.ui.stage import Stage
from ui.review.pane import TextPane


def cut_lines(pane: TextPane) -> list[tuple[float, float]]:
    """Return top and bottom, from the edge of what is seen, of a line that begins above it."""
    document, above = pane.document(), pane.verticalScrollBar().value()
    cut = []
    block = document.begin()
    while block.isValid():
        top = document.documentLayout().blockBoundingRect(block).top() - above
        for number in range(block.layout().lineCount()):
            line = block.layout().lineAt(number)
            begins, ends = top + line.y(), top + line.y() + line.height()
            if begins < -1 and ends > 5:  # the air above a line is a part of it
                cut.append((begins, ends))
        block = block.next()
    return cut


@pytest.mark.parametrize("words", [0, 1, 2, 5])
@pytest.mark.parametrize("questions", [3, 5, 8])
def test_both_texts_begin_with_a_whole_line(stage: Stage, words: int, questions: int) -> None:
    said = "Some words before it that take a while. " * words
    more = " And some more words to fill the line with. " * words
    window = begin(stage, said + (QUESTION + more) * questions)
    stage.settle()
    for _ in range(2 * questions):
        assert cut_lines(window.left) == []
        assert cut_lines(window.right) == []
        window._step(1)
        stage.settle()
    window.reject()


def test_the_last_line_is_whole_too_where_there_is_nothing_below_it(stage: Stage) -> None:
    window = begin(stage, QUESTION * 9)
    stage.settle()
    window._step(-1)
    stage.settle()
    for pane in (window.left, window.right):
        bar = pane.verticalScrollBar()
        end = pane.document().size().height() - bar.value()
        assert bar.maximum() > 0
        assert end <= pane.viewport().height() + 1 or bar.value() < bar.maximum()
        assert cut_lines(pane) == []
    window.reject()


def test_no_line_of_the_foot_begins_with_a_unit(stage: Stage) -> None:
    window = begin(stage, QUESTION)
    facts = window.foot._facts
    assert "kB" in facts.text() or " B" in facts.text().replace("\N{NO-BREAK SPACE}", " ")
    broken: set[str] = set()
    for width in range(60, 900, 7):
        layout = QTextLayout(facts.text(), facts.font())
        layout.beginLayout()
        while (line := layout.createLine()).isValid():
            line.setLineWidth(width)
            broken.add(facts.text()[line.textStart() : line.textStart() + line.textLength()].split()[0])
        layout.endLayout()
    assert broken.isdisjoint({"B", "kB", "tokens", "·"})
    assert len(broken) > 3  # it is broken elsewhere
    window.reject()

"""Promise: blocks show what was written, load nothing, keep no history, and do not swallow keys or wheel."""

from __future__ import annotations

import random

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QKeyEvent, QKeySequence, QTextCursor, QTextDocument, QWheelEvent
from PySide6.QtWidgets import QPlainTextEdit, QTextEdit, QToolButton, QWidget
from pytestqt.qtbot import QtBot

from tests.ui import samples
from ui.theme import Theme
from ui.transcript.answer import parse_answer
from ui.transcript.body import Body
from ui.transcript.code import CodeBlock
from ui.transcript.leaves import Code, Leaf, Paragraph, Rule, Table
from ui.transcript.look import Look
from ui.transcript.markdown import MarkdownStream, parse_markdown
from ui.transcript.prose import TextBlock, shared_prefix
from ui.transcript.table import TableBlock, share
from ui.transcript.thinking import ThinkingBlock


@pytest.fixture
def look(theme: Theme) -> Look:
    return Look(theme)


@pytest.fixture
def parent(qtbot: QtBot) -> QWidget:
    widget = QWidget()
    qtbot.addWidget(widget)
    widget.resize(800, 600)
    widget.show()
    return widget


def prose(text: str) -> list[Paragraph | Rule]:
    return [leaf for leaf in parse_markdown(text) if isinstance(leaf, Paragraph | Rule)]


def html(block: TextBlock) -> str:
    return block.document().toHtml()


RICH = "# T\n\nOne **two** `three` [four](https://e.org)\n\n- five\n  - six\n\n> seven\n\n---\n\nثمانية"


def test_every_leaf_is_a_text_block(look: Look, parent: QWidget) -> None:
    block = TextBlock(look, 700, parent)
    block.show_leaves(prose(RICH))
    lines = block.toPlainText().split("\n")
    assert lines == ["T", "One two three four", "•\tfive", "◦\tsix", "seven", "", "ثمانية"]


def test_headings_are_headings_for_screen_readers_too(look: Look, parent: QWidget) -> None:
    block = TextBlock(look, 700, parent)
    block.show_leaves(prose("## Two\n\ntext"))
    assert block.document().findBlockByNumber(0).blockFormat().headingLevel() == 2
    assert block.document().findBlockByNumber(1).blockFormat().headingLevel() == 0


def test_direction_is_that_of_each_paragraph(look: Look, parent: QWidget) -> None:
    block = TextBlock(look, 700, parent)
    block.show_leaves(prose("- one\n- البند"))
    first, second = (block.document().findBlockByNumber(n) for n in (0, 1))
    assert first.textDirection() is Qt.LayoutDirection.LeftToRight
    assert second.textDirection() is Qt.LayoutDirection.RightToLeft
    assert first.blockFormat().leftMargin() == second.blockFormat().rightMargin() > 0


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.integers(0, 10_000), st.lists(st.integers(1, 30), min_size=1, max_size=6))
def test_amending_ends_as_writing_anew(theme: Theme, seed: int, steps: list[int]) -> None:
    """What is written piece by piece is the same document as what is written at once."""
    rng = random.Random(seed)
    text = rng.choice((RICH, samples.prose(rng, 40), "1. a\n2. b **c** d\n\n" + RICH))
    parent = QWidget()
    look = Look(theme, parent)
    grown, whole = TextBlock(look, 600, parent), TextBlock(look, 600, parent)
    stream, at, number = MarkdownStream(), 0, 0
    while at < len(text):
        step = steps[number % len(steps)]
        first = stream.feed(text[at : at + step])
        leaves = [leaf for leaf in stream.leaves if isinstance(leaf, Paragraph | Rule)]
        grown.show_leaves(leaves, first)
        at, number = at + step, number + 1
    whole.show_leaves(prose(text))
    assert html(grown) == html(whole)
    assert grown.lay_out(600) == whole.lay_out(600)
    parent.deleteLater()


def test_only_the_changed_end_of_a_paragraph_is_written_again(look: Look, parent: QWidget) -> None:
    block = TextBlock(look, 700, parent)
    block.show_leaves(prose("same words and **bold** more"))
    changes: list[tuple[int, int, int]] = []
    block.document().contentsChange.connect(lambda *change: changes.append(change))
    block.show_leaves(prose("same words and **bold** more text"), 0)
    assert sum(removed for _, removed, _ in changes) == 0
    assert changes[0][0] == len("same words and bold more")


def test_shared_prefix_counts_in_utf16() -> None:
    (old,), (new,) = prose("a 😀 **b**"), prose("a 😀 **c**")
    assert isinstance(old, Paragraph)
    assert isinstance(new, Paragraph)
    units, rest = shared_prefix(old.spans, new.spans)
    assert units == 5
    assert [span.text for span in rest] == ["c"]


def test_a_narrow_block_is_higher(look: Look, parent: QWidget) -> None:
    block = TextBlock(look, 700, parent)
    block.show_leaves(prose("word " * 100))
    assert block.lay_out(200) > 2 * block.lay_out(700)


def test_nothing_is_loaded(look: Look, parent: QWidget) -> None:
    block = TextBlock(look, 700, parent)
    kinds = (QTextDocument.ResourceType.ImageResource, QTextDocument.ResourceType.StyleSheetResource)
    for kind in kinds:
        assert block.loadResource(kind.value, QUrl("https://tracker.example/p.png")) is None
        assert block.loadResource(kind.value, QUrl("file:///etc/hostname")) is None


def test_a_link_tells_its_address_and_opens_nothing(look: Look, parent: QWidget, qtbot: QtBot) -> None:
    block = TextBlock(look, 700, parent)
    block.show_leaves(prose("[go](https://example.org/a?b=c)"))
    assert not block.openLinks()
    with qtbot.waitSignal(block.link_clicked) as told:
        block.anchorClicked.emit(QUrl("https://example.org/a?b=c"))
    assert told.args == ["https://example.org/a?b=c"]


def test_copying_goes_through_the_signal(look: Look, parent: QWidget, qtbot: QtBot) -> None:
    block = TextBlock(look, 700, parent)
    block.show_leaves(prose("one\ntwo\n\nthree"))
    block.selectAll()
    with qtbot.waitSignal(block.copied) as told:
        qtbot.keyClick(block, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    assert told.args == ["one\ntwo\nthree"]


def editors(look: Look, parent: QWidget) -> list[QTextEdit | QPlainTextEdit]:
    text = TextBlock(look, 700, parent)
    text.show_leaves(prose("word " * 50))
    code = CodeBlock(look, parent)
    code.show_code(Code("x = 1\n" * 40, 0, language="python"), settled=True)
    return [text, code.view]


def test_documents_keep_no_history_and_take_no_keys(look: Look, parent: QWidget) -> None:
    for editor in editors(look, parent):
        assert not editor.isUndoRedoEnabled()
        assert not editor.document().isUndoAvailable()
        assert editor.isReadOnly()
        assert editor.tabChangesFocus()


@pytest.mark.parametrize(
    ("key", "modifier"),
    [
        (Qt.Key.Key_PageDown, Qt.KeyboardModifier.NoModifier),
        (Qt.Key.Key_Escape, Qt.KeyboardModifier.NoModifier),
        (Qt.Key.Key_Up, Qt.KeyboardModifier.ControlModifier),
        (Qt.Key.Key_End, Qt.KeyboardModifier.ControlModifier),
    ],
)
def test_keys_that_move_through_the_transcript_are_passed_on(
    look: Look, parent: QWidget, key: Qt.Key, modifier: Qt.KeyboardModifier
) -> None:
    for editor in editors(look, parent):
        event = QKeyEvent(QEvent.Type.KeyPress, key, modifier)
        event.accept()
        editor.keyPressEvent(event)
        assert not event.isAccepted()


def test_the_wheel_is_left_to_the_transcript(look: Look, parent: QWidget) -> None:
    table = TableBlock(look, parent)
    table.show_table(first_table())
    for editor in (*editors(look, parent), table.view):
        event = wheel(QPoint(0, -120))
        editor.wheelEvent(event)
        assert not event.isAccepted()


def wheel(delta: QPoint) -> QWheelEvent:
    return QWheelEvent(
        QPointF(5, 5), QPointF(5, 5), QPoint(), delta, Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier, Qt.ScrollPhase.NoScrollPhase, False,
    )  # fmt: skip


# code


def colours(block: CodeBlock) -> list[list[tuple[int, int, str]]]:
    found = []
    line = block.view.document().begin()
    while line.isValid():
        found.append(
            [(r.start, r.length, r.format.foreground().color().name()) for r in line.layout().formats()]
        )
        line = line.next()
    return found


SOURCE = 'def f():\n    """Text\n    over lines."""\n    return 1  # why\n\n\nclass A:\n    x = "y"\n' * 9


@settings(max_examples=10, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.integers(1, 40), min_size=1, max_size=6))
def test_grown_code_is_only_appended_and_ends_coloured_as_the_whole(theme: Theme, steps: list[int]) -> None:
    parent = QWidget()
    look = Look(theme, parent)
    grown, whole = CodeBlock(look, parent), CodeBlock(look, parent)
    removed: list[int] = []
    grown.view.document().contentsChange.connect(lambda _at, gone, _come: removed.append(gone))
    at, number = 0, 0
    while at < len(SOURCE):
        at, number = at + steps[number % len(steps)], number + 1
        grown.show_code(Code(SOURCE[:at], 0, language="python"), settled=False)
    assert sum(removed) <= 1  # the first text takes the place of an empty one
    grown.show_code(Code(SOURCE, 0, language="python"), settled=True)
    whole.show_code(Code(SOURCE, 0, language="python"), settled=True)
    assert grown.view.toPlainText() == SOURCE
    assert colours(grown) == colours(whole)
    parent.deleteLater()


def test_code_is_as_high_as_its_lines_and_scrolls_sideways(look: Look, parent: QWidget) -> None:
    block = CodeBlock(look, parent)
    block.show_code(Code("a\nb\nc", 0), settled=True)
    low = block.lay_out(500)
    block.show_code(Code("a\nb\nc\nd", 0), settled=True)
    assert block.lay_out(500) > low
    block.show_code(Code("x" * 300, 0), settled=True)
    block.resize(500, block.lay_out(500))
    block.show()
    assert block.view.lineWrapMode() is QPlainTextEdit.LineWrapMode.NoWrap
    assert block.view.horizontalScrollBar().maximum() > 0
    assert block.view.verticalScrollBar().maximum() == 0


def test_the_copy_button_copies_the_code_and_says_so(look: Look, parent: QWidget, qtbot: QtBot) -> None:
    block = CodeBlock(look, parent)
    block.show_code(Code("x = 1\ny = 2", 0, language="python"), settled=True)
    (button,) = block.buttons
    with qtbot.waitSignal(block.copied) as told:
        button.click()
    assert told.args == ["x = 1\ny = 2"]
    assert "Copied" in button.text()


def test_code_stays_left_to_right(look: Look, parent: QWidget) -> None:
    parent.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    block = CodeBlock(look, parent)
    assert block.layoutDirection() is Qt.LayoutDirection.LeftToRight


# tables


def first_table(text: str = '| a | b, c |\n|---|--:|\n| 1 | **two** |\n| x "y" | |') -> Table:
    (leaf,) = parse_markdown(text)
    assert isinstance(leaf, Table)
    return leaf


def test_a_table_is_a_table_for_screen_readers(look: Look, parent: QWidget) -> None:
    block = TableBlock(look, parent)
    block.show_table(first_table())
    model = block.view.model()
    assert (model.rowCount(), model.columnCount()) == (3, 2)
    assert model.index(1, 1).data() == "two"
    assert model.headerData(1, Qt.Orientation.Horizontal) == "b, c"
    assert block.view.accessibleName() == "Table, 2 columns, 2 rows"


def test_a_table_is_copied_as_csv(look: Look, parent: QWidget, qtbot: QtBot) -> None:
    block = TableBlock(look, parent)
    block.show_table(first_table())
    (button,) = block.buttons
    with qtbot.waitSignal(block.copied) as told:
        button.click()
    assert told.args == ['a,"b, c"\r\n1,two\r\n"x ""y""",\r\n']


def test_a_growing_table_shows_its_new_rows(look: Look, parent: QWidget) -> None:
    block = TableBlock(look, parent)
    block.show_table(first_table("| a | b |\n|---|---|\n| 1 |"))
    low = block.lay_out(400)
    block.show_table(first_table("| a | b |\n|---|---|\n| 1 | 2 |\n| 3 | 4 |"))
    assert block.view.model().index(1, 1).data() == "2"
    assert block.lay_out(400) > low
    block.show_table(first_table("| a |\n|---|\n| 1 |"))
    assert block.view.model().columnCount() == 1


@pytest.mark.parametrize(("heading", "is_turned"), [("| סעיף | Cost |", True), ("| Clause | עלות |", False)])
def test_a_table_begins_where_its_heading_does(
    look: Look, parent: QWidget, heading: str, is_turned: bool
) -> None:
    block = TableBlock(look, parent)
    block.show_table(first_table(f"{heading}\n|---|---|\n| 7.1 | 12 |"))
    block.resize(400, block.lay_out(400))
    block.show()
    model, view = block.view.model(), block.view
    first, last = (view.visualRect(model.index(0, column)).center().x() for column in (0, 1))
    assert (first > last) is is_turned
    edge = Qt.AlignmentFlag.AlignRight if is_turned else Qt.AlignmentFlag.AlignLeft
    assert block._cells[1][0].layout.textOption().alignment() == edge
    (button,) = block.buttons  # above the last column
    assert (button.geometry().center().x() < 200) is is_turned
    block.show_table(first_table())
    assert block.view.layoutDirection() is Qt.LayoutDirection.LeftToRight


def test_the_heading_of_a_wide_table_runs_below_the_button(look: Look, parent: QWidget) -> None:
    block = TableBlock(look, parent)
    many = "| " + " | ".join(["MMMMMMMMMM"] * 12) + " |\n"
    block.show_table(first_table(many + "|---" * 12 + "|\n" + many))
    block.resize(400, block.lay_out(400))
    block.show()
    (button,) = block.buttons
    shown = block.grab(button.geometry().adjusted(2, 2, -2, -2)).toImage()
    edge = {shown.pixelColor(x, 1).name() for x in range(2, shown.width() - 2)}
    edge |= {shown.pixelColor(2, y).name() for y in range(2, shown.height() - 2)}
    assert edge == {look.theme.colour("code_head").name()}


def test_every_row_of_a_table_can_be_seen(look: Look, parent: QWidget) -> None:
    block = TableBlock(look, parent)
    block.show_table(first_table("| a | b |\n|---|---|\n" + "| x | " + "long words " * 20 + "|\n" * 1))
    block.resize(300, block.lay_out(300))
    block.show()
    assert block.view.verticalScrollBar().maximum() == 0
    assert block.view.horizontalScrollBar().maximum() == 0


@given(
    st.lists(st.tuples(st.floats(20, 400), st.floats(0, 1)), min_size=1, max_size=8), st.integers(100, 1500)
)
def test_columns_fill_the_width_and_never_lose_a_word(pairs: list[tuple[float, float]], width: int) -> None:
    natural = [own for own, _ in pairs]
    least = [own * part for own, part in pairs]
    widths = share(width, natural, least)
    if sum(least) <= width:
        assert sum(widths) == width
    assert all(own >= low - 1 for own, low in zip(widths, least, strict=True))


# thoughts and bodies


def test_thoughts_are_folded_until_asked_for(look: Look, parent: QWidget, qtbot: QtBot) -> None:
    body = Body(look, 700, parent)
    body.show_leaves(parse_answer("<think>one two three</think>Yes."), settled=True)
    (block,) = body.findChildren(ThinkingBlock)
    (button,) = block.buttons
    assert "Thought for 3 words" in button.text()
    assert block.body is None
    low = body.lay_out(700)
    with qtbot.waitSignal(body.resized):
        button.click()
    assert block.body is not None
    assert block.body.toPlainText() == "one two three"
    assert body.lay_out(700) > low
    button.click()
    assert body.lay_out(700) == low


def test_a_body_groups_running_text_and_keeps_blocks_while_growing(look: Look, parent: QWidget) -> None:
    body = Body(look, 700, parent)
    stream = MarkdownStream()
    for piece in samples.tokens("one\n\ntwo\n\n```py\nx\n```\n\nthree\n\n| a |\n|---|\n| b |\n\nfour"):
        first = stream.feed(piece)
        body.show_leaves(stream.leaves, first, settled=False)
        body.lay_out(700)
    kinds = [
        type(child) for child in body.children() if isinstance(child, QWidget) and child.isVisibleTo(body)
    ]
    assert kinds == [TextBlock, CodeBlock, TextBlock, TableBlock, TextBlock]


@pytest.mark.parametrize("seed", range(4))
def test_a_streamed_body_equals_one_shown_at_once(look: Look, parent: QWidget, seed: int) -> None:
    text = samples.answer(random.Random(seed), 12)
    grown, whole = Body(look, 700, parent), Body(look, 700, parent)
    stream = MarkdownStream()
    for piece in samples.tokens(text, seed=seed):
        grown.show_leaves(stream.leaves, stream.feed(piece), settled=False)
    leaves: list[Leaf] = parse_markdown(text)
    grown.show_leaves(leaves, len(leaves), settled=True)
    whole.show_leaves(leaves, settled=True)
    assert grown.lay_out(700) == whole.lay_out(700)
    assert snapshot(grown) == snapshot(whole)


def snapshot(body: Body) -> list[object]:
    """What a body shows, block by block."""
    found: list[object] = []
    for child in body.children():
        match child:
            case TextBlock() if child.isVisibleTo(body):
                found.append(child.document().toHtml())
            case CodeBlock() if child.isVisibleTo(body):
                found.append((child.view.toPlainText(), colours(child)))
            case TableBlock() if child.isVisibleTo(body):
                found.append(child.csv())
            case _:
                pass
    return found


def test_words_are_marked_where_they_stand(look: Look, parent: QWidget) -> None:
    body = Body(look, 700, parent)
    text = "word one\n\n```\nword two\n```\n\n**word** three\n"
    body.show_leaves(parse_markdown(text), settled=True)
    body.resize(700, body.lay_out(700))
    first = body.mark("word", 0, 0)
    third = body.mark("word", 6, 2)
    assert first is not None
    assert third is not None
    assert first < third
    marked = [child for child in body.findChildren(TextBlock) if child.extraSelections()]
    assert len(marked) == 1
    assert marked[0].extraSelections()[0].cursor.selectedText() == "word"
    assert body.mark("", 0, 0) is None
    assert not any(child.extraSelections() for child in body.findChildren(TextBlock))


FLAGGED = """<think>Who is [PERSON_9]?</think>

😀 Ask [PERSON_9] and **[Person 9]**, not [PERSON_1].

| Who 😀 [PERSON_9] | Where |
|---|---|
| 😀 [PERSON_9] and [PERSON_1] | [LOCATION_7] |

```
to = "[PERSON_9]"
```
"""


def flagged_words(body: Body) -> list[list[str]]:
    """Return what is flagged: in the thoughts, in the running text, in code."""
    edits = [child for child in body.findChildren(TextBlock) if child.toPlainText()]
    edits += [child.view for child in body.findChildren(CodeBlock)]
    return [[each.cursor.selectedText() for each in edit.extraSelections()] for edit in edits]


def test_placeholders_that_the_chat_never_had_are_flagged_wherever_they_stand(
    look: Look, parent: QWidget
) -> None:
    body = Body(look, 700, parent)
    body.show_leaves(parse_answer(FLAGGED), settled=True)
    body.lay_out(700)
    body.flag(("[PERSON_9]", "[LOCATION_7]"))
    (table,) = body.findChildren(TableBlock)
    cells = {(row, column): table.flags(row, column) for row in (0, 1) for column in (0, 1)}
    assert cells == {
        (0, 0): ["[PERSON_9]"],
        (0, 1): [],
        (1, 0): ["[PERSON_9]"],
        (1, 1): ["[LOCATION_7]"],
    }
    (thoughts,) = body.findChildren(ThinkingBlock)
    thoughts.findChild(QToolButton).toggle()
    assert sorted(flagged_words(body)) == [
        ["[PERSON_9]"],
        ["[PERSON_9]"],
        ["[PERSON_9]", "[Person 9]"],
    ]
    body.flag(())
    assert flagged_words(body) == [[], [], []]
    assert table.flags(1, 0) == []


def test_a_flag_in_a_table_can_be_seen_and_moves_nothing(look: Look, parent: QWidget) -> None:
    table = TableBlock(look, parent)
    table.show_table(first_table("| a | b |\n|---|---|\n| [PERSON_9] | x |"))
    high = table.lay_out(500)
    table.resize(500, high)
    table.show()
    before = table.grab().toImage()
    table.flag(("[PERSON_9]",))
    assert table.lay_out(500) == high
    after = table.grab().toImage()
    amber = look.theme.colour("warn_bg")
    seen = {after.pixelColor(x, y).name() for x in range(after.width()) for y in range(after.height())}
    assert amber.name() in seen
    assert before != after


def test_a_mark_leaves_the_flags_of_code_where_they_are(look: Look, parent: QWidget) -> None:
    body = Body(look, 700, parent)
    body.show_leaves(parse_answer("```\nto [PERSON_9] now\n```"), settled=True)
    body.flag(("[PERSON_9]",))
    body.mark("now", 1, 0)
    assert sorted(flagged_words(body)) == [["[PERSON_9]", "now"]]
    body.mark("", 0, 0)
    assert flagged_words(body) == [["[PERSON_9]"]]


def test_wiping_leaves_no_text_behind(look: Look, parent: QWidget) -> None:
    body = Body(look, 700, parent)
    body.show_leaves(parse_answer(samples.RICH), settled=True)
    texts, codes = body.findChildren(TextBlock), body.findChildren(CodeBlock)
    tables = body.findChildren(TableBlock)
    assert texts
    assert codes
    assert tables
    body.wipe()
    assert all(block.toPlainText() == "" for block in texts)
    assert all(block.view.toPlainText() == "" for block in codes)
    assert all("Ordinary" not in block.csv() for block in tables)


def test_blocks_are_reached_by_tab_only_in_the_current_message(look: Look, parent: QWidget) -> None:
    body = Body(look, 700, parent)
    body.show_leaves(parse_answer(samples.RICH), settled=True)
    tab = Qt.FocusPolicy.TabFocus.value

    def reached() -> int:
        return sum(bool(child.focusPolicy().value & tab) for child in body.findChildren(QWidget))

    assert reached() == 0
    body.set_reachable(True)
    assert reached() >= 8
    buttons = body.findChildren(QToolButton)
    assert all(button.accessibleName() for button in buttons)


def test_selecting_with_the_keyboard_works(look: Look, parent: QWidget, qtbot: QtBot) -> None:
    block = TextBlock(look, 700, parent)
    block.show_leaves(prose("one two"))
    block.moveCursor(QTextCursor.MoveOperation.Start)
    block.show()
    block.setFocus()
    qtbot.keyClick(block, Qt.Key.Key_Right, Qt.KeyboardModifier.ShiftModifier)
    assert block.selected_text == "o"
    assert QKeySequence(QKeySequence.StandardKey.Copy).toString() == "Ctrl+C"

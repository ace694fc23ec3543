"""Promise: a character that cannot be seen is seen in the review, and leaves unchanged."""

from __future__ import annotations

import json

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QTextCursor
from PySide6.QtWidgets import QApplication

from tests.ui.cloud_steps import ask, begin
from tests.ui.stage import Stage, readable_text
from ui.review.bytes import BytesSheet
from ui.review.editor import QuestionEditor
from ui.review.invisible import marked, name, places
from ui.review.window import ReviewWindow
from ui.theme import Theme

TEXT = "Pay\u200b to \u202eAda Quill\u202c, \U000e0041now."
SHOWN = "Pay◇ to ↔Ada Quill↔, ◇◇now."


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("plain", "plain"),
        ("a\u200bb\u00adc\ufeff", "a◇b◇c◇"),
        ("\u2066x\u2069\u200f", "↔x↔↔"),
        ("p\u200da", "p◇a"),
        ("\u200d", "◇"),
        ("\u0645\u200d\ufe0f", "\u0645◇◇"),
        ("\u0645\u200d\u3164", "\u0645◇◇"),
        ("x\ufe0f\ufe0f", "x◇◇"),
        ("\U000e0041\U000e0100", "◇◇◇◇"),
        ("\u2600\ufe0f\ufe0f\ufe0e", "\u2600\ufe0f◇◇"),
    ],
)
def test_what_cannot_be_seen_gets_a_mark(text: str, shown: str) -> None:
    assert marked(text) == shown


@pytest.mark.parametrize(
    "text",
    [
        "\U0001f469\u200d\U0001f4bb",
        "\u2764\ufe0f\u200d\U0001f525",
        "\U0001f468\U0001f3fd\u200d\U0001f680",
        "\u0645\u06cc\u200c\u062e\u0648\u0627\u0647\u0645",
        "\u0915\u094d\u200d\u0937",
        "1\ufe0f\u20e3",
        "\u2600\ufe0f",
    ],
)
def test_what_shapes_its_neighbours_stays_as_it_is(text: str) -> None:
    assert places(text) == []


@given(st.text(st.sampled_from("a \n\u200b\u200d\ufe0f\u202e\U000e0041\U0001f469\u0645")))
def test_a_mark_takes_as_much_room_as_what_it_stands_for(text: str) -> None:
    assert len(marked(text).encode("utf-16-le")) == len(text.encode("utf-16-le"))


def test_both_texts_show_marks_and_the_bytes_have_none(stage: Stage) -> None:
    window = begin(stage, TEXT, chat="old")
    assert SHOWN in window.left.toPlainText()
    assert SHOWN.replace("Ada Quill", "[PERSON_1]") in window.right.toPlainText()
    assert window.shown is not None
    (*_, turn) = json.loads(window.shown.prepared.body)["messages"]
    assert turn["content"] == TEXT.replace("Ada Quill", "[PERSON_1]")
    assert "Invisible characters: 4" in window.summary.text()
    assert "U+200B ZERO WIDTH SPACE ×1" in window.right.accessibleDescription()


def test_a_mark_is_named_where_the_mouse_rests(stage: Stage) -> None:
    pane = begin(stage, TEXT, chat="old").left
    for characters, named in (("◇", name("\u200b")), ("↔", name("\u202e")), ("◇◇", name("\U000e0041"))):
        cursor = pane.document().find(characters)
        cursor.setPosition(cursor.selectionStart())
        middle = pane.cursorRect(cursor).center() + QPoint(4, 0)
        assert pane._marks.name_at(pane, middle) == named
    start = QTextCursor(pane.document().find("Pay"))
    start.setPosition(start.selectionStart())
    assert pane._marks.name_at(pane, pane.cursorRect(start).center() + QPoint(2, 0)) == ""


def test_what_is_copied_has_no_marks(stage: Stage) -> None:
    window = begin(stage, TEXT, chat="old")
    cursor = window.left.document().find("Pay")
    cursor.movePosition(QTextCursor.MoveOperation.EndOfBlock, QTextCursor.MoveMode.KeepAnchor)
    window.left.setTextCursor(cursor)
    stage.bot.keyClick(window.left, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    assert QApplication.clipboard().text() == TEXT


def test_words_beside_a_mark_are_redacted_where_they_stand(stage: Stage) -> None:
    window = begin(stage, TEXT, chat="old")
    window.left.setTextCursor(window.left.document().find("now"))
    window.hide_selection.click()
    assert "◇◇[CUSTOM_1]." in window.right.toPlainText()


def test_the_exact_bytes_show_marks_name_them_and_copy_without(stage: Stage) -> None:
    window = begin(stage, TEXT, chat="old")
    window.foot.show_bytes.click()
    sheet = stage.dialog(BytesSheet)
    assert SHOWN.replace("Ada Quill", "[PERSON_1]") in sheet.text.toPlainText()
    assert "U+202E RIGHT-TO-LEFT OVERRIDE ×1" in readable_text(sheet)
    sheet.text.selectAll()
    sheet.text.copy()
    assert TEXT.replace("Ada Quill", "[PERSON_1]") in QApplication.clipboard().text()
    sheet.accept()


def test_a_text_without_any_says_nothing_of_it(stage: Stage) -> None:
    window = begin(stage, chat="old")
    assert "Invisible" not in window.summary.text()
    window.reject()
    again = ask(stage)
    assert again.left.accessibleDescription() == ""


@pytest.fixture(scope="module")
def editor(_session_theme: Theme) -> QuestionEditor:
    return QuestionEditor(_session_theme)


def edited(window: ReviewWindow, text: str) -> QuestionEditor:
    window.edit.click()
    window.editor.show_text(text)
    return window.editor


@given(st.text(st.sampled_from("a \n\u00a0\u200b\u200d\ufe0f\u3164\u202e\U000e0041\U0001f469\u0645◇↔")))
@example("\u0645\u200d\ufe0f")
def test_the_editor_gives_back_what_it_shows(editor: QuestionEditor, text: str) -> None:
    editor.show_text(text)
    assert editor.text() == text
    assert not places(editor.toPlainText())


def test_the_question_is_edited_with_marks_and_leaves_without(stage: Stage) -> None:
    window = begin(stage, TEXT, chat="old")
    window.edit.click()
    assert window.editor.toPlainText() == SHOWN
    assert window.question == TEXT
    window.editor.moveCursor(QTextCursor.MoveOperation.End)
    stage.bot.keyClicks(window.editor, " Please")
    scanned = len(stage.services.cloud.scanned)
    window.look_again.click()
    stage.until(lambda: window.shown is not None and len(stage.services.cloud.scanned) > scanned)
    assert window.shown is not None
    (*_, turn) = json.loads(window.shown.prepared.body)["messages"]
    assert turn["content"] == TEXT.replace("Ada Quill", "[PERSON_1]") + " Please"


def test_a_mark_is_deleted_like_a_letter_and_what_is_typed_beside_it_is_typed(stage: Stage) -> None:
    editor = edited(begin(stage, chat="old"), "Pay\u200b now\U000e0041.")
    cursor = editor.textCursor()
    cursor.setPosition(4)
    editor.setTextCursor(cursor)
    stage.bot.keyClicks(editor, "er")
    assert editor.text() == "Pay\u200ber now\U000e0041."
    for _ in range(3):
        stage.bot.keyClick(editor, Qt.Key.Key_Backspace)
    assert editor.text() == "Pay now\U000e0041."
    editor.undo()
    assert "\u200b" in editor.text()


def test_what_is_pasted_into_the_question_is_marked_and_what_is_copied_is_not(stage: Stage) -> None:
    editor = edited(begin(stage, chat="old"), TEXT)
    editor.selectAll()
    editor.copy()
    assert QApplication.clipboard().text() == TEXT
    editor.clear()
    editor.paste()
    assert (editor.toPlainText(), editor.text()) == (SHOWN, TEXT)
    cursor = editor.document().find("Quill")
    editor.setTextCursor(cursor)
    editor.copy()
    assert QApplication.clipboard().text() == "Quill"


def test_a_mark_in_the_question_is_named_where_the_mouse_rests(stage: Stage) -> None:
    editor = edited(begin(stage, chat="old"), TEXT)
    for characters, named in (("◇", name("\u200b")), ("↔", name("\u202e")), ("◇◇", name("\U000e0041"))):
        cursor = editor.document().find(characters)
        cursor.setPosition(cursor.selectionStart())
        assert editor.name_at(editor.cursorRect(cursor).center() + QPoint(4, 0)) == named
    cursor.setPosition(1)
    assert editor.name_at(editor.cursorRect(cursor).center() + QPoint(2, 0)) == ""

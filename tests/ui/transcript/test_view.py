"""Promise: a conversation opens at its end, stays where one reads, follows only from the end, and goes."""

from __future__ import annotations

import gc
import weakref
from itertools import pairwise

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QTextDocument
from PySide6.QtWidgets import QApplication, QTextEdit, QToolButton
from pytestqt.qtbot import QtBot

from app.conversation import Message, Role
from tests.ui import samples
from tests.ui.transcript.viewing import action, finished, on_screen, place, streaming, text_of, widgets
from ui.theme import Theme
from ui.transcript import MessageView, TranscriptView
from ui.transcript.message import MessageWidget
from ui.transcript.prose import TextBlock
from ui.transcript.question import QuestionWidget
from ui.transcript.reply import AnswerWidget
from ui.transcript.scroll import JumpPill


def test_a_conversation_opens_at_its_end(view: TranscriptView) -> None:
    view.show_conversation(samples.conversation(60))
    assert on_screen(view)[-1] == "m59"
    assert view.scroll_bar.value() == view.scroll_bar.maximum()
    assert view.is_following


def test_only_what_is_near_the_screen_has_widgets(view: TranscriptView, qtbot: QtBot) -> None:
    view.show_conversation(samples.conversation(300))
    at_once = len(widgets(view))
    assert at_once < 20
    qtbot.waitUntil(lambda: view.is_settled, timeout=20_000)
    assert at_once <= len(widgets(view)) < 40


def test_neighbours_do_not_overlap_and_fill_the_screen(view: TranscriptView, qtbot: QtBot) -> None:
    view.show_conversation(samples.conversation(80))
    for _ in range(12):
        view.scroll_bar.setValue(view.scroll_bar.value() - 400)
        shown = on_screen(view)
        numbers = [int(own[1:]) for own in shown]
        assert numbers == list(range(numbers[0], numbers[-1] + 1))
        ends = [(place(view, own), place(view, own) + widgets(view)[own].height()) for own in shown]
        assert all(end <= begin for (_, end), (begin, _) in pairwise(ends))
        assert ends[0][0] <= 40
        assert ends[-1][1] >= view.height() - 40


@pytest.mark.parametrize(("width", "widest"), [(1800, 760), (500, 460)])
def test_text_is_never_wider_than_the_column(view: TranscriptView, width: int, widest: int) -> None:
    view.show_conversation(samples.conversation(10))
    view.resize(width, 700)
    assert widgets(view)
    assert all(own.width() <= widest for own in widgets(view).values())


def test_the_scroll_bar_shows_a_handle_only_when_there_is_something_to_scroll(view: TranscriptView) -> None:
    view.show_conversation([finished(0, "Short.")])
    assert not view.scroll_bar.isEnabled()
    view.show_conversation(samples.conversation(40))
    assert view.scroll_bar.isEnabled()


def test_an_empty_conversation_is_fine(view: TranscriptView) -> None:
    view.show_conversation([])
    view.focus_message(1)
    view.scroll_to("nothing")
    view.grow("nothing", "x")
    view.finish("nothing", finished(0, "x"))
    view.set_prompt_progress("nothing", 1, 2)
    assert widgets(view) == {}


def test_it_may_be_filled_before_it_is_shown(theme: Theme, qtbot: QtBot) -> None:
    own = TranscriptView(theme)
    qtbot.addWidget(own)
    own.show_conversation(samples.conversation(40))
    own.resize(700, 500)
    own.show()
    qtbot.waitExposed(own)
    assert on_screen(own)[-1] == "m39"
    assert own.scroll_bar.value() == own.scroll_bar.maximum()


def test_scrolling_back_does_not_jump_while_heights_are_learnt(view: TranscriptView, qtbot: QtBot) -> None:
    view.show_conversation(samples.conversation(100))
    for _ in range(15):
        view.scroll_bar.setValue(view.scroll_bar.value() - 300)
        anchor = on_screen(view)[0]
        before = place(view, anchor)
        qtbot.waitUntil(lambda: view.is_settled, timeout=20_000)
        assert place(view, anchor) == before


def test_who_reads_above_is_not_moved_by_a_growing_answer(view: TranscriptView, qtbot: QtBot) -> None:
    view.show_conversation(samples.conversation(20))
    view.append(streaming(20))
    view.scroll_bar.setValue(view.scroll_bar.value() - 900)
    assert not view.is_following
    anchor = on_screen(view)[0]
    before = place(view, anchor)
    for piece in samples.tokens("many words " * 200):
        view.grow("m20", piece)
    view.flush()
    assert place(view, anchor) == before
    assert view.findChildren(JumpPill)[0].isVisible()


def test_who_is_at_the_end_follows_it(view: TranscriptView) -> None:
    view.show_conversation(samples.conversation(20))
    view.append(streaming(20))
    for piece in samples.tokens(samples.RICH):
        view.grow("m20", piece)
        view.flush()
        assert view.scroll_bar.value() == view.scroll_bar.maximum()
    assert on_screen(view)[-1] == "m20"
    assert not view.findChildren(JumpPill)[0].isVisible()


def test_the_pill_leads_back_to_the_end(view: TranscriptView, qtbot: QtBot) -> None:
    view.show_conversation(samples.conversation(60))
    view.scroll_bar.setValue(0)
    pill = view.findChildren(JumpPill)[0]
    assert pill.isVisible()
    qtbot.mouseClick(pill, Qt.MouseButton.LeftButton)
    assert view.is_following
    assert on_screen(view)[-1] == "m59"
    assert not pill.isVisible()


def test_a_question_scrolls_to_the_end_an_answer_does_not(view: TranscriptView) -> None:
    view.show_conversation(samples.conversation(40))
    view.scroll_bar.setValue(0)
    view.append(streaming(40))
    assert not view.is_following
    view.append(MessageView(samples.message(41, Role.USER, "And?"), is_last=True))
    assert view.is_following
    assert on_screen(view)[-1] == "m41"


def test_another_width_keeps_the_place(view: TranscriptView, qtbot: QtBot) -> None:
    view.show_conversation(samples.conversation(60))
    view.scroll_bar.setValue(view.scroll_bar.maximum() // 2)
    anchor = on_screen(view)[0]
    view.resize(620, 700)
    assert on_screen(view)[0] == anchor


def test_another_text_size_keeps_the_place_and_renews_everything(view: TranscriptView, theme: Theme) -> None:
    view.show_conversation(samples.conversation(60))
    view.scroll_bar.setValue(view.scroll_bar.maximum() // 2)
    anchor = on_screen(view)[0]
    theme.apply("dark", 150)
    assert on_screen(view)[0] == anchor
    block = next(own for own in view.findChildren(TextBlock) if own.isVisibleTo(view))
    assert block.document().defaultFont().pixelSize() == 22


def test_showing_another_branch_keeps_what_is_common(view: TranscriptView) -> None:
    listed = samples.conversation(20)
    view.show_conversation(listed)
    view.scroll_bar.setValue(view.scroll_bar.maximum() // 2)
    common = widgets(view)
    anchor = on_screen(view)[0]
    before = place(view, anchor)
    other = MessageView(samples.message(77, Role.ASSISTANT, "Another answer."), is_last=True)
    view.show_conversation([*listed[:-1], other])
    assert place(view, anchor) == before
    assert widgets(view)[anchor] is common[anchor]
    assert "m19" not in widgets(view)


def test_a_message_that_goes_with_the_keyboard_in_it_leaves_nothing_behind(
    view: TranscriptView, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    view.activateWindow()
    qtbot.waitActive(view)
    long = samples.message(1, Role.ASSISTANT, "A long answer.\n\n" * 60)
    question = samples.message(0, Role.USER, "Why?")
    view.show_conversation([MessageView(question), MessageView(long, is_last=True)])
    old = widgets(view)["m1"]
    button = next(each for each in old.findChildren(QToolButton) if each.isVisible())
    button.setFocus()
    qtbot.waitUntil(button.hasFocus)

    def hide() -> None:
        MessageWidget.hide(old)
        view._column.sync()  # as a scroll area does that shows where the focus went

    monkeypatch.setattr(old, "hide", hide)
    other = samples.message(2, Role.ASSISTANT, "A short one.")
    view.show_conversation([MessageView(question), MessageView(other, is_last=True)])
    shown = [each.item.message.id for each in view.findChildren(AnswerWidget) if each.isVisible()]
    assert shown == ["m2"]  # and not the old one under the new one
    assert view.window().focusWidget() is widgets(view)["m2"]


def test_clear_leaves_nothing(view: TranscriptView, qapp: QApplication) -> None:
    view.show_conversation(samples.gallery())
    view.append(streaming(30, "<think>secret</think>half"))
    view.scroll_to("m1", -1)
    documents = [own.document() for own in view.findChildren(QTextEdit)]
    gone: list[str] = []
    for document in documents:
        document.destroyed.connect(lambda *_: gone.append("document"))
    count = len(documents)
    messages = [weakref.ref(own) for own in view.findChildren(MessageWidget)]
    del documents, document
    view.clear()
    assert all(own.toPlainText() == "" for own in view.findChildren(QTextEdit))
    qapp.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
    gc.collect()
    assert len(gone) == count > 3
    assert all(own() is None for own in messages)
    assert view.findChildren(MessageWidget) == []
    assert view.findChildren(QTextDocument) == []


def shown_things() -> list[object]:
    """Return what holds text of a transcript anywhere in this process."""
    gc.collect()
    return [own for own in gc.get_objects() if isinstance(own, Message | AnswerWidget | QuestionWidget)]


def test_no_message_text_is_kept_after_clear(view: TranscriptView, qapp: QApplication) -> None:
    word = "xylophonic" + "secret"
    of_other_tests = shown_things()
    view.show_conversation([*samples.conversation(4), streaming(9, f"begin {word} end")])
    view.grow("m9", word)
    view.clear()
    qapp.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
    gc.collect()
    known = {id(own) for own in of_other_tests}
    held = [own for own in shown_things() if id(own) not in known]
    assert held == []


def test_a_message_may_be_replaced_from_its_own_button(view: TranscriptView, qtbot: QtBot) -> None:
    own = MessageView(samples.message(0, Role.USER, "Why?"), versions=("m0", "b"))
    view.version_requested.connect(
        lambda _: view.show_conversation([MessageView(samples.message(5, Role.USER, "Other"))])
    )
    view.show_conversation([own])
    qtbot.mouseClick(action(view, "Next version"), Qt.MouseButton.LeftButton)
    assert text_of(widgets(view)["m5"]) == "Other"

"""Promise: a conversation opens at its end, stays where one reads, follows only from the end, and goes."""

from __future__ import annotations

import gc
import weakref
from itertools import pairwise

import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent, QTextDocument
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QPushButton, QTextEdit, QToolButton, QWidget
from pytestqt.qtbot import QtBot

from app.conversation import Message, MessageStatus, Role
from tests.ui import samples
from ui.theme import Theme
from ui.transcript import MessageView, TranscriptView
from ui.transcript.actions import Actions
from ui.transcript.details import Details
from ui.transcript.message import MessageWidget
from ui.transcript.prose import TextBlock
from ui.transcript.question import QuestionWidget
from ui.transcript.reply import AnswerWidget
from ui.transcript.scroll import JumpPill


@pytest.fixture
def view(theme: Theme, qtbot: QtBot) -> TranscriptView:
    own = TranscriptView(theme)
    qtbot.addWidget(own)
    own.resize(900, 700)
    own.show()
    qtbot.waitExposed(own)
    return own


def widgets(view: TranscriptView) -> dict[str, MessageWidget]:
    """The messages that have widgets, by id."""
    return {own.item.message.id: own for own in view.findChildren(MessageWidget) if own.isVisibleTo(view)}


def on_screen(view: TranscriptView) -> list[str]:
    """The messages that can be seen, from the top."""
    height = view.height()
    placed = [(own.mapTo(view, QPoint(0, 0)).y(), own) for own in widgets(view).values()]
    placed.sort(key=lambda pair: pair[0])
    return [own.item.message.id for y, own in placed if y < height and y + own.height() > 0]


def place(view: TranscriptView, message_id: str) -> int:
    """How far below the upper edge of the view a message begins."""
    return widgets(view)[message_id].mapTo(view, QPoint(0, 0)).y()


def streaming(number: int, text: str = "") -> MessageView:
    own = samples.message(number, Role.ASSISTANT, text, MessageStatus.STREAMING)
    return MessageView(own, is_last=True, model="Test")


def finished(number: int, text: str, status: MessageStatus = MessageStatus.COMPLETE) -> MessageView:
    return MessageView(samples.message(number, Role.ASSISTANT, text, status), is_last=True)


# opening


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


# staying where one reads


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


# growing


def test_text_is_gathered_and_shown_soon(view: TranscriptView, qtbot: QtBot) -> None:
    view.show_conversation([])
    view.append(streaming(0))
    view.grow("m0", "Hello ")
    view.grow("m0", "there")
    qtbot.waitUntil(lambda: any(own.toPlainText() == "Hello there" for own in view.findChildren(TextBlock)))


def test_finish_shows_what_was_stored(view: TranscriptView) -> None:
    view.show_conversation([])
    view.append(streaming(0))
    view.grow("m0", "**Half")
    view.flush()
    view.finish("m0", finished(0, "**Half** and whole\n\n- a"))
    shown = [own.toPlainText() for own in view.findChildren(TextBlock) if own.isVisibleTo(view)]
    assert shown == ["Half and whole\n•\ta"]


def test_an_answer_off_screen_grows_too(view: TranscriptView) -> None:
    view.show_conversation(samples.conversation(200))
    view.append(streaming(200))
    view.scroll_bar.setValue(0)
    for _ in range(3):
        view.grow("m200", "far away ")
        view.flush()
    assert "m200" not in widgets(view)
    view.jump_to_latest()
    assert "far away far away" in text_of(widgets(view)["m200"])


def text_of(widget: QWidget) -> str:
    return "\n".join(own.toPlainText() for own in widget.findChildren(TextBlock))


def test_an_answer_that_was_begun_before_it_is_shown_goes_on(view: TranscriptView) -> None:
    view.show_conversation([streaming(0, "Already ")])
    view.grow("m0", "here")
    view.flush()
    assert text_of(view) == "Already here"


def test_the_model_reading_is_shown_until_it_writes(view: TranscriptView, qtbot: QtBot) -> None:
    view.show_conversation([])
    view.append(streaming(0))
    view.set_prompt_progress("m0", 30, 100)
    waiting = widgets(view)["m0"].grab().toImage()
    view.set_prompt_progress("m0", 90, 100)
    assert widgets(view)["m0"].grab().toImage() != waiting
    view.grow("m0", "Yes")
    view.flush()
    assert text_of(view) == "Yes"


@pytest.mark.parametrize(
    ("status", "words"),
    [
        (MessageStatus.COMPLETE, "Answer finished"),
        (MessageStatus.STOPPED, "Answer stopped"),
        (MessageStatus.FAILED, "Answer failed"),
    ],
)
def test_the_end_is_announced_once_and_politely(
    view: TranscriptView, monkeypatch: pytest.MonkeyPatch, status: MessageStatus, words: str
) -> None:
    told: list[QAccessibleAnnouncementEvent] = []
    monkeypatch.setattr(QAccessible, "isActive", lambda: True)
    monkeypatch.setattr(QAccessible, "updateAccessibility", told.append)
    view.show_conversation([])
    view.append(streaming(0))
    for _ in range(20):
        view.grow("m0", "word ")
        view.flush()
    view.finish("m0", finished(0, "word " * 20, status))
    assert [event.message() for event in told] == [words]
    assert told[0].politeness() is QAccessible.AnnouncementPoliteness.Polite


# intents


def action(widget: QWidget, name: str) -> QToolButton:
    return next(own for own in widget.findChildren(QToolButton) if own.accessibleName() == name)


def test_actions_tell_intents(view: TranscriptView, qtbot: QtBot) -> None:
    question = MessageView(samples.message(0, Role.USER, "Why?"), versions=("a", "m0", "b"))
    text = "<think>hm</think>\nBecause **so**."
    answer = MessageView(
        samples.message(1, Role.ASSISTANT, text, provenance=samples.PROVENANCE), is_last=True
    )
    view.show_conversation([question, answer])
    first, second = widgets(view)["m0"], widgets(view)["m1"]
    for widget, name, signal, told in (
        (first, "Edit", view.edit_requested, "m0"),
        (first, "Copy message", view.copy_requested, "Why?"),
        (first, "Previous version", view.version_requested, "a"),
        (first, "Next version", view.version_requested, "b"),
        (second, "Regenerate", view.regenerate_requested, "m1"),
        (second, "Copy message", view.copy_requested, "Because **so**."),
    ):
        with qtbot.waitSignal(signal) as caught:
            action(widget, name).click()
        assert caught.args == [told]


def test_the_first_version_has_none_before_it(view: TranscriptView) -> None:
    own = MessageView(samples.message(0, Role.USER, "Why?"), versions=("m0", "b"))
    view.show_conversation([own])
    assert not action(view, "Previous version").isEnabled()
    assert action(view, "Next version").isEnabled()
    assert "1/2" in [label.text() for label in view.findChildren(QLabel)]


@pytest.mark.parametrize(
    ("status", "can_retry", "words"),
    [
        (MessageStatus.STOPPED, False, "Stopped"),
        (MessageStatus.INTERRUPTED, True, "Interrupted"),
        (MessageStatus.FAILED, True, "could not be finished"),
    ],
)
def test_an_unusual_end_is_marked(
    view: TranscriptView, qtbot: QtBot, status: MessageStatus, can_retry: bool, words: str
) -> None:
    view.show_conversation([finished(0, "Half", status)])
    assert any(words in label.text() for label in view.findChildren(QLabel))
    retry = [own for own in view.findChildren(QPushButton) if "Try again" in own.text()]
    assert bool(retry) is can_retry
    if retry:
        with qtbot.waitSignal(view.retry_requested) as caught:
            retry[0].click()
        assert caught.args == ["m0"]


def test_a_notice_takes_the_place_of_the_usual_words(view: TranscriptView) -> None:
    own = MessageView(samples.message(0, Role.ASSISTANT, "", MessageStatus.FAILED), notice="Out of memory.")
    view.show_conversation([own])
    texts = [label.text() for label in view.findChildren(QLabel)]
    assert "Out of memory." in texts
    assert not any("could not be finished" in text for text in texts)


def test_actions_of_older_messages_wait_until_wanted(view: TranscriptView, qtbot: QtBot) -> None:
    view.show_conversation(samples.conversation(3))
    older = widgets(view)["m1"]
    assert not older.findChildren(Actions)
    older.setFocus()
    qtbot.waitUntil(lambda: any(own.isVisible() for own in older.findChildren(Actions)))


def test_a_running_answer_offers_nothing_yet(view: TranscriptView) -> None:
    view.show_conversation([streaming(0, "Half")])
    assert not any(own.isVisible() for own in view.findChildren(Actions))
    view.finish("m0", finished(0, "Half and whole"))
    assert any(own.isVisible() for own in view.findChildren(Actions))


def test_details_show_where_an_answer_came_from(view: TranscriptView, qtbot: QtBot) -> None:
    own = samples.message(0, Role.ASSISTANT, "Yes.", provenance=samples.PROVENANCE)
    view.show_conversation([MessageView(own, is_last=True)])
    action(view, "Details of this answer").click()
    (details,) = view.findChildren(Details)
    words = " ".join(label.text() for label in details.findChildren(QLabel))
    for fact in ("Qwen3 8B Q4_K_M", "9f2c41d07be3a558", "temperature 0.7", "seed 7", "1840", "42.3", "full"):
        assert fact in words
    assert "20d2" not in words
    details.close()


def test_long_questions_are_folded(view: TranscriptView, qtbot: QtBot) -> None:
    text = "\n".join(f"line {n}" for n in range(400))
    view.show_conversation([MessageView(samples.message(0, Role.USER, text))])
    (widget,) = view.findChildren(QuestionWidget)
    assert "line 300" not in text_of(widget)
    low = widget.height()
    button = next(own for own in widget.findChildren(QPushButton) if "Show all" in own.text())
    button.click()
    assert "line 399" in text_of(widget)
    assert widget.height() > low
    button.click()
    assert widget.height() == low


def test_the_users_words_are_shown_as_typed(view: TranscriptView) -> None:
    text = "**not bold** <b>x</b>\n# not a heading"
    view.show_conversation([MessageView(samples.message(0, Role.USER, text))])
    assert text_of(view) == text


# search hits


def marks(view: TranscriptView) -> list[tuple[TextBlock, QTextEdit.ExtraSelection]]:
    """Every marked word and its block."""
    return [(own, mark) for own in view.findChildren(TextBlock) for mark in own.extraSelections()]


def test_a_hit_is_brought_into_view_and_marked(view: TranscriptView) -> None:
    text = "intro\n\n" + "filler words here\n\n" * 80 + "the **needle** is here\n\n" + "more filler\n\n" * 80
    listed = samples.conversation(30)
    hit = samples.message(31, Role.ASSISTANT, text)
    view.show_conversation([*listed[:10], MessageView(hit), *listed[10:]])
    view.scroll_to("m31", text.index("needle"))
    ((block, selection),) = marks(view)
    assert selection.cursor.selectedText() == "needle"
    y = block.viewport().mapTo(view, block.cursorRect(selection.cursor).topLeft()).y()
    assert 0 < y < view.height()
    view.scroll_to("m3", -1)
    assert marks(view) == []
    assert "m3" in on_screen(view)


def test_a_hit_in_a_folded_question_unfolds_it(view: TranscriptView) -> None:
    text = "\n".join(f"line {n}" for n in range(400)) + "\nneedle"
    view.show_conversation([MessageView(samples.message(0, Role.USER, text)), *samples.conversation(6)[1:]])
    view.scroll_to("m0", text.index("needle"))
    ((_, selection),) = marks(view)
    assert selection.cursor.selectedText() == "needle"


# keyboard and screen readers


def test_ctrl_up_and_down_walk_through_messages(view: TranscriptView, qtbot: QtBot) -> None:
    view.show_conversation(samples.conversation(30))
    view.focus_message(0)
    visited = []
    for key in (Qt.Key.Key_Up, Qt.Key.Key_Up, Qt.Key.Key_Up, Qt.Key.Key_Down):
        focused = view.window().focusWidget()
        assert isinstance(focused, MessageWidget)
        qtbot.keyClick(focused, key, Qt.KeyboardModifier.ControlModifier)
        focused = view.window().focusWidget()
        assert isinstance(focused, MessageWidget)
        visited.append(focused.item.message.id)
        assert focused.item.message.id in on_screen(view)
    assert visited == ["m28", "m27", "m26", "m27"]


def test_tab_enters_one_message_only(view: TranscriptView) -> None:
    view.show_conversation(samples.gallery())
    view.focus_message(0)
    reached = [
        own
        for own in view.findChildren(QWidget)
        if own.focusPolicy().value & Qt.FocusPolicy.TabFocus.value
        and isinstance(own, MessageWidget | QTextEdit)
    ]
    current = view.window().focusWidget()
    assert isinstance(current, MessageWidget)
    assert all(own is current or current.isAncestorOf(own) for own in reached)


def test_messages_say_who_speaks(view: TranscriptView) -> None:
    view.show_conversation(samples.gallery()[:2])
    view.scroll_bar.setValue(0)
    names = {own.item.message.id: own.accessibleName() for own in widgets(view).values()}
    assert names["m0"].startswith("You, Can I get out of the lease")
    assert names["m1"].startswith("Sotto, The contract allows")
    view.append(streaming(2))
    view.jump_to_latest()
    assert widgets(view)["m2"].accessibleName() == "Sotto, answering"


def test_everything_that_takes_the_focus_has_a_name(view: TranscriptView, qtbot: QtBot) -> None:
    view.show_conversation(samples.gallery())
    for number in range(8):
        view.scroll_to(f"m{number}", -1)
        view.focus_message(0)
        unnamed = [
            type(own).__name__
            for own in view.findChildren(QWidget)
            if own.isVisible()
            and own.focusPolicy() is not Qt.FocusPolicy.NoFocus
            and not (own.accessibleName() or getattr(own, "text", str)())
        ]
        assert unnamed == []


def test_the_wheel_scrolls_also_over_nested_editors(view: TranscriptView, qtbot: QtBot) -> None:
    view.show_conversation(samples.conversation(40))
    before = view.scroll_bar.value()
    block = next(own for own in view.findChildren(TextBlock) if own.isVisible() and own.height() > 40)
    over = block.mapTo(view, QPoint(20, 20))
    over.setY(max(5, min(over.y(), view.height() - 5)))
    assert isinstance(view.childAt(over).parent(), TextBlock)
    QTest.wheelEvent(view.windowHandle(), QPointF(over), QPoint(0, 240))
    qtbot.waitUntil(lambda: view.scroll_bar.value() < before)


# going


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

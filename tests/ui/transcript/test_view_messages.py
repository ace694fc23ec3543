"""Promise: an answer grows as it comes, and each message offers what can be done with it and nothing else."""

from __future__ import annotations

import msgspec
import pytest
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent
from PySide6.QtWidgets import QLabel, QPushButton
from pytestqt.qtbot import QtBot

from app.conversation import MessageStatus, Provenance, Role
from models.engine import Sampling
from tests.ui import samples
from tests.ui.transcript.viewing import action, finished, streaming, text_of, widgets
from ui.transcript import MessageView, TranscriptView
from ui.transcript.actions import Actions
from ui.transcript.details import Details
from ui.transcript.prose import TextBlock
from ui.transcript.question import QuestionWidget


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


def test_a_question_has_no_empty_lines_below_it(view: TranscriptView) -> None:
    asked = msgspec.structs.replace(
        samples.conversation(1)[0].message, role=Role.USER, text="  One\n\ntwo\n\n"
    )
    view.show_conversation([MessageView(asked)])
    (widget,) = view.findChildren(QuestionWidget)
    assert text_of(widget) == "  One\n\ntwo"
    assert widget.plain_text == asked.text  # what is copied is what was asked


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


@pytest.mark.parametrize(("text", "can_copy"), [("", False), ("Half", True)])
def test_what_has_no_words_is_not_to_be_copied(view: TranscriptView, text: str, can_copy: bool) -> None:
    view.show_conversation([MessageView(samples.message(0, Role.ASSISTANT, text, MessageStatus.FAILED))])
    widgets(view)["m0"].setFocus()
    names = [each.accessibleName() for own in view.findChildren(Actions) for each in own.buttons]
    assert ("Copy message" in names) is can_copy
    assert "Regenerate" in names


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


def test_details_of_an_answer_that_was_cut_name_its_model_and_no_figures(
    view: TranscriptView, qtbot: QtBot
) -> None:
    known = Provenance(
        model="Qwen3 8B Q4_K_M", model_sha256="9f2c41d07be3a558", sampling=Sampling(), sandbox="full"
    )
    own = samples.message(0, Role.ASSISTANT, "Ye", MessageStatus.INTERRUPTED, provenance=known)
    view.show_conversation([MessageView(own, is_last=True)])
    action(view, "Details of this answer").click()
    (details,) = view.findChildren(Details)
    names = {name for name, _, _ in details.facts(known)}
    assert names == {"Model", "File hash", "Parameters", "Sandbox"}
    details.close()


def test_details_claim_no_tokens_that_a_server_did_not_count(view: TranscriptView, qtbot: QtBot) -> None:
    known = Provenance(
        model="big-1", model_sha256="", sampling=Sampling(), stop_reason="end", seconds=0.1, route="cloud"
    )
    own = samples.message(0, Role.ASSISTANT, "Yes.", provenance=known)
    view.show_conversation([MessageView(own, is_last=True)])
    action(view, "Details of this answer").click()
    (details,) = view.findChildren(Details)
    assert "Tokens" not in {name for name, _, _ in details.facts(known)}
    counted = msgspec.structs.replace(known, prompt_tokens=12, completion_tokens=3)
    (tokens,) = (value for name, value, _ in details.facts(counted) if name == "Tokens")
    assert tokens == "12 read · 3 written"
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

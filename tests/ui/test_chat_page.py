"""Asking: the question is in the vault first, the answer streams, nothing that was written is lost.

Promises: stop, retry (with a smaller context), regenerate, edit as a branch, versions, drafts; an answer
goes on while another chat is looked at; failures say what to do.
"""

from __future__ import annotations

import threading

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from app.conversation import Message, MessageStatus, Role
from app.errors import DiskFull
from models.engine import PromptProgress, TurnsTrimmed
from models.errors import EngineBusy, NotEnoughMemory
from tests.fake_engine import Pause, crash
from tests.ui.stage import SECRET, Stage, readable_text
from ui.chat_page import ChatPage, last_code
from ui.dialogs import LinkSheet, Sheet


def page_of(stage: Stage) -> ChatPage:
    assert stage.window.workspace is not None
    return stage.window.workspace.chat_page


def shown(stage: Stage) -> str:
    return readable_text(page_of(stage).transcript)


def test_a_question_of_the_empty_page_is_asked_and_answered(stage: Stage) -> None:
    stage.unlock()
    stage.services.script(["Sotto is ", "a private assistant."])
    page_of(stage).empty.buttons[0].click()
    stage.until(lambda: "Sotto is a private assistant." in shown(stage))
    stage.until_answered()
    texts = {message.text for message in stage.disk.messages.values()}
    assert {"What is Sotto?", "Sotto is a private assistant."} <= texts


def test_the_question_is_stored_before_the_model_is_asked(stage: Stage) -> None:
    stage.open_chat("lease")
    pause = Pause()
    stage.services.script([pause])
    stage.write("And the deposit?")
    stage.until(pause.reached.is_set)
    assert "And the deposit?" in {message.text for message in stage.disk.messages.values()}
    stage.until(lambda: page_of(stage).composer.text() == "")
    pause.release()
    stage.until_answered()


def test_a_question_that_cannot_be_stored_stays_in_the_composer(stage: Stage) -> None:
    stage.open_chat("lease")
    stage.disk.failures["add_message"] = DiskFull(free=0, has_ballast=True)
    stage.write("precious words")
    stage.until(lambda: page_of(stage).banners.shown("answer"))
    assert page_of(stage).composer.text() == "precious words"
    assert not page_of(stage).composer.editor.isReadOnly()
    stage.press(page_of(stage).banners, "Free the reserve")
    stage.until(lambda: "release_ballast" in stage.disk.calls)
    stage.bot.keyClick(page_of(stage).composer.editor, Qt.Key.Key_Return)
    stage.until(lambda: "You asked: precious words" in shown(stage))


def test_escape_stops_the_answer_and_keeps_what_there_is(stage: Stage) -> None:
    stage.open_chat("lease")
    pause = Pause()
    stage.services.script(["The first half. ", pause, "The second half."])
    stage.write("tell me")
    stage.until(lambda: "The first half." in shown(stage))
    stage.bot.keyClick(page_of(stage).composer.editor, Qt.Key.Key_Escape)
    stage.until_answered()
    stored = [m for m in stage.disk.messages.values() if m.text.startswith("The first half.")]
    assert [message.status for message in stored] == [MessageStatus.STOPPED]
    assert "You stopped this answer." in shown(stage)


def test_the_button_sends_and_then_stops(stage: Stage) -> None:
    stage.open_chat("lease")
    composer = page_of(stage).composer
    assert not composer.send.isEnabled()
    pause = Pause()
    stage.services.script(["one", pause])
    composer.editor.setPlainText("go")
    assert composer.send.accessibleName() == "Send"
    composer.send.click()
    stage.until(pause.reached.is_set)
    assert composer.send.accessibleName() == "Stop the answer"
    composer.send.setFocus()
    composer.send.click()
    stage.until_answered()
    assert composer.send.accessibleName() == "Send"
    assert stage.window.focusWidget() is composer.editor


def test_a_crash_keeps_the_text_and_offers_a_retry_with_a_smaller_context(stage: Stage) -> None:
    stage.open_chat("lease")
    stage.services.script(["A begin", crash("out-of-memory")])
    stage.write("something long")
    stage.until(lambda: page_of(stage).banners.shown("answer"))
    assert "A begin" in shown(stage)
    assert "The model ran out of memory." in readable_text(page_of(stage).banners)
    stage.press(page_of(stage).banners, "smaller context (1024 tokens)")
    stage.until(lambda: "You asked: something long" in shown(stage))
    stage.until_answered()
    assert stage.services.loads[-1].context_tokens == 1024
    assert page_of(stage).banners.shown("answer") is None
    assert "A begin" in {message.text for message in stage.disk.messages.values()}


def test_a_retry_is_not_lost_while_the_failed_turn_is_still_ending(
    stage: Stage, monkeypatch: pytest.MonkeyPatch
) -> None:
    stage.open_chat("lease")
    go, ask = threading.Event(), stage.assistant.ask

    def ends_late(*given: str, **named: str | None) -> Message:
        answer = ask(*given, **named)  # type: ignore[arg-type]
        go.wait(20)
        return answer

    monkeypatch.setattr(stage.assistant, "ask", ends_late)
    stage.services.script([crash()])
    stage.write("something")
    stage.until(lambda: page_of(stage).banners.shown("answer"))
    stage.press(page_of(stage).banners, "Try again")
    go.set()
    stage.until(lambda: "You asked: something" in shown(stage))
    stage.until_answered()
    assert len(stage.services.requests) == 2


def test_a_model_that_does_not_fit_says_so_in_numbers(stage: Stage) -> None:
    stage.open_chat("lease")
    stage.services.load_errors.append(
        NotEnoughMemory(needed=12_000_000_000, available=6_000_000_000, context=8192, fits=3072)
    )
    stage.write("hello")
    stage.until(lambda: page_of(stage).banners.shown("answer"))
    text = readable_text(page_of(stage).banners)
    assert "it needs 12 GB, and 6.0 GB are free" in text
    assert "3072 tokens" in text


def test_choosing_another_model_is_one_click_from_a_failure(stage: Stage) -> None:
    workspace = stage.open_chat("lease")
    stage.services.script([crash()])
    stage.write("hello")
    stage.until(lambda: page_of(stage).banners.shown("answer"))
    stage.press(page_of(stage).banners, "Choose another model")
    assert workspace.pages.currentWidget() is workspace.models_page


def test_regenerating_makes_another_version_beside_the_first(stage: Stage) -> None:
    stage.open_chat("lease")
    stage.services.script(["A third answer."])
    page_of(stage).transcript.regenerate_requested.emit("a2")
    stage.until(lambda: "A third answer." in shown(stage))
    stage.until_answered()
    assert page_of(stage).chat.items()[-1].versions[:2] == ("a1", "a2")
    assert "3/3" in shown(stage).replace(" ", "")


def test_another_version_is_shown_when_asked_for(stage: Stage) -> None:
    stage.open_chat("lease")
    page_of(stage).transcript.version_requested.emit("a1")
    stage.until(lambda: "In May." in shown(stage))
    assert stage.disk.heads["lease"] == "a1"


def test_editing_a_question_keeps_the_old_version(stage: Stage) -> None:
    stage.open_chat("lease")
    page = page_of(stage)
    page.composer.editor.setPlainText("")
    stage.bot.keyClick(page.composer.editor, Qt.Key.Key_Up)
    assert page.composer.editing == "q1"
    assert "the old version is kept" in readable_text(page.composer)
    stage.services.script(["A new answer."])
    stage.write("When does it begin?")
    stage.until(lambda: "A new answer." in shown(stage))
    stage.until_answered()
    assert page.composer.editing is None
    questions = [m for m in stage.disk.messages.values() if m.role is Role.USER and m.parent_id is None]
    assert len(questions) == 2


def test_escape_leaves_the_edit_and_brings_the_draft_back(stage: Stage) -> None:
    stage.open_chat("lease")
    page = page_of(stage)
    page.composer.editor.setPlainText("a draft")
    page.transcript.edit_requested.emit("q1")
    assert SECRET in page.composer.text()
    stage.bot.keyClick(page.composer.editor, Qt.Key.Key_Escape)
    assert page.composer.editing is None
    assert page.composer.text() == "a draft"


def test_an_answer_goes_on_while_another_chat_is_shown_and_is_whole_on_coming_back(stage: Stage) -> None:
    workspace = stage.open_chat("lease")
    pause, end = Pause(), Pause()
    stage.services.script(["one ", pause, "two ", end, "three"])
    stage.write("count")
    stage.until(lambda: "one" in shown(stage))
    stage.open_chat("pinned")
    assert workspace.chat_page.banners.shown("elsewhere") is not None
    assert not workspace.chat_page.composer.send.isEnabled()
    pause.release()
    stage.until(end.reached.is_set)
    stage.open_chat("lease")
    stage.until(lambda: "one two" in shown(stage))
    end.release()
    stage.until(lambda: "one two three" in shown(stage))
    stage.until_answered()
    assert workspace.chat_page.banners.shown("elsewhere") is None


def test_reading_the_question_is_shown(stage: Stage) -> None:
    stage.open_chat("lease")
    pause = Pause()
    stage.services.script([PromptProgress(512, 2048), pause, "done"])
    with stage.bot.waitSignal(page_of(stage).chat.reading, timeout=20_000) as told:
        stage.write("read this")
    assert told.args[1:] == [512, 2048]
    pause.release()
    stage.until_answered()


def test_dropped_turns_are_told_quietly(stage: Stage) -> None:
    stage.open_chat("lease")
    stage.services.script([TurnsTrimmed(2), "short"])
    stage.write("again")
    stage.until(lambda: "no longer sees the oldest messages (2)" in shown(stage))
    stage.until_answered()
    assert page_of(stage).banners.shown("answer") is None


def test_the_status_line_shows_speed_context_and_model(stage: Stage) -> None:
    workspace = stage.open_chat("lease")
    assert "42.3 tok/s" in readable_text(workspace.status)
    assert "2.2k / 8.2k" in readable_text(workspace.status)
    stage.write("hello")
    stage.until(lambda: "Q8_0" in readable_text(workspace.status))
    stage.until_answered()
    assert "Sandbox: full" in readable_text(workspace.status)


def test_a_draft_is_saved_a_moment_after_typing_and_is_there_again(stage: Stage) -> None:
    stage.open_chat("lease")
    page_of(stage).composer.editor.setPlainText("a half sentence")
    stage.until(lambda: stage.disk.drafts.get("lease") == "a half sentence")
    stage.open_chat("draft")
    stage.until(lambda: SECRET in page_of(stage).composer.text())
    stage.open_chat("lease")
    stage.until(lambda: page_of(stage).composer.text() == "a half sentence")


def test_sending_empties_the_draft(stage: Stage) -> None:
    stage.open_chat("draft")
    stage.until(lambda: page_of(stage).composer.text())
    stage.bot.keyClick(page_of(stage).composer.editor, Qt.Key.Key_Return)
    stage.until(lambda: stage.disk.drafts.get("draft") == "")
    stage.until_answered()


def test_a_new_chat_begins_with_its_first_words_and_gets_a_title(stage: Stage) -> None:
    workspace = stage.open_chat("lease")
    workspace.act("new")
    assert workspace.chat_page.chat.conversation_id is None
    stage.write("Plan a garden in spring")
    stage.until_answered()
    stage.until(lambda: "Plan a garden in spring" in readable_text(workspace.sidebar))


def test_a_chat_that_only_ever_held_a_draft_goes_when_the_draft_is_gone(stage: Stage) -> None:
    workspace = stage.unlock()
    page = workspace.chat_page
    page.composer.editor.setPlainText("a thought")
    stage.until(lambda: "a thought" in stage.disk.drafts.values())
    chat = page.chat.conversation_id
    page.composer.editor.setPlainText("")
    stage.until(lambda: stage.disk.drafts.get(chat) == "")
    stage.open_chat("lease")
    stage.until(lambda: chat not in stage.disk.summaries)


def test_a_link_is_shown_in_full_before_anything_is_opened(stage: Stage) -> None:
    stage.open_chat("lease")
    page_of(stage).transcript.link_activated.emit("https://example.org/path?query=1")
    sheet = stage.dialog(LinkSheet)
    assert "https://example.org/path?query=1" in readable_text(sheet)
    assert stage.opened == []
    stage.press(sheet, "Open in the browser")
    assert stage.opened == ["https://example.org/path?query=1"]


def test_a_link_can_be_copied_and_a_look_alike_is_seen(stage: Stage) -> None:
    stage.open_chat("lease")
    page_of(stage).transcript.link_activated.emit("https://exаmple.org/")  # a Cyrillic letter
    sheet = stage.dialog(LinkSheet)
    assert "xn--" in readable_text(sheet)
    stage.press(sheet, "Copy the address")
    assert QApplication.clipboard().text().startswith("https://xn--")
    assert stage.opened == []


@pytest.mark.parametrize(
    "address", ["file:///etc/passwd", "javascript:alert(1)", "vscode://x", "data:text/html,x"]
)
def test_only_web_and_mail_addresses_can_be_opened(stage: Stage, address: str) -> None:
    stage.open_chat("lease")
    page_of(stage).transcript.link_activated.emit(address)
    sheet = stage.dialog(LinkSheet)
    assert "Open in the browser" not in readable_text(sheet)


def test_a_second_question_while_one_is_answered_is_refused_in_words(stage: Stage) -> None:
    stage.open_chat("lease")
    pause = Pause()
    stage.services.script([pause])
    stage.write("first")
    stage.until(pause.reached.is_set)
    with pytest.raises(EngineBusy):
        stage.assistant.ask("pinned", "second", parent_id=None)
    pause.release()
    stage.until_answered()


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("no code", None),
        ("```\none\n```", "one\n"),
        ("```py\none\n```\ntext\n~~~\ntwo\n~~~", "two\n"),
        ("````\n```\ninner\n```\n````", "```\ninner\n```\n"),
        ("```\nopen", None),
    ],
)
def test_the_last_code_block_is_found(text: str, code: str | None) -> None:
    assert last_code(text) == code


@pytest.mark.parametrize(("level", "claims"), [("full", True), ("reduced", False), ("none", False)])
def test_local_only_claims_no_more_than_the_system_enforces(
    stage: Stage, level: str, *, claims: bool
) -> None:
    stage.services.sandbox = level
    stage.unlock()
    stage.services.vaults[0]._sandbox = level
    page_of(stage).composer.route_chip.explanation_wanted.emit()
    text = readable_text(stage.dialog(Sheet))
    assert ("The system refuses them." in text) is claims
    assert "There is no account" in text

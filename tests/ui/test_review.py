"""Promise: nothing leaves unless the user saw those exact bytes and pressed the button that sends them.

The whole path over fake processes: type, choose the cloud, look at the review, decide, send, read the answer
with the names back. Answering locally is the default; Enter never sends; an undecided place blocks; what is
shown is what is hashed; a lock leaves nothing.
"""

from __future__ import annotations

import hashlib
import json
import threading
import weakref

import msgspec
import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QTextCursor
from PySide6.QtWidgets import QApplication, QDialog, QWidget

from app.errors import RedactionFailed, ServiceLost, ValueStillThere
from app.redaction.findings import EntityType
from app.review import Choice
from app.settings import SettingsStore
from tests.ui.cloud_steps import (
    QUESTION,
    add_provider,
    ask,
    begin,
    choose,
    find_names,
    page_of,
    sent_texts,
)
from tests.ui.stage import SECRET, Stage, readable_text
from tests.ui.test_accessibility import nameless
from ui.review.bytes import BytesSheet
from ui.review.findings import Group, Pointer, Words
from ui.review.scanning import ScanSheet
from ui.review.window import ReviewWindow
from ui.unlock_form import UnlockForm

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


# --- the whole path -------------------------------------------------------------------------------


def test_type_choose_the_cloud_review_send_and_read_the_answer_with_the_names_back(stage: Stage) -> None:
    window = begin(stage, chat="old")
    left, right = texts(window)
    assert QUESTION in left
    assert REDACTED in right
    assert "Quill" not in right
    stage.services.cloud.script("Dear [PER", "SON_1], ask **[PERSON_7]**.")
    send(stage, window)
    assert sent_texts(stage) == [REDACTED]
    stage.until(lambda: "Dear Ada Quill, ask [PERSON_7]." in transcript(stage))
    assert "placeholders that this chat never had" in transcript(stage)
    assert page_of(stage).composer.text() == ""


def test_what_is_shown_is_what_leaves_byte_for_byte(stage: Stage) -> None:
    window = begin(stage)
    assert window.shown is not None
    body = window.shown.prepared.body
    turns = [message["content"] for message in json.loads(body)["messages"]]
    shown = window.right.toPlainText().replace("\u2029", "\n")
    for turn in turns:
        assert turn in shown
    send(stage, window)
    request, _ = stage.services.cloud.sent[0]
    assert request.body == body
    assert hashlib.sha256(body).hexdigest() == request.body_sha256


def test_the_answer_says_its_route_and_its_details_what_left(stage: Stage) -> None:
    window = begin(stage, chat="old")
    send(stage, window)
    stage.until(lambda: page_of(stage).chat.items()[-1].message.exchange is not None)
    question, answer = page_of(stage).chat.items()
    assert answer.asked == question.message.exchange
    assert "Cloud (redacted) · Somewhere" in transcript(stage)
    from ui.transcript.details import Details

    details = Details(stage.desk.theme, answer.message.provenance, page_of(stage), asked=answer.asked)
    said = readable_text(details)
    assert "Person 2" in said
    assert "cloud.example:443" in said
    details.deleteLater()


def test_the_exact_words_that_left_and_came_can_be_read_afterwards(stage: Stage) -> None:
    from ui.review.exchange import ExchangeSheet

    window = begin(stage, chat="old")
    stage.services.cloud.script("Ask [PERSON_1].")
    send(stage, window)
    stage.until(lambda: page_of(stage).chat.items()[-1].message.exchange is not None)
    answer = page_of(stage).chat.items()[-1]
    sheet = ExchangeSheet(stage.desk.theme, page_of(stage), answer.asked, answer.message.exchange)
    said = readable_text(sheet)
    assert REDACTED in said
    assert "Ask [PERSON_1]." in said
    assert "Quill" not in said
    sheet.deleteLater()


def test_a_private_server_is_reviewed_too_and_says_so(stage: Stage) -> None:
    stage.open_chat("old")
    find_names(stage)
    choose(stage, add_provider(stage, route="private", key="", name="Our server"))
    window = ask(stage)
    assert "private server" in readable_text(window)
    send(stage, window)
    stage.until(lambda: "Private server · Our server" in transcript(stage))


def test_a_server_on_this_computer_is_said_to_be_asked_without_encryption(stage: Stage) -> None:
    stage.open_chat("old")
    provider = add_provider(stage, route="private", key="")
    plain = msgspec.structs.replace(provider.destination, base_url="http://127.0.0.1:8080/v1")
    provider = stage.assistant.cloud.providers.save(msgspec.structs.replace(provider, destination=plain))
    choose(stage, stage.assistant.cloud.providers.consent(provider.id))
    assert "unencrypted, to this very computer" in readable_text(ask(stage).foot)


# --- nothing by accident --------------------------------------------------------------------------


def test_answer_locally_is_the_default_and_has_the_focus(stage: Stage) -> None:
    window = begin(stage)
    assert window.foot.local.isDefault()
    assert window.focusWidget() is window.foot.local
    assert not window.foot.send.isDefault()
    assert not window.foot.send.autoDefault()


def test_enter_answers_locally_and_sends_nothing(stage: Stage) -> None:
    window = begin(stage)
    stage.services.script(["A local answer."])
    stage.bot.keyClick(window.left, Qt.Key.Key_Return)
    stage.until(lambda: "A local answer." in transcript(stage))
    stage.until_answered()
    assert stage.services.cloud.sent == []
    assert not reviews(stage)


@pytest.mark.parametrize("key", [Qt.Key.Key_Return, Qt.Key.Key_Enter])
def test_enter_on_the_send_button_does_nothing(stage: Stage, key: Qt.Key) -> None:
    window = begin(stage)
    window.foot.send.setFocus()
    stage.bot.keyClick(window.foot.send, key)
    assert reviews(stage) == [window]
    assert stage.services.cloud.sent == []
    assert window.foot.send.isEnabled()


def test_the_space_bar_on_the_send_button_sends(stage: Stage) -> None:
    window = begin(stage)
    window.foot.send.setFocus()
    stage.bot.keyClick(window.foot.send, Qt.Key.Key_Space)
    stage.until(lambda: stage.services.cloud.sent)
    stage.until_answered()


def test_escape_closes_and_the_question_stays_in_the_composer(stage: Stage) -> None:
    window = begin(stage)
    stage.bot.keyClick(window, Qt.Key.Key_Escape)
    stage.until(lambda: not reviews(stage))
    assert page_of(stage).composer.text() == QUESTION
    assert stage.services.cloud.sent == []
    assert ask(stage).shown is not None


def test_an_undecided_place_blocks_and_the_line_leads_to_it(stage: Stage) -> None:
    stage.services.cloud.doubtful = {"letter"}
    window = begin(stage)
    assert not window.foot.send.isEnabled()
    assert "One place needs your decision" in readable_text(window.foot)
    window.foot.send_pressed.emit()
    assert stage.services.cloud.sent == []
    window.foot.next_open.click()
    value = window.findings.current_value()
    assert isinstance(value, Words)
    assert value.shown == "letter"
    stage.bot.keyClick(window, Qt.Key.Key_K)
    assert window.foot.send.isEnabled()
    assert "a letter to" in window.right.toPlainText()


def test_a_secret_that_is_kept_blocks_and_says_why(stage: Stage) -> None:
    stage.services.cloud.names = {"hunter-2-key": EntityType.SECRET}
    stage.open_chat("old")
    choose(stage, add_provider(stage))
    window = ask(stage, "Use hunter-2-key.")
    assert window.foot.send.isEnabled()
    click_row(window, "hunter-2-key")
    stage.bot.keyClick(window, Qt.Key.Key_K)
    assert not window.foot.send.isEnabled()
    assert "may not take this route: Secret" in readable_text(window.foot)
    stage.bot.keyClick(window, Qt.Key.Key_R)
    assert window.foot.send.isEnabled()


def test_a_whole_group_is_decided_at_once(stage: Stage) -> None:
    stage.services.cloud.doubtful = {"letter", "Draft"}
    window = begin(stage)
    assert "2 places need your decision" in readable_text(window.foot)
    window.findings.setCurrentItem(window.findings.topLevelItem(0))
    assert isinstance(window.findings.current_value(), Group)
    window.detail.redact.click()
    assert window.review.undecided == ()
    assert "[PERSON_" in window.right.toPlainText()
    assert window.foot.send.isEnabled()


def test_bytes_that_changed_after_they_were_shown_are_refused_and_the_window_says_so(stage: Stage) -> None:
    window = begin(stage)
    window.review.decide(window.review.items[0].id, Choice.KEEP)  # behind the window's back
    stage.bot.mouseClick(window.foot.send, Qt.MouseButton.LeftButton)
    stage.until(lambda: window.banners.shown("error"))
    assert stage.services.cloud.sent == []
    assert page_of(stage).composer.text() == QUESTION
    assert "Ada Quill" in window.right.toPlainText()


def test_a_value_that_is_still_in_the_bytes_is_said_in_the_window(stage: Stage) -> None:
    window = begin(stage, "Ask Ada Quill, that is quillada backwards: AdaQuill.", chat="old")
    stage.bot.mouseClick(window.foot.send, Qt.MouseButton.LeftButton)
    stage.until(lambda: window.banners.shown("error"))
    banner = window.banners.shown("error")
    assert banner is not None
    assert ValueStillThere(count=1, how="plain").code == "value-still-there"
    assert stage.services.cloud.sent == []
    assert window.foot.send.isEnabled()


# --- deciding -------------------------------------------------------------------------------------


def test_one_key_keeps_all_places_and_shift_only_one(stage: Stage) -> None:
    window = begin(stage)
    click_row(window, "Ada Quill")
    stage.bot.keyClick(window, Qt.Key.Key_K, Qt.KeyboardModifier.ShiftModifier)
    assert "to Ada Quill at [EMAIL_1] about [PERSON_1]." in window.right.toPlainText()
    stage.bot.keyClick(window, Qt.Key.Key_K)
    assert "to Ada Quill at [EMAIL_1] about Ada Quill." in window.right.toPlainText()
    stage.bot.keyClick(window, Qt.Key.Key_R)
    assert REDACTED in window.right.toPlainText()


def test_n_and_p_go_through_all_places(stage: Stage) -> None:
    window = begin(stage)
    ids = [item.id for item in window.review.items]
    seen = []
    for key in (Qt.Key.Key_N, Qt.Key.Key_N, Qt.Key.Key_P, Qt.Key.Key_P):
        stage.bot.keyClick(window, key)
        seen.append(window._item)
    assert seen == [ids[0], ids[1], ids[0], ids[-1]]


def test_a_check_mark_in_the_list_redacts_and_keeps(stage: Stage) -> None:
    window = begin(stage)
    click_row(window, "ada@quill.example")
    row = window.findings.currentItem()
    assert row is not None
    row.setCheckState(0, Qt.CheckState.Unchecked)
    stage.until(lambda: "at ada@quill.example about" in window.right.toPlainText())


def test_a_click_on_a_marked_place_chooses_its_row(stage: Stage) -> None:
    window = begin(stage)
    cursor = window.left.document().find("ada@quill")
    place = window.left.cursorRect(cursor).center() - QPoint(6, 0)
    stage.bot.mouseClick(window.left.viewport(), Qt.MouseButton.LeftButton, pos=place)
    value = window.findings.current_value()
    assert isinstance(value, Words)
    assert value.shown == "ada@quill.example"


@pytest.mark.parametrize("emoji", ["", "\U0001f600 "])
def test_selected_words_are_redacted_by_hand_wherever_they_stand(stage: Stage, emoji: str) -> None:
    window = begin(stage, f"{emoji}The letter about Ada Quill is a letter.", chat="old")
    cursor = window.left.document().find("letter")
    window.left.setTextCursor(cursor)
    assert window.hide_selection.isEnabled()
    stage.bot.keyClick(window.left, Qt.Key.Key_R)
    assert f"{emoji}The [CUSTOM_1] about [PERSON_1] is a [CUSTOM_1]." in window.right.toPlainText()


def test_headings_cannot_be_redacted(stage: Stage) -> None:
    window = begin(stage)
    window.left.setTextCursor(window.left.document().find("Your question"))
    assert window.left.selection() is None


def test_a_decision_can_be_remembered_for_other_chats(stage: Stage) -> None:
    window = begin(stage)
    click_row(window, "Ada Quill")
    stage.bot.keyClick(window, Qt.Key.Key_K)
    window.detail.remember.click()
    stage.until(lambda: "Ada Quill" in stage.disk.cloud.terms)
    assert stage.disk.cloud.terms["Ada Quill"].action == "keep"


def test_what_points_at_a_person_is_warned_of_and_can_be_made_coarser(stage: Stage) -> None:
    window = begin(stage, "She is 44 and knows Ada Quill.", chat="old")
    findings = window.findings
    head = findings.topLevelItem(findings.topLevelItemCount() - 1)
    assert head is not None
    assert "may still point at somebody" in head.text(0)
    findings.setCurrentItem(head.child(0))
    assert isinstance(findings.current_value(), Pointer)
    assert "in their 40s" in window.detail.coarser.text()
    window.detail.coarser.click()
    stage.until(lambda: window.shown is not None and "She is in their 40s" in window.right.toPlainText())
    assert "She is in their 40s" in window.left.toPlainText()


def test_the_question_can_be_edited_in_place_and_is_looked_through_again(stage: Stage) -> None:
    window = begin(stage)
    scans = len(stage.services.cloud.scanned)
    window.edit.click()
    assert not window.foot.send.isEnabled()
    window.editor.setPlainText("Only ask Ada Quill.")
    window.look_again.click()
    stage.until(lambda: window.shown is not None and "Only ask [PERSON_1]." in window.right.toPlainText())
    assert len(stage.services.cloud.scanned) == scans + 1
    send(stage, window)
    assert sent_texts(stage) == ["Only ask [PERSON_1]."]


def test_letters_typed_into_the_edited_question_are_letters(stage: Stage) -> None:
    window = begin(stage)
    window.edit.click()
    window.editor.clear()
    stage.bot.keyClicks(window.editor, "kernpk")
    assert window.editor.toPlainText() == "kernpk"
    assert [item.choice for item in window.review.items] == [Choice.REDACT] * 3


def test_a_scan_that_fails_after_an_edit_blocks_and_can_be_tried_again(stage: Stage) -> None:
    window = begin(stage)
    stage.services.cloud.scan_error = ServiceLost(service="redactor", how="killed", exit_code=-9)
    window.edit.click()
    window.editor.setPlainText("Only ask Ada Quill.")
    window.look_again.click()
    stage.until(lambda: window.banners.shown("error"))
    assert not window.foot.send.isEnabled()
    stage.services.cloud.scan_error = None
    stage.press(window.banners, "Look again")
    stage.until(window.foot.send.isEnabled)


def test_an_edited_question_that_is_not_sent_comes_back_to_the_composer(stage: Stage) -> None:
    window = begin(stage)
    window.edit.click()
    window.editor.setPlainText("Only ask Ada Quill.")
    window.look_again.click()
    stage.until(window.foot.send.isEnabled)
    window.reject()
    stage.until(lambda: page_of(stage).composer.text() == "Only ask Ada Quill.")


def test_earlier_turns_are_shown_and_can_be_folded_or_left_out(stage: Stage) -> None:
    window = begin(stage)
    assert f"When does the {SECRET} lease end?" in window.right.toPlainText()
    window.fold.click()
    assert SECRET not in window.right.toPlainText()
    assert "all of them leave: 2" in window.right.toPlainText()
    window.only_question.setChecked(True)
    assert window.shown is not None
    assert SECRET.encode() not in window.shown.prepared.body
    window.only_question.setChecked(False)
    assert SECRET.encode() in window.shown.prepared.body
    window.only_question.setChecked(True)
    send(stage, window)
    assert SECRET.encode() not in stage.services.cloud.sent[0][0].body


def test_the_exact_bytes_and_their_hash_can_be_seen_and_copied(stage: Stage) -> None:
    window = begin(stage)
    assert window.shown is not None
    digest = window.shown.prepared.body_sha256
    assert digest[:16] in readable_text(window.foot)
    window.foot.copy_hash.click()
    assert QApplication.clipboard().text() == digest
    window.foot.show_bytes.click()
    sheet = stage.dialog(BytesSheet)
    assert window.shown.prepared.body.decode() in sheet.text.toPlainText()
    assert digest in readable_text(sheet)
    sheet.close()


def test_both_sides_stay_at_the_same_place(stage: Stage) -> None:
    words = "\n\n".join(f"Paragraph {number} about Ada Quill and a harbour." for number in range(80))
    window = begin(stage, words, chat="old")
    bar = window.left.verticalScrollBar()
    bar.setValue(bar.maximum() // 2)
    left, right = window.left.top_place(), window.right.top_place()
    assert abs(left[1] - right[1]) < 120
    assert left[1] > 1000


def test_a_text_of_100_kb_is_shown_and_decided(stage: Stage) -> None:
    words = " ".join(f"Sentence {number} of Ada Quill, who likes harbours." for number in range(2000))
    window = begin(stage, words, chat="old")
    assert len(words) > 90_000
    assert window.right.toPlainText().count("of [PERSON_1], who") == 2000
    click_row(window, "Ada Quill")
    stage.bot.keyClick(window, Qt.Key.Key_K)
    stage.until(lambda: window.shown is not None)
    assert "[PERSON_1]" not in window.right.toPlainText()


# --- scans that take long, or fail ----------------------------------------------------------------


def test_a_long_scan_shows_how_far_it_is_and_can_be_cancelled(
    stage: Stage, monkeypatch: pytest.MonkeyPatch
) -> None:
    stage.open_chat("lease")
    page = choose(stage, add_provider(stage))
    page.routes._timer.setInterval(0)
    reached, go = threading.Event(), threading.Event()
    cloud = stage.assistant.cloud
    scan = cloud._scan

    def slow(text: str, options: object, progress: object, cancel: object) -> object:
        reached.set()
        go.wait(20)
        return scan(text, options, progress, cancel)  # type: ignore[arg-type]

    monkeypatch.setattr(cloud, "_scan", slow)
    stage.write(QUESTION)
    sheet = stage.dialog(ScanSheet)
    assert page.composer.editor.isReadOnly()
    sheet.cancel.click()
    go.set()
    stage.until(lambda: not page.routes.is_looking)
    assert not reviews(stage)
    assert page.composer.text() == QUESTION
    assert page.banners.shown("answer") is None


def test_a_scan_that_does_not_reach_its_end_is_said_and_nothing_is_shown_as_safe(stage: Stage) -> None:
    stage.open_chat("lease")
    stage.services.cloud.cut_scan = True
    page = choose(stage, add_provider(stage))
    stage.write(QUESTION)
    stage.until(lambda: page.banners.shown("answer"))
    assert not reviews(stage)
    assert page.composer.text() == QUESTION
    assert RedactionFailed(reason="cut").code == "redaction-failed"


# --- skimming -------------------------------------------------------------------------------------


def skim(settings: SettingsStore, stage: Stage) -> None:
    stage.desk.preferences.change(skim_review=True)
    stage.until(lambda: settings.current.skim_review)


def test_skimming_sends_what_is_not_doubtful_and_says_so_in_the_chat(stage: Stage) -> None:
    stage.open_chat("old")
    skim(stage.settings, stage)
    find_names(stage)
    choose(stage, add_provider(stage))
    stage.write(QUESTION)
    stage.until(lambda: stage.services.cloud.sent)
    stage.until_answered()
    assert sent_texts(stage) == [REDACTED]
    stage.until(lambda: "Sent without a look" in transcript(stage))
    assert not reviews(stage)


@pytest.mark.parametrize("text", ["She is 44, a mayor, from Overton.", "A letter."])
def test_skimming_still_shows_what_is_doubtful_or_points_at_somebody(stage: Stage, text: str) -> None:
    stage.open_chat("old")
    skim(stage.settings, stage)
    stage.services.cloud.doubtful = {"letter"}
    stage.services.cloud.telling = {"mayor": ("job", ""), "Overton": ("place", "a small town")}
    choose(stage, add_provider(stage))
    assert ask(stage, text).isVisible()
    assert stage.services.cloud.sent == []


def test_skimming_lets_pass_what_alone_points_at_nobody(stage: Stage) -> None:
    stage.open_chat("old")
    skim(stage.settings, stage)
    choose(stage, add_provider(stage))
    stage.write("She is 44.")
    stage.until(lambda: stage.services.cloud.sent)
    stage.until_answered()
    assert sent_texts(stage) == ["She is 44."]


# --- locked means gone ----------------------------------------------------------------------------


def test_a_lock_closes_the_review_and_leaves_nothing_to_read(stage: Stage) -> None:
    window = begin(stage)
    window.foot.show_bytes.click()
    stage.dialog(BytesSheet)
    stage.window.lock("asked")
    stage.form(UnlockForm)

    def everything() -> str:
        return "\n".join(readable_text(each) for each in QApplication.topLevelWidgets())

    stage.until(lambda: "Quill" not in everything())
    assert not [each for each in stage.window.findChildren(QDialog) if each.isVisible()]
    assert stage.services.cloud.sent == []


def test_a_lock_while_it_is_being_sent_closes_the_review_too(
    stage: Stage, monkeypatch: pytest.MonkeyPatch
) -> None:
    window = begin(stage)
    reached, go = threading.Event(), threading.Event()
    approve = stage.assistant.cloud._approve

    def slow(*arguments: object) -> object:
        reached.set()
        go.wait(20)
        return approve(*arguments)  # type: ignore[arg-type]

    monkeypatch.setattr(stage.assistant.cloud, "_approve", slow)
    stage.bot.mouseClick(window.foot.send, Qt.MouseButton.LeftButton)
    stage.until(reached.is_set)
    stage.bot.keyClick(window, Qt.Key.Key_Escape)
    assert reviews(stage) == [window]
    stage.window.lock("asked")
    assert not reviews(stage)
    stage.form(UnlockForm)
    go.set()
    stage.until(lambda: stage.assistant.answering is None)
    assert stage.services.cloud.sent == []


def test_a_question_edited_in_the_review_is_a_draft_at_lock(stage: Stage) -> None:
    window = begin(stage, chat="old")
    window.edit.click()
    window.editor.setPlainText("Only ask Ada Quill.")
    stage.window.lock("asked")
    stage.form(UnlockForm)
    assert stage.disk.drafts["old"] == "Only ask Ada Quill."


def test_a_lock_during_a_scan_shows_no_review_afterwards(
    stage: Stage, monkeypatch: pytest.MonkeyPatch
) -> None:
    stage.open_chat("lease")
    choose(stage, add_provider(stage))
    reached, go = threading.Event(), threading.Event()
    cloud = stage.assistant.cloud
    scan = cloud._scan

    def slow(*arguments: object) -> object:
        reached.set()
        go.wait(20)
        return scan(*arguments)  # type: ignore[arg-type]

    monkeypatch.setattr(cloud, "_scan", slow)
    stage.write(QUESTION)
    stage.until(reached.is_set)
    stage.window.lock("asked")
    stage.form(UnlockForm)
    go.set()
    stage.unlock()
    assert not reviews(stage)
    assert stage.services.cloud.sent == []


def test_a_review_that_is_closed_is_gone_and_not_only_hidden(stage: Stage) -> None:
    import gc

    window = begin(stage)
    watched = [weakref.ref(each) for each in (window, window.left, window.findings)]
    window.reject()
    del window

    def all_gone() -> bool:
        gc.collect()
        return not [each for each in watched if each() is not None]

    stage.until(all_gone)


# --- reach ----------------------------------------------------------------------------------------


def test_everything_in_the_review_has_a_name_and_no_word_is_in_its_title(stage: Stage) -> None:
    stage.services.cloud.doubtful = {"letter"}
    window = begin(stage)
    assert nameless(window) == []
    assert window.windowTitle() == "Sotto"
    assert window.accessibleName()


def test_tab_reaches_both_texts_the_list_and_the_buttons(stage: Stage) -> None:
    window = begin(stage)
    start = window.focusWidget()
    assert start is not None
    seen: set[QWidget] = set()
    current = start.nextInFocusChain()
    while current is not start:
        if current.focusPolicy() & Qt.FocusPolicy.TabFocus and current.isVisibleTo(window):
            seen.add(current)
        current = current.nextInFocusChain()
    wanted = {
        window.left,
        window.right,
        window.findings,
        window.edit,
        window.foot.send,
        window.foot.show_bytes,
    }
    assert wanted <= seen


def test_nothing_is_read_as_html(stage: Stage) -> None:
    window = begin(stage, '<b>Ada Quill</b> <img src="https://evil.example/x.png"> &amp;', chat="old")
    assert '<b>[PERSON_1]</b> <img src="https://evil.example/x.png"> &amp;' in window.right.toPlainText()
    cursor = QTextCursor(window.right.document())
    assert cursor.charFormat().isImageFormat() is False


def test_the_word_that_promises_too_much_is_never_used(stage: Stage) -> None:
    window = begin(stage)
    said = readable_text(window).lower()
    assert "anonym" not in said
    assert "cannot hide what it does not recognise" in said

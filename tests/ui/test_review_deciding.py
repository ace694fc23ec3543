"""Promise: every place is decided by the user, one by one or together, and an undecided one blocks."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QApplication

from app.errors import ServiceLost
from app.redaction.findings import EntityType
from app.review import Choice
from app.routing import Sensitivity
from tests.ui.cloud_steps import (
    add_provider,
    ask,
    begin,
    choose,
    page_of,
    sent_texts,
)
from tests.ui.reviewing import REDACTED, click_row, send
from tests.ui.stage import SECRET, Stage, readable_text
from ui.review.bytes import BytesSheet
from ui.review.findings import Group, Pointer, Words


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


def test_what_is_kept_raises_the_label_of_the_chat_and_the_review_says_so_before(stage: Stage) -> None:
    stage.services.cloud.names = {"8842213": EntityType.MRN}
    stage.open_chat("old")
    choose(stage, add_provider(stage, route="private"))
    window = ask(stage, "Where is 8842213?")
    assert "Makes this chat" not in window.summary.text()
    click_row(window, "8842213")
    stage.bot.keyClick(window, Qt.Key.Key_K)
    assert "Makes this chat: Confidential" in window.summary.text()
    send(stage, window)
    stage.until(lambda: stage.disk.summaries["old"].sensitivity is Sensitivity.CONFIDENTIAL)
    stage.until(page_of(stage).label_mark.isVisible)


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


def test_a_value_that_is_still_in_the_bytes_is_said_in_the_window(stage: Stage) -> None:
    window = begin(stage, "Ask Ada Quill, that is quillada backwards: AdaQuill.", chat="old")
    stage.bot.mouseClick(window.foot.send, Qt.MouseButton.LeftButton)
    stage.until(lambda: window.banners.shown("refused"))
    banner = window.banners.shown("refused")
    assert banner is not None
    assert "still there: “Ada Quill”. It stands there as it is, or only spaced" in readable_text(banner)
    assert stage.services.cloud.sent == []
    assert window.foot.send.isEnabled()
    chosen = window.findings.current_value()
    assert isinstance(chosen, Words)
    assert chosen.shown == "Ada Quill"
    assert window.focusWidget() is window.foot.local  # and not nothing: the button that had it was off
    stage.bot.keyClick(window, Qt.Key.Key_K)
    assert window.banners.shown("refused") is None  # it was said of other bytes


def test_a_look_that_switched_off_what_had_the_keyboard_gives_it_back(stage: Stage) -> None:
    window = begin(stage, "She is 44. " + "Ada Quill asks.\n" * 60, chat="old")
    window.pointing.look.click()
    window.detail.coarser.setFocus()
    window.detail.coarser.click()
    stage.until(lambda: window.shown is not None and "in their 40s" in window.right.toPlainText())
    owner = window.focusWidget()
    assert owner is not None
    assert owner.isEnabled()
    assert owner.isVisibleTo(window)


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
    chosen = window.findings.current_value()
    assert isinstance(chosen, Words)
    assert chosen.shown == "letter"
    assert window.detail.remember.isVisible()  # at hand for what was just decided


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


def test_an_earlier_turn_whose_scan_failed_is_the_one_that_is_looked_through_again(stage: Stage) -> None:
    window = begin(stage)
    earlier = window.review.parts[0]
    assert earlier.kind == "earlier-question"
    stage.services.cloud.scan_error = ServiceLost(service="redactor", how="killed", exit_code=-9)
    window.review.edit(earlier.id, "Ask Ada Quill, who is in her 40s.")  # as a coarser wording does
    window._look()
    stage.until(lambda: window.banners.shown("error"))
    assert not window.foot.send.isEnabled()
    stage.services.cloud.scan_error = None
    stage.press(window.banners, "Look again")
    stage.until(window.foot.send.isEnabled)
    assert stage.services.cloud.scanned[-1][0] == "Ask Ada Quill, who is in her 40s."
    assert "Ask [PERSON_1], who is" in window.right.toPlainText()


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

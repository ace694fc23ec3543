"""Promise: the review says why something was found in words that are true of it, and that can be read."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import Qt
from PySide6.QtGui import QFontMetrics

from app.redaction.findings import EntityType, Reason
from tests.ui.cloud_steps import add_provider, ask, begin, choose
from tests.ui.reviewing import click_row
from tests.ui.stage import Stage
from ui.review.words import main_reason, reason_words, reasons_words

FORM = "has the form of one"


def test_check_digits_are_claimed_of_numbers_that_have_some() -> None:
    reason = Reason("rule", 0.9, checksum=True)
    assert reason_words(reason, EntityType.IBAN) == ("check digits fit",)
    for kind in (EntityType.DATE, EntityType.DOB):
        assert reason_words(reason, kind) == ("is a day of the calendar",)
    assert reason_words(reason, EntityType.PHONE) == ("is a possible one",)
    assert reason_words(Reason("rule", 0.9), EntityType.PHONE) == (FORM,)


def test_what_proves_most_comes_first() -> None:
    form, labelled = Reason("rule", 0.7), Reason("rule", 0.8, context="iban", encoding="base64")
    checked = Reason("rule", 0.6, checksum=True)
    assert reasons_words((labelled, form, checked), EntityType.IBAN) == (
        f"check digits fit, near the word “iban”, was written as base64, {FORM}"
    )
    assert main_reason((labelled, form, checked), EntityType.IBAN) == "check digits fit"
    assert main_reason((labelled, form), EntityType.IBAN) == "near the word “iban”"
    born = Reason("rule", 0.9, checksum=True, context="geb. am")
    assert reason_words(born, EntityType.DOB) == ("near the word “geb. am”", "is a day of the calendar")


def test_what_the_local_model_points_at_is_called_a_suggestion() -> None:
    reasons = (Reason("suggested", 0.5),)
    assert main_reason(reasons, EntityType.CUSTOM) == "suggested by the local model"
    assert reasons_words(reasons, EntityType.CUSTOM) == "suggested by the local model"


def test_the_same_reason_is_given_once() -> None:
    twice = (Reason("one", 0.9), Reason("two", 0.8), Reason("tagger", 0.7))
    assert reasons_words(twice, EntityType.PHONE) == f"{FORM}, reads like one"


def test_braces_of_the_text_are_no_fields() -> None:
    assert reason_words(Reason("rule", 0.9, context="{0} {word}"), EntityType.PHONE) == (
        "near the word “{0} {word}”",
    )


def test_the_reason_in_the_list_is_not_cut_and_all_reasons_are_in_its_tool_tip(stage: Stage) -> None:
    window = begin(stage, chat="old")
    review = window.review
    item = review.items[0]
    reasons = (Reason("tagger", 0.9), Reason("x", 0.8, checksum=True), Reason("y", 0.7, context="iban"))
    review._items = [
        replace(each, label=EntityType.IBAN, reasons=reasons) if each.id == item.id else each
        for each in review._items
    ]
    window._refresh()
    click_row(window, "Ada Quill")
    row = window.findings.currentItem()
    assert row is not None
    assert row.text(2) == "sure: check digits fit"
    assert row.toolTip(2) == "sure: check digits fit, reads like one, near the word “iban”"
    assert row.toolTip(2) in row.data(0, Qt.ItemDataRole.AccessibleTextRole)
    room = window.findings.columnWidth(2)
    assert window.fontMetrics().horizontalAdvance(row.text(2)) < room


def test_words_that_were_found_are_not_cut_while_the_reasons_have_room(stage: Stage) -> None:
    long = "Bartholomew Montgomery Quillfeather"
    stage.open_chat("old")
    stage.services.cloud.names = {long: EntityType.PERSON}
    choose(stage, add_provider(stage))
    window = ask(stage, f"Write to {long}. {long} is waiting, {long} said.")
    window.resize(1300, 820)
    stage.settle()
    click_row(window, long)
    row = window.findings.currentItem()
    assert row is not None
    assert row.text(0) == f"{long}  ×3"
    index = window.findings.currentIndex().siblingAtColumn(0)
    room = window.findings.visualRect(index).width()  # without what it is indented by, but with its box
    assert QFontMetrics(row.font(0)).horizontalAdvance(row.text(0)) + 24 < room
    assert QFontMetrics(row.font(2)).horizontalAdvance(row.text(2)) < window.findings.columnWidth(2)


def test_what_no_word_vouches_for_is_told_without_one() -> None:
    assert reason_words(Reason("secret-assigned", 0.7, placed=True), EntityType.SECRET) == (
        "stands where one does",
    )

"""Promise: a lock, or a close, leaves nothing of a review to be read."""

from __future__ import annotations

import threading
import weakref

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QDialog

from tests.ui.cloud_steps import (
    QUESTION,
    add_provider,
    begin,
    choose,
)
from tests.ui.reviewing import reviews
from tests.ui.stage import Stage, readable_text
from ui.review.bytes import BytesSheet
from ui.unlock_form import UnlockForm


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

    def slow(*arguments: object, skimmed: bool) -> object:
        reached.set()
        go.wait(20)
        return approve(*arguments, skimmed=skimmed)  # type: ignore[arg-type]

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

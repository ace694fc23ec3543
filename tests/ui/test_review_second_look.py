"""Promise: the second look is asked for, only suggests, and ends with the window; nothing waits for it."""

from __future__ import annotations

from pathlib import Path

import msgspec

from app.review import Choice
from models.files import unlisted_entry
from tests.fake_engine import Pause, crash
from tests.ui.cloud_steps import begin, sent_texts
from tests.ui.stage import Stage, readable_text
from tests.ui.test_providers_page import open_page

READING = "Looking again with the local model"
FOUND = msgspec.json.encode([{"text": "letter", "kind": "other"}]).decode()


def prepare(stage: Stage, folder: Path, *, wanted: bool = True) -> None:
    """Use a model of the user's own, and turn the second look on."""
    path = folder / "large.gguf"
    path.write_bytes(b"GGUF")
    stage.unlock()
    stage.assistant.use_model(unlisted_entry(path))
    stage.desk.preferences.change(second_pass=wanted)
    stage.until(lambda: stage.settings.current.second_pass is wanted)


def test_it_is_a_switch_that_is_off_and_says_who_is_not_asked(stage: Stage) -> None:
    page = open_page(stage)
    assert not page.redaction.second_pass.isChecked()
    assert "The built-in model is too small for this and is not asked." in readable_text(page)
    page.redaction.second_pass.click()
    stage.until(lambda: stage.settings.current.second_pass)


def test_without_the_switch_no_model_is_asked(stage: Stage, tmp_path: Path) -> None:
    prepare(stage, tmp_path, wanted=False)
    asked = len(stage.services.requests)
    window = begin(stage, chat="old")
    assert READING not in window.summary.text()
    assert len(stage.services.requests) == asked


def test_what_it_points_at_comes_undecided_into_the_open_review(stage: Stage, tmp_path: Path) -> None:
    prepare(stage, tmp_path)
    pause = Pause()
    stage.services.script([pause, FOUND])
    window = begin(stage, chat="old")
    stage.until(lambda: pause.reached.is_set())
    assert READING in window.summary.text()
    assert window.foot.send.isEnabled()
    pause.release()
    stage.until(lambda: window.review.undecided)
    (item,) = window.review.undecided
    assert (window.review.words(item), item.choice) == ("letter", Choice.UNDECIDED)
    assert "The local model points at more places: 1" in window.summary.text()
    assert "Draft a [CUSTOM_1] to" in window.right.toPlainText()
    assert not window.foot.send.isEnabled()


def test_it_ends_with_the_window(stage: Stage, tmp_path: Path) -> None:
    prepare(stage, tmp_path)
    pause = Pause()
    stage.services.script([pause, FOUND])
    window = begin(stage, chat="old")
    stage.until(lambda: pause.reached.is_set())
    review = window.review
    window.reject()
    stage.until(lambda: stage.assistant._engines._aside is None)
    assert [item.choice for item in review.items] == [Choice.REDACT] * 3


def test_sending_does_not_wait_for_it(stage: Stage, tmp_path: Path) -> None:
    prepare(stage, tmp_path)
    pause = Pause()
    stage.services.script([pause, FOUND])
    window = begin(stage, chat="old")
    stage.until(lambda: pause.reached.is_set())
    window.foot.send.click()
    stage.until(lambda: stage.services.cloud.sent)
    stage.until_answered()
    assert sent_texts(stage) == ["Draft a letter to [PERSON_1] at [EMAIL_1] about [PERSON_1]."]


def test_a_model_that_fails_is_a_quiet_word_and_stops_nothing(stage: Stage, tmp_path: Path) -> None:
    prepare(stage, tmp_path)
    stage.services.script([crash()])
    window = begin(stage, chat="old")
    stage.until(lambda: "The local model could not look" in window.summary.text())
    assert window.foot.send.isEnabled()


def test_the_built_in_model_is_not_asked(stage: Stage) -> None:
    stage.unlock()
    stage.desk.preferences.change(second_pass=True)
    stage.until(lambda: stage.settings.current.second_pass)
    asked = len(stage.services.requests)
    window = begin(stage, chat="old")
    stage.until(lambda: READING not in window.summary.text())
    assert "local model" not in window.summary.text()
    assert len(stage.services.requests) == asked

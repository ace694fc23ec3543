"""Promise: a scan says how far it is and what it could not do, and nothing doubtful is sent unseen."""

from __future__ import annotations

import threading

import pytest

from app.errors import RedactionFailed
from app.settings import SettingsStore
from tests.ui.cloud_steps import (
    QUESTION,
    add_provider,
    ask,
    choose,
    find_names,
    sent_texts,
)
from tests.ui.reviewing import REDACTED, reviews, transcript
from tests.ui.stage import Stage, readable_text
from ui.review.scanning import ScanSheet
from ui.route_chip import RouteChoice, RouteOption


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
    assert sheet.bar.maximum() == 0  # a bar that moves: the process that looks has said nothing yet
    sheet.show_progress(0.25)
    assert (sheet.bar.value(), sheet.bar.maximum()) == (250, 1000)
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
    assert "Providers" not in readable_text(page.banners)  # no setting of theirs mends it
    stage.press(page.banners, "Answer on this computer")
    stage.until_answered()
    assert page.composer.text() == ""
    assert stage.services.cloud.sent == []
    assert f"You asked: {QUESTION}" in readable_text(page.transcript)
    assert RedactionFailed(reason="cut").code == "redaction-failed"


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


def test_no_look_is_promised_where_skimming_may_leave_it_out(stage: Stage) -> None:
    workspace = stage.unlock()
    workspace.begin_new()
    page = choose(stage, add_provider(stage))

    def promises() -> str:
        said = readable_text(page.empty) + readable_text(page.composer)
        return said + page.composer.editor.placeholderText()

    def promised() -> tuple[int, int]:
        said = promises()
        return said.count("before it does"), said.count("without a look")

    assert promised() == (4, 0)  # beside the field, in it, and as the chip's name and tool tip
    skim(stage.settings, stage)
    assert promised() == (0, 4)
    page.routes.choose(RouteOption(RouteChoice()))
    assert promised() == (0, 0)
    stage.desk.preferences.change(skim_review=False)
    choose(stage, stage.assistant.cloud.providers.all()[0])
    assert promised() == (4, 0)

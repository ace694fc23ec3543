"""Promise: what may point at somebody without a name is told as loudly as likely, and can be coarsened."""

from __future__ import annotations

from PySide6.QtCore import Qt

from app.redaction.unread import LANGUAGES
from app.review import Choice
from tests.ui.cloud_steps import begin
from tests.ui.stage import Stage, readable_text
from ui.review.findings import Pointer
from ui.review.window import ReviewWindow
from ui.review.words import language_name

TEXT = "She is 44, a mayor from Overton."


def warned(stage: Stage) -> ReviewWindow:
    stage.services.cloud.telling = {"mayor": ("job", ""), "Overton": ("place", "a small town")}
    window = begin(stage, TEXT, chat="old")
    assert window.pointing.warning.shown("risk") is not None
    return window


def test_where_nothing_points_at_anybody_nothing_is_said(stage: Stage) -> None:
    window = begin(stage)
    assert not window.pointing.isVisible()
    assert "point at" not in readable_text(window)


def test_a_single_hint_is_a_quiet_line_that_leads_to_it(stage: Stage) -> None:
    window = begin(stage, "She is 44.", chat="old")
    assert window.pointing.quiet.isVisible()
    assert window.pointing.warning.shown("risk") is None
    assert "may help to point at somebody: an age." in readable_text(window.pointing)
    window.pointing.look.click()
    assert isinstance(window.findings.current_value(), Pointer)


def test_several_kinds_together_are_warned_of_by_kind(stage: Stage) -> None:
    window = warned(stage)
    said = readable_text(window.pointing)
    assert "Together these can point at one person: an age, a job, a small place." in said
    assert not window.pointing.quiet.isVisible()
    assert "anonym" not in readable_text(window).lower()
    assert window.foot.send.isEnabled()


def test_the_warning_makes_coarser_and_goes_when_little_is_left(stage: Stage) -> None:
    window = warned(stage)
    stage.press(window.pointing, "Make coarser: “in their 40s”")
    stage.until(lambda: window.shown is not None and "She is in their 40s, a" in window.right.toPlainText())
    assert window.pointing.warning.shown("risk") is None
    assert window.pointing.quiet.isVisible()


def test_what_is_redacted_by_hand_points_at_nobody_any_more(stage: Stage) -> None:
    window = warned(stage)
    window.left.setTextCursor(window.left.document().find("mayor"))
    window.hide_selection.click()
    assert window.review.risk == "some"
    assert window.pointing.warning.shown("risk") is None
    stage.bot.keyClick(window, Qt.Key.Key_N)
    stage.bot.keyClick(window, Qt.Key.Key_K)
    assert [item.choice for item in window.review.items] == [Choice.KEEP]
    assert window.pointing.warning.shown("risk") is not None


def test_a_language_in_which_no_name_is_found_is_warned_of(stage: Stage) -> None:
    window = begin(stage, "Czy Jan Kowalski podpisał już umowę?", chat="old")
    warning = window.pointing.warning.shown("unread")
    assert warning is not None
    assert "Sotto finds no names in what is written in Polish." in readable_text(window.pointing)
    button = window.hide_selection.text().strip()
    assert f"press “{button}”" in readable_text(window.pointing)  # what it is called where it stands
    assert window.foot.send.isEnabled()


def test_every_language_that_can_be_told_has_a_name() -> None:
    names = [language_name(code) for code in LANGUAGES]
    assert len(set(names)) == len(LANGUAGES) > 20
    assert not any(name in LANGUAGES for name in names)


def test_what_is_forgotten_is_not_shown_any_more(stage: Stage) -> None:
    pointing = warned(stage).pointing
    pointing.forget()
    assert not pointing.isVisible()
    stage.until(lambda: "small" not in readable_text(pointing))

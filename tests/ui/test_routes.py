"""Promise: every chat begins with the local route, and the chip says truly where a question goes."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu

from app.errors import CredentialRefused, CutOff, UsageRefused
from app.routing import Route, Sensitivity
from tests.fake_engine import Pause
from tests.ui.cloud_steps import HOST, add_provider, ask, choose, find_names, page_of, sent_texts
from tests.ui.stage import Stage, readable_text
from ui.consent import ConsentSheet
from ui.providers_page import KeySheet
from ui.review.window import ReviewWindow
from ui.route_chip import RouteChoice
from ui.transcript.reply import AnswerWidget


def menu_of(stage: Stage) -> QMenu:
    """Open the route menu and return it."""
    chip = page_of(stage).composer.route_chip
    chip.click()
    stage.until(lambda: [each for each in chip.findChildren(QMenu) if each.isVisible()])
    return next(each for each in chip.findChildren(QMenu) if each.isVisible())


def entry(menu: QMenu, words: str) -> QAction:
    return next(each for each in menu.actions() if words in each.text())


def pick(menu: QMenu, words: str) -> None:
    entry(menu, words).trigger()
    menu.close()


def route(stage: Stage) -> Route:
    return page_of(stage).routes.choice.route


def test_it_is_local_at_first_and_in_every_chat_that_is_opened(stage: Stage) -> None:
    workspace = stage.open_chat("lease")
    assert route(stage) is Route.LOCAL
    choose(stage, add_provider(stage))
    assert route(stage) is Route.CLOUD
    stage.open_chat("old")
    assert route(stage) is Route.LOCAL
    choose(stage, stage.assistant.cloud.providers.all()[0])
    workspace.begin_new()
    assert route(stage) is Route.LOCAL


def test_the_status_line_names_no_local_model_for_a_question_that_leaves(stage: Stage) -> None:
    workspace = stage.open_chat("lease")
    stage.write("When?")
    stage.until_answered()
    stage.until(workspace.status._model_box.isVisible)
    choose(stage, add_provider(stage))
    assert not workspace.status._model_box.isVisible()
    pick(menu_of(stage), "Local only")
    stage.until(workspace.status._model_box.isVisible)


def test_it_is_local_again_after_a_lock(stage: Stage) -> None:
    stage.open_chat("lease")
    choose(stage, add_provider(stage))
    stage.window.lock("asked")
    stage.unlock()
    assert route(stage) is Route.LOCAL


def test_the_menu_offers_what_is_set_up_and_says_what_is_not(stage: Stage) -> None:
    stage.open_chat("lease")
    add_provider(stage)
    menu = menu_of(stage)
    assert entry(menu, "Local only").isChecked()
    assert entry(menu, "Cloud (redacted) · Somewhere · big-1").isEnabled()
    assert not entry(menu, "Private server: none is set up").isEnabled()
    pick(menu, "Somewhere")
    assert page_of(stage).routes.choice == RouteChoice(
        Route.CLOUD, stage.assistant.cloud.providers.all()[0].id, "Somewhere"
    )
    assert "Cloud (redacted) · Somewhere" in page_of(stage).composer.route_chip.accessibleName()


def test_the_menu_opens_by_its_key(stage: Stage) -> None:
    workspace = stage.open_chat("lease")
    workspace.act("route")
    chip = page_of(stage).composer.route_chip
    stage.until(lambda: [each for each in chip.findChildren(QMenu) if each.isVisible()])
    for each in chip.findChildren(QMenu):
        each.close()


@pytest.mark.parametrize(
    ("sensitivity", "words"),
    [(Sensitivity.CONFIDENTIAL, "this chat is confidential"), (Sensitivity.RESTRICTED, "is restricted")],
)
def test_a_label_closes_routes_and_the_menu_says_why(
    stage: Stage, sensitivity: Sensitivity, words: str
) -> None:
    stage.open_chat("lease")
    choose(stage, add_provider(stage))
    page_of(stage).routes.set_label(sensitivity)
    assert route(stage) is Route.LOCAL
    stage.until(lambda: stage.disk.summaries["lease"].sensitivity is sensitivity)
    stage.until(lambda: page_of(stage).chat.summary.sensitivity is sensitivity)  # type: ignore[union-attr]
    assert page_of(stage).label_mark.isVisible()
    assert page_of(stage).label_mark.text().lower() == sensitivity.value
    menu = menu_of(stage)
    assert not entry(menu, words).isEnabled()
    menu.close()


def test_a_label_that_closes_the_route_says_what_it_did_and_can_be_undone(stage: Stage) -> None:
    workspace = stage.open_chat("lease")
    provider = add_provider(stage)
    choose(stage, provider)
    page_of(stage).routes.set_label(Sensitivity.RESTRICTED)
    stage.until(lambda: workspace.toast.has_choice)
    assert "“Restricted”: the next question stays on this computer." in readable_text(workspace.toast)
    stage.until(lambda: page_of(stage).label_mark.isVisible())
    workspace.toast.action.click()
    assert page_of(stage).routes.choice == RouteChoice(Route.CLOUD, provider.id, "Somewhere")
    stage.until(lambda: stage.disk.summaries["lease"].sensitivity is Sensitivity.INTERNAL)
    stage.until(lambda: not page_of(stage).label_mark.isVisible())


def test_a_label_that_is_undone_in_another_chat_changes_nothing_there(stage: Stage) -> None:
    workspace = stage.open_chat("lease")
    choose(stage, add_provider(stage))
    page_of(stage).routes.set_label(Sensitivity.CONFIDENTIAL)
    stage.until(lambda: stage.disk.summaries["lease"].sensitivity is Sensitivity.CONFIDENTIAL)
    assert "“Confidential”" in readable_text(workspace.toast)
    stage.open_chat("old")
    workspace.toast.act()
    stage.until(lambda: stage.disk.summaries["lease"].sensitivity is Sensitivity.INTERNAL)
    assert route(stage) is Route.LOCAL
    assert stage.disk.summaries["old"].sensitivity is Sensitivity.INTERNAL


def test_a_label_that_leaves_the_route_open_needs_no_word(stage: Stage) -> None:
    workspace = stage.open_chat("lease")
    page_of(stage).routes.set_label(Sensitivity.RESTRICTED)
    stage.until(lambda: page_of(stage).label_mark.isVisible())
    assert not workspace.toast.isVisible()


def test_the_label_is_in_the_menu_and_can_be_changed(stage: Stage) -> None:
    stage.open_chat("lease")
    menu = menu_of(stage)
    labels = entry(menu, "Label of this chat").menu()
    assert isinstance(labels, QMenu)
    assert [each.text() for each in labels.actions() if each.isChecked()] == ["Internal"]
    next(each for each in labels.actions() if each.text() == "Public").trigger()
    menu.close()
    stage.until(lambda: stage.disk.summaries["lease"].sensitivity is Sensitivity.PUBLIC)


def test_offline_closes_every_route_but_the_local_one(stage: Stage) -> None:
    stage.open_chat("lease")
    add_provider(stage)
    stage.desk.preferences.change(offline=True)
    stage.until(lambda: stage.settings.current.offline)
    menu = menu_of(stage)
    assert not entry(menu, "Sotto is offline").isEnabled()
    assert entry(menu, "Local only").isEnabled()
    menu.close()


def test_going_offline_closes_the_route_that_was_chosen_and_says_so(stage: Stage) -> None:
    workspace = stage.open_chat("lease")
    choose(stage, add_provider(stage))
    stage.desk.preferences.change(offline=True)
    assert route(stage) is Route.LOCAL
    assert "Local only" in page_of(stage).composer.route_chip.text()
    assert "Sotto is offline: the next question stays on this computer." in readable_text(workspace.toast)
    assert not workspace.toast.has_choice
    workspace.toast.forget()
    stage.desk.preferences.change(text_scale=110)
    assert not workspace.toast.isVisible()  # it is said once


def test_a_change_of_providers_that_ends_the_chosen_route_says_so(stage: Stage) -> None:
    workspace = stage.open_chat("lease")
    provider = add_provider(stage)
    workspace.show_page("providers")
    page = workspace.pages.currentWidget()
    page.changed.emit()
    assert not workspace.toast.isVisible()  # no route was chosen
    choose(stage, provider)
    page.changed.emit()
    assert route(stage) is Route.LOCAL
    assert "The providers changed: the next question stays" in readable_text(workspace.toast)


def test_a_provider_without_consent_asks_for_it_first_and_records_it(stage: Stage) -> None:
    stage.open_chat("lease")
    provider = add_provider(stage, consent=False)
    pick(menu_of(stage), "asks for your consent first")
    sheet = stage.dialog(ConsentSheet)
    assert "30 days" in readable_text(sheet)
    assert sheet.focusWidget() is sheet.cancel
    assert route(stage) is Route.LOCAL
    sheet.agree.click()
    stage.until(lambda: route(stage) is Route.CLOUD)
    assert stage.disk.cloud.providers[provider.id].consented
    assert [record.entry.kind for record in stage.disk.cloud.audit].count("consent") == 1


def test_a_consent_that_is_not_given_leaves_everything_local(stage: Stage) -> None:
    stage.open_chat("lease")
    add_provider(stage, consent=False)
    pick(menu_of(stage), "asks for your consent first")
    sheet = stage.dialog(ConsentSheet)
    stage.bot.keyClick(sheet, Qt.Key.Key_Escape)
    assert route(stage) is Route.LOCAL


def test_a_provider_without_its_key_leads_to_where_it_is_entered(stage: Stage) -> None:
    stage.open_chat("lease")
    add_provider(stage, key="")
    pick(menu_of(stage), "its key is missing")
    assert stage.dialog(KeySheet).isVisible()
    assert route(stage) is Route.LOCAL


def test_a_local_question_starts_no_process_of_the_cloud_route(stage: Stage) -> None:
    stage.open_chat("lease")
    stage.write("hello")
    stage.until_answered()
    assert stage.services.cloud.redactors == []
    assert stage.services.cloud.gates == []


def test_the_field_says_where_words_go(stage: Stage) -> None:
    stage.open_chat("lease")
    composer = page_of(stage).composer
    assert "stays on this computer" in composer.editor.placeholderText()
    choose(stage, add_provider(stage))
    assert "see what leaves" in composer.editor.placeholderText()
    assert not composer.model_chip.isVisible()


def test_a_new_version_of_a_question_is_reviewed_too(stage: Stage) -> None:
    stage.open_chat("lease")
    find_names(stage)
    page = choose(stage, add_provider(stage))
    page.composer.begin_edit("q1", "When does Ada Quill leave?")
    stage.bot.keyClick(page.composer.editor, Qt.Key.Key_Return)
    window = stage.dialog(ReviewWindow)
    assert [part.kind for part in window.review.parts] == ["question"]
    stage.bot.mouseClick(window.foot.send, Qt.MouseButton.LeftButton)
    stage.until(lambda: stage.services.cloud.sent)
    stage.until_answered()
    assert sent_texts(stage) == ["When does [PERSON_1] leave?"]
    assert page.composer.editing is None
    versions = [message for message in stage.disk.messages.values() if message.parent_id is None]
    assert len([message for message in versions if message.conversation_id == "lease"]) == 2


def test_answering_again_beyond_this_computer_is_reviewed_and_locally_is_not(stage: Stage) -> None:
    stage.open_chat("lease")
    page = choose(stage, add_provider(stage))
    page.regenerate_last()
    window = stage.dialog(ReviewWindow)
    window.foot.local.click()
    stage.until_answered()
    assert stage.services.cloud.sent == []
    answers = [message for message in stage.disk.messages.values() if message.parent_id == "q1"]
    assert len(answers) == 3


def test_an_answer_that_is_cut_off_is_kept_and_can_be_asked_here_instead(stage: Stage) -> None:
    stage.open_chat("old")
    find_names(stage)
    choose(stage, add_provider(stage))
    window = ask(stage)
    stage.services.cloud.script("Dear [PERSON_1], and", CutOff(host=HOST, reason="closed"))
    stage.bot.mouseClick(window.foot.send, Qt.MouseButton.LeftButton)
    page = page_of(stage)
    stage.until(lambda: page.banners.shown("answer"))
    stage.until_answered()
    assert "Dear Ada Quill, and" in readable_text(page.transcript)
    stage.services.script(["From here."])
    stage.press(page.banners, "Answer on this computer")
    stage.until(lambda: "From here." in readable_text(page.transcript))
    assert len(stage.services.cloud.sent) == 1


def test_the_heading_of_an_answer_is_the_same_while_it_comes_and_afterwards(stage: Stage) -> None:
    stage.open_chat("old")
    find_names(stage)
    choose(stage, add_provider(stage))
    window = ask(stage)
    pause = Pause()
    stage.services.cloud.answers_as = "big-1-2026-05"
    stage.services.cloud.script("Dear [PERSON_1],", pause, " and so on.")
    stage.bot.mouseClick(window.foot.send, Qt.MouseButton.LeftButton)
    page = page_of(stage)
    stage.until(lambda: "Dear Ada Quill," in readable_text(page.transcript))

    def heading() -> tuple[str, str]:
        answer = page.transcript.findChildren(AnswerWidget)[-1]
        return answer.model, answer.where

    during = heading()
    pause.release()
    stage.until_answered()
    stage.until(lambda: "and so on." in readable_text(page.transcript))
    assert during == heading() == ("big-1", "Cloud (redacted) · Somewhere")


def test_a_key_that_is_not_accepted_leads_to_where_it_is_entered(stage: Stage) -> None:
    stage.open_chat("old")
    find_names(stage)
    provider = add_provider(stage)
    choose(stage, provider)
    window = ask(stage)
    stage.services.cloud.script(CredentialRefused(host=HOST, status=401))
    stage.bot.mouseClick(window.foot.send, Qt.MouseButton.LeftButton)
    page = page_of(stage)
    stage.until(lambda: page.banners.shown("answer"))
    stage.until_answered()
    stage.press(page.banners, "Enter the key")
    sheet = stage.dialog(KeySheet)
    assert provider.name in readable_text(sheet)
    sheet.field.setText("the-right-one")
    sheet.store.click()
    stage.until(lambda: stage.services.cloud.keys.kept == {provider.id: "the-right-one"})


def test_an_error_of_the_menu_is_said_on_the_page(stage: Stage, monkeypatch: pytest.MonkeyPatch) -> None:
    stage.open_chat("lease")

    def broken() -> None:
        raise UsageRefused(reason="no-such-provider")

    monkeypatch.setattr(stage.assistant.cloud.providers, "all", broken)
    page_of(stage).composer.route_chip.click()
    stage.until(lambda: page_of(stage).banners.shown("answer"))

"""Promise: what the computer's policy decides is closed in the window, with who set it."""

from __future__ import annotations

import gc
from collections.abc import Callable, Iterator
from pathlib import Path
from types import SimpleNamespace

import pytest
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QLabel, QMenu, QWidget
from pytestqt.qtbot import QtBot

from app.assistant import Assistant
from app.gate.port import Destination
from app.policy import CLOSED, Fault, Managed, Policy
from app.providers import KeyPlace, Promise, Provider
from app.routing import Route
from tests.fakes import FakeServices
from tests.ui.cloud_steps import QUESTION, add_provider, choose, find_names, page_of
from tests.ui.stage import Stage, readable_text
from ui.dialogs import Sheet
from ui.provider_sheet import ProviderSheet
from ui.providers_page import ProvidersPage
from ui.review.window import ReviewWindow

BY = "Set by Riverside Clinic & Sons"
CLINIC = "Riverside Clinic & Sons"
BROKEN = Managed(CLOSED, folder="/etc/p", faults=(Fault("10.toml", "value", "Expected `bool`"),))

Opened = Callable[[Managed], Stage]


@pytest.fixture
def under(
    qtbot: QtBot, qapp: object, theme: object, services: FakeServices, clock: object, tmp_path: Path
) -> Iterator[Opened]:
    """Open the window on a computer with a policy."""
    made: list[Stage] = []

    def start(managed: Managed) -> Stage:
        made.append(Stage(qtbot, qapp, theme, services, clock, tmp_path, managed))  # type: ignore[arg-type]
        return made[-1]

    yield start
    for each in made:
        each.end()


def put_provider(
    stage: Stage, address: str = "https://cloud.example/v1", *, key: KeyPlace = "keyring", consented: int = 1
) -> Provider:
    """Have a provider that was set up before there was a policy."""
    destination = Destination("p1", "openai", address, "big-1")
    promise = Promise("30 days", "no")
    provider = Provider("p1", "Somewhere", destination, promise, 4096, key, 1, consented)
    stage.disk.cloud.providers["p1"] = provider
    return provider


def providers_page(stage: Stage) -> ProvidersPage:
    workspace = stage.window.workspace or stage.unlock()
    workspace.settings_page.providers_wanted.emit()
    page = workspace.pages.currentWidget()
    assert isinstance(page, ProvidersPage)
    stage.until(lambda: len(page.providers) == len(stage.disk.cloud.providers))
    return page


def menu_of(stage: Stage) -> QMenu:
    chip = page_of(stage).composer.route_chip
    chip.click()
    stage.until(lambda: [each for each in chip.findChildren(QMenu) if each.isVisible()])
    return next(each for each in chip.findChildren(QMenu) if each.isVisible())


def shown_labels(inside: QWidget) -> list[str]:
    """Return the texts of the labels that can be seen."""
    return [each.text() for each in inside.findChildren(QLabel) if each.isVisible()]


def entry(menu: QMenu, words: str) -> QAction:
    return next(each for each in menu.actions() if words in each.text())


def test_the_held_switches_are_closed_and_say_who_set_them(under: Opened) -> None:
    stage = under(Managed(Policy(CLINIC, allow_skim=False, offline=True)))
    stage.desk.preferences.change(skim_review=True, offline=False)
    settings = providers_page(stage).redaction
    for box, is_on in ((settings.skim, False), (settings.offline, True)):
        assert not box.isEnabled()
        assert box.isChecked() is is_on
        assert box.toolTip() == box.accessibleDescription() == BY
    assert shown_labels(settings).count(BY) == 2
    assert not any("switch this off" in each for each in shown_labels(settings))
    stage.desk.preferences.change(second_pass=True)  # shows all of them anew
    assert (settings.skim.isChecked(), settings.offline.isChecked()) == (False, True)
    assert stage.settings.current.skim_review  # what the user chose is kept for a day without a policy


def test_without_a_policy_nothing_is_closed_and_nothing_said(under: Opened) -> None:
    stage = under(Managed())
    settings = providers_page(stage).redaction
    assert settings.skim.isEnabled()
    assert settings.offline.isEnabled()
    assert not any("Set by" in each for each in shown_labels(settings))
    assert any("switch this off" in each for each in shown_labels(settings))
    assert settings.skim.toolTip() == ""
    assert page_of(stage).banners.shown("policy") is None


@pytest.mark.parametrize(
    ("policy", "closed", "unset"),
    [
        (Policy(CLINIC, farthest_route=Route.PRIVATE), True, "Private server: none is set up"),
        (Policy(CLINIC, offline=True), True, "Private server: the policy of this computer"),
        (Policy(CLINIC, allowed_hosts=("llm.example",)), True, "Private server: none is set up"),
        (Policy(CLINIC, allowed_hosts=("cloud.example",)), False, "Private server: none is set up"),
    ],
)
def test_the_menu_says_what_the_policy_closes(
    under: Opened, policy: Policy, closed: bool, unset: str
) -> None:
    stage = under(Managed(policy))
    stage.open_chat("lease")
    put_provider(stage)
    menu = menu_of(stage)
    cloud = entry(menu, "Somewhere")
    assert cloud.isEnabled() is not closed
    assert ("the policy of this computer does not allow it" in cloud.text()) is closed
    assert (cloud.toolTip() == BY) is closed
    assert not entry(menu, unset).isEnabled()
    lines = [each for each in menu.actions() if each.text() == BY.replace("&", "&&")]
    assert [each.isEnabled() for each in lines] == ([False] if closed else [])
    menu.close()


def test_a_question_is_never_skimmed_against_the_policy(under: Opened) -> None:
    stage = under(Managed(Policy(allow_skim=False)))
    stage.desk.preferences.change(skim_review=True)
    stage.open_chat("lease")
    find_names(stage)
    choose(stage, add_provider(stage))
    stage.write(QUESTION)
    window = stage.dialog(ReviewWindow)
    stage.until(lambda: window.shown is not None)
    assert stage.services.cloud.sent == []
    window.reject()
    assert "before it does" in page_of(stage).composer.editor.placeholderText()  # which is still true


def test_a_server_outside_the_list_is_refused_in_the_form_and_marked_on_the_page(under: Opened) -> None:
    stage = under(Managed(Policy(CLINIC, allowed_hosts=("llm.example",))))
    stage.unlock()
    provider = put_provider(stage)
    page = providers_page(stage)
    told = f"It is not asked: the policy of this computer does not allow its server. {BY}."
    stage.until(lambda: told in readable_text(page))
    sheet = page.edit(provider)
    assert isinstance(sheet, ProviderSheet)
    sheet.save.click()
    stage.until(lambda: sheet.banners.shown("error"))
    assert "policy of this computer does not allow this server" in readable_text(sheet.banners)
    sheet.close()


@pytest.mark.parametrize(
    ("policy", "words"),
    [
        (Policy(CLINIC, farthest_route=Route.PRIVATE), "opens no route beyond “Private server”"),
        (Policy(CLINIC, farthest_route=Route.LOCAL), "keeps every question here"),
        (Policy(CLINIC, offline=True), "keeps every question here"),
        (Policy(CLINIC, allowed_hosts=("llm.example",)), "does not allow its server"),
    ],
)
def test_the_card_of_a_provider_that_is_refused_says_so_and_offers_nothing(
    under: Opened, policy: Policy, words: str
) -> None:
    stage = under(Managed(policy))
    stage.unlock()
    put_provider(stage, key="none", consented=0)
    page = providers_page(stage)
    stage.until(lambda: f"It is not asked: the policy of this computer {words}. {BY}." in readable_text(page))
    said = readable_text(page)
    for useless in ("Its key is missing", "Enter key…", "not yet agreed", "Read and agree…"):
        assert useless not in said
    assert "Remove…" in said


def test_the_card_of_a_provider_that_is_allowed_says_nothing_of_a_policy(under: Opened) -> None:
    stage = under(Managed(Policy(CLINIC, farthest_route=Route.CLOUD, allowed_hosts=("cloud.example",))))
    stage.unlock()
    put_provider(stage, key="none", consented=0)
    page = providers_page(stage)
    stage.until(lambda: "Read and agree…" in readable_text(page))
    assert "Enter key…" in readable_text(page)
    assert "It is not asked" not in readable_text(page)


@pytest.mark.parametrize(
    ("policy", "offered"),
    [
        (Policy(CLINIC), ["OpenAI", "Mistral", "Another cloud", "Private server"]),
        (Policy(CLINIC, farthest_route=Route.PRIVATE), ["Private server"]),
        (Policy(CLINIC, offline=True), []),
        (Policy(CLINIC, allowed_hosts=("api.mistral.ai",)), ["Mistral", "Another cloud", "Private server"]),
    ],
)
def test_only_what_the_policy_allows_can_be_added(under: Opened, policy: Policy, offered: list[str]) -> None:
    stage = under(Managed(policy))
    stage.unlock()
    page = providers_page(stage)
    page.add_button.click()
    menu = next(each for each in page.findChildren(QMenu) if each.isVisible())
    for name in ("OpenAI", "Mistral", "Another cloud", "Private server"):
        action = next(each for each in menu.actions() if each.text().startswith(name))
        assert action.isEnabled() is (name in offered)
        assert ("the policy of this computer does not allow it" in action.text()) is (name not in offered)
    lines = [each for each in menu.actions() if each.text() == BY.replace("&", "&&")]
    assert [each.isEnabled() for each in lines] == ([False] if len(offered) < 4 else [])
    menu.close()


def test_a_broken_policy_is_told_with_its_file_and_closes_the_cloud(under: Opened) -> None:
    stage = under(BROKEN)
    stage.unlock()
    put_provider(stage)
    page = providers_page(stage)
    for banners in (page_of(stage).banners, page.banners):
        said = readable_text(banners)
        assert "the cloud is off until it is mended" in said
        assert "10.toml: a value is not possible (Expected `bool`)." in said
    assert not page.redaction.offline.isEnabled()
    stage.open_chat("lease")
    menu = menu_of(stage)
    assert not entry(menu, "Somewhere").isEnabled()
    assert entry(menu, "Somewhere").toolTip() == "Set by this computer's policy"
    menu.close()


@pytest.mark.parametrize(
    ("policy", "words"),
    [
        (Policy(CLINIC, farthest_route=Route.PRIVATE), f"no route beyond “Private server”. {BY}."),
        (
            Policy(allowed_hosts=("a.example", "b.example")),
            "servers: a.example, b.example. Set by this",
        ),
        (BROKEN, "10.toml: a value is not possible"),
        (Policy(), ""),
    ],
)
def test_what_local_only_means_tells_the_policy(under: Opened, policy: Policy | Managed, words: str) -> None:
    stage = under(policy if isinstance(policy, Managed) else Managed(policy))
    stage.open_chat("lease")
    page_of(stage).composer.route_chip.explanation_wanted.emit()
    sheet = stage.dialog(Sheet)
    said = readable_text(sheet)
    assert words in said
    assert ("policy of this computer" in said) is bool(words)
    sheet.close()


def test_the_window_goes_offline_by_the_policy_of_its_computer(
    qapp: object, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Before the first use of the core; garbage is a broken policy whoever owns it, so this needs no root."""
    import app.__main__
    import app.policy
    import app.process.sandbox
    import app.services
    import ui.application

    folder = tmp_path / "managed"
    folder.mkdir()
    (folder / "1.toml").write_text("no policy", encoding="utf-8")
    outside = SimpleNamespace(is_offline=False, starts_gates=True, open=None, close=lambda: None)
    outside.go_offline = lambda: setattr(outside, "is_offline", True)
    monkeypatch.setattr(app.policy, "managed_folder", lambda: folder)
    monkeypatch.setattr(app.__main__, "_outside", lambda: outside)
    monkeypatch.setattr(app.process.sandbox, "deny_internet", lambda: None)
    monkeypatch.setattr(app.services.ProcessServices, "start_vault_early", lambda _self: None)
    found: list[tuple[bool, Managed, bool]] = []

    def run(make_assistant: Callable[[object], Assistant], *_: object, **_more: object) -> int:
        was_offline = outside.is_offline
        assistant = make_assistant(lambda _event: None)
        found.append((was_offline, assistant.policy, outside.is_offline))
        assistant.close()
        return 0

    monkeypatch.setattr(ui.application, "run", run)
    try:
        assert app.__main__._window(tmp_path / "profile") == 0
    finally:
        gc.enable()
    ((was_offline, managed, is_offline),) = found
    assert managed.is_broken
    assert (was_offline, is_offline) == (False, True)

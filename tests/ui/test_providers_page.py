"""Promise: a key can be written and never read, and a changed promise needs a new consent."""

from __future__ import annotations

import base64
from collections.abc import Callable
from pathlib import Path

import msgspec
import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QLabel, QMenu

from app.errors import UsageRefused
from app.presets import known_clouds, other_cloud, private_server
from app.redaction.findings import EntityType
from app.redaction.port import Term
from tests.ui.cloud_steps import add_provider
from tests.ui.stage import Stage, readable_text
from tests.ui.test_accessibility import nameless
from ui.consent import ConsentSheet
from ui.provider_sheet import ProviderSheet, checked_pins, read_certificates, read_private_key
from ui.providers_page import KeySheet, ProvidersPage

PEM = b"-----BEGIN CERTIFICATE-----\nMAo=\n-----END CERTIFICATE-----\n"
KEY = b"-----BEGIN PRIVATE KEY-----\nMAo=\n-----END PRIVATE KEY-----\n"
PIN = base64.b64encode(bytes(range(32))).decode()
DAY = 86_400_000


def open_page(stage: Stage) -> ProvidersPage:
    """Show the page and wait for its contents."""
    workspace = stage.window.workspace or stage.unlock()
    workspace.settings_page.providers_wanted.emit()
    page = workspace.pages.currentWidget()
    assert isinstance(page, ProvidersPage)
    stage.until(
        lambda: len(page.providers) == len(stage.disk.cloud.providers) and page.redaction.profile.count()
    )
    return page


def close_dialogs(stage: Stage) -> None:
    for each in stage.window.findChildren(QDialog):
        each.close()


def test_a_provider_is_added_with_its_key_and_its_consent(stage: Stage) -> None:
    page = open_page(stage)
    assert "No provider is set up" in readable_text(page)
    sheet = page.edit(other_cloud())
    sheet.name.setText("Somewhere")
    sheet.address.setText("https://cloud.example/v1")
    sheet.model.setText("big-1")
    sheet.retention.setText("30 days")
    sheet.save.click()
    key = stage.dialog(KeySheet)
    key.field.setText("  k-123  ")
    key.store.click()
    consent = stage.dialog(ConsentSheet)
    consent.agree.click()
    stage.until(lambda: [one for one in stage.disk.cloud.providers.values() if one.consented])
    (saved,) = stage.disk.cloud.providers.values()
    assert (saved.name, saved.destination.base_url, saved.key_place) == (
        "Somewhere",
        "https://cloud.example/v1",
        "keyring",
    )
    assert stage.services.cloud.keys.kept == {saved.id: "k-123"}
    stage.until(lambda: "keyring, since today." in readable_text(page))
    assert "k-123" not in readable_text(stage.window)


@pytest.mark.parametrize(
    ("field", "value", "words"),
    [
        ("address", "http://cloud.example", ""),
        ("address", "cloud.example", "not the address of a server"),
        ("address", "https://user@cloud.example", "not the address of a server"),
        ("proxy", "ftp://proxy.example", "not the address of a proxy"),
        ("name", "", "needs a name and a model"),
        ("model", " ", "needs a name and a model"),
        ("pins", "no pin", "pinned keys"),
    ],
)
def test_what_is_not_right_is_said_in_the_form_and_nothing_is_stored(
    stage: Stage, field: str, value: str, words: str
) -> None:
    page = open_page(stage)
    sheet = page.edit(other_cloud())
    for name, text in (
        ("name", "N"),
        ("address", "https://cloud.example/v1"),
        ("model", "m"),
        (field, value),
    ):
        widget = getattr(sheet, name)
        (widget.setPlainText if name == "pins" else widget.setText)(text)
    stage.bot.keyClick(sheet.retention, Qt.Key.Key_Return)  # saves, as the button does
    stage.until(lambda: sheet.banners.shown("error"))
    assert sheet.focusWidget() is getattr(sheet, field)
    assert words in readable_text(sheet.banners)
    assert stage.disk.cloud.providers == {}
    assert sheet.save.isEnabled()
    close_dialogs(stage)


def test_everything_in_the_form_is_stored_as_it_is_shown(stage: Stage, tmp_path: Path) -> None:
    stage.unlock()
    saved = add_provider(stage)
    page = open_page(stage)
    sheet = page.edit(saved)
    sheet.route.setCurrentIndex(sheet.route.findData("private"))
    sheet.dialect.setCurrentIndex(sheet.dialect.findData("anthropic"))
    sheet.tokens.setValue(777)
    sheet.pace.setValue(3)
    sheet.proxy.setText("socks5://proxy.example:1080")
    sheet.pins.setPlainText(f"\n{PIN}\n")
    bundle = tmp_path / "ca.pem"
    bundle.write_bytes(PEM)
    sheet.read_file("ca_bundle", str(bundle))
    stage.until(lambda: "Certificates: 1" in readable_text(sheet))
    key = tmp_path / "key.pem"
    key.write_bytes(KEY)
    sheet.read_key(str(key))
    stage.until(lambda: "chosen" in readable_text(sheet))
    sheet.proxy_user.setText("ada")
    sheet.proxy_password.setText("hush")
    sheet.save.click()
    stage.until(lambda: stage.disk.cloud.providers[saved.id].max_tokens == 777)
    destination = stage.disk.cloud.providers[saved.id].destination
    assert (destination.route, destination.kind, destination.requests_per_minute) == (
        "private",
        "anthropic",
        3,
    )
    assert (destination.proxy, destination.pins) == ("socks5://proxy.example:1080", (PIN,))
    assert destination.ca_bundle == PEM
    stage.until(lambda: len(stage.services.cloud.keys.kept) == 3)
    assert KEY.decode() in stage.services.cloud.keys.kept.values()


def test_a_changed_promise_needs_a_new_consent(stage: Stage) -> None:
    stage.unlock()
    saved = add_provider(stage)
    page = open_page(stage)
    stage.until(lambda: "You agreed on" in readable_text(page))
    sheet = page.edit(saved)
    sheet.training.setText("yes")
    sheet.save.click()
    stage.until(lambda: "not yet agreed" in readable_text(page))
    assert not stage.disk.cloud.providers[saved.id].consented
    consent = stage.dialog(ConsentSheet)  # else one finds out at the next question
    assert "yes" in readable_text(consent)
    consent.agree.click()
    stage.until(lambda: stage.disk.cloud.providers[saved.id].consented)


def test_a_change_that_no_consent_depends_on_asks_for_none(stage: Stage) -> None:
    stage.unlock()
    agreed, refused = add_provider(stage), add_provider(stage, consent=False, name="Elsewhere")
    page = open_page(stage)
    for saved in (agreed, refused):
        sheet = page.edit(saved)
        sheet.name.setText(f"{saved.name} else")
        sheet.save.click()
        stage.until(lambda saved=saved: f"{saved.name} else" in readable_text(page))
        stage.settle()
        assert not [each for each in stage.window.findChildren(ConsentSheet) if each.isVisible()]


@pytest.mark.parametrize("data", [b"", b"no certificate", b"x" * 600_000 + PEM])
def test_a_file_without_certificates_is_refused(tmp_path: Path, data: bytes) -> None:
    path = tmp_path / "file"
    path.write_bytes(data)
    with pytest.raises(UsageRefused, match="bad-certificate"):
        read_certificates(path)


@pytest.mark.parametrize("data", [b"", PEM, KEY.replace(b"PRIVATE", b"ENCRYPTED PRIVATE"), b"\xff" + KEY])
def test_a_file_without_a_private_key_that_can_be_used_is_refused(tmp_path: Path, data: bytes) -> None:
    path = tmp_path / "file"
    path.write_bytes(data)
    with pytest.raises(UsageRefused, match="bad-client-key"):
        read_private_key(path)


def test_pins_are_32_bytes_in_base64() -> None:
    assert checked_pins(f" {PIN} \n\n") == (PIN,)
    for wrong in ("abc", PIN[:-1], PIN + "A", "ä" * 44):
        with pytest.raises(UsageRefused, match="bad-pin"):
            checked_pins(wrong)


def test_an_old_key_asks_to_be_renewed(stage: Stage) -> None:
    stage.unlock()
    saved = add_provider(stage)
    old = msgspec.structs.replace(saved, key_since=saved.key_since - 91 * DAY)
    stage.disk.cloud.providers[saved.id] = old
    page = open_page(stage)
    stage.until(lambda: "91 days old" in readable_text(page))
    assert "Make a new one" in readable_text(page)


def test_a_key_is_forgotten_only_after_a_question(stage: Stage) -> None:
    stage.unlock()
    saved = add_provider(stage)
    page = open_page(stage)
    stage.press(page, "Revoke and forget")
    sheet = stage.dialog(QDialog)
    assert "revoke it on the provider's site" in readable_text(sheet)
    assert stage.services.cloud.keys.kept
    stage.press(sheet, "Forget the key")
    stage.until(lambda: not stage.services.cloud.keys.kept)
    stage.until(lambda: "Its key is missing" in readable_text(page))
    assert stage.disk.cloud.providers[saved.id].key_place == "none"


def test_what_opens_a_server_without_a_key_can_be_forgotten_too(stage: Stage) -> None:
    stage.unlock()
    saved = add_provider(stage, route="private", key="")
    listed = stage.assistant.cloud.providers
    own = msgspec.structs.replace(saved.destination, client_certificate=PEM)
    listed.save(msgspec.structs.replace(saved, destination=own))
    listed.store_client_key(saved.id, KEY)
    page = open_page(stage)
    stage.press(page, "Revoke and forget")
    stage.press(stage.dialog(QDialog), "Forget the key")
    stage.until(lambda: not stage.services.cloud.keys.kept)


def test_a_provider_is_removed_with_its_key(stage: Stage) -> None:
    stage.unlock()
    add_provider(stage)
    page = open_page(stage)
    stage.press(page, "Remove")
    stage.press(stage.dialog(QDialog), "Remove")
    stage.until(lambda: not stage.disk.cloud.providers)
    assert stage.services.cloud.keys.kept == {}


def test_profile_skimming_and_offline_are_settings(stage: Stage) -> None:
    page = open_page(stage)
    redaction = page.redaction
    place = redaction.profile.findData("hipaa-18")
    redaction.profile.setCurrentIndex(place)
    redaction.profile.activated.emit(place)
    redaction.skim.click()
    redaction.offline.click()
    stage.until(
        lambda: (
            (
                stage.settings.current.redaction_profile,
                stage.settings.current.skim_review,
                stage.settings.current.offline,
            )
            == ("hipaa-18", True, True)
        )
    )
    assert "164.514" in readable_text(redaction)


def test_going_online_again_says_that_it_takes_another_start(stage: Stage) -> None:
    page = open_page(stage)
    words, redaction = "stays offline until it is started again", page.redaction

    def says_so() -> bool:
        return any(words in each.text() and each.isVisible() for each in page.findChildren(QLabel))

    redaction.offline.click()
    stage.until(lambda: stage.services.cloud.offline and stage.settings.current.offline)
    stage.settle()
    assert not says_so()  # the box says it
    redaction.offline.click()
    stage.until(says_so)
    redaction.offline.click()
    stage.until(lambda: not says_so())


def test_what_is_hidden_can_be_chosen_type_by_type(stage: Stage) -> None:
    page = open_page(stage)
    redaction = page.redaction
    assert not redaction.own
    place = redaction.profile.findData("custom")
    redaction.profile.setCurrentIndex(place)
    redaction.profile.activated.emit(place)
    stage.until(lambda: redaction.own)
    assert redaction.own[EntityType.PERSON].isVisible()
    assert redaction.own[EntityType.PERSON].isChecked()
    assert not redaction.own[EntityType.DATE].isChecked()
    assert EntityType.CUSTOM not in redaction.own
    redaction.own[EntityType.DATE].click()
    redaction.own[EntityType.ORG].click()
    stage.until(lambda: stage.settings.current.redaction_chosen is not None)
    chosen = stage.settings.current.redaction_chosen
    assert chosen is not None
    assert EntityType.DATE in chosen
    assert EntityType.ORG not in chosen
    place = redaction.profile.findData("secrets")
    redaction.profile.setCurrentIndex(place)
    redaction.profile.activated.emit(place)
    stage.until(lambda: not redaction.own[EntityType.PERSON].isVisible())
    assert stage.settings.current.redaction_chosen == chosen


def test_remembered_words_are_listed_and_can_be_forgotten(stage: Stage) -> None:
    stage.unlock()
    stage.assistant.cloud.remember(Term("Project Heron", "redact", EntityType.CUSTOM))
    page = open_page(stage)
    stage.until(lambda: "Project Heron" in readable_text(page))
    stage.press(page.redaction, "Forget")
    stage.until(lambda: not stage.disk.cloud.terms)
    stage.until(lambda: "Nothing yet" in readable_text(page.redaction) and "Heron" not in readable_text(page))


OPEN: dict[str, Callable[[ProvidersPage, Stage], object]] = {
    "form": lambda page, _: page.edit(private_server()),
    "key": lambda page, stage: page.enter_key(page.providers[0]),
    "consent": lambda page, stage: page.ask_consent(page.providers[0]),
    "forget": lambda page, stage: page.forget_key(page.providers[0]),
}


@pytest.mark.parametrize("name", OPEN)
def test_every_dialog_has_names_and_a_focus(stage: Stage, name: str) -> None:
    stage.unlock()
    add_provider(stage, consent=False)
    page = open_page(stage)
    OPEN[name](page, stage)
    dialog = stage.dialog(QDialog)
    assert nameless(dialog) == []
    assert dialog.windowTitle() == "Sotto"
    assert dialog.focusWidget() is not None
    close_dialogs(stage)


def test_a_key_that_is_being_typed_is_gone_at_lock(stage: Stage) -> None:
    stage.unlock()
    add_provider(stage, key="")
    page = open_page(stage)
    page.enter_key(page.providers[0])
    sheet = stage.dialog(KeySheet)
    sheet.field.setText("k-secret")
    field = sheet.field
    stage.window.lock("asked")
    assert field.text() == ""


def test_a_well_known_cloud_begins_with_what_it_says_and_where_and_when_it_was_read(stage: Stage) -> None:
    page = open_page(stage)
    for preset in (*known_clouds(), other_cloud(), private_server()):
        sheet = page.edit(preset)
        assert sheet.address.text() == preset.destination.base_url
        assert sheet.route.currentData() == preset.destination.route
        assert sheet.training.text() == preset.promise.training
        assert sheet.source.text() == preset.promise.source
        assert sheet.as_of.text() == preset.promise.as_of
        close_dialogs(stage)


def test_the_consent_shows_what_is_noted_with_its_source_and_its_day(stage: Stage) -> None:
    page = open_page(stage)
    noted = next(one for one in known_clouds() if one.promise.source and one.promise.as_of)
    page.ask_consent(stage.assistant.cloud.providers.save(noted))
    said = readable_text(stage.dialog(ConsentSheet))
    for words in (noted.promise.retention, noted.promise.training, noted.promise.source):
        assert words in said
    assert f"Read on {noted.promise.as_of}" in said
    close_dialogs(stage)


def test_the_menu_offers_every_cloud_another_one_and_a_private_server(stage: Stage) -> None:
    page = open_page(stage)
    page.add_button.click()
    (menu,) = page.findChildren(QMenu)
    assert (
        menu.geometry().right() <= page.add_button.mapToGlobal(page.add_button.rect().bottomRight()).x() + 1
    )
    names = [action.text() for action in menu.actions() if not action.isSeparator()]
    assert names[: len(known_clouds())] == [preset.name for preset in known_clouds()]
    assert names[-2].startswith("Another cloud")
    assert names[-1].startswith("Private server")
    next(action for action in menu.actions() if action.text() == "Mistral").trigger()
    menu.close()
    sheet = stage.dialog(ProviderSheet)
    assert sheet.address.text() == "https://api.mistral.ai/v1"
    assert sheet.focusWidget() is sheet.model  # what is left to say
    assert sheet.training.cursorPosition() == 0
    close_dialogs(stage)

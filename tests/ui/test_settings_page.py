"""Settings show at once and are written in the background; keys are changed only with the secret."""

from __future__ import annotations

import re
import threading
import tomllib
from pathlib import Path

import msgspec
import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence

import app
from app.errors import TooManyAttempts
from app.settings import Settings
from models.errors import EngineCrashed
from tests.fake_vault import RECOVERY_CODE
from tests.ui.stage import PASSPHRASE, Stage, readable_text
from ui.dialogs import Sheet, ShortcutSheet
from ui.recovery import RecoveryCodePanel
from ui.settings_page import SettingsPage
from ui.shortcuts import shortcuts
from ui.vault_settings import PassphraseSheet


@pytest.fixture
def page(stage: Stage) -> SettingsPage:
    workspace = stage.unlock()
    workspace.show_page("settings")
    return workspace.settings_page


def stored(stage: Stage) -> Settings:
    path = stage.paths.settings
    return msgspec.json.decode(path.read_bytes(), type=Settings) if path.exists() else Settings()


@pytest.mark.parametrize(
    ("change", "field", "value"),
    [
        (lambda page: page.enter_breaks.click(), "enter_sends", False),
        (lambda page: page.with_screen.click(), "lock_with_screen", False),
        (lambda page: page.clipboard.click(), "clear_clipboard", False),
        (lambda page: page.longest.setValue(256), "max_tokens", 256),
        (lambda page: page.threads.setValue(3), "threads", 3),
        (lambda page: page.scale.setValue(15), "text_scale", 150),
        (lambda page: page.themes.buttons()[2].click(), "theme", "dark"),
        (lambda page: page.prompt.setPlainText("Be brief."), "system_prompt", "Be brief."),
    ],
)
def test_a_change_is_written(
    stage: Stage, page: SettingsPage, change: object, field: str, value: object
) -> None:
    change(page)  # type: ignore[operator]
    stage.until(lambda: getattr(stored(stage), field) == value)


def test_choices_are_written(stage: Stage, page: SettingsPage) -> None:
    page.idle.setCurrentIndex(page.idle.findData(0))
    page.idle.activated.emit(page.idle.currentIndex())
    page.context.setCurrentIndex(page.context.findData(4096))
    page.context.activated.emit(page.context.currentIndex())
    page.copied.setCurrentIndex(page.copied.findData(0))
    page.copied.activated.emit(page.copied.currentIndex())
    stage.until(lambda: stored(stage).clipboard_seconds == 0)
    assert stored(stage).context_tokens == 4096
    assert stored(stage).idle_lock_minutes == 0
    assert stage.desk.idle.left is None


def test_sampling_begins_with_what_the_model_recommends(stage: Stage, page: SettingsPage) -> None:
    recommended = stage.models.get("").sampling
    assert recommended is not None
    stage.until(lambda: page.temperature.value() == pytest.approx(recommended.temperature))
    page.temperature.setValue(1.25)
    stage.until(lambda: stored(stage).sampling is not None)
    assert stored(stage).sampling == msgspec.structs.replace(recommended, temperature=1.25)
    page.defaults.click()
    stage.until(lambda: stored(stage).sampling is None)
    assert page.temperature.value() == pytest.approx(recommended.temperature)


def test_text_size_changes_live_by_keys(stage: Stage, page: SettingsPage) -> None:
    theme = stage.desk.theme
    for key, scale in (
        (Qt.Key.Key_Equal, 1.1),
        (Qt.Key.Key_Equal, 1.2),
        (Qt.Key.Key_Minus, 1.1),
        (Qt.Key.Key_0, 1.0),
    ):
        stage.bot.keyClick(page, key, Qt.KeyboardModifier.ControlModifier)
        assert theme.scale == pytest.approx(scale)
        assert page.scale.value() == round(scale * 10)


def test_text_size_stays_between_80_and_200(stage: Stage, page: SettingsPage) -> None:
    for _ in range(15):
        stage.bot.keyClick(page, Qt.Key.Key_Minus, Qt.KeyboardModifier.ControlModifier)
    assert stage.desk.preferences.now.text_scale == 80
    for _ in range(15):
        stage.bot.keyClick(page, Qt.Key.Key_Equal, Qt.KeyboardModifier.ControlModifier)
    assert stage.desk.preferences.now.text_scale == 200


def test_settings_that_cannot_be_written_hold_and_are_told(stage: Stage, page: SettingsPage) -> None:
    stage.paths.settings.parent.rename(stage.paths.settings.parent.with_name("moved"))
    stage.paths.settings.parent.write_text("in the way")
    page.with_screen.click()
    stage.until(lambda: "could not be saved" in readable_text(page))
    assert not stage.desk.preferences.now.lock_with_screen


def test_a_value_out_of_range_changes_nothing(stage: Stage, page: SettingsPage) -> None:
    stage.desk.preferences.change(text_scale=999)
    stage.until(lambda: "not possible" in readable_text(page))
    assert stage.desk.preferences.now.text_scale == 100


class TestPassphrase:
    def _fill(self, stage: Stage, page: SettingsPage, current: str) -> PassphraseSheet:
        page.vault.change.click()
        sheet = stage.dialog(PassphraseSheet)
        sheet.current.edit.setText(current)
        sheet.new.first.edit.setText("an entirely new phrase")
        sheet.new.second.edit.setText("an entirely new phrase")
        sheet.save.click()
        return sheet

    def test_it_is_changed_with_the_old_one(self, stage: Stage, page: SettingsPage) -> None:
        self._fill(stage, page, PASSPHRASE)
        stage.until(lambda: "The passphrase is changed." in readable_text(page))
        assert stage.disk.passphrase == b"an entirely new phrase"

    def test_a_wrong_old_one_changes_nothing(self, stage: Stage, page: SettingsPage) -> None:
        sheet = self._fill(stage, page, "not it")
        stage.until(lambda: "This is not the passphrase." in readable_text(sheet))
        assert "lock Sotto and use your recovery code there" in readable_text(sheet)  # it has no line for it
        assert stage.disk.passphrase == PASSPHRASE.encode()
        assert stage.disk.calls.count("prove") == 1
        assert "change_passphrase" not in stage.disk.calls
        layout = sheet.layout()
        assert layout is not None  # the banner squeezes nothing
        stage.until(lambda: sheet.height() >= layout.totalHeightForWidth(sheet.width()))

    def test_what_was_refused_is_not_tried_again_before_it_is_changed(
        self, stage: Stage, page: SettingsPage
    ) -> None:
        sheet = self._fill(stage, page, "not it")
        stage.until(lambda: "This is not the passphrase." in readable_text(sheet))
        sheet.save.click()
        sheet.new.second.edit.setText("an entirely new phrase")
        sheet.new.first.edit.setText("another entirely new phrase")
        stage.settle()
        assert not sheet.save.isEnabled()
        assert stage.disk.calls.count("prove") == 1
        high = sheet.height()
        sheet.current.edit.setText(PASSPHRASE)
        stage.until(lambda: "This is not the passphrase." not in readable_text(sheet))
        stage.until(lambda: sheet.height() < high)
        sheet.new.second.edit.setText("another entirely new phrase")
        sheet.save.click()
        stage.until(lambda: stage.disk.passphrase == b"another entirely new phrase")

    def test_the_old_one_is_proven_once_while_the_new_one_is_typed(
        self, stage: Stage, page: SettingsPage
    ) -> None:
        page.vault.change.click()
        sheet = stage.dialog(PassphraseSheet)
        for end in range(1, len(PASSPHRASE) + 1):
            sheet.current.edit.setText(PASSPHRASE[:end])
        stage.settle()
        assert "prove" not in stage.disk.calls  # half of a passphrase is never tried
        for end in range(1, 9):
            sheet.new.first.edit.setText("new words"[:end])
            stage.settle()
        assert stage.disk.calls.count("prove") == 1
        sheet.new.first.edit.setText("new words")
        sheet.new.second.edit.setText("new words")
        sheet.save.click()
        stage.until(lambda: stage.disk.passphrase == b"new words")
        assert stage.disk.calls.count("prove") == 1

    def test_a_proof_is_dropped_with_the_text_it_is_about(self, stage: Stage, page: SettingsPage) -> None:
        page.vault.change.click()
        sheet = stage.dialog(PassphraseSheet)
        sheet.current.edit.setText(PASSPHRASE)
        sheet.new.first.edit.setText("new words")
        stage.until(lambda: "prove" in stage.disk.calls)
        stage.settle()
        sheet.current.edit.setText("not it")
        sheet.new.second.edit.setText("new words")
        sheet.save.click()
        stage.until(lambda: "This is not the passphrase." in readable_text(sheet))
        assert stage.disk.passphrase == PASSPHRASE.encode()

    def test_a_proof_that_expired_is_replaced_by_another_try(self, stage: Stage, page: SettingsPage) -> None:
        page.vault.change.click()
        sheet = stage.dialog(PassphraseSheet)
        sheet.current.edit.setText(PASSPHRASE)
        sheet.new.first.edit.setText("new words")
        stage.until(lambda: "prove" in stage.disk.calls)
        stage.settle()
        stage.assistant.prove_passphrase(PASSPHRASE)  # ends the one that the sheet has
        sheet.new.second.edit.setText("new words")
        sheet.save.click()
        stage.until(lambda: stage.disk.passphrase == b"new words")

    def test_a_try_that_comes_too_early_is_made_again_and_not_told(
        self, stage: Stage, page: SettingsPage
    ) -> None:
        page.vault.change.click()
        sheet = stage.dialog(PassphraseSheet)
        sheet.current.edit.setText(PASSPHRASE)
        stage.disk.failures["prove"] = TooManyAttempts(wait=1.0)
        sheet.new.first.edit.setText("n")
        stage.until(lambda: "prove" in stage.disk.calls)
        stage.settle()
        assert "Please wait" not in readable_text(sheet)
        del stage.disk.failures["prove"]
        sheet.new.first.edit.setText("new words")
        stage.settle()
        assert stage.disk.calls.count("prove") == 2
        sheet.new.second.edit.setText("new words")
        sheet.save.click()
        stage.until(lambda: stage.disk.passphrase == b"new words")
        assert stage.disk.calls.count("prove") == 2

    def test_closing_it_while_the_old_one_is_tried_harms_nobody(
        self, stage: Stage, page: SettingsPage
    ) -> None:
        page.vault.change.click()
        sheet = stage.dialog(PassphraseSheet)
        hold = stage.disk.holds["prove"] = threading.Event()
        sheet.current.edit.setText(PASSPHRASE)
        sheet.new.first.edit.setText("new words")
        stage.until(lambda: "prove" in stage.disk.calls)
        sheet.reject()
        hold.set()
        stage.settle()
        assert stage.disk.passphrase == PASSPHRASE.encode()

    def test_it_stays_open_until_a_change_that_is_under_way_has_ended(
        self, stage: Stage, page: SettingsPage
    ) -> None:
        hold = stage.disk.holds["change_passphrase"] = threading.Event()
        sheet = self._fill(stage, page, PASSPHRASE)
        stage.until(lambda: "change_passphrase" in stage.disk.calls)
        sheet.reject()
        assert sheet.isVisible()
        hold.set()
        stage.until(lambda: "The passphrase is changed." in readable_text(page))


class TestRecoveryCode:
    def test_a_new_one_is_made_after_asking_and_proved(self, stage: Stage, page: SettingsPage) -> None:
        page.vault.renew.click()
        sheet = stage.dialog(Sheet)
        assert "stops working at once" in readable_text(sheet)
        assert "replace_recovery_code" not in stage.disk.calls
        stage.press(sheet, "Make a new code")
        stage.until(lambda: bool(page.vault.findChildren(RecoveryCodePanel)))
        panel = page.vault.findChildren(RecoveryCodePanel)[0]
        assert stage.disk.recovery_code == RECOVERY_CODE[::-1]
        panel.written.click()
        panel.field.setText(stage.disk.recovery_code.split("-")[panel.wanted - 1])
        panel.check.click()
        stage.until(lambda: "The new recovery code is right" in readable_text(page))
        assert stage.disk.recovery_verified

    def test_the_reminder_on_the_page_leads_to_a_new_one(self, stage: Stage) -> None:
        stage.disk.recovery_verified = False
        workspace = stage.unlock()
        stage.press(workspace.chat_page.banners, "Make a new code")
        assert workspace.pages.currentWidget() is workspace.settings_page
        assert "Make a new recovery code?" in readable_text(stage.dialog(Sheet))


class TestCheck:
    def test_a_vault_in_order(self, stage: Stage, page: SettingsPage) -> None:
        page.vault.check.click()
        stage.until(lambda: "The vault is in order." in readable_text(page))
        assert "70 kB" in readable_text(page)

    def test_damage_is_told_with_the_next_step(self, stage: Stage, page: SettingsPage) -> None:
        stage.disk.problems = ("Page 7 is damaged.",)
        page.vault.check.click()
        stage.until(lambda: "The check found damage." in readable_text(page))
        assert "Copy the vault's folder somewhere safe now. Page 7 is damaged." in readable_text(page)

    def test_it_can_be_cancelled(self, stage: Stage, page: SettingsPage) -> None:
        stage.disk.check_steps = 10**9
        page.vault.check.click()
        assert page.vault.check.text() == "Cancel"
        page.vault.check.click()
        stage.until(lambda: "The check was cancelled." in readable_text(page))
        assert page.vault.check.text() == "Check now"

    def test_an_error_is_told(self, stage: Stage, page: SettingsPage) -> None:
        stage.disk.failures["check"] = EngineCrashed(how="hung", exit_code=0)
        page.vault.check.click()
        stage.until(lambda: page.banners.shown("error"))


def test_the_list_of_keys_names_every_shortcut(stage: Stage, page: SettingsPage) -> None:
    stage.press(page, "Keyboard shortcuts")
    text = readable_text(stage.dialog(ShortcutSheet))
    assert all(each.text in text and each.shown in text for each in shortcuts())


def test_no_dialog_is_wider_than_the_screen(stage: Stage) -> None:
    workspace = stage.unlock()
    stage.desk.preferences.change(text_scale=200)
    stage.settle()
    workspace.act("shortcuts")
    sheet = stage.dialog(ShortcutSheet)
    assert sheet.width() < sheet.screen().availableSize().width()
    sheet.close()


def test_no_key_means_two_things() -> None:
    bound = [
        QKeySequence(keys).toString()
        for each in shortcuts()
        if each.where != "shown only"
        for keys in each.keys
    ]
    assert len(bound) == len(set(bound))
    assert all(bound)


def test_about_names_the_version_and_what_is_not_protected(page: SettingsPage) -> None:
    text = readable_text(page)
    assert "Sotto 0." in text
    assert "It does not protect what you write from someone who can" in text
    assert "LGPL-3.0" in text


def test_every_library_that_is_shipped_is_named_with_its_licence(page: SettingsPage) -> None:
    project = tomllib.loads((Path(app.__file__).parent.parent / "pyproject.toml").read_text("utf-8"))[
        "project"
    ]
    shown = readable_text(page).lower()
    for requirement in project["dependencies"]:
        name = re.split(r"[^A-Za-z0-9_-]", requirement, maxsplit=1)[0]
        assert re.search(rf"^{name.lower()} \d\S*, \S", shown, re.MULTILINE), name

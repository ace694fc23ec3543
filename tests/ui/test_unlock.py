"""The screens in front of the vault: nobody gets in without a secret, nobody is led to lose anything.

Promises: creating asks twice and proves the recovery code; every error has its own words and a next step;
deriving a key never blocks the window and can be cancelled; the recovery code leads to a new passphrase.
"""

from __future__ import annotations

import threading

import msgspec
import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit, QPushButton

from app.conversation import MessageStatus
from app.errors import (
    DatabaseDamaged,
    DatabaseEmpty,
    DatabaseForeign,
    DatabaseMissing,
    DiskFull,
    KeyFileAltered,
    ReadOnly,
    RecoveryCodeMistyped,
    StorageFailed,
    TooManyAttempts,
    UnsafePath,
    VaultError,
    VaultInUse,
    VaultReplaced,
    VaultTooNew,
)
from app.explain import explain
from tests.fake_vault import RECOVERY_CODE, FakeDisk
from tests.ui.stage import PASSPHRASE, Stage, readable_text
from ui.entrance_forms import CreateForm, RecoverForm, RecoveryCodeForm, ResetForm, TroubleForm
from ui.passphrase import PassphraseField
from ui.unlock_form import UnlockForm

DESTRUCTIVE = ("delete", "erase", "reset", "overwrite", "new vault", "create", "empty", "discard")


class TestFirstStart:
    @pytest.fixture
    def disk(self) -> FakeDisk:
        return FakeDisk()

    def _create(self, stage: Stage) -> RecoveryCodeForm:
        form = stage.form(CreateForm)
        form.passphrase.first.edit.setText(PASSPHRASE)
        form.passphrase.second.edit.setText(PASSPHRASE)
        form.make.click()
        return stage.form(RecoveryCodeForm)

    @pytest.mark.parametrize(
        ("first", "second"), [("short", "short"), ("long enough", "long enougj"), ("long enough", "")]
    )
    def test_a_short_or_mistyped_passphrase_cannot_be_used(
        self, stage: Stage, first: str, second: str
    ) -> None:
        form = stage.form(CreateForm)
        form.passphrase.first.edit.setText(first)
        form.passphrase.second.edit.setText(second)
        assert not form.make.isEnabled()
        stage.bot.keyClick(form.passphrase.second.edit, Qt.Key.Key_Return)
        assert "create" not in stage.disk.calls

    def test_it_says_that_nobody_can_reset_it(self, stage: Stage) -> None:
        assert "Nobody can reset it" in readable_text(stage.form(CreateForm))

    def test_the_recovery_code_is_shown_and_then_asked_for_with_the_code_hidden(self, stage: Stage) -> None:
        form = self._create(stage)
        for group in RECOVERY_CODE.split("-"):
            assert group in readable_text(form)
        form.panel.written.click()
        assert form.panel.field.isVisible()
        assert not form.panel.written.isVisible()
        form.panel.field.setText("WRONG")
        form.panel.check.click()
        stage.until(lambda: "That is not group" in readable_text(form))
        assert stage.window.workspace is None
        form.panel.field.setText(RECOVERY_CODE.split("-")[form.panel.wanted - 1].lower())
        form.panel.check.click()
        stage.workspace()
        assert stage.disk.recovery_verified

    def test_skipping_the_check_says_what_it_means_and_is_remembered_on_the_page(self, stage: Stage) -> None:
        form = self._create(stage)
        form.panel.skip.click()
        assert "nobody can open your chats" in readable_text(form)
        assert stage.window.workspace is None
        stage.press(form, "Skip anyway")
        workspace = stage.workspace()
        assert workspace.chat_page.banners.shown("recovery-unverified") is not None

    def test_the_code_is_gone_when_the_vault_is_locked_before_it_was_written_down(self, stage: Stage) -> None:
        self._create(stage)
        stage.window.lock("asked")
        stage.form(UnlockForm)
        assert RECOVERY_CODE[:5] not in readable_text(stage.window)

    def test_an_error_while_creating_is_worded_and_what_was_typed_can_be_used_again(
        self, stage: Stage
    ) -> None:
        form = stage.form(CreateForm)
        stage.disk.failures["create"] = DiskFull(free=0, has_ballast=False)
        form.passphrase.first.edit.setText(PASSPHRASE)
        form.passphrase.second.edit.setText(PASSPHRASE)
        form.make.click()
        trouble = stage.form(TroubleForm)
        assert "The disk is full" in readable_text(trouble)

    def test_cancelling_while_the_key_is_derived_kills_the_process(self, stage: Stage) -> None:
        stage.disk.holds["create"] = threading.Event()
        form = stage.form(CreateForm)
        form.passphrase.first.edit.setText(PASSPHRASE)
        form.passphrase.second.edit.setText(PASSPHRASE)
        form.make.click()
        assert form.is_busy
        stage.until(lambda: "create" in stage.disk.calls)
        form.cancel.click()
        stage.until(lambda: stage.services.vaults[0].kills)
        assert stage.form(CreateForm) is not form
        assert stage.disk.state == "absent"


class TestUnlocking:
    def test_the_right_passphrase_opens_the_vault(self, stage: Stage) -> None:
        stage.unlock()
        assert stage.assistant.is_unlocked

    def test_the_wrong_one_is_refused_with_words_and_a_wait(self, stage: Stage) -> None:
        form = stage.form(UnlockForm)
        stage.disk.wait = 3600.0
        form.field.edit.setText("not it")
        form.unlock.click()
        stage.until(lambda: form.banners.shown("refused"))
        assert "This is not the passphrase." in readable_text(form)
        assert not form.unlock.isEnabled()
        assert form.unlock.text() == "Wait 60 min"
        stage.bot.keyClick(form.field.edit, Qt.Key.Key_Return)
        assert stage.disk.calls.count("unlock") == 1

    def test_the_wait_counts_down_and_then_lets_one_try(self, stage: Stage) -> None:
        form = stage.form(UnlockForm)
        form.field.edit.setText("x")
        form.refuse(TooManyAttempts(wait=0.4))
        assert not form.unlock.isEnabled()
        stage.until(form.unlock.isEnabled)
        assert form.unlock.text() == "Unlock"

    def test_a_wait_from_before_the_start_is_shown(self, stage: Stage) -> None:
        stage.form(UnlockForm)
        stage.disk.wait = 3600.0
        stage.window.entrance.look()
        stage.until(lambda: "Wait 60 min" in readable_text(stage.window.entrance))

    def test_the_window_works_while_the_key_is_derived_and_it_can_be_cancelled(self, stage: Stage) -> None:
        stage.disk.holds["unlock"] = threading.Event()
        form = stage.form(UnlockForm)
        form.field.edit.setText(PASSPHRASE)
        form.unlock.click()
        assert form.is_busy
        stage.until(lambda: "unlock" in stage.disk.calls)
        form.cancel.click()
        stage.until(lambda: stage.services.vaults[0].kills)
        assert stage.form(UnlockForm) is not form
        assert stage.window.workspace is None

    def test_the_window_can_be_closed_while_the_key_is_derived(self, stage: Stage) -> None:
        stage.disk.holds["unlock"] = threading.Event()
        form = stage.form(UnlockForm)
        form.field.edit.setText(PASSPHRASE)
        form.unlock.click()
        stage.until(lambda: "unlock" in stage.disk.calls)
        stage.window.close()
        stage.until(lambda: stage.window.is_closed)
        assert stage.services.vaults[0].kills

    def test_an_answer_that_was_cut_leads_to_its_chat(self, stage: Stage) -> None:
        cut = stage.disk.messages["a2"]
        stage.disk.messages["a2"] = msgspec.structs.replace(cut, status=MessageStatus.STREAMING)
        workspace = stage.unlock()
        page = workspace.chat_page
        banner = page.banners.shown("interrupted")
        assert banner is not None
        assert banner.said.title == "An answer was cut short the last time."
        banner.buttons[0].setFocus()
        stage.press(banner, "Go to the chat")
        stage.until(lambda: page.chat.conversation_id == "lease")
        stage.until(lambda: "Sotto was locked or ended" in readable_text(page.transcript))
        assert page.banners.shown("interrupted") is None
        assert stage.window.focusWidget() is page.composer.editor

    def test_warnings_are_told(self, stage: Stage) -> None:
        stage.disk.warnings = ("open-permissions",)
        workspace = stage.unlock()
        assert workspace.chat_page.banners.shown("open-permissions") is not None

    def test_no_field_keeps_the_passphrase_after_unlocking(self, stage: Stage) -> None:
        stage.unlock()
        assert all(PASSPHRASE not in field.text() for field in stage.window.findChildren(QLineEdit))

    def test_caps_lock_is_guessed_from_a_capital_without_shift(self, stage: Stage) -> None:
        field = stage.form(UnlockForm).field
        stage.bot.keyClick(field.edit, "A", Qt.KeyboardModifier.ShiftModifier)
        assert "Caps Lock" not in _visible_labels(field)
        stage.bot.keyClick(field.edit, "A")
        assert "Caps Lock" in _visible_labels(field)
        stage.bot.keyClick(field.edit, "a")
        assert "Caps Lock" not in _visible_labels(field)

    def test_the_passphrase_is_hidden_until_asked(self, stage: Stage) -> None:
        field = stage.form(UnlockForm).field
        assert field.edit.echoMode() is QLineEdit.EchoMode.Password
        stage.bot.mouseClick(field.findChild(type(field._eye)), Qt.MouseButton.LeftButton)
        assert field.edit.echoMode() is QLineEdit.EchoMode.Normal


class TestRecovery:
    def _recover(self, stage: Stage, code: str) -> RecoverForm:
        stage.form(UnlockForm).recover.click()
        form = stage.form(RecoverForm)
        form.field.setText(code)
        form.unlock.click()
        return form

    def test_a_whole_code_is_seen_at_once(self, stage: Stage) -> None:
        stage.form(UnlockForm).recover.click()
        field = stage.form(RecoverForm).field
        stage.until(lambda: field.width() > 300)
        code = "-".join(["WWWWW"] * 8)
        assert field.fontMetrics().horizontalAdvance(code) < field.width() - 2 * 12

    def test_the_code_opens_the_vault_only_through_a_new_passphrase(self, stage: Stage) -> None:
        self._recover(stage, RECOVERY_CODE.lower().replace("-", " "))
        form = stage.form(ResetForm)
        assert stage.window.workspace is None
        form.passphrase.first.edit.setText("another long passphrase")
        form.passphrase.second.edit.setText("another long passphrase")
        form.save.click()
        stage.workspace()
        assert stage.disk.passphrase == b"another long passphrase"

    def test_a_typing_mistake_names_the_group(self, stage: Stage) -> None:
        form = self._recover(stage, RECOVERY_CODE[:-1] + "0")
        stage.until(lambda: "typing mistake in group 8" in readable_text(form))

    def test_a_code_of_another_vault_is_told_apart(self, stage: Stage) -> None:
        form = self._recover(stage, RECOVERY_CODE[::-1])
        stage.until(lambda: "does not open this vault" in readable_text(form))

    def test_one_can_go_back_to_the_passphrase(self, stage: Stage) -> None:
        stage.form(UnlockForm).recover.click()
        stage.form(RecoverForm).back.click()
        stage.form(UnlockForm)


ERRORS: list[VaultError] = [
    DatabaseMissing(),
    DatabaseEmpty(),
    DatabaseDamaged(reason="page 1"),
    DatabaseForeign(reason="vault id"),
    VaultTooNew(found=9, supported=1),
    VaultInUse(pid=4711, host="laptop"),
    DiskFull(free=0, has_ballast=True),
    DiskFull(free=0, has_ballast=False),
    ReadOnly(),
    VaultReplaced(),
    UnsafePath(name="vault.db", reason="symlink"),
    StorageFailed(reason="EIO"),
    KeyFileAltered(reason="mac", has_backup=True),
    KeyFileAltered(reason="mac", has_backup=False),
]


class TestTrouble:
    @pytest.mark.parametrize("error", ERRORS, ids=lambda error: f"{error.code}")
    def test_each_error_has_its_own_screen_and_nothing_on_it_destroys(
        self, stage: Stage, error: VaultError
    ) -> None:
        form = stage.form(UnlockForm)
        stage.disk.failures["unlock"] = error
        form.field.edit.setText(PASSPHRASE)
        form.unlock.click()
        trouble = stage.form(TroubleForm)
        said = explain(error)
        assert said.title in readable_text(trouble)
        assert said.advice in readable_text(trouble)
        labels = [each.text().lower() for each in trouble.findChildren(QPushButton)]
        assert not [text for text in labels if any(word in text for word in DESTRUCTIVE)]

    @pytest.mark.parametrize(
        ("state", "words"),
        [
            ("keyfile-damaged", "is damaged"),
            ("too-new", "newer Sotto"),
            ("incomplete", "database of your vault"),
        ],
    )
    def test_what_can_be_seen_without_a_secret_is_told_at_once(
        self, stage: Stage, state: str, words: str
    ) -> None:
        stage.form(UnlockForm)
        stage.disk.state = state  # type: ignore[assignment]
        stage.window.entrance.look()
        assert words in readable_text(stage.form(TroubleForm))

    def test_a_damaged_key_file_is_mended_from_its_backup_with_one_button(self, stage: Stage) -> None:
        stage.form(UnlockForm)
        stage.disk.state = "keyfile-damaged"
        stage.window.entrance.look()
        stage.press(stage.form(TroubleForm), "Put the backup in its place")
        stage.form(UnlockForm)
        assert "restore_key_file" in stage.disk.calls

    def test_without_a_backup_that_button_is_not_there(self, stage: Stage) -> None:
        stage.form(UnlockForm)
        stage.disk.state, stage.disk.has_backup = "keyfile-damaged", False
        stage.window.entrance.look()
        assert "Put the backup" not in readable_text(stage.form(TroubleForm))

    def test_a_full_disk_is_worked_on_by_freeing_the_reserve(self, stage: Stage) -> None:
        form = stage.form(UnlockForm)
        stage.disk.failures["unlock"] = DiskFull(free=0, has_ballast=True)
        form.field.edit.setText(PASSPHRASE)
        form.unlock.click()
        stage.press(stage.form(TroubleForm), "Free the reserve")
        stage.unlock()

    def test_trying_again_looks_again(self, stage: Stage) -> None:
        form = stage.form(UnlockForm)
        stage.disk.failures["unlock"] = VaultInUse(pid=4711, host="laptop")
        form.field.edit.setText(PASSPHRASE)
        form.unlock.click()
        trouble = stage.form(TroubleForm)
        del stage.disk.failures["unlock"]
        stage.press(trouble, "Try again")
        stage.unlock()

    def test_the_folder_is_shown_by_another_program(self, stage: Stage) -> None:
        form = stage.form(UnlockForm)
        stage.disk.failures["unlock"] = ReadOnly()
        form.field.edit.setText(PASSPHRASE)
        form.unlock.click()
        stage.press(stage.form(TroubleForm), "Show the folder")
        assert stage.opened == [f"file://{stage.paths.vault}"]

    def test_a_bug_is_told_by_its_class_only(self, stage: Stage) -> None:
        form = stage.form(UnlockForm)
        form.refuse(RecoveryCodeMistyped(group=2))
        stage.window.entrance._refuse(form.refuse, KeyError("words of the user"))
        text = readable_text(stage.form(TroubleForm))
        assert "KeyError" in text
        assert "words of the user" not in text


def _visible_labels(field: PassphraseField) -> str:
    from PySide6.QtWidgets import QLabel

    return " ".join(each.text() for each in field.findChildren(QLabel) if each.isVisible())

"""The vault's part of the settings: passphrase, recovery code, and a check of every page."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QProgressBar, QWidget

from app.errors import TooManyAttempts, WrongPassphrase
from app.explain import Explanation, readable_size
from app.vault.port import CheckProgress, CheckReport, Proof
from models.cancel import CancelToken
from ui.dialogs import Sheet, ask
from ui.errors import BannerStack
from ui.kit import Kit
from ui.new_passphrase import NewPassphrase
from ui.parts import button, column, divider, label, row
from ui.passphrase import LONGEST, PassphraseField, tab_through_lines
from ui.recovery import RecoveryCodePanel
from ui.secret import Secret, used_up


class VaultSettings(QWidget):
    """See the module.

    Attributes:
        failed: an exception.
        code_confirmed: the new recovery code was typed back.
        copy_wanted: save all chats as a file.
    """

    copy_wanted = Signal()
    failed = Signal(object)
    code_confirmed = Signal()
    _checked = Signal(str, float)

    def __init__(self, kit: Kit) -> None:
        super().__init__()
        self._kit = kit
        self._cancel: CancelToken | None = None
        self.banners = BannerStack(kit.theme)
        self.change = button(self.tr("Change…"), on_click=self._change_passphrase)
        self.change.setAccessibleName(self.tr("Change the passphrase"))
        self.renew = button(self.tr("Make a new one…"), on_click=self.ask_new_code)
        self.renew.setAccessibleName(self.tr("Make a new recovery code"))
        self.check = button(self.tr("Check now"), on_click=self._toggle_check)
        self.check.setAccessibleName(self.tr("Check the vault now"))
        self.save = button(self.tr("Save…"), on_click=self.copy_wanted.emit)
        self.save.setAccessibleName(self.tr("Save all chats"))
        self._bar = QProgressBar()
        self._bar.setRange(0, 100)
        self._bar.setTextVisible(False)
        self._bar.setAccessibleName(self.tr("Progress of the check"))
        self._bar.hide()
        self._checked.connect(self._on_progress)
        self.setLayout(
            column(
                _line(self.tr("Passphrase"), self.tr("Opens the vault. Nobody can reset it."), self.change),
                divider(),
                _line(
                    self.tr("Recovery code"),
                    self.tr("Opens the vault if you forget the passphrase. A new one replaces the old one."),
                    self.renew,
                ),
                divider(),
                _line(
                    self.tr("Check of the vault"),
                    self.tr("Reads and authenticates every page of the database, and the log of what left."),
                    self.check,
                ),
                self._bar,
                self.banners,
                divider(),
                _line(
                    self.tr("Copy of all chats"),
                    self.tr("Readable text in one file of yours, not encrypted."),
                    self.save,
                ),
                spacing=12,
            )
        )

    # --- passphrase -----------------------------------------------------------------------------

    def _change_passphrase(self) -> None:
        sheet = PassphraseSheet(self._kit, self)
        sheet.changed.connect(self._on_changed)
        sheet.open()

    def _on_changed(self) -> None:
        self.banners.say("passphrase", Explanation(self.tr("The passphrase is changed."), ""), tone="ok")

    # --- recovery code --------------------------------------------------------------------------

    def ask_new_code(self) -> None:
        """Ask first: the old code stops working."""
        ask(
            self._kit.theme,
            self,
            icon="key-round",
            title=self.tr("Make a new recovery code?"),
            text=self.tr("The code you have now stops working at once. Have paper and a pen ready."),
            yes=self.tr("Make a new code"),
            on_yes=self._renew_code,
        )

    def _renew_code(self) -> None:
        self._kit.runner.run(
            self._kit.assistant.replace_recovery_code, on_done=self._show_code, on_error=self.failed.emit
        )

    def _show_code(self, code: str) -> None:
        sheet = Sheet(self._kit.theme, self, icon="key-round", title=self.tr("Your new recovery code"))
        panel = RecoveryCodePanel(self._kit.theme, code)
        sheet.add(panel)
        sheet.finished.connect(lambda _: panel.forget())

        def typed(group: int, text: str) -> None:
            self._kit.runner.run(
                lambda: self._kit.assistant.confirm_recovery_code(group, text),
                on_done=lambda is_right: self._on_confirmed(sheet) if is_right else panel.refuse(),
                on_error=self.failed.emit,
            )

        panel.typed.connect(typed)
        panel.skipped.connect(sheet.accept)
        sheet.open()
        panel.setFocus()

    def _on_confirmed(self, sheet: Sheet) -> None:
        sheet.accept()
        self.code_confirmed.emit()
        self.banners.say(
            "code",
            Explanation(self.tr("The new recovery code is right, and the only one now."), ""),
            tone="ok",
        )

    # --- check ----------------------------------------------------------------------------------

    def _toggle_check(self) -> None:
        if self._cancel is not None:
            self._cancel.cancel()
            return
        self._cancel = token = CancelToken()
        self.banners.clear()
        self._bar.setValue(0)
        self._bar.show()
        self.check.setText(self.tr("Cancel"))

        def work() -> CheckReport | None:
            for event in self._kit.assistant.check_vault(cancel=token):
                match event:
                    case CheckProgress(stage, fraction):
                        self._checked.emit(stage, fraction)
                    case CheckReport():
                        return event
            return None

        self._kit.runner.run(work, on_done=self._on_report, on_error=self._on_check_failed)

    def _on_progress(self, stage: str, fraction: float) -> None:
        del stage
        self._bar.setValue(round(fraction * 100))

    def _end_check(self) -> None:
        self._cancel = None
        self._bar.hide()
        self.check.setText(self.tr("Check now"))

    def _on_check_failed(self, error: Exception) -> None:
        self._end_check()
        self.failed.emit(error)

    def _on_report(self, report: CheckReport | None) -> None:
        self._end_check()
        if report is None:
            said, tone = Explanation(self.tr("The check was cancelled."), ""), "info"
        elif report.ok:
            figures = self.tr(
                "{chats} chats, {messages} messages, {size}; the log of what left is whole ({records})."
            ).format(
                chats=report.conversations,
                messages=report.messages,
                size=readable_size(report.database_bytes),
                records=report.log_records,
            )
            said, tone = Explanation(self.tr("The vault is in order."), figures), "ok"
        else:
            problems = " ".join(report.problems[:5])
            said = Explanation(
                self.tr("The check found damage."),
                self.tr("Copy the vault's folder somewhere safe now.") + " " + problems,
            )
            tone = "bad"
        self.banners.say("check", said, tone=tone)


class PassphraseSheet(Sheet):
    """Asks for the passphrase of now and for the new one.

    The one of now is tried as soon as the new one is begun, so that a mistake in it is told early and one key
    derivation is left to wait for at the end. What was refused is not tried again before it is changed.

    Attributes:
        changed: it is done.
    """

    changed = Signal()

    def __init__(self, kit: Kit, parent: QWidget) -> None:
        super().__init__(kit.theme, parent, icon="key-round", title="")
        self.set_title(self.tr("Change the passphrase"))
        self._kit = kit
        self._asked = Secret(LONGEST)  # what is or was tried
        self._refused = Secret(LONGEST)
        self._is_tried = False  # as it stands there now
        self._is_trying = False
        self._is_working = False
        self._is_over = False
        self._proof: Proof | None = None
        self.banners = BannerStack(kit.theme)
        self.current = PassphraseField(kit.theme, self.tr("Passphrase of now"))
        self.new = NewPassphrase(kit.theme)
        self.add(self.current, self.new, self.banners)
        self._cancel = self.add_button(self.tr("Cancel"), on_click=self.reject)
        self.save = self.add_button(self.tr("Change it"), kind="primary", on_click=self._submit)
        self.current.changed.connect(self._on_current_changed)
        self.new.changed.connect(self._on_new_changed)
        self.new.entered.connect(self._submit)
        self.current.entered.connect(self.new.setFocus)
        tab_through_lines(self.current, self.new.first, self.new.second)
        self.finished.connect(self._on_finished)
        self.current.setFocus()
        self._update()

    def reject(self) -> None:
        """Close, but not over a change that is under way: nobody could say which passphrase holds."""
        if not self._is_working:
            super().reject()

    def _on_finished(self, _result: int) -> None:
        self._is_over, self._proof = True, None
        for field in (self.current, self.new):
            field.clear()
        for secret in (self._asked, self._refused):
            secret.wipe()

    def _update(self) -> None:
        current = self.current.secret
        is_open = bool(current) and current != self._refused
        self.save.setEnabled(is_open and self.new.is_usable and not self._is_working)

    def _on_current_changed(self) -> None:
        self._is_tried, self._proof = False, None
        self.banners.drop("refused")
        self._update()

    def _on_new_changed(self) -> None:
        if self.new.secret:
            self._try_current()
        self._update()

    def _try_current(self) -> None:
        current = self.current.secret
        if self._is_trying or self._is_tried or not current or current == self._refused:
            return
        self._is_trying = self._is_tried = True
        self._asked.take(current)
        asked = current.encoded()
        self._kit.runner.run(
            lambda: used_up(asked, self._kit.assistant.prove_passphrase),
            on_done=self._on_tried,
            on_error=self._on_not_proven,
        )

    def _on_tried(self, proof: Proof) -> None:
        self._is_trying = False
        if self._is_over:
            return
        if self._asked == self.current.secret:
            self._proof = proof
        if self._is_working:
            self._change()

    def _on_not_proven(self, error: Exception) -> None:
        self._is_trying = False
        if self._is_over:
            return
        if isinstance(error, WrongPassphrase):
            self._refused.take(self._asked)
        was_waited_for, is_still_there = self._is_working, self._asked == self.current.secret
        if isinstance(error, TooManyAttempts) and not was_waited_for:
            self._is_tried = False  # nothing was tried: the next letter of the new one asks again
        elif is_still_there or was_waited_for:
            self._refuse(error, moves_focus=was_waited_for)

    def _submit(self) -> None:
        if not self.save.isEnabled():
            return
        self._set_working(is_working=True)
        if not self._is_trying:  # else _on_tried goes on
            self._change()

    def _change(self) -> None:
        current, new, proof = self.current.secret.encoded(), self.new.secret.encoded(), self._proof
        self._is_tried, self._proof = False, None

        def change(old: bytearray) -> None:
            used_up(new, lambda new: self._kit.assistant.change_passphrase(old, new, proof=proof))

        self._kit.runner.run(
            lambda: used_up(current, change), on_done=lambda _: self._done(), on_error=self._on_not_changed
        )

    def _on_not_changed(self, error: Exception) -> None:
        if isinstance(error, WrongPassphrase):
            self._refused.take(self.current.secret)
        self._refuse(error, moves_focus=True)

    def _set_working(self, *, is_working: bool) -> None:
        self._is_working = is_working
        self.save.setText(self.tr("Deriving the key…") if is_working else self.tr("Change it"))
        for widget in (self.current, self.new, self._cancel):
            widget.setEnabled(not is_working)
        self._update()

    def _done(self) -> None:
        self.accept()
        self.changed.emit()

    def _refuse(self, error: Exception, *, moves_focus: bool) -> None:
        """Say what is wrong; somebody who is still typing the new passphrase goes on typing it."""
        self._set_working(is_working=False)
        if isinstance(error, WrongPassphrase):  # here the code opens nothing
            said = Explanation(
                self.tr("This is not the passphrase."),
                self.tr(
                    "Check Caps Lock and the keyboard layout. If you have forgotten it, lock Sotto and use"
                    " your recovery code there."
                ),
            )
            self.banners.say("refused", said)
        else:
            self.banners.fail("refused", error)
        if moves_focus and isinstance(error, WrongPassphrase | TooManyAttempts):
            self.current.edit.selectAll()
            self.current.setFocus()


def _line(name: str, note: str, control: QWidget) -> QWidget:
    made = QWidget()
    line = row(
        column(label(name, wrap=True), label(note, role="caption", tone="muted", wrap=True), spacing=1),
        control,
        spacing=16,
    )
    line.setStretch(0, 1)
    made.setLayout(line)
    return made

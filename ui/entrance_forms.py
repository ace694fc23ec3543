"""The rarer forms in front of the vault: a new passphrase, the recovery code, trouble with the files."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QLineEdit, QPushButton, QWidget

from app.errors import DiskFull, KeyFileAltered, KeyFileDamaged, VaultError
from models.errors import SottoError
from ui.entrance import EntranceForm
from ui.errors import worded
from ui.new_passphrase import NewPassphrase
from ui.parts import button, label
from ui.recovery import RecoveryCodePanel
from ui.theme import Theme
from ui.unlock_form import Countdown, wait_text


class CreateForm(EntranceForm):
    """The first start: choose a passphrase.

    Attributes:
        submitted: the passphrase, a bytearray to be used up.
        cancelled: stop what is under way.
    """

    submitted = Signal(object)
    cancelled = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__(theme, icon="sotto-mark", title="", text="", width=440)
        self.set_title(self.tr("Welcome to Sotto"))
        self.set_text(
            self.tr(
                "A private assistant on this computer: nothing leaves it unless you set up a provider and"
                " allow it. What you write is kept in an encrypted vault. Choose the passphrase that opens"
                " it."
            )
        )
        self.passphrase = NewPassphrase(theme)
        self.make = button(self.tr("Create the vault"), kind="primary", on_click=self._submit)
        self.cancel = button(self.tr("Cancel"), on_click=self.cancelled.emit)
        self.cancel.hide()
        note = label(
            self.tr(
                "Nobody can reset it, not even us. In the next step you get a recovery code to write down,"
                " for the day you forget it."
            ),
            role="caption",
            tone="muted",
            wrap=True,
        )
        note.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        self.add(self.passphrase, self.make, self.cancel, note)
        self.passphrase.changed.connect(self._update)
        self.passphrase.entered.connect(self._submit)
        self._update()

    def first_field(self) -> QWidget:
        """Return the first passphrase line."""
        return self.passphrase

    def set_working(self, *, is_working: bool) -> None:
        """Take no input while the vault is made."""
        self.show_busy(
            self.tr("Making the vault; measuring what this computer can do…") if is_working else ""
        )
        self.passphrase.setEnabled(not is_working)
        self.make.setVisible(not is_working)
        self.cancel.setVisible(is_working)
        if is_working:
            self.banners.clear()
            self.cancel.setFocus()

    def refuse(self, error: Exception) -> None:
        """Say why no vault was made."""
        self.set_working(is_working=False)
        self.banners.fail("refused", error)

    def _update(self) -> None:
        self.make.setEnabled(self.passphrase.is_usable)

    def _submit(self) -> None:
        if self.make.isEnabled() and not self.is_busy:
            self.submitted.emit(self.passphrase.secret.encoded())


class RecoveryCodeForm(EntranceForm):
    """Shows the code of the new vault and has one group typed back."""

    def __init__(self, theme: Theme, code: str) -> None:
        super().__init__(theme, icon="key-round", title="", text="", width=440)
        self.set_title(self.tr("Your recovery code"))
        self.set_text(self.tr("It is the only way in if you forget the passphrase."))
        self.panel = RecoveryCodePanel(theme, code)
        self.add(self.panel)

    def first_field(self) -> QWidget:
        """Return the first button."""
        return self.panel

    def forget(self) -> None:
        """Drop the code too."""
        self.panel.forget()
        super().forget()

    def refuse(self, error: Exception) -> None:
        """Say why the group could not be compared."""
        self.banners.fail("refused", error)


class RecoverForm(EntranceForm):
    """Asks for the recovery code.

    Attributes:
        submitted: the code as typed.
        left: back to the passphrase.
    """

    submitted = Signal(str)
    left = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__(theme, icon="key-round", title="", text="", width=500)
        self.set_title(self.tr("Use your recovery code"))
        self.set_text(self.tr("Type all groups. Capitals, spaces and dashes do not matter."))
        self.field = QLineEdit()
        self.field.setAccessibleName(self.tr("Recovery code"))
        self.field.setPlaceholderText(self.tr("Recovery code"))
        self.field.setFont(theme.mono_font(14))
        self.field.setMinimumHeight(theme.px(38))
        self.field.setMaxLength(200)
        self.field.setInputMethodHints(
            Qt.InputMethodHint.ImhSensitiveData | Qt.InputMethodHint.ImhNoPredictiveText
        )
        self.unlock = button(self.tr("Unlock"), kind="primary", on_click=self._submit)
        self.back = button(self.tr("Back to the passphrase"), kind="ghost", on_click=self.left.emit)
        self.add(self.field, self.unlock, self.back)
        self.field.returnPressed.connect(self._submit)
        self.field.textChanged.connect(lambda _: self._update())
        self._wait = Countdown(self, lambda _: self._update())
        self._update()

    def first_field(self) -> QWidget:
        """Return the line for the code."""
        return self.field

    def set_working(self, *, is_working: bool) -> None:
        """Take no input meanwhile."""
        self.show_busy(self.tr("Deriving the key…") if is_working else "")
        for widget in (self.field, self.unlock):
            widget.setEnabled(not is_working)
        if is_working:
            self.banners.clear()
        else:
            self._update()

    def refuse(self, error: SottoError) -> None:
        """Say what is wrong with the code."""
        self.set_working(is_working=False)
        self.banners.fail("refused", error)
        self._wait.begin_for(error)
        self.field.setFocus()

    def _update(self) -> None:
        left = self._wait.left
        self.unlock.setEnabled(left <= 0 and bool(self.field.text().strip()) and not self.is_busy)
        self.unlock.setText(wait_text(left) or self.tr("Unlock"))

    def _submit(self) -> None:
        if self.unlock.isEnabled():
            self.submitted.emit(self.field.text())


class ResetForm(EntranceForm):
    """After the recovery code: a new passphrase has to be set.

    Attributes:
        submitted: the new passphrase, a bytearray to be used up.
    """

    submitted = Signal(object)

    def __init__(self, theme: Theme) -> None:
        super().__init__(theme, icon="lock-open", title="", text="", width=440)
        self.set_title(self.tr("Choose a new passphrase"))
        self.set_text(
            self.tr("The recovery code opened your vault. The old passphrase stops working; the code stays.")
        )
        self.passphrase = NewPassphrase(theme)
        self.save = button(self.tr("Set the passphrase"), kind="primary", on_click=self._submit)
        self.add(self.passphrase, self.save)
        self.passphrase.changed.connect(lambda: self.save.setEnabled(self.passphrase.is_usable))
        self.passphrase.entered.connect(self._submit)
        self.save.setEnabled(False)

    def first_field(self) -> QWidget:
        """Return the first passphrase line."""
        return self.passphrase

    def set_working(self, *, is_working: bool) -> None:
        """Take no input meanwhile."""
        self.show_busy(self.tr("Deriving the key…") if is_working else "")
        self.passphrase.setEnabled(not is_working)
        self.save.setEnabled(not is_working and self.passphrase.is_usable)

    def refuse(self, error: Exception) -> None:
        """Say why it was not set."""
        self.set_working(is_working=False)
        self.banners.fail("refused", error)

    def _submit(self) -> None:
        if self.save.isEnabled():
            self.submitted.emit(self.passphrase.secret.encoded())


class TroubleForm(EntranceForm):
    """Something is wrong with the vault's files: what, and what can be done without losing anything.

    Attributes:
        retried: look again.
        restored: put the backup of the key file in place.
        freed: free the reserve on the full disk.
        folder_wanted: show the vault's folder.
    """

    retried = Signal()
    restored = Signal()
    freed = Signal()
    folder_wanted = Signal()

    def __init__(self, theme: Theme, error: Exception) -> None:
        said = worded(error)
        super().__init__(theme, icon="shield-alert", title=said.title, text=said.advice, width=480)
        self.error = error
        facts = error.facts if isinstance(error, SottoError) else {}
        again = button(self.tr("Try again"), on_click=self.retried.emit)
        self._first: QPushButton = again
        if isinstance(error, KeyFileDamaged | KeyFileAltered) and facts.get("has_backup"):
            self._first = button(self.tr("Put the backup in its place"), on_click=self.restored.emit)
        elif isinstance(error, DiskFull) and facts.get("has_ballast"):
            self._first = button(self.tr("Free the reserve"), on_click=self.freed.emit)
        self._first.setProperty("kind", "primary")
        self.add(self._first)
        if self._first is not again:
            self.add(again)
        self.add(button(self.tr("Show the folder"), kind="ghost", on_click=self.folder_wanted.emit))
        if isinstance(error, VaultError):
            calm = label(
                self.tr("Nothing in this window can delete or overwrite your vault."),
                role="caption",
                tone="muted",
                wrap=True,
            )
            calm.setAlignment(Qt.AlignmentFlag.AlignHCenter)
            self.add(calm)

    def first_field(self) -> QWidget:
        return self._first

"""The screens before the vault is open: create it, unlock it, get in with the recovery code, or get help."""

from __future__ import annotations

import threading
from collections.abc import Callable
from typing import TYPE_CHECKING, TypeVar

import msgspec
from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QStackedWidget

from app.errors import (
    DatabaseMissing,
    KeyFileDamaged,
    RecoveryCodeMistyped,
    TooManyAttempts,
    VaultError,
    VaultTooNew,
    WrongPassphrase,
    WrongRecoveryCode,
)
from app.events import LockReason
from app.paths import Paths
from models.errors import SottoError
from ui.entrance import EntranceForm, WaitForm
from ui.kit import Kit
from ui.secret import used_up
from ui.unlock_form import UnlockForm

if TYPE_CHECKING:
    from app.vault.door import Created, Unlocked, VaultStatus
    from ui.entrance_forms import CreateForm, RecoverForm, RecoveryCodeForm

Result = TypeVar("Result")
_PATIENCE_MS = 300


class Opening(msgspec.Struct, frozen=True):
    """What there is to say when the vault has been opened."""

    warnings: tuple[str, ...] = ()
    interrupted: int = 0
    cut_in: str = ""


class Entrance(QStackedWidget):
    """Shows the right form and talks to the core for it.

    Attributes:
        opened: an Opening; the vault can be used.
    """

    opened = Signal(object)

    def __init__(self, kit: Kit, paths: Paths) -> None:
        super().__init__()
        self._kit = kit
        self._paths = paths
        self._attempt = 0
        self._patience = QTimer(self)
        self._patience.setSingleShot(True)
        self._patience.setInterval(_PATIENCE_MS)
        self._patience.timeout.connect(self._say_looking)

    @property
    def form(self) -> EntranceForm | None:
        """The form that is shown."""
        current = self.currentWidget()
        return current if isinstance(current, EntranceForm) else None

    def look(self, *, text: str = "", error: Exception | None = None) -> None:
        """Look at the vault's files and show the form that fits.

        Args:
            text: said above the passphrase.
            error: shown above it.
        """
        self.close_forms()
        self._patience.start()
        self._run(
            self._kit.core.vault_status,
            lambda status: self._on_status(status, text, error),
            self._on_trouble,
        )

    def _say_looking(self) -> None:
        """Say what is waited for; most looks are over before anybody could read it."""
        if self.form is None:
            self.addWidget(WaitForm(self._kit.theme, text=self.tr("Looking at the vault…")))

    def _look_again(self) -> None:
        self.look()

    def show_locking(self) -> None:
        """Blank everything at once, while the vault's process is being ended."""
        self._show(WaitForm(self._kit.theme, text=self.tr("Locking…")))

    def show_locked(self, reason: LockReason) -> None:
        """Show the unlock form after a lock."""
        self.look(text=self._said_at_lock(reason))

    def close_forms(self) -> None:
        """Delete what is shown."""
        self._attempt += 1
        self._patience.stop()
        while (form := self.form) is not None:
            self.removeWidget(form)
            form.forget()
            form.deleteLater()

    def cancel(self) -> None:
        """End a key derivation that is under way by ending its process."""
        self._attempt += 1
        threading.Thread(
            target=self._kit.core.lock, args=("asked",), name="cancel-unlock", daemon=True
        ).start()
        self.look()

    def _said_at_lock(self, reason: LockReason) -> str:
        match reason:
            case "idle":
                return self.tr("Locked because nobody used it for a while. Your chats are encrypted.")
            case "screen-locked":
                return self.tr("Locked together with the screen. Your chats are encrypted.")
            case "suspend":
                return self.tr("Locked because the computer went to sleep. Your chats are encrypted.")
            case "vault-lost":
                return self.tr("The vault's process ended, so Sotto locked. What was saved is safe.")
            case "asked" | "quit":
                return self.tr("Your chats are encrypted on this computer.")

    # --- forms ----------------------------------------------------------------------------------

    def _show(self, form: EntranceForm) -> None:
        self.close_forms()
        self.addWidget(form)
        self.setCurrentWidget(form)
        if (first := form.first_field()) is not None:
            first.setFocus()

    def _run(
        self,
        work: Callable[[], Result],
        on_done: Callable[[Result], None],
        on_error: Callable[[Exception], None],
    ) -> None:
        """Work in the background; the result is dropped if another form is shown by then."""
        attempt = self._attempt

        def done(result: Result) -> None:
            if attempt == self._attempt:
                on_done(result)

        def failed(error: Exception) -> None:
            if attempt == self._attempt:
                on_error(error)

        self._kit.runner.run(work, lane="vault", on_done=done, on_error=failed)

    def _on_status(self, status: VaultStatus, text: str, error: Exception | None) -> None:
        match status.state:
            case "absent":
                self._show_create()
            case "ready":
                form = self._show_unlock(text=text, wait=status.wait)
                if error is not None:
                    form.banners.fail("before", error)
                if status.repaired:
                    self._say_repaired(form)
            case "keyfile-damaged":
                self._on_trouble(KeyFileDamaged(reason="unreadable", has_backup=status.has_backup))
            case "too-new":
                self._on_trouble(VaultTooNew(found=status.format))
            case "incomplete":
                self._on_trouble(
                    DatabaseMissing()
                    if status.vault_id
                    else KeyFileDamaged(reason="missing", has_backup=status.has_backup)
                )

    def _say_repaired(self, form: EntranceForm) -> None:
        from app.explain import Explanation

        form.banners.say(
            "repaired",
            Explanation(
                self.tr("Other users of this computer could read the vault's files."),
                self.tr("This was corrected now. What they held was encrypted all the time."),
            ),
            tone="warn",
        )

    def _show_create(self) -> None:
        from ui.entrance_forms import CreateForm  # rare; so are the imports below

        form = CreateForm(self._kit.theme)
        form.submitted.connect(lambda passphrase: self._create(form, passphrase))
        form.cancelled.connect(self.cancel)
        self._show(form)

    def _create(self, form: CreateForm, passphrase: bytearray) -> None:
        form.set_working(is_working=True)
        self._run(
            lambda: used_up(passphrase, self._kit.assistant.create_vault),
            self._on_created,
            lambda error: self._refuse(form.refuse, error),
        )

    def _on_created(self, created: Created) -> None:
        from ui.entrance_forms import RecoveryCodeForm

        form = RecoveryCodeForm(self._kit.theme, created.recovery_code)
        form.panel.typed.connect(lambda group, typed: self._confirm(form, group, typed))
        form.panel.skipped.connect(lambda: self._open(Opening(("recovery-unverified",))))
        self._show(form)

    def _confirm(self, form: RecoveryCodeForm, group: int, typed: str) -> None:
        def answered(is_right: bool) -> None:
            if is_right:
                self._open(Opening())
            else:
                form.panel.refuse()

        self._run(
            lambda: self._kit.assistant.confirm_recovery_code(group, typed),
            answered,
            lambda error: self._refuse(form.refuse, error),
        )

    def _show_unlock(self, *, text: str = "", wait: float = 0.0) -> UnlockForm:
        form = UnlockForm(
            self._kit.theme, text=text or self.tr("Your chats are encrypted on this computer."), wait=wait
        )
        form.submitted.connect(lambda passphrase: self._unlock(form, passphrase))
        form.recovery_wanted.connect(self._show_recover)
        form.cancelled.connect(self.cancel)
        self._show(form)
        return form

    def _unlock(self, form: UnlockForm, passphrase: bytearray) -> None:
        form.set_working(is_working=True)
        self._run(
            lambda: used_up(passphrase, self._kit.assistant.unlock),
            self._on_unlocked,
            lambda error: self._refuse(form.refuse, error),
        )

    def _on_unlocked(self, unlocked: Unlocked) -> None:
        self._open(Opening(unlocked.warnings, unlocked.interrupted, unlocked.cut_in))

    def _show_recover(self) -> None:
        from ui.entrance_forms import RecoverForm

        form = RecoverForm(self._kit.theme)
        form.left.connect(self._look_again)
        form.submitted.connect(lambda code: self._recover(form, code))
        self._show(form)

    def _recover(self, form: RecoverForm, code: str) -> None:
        form.set_working(is_working=True)
        self._run(
            lambda: self._kit.assistant.unlock_with_recovery_code(code),
            lambda unlocked: self._show_reset(code, unlocked),
            lambda error: self._refuse(form.refuse, error),
        )

    def _show_reset(self, code: str, unlocked: Unlocked) -> None:
        from ui.entrance_forms import ResetForm

        form = ResetForm(self._kit.theme)
        # The code was just typed by hand from the paper, which proves it better than one group would.
        warnings = tuple(code for code in unlocked.warnings if code != "recovery-unverified")

        def save(passphrase: bytearray) -> None:
            form.set_working(is_working=True)
            self._run(
                lambda: used_up(passphrase, lambda new: self._kit.assistant.reset_passphrase(code, new)),
                lambda _: self._open(Opening(warnings, unlocked.interrupted, unlocked.cut_in)),
                form.refuse,
            )

        form.submitted.connect(save)
        self._show(form)

    def _open(self, opening: Opening) -> None:
        self.close_forms()
        self.opened.emit(opening)

    # --- trouble --------------------------------------------------------------------------------

    def _refuse(self, say: Callable[[SottoError], None], error: Exception) -> None:
        """Say an error in the form where trying again helps, otherwise on a screen of its own."""
        tries = WrongPassphrase | WrongRecoveryCode | RecoveryCodeMistyped | TooManyAttempts
        if isinstance(error, VaultError) and not isinstance(error, tries):
            self._on_trouble(error)
        elif isinstance(error, SottoError):
            say(error)
        else:
            self._on_trouble(error)

    def _on_trouble(self, error: Exception) -> None:
        from ui.entrance_forms import TroubleForm

        form = TroubleForm(self._kit.theme, error)
        form.retried.connect(self._look_again)
        form.restored.connect(lambda: self._run(self._restore, lambda _: self.look(), self._on_trouble))
        form.freed.connect(lambda: self._run(self._free, lambda _: self.look(), self._on_trouble))
        form.folder_wanted.connect(self._show_folder)
        self._show(form)

    def _show_folder(self) -> None:
        from PySide6.QtCore import QUrl

        self._kit.open_address(QUrl.fromLocalFile(str(self._paths.vault)).toString())

    def _restore(self) -> VaultStatus:
        return self._kit.assistant.restore_key_file()

    def _free(self) -> int:
        return self._kit.assistant.release_ballast()

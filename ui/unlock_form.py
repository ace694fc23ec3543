"""The form that most starts show: it asks for the passphrase. Apart from the others, which need more."""

from __future__ import annotations

import time
from collections.abc import Callable

from PySide6.QtCore import QCoreApplication, QTimer, Signal
from PySide6.QtWidgets import QWidget

from models.errors import SottoError
from ui.entrance import EntranceForm
from ui.numbers import ALIGN_CENTRE
from ui.parts import button, label
from ui.passphrase import PassphraseField
from ui.theme import Theme


class Countdown:
    """Counts the seconds down until the next try is accepted, on the button itself."""

    def __init__(self, form: EntranceForm, show: Callable[[float], None]) -> None:
        self._show = show
        self._until = 0.0
        self._timer = QTimer(form)
        self._timer.setInterval(200)
        self._timer.timeout.connect(self._on_tick)

    @property
    def left(self) -> float:
        """Seconds; 0.0 when one may try."""
        return max(0.0, self._until - time.monotonic())

    def begin(self, seconds: float) -> None:
        """Start over."""
        self._until = time.monotonic() + max(0.0, seconds)
        self._timer.start()
        self._on_tick()

    def begin_for(self, error: SottoError) -> None:
        """Start the wait that an error names."""
        wait = error.facts.get("wait", 0.0)
        self.begin(float(wait) if isinstance(wait, int | float) else 0.0)

    def _on_tick(self) -> None:
        if self.left <= 0:
            self._timer.stop()
        self._show(self.left)


class UnlockForm(EntranceForm):
    """Asks for the passphrase.

    Attributes:
        submitted: the passphrase, a bytearray to be used up.
        recovery_wanted: the code shall be used instead.
        cancelled: stop what is under way.
    """

    submitted = Signal(object)
    recovery_wanted = Signal()
    cancelled = Signal()

    def __init__(self, theme: Theme, *, text: str, wait: float = 0.0) -> None:
        super().__init__(theme, icon="lock", title="", text=text, width=400)
        self.set_title(self.tr("Sotto is locked"))
        self.field = PassphraseField(theme, self.tr("Passphrase"))
        self.unlock = button(self.tr("Unlock"), kind="primary", on_click=self._submit)
        self.recover = button(
            self.tr("Use the recovery code"), kind="ghost", on_click=self.recovery_wanted.emit
        )
        self.cancel = button(self.tr("Cancel"), on_click=self.cancelled.emit)
        self.cancel.hide()
        note = label(
            self.tr("There is no reset: without passphrase or recovery code nobody can read your chats."),
            role="caption",
            tone="muted",
            wrap=True,
        )
        note.setProperty("alignment", ALIGN_CENTRE)
        self.add(self.field, self.unlock, self.cancel, self.recover, note)
        self.field.entered.connect(self._submit)
        self.field.changed.connect(self._update)
        self._wait = Countdown(self, lambda _: self._update())
        self._wait.begin(wait)

    def first_field(self) -> QWidget:
        """Return the passphrase line."""
        return self.field

    def set_working(self, *, is_working: bool) -> None:
        """Take no input while the key is being derived."""
        self.show_busy(self.tr("Deriving the key…") if is_working else "")
        for widget in (self.field, self.unlock, self.recover):
            widget.setEnabled(not is_working)
        self.unlock.setVisible(not is_working)
        self.cancel.setVisible(is_working)
        if is_working:
            self.banners.clear()
            self.cancel.setFocus()
        else:
            self._update()

    def refuse(self, error: SottoError) -> None:
        """Say why it did not open, and start the wait that the error names."""
        self.set_working(is_working=False)
        self.banners.fail("refused", error)
        self._wait.begin_for(error)
        self.field.edit.selectAll()
        self.field.setFocus()

    def _update(self) -> None:
        left = self._wait.left
        self.unlock.setEnabled(left <= 0 and bool(self.field.secret) and not self.is_busy)
        self.unlock.setText(wait_text(left) or self.tr("Unlock"))

    def _submit(self) -> None:
        if self.unlock.isEnabled():
            self.submitted.emit(self.field.secret.encoded())


def wait_text(seconds: float) -> str:
    """Return what the button says while one has to wait, or ""."""
    if seconds <= 0:
        return ""
    from app.explain import readable_wait  # only after a wrong passphrase

    translate = QCoreApplication.translate
    return translate("entrance", "Wait {time}").format(time=readable_wait(seconds))

"""The foot of the review: where it goes, how much, its hash, what is still in the way, and the buttons."""

from __future__ import annotations

import re

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QProgressBar, QPushButton, QWidget

from app.explain import readable_size
from app.gate.address import is_plain
from app.outgoing import Outgoing
from app.review import Review
from ui.flow import wrapping
from ui.parts import button, column, icon_button, label, picture, row, tool
from ui.theme import Theme

SHORT_HASH = 16
_HELD = "\N{NO-BREAK SPACE}"
_AT_NUMBER = re.compile(r"(?<=\d) (?=\w)|(?<=\w) (?=\d)")


def _held(text: str) -> str:
    """Return a text in which no line ends between a number and what it counts."""
    return _AT_NUMBER.sub(_HELD, text)


class DeliberateButton(QPushButton):
    """A button that neither Return nor Enter presses: only a click, or the space bar."""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Take Return without doing anything, so that the default button does not get it either."""
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            event.accept()
            return
        super().keyPressEvent(event)


class Foot(QWidget):
    """See the module.

    Attributes:
        hash_wanted: copy the whole hash.
        bytes_wanted: show the exact bytes.
        decision_wanted: go to the next place that is not decided.
        scan_cancelled: end the scan that runs.
        send_pressed, local_pressed: the two ways to go on.
    """

    hash_wanted = Signal()
    bytes_wanted = Signal()
    decision_wanted = Signal()
    scan_cancelled = Signal()
    send_pressed = Signal()
    local_pressed = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._facts = label("", role="caption", tone="second", wrap=True)
        self._hash = label("", role="mono", tone="second")
        self._hash.setFont(theme.mono_font(12))
        self.copy_hash = tool(
            theme, "copy", self.tr("Copy the SHA-256"), size=14, on_click=self.hash_wanted.emit
        )
        self.show_bytes = button(
            self.tr("Show the exact bytes"), kind="link", on_click=self.bytes_wanted.emit
        )
        hashed = row(self._hash, self.copy_hash, self.show_bytes, spacing=4)
        facts = row(self._facts, spacing=16)
        facts.setStretch(0, 1)
        facts.addLayout(hashed)
        limits = label(
            self.tr(
                "Redaction hides what was found. It cannot hide what it does not recognise, nor what the"
                " rest of the text gives away; and the provider learns that you asked, when, and about what."
            ),
            role="caption",
            tone="muted",
            wrap=True,
        )
        self._icon = picture(theme, "triangle-alert", tone="warn", size=16)
        self._blocked = label("", role="small", tone="warn", wrap=True)
        self.next_open = button(self.tr("Go to it"), kind="link", on_click=self.decision_wanted.emit)
        self.progress = QProgressBar()
        self.progress.setRange(0, 1000)
        self.progress.setTextVisible(False)
        self.progress.setMinimumWidth(theme.px(140))
        self.progress.setAccessibleName(self.tr("Progress of the scan"))
        self.cancel_scan = button(self.tr("Stop looking"), on_click=self.scan_cancelled.emit)
        state = row(self._icon, self._blocked, self.next_open, self.progress, self.cancel_scan, spacing=8)
        state.setStretch(1, 1)
        self.local = icon_button(
            theme,
            "shield-check",
            self.tr("Answer locally instead"),
            tone="ok",
            on_click=self.local_pressed.emit,
        )
        self.local.setAutoDefault(True)
        self.local.setDefault(True)
        self.send = DeliberateButton()
        self.send.setAutoDefault(False)
        self.send.setProperty("kind", "primary")
        self.send.setCursor(Qt.CursorShape.PointingHandCursor)
        theme.set_icon(self.send, "arrow-up", tone="on_accent", size=16)
        self.send.clicked.connect(lambda _checked: self.send_pressed.emit())
        self.send.setToolTip(self.tr("A click, or the space bar; Enter does not send"))
        buttons = wrapping(self.local, self.send)
        line = row(spacing=16)
        line.addLayout(state, 1)
        line.addWidget(buttons)
        self.setLayout(column(facts, limits, line, spacing=6))
        self.show_scan(None)

    def show_facts(self, review: Review, outgoing: Outgoing | None) -> None:
        """Say where it goes and how much it is; None while it is being put together."""
        destination = review.provider.destination
        facts = [
            review.provider.name,
            outgoing.prepared.host if outgoing is not None else "",
            self.tr("unencrypted, to this very computer") if is_plain(destination) else "",
            destination.model,
            self.tr("answer of at most {count} tokens").format(count=review.parameters.max_tokens),
        ]
        if review.parameters.temperature is not None:
            facts.append(self.tr("temperature {value}").format(value=review.parameters.temperature))
        if review.parameters.top_p is not None:
            facts.append(self.tr("top-p {value}").format(value=review.parameters.top_p))
        if outgoing is not None:
            facts.append(readable_size(len(outgoing.prepared.body)))
        self._facts.setText(f"{_HELD}· ".join(_held(fact) for fact in facts if fact))
        digest = outgoing.prepared.body_sha256 if outgoing is not None else ""
        self._hash.setText(f"SHA-256 {digest[:SHORT_HASH]}…" if digest else "")
        self._hash.setAccessibleName(f"SHA-256 {digest}")
        self.copy_hash.setEnabled(bool(digest))
        self.show_bytes.setEnabled(bool(digest))

    def show_state(self, blocked: str, *, can_send: bool, is_open: bool, sends_redacted: bool) -> None:
        """Say what is in the way.

        Args:
            blocked: a sentence; "" for nothing.
            can_send: let the button send.
            is_open: something has to be decided.
            sends_redacted: whether anything is replaced, which the button names.
        """
        self._blocked.setText(blocked)
        self._icon.setVisible(bool(blocked))
        self.next_open.setVisible(is_open)
        text = self.tr("Send redacted text") if sends_redacted else self.tr("Send as it is")
        self.send.setText(f" {text}")
        self.send.setAccessibleName(text)
        self.send.setEnabled(can_send)
        self._theme.set_icon(self.send, "arrow-up", tone="on_accent" if can_send else "text3", size=16)

    def show_scan(self, fraction: float | None) -> None:
        """Show how far a scan is; None for no scan."""
        self.progress.setVisible(fraction is not None)
        self.cancel_scan.setVisible(fraction is not None)
        self.progress.setValue(round((fraction or 0.0) * 1000))

    def forget(self) -> None:
        """Show nothing of the user's any more."""
        self._facts.clear()
        self._hash.clear()
        self._hash.setAccessibleName("")

"""A new passphrase, typed twice, with a word about its strength."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtWidgets import QProgressBar, QWidget

from ui.parts import column, label
from ui.passphrase import PassphraseField, tab_through_lines
from ui.secret import Secret
from ui.strength import MINIMUM_LENGTH, Level, estimate
from ui.theme import Theme, restyle


class NewPassphrase(QWidget):
    """A new passphrase, typed twice, with an honest estimate of its strength.

    Attributes:
        changed: whether it can be used may have changed.
        entered: Return was pressed while it can be used.
    """

    changed = Signal()
    entered = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.first = PassphraseField(theme, self.tr("New passphrase"))
        self.second = PassphraseField(theme, self.tr("The same again"), says_caps_lock=False)
        self._bar = QProgressBar()
        self._bar.setRange(0, Level.STRONG)
        self._bar.setTextVisible(False)
        self._bar.setAccessibleName(self.tr("Estimated strength"))
        self._bar.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._hint = label("", role="caption", tone="second", wrap=True)
        self._hint.setMinimumHeight(theme.px(32))
        self._hint.setAlignment(Qt.AlignmentFlag.AlignTop)
        self._match = label("", role="caption", tone="second")
        self.setLayout(column(self.first, self._bar, self._hint, self.second, self._match, spacing=8))
        tab_through_lines(self.first, self.second)
        self.setFocusProxy(self.first)
        self.first.changed.connect(self._on_changed)
        self.second.changed.connect(self._on_changed)
        self.first.entered.connect(self.second.setFocus)
        self.second.entered.connect(self._on_entered)
        self._on_changed()

    @property
    def is_usable(self) -> bool:
        """Whether it is long enough and was typed twice the same."""
        secret = self.first.secret
        return len(secret) >= MINIMUM_LENGTH and secret == self.second.secret

    @property
    def secret(self) -> Secret:
        """The passphrase."""
        return self.first.secret

    def clear(self) -> None:
        """Forget both."""
        self.first.clear()
        self.second.clear()

    def _on_entered(self) -> None:
        if self.is_usable:
            self.entered.emit()

    def _on_changed(self) -> None:
        level = estimate(self.secret).level
        self._bar.setValue(level if self.secret else 0)
        words = self._words(level) if self.secret else self._advice()
        self._hint.setText(words)
        self._bar.setAccessibleDescription(words)
        self._say_match()
        self.changed.emit()

    def _say_match(self) -> None:
        first, second = self.first.secret, self.second.secret
        if not second:
            text, tone = "", "second"
        elif first == second:
            text, tone = self.tr("Both are the same."), "ok"
        else:
            text, tone = self.tr("The two are different."), "bad" if len(second) >= len(first) else "second"
        self._match.setText(text)
        if self._match.property("tone") != tone:
            self._match.setProperty("tone", tone)
            restyle(self._match)

    def _advice(self) -> str:
        return self.tr("Four or more random words are easy to remember and hard to guess.")

    def _words(self, level: Level) -> str:
        match level:
            case Level.TOO_SHORT:
                return self.tr("At least 8 characters. Four or more random words work well.")
            case Level.WEAK:
                return self.tr(
                    "Weak, as far as length and variety tell: a program could guess it. Add words."
                )
            case Level.FAIR:
                return self.tr("Fair, as far as length and variety tell. Another word would help.")
            case Level.GOOD:
                return self.tr("Good, as long as it is not a known phrase or about you.")
            case Level.STRONG:
                return self.tr("Strong, as long as it is not a known phrase or about you.")

    def changeEvent(self, event: QEvent) -> None:
        """Word the hints again when the language changes."""
        super().changeEvent(event)
        if event.type() is QEvent.Type.LanguageChange:
            self._on_changed()

"""Fields for secrets: shown or hidden, with a word about Caps Lock and about strength."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QProgressBar, QWidget

from ui.parts import column, fill, label, tool
from ui.strength import MINIMUM_LENGTH, Level, estimate
from ui.theme import Theme, restyle

if TYPE_CHECKING:
    from PySide6.QtCore import QEvent
    from PySide6.QtGui import QKeyEvent

# Far above any passphrase a person types; keeps a pasted file from being worked on.
LONGEST = 1024


class SecretEdit(QLineEdit):
    """A line that hides what is typed, is kept from input methods' memories, and notices Caps Lock.

    Attributes:
        caps_lock: whether Caps Lock seems to be on. Qt cannot ask the system; a capital typed without
            Shift gives it away.
    """

    caps_lock = Signal(bool)

    def __init__(self) -> None:
        super().__init__()
        self.setEchoMode(QLineEdit.EchoMode.Password)
        self.setMaxLength(LONGEST)
        self.setInputMethodHints(
            Qt.InputMethodHint.ImhHiddenText
            | Qt.InputMethodHint.ImhSensitiveData
            | Qt.InputMethodHint.ImhNoPredictiveText
            | Qt.InputMethodHint.ImhNoAutoUppercase
        )

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Compare the letter with the Shift key."""
        typed = event.text()
        if event.key() == Qt.Key.Key_CapsLock:
            self.caps_lock.emit(False)
        elif len(typed) == 1 and typed.isalpha() and typed.lower() != typed.upper():
            shifted = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
            self.caps_lock.emit(typed.isupper() != shifted)
        super().keyPressEvent(event)


class PassphraseField(QWidget):
    """A secret line with an eye to show it.

    Attributes:
        changed: the text changed.
        entered: Return was pressed in it.
    """

    changed = Signal(str)
    entered = Signal()

    def __init__(self, theme: Theme, name: str, *, says_caps_lock: bool = True) -> None:
        super().__init__()
        self._theme = theme
        self.edit = SecretEdit()
        self.edit.setPlaceholderText(name)
        self.edit.setAccessibleName(name)
        self.edit.setMinimumHeight(theme.px(38))
        self.edit.textChanged.connect(self.changed)
        self.edit.returnPressed.connect(self.entered)
        self._eye = tool(theme, "eye", self.tr("Show what is typed"), on_click=self._toggle)
        self._eye.setCheckable(True)
        self._caps = label(self.tr("Caps Lock seems to be on."), role="caption", tone="warn")
        self._caps.hide()
        if says_caps_lock:
            self.edit.caps_lock.connect(self._caps.setVisible)
        line = QHBoxLayout()
        fill(line, (self.edit, self._eye), spacing=6, margins=(0, 0, 0, 0))
        self.setLayout(column(line, self._caps, spacing=4))
        self.setFocusProxy(self.edit)

    def text(self) -> str:
        """Return what is typed."""
        return self.edit.text()

    def clear(self) -> None:
        """Forget what is typed and hide again."""
        self.edit.clear()
        self._show(is_shown=False)

    def _toggle(self) -> None:
        self._show(is_shown=self._eye.isChecked())

    def _show(self, *, is_shown: bool) -> None:
        self._eye.setChecked(is_shown)
        self.edit.setEchoMode(QLineEdit.EchoMode.Normal if is_shown else QLineEdit.EchoMode.Password)
        self._theme.set_icon(self._eye, "eye-off" if is_shown else "eye")
        name = self.tr("Hide what is typed") if is_shown else self.tr("Show what is typed")
        self._eye.setAccessibleName(name)
        self._eye.setToolTip(name)


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
        self.setFocusProxy(self.first)
        self.first.changed.connect(self._on_changed)
        self.second.changed.connect(self._on_changed)
        self.first.entered.connect(self.second.setFocus)
        self.second.entered.connect(self._on_entered)
        self._on_changed()

    @property
    def is_usable(self) -> bool:
        """Whether it is long enough and was typed twice the same."""
        text = self.first.text()
        return len(text) >= MINIMUM_LENGTH and text == self.second.text()

    def text(self) -> str:
        """Return the passphrase."""
        return self.first.text()

    def clear(self) -> None:
        """Forget both."""
        self.first.clear()
        self.second.clear()

    def _on_entered(self) -> None:
        if self.is_usable:
            self.entered.emit()

    def _on_changed(self) -> None:
        level = estimate(self.first.text()).level
        self._bar.setValue(level if self.first.text() else 0)
        words = self._words(level) if self.first.text() else self._advice()
        self._hint.setText(words)
        self._bar.setAccessibleDescription(words)
        self._say_match()
        self.changed.emit()

    def _say_match(self) -> None:
        first, second = self.first.text(), self.second.text()
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
        from PySide6.QtCore import QEvent  # the unlock screen does without its 180 types

        super().changeEvent(event)
        if event.type() is QEvent.Type.LanguageChange:
            self._on_changed()

"""Fields for secrets: shown or hidden, with a word about Caps Lock."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QWidget

from ui.numbers import SECRET_INPUT
from ui.parts import column, fill, label, tool
from ui.secret import Secret
from ui.theme import Theme

if TYPE_CHECKING:
    from PySide6.QtGui import QKeyEvent

# Far above any passphrase a person types; keeps a pasted file from being worked on.
LONGEST = 1024
# What Qt's line holds in the place of each hidden character: one that nobody can type or paste.
FILLER = "\ufdd0"


class SecretEdit(QLineEdit):
    """A line that hides what is typed, is kept from input methods' memories, and notices Caps Lock.

    Qt keeps every state of a line in memory that it frees as it is. So Qt's line is handed fillers while the
    text is hidden, and edits them; the text itself is in ``secret``, which does what was done to them. Only
    what comes in one piece (pasted, dropped, from an input method) and what is shown passes through Qt.

    Attributes:
        changed: the secret is another one.
        caps_lock: whether Caps Lock seems to be on. Qt cannot ask the system; a capital typed without
            Shift gives it away.
    """

    changed = Signal()
    caps_lock = Signal(bool)

    def __init__(self) -> None:
        super().__init__()
        self.secret = Secret(LONGEST)
        self.setEchoMode(QLineEdit.EchoMode.Password)
        self.setMaxLength(LONGEST)
        self.setProperty("inputMethodHints", SECRET_INPUT)
        self.textChanged.connect(self._follow)

    @property
    def is_shown(self) -> bool:
        """Whether the text can be read on the screen."""
        return self.echoMode() is QLineEdit.EchoMode.Normal

    def text(self) -> str:
        """Return a copy of the text, which cannot be wiped; it is meant for what the screen shows anyway."""
        return "".join(self.secret)

    def setText(self, text: str | None) -> None:
        """Hold another text."""
        self.secret.replace(0, len(self.secret), text or "")
        self._fill(len(self.secret))
        self.changed.emit()

    def clear(self) -> None:
        """Forget the text."""
        self.secret.wipe()
        super().clear()

    def show_text(self, *, is_shown: bool) -> None:
        """Let the text be read on the screen, or hide it again."""
        if is_shown != self.is_shown:
            self.setEchoMode(QLineEdit.EchoMode.Normal if is_shown else QLineEdit.EchoMode.Password)
            self._fill(self.cursorPosition())

    def _fill(self, cursor: int) -> None:
        """Have Qt's line hold what it shall, and nothing to undo."""
        was_blocked = self.blockSignals(True)
        super().setText(self.text() if self.is_shown else FILLER * len(self.secret))
        self.setCursorPosition(cursor)
        self.blockSignals(was_blocked)

    def _follow(self) -> None:
        """Do to the secret what was just done to Qt's line."""
        held, secret = super().text(), self.secret
        if self.is_shown:
            secret.replace(0, len(secret), held)
        elif whole := held.strip(FILLER):  # it came in one piece
            start = min(held.index(whole), len(secret))
            behind = min(len(held) - start - len(whole), len(secret) - start)
            secret.replace(start, len(secret) - behind, whole)
            self._fill(start + len(whole))
        elif len(held) < len(secret):
            start = self.cursorPosition()
            secret.replace(start, start + len(secret) - len(held), "")
        elif len(held) > len(secret):  # fillers came from somewhere
            self._fill(self.cursorPosition())
        self.changed.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Compare the letter with the Shift key, and keep it from Qt."""
        from PySide6.QtCore import Qt

        typed = event.text()
        if event.key() == Qt.Key.Key_CapsLock:
            self.caps_lock.emit(False)
        elif len(typed) == 1 and typed.isalpha() and typed.lower() != typed.upper():
            shifted = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
            self.caps_lock.emit(typed.isupper() != shifted)
        if self.is_shown or not _is_text(event):
            super().keyPressEvent(event)
            return
        start = self.selectionStart() if self.hasSelectedText() else self.cursorPosition()
        self.secret.replace(start, start + self.selectionLength(), typed)
        self.insert(FILLER * len(typed))


def _is_text(event: QKeyEvent) -> bool:
    """Whether a key types something. AltGr is Ctrl with Alt on some systems."""
    from PySide6.QtCore import Qt

    keys, typed = Qt.KeyboardModifier, event.text()
    is_command = event.modifiers() & (keys.ControlModifier | keys.AltModifier) == keys.ControlModifier
    return not is_command and bool(typed) and typed.isprintable()


class PassphraseField(QWidget):
    """A secret line with an eye to show it.

    Attributes:
        changed: the text changed.
        entered: Return was pressed in it.
    """

    changed = Signal()
    entered = Signal()

    def __init__(self, theme: Theme, name: str, *, says_caps_lock: bool = True) -> None:
        super().__init__()
        self._theme = theme
        self.edit = SecretEdit()
        self.edit.setPlaceholderText(name)
        self.edit.setAccessibleName(name)
        self.edit.setMinimumHeight(theme.px(38))
        self.edit.changed.connect(self.changed)
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

    @property
    def eye(self) -> QWidget:
        """The button that shows it."""
        return self._eye

    @property
    def secret(self) -> Secret:
        """What is typed."""
        return self.edit.secret

    def clear(self) -> None:
        """Forget what is typed and hide again."""
        self.edit.clear()
        self._show(is_shown=False)

    def _toggle(self) -> None:
        self._show(is_shown=self._eye.isChecked())

    def _show(self, *, is_shown: bool) -> None:
        self._eye.setChecked(is_shown)
        self.edit.show_text(is_shown=is_shown)
        self._theme.set_icon(self._eye, "eye-off" if is_shown else "eye")
        name = self.tr("Hide what is typed") if is_shown else self.tr("Show what is typed")
        self._eye.setAccessibleName(name)
        self._eye.setToolTip(name)


def tab_through_lines(*fields: PassphraseField) -> None:
    """Let Tab go through the lines first and through their eyes afterwards.

    Whoever types a passphrase twice presses Tab between, and the first space would show the one that is
    typed already.
    """
    order = [*(field.edit for field in fields), *(field.eye for field in fields)]
    for before, after in pairwise(order):
        QWidget.setTabOrder(before, after)

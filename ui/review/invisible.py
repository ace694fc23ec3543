"""Characters that cannot be seen, made visible: what leaves is unchanged, only its picture has a mark.

Zero-width characters hide a word in a word, and directional ones show a text in another order than the one
in which it leaves ("Trojan Source", https://trojansource.codes). Each is shown as a small mark of exactly as
many UTF-16 units, so that every place of the document stays a place of the text. A joiner inside an emoji or
between letters of a script that joins, and one variation selector after a symbol, do what they are for: they
stay as they are.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator
from typing import Final

from PySide6.QtCore import QPoint
from PySide6.QtGui import QHelpEvent, QTextCharFormat, QTextCursor
from PySide6.QtWidgets import QPlainTextEdit, QTextEdit, QToolTip

from ui.theme import Theme

ZERO_WIDTH_MARK: Final = "◇"
DIRECTION_MARK: Final = "↔"

_DIRECTIONS: Final = frozenset("\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
_INVISIBLE: Final = re.compile(
    "[\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u202a-\u202e\u2060-\u206f\u3164"
    "\ufe00-\ufe0f\ufeff\uffa0\ufff9-\ufffb\U0001d173-\U0001d17a\U000e0000-\U000e01ef]"
)
_JOINERS: Final = frozenset("\u200c\u200d")
_JOINING: Final = frozenset({"Lo", "Mn", "Mc"})
_SYMBOLS: Final = frozenset({"So", "Sm", "Sk"})
_VARIANTS: Final = frozenset({*_SYMBOLS, "Lo", "Nd", "Po"})


def is_variation(character: str) -> bool:
    """Say whether a character only picks the form of the one before."""
    return "\ufe00" <= character <= "\ufe0f" or "\U000e0100" <= character <= "\U000e01ef"


def _has_effect(text: str, at: int) -> bool:
    """Say whether what stands at a place is seen by what it does to its neighbours."""
    character = text[at]
    before, after = text[at - 1 : at] if at else "", text[at + 1 : at + 2]
    if is_variation(character):
        return bool(before) and unicodedata.category(before) in _VARIANTS
    if character not in _JOINERS or not before or not after:
        return False
    kinds = {unicodedata.category(before), unicodedata.category(after)}
    if kinds <= _JOINING and not _INVISIBLE.search(before + after):
        return True
    return (before == "\ufe0f" or kinds <= _SYMBOLS) and unicodedata.category(after) in _SYMBOLS


def places(text: str) -> list[int]:
    """Return where characters stand that cannot be seen."""
    if text.isascii():
        return []
    return [match.start() for match in _INVISIBLE.finditer(text) if not _has_effect(text, match.start())]


def mark(character: str) -> str:
    """Return what is shown in place of a character: as many UTF-16 units as it has."""
    shown = DIRECTION_MARK if character in _DIRECTIONS else ZERO_WIDTH_MARK
    return shown * (2 if ord(character) > 0xFFFF else 1)


def marked(text: str) -> str:
    """Return a text with marks, for where there is no room for a name."""
    shown = list(text)
    for at in places(text):
        shown[at] = mark(text[at])
    return "".join(shown)


def name(character: str) -> str:
    """Return the name of a character: "U+200B ZERO WIDTH SPACE"."""
    return f"U+{ord(character):04X} {unicodedata.name(character, '')}".strip()


def counted_names(characters: Iterable[str]) -> str:
    """Return names and how often each occurs: "U+200B ZERO WIDTH SPACE ×2"."""
    return ", ".join(f"{name(one)} ×{count}" for one, count in sorted(Counter(characters).items()))


class Marks:
    """The marks of one document. See the module."""

    def __init__(self, theme: Theme) -> None:
        self._theme = theme
        self._behind: dict[int, str] = {}

    @property
    def characters(self) -> tuple[str, ...]:
        """What the marks stand for, in order."""
        return tuple(self._behind.values())

    def clear(self) -> None:
        """The document is empty."""
        self._behind = {}

    def write(self, cursor: QTextCursor, text: str, look: QTextCharFormat) -> None:
        """Put a text at a cursor, with marks for what cannot be seen in it."""
        end = 0
        for at in places(text):
            if end < at:
                cursor.insertText(text[end:at], look)
            self._behind[cursor.position()] = text[at]
            cursor.insertText(mark(text[at]), self._marked_look(look))
            end = at + 1
        if end < len(text):
            cursor.insertText(text[end:], look)

    def _marked_look(self, look: QTextCharFormat) -> QTextCharFormat:
        made = QTextCharFormat(look)
        made.setForeground(self._theme.colour("warn"))
        made.setBackground(self._theme.colour("warn_bg"))
        return made

    def selected(self, cursor: QTextCursor) -> str:
        """Return the selected words as they are, without marks."""
        words = cursor.selectedText()
        begin, end = cursor.selectionStart(), cursor.selectionEnd()
        inside = [(at - begin, behind) for at, behind in self._behind.items() if begin <= at < end]
        if inside:
            units = bytearray(words.encode("utf-16-le"))
            for at, behind in inside:
                hidden = behind.encode("utf-16-le")
                units[2 * at : 2 * at + len(hidden)] = hidden
            words = units.decode("utf-16-le", "replace")
        return words.replace("\u2029", "\n").replace("\u2028", "\n")

    def name_at(self, edit: QTextEdit | QPlainTextEdit, point: QPoint) -> str:
        """Return the name of what the mark under a point stands for; "" where there is none."""
        cursor = edit.cursorForPosition(point)
        at = cursor.position() - (point.x() < edit.cursorRect(cursor).x())
        behind = self._behind.get(at) or self._behind.get(at - 1, "")
        return name(behind) if behind and (at in self._behind or len(mark(behind)) > 1) else ""

    def show_hint(self, edit: QTextEdit | QPlainTextEdit, event: QHelpEvent) -> None:
        """Answer a request for a hint."""
        QToolTip.showText(event.globalPos(), self.name_at(edit, event.pos()), edit.viewport())


def all_hidden(texts: Iterable[str]) -> Iterator[str]:
    """Yield every character of texts that cannot be seen."""
    for text in texts:
        yield from (text[at] for at in places(text))

"""Which way the paragraphs of what leaves run.

Qt goes by the first letter. Where that is of a placeholder, an Arabic or Hebrew paragraph would run from the
left, its words in another order than beside it.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable

from PySide6.QtCore import Qt
from PySide6.QtGui import QTextBlock, QTextBlockFormat, QTextCursor, QTextDocument

_RIGHT_TO_LEFT = {"R", "AL"}
_STRONG = _RIGHT_TO_LEFT | {"L"}


def turn_paragraphs(document: QTextDocument, placeholders: Iterable[tuple[int, int]]) -> None:
    """Let each paragraph with placeholders run as the words around them do.

    Args:
        document: where they stand.
        placeholders: from where to where, in Qt's UTF-16 units, in their order.
    """
    block, inside = QTextBlock(), list[tuple[int, int]]()
    for start, end in placeholders:
        found = document.findBlock(start)
        if found != block:
            _turn(block, inside)
            block, inside = found, []
        inside.append((start - found.position(), end - found.position()))
    _turn(block, inside)


def _turn(block: QTextBlock, inside: list[tuple[int, int]]) -> None:
    if inside and runs_from_the_right(block.text(), inside):
        turned = QTextBlockFormat()
        turned.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
        QTextCursor(block).mergeBlockFormat(turned)


def runs_from_the_right(text: str, without: Iterable[tuple[int, int]]) -> bool:
    """Whether the first letter outside of some places is of a right-to-left writing."""
    units = text.encode("utf-16-le", "surrogatepass")
    at, kept = 0, bytearray()
    for start, end in without:
        kept += units[2 * at : 2 * start]
        at = end
    kept += units[2 * at :]
    for character in kept.decode("utf-16-le", "replace"):
        direction = unicodedata.bidirectional(character)
        if direction in _STRONG:
            return direction in _RIGHT_TO_LEFT
    return False

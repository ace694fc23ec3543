"""Which way the paragraphs of what leaves run.

Qt goes by the first letter. Where that is of a placeholder, an Arabic or Hebrew paragraph would run from the
left, its words in another order than beside it.
"""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import Qt
from PySide6.QtGui import QTextBlock, QTextBlockFormat, QTextCursor, QTextDocument

from ui.writing import runs_from_the_right


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
    if inside and runs_from_the_right(_words(block.text(), inside)):
        turned = QTextBlockFormat()
        turned.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
        QTextCursor(block).mergeBlockFormat(turned)


def _words(text: str, without: Iterable[tuple[int, int]]) -> str:
    """Return a text without some places, which are counted in UTF-16 units."""
    units = text.encode("utf-16-le", "surrogatepass")
    at, kept = 0, bytearray()
    for start, end in without:
        kept += units[2 * at : 2 * start]
        at = end
    kept += units[2 * at :]
    return kept.decode("utf-16-le", "replace")

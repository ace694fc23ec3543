"""What the theme means for text in a transcript: formats and distances, made once per theme."""

from __future__ import annotations

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QTextBlockFormat, QTextCharFormat, QTextOption

from ui.theme import Theme
from ui.transcript.leaves import BOLD, CODE, ITALIC, STRIKE, Leaf, Paragraph, Place, Prose, Rule

COLUMN = 760
"""Widest column of text, in pixels at 100 %."""
_HEADINGS = (20, 18, 16, 15, 15, 15)
_STEP, _QUOTE = 26, 18
LINE_HEIGHT = 128.0
"""Per cent of Inter's own; 15 px text gets lines of about 24 px."""


class Look(QObject):
    """Formats for documents, from the theme in force.

    Attributes:
        theme: where colours, fonts and sizes come from.
    """

    changed = Signal()

    def __init__(self, theme: Theme, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.theme = theme
        self._characters: dict[tuple[int, bool, int], QTextCharFormat] = {}
        theme.changed.connect(self._on_theme_changed)

    def characters(self, marks: int, href: str, level: int = 0) -> QTextCharFormat:
        """Return how a span is written: its marks, its link, the level of its heading."""
        key = (marks, bool(href), level)
        known = self._characters.get(key)
        if known is None:
            known = self._characters[key] = self._build(marks, bool(href), level)
        if not href:
            return known
        linked = QTextCharFormat(known)
        linked.setAnchor(True)
        linked.setAnchorHref(href)
        return linked

    def table_characters(self, marks: int, *, linked: bool, header: bool) -> QTextCharFormat:
        """Return how a span in a table's cell is written."""
        theme = self.theme
        formatted = QTextCharFormat()
        if marks & CODE:
            formatted.setFont(theme.mono_font(12))
            formatted.setBackground(theme.colour("code_head"))
        else:
            formatted.setFont(theme.font(14, weight=600 if header or marks & BOLD else 400))
        formatted.setFontItalic(bool(marks & ITALIC))
        formatted.setFontStrikeOut(bool(marks & STRIKE))
        formatted.setForeground(theme.colour("accent" if linked else "text2" if header else "text"))
        return formatted

    def warning(self) -> QTextCharFormat:
        """Return how words that are not what they should be are flagged: amber, with a wavy line."""
        formatted = QTextCharFormat()
        formatted.setBackground(self.theme.colour("warn_bg"))
        formatted.setForeground(self.theme.colour("warn"))
        formatted.setUnderlineStyle(QTextCharFormat.UnderlineStyle.WaveUnderline)
        return formatted

    def block(self, leaf: Prose, before: Leaf | None, *, rtl: bool) -> QTextBlockFormat:
        """Return how a paragraph stands: indents, the distance to what is above, the place of its marker."""
        px = self.theme.px
        formatted = QTextBlockFormat()
        formatted.setLineHeight(LINE_HEIGHT, QTextBlockFormat.LineHeightTypes.ProportionalHeight.value)
        formatted.setTopMargin(self.gap(before, leaf))
        start = self.indent(leaf.place)
        (formatted.setRightMargin if rtl else formatted.setLeftMargin)(start)
        if isinstance(leaf, Paragraph) and leaf.level:
            formatted.setHeadingLevel(leaf.level)
        if isinstance(leaf, Paragraph) and leaf.marker:
            step = px(_STEP)
            formatted.setTextIndent(-step)
            tab = QTextOption.Tab()
            wide = QFontMetricsF(self.theme.body_font()).horizontalAdvance(leaf.marker) + px(5)
            tab.position = max(float(step), wide)
            tab.type = QTextOption.TabType.RightTab if rtl else QTextOption.TabType.LeftTab
            formatted.setTabPositions([tab])
        return formatted

    def indent(self, place: Place) -> int:
        """Return how far from the edge a leaf begins."""
        px = self.theme.px
        return place.depth * px(_STEP) + len(place.quotes) * px(_QUOTE)

    def quote_bars(self, place: Place) -> list[int]:
        """Return the distance from the edge of each quote's bar."""
        px = self.theme.px
        return [depth * px(_STEP) + index * px(_QUOTE) for index, depth in enumerate(place.quotes)]

    def gap(self, before: Leaf | None, leaf: Leaf) -> int:
        """Return the distance between two neighbours, 0 for the first."""
        if before is None:
            return 0
        return self.theme.px(_gap(before, leaf))

    def leading(self) -> float:
        """Return the empty pixels below every line of body text, which Qt adds below the last one too."""
        return QFontMetricsF(self.theme.body_font()).height() * (LINE_HEIGHT - 100) / 100

    def code_ground(self) -> QColor:
        """Return the ground of inline code."""
        return self.theme.colour("code_head")

    def _build(self, marks: int, linked: bool, level: int) -> QTextCharFormat:
        theme = self.theme
        formatted = QTextCharFormat()
        pixels = _HEADINGS[level - 1] if level else 15
        if marks & CODE:
            formatted.setFont(theme.mono_font(13 if not level else pixels - 2))
        else:
            formatted.setFont(theme.font(pixels, weight=600 if level or marks & BOLD else 400))
        if marks & BOLD:
            formatted.setFontWeight(QFont.Weight.DemiBold)
        formatted.setFontItalic(bool(marks & ITALIC))
        formatted.setFontStrikeOut(bool(marks & STRIKE))
        formatted.setForeground(theme.colour("accent" if linked else "text"))
        if linked:
            formatted.setFontUnderline(True)
            formatted.setUnderlineColor(theme.colour("line2"))
        return formatted

    def _on_theme_changed(self) -> None:
        self._characters.clear()
        self.changed.emit()


def _gap(before: Leaf, leaf: Leaf) -> int:
    if isinstance(leaf, Paragraph) and leaf.level:
        return 22 if leaf.level < 3 else 18
    if isinstance(before, Paragraph) and before.level:
        return 8
    if isinstance(leaf, Rule) or isinstance(before, Rule):
        return 16
    if isinstance(leaf, Paragraph) and isinstance(before, Paragraph):
        if leaf.marker and before.place.depth:
            return 4
        return 6 if leaf.place.depth else 10
    return 12


def alignment(name: str) -> Qt.AlignmentFlag:
    """Return a table column's alignment."""
    return {"right": Qt.AlignmentFlag.AlignRight, "center": Qt.AlignmentFlag.AlignHCenter}.get(
        name, Qt.AlignmentFlag.AlignLeading
    )

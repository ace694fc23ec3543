"""What Markdown becomes before it is drawn: a flat list of frozen leaves, free of Qt.

Nesting is kept as numbers on the leaf (list depth, quote bars, a marker), so that a list that holds a code
block is drawn as text, code block, text, and so that two states of a streamed answer can be compared leaf
by leaf.
"""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from typing import TypeAlias

BOLD, ITALIC, STRIKE, CODE = 1, 2, 4, 8
LINE_BREAK = "\u2028"
"""Stands for a line break within a paragraph, as in QTextDocument."""


@dataclass(frozen=True, slots=True)
class Span:
    """A piece of text in one style.

    Attributes:
        text: without newlines; a break is LINE_BREAK.
        marks: BOLD, ITALIC, STRIKE and CODE, or-ed.
        href: address of a link, http(s) or mailto; "" is no link.
    """

    text: str
    marks: int = 0
    href: str = ""


@dataclass(frozen=True, slots=True)
class Place:
    """Where a leaf stands.

    Attributes:
        depth: how many list items it is in.
        quotes: for every quote around it, the list depth at which that quote begins.
    """

    depth: int = 0
    quotes: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph, a heading (``level`` 1 to 6) or the first paragraph of a list item (``marker``)."""

    spans: tuple[Span, ...]
    line: int
    place: Place = Place()
    level: int = 0
    marker: str = ""

    @property
    def text(self) -> str:
        """The words without styles."""
        return "".join(span.text for span in self.spans)


@dataclass(frozen=True, slots=True)
class Rule:
    """A thematic break."""

    line: int
    place: Place = Place()


@dataclass(frozen=True, slots=True)
class Code:
    """A fenced or indented code block; ``language`` is the first word after the fence."""

    text: str
    line: int
    place: Place = Place()
    language: str = ""


@dataclass(frozen=True, slots=True)
class Table:
    """Rows of cells of spans, the header first; ``align`` is "", left, center or right per column."""

    rows: tuple[tuple[tuple[Span, ...], ...], ...]
    align: tuple[str, ...]
    line: int
    place: Place = Place()


@dataclass(frozen=True, slots=True)
class Thinking:
    """What a reasoning model wrote before its answer, as Markdown source; ``closed`` once it ended."""

    text: str
    closed: bool
    line: int = 0


def is_rtl(text: str) -> bool | None:
    """Whether a text begins in a right-to-left script, by its first strong letter; None without one."""
    kinds = (unicodedata.bidirectional(letter) for letter in text)
    strong = next((kind for kind in kinds if kind in ("L", "R", "AL")), None)
    return None if strong is None else strong != "L"


Prose: TypeAlias = Paragraph | Rule
Leaf: TypeAlias = Paragraph | Rule | Code | Table | Thinking

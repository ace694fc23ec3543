"""Tokens: the words, numbers and marks that the tagger labels, with their places in the text.

A token is a run of letters, a run of digits, one Chinese or Japanese character, one punctuation mark or one
line break. Apostrophes, hyphens and underscores stand alone, so that "Maria's" ends a name before its
apostrophe and "Lopez-Garcia" is three tokens of one name.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

_CJK = "\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff"
_TOKEN = re.compile(
    rf"[{_CJK}]"
    rf"|[^\W\d_{_CJK}][^\W\d_{_CJK}]*(?:[\u0300-\u036f]+[^\W\d_{_CJK}]*)*"  # accents as marks of their own
    r"|\d+|\n|[^\w\s]|_"
)

GAP_NONE, GAP_SPACE, GAP_WIDE = 0, 1, 2
_SENTENCE_END = frozenset(".!?:\n")
POSITIONS = 6
"""How many values `Token.position` can take."""


class Token(NamedTuple):
    """One token of a text.

    Attributes:
        position: gap before it (0 none, 1 one space, 2 more), plus 3 where a sentence or a line begins.
    """

    word: str
    start: int
    end: int
    position: int


def tokenise(text: str) -> Iterator[Token]:
    """Cut a text into tokens, lazily and in linear time.

    Yields:
        Tokens in order; offsets are characters. What lies between them is white space.
    """
    end = 0
    opens = True
    for match in _TOKEN.finditer(text):
        word, start = match.group(), match.start()
        gap = start - end
        position = (gap if gap < 2 else GAP_WIDE) + (3 if opens else 0)
        end = match.end()
        yield Token(word, start, end, position)
        if word in _SENTENCE_END:
            opens = True
        elif word[0].isalnum():
            opens = False

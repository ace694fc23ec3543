"""How words of any writing are laid out: which way they run, and where a long one may be broken."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

_RIGHT_TO_LEFT = {"R", "AL"}
_STRONG = _RIGHT_TO_LEFT | {"L"}


_LONGEST_WORD, _PIECE = 30, 12
_LONG = re.compile(rf"\S{{{_LONGEST_WORD},}}")
_MAY_BREAK = "\u200b"  # a space of no width
_JOINER = "\u200d"


def with_breaks(text: str) -> str:
    """Return a text whose very long words may be broken, for a label that breaks a line between words only.

    No mark is parted from its letter, and no emoji from what it is joined to.
    """
    return _LONG.sub(lambda found: "".join(_pieces(found[0])), text)


def _pieces(word: str) -> Iterator[str]:
    since, before = 0, ""
    for character in word:
        is_joined = unicodedata.category(character)[0] in "MC" or before == _JOINER
        if since >= _PIECE and not is_joined:
            yield _MAY_BREAK
            since = 0
        yield character
        since, before = since + 1, character


def runs_from_the_right(text: str) -> bool:
    """Whether the first letter that has a direction is of Arabic, Hebrew or another such writing.

    That is how the Unicode algorithm has it for a paragraph.
    """
    for character in text:
        direction = unicodedata.bidirectional(character)
        if direction in _STRONG:
            return direction in _RIGHT_TO_LEFT
    return False

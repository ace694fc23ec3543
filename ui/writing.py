"""Which way a text is written, by its first letter, as the Unicode algorithm has it for a paragraph."""

from __future__ import annotations

import unicodedata

_RIGHT_TO_LEFT = {"R", "AL"}
_STRONG = _RIGHT_TO_LEFT | {"L"}


def runs_from_the_right(text: str) -> bool:
    """Whether the first letter that has a direction is of Arabic, Hebrew or another such writing."""
    for character in text:
        direction = unicodedata.bidirectional(character)
        if direction in _STRONG:
            return direction in _RIGHT_TO_LEFT
    return False

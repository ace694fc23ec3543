"""A text that remembers where words stand in it, because many recognisers ask for the same ones."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Final

# Letters that IGNORECASE takes for ASCII ones, and one that is two in lower case.
_ODD_LETTERS: Final = re.compile("[\u0130\u0131\u017f\u212a]")


class Sighted(str):
    """A text like any other; what was asked of it once is known."""

    _lower: str | None = None
    _places: dict[str, list[int]] | None = None

    def places_of(self, words: Iterable[str]) -> list[int] | None:
        """Return where words begin in any case, sorted; None if that cannot be told.

        Args:
            words: lower case.
        """
        if self._places is None:
            self._places = {}
            self._lower = None if not self.isascii() and _ODD_LETTERS.search(self) else self.lower()
            if self._lower is not None and len(self._lower) != len(self):
                self._lower = None
        if self._lower is None:
            return None
        found: list[int] = []
        for word in words:
            if word not in self._places:
                self._places[word] = _all_of(word, self._lower)
            found += self._places[word]
        found.sort()
        return found


def _all_of(word: str, text: str) -> list[int]:
    places: list[int] = []
    at = text.find(word)
    while at >= 0:
        places.append(at)
        at = text.find(word, at + 1)
    return places

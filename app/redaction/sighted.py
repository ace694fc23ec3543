"""A text that remembers where words stand in it, because many recognisers ask for the same ones."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterable
from itertools import chain, compress
from typing import Final

_SHORT: Final = 4_000  # a text is searched as quickly as it is taken to pieces
_PIECE: Final = 4
_FOUR: Final = re.compile(r"(?s:.{4})")
_RUN: Final = re.compile(r"[^\W_]+")
_NUMBER: Final = "0"
_LETTERS: Final = re.compile(r"[^\W\d_]+")
_HUMP: Final = re.compile(r"(?<=[a-z])[A-Z]")
# Letters that IGNORECASE takes for ASCII ones and that are not in lower case; the first is two letters there.
_ODD_LETTERS: Final = (("\u0130", "i"), ("\u0131", "i"), ("\u017f", "s"))


class Sighted(str):
    """A text like any other; what was asked of it once is known."""

    _lower: str | None = None
    _places: dict[str, list[int]] | None = None
    _begins: dict[str, list[int]] | None = None
    _begins_of: dict[frozenset[str], list[int]] | None = None
    _pieces: Pieces | None = None

    def begins_of(self, firsts: frozenset[str]) -> list[int]:
        """Return where words begin that ``firsts_of`` told, and a few more."""
        if self._begins is None or self._begins_of is None:
            self._begins, self._begins_of = _begins_in(self), {}
        begins = self._begins_of.get(firsts)
        if begins is None:  # many ask for the same, for numbers above all
            here = self._begins.keys() & firsts
            begins = sorted(chain.from_iterable(self._begins[first] for first in here))
            self._begins_of[firsts] = begins
        return begins

    def may_hold(self, word: str) -> bool:
        """Whether something ``lowered`` may stand in the text; it is told by pieces of a few letters."""
        pieces = _pieces_of_word(word)
        return len(self) < _SHORT or self._known_pieces().absent.isdisjoint(pieces)

    def _known_pieces(self) -> Pieces:
        if self._pieces is None:
            self._pieces = Pieces(self.lowered)
        return self._pieces

    @property
    def lowered(self) -> str:
        """The text in lower case; see the function of this name."""
        if self._lower is None:
            self._lower = _lowered(self)
        return self._lower

    def places_of(self, words: tuple[str, ...]) -> list[int]:
        """Return where words begin in any case, sorted.

        Args:
            words: ``lowered``.
        """
        found: list[int] = []
        for beginning, whole in _by_beginning(words):
            places = self._places_of(beginning)
            if len(whole[0]) == len(beginning):  # it is the word, or every word here begins with one
                found += places
            elif places:
                found += [place for place in places if self.lowered.startswith(whole, place)]
        found.sort()
        return found

    def _places_of(self, beginning: str) -> list[int]:
        if self._places is None:
            self._places = {}
        places = self._places.get(beginning)
        if places is None:
            places = self._places[beginning] = self._look_for(beginning)
        return places

    def _look_for(self, beginning: str) -> list[int]:
        if len(self) >= _SHORT:
            pieces = self._known_pieces()
            if beginning in pieces.beginnings:
                return pieces.places.get(beginning, [])
            if not self.may_hold(beginning):
                return []
        return _all_of(beginning, self.lowered)


# The pieces of all words that were ever asked for, and what these begin with: a text is looked through once
# for all of them.
_ASKED: Final[set[str]] = set()
_BEGINNINGS: Final[set[str]] = set()


class Pieces:
    """What a text has of the pieces that words asked for are made of, each ``_PIECE`` letters long.

    Attributes:
        absent: those that it has nowhere.
        beginnings: those of which it is known where they stand.
        places: where these stand, in no order.
    """

    def __init__(self, text: str) -> None:
        self.absent = set(_ASKED)
        self.beginnings = frozenset(_BEGINNINGS)
        self.places: dict[str, list[int]] = {}
        for first in range(_PIECE):
            pieces = _FOUR.findall(text, first)
            self.absent.difference_update(pieces)
            here = range(first, len(text), _PIECE)
            for place in compress(here, map(self.beginnings.__contains__, pieces)):
                self.places.setdefault(text[place : place + _PIECE], []).append(place)


def lowered(text: str) -> str:
    """Return a text in lower case, every character at its place, as what a pattern in any case takes it for.

    A dotless i is an i and a long s is an s: one such letter in a name must not mean that nothing is known of
    a whole text.
    """
    return text.lowered if isinstance(text, Sighted) else _lowered(text)


def _lowered(text: str) -> str:
    if not text.isascii():
        for odd, letter in _ODD_LETTERS:
            text = text.replace(odd, letter)
    return text.lower()


def holds(text: str, word: str) -> bool:
    """Whether a word, as written, stands in a text."""
    return not (isinstance(text, Sighted) and not text.may_hold(lowered(word))) and word in text


@functools.cache
def _pieces_of_word(word: str) -> frozenset[str]:
    pieces: set[str] = set()
    for first in range(_PIECE):
        pieces.update(_FOUR.findall(word, first))
    _ASKED.update(pieces)
    return frozenset(pieces)


@functools.cache
def _by_beginning(words: tuple[str, ...]) -> tuple[tuple[str, tuple[str, ...]], ...]:
    """Return words by their first letters: many of them share these, and one look finds all that do."""
    found: dict[str, list[str]] = {}
    for word in sorted(words):
        found.setdefault(word[:_PIECE], []).append(word)
    _BEGINNINGS.update(beginning for beginning in found if len(beginning) == _PIECE)
    return tuple((beginning, tuple(whole)) for beginning, whole in found.items())


def _all_of(word: str, text: str) -> list[int]:
    places: list[int] = []
    at = text.find(word)
    while at >= 0:
        places.append(at)
        at = text.find(word, at + 1)
    return places


def firsts_of(phrases: Iterable[str]) -> frozenset[str] | None:
    """Return what phrases begin with, as ``begins_of`` wants it; None where one begins with a sign.

    Args:
        phrases: ``lowered``; a space in them may stand for nothing.
    """
    firsts: set[str] = set()
    for phrase in phrases:
        joined = ""
        for part in phrase.split(" "):
            joined += part
            letters = _LETTERS.match(joined)
            if joined[:1].isdecimal():
                firsts.add(_NUMBER)
                break
            if letters is None:
                return None
            firsts |= {letters[0], f"+{letters[0][0]}"}
            if letters.end() < len(joined):
                break
    return frozenset(firsts)


def _begins_in(text: str) -> dict[str, list[int]]:
    """Return where the words of a text begin, by their letters in lower case.

    A word with a change of case ("accountNumber") is in truth several, which may be read as one: the
    places of its parts are known by their first letter.
    """
    by_run: dict[str, list[int]] = {}
    for match in _RUN.finditer(text):
        by_run.setdefault(match[0], []).append(match.start())
    begins: dict[str, list[int]] = {}
    for run, starts in by_run.items():
        # Nearly every word is like "word" or "Word": no pattern has to look at it.
        humps = () if run[1:].islower() else [hump.start() for hump in _HUMP.finditer(run)]
        if not humps:
            letters = run if run.isalpha() else _leading_letters(run)
            first = lowered(letters) if letters else _NUMBER
            begins.setdefault(first, []).extend(starts)
            continue
        for at in (0, *humps):
            first = _NUMBER if run[at].isdecimal() else f"+{lowered(run[at])}"
            begins.setdefault(first, []).extend(start + at for start in starts)
    return begins


def _leading_letters(run: str) -> str:
    letters = _LETTERS.match(run)
    return letters[0] if letters is not None else ""

"""A text that remembers where words stand in it, because many recognisers ask for the same ones."""

from __future__ import annotations

import functools
import re
from collections.abc import Callable, Iterable
from itertools import chain, compress
from typing import Final, TypeVar, cast

_SHORT: Final = 4_000  # in a shorter text a word is found as quickly as it is looked up
_PIECE: Final = 4
_FOUR: Final = re.compile(r"(?s:.{4})")
_RUN: Final = re.compile(r"[^\W_]+")
_NUMBER: Final = "0"
_LETTERS: Final = re.compile(r"[^\W\d_]+")
_HUMP: Final = re.compile(r"(?<=[a-z])[A-Z]")
# Letters that IGNORECASE takes for ASCII ones and that are not in lower case; the first is two letters there.
_ODD_LETTERS: Final = (("\u0130", "i"), ("\u0131", "i"), ("\u017f", "s"))

Made = TypeVar("Made")


class Sighted(str):
    """A text like any other; what was asked of it once is known."""

    _lower: str | None = None
    _places: dict[str, list[int]] | None = None
    _begins: dict[str, list[int]] | None = None
    _begins_of: dict[frozenset[str], list[int]] | None = None
    _pieces: Pieces | None = None
    _made: dict[Callable[[str], object], object] | None = None

    def once(self, make: Callable[[str], Made]) -> Made:
        """Return what a function makes of the text; it is asked once."""
        if self._made is None:
            self._made = {}
        if make not in self._made:
            self._made[make] = make(self)
        return cast("Made", self._made[make])

    def begins_of(self, firsts: frozenset[str]) -> list[int]:
        """Return where words begin that ``firsts_of`` told, and a few more."""
        if self._begins is None or self._begins_of is None:
            self._begins, self._begins_of = _begins_in(self), {}
        begins = self._begins_of.get(firsts)
        if begins is None:  # many ask for the same, for numbers above all
            few, many = sorted((self._begins.keys(), firsts), key=len)
            begins = sorted(chain.from_iterable(self._begins[first] for first in few if first in many))
            self._begins_of[firsts] = begins
        return begins

    def may_hold(self, word: str) -> bool:
        """Whether something ``lowered`` may stand in the text; it is told by pieces of a few letters."""
        pieces = _pieces_of_word(word)  # asked for before the text is looked through
        return self.pieces.may_hold(pieces)

    @property
    def pieces(self) -> Pieces:
        """The pieces that the text has in lower case."""
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
        short, by_beginning, beginnings = _by_beginning(words)
        found: list[int] = []
        for word in short:
            found += self._places_of(word)
        for beginning in self.pieces.among(beginnings):
            places, whole = self._places_of(beginning), by_beginning[beginning]
            if whole:
                found += [place for place in places if self.lowered.startswith(whole, place)]
            else:
                found += places
        found.sort()
        return found

    def _places_of(self, beginning: str) -> list[int]:
        if self._places is None:
            self._places = dict(self.pieces.places)
        places = self._places.get(beginning)
        if places is None:
            places = self._places[beginning] = _all_of(beginning, self.lowered)
        return places


# The pieces of all words that were ever asked for, and what these begin with: a long text is looked through
# once for all of them.
_ASKED: Final[set[str]] = set()
_BEGINNINGS: Final[set[str]] = set()


class Pieces:
    """What a text consists of, in pieces of ``_PIECE`` letters: a word of which one is missing is not in it.

    Of a short text all pieces are kept, of a long one which of those that were asked for are missing.

    Attributes:
        may_hold: whether a text may hold a word of such pieces.
        places: where words begin that were asked for before, in no order; nothing for a short text.
    """

    may_hold: Callable[[frozenset[str]], bool]

    def __init__(self, text: str) -> None:
        each = [_FOUR.findall(text, first) for first in range(_PIECE)]
        self.places: dict[str, list[int]] = {}
        self._is_long = len(text) >= _SHORT
        if not self._is_long:
            self._known = set(chain.from_iterable(each))
            self.may_hold = self._known.issuperset
            return
        self._known = _ASKED.difference(*each)
        self.may_hold = self._known.isdisjoint
        is_beginning = frozenset(_BEGINNINGS).__contains__
        for first, pieces in enumerate(each):
            for place in compress(range(first, len(text), _PIECE), map(is_beginning, pieces)):
                self.places.setdefault(text[place : place + _PIECE], []).append(place)

    def among(self, pieces: frozenset[str]) -> frozenset[str]:
        """Return those of some pieces that the text may have."""
        return pieces - self._known if self._is_long else pieces & self._known


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


def held(text: str, words: tuple[str, ...], *, any_case: bool = False) -> list[str]:
    """Return those of some words that stand in a text.

    Args:
        text: what to look in.
        words: as they are written, or ``lowered`` where the case does not matter.
        any_case: it does not.
    """
    within = lowered(text) if any_case else text
    if not isinstance(text, Sighted):
        return [word for word in words if word in within]
    in_pieces = _in_pieces(words)
    may_hold = text.pieces.may_hold
    return [word for word, pieces in in_pieces if may_hold(pieces) and word in within]


@functools.cache
def _in_pieces(words: tuple[str, ...]) -> tuple[tuple[str, frozenset[str]], ...]:
    return tuple((word, _pieces_of_word(lowered(word))) for word in words)


@functools.cache
def _pieces_of_word(word: str) -> frozenset[str]:
    pieces = frozenset(word[first : first + _PIECE] for first in range(len(word) - _PIECE + 1))
    _ASKED.update(pieces)
    return pieces


@functools.cache
def _by_beginning(
    words: tuple[str, ...],
) -> tuple[tuple[str, ...], dict[str, tuple[str, ...]], frozenset[str]]:
    """Return the short ones of some words, and the others by their first letters.

    Many words share these, and one look finds all that do. Of a word that consists of them nothing else has
    to be looked at.
    """
    short = tuple(sorted({word for word in words if len(word) < _PIECE}))
    found: dict[str, tuple[str, ...]] = {}
    for word in sorted(set(words) - set(short)):
        beginning = word[:_PIECE]
        found[beginning] = (
            () if found.get(beginning) == () or word == beginning else (*found.get(beginning, ()), word)
        )
    _ASKED.update(found)
    _BEGINNINGS.update(found)
    return short, found, frozenset(found)


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

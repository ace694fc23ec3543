"""Words that a pattern needs, read from the pattern itself: so that it is looked for only around them.

The reading is conservative: a pattern that is not understood needs none, and is looked for everywhere.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Final

from app.redaction.recognizers.syntax import (
    FAR,
    REPEATS,
    SINGLE,
    ZERO_WIDTH,
    branches_of,
    children_of,
    syntax_of,
)
from app.redaction.sighted import Sighted, lowered
from app.redaction.skipping import Node

FEW_WORDS: Final = 48
"""So many words of a pattern are found about as quickly as one."""

_MOST_WORDS: Final = 400  # while a pattern is read
_MOST_LITERALS: Final = 200
_LONGEST_READ: Final = 2_000  # a longer pattern is one of many words, and takes longer to read than it saves
_MOST_SIGNS: Final = 8  # of a set that counts as so many words
_FEWEST_LETTERS: Final = 3
_MARGIN: Final = 8


@dataclass(frozen=True, slots=True)
class Literals:
    """Words of which one stands in every match of a pattern.

    Attributes:
        words: ``lowered``; () where there are none that help.
        before: so many characters of a match are before one of them at most.
        after: so many are behind the beginning of one, and of what is looked at behind a match.
    """

    words: tuple[str, ...] = ()
    before: int = FAR
    after: int = FAR

    @property
    def lead(self) -> bool:
        """Whether every match begins with one of them."""
        return bool(self.words) and not self.before


def literals_of(pattern: re.Pattern[str]) -> Literals:
    """Return the words that a pattern needs; none where it is not understood or they are too common."""
    known = _KNOWN.get(id(pattern))
    if known is None:
        known = _KNOWN[id(pattern)] = pattern, _literals_of(pattern)
    return known[1]


# By identity: the hash of a pattern is made of all that it was compiled to, and made again at every look.
_KNOWN: Final[dict[int, tuple[re.Pattern[str], Literals]]] = {}


def _literals_of(pattern: re.Pattern[str]) -> Literals:
    short = len(pattern.pattern) <= _LONGEST_READ
    syntax = syntax_of(pattern, also=re.MULTILINE | re.VERBOSE) if short else None
    tree = None if syntax is None else syntax.nodes
    found = None if tree is None else _literals(tree)
    if tree is None or found is None or found[1] >= FAR:
        return Literals()
    words = _without_longer(found[0])
    if len(words) > _MOST_LITERALS:
        return Literals()
    return Literals(words, found[1], min(FAR, _extent(tree)[1] + _MARGIN))


def places_for(pattern: re.Pattern[str], text: str) -> list[tuple[int, int]]:
    """Return the parts of a text in which a pattern can match, sorted and apart.

    They end so far behind its words that no match, and nothing it looks ahead at, reaches their end.
    """
    literals = literals_of(pattern)
    if not literals.words:
        return [(0, len(text))]
    sighted = text if isinstance(text, Sighted) else Sighted(text)
    parts: list[tuple[int, int]] = []
    for place in sighted.places_of(literals.words):
        start = place - literals.before
        if parts and start <= parts[-1][1]:
            parts[-1] = parts[-1][0], place + literals.after
        else:
            parts.append((max(0, start), place + literals.after))
        if literals.after >= FAR:
            return [(parts[0][0], len(text))]
    return parts


def matches_of(pattern: re.Pattern[str], text: str) -> Iterator[re.Match[str]]:
    """Yield what ``finditer`` does, and look only where one of the words stands that the pattern needs."""
    literals = literals_of(pattern)
    if literals.lead:
        yield from _beginning_at(pattern, text, literals)
        return
    for start, end in places_for(pattern, text):
        yield from pattern.finditer(text, start, end)


def _beginning_at(pattern: re.Pattern[str], text: str, literals: Literals) -> Iterator[re.Match[str]]:
    """Yield what ``finditer`` does of a pattern whose matches begin with one of the words."""
    sighted = text if isinstance(text, Sighted) else Sighted(text)
    end = 0
    for place in sighted.places_of(literals.words):
        if place >= end and (match := pattern.match(text, place)) is not None:
            end = match.end()
            yield match


def _without_longer(words: Iterable[str]) -> tuple[str, ...]:
    """Return the words without those that begin with another one."""
    kept: list[str] = []
    for word in sorted(words):
        if not kept or not word.startswith(kept[-1]):
            kept.append(word)
    return tuple(kept)


_Found = tuple[frozenset[str], int]
_NO_WORD_YET: Final = frozenset({""})


def _literals(nodes: Iterable[Node]) -> _Found | None:
    """Return the best set of words of a sequence, and how far from its beginning one may begin."""
    best: _Found | None = None
    current, began, width = _NO_WORD_YET, 0, 0

    def end(at: int) -> None:
        nonlocal best, current, began
        best = _better(best, (current, began))
        current, began = _NO_WORD_YET, at

    for node in nodes:
        if str(node[0]) in ZERO_WIDTH:
            continue
        words = _words(node)
        if words is not None and len(current) * len(words) <= _MOST_LITERALS:
            current = frozenset(one + more for one in current for more in words)
            width = min(FAR, width + max(map(len, words)))
            continue
        end(width)
        if width >= FAR:
            break
        most = _widest([node])
        group, branches = children_of(node), branches_of(node)
        inner: _Found | None = None
        if group is not None and group[0] > 0:
            inner = _literals(group[2])
            repeated = _words(group[2][0]) if len(group[2]) == 1 else None
            if repeated is not None and len(repeated) <= _MOST_SIGNS:  # "[ ]{1,3}at": " at" is there for sure
                current, began = repeated, min(FAR, width + most - 1)
        elif branches is not None:
            read = [_literals(branch) for branch in branches]
            if all(one is not None for one in read):
                known = [one for one in read if one is not None]
                inner = frozenset().union(*(one[0] for one in known)), max(one[1] for one in known)
        if inner is not None:
            best = _better(best, (inner[0], min(FAR, width + inner[1])))
        width = min(FAR, width + most)
        if current is _NO_WORD_YET:
            began = width
    end(width)
    return best


def _words(node: Node) -> frozenset[str] | None:
    """Return what a node can be if it is nothing but one of a few words; None for anything else."""
    name, argument = str(node[0]), node[1]
    if name == "LITERAL":
        return frozenset({lowered(chr(argument))})
    if name == "IN":
        members = [(str(member), value) for member, value in argument]
        if len(members) <= _MOST_SIGNS and all(member == "LITERAL" for member, _ in members):
            return frozenset(lowered(chr(value)) for _, value in members)
        return None
    if name == "SUBPATTERN":
        return _words_of(list(argument[3]))
    if name == "BRANCH":
        read = [_words_of(list(branch)) for branch in argument[1]]
        if any(one is None for one in read):
            return None
        every = frozenset().union(*(one for one in read if one is not None))
        return every if len(every) <= _MOST_WORDS else None
    if name in REPEATS and int(argument[1]) == 1:  # "s?"
        inner = _words_of(list(argument[2]))
        return None if inner is None else inner | _NO_WORD_YET if int(argument[0]) == 0 else inner
    return None


def _words_of(nodes: Iterable[Node]) -> frozenset[str] | None:
    found = _NO_WORD_YET
    for node in nodes:
        if str(node[0]) in ZERO_WIDTH:
            continue
        words = _words(node)
        if words is None or len(found) * len(words) > _MOST_WORDS:
            return None
        found = frozenset(one + more for one in found for more in words)
    return found


def _better(one: _Found | None, other: _Found | None) -> _Found | None:
    """Return the one whose words are rarer: longer, or fewer."""
    if other is None or _rarity(other[0]) is None or len(_without_longer(other[0])) > _MOST_LITERALS:
        return one
    if one is None:
        return other
    return max(one, other, key=lambda found: (_worth(found[0]), -len(found[0]), -found[1]))


def _worth(words: frozenset[str]) -> int:
    return (_rarity(words) or 0) - (
        len(words) > FEW_WORDS
    )  # each is looked for: a letter more is not worth many


def _rarity(words: frozenset[str]) -> int | None:
    """Return how much the commonest of some words tells; None where one stands everywhere."""
    if any(
        len(word) < _FEWEST_LETTERS and (not word or word in _COMMON_SIGNS or word.strip().isalnum())
        for word in words
    ):
        return None
    return min(map(len, words), default=None)


_COMMON_SIGNS: Final = frozenset(" .,:;-/\"'()\n\t")


def _widest(nodes: Iterable[Node]) -> int:
    """Return how long a match of some nodes can be."""
    return _extent(nodes)[0]


def _extent(nodes: Iterable[Node]) -> tuple[int, int]:
    """Return how long a match can be, and how far it and what it looks ahead at reach from its beginning."""
    width = ahead = 0
    for node in nodes:
        name, argument = str(node[0]), node[1]
        if name in {"ASSERT", "ASSERT_NOT"} and argument[0] > 0:
            ahead = max(ahead, width + _extent(argument[1])[1])
        if name in ZERO_WIDTH:
            continue
        group, branches = children_of(node), branches_of(node)
        if group is not None:
            times = min(group[1], FAR)
            longest, furthest = (times * one for one in _extent(group[2]))
        elif branches is not None:
            longest, furthest = (max(each) for each in zip(*map(_extent, branches), strict=True))
        else:
            longest = furthest = 1 if name in SINGLE else FAR
        ahead = max(ahead, width + furthest)
        width = min(FAR, width + longest)
    return width, min(FAR, max(width, ahead))

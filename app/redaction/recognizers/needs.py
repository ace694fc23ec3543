"""What a pattern needs of a text, read from the pattern itself: so that it is asked only where it can match.

Most patterns of values begin where a word or a number begins, and hold a digit within their first characters;
those that begin with a digit fit only certain lengths of its run. A text has few such places.

The reading is conservative: what it does not know needs nothing, and is looked for everywhere. It
rests on the parser of ``re``, which is private to the standard library; without it that holds for all.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Final

from app.redaction.sighted import Sighted, lowered

try:
    from re import _parser as parser  # type: ignore[attr-defined]
except ImportError:  # pragma: no cover (a Python that has moved it)
    parser = None

FAR: Final = 1_000
"""So far from the beginning of a pattern that a digit does not help."""

FEW_WORDS: Final = 48
"""So many words of a pattern are found about as quickly as one."""

LONGEST_RUN: Final = 24
"""Runs of digits of this length and longer count as one."""

_EVERY_RUN: Final = frozenset(range(1, LONGEST_RUN + 1))
_EVERY_KIND: Final = frozenset({"digit", "letter", "sign", "blank"})
_KNOWN_FLAGS: Final = re.IGNORECASE | re.UNICODE
_ZERO_WIDTH: Final = frozenset({"AT", "ASSERT", "ASSERT_NOT"})
_REPEATS: Final = frozenset({"MAX_REPEAT", "MIN_REPEAT", "POSSESSIVE_REPEAT"})
_CATEGORIES: Final = {
    "CATEGORY_DIGIT": frozenset({"digit"}),
    "CATEGORY_WORD": frozenset({"digit", "letter", "blank"}),
    "CATEGORY_SPACE": frozenset({"blank"}),
}

_Node = tuple[Any, Any]


@dataclass(frozen=True, slots=True)
class Needs:
    """What every match of a pattern has.

    Attributes:
        kinds: of its first character: "digit", "letter", "blank" (the underscore, too), "sign" (all others).
        not_behind: of the character before it, the kinds that it cannot have.
        digit_within: one of so many first characters is a digit; ``FAR``: perhaps none.
        runs: how many digits stand together where it begins with one.
    """

    kinds: frozenset[str] = _EVERY_KIND
    not_behind: frozenset[str] = frozenset()
    digit_within: int = FAR
    runs: frozenset[int] = _EVERY_RUN


@functools.cache
def needs_of(pattern: re.Pattern[str]) -> Needs:
    """Return what a pattern needs."""
    if parser is None or pattern.flags & ~_KNOWN_FLAGS:
        return Needs()
    tree = list(parser.parse(pattern.pattern, pattern.flags))
    return Needs(_first_kinds(tree)[0], _not_behind(tree), min(FAR, _digit_within(tree)[0]), _runs(tree))


def _kinds(node: _Node) -> frozenset[str] | None:
    """Return the kinds of a single character; None for what is not one."""
    name, argument = str(node[0]), node[1]
    if name == "LITERAL":
        return frozenset({_kind(argument)})
    if name in {"NOT_LITERAL", "ANY"}:
        return _EVERY_KIND
    if name != "IN":
        return None
    found: set[str] = set()
    for member, value in argument:
        match str(member):
            case "LITERAL":
                found.add(_kind(value))
            case "RANGE" if value[1] < 128:
                found |= {_kind(code) for code in range(value[0], value[1] + 1)}
            case "CATEGORY":
                found |= _CATEGORIES.get(str(value), _EVERY_KIND)
            case _:  # a negation, a range of other scripts
                return _EVERY_KIND
    return frozenset(found)


def _kind(code: int) -> str:
    character = chr(code)
    if character.isalnum():
        return "digit" if character.isdecimal() else "letter"
    return "blank" if character.isspace() or character == "_" else "sign"


def _children(node: _Node) -> tuple[int, int, list[_Node]] | None:
    """Return how often a group stands, least and most, and what is in it; None for what is no group."""
    name, argument = str(node[0]), node[1]
    if name == "SUBPATTERN":
        return 1, 1, list(argument[3])
    if name == "ATOMIC_GROUP":
        return 1, 1, list(argument)
    if name in _REPEATS:
        return int(argument[0]), int(argument[1]), list(argument[2])
    return None


def _branches(node: _Node) -> list[list[_Node]] | None:
    return [list(branch) for branch in node[1][1]] if str(node[0]) == "BRANCH" else None


def _first_kinds(nodes: Iterable[_Node]) -> tuple[frozenset[str], bool]:
    """Return the kinds of the first character, and whether there may be none."""
    found: frozenset[str] = frozenset()
    for node in nodes:
        if str(node[0]) in _ZERO_WIDTH:
            continue
        kinds, empty = _kinds(node), False
        if kinds is None:
            group, branches = _children(node), _branches(node)
            if group is not None:
                kinds, empty = _first_kinds(group[2])
                empty = empty or group[0] == 0
            elif branches is not None:
                read = [_first_kinds(branch) for branch in branches]
                kinds = frozenset().union(*(one for one, _ in read))
                empty = any(one for _, one in read)
            else:
                return _EVERY_KIND, False
        found |= kinds
        if not empty:
            return found, False
    return found, True


def _not_behind(nodes: Sequence[_Node]) -> frozenset[str]:
    """Read the assertions about the character before the first, which stand before it or right behind it."""
    found: frozenset[str] = frozenset()
    consumed = 0
    for node in nodes:
        name, argument = str(node[0]), node[1]
        if name == "ASSERT_NOT" and argument[0] < 0:
            behind = list(argument[1])
            if len(behind) == 1 + consumed and all(_is_any(one) for one in behind[1:]):
                found |= _surely(behind[0])
            continue
        if name in _ZERO_WIDTH:
            continue
        group, branches = _children(node), _branches(node)
        if branches is not None and not consumed:
            each = [_not_behind(branch) for branch in branches]
            return found | frozenset.intersection(*each)
        if group is not None and group[:2] == (1, 1) and not consumed:
            inner = group[2]
            found |= _not_behind(inner)
            if len(inner) != 1 or _kinds(inner[0]) is None:
                return found
        elif consumed or _kinds(node) is None:
            return found
        consumed = 1
    return found


def _is_any(node: _Node) -> bool:
    group = _children(node)
    return str(node[0]) == "ANY" or (
        group is not None and group[:2] == (1, 1) and [*map(_is_any, group[2])] == [True]
    )


def _surely(node: _Node) -> frozenset[str]:
    """Return the kinds of which every character belongs to a set."""
    if str(node[0]) != "IN":
        return frozenset()
    members = {(str(member), str(value)) for member, value in node[1]}
    if ("NEGATE", "None") in members:
        return frozenset({"digit", "letter"}) if members == _NO_WORD else frozenset()
    if ("CATEGORY", "CATEGORY_WORD") in members:
        return frozenset({"digit", "letter"})
    return frozenset({"digit"}) if ("CATEGORY", "CATEGORY_DIGIT") in members else frozenset()


_NO_WORD: Final = {("NEGATE", "None"), ("CATEGORY", "CATEGORY_NOT_WORD"), ("LITERAL", "95")}


def _digit_within(nodes: Iterable[_Node]) -> tuple[int, int]:
    """Return within how many characters a digit has to come, and how many characters there are at most."""
    width = 0
    for node in nodes:
        if str(node[0]) in _ZERO_WIDTH:
            continue
        kinds = _kinds(node)
        group, branches = _children(node), _branches(node)
        if kinds is not None:
            within, most = (1 if kinds == {"digit"} else FAR), 1
        elif group is not None:
            within, most = _digit_within(group[2])
            within = within if group[0] else FAR
            most *= min(group[1], FAR)
        elif branches is not None:
            read = [_digit_within(branch) for branch in branches]
            within, most = max(one for one, _ in read), max(one for _, one in read)
        else:
            return FAR, FAR
        if within < FAR:
            return width + within, min(FAR, width + most)
        width = min(FAR, width + most)
    return FAR, width


class _Unknown(Exception):
    """A pattern is not understood."""


def _runs(nodes: Sequence[_Node]) -> frozenset[int]:
    """Return how many digits can stand together at the beginning."""
    try:
        run = _Run()
        run.read(nodes)
    except _Unknown:
        return _EVERY_RUN
    ends = run.ended | (run.open if run.guarded else set(range(min(run.open, default=FAR), LONGEST_RUN + 1)))
    return frozenset(min(end, LONGEST_RUN) for end in ends)


class _Run:
    """How long the first run of digits can be: still going on, or ended."""

    def __init__(self) -> None:
        self.open = {0}
        self.ended: set[int] = set()
        self.guarded = False

    def read(self, nodes: Iterable[_Node]) -> None:
        for node in nodes:
            name, argument = str(node[0]), node[1]
            if name in _ZERO_WIDTH:
                if name == "ASSERT_NOT" and argument[0] > 0 and len(argument[1]) == 1:
                    self.guarded = self.guarded or "digit" in _surely(argument[1][0])
                continue
            kinds, group, branches = _kinds(node), _children(node), _branches(node)
            if kinds is not None:
                self._character(kinds)
            elif group is not None:
                self._repeat(*group)
            elif branches is not None:
                self._choice(branches)
            else:
                raise _Unknown
            if not self.open:
                return

    def _character(self, kinds: frozenset[str]) -> None:
        if kinds != {"digit"}:
            self.ended |= self.open
        self.open = {min(one + 1, LONGEST_RUN) for one in self.open} if "digit" in kinds else set()
        self.guarded = False

    def _repeat(self, least: int, most: int, nodes: Sequence[_Node]) -> None:
        stopped: set[int] = set()
        guarded = True
        for times in range(min(most, LONGEST_RUN)):
            before = set(self.open)
            if times >= least:
                stopped |= before
                guarded = guarded and self.guarded
            self.read(nodes)
            if not self.open or (times >= least and self.open <= before):
                break
        self.guarded = (not self.open or self.guarded) and (not stopped or guarded)
        self.open |= stopped

    def _choice(self, branches: Iterable[Sequence[_Node]]) -> None:
        began, guarded = set(self.open), self.guarded
        after: set[int] = set()
        all_guarded = True
        for branch in branches:
            self.open, self.guarded = set(began), guarded
            self.read(branch)
            after |= self.open
            all_guarded = all_guarded and (self.guarded or not self.open)
        self.open, self.guarded = after, all_guarded


# Literals ---------------------------------------------------------------------------------------------

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


@functools.cache
def literals_of(pattern: re.Pattern[str]) -> Literals:
    """Return the words that a pattern needs; none where it is not understood or they are too common."""
    if parser is None or pattern.flags & ~(_KNOWN_FLAGS | re.MULTILINE | re.VERBOSE):
        return Literals()
    if len(pattern.pattern) > _LONGEST_READ:
        return Literals()
    tree = list(parser.parse(pattern.pattern, pattern.flags))
    found = _literals(tree)
    if found is None or found[1] >= FAR:
        return Literals()
    words = _without_longer(found[0])
    if len(words) > _MOST_LITERALS:
        return Literals()
    return Literals(words, found[1], min(FAR, _reach(tree) + _MARGIN))


def places_for(pattern: re.Pattern[str], text: str) -> list[tuple[int, int]]:
    """Return the parts of a text in which a pattern can match, sorted and apart.

    They end so far behind its words that no match, and nothing it looks ahead at, reaches their end.
    """
    literals = literals_of(pattern)
    sighted = text if isinstance(text, Sighted) else Sighted(text)
    if not literals.words:
        return [(0, len(text))]
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
    for start, end in places_for(pattern, text):
        yield from pattern.finditer(text, start, end)


def _without_longer(words: Iterable[str]) -> tuple[str, ...]:
    """Return the words without those that begin with another one."""
    kept: list[str] = []
    for word in sorted(words):
        if not kept or not word.startswith(kept[-1]):
            kept.append(word)
    return tuple(kept)


_Found = tuple[frozenset[str], int]
_NO_WORD_YET: Final = frozenset({""})


def _literals(nodes: Iterable[_Node]) -> _Found | None:
    """Return the best set of words of a sequence, and how far from its beginning one may begin."""
    best: _Found | None = None
    current, began, width = _NO_WORD_YET, 0, 0

    def end(at: int) -> None:
        nonlocal best, current, began
        best = _better(best, (current, began))
        current, began = _NO_WORD_YET, at

    for node in nodes:
        if str(node[0]) in _ZERO_WIDTH:
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
        group, branches = _children(node), _branches(node)
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


def _words(node: _Node) -> frozenset[str] | None:
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
    if name in _REPEATS and int(argument[1]) == 1:  # "s?"
        inner = _words_of(list(argument[2]))
        return None if inner is None else inner | _NO_WORD_YET if int(argument[0]) == 0 else inner
    return None


def _words_of(nodes: Iterable[_Node]) -> frozenset[str] | None:
    found = _NO_WORD_YET
    for node in nodes:
        if str(node[0]) in _ZERO_WIDTH:
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
        len(word) < _FEWEST_LETTERS and (not word or word in _COMMON_SIGNS or word.isalnum())
        for word in words
    ):
        return None
    return min(map(len, words), default=None)


_COMMON_SIGNS: Final = frozenset(" .,:;-/\"'()\n\t")


def _widest(nodes: Iterable[_Node]) -> int:
    """Return how long a match of some nodes can be."""
    width = 0
    for node in nodes:
        if str(node[0]) in _ZERO_WIDTH:
            continue
        group, branches = _children(node), _branches(node)
        if group is not None:
            width += min(group[1], FAR) * _widest(group[2])
        elif branches is not None:
            width += max(map(_widest, branches))
        else:
            width += 1 if _kinds(node) is not None else FAR
    return min(FAR, width)


def _reach(nodes: Iterable[_Node]) -> int:
    """Return how far from its beginning a match and what it looks ahead at can reach."""
    width = ahead = 0
    for node in nodes:
        name, argument = str(node[0]), node[1]
        if name in {"ASSERT", "ASSERT_NOT"}:
            if argument[0] > 0:
                ahead = max(ahead, width + _reach(argument[1]))
            continue
        group, branches = _children(node), _branches(node)
        if group is not None:
            ahead = max(ahead, width + min(group[1], FAR) * _reach(group[2]))
        elif branches is not None:
            ahead = max(ahead, width + max(map(_reach, branches)))
        width = min(FAR, width + _widest([node]))
    return min(FAR, max(width, ahead))

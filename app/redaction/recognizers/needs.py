"""What a pattern needs of a text, read from the pattern itself: so that it is asked only where it can match.

Most patterns of values begin where a word or a number begins, and hold a digit within their first characters;
those that begin with a digit fit only certain lengths of its run. A text has few such places.

The reading is conservative: what it does not know needs nothing, and is looked for everywhere. It
rests on the parser of ``re``, which is private to the standard library; without it that holds for all.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any, Final

try:
    from re import _parser as parser  # type: ignore[attr-defined]
except ImportError:  # pragma: no cover (a Python that has moved it)
    parser = None

FAR: Final = 1_000
"""So far from the beginning of a pattern that a digit does not help."""

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

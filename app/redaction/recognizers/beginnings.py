"""What the matches of a pattern begin with, read from the pattern itself.

Most patterns of values begin where a word or a number begins, and hold a digit within their first characters;
those that begin with a digit fit only certain lengths of its run. A text has few such places.

The reading is conservative: what it does not know can begin anywhere.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final

from app.redaction.recognizers.syntax import (
    EVERY_KIND,
    FAR,
    ZERO_WIDTH,
    branches_of,
    children_of,
    kinds_of,
    syntax_of,
)
from app.redaction.skipping import Node

LONGEST_RUN: Final = 24
"""Runs of digits of this length and longer count as one."""

_EVERY_RUN: Final = frozenset(range(1, LONGEST_RUN + 1))


@dataclass(frozen=True, slots=True)
class Beginning:
    """What every match of a pattern has.

    Attributes:
        kinds: of its first character: "digit", "letter", "blank" (the underscore, too), "sign" (all others).
        not_behind: of the character before it, the kinds that it cannot have.
        digit_within: one of so many first characters is a digit; ``FAR``: perhaps none.
        runs: how many digits stand together where it begins with one.
    """

    kinds: frozenset[str] = EVERY_KIND
    not_behind: frozenset[str] = frozenset()
    digit_within: int = FAR
    runs: frozenset[int] = _EVERY_RUN


@functools.cache
def beginning_of(pattern: re.Pattern[str]) -> Beginning:
    """Return what a pattern needs."""
    syntax = syntax_of(pattern)
    if syntax is None:
        return Beginning()
    tree = syntax.nodes
    return Beginning(_first_kinds(tree)[0], _not_behind(tree), min(FAR, _digit_within(tree)[0]), _runs(tree))


def _first_kinds(nodes: Iterable[Node]) -> tuple[frozenset[str], bool]:
    """Return the kinds of the first character, and whether there may be none."""
    found: frozenset[str] = frozenset()
    for node in nodes:
        if str(node[0]) in ZERO_WIDTH:
            continue
        kinds, empty = kinds_of(node), False
        if kinds is None:
            group, branches = children_of(node), branches_of(node)
            if group is not None:
                kinds, empty = _first_kinds(group[2])
                empty = empty or group[0] == 0
            elif branches is not None:
                read = [_first_kinds(branch) for branch in branches]
                kinds = frozenset().union(*(one for one, _ in read))
                empty = any(one for _, one in read)
            else:
                return EVERY_KIND, False
        found |= kinds
        if not empty:
            return found, False
    return found, True


def _not_behind(nodes: Sequence[Node]) -> frozenset[str]:
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
        if name in ZERO_WIDTH:
            continue
        group, branches = children_of(node), branches_of(node)
        if branches is not None and not consumed:
            each = [_not_behind(branch) for branch in branches]
            return found | frozenset.intersection(*each)
        if group is not None and group[:2] == (1, 1) and not consumed:
            inner = group[2]
            found |= _not_behind(inner)
            if len(inner) != 1 or kinds_of(inner[0]) is None:
                return found
        elif consumed or kinds_of(node) is None:
            return found
        consumed = 1
    return found


def _is_any(node: Node) -> bool:
    group = children_of(node)
    return str(node[0]) == "ANY" or (
        group is not None and group[:2] == (1, 1) and [*map(_is_any, group[2])] == [True]
    )


def _surely(node: Node) -> frozenset[str]:
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


def _digit_within(nodes: Iterable[Node]) -> tuple[int, int]:
    """Return within how many characters a digit has to come, and how many characters there are at most."""
    width = 0
    for node in nodes:
        if str(node[0]) in ZERO_WIDTH:
            continue
        kinds = kinds_of(node)
        group, branches = children_of(node), branches_of(node)
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


def _runs(nodes: Sequence[Node]) -> frozenset[int]:
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

    def read(self, nodes: Iterable[Node]) -> None:
        for node in nodes:
            name, argument = str(node[0]), node[1]
            if name in ZERO_WIDTH:
                if name == "ASSERT_NOT" and argument[0] > 0 and len(argument[1]) == 1:
                    self.guarded = self.guarded or "digit" in _surely(argument[1][0])
                continue
            kinds, group, branches = kinds_of(node), children_of(node), branches_of(node)
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

    def _repeat(self, least: int, most: int, nodes: Sequence[Node]) -> None:
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

    def _choice(self, branches: Iterable[Sequence[Node]]) -> None:
        began, guarded = set(self.open), self.guarded
        after: set[int] = set()
        all_guarded = True
        for branch in branches:
            self.open, self.guarded = set(began), guarded
            self.read(branch)
            after |= self.open
            all_guarded = all_guarded and (self.guarded or not self.open)
        self.open, self.guarded = after, all_guarded

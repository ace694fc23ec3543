"""What a pattern is made of: the nodes that the parser of ``re`` reads it into.

That parser is private to the standard library: without it nothing is known of a pattern, and whoever asks
has to look everywhere.
"""

from __future__ import annotations

import functools
import re
from dataclasses import dataclass
from typing import Final

from app.redaction.later import given_flags
from app.redaction.skipping import Node, parsed

FAR: Final = 1_000
"""So many characters from the beginning of a pattern that what stands there does not help."""

_KNOWN_FLAGS: Final = re.IGNORECASE | re.UNICODE
EVERY_KIND: Final = frozenset({"digit", "letter", "sign", "blank"})
ZERO_WIDTH: Final = frozenset({"AT", "ASSERT", "ASSERT_NOT"})
SINGLE: Final = frozenset({"LITERAL", "NOT_LITERAL", "ANY", "IN"})
REPEATS: Final = frozenset({"MAX_REPEAT", "MIN_REPEAT", "POSSESSIVE_REPEAT"})
_CATEGORIES: Final = {
    "CATEGORY_DIGIT": frozenset({"digit"}),
    "CATEGORY_WORD": frozenset({"digit", "letter", "blank"}),
    "CATEGORY_SPACE": frozenset({"blank"}),
}


@dataclass(frozen=True, slots=True)
class Syntax:
    """A pattern that was read, and not compiled.

    Attributes:
        nodes: what it is made of.
        flags: as given and as written in it.
    """

    nodes: list[Node]
    flags: int


def syntax_of(pattern: re.Pattern[str], *, also: int = 0) -> Syntax | None:
    """Return what a pattern is made of; None without the parser, and where a flag may mean what is not known.

    Args:
        pattern: need not be compiled.
        also: more flags that make no difference to who asks.
    """
    tree = parsed(pattern.pattern, given_flags(pattern))
    if tree is None or tree.state.flags & ~(_KNOWN_FLAGS | also):
        return None
    return Syntax(list(tree), tree.state.flags)


def kinds_of(node: Node) -> frozenset[str] | None:
    """Return the kinds of a single character; None for what is not one."""
    name, argument = str(node[0]), node[1]
    if name == "LITERAL":
        return frozenset({_kind(argument)})
    if name in {"NOT_LITERAL", "ANY"}:
        return EVERY_KIND
    if name != "IN":
        return None
    found: set[str] = set()
    for member, value in argument:
        match str(member):
            case "LITERAL":
                found.add(_kind(value))
            case "RANGE" if value[1] < 128:
                found |= _kinds_between(*value)
            case "CATEGORY":
                found |= _CATEGORIES.get(str(value), EVERY_KIND)
            case _:  # a negation, a range of other scripts
                return EVERY_KIND
    return frozenset(found)


@functools.cache
def _kinds_between(first: int, last: int) -> frozenset[str]:
    return frozenset(map(_kind, range(first, last + 1)))


@functools.cache
def _kind(code: int) -> str:
    character = chr(code)
    if character.isalnum():
        return "digit" if character.isdecimal() else "letter"
    return "blank" if character.isspace() or character == "_" else "sign"


def children_of(node: Node) -> tuple[int, int, list[Node]] | None:
    """Return how often a group stands, least and most, and what is in it; None for what is no group."""
    name, argument = str(node[0]), node[1]
    if name == "SUBPATTERN":
        return 1, 1, list(argument[3])
    if name == "ATOMIC_GROUP":
        return 1, 1, list(argument)
    if name in REPEATS:
        return int(argument[0]), int(argument[1]), list(argument[2])
    return None


def branches_of(node: Node) -> list[list[Node]] | None:
    """Return what a choice is between; None for what is no choice."""
    return [list(branch) for branch in node[1][1]] if str(node[0]) == "BRANCH" else None

"""Compiles patterns so that a search skips to the characters with which a match can begin.

The engine of ``re`` skips where a pattern begins with a set of characters. Where it begins with what must not
stand before a match, with a choice, or with a letter in any case, it tries every character of a text, which
takes several times as long. So what a match can begin with is read from the pattern and written where the
compiler of ``re`` would write it for the engine: at the head of the code. Matches are the same.

That compiler is private to the standard library: code of a form that is not known stays as it is.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Callable, Iterable, Iterator
from typing import Any, Final, Protocol, cast

try:
    import _sre  # type: ignore[import-not-found]
    from re import _compiler, _parser  # type: ignore[attr-defined]
    from re import _constants as kinds  # type: ignore[attr-defined]
except ImportError:  # pragma: no cover (a Python that has moved them)
    _parser = None

_KNOWN_CODE: Final = frozenset({20220615, 20221023, 20230612})
"""The forms of code in Python 3.11, 3.12 and 3.13, as its compiler numbers them."""

_WORD_BITS: Final = 32
_BITS: Final = 256
# A set of characters is a number with a bit for each of the first of them. The bits of those beyond ASCII
# are set together, and mean every character that is not ASCII.
_ASCII: Final = (1 << 128) - 1
_EVERY: Final = (1 << _BITS) - 1
_BEYOND: Final = _EVERY ^ _ASCII
_LAST: Final = 0x10FFFF


def _all_that(holds: Callable[[str], bool]) -> int:
    return sum(1 << code for code in range(128) if holds(chr(code)))


_CAPITALS: Final = _all_that(str.isupper)
_SMALL: Final = _all_that(str.islower)
_CASE: Final = ord("a") - ord("A")
_OF_OTHERS: Final = _all_that("IKSiks".__contains__)  # in any case they are letters beyond ASCII, too
_DIGITS: Final = _all_that(str.isdecimal)
_BLANKS: Final = _all_that(str.isspace)
_OF_WORDS: Final = _all_that(lambda one: one.isalnum() or one == "_")
_CATEGORIES: Final = {
    "CATEGORY_DIGIT": _DIGITS,
    "CATEGORY_NOT_DIGIT": _ASCII ^ _DIGITS,
    "CATEGORY_SPACE": _BLANKS,
    "CATEGORY_NOT_SPACE": _ASCII ^ _BLANKS,
    "CATEGORY_WORD": _OF_WORDS,
    "CATEGORY_NOT_WORD": _ASCII ^ _OF_WORDS,
}


Node = tuple[Any, Any]


class Tree(Protocol):
    """A pattern as the parser of ``re`` reads it: nodes, and what it knows of groups and flags."""

    state: Any

    def __iter__(self) -> Iterator[Node]:
        """Go through the nodes."""
        ...


@functools.lru_cache(maxsize=1)  # what a pattern needs is asked right before it is compiled
def parsed(pattern: str, flags: int) -> Tree | None:
    """Return what a pattern is made of; None without the parser of ``re``."""
    return None if _parser is None else cast("Tree", _parser.parse(pattern, flags))


def compiled(pattern: str, flags: int) -> re.Pattern[str]:
    """Return what ``re.compile`` does, with searches that skip."""
    tree = parsed(pattern, flags)
    if tree is None or _sre.MAGIC not in _KNOWN_CODE:
        return re.compile(pattern, flags)
    flags |= tree.state.flags
    code = _compiler._code(tree, flags)  # noqa: SLF001 (it has no public name)
    _, length, skips, shortest, longest = code[:5]
    begins = beginning(tree, any_case=bool(flags & re.IGNORECASE))
    if begins != _EVERY and shortest and not skips and not flags & re.ASCII:
        head = [int(kinds.SRE_INFO_CHARSET), shortest, longest, *_as_code(begins)]
        code[1 : 1 + length] = [1 + len(head), *head]
    groups, names = tree.state.groups, tree.state.groupdict
    by_number = {number: name for name, number in names.items()}
    made = _sre.compile(pattern, flags, code, groups - 1, names, tuple(map(by_number.get, range(groups))))
    return cast("re.Pattern[str]", made)


def _as_code(characters: int) -> list[int]:
    words = [characters >> shift & (1 << _WORD_BITS) - 1 for shift in range(0, _BITS, _WORD_BITS)]
    beyond = [kinds.RANGE, _BITS, _LAST] if characters & _BEYOND else []
    return [kinds.CHARSET, *words, *beyond, kinds.FAILURE]


def beginning(nodes: Iterable[Node], *, any_case: bool) -> int:
    """Return the characters with which a match can begin, perhaps with more; every one where it can be empty.

    Args:
        nodes: of a parsed pattern.
        any_case: a letter stands for the one in the other case, too.
    """
    found, empty = _of_nodes(nodes, any_case)
    return _EVERY if empty else found


def _of_nodes(nodes: Iterable[Node], any_case: bool) -> tuple[int, bool]:
    """Return what nodes can begin with, and whether they can be empty."""
    found = 0
    for node in nodes:
        characters, empty = _of_node(node, any_case)
        found |= characters
        if not empty:
            return found, False
    return found, True


def _of_node(node: Node, any_case: bool) -> tuple[int, bool]:
    kind, value = node
    match kind:
        case kinds.LITERAL:
            return _of_set([node], any_case), False
        case kinds.IN:
            return _of_set(value, any_case), False
        case kinds.AT | kinds.ASSERT | kinds.ASSERT_NOT:
            return 0, True
        case kinds.SUBPATTERN:
            _, added, removed, inner = value
            if added & re.ASCII:  # "\s" means less then
                return _EVERY, False
            return _of_nodes(inner, bool((any_case or added & re.IGNORECASE) and not removed & re.IGNORECASE))
        case kinds.ATOMIC_GROUP:
            return _of_nodes(value, any_case)
        case kinds.MAX_REPEAT | kinds.MIN_REPEAT | kinds.POSSESSIVE_REPEAT:
            least, _, inner = value
            found, empty = _of_nodes(inner, any_case)
            return found, empty or not least
        case kinds.BRANCH:
            each = [_of_nodes(branch, any_case) for branch in value[1]]
            return functools.reduce(int.__or__, (one for one, _ in each)), any(empty for _, empty in each)
        case _:  # any character, or what is not understood
            return _EVERY, False


def _of_set(members: Iterable[Node], any_case: bool) -> int:
    found, negated = 0, False
    for kind, value in members:
        match kind:
            case kinds.LITERAL:
                found |= 1 << value if value < 128 else _BEYOND
            case kinds.RANGE:
                found |= _between(*value)
            case kinds.CATEGORY:
                found |= _CATEGORIES[str(value)] | _BEYOND
            case kinds.NEGATE:
                negated = True
            case _:
                return _EVERY
    if negated:
        return _EVERY ^ (found & _ASCII)
    return _in_any_case(found) if any_case else found


def _between(first: int, last: int) -> int:
    ascii_ones = (1 << min(last, 127) + 1) - (1 << min(first, 128))
    return ascii_ones | (_BEYOND if last >= 128 else 0)


def _in_any_case(characters: int) -> int:
    found = characters | (characters & _CAPITALS) << _CASE | (characters & _SMALL) >> _CASE
    if characters & _BEYOND:
        found |= _OF_OTHERS
    return found | _BEYOND if found & _OF_OTHERS else found

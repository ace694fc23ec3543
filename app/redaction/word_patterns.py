"""Patterns for words of a list that an engine which tries one alternative after the other can search fast.

The words that begin alike are tried together, and the first letters come first, as a set to skip to.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Iterable

_LETTER = r"[^\W\d_]"
_BEGIN = r"(?<![^\W_](?s:.))"
_GAP = r"[ \t_.-]{0,2}"


def trie_pattern(words: Iterable[str], *, gap: str = _GAP) -> str:
    """Return a pattern that matches the longest of the words, without trying them one by one.

    Args:
        words: lower case.
        gap: what a space in them matches (so that "account number" finds "accountNumber").
    """
    root: dict[str, dict] = {}  # type: ignore[type-arg]
    for word in words:
        node = root
        for character in word:
            node = node.setdefault(character, {})
        node[""] = {}
    return _branch(root, gap)


def _branch(node: dict[str, dict], gap: str) -> str:  # type: ignore[type-arg]
    written = ""
    while len(node) == 1:  # most of a word is a chain of single letters
        ((character, below),) = node.items()
        if not character:
            return written
        written += gap if character == " " else _escaped(character)
        node = below
    branches = [
        (gap if character == " " else _escaped(character)) + _branch(below, gap)
        for character, below in sorted(node.items())
        if character
    ]
    if not branches:  # of no words at all
        return written
    joined = branches[0] if len(branches) == 1 else f"(?:{'|'.join(branches)})"
    if "" not in node:
        return written + joined
    return f"{written}{joined}?" if len(branches) > 1 else f"{written}(?:{joined})?"


_escaped = functools.cache(re.escape)


def worded(words: Iterable[str]) -> str:
    """Return a pattern for one of the words, not inside a longer one; "_" and a change of case end words.

    It wants the flag IGNORECASE. The first letters come first, as a set that the engine can skip to.
    """
    ends = rf"(?:(?!{_LETTER})|(?<=(?-i:[a-z]))(?=(?-i:[A-Z])))"
    return begun(words, behind=rf"(?:{_BEGIN}|(?<=(?-i:[a-z][A-Z])))") + ends


def begun(words: Iterable[str], *, behind: str = _BEGIN, gap: str = _GAP) -> str:
    """Return a pattern for what begins with one of the words; see ``worded``.

    Args:
        words: lower case.
        behind: asks, behind the first letter, whether a word may begin with it.
        gap: what a space in them matches.
    """
    tails: dict[str, list[str]] = {}
    for word in words:
        tails.setdefault(word[0], []).append(word[1:])
    choices = (
        f"(?<={re.escape(first)}){trie_pattern(rest, gap=gap)}" for first, rest in sorted(tails.items())
    )
    return f"{any_of(tails)}{behind}(?:{'|'.join(choices)})"


# What the flag IGNORECASE adds to the ASCII letters (the documentation of ``re``).
OTHER_CASES = "\u0130\u0131\u017f\u212a"


def any_of(characters: Iterable[str]) -> str:
    """Return a set of characters in either case, written so that the engine can skip to them."""
    both = {case for one in characters for case in (*one.lower(), *one.upper())}
    letters = OTHER_CASES if any(one.isalpha() for one in both) else ""
    return f"(?-i:[{re.escape(''.join(sorted(both)))}{letters}])"

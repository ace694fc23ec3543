"""How hard a passphrase is to guess: a rule of thumb, said to be one.

Without a dictionary one cannot know that a phrase is famous. The estimate counts what a guesser would have
to try: words as one choice out of some thousands (11 bits; Diceware's list has 12.9), other characters out
of their alphabet, repeats and runs ("aaa", "1234", "qwerty") next to nothing.
"""

from __future__ import annotations

import enum
import math
import re

import msgspec

MINIMUM_LENGTH = 8
_WORD = re.compile(r"[^\W\d_]{3,}")
_KEYBOARD_ROWS = ("qwertyuiop", "asdfghjkl", "zxcvbnm", "1234567890", "abcdefghijklmnopqrstuvwxyz")


class Level(enum.IntEnum):
    """What to tell about a passphrase."""

    TOO_SHORT = 0
    WEAK = 1
    FAIR = 2
    GOOD = 3
    STRONG = 4


class Strength(msgspec.Struct, frozen=True):
    """The estimate: bits, and what they amount to when every guess costs an attacker one key derivation."""

    bits: float
    level: Level


def estimate(passphrase: str) -> Strength:
    """Estimate a passphrase; see the module for how."""
    bits = _bits(passphrase)
    if len(passphrase) < MINIMUM_LENGTH:
        return Strength(bits, Level.TOO_SHORT)
    for limit, level in ((32, Level.WEAK), (44, Level.FAIR), (60, Level.GOOD)):
        if bits < limit:
            return Strength(bits, level)
    return Strength(bits, Level.STRONG)


def _bits(passphrase: str) -> float:
    bits, seen = 0.0, set[str]()

    def count(found: re.Match[str]) -> str:
        nonlocal bits
        word = found.group().casefold()
        if word in seen:
            bits += 1
        elif _is_run(word):
            bits += 3
        else:
            # A long run of letters is more than one word; its letters carry about two bits each.
            bits += min(len(word) * 4.7, 11 + 2 * max(0, len(word) - 8))
            bits += 0 if found.group() in {word, word.capitalize()} else 2
        seen.add(word)
        return " "

    rest = _WORD.sub(count, passphrase)
    spaces = rest.count(" ")
    others = [c for i, c in enumerate(rest) if c != " " and not _continues(rest, i)]
    alphabet = sum(
        size
        for size, has in (
            (26, any(c.islower() for c in others)),
            (26, any(c.isupper() for c in others)),
            (10, any(c.isdigit() for c in others)),
            (33, any(not c.isalnum() for c in others)),
        )
        if has
    )
    return bits + (len(others) * math.log2(alphabet) if alphabet else 0) + (1 if spaces else 0)


def _is_run(word: str) -> bool:
    return len(set(word)) == 1 or any(word in row or word[::-1] in row for row in _KEYBOARD_ROWS)


def _continues(text: str, index: int) -> bool:
    """Whether a character repeats its neighbour or counts on from it."""
    return index > 0 and text[index - 1] != " " and abs(ord(text[index]) - ord(text[index - 1])) <= 1

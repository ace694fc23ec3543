"""How hard a passphrase is to guess: a rule of thumb, said to be one.

Without a dictionary one cannot know that a phrase is famous. The estimate counts what a guesser would have
to try: words as one choice out of some thousands (11 bits; Diceware's list has 12.9), other characters out
of their alphabet, repeats and runs ("aaa", "1234", "qwerty") next to nothing.
"""

from __future__ import annotations

import enum
import itertools
import math
from collections.abc import Iterable

import msgspec

MINIMUM_LENGTH = 8
_SHORTEST_WORD = 3
_KEYBOARD_ROWS = ("qwertyuiop", "asdfghjkl", "zxcvbnm", "1234567890", "abcdefghijklmnopqrstuvwxyz")
_ROWS = (*_KEYBOARD_ROWS, *(row[::-1] for row in _KEYBOARD_ROWS))


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


def estimate(passphrase: Iterable[str]) -> Strength:
    """Estimate a passphrase; see the module for how.

    It is looked at character by character, and no piece of it is put together: a piece could not be wiped.
    """
    characters = list(passphrase)
    bits = _bits(characters)
    if len(characters) < MINIMUM_LENGTH:
        return Strength(bits, Level.TOO_SHORT)
    for limit, level in ((32, Level.WEAK), (44, Level.FAIR), (60, Level.GOOD)):
        if bits < limit:
            return Strength(bits, level)
    return Strength(bits, Level.STRONG)


def _bits(characters: list[str]) -> float:
    bits, seen = 0.0, set[tuple[str, ...]]()
    rest: list[str] = []
    for are_letters, run in itertools.groupby(characters, _is_letter):
        word = list(run)
        if are_letters and len(word) >= _SHORTEST_WORD:
            bits += _bits_of_word(word, seen)
            rest.append(" ")
        else:
            rest += word
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
    return bits + (len(others) * math.log2(alphabet) if alphabet else 0) + (1 if " " in rest else 0)


def _bits_of_word(letters: list[str], seen: set[tuple[str, ...]]) -> float:
    word = tuple(letter.casefold() for letter in letters)
    if word in seen:
        return 1
    seen.add(word)
    if _is_run(word):
        return 3
    # A long run of letters is more than one word; its letters carry about two bits each.
    bits = min(len(word) * 4.7, 11 + 2 * max(0, len(word) - 8))
    is_plain = tuple(letters[1:]) == word[1:]  # all small, or all but the first
    return bits if is_plain else bits + 2


def _is_letter(character: str) -> bool:
    return character.isalnum() and not character.isdecimal()


def _is_run(word: tuple[str, ...]) -> bool:
    return len(set(word)) == 1 or any(_goes_along(word, row) for row in _ROWS)


def _goes_along(word: tuple[str, ...], row: str) -> bool:
    start = row.find(word[0])
    return start >= 0 and word == tuple(row[start : start + len(word)])


def _continues(text: list[str], index: int) -> bool:
    """Whether a character repeats its neighbour or counts on from it."""
    return index > 0 and text[index - 1] != " " and abs(ord(text[index]) - ord(text[index - 1])) <= 1

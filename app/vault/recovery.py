"""The recovery code: 160 random bits that a person can write down and type back.

Eight groups of five characters of Crockford's base32 (digits and letters without I, L, O, U). Each group
is four characters of data (20 bits) and one check character, so that a typing mistake is found in its
group before anything is tried. The check is a polynomial over GF(32): it finds every single wrong
character, every swap of two neighbours and every swap of two whole groups; of other mistakes 31 in 32.

Written ``ABCDE-FGHJK-...``; reading ignores case, spaces and punctuation and takes O for 0, I and L for 1
(https://www.crockford.com/base32.html).
"""

from __future__ import annotations

import hmac
import unicodedata

from app.errors import RecoveryCodeMistyped

GROUPS = 8
GROUP_CHARACTERS = 5
SECRET_BYTES = 20
_ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
_VALUES = {letter: value for value, letter in enumerate(_ALPHABET)} | {"O": 0, "I": 1, "L": 1}
_LONGEST_TYPED = 512
_REDUCTION = 0b100101  # x^5 + x^2 + 1, primitive over GF(2)


def format_code(secret: bytes) -> str:
    """Write 20 bytes as eight groups of five characters joined by dashes.

    Raises:
        ValueError: for another length (a bug of the caller).
    """
    if len(secret) != SECRET_BYTES:
        msg = f"a recovery secret has {SECRET_BYTES} bytes"
        raise ValueError(msg)
    bits = int.from_bytes(secret, "big")
    symbols = [(bits >> shift) & 31 for shift in range(155, -1, -5)]
    return "-".join(_format_group(number, symbols[4 * number - 4 : 4 * number]) for number in range(1, 9))


def parse_code(typed: bytes) -> bytes:
    """Read a code as typed.

    Returns:
        The 20 secret bytes.

    Raises:
        RecoveryCodeMistyped: ``group`` counts from 1; 0 means that the number of characters is wrong.
    """
    letters = _letters(typed.decode("utf-8", "replace"))
    if len(letters) != GROUPS * GROUP_CHARACTERS:
        raise RecoveryCodeMistyped(group=0)
    bits = 0
    for number in range(1, GROUPS + 1):
        group = letters[(number - 1) * GROUP_CHARACTERS : number * GROUP_CHARACTERS]
        for symbol in _parse_group(number, group):
            bits = bits << 5 | symbol
    return bits.to_bytes(SECRET_BYTES, "big")


def group_matches(code: str, number: int, typed: str) -> bool:
    """Whether ``typed`` is group ``number`` (from 1) of a code, compared in constant time."""
    if not 1 <= number <= GROUPS:
        return False
    group = code.split("-")[number - 1]
    normal = "".join(_ALPHABET[_VALUES[letter]] if letter in _VALUES else "?" for letter in _letters(typed))
    return hmac.compare_digest(group.encode(), normal.encode())


def _format_group(number: int, symbols: list[int]) -> str:
    return "".join(_ALPHABET[symbol] for symbol in (*symbols, _check(number, symbols)))


def _parse_group(number: int, letters: str) -> list[int]:
    try:
        symbols = [_VALUES[letter] for letter in letters]
    except KeyError:
        raise RecoveryCodeMistyped(group=number) from None
    if _check(number, symbols[:4]) != symbols[4]:
        raise RecoveryCodeMistyped(group=number)
    return symbols[:4]


def _letters(typed: str) -> str:
    """Drop what is no letter or digit; wide letters and the like become plain ones.

    Something far too long is cut, not read: what is left has the wrong number of characters anyway.
    """
    text = unicodedata.normalize("NFKC", typed[:_LONGEST_TYPED]).upper()
    return "".join(letter for letter in text if letter.isalnum())


def _check(number: int, symbols: list[int]) -> int:
    """Evaluate number*x^5 + s1*x^4 + s2*x^3 + s3*x^2 + s4*x at the generator of GF(32)."""
    value = number
    for symbol in symbols:
        value = _times_x(value) ^ symbol
    return _times_x(value)


def _times_x(value: int) -> int:
    value <<= 1
    return value ^ _REDUCTION if value & 32 else value

"""Features: each token as a row of small integers, the rows of the model's embedding tables.

A word is described by what it is (a row of pre-trained word vectors, how common it is), by lists it stands
on (given names, surnames, places), by how it is written (case, length, script) and by its parts (hashed
character n-grams in the manner of fastText, Bojanowski et al. 2017), so that an unlisted name still looks
like a name.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from pathlib import Path
from typing import Any
from zlib import crc32

import numpy as np
from numpy.typing import NDArray

from app.redaction.tagger.tokens import POSITIONS, Token
from app.redaction.tagging import Listed

GRAMS = 14
"""The most n-grams that a word is described by; longer words are described by their ends."""

GRAM_ROWS = 16_384
HASH_ROWS = 32_768
SHAPE_ROWS = 128
RARITY_ROWS = 20
LISTED_ROWS = 64
POSITION_ROWS = POSITIONS

WORD, LISTED, RARITY, SHAPE, HASH, POSITION, GRAM = range(7)
"""Columns of a row; the n-grams are the columns from GRAM on."""

WIDTH = GRAM + GRAMS
"""Columns of a row in all."""

_LONGEST = 40
_CACHED_WORDS = 50_000
_LENGTHS = (0, 0, 1, 2, 3, 3, 4, 4, 4, 5)  # length of a word -> bucket; longer ones are 5
_RAREST = 17  # rarer words than that all count as equally rare
_FIRST_PUNCTUATION = 56

Rows = NDArray[np.int32]


def key_of(word: str) -> int:
    """Return the 32-bit key under which a lower-case word is listed."""
    return crc32(word.encode("utf-8", "surrogatepass"))


def plain(word: str) -> str:
    """Return a lower-case word without accents ("Müller" -> "muller")."""
    lowered = word.lower()
    if lowered.isascii():
        return lowered
    parts = unicodedata.normalize("NFKD", lowered)
    return "".join(c for c in parts if not unicodedata.combining(c)) or lowered


class Lexicon:
    """What is known about words beforehand: the order of their frequency, and the lists they stand on.

    Only 32-bit hashes of the words are kept, which is small and tells nobody's name.

    Args:
        words: keys of the words with a vector, most common first.
        listed: keys of the words on a list of names or places.
        codes: for each of those, which lists: see `training/people.py`.
    """

    def __init__(
        self, words: NDArray[np.uint32], listed: NDArray[np.uint32], codes: NDArray[np.uint8]
    ) -> None:
        order = np.argsort(words, kind="stable")
        self._words, self._ranks = words[order], order + 1
        order = np.argsort(listed, kind="stable")
        self._listed, self._codes = listed[order], codes[order]

    @classmethod
    def read(cls, path: Path) -> Lexicon:
        """Read the file that `training/export.py` wrote.

        Raises:
            OSError: it is not there.
            ValueError: it is not such a file.
        """
        with path.open("rb") as file, np.load(file, allow_pickle=False) as arrays:
            return cls(arrays["words"], arrays["listed"], arrays["codes"])

    def row(self, word: str, unaccented: str) -> int:
        """Return the row of a lower-case word's vector, 0 when it has none."""
        return _find(self._words, self._ranks, word) or _find(self._words, self._ranks, unaccented)

    def listed(self, word: str) -> Listed:
        """Return on which lists a word in whatever case stands, and how frequent it is."""
        unaccented = plain(word)
        code = self.code(unaccented)
        return Listed(code & 3, code >> 2 & 3, code >> 4 & 3, self.row(word.lower(), unaccented))

    def code(self, unaccented: str) -> int:
        """Return which lists a word stands on, 0 for none."""
        return _find(self._listed, self._codes, unaccented)


def _find(keys: NDArray[np.uint32], values: NDArray[Any], word: str) -> int:
    """Look a word up among sorted keys: slower than a dict, but ready at once and a tenth of its memory."""
    key = key_of(word)
    at = int(np.searchsorted(keys, np.uint32(key)))
    return int(values[at]) if at < len(keys) and int(keys[at]) == key else 0


class Features:
    """Turns tokens into rows; remembers the words it has seen, up to a limit."""

    def __init__(self, lexicon: Lexicon) -> None:
        self._lexicon = lexicon
        self._cache: dict[str, Rows] = {}

    def listed(self, word: str) -> Listed:
        """Return on which lists a word in whatever case stands."""
        return self._lexicon.listed(word)

    def rows(self, tokens: Sequence[Token]) -> Rows:
        """Describe tokens.

        Returns:
            int32 array of shape (len(tokens), WIDTH).
        """
        cache = self._cache
        if len(cache) > _CACHED_WORDS:
            cache.clear()
        out = np.empty((len(tokens), WIDTH), np.int32)
        for i, token in enumerate(tokens):
            row = cache.get(token.word)
            if row is None:
                row = cache[token.word] = self._describe(token.word)
            out[i] = row
        out[:, POSITION] = [token.position for token in tokens]
        return out

    def _describe(self, word: str) -> Rows:
        row = np.zeros(WIDTH, np.int32)
        row[SHAPE] = shape(word)
        if not word[0].isalpha():
            row[HASH] = _bucket(f"#{len(word)}" if word[0].isdigit() else word, HASH_ROWS)
            return row
        lowered, unaccented = word[:_LONGEST].lower(), plain(word[:_LONGEST])
        row[WORD] = self._lexicon.row(lowered, unaccented)
        row[RARITY] = min(int(row[WORD]).bit_length(), _RAREST)
        row[LISTED] = self._lexicon.code(unaccented)
        row[HASH] = _bucket(unaccented, HASH_ROWS)
        grams = ngrams(unaccented)
        row[GRAM : GRAM + len(grams)] = grams
        return row


def shape(word: str) -> int:
    """Classify how a word is written: its case and length, or which mark it is.

    Returns:
        1 to SHAPE_ROWS - 1.
    """
    first = word[0]
    if first.isalpha():
        if word.islower():
            case = 1
        elif word.isupper():
            case = 2
        elif first.isupper() and word[1:].islower():
            case = 3
        elif first.isupper() or not word.isalpha():
            case = 4
        elif any(c.isupper() for c in word):
            case = 5
        else:
            case = 6  # a script without case
        return case * 6 + (_LENGTHS[len(word)] if len(word) < len(_LENGTHS) else 5)
    if first.isdigit():
        return 42 + min(len(word), 13)
    return _FIRST_PUNCTUATION + crc32(word.encode("utf-8", "surrogatepass")) % (
        SHAPE_ROWS - _FIRST_PUNCTUATION
    )


def ngrams(word: str) -> list[int]:
    """Hash a word's ends and its trigrams.

    Returns:
        At most GRAMS rows of the n-gram table, each 1 to GRAM_ROWS - 1.
    """
    marked = f"^{word}$"
    parts = [f"<{word[:2]}", f"<{word[:3]}", f">{word[-2:]}", f">{word[-3:]}", f">{word[-4:]}"]
    room = GRAMS - len(parts)
    inner = [marked[i : i + 3] for i in range(len(marked) - 2)]
    if len(inner) > room:
        inner = inner[: room // 2] + inner[-(room - room // 2) :]
    return [_bucket(part, GRAM_ROWS) for part in parts + inner]


def _bucket(part: str, rows: int) -> int:
    return crc32(part.encode("utf-8", "surrogatepass")) % (rows - 1) + 1

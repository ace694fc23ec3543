"""Where words stand again in a text: as whole words, in any case, with any blanks between them."""

from __future__ import annotations

import bisect
import functools
import re
import unicodedata
from collections.abc import Iterator, Sequence
from typing import Final

# Thai, and what comes after it: Lao, Burmese, Khmer, Chinese, Japanese.
_FIRST_WITHOUT_BLANKS: Final = "\u0e00"


def elsewhere(text: str, forms: Sequence[str], taken: list[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """Yield where forms stand as whole words and touch none of the sorted ranges, which grow by each.

    A plain search for a form's first word finds where to look: one pattern of all forms would take seconds.
    """
    lowered = _lowered(text)
    for form in forms:
        first = _lowered(form.split(maxsplit=1)[0])
        pattern = _whole_words(form)
        at = lowered.find(first)
        while at >= 0:
            match = pattern.match(text, at)
            if match is not None:
                place = bisect.bisect_left(taken, match.span())
                is_free = (place == 0 or taken[place - 1][1] <= match.start()) and (
                    place == len(taken) or match.end() <= taken[place][0]
                )
                if is_free:
                    taken.insert(place, match.span())
                    yield match.span()
            at = lowered.find(first, at + 1)


def with_whole_words(text: str, start: int, end: int) -> tuple[int, int]:
    """Return a range with the rest of the words that it begins and ends in: half a name is a name.

    Writings without blanks between words (Chinese, Thai and others) stay as they are.
    """
    while start > 0 and _is_of_word(text[start - 1]) and _is_of_word(text[start]):
        start -= 1
    while end < len(text) and _is_of_word(text[end - 1]) and _is_of_word(text[end]):
        end += 1
    return start, end


def _is_of_word(character: str) -> bool:
    return character < _FIRST_WITHOUT_BLANKS and (character.isalnum() or unicodedata.combining(character) > 0)


def _lowered(text: str) -> str:
    """Return the text in lower case, every character at its place."""
    lowered = text.lower()
    if len(lowered) == len(text):
        return lowered
    return "".join(low if len(low := character.lower()) == 1 else character for character in text)


@functools.lru_cache(maxsize=4096)
def _whole_words(words: str) -> re.Pattern[str]:
    """Return a pattern of the words with any blanks between them; short ones in their own case only."""
    body = r"\s+".join(re.escape(word) for word in words.split())
    if len(words) <= 4:  # "Will" is not "will"
        body = f"(?-i:{body})"
    return re.compile(rf"(?<!\w){body}(?!\w)", re.IGNORECASE)


def folded(words: str) -> str:
    """Return words as they are compared: without case, one blank between them."""
    return " ".join(words.split()).casefold()

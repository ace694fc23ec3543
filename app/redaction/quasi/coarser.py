"""Coarser wordings: an age as its decade, a date as its year, so that the sentence still reads.

Each function takes the words as they stand in a text and returns the span to replace and what to write there.
They decide nothing: whether a wording is offered at all is the business of ``app.redaction.quasi``.
"""

from __future__ import annotations

from typing import Final

from app.redaction import later as re
from app.redaction.recognizers.base import trie_pattern
from app.redaction.recognizers.written_dates import MONTH_NAMES

Wording = tuple[int, int, str]
"""Start and end of what is replaced, and the coarser words."""

_OLDEST: Final = 89  # older ones are findings (45 CFR 164.514(b)(2)(i)(C))
# How "from ... to ..." is written in front of the word for years.
_RANGES: Final = {
    "en": "{low} to {high}", "de": "{low} bis {high}", "fr": "{low} à {high}", "es": "{low} a {high}",
    "it": "{low}-{high}", "nl": "{low} tot {high}", "pt": "{low} a {high}", "": "{low}-{high}",
}  # fmt: skip
_AN: Final = re.compile(r"(?i:(?<!\w)(an)[ ])\Z")


def decade(age: int) -> tuple[int, int]:
    """Return the first and the last age of a decade; the first decade begins with 1."""
    low = age // 10 * 10
    return max(low, 1), low + 9


def age_range(age: int, language: str = "") -> str:
    """Return a decade in words of a language, "40-49" where it is not known; "" over 89."""
    if age > _OLDEST:
        return ""
    low, high = decade(age)
    return _RANGES.get(language, _RANGES[""]).format(low=low, high=high)


def hyphened_age(text: str, start: int, end: int, age: int) -> Wording:
    """Return "a 40-to-49-year-old" for "a 47-year-old"; ``text[start:end]`` is the number.

    "an 18-year-old" takes its article along, which would not fit any more.
    """
    low, high = decade(age)
    article = _AN.search(text, max(0, start - 4), start)
    if article is None or low == 80:
        return start, end, f"{low}-to-{high}"
    an = "A" if article[1][0].isupper() else "a"
    return article.start(), end, f"{an} {low}-to-{high}"


_MONTH: Final = re.compile(rf"(?<![^\W\d_]){trie_pattern(MONTH_NAMES)}(?![^\W\d_])\.?", re.IGNORECASE)
_YEAR: Final = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")
_SHORT_YEAR: Final = re.compile(r"(?<=[./-])\d\d\Z")
# What stands before a day, and what stands before a month and before a year.
_BEFORE: Final = {
    "on the": ("in", "in"), "on": ("in", "in"), "am": ("im", "im Jahr"), "vom": ("vom", "aus dem Jahr"),
    "le": ("en", "en"), "el día": ("en", "en"), "el": ("en", "en"), "il": ("nel", "nel"), "op": ("in", "in"),
    "no dia": ("em", "em"), "em": ("em", "em"),
}  # fmt: skip
_PREPOSITION: Final = re.compile(rf"(?<![^\W_])({'|'.join(_BEFORE)})[ ]\Z", re.IGNORECASE)


def coarser_date(text: str, start: int, end: int) -> Wording:
    """Return the year of a date, or its month where it names no year.

    "on 12 March 2024" becomes "in 2024": the preposition goes with the day. The wording is "" where nothing
    coarser is left.
    """
    date = text[start:end]
    month, year = _MONTH.search(date), _YEAR.search(date)
    short = _SHORT_YEAR.search(date)
    before = _PREPOSITION.search(text, max(0, start - 8), start)
    of_month, of_year = _BEFORE[before[1].lower()] if before is not None else ("", "")
    lead = of_year
    if year is not None:
        general = year[0]
    elif month is not None:
        general = month[0].rstrip(".") if month.end() < len(date) else month[0]
        lead = of_month
    else:
        general = _whole_year(short[0]) if short is not None else ""
    if not general or before is None:
        return start, end, general
    lead = lead.capitalize() if before[1][0].isupper() else lead
    return before.start(), end, f"{lead} {general}"


def _whole_year(short: str) -> str:
    return f"{'20' if int(short) < 50 else '19'}{short}"


def like(general: str, original: str) -> str:
    """Return a wording that begins with a capital letter where the original does."""
    if general and original[:1].isupper() and general[0].islower():
        return general[0].upper() + general[1:]
    return general

"""Lives that everybody may know: a well-known person's days, and whoever lived before 1901.

Only what leads from a name to a day counts, a few words that tell a life ("Romy Schneider, geb. 23. September
1938"): a day of long ago elsewhere in a text says nothing of those who are named in it.
"""

from __future__ import annotations

from typing import Final

from app.redaction import later as re
from app.redaction.names import NAME, is_public
from app.redaction.recognizers.written_dates import DAY, MONTH

# A name in it is whole, so that there is one way only to read it.
_TOLD: Final = (
    r"(?:[ ,:(*†?–—-]|(?<!\w)(?:he|she|er|sie|il|elle|ze|hij|when|wann|quand|toen|did|die|stierf|was|were"
    r"|is|born|died|b\.|on|in|the|and|of|geb(?:oren|\.)|am|wurde|ist"
    r"|starb|gestorben|und|im"
    r"|née?|le|est|mort|morte|à|en|et|nació|nacid[oa]|murió|el|y|nat[oa]|nacque|morì|mort[oa]|il|a|ad|e"
    r"|werd|op|te"
    r"|overleed|nasceu|nascid[oa]|morreu|em|no|dia)(?!\w)|\d{1,2}\.?[ ]|\d{4}"
    r"|(?<![\w'’-])[A-ZÀ-Þ][\w'’-]{1,24}(?![\w'’-])){1,24}"
)
_TO_A_DAY: Final = re.compile(_TOLD)
_NAMES: Final = re.compile(rf"(?<![\w'’-]){NAME}")
_REACH: Final = 96
_OLD_YEAR: Final = r"(?:1[0-8]\d\d|1900)"
_OLD_DAY: Final = (
    rf"{DAY}(?:st|nd|rd|th|er|º|\.)?[ ](?:of[ ]|de[ ])?(?:{MONTH})\.?,?[ ](?:de[ ])?{_OLD_YEAR}(?![\w/-])"
    rf"|(?:{MONTH})\.?[ ]{DAY}(?:st|nd|rd|th)?,[ ]{_OLD_YEAR}(?![\w/-])"
    rf"|{_OLD_YEAR}[ ]?[–—-][ ]?(?:{_OLD_YEAR}|19\d\d)\)"
)
_LIVED: Final = re.compile(rf"(?i:(?<![\w./-])(?:{_OLD_DAY}))")


def is_of_a_known_life(text: str, start: int) -> bool:
    """Whether a well-known name leads to the day that stands at a place."""
    return any(
        _TO_A_DAY.fullmatch(text, name.end(), start)
        and is_public(name[0], text[name.end() : name.end() + 60])
        for name in _NAMES.finditer(text, max(0, start - _REACH), start)
        if " " in name[0]
    )


def is_of_the_dead(text: str, end: int) -> bool:
    """Whether a name that ends at a place leads to a day before 1901, or to the years of a life."""
    day = _LIVED.search(text, end, end + _REACH)
    return day is not None and _TO_A_DAY.fullmatch(text, end, day.start()) is not None

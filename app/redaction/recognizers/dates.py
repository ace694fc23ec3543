"""Full dates, which only some profiles hide.

They are all elements of dates except the year (45 CFR 164.514(b)(2)(i)(C)). A date of birth needs a word that
says so: see ``dates_of_birth``.
"""

from __future__ import annotations

from typing import Final

from app.redaction import later as re
from app.redaction.findings import EntityType
from app.redaction.recognizers.base import Lexicon, Recognizer, shape
from app.redaction.recognizers.written_dates import (
    BEGIN,
    END,
    FIRST_OF_A_DATE,
    MONTH_YEAR,
    TIME,
    WEEKDAY,
    WRITTEN,
    numeric,
)

EVENT_WORDS: Final = Lexicon(
    "admitted|admission|discharged|discharge|appointment|visit|seen on|surgery|procedure"
    "|operated|deceased|died"
    "|death|dod|hired|hire date|terminated|married|divorced|arrested|incident|accident|expires"
    "|expiry|valid until|issued"
)
"""What a date tells that is no birth."""


def _is_date(value: str) -> bool:
    """Whether the numbers can be a day, a month and a year (versions and scores cannot)."""
    numbers = [int(number) for number in re.findall(r"\d+", value)[:3]]
    if re.search(r"[^\W\d_]{3}", value):
        return True
    if len(numbers) < 3:
        return False
    if numbers[0] > 31:
        return numbers[1] <= 12 and numbers[2] <= 31
    return (numbers[0] <= 12 or numbers[1] <= 12) and numbers[0] <= 31 and numbers[1] <= 31


RECOGNIZERS: tuple[Recognizer, ...] = (
    shape(
        "date",
        EntityType.DATE,
        rf"{BEGIN}{WEEKDAY}(?:{numeric('n')}|{WRITTEN}){TIME}{END}",
        flags=re.IGNORECASE,
        checked=0.8,
        check=_is_date,
        firsts=FIRST_OF_A_DATE,
        near=0.85,
        lexicon=EVENT_WORDS,
    ),
    shape("date-month-year", EntityType.DATE, rf"{BEGIN}{MONTH_YEAR}{END}", flags=re.IGNORECASE, alone=0.6),
)

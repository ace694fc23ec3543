"""The fields of a European driving licence, which are numbered alike in every country.

Directive 2006/126/EC, annex I: 1 surname, 2 other names, 3 date and place of birth, 4a issued, 4b valid
until, 4c authority, 5 number of the licence. A scan or a copy by hand keeps the numbers and seldom a word;
4a, 4b or 4c are found nowhere else.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from app.redaction import later as re
from app.redaction.findings import EntityType
from app.redaction.recognizers.base import Hit, Recognizer
from app.redaction.recognizers.written_dates import BIRTH_DATE

_VALID: Final = re.compile(r"(?<![\w.])4[abc][.):]?[ ]{1,3}(?=[^\W_])", re.IGNORECASE)
_BEGIN: Final = r"(?<![\w./-])"
_NAME: Final = re.compile(
    rf"{_BEGIN}[12][.):][ ]{{1,3}}"
    r"(?P<value>[^\W\d_][^\W\d_'’-]{0,24}(?:[ -][^\W\d_][^\W\d_'’-]{0,24}){0,3})"
    r"(?=[ ]{0,4}(?:\r?\n|\Z|[,;|]|[ ]\d))"
)
_BORN: Final = re.compile(rf"{_BEGIN}3[.):][ ]{{1,3}}(?=\d)")
_NUMBER: Final = re.compile(
    rf"{_BEGIN}5[.):][ ]{{1,3}}(?P<value>(?=[\w/ -]{{0,8}}\d)[A-Z0-9](?:[A-Z0-9/-]"
    rf"|[ ](?=[A-Z0-9]{{2,}}(?![^\W_]))){{4,24}})"
    r"(?![^\W_])"
)
_REACH: Final = 260


class LicenceCard:
    """Names, birth and number on a driving licence, by the numbers of their fields."""

    id = "licence-card"

    def find(self, text: str) -> Iterator[Hit]:
        """Yield them around the fields that only such a card has."""
        done = 0
        for valid in _VALID.finditer(text):
            first, last = max(done, valid.start() - _REACH), min(len(text), valid.end() + _REACH)
            if first >= last:
                continue
            done = last
            for born in _BORN.finditer(text, first, last):
                day = BIRTH_DATE.match(text, born.end())
                if day is not None:
                    yield Hit(*day.span(), EntityType.DOB, 0.85, self.id, context="3")
            for number in _NUMBER.finditer(text, first, last):
                yield Hit(*number.span("value"), EntityType.DRIVER_LICENSE, 0.85, self.id, context="5")
            for name in _NAME.finditer(text, first, last):
                yield Hit(*name.span("value"), EntityType.PERSON, 0.8, self.id, context="1")


RECOGNIZERS: tuple[Recognizer, ...] = (LicenceCard(),)

"""What a scanner made of a form: words with blanks in them, letters for digits, one box for each sign.

"Date of B irth 0 3 / 0 9 / 1 9 4 4", "DOB l4/03/1986", "Q Q 7 7 0 1 1 9 B". The words of a label are
read with a blank between any two of their letters; a value in boxes is known by its shape alone.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from app.redaction import later as re
from app.redaction.findings import EntityType
from app.redaction.recognizers.base import Hit, Recognizer, apart
from app.redaction.recognizers.needs import matches_of
from app.redaction.recognizers.phone import PHONE_WORDS


def _torn(phrase: str) -> str:
    """Return a pattern for a phrase that may have a blank behind any of its letters."""
    return "[ ]?".join(re.escape(letter) for letter in phrase if letter != " ")


_BIRTH: Final = (
    "date of birth|birth date|geburtsdatum|date de naissance|fecha de nacimiento|data di nascita"
    "|geboortedatum|data de nascimento"
)
_DIGIT: Final = r"[\dOolI|]"
_PAIR: Final = rf"(?:{_DIGIT}[ ]?){{1,2}}[ ]?[./-][ ]?"
_DAY: Final = rf"{_PAIR}{_PAIR}{_DIGIT}(?:[ ]?{_DIGIT}){{1,3}}"
_LABELLED: Final = re.compile(
    rf"(?<!\w)(?:{'|'.join(map(_torn, _BIRTH.split('|')))}|DOB|D\.O\.B\.?|geb\.)"
    rf"[ ]?(?:\([^()\n]{{1,16}}\))?[ ]?[:.]?"
    rf"[ \t]{{0,6}}(?P<day>{_DAY})(?![\w.,]\w)",
    re.IGNORECASE,
)
# In boxes, whatever stands before: "0 3 / 0 9 / 1 9 4 4". Days of now are of a signature.
_BOXED_DAY: Final = re.compile(
    r"(?<![\w.,-])(?<!\d[ ])\d[ ]\d[ ]{0,2}[./-][ ]{0,2}\d[ ]\d[ ]{0,2}[./-][ ]{0,2}"
    r"(?:1[ ]9[ ]\d[ ]\d|2[ ]0[ ](?:0[ ]\d|1[ ][0-2]))(?![ ]\d|[\w,])"
)
# Letters and digits in boxes: "Q Q 7 7 0 1 1 9 B", "A B 1 2 3 4 5 6 C".
_BOXED_CODE: Final = re.compile(
    r"(?<![\w.,'’-])(?<!\w[ ])[A-Z](?:[ ][A-Z]){0,3}(?:[ ]\d){4,10}(?:[ ][A-Z])?(?![ ]?\w)"
    # "R S S M R A 4 7 M 1 1 H 5 0 1 J": of any make, where it is as long as no table is wide
    r"|(?<![\w.,'’-])(?<!\W\w[ ])[A-Z][ ][A-Z](?:[ ]\d){6}[ ][A-D](?![ ]?\w)"
    r"|(?<![\w.,'’-])(?<!\W\w[ ])(?=(?:\d[ ])?(?:[A-Z][ ]){1,6}\d)(?=(?:[ ]?[A-Z\d]){12})"
    r"(?=(?:[A-Z ]{0,24}\d){5})"
    r"[A-Z\d](?:[ ][A-Z\d]){11,34}(?![ ]?\w)"
)
# "0171 555 o4 88", "O7700 9OO 714": letters that look like digits, in a number that a word for one announces.
_MISREAD_PHONE: Final = re.compile(
    r"(?<![\w+.,-])\+?(?=[OoIl]{0,2}\d)[\dOoIl]{2,6}(?:[ .\-/]{1,2}[\dOoIl]{2,6}){1,5}(?![\w]|[.,]\d)"
)
_READ_AS_DIGITS: Final = re.compile(r"[OoIl]")
_FEWEST_DIGITS, _MOST_DIGITS = 9, 13
_VOUCHED_BEFORE: Final = 32


_BOXES: Final = re.compile(r" [A-Z\d] [A-Z\d] [A-Z\d] ")
_WIDEST: Final = 80  # of a code in boxes


class Scanned:
    """Days of birth, codes and telephone numbers as a scanner reads them."""

    id = "scanned"

    def find(self, text: str) -> Iterator[Hit]:
        """Yield them."""
        for match in _LABELLED.finditer(text):
            if sum(map(str.isdigit, match["day"])) * 2 >= len(match["day"].replace(" ", "")):
                yield Hit(*match.span("day"), EntityType.DOB, 0.8, self.id)
        for match in matches_of(_BOXED_DAY, text):
            yield Hit(*match.span(), EntityType.DOB, 0.7, self.id)
        boxes = (match.start() for match in _BOXES.finditer(text))
        for first, last in apart((max(0, at - _WIDEST), at + _WIDEST) for at in boxes):
            for match in _BOXED_CODE.finditer(text, first, last):
                yield Hit(*match.span(), EntityType.OTHER_ID, 0.62, self.id)
        for match in _MISREAD_PHONE.finditer(text):
            letters = len(_READ_AS_DIGITS.findall(match[0]))
            digits = letters + sum(map(str.isdigit, match[0]))
            if letters and 2 * letters <= digits and _FEWEST_DIGITS <= digits <= _MOST_DIGITS:
                word = PHONE_WORDS.near(text, *match.span(), before=_VOUCHED_BEFORE, after=0)
                if word:
                    yield Hit(*match.span(), EntityType.PHONE, 0.75, self.id, context=word)


RECOGNIZERS: tuple[Recognizer, ...] = (Scanned(),)

"""Clauses in writing without capitals that the tagger takes for names: Hebrew, Arabic, Devanagari, Han.

It learned names in Latin letters. In other writing it knows a name by the Latin words around it ("mail דוד
כהן and ..."); whole sentences it takes for one long name. So what is too long for a name, has a word of
sentences in it, or covers most of a clause, is none.
"""

from __future__ import annotations

from collections.abc import Iterable
from itertools import islice
from typing import Final

from app.redaction import later as re
from app.redaction.tagging import TaggedSpan

_FIRST: Final = "\u0590"  # the first letter of Hebrew; what comes before has capitals
_CLAUSE: Final = re.compile(
    r"[^\n.,;:!?\"'«»“”()\[\]\u060c\u061b\u061f\u06d4\u0964\u3001\u3002\uff0c\uff01\uff1fA-Za-z\d]+"
)
_MARKS: Final = re.compile(r"[?!\u061f\u06d4\u0964\u3002\uff01\uff1f]")
# Of Hebrew, Arabic, Persian, Urdu and Hindi, in this order.
_SENTENCE_WORDS: Final = (
    "נא אני אתה את הוא היא אנחנו הם של על עם אל מה איך למה מתי איפה כל זה זאת זו יש אין לא כן גם או אם כי אבל"
    " רק עוד בבקשה תודה היום מחר אתמול לפני אחרי בין כדי היה להיות הזה האם שלי שלך שלנו"
    " أريد أن إن إلى في من عن مع ما ماذا كيف هل لماذا متى أين هذا هذه ذلك التي الذي لا لم لن قد كل بعد قبل"
    " عند"
    " أو ثم لأن لكن مرة أخرى شكرا يرجى يمكن هو هي أنا نحن كان"
    " لطفا یک برای درباره از به که این آن را با در است و چه چرا چگونه کے میں کو کی اور ہے سے"
    " के में को की का और है हैं से पर एक यह वह कृपया नहीं क्या कैसे लिए ने भी बारे"
)
_OF_SENTENCES: Final = frozenset(_SENTENCE_WORDS.split())
_MOST_WORDS: Final = 4
_LONGEST_WITHOUT_SPACES: Final = 12
_FEWEST_OF_A_CLAUSE: Final = 5
_MOST_OF_IT: Final = 0.5


def without_clauses(text: str, spans: Iterable[TaggedSpan]) -> list[TaggedSpan]:
    """Drop the spans that are clauses, or parts of one, in writing without capitals."""
    spans = list(spans)
    if not any(_is_uncased(text[span.start : span.end]) for span in spans):
        return spans
    read = [_is_clause(text[span.start : span.end]) for span in spans]
    covered = _covered(text, spans)
    return [
        span
        for span, clause in zip(spans, read, strict=True)
        if not (clause or (span.start in covered and _is_uncased(text[span.start : span.end])))
    ]


def _is_uncased(value: str) -> bool:
    letters = [letter for letter in value if letter.isalpha()]
    return bool(letters) and all(letter >= _FIRST and letter.lower() == letter.upper() for letter in letters)


def _is_clause(value: str) -> bool:
    """Whether a span is too long for a name, ends like a sentence or has a word of one."""
    if not _is_uncased(value):
        return False
    words = value.split()
    return (
        len(words) > _MOST_WORDS
        or max(map(len, words)) > _LONGEST_WITHOUT_SPACES
        or _MARKS.search(value) is not None
        or not _OF_SENTENCES.isdisjoint(word.strip(",.\u060c") for word in words)
    )


def _covered(text: str, spans: Iterable[TaggedSpan]) -> set[int]:
    """Return where the spans begin that lie in clauses which are "names" for the most part."""
    places = sorted((span.start, span.end) for span in spans)
    found: set[int] = set()
    at = 0
    for clause in _CLAUSE.finditer(text):
        while at < len(places) and places[at][1] <= clause.start():
            at += 1
        if not _is_uncased(clause[0]) or len(clause[0].split()) < _FEWEST_OF_A_CLAUSE:
            continue
        inside = []
        for place in islice(places, at, None):
            if place[0] >= clause.end():
                break
            inside.append(place)
        length = sum(min(end, clause.end()) - max(start, clause.start()) for start, end in inside)
        if length > _MOST_OF_IT * len(clause[0].strip()):
            found.update(start for start, _ in inside)
    return found

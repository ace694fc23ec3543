"""Dates of birth in words, as they are dictated: behind a word of birth a run of numbers and months."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from app.redaction import later as re
from app.redaction.findings import EntityType
from app.redaction.recognizers.base import Hit, Recognizer
from app.redaction.recognizers.birth_words import ASKED, BIRTH
from app.redaction.recognizers.written_dates import DAYS_IN_WORDS, MONTH_NAMES, ORDINAL_WORDS

_NUMBERS_IN_WORDS: Final = (
    "one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen "
    "seventeen"
    " eighteen nineteen twenty thirty forty fifty sixty seventy eighty ninety hundred thousand oh zero"
    " eins ein zwei drei vier fünf sechs sieben acht neun zehn elf zwölf dreizehn vierzehn fünfzehn sechzehn"
    " siebzehn achtzehn neunzehn zwanzig dreißig vierzig fünfzig sechzig siebzig achtzig neunzig null"
    " un trois quatre cinq huit neuf dix onze douze treize quatorze quinze seize vingt trente "
    "quarante cinquante"
    " soixante septante quatrevingt huitante nonante mille cent zéro dos tres cuatro cinco ocho nueve "
    "diez veinte"
    " treinta cuarenta cincuenta sesenta setenta ochenta noventa mil cien cero due tre quattro cinque "
    "sei sette"
    " otto nove dieci venti trenta quaranta cinquanta sessanta settanta ottanta novanta een twee drie "
    "vijf zes"
    " zeven negen tien twaalf twintig dertig veertig vijftig zestig zeventig tachtig negentig nul um "
    "dois três"
    " oito dez vinte trinta quarenta cinquenta sessenta oitenta noventa sei uno quatro sete deux sept six"
)
_GERMAN_ORDINALS: Final = [day for day in DAYS_IN_WORDS.split("|") if day.endswith("ten")]
_SPOKEN: Final = frozenset(
    (
        *(f"{day[:-1]}{ending}" for day in _GERMAN_ORDINALS for ending in ("", "r")),
        *_NUMBERS_IN_WORDS.split(),
        *DAYS_IN_WORDS.replace("|", " ").split(),
        *ORDINAL_WORDS.replace("|", " ").split(),
    )
) - frozenset({"a", "et", "y", "e", "and"})
_SPOKEN_COMPOUND: Final = re.compile(
    r"(?:\w{2,9}und|\w{2,9}(?:en|ën))(?:zwanzig|dreißig|vierzig|fünfzig|sechzig|siebzig|achtzig|neunzig"
    r"|twintig|dertig|veertig"
    r"|vijftig|zestig|zeventig|tachtig|negentig)(?:sten|ster|ste)?|neunzehnhundert\w{0,24}"
    r"|zweitausend\w{0,20}"
    r"|negentienhonderd\w{0,24}|millenovecento\w{0,20}|duemila\w{0,16}|veinti\w{2,8}"
    r"|(?:venti|trenta|quaranta|cinquanta|sessanta|settanta|ottanta|novanta|vent|trent|quarant|cinquant"
    r"|sessant|settant|ottant|novant)"
    r"(?:uno|un|due|tre|tré|quattro|cinque|sei|sette|otto|nove)"
)
_BETWEEN_SPOKEN_WORDS: Final = (
    "the of de del do da van y et e en and und di dei el il le am den dem des den the in"
)
_BETWEEN_SPOKEN: Final = frozenset(_BETWEEN_SPOKEN_WORDS.split())
_SPOKEN_WORD: Final = re.compile(r",?[ -]?([^\W\d_]{1,28})")
_MOST_SPOKEN: Final = 12
# "You were born in" at the end of a turn, and the next one answers: "A: the third of May, seventy-four"
_NEXT_TURN: Final = re.compile(
    r"(?:[ ](?:in|on|where|when|am|im|wann|le|el|il|op|em|en|quand|cuándo|quando|wanneer)){0,2}[ ]?"
    r"(?:\.{3}|…|,|-|–|—)?[ ]?\r?\n[ \t]{0,4}[^\W\d_][\w .-]{0,24}[:>][ ]{1,2}"
    r"(?:(?i:uh|um|erm|er|well|äh|ähm|euh|eh|ehm|in|on|the|am|le|el|il|op|em)[ ,]{1,2}){0,3}"
)


class SpokenBirth:
    """A date of birth in words, as it is dictated: "born third of the ninth fifty two"."""

    id = "date-of-birth-spoken"

    def find(self, text: str) -> Iterator[Hit]:
        """Yield the run of numbers and months behind a word of birth."""
        months = frozenset(MONTH_NAMES)
        for match in BIRTH.finditer(text):
            position = match.end()
            if text[position : position + 1] in {":", ","}:
                position += 1
            asked = ASKED.match(text, position) or _NEXT_TURN.match(text, position)
            if asked is not None:
                position = max(asked.end() - 1, position)
            first = last = -1
            count = 0
            for step in range(_MOST_SPOKEN):
                word = _SPOKEN_WORD.match(text, position)
                if word is None:
                    break
                low = word[1].lower()
                if low in _SPOKEN or low in months or _SPOKEN_COMPOUND.fullmatch(low):
                    first = word.start(1) if first < 0 else first
                    last = word.end(1)
                    count += 1
                elif low not in _BETWEEN_SPOKEN and (first >= 0 or step > 1):
                    break
                position = word.end()
            if count > 1:
                yield Hit(first, last, EntityType.DOB, 0.85, self.id, context=match[0].lower())


RECOGNIZERS: tuple[Recognizer, ...] = (SpokenBirth(),)

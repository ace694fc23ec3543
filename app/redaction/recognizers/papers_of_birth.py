"""Births that a paper tells, or that somebody is called after: "the passport says 16 Feb 1931".

The word of birth stands elsewhere in the text: "never knew her birthday; the parish book says 14 Feb 1931",
"(she is a Boxing Day 2021 baby)", "ik ben van feb 99", "turns 30 on the 9th".
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from app.redaction import later as re
from app.redaction.findings import EntityType
from app.redaction.recognizers.base import Hit, Recognizer
from app.redaction.recognizers.birth_words import BIRTH
from app.redaction.recognizers.dates_of_birth import OF_A_THING
from app.redaction.recognizers.needs import matches_of
from app.redaction.recognizers.told import near_needles
from app.redaction.recognizers.written_dates import (
    BIRTH_DATE,
    DAY,
    MONTH,
    OF_OLD,
    ONLY_YEAR,
    PART_OF_YEAR,
    PLAIN_NUMBER,
    WRITTEN,
    YEAR,
    numeric,
)

_PAPERS: Final = (
    r"(?:passport|birth[ ]certificate|certificate|parish[ ](?:book|register)|register|id[ ]card"
    r"|licen[cs]e|papers?"
    r"|records?|file|form|system|ausweis|reisepass|pass|geburtsurkunde|urkunde|kirchenbuch|akte|passeport"
    r"|acte"
    r"|livret|carte[ ]d'identité|registre|pasaporte|dni|partida|registro|passaporto|carta[ ]d'identità|atto"
    r"|paspoort|akte|passaporte|certidão|bilhete|cartão)"
)
# "the parish book says 14 Feb 1931, the passport 16 Feb 1931"
_SAYS: Final = re.compile(
    rf"(?<![^\W_]){_PAPERS}(?:[ ](?:says?|said|has|had|shows|reads|gives|states|sagt|steht|nennt|dit"
    rf"|indique|porte"
    r"|dice|pone|indica|riporta|zegt|vermeldt|diz|indica))?[ ]?[:=]?[ ](?:(?:it[ ]is|it's|is|was|on|am|le"
    r"|el|il|op|o)[ ])?"
    rf"(?P<day>{numeric('p')}|{WRITTEN})(?![\w/-])",
    re.IGNORECASE,
)
# "9 October 2007 is what the passport says"
_IS_SAID: Final = re.compile(
    rf"(?<![\w/.-])(?P<day>{numeric('q')}|{WRITTEN})[ ](?:is[ ]what|according[ ]to|laut|steht[ ]im|selon"
    rf"|d'après|según"
    rf"|secondo|volgens|segundo)[ ](?:[^\W\d_]{{1,8}}[ ]){{0,2}}{_PAPERS}(?!\w)",
    re.IGNORECASE,
)
_PAPER_WORDS: Final = (
    "passport|certificate|parish|register|id card|licence|license|paper|record|file|form|system|ausweis|pass"
    "|urkunde|kirchenbuch|akte|acte|livret|carte|registre|pasaporte|dni|partida|registro|passaporto|carta"
    "|atto|paspoort|certidão|bilhete|cartão"
)
_PAPER_NEEDLES: Final = tuple(_PAPER_WORDS.split("|"))
_REACH: Final = 160
# "a Boxing Day 2021 baby"
_A_BABY_OF: Final = re.compile(
    rf"(?<![\w-])(?P<day>{PART_OF_YEAR}|(?:{MONTH})\.?[ ]{YEAR}|{YEAR}|'[3-9]\d)[ ](?:baby|babies|kid|child"
    rf"|arrival)(?!\w)",
    re.IGNORECASE,
)
# "ik ben van feb 99", "soy de marzo del 82", "mia nonna è di aprile del 38"
_OF_A_MONTH: Final = re.compile(
    r"(?<!\w)(?:ik[ ]ben[ ]van|ich[ ]bin[ ]vom|je[ ]suis[ ]de|soy[ ]de|sono[ ]di|sou[ ]de|i'm[ ]from"
    r"|(?:mamma|papà|nonn[oa]|madre|padre|moglie|marito|figli[oa]|sorella|fratello|lei|lui|abuel[oa]"
    r"|herman[oa]"
    r"|hij[oa]|ella|mãe|pai|avó|avô|irmã|irmão|filh[oa]|ela|ele|moeder|vader|oma|opa|zus|broer|zij|hij"
    r"|mère|père"
    r"|frère|sœur|mutter|vater|schwester|bruder|sohn|tochter|neffe|nichte)[ ](?:è|es|é|is|est"
    r"|ist)[ ](?:di|de|van|vom))[ ]"
    rf"(?P<day>(?:{MONTH})\.?[ ](?:del?[ ])?(?:{YEAR}|'?[3-9]\d))(?!\w)",
    re.IGNORECASE,
)
# "she'll be 18 on the 9th", "hits the big 5-0 on August 21st", "a soufflé ses 3 bougies le 14 mars"
_TURNS: Final = re.compile(
    r"(?<!\w)(?:(?:(?:turn(?:s|ed|ing)?|'ll[ ]be|will[ ]be|be)[ ](?:\d{1,3}|[a-z]{3,10})"
    r"|(?:hits?|hitting|turns?|turning)[ ]the[ ]big[ ][\w-]{1,8})[ ]"
    r"(?:(?:next|this|last)[ ](?:week|month|year)[ ]|in[ ](?:a|two|three)[ ]weeks?[ ])?on[ ](?:the[ ])?"
    r"|(?:souffl\w{1,5})[ ](?:sa|ses|leurs?)[ ][\wé-]{1,12}[ ]bougies?[ ]le[ ]"
    r"|(?:sopl\w{1,4})[ ](?:las|sus)[ ][\w-]{1,12}[ ]?(?:velas|velitas)[ ]el[ ]"
    r"|(?:speg|spent)\w{1,4}[ ][\w-]{1,12}[ ]candeline[ ]il[ ])"
    rf"(?P<day>{WRITTEN}|\d{{1,2}}(?:st|nd|rd|th))(?![\w/])",
    re.IGNORECASE,
)
# "Son: 4/4/2012. Daughter: 9/10/2015."
_KIN_FIELD: Final = re.compile(
    r"(?<![^\W_])(?:son|daughter|wife|husband|spouse|mother|father|brother|sister|baby|sohn|tochter"
    r"|ehefrau|ehemann"
    r"|mutter|vater|bruder|schwester|fils|fille|épouse|époux|mère|père|frère|sœur|hij[oa]|espos[oa]|madre"
    r"|padre"
    r"|herman[oa]|figli[oa]|moglie|marito|sorella|fratello|zoon|dochter|moeder|vader|broer|zus|filh[oa]"
    r"|mãe|pai|irmão"
    rf"|irmã|(?:child|kind|enfant|niñ[oa]|bambin[oa]"
    rf"|criança)(?:[ ]\d)?)(?:[ ]\d)?[ ]?:[ ](?P<day>{numeric('k')})"
    r"(?=[ ]?(?:[.,;)\n]|\Z))",
    re.IGNORECASE,
)
# "am Sonntag (18.5.) wird mein Opa dann 85"
_WILL_BE: Final = re.compile(
    rf"\((?P<day>{numeric('w')}|{WRITTEN}|{DAY}\.(?:1[0-2]|0?[1-9])\.?|{DAY}/(?:1[0-2]|0?[1-9]))\)[ ]"
    r"(?:wird|werden|wordt|turns|cumple|compie|faz|fête)[ ](?:[^\W\d_]{1,14}[ ]){1,4}\d{1,3}(?![\w%€])",
    re.IGNORECASE,
)
# "né en mars 1980 et mon beau-père (lui, c'est le 2 juin 75)": somebody else's, in brackets behind a birth
_ANOTHERS: Final = re.compile(
    r"\((?:he|she|they|hers|his|mine|er|sie|lui|elle|moi|él|ella|yo|lei|io|hij|zij|ik|ele|ela|eu),?[ ]"
    r"(?:(?:is|it's|ist|c'est|est|es|è|é)[ ])?(?:(?:the|am|vom|le|du|el|del|il|op|van|a|de)[ ])?"
)


class PapersOfBirth:
    """See the module."""

    id = "date-of-birth-papers"

    def find(self, text: str) -> Iterator[Hit]:
        """Yield the days."""
        for pattern in (_SAYS, _IS_SAID):
            for match in near_needles(pattern, text, _PAPER_NEEDLES):
                if self._is_about_a_birth(text, match.start()):
                    yield from self._hit(match)
        for pattern, needles in (
            (_A_BABY_OF, (" baby", " babies", " kid", " child", " arrival")),
            (
                _OF_A_MONTH,
                (
                    "ben van",
                    "bin vom",
                    "suis de",
                    "soy de",
                    "sono di",
                    "sou de",
                    "i'm from",
                    " è di",
                    " é de",
                    " es de",
                    " is van",
                    " est de",
                    " ist vom",
                ),
            ),
            (_KIN_FIELD, (":",)),
            (
                _WILL_BE,
                (") wird", ") werden", ") wordt", ") turns", ") cumple", ") compie", ") faz", ") fête"),
            ),
            (_TURNS, ("turn", " be ", "the big", "bougie", "velas", "velitas", "candeline")),
        ):
            for match in near_needles(pattern, text, needles):
                yield from self._hit(match)
        for match in matches_of(_ANOTHERS, text):
            day = BIRTH_DATE.match(text, match.end())
            if (
                day is not None
                and text[day.end() : day.end() + 1] in {")", ","}
                and not PLAIN_NUMBER.match(day[0])
                and not ONLY_YEAR.match(day[0])
                and not OF_OLD.search(day[0])
                and self._is_about_a_birth(text, match.start())
            ):
                yield Hit(*day.span(), EntityType.DOB, 0.7, self.id)

    @staticmethod
    def _is_about_a_birth(text: str, start: int) -> bool:
        """Whether a word of birth, or an age that somebody comes to, stands not far before."""
        before = text[max(0, start - _REACH) : start]
        return next(iter(BIRTH.finditer(before)), None) is not None or _TURNS.search(before) is not None

    def _hit(self, match: re.Match[str]) -> Iterator[Hit]:
        start = match.start()
        if not OF_OLD.search(match["day"]) and not OF_A_THING.search(match.string, max(0, start - 64), start):
            yield Hit(*match.span("day"), EntityType.DOB, 0.72, self.id)


RECOGNIZERS: tuple[Recognizer, ...] = (PapersOfBirth(),)

"""Births told the other way around, the day before the word for it, or in short: a year, an age and a day."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from app.redaction import later as re
from app.redaction.findings import EntityType
from app.redaction.recognizers.base import Hit, Phrases, Recognizer
from app.redaction.recognizers.birth_words import BIRTH_REACH, STOP
from app.redaction.recognizers.dates_of_birth import OF_A_THING
from app.redaction.recognizers.needs import matches_of
from app.redaction.recognizers.told import near_needles
from app.redaction.recognizers.written_dates import (
    BIRTH_DATE,
    DAY,
    IN_WORDS,
    MONTH,
    OF_OLD,
    ONLY_YEAR,
    PART_OF_YEAR,
    PLAIN_NUMBER,
    SHORT_YEAR,
    WRITTEN,
    YEAR,
    numeric,
)

# "wurde am 9.3.51 geboren", "le 3 avril 1946 est née".
_BORN_WORDS: Final = (
    "geboren|geborene|geborenen|geborener|nació|né|née|nato|nata|nasceu|was born|zur welt|born|geburtstag"
    "|jarig|is my birthday|is his"
    " birthday"
    "|is her birthday|licht der welt|auf die welt|au monde|al mundo|al mondo|ao mundo|ter wereld"
    "|het levenslicht"
    "|into the world"
    "|gave birth|entbunden|bevallen|dio a luz|a luz|alla luce|à luz|donné naissance|accouché"
)
_OF_ITSELF: Final = frozenset({"was born", "gave birth", "zur welt", "licht der welt", "auf die welt"})
_BORN_BEHIND: Final = Phrases(_BORN_WORDS.split("|"))
_DAY_BEFORE: Final = re.compile(
    r"(?<!\w)(?:(?:am|op|el|il|le|em|on|dia|im|i'm)[ ])?(?P<day>(?<![\d./-])"
    rf"{DAY}(?P<gap>[./-])[ ]?{DAY}(?P=gap)[ ]?{SHORT_YEAR}"
    rf"|{DAY}\.?[ ](?:de[ ])?(?:{MONTH})\.?[ ](?:de[ ])?{SHORT_YEAR}|{IN_WORDS}|{PART_OF_YEAR}"
    rf"|{DAY}\.[ ]?(?:1[0-2]|0?[1-9])\.)"
    r"(?:[ ](?:in|à|en|a|te|em|at)[ ][^\W\d_][\w-]{1,24}(?:[ ][(]?[^\W\d_][\w./-]{1,16}[)]?)?)?[ ]"
    r"(?:(?:kam|ist|wurde|war)[ ](?:er|sie|ich"
    r"|es)[ ])?\Z",
    re.IGNORECASE,
)
# "On 11 May 1983 my mother gave birth": what was born there is somebody, no company.
_WORDS_BETWEEN: Final = re.compile(
    r",?(?:[ ](?!(?:company|firm|start-?up|idea|project|club|band|movement|nation|republic|web|internet"
    r"|language"
    r"|brand|product|team|league|concept|firma|idee|verein|projekt"
    r"|marke)(?!\w))(?:[^\W\d_][\w'’-]{0,20}|\d{1,2}(?:[:.h]\d\d)?)){0,6}[ ]",
    re.IGNORECASE,
)
# "17 October 1949 is the date of birth", "3.5.1990 (DOB)", "der 3. Mai 1990 als Geburtsdatum"
_BIRTH_NOUNS: Final = (
    "date of birth|birth date|birthdate|birthday|dob|d.o.b|geburtsdatum|geburtstag|date de naissance"
    "|anniversaire|fecha de nacimiento|cumpleaños|data di nascita|compleanno|geboortedatum|verjaardag"
    "|data de nascimento|aniversário|birth"
)
_BIRTH_NOUN: Final = Phrases(_BIRTH_NOUNS.split("|"))
_CALLS_IT: Final = re.compile(
    r"(?:[ ]?[(\[]|[ ]?(?:[=–—-]|,?[ ](?:is|was|as|being|ist|war|als|est|était|comme|es|era|fue|como|è"
    r"|come|is|was"
    r"|é|foi))[ ](?:(?!(?:after|before|not|nach|vor)(?!\w))[^\W\d_][\w'’]{0,20}[ ]){0,3})"
)
_IS_CALLED: Final = re.compile(rf"{_CALLS_IT.pattern}\Z", re.IGNORECASE)
_IS_SAID: Final = re.compile(
    r"[ ](?:is|was|reads|ist|war|lautet|est|es|era|è|é|was|foi)[ ](?:(?:the|der|den|le|el|il|de|o)[ ])?(?=\w)"
)
_FAR_BIRTH: Final = 200
# "Jg. 58", "soy del 68", "(*1955)": a year of birth, in short.
_SHORT_BIRTH: Final = re.compile(
    r"(?<!\w)(?:jg|jahrg|jahrgang)\.?[ ](?P<german>(?:19|20|')?\d\d)(?!\w)"
    r"|(?<!\w)(?:soy|sono|sou|je[ ]suis|ich[ ]bin|ik[ ]ben)[ ](?:del?|de|du|do|vom|van)[ ](?P<told>'?[2-9]\d)"
    r"(?=[ ]?(?:[.,;!?)\n]|\Z))"
    rf"|(?<=\()\*[ ]?(?P<starred>{YEAR})(?=[ ]?[),;–-])"
    rf"|(?<!\w)(?:wurde|wurden|bin|ist"
    rf"|sind)[ ](?:im[ ](?:jahre?[ ])?)?(?P<early>{YEAR})[ ](?:[^\W\d_]{{1,16}}[ ]){{0,6}}geboren",
    re.IGNORECASE,
)
# "also 1946 geboren"; "age 34 (22/10/1991)", "34 ans, 22/10/1991"
_YEAR_THEN: Final = re.compile(
    r"(?<![\w./-])(?P<year>19[2-9]\d|20[0-2]\d)[ ](?:geboren|born|né|née|nacid[oa]|nat[oa]"
    r"|nascid[oa])(?!\w)",
    re.IGNORECASE,
)
_AGE_THEN: Final = re.compile(
    r"\d{1,3}(?P<unit>[ -]?(?:y/?o|yrs?(?:[ ]old)?|years?[ -]old|jahre(?:[ ]alt)?|ans|años|anni"
    r"|jaar(?:[ ]oud)?"
    rf"|anos))?[ ]?[(,;/–-]{{1,2}}[ ]?(?P<day>{numeric('a')})(?=[ ]?(?:[),;.\n]|\Z))",
    re.IGNORECASE,
)
_OF_AGE: Final = re.compile(
    r"(?<!\w)(?:aged?|alter|âge|âgée? de|edad|età|leeftijd|idade)[ :]{1,3}\Z", re.IGNORECASE
)
# "Baby girl delivered 06:42 on 18 July 2026"
_DELIVERED: Final = re.compile(
    r"(?:(?<!\w)(?:son|daughter|baby|twins?|boy|girl|triplets|infant|newborn)[ ]"
    r"(?:[^\W\d_]{2,16}[ ]){0,2}?(?:(?:was|were)[ ])?"
    r"(?:safely[ ])?(?:delivered|arrived)[ ,]{1,2}(?:(?:at|on)[ ])?"
    r"|(?<!\w)(?:fils|fille|bébé|petite?|garçon|jumeaux|jumelles)[ ](?:est|sont)[ ]arrivée?s?[ ](?:le[ ])?"
    r"|(?<!\w)(?:hij[oa]|bebé|niñ[oa])[ ]llegó[ ](?:el[ ])?|(?<!\w)(?:bimb[oa]|figli[oa]"
    r"|neonat[oa])[ ]è[ ]arrivat[oa]"
    r"[ ](?:il[ ])?|(?<!\w)(?:filh[oa]|beb[éê])[ ]chegou[ ](?:em[ ]|a[ ]|no[ ]dia[ ])?)"
    r"(?:[012]?\d[:.h][0-5]\d(?:[ ]?[ap]\.?m\.?)?,?[ ](?:on[ ])?)?"
    rf"(?P<day>{numeric('d')}|{WRITTEN})",
    re.IGNORECASE,
)
# "ik ben van 1984 en mijn broer van 1986": of somebody of the family, behind somebody's
_KIN_OF_YEAR: Final = re.compile(
    r"(?<!\w)(?:ik|je|ich|io|eu|yo)[ ](?:ben|suis|bin|sono|sou|soy)[ ](?:van|de|vom|von|del)[ ]"
    r"(?:19[2-9]\d|20[0-2]\d)[ ,]{1,2}(?:en|und|et|y|e)[ ](?:[^\W\d_]{2,12}[ ]){1,3}(?:van|de|vom|von|del)[ ]"
    r"(?P<year>19[2-9]\d|20[0-2]\d)(?!\w)",
    re.IGNORECASE,
)
# "né en 35", "nació en el 45", "nata nel '30"
_BORN_IN_SHORT: Final = re.compile(
    r"(?<!\w)(?:née?|nací|nació|nacid[oa]|nat[oa]|nasci|nasceu|nascid[oa]|geboren|born)[ ]"
    r"(?:(?:in|en|em|nel|im)[ ](?:(?:el|o|jahre?)[ ])?|nell')(?P<short>'?[2-9]\d)"
    r"(?=[ ]?(?:[.,;!?)\n]|\Z)|[ ](?:a|à|in|no|na|en|te|em)[ ])",
    re.IGNORECASE,
)
# "mijn dochter wordt op 8 maart twaalf", "wird am 3. Mai 40", "ist am 3.5. achtzig geworden".
_DAY_AND_AGE: Final = (
    rf"(?P<day>{DAY}\.?[ ](?:{MONTH})(?:[ ]{YEAR})?|{DAY}[./-]{DAY}(?:[./-]{SHORT_YEAR}|\.)?),?[ ]"
    r"(?:\d{1,3}|[^\W\d_]{3,24}[ßtz]ig|acht|zeven|sieben|neun|negen|zehn|tien|elf|zwölf|twaalf"
    r"|\w{4,8}(?:zehn|tien))"
)
_TURNS_ON: Final = re.compile(
    rf"(?<!\w)(?:wordt[ ]op|werd[ ]op|word[ ]op|wird[ ]am|werde[ ]am|wurde[ ]am)[ ]{_DAY_AND_AGE}"
    rf"(?=[ ]?(?:[.,;!?\n]|jahre|jaar|\Z)|[ ](?:und|en)[ ])",
    re.IGNORECASE,
)
_HAS_TURNED_ON: Final = re.compile(
    rf"(?<!\w)(?:am|op)[ ]{_DAY_AND_AGE}[ ](?:jahre[ ]|jaar[ ])?(?:alt[ ]|oud[ ])?geworden", re.IGNORECASE
)
# "classe 1955": an Italian's year of birth; a school has classes, too, but none of such a year.
_CLASS_OF: Final = re.compile(
    r"(?:[.,;(]|(?<!\w)(?:sono|sei|è|nat[oa],?|uomo|donna|signor[ae]?|lui|lei|anch'io))[ ](?:di[ ])?classe[ ]"
    r"(?P<year>19[2-9]\d|'[2-9]\d)(?!\w)",
    re.IGNORECASE,
)


class BornBehind:
    """A date before the word that says what it is: "am 9.3.51 geboren"."""

    id = "date-of-birth-before"

    def find(self, text: str) -> Iterator[Hit]:
        """Yield them."""
        for word in _BORN_BEHIND.finditer(text):
            match = _DAY_BEFORE.search(text, max(0, word.start() - 60), word.start())
            if match is not None:
                if not OF_OLD.search(match["day"]):
                    yield Hit(*match.span("day"), EntityType.DOB, 0.85, self.id)
            elif " ".join(word[0].lower().split()) in _OF_ITSELF:
                yield from self._leading_to(text, word.start(), _WORDS_BETWEEN)
        for word in _BIRTH_NOUN.finditer(text):
            if _IS_CALLED.search(text, max(0, word.start() - 48), word.start()):
                yield from self._leading_to(text, word.start(), _CALLS_IT)
            yield from self._far_behind(text, word.end())
        for match in _AGE_THEN.finditer(text):
            begin = match.start()
            if text[begin - 1 : begin].isalnum() or text[begin - 1 : begin] in {".", ",", "/", "-"}:
                continue
            if match["unit"] or _OF_AGE.search(text, max(0, begin - 14), begin):
                yield Hit(*match.span("day"), EntityType.DOB, 0.75, self.id)
        yield from self._in_short(text)

    def _in_short(self, text: str) -> Iterator[Hit]:
        for pattern in (_CLASS_OF, _SHORT_BIRTH, _BORN_IN_SHORT, _TURNS_ON, _HAS_TURNED_ON, _KIN_OF_YEAR):
            for match in matches_of(pattern, text):
                group = "day" if "day" in match.groupdict() else str(match.lastgroup)
                if group == "day" and OF_A_THING.search(text, max(0, match.start() - 64), match.start()):
                    continue
                yield Hit(*match.span(group), EntityType.DOB, 0.7, self.id)
        for pattern, group, needles in (
            (_YEAR_THEN, "year", (" geboren", " born", " né", " nac", " nat", " nasc")),
            (
                _DELIVERED,
                "day",
                ("arrived", "delivered", "joined us", "arrivé", "llegó", "arrivat", "chegou"),
            ),
        ):
            for match in near_needles(pattern, text, needles):
                yield Hit(*match.span(group), EntityType.DOB, 0.75, self.id)

    def _leading_to(self, text: str, position: int, between: re.Pattern[str]) -> Iterator[Hit]:
        """A day from which the words between lead to what it is."""
        for day in BIRTH_DATE.finditer(text, max(0, position - 64), position):
            if (
                between.fullmatch(text, day.end(), position)
                and not ONLY_YEAR.match(day[0])
                and not PLAIN_NUMBER.match(day[0])
                and not OF_OLD.search(day[0])
            ):
                yield Hit(*day.span(), EntityType.DOB, 0.8, self.id)

    def _far_behind(self, text: str, position: int) -> Iterator[Hit]:
        """The day at the end of a long sentence that began with the word for it."""
        stop = STOP.search(text, position, position + _FAR_BIRTH)
        limit = stop.start() if stop is not None else min(len(text), position + _FAR_BIRTH)
        for said in _IS_SAID.finditer(text, position + BIRTH_REACH, limit):
            day = BIRTH_DATE.match(text, said.end(), limit)
            if day is not None and not ONLY_YEAR.match(day[0]):
                yield Hit(*day.span(), EntityType.DOB, 0.75, self.id)
                return


RECOGNIZERS: tuple[Recognizer, ...] = (BornBehind(),)

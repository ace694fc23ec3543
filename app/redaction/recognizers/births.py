"""Births as forms and lists give them: behind a star, in boxes, in three fields, misread, behind names."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from app.redaction import later as re
from app.redaction.findings import EntityType
from app.redaction.names import is_no_name
from app.redaction.recognizers.base import Hit, Recognizer, shape
from app.redaction.recognizers.birth_words import BIRTH
from app.redaction.recognizers.needs import matches_of
from app.redaction.recognizers.written_dates import BIRTH_DATE, ONLY_YEAR, WRITTEN, YEAR, numeric

# In boxes, one digit in each: "2 1   0 8   1 9 6 7", "2|1|0|8|1|9|6|7"; and as a scanner reads: "l2/O4/l97l".
_BOXED: Final = re.compile(
    r"(?<!\w)\d(?:(?:[ |]{1,5}(?:[./-][ |]{1,3})?|[\])}][ ]?[./-]?[ ]?[\[({])\d){7}(?![\w.,]|[ |]{1,3}\d)"
)
_MISREAD: Final = re.compile(
    r"(?<!\w)(?=[\dOolI|./-]{0,8}\d)[\dOolI|]{1,2}(?P<sep>[./-])[\dOolI|]{1,2}(?P=sep)[\dOolI|]{2,4}(?!\w)"
)
_ONLY_SHORT: Final = re.compile(r"'\d\d(?![\w'’]|[.,]\d)")
_PART: Final = re.compile(
    r"(?<![^\W_])(?:(?P<day>day|dd|tag|jour|día|dia|giorno|dag)|(?P<month>month|mm|monat|mois|mes|mese"
    r"|maand|mês)"
    r"|(?P<year>year|yyyy|yy|jahr|année|annee|año|anno|jaar|ano)"
    r"|(?<=[\"'])(?:(?P<d>d)|(?P<m>m)|(?P<y>y))(?=[\"']))"
    r"[\"'\])]{0,2}[ ]?(?:[:=][ ]?|(?<=[ ]))[\"']?(?P<value>\d{1,4}|[^\W\d_]{3,10})(?!\w)",
    re.IGNORECASE,
)
_KINDS: Final = ("day", "month", "year")
_REACH_OF_PARTS: Final = 110
_FIELD_GAP: Final = re.compile(r"[ \t:.]{0,6}(?:[(\[][^()\[\]\n]{1,24}[)\]])?[^\w']{0,12}")


class BirthInParts:
    """A date of birth in boxes, in three fields, or as a scanner misread it, behind a word of birth."""

    id = "date-of-birth-parts"

    def find(self, text: str) -> Iterator[Hit]:
        """Yield the run, or each of the parts."""
        done = 0
        for word in BIRTH.finditer(text):
            if word.end() < done:
                continue
            label = word[0].lower()
            gap = _FIELD_GAP.match(text, word.end())
            at = gap.end() if gap is not None else word.end()
            run = _BOXED.match(text, at) or _MISREAD.match(text, at) or _ONLY_SHORT.match(text, at)
            if run is not None:
                yield Hit(*run.span(), EntityType.DOB, 0.85, self.id, context=label)
                continue
            limit = min(len(text), word.end() + _REACH_OF_PARTS)
            blank = text.find("\n\n", word.start(), limit)
            parts = list(_PART.finditer(text, word.start(), limit if blank < 0 else blank))[:3]
            kinds = {part.lastgroup if part.lastgroup != "value" else _kind_of_part(part) for part in parts}
            if len(parts) > 1 and len(kinds) == len(parts):
                done = parts[-1].end() if len(parts) == len(_KINDS) else done
                for part in parts:
                    yield Hit(*part.span("value"), EntityType.DOB, 0.8, self.id, context=label)


def _kind_of_part(part: re.Match[str]) -> str:
    return next(kind[0] for kind in ("day", "month", "year", "d", "m", "y") if part[kind] is not None)


# "Birthdays: Anke 14 March, Raj 2 April and Mo 3 May".
_BIRTHDAYS: Final = re.compile(
    r"(?<!\w)(?:birthdays?(?: list)?|b-?days|cumples?|annivs?|geburtstage|geburtstagsliste|anniversaires"
    r"|cumpleaños|compleanni"
    r"|verjaardagen|aniversários|dates? of birth|geburtsdaten|dates de naissance|fechas de nacimiento"
    r"|date di nascita|geboortedata|datas de nascimento|births|geburten|naissances|nacimientos|nascite"
    r"|geboortes|geboorten|nascimentos)"
    r"(?: [^\W\d_]{1,12}){0,6}[ ]?[:–-][ \n]{1,3}",
    re.IGNORECASE,
)
_LISTED_NAME: Final = (
    r"[,;•*|\n-]{0,3}[ ]{0,3}(?:(?:and|und|et|y|e"
    r"|en)[ ])?(?P<name>[^\W\d_][\w'’.-]{0,24}(?:[ ][^\W\d_][\w'’.-]{0,24}){%d})[ ]?[(:,|–-]?[ ]?"
    r"(?:on |am |le |el |il |op |em |a |dia |no dia )?"
)
_LISTED_NAMES: Final = tuple(re.compile(_LISTED_NAME % more) for more in range(3))
_FAMILY: Final = re.compile(r"[,;\n]?[ ]{0,3}[^\W\d_][\w'’-]{1,20}[ ][^\W\d_][\w'’-]{1,20}:(?=[ ])")
_MOST_LISTED: Final = 40


class BirthdayLists:
    """The days of a list of birthdays, one behind each name."""

    id = "birthday-list"

    def find(self, text: str) -> Iterator[Hit]:
        """Yield every day up to the first entry that holds none."""
        for heading in matches_of(_BIRTHDAYS, text):
            position = heading.end()
            for _ in range(_MOST_LISTED):
                family = _FAMILY.match(text, position)
                begin = family.end() if family is not None else position
                name = day = None
                for pattern in _LISTED_NAMES:
                    name = pattern.match(text, begin)
                    day = BIRTH_DATE.match(text, name.end()) if name is not None else None
                    if day is not None:
                        break
                if name is None or day is None or ONLY_YEAR.match(day[0]):
                    break
                yield Hit(*day.span(), EntityType.DOB, 0.8, self.id, context="birthday")
                if name["name"][0].isupper() and not is_no_name(name["name"]):
                    yield Hit(*name.span("name"), EntityType.PERSON, 0.7, self.id)
                position = day.end()
                position += text[position : position + 1] in {")", "."}


# The day of a calendar's entry that its title calls a birthday.
_ENTRY: Final = re.compile(
    r"(?s)BEGIN:VEVENT(?:(?!END:VEVENT).){0,2000}"
    r"|DTSTART[^\n]{0,60}\r?\n(?:[^\n]{0,120}\r?\n){0,6}?SUMMARY:[^\n]{1,120}"
)
_STARTS: Final = re.compile(r"DTSTART[^:\n]{0,60}:(?P<day>\d{8})")
_TITLE: Final = re.compile(
    r"(?i)SUMMARY[^:\n]{0,40}:[^\n]{0,80}(?:birthday|geburtstag|anniversaire|cumple|compleanno|verjaardag"
    r"|jarig|aniversário|b-day|bday)"
)


class BirthdaysInCalendars:
    """The day of an entry in iCalendar whose title is a birthday."""

    id = "birthday-entry"

    def find(self, text: str) -> Iterator[Hit]:
        """Yield the days."""
        for entry in _ENTRY.finditer(text) if "SUMMARY" in text else ():
            day = _STARTS.search(text, *entry.span())
            if day is not None and _TITLE.search(text, *entry.span()):
                yield Hit(*day.span("day"), EntityType.DOB, 0.85, self.id, context="birthday")


RECOGNIZERS: tuple[Recognizer, ...] = (
    shape(
        "dob-starred",
        EntityType.DOB,
        # Not of what is listed point by point: "* 12.03.2024: fixed".
        r"(?<!\w)(?!(?:(?<=\n)|(?<!(?s:.)))\*[ ]?[\d./ -]{6,12}(?::|[–-][ ]|\(|\n\*[ ]?\d))"
        rf"\*[ ]?({numeric('s')})(?!\w)",
        group=1,
        alone=0.85,
        needles=("*",),
    ),
    shape(
        "dob-starred",  # "Nils *1991, Svea *1994"
        EntityType.DOB,
        rf"(?<=[^\W\d_][ (])\*[ ]?({YEAR})(?=[ ]?(?:[,;).\n]|\Z))",
        group=1,
        alone=0.7,
        needles=("*1", "*2", "* 1", "* 2"),
    ),
    shape(
        "dob-in-brackets",  # "Adam (n. 12.11.2012)", "Sara (n. 1990)"
        EntityType.DOB,
        rf"(?<=\()n\.[ ]?({numeric('n')}|{YEAR}|{WRITTEN})(?=[ ]?[),;])",
        flags=re.IGNORECASE,
        group=1,
        alone=0.8,
        needles=("(n.",),
    ),
    BirthInParts(),
    BirthdayLists(),
    BirthdaysInCalendars(),
)

"""Dates with a word of birth before them."""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from typing import Final

from app.redaction import later as re
from app.redaction.findings import EntityType
from app.redaction.recognizers.base import Hit, Recognizer
from app.redaction.recognizers.birth_words import ASKED, BIRTH, BIRTH_REACH, STOP
from app.redaction.recognizers.dates import EVENT_WORDS
from app.redaction.recognizers.needs import matches_of
from app.redaction.recognizers.written_dates import (
    BIRTH_DATE,
    COMPACT,
    DAY,
    END,
    ONLY_YEAR,
    PLAIN_NUMBER,
    WRITTEN,
    numeric,
)

# "he'll be nine on", "wird am 3. Mai 40", "fait ses 40 ans le".
_TURNING: Final = re.compile(
    r"(?:(?:(?<!\w)(?:will|would)|'ll) (?:be|have been|turn)"
    r" (?:\d{1,3}|[a-z]{3,10}(?:[- ][a-z]{3,5})?) (?:years old )?(?:on|this)"
    r"|(?<!\w)turning (?:\d{1,3}|[a-z]{3,10}) (?:on|this|next)"
    r"|cumple \d{1,3}(?: años)? el|compie \d{1,3}(?: anni)? il|wordt \d{1,3} op"
    r"|faz \d{1,3} anos (?:a|em|no dia)"
    r")(?!\w)|(?<!\w)(?:(?:aura|fêtera|fête|fait)[ ](?:ses[ ])?\d{1,3} ans (?=le)"
    r"|(?:son|daughter|baby|twins?|grandson|granddaughter|little one|boy|girl|triplets)[ ](?:arrived"
    r"|was delivered"
    r"|were delivered|joined us)[ ](?:on )?(?=[^\n.]{0,12}\d)"
    r"|(?:fils|fille|mari|femme|mère|père|mamie|papi|papa|maman|copain|copine|frère|sœur|soeur|il|elle"
    r"|je)[ ](?:est|suis)[ ](?=du[ ]\d)"
    r"|(?:hijo|hija|marido|mujer|madre|padre|abuela|abuelo|hermano|hermana|mamá|papá|él"
    r"|ella)[ ]es[ ](?=del[ ]\d)|soy[ ](?=del[ ]\d)"
    r"|(?:sohn|tochter|mann|frau|mutter|vater|oma|opa|bruder|schwester|kind|ich|er|sie)[ ](?:ist"
    r"|bin)[ ](?=vom[ ]\d)"
    r"|(?:sono|(?:figlio|figlia|lei|lui|nonna|nonno|mamma|papà|fratello|sorella|marito"
    r"|moglie) è)[ ](?=del[ ]\d)"
    r"|(?:zoon|dochter|ik|hij|zij|ze|oma|opa|moeder|vader|zus|broer|man|vrouw|kind|partner)[ ](?:is"
    r"|ben)[ ](?=van[ ]\d)"
    r"|(?:filho|filha|ele|ela|avó|avô|mãe|pai|irmão|irmã|marido|mulher)[ ]é[ ](?=de[ ]\d)|sou[ ](?=de[ ]\d))"
    r"|(?<![\w.])b\.(?=[ ]?\d)(?!\w)",
    re.IGNORECASE,
)
# "cumplió los noventa el", "ha compiuto 70 anni il", "a fêté ses 80 ans le".
_CELEBRATED: Final = re.compile(
    r"(?<!\w)(?:cumpl(?:e|ió|irá|o|í)[ ](?:(?:los[ ])?(?:\d{1,3}|[^\W\d_]{3,12})[ ](?:años[ ])?)?el"
    r"|f(?:a|arà|aceva)[ ](?:i[ ]|gli[ ])?(?:\d{1,3}|[^\W\d_]{3,14})[ ]anni[ ]il"
    r"|(?:compi(?:e|rà|o|uto)|festeggiato)[ ](?:(?:i[ ]|gli[ ])?(?:\d{1,3}|[^\W\d_]{3,14})[ ](?:anni[ ])?)?il"
    r"|(?:fez|fará|faço|fiz|completa|completou|completará)[ ](?:os[ ])?(?:\d{1,3}|[^\W\d_]{3,12})[ ]"
    r"(?:anos[ ])?(?:a|em|no dia)"
    r"|fêt(?:é|ait|era|ons)[ ](?:ses|mes|nos)[ ](?:\d{1,3}|[^\W\d_]{4,18})[ ]ans)(?!\w)",
    re.IGNORECASE,
)
_ON_A_FORM: Final = re.compile(
    r"(?i)dob|d[./ ]{0,2}o[./ ]{0,2}b|date|data|fecha|ddn|f[.n]|dn|yob|birth ?dat|birth\Z|geb(?:[. ]|dat"
    r"|\Z)|.{0,8}datum"
)
# Companies are born, houses turn a hundred and dogs have birthdays, but they are no persons.
OF_A_THING: Final = re.compile(
    r"(?<!\w)(?:its|(?:clubs?|clube|musée|museu|bibliothèque|theatre|theater|compan(?:y|ies)|firm"
    r"|start-?up|business|shop|store|blog|podcast|restaurant|house|building|bridge|church|school|museum"
    r"|library"
    r"|nation|nations|republic|union|club|band|league|festival|website|site|app|brand|magazine|newspaper"
    r"|euro|web"
    r"|internet|language|movement|idea|project|city|town|village|university|hospital|station|constitution"
    r"|state"
    r"|dog|puppy|cat|kitten|horse|foal|rabbit|hamster|parrot|tortoise|pony|calf|cow"
    r"|unternehmen|firma|verein|gebäude|haus|brücke|kirche|schule|museum|stadt|republik|staat|universität"
    r"|hund"
    r"|hündin|welpe|katze|kater|pferd|fohlen|kaninchen"
    r"|entreprise|société|association|maison|tour|pont|église|école|musée|ville|république|chien|chienne"
    r"|chiot"
    r"|chat|chatte|chaton|cheval|jument"
    r"|empresa|compañía|casa|puente|iglesia|escuela|museo|ciudad|república|constitución|perro|perra|gato|gata"
    r"|caballo|yegua|azienda|società|ponte|chiesa|scuola|città|repubblica|costituzione|cane|cagna|gatto|gatta"
    r"|cavallo|bedrijf|gebouw|huis|brug|kerk|stad|republiek|vereniging|hond|poes|paard|veulen|konijn"
    r"|edifício|igreja|escola|cidade|constituição|associação|cão|cachorro|cachorra|cadela|cavalo|égua)"
    r"(?:[ ][A-ZÀ-Ý][\w'’-]{1,20})?(?:,?[ ](?:who|which|that|die|der|das|qui|que|che|dat))?"
    r"(?:[ ](?:was|were|is|has been|will be|wurde|wird|ist|est|a été|fut|fue|ha sido|è|è stata|werd|is"
    r"|foi|came"
    r"|celebrates|celebrated|turns|turned|kam|feiert|fête|celebra|festeggia|viert|comemora|has|had|hat|heeft"
    r"|a|ha|avait|aveva|tinha|had|hatte)){0,2})"
    r"(?:[ ](?:its|seinen|ihren|son|sa|su|il suo|zijn|o seu))?[ ]\Z",
    re.IGNORECASE,
)
# "compie gli anni il 28 novembre, è del '76": the year in a clause of its own
_YEAR_BEHIND: Final = re.compile(
    r",?[ ](?:[^\W\d_]{1,8}[ ]){0,2}(?:(?:del|de|do|of|from|van|von|vom|im|en|in|jahrgang|anno|classe"
    r"|bouwjaar)[ ](?P<year>'\d\d|19[2-9]\d|20[0-2]\d|[1-9]\d(?=[ ]?(?:[.,;!?)\n]|\Z)))|(?:year|jahr"
    r"|année|año|jaar|ano)[ ](?P<short>'?\d\d))"
    r"(?![\w'’]|[.,]\d)",
    re.IGNORECASE,
)
# "born in Porto in 1958, on 24 June"
_DAY_BEHIND: Final = re.compile(
    r",?[ ](?:on|am|le|el|il|op|a|em|no dia)[ ](?:the[ ])?"
    rf"(?P<day>{WRITTEN}|{DAY}\.(?:1[0-2]|0?[1-9])\.?)(?![\w/-])",
    re.IGNORECASE,
)
# "dob010389": nothing between
_GLUED: Final = re.compile(rf"(?:{numeric('g')}|{COMPACT}){END}", re.IGNORECASE)
_FEWEST_OF_A_GLUED_LABEL: Final = 3
_AS_AN_EXAMPLE: Final = re.compile(
    r"(?i)(?<!\w)(?:e\.g\.|z\.[ ]?b\.|p\.[ ]?ex\.|par exemple|por ejemplo|ad es\.|bijv\.|por exemplo"
    r"|such as|format)"
)
_LIVING_SINCE: Final = 1901
_FOUR_DIGITS: Final = re.compile(
    r"(?<!\d)1(?:[5-9]\d\d|[0-4]\d\d(?![ ]?(?:h|hrs?|hours|uhr|g|am|pm)(?!\w)))(?!\d)"
)
_BORN_REACH: Final = 64  # "born on the same day as her cousin, 3 May 1953"
_AND_ANOTHER: Final = re.compile(
    r",?[ ](?:and|und|et|y|e|en|or|oder|ou|o|of|then|dann|puis|luego|poi|dan|depois)[ ]"
    r"(?:[^\W\d_]{1,12}(?:['’]s)?[ ]){0,4}(?:nell'|l'|dell')?"
    r"|[,;][ ](?:quell[oa]|celui|celle|el|la|der|die|das|dat|die|o|a)[ ](?:di|de|d'|von|van|da"
    r"|do)[ ]?[^\W\d_]{2,16}[ ]"
    r"(?:(?:ist|est|es|è|é|is)[ ])?(?:il|le|el|am|op|em|a)[ ]"
    r"|[,;][ ][^\W\d_]{2,16}['’]s?[ ](?:birthday[ ])?(?:is[ ])?on[ ](?:the[ ])?",
    re.IGNORECASE,
)


class DatesOfBirth:
    """A date with a word of birth before it, or "(born 3 May 1980)", "* 03.05.1980"."""

    id = "date-of-birth"

    def find(self, text: str) -> Iterator[Hit]:
        """Yield them; a bare year counts only as doubtful."""
        for match in itertools.chain(
            BIRTH.finditer(text), matches_of(_TURNING, text), matches_of(_CELEBRATED, text)
        ):
            reach = _BORN_REACH if match[0].lower() == "born" else BIRTH_REACH
            limit = min(len(text), match.end() + reach)
            begin = match.end() + (text[match.end() : match.end() + 1] == ".")  # "D.O.B. Aug 7"
            stop = STOP.search(text, begin, limit)
            limit = stop.start() + 1 if stop is not None else limit
            found = BIRTH_DATE.search(text, match.end(), min(len(text), limit + 28))
            if text[match.end() : match.end() + 1].isdigit() and len(match[0]) >= _FEWEST_OF_A_GLUED_LABEL:
                found = _GLUED.match(text, match.end()) or found
            asked = ASKED.match(text, match.end())
            if (found is None or found.start() > limit) and asked is not None:
                limit = asked.end()
                found = BIRTH_DATE.match(text, limit)
            if found is None or found.start() > limit:
                continue
            year = _FOUR_DIGITS.search(text, found.start(), min(len(text), found.end() + 9))
            if year is not None and int(year[0]) < _LIVING_SINCE:  # of nobody alive: history
                continue
            if not _ON_A_FORM.match(match[0]) and OF_A_THING.search(
                text, max(0, match.start() - 64), match.start()
            ):
                continue
            label = " ".join(match[0].lower().split())
            gap = text[match.end() : found.start()]
            if _AS_AN_EXAMPLE.search(gap):
                continue
            close = len(gap.strip(" :=\t\"'.-|>*_`(#\n")) == 0
            if ONLY_YEAR.match(found[0]):
                day = _DAY_BEHIND.match(text, found.end())
                if day is not None:
                    yield Hit(*day.span("day"), EntityType.DOB, 0.75, self.id, context=label)
                if len(gap) > 12 or label == "born":
                    continue
                yield Hit(*found.span(), EntityType.DOB, 0.5, self.id, context=label)
                continue
            if PLAIN_NUMBER.match(found[0]) and not close:
                continue
            yield Hit(*found.span(), EntityType.DOB, 0.95 if close else 0.85, self.id, context=label)
            yield from self._another(text, found.end(), label)
            later = _YEAR_BEHIND.match(text, found.end()) if year is None else None
            if later is not None:
                yield Hit(*later.span(str(later.lastgroup)), EntityType.DOB, 0.7, self.id, context=label)

    def _another(self, text: str, end: int, label: str) -> Iterator[Hit]:
        """The birth told in the same breath: "born 3 May 1961 and 5 June 1964"."""
        found = BIRTH_DATE.search(text, end, min(len(text), end + 60))
        if found is None or ONLY_YEAR.match(found[0]) or PLAIN_NUMBER.match(found[0]):
            return
        year = _FOUR_DIGITS.search(text, found.start(), min(len(text), found.end() + 9))
        if year is not None and int(year[0]) < _LIVING_SINCE:
            return
        if _AND_ANOTHER.fullmatch(text, end, found.start()) and not EVENT_WORDS.near(
            text, found.start(), found.end(), before=found.start() - end, after=0
        ):
            yield Hit(*found.span(), EntityType.DOB, 0.75, self.id, context=label)


RECOGNIZERS: tuple[Recognizer, ...] = (DatesOfBirth(),)

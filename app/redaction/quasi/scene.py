"""A text, who is in it, and whether a sentence speaks of somebody."""

from __future__ import annotations

import functools
import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable
from typing import Final

from app.redaction.findings import EntityType
from app.redaction.names import is_public
from app.redaction.recognizers.base import Hit
from app.redaction.sighted import lowered

_SURE: Final = 0.45
_REACH_BEFORE: Final = 160
_REACH_AFTER: Final = 80
_STEP: Final = 64
_NAME_REACH: Final = 250  # a text that names somebody goes on about them
_STOP: Final = re.compile(r"[.!?]\s|\n\s{0,8}\n")
_RELATIVE: Final = (
    r"(?:daughter|son|wife|husband|mother|father|mum|mom|dad|brother|sister|nephew|niece"
    r"|grand(?:son|daughter|mother|father|ma|pa)|cousin|aunt|uncle|partner"
    r"|girlfriend|boyfriend|fianc[ée]e?|kid|kids|child|children|baby|friend|boss|colleague"
    r"|coworker|co-worker|neighbou?r|landlord|tenant|client|patient"
    r"|student|pupil|employee|roommate|flatmate|ex|teacher|doctor|therapist|manager"
    r"|tochter|sohn|frau|mann|mutter|vater|mama|papa|bruder|schwester|oma|opa|kind|kinder"
    r"|freund(?:in)?|chef(?:in)?|kolleg(?:e|in)|nachbar(?:in)?"
    r"|patient(?:in)?|klient(?:in)?|mandant(?:in)?|schüler(?:in)?|mitarbeiter(?:in)?|fille|fils"
    r"|femme|mari|mère|père|frère|sœur|soeur|amie?|copine|copain"
    r"|voisine?|patiente?|cliente?|élève|collègue|hij[oa]|esposa|esposo|mujer|marido|madre|padre"
    r"|herman[oa]|abuel[oa]|novi[oa]|amig[oa]|vecin[oa]"
    r"|paciente|jef[ea]|compañer[oa]|figli[oa]|moglie|marito|fratello|sorella|nonn[oa]|ragazz[oa]"
    r"|amic[oa]|vicin[oa]|paziente|collega|dochter|zoon|vrouw"
    r"|man|moeder|vader|broer|zus|vriend(?:in)?|buurman|buurvrouw|patiënte?|cliënte?|leerling"
    r"|filh[oa]|esposo|mulher|mãe|pai|irmão|irmã|av[óô]|vizinh[oa]|chefe)"
)
MINE: Final = (
    r"(?:my|our|his|her|their|mein(?:e[rnms]?)?|unser(?:e[rnms]?)?|sein(?:e[rnms]?)?"
    r"|ihr(?:e[rnms]?)?|mon|ma|mes|sa|ses|notre|mi|mis|su|sus|mi[oa]"
    r"|su[oa]|mijn|onze|zijn|haar|meu|minha|seu|sua)"
)
"""A pattern of the words that say whose relative somebody is, in lower case."""

_NOT_ME: Final = (
    r"(?![ ](?:a[ ]|an[ ]|some[ ]|one[ ]|been[ ]|just[ ]|currently[ ]|also[ ]|the[ ]|not[ ]"
    r"|here[ ]|interested|not)?"
    r"(?:questions?|trying|try|writing|reading|researching|learning|looking|wondering|interested"
    r"|studying|preparing|curious|working[ ]on|building|thinking"
    r"|asking|developing|teaching|doing|sure|using|going|making|creating|test|exam|essay"
    r"|presentation|paper|assignment|homework|project|list|table|dataset"
    r"|file|problem|bug|error|dictionary|string|function|to[ ]write|to[ ]give|to[ ]explain|frage|fragen))"
)
_ABOUT: Final = re.compile(
    rf"""(?<![^\W_])(?:
      s?he|him|hers?|his
    | i(?:'m|'ve|[ ](?:am|was|have|had|got|suffer|live|lost|work|worked|survived|won|broke|left|quit|fell
      |started)){_NOT_ME}
    | me[ ]with | i[ ](?:tested|moved|grew[ ]up|study|studied|joined|converted|voted|gave[ ]birth)
    | {MINE}[ ](?:[^\W\d_]{{2,12}}[ ])?{_RELATIVE}
    | (?:patient|pt)(?=[ ](?:is|was|has|had|reports|presents|presented|denies|states|admitted))
    | (?:the|die|der|la|le|el|il|de|a|o)[ ]{_RELATIVE}[ ](?:of|des|der|del|de|du|della|van|do|da)
    | (?:the|this|our|a)[ ](?:[\w-]{{2,14}}[ ])?(?:patient|client|claimant|applicant|defendant|plaintiff
      |tenant|employee|student|pupil|resident|victim|deceased)
    | (?:der|die|unsere?|des)[ ](?:patient(?:in)?|mandant(?:in)?|kläger(?:in)?|mitarbeiter(?:in)?
      |schüler(?:in)?|bewohner(?:in)?|klient(?:in)?|versicherte)
    | (?:le|la|l'|une?)[ ]?(?:patiente?|cliente?|salariée?|élève|plaignante?|employée?|assurée?) | (?:el
      |la|una?)[ ](?:paciente|cliente|emplead[oa]|alumn[oa])
    | (?:il|la|una?)[ ](?:paziente|cliente|dipendente) | de[ ](?:patiënte?|cliënte?|leerling|medewerker)
    | [oa][ ](?:paciente|utente|cliente|alun[oa])
    | ich[ ](?:bin|habe|war|hatte|wohne|lebe|arbeite|leide)(?![ ](?:eine[ ])?(?:frage|fragen)) | (?:er
      |sie)[ ](?:ist|hat|war|hatte|leidet|wohnt|lebt|arbeitet|wurde)
    | (?:hat|ist|war|wurde|leidet|arbeitet)[ ](?:er|sie)
    | j'(?:ai|étais|avais|habite)|je[ ](?:suis|vis|travaille|souffre)|elle|il[ ](?:est|a|avait|était
      |souffre|travaille|vit|habite)
    | tengo|soy|estoy|me[ ]diagnosticaron|vivo|padezco|trabajo|ella|él|tiene|sufre|padece
    | lei[ ](?:ha|è)|lui|ho|abito|lavoro|soffro|soffre
    | hij|zij[ ](?:is|heeft|was|had|werkt|woont)|ze[ ](?:is|heeft|werkt|woont)|ik[ ](?:ben|heb|woon|werk
      |had|was|lijd)|ela|ele|tenho|sou|moro|trabalho|sofro
    )(?![^\W_])""",
    re.VERBOSE,
)
# Words that only one of the languages has, for telling them apart where one word belongs to several.
_TELLING: Final = {
    "en": "the|is|and|of", "de": "der|und|ist|nicht", "fr": "les|est|et|dans", "es": "los|y|el|con|en|del",
    "it": "che|il|è|della|nel|di|ha|mia|suo", "nl": "het|een|en|van", "pt": "uma|os|não|com|na|em|do",
}  # fmt: skip
_TELLS: Final = {
    language: re.compile(rf"(?<![^\W_])(?:{words})(?![^\W_])") for language, words in _TELLING.items()
}
_ENOUGH: Final = 3000
_OWNED: Final = re.compile(rf"(?<![^\W_]){MINE}[ ](?:[^\W\d_]{{2,14}}[ ]){{0,2}}\Z")


class Scene:
    """A view's text with the places of names, dates and locations that detectors found in it.

    Args:
        text: the normalised view.
        hits: what was found.
    """

    def __init__(self, text: str, hits: Iterable[Hit]) -> None:
        self.text = text
        self.lowered = lowered(text)
        kinds: dict[EntityType, set[tuple[int, int]]] = {
            EntityType.PERSON: set(), EntityType.DATE: set(), EntityType.LOCATION: set(),
        }  # fmt: skip
        for hit in hits:
            if hit.label not in kinds or hit.score < _SURE or hit.encoding:
                continue
            if hit.label is EntityType.PERSON and is_public(
                text[hit.start : hit.end], text[hit.end : hit.end + 60]
            ):
                continue
            kinds[hit.label].add((hit.start, hit.end))
        self.persons = sorted(kinds[EntityType.PERSON])
        self.dates = sorted(kinds[EntityType.DATE])
        self.places = sorted(kinds[EntityType.LOCATION])
        self._person_ends = sorted(end for _, end in self.persons)
        self._known: tuple[int, int, bool] = (0, 0, False)

    def is_about(self, start: int, end: int, *, near: bool = False) -> bool:
        """Whether the sentence around a span speaks of somebody, or a name stands near it.

        Args:
            start: of the span.
            end: of it.
            near: any sentence near it will do: in a form, it is not the same one.
        """
        if _OWNED.search(self.lowered, max(0, start - 44), start) is not None:
            return True
        low, high = self._around(start, end) if near else self._sentence(start, end)
        if self._known[:2] != (low, high):
            self._known = (low, high, self._has_somebody(low, high))
        return self._known[2]

    def _around(self, start: int, end: int) -> tuple[int, int]:
        # Rounded, so that the many words of one long sentence share one look.
        low = max(0, start - _REACH_BEFORE) // _STEP * _STEP
        return low, min(len(self.text), (end + _REACH_AFTER) // _STEP * _STEP + _STEP)

    def _sentence(self, start: int, end: int) -> tuple[int, int]:
        low, high = self._around(start, end)
        for stop in _STOP.finditer(self.text, low, start):
            low = stop.end()
        stop_after = _STOP.search(self.text, end, high)
        return low, stop_after.start() if stop_after is not None else high

    def _has_somebody(self, low: int, high: int) -> bool:
        index = bisect_left(self.persons, (low - _NAME_REACH, 0))
        if index < len(self.persons) and self.persons[index][0] < high + _NAME_REACH:
            return True
        return _ABOUT.search(self.lowered, low, high) is not None

    @functools.cached_property
    def language(self) -> str:
        """The language whose small words are the most frequent at the beginning of the text."""
        counts = {
            language: sum(1 for _ in pattern.finditer(self.lowered, 0, _ENOUGH))
            for language, pattern in _TELLS.items()
        }
        return max(counts, key=lambda language: counts[language])

    def person_before(self, position: int, reach: int) -> int | None:
        """Return where the last name before a position ends, None where none ends within ``reach``."""
        index = bisect_right(self._person_ends, position) - 1
        if index < 0 or self._person_ends[index] < position - reach:
            return None
        return self._person_ends[index]

"""A text, who is in it, and whether a sentence speaks of somebody."""

from __future__ import annotations

import functools
from bisect import bisect_left, bisect_right
from collections.abc import Iterable
from typing import Final

from app.redaction import later as re
from app.redaction.findings import EntityType
from app.redaction.names import is_public
from app.redaction.quasi.people import HUMAN, MINE, PARTY, RELATIVE
from app.redaction.recognizers.base import Hit
from app.redaction.sighted import lowered

_SURE: Final = 0.45
_REACH_BEFORE: Final = 160
_REACH_AFTER: Final = 80
_STEP: Final = 64
_NAME_REACH: Final = 250  # a text that names somebody goes on about them
_STOP: Final = re.compile(r"[.!?]\s|\n\s{0,8}\n")
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
    | {MINE}[ ](?:[^\W\d_]{{2,12}}[ ])?{RELATIVE}
    | (?:patient|pt)(?=[ ](?:is|was|has|had|reports|presents|presented|denies|states|admitted))
    | (?:the|die|der|la|le|el|il|de|a|o)[ ]{RELATIVE}[ ](?:of|des|der|del|de|du|della|van|do|da)
    | (?:the|this|our|a|der|die|das|des|dem|unsere?|le|la|l|une?|el|una?|lo|il|de|het|onze|o|noss[oa])[ ']
      (?:[\w-]{{2,14}}[ ])?{PARTY}
    | (?:(?<=\n)|(?<=[.:;][ ])|\A)(?:{HUMAN})(?=,[ ]|[ ](?:de|di|da|âgée?|van|\d\d|m|f)(?![^\W_]))
    | {PARTY}(?=[ ](?:is|was|ist|wurde|est|a|es|è|ha|werd|foi|tem)(?![^\W_]))
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
    "en": "the|is|and|of|she|he|was|has|with|to|for|my|who|i'm|i",
    "de": "der|und|ist|nicht|die|das|er|sie|ein|eine|mit|bei|von|als|im|dem|den|ich|hat|war|seit|am",
    "fr": "les|est|et|dans|le|elle|il|une|un|des|du|chez|à|a|ans|pour|ma|mon|depuis|qui|j|l",
    "es": "los|y|el|con|en|del|la|es|una|un|su|tiene|mi|por|desde|años|fue|que|se|tengo",
    "it": "che|il|è|della|nel|di|ha|mia|suo|la|una|un|per|con|dal|alla|del|anni|mio|gli|e|lo|fa",
    "nl": "het|een|en|van|de|is|ze|hij|zij|bij|met|op|heeft|zijn|uit|als|werd|mijn|ik|haar|jaar",
    "pt": "uma|os|não|com|na|em|do|o|a|e|um|da|no|tem|foi|anos|ela|ele|meu|minha|ao|dos",
}
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
        self._ages: list[tuple[int, int]] = []
        self._known: tuple[int, int, bool] = (0, 0, False)

    def take_ages(self, spans: Iterable[tuple[int, int]]) -> None:
        """Remember where somebody's age stands: its sentence speaks of somebody."""
        self._ages = sorted(spans)
        self._known = (0, 0, False)

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
        index = bisect_left(self._ages, (low, 0))
        if index < len(self._ages) and self._ages[index][0] < high:
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

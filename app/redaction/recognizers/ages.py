"""Ages that the law counts as identifying: those over 89."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from app.redaction import later as re
from app.redaction.findings import EntityType
from app.redaction.recognizers.base import Hit, Recognizer, matches_at
from app.redaction.sighted import firsts_of


class Ages:
    """Ages over 89 (45 CFR 164.514(b)(2)(i)(C)); other ages are a matter of the quasi-identifiers."""

    id = "age-over-89"
    _pattern: Final = re.compile(
        r"(?<![\w.,$€£-])(9\d|1[0-2]\d)(?=[ -]{0,2}(?:years?[ -]old|y[/.]?o\b|yrs?[ .-]{0,2}old"
        r"|year-old|years of age|jahre alt|jährige|jahre|ans\b|años|anni|jaar oud|jarige|anos))"
        r"|(?:(?<!\w)(?:age|aged|alter|âge|âgée? de|edad|età|leeftijd|idade)[ :=]{1,4}(?:is |of "
        r")?)(9\d|1[0-2]\d)(?![\w%]|[.,]\d)",
        re.IGNORECASE,
    )

    _firsts: Final = firsts_of(
        ["0", "age", "aged", "alter", "âge", "âgé", "âgée", "edad", "età", "leeftijd", "idade"]
    )

    def find(self, text: str) -> Iterator[Hit]:
        """Yield the number."""
        for match in matches_at(self._pattern, text, self._firsts):
            group = 1 if match[1] else 2
            yield Hit(*match.span(group), EntityType.AGE, 0.85, self.id)


RECOGNIZERS: tuple[Recognizer, ...] = (Ages(),)

"""Values that stand again: a number, an address or a secret that was found once is hidden everywhere."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import Final

from app.redaction import later as re
from app.redaction.data import words
from app.redaction.findings import DOUBTFUL_BELOW, EntityType
from app.redaction.recognizers.base import Hit

# Names have their own way of being found again; days and ages mean many things.
_NOT_REPEATED: Final = frozenset({
    EntityType.PERSON, EntityType.ORG, EntityType.LOCATION, EntityType.DATE, EntityType.DOB, EntityType.AGE,
})  # fmt: skip
_FEWEST_REPEATED, _MOST_REPEATED = 4, 120
_ALNUM: Final = re.compile(r"[^\W_]+")


def repeated(text: str, hits: Iterable[Hit]) -> Iterator[Hit]:
    """Yield every other place at which a number, an address or a secret that was found once stands again."""
    found = {
        value: hit
        for hit in hits
        if hit.label not in _NOT_REPEATED
        and hit.score >= DOUBTFUL_BELOW
        and _FEWEST_REPEATED <= len(value := text[hit.start : hit.end]) <= _MOST_REPEATED
        and (
            any(map(str.isdigit, value))
            or ("@" in value and _ALNUM.search(value))
            or (hit.label is EntityType.USERNAME and value.islower() and value not in words("common_words"))
        )
    }
    if not found:
        return
    for start, end in _places_of(text, found):
        hit = found[text[start:end]]
        if start != hit.start:
            yield replace(hit, start=start, end=end, rule="propagated")


def _places_of(text: str, values: Iterable[str]) -> Iterator[tuple[int, int]]:
    """Yield where one of some values stands by itself: the first and longest of those that overlap.

    Each value is known by its longest run of letters and digits, so that one look at the words of the text is
    enough for all of them.
    """
    forms: dict[str, set[tuple[int, int]]] = {}
    every = set(values)
    for value in every:
        run = max(_ALNUM.finditer(value), key=lambda run: len(run[0]), default=None)
        if run is not None:
            forms.setdefault(run[0], set()).add((run.start(), len(value)))
    places: list[tuple[int, int]] = []
    for word in _ALNUM.finditer(text):
        for before, length in forms.get(word[0], ()):
            start = word.start() - before
            end = start + length
            if start >= 0 and text[start:end] in every and not _is_inside(text, start, end):
                places.append((start, -end))
    done = 0
    for start, end in sorted(places):
        if start >= done:
            yield start, -end
            done = -end


def _is_inside(text: str, start: int, end: int) -> bool:
    """Whether a letter or a digit stands right before or behind a span."""
    return text[start - 1 : start].isalnum() or text[end : end + 1].isalnum()

"""The model's idea of where an address ends, corrected by the grammar's."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import Final

from app.redaction.findings import EntityType
from app.redaction.recognizers.base import Hit

_PLACES: Final = frozenset({EntityType.ADDRESS, EntityType.LOCATION})
_SURE: Final = 0.7
# Outside of what the grammar found, small words are the sentence's.
_TELLING: Final = re.compile(r"[\d\u3040-\uffef]|[^\Wa-zß-öø-ÿ_]")
_NAMED: Final = re.compile(r"[^\W\d_]{3}|[\u3040-\uffef]")


def fitted(text: str, tagged: Iterable[Hit], found: Iterable[Hit]) -> Iterator[Hit]:
    """Yield what the model tagged, an address without the small words before and behind what the grammar found."""
    sure = sorted((hit.start, hit.end) for hit in found if hit.label in _PLACES and hit.score >= _SURE)
    starts = [start for start, _ in sure]
    for hit in tagged:
        if hit.label not in _PLACES or hit.rule != "tagger":
            yield hit
            continue
        if hit.label is EntityType.ADDRESS and not _NAMED.search(text, hit.start, hit.end):
            continue
        first = bisect_left(starts, hit.start)
        inside = [(start, end) for start, end in sure[first : first + 8] if start < hit.end]
        if first and sure[first - 1][1] > hit.start:
            inside.insert(0, sure[first - 1])
        if not inside:
            # Small words and numbers that only the model takes for an address: a place, in a text about somebody.
            small = hit.label is EntityType.ADDRESS and text[hit.start : hit.end].islower()
            yield replace(hit, label=EntityType.LOCATION) if small else hit
            continue
        start, end = hit.start, hit.end
        head, tail = min(start for start, _ in inside), max(end for _, end in inside)
        if head > start and not _TELLING.search(text, start, head):
            start = head
        if tail < end and not _TELLING.search(text, tail, end):
            end = tail
        yield replace(hit, start=start, end=end)

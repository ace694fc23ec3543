"""The model's idea of where an address ends, corrected by the grammar's."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import Final

from app.redaction.addresses.growth import grown
from app.redaction.findings import EntityType
from app.redaction.recognizers.base import Hit

_PLACES: Final = frozenset({EntityType.ADDRESS, EntityType.LOCATION})
_SURE: Final = 0.7
# Outside of what the grammar found, small words are the sentence's.
_TELLING: Final = re.compile(r"[\d\u3040-\uffef]|[^\Wa-zß-öø-ÿ_]")
# "Hawthorn Rd to 101 Collier St": two of them.
_FROM_TO: Final = re.compile(r"[ \t](?:to|from|and|nach|von|und|et|y|e|en)[ \t]\Z")
# The number of the house, where the model took only the street for the address.
_NUMBER_BEFORE: Final = re.compile(r"(?<![\w.,/:%€$£-])\d{1,4}[ ]?(?:[A-Za-z]|bis|ter)?,?[ ]\Z")
_NUMBER_BEHIND: Final = re.compile(
    r",?[ ](?:n[°ºo.]{1,2}[ ]?|nr\.?[ ]|no\.?[ ]|#[ ]?)?(?!(?:19|20)\d\d(?!\d))\d{1,4}[A-Za-z]?(?:/\w{1,4}){0,2}(?![\w:%€$£]|[.,/]\d|-\d)"
)
_DIGIT: Final = re.compile(r"\d")
# The rest of a word that the model cut at its apostrophe or its hyphen: "Ya'akov", "Keeper's", "Montemor-o-Velho".
_WORD_BEFORE: Final = re.compile(r"(?<![\w'’])[^\Wa-zß-öø-ÿ\d_]\w{1,20}['’]\Z")
_WORD_BEHIND: Final = re.compile(
    r"['’][a-zà-ÿ]{3,20}(?!\w)|(?:-[a-zà-ÿ]{1,4}){0,2}-[^\Wa-zß-öø-ÿ\d_]\w{1,20}(?!\w)"
)
_NAMES: Final = frozenset({EntityType.ADDRESS, EntityType.LOCATION, EntityType.ORG})
_NAMED: Final = re.compile(r"[^\W\d_]{3}|[\u3040-\uffef]")


def fitted(text: str, tagged: Iterable[Hit], found: Iterable[Hit]) -> Iterator[Hit]:
    """Yield what the model tagged, an address without the small words before and behind what the grammar found."""
    sure = sorted((hit.start, hit.end) for hit in found if hit.label in _PLACES and hit.score >= _SURE)
    starts = [start for start, _ in sure]
    for one in tagged:
        hit = _with_whole_words(text, one) if one.label in _NAMES and one.rule == "tagger" else one
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
            if small or hit.label is EntityType.LOCATION or hit.score < _SURE:
                yield replace(hit, label=EntityType.LOCATION) if small else hit
            else:
                yield _grown(text, hit)
            continue
        start, end = hit.start, hit.end
        head, tail = min(start for start, _ in inside), max(end for _, end in inside)
        if head > start and not _TELLING.search(text, start, head):
            start = head
        elif head > start and (parted := _FROM_TO.search(text, start, head)) is not None:
            yield replace(hit, start=start, end=parted.start())
            start = head
        if tail < end and not _TELLING.search(text, tail, end):
            end = tail
        yield replace(hit, start=start, end=end)


def _with_whole_words(text: str, hit: Hit) -> Hit:
    before = _WORD_BEFORE.search(text, max(0, hit.start - 24), hit.start)
    behind = _WORD_BEHIND.match(text, hit.end)
    start = hit.start if before is None or not text[hit.start : hit.start + 1].islower() else before.start()
    return replace(hit, start=start, end=hit.end if behind is None else behind.end())


def _grown(text: str, hit: Hit) -> Hit:
    """Return an address that only the model found, with its house number and with what stands beside it."""
    start, end = hit.start, hit.end
    if not _DIGIT.search(text, start, end):
        number = _NUMBER_BEFORE.search(text, max(0, start - 12), start)
        behind = _NUMBER_BEHIND.match(text, end) if number is None else None
        start = start if number is None else number.start()
        end = end if behind is None else behind.end()
    if _DIGIT.search(text, start, end):
        start, end, _ = grown(text, start, end, sure=True)
    return replace(hit, start=start, end=end)

"""The model's idea of where an address ends, corrected by the grammar's."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator
from dataclasses import replace
from itertools import pairwise
from typing import Final

from app.redaction import later as re
from app.redaction.addresses.growth import grown
from app.redaction.addresses.nobodys import is_nobodys
from app.redaction.findings import EntityType
from app.redaction.recognizers.base import Hit

_PLACES: Final = frozenset({EntityType.ADDRESS, EntityType.LOCATION})
_SURE: Final = 0.7
_TAGGED: Final = 0.5
# A table of results: "Lens 10, Sevilla 7, Graz 2".
_RESULTS: Final = re.compile(r"(?:[^\W\da-z]\w{2,20} \d{1,3}, ){2}[^\W\da-z]\w{2,20} \d{1,3}(?!\w)")
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
# A floor that the model cut: "Tucumán 455, 6|.º B".
_CUT_FLOOR: Final = re.compile(r",[ ]\d{1,2}\Z")
# The model took the label of a field, or that of the next, for a part of its value.
_LABEL_WITHIN: Final = re.compile(r"[^\W\d_]{2,20}:[ \t]*(?=\w)")
_LABEL_LINE: Final = re.compile(r"\n[ \t]*[^\W\d_][^\n:]{0,30}:")
# The rest of a word that the model cut at its apostrophe or its hyphen: "Ya'akov", "Keeper's", "Montemor-o-Velho".
_WORD_BEFORE: Final = re.compile(r"(?<![\w'’])[^\Wa-zß-öø-ÿ\d_]\w{1,20}['’]\Z")
_WORD_BEHIND: Final = re.compile(
    r"['’][a-zà-ÿ]{3,20}(?!\w)|(?:-[a-zà-ÿ]{1,4}){0,2}-[^\Wa-zß-öø-ÿ\d_]\w{1,20}(?!\w)"
)
_NAMES: Final = frozenset({EntityType.ADDRESS, EntityType.LOCATION, EntityType.ORG})
# In a row of a table each cell is a value of its own: "77 Cobblestone Ct,Naperville,IL".
_CELL_END: Final = re.compile(r"[,;](?=\S)")
_FEWEST_CELLS: Final = 3
_LINE: Final = 300
_PARTED: Final = re.compile(
    r"[ \t]*[,;/|\n][ \t]*\Z|(?:[ ](?:in|op|aan|im|am|an|bei|zu|zur|at|of|en|na|no|au|à|al|de|der|den|dem|het|'t|la|le|el)){1,3}[ ]\Z"
)
_NAMED: Final = re.compile(r"[^\W\d_]{3}|[\u3040-\uffef]")


def fitted(text: str, tagged: Iterable[Hit], found: Iterable[Hit]) -> Iterator[Hit]:
    """Yield what the model tagged, an address without the small words before and behind what the grammar found."""
    sure = sorted((hit.start, hit.end) for hit in found if hit.label in _PLACES and hit.score >= _SURE)
    starts = [start for start, _ in sure]
    for one in tagged:
        hit = _with_whole_values(text, one) if one.label in _NAMES and one.rule == "tagger" else one
        for fit in _fitted(text, hit, sure, starts):
            yield from cells(text, fit)


def _fitted(text: str, hit: Hit, sure: list[tuple[int, int]], starts: list[int]) -> Iterator[Hit]:
    if hit.label not in _PLACES or hit.rule != "tagger":
        yield hit
        return
    if hit.label is EntityType.ADDRESS and (
        not _NAMED.search(text, hit.start, hit.end)
        or _RESULTS.search(text, hit.start, hit.end)
        or is_nobodys(text, hit.start, hit.end)
    ):
        return
    first = bisect_left(starts, hit.start)
    inside = [(start, end) for start, end in sure[first : first + 8] if start < hit.end]
    if first and sure[first - 1][1] > hit.start:
        inside.insert(0, sure[first - 1])
    if not inside:
        # Small words and numbers that only the model takes for an address: a place, in a text about somebody.
        small = hit.label is EntityType.ADDRESS and text[hit.start : hit.end].islower()
        if small or hit.label is EntityType.LOCATION or hit.score < _TAGGED:
            yield replace(hit, label=EntityType.LOCATION) if small else hit
        else:
            yield _grown(text, hit)
        return
    start, end = hit.start, hit.end
    head, tail = min(start for start, _ in inside), max(end for _, end in inside)
    if head > start and not _TELLING.search(text, start, head):
        start = head
    elif head > start and (parted := _FROM_TO.search(text, start, head)) is not None:
        yield replace(hit, start=start, end=parted.start())
        start = head
    if tail < end and not _TELLING.search(text, tail, end):
        end = tail
    fit = replace(hit, start=start, end=end)
    yield (
        _grown(text, fit) if end > tail and hit.label is EntityType.ADDRESS and hit.score >= _TAGGED else fit
    )


def cells(text: str, hit: Hit) -> Iterator[Hit]:
    """Yield an address in a row of a table cell by cell, any other as it is."""
    ends = [match.start() for match in _CELL_END.finditer(text, hit.start, hit.end)]
    if hit.label not in _PLACES or not ends or ", " in text[hit.start : hit.end]:
        yield hit
        return
    first = text.rfind("\n", max(0, hit.start - _LINE), hit.start) + 1 or max(0, hit.start - _LINE)
    last = text.find("\n", hit.end, hit.end + _LINE)
    row = _CELL_END.findall(text, first, last if last >= 0 else hit.end + _LINE)
    if len(row) < _FEWEST_CELLS:
        yield hit
        return
    for start, end in pairwise((hit.start - 1, *ends, hit.end)):
        if any(map(str.isalnum, text[start + 1 : end])):
            yield replace(hit, start=start + 1, end=end)


def without_addresses(text: str, names: Iterable[Hit], found: Iterable[Hit]) -> Iterator[Hit]:
    """Yield names without the address behind them, into which a rule ran on.

    So does a label ("Klant: P. Leeuwen, Kastanjelaan 5") and a particle ("Otto Quill in der Lindenstraße 5").
    """
    sure = sorted(
        (hit.start, hit.end) for hit in found if hit.label is EntityType.ADDRESS and hit.score >= _SURE
    )
    for name in names:
        first = bisect_left(sure, (name.start + 1, 0))
        cut = sure[first][0] if first < len(sure) else name.end
        parted = _PARTED.search(text, name.start, cut) if cut < name.end else None
        yield name if parted is None else replace(name, end=parted.start())


def _with_whole_values(text: str, hit: Hit) -> Hit:
    before = _WORD_BEFORE.search(text, max(0, hit.start - 24), hit.start)
    label = _LABEL_WITHIN.match(text, hit.start, hit.end)
    if label is not None:
        hit = replace(hit, start=label.end())
    line = text.rfind("\n", hit.start + 1, hit.end)
    if line >= 0 and _LABEL_LINE.match(text, line):
        hit = replace(hit, end=line)
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
        cut = _CUT_FLOOR.search(text, start, end) if text[end : end + 1] in {".", "º", "ª", "°"} else None
        start, end, _ = grown(text, start, end if cut is None else cut.start(), sure=True)
        end = max(end, hit.end)
    return replace(hit, start=start, end=end)

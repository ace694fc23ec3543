"""Numbers that stand in a list of somebody's identifiers: "PAN BKTPR4471L, consumer no 170019448712".

Forms, signatures and messages list what is asked for: a word, its number, a comma or a new line. Where the
neighbours in such a list are identifiers that their labels announce, the others are identifiers too, whatever
their words are. What is counted, paid, dated or measured stays.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from typing import Final

from app.redaction import later as re
from app.redaction.findings import EntityType
from app.redaction.presumed import PRESUMED_SCORE, stands_for_a_value
from app.redaction.recognizers.base import Hit
from app.redaction.standing_words import BRIDGES, COUNTED, FUNCTION_WORDS
from app.redaction.things import is_of_a_thing

_RULE: Final = "listed-with-ids"
_ITEM: Final = re.compile(r"[^,;|·•\n]{3,300}")
# The last word of an item and its value, with which the item ends.
_LABELLED: Final = re.compile(
    r"(?<![^\W_])(?P<word>[^\W\d_][^\W\d_'’/-]{1,30})(?:[ ]?\([^()\d\n]{1,20}\))?"
    r"[ ]?(?:n[°ºo]?\.?|no\.?|nr\.?)?"
    r"[ ]?[:=#.]?[ ]{1,3}[\"'(]?"
    r"(?P<value>(?:[A-Z]{1,4}[ -])?(?=[A-Za-z/-]{0,6}\d)[A-Za-z\d][\w/-]{0,24}(?:\.\w{1,12}){0,4}"
    r"(?:[ ](?=[A-Z/-]{0,4}\d)[A-Z\d][\w/-]{0,12}){0,7}(?:[ ][A-Z]{1,2})?)[\"')]?[ ]{0,2}\.?[ ]{0,2}\Z"
)
# "Requisition: Q0044718-1" in a form whose other lines hold an identifier, however unsure that one is.
_IN_A_FORM: Final = re.compile(
    r"^[ \t*•>-]{0,6}[A-ZÀ-Ý][^\n:=]{1,36}:[ \t]{1,12}"
    r"(?=[A-Z\d][\w/-]{0,20}\d)(?=[\w/-]{0,20}[A-Z])(?:[A-Z/-]{0,6}(?:\d[/-]?){5,14}[A-Z]{0,3}(?:[/-]\w{1,6})?"
    r"|\d{1,4}[A-Z]{1,2}\d{4,12}"
    r"|[A-Z]{1,4}[/-]?(?:[A-Z]{1,4}[/-]?)?0\d{3,12})[ \t]{0,4}$",
    re.MULTILINE,
)
_IDENTIFIERS: Final = frozenset({
    EntityType.SSN, EntityType.NATIONAL_ID, EntityType.PASSPORT, EntityType.DRIVER_LICENSE, EntityType.TAX_ID,
    EntityType.CARD, EntityType.IBAN, EntityType.BANK_ACCT, EntityType.MRN, EntityType.HEALTH_ID,
    EntityType.PRO_LICENSE, EntityType.VEHICLE, EntityType.DEVICE, EntityType.OTHER_ID,
})  # fmt: skip
_UNSURE: Final = frozenset({
    "label-weak-number", "label-weak-id", "prefixed", "code-in-private-text", "number-in-private-text",
    "stands-like-an-id", "field-presumed", "propagated",
})  # fmt: skip
_AMOUNT_WORDS: Final = (
    "qty quantity menge stück stk anzahl quantité quantités cantidad quantità aantal quantidade pcs units "
    "items weight volume pressure torque bore rows columns width depth ext zip postcode plz cap"
)
_AMOUNTS: Final = frozenset(_AMOUNT_WORDS.split())
_SURE: Final = 0.7
_LONGEST: Final = 120
_NEAR: Final = 3
_FEWEST_BESIDE: Final = 2
_FEWEST_DIGITS: Final = 2


def listed(text: str, hits: Iterable[Hit]) -> Iterator[Hit]:
    """Yield the values of items whose neighbours in a list are identifiers.

    Args:
        text: the view.
        hits: what is hidden in it.
    """
    spans = sorted(
        (hit.start, hit.end, _is_sure(hit))
        for hit in hits
        if hit.label in _IDENTIFIERS and hit.end - hit.start < _LONGEST
    )
    if not any(sure for *_, sure in spans) and not _IN_A_FORM.search(text):
        return
    items = [match.span() for match in _ITEM.finditer(text)]
    inside = {
        index: found
        for index, (at, start, end) in enumerate(_with_places(items, spans))
        if at < len(spans) and spans[at][0] < end and (found := list(_inside(spans, at, start, end)))
    }
    # Most items have no such neighbour.
    for index in sorted({other for one in inside for other in range(one - _NEAR, one + _NEAR + 1)}):
        if not 0 <= index < len(items):
            continue
        start, end = items[index]
        near = range(index - _NEAR, index + _NEAR + 1)
        beside = [inside[other] for other in near if other in inside and _joined(text, items, index, other)]
        sure = any(sure for one in beside for *_, sure in one)
        if (not sure or len(beside) < _FEWEST_BESIDE) and not (beside and _IN_A_FORM.match(text, start, end)):
            continue
        value = _value(text, start, end)
        if value is not None and not any(
            first < value[1] and value[0] < last for first, last, _ in inside.get(index, ())
        ):
            yield Hit(*value, EntityType.OTHER_ID, PRESUMED_SCORE, _RULE)


# "badge YZ 687 058 L and PX 785 562 W": what is made the same way beside it is another one.
_AND_ANOTHER: Final = re.compile(
    r"(?:[ ]?[,;/&+]|,?[ ](?:and|or|und|oder|bzw\.|et|ou|y|o|e|en|of|then|now"
    r"|plus))[ ](?=[A-Za-z\d])",
    re.IGNORECASE,
)
_MOST_ALIKE: Final = 12
_FEWEST_ALIKE, _FEWEST_DIGITS_ALIKE = 4, 5


def alike(text: str, hits: Sequence[Hit]) -> Iterator[Hit]:
    """Yield what follows an identifier and is made as it is, digit for digit and letter for letter.

    Args:
        text: the view.
        hits: what is hidden in it.
    """
    taken = {hit.start for hit in hits}
    for hit in hits:
        length = hit.end - hit.start
        if hit.label not in _IDENTIFIERS or length >= _LONGEST:
            continue
        shape = _made_of(text[hit.start : hit.end])
        fewest = _FEWEST_ALIKE if "A" in shape else _FEWEST_DIGITS_ALIKE
        if shape.count("9") < fewest:
            continue
        end = hit.end
        for _ in range(_MOST_ALIKE):
            link = _AND_ANOTHER.match(text, end)
            if link is None:
                break
            start, end = link.end(), link.end() + length
            if _made_of(text[start:end]) != shape or text[end : end + 1].isalnum():
                break
            if start in taken:
                break  # it goes on by itself
            yield replace(hit, start=start, end=end, score=min(hit.score, PRESUMED_SCORE), rule=_RULE)


def _made_of(value: str) -> str:
    return "".join(
        "9" if one.isdigit() else "A" if one.isupper() else "a" if one.isalpha() else one for one in value
    )


def _is_sure(hit: Hit) -> bool:
    return hit.score >= _SURE and hit.rule not in _UNSURE


def _with_places(
    items: list[tuple[int, int]], spans: list[tuple[int, int, bool]]
) -> Iterator[tuple[int, int, int]]:
    """Yield the items with the first span that does not end before them."""
    at = 0
    for start, end in items:
        while at < len(spans) and spans[at][1] <= start:
            at += 1
        yield at, start, end


def _inside(
    spans: list[tuple[int, int, bool]], at: int, start: int, end: int
) -> Iterator[tuple[int, int, bool]]:
    """Yield the spans that begin in an item."""
    while at < len(spans) and spans[at][0] < end:
        if spans[at][0] >= start:
            yield spans[at]
        at += 1


def _joined(text: str, items: list[tuple[int, int]], one: int, other: int) -> bool:
    """Whether two items belong to the same list: no empty line, and no sentence's end, parts them."""
    first, last = min(one, other), max(one, other)
    between = text[items[first][1] : items[last][0]]
    return "\n\n" not in between and len(between) <= 260


def _value(text: str, start: int, end: int) -> tuple[int, int] | None:
    match = _LABELLED.search(text, start, end)
    if match is None:
        return None
    word, value = match["word"].lower(), match["value"]
    if word in COUNTED or word in FUNCTION_WORDS or word in BRIDGES or word in _AMOUNTS:
        return None
    if sum(map(str.isdigit, value)) < _FEWEST_DIGITS or not stands_for_a_value(text, *match.span("value")):
        return None
    return None if is_of_a_thing(text, *match.span("value")) else match.span("value")

"""Further values behind one that a label announced: "orders 45000447 and 45000448", "20-45-77 acc 70011928".

Who gives two numbers writes the label once. A value that is joined to an identifier and made like it is one
too; and beside the number of an account stand the numbers of its bank, by their form alone.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Final

from app.redaction import later as re
from app.redaction.findings import EntityType
from app.redaction.presumed import DATE, stands_for_a_value
from app.redaction.recognizers.base import Hit
from app.redaction.standing_words import FUNCTION_WORDS
from app.redaction.things import is_of_a_thing

_RULE: Final = "like-the-one-before"
_BESIDE: Final = "beside-an-account"
_IDENTIFIERS: Final = frozenset({
    EntityType.SSN, EntityType.NATIONAL_ID, EntityType.PASSPORT, EntityType.DRIVER_LICENSE, EntityType.TAX_ID,
    EntityType.BANK_ACCT, EntityType.MRN, EntityType.HEALTH_ID, EntityType.PRO_LICENSE, EntityType.VEHICLE,
    EntityType.DEVICE, EntityType.OTHER_ID,
})  # fmt: skip
_UNSURE: Final = frozenset(
    {"number-in-private-text", "code-in-private-text", "stands-like-an-id", "field-presumed", "propagated"}
)
_WORDS: Final = (
    r"and|or|und|oder|sowie|et|ou|y|o|e|u|ed|en|of|to|through|thru|bis|à|au|a|al|hasta|fino|tot|t/m|até"
    r"|formerly"
    r"|previously|früher|vorher|anciennement|antes|prima|voorheen|vroeger|not|nicht|non|no|niet|não|pas|plus"
    r"|then|dann|puis|luego|poi|dan|depois|statt|instead[ ]of|rather[ ]than|was|maybe|vielleicht|peut-être"
    r"|the|die|das|der|le|la|l'|el|il|lo|de|het|o|other|second|new|old|joint|one|neue|alte|andere|zweite"
    r"|nouveau"
    r"|nouvelle|ancien|ancienne|autre|nuevo|nueva|viejo|vieja|otro|otra|nuovo|nuova|vecchio|vecchia|altro"
    r"|altra"
    r"|nieuwe|oude|tweede|novo|nova|velho|velha|antigo|antiga|outro|outra|is|ist|est|es|è|é|now|also|auch"
    r"|aussi|hers|his|mine|theirs|ours|meins|seins|ihrs"
)
_LINK: Final = re.compile(
    rf"(?:[ ]?[,;/&+|–-]|[ ]?\()?[ \n]{{0,2}}(?:(?:{_WORDS})[ ]){{0,4}}[(]?(?:#|(?:n[°ºo]\.?|no\."
    rf"|nr\.?)[ ])?",
    re.IGNORECASE,
)
# "certificate CY-4471/05 replaces CY-4471/04": any few words, where the make is no accident.
_FAR_LINK: Final = re.compile(
    r"(?:[,;]?[ ]|[ ][(])(?:(?!(?-i:[A-Z]{1,4})[ ]\d)[^\W\d_]{1,12}[ ]){1,6}", re.IGNORECASE
)
_VALUE: Final = re.compile(
    r"(?=[A-Za-z]{0,6}[ ./-]?[A-Za-z]{0,4}\d)[A-Za-z\d][A-Za-z\d]{0,19}"
    r"(?:[ ./-](?=[A-Z]{0,3}\d)[A-Za-z\d]{1,14}){0,6}"
    r"(?![\w%°€$£@]|[.,:]\d)"
)
_YEAR: Final = re.compile(r"(?:19|20)\d\d\Z")
_NEXT_WORD: Final = re.compile(r"[ ]([^\W\d_]{2,24})")
_SIGNS: Final = re.compile(r"(?<=\w)[-/.](?=\w)")
_FEWEST, _MOST, _LONGEST, _LONG = 3, 8, 44, 7

_NAMES_OF_ACCOUNTS: Final = (
    r"acc|acct|account|a/c|konto|kto|kontonr|kontonummer|compte|cuenta|cta|conto|rekening|rek|conta"
    r"|number|num|no|nr"
    r"|sort|code|s/c|sc|blz|bsb|bank|bic|and|und|et|y|e|en"
)
_CODE_BEFORE: Final = re.compile(
    r"(?<![\w.,/:-])(?<![\d$€£][ ])(?P<value>\d{2}(?P<sign>[ .-])\d{2}(?P=sign)\d{2}"
    r"|\d{3}[ -]?\d{3}(?:[ ]?\d{2})?)"
    rf"[ \n,;/|&+(-]{{1,4}}(?:(?:{_NAMES_OF_ACCOUNTS})[ .:#]{{1,3}}){{0,3}}\Z",
    re.IGNORECASE,
)
_BEHIND: Final = re.compile(
    rf"[ \n,;/|&+(-]{{1,4}}(?:(?:{_NAMES_OF_ACCOUNTS})[ .:#]{{1,3}}){{0,3}}"
    r"(?P<value>\d(?:[ .-]?\d){5,17})(?![\w%€$£]|[.,:/-]\d|[ ]\d)",
    re.IGNORECASE,
)
_REACH: Final = 56
_SURE: Final = 0.7


def continued(text: str, hits: Iterable[Hit]) -> Iterator[Hit]:
    """Yield the values that go on a list which a label opened, and the numbers beside an account's.

    Args:
        text: the view.
        hits: what is hidden in it.
    """
    for hit in hits:
        if hit.label not in _IDENTIFIERS or hit.rule in _UNSURE or hit.end - hit.start > _LONGEST:
            continue
        yield from _like(text, hit)
        if hit.label is EntityType.BANK_ACCT and hit.score >= _SURE:
            yield from _beside(text, hit)


def _like(text: str, hit: Hit) -> Iterator[Hit]:
    first, end = text[hit.start : hit.end], hit.end
    for _ in range(_MOST):
        span = _next(text, first, end)
        if span is None:
            return
        yield Hit(*span, hit.label, min(hit.score, 0.72), _RULE, context=hit.context)
        end = span[1]


def _next(text: str, first: str, end: int) -> tuple[int, int] | None:
    """Return the value made like the first that a link joins to what ends at a place."""
    link = _LINK.match(text, end)
    value = _VALUE.match(text, link.end()) if link is not None and link.end() > end else None
    if value is not None:
        return _made_like(text, first, *value.span())
    link = _FAR_LINK.match(text, end)
    value = _VALUE.match(text, link.end()) if link is not None else None
    span = _made_like(text, first, *value.span()) if value is not None else None
    if span is None or len(first) != span[1] - span[0]:
        return None
    return span if _SIGNS.search(first) or len(first) >= _LONG else None


def _made_like(text: str, first: str, start: int, end: int) -> tuple[int, int] | None:
    """Return where a value stands that has the make of the first, with all its groups or fewer."""
    while not _are_alike(first, text[start:end]):
        cut = text.rfind(" ", start, end)
        if cut < 0:
            return None
        end = cut
    value = text[start:end]
    the_same = len(value) == len(first) and _SIGNS.search(value) is not None
    if not (the_same or any(map(str.isalpha, value)) or stands_for_a_value(text, start, end)):
        return None
    if DATE.match(value) or is_of_a_thing(text, start, end):
        return None
    word = _NEXT_WORD.match(text, end) if value.replace(" ", "").isdigit() else None
    return None if word is not None and word[1].lower() not in FUNCTION_WORDS else (start, end)


def _are_alike(first: str, value: str) -> bool:
    digits = sum(map(str.isdigit, value))
    if digits < _FEWEST and not (digits and len(value) >= 5 and value.isupper()):
        return False
    if value.isdigit() and len(value) <= 4 and (len(value) != len(first) or _YEAR.match(value)):
        return False
    if abs(len(first) - len(value)) <= 1 and _make(first) == _make(value):
        return True
    mixed = value.isalnum() and value.isupper() and any(map(str.isdigit, first)) and len(value) >= 5
    return mixed and len(first) == len(value) and first.isalnum() and first.isupper()


def _make(value: str) -> str:
    return re.sub(r"[A-Za-z]+", "a", re.sub(r"\d+", "1", value))


def _beside(text: str, hit: Hit) -> Iterator[Hit]:
    before = _CODE_BEFORE.search(text, max(0, hit.start - _REACH), hit.start)
    if before is not None:
        yield Hit(*before.span("value"), EntityType.BANK_ACCT, 0.72, _BESIDE)
    behind = _BEHIND.match(text, hit.end)
    if behind is None:
        return
    start, end = behind.span("value")
    word = _NEXT_WORD.match(text, end)
    if stands_for_a_value(text, start, end) and (word is None or word[1].lower() in FUNCTION_WORDS):
        yield Hit(start, end, EntityType.BANK_ACCT, 0.72, _BESIDE)

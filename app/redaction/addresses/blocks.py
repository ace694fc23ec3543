"""Lines of an address block that have only names in them: between who is written to and the postcode.

"Jean Cros / Le Mas Vieux / Saint-Privat / 34700 Lodève": a house and a village without a number look like any
words with capitals, and only the lines around them tell what they are.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Final

from app.redaction import later as re
from app.redaction.addresses.words import CAP, SMALL
from app.redaction.findings import EntityType
from app.redaction.recognizers.base import Hit

BETWEEN: Final = "address-between"
_PLACES: Final = frozenset({EntityType.ADDRESS, EntityType.ZIP, EntityType.LOCATION})
_LEAD: Final = re.compile(r"[ \t>*|]{0,8}")
# The beginning of the word in which a hit begins: "Llanrhaeadr" of "Llanrhaeadr-ym-Mochnant".
_PART_OF_A_WORD: Final = re.compile(r"[^\W\d_]{1,20}(?:-[^\W\d_]{1,20}){0,2}-?\Z")
_NAMES: Final = re.compile(
    rf"(?:(?i:{SMALL})(?:(?!\w)|(?<=['’]))[ ]?){{0,2}}{CAP}"
    rf"(?:[ -](?:(?i:{SMALL}|on|upon|le|under|y|yr|ym|yn)(?:(?!\w)|(?<=['’]))[ -]?){{0,2}}{CAP}){{0,4}}[.,]?[ \t]*\Z"
)
_GREETS: Final = re.compile(
    r"(?i)(?:dear|hello|hi|hallo|liebe|lieber|sehr|bonjour|cher|chère|hola|estimad|querid|gentile|egregio|caro|cara|ciao"
    r"|beste|geachte|olá|prezad|yours|kind|best|regards|sincerely|mit|viele|cordialement|saludos|atentamente|cordiali"
    r"|distinti|groet|met|atenciosamente|thanks|danke|merci|gracias|grazie|bedankt|obrigad|subject|betreff|objet)"
)
_DIGIT: Final = re.compile(r"\d")
_MOST_LINES, _LONGEST_LINE = 4, 48


def lines_between(text: str, hits: Iterable[Hit]) -> Iterator[Hit]:
    """Yield the lines of names that stand between somebody, or the top of a letter, and a postcode.

    Args:
        text: the view.
        hits: what is hidden in it.
    """
    hits = list(hits)
    starts = sorted(
        hit.start for hit in hits if hit.label in _PLACES and _DIGIT.search(text, hit.start, hit.end)
    )
    if not starts or "\n" not in text:
        return
    people = {line for hit in hits if hit.label is EntityType.PERSON for line in _line_of(text, hit)}
    for start in starts:
        yield from _above(text, start, people)


def _line_of(text: str, hit: Hit) -> Iterator[int]:
    """Yield where the line begins that a name is in, unless it is only a part of a word there."""
    if text[hit.start - 1 : hit.start] != "-":
        yield text.rfind("\n", max(0, hit.start - _LONGEST_LINE), hit.start) + 1


def _above(text: str, start: int, people: set[int]) -> Iterator[Hit]:
    line = text.rfind("\n", max(0, start - _LONGEST_LINE), start) + 1
    if line == 0 and start > 0:
        return
    lead = _LEAD.match(text, line)
    first = lead.end() if lead is not None else line
    found: list[tuple[int, int]] = []
    if first < start:
        if _PART_OF_A_WORD.match(text[first:start]) is None:
            return
        found.append((first, start))
    for _ in range(_MOST_LINES):
        end = line - 1
        above = text.rfind("\n", max(0, end - _LONGEST_LINE), max(0, end)) + 1
        if end <= 0 or (above == 0 and end > _LONGEST_LINE):
            break
        lead = _LEAD.match(text, above)
        begin = lead.end() if lead is not None else above
        if begin >= end or above in people:
            break
        if _NAMES.match(text[begin:end]) is None or _GREETS.match(text, begin):
            return
        found.append((begin, end))
        line = above
    else:
        return  # a list of names
    for begin, end in found:
        yield Hit(begin, end, EntityType.ADDRESS, 0.62, BETWEEN)

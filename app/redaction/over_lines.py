"""Numbers that a line's end breaks: "policy HO-331902-", then "7"; "account 0044", then "1788 2".

Mail and scans break lines wherever they are full, and what was found is then one half of a number. Each step
looks at a bounded stretch beside a hit.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Final

from app.redaction import later as re
from app.redaction.findings import EntityType
from app.redaction.recognizers.base import Hit
from app.redaction.recognizers.label_kinds import kind_of_label
from app.redaction.standing_words import announces

# "CL-" at the end of a line and "90177-3" in the next, or the other way round.
_FRONT: Final = re.compile(r"(?<![\w/.-])(?:[A-Z]{1,6}|[A-Z]?\d{1,6}|\d:\d\d)[-/]\r?\n[>| \t]{0,6}\Z")
_REST: Final = re.compile(
    r"[-/]\r?\n[>| \t]{0,6}(?=[A-Z\d/-]{0,12}\d|[A-Z]{1,4}(?!\w))[A-Z\d]{1,10}(?:[-/][A-Z\d]{1,8}){0,3}"
    r"(?![\w/]|[ ]?:)"
)
# Where a long line ends between two groups of a number.
_GROUP_BEFORE: Final = re.compile(
    r"(?<![\w/.,-])(?P<group>[A-Z]{1,5}|[A-Z]{1,2}\d{1,4}|\d{1,4})\r?\n[> \t]{0,6}\Z"
)
_GROUP_BEHIND: Final = re.compile(
    r"\r?\n[> \t]{0,6}(?P<group>\d{2,6}(?:[ ]\d{2,6}){0,3}(?:[ ][A-Z]{1,2}(?!\w))?|\d(?=[,;.)\n])"
    r"|[A-Z](?=[,;.\n])|[A-Z]{3}(?=[ ,;.\n]))"
    r"(?![\w/%€$£-]|[.,:]\d|[ ]?:)(?![ ][a-zß-ÿ]{2,}s(?!\w))"
)
_NUMBERS: Final = frozenset({
    EntityType.OTHER_ID, EntityType.NATIONAL_ID, EntityType.HEALTH_ID, EntityType.MRN, EntityType.BANK_ACCT,
    EntityType.PASSPORT, EntityType.DRIVER_LICENSE, EntityType.PRO_LICENSE, EntityType.TAX_ID,
    EntityType.VEHICLE, EntityType.DEVICE,
})  # fmt: skip
_LONG_LINE: Final = 38
_FEWEST_BLANKS: Final = 3
_OF_A_ROW: Final = re.compile(r"[\n\t|;]|[ ]{2}|,(?=[^ ])")
_SHORT_VALUE: Final = 5
_LONGEST_FRONT, _LONGEST_REST = 20, 64


def over_lines(text: str, hits: Sequence[Hit]) -> Iterator[Hit]:
    """Yield the numbers of which a hit holds only what stands in one line.

    Args:
        text: the view.
        hits: what is hidden in it.
    """
    for hit in hits:
        if hit.label not in _NUMBERS:
            continue
        start, end = _begin(text, hit.start), _end(text, hit)
        if (start, end) != (hit.start, hit.end):
            yield replace(hit, start=start, end=end, rule="rest-of-a-word")


def _end(text: str, hit: Hit) -> int:
    rest = _REST.match(text, hit.end, hit.end + _LONGEST_REST)
    if rest is not None:
        return rest.end()
    if text[hit.end : hit.end + 1] not in {"\r", "\n"} or not _ends_a_long_line(text, hit.end):
        return hit.end
    group = _GROUP_BEHIND.match(text, hit.end, hit.end + _LONGEST_REST)
    value = text[hit.start : hit.end]
    if group is None or not (" " in value or not group["group"].isdigit() or len(value) <= _SHORT_VALUE):
        return hit.end
    return group.end()


def _begin(text: str, start: int) -> int:
    first = max(0, start - _LONGEST_FRONT)
    if "\n" not in text[first:start]:
        return start
    front = _FRONT.search(text, first, start)
    if front is not None:
        return front.start()
    group = _GROUP_BEFORE.search(text, first, start)
    if group is None or not _ends_a_long_line(text, group.end("group")):
        return start
    is_label = kind_of_label(group["group"]) is not None or announces(group["group"].lower())
    return start if is_label else group.start()


def _ends_a_long_line(text: str, end: int) -> bool:
    """Whether what ends at a place ends a line of prose, long enough to have been broken, and no row."""
    line = text[max(0, end - _LONG_LINE) : end]
    return len(line) == _LONG_LINE and line.count(" ") >= _FEWEST_BLANKS and _OF_A_ROW.search(line) is None

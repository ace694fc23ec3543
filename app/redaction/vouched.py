"""Keeps the words that reasons name to those that stand in the text.

A recogniser calls what it saw by a name of its own ("calle", "option"), which may be another form of the
word, a group of words or no word at all. What a person is shown has to be true of the text in front of them:
a word is named where it stands near the value, or in a line of headings above it, and nowhere else.
"""

from __future__ import annotations

import functools
import operator
import re
import unicodedata
from collections.abc import Iterable
from typing import Final

import msgspec

from app.redaction.fields import Fields
from app.redaction.findings import EntityType, Finding, Reason

_CLOSE, _BEFORE, _BEHIND = 60, 300, 100
_HEADED: Final = frozenset({Fields.id, Fields.presumed_id})  # the heading of a column may be far above
_PLACES: Final = frozenset({EntityType.ADDRESS, EntityType.ZIP, EntityType.LOCATION})
_CAMEL: Final = re.compile(r"(?<=[a-z\d])(?=[A-Z])")
_MARKS: Final = ("Cf", "Mn")


def vouched(text: str, findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """Return the findings with reasons that name no word which is not there."""
    headings: dict[str, bool] = {}
    made = []
    for finding in findings:
        reasons = tuple(_true(reason, finding, text, headings) for reason in finding.reasons)
        is_same = all(map(operator.is_, reasons, finding.reasons))
        made.append(finding if is_same else msgspec.structs.replace(finding, reasons=reasons))
    return tuple(made)


def _true(reason: Reason, finding: Finding, text: str, headings: dict[str, bool]) -> Reason:
    word = reason.context
    if not word:
        return reason
    close = text[max(0, finding.start - _CLOSE) : finding.start]  # where most stand
    near = text[max(0, finding.start - _BEFORE) : finding.end + _BEHIND]
    if _pattern(word).search(close.lower()) or stands_in(near, word):
        return reason
    if reason.rule in _HEADED:
        if word not in headings:
            headings[word] = stands_in(text, word)
        if headings[word]:
            return reason
    # Of an address it says how it is written, of all else what stands beside it.
    return msgspec.structs.replace(reason, context="", placed=finding.label not in _PLACES)


def stands_in(text: str, word: str) -> bool:
    """Whether a word stands in a text as a word, in any case and width, joined with others or not."""
    pattern = _pattern(word.casefold())
    if pattern.search(text.casefold()):
        return True
    if not text.isascii():
        text, pattern = _plain(text), _pattern(_plain(word).casefold())
    return bool(pattern.search(_CAMEL.sub(" ", text).casefold()))


def _plain(text: str) -> str:
    """Return a text without marks and letters that are not seen, full-width letters as usual ones."""
    folded = unicodedata.normalize("NFKC", text)
    return "".join(letter for letter in folded if unicodedata.category(letter) not in _MARKS)


@functools.lru_cache(maxsize=1024)
def _pattern(word: str) -> re.Pattern[str]:
    """Return what finds a word between anything but letters: "imei" in "IMEI1" and in "imei_no"."""
    words = r"[\s_]+".join(map(re.escape, word.split()))
    return re.compile(rf"(?<![^\W\d_]){words}(?![^\W\d_])")

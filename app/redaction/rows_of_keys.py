"""Keys whose format nobody knows, in a list of others: "exa 3f0c…" between two keys of known formats.

Whoever writes down keys writes one a line. Where the lines around one end with secrets of known formats, a
long value that nobody thinks of, at the end of a line made as theirs, is one too.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Final

from app.redaction import later as re
from app.redaction.findings import EntityType
from app.redaction.recognizers.base import Hit
from app.redaction.recognizers.random_strings import is_random
from app.redaction.recognizers.secret_values import entropy, is_sample

_RULE: Final = "secret-in-a-row"
_SCORE: Final = 0.72
_SURE: Final = 0.9
_LIKELY: Final = 0.75
_NEAR: Final = 3
_FEWEST: Final = 2
_LINE: Final = re.compile(r"[^\n]+")
_ROW: Final = re.compile(
    r"[ \t]{0,8}(?:[-*•>+][ ]|\d{1,2}[.)][ ])?(?P<label>[^\n:=,;|\t]{1,40}?)"
    r"[ \t]{0,6}(?:[:=,;|\t]|(?<=[ ]))[ \t]{0,6}[\"'`]?(?P<value>[\w.+/~=:-]{16,400})[\"'`]?"
    r"(?:[ ]?[/,;|&][ ]?[\"'`]?(?P<other>[\w.+/~=:-]{16,400})[\"'`]?)?[ \t,;|]{0,3}\Z"
)
_ENDS_ROW: Final = re.compile(r"[\"'`]?[ \t,;|]{0,3}(?=\r?\n|\Z)")
_UUID: Final = re.compile(r"[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}\Z", re.IGNORECASE)
# What a line calls so is to be known to everybody, or is only looked up with.
_OPEN: Final = re.compile(
    r"(?i)(?<![^\W_])(?:ids?|hash|sha\d{0,3}|md5|public|pub|version|url|uri|host|commit|digest|checksum"
    r"|fingerprint|etag|region|arn|tenant|project|account)(?![^\W_])"
)


def rows_of_keys(text: str, hits: Iterable[Hit]) -> Iterator[Hit]:
    """Yield the values at the ends of lines among lines that end with secrets.

    Args:
        text: the view.
        hits: what is hidden in it.
    """
    secrets = [
        hit
        for hit in hits
        if hit.label is EntityType.SECRET and hit.score >= _LIKELY and _ENDS_ROW.match(text, hit.end)
    ]
    if len(secrets) < _FEWEST:
        return
    lines = [match.span() for match in _LINE.finditer(text)]
    held = _lines_with(lines, sorted((hit.start, hit.end) for hit in secrets))
    sure = _lines_with(lines, sorted((hit.start, hit.end) for hit in secrets if hit.score >= _SURE))
    for index in sorted({other for one in held for other in range(one - _NEAR, one + _NEAR + 1)} - held):
        if not 0 <= index < len(lines):
            continue
        near = set(range(index - _NEAR, index + _NEAR + 1))
        beside = len(held & near) >= _FEWEST and not sure.isdisjoint(near)
        row = _ROW.match(text, *lines[index]) if beside else None
        if row is None or _OPEN.search(row["label"]):
            continue
        for group in ("value", "other"):
            if row[group] and _is_drawn(row[group]):
                yield Hit(*row.span(group), EntityType.SECRET, _SCORE, _RULE, context="key")


def _lines_with(lines: list[tuple[int, int]], spans: list[tuple[int, int]]) -> set[int]:
    """Return which lines, sorted, hold the end of which spans, sorted."""
    held, at = set(), 0
    for index, (start, end) in enumerate(lines):
        while at < len(spans) and spans[at][1] <= start:
            at += 1
        if at < len(spans) and spans[at][1] <= end:
            held.add(index)
    return held


def _is_drawn(value: str) -> bool:
    if is_sample(value):
        return False
    return _UUID.match(value) is not None or (is_random(value) and entropy(value) > 3.2)

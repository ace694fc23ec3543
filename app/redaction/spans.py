"""Overlapping hits become findings: one span, one label, all reasons; linear but for one sort."""

from __future__ import annotations

import sys
from bisect import bisect_right
from collections.abc import Callable, Iterable, Sequence
from typing import Final

from app.redaction.findings import EntityType, Finding, Reason
from app.redaction.recognizers.base import Hit

# Where two hits are equally sure, the label that says more about the value wins.
_GENERAL: Final = frozenset({
    EntityType.OTHER_ID, EntityType.DATE, EntityType.LOCATION, EntityType.ORG, EntityType.PHONE,
    EntityType.BANK_ACCT,
})  # fmt: skip
_MAX_REASONS: Final = 6


def merged(hits: Iterable[Hit], to_original: Callable[[int, int], tuple[int, int]]) -> tuple[Finding, ...]:
    """Merge hits that overlap: the union is hidden, the strongest hit names it.

    Args:
        hits: in any order, in the coordinates of one view.
        to_original: maps a span of that view to the text as it was written.

    Returns:
        Findings sorted by start, never overlapping, in the coordinates of the original text.
    """
    groups: list[list[Hit]] = []
    end = -1
    for hit in sorted(hits, key=lambda hit: (hit.start, -hit.end)):
        if hit.start < end:
            groups[-1].append(hit)
            end = max(end, hit.end)
        elif hit.end > hit.start:
            groups.append([hit])
            end = hit.end
    findings: list[Finding] = []
    for group in groups:
        finding = _finding(group, to_original)
        if findings and finding.start < findings[-1].end:  # two views' spans may meet in one escape
            findings[-1] = _joined(findings[-1], finding)
        else:
            findings.append(finding)
    return tuple(findings)


def strength(hit: Hit) -> tuple[bool, float, bool, int]:
    """Return what decides between hits: a proof, the score, the more telling label, the length."""
    return (
        hit.checksum and hit.score >= 0.9 and hit.label not in _GENERAL,
        hit.score,
        hit.label not in _GENERAL,
        hit.end - hit.start,
    )


def _finding(group: list[Hit], to_original: Callable[[int, int], tuple[int, int]]) -> Finding:
    if len(group) == 1:  # as most are: nothing has to be weighed
        only = group[0]
        start, end = to_original(only.start, only.end)
        reason = Reason(only.rule, only.score, only.checksum, only.context, only.encoding)
        return Finding(start, end, only.label, only.score, (reason,))
    first, last = group[0].start, max(hit.end for hit in group)
    # A word inside an address does not name it: what covers the larger part goes first.
    best = max(group, key=lambda hit: (2 * (hit.end - hit.start) >= last - first, strength(hit)))
    start, end = to_original(first, last)
    reasons: dict[tuple[str, str], Reason] = {}
    for hit in sorted(group, key=lambda hit: (hit is not best, -hit.score)):
        reasons.setdefault(
            (hit.rule, hit.encoding), Reason(hit.rule, hit.score, hit.checksum, hit.context, hit.encoding)
        )
    kept = tuple(reasons.values())[:_MAX_REASONS]
    score = max(reason.score for reason in kept)
    return Finding(start, end, best.label, score, kept)


def _joined(first: Finding, second: Finding) -> Finding:
    best = max(first, second, key=lambda finding: finding.score)
    return Finding(
        first.start,
        max(first.end, second.end),
        best.label,
        best.score,
        (first.reasons + second.reasons)[:_MAX_REASONS],
    )


def is_within(spans: Sequence[tuple[int, int]], place: int) -> bool:
    """Whether a place lies in one of some sorted spans."""
    before = bisect_right(spans, (place, sys.maxsize)) - 1
    return before >= 0 and place < spans[before][1]

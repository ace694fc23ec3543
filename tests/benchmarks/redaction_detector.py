"""The detector under test, called as the product calls it: the redactor behind its port, in this process."""

from __future__ import annotations

import sys
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from app.redaction.port import RedactorPort, RedactorStart, Scanned, ScanOptions
from tests.benchmarks.redaction_data import Document
from tests.benchmarks.redaction_measure import Hit

if TYPE_CHECKING:
    from app.redaction.service import Redactor

Scan = Callable[[str], list[Hit]]


class Unfinished(Exception):
    """A scan ended without saying that it had looked at everything: nothing could be sent."""


def redactor(*, tagger: bool) -> Redactor:
    """Return the product's redactor, with the model that finds names or with the rules alone."""
    from app.redaction.service import prepare

    return prepare(RedactorStart(tagger=tagger))[0]


def has_tagger() -> bool:
    """Whether the model is part of this installation."""
    from app.redaction.service import load_tagger

    return load_tagger() is not None


def scanner(port: RedactorPort, options: ScanOptions | None = None) -> Scan:
    """Return a function that scans one text to its end.

    The function raises Unfinished when the scan does.
    """
    chosen = ScanOptions() if options is None else options

    def scan(text: str) -> list[Hit]:
        hits: list[Hit] = []
        finished = False
        for event in port.scan(text, chosen):
            if isinstance(event, Scanned):
                hits += [Hit(finding.start, finding.end, finding.label) for finding in event.findings]
                finished = event.last
        if not finished:
            raise Unfinished
        return hits

    return scan


def scan_all(scan: Scan, documents: Sequence[Document]) -> tuple[list[list[Hit]], int]:
    """Scan every text, each on its own.

    Returns:
        The findings of each, and how many scans failed: those texts could not be sent at all, and everything
        in them counts as missed. What failed is named on the standard error stream.
    """
    hits: list[list[Hit]] = []
    failed = 0
    for document in documents:
        try:
            hits.append(scan(document.text))
        except Exception as error:
            print(f"{document.id}: the scan failed: {type(error).__name__}", file=sys.stderr)
            hits.append([])
            failed += 1
    return hits, failed

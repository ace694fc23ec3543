"""What the rules alone, without the tagger, hide of a text."""

from __future__ import annotations

from functools import cache

from app.redaction.pipeline import Pipeline
from app.redaction.port import ScanOptions


@cache
def rules() -> Pipeline:
    return Pipeline()


def hidden(text: str) -> list[str]:
    """Return what the rules hide of a text."""
    return [text[found.start : found.end] for found in rules().scan(text, ScanOptions())]


def open_of(text: str, value: str) -> str:
    """Return the letters and digits of a value that the rules leave open."""
    start = text.index(value)
    covered = {at for found in rules().scan(text, ScanOptions()) for at in range(found.start, found.end)}
    places = range(start, start + len(value))
    return "".join(text[at] for at in places if text[at].isalnum() and at not in covered)

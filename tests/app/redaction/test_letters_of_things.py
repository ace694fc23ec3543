"""Promise: the letter that a thing is counted by begins no name."""

from __future__ import annotations

from functools import cache

from app.redaction.findings import EntityType
from app.redaction.pipeline import Pipeline
from app.redaction.port import ScanOptions
from app.redaction.tagger import Tagger


@cache
def _pipeline() -> Pipeline:
    return Pipeline(Tagger.load())


def _persons(text: str) -> list[str]:
    found = _pipeline().scan(text, ScanOptions())
    return [text[each.start : each.end] for each in found if each.label is EntityType.PERSON]


def test_a_letter_of_a_thing_begins_no_name() -> None:
    assert _persons("The pump (rev C. Deliver by ship) replaces rev B.") == []


def test_an_initial_begins_one() -> None:
    assert _persons("Please ask the plumber, C. Whitlock.") == ["C. Whitlock"]

"""Names of everybody: of the well-known, the long dead, of judgments and the authors of literature."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Final

from app.redaction.findings import EntityType
from app.redaction.lives import is_of_the_dead
from app.redaction.names import is_public
from app.redaction.recognizers.base import Hit
from app.redaction.spans import is_within
from app.redaction.things import is_of_a_case, literature

_OF_AUTHORS: Final = frozenset({"tagger", "name-honorific"})  # "Granovetter, M. S." is no monsieur
_BY_LOOKS: Final = frozenset({"tagger", "name-honorific", "name-related"})


def without_public(text: str, hits: Iterable[Hit]) -> list[Hit]:
    """Drop the names of everybody that were found by their looks; all else stays."""
    written = literature(text)
    return [
        hit
        for hit in hits
        if hit.label is not EntityType.PERSON
        or hit.rule not in _BY_LOOKS
        or not _is_of_everybody(text, hit, written)
    ]


def private_persons(text: str, hits: Iterable[Hit]) -> list[Hit]:
    """Return the names of persons that are not everybody's, whatever found them."""
    written = literature(text)
    return [
        hit for hit in hits if hit.label is EntityType.PERSON and not _is_of_everybody(text, hit, written)
    ]


def _is_of_everybody(text: str, hit: Hit, written: Sequence[tuple[int, int]]) -> bool:
    """Whether a name is that of a well-known person, of the long dead, of a judgment or an author."""
    if hit.rule in _OF_AUTHORS and is_within(written, hit.start):
        return True
    return is_public(
        text[hit.start : hit.end],
        text[hit.end : hit.end + 60],
        before=text[max(0, hit.start - 16) : hit.start],
    ) or (hit.rule == "tagger" and (is_of_a_case(text, hit.start, hit.end) or is_of_the_dead(text, hit.end)))

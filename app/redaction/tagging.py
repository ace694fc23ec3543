"""The port of the tagger: what finds names, places, organisations and addresses by their context."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import NamedTuple, Protocol

from app.redaction.findings import EntityType


class TaggedSpan(Protocol):
    """One span that a model takes for something; see ``app.redaction.tagger.Tagged``."""

    @property
    def start(self) -> int:
        """First character."""
        ...

    @property
    def end(self) -> int:
        """One past the last."""
        ...

    @property
    def label(self) -> EntityType:
        """PERSON, ORG, LOCATION or ADDRESS."""
        ...

    @property
    def score(self) -> float:
        """0.0 to 1.0."""
        ...


class Listed(NamedTuple):
    """On which lists a word stands.

    Attributes:
        given: of given names: 0 no, to 3 common.
        surname: of surnames, alike.
        place: of places, alike.
        rank: how many words are as frequent or more; 0 for one that is not known.
    """

    given: int = 0
    surname: int = 0
    place: int = 0
    rank: int = 0


class TaggerPort(Protocol):
    """A loaded model."""

    def listed(self, word: str) -> Listed:
        """Return what its lists say of a word, in whatever case."""
        ...

    def tag(self, text: str, *, progress: Callable[[float], None] | None = None) -> Sequence[TaggedSpan]:
        """Find spans in any text; ``progress`` is told the share that is done and may raise to stop."""
        ...

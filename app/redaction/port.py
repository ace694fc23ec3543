"""The redactor port: what the core asks of the process that reads the user's text and can do nothing else.

``app.redaction.service.Redactor`` implements it; ``app.process`` carries it across a pipe. It has no network
and no files (its tagger is loaded before it is confined), and it is told neither where the text goes nor
what conversation it belongs to.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final, Literal, Protocol

import msgspec

from app.redaction.findings import EntityType, Finding, QuasiIdentifier

OWN_CHOICE: Final = "custom"
"""Id of the profile that hides what the user chose."""


class RedactorStart(msgspec.Struct, frozen=True):
    """What the redactor process is given when it starts.

    Attributes:
        tagger: load the model that finds names; without it only the rules look.
    """

    tagger: bool = True


class Term(msgspec.Struct, frozen=True):
    """A word that the user or the organisation decided about; matched in any case, inflected and disguised.

    Attributes:
        action: "redact" it wherever it stands, or "keep" it although a detector would find it.
    """

    text: str
    action: Literal["redact", "keep"] = "redact"
    label: EntityType = EntityType.CUSTOM

    def __repr__(self) -> str:
        """Never the term."""
        return f"<Term {self.action} {self.label.value} {len(self.text)} characters>"


class ScanOptions(msgspec.Struct, frozen=True):
    """How to look.

    Attributes:
        profile: id of a profile ("default", "strict", "hipaa-18", "glba", "gdpr", "ferpa", "secrets", or the
            user's own, "custom").
        chosen: what the profile "custom" hides; None is what it hides to begin with.
        terms: applied after everything else; "keep" never wins over a "redact".
        known: values of this conversation that are hidden already: found again wherever they stand.
    """

    profile: str = "default"
    chosen: tuple[EntityType, ...] | None = None
    terms: tuple[Term, ...] = ()
    known: tuple[Term, ...] = ()


class ScanProgress(msgspec.Struct, frozen=True, tag="scanning"):
    """How far a long scan is, 0.0 to 1.0."""

    fraction: float


class Scanned(msgspec.Struct, frozen=True, tag="scanned"):
    """Some of the findings, sorted by start, never overlapping; ``last`` ends the scan.

    A long text comes in several of these. A scan that ends without ``last`` has not looked at everything,
    and nothing may be sent.
    """

    findings: tuple[Finding, ...]
    quasi: tuple[QuasiIdentifier, ...] = ()
    last: bool = False


ScanEvent = ScanProgress | Scanned


class Leak(msgspec.Struct, frozen=True):
    """A value that is still in the outgoing bytes.

    Attributes:
        index: which of the values.
        how: "plain", "digits", "reversed", "base64", "hex", "url", "html" or "json".
        start: byte offset of the hit in the body, -1 when it spans an encoding.
    """

    index: int
    how: str
    start: int


class RedactorPort(Protocol):
    """The redactor process."""

    def scan(self, text: str, options: ScanOptions) -> Iterator[ScanEvent]:
        """Find what to hide. Linear in the text; can be cancelled.

        Raises:
            UnknownProfile: there is no profile of that id.
        """
        ...

    def leaks(self, body: bytes, values: tuple[str, ...]) -> tuple[Leak, ...]:
        """Look through the exact outgoing bytes for every value, in every disguise we know."""
        ...

"""Annotated texts for measuring redaction: our unseen set, and anybody's JSONL of the same form.

One JSON object a line: ``{id, text, spans: [{start, end, label, orig}], lang, genre}``; offsets are
characters, half open. ``optional`` holds spans that may be hidden or not: they are neither demanded nor held
against a detector (a city that is nobody's home, a word that may be a nickname). A line without spans is
clean: every hit in it is a false one. Labels are those of ``EntityType``; foreign ones are translated, and
those that name no identifier (a diagnosis, a job title) become optional.
"""

from __future__ import annotations

import glob
import gzip
import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from app.redaction.findings import EntityType

UNSEEN = Path(__file__).parent / "redaction_unseen"
RESTORE = UNSEEN / "restore.jsonl"

_LABELS = {label.value for label in EntityType}
# Labels of annotated corpora that name no identifier: whether to hide them is a matter of taste.
_NO_IDENTIFIER = {"HEALTH", "QUASI", "MISC", "TITLE", "DEMOG", "NRP", "GENDER", "NATIONALITY", "OCCUPATION"}
# Checked in this order, so that "PH_MOBILE_NUMBER" is a phone and "ES_PASSPORT" a passport.
_FOREIGN = (
    ("PHONE", "PHONE"),
    ("MOBILE", "PHONE"),
    ("PASSPORT", "PASSPORT"),
    ("DRIV", "DRIVER_LICENSE"),
    ("POSTCODE", "ZIP"),
    ("POSTAL", "ZIP"),
    ("PLATE", "VEHICLE"),
    ("VEHICLE", "VEHICLE"),
    ("NHS", "HEALTH_ID"),
    ("MEDICARE", "HEALTH_ID"),
    ("HEALTH", "HEALTH_ID"),
    ("MEDICAL_LICENSE", "PRO_LICENSE"),
    ("CRYPTO", "CRYPTO"),
    ("BANK", "BANK_ACCT"),
    ("TAX", "TAX_ID"),
    ("VAT", "TAX_ID"),
    ("MAC", "MAC"),
    ("NAME", "PERSON"),
)


@dataclass(frozen=True, slots=True)
class Span:
    """A marked piece of a text.

    Attributes:
        kind: what its author called it; tells a key of a known form ("KEY") from a password ("PASSWORD").
    """

    start: int
    end: int
    label: EntityType
    kind: str


@dataclass(frozen=True, slots=True)
class Document:
    """One annotated text.

    Attributes:
        spans: what has to be hidden.
        optional: what may be hidden, as (start, end).
    """

    id: str
    text: str
    lang: str
    genre: str
    spans: tuple[Span, ...]
    optional: tuple[tuple[int, int], ...] = ()

    @property
    def clean(self) -> bool:
        """Whether nothing in it is private."""
        return not self.spans and not self.optional

    def marked(self, span: Span) -> str:
        """The text of one of its spans."""
        return self.text[span.start : span.end]


@dataclass(frozen=True, slots=True)
class RestoreCase:
    """An answer with placeholders, as a model may return it, and what has to be read in the end.

    Attributes:
        expected: every acceptable text; the first is the best.
        unknown: it holds an id that is not in the mapping, which must be shown flagged.
    """

    id: str
    kind: str
    mapping: dict[str, str]
    answer: str
    expected: tuple[str, ...]
    unknown: bool


def read_unseen() -> list[Document]:
    """Return our own set, every file of it."""
    paths = sorted(path for path in UNSEEN.glob("*.jsonl") if path != RESTORE)
    return [document for path in paths for document in read_documents(path)]


def read_glob(pattern: str) -> list[Document]:
    """Return the documents of every file that matches, ``.jsonl`` or ``.jsonl.gz``.

    Raises:
        FileNotFoundError: no file matches.
    """
    paths = [Path(name) for name in sorted(glob.glob(pattern, recursive=True))]  # noqa: PTH207
    if not paths:
        raise FileNotFoundError(pattern)
    return [document for path in paths for document in read_documents(path)]


def read_documents(path: Path) -> Iterator[Document]:
    """Yield the documents of one file; those that are only counted, not marked, are left out."""
    stem = path.name.removesuffix(".gz").removesuffix(".jsonl")
    for number, row in enumerate(_rows(path)):
        meta = row.get("meta") or {}
        if isinstance(meta, dict) and "risk_lines" in meta:
            continue
        yield _document(row, str(row.get("id", f"{stem}-{number}")), stem)


def read_restore(path: Path = RESTORE) -> list[RestoreCase]:
    """Return the cases of altered placeholders."""
    return [
        RestoreCase(
            row["id"],
            row["kind"],
            row["mapping"],
            row["answer"],
            (row["expected"], *row.get("also", ())),
            bool(row.get("unknown", False)),
        )
        for row in _rows(path)
    ]


def _rows(path: Path) -> Iterator[dict[str, Any]]:
    if path.suffix == ".gz":
        with gzip.open(path, "rt", encoding="utf-8") as packed:
            yield from map(json.loads, filter(str.strip, packed))
    else:
        with path.open(encoding="utf-8") as plain:
            yield from map(json.loads, filter(str.strip, plain))


def _document(row: dict[str, Any], name: str, stem: str) -> Document:
    spans: list[Span] = []
    optional = [(int(item["start"]), int(item["end"])) for item in row.get("optional", ())]
    for item in row["spans"]:
        start, end = int(item["start"]), int(item["end"])
        label = _label(str(item["label"]))
        if label is None:
            optional.append((start, end))
        else:
            spans.append(Span(start, end, label, str(item.get("orig", label.value))))
    return Document(
        name,
        str(row["text"]),
        str(row.get("lang", "en")),
        str(row.get("genre", stem)),
        tuple(sorted(spans, key=lambda span: (span.start, span.end))),
        tuple(sorted(optional)),
    )


def _label(name: str) -> EntityType | None:
    if name in _LABELS:
        return EntityType(name)
    if name in _NO_IDENTIFIER:
        return None
    upper = name.upper()
    found = next((ours for part, ours in _FOREIGN if part in upper), "NATIONAL_ID")
    return EntityType(found)


def characters(documents: Iterable[Document]) -> int:
    """How long they are together."""
    return sum(len(document.text) for document in documents)

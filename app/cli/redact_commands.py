"""`sotto redact`: find what is private in a text and put placeholders there, and put the values back.

The text goes to the redactor process, which has no network and no files, and nowhere else. Rows of a JSONL
file all go to one process.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Final, TypeVar

import msgspec

from app.cli.terminal import print_json
from app.errors import RedactionFailed, UsageRefused
from app.redaction.findings import CALENDAR_DAYS, WITH_CHECK_DIGITS, EntityType, Finding
from app.redaction.placeholders import Placeholders, as_mapping
from app.redaction.port import OWN_CHOICE, RedactorPort, Scanned, ScanOptions, Term
from app.redaction.restorer import restore
from app.redaction.unread import unread_languages
from app.services import ProcessServices
from models.errors import SottoError

_KEEP: Final = "keep:"
Row = TypeVar("Row", bound=msgspec.Struct)


class _TextRow(msgspec.Struct):
    """One line of ``--jsonl``."""

    text: str
    id: str | int | None = None
    terms: list[str | Term] = []


class _AnswerRow(msgspec.Struct):
    """One line of ``--restore``."""

    mapping: dict[str, str]
    answer: str
    id: str | int | None = None


def run_redact(arguments: argparse.Namespace, services: ProcessServices) -> int:
    """Run the command; returns the exit code."""
    if arguments.restore is not None:
        _restore(arguments.restore)
        return 0
    own = arguments.hide is not None
    options = ScanOptions(
        profile=OWN_CHOICE if own else arguments.rules_of,
        chosen=arguments.hide,
        terms=_terms(arguments.terms),
    )
    handle = services.open_redactor(_lost, tagger=not arguments.rules_only)
    try:
        if arguments.jsonl is not None:
            for row in _rows(arguments.jsonl, _TextRow):
                _redact_row(handle.port, row, options)
        else:
            _redact_text(handle.port, _read(arguments.file), options, as_json=arguments.json)
    finally:
        handle.kill()
    return 0


def _redact_text(port: RedactorPort, text: str, options: ScanOptions, *, as_json: bool) -> None:
    if as_json:
        print_json(_result(port, text, options))
        return
    sys.stdout.write(Placeholders().redact(text, whole_scan(port, text, options)).text)
    sys.stdout.flush()
    if languages := unread_languages(text):
        note = "Some of this is in a language that Sotto does not read; names in it are not found:"
        print(note, ", ".join(languages), file=sys.stderr)


def _redact_row(port: RedactorPort, row: _TextRow, options: ScanOptions) -> None:
    terms = tuple(Term(term) if isinstance(term, str) else term for term in row.terms)
    options = msgspec.structs.replace(options, terms=options.terms + terms)
    print_json({"id": row.id, **_result(port, row.text, options)})


def _result(port: RedactorPort, text: str, options: ScanOptions) -> dict[str, object]:
    findings = whole_scan(port, text, options)
    placeholders = Placeholders()
    redacted = placeholders.redact(text, findings)
    return {
        "findings": [_as_row(finding) for finding in findings],
        "redacted": redacted.text,
        "map": as_mapping(placeholders.values),
    }


def _checked(label: EntityType) -> str:
    """Return what a check of the value itself proves."""
    if label in WITH_CHECK_DIGITS:
        return "checksum"
    return "calendar day" if label in CALENDAR_DAYS else "possible"


def _as_row(finding: Finding) -> dict[str, object]:
    first = finding.reasons[0]
    notes = [first.rule]
    if first.checksum:
        notes.append(_checked(finding.label))
    notes += [f"near {first.context!r}"] if first.context else []
    notes += ["by its place"] if first.placed else []
    notes += [first.encoding] if first.encoding else []
    return {
        "start": finding.start,
        "end": finding.end,
        "label": finding.label.value,
        "score": round(finding.score, 3),
        "reason": ", ".join(notes),
    }


def whole_scan(port: RedactorPort, text: str, options: ScanOptions) -> tuple[Finding, ...]:
    """Return all findings of a text.

    Raises:
        RedactionFailed: reason "cut": the redactor has not looked at everything.
    """
    findings: list[Finding] = []
    finished = False
    for event in port.scan(text, options):
        if isinstance(event, Scanned):
            findings.extend(event.findings)
            finished = event.last
    if not finished:
        raise RedactionFailed(reason="cut")
    return tuple(findings)


def _restore(name: str) -> None:
    for row in _rows(name, _AnswerRow):
        restored = restore(row.answer, row.mapping)
        flags = [
            {"kind": flag.kind, "start": flag.start, "end": flag.end, "tag": flag.tag}
            for flag in restored.flags
        ]
        known = {"id": row.id} if row.id is not None else {}
        print_json({**known, "restored": restored.text, "flags": flags})


def _terms(name: str | None) -> tuple[Term, ...]:
    """Read terms: one a line, "keep: WORD" for one that stays, "#" for a comment."""
    if name is None:
        return ()
    lines = [line.strip() for line in _read(name).splitlines()]
    return tuple(
        Term(line[len(_KEEP) :].strip(), "keep") if line.lower().startswith(_KEEP) else Term(line)
        for line in lines
        if line and not line.startswith("#")
    )


def _read(name: str) -> str:
    try:
        raw = sys.stdin.buffer.read() if name == "-" else Path(name).expanduser().read_bytes()
        return raw.decode("utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise UsageRefused(reason="text-unreadable") from error


def _rows(name: str, kind: type[Row]) -> Iterator[Row]:
    decoder = msgspec.json.Decoder(kind)
    try:
        with sys.stdin.buffer if name == "-" else Path(name).expanduser().open("rb") as file:
            for line in file:
                if line.strip():
                    yield decoder.decode(line)
    except OSError as error:
        raise UsageRefused(reason="text-unreadable") from error
    except (msgspec.DecodeError, UnicodeDecodeError) as error:
        raise UsageRefused(reason="row-unreadable") from error


def _lost(_error: SottoError) -> None:
    """A lost process shows as the error of the call that waited for it."""

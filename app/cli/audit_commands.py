"""`sotto audit list|verify|export`: what left this computer, and whether the log of it is whole."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO, Final

from app.audit import UNSEEN, AuditRecord, AuditReport
from app.cli.answering import open_vault
from app.cli.context import Context
from app.cli.new_file import write_new
from app.cli.terminal import note, print_json, printable
from app.errors import UsageRefused
from app.explain import readable_size
from app.local_time import local_time

_AT_ONCE: Final = 500
_FAULTS: Final = {
    "changed": "Record {} was changed.",
    "missing": "Record {} is missing.",
    "order": "Record {} is not in its place.",
    "signature": "It is not signed with the right key, or was changed after it was signed.",
    "format": "It is not a log that Sotto has exported, or is damaged.",
}


def run_audit(context: Context, arguments: argparse.Namespace) -> int:
    """Run one action."""
    if arguments.action == "verify" and arguments.file is not None:
        return _verify_file(arguments)
    open_vault(context, arguments.passphrase_file)
    match arguments.action:
        case "list":
            return _list(context, arguments)
        case "verify":
            return _say(context.assistant.verify_audit(), as_json=arguments.json)
        case _:
            return _export(context, arguments)


def _list(context: Context, arguments: argparse.Namespace) -> int:
    empty = True
    for record in _records(context, arguments.limit):
        empty = False
        if arguments.json:
            print_json(record)
        else:
            sys.stdout.write(_line(record) + "\n")
    if empty and not arguments.json:
        note("Nothing has left this computer.")
    return 0


def _records(context: Context, limit: int) -> Iterator[AuditRecord]:
    """Yield the newest records first; 0 has no limit."""
    before, left = 0, max(0, limit)
    while page := context.assistant.audit(before=before, limit=min(left or _AT_ONCE, _AT_ONCE)):
        yield from page
        before, left = page[-1].number, left - len(page)
        if before == 1 or (limit > 0 and left <= 0):
            return


def _line(record: AuditRecord) -> str:
    entry = record.entry
    parts = [f"{record.number:>5}  {local_time(record.time, seconds=True)}  {entry.kind:<13}"]
    parts += [printable(part) for part in (entry.host, entry.route) if part]
    if entry.bytes_out or entry.bytes_in:
        least = "" if entry.is_whole else "at least "
        parts.append(f"{least}{readable_size(entry.bytes_out)} out, {readable_size(entry.bytes_in)} in")
    if entry.kind == "clock-changed":
        parts.append(f"by {entry.seconds:+.0f} s")
    if entry.redacted:
        parts.append(f"{entry.redacted} placeholders")
    if entry.kind == "approved" and entry.outcome == UNSEEN:
        parts.append("automatically, nobody looked")
    else:
        parts += [printable(part) for part in (entry.tls, entry.outcome) if part]
    if entry.body_sha256:
        parts.append(entry.body_sha256[:12])
    return "  ".join(parts)


def _verify_file(arguments: argparse.Namespace) -> int:
    """Verify an export; no vault is opened, and none has to be there."""
    from app.vault.audit import lines_of, verify_export

    try:
        with _opened(arguments.file) as file:
            report = verify_export(lines_of(file), key=arguments.key or "")
    except OSError as error:
        raise UsageRefused(reason="log-unreadable") from error
    result = _say(report, as_json=arguments.json)
    if report.ok and not arguments.key and not arguments.json:
        note(
            "Whose key that is, only its owner can say: compare it with what `sotto audit verify` "
            "shows on the computer that the log comes from."
        )
    return result


def _opened(name: str) -> BinaryIO:
    return sys.stdin.buffer if name == "-" else Path(name).open("rb")


def _export(context: Context, arguments: argparse.Namespace) -> int:
    assistant = context.assistant
    report = assistant.verify_audit()
    write_new(Path(arguments.file), assistant.export_audit())
    note(f"{report.records} records exported, signed with key {report.key}.")
    if not report.ok:
        note(_fault(report))
    return 0 if report.ok else 1


def _say(report: AuditReport, *, as_json: bool) -> int:
    if as_json:
        print_json(report)
    elif report.ok:
        sys.stdout.write(f"The log is whole: {report.records} records, key {report.key}.\n")
    else:
        sys.stdout.write(_fault(report) + "\n")
    return 0 if report.ok else 1


def _fault(report: AuditReport) -> str:
    return f"The log is not whole. {_FAULTS[report.reason].format(report.broken_at)}"

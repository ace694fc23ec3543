"""`sotto models list|import|info|check`."""

from __future__ import annotations

import argparse
import signal
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from app.cli.context import Context
from app.cli.terminal import ProgressLine, note, print_error, print_json, printable
from app.errors import UsageRefused
from app.explain import readable_size
from models.cancel import CancelToken
from models.errors import ModelChanged, SottoError
from models.files import ModelEntry


def run_models(context: Context, arguments: argparse.Namespace) -> int:
    """Run one action."""
    match arguments.action:
        case "list":
            return _list(context, as_json=arguments.json)
        case "import":
            return _import(context, arguments)
        case "info":
            return _info(context, arguments)
        case _:
            return _check(context, arguments.model)


@contextmanager
def _cancelling_on_interrupt() -> Iterator[CancelToken]:
    token = CancelToken()
    before = signal.signal(signal.SIGINT, lambda _signal, _frame: token.cancel())
    try:
        yield token
    finally:
        signal.signal(signal.SIGINT, before)


def _list(context: Context, *, as_json: bool) -> int:
    chosen = context.assistant.model.id
    for entry in context.models.entries():
        state = context.models.state_of(entry)
        if as_json:
            print_json({"entry": entry, "state": state, "chosen": entry.id == chosen})
            continue
        mark = "*" if entry.id == chosen else " "
        notes = [*([] if state == "ready" else [state]), *([entry.label] if entry.label else [])]
        note_text = f"  ({'; '.join(notes)})" if notes else ""
        size = readable_size(entry.size)
        sys.stdout.write(
            f"{mark} {entry.id[:12]:12}  {printable(entry.name)[:40]:40}  {size:>8}{note_text}\n"
        )
    return 0


def _import(context: Context, arguments: argparse.Namespace) -> int:
    progress = ProgressLine()
    with _cancelling_on_interrupt() as token:
        entry = context.assistant.import_model(
            str(Path(arguments.path).expanduser().absolute()),
            copy=arguments.copy,
            progress=lambda stage, fraction: progress.show(stage.capitalize(), fraction),
            cancel=token,
        )
    progress.clear()
    if entry is None:
        note("Cancelled; nothing was changed.")
        return 1
    if arguments.use:
        context.assistant.choose_model(entry.id)
    sys.stdout.write(f"{entry.id}\n")
    note(f"Imported {printable(entry.name)} ({readable_size(entry.size)}).")
    return 0


def _find(context: Context, wanted: str) -> ModelEntry:
    found = [entry for entry in context.models.entries() if entry.id.startswith(wanted)]
    if len(found) != 1:
        raise UsageRefused(reason="no-such-model" if not found else "id-not-unique")
    return found[0]


def _info(context: Context, arguments: argparse.Namespace) -> int:
    path = Path(arguments.model).expanduser()
    if not path.is_file():
        path = Path(_find(context, arguments.model).path)
    progress = ProgressLine()
    with _cancelling_on_interrupt() as token:
        info = context.assistant.inspect_model(
            str(path.absolute()),
            progress=lambda done, total: progress.show("Reading", done / max(total, 1)),
            cancel=token,
        )
    progress.clear()
    if info is None:
        note("Cancelled.")
        return 1
    if arguments.json:
        print_json(info)
        return 0
    rows = {
        "name": printable(info.name),
        "architecture": info.architecture,
        "parameters": f"{info.parameters / 1e6:,.1f} million",
        "quantization": info.quantization,
        "file": readable_size(info.size_bytes),
        "context": f"{info.trained_context} tokens",
        "memory": f"about {readable_size(info.memory_bytes)} with {info.memory_context} tokens of context",
        "chat template": "in the file" if info.has_template else "none: a plain one is used",
        "licence": printable(info.licence) or "not stated",
        "SHA-256": info.sha256,
    }
    sys.stdout.write("".join(f"{name:14} {value}\n" for name, value in rows.items()))
    return 0


def _check(context: Context, wanted: str | None) -> int:
    entries = [_find(context, wanted)] if wanted else context.models.entries()
    failed = 0
    for entry in entries:
        try:
            info = context.assistant.inspect_model(entry.path)
            if info is not None and entry.sha256 and info.sha256 != entry.sha256:
                raise ModelChanged(expected=entry.sha256[:12], found=info.sha256[:12])
            sys.stdout.write(f"ok      {printable(entry.name)}\n")
        except SottoError as error:
            failed += 1
            sys.stdout.write(f"FAILED  {printable(entry.name)}\n")
            print_error(error)
    return 1 if failed else 0

"""`sotto history list|show|search|export`."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from app.cli.answering import context_id, open_vault
from app.cli.context import Context
from app.cli.new_file import write_new
from app.cli.terminal import note, print_json, printable
from app.conversation import ConversationSummary
from app.export import as_markdown, exported
from app.local_time import local_time


def run_history(context: Context, arguments: argparse.Namespace) -> int:
    """Run one action."""
    open_vault(context, arguments.passphrase_file)
    match arguments.action:
        case "list":
            return _list(context.assistant.conversations(trashed=arguments.trash), as_json=arguments.json)
        case "show":
            return _show(context, arguments)
        case "search":
            return _search(context, arguments)
        case _:
            return _export(context, arguments)


def _list(summaries: list[ConversationSummary], *, as_json: bool) -> int:
    for summary in summaries:
        if as_json:
            print_json(summary)
        else:
            pin = "*" if summary.pinned else " "
            title = printable(summary.title) or "(no title)"
            sys.stdout.write(f"{summary.id[:8]} {pin} {local_time(summary.updated)}  {title}\n")
    if not summaries and not as_json:
        note("There is nothing here yet.")
    return 0


def _show(context: Context, arguments: argparse.Namespace) -> int:
    conversation = context.assistant.conversation(context_id(context, arguments.conversation))
    if arguments.json:
        print_json(conversation)
    else:
        sys.stdout.writelines(printable(piece) for piece in as_markdown(conversation))
    return 0


def _search(context: Context, arguments: argparse.Namespace) -> int:
    hits = context.assistant.search(" ".join(arguments.words))
    for hit in hits:
        if arguments.json:
            print_json(hit)
        else:
            snippet = " ".join(printable(hit.snippet).split())
            sys.stdout.write(f"{hit.conversation_id[:8]}  {printable(hit.title)}: {snippet}\n")
    if not hits and not arguments.json:
        note("Nothing found.")
    return 0 if hits else 1


def _export(context: Context, arguments: argparse.Namespace) -> int:
    assistant = context.assistant
    ids = [context_id(context, wanted) for wanted in arguments.conversation] or [
        summary.id for summary in assistant.conversations()
    ]
    conversations = (assistant.conversation(conversation_id) for conversation_id in ids)
    pieces = exported(conversations, arguments.format)
    if arguments.output is None:
        for piece in pieces:
            sys.stdout.write(printable(piece.decode()))
    else:
        write_new(Path(arguments.output), pieces)
    note(f"{len(ids)} conversations exported as readable text. This copy is not encrypted.")
    return 0

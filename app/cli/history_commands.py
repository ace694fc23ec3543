"""`sotto history list|show|search|export`."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

import msgspec

from app.cli.answering import context_id, open_vault
from app.cli.context import Context
from app.cli.new_file import write_new
from app.cli.terminal import local_time, note, print_json, printable
from app.conversation import Conversation, ConversationSummary, Message, Role


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
        sys.stdout.write(as_markdown(conversation))
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
    conversations = [assistant.conversation(conversation_id) for conversation_id in ids]
    if arguments.format == "json":
        text = msgspec.json.format(msgspec.json.encode({"conversations": conversations})).decode() + "\n"
    else:
        text = "\n---\n\n".join(as_markdown(conversation) for conversation in conversations)
    if arguments.output is None:
        sys.stdout.write(text)
    else:
        write_new(Path(arguments.output), [text.encode()])
    note(f"{len(conversations)} conversations exported as readable text. This copy is not encrypted.")
    return 0


def as_markdown(conversation: Conversation) -> str:
    """Return the shown branch of a conversation as Markdown."""
    parts = [f"# {printable(conversation.summary.title) or 'Conversation'}\n"]
    parts += [_message(message) for message in conversation.branch()]
    return "\n".join(parts)


def _message(message: Message) -> str:
    if message.role is Role.USER:
        speaker = "You"
    else:
        speaker = message.provenance.model if message.provenance else "Sotto"
    mark = "" if message.status.value == "complete" else f" ({message.status.value})"
    return f"**{printable(speaker)}**, {local_time(message.created)}{mark}\n\n{printable(message.text)}\n"

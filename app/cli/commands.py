"""The commands of the terminal front end: one table, from which the parser and its help are made."""

from __future__ import annotations

import argparse
from pathlib import Path

from app.redaction.findings import EntityType
from app.version import VERSION

ASK = "ask a question; the answer is printed as it comes"
CHAT = "talk in the terminal"
VAULT = "make, open and check the encrypted history"
MODELS = "list, import and check models"
HISTORY = "read, search and export what was written"
AUDIT = "what left this computer, and whether the log of it is whole"
POLICY = "what the administrators of this computer allow"
REDACT = "replace what is private in a text by placeholders, or put it back"
SELFTEST = "check this installation: vault, engine, sandbox"
BENCH = "measure: engine, gate, process, redaction, ui or vault"

_AS_JSON = "print JSON, one object per line"


def build_parser() -> argparse.ArgumentParser:
    """Return the parser of every command; wrong usage ends with exit code 2."""
    parser = argparse.ArgumentParser(
        prog="sotto",
        description="Sotto, a private assistant on your own computer. Without a command the window opens.",
        epilog="Exit codes: 0 done, 1 refused or failed, 2 wrong usage.",
    )
    parser.add_argument("--profile", type=Path, metavar="DIR", help="keep everything in this folder")
    parser.add_argument("--version", action="version", version=f"sotto {VERSION}", help="say which this is")
    commands = parser.add_subparsers(dest="command", metavar="COMMAND")

    ask = commands.add_parser("ask", help=ASK, description=ASK)
    ask.add_argument("question", help="the question; - reads it from standard input")
    _answering(ask)

    chat = commands.add_parser("chat", help=CHAT, description=CHAT)
    chat.add_argument("conversation", nargs="?", help="id (or its beginning) of a conversation to go on with")
    _answering(chat, json=False)

    _vault(commands)
    _models(commands)
    _history(commands)
    _audit(commands)
    _policy(commands)
    _redact(commands)

    selftest = commands.add_parser("selftest", help=SELFTEST, description=SELFTEST)
    selftest.add_argument("--json", action="store_true", help="one JSON object per check")

    bench = commands.add_parser("bench", help=BENCH, description=BENCH)
    bench.add_argument(
        "name", choices=["engine", "gate", "process", "redaction", "ui", "vault"], help="what is measured"
    )
    bench.add_argument("arguments", nargs=argparse.REMAINDER, help="passed on to the benchmark")
    return parser


def _redact(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    redact = commands.add_parser("redact", help=REDACT, description=REDACT)
    source = redact.add_mutually_exclusive_group(required=True)
    source.add_argument("file", nargs="?", help="a text file in UTF-8; - reads standard input")
    source.add_argument("--jsonl", metavar="FILE", help="rows {id, text, terms?} in, rows with findings out")
    source.add_argument("--restore", metavar="FILE", help="rows {mapping, answer} in, {restored, flags} out")
    redact.add_argument("--json", action="store_true", help="print findings, redacted text and map")
    rules = redact.add_mutually_exclusive_group()
    rules.add_argument(
        "--profile",
        dest="rules_of",
        metavar="NAME",
        default="default",
        help="default, strict, hipaa-18, glba, gdpr, ferpa, secrets or custom",
    )
    rules.add_argument(
        "--hide",
        metavar="TYPES",
        type=_types,
        help="the profile custom with these types of your choice, such as PERSON,EMAIL,IBAN",
    )
    redact.add_argument("--terms", metavar="FILE", help='your own terms, one a line; "keep: WORD" for others')
    redact.add_argument("--rules-only", action="store_true", help="without the model that finds names")


def _types(text: str) -> tuple[EntityType, ...]:
    names = [name.strip().upper() for name in text.split(",")]
    unknown = [name for name in names if name not in EntityType.__members__]
    if unknown:
        msg = f"{unknown[0]!r} is none of {', '.join(EntityType.__members__)}"
        raise argparse.ArgumentTypeError(msg)
    return tuple(EntityType[name] for name in names)


def _answering(parser: argparse.ArgumentParser, *, json: bool = True) -> None:
    parser.add_argument("--ephemeral", action="store_true", help="keep nothing on disk; needs no vault")
    parser.add_argument("--model", metavar="PATH", help="a GGUF file, or the id of an imported model")
    parser.add_argument("--max-tokens", type=int, metavar="N", help="longest answer")
    parser.add_argument("--temperature", type=float, metavar="T", help="0 always takes the likeliest token")
    parser.add_argument("--seed", type=int, metavar="N", help="make the answer repeatable")
    if json:
        parser.add_argument("--json", action="store_true", help="one JSON object per event")
    _passphrase(parser)


def _passphrase(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--passphrase-file",
        metavar="FILE",
        help="read the passphrase from the first line of FILE (- is standard input) instead of asking",
    )


def _vault(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    vault = commands.add_parser("vault", help=VAULT, description=VAULT)
    actions = vault.add_subparsers(dest="action", metavar="ACTION", required=True)
    create = actions.add_parser("create", help="make a vault and show its recovery code once")
    create.add_argument("--no-verify", action="store_true", help="do not ask for a part of the recovery code")
    _passphrase(create)
    opened = actions.add_parser("open", help="try the passphrase and say what is inside")
    _passphrase(opened)
    passwd = actions.add_parser("passwd", help="change the passphrase")
    passwd.add_argument(
        "--recovery",
        action="store_true",
        help="with the recovery code (asked for, or in --passphrase-file), when it is forgotten",
    )
    passwd.add_argument(
        "--new-passphrase-file", metavar="FILE", help="read the new passphrase from the first line of FILE"
    )
    _passphrase(passwd)
    check = actions.add_parser("check", help="verify every page, index and id")
    check.add_argument("--json", action="store_true", help=_AS_JSON)
    _passphrase(check)
    salvage = actions.add_parser(
        "salvage", help="save what can be read of a damaged vault into a new one in another folder"
    )
    salvage.add_argument("--to", metavar="FOLDER", required=True, help="a new or an empty folder")
    salvage.add_argument("--json", action="store_true", help="print the report as JSON")
    _passphrase(salvage)
    info = actions.add_parser("info", help="say what can be seen without the passphrase")
    info.add_argument("--json", action="store_true", help=_AS_JSON)


def _models(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    models = commands.add_parser("models", help=MODELS, description=MODELS)
    actions = models.add_subparsers(dest="action", metavar="ACTION", required=True)
    listed = actions.add_parser("list", help="the built-in model and the imported ones")
    listed.add_argument("--json", action="store_true", help=_AS_JSON)
    imported = actions.add_parser("import", help="check a GGUF file and put it on the list")
    imported.add_argument("path", help="the GGUF file; it stays where it is unless copied")
    imported.add_argument("--copy", action="store_true", help="also copy it into Sotto's own folder")
    imported.add_argument("--use", action="store_true", help="answer with it from now on")
    info = actions.add_parser("info", help="what a model file says of itself, and what it needs")
    info.add_argument("model", help="a GGUF file, or an id from the list")
    info.add_argument("--json", action="store_true", help=_AS_JSON)
    check = actions.add_parser("check", help="read the files again and compare them with what was imported")
    check.add_argument("model", nargs="?", help="an id from the list; all without it")


def _history(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    history = commands.add_parser("history", help=HISTORY, description=HISTORY)
    actions = history.add_subparsers(dest="action", metavar="ACTION", required=True)
    listed = actions.add_parser("list", help="conversations, newest first")
    listed.add_argument("--trash", action="store_true", help="those in the trash")
    show = actions.add_parser("show", help="print one conversation")
    show.add_argument("conversation", help="its id, or the beginning of it")
    search = actions.add_parser("search", help="find words in titles and messages")
    search.add_argument("words", nargs="+", help="all have to be found; the last may be unfinished")
    export = actions.add_parser("export", help="write conversations as readable text: no longer encrypted")
    export.add_argument("conversation", nargs="*", help="ids; all without them")
    export.add_argument(
        "--format", choices=["markdown", "json"], default="markdown", help="markdown unless said"
    )
    export.add_argument("--output", metavar="FILE", help="a new file; standard output without it")
    for action in (listed, show, search):
        action.add_argument("--json", action="store_true", help=_AS_JSON)
    for action in (listed, show, search, export):
        _passphrase(action)


def _audit(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    audit = commands.add_parser("audit", help=AUDIT, description=AUDIT)
    actions = audit.add_subparsers(dest="action", metavar="ACTION", required=True)
    listed = actions.add_parser("list", help="connections, approvals and consents, newest first")
    listed.add_argument("--limit", type=int, metavar="N", default=50, help="so many; 0 lists all")
    verify = actions.add_parser("verify", help="follow the chain of the log, or of an exported one")
    verify.add_argument("file", nargs="?", help="an exported log (- is standard input): needs no vault")
    verify.add_argument(
        "--key", metavar="DIGITS", help="fingerprint that the key of FILE must have, 16 digits or more"
    )
    export = actions.add_parser("export", help="write the log as JSON Lines, signed")
    export.add_argument("file", help="a new file")
    for action in (listed, verify):
        action.add_argument("--json", action="store_true", help=_AS_JSON)
    for action in (listed, verify, export):
        _passphrase(action)


def _policy(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    policy = commands.add_parser("policy", help=POLICY, description=POLICY)
    actions = policy.add_subparsers(dest="action", metavar="ACTION", required=True)
    show = actions.add_parser("show", help="what holds here, which file says so, and what is wrong with it")
    check = actions.add_parser("check", help="read a draft as it would be read; needs no rights")
    check.add_argument("place", metavar="FOLDER|FILE", type=Path, help="a folder of .toml files, or one file")
    for action in (show, check):
        action.add_argument("--json", action="store_true", help="print the report as JSON")

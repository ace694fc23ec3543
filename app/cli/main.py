"""Runs one command of the terminal front end and turns its errors into an exit code.

Exit codes: 0 done, 1 refused or failed, 2 wrong usage.
"""

from __future__ import annotations

import argparse
import io
import os
import sys
from pathlib import Path
from typing import Final

from app.cli.context import AssistantFactory, Context
from app.cli.terminal import note, print_error
from app.errors import UsageRefused
from app.paths import Paths
from app.settings import SettingsStore
from models.errors import SottoError
from models.files import ModelStore

# What the parser of the arguments cannot tell, but is wrong in them.
_WRONG_USAGE: Final = frozenset({"option-out-of-range", "empty-question", "argument-not-text"})


def run_command(
    arguments: argparse.Namespace,
    *,
    paths: Paths,
    settings: SettingsStore,
    models: ModelStore,
    make_assistant: AssistantFactory,
) -> int:
    """Run the command in ``arguments``; returns the exit code, whatever happens."""
    _prepare_streams()
    try:
        _require_text(arguments)
        code = _run(arguments, paths=paths, settings=settings, models=models, make_assistant=make_assistant)
        sys.stdout.flush()
    except SottoError as error:
        print_error(error)
        if isinstance(error, UsageRefused) and error.facts.get("reason") in _WRONG_USAGE:
            return 2
    except (KeyboardInterrupt, EOFError):  # Ctrl+C, or Ctrl+D where something was asked
        note("")
    except UnicodeError:  # of standard input or a terminal: what is written never is the cause
        print_error(UsageRefused(reason="text-unreadable"))
    except BrokenPipeError:  # the reader (head, less) has gone
        _leave_output()
    except OSError as error:
        _leave_output()
        where = f": {error.filename}" if error.filename else ""
        note(f"sotto: the system refused that ({error.strerror or type(error).__name__}{where}).")
    else:
        return code
    return 1


def _prepare_streams() -> None:
    """Take no half text in, and let what the locale cannot write be a question mark rather than the end."""
    if isinstance(sys.stdin, io.TextIOWrapper):
        sys.stdin.reconfigure(errors="strict")
    if isinstance(sys.stdout, io.TextIOWrapper) and sys.stdout.errors == "strict":
        sys.stdout.reconfigure(errors="replace")


def _require_text(arguments: argparse.Namespace) -> None:
    """Refuse arguments that are no text in the locale's encoding; Python marks their bytes by surrogates.

    Raises:
        UsageRefused: one is not.
    """
    for value in vars(arguments).values():
        for each in value if isinstance(value, list) else [value]:
            if isinstance(each, str | Path) and any("\ud800" <= letter <= "\udfff" for letter in str(each)):
                raise UsageRefused(reason="argument-not-text")


def _leave_output() -> None:
    """Let what is still to be written go nowhere: Python would try once more while it shuts down."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _run(
    arguments: argparse.Namespace,
    *,
    paths: Paths,
    settings: SettingsStore,
    models: ModelStore,
    make_assistant: AssistantFactory,
) -> int:
    if arguments.command == "selftest":
        from app.cli.selftest import run_selftest

        return run_selftest(as_json=arguments.json)
    if arguments.command == "policy":
        from app.cli.policy_commands import run_policy
        from app.policy import managed_folder

        return run_policy(arguments, folder=managed_folder())
    if arguments.command == "redact":
        from app.cli.redact_commands import run_redact
        from app.services import ProcessServices

        return run_redact(arguments, ProcessServices(paths.vault))
    context = Context(paths, settings, models)
    context.assistant = make_assistant(context.tell)
    if settings.problem:
        note(f"The settings file was {settings.problem} and has been set aside; the defaults apply.")
    try:
        return _dispatch(context, arguments)
    finally:
        context.assistant.close()


def _dispatch(context: Context, arguments: argparse.Namespace) -> int:
    match arguments.command:
        case "ask":
            from app.cli.answering import run_ask

            return run_ask(context, arguments)
        case "chat":
            from app.cli.answering import run_chat

            return run_chat(context, arguments)
        case "vault":
            from app.cli.vault_commands import run_vault

            return run_vault(context, arguments)
        case "models":
            from app.cli.model_commands import run_models

            return run_models(context, arguments)
        case "audit":
            from app.cli.audit_commands import run_audit

            return run_audit(context, arguments)
        case _:
            from app.cli.history_commands import run_history

            return run_history(context, arguments)

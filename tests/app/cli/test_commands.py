"""Promise: every option explains itself, and passphrases come from a prompt, a file or standard input.

They never come from the command line or the environment, which other programs can read.
"""

from __future__ import annotations

import argparse
import re
from collections.abc import Iterator
from pathlib import Path

import app.cli
from app.cli.commands import build_parser


def actions(parser: argparse.ArgumentParser) -> Iterator[argparse.Action]:
    for action in parser._actions:
        yield action
        if isinstance(action, argparse._SubParsersAction):
            for below in action.choices.values():
                yield from actions(below)


def test_every_option_says_what_it_does() -> None:
    mute = [
        action.option_strings or action.dest
        for action in actions(build_parser())
        if not action.help and not isinstance(action, argparse._SubParsersAction)
    ]
    assert mute == []


def test_no_option_takes_a_secret() -> None:
    secret = re.compile(r"pass|secret|recovery|code")
    about = {(action.dest, action.metavar, action.nargs) for action in actions(build_parser())}
    assert {each for each in about if secret.search(each[0])} == {
        ("passphrase_file", "FILE", None),
        ("new_passphrase_file", "FILE", None),
        ("recovery", None, 0),  # a switch: the code is read as a passphrase is
    }


def test_no_command_reads_the_environment() -> None:
    folder = Path(app.cli.__file__).parent
    readers = [path.name for path in folder.glob("*.py") if re.search(r"environ|getenv", path.read_text())]
    assert readers == []

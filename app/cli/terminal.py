"""What every command needs of a terminal: secrets in, words and JSON out, errors in words."""

from __future__ import annotations

import getpass
import sys
from pathlib import Path
from typing import TextIO

import msgspec

from app.errors import UsageRefused
from app.explain import explain
from models.errors import SottoError

_LONGEST_SECRET = 4096


def read_secret(prompt: str, source: str | None) -> str:
    """Read a passphrase or code from the terminal, from a file or from standard input.

    Args:
        prompt: shown on the terminal.
        source: a file name, "-" for standard input, None to ask.

    Raises:
        UsageRefused: the file cannot be read, is empty, or there is no terminal to ask on.
    """
    if source is None:
        if not sys.stdin.isatty():
            raise UsageRefused(reason="no-terminal-for-passphrase")
        return getpass.getpass(prompt)
    try:
        if source == "-":
            line = sys.stdin.readline(_LONGEST_SECRET)
        else:
            with Path(source).open(encoding="utf-8") as file:
                line = file.readline(_LONGEST_SECRET)
    except (OSError, UnicodeDecodeError) as error:
        raise UsageRefused(reason="passphrase-file-unreadable") from error
    secret = line.rstrip("\r\n")
    if not secret:
        raise UsageRefused(reason="passphrase-file-empty")
    return secret


def print_json(value: object, *, out: TextIO | None = None) -> None:
    """Print one JSON object on a line of its own, at once."""
    stream = out or sys.stdout
    stream.write(msgspec.json.encode(value).decode() + "\n")
    stream.flush()


def print_error(error: SottoError) -> None:
    """Say what happened and what to do next, on standard error."""
    words = explain(error)
    sys.stderr.write(f"sotto: {words.title}\n")
    if words.advice:
        sys.stderr.write(f"       {words.advice}\n")


def note(text: str) -> None:
    """Say something beside the output, on standard error."""
    sys.stderr.write(f"{text}\n")
    sys.stderr.flush()


class ProgressLine:
    """One line on standard error that is rewritten; silent when that is not a terminal."""

    def __init__(self) -> None:
        self._shown = False
        self._active = sys.stderr.isatty()

    def show(self, text: str, fraction: float | None = None) -> None:
        """Replace the line."""
        if not self._active:
            return
        share = "" if fraction is None else f" {fraction:4.0%}"
        sys.stderr.write(f"\r\x1b[2K{text}{share}")
        sys.stderr.flush()
        self._shown = True

    def clear(self) -> None:
        """Take the line away."""
        if self._shown:
            sys.stderr.write("\r\x1b[2K")
            sys.stderr.flush()
            self._shown = False


def printable(text: str) -> str:
    """Return model or user text without control characters, so that it cannot drive the terminal."""
    return "".join(character for character in text if character in "\n\t" or character.isprintable())

"""The words for ``UsageRefused``: one pair of sentences per reason code.

Kept beside ``app.explain``, which uses it, because reasons belong to commands and actions, not to classes.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

Translate = Callable[[str, str], str]
Sentences = tuple[str, str]


def refusal(reason: str, translate: Translate) -> Sentences | None:
    """Return what happened and the next step for a reason code; None for one that is not listed."""
    worded = _REFUSALS.get(reason)
    return worded(translate) if worded is not None else None


_REFUSALS: Final[dict[str, Callable[[Translate], Sentences]]] = {
    "no-terminal-for-passphrase": lambda t: (
        t("errors", "There is no terminal to ask for the passphrase on."),
        t("errors", "Use --passphrase-file FILE, or --passphrase-file - to read it from standard input."),
    ),
    "passphrase-file-unreadable": lambda t: (
        t("errors", "The passphrase file cannot be read."),
        t("errors", "Check its name and its permissions; the passphrase is its first line, in UTF-8."),
    ),
    "passphrase-file-empty": lambda t: (
        t("errors", "The passphrase is empty."),
        t("errors", "Type it, or put it into the first line of the file."),
    ),
    "passphrase-too-short": lambda t: (
        t("errors", "The passphrase is too short."),
        t("errors", "Use at least 8 characters; four or five random words are better."),
    ),
    "passphrases-differ": lambda t: (
        t("errors", "The two passphrases are not the same."),
        t("errors", "Nothing was changed. Try again."),
    ),
    "empty-question": lambda t: (
        t("errors", "The question is empty."),
        t("errors", "Write it in quotes after the command, or use - to read it from standard input."),
    ),
    "no-such-conversation": lambda t: (
        t("errors", "No conversation has an id that begins like this."),
        t("errors", "See `sotto history list`."),
    ),
    "no-such-message": lambda t: (
        t("errors", "The message is no longer there."),
        t("errors", "Open the conversation again."),
    ),
    "not-a-question": lambda t: (
        t("errors", "Only your own messages can be edited."),
        t("errors", "Use Regenerate for an answer."),
    ),
    "no-question": lambda t: (
        t("errors", "There is no question to answer."),
        t("errors", "Write one first."),
    ),
    "no-such-model": lambda t: (
        t("errors", "No model has an id that begins like this, and there is no such file."),
        t("errors", "See `sotto models list`, or give the path of a GGUF file."),
    ),
    "id-not-unique": lambda t: (
        t("errors", "Several ids begin like this."),
        t("errors", "Write a few more characters of it."),
    ),
    "output-exists": lambda t: (
        t("errors", "The output file exists already and is not overwritten."),
        t("errors", "Choose another name, or remove the file first."),
    ),
    "output-not-writable": lambda t: (
        t("errors", "The output file cannot be written."),
        t("errors", "Choose a folder that you may write to and that has space left."),
    ),
}

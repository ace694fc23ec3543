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
    "no-terminal-for-passphrase": lambda translate: (
        translate("errors", "There is no terminal to ask for the passphrase on."),
        translate(
            "errors", "Use --passphrase-file FILE, or --passphrase-file - to read it from standard input."
        ),
    ),
    "passphrase-file-unreadable": lambda translate: (
        translate("errors", "The passphrase file cannot be read."),
        translate(
            "errors", "Check its name and its permissions; the passphrase is its first line, in UTF-8."
        ),
    ),
    "passphrase-file-empty": lambda translate: (
        translate("errors", "The passphrase is empty."),
        translate("errors", "Type it, or put it into the first line of the file."),
    ),
    "passphrase-too-short": lambda translate: (
        translate("errors", "The passphrase is too short."),
        translate("errors", "Use at least 8 characters; four or five random words are better."),
    ),
    "passphrases-differ": lambda translate: (
        translate("errors", "The two passphrases are not the same."),
        translate("errors", "Nothing was changed. Try again."),
    ),
    "proof-expired": lambda translate: (
        translate("errors", "The current passphrase was typed too long ago."),
        translate("errors", "Nothing was changed. Type it once more."),
    ),
    "salvage-folder": lambda translate: (
        translate("errors", "The folder to save to is not empty, or is part of the damaged vault."),
        translate("errors", "Name a new folder on a disk with room, for example --to ~/sotto-saved."),
    ),
    "text-unreadable": lambda translate: (
        translate("errors", "The file or standard input cannot be read as text."),
        translate("errors", "Check its name and its permissions; it has to be text in UTF-8."),
    ),
    "row-unreadable": lambda translate: (
        translate("errors", "A line of the file is not a row of the expected form."),
        translate(
            "errors",
            'A line is a JSON object: {"id", "text", "terms"} to redact, {"mapping", "answer"} to restore.',
        ),
    ),
    "argument-not-text": lambda translate: (
        translate("errors", "What stands behind the command, or the name of a file, is not readable text."),
        translate("errors", "Type it anew; a file needs a name whose letters this terminal can show."),
    ),
    "empty-question": lambda translate: (
        translate("errors", "The question is empty."),
        translate("errors", "Write it in quotes after the command, or use - to read it from standard input."),
    ),
    "option-out-of-range": lambda translate: (
        translate("errors", "An option is out of its range."),
        translate(
            "errors", "Temperature is 0 to 5, the seed 0 to 4294967295, and an answer has at least 1 token."
        ),
    ),
    "no-such-conversation": lambda translate: (
        translate("errors", "No conversation has an id that begins like this."),
        translate("errors", "See `sotto history list`."),
    ),
    "no-such-message": lambda translate: (
        translate("errors", "The message is no longer there."),
        translate("errors", "Open the conversation again."),
    ),
    "not-a-question": lambda translate: (
        translate("errors", "Only your own messages can be edited."),
        translate("errors", "Use Regenerate for an answer."),
    ),
    "no-question": lambda translate: (
        translate("errors", "There is no question to answer."),
        translate("errors", "Write one first."),
    ),
    "no-such-model": lambda translate: (
        translate("errors", "No model has an id that begins like this, and there is no such file."),
        translate("errors", "See `sotto models list`, or give the path of a GGUF file."),
    ),
    "id-not-unique": lambda translate: (
        translate("errors", "Several ids begin like this."),
        translate("errors", "Write a few more characters of it."),
    ),
    "output-exists": lambda translate: (
        translate("errors", "The output file exists already and is not overwritten."),
        translate("errors", "Choose another name, or remove the file first."),
    ),
    "output-not-writable": lambda translate: (
        translate("errors", "The output file cannot be written."),
        translate("errors", "Choose a folder that you may write to and that has space left."),
    ),
    "output-disk-full": lambda translate: (
        translate("errors", "The disk that the file should go to is full."),
        translate("errors", "Nothing was saved. Choose another disk, or make room on this one."),
    ),
    "output-not-allowed": lambda translate: (
        translate("errors", "You may not write to that folder, or its disk is read-only."),
        translate("errors", "Nothing was saved. Choose a folder of your own, or another disk."),
    ),
    "output-no-folder": lambda translate: (
        translate("errors", "The folder that the file should go to is not there."),
        translate("errors", "Nothing was saved. Choose a folder that exists; was its disk taken out?"),
    ),
    "output-name-too-long": lambda translate: (
        translate("errors", "The name of the file is too long for that disk."),
        translate("errors", "Nothing was saved. Choose a shorter name."),
    ),
    "output-not-a-file": lambda translate: (
        translate("errors", "What has that name is a folder or a device, not a file."),
        translate("errors", "Nothing was saved. Choose another name."),
    ),
    "output-in-vault": lambda translate: (
        translate("errors", "That is the folder of the vault; nothing else belongs there."),
        translate("errors", "Nothing was saved. Choose a folder outside of it."),
    ),
    "unlocked": lambda translate: (
        translate("errors", "The vault is open."),
        translate("errors", "Lock it first, then try again."),
    ),
    "no-fresh-code": lambda translate: (
        translate("errors", "There is no new recovery code to compare with."),
        translate("errors", "Make a new one in Settings and write it down."),
    ),
    "empty-passphrase": lambda translate: (
        translate("errors", "The passphrase is empty."),
        translate("errors", "Use at least 8 characters; four or five random words are better."),
    ),
    "key-file-is-fine": lambda translate: (
        translate("errors", "The key file is not damaged."),
        translate("errors", "Nothing was changed; unlock with your passphrase."),
    ),
    "too-large": lambda translate: (
        translate("errors", "That is too large to be stored or sent at once."),
        translate("errors", "Shorten it, or divide it into several messages."),
    ),
    "bad-id": lambda translate: (
        translate("errors", "That name is not one of ours."),
        translate("errors", "Open the conversation again; if it stays so, check the vault in Settings."),
    ),
    "id-exists": lambda translate: (
        translate("errors", "This message is stored already."),
        translate("errors", "Open the conversation again."),
    ),
    "not-an-end": lambda translate: (
        translate("errors", "The answer has not ended yet."),
        translate("errors", "Stop it first, then try again."),
    ),
    "not-streaming": lambda translate: (
        translate("errors", "The answer has already ended."),
        translate("errors", "Open the conversation again."),
    ),
    "too-many-calls": lambda translate: (
        translate("errors", "Too much was asked at once."),
        translate("errors", "Wait a moment and try again."),
    ),
    "cancelled": lambda translate: (
        translate("errors", "It was cancelled."),
        translate("errors", "Nothing was changed by what had not begun."),
    ),
    "review-open": lambda translate: (
        translate("errors", "Something in the review is not decided yet."),
        translate("errors", "Redact or keep every marked place, then send."),
    ),
    "provider-changed": lambda translate: (
        translate("errors", "The provider was changed after the review."),
        translate("errors", "Nothing was sent. Begin the review again."),
    ),
    "offline": lambda translate: (
        translate("errors", "Sotto is offline until it is started again."),
        translate("errors", "Nothing was sent. The model on this computer can answer."),
    ),
    "bad-address": lambda translate: (
        translate("errors", "This is not the address of a server."),
        translate(
            "errors",
            "Write it like https://api.example.com/v1, without a user name; ?api-version=... may follow.",
        ),
    ),
    "bad-proxy": lambda translate: (
        translate("errors", "This is not the address of a proxy."),
        translate("errors", "Write it like http://proxy.example.com:3128 or socks5://localhost:1080."),
    ),
    "bad-key": lambda translate: (
        translate("errors", "The key has characters that no key has."),
        translate("errors", "Nothing was sent. Copy it again, without spaces or line breaks around it."),
    ),
    "no-such-provider": lambda translate: (
        translate("errors", "The provider is no longer there."),
        translate("errors", "Choose another one, or set one up in Settings."),
    ),
    "log-unreadable": lambda translate: (
        translate("errors", "The exported log cannot be read."),
        translate("errors", "Check its name and its permissions."),
    ),
    "placeholder-taken": lambda translate: (
        translate("errors", "A placeholder of this conversation already stands for something else."),
        translate("errors", "Nothing was sent. Begin the review again."),
    ),
    "bad-pin": lambda translate: (
        translate("errors", "One of the pinned keys is not one."),
        translate(
            "errors",
            "A pin is the SHA-256 of the server's public key in base64: 44 characters. Put each on a line.",
        ),
    ),
    "bad-certificate": lambda translate: (
        translate("errors", "There is no certificate in this file."),
        translate("errors", "Choose a PEM file that holds certificates."),
    ),
    "bad-client-key": lambda translate: (
        translate("errors", "There is no private key in this file that can be used."),
        translate("errors", "Choose a PEM file with a private key that is not encrypted itself."),
    ),
    "provider-incomplete": lambda translate: (
        translate("errors", "The provider needs a name and a model."),
        translate("errors", "The model is the name that the server knows it by."),
    ),
    "no-cloud": lambda translate: (
        translate("errors", "This program was put together without the cloud route."),
        translate("errors", "Ask the model on this computer."),
    ),
    "route-restricted": lambda translate: (
        translate("errors", "This conversation is restricted: nothing of it leaves this computer."),
        translate("errors", "Ask the model on this computer, or change the conversation's label."),
    ),
    "route-confidential": lambda translate: (
        translate("errors", "This conversation is confidential: only a private server may be asked."),
        translate("errors", "Choose a private server, or change the conversation's label."),
    ),
    "route-offline": lambda translate: (
        translate("errors", "Sotto is offline: nothing can leave this computer."),
        translate("errors", "Switch offline mode off in Settings and start Sotto again."),
    ),
    "route-policy": lambda translate: (
        translate("errors", "The policy of this computer does not allow this route."),
        translate("errors", "Ask the model on this computer, or the people who look after it."),
    ),
    "policy-host": lambda translate: (
        translate("errors", "The policy of this computer does not allow this server or its proxy."),
        translate("errors", "Nothing was sent to it. The people who look after the computer can list it."),
    ),
    "policy-not-here": lambda translate: (
        translate("errors", "A policy is not read on this system yet."),
        translate("errors", "Check the files on Linux or macOS."),
    ),
    "route-no-provider": lambda translate: (
        translate("errors", "No provider is chosen."),
        translate("errors", "Set one up in Settings."),
    ),
    "route-wrong-route": lambda translate: (
        translate("errors", "The provider does not belong to this route."),
        translate("errors", "Choose another one."),
    ),
    "route-no-consent": lambda translate: (
        translate("errors", "You have not yet agreed to what this provider says it does with texts."),
        translate("errors", "Read and accept it in Settings first."),
    ),
    "route-no-key": lambda translate: (
        translate("errors", "The provider's key is missing."),
        translate("errors", "Enter it in Settings."),
    ),
}

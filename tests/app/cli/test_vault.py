"""`sotto vault passwd`: the old passphrase is tried once, while the new one is typed; a wrong one ends it."""

from __future__ import annotations

from argparse import Namespace
from concurrent.futures import Future
from typing import cast

import pytest

from app.cli import vault_commands
from app.cli.context import Context
from app.errors import WrongPassphrase
from app.vault.port import Proof, Unlocked


class Prompts:
    """Types the same passphrase at every prompt, and remembers the prompts."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.seen: list[str] = []
        monkeypatch.setattr(vault_commands, "read_secret", self)

    def __call__(self, prompt: str, source: str | None) -> str:
        self.seen.append(prompt)
        return "eight loud hazelnuts"


@pytest.fixture
def prompts(monkeypatch: pytest.MonkeyPatch) -> Prompts:
    return Prompts(monkeypatch)


def test_a_new_passphrase_is_asked_for_while_the_current_one_is_still_being_tried(prompts: Prompts) -> None:
    assert vault_commands._new_passphrase(None, current=Future()) == "eight loud hazelnuts"
    assert prompts.seen == ["New passphrase: ", "The same again: "]


def test_a_wrong_current_passphrase_is_told_before_the_new_one_is_repeated(prompts: Prompts) -> None:
    refused: Future[Unlocked] = Future()
    refused.set_exception(WrongPassphrase(wait=1.0))
    with pytest.raises(WrongPassphrase):
        vault_commands._new_passphrase(None, current=refused)
    assert prompts.seen == ["New passphrase: "]


class OneKey:
    """An assistant that opens with one try; another one would cost another key derivation."""

    def __init__(self) -> None:
        self.asked: list[tuple[str, ...]] = []

    def unlock(self, passphrase: str) -> Unlocked:
        self.asked.append(("unlock", passphrase))
        return Unlocked("v", 1, 0, 0, 0, (), Proof("a proof"))

    def change_passphrase(self, current: str, new: str, *, proof: Proof) -> None:
        self.asked.append(("change", current, new, proof.value))


def test_the_unlock_is_the_proof_so_that_the_change_derives_the_new_key_only(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    typed = {"old": "seven quiet walnuts", "new": "eight loud hazelnuts"}
    monkeypatch.setattr(vault_commands, "read_secret", lambda _, source: typed[source])
    assistant = OneKey()
    context = cast("Context", Namespace(assistant=assistant))
    arguments = Namespace(action="passwd", recovery=False, passphrase_file="old", new_passphrase_file="new")
    assert vault_commands.run_vault(context, arguments) == 0
    assert assistant.asked == [
        ("unlock", typed["old"]),
        ("change", typed["old"], typed["new"], "a proof"),
    ]

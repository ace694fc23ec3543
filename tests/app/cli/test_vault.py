"""`sotto vault passwd`: the current passphrase is tried while the new one is typed; a wrong one ends it."""

from __future__ import annotations

from concurrent.futures import Future

import pytest

from app.cli import vault_commands
from app.errors import WrongPassphrase
from app.vault.port import Proof


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
    refused: Future[Proof] = Future()
    refused.set_exception(WrongPassphrase(wait=1.0))
    with pytest.raises(WrongPassphrase):
        vault_commands._new_passphrase(None, current=refused)
    assert prompts.seen == ["New passphrase: "]

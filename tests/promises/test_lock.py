"""Promise 3: locked means gone in half a second: both processes are dead, and no text is half kept.

Acceptance test 32 of the security design, with the built-in model in the real engine: locked while it loads,
while it reads the question, between words, and while the vault stores and indexes.
"""

from __future__ import annotations

import contextlib
import os
import random
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from app.assistant import Assistant, normalised
from app.conversation import MessageStatus, Role
from app.errors import ServiceLost, VaultLockedError
from app.events import AnswerGrew, Event, MessageAdded
from app.services import ProcessServices
from app.settings import SettingsStore
from app.vault.kdf import FLOOR
from app.vault.port import CheckReport
from models.files import ModelStore

ROUNDS = 100
LONGEST_LOCK = 0.5
PASSPHRASE = "seven quiet walnuts"
HANG = 60.0


def children() -> set[int]:
    """Process ids of the services that this test process has started and that still run."""
    found = set()
    for entry in Path("/proc").iterdir():
        if entry.name.isdigit():
            with contextlib.suppress(OSError):
                status = (entry / "stat").read_text().rsplit(")", 1)[1].split()
                command = (entry / "cmdline").read_bytes()
                if int(status[1]) == os.getpid() and status[0] != "Z" and b"--service" in command:
                    found.add(int(entry.name))
    return found


class Program:
    """An assistant over real processes, and what it told."""

    def __init__(self, folder: Path) -> None:
        settings = SettingsStore(folder / "settings.json")
        settings.change(system_prompt="", max_tokens=48)
        self.began = threading.Event()
        self.grew = threading.Event()
        self.assistant = Assistant(
            services=ProcessServices(folder / "vault"),
            settings=settings,
            models=ModelStore(folder / "models"),
            observer=self._observe,
        )
        self.asked = 0

    def _observe(self, event: Event) -> None:
        if isinstance(event, MessageAdded):
            self.began.set()
        if isinstance(event, AnswerGrew):
            self.grew.set()

    def ask(self) -> threading.Thread:
        """Ask in a new conversation, in a thread of its own; returns once the question is stored."""
        chat = self.assistant.new_conversation().id
        self.began.clear()
        self.grew.clear()

        def asking() -> None:
            with contextlib.suppress(VaultLockedError, ServiceLost):
                self.assistant.ask(chat, f"What is Sotto? ({self.asked})", parent_id=None)

        thread = threading.Thread(target=asking)
        thread.start()
        assert self.began.wait(HANG)
        self.asked += 1
        return thread


@pytest.fixture
def program(tmp_path: Path) -> Iterator[Program]:
    made = Program(tmp_path)
    yield made
    made.assistant.close()


def create_cheaply(assistant: Assistant, passphrase: str) -> None:
    """Create a vault at the lowest accepted cost: a hundred unlocks are not what is tested here."""
    handle = assistant._any_handle()
    handle.port.create(normalised(passphrase), FLOOR)
    assistant._now_unlocked(handle)


@pytest.mark.slow
def test_locked_at_random_moments_nothing_lives_and_nothing_is_half_kept(program: Program) -> None:
    before = children()
    assistant = program.assistant
    create_cheaply(assistant, PASSPHRASE)
    chance = random.Random(7)
    slowest = 0.0
    for number in range(ROUNDS):
        asking = program.ask()
        if number % 3:  # else while the model loads or reads
            assert program.grew.wait(HANG)
        threading.Event().wait(chance.random() * (0.03 if number % 3 == 1 else 0.3))
        slowest = max(slowest, assistant.lock("asked"))
        asking.join(HANG)
        assert not asking.is_alive()
        assert children() == before
        assistant.unlock(PASSPHRASE)
    assert len(assistant.conversations()) == program.asked == ROUNDS
    for summary in assistant.conversations():
        question, *answers = assistant.conversation(summary.id).branch()
        assert question.role is Role.USER
        assert question.text.startswith("What is Sotto?")
        assert [answer.status for answer in answers] in (
            [],  # locked between the question and its answer
            [MessageStatus.INTERRUPTED],
            [MessageStatus.COMPLETE],
        )
    report = list(assistant.check_vault())[-1]
    assert isinstance(report, CheckReport)
    assert report.ok, report.problems
    assert slowest < LONGEST_LOCK, f"{slowest * 1000:.0f} ms"  # 10 to 200 ms on two busy cores
    assistant.close()
    assert children() == before

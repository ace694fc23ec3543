"""Promise 3: locked means gone: both processes are dead, whatever they did, and no text is half kept."""

from __future__ import annotations

import contextlib
import os
import random
import threading
from pathlib import Path

from app.assistant import Assistant
from app.conversation import MessageStatus, Role
from app.errors import ServiceLost, VaultLockedError
from app.events import AnswerGrew, Event
from app.services import ProcessServices
from app.settings import SettingsStore
from models.files import ModelStore

ROUNDS = 5
PASSPHRASE = "seven quiet walnuts"


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


def test_locked_at_random_moments_of_an_answer_nothing_lives_and_nothing_is_half_kept(tmp_path: Path) -> None:
    before = children()
    grew = threading.Event()

    def observe(event: Event) -> None:
        if isinstance(event, AnswerGrew):
            grew.set()

    settings = SettingsStore(tmp_path / "settings.json")
    settings.change(system_prompt="")
    assistant = Assistant(
        services=ProcessServices(tmp_path / "vault"),
        settings=settings,
        models=ModelStore(tmp_path / "models"),
        observer=observe,
    )
    assistant.create_vault(PASSPHRASE)
    chance = random.Random(7)
    asked = 0
    for number in range(ROUNDS):
        chat = assistant.new_conversation().id

        def ask(chat: str = chat, number: int = number) -> None:
            with contextlib.suppress(VaultLockedError, ServiceLost):
                assistant.ask(chat, f"What is Sotto? ({number})", parent_id=None)

        grew.clear()
        asking = threading.Thread(target=ask)
        asking.start()
        assert grew.wait(60)
        asked += 1
        threading.Event().wait(chance.random() * 0.03)
        assistant.lock("asked")
        asking.join(30)
        assert not asking.is_alive()
        assert children() == before
        assistant.unlock(PASSPHRASE)
    for summary in assistant.conversations():
        question, answer = assistant.conversation(summary.id).branch()
        assert question.role is Role.USER
        assert question.text.startswith("What is Sotto?")
        assert answer.status in {MessageStatus.INTERRUPTED, MessageStatus.COMPLETE}
    assert len(assistant.conversations()) == asked
    assistant.close()
    assert children() == before

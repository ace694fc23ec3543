"""An assistant over fake processes, and a record of what it told."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import TypeVar

import pytest

from app.assistant import Assistant
from app.events import Event
from app.settings import SettingsStore
from models.files import ModelStore
from tests.fake_clock import FakeClock
from tests.fakes import FakeServices

Kind = TypeVar("Kind")
PASSPHRASE = "correct horse battery"


@dataclass
class Room:
    """Everything a test of the core needs."""

    assistant: Assistant
    services: FakeServices
    settings: SettingsStore
    models: ModelStore
    clock: FakeClock
    told: list[Event] = field(default_factory=list)

    def events(self, kind: type[Kind]) -> list[Kind]:
        """Return what was told of one kind, in order."""
        return [event for event in self.told if isinstance(event, kind)]

    def chat(self) -> str:
        """Return the id of a new conversation in an open vault."""
        if not self.assistant.is_unlocked:
            self.assistant.create_vault(PASSPHRASE)
        return self.assistant.new_conversation().id


@pytest.fixture
def room(tmp_path: Path) -> Iterator[Room]:
    services = FakeServices()
    settings = SettingsStore(tmp_path / "settings.json")
    models = ModelStore(tmp_path / "models")
    clock = FakeClock()
    told: list[Event] = []
    assistant = Assistant(
        services=services,
        settings=settings,
        models=models,
        observer=told.append,
        clock=clock,
        cloud_services=services,
        keys=services.cloud.keys,
    )
    yield Room(assistant, services, settings, models, clock, told)
    assistant.close()


@pytest.fixture
def background() -> Iterator[list[threading.Thread]]:
    """Threads that a test starts; each has to end."""
    threads: list[threading.Thread] = []
    yield threads
    for thread in threads:
        thread.join(10)
        assert not thread.is_alive()

"""A lock that comes while the key is being derived wins: nothing counts as unlocked afterwards."""

from __future__ import annotations

import threading
from collections.abc import Callable
from pathlib import Path

import pytest

from app.assistant import Assistant
from app.errors import ServiceLost, VaultLockedError
from app.events import Event, VaultUnlocked
from app.settings import SettingsStore
from models.files import ModelStore
from tests.fake_vault import FakeDisk, FakeVault
from tests.fakes import FakeServices


@pytest.mark.parametrize("moment", ["while it is derived", "just after"])
def test_a_lock_during_an_unlock_wins(moment: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    services = FakeServices(FakeDisk(state="ready", passphrase=b"open sesame"))
    told: list[Event] = []
    assistant = Assistant(
        services=services,
        settings=SettingsStore(tmp_path / "settings.json"),
        models=ModelStore(tmp_path / "models"),
        observer=told.append,
    )
    if moment == "just after":
        unlock: Callable[..., object] = FakeVault.unlock

        def then_lock(vault: FakeVault, credential: object) -> object:
            unlocked = unlock(vault, credential)
            assistant.lock("asked")
            return unlocked

        monkeypatch.setattr(FakeVault, "unlock", then_lock)
    else:
        services.disk.holds["unlock"] = threading.Event()
        threading.Timer(0.05, assistant.lock, ("asked",)).start()
    with pytest.raises((VaultLockedError, ServiceLost)):
        assistant.unlock("open sesame")
    assert not assistant.is_unlocked
    assert not [event for event in told if isinstance(event, VaultUnlocked)]

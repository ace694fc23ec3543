"""The vault process that is started beside the window is the one that is opened, and asked for all then."""

from __future__ import annotations

import subprocess
import sys
import threading
from pathlib import Path
from types import SimpleNamespace

import pytest

import app.services
from app.errors import UsageRefused, VaultLockedError
from app.gate.port import GateStart
from app.services import ProcessServices
from tests.fakes import FakeHandle

ROOT = Path(__file__).parents[2]


def test_the_process_that_was_started_early_is_opened(tmp_path: Path) -> None:
    services = ProcessServices(tmp_path / "vault")
    early = services.start_vault_early()
    assert services.look_at_vault().state == "absent"
    handle = services.open_vault(lambda _: None)
    try:
        assert handle.service.pid == early.result().pid
        assert handle.port.status().state == "absent"
        with pytest.raises(VaultLockedError):
            handle.port.conversations(trashed=False)
    finally:
        handle.kill()


def test_another_is_started_where_that_one_has_ended(tmp_path: Path) -> None:
    services = ProcessServices(tmp_path / "vault")
    first = services.start_vault_early().result()
    first.kill()
    handle = services.open_vault(lambda _: None)
    try:
        assert handle.service.pid != first.pid
        assert handle.is_alive
    finally:
        handle.kill()


def test_a_service_does_not_import_what_starts_services() -> None:
    code = "import sys, app.serving, app.vault.service; print('\\n'.join(sys.modules))"
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True, timeout=60
    )
    loaded = set(done.stdout.split())
    assert "app.process.child" in loaded
    assert not loaded & {"app.services", "app.process.service", "app.process.remote", "subprocess"}


def test_a_gate_that_is_just_starting_does_not_outlive_going_offline(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    services = ProcessServices(tmp_path / "vault")
    started: list[FakeHandle] = []

    def start(*_: object, **_more: object) -> FakeHandle:
        services.go_offline()
        started.append(FakeHandle(SimpleNamespace(dead=threading.Event()), lambda _error: None, "full"))
        return started[-1]

    monkeypatch.setattr(app.services, "start_service", start)
    with pytest.raises(UsageRefused, match="offline"):
        services.open_gate(GateStart(bytes(32), ()), lambda _error: None)
    assert not started[0].is_alive

"""The vault process that is started beside the window is the one that is opened, and asked for all then."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from app.errors import VaultLockedError
from app.services import ProcessServices

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

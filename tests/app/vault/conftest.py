"""Vaults in a fresh folder, closed again."""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from app.vault.service import Vault
from tests.app.vault import support


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "vault"


@pytest.fixture
def opened(folder: Path) -> Iterator[Callable[..., Vault]]:
    """Unlock (or create) the vault in ``folder``; the one before is closed first, as a lock would."""
    vaults: list[Vault] = []

    def open_again(**options: object) -> Vault:
        for vault in vaults:
            vault.close()
        make = support.reopened if (folder / "vault.keys").exists() else support.make_vault
        vaults.append(make(folder, **options))
        return vaults[-1]

    yield open_again
    for vault in vaults:
        vault.close()


@pytest.fixture
def vault(opened: Callable[..., Vault]) -> Vault:
    return opened()


@pytest.fixture
def memory_folder(tmp_path: Path) -> Iterator[Path]:
    """A folder where a flush costs nothing: for thousands of them, where only their order matters."""
    if not os.access("/dev/shm", os.W_OK):
        yield tmp_path
        return
    made = Path(tempfile.mkdtemp(prefix="sotto-test-", dir="/dev/shm"))
    yield made
    shutil.rmtree(made)

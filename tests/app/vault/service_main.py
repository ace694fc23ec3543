"""The vault service as a process of its own, for the tests: ``python -m tests.app.vault.service_main``."""

from __future__ import annotations

from app.process.child import run_service
from app.vault.port import VaultPort
from app.vault.service import VaultStart, prepare

if __name__ == "__main__":
    run_service("vault", VaultPort, VaultStart, prepare)

"""The real services, the child's half: what ``sotto --service NAME`` runs.

Apart from ``app.services``: a service starts no other, and imports only what it is itself.
"""

from __future__ import annotations

from typing import NoReturn

from app.process.child import run_service


def run_named_service(name: str) -> NoReturn:
    """Be a service process.

    Raises:
        SystemExit: always; 2 for a name that is none of ours.
    """
    if name == "vault":
        from app.vault.port import VaultPort, VaultStart
        from app.vault.service import prepare as prepare_vault

        run_service(name, VaultPort, VaultStart, prepare_vault)
    if name == "engine":
        from app.engine_service import prepare as prepare_engine
        from models.engine import EnginePort, EngineStart

        run_service(name, EnginePort, EngineStart, prepare_engine)
    if name == "redactor":
        from app.redaction.port import RedactorPort, RedactorStart
        from app.redaction.service import prepare as prepare_redactor

        run_service(name, RedactorPort, RedactorStart, prepare_redactor)
    if name == "gate":
        from app.gate.port import GatePort, GateStart
        from app.gate.service import prepare as prepare_gate

        run_service(name, GatePort, GateStart, prepare_gate)
    if name == "keyring":
        from app.credentials.port import KeyringPort, KeyringStart
        from app.credentials.service import prepare as prepare_keyring

        run_service(name, KeyringPort, KeyringStart, prepare_keyring)
    if name == "probe":
        from app.probe import ProbePort, ProbeStart
        from app.probe import prepare as prepare_probe

        run_service(name, ProbePort, ProbeStart, prepare_probe)
    raise SystemExit(2)

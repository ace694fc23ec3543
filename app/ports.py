"""What the assistant needs of the processes around it; real in the composition root, scripted in tests."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Protocol

from app.credentials.store import KeyringHandle
from app.gate.port import GatePort, GateStart
from app.providers import KeyPlace
from app.redaction.port import RedactorPort
from app.vault.port import VaultPort
from models.engine import EnginePort
from models.errors import SottoError


class Handle(Protocol):
    """A running service process."""

    @property
    def is_alive(self) -> bool:
        """Whether the process runs."""
        ...

    @property
    def sandbox_level(self) -> str:
        """What the process reported of its sandbox: full, reduced or none."""
        ...

    def kill(self) -> float:
        """End it at once; returns seconds. A second call does nothing."""
        ...


class VaultHandle(Handle, Protocol):
    """A running vault process."""

    @property
    def port(self) -> VaultPort:
        """Its interface."""
        ...


class EngineHandle(Handle, Protocol):
    """A running engine process."""

    @property
    def port(self) -> EnginePort:
        """Its interface."""
        ...


class Services(Protocol):
    """Starts processes. ``on_lost`` is called, from any thread, when one ends that was not killed."""

    def open_vault(self, on_lost: Callable[[SottoError], None]) -> VaultHandle:
        """Start the vault process."""
        ...

    def open_salvage(self, to: Path, on_lost: Callable[[SottoError], None]) -> VaultHandle:
        """Start a vault process that may only read the vault, and write a new one to ``to``."""
        ...

    def open_engine(self, model_path: str, on_lost: Callable[[SottoError], None]) -> EngineHandle:
        """Start an engine process for one model file."""
        ...

    def cancel(self, stream: Iterator[object]) -> None:
        """Ask the service behind a stream to end it soon; the stream still yields its last event."""
        ...


class RedactorHandle(Handle, Protocol):
    """A running redactor process."""

    @property
    def has_crashed(self) -> bool:
        """Whether it ended without having been asked to."""
        ...

    @property
    def port(self) -> RedactorPort:
        """Its interface."""
        ...


class GateHandle(Handle, Protocol):
    """A running gate process."""

    @property
    def port(self) -> GatePort:
        """Its interface."""
        ...


class CloudServices(Protocol):
    """Starts the processes of the cloud route."""

    def open_redactor(self, on_lost: Callable[[SottoError], None]) -> RedactorHandle:
        """Start a redactor."""
        ...

    def open_gate(self, start: GateStart, on_lost: Callable[[SottoError], None]) -> GateHandle:
        """Start a gate for these servers and this seal.

        Raises:
            UsageRefused: this run is offline ("offline").
        """
        ...

    def open_keyring(self) -> KeyringHandle:
        """Start the process that talks to the system's keyring."""
        ...

    def go_offline(self) -> None:
        """Kill a gate that runs, and start none any more before the next start of Sotto."""
        ...

    @property
    def is_offline(self) -> bool:
        """Whether no gate can start any more."""
        ...

    def cancel(self, stream: Iterator[object]) -> None:
        """Ask the service behind a stream to end it soon; the stream still yields its last event."""
        ...


class KeyStore(Protocol):
    """Where the keys of providers are kept."""

    def put(self, provider_id: str, value: str) -> KeyPlace:
        """Store a key in the best place there is, and say which."""
        ...

    def get(self, provider_id: str) -> str | None:
        """Return a key, None where there is none."""
        ...

    def forget(self, provider_id: str) -> None:
        """Remove a key from wherever it may be."""
        ...

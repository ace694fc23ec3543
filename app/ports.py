"""What the assistant needs of the processes around it; real in the composition root, scripted in tests."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Protocol

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

    def open_engine(self, model_path: str, on_lost: Callable[[SottoError], None]) -> EngineHandle:
        """Start an engine process for one model file."""
        ...

    def cancel(self, stream: Iterator[object]) -> None:
        """Ask the service behind a stream to end it soon; the stream still yields its last event."""
        ...

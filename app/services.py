"""The real services, the parent's half: which process does what, and with which power.

``ProcessServices`` starts them; what each of them then is stands in ``app.serving``. The window starts the
vault's process before anything else, so what only other services need is imported where they are started.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Mapping
from concurrent.futures import Future, ThreadPoolExecutor
from pathlib import Path
from typing import TYPE_CHECKING, Generic, TypeVar

from app.errors import ReadOnly, UsageRefused
from app.process.remote import cancel
from app.process.service import Service, ServiceSpec, start_service
from app.vault.door import VaultDoor, VaultStart, VaultStatus
from models.errors import SottoError

if TYPE_CHECKING:
    from app.credentials.port import KeyringPort
    from app.gate.port import GatePort, GateStart
    from app.outside import Outside
    from app.redaction.port import RedactorPort
    from app.vault.port import VaultPort
    from models.engine import EnginePort

Port = TypeVar("Port")
Door = TypeVar("Door", bound=VaultDoor)

# The key derivation may use a gibibyte and seconds; checks and searches stream or are capped.
_VAULT_DEADLINE = 120.0
# More than a server may be silent and a pause may take; the gate has limits of its own.
_GATE_DEADLINE = 1000.0
_SALVAGE_DEADLINE = 3600.0
# A keyring asks its user for a passphrase.
_KEYRING_DEADLINE = 90.0
# Longest silence of an engine that is reading a prompt batch or loading before it counts as hung.
_ENGINE_DEADLINE = 180.0
# The same once it was told to stop, which it looks for before every node of the graph.
_ENGINE_STOPS_WITHIN = 10.0
# Longest silence of a redactor that reads ten megabytes on a slow machine.
_REDACTOR_DEADLINE = 600.0
# A text of ten million characters, whatever its alphabet.
_REDACTOR_FRAME = 64 * 2**20


class _Handle(Generic[Port]):
    """A service as the assistant sees it."""

    def __init__(self, service: Service[Port]) -> None:
        self.service = service

    @property
    def port(self) -> Port:
        return self.service.port

    @property
    def is_alive(self) -> bool:
        return self.service.is_alive

    @property
    def has_crashed(self) -> bool:
        return self.service.has_crashed

    @property
    def sandbox_level(self) -> str:
        return self.service.sandbox.level

    def kill(self) -> float:
        return self.service.kill()


class ProcessServices:
    """Starts one process per power.

    Args:
        vault_directory: for the vault.
        outside: what starts the gate where this process has given up its own network; None starts it from
            here.
        offline: no gate is ever started.
    """

    def __init__(
        self, vault_directory: Path, *, outside: Outside | None = None, offline: bool = False
    ) -> None:
        self._vault_directory = vault_directory
        self._outside = outside
        self._offline = offline
        self._early: Future[Service[VaultDoor]] | None = None
        self._lost: Callable[[SottoError], None] = _nobody_hears
        self._gate: _Handle[GatePort] | None = None

    def start_vault_early(self) -> Future[Service[VaultDoor]]:
        """Start the vault process now, beside what else a start takes; ``open_vault`` then has it at once."""
        starter = ThreadPoolExecutor(1, thread_name_prefix="early")
        self._early = starter.submit(self._start_vault, VaultDoor, self._tell_lost)
        starter.shutdown(wait=False)
        return self._early

    def look_at_vault(self) -> VaultStatus:
        """Ask the process that was started early what is in the vault's folder, before there is an assistant.

        Raises:
            SottoError: it could not be started; ``open_vault`` then starts another.
        """
        early = self._early or self.start_vault_early()
        try:
            return early.result().port.status()
        except SottoError:
            self._early = None
            raise

    def open_vault(self, on_lost: Callable[[SottoError], None]) -> _Handle[VaultPort]:
        """Start the vault process; it may touch its own directory and nothing else."""
        from app.vault.port import VaultPort  # all that a vault holds; the unlock screen waits for none of it

        early, self._early = self._early, None
        if early is not None:
            self._lost = on_lost
            service = early.result()
            if service.is_alive:
                return _Handle(service.as_port(VaultPort))
        return _Handle(self._start_vault(VaultPort, on_lost))

    def _tell_lost(self, error: SottoError) -> None:
        self._lost(error)

    def _start_vault(self, port: type[Door], on_lost: Callable[[SottoError], None]) -> Service[Door]:
        try:
            self._vault_directory.mkdir(mode=0o700, parents=True, exist_ok=True)
        except OSError:
            raise ReadOnly() from None
        start = VaultStart(str(self._vault_directory))
        spec = ServiceSpec("vault", port, start, deadline=_VAULT_DEADLINE)
        return start_service(spec, on_lost=on_lost)

    def open_salvage(self, to: Path, on_lost: Callable[[SottoError], None]) -> _Handle[VaultPort]:
        """Start a vault process that may only read the vault, and write a new one to ``to``."""
        from app.vault.port import VaultPort

        start = VaultStart(str(self._vault_directory), salvage_to=str(to.absolute()))
        # Between two of its messages it may copy a large file or look for rows page by page.
        spec: ServiceSpec[VaultPort] = ServiceSpec("vault", VaultPort, start, deadline=_SALVAGE_DEADLINE)
        return _Handle(start_service(spec, on_lost=on_lost))

    def close(self) -> None:
        """End a vault process that was started early and never asked for."""
        early, self._early = self._early, None
        if early is not None and early.exception() is None:
            early.result().kill()

    def open_engine(self, model_path: str, on_lost: Callable[[SottoError], None]) -> _Handle[EnginePort]:
        """Start the engine process; it may read one model file."""
        from models.engine import EnginePort, EngineStart
        from models.hardware import address_space_limit

        try:
            limit = address_space_limit(Path(model_path).stat().st_size)
        except OSError:
            limit = None  # the engine says why the file cannot be read
        start = EngineStart(model_path, limit)
        spec: ServiceSpec[EnginePort] = ServiceSpec(
            "engine", EnginePort, start, deadline=_ENGINE_DEADLINE, stops_within=_ENGINE_STOPS_WITHIN
        )
        return _Handle(start_service(spec, on_lost=on_lost))

    def open_redactor(
        self, on_lost: Callable[[SottoError], None], *, tagger: bool = True
    ) -> _Handle[RedactorPort]:
        """Start the redactor process; it may touch no file and no network once its tagger is loaded."""
        from app.redaction.port import RedactorPort, RedactorStart

        spec: ServiceSpec[RedactorPort] = ServiceSpec(
            "redactor",
            RedactorPort,
            RedactorStart(tagger),
            deadline=_REDACTOR_DEADLINE,
            max_frame=_REDACTOR_FRAME,
        )
        return _Handle(start_service(spec, on_lost=on_lost))

    @property
    def is_offline(self) -> bool:
        """Whether no gate can start before the next start of Sotto."""
        return self._offline or (self._outside is not None and self._outside.is_offline)

    def go_offline(self) -> None:
        """Kill a gate that runs, and start none any more; cannot be taken back before the next start."""
        self._offline = True
        gate, self._gate = self._gate, None
        if gate is not None:
            gate.kill()
        if self._outside is not None:
            self._outside.go_offline()

    def open_gate(self, start: GateStart, on_lost: Callable[[SottoError], None]) -> _Handle[GatePort]:
        """Start the gate process; it may connect to the hosts in ``start`` and touch no file.

        Raises:
            UsageRefused: reason "offline".
        """
        self._require_online()
        from app.gate.port import GatePort

        outside = self._outside
        spec: ServiceSpec[GatePort] = ServiceSpec(
            "gate",
            GatePort,
            start,
            deadline=_GATE_DEADLINE,
            spawn=outside.spawn_gate if outside is not None and outside.starts_gates else None,
        )
        gate = self._gate = _Handle(start_service(spec, on_lost=on_lost))
        try:
            self._require_online()  # whoever went offline since it was begun found no gate to kill yet
        except UsageRefused:
            gate.kill()
            raise
        return gate

    def _require_online(self) -> None:
        if self.is_offline:
            raise UsageRefused(reason="offline")

    def open_keyring(self) -> _Handle[KeyringPort]:
        """Start the process that talks to the system's keyring."""
        from app.credentials.port import KeyringPort, KeyringStart

        start = KeyringStart(_session_bus(os.environ))
        spec: ServiceSpec[KeyringPort] = ServiceSpec(
            "keyring", KeyringPort, start, deadline=_KEYRING_DEADLINE
        )
        return _Handle(start_service(spec))

    def cancel(self, stream: Iterator[object]) -> None:
        """Ask the process behind a stream to end it."""
        cancel(stream)


def _session_bus(environment: Mapping[str, str]) -> str:
    """Return the D-Bus address of the session, "" where there is none (the basedir specification)."""
    bus = Path(environment.get("XDG_RUNTIME_DIR", ""), "bus")
    fallback = f"unix:path={bus}" if bus.is_absolute() and bus.exists() else ""
    return environment.get("DBUS_SESSION_BUS_ADDRESS", "") or fallback


def _nobody_hears(_error: SottoError) -> None:
    """A process that ends before it is asked for shows when it is."""

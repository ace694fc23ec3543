"""Start a service in a process of its own, call it, kill it. Starting it again is in ``supervision``.

Each service has an owner thread in the parent, which spawns the process, receives its frames and reaps it,
and which lives as long as the process does: see ``spawn`` for why that matters.

A process spawned after ``sandbox.deny_internet`` inherits that filter for good. A service that needs the
network (the gate) therefore comes from a process that never had it (``app.outside``), through the spec's
``spawn``; the frames still go straight between it and us.
"""

from __future__ import annotations

import contextlib
import threading
from collections.abc import Callable
from typing import TYPE_CHECKING, Final, Generic, TypeVar, cast

import msgspec

from app.errors import CallTimedOut, ServiceLost
from app.process.channel import (
    MAX_FRAME,
    Channel,
    Hello,
    SendTimedOut,
    Start,
    Stop,
    ToChild,
    ToParent,
    decode_to_parent,
)
from app.process.remote import Client, as_error, proxy_for
from app.process.sandbox import SandboxReport
from models.errors import SottoError

if TYPE_CHECKING:
    from app.process.spawn import Child

T = TypeVar("T")
Other = TypeVar("Other")
_PATIENCE: Final = 60.0
_GRACE: Final = 0.5


class ServiceSpec(msgspec.Struct, Generic[T], frozen=True):
    """How to start a service.

    Attributes:
        name: what ``run_service`` is called with in the child.
        port: the Protocol it implements.
        start: its start parameters; they travel in the first frame, never in argv.
        deadline: seconds per call, for streams per element.
        max_frame: bytes, both ways.
        command: what to execute; None is this program with ``--service NAME``.
        spawn: makes the process in another way than as a child of ours; ``command`` is not looked at then.
        hung_after: seconds an overdue call may ignore its cancellation before the next call has the
            process killed as hung; None never does.
        stops_within: longest silence of a stream that was cancelled; None: the deadline, as before.
    """

    name: str
    port: type[T]
    start: msgspec.Struct
    deadline: float = 30.0
    max_frame: int = MAX_FRAME
    command: tuple[str, ...] | None = None
    spawn: Callable[[], Child] | None = None
    hung_after: float | None = 10.0
    stops_within: float | None = None


def start_service(
    spec: ServiceSpec[T], *, timeout: float = 20.0, on_lost: Callable[[SottoError], None] | None = None
) -> Service[T]:
    """Start a process and wait until it is confined and ready.

    Args:
        spec: what to start.
        timeout: seconds until it must have said hello.
        on_lost: called once, in the owner thread, when the process ends without having been asked to.

    Raises:
        SottoError: what the service's ``prepare`` raised.
        ServiceLost: it could not be started or ended early.
        CallTimedOut: no hello in time; the process was killed.
    """
    owner = _Owner(spec, on_lost)
    client = owner.start(timeout)
    greeting = client.greeted(timeout)
    if isinstance(greeting, Hello):
        return Service(spec, owner, client, greeting.sandbox)
    owner.kill()
    if greeting is None:
        raise CallTimedOut(service=spec.name, seconds=timeout)
    raise as_error(greeting)


class _Owner(Generic[T]):
    """The thread that has the process: spawns it, receives from it, reaps it, tells when it is lost."""

    def __init__(self, spec: ServiceSpec[T], on_lost: Callable[[SottoError], None] | None) -> None:
        self._spec = spec
        self._on_lost = on_lost
        self._spawned: threading.Event = threading.Event()
        self._error: OSError | None = None
        self._client: Client | None = None
        self._how: str | None = None
        self.was_wanted = False  # the process ended, or will, because its user said so
        self.process: Child | None = None
        self.lost: ServiceLost | None = None
        self.pid = 0

    def start(self, timeout: float) -> Client:
        """Spawn; returns the client that waits for its hello."""
        threading.Thread(target=self._run, name=f"service-{self._spec.name}", daemon=True).start()
        self._spawned.wait(timeout)
        if self._client is not None:
            return self._client
        self._how, self.was_wanted = "killed", True  # should it come up after all
        self.kill()
        reason = type(self._error).__name__
        raise ServiceLost(service=self._spec.name, how="closed", exit_code=0, reason=reason) from self._error

    def _run(self) -> None:
        try:
            self._serve()
        except OSError as error:
            self._error = error
        finally:
            self._spawned.set()

    def _serve(self) -> None:
        from app.process.spawn import ChildProcess, default_command

        spec = self._spec
        command = spec.command or default_command(spec.name)
        process: Child = ChildProcess(command) if spec.spawn is None else spec.spawn()
        channel: Channel[ToParent, ToChild] = Channel(
            process.read_fd, process.write_fd, decode_to_parent, max_frame=spec.max_frame
        )
        client = Client(
            channel,
            spec.name,
            on_condemned=self._condemn,
            hung_after=spec.hung_after,
            stops_within=spec.stops_within,
        )
        self.process, self._client, self.pid = process, client, process.pid
        try:
            self._greet(channel, process.parent)
            self._spawned.set()
            if self._how is not None:
                process.kill()
            client.receive()
        finally:
            error = self._finish(process, client)
            channel.close()
        if self._on_lost is not None and not self.was_wanted and client.is_up:
            self._on_lost(error)

    def _greet(self, channel: Channel[ToParent, ToChild], parent: int) -> None:
        spec = self._spec
        settings = msgspec.Raw(msgspec.msgpack.encode(spec.start))
        try:
            channel.send(Start(spec.name, settings, spec.max_frame, _PATIENCE, parent), timeout=10.0)
        except (OSError, SendTimedOut):
            return  # it has ended already, and receive finds the end of the pipe; or no hello will come

    def _finish(self, process: Child, client: Client) -> ServiceLost:
        """The pipe has ended: so has the process, or it is made to."""
        stayed = self._how is None and not process.wait(_GRACE)
        process.kill()
        how = self._how or ("closed" if stayed else process.how_it_ended())
        error = ServiceLost(service=self._spec.name, how=how, exit_code=process.exit_code)
        client.lose(error)
        self.lost = self.lost or error
        return error

    def kill(self, *, how: str = "killed", wanted: bool = True) -> float:
        """Kill and reap; end every waiting call. Returns the seconds that took."""
        process, client = self.process, self._client
        if process is None or client is None:
            return 0.0
        if self._how is None and self.lost is None:
            self._how, self.was_wanted = how, wanted
        seconds = process.kill()
        error = ServiceLost(service=self._spec.name, how=self._how or how, exit_code=process.exit_code)
        client.lose(error)
        self.lost = self.lost or error
        return seconds

    def _condemn(self, how: str) -> None:
        self.kill(how=how, wanted=False)

    def stop(self, timeout: float) -> None:
        """Ask for its end; kill when that takes longer than ``timeout`` seconds."""
        process, client = self.process, self._client
        if process is None or client is None or self.lost is not None:
            return
        if self._how is None:
            self._how, self.was_wanted = "closed", True
        with contextlib.suppress(ServiceLost):
            client.send(Stop())
            process.wait(timeout)
        self.kill(how="closed")


class Service(Generic[T]):
    """A running service process. Made by ``start_service``; safe to use from several threads.

    Attributes:
        port: the proxy; its calls have the spec's deadline.
        pid: process id.
        sandbox: what the process gave up.
    """

    def __init__(
        self, spec: ServiceSpec[T], owner: _Owner[T], client: Client, sandbox: SandboxReport
    ) -> None:
        self._spec = spec
        self._owner = owner
        self._client = client
        self.sandbox = sandbox
        self.pid = owner.pid
        self.port: T = self.with_deadline(spec.deadline)

    @property
    def is_alive(self) -> bool:
        """Whether it can still be asked."""
        return self._owner.lost is None and not self._client.is_lost

    @property
    def has_crashed(self) -> bool:
        """Whether it ended without having been asked to."""
        return not self.is_alive and not self._owner.was_wanted

    def with_deadline(self, seconds: float | None) -> T:
        """Return the port with another deadline per call; None means no limit."""
        return proxy_for(self._spec.port, self._client, deadline=seconds)

    def as_port(self, port: type[Other]) -> Service[Other]:
        """Return the same process with another port; what it implements must hold that one too."""
        spec = msgspec.structs.replace(cast("ServiceSpec[Other]", self._spec), port=port)
        return Service(spec, cast("_Owner[Other]", self._owner), self._client, self.sandbox)

    def kill(self) -> float:
        """Send SIGKILL and reap; every waiting call ends with ServiceLost. Safe to repeat.

        Returns:
            Seconds from the call to the process being gone.
        """
        return self._owner.kill()

    def close(self, timeout: float = 2.0) -> None:
        """Let it finish what was asked, close and end; kill it after ``timeout`` seconds."""
        self._owner.stop(timeout)

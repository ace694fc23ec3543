"""A Protocol across a pipe, the parent's side: the proxy, its streams, and who waits for which answer.

A port is a Protocol whose methods return a value or an ``Iterator``; its annotations are the wire format.
Arguments are decoded in the child and results in the parent, each against the port, never against what the
bytes say they are. The parent takes the child for hostile: the first frame that breaks a rule condemns it.

A service serves its calls one after another: whoever reads a stream of a service and asks the same service
in between waits until the stream's end, or for the deadline.
"""

from __future__ import annotations

import functools
import itertools
import queue
import threading
import time
from collections.abc import Callable, Hashable, Iterator
from types import TracebackType
from typing import Final, Generic, Protocol, TypeVar, cast

import msgspec

from app.errors import CallTimedOut, ServiceLost, UsageRefused
from app.process.channel import (
    STARTING,
    WINDOW_BYTES,
    WINDOW_ITEMS,
    Call,
    Cancel,
    Channel,
    End,
    Failure,
    FrameError,
    FrameTooLarge,
    Grant,
    Hello,
    Item,
    Result,
    SendTimedOut,
    ToChild,
    ToParent,
)
from app.process.method import Method, method_of, names_of
from models.errors import Fact, ServiceFault, SottoError, error_from_wire

T = TypeVar("T")
_FACTS: Final = 16
_FACT_LENGTH: Final = 300


class Caller(Protocol):
    """What a proxy sends its calls through."""

    def call(self, method: Method, arguments: tuple[object, ...], deadline: float | None) -> object:
        """Run a plain method and return its result."""
        ...

    def stream(
        self, method: Method, arguments: tuple[object, ...], deadline: float | None
    ) -> RemoteStream[object]:
        """Start a streaming method."""
        ...


def proxy_for(port: type[T], caller: Caller, *, deadline: float | None) -> T:
    """Make an object with the port's methods that asks ``caller``.

    Args:
        port: the Protocol.
        caller: usually a ``Client``.
        deadline: seconds per call, for streams per element; None means no limit.
    """
    return cast("T", _proxy_class(cast("Hashable", port))(caller, deadline))


class _Proxy:
    def __init__(self, caller: Caller, deadline: float | None) -> None:
        self._caller = caller
        self._deadline = deadline


@functools.cache
def _proxy_class(port: Hashable) -> type[_Proxy]:
    methods = {name: _proxy_method(cast("type", port), name) for name in names_of(cast("type", port))}
    return type(f"Remote{getattr(port, '__name__', '')}", (_Proxy,), methods)


def _proxy_method(port: type, name: str) -> Callable[..., object]:
    def ask(self: _Proxy, *positional: object, **named: object) -> object:
        method = cast("Method", method_of(port, name))  # the name is one of the port's
        caller = self._caller
        start = caller.stream if method.is_stream else caller.call
        return start(method, method.bound(positional, named), self._deadline)

    ask.__name__ = name
    return ask


class _Pending:
    """A call whose end has not come yet; ``answers`` is read by the thread that asked.

    None among the answers wakes the reader of a stream that was cancelled: it waits for less from there on.

    The counters of a stream have one writer each: the receiving thread counts what came, the reading
    thread what it has given back.
    """

    __slots__ = (
        "answers",
        "came_bytes",
        "came_items",
        "dropped",
        "given_bytes",
        "given_items",
        "id",
        "method",
    )

    def __init__(self, call_id: int, method: Method) -> None:
        self.id = call_id
        self.method = method
        self.answers: queue.SimpleQueue[ToParent | SottoError | None] = queue.SimpleQueue()
        self.came_items = self.came_bytes = 0
        self.given_items = self.given_bytes = 0
        self.dropped = False

    def came(self, item: Item) -> bool:
        """Count an item; False when the service has sent more than the window allows."""
        if not self.method.is_stream:
            return False
        in_room = (
            self.came_items - self.given_items < WINDOW_ITEMS
            and self.came_bytes - self.given_bytes < WINDOW_BYTES
        )
        self.came_items += 1
        self.came_bytes += memoryview(item.value).nbytes
        return in_room


class RemoteStream(Iterator[T], Generic[T]):
    """The elements of a streaming call, as they come. Iterate in one thread; cancel from any.

    ``cancel`` asks the service to stop and leaves the rest to be read (a last element may tell how it
    ended); ``close`` also drops the rest. Leaving a ``with`` block or dropping the object closes it.
    """

    def __init__(
        self,
        client: Client,
        pending: _Pending,
        deadline: float | None,
        stops_within: float | None = None,
    ) -> None:
        self._client = client
        self._pending = pending
        self._deadline = deadline
        self._stops_within = stops_within
        self._get = pending.answers.get
        self._decode = pending.method.decode
        self._taken_items = 0
        self._taken_bytes = 0
        self._cancelled = False
        self._over = False

    def __iter__(self) -> RemoteStream[T]:
        return self

    def __next__(self) -> T:
        if self._over:
            raise StopIteration
        try:
            answer = self._get(True, self._deadline)
        except queue.Empty:
            self._over = True
            raise self._client.timed_out(self._pending, self._deadline) from None
        if type(answer) is Item:
            return self._taken(answer)
        if answer is None:
            return self.__next__()
        self._over = True
        if type(answer) is End:
            raise StopIteration
        raise as_error(answer)

    def _taken(self, item: Item) -> T:
        self._taken_items += 1
        self._taken_bytes += memoryview(item.value).nbytes
        if self._taken_items >= WINDOW_ITEMS // 2 or self._taken_bytes >= WINDOW_BYTES // 2:
            self._client.grant(self._pending, self._taken_items, self._taken_bytes)
            self._taken_items = self._taken_bytes = 0
        try:
            return cast("T", self._decode(item.value))
        except (ValueError, RecursionError):
            self._over = True
            raise self._client.condemn("protocol") from None

    def cancel(self) -> None:
        """Ask the service to stop. The elements it still sends, and its end, are to be read as usual."""
        if self._cancelled or self._over:
            return
        self._cancelled = True
        if self._stops_within is not None:
            self._deadline = min(self._stops_within, self._deadline or self._stops_within)
            self._pending.answers.put(None)
        self._client.cancel(self._pending, discard=False)

    def close(self) -> None:
        """Ask the service to stop and read nothing more. Safe to repeat."""
        if not self._over:
            self._over = True
            self._client.cancel(self._pending, discard=True)

    def __enter__(self) -> RemoteStream[T]:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def __del__(self) -> None:
        self.close()


def cancel(stream: Iterator[object]) -> None:
    """Cancel what produces ``stream``, where it can be: a remote stream, or anything with ``cancel``."""
    ask = getattr(stream, "cancel", None)
    if ask is not None:
        ask()


class Client:
    """The parent's side: gives out call ids, and hands every frame to the thread that waits for it.

    Args:
        channel: frames to and from the service.
        service: its name, for errors.
        on_condemned: told "protocol" or "hung", once, when the process has to be killed for it.
        hung_after: seconds that a call may go on after it was cancelled for being overdue, before the next
            call condemns the service; None never does.
        stops_within: longest silence of a stream that was cancelled, where that is less than its deadline.
        clock: monotonic seconds.
        send_timeout: seconds to wait for a service that does not read its pipe.
    """

    def __init__(
        self,
        channel: Channel[ToParent, ToChild],
        service: str,
        *,
        on_condemned: Callable[[str], None],
        hung_after: float | None = 10.0,
        stops_within: float | None = None,
        clock: Callable[[], float] = time.monotonic,
        send_timeout: float = 10.0,
    ) -> None:
        self._channel = channel
        self._service = service
        self._on_condemned = on_condemned
        self._hung_after = hung_after
        self._stops_within = stops_within
        self._clock = clock
        self._send_timeout = send_timeout
        self._ids = itertools.count(STARTING + 1)
        self._pending: dict[int, _Pending] = {}
        self._overdue: dict[int, float] = {}
        self._lost: ServiceLost | None = None
        self._lock = threading.Lock()
        self._gone = threading.Event()
        self.is_up = False
        self._has_greeted = False
        self._greeting: queue.SimpleQueue[ToParent | SottoError] = queue.SimpleQueue()

    @property
    def is_lost(self) -> bool:
        """Whether every call ends with an error from now on."""
        return self._lost is not None

    def greeted(self, timeout: float) -> ToParent | SottoError | None:
        """Wait for the first frame: Hello, Failure, or the error of a service that ended; None: too late."""
        try:
            return self._greeting.get(timeout=timeout)
        except queue.Empty:
            return None

    # asked by proxies, in any thread

    def call(self, method: Method, arguments: tuple[object, ...], deadline: float | None) -> object:
        """Run a plain method in the service and return its result."""
        pending = self._begin(method, arguments)
        try:
            answer = pending.answers.get(True, deadline)
        except queue.Empty:
            raise self.timed_out(pending, deadline) from None
        if not isinstance(answer, Result):
            raise as_error(answer)
        try:
            return method.decode(answer.value)
        except (ValueError, RecursionError):
            raise self.condemn("protocol") from None

    def stream(
        self, method: Method, arguments: tuple[object, ...], deadline: float | None
    ) -> RemoteStream[object]:
        """Start a streaming method in the service."""
        return RemoteStream(self, self._begin(method, arguments), deadline, self._stops_within)

    def _begin(self, method: Method, arguments: tuple[object, ...]) -> _Pending:
        self._refuse_hung()
        pending = _Pending(next(self._ids), method)
        with self._lock:
            if self._lost is not None:
                raise as_error(self._lost)
            self._pending[pending.id] = pending
        try:
            # Arguments are encoded in place, in one pass: the decoder on the other side keeps them raw.
            self.send(Call(pending.id, method.name, cast("msgspec.Raw", arguments)))
        except BaseException:
            self._pending.pop(pending.id, None)
            raise
        return pending

    def _refuse_hung(self) -> None:
        if not self._overdue or self._hung_after is None:
            return
        oldest = min(self._overdue.copy().values(), default=None)
        if oldest is not None and self._clock() - oldest > self._hung_after:
            raise self.condemn("hung")

    def send(self, frame: ToChild) -> None:
        """Send a frame.

        Raises:
            UsageRefused: it is larger than a frame may be; nothing was sent.
            ServiceLost: the service has gone, or does not read (how "hung").
        """
        try:
            self._channel.send(frame, timeout=self._send_timeout)
        except FrameTooLarge:
            raise UsageRefused(reason="too-large", service=self._service) from None
        except SendTimedOut:
            raise self.condemn("hung") from None
        except OSError:
            # The thread that reaps it knows how it ended.
            self._gone.wait(2.0)
            raise self._loss("closed") from None

    def cancel(self, pending: _Pending, *, discard: bool) -> None:
        """Ask the service to end a call; with ``discard`` its remaining answers are dropped here."""
        if pending.id not in self._pending:
            return
        if discard:
            pending.dropped = True
            pending.answers.put(End(pending.id))  # for a thread that waits in the stream just now
        self._channel.send_soon(Cancel(pending.id, discard))

    def grant(self, pending: _Pending, items: int, size: int) -> None:
        """Give room back to a stream."""
        pending.given_items += items
        pending.given_bytes += size
        if pending.id in self._pending:
            self._channel.send_soon(Grant(pending.id, items, size))

    def timed_out(self, pending: _Pending, deadline: float | None) -> CallTimedOut:
        """Give an overdue call up and return the error to raise."""
        if pending.id in self._pending:
            self._overdue[pending.id] = self._clock()
            self.cancel(pending, discard=True)
            if pending.id not in self._pending:  # its end came in between
                self._overdue.pop(pending.id, None)
        return CallTimedOut(service=self._service, seconds=deadline or 0.0)

    def condemn(self, how: str) -> ServiceLost:
        """End everything because the service broke the rules; returns the error to raise."""
        error = ServiceLost(service=self._service, how=how, exit_code=0)
        if self.lose(error):
            self._on_condemned(how)
        return self._loss(how)

    def _loss(self, how: str) -> ServiceLost:
        facts = self._lost.facts if self._lost is not None else {}
        return ServiceLost(**{"service": self._service, "how": how, "exit_code": 0, **facts})

    def lose(self, error: ServiceLost) -> bool:
        """End every waiting call, and those to come, with ``error``; False when that was done before."""
        with self._lock:
            if self._lost is not None:
                return False
            self._lost = error
            waiting = list(self._pending.values())
            self._pending.clear()
            self._overdue.clear()
        self._gone.set()
        self._greeting.put(error)
        for pending in waiting:
            pending.answers.put(error)
        return True

    # in the receiving thread

    def receive(self) -> None:
        """Hand out frames until the service closes its pipe or breaks a rule (then it is condemned)."""
        try:
            for frame in self._channel.receive():
                if not self._accept(frame):
                    self.condemn("protocol")
                    return
        except FrameError:
            self.condemn("protocol")

    def _accept(self, frame: ToParent) -> bool:
        """Hand one frame to who waits for it; False when the service may not send it now."""
        if isinstance(frame, Hello):
            return self._greet(frame)
        pending = self._pending.get(frame.id)
        if pending is None:
            return isinstance(frame, Failure) and frame.id == STARTING and self._greet(frame)
        if isinstance(frame, Item):
            if not pending.came(frame):
                return False
        elif isinstance(frame, Failure) or pending.method.is_stream is isinstance(frame, End):
            self._pending.pop(frame.id, None)
            self._overdue.pop(frame.id, None)
        else:
            return False
        if not pending.dropped:
            pending.answers.put(frame)
        return True

    def _greet(self, frame: ToParent) -> bool:
        if self._has_greeted or (isinstance(frame, Hello) and frame.service != self._service):
            return False
        self._has_greeted = True
        self.is_up = isinstance(frame, Hello)
        self._greeting.put(frame)
        return True


def as_error(answer: object) -> SottoError:
    """Make the exception to raise of what came instead of a value: a fresh one, threads may share it."""
    if isinstance(answer, SottoError):
        return type(answer)(**answer.facts)
    if isinstance(answer, Failure):
        facts = {name: _short(value) for name, value in list(answer.facts.items())[:_FACTS]}
        try:
            return error_from_wire(answer.code, facts)
        except TypeError:
            return ServiceFault(kind="TypeError")
    return ServiceFault(kind=type(answer).__name__)


def _short(fact: Fact) -> Fact:
    return fact[:_FACT_LENGTH] if isinstance(fact, str) else fact

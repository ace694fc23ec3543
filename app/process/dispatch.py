"""A Protocol across a pipe, the child's side: decodes calls, runs them in turn, sends what they return.

Calls run one after another in one thread (the lane). The reader thread takes frames in, so a Cancel is seen
at once: it sets the token that ``models.cancel.current_cancel`` returns inside that call, and a call that
is still queued never starts. What a call raises crosses as a code and facts, or as a class name; no text.
"""

from __future__ import annotations

import queue
import threading
from collections.abc import Callable, Iterator
from typing import Final, assert_never, cast

import msgspec

from app.errors import CallTimedOut, UsageRefused
from app.process.channel import (
    WINDOW_BYTES,
    WINDOW_ITEMS,
    Call,
    Cancel,
    Channel,
    End,
    Failure,
    FrameError,
    Grant,
    Item,
    Result,
    Start,
    Stop,
    ToChild,
    ToParent,
)
from app.process.method import method_of
from models.cancel import CancelToken, use_cancel
from models.errors import Fact, ServiceFault, SottoError

_MAX_QUEUED: Final = 1024
_NO_STEP: Final = object()


class _Room:
    """How much of a stream may still be sent; the lane waits in it for the consumer."""

    def __init__(self) -> None:
        self._changed = threading.Condition(threading.Lock())
        self._sent_items = self._sent_bytes = 0  # written by the lane only
        self._given_items = self._given_bytes = 0  # written by the receiving thread only
        self.discard = False

    def take(self, size: int) -> None:
        """Count an element that was sent."""
        self._sent_items += 1
        self._sent_bytes += size

    def wait(self, patience: float) -> bool:
        """Wait until an element may be sent; False when nobody reads for ``patience`` seconds."""
        if self._has_room():
            return True
        with self._changed:
            return self._changed.wait_for(lambda: self.discard or self._has_room(), patience)

    def _has_room(self) -> bool:
        return (
            self._sent_items - self._given_items < WINDOW_ITEMS
            and self._sent_bytes - self._given_bytes < WINDOW_BYTES
        )

    def give(self, items: int, size: int) -> None:
        """Take note of what the consumer has read."""
        with self._changed:
            self._given_items += items
            self._given_bytes += size
            self._changed.notify_all()

    def drop(self) -> None:
        """Nobody reads the rest."""
        with self._changed:
            self.discard = True
            self._changed.notify_all()


class _Work:
    """One call in the child: queued, running or just ended."""

    def __init__(self, call: Call) -> None:
        self.call = call
        self.token = CancelToken()
        self.room = _Room()


class Dispatcher:
    """The child's side: serves the calls one after another with an object that has the port's methods.

    Args:
        port: the Protocol.
        target: the object.
        channel: frames to and from the parent.
        patience: seconds a stream waits for its reader.
        on_out_of_memory: called for a MemoryError; it is expected to end the process.
    """

    def __init__(
        self,
        port: type,
        target: object,
        channel: Channel[ToChild, ToParent],
        *,
        patience: float = 60.0,
        on_out_of_memory: Callable[[], None],
    ) -> None:
        self._port = port
        self._target = target
        self._channel = channel
        self._patience = patience
        self._on_out_of_memory = on_out_of_memory
        self._queue: queue.SimpleQueue[_Work | None] = queue.SimpleQueue()
        self._works: dict[int, _Work] = {}

    # in the reader thread

    def receive(self) -> None:
        """Take frames in until the parent closes its end.

        Raises:
            FrameError: the parent does not speak this protocol.
        """
        for frame in self._channel.receive():
            self.accept(frame)

    def accept(self, frame: ToChild) -> None:
        """Take in one frame; never waits for the lane."""
        match frame:
            case Call():
                self._enqueue(frame)
            case Cancel(call_id, discard):
                work = self._works.get(call_id)
                if work is not None:
                    if discard:
                        work.room.drop()
                    work.token.cancel()
            case Grant(call_id, items, size):
                work = self._works.get(call_id)
                if work is not None:
                    work.room.give(items, size)
            case Stop():
                self._queue.put(None)
            case Start():
                msg = "a second Start"
                raise FrameError(msg)
            case _:
                assert_never(frame)

    def _enqueue(self, call: Call) -> None:
        if len(self._works) >= _MAX_QUEUED:
            self._fail(call.id, UsageRefused(reason="too-many-calls"))
            return
        work = _Work(call)
        self._works[call.id] = work
        self._queue.put(work)

    # in the lane

    def serve(self) -> None:
        """Run queued calls until Stop; then close the target, if it can be closed.

        Between calls the target may do what it would like to have done (``in_idle_time``, a step at a time):
        a call waits for one step at most.
        """
        idle = getattr(self._target, "in_idle_time", None)
        steps: Iterator[None] = iter(()) if idle is None else idle()
        while (work := self._next(steps)) is not None:
            self._run(work)
        close = getattr(self._target, "close", None)
        if close is not None:
            close()

    def _next(self, steps: Iterator[None]) -> _Work | None:
        """Return the next call, and use the time until there is one."""
        try:
            while self._queue.empty() and next(steps, _NO_STEP) is not _NO_STEP:
                pass
        except MemoryError:
            self._on_out_of_memory()
        except Exception:  # noqa: BLE001, S110 (what was wrong is told to the call that needs it)
            pass
        return self._queue.get()

    def _run(self, work: _Work) -> None:
        call = work.call
        try:
            with use_cancel(work.token):
                self._answer(work)
        except SottoError as error:
            self._fail(call.id, error)
        except MemoryError:
            self._on_out_of_memory()
        except OSError as error:
            if self._channel.is_broken:
                raise
            self._fail(call.id, ServiceFault(kind=type(error).__name__))
        except Exception as error:  # noqa: BLE001 (the border: a bug crosses as its class name only)
            self._fail(call.id, ServiceFault(kind=type(error).__name__))
        finally:
            self._works.pop(call.id, None)

    def _answer(self, work: _Work) -> None:
        call = work.call
        method = method_of(self._port, call.method)
        if method is None:
            raise ServiceFault(kind="UnknownMethod")
        arguments = method.arguments(call.arguments)
        if work.token.is_cancelled:
            if not method.is_stream:
                raise UsageRefused(reason="cancelled")
            self._channel.send(End(call.id))
            return
        returned = method.apply(getattr(self._target, call.method), arguments)
        if method.is_stream:
            self._send_items(work, cast("Iterator[object]", returned))
        else:
            self._channel.send(Result(call.id, cast("msgspec.Raw", returned)))

    def _send_items(self, work: _Work, items: Iterator[object]) -> None:
        room, send, call_id = work.room, self._channel.send, work.call.id
        try:
            for item in items:
                if not room.wait(self._patience):
                    raise CallTimedOut(seconds=self._patience, reason="unread")
                if room.discard:
                    break
                room.take(send(Item(call_id, cast("msgspec.Raw", item))))
        finally:
            close = getattr(items, "close", None)
            if close is not None:
                close()
        send(End(call_id))

    def _fail(self, call_id: int, error: SottoError) -> None:
        facts = {
            name: value if isinstance(value, Fact) else type(value).__name__
            for name, value in error.facts.items()
        }
        self._channel.send(Failure(call_id, error.code, facts))

"""Length-limited msgpack frames over a pair of pipes, decoded into a closed set of types.

Format: four bytes of length, little-endian, then that many bytes of msgpack: an array of an integer tag
and the fields of one of the structs below, in order. Values that belong to a method (arguments, results,
items) travel as raw msgpack and are decoded by ``remote`` against the port's annotations, so that a byte
stream can never choose a type. A length over the limit is refused before anything is allocated, and an
announced array or map is never believed: msgspec stops with "truncated" when its elements are missing.

::

    parent -> child    Start  Call  Cancel  Grant  Stop
    child -> parent    Hello  Item  End  Result  Failure

Flow control: the child may have at most ``WINDOW_ITEMS`` items or ``WINDOW_BYTES`` bytes (and always one
item) of a stream under way; the parent gives room back with Grant as its consumer reads. Neither side
therefore ever stops reading its pipe, and one unread stream fills its own window and nothing else.
"""

from __future__ import annotations

import os
import select
import sys
import threading
import time
from collections.abc import Callable, Iterator
from typing import Final, Generic, TypeAlias, TypeVar

import msgspec

from app.process.sandbox import SandboxReport
from models.errors import Fact

MAX_FRAME: Final = 16 * 2**20
WINDOW_ITEMS: Final = 256
WINDOW_BYTES: Final = 4 * 2**20
STARTING: Final = 0  # the call id that Failure carries while the service is not up yet
_HEADER: Final = 4
_READ_SIZE: Final = 2**16
_LARGE_READ: Final = 2**20
_KEPT_BUFFER: Final = 2**16


class Start(msgspec.Struct, frozen=True, array_like=True, tag=0):
    """The first frame: what the service needs to begin. Never argv, never the environment.

    Attributes:
        settings: the service's own start struct.
        max_frame: bytes a frame may have, both ways.
        patience: seconds a stream may wait for its reader before the service gives the call up.
        parent: process id of the one who starts it.
    """

    service: str
    settings: msgspec.Raw
    max_frame: int
    patience: float
    parent: int


class Call(msgspec.Struct, frozen=True, array_like=True, tag=1):
    """Run a method; ``arguments`` is an array, one element per parameter."""

    id: int
    method: str
    arguments: msgspec.Raw


class Cancel(msgspec.Struct, frozen=True, array_like=True, tag=2):
    """Set the call's cancel token; with ``discard`` nobody reads the rest either."""

    id: int
    discard: bool


class Grant(msgspec.Struct, frozen=True, array_like=True, tag=3):
    """The consumer has taken this many items and bytes out of a stream."""

    id: int
    items: int
    size: int


class Stop(msgspec.Struct, frozen=True, array_like=True, tag=4):
    """Finish what is queued, close the service's object and end."""


class Hello(msgspec.Struct, frozen=True, array_like=True, tag=5):
    """The service is up and confined."""

    service: str
    sandbox: SandboxReport


class Item(msgspec.Struct, frozen=True, array_like=True, tag=6):
    """One element of a stream."""

    id: int
    value: msgspec.Raw


class End(msgspec.Struct, frozen=True, array_like=True, tag=7):
    """A stream has no more elements."""

    id: int


class Result(msgspec.Struct, frozen=True, array_like=True, tag=8):
    """What a plain call returned."""

    id: int
    value: msgspec.Raw


class Failure(msgspec.Struct, frozen=True, array_like=True, tag=9):
    """A call (or the start, id 0) raised a SottoError with this code and these facts."""

    id: int
    code: str
    facts: dict[str, Fact]


ToChild: TypeAlias = Start | Call | Cancel | Grant | Stop
ToParent: TypeAlias = Hello | Item | End | Result | Failure
_In = TypeVar("_In")
_Out = TypeVar("_Out")

_to_child: Final[msgspec.msgpack.Decoder[ToChild]] = msgspec.msgpack.Decoder(ToChild)
_to_parent: Final[msgspec.msgpack.Decoder[ToParent]] = msgspec.msgpack.Decoder(ToParent)


class FrameError(ValueError):
    """The other side sent something that is not a frame. Carries sizes, never bytes of it."""


class FrameTooLarge(ValueError):
    """A frame of ours is over the limit; nothing was sent."""


class SendTimedOut(Exception):
    """The other side does not read. ``torn`` says whether a part of the frame is already out."""

    def __init__(self, *, torn: bool) -> None:
        super().__init__("the other side does not read")
        self.torn = torn


def decode_to_child(frame: bytes) -> ToChild:
    """Decode a frame's payload.

    Raises:
        FrameError: it is none of the closed set.
    """
    return _decoded(_to_child.decode, frame)


def decode_to_parent(frame: bytes) -> ToParent:
    """Decode a frame's payload.

    Raises:
        FrameError: it is none of the closed set.
    """
    return _decoded(_to_parent.decode, frame)


def _decoded(decode: Callable[[bytes], _In], frame: bytes) -> _In:
    try:
        return decode(frame)
    except (ValueError, RecursionError) as error:
        msg = f"{type(error).__name__} in a frame of {len(frame)} bytes"
        raise FrameError(msg) from None


class Deframer:
    """Cuts a byte stream into payloads; holds at most one unfinished frame."""

    def __init__(self, max_frame: int) -> None:
        self._max_frame = max_frame
        self._buffer = bytearray()

    @property
    def missing(self) -> int:
        """Bytes that the frame under way still lacks (0 when its length is not known yet)."""
        if len(self._buffer) < _HEADER:
            return 0
        return _HEADER + int.from_bytes(self._buffer[:_HEADER], "little") - len(self._buffer)

    def feed(self, data: bytes) -> list[bytes]:
        """Add bytes; return the payloads that are complete now.

        Raises:
            FrameError: a frame is empty or announces more than ``max_frame`` bytes.
        """
        buffer = self._buffer
        buffer += data
        payloads: list[bytes] = []
        start, available = 0, len(buffer)
        while available - start >= _HEADER:
            body = start + _HEADER
            length = int.from_bytes(buffer[start:body], "little")
            if not 0 < length <= self._max_frame:
                msg = f"a frame announces {length} bytes, the limit is {self._max_frame}"
                raise FrameError(msg)
            if available - body < length:
                break
            start = body + length
            payloads.append(bytes(buffer[body:start]))
        del buffer[:start]
        return payloads


class Channel(Generic[_In, _Out]):
    """One end of a pair of pipes: ``receive`` in one thread, ``send`` in any.

    Owns both descriptors. The write end does not block where the system can do that for pipes, so that a
    send has a deadline even when the other side is stopped.
    """

    def __init__(
        self, read_fd: int, write_fd: int, decode: Callable[[bytes], _In], *, max_frame: int = MAX_FRAME
    ) -> None:
        self._read_fd = read_fd
        self._write_fd = write_fd
        self._decode = decode
        self._max_frame = max_frame
        self._encode_into = msgspec.msgpack.Encoder().encode_into
        self._lock = threading.Lock()
        self._buffer = bytearray(_HEADER)
        self._late: list[_Out] = []
        self._closed = False
        self._broken = False
        if sys.platform != "win32":
            os.set_blocking(write_fd, False)

    @property
    def is_broken(self) -> bool:
        """Whether a send has found that the other side is gone."""
        return self._broken

    def limit(self, max_frame: int) -> None:
        """Set the largest payload that is sent or accepted from now on (before ``receive``)."""
        self._max_frame = max_frame

    def receive(self) -> Iterator[_In]:
        """Yield frames until the other side closes its end (a frame cut short is dropped).

        Raises:
            FrameError: the stream is not what this end speaks; nothing after it can be trusted.
        """
        deframer = Deframer(self._max_frame)
        decode = self._decode
        while data := self._read(deframer.missing):
            for payload in deframer.feed(data):
                yield decode(payload)

    def receive_first(self) -> _In | None:
        """Return the first frame, reading not one byte more; None when the other side has gone."""
        header = self._read_exactly(_HEADER)
        if header is None:
            return None
        length = int.from_bytes(header, "little")
        if not 0 < length <= self._max_frame:
            msg = f"the first frame announces {length} bytes"
            raise FrameError(msg)
        payload = self._read_exactly(length)
        return None if payload is None else self._decode(payload)

    def _read(self, missing: int) -> bytes:
        try:
            return os.read(self._read_fd, min(max(missing, _READ_SIZE), _LARGE_READ))
        except OSError:
            return b""

    def _read_exactly(self, count: int) -> bytes | None:
        parts = bytearray()
        while len(parts) < count:
            data = os.read(self._read_fd, min(count - len(parts), _LARGE_READ))
            if not data:
                return None
            parts += data
        return bytes(parts)

    def send(self, frame: _Out, *, timeout: float | None = None) -> int:
        """Write one frame.

        Args:
            frame: a struct of this direction.
            timeout: seconds to wait for a reader that does not read; None waits for ever.

        Returns:
            The payload's size in bytes.

        Raises:
            FrameTooLarge: nothing was sent.
            TypeError: the frame holds something that msgpack cannot say; nothing was sent.
            SendTimedOut: ``torn`` tells whether the channel is still usable.
            OSError: the other side has gone.
        """
        if not self._lock.acquire(timeout=-1 if timeout is None else timeout):
            raise SendTimedOut(torn=False)
        try:
            size = self._send_locked(frame, timeout)
        finally:
            self._lock.release()
        if self._late:
            self._send_late()
        return size

    def send_soon(self, frame: _Out) -> None:
        """Write a small frame now, or let the thread that is writing do it; never waits, never raises.

        A finaliser may call it: it can run in the middle of a ``send`` of the same thread.
        """
        self._late.append(frame)
        self._send_late()

    def _send_late(self) -> None:
        while self._late and self._lock.acquire(blocking=False):
            try:
                while self._late:
                    self._send_locked(self._late[0], 0.05)
                    del self._late[0]
            except (OSError, SendTimedOut):
                return
            finally:
                self._lock.release()

    def _send_locked(self, frame: _Out, timeout: float | None) -> int:
        if self._closed:
            raise BrokenPipeError
        buffer = self._buffer
        try:
            self._encode_into(frame, buffer, _HEADER)
            size = len(buffer) - _HEADER
            if size > self._max_frame:
                msg = f"a frame of {size} bytes, the limit is {self._max_frame}"
                raise FrameTooLarge(msg)
            buffer[:_HEADER] = size.to_bytes(_HEADER, "little")
            self._write(buffer, timeout)
        except OSError:
            self._broken = True
            raise
        finally:
            # A frame may carry a passphrase: what can be wiped is wiped.
            buffer[:] = bytes(len(buffer))
            if len(buffer) > _KEPT_BUFFER:
                self._buffer = bytearray(_HEADER)
        return size

    def _write(self, buffer: bytearray, timeout: float | None) -> None:
        try:
            done = os.write(self._write_fd, buffer)
        except BlockingIOError:
            done = 0
        if done < len(buffer):
            self._write_rest(buffer, done, timeout)

    def _write_rest(self, buffer: bytearray, done: int, timeout: float | None) -> None:
        give_up = None if timeout is None else time.monotonic() + timeout
        with memoryview(buffer) as view:
            while done < len(view):
                if not self._wait_writable(give_up):
                    raise SendTimedOut(torn=done > 0)
                try:
                    done += os.write(self._write_fd, view[done:])
                except BlockingIOError:
                    continue

    def _wait_writable(self, give_up: float | None) -> bool:
        if sys.platform == "win32":  # the write below blocks; killing the other side ends it
            return True
        else:  # noqa: RET505 (mypy tells platforms apart by branches)
            poll = select.poll()
            poll.register(self._write_fd, select.POLLOUT)
            left = None if give_up is None else max(0.0, give_up - time.monotonic()) * 1000
            return bool(poll.poll(left))

    def close(self) -> None:
        """Close both descriptors. Only the thread that receives may call it."""
        with self._lock:
            if self._closed:
                return
            self._closed = True
            os.close(self._write_fd)
            os.close(self._read_fd)

"""The service's side of a process: what runs between ``exec`` and the first call.

Its pipes are taken off descriptors 0 and 1 before anything else, so that a stray print cannot corrupt a
frame. It dies with its parent in three ways: the kernel sends SIGKILL (Linux), the parent process is
watched (macOS), and the end of its pipe ends it anywhere, even in the middle of a call.
"""

from __future__ import annotations

import ctypes
import os
import sys
import threading
from collections.abc import Callable
from typing import Final, NoReturn, TypeVar

import msgspec

from app.process.channel import (
    MAX_FRAME,
    STARTING,
    Channel,
    Failure,
    Hello,
    Start,
    ToChild,
    ToParent,
    decode_to_child,
)
from app.process.dispatch import Dispatcher
from app.process.sandbox import Powers, confine
from models.errors import ServiceFault, SottoError

S = TypeVar("S", bound=msgspec.Struct)
EXIT_DONE: Final = 0
EXIT_REFUSED: Final = 70
EXIT_PARENT_GONE: Final = 71
EXIT_OUT_OF_MEMORY: Final = 72
_PR_SET_PDEATHSIG: Final = 1
_SIGKILL: Final = 9


def run_service(
    name: str, port: type, start_type: type[S], prepare: Callable[[S], tuple[object, Powers]]
) -> NoReturn:
    """Be the service ``name``: say hello, give up everything but its powers, serve until told to stop.

    Args:
        name: has to be the one that the parent asked for.
        port: the Protocol that the object implements.
        start_type: struct of the start parameters.
        prepare: makes the object and says what it needs; runs before the process is confined, so it may
            import and open, but must not look at a hostile byte. A SottoError from it reaches the parent.
    """
    channel = _take_pipes()
    os.umask(0o077)
    _die_with_parent()
    first = channel.receive_first()
    if not isinstance(first, Start) or first.service != name:
        os._exit(EXIT_PARENT_GONE if first is None else EXIT_REFUSED)
    if os.name == "posix" and os.getppid() != first.parent:
        os._exit(EXIT_PARENT_GONE)
    channel.limit(first.max_frame)
    try:
        target, powers = prepare(msgspec.msgpack.decode(first.settings, type=start_type))
    except SottoError as error:
        _refuse(channel, error)
    except MemoryError:
        os._exit(EXIT_OUT_OF_MEMORY)
    except Exception as error:  # noqa: BLE001 (the border: a bug crosses as its class name only)
        _refuse(channel, ServiceFault(kind=type(error).__name__))
    dispatcher = Dispatcher(
        port, target, channel, patience=first.patience, on_out_of_memory=lambda: os._exit(EXIT_OUT_OF_MEMORY)
    )
    reader = threading.Thread(target=_read, args=(dispatcher,), name="reader", daemon=True)

    def before_filter() -> None:
        _die_with_parent()  # again: a change of credentials makes the kernel forget it
        reader.start()

    report = confine(powers, before_filter=before_filter)
    _serve(dispatcher, channel, Hello(name, report))


def _take_pipes() -> Channel[ToChild, ToParent]:
    """Move the pipes from 0 and 1 to private descriptors; 0 becomes the null device, 1 joins 2."""
    read_fd, write_fd = os.dup(0), os.dup(1)
    null = os.open(os.devnull, os.O_RDONLY)
    os.dup2(null, 0)
    os.close(null)
    os.dup2(2, 1)
    return Channel(read_fd, write_fd, decode_to_child, max_frame=MAX_FRAME)


def _die_with_parent() -> None:
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(_PR_SET_PDEATHSIG, _SIGKILL, 0, 0, 0)
    elif sys.platform == "darwin":
        from app.process.sandbox import macos

        macos.die_with(os.getppid(), EXIT_PARENT_GONE)


def _refuse(channel: Channel[ToChild, ToParent], error: SottoError) -> NoReturn:
    channel.send(Failure(STARTING, error.code, error.facts))
    os._exit(EXIT_REFUSED)


def _read(dispatcher: Dispatcher) -> None:
    """Receive until the pipe ends, and end the process with it, whatever the lane is doing."""
    try:
        dispatcher.receive()
    finally:
        os._exit(EXIT_PARENT_GONE)


def _serve(dispatcher: Dispatcher, channel: Channel[ToChild, ToParent], hello: Hello) -> NoReturn:
    try:
        channel.send(hello)
        dispatcher.serve()
    except OSError:
        os._exit(EXIT_PARENT_GONE)
    except MemoryError:
        os._exit(EXIT_OUT_OF_MEMORY)
    os._exit(EXIT_DONE)

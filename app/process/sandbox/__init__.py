"""What the operating system takes away from a process, and how far that got.

``confine`` is for a service: no network (but for the gate), no other program, no other process, only the
folders it was given.
``deny_internet`` is for the window's process: no sockets but UNIX ones, for good. Both only ever take
something away, never raise for a layer that the system does not offer, and say what they reached.

Modules: ``linux`` (with ``bpf``, its filter programs), ``macos``, ``windows``.
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from typing import Literal

import msgspec

Level = Literal["full", "reduced", "none"]
ON = "on"


class Powers(msgspec.Struct, frozen=True):
    """What a service keeps.

    Attributes:
        read: files and folders it may read. One that is not there yet stays forbidden when it appears.
        write: folders it may read, write, create and delete in.
        memory_bytes: limit of the address space; None sets none.
        file_bytes: the largest file it may write; None sets no limit where ``write`` has a folder and
            forbids writing to files at all where it has none.
        threads: it may start threads later on.
        connect: TCP ports that it may connect to, and UDP for names with them; it still may not listen, nor
            reach this computer's other programs through UNIX sockets. Without any port there is no socket.
        session_bus: it may make UNIX sockets, to reach services of the user's desktop.
        private_network: try for an empty network namespace as well; sockets are forbidden in any case. Not
            for a service that connects.
    """

    read: tuple[str, ...] = ()
    write: tuple[str, ...] = ()
    memory_bytes: int | None = None
    file_bytes: int | None = None
    threads: bool = True
    connect: tuple[int, ...] = ()
    session_bus: bool = False
    private_network: bool = True


class SandboxReport(msgspec.Struct, frozen=True):
    """What a process gave up.

    Attributes:
        level: "full" when every layer that the system's module calls required is on, "none" when not one is.
        layers: layer name to "on" or to the reason why it is not.
    """

    level: Level
    layers: dict[str, str]


def confine(powers: Powers, *, before_filter: Callable[[], None] | None = None) -> SandboxReport:
    """Give up everything but ``powers``; irrevocable, for the whole process.

    Call it in the main thread, when imports are done and before the first hostile byte, while the process
    has no other thread: two layers cannot reach threads that already run and say so in the report.

    Args:
        powers: what is kept.
        before_filter: called before new threads may become impossible, to start the ones that serve.
    """
    if sys.platform == "linux":
        from app.process.sandbox import linux

        return linux.confine(powers, before_filter=before_filter)
    elif sys.platform == "darwin":  # noqa: RET505 (mypy tells platforms apart by branches)
        from app.process.sandbox import macos

        return macos.confine(powers, before_filter=before_filter)
    elif sys.platform == "win32":
        from app.process.sandbox import windows

        return windows.confine(powers, before_filter=before_filter)
    else:
        if before_filter is not None:
            before_filter()
        return SandboxReport("none", {"system": "unknown"})


def deny_internet() -> SandboxReport:
    """Refuse every socket that is not a UNIX one, in all threads of this process and in its children.

    Programs may still be started, and they inherit it: a browser opened from here would have no network.
    """
    if sys.platform == "linux":
        from app.process.sandbox import linux

        return linux.deny_internet()
    else:  # noqa: RET505
        return SandboxReport("none", {"seccomp": "not on this system"})

"""A service that tries things: what is forbidden, what must work, and every way to end badly.

Run by the tests as ``python -m tests.app.process.probe_service``; it is not a part of the product.
"""

from __future__ import annotations

import ctypes
import os
import signal
import sys
import time
from collections.abc import Iterator
from typing import Protocol

import msgspec

from app.errors import NoSuchItem, WrongPassphrase
from models.cancel import current_cancel


class ProbeStart(msgspec.Struct, frozen=True):
    read: tuple[str, ...] = ()
    write: tuple[str, ...] = ()
    memory_bytes: int | None = None
    file_bytes: int | None = None
    threads: bool = True
    private_network: bool = True
    connect: tuple[int, ...] = ()
    fail: str = ""


class Pair(msgspec.Struct, frozen=True):
    name: str
    number: int


class ProbePort(Protocol):
    def echo(self, value: str) -> str: ...

    def add(self, left: int, right: int = 1, *, times: int = 1) -> int: ...

    def pairs(self, values: list[Pair]) -> dict[str, int]: ...

    def nothing(self) -> None: ...

    def count(self, until: int) -> Iterator[int]: ...

    def lumps(self, size: int, until: int) -> Iterator[bytes]: ...

    def until_cancelled(self) -> Iterator[str]: ...

    def pause(self, seconds: float) -> int: ...

    def spin(self) -> None: ...

    def hold_everything(self, seconds: int) -> None: ...

    def calls(self) -> int: ...

    def attempt(self, name: str, target: str) -> str: ...

    def attempts(self, names: list[str], target: str) -> dict[str, str]: ...

    def fail(self, how: str) -> None: ...

    def fail_streaming(self, after: int) -> Iterator[int]: ...

    def end(self, how: str) -> None: ...

    def shout(self) -> int: ...

    def seen(self) -> tuple[list[str], dict[str, str]]: ...


class Probe:
    def __init__(self) -> None:
        self._calls = 0

    def echo(self, value: str) -> str:
        return value

    def add(self, left: int, right: int = 1, *, times: int = 1) -> int:
        return (left + right) * times

    def pairs(self, values: list[Pair]) -> dict[str, int]:
        return {pair.name: pair.number for pair in values}

    def nothing(self) -> None:
        pass

    def count(self, until: int) -> Iterator[int]:
        yield from range(until)

    def lumps(self, size: int, until: int) -> Iterator[bytes]:
        for _ in range(until):
            yield bytes(size)

    def until_cancelled(self) -> Iterator[str]:
        token = current_cancel()
        yield "started"
        while not token.is_cancelled:
            time.sleep(0.002)
        yield "cancelled"

    def pause(self, seconds: float) -> int:
        self._calls += 1
        time.sleep(seconds)
        return self._calls

    def spin(self) -> None:
        while True:
            pass

    def hold_everything(self, seconds: int) -> None:
        """Sleep in C with the interpreter lock held: no other thread of this process runs."""
        ctypes.PyDLL(None).sleep(seconds)

    def calls(self) -> int:
        return self._calls

    def attempt(self, name: str, target: str) -> str:
        from tests.app.process.attempts import attempt

        return attempt(name, target)

    def attempts(self, names: list[str], target: str) -> dict[str, str]:
        return {name: self.attempt(name, target) for name in names}

    def fail(self, how: str) -> None:
        if how == "expected":
            raise WrongPassphrase(wait=2.5)
        if how == "odd-facts":
            raise NoSuchItem(kind=object())  # type: ignore[arg-type]
        if how == "os":
            raise PermissionError
        if how == "memory":
            bytearray(2**46)
        secret = "a sentence that must not cross"
        raise KeyError(secret)

    def fail_streaming(self, after: int) -> Iterator[int]:
        yield from range(after)
        raise NoSuchItem(kind="probe")

    def end(self, how: str) -> None:
        if how == "exit":
            os._exit(3)
        if how == "bad-alloc":
            os.write(2, b"terminate called after throwing an instance of 'std::bad_alloc'\n")
            os.abort()
        if how == "assert":
            os.write(2, b"GGML_ASSERT(n > 0) failed\n")
            os.abort()
        os.kill(os.getpid(), getattr(signal, how))

    def shout(self) -> int:
        print("a stray print", flush=True)
        os.write(1, b"a stray write\n" * 5000)
        return len(sys.stdin.read())

    def seen(self) -> tuple[list[str], dict[str, str]]:
        return sys.orig_argv, dict(os.environ)


def main() -> None:
    import tests.app.process.attempts  # noqa: F401 (the tests' folder is not among what a service may read)
    from app.process.child import run_service
    from app.process.sandbox import Powers

    def prepare(start: ProbeStart) -> tuple[Probe, Powers]:
        if start.fail == "expected":
            raise NoSuchItem(kind="start")
        if start.fail == "bug":
            raise ZeroDivisionError
        if start.fail == "memory":
            raise MemoryError
        if start.fail == "hang":
            time.sleep(600)
        return Probe(), Powers(
            read=start.read,
            write=start.write,
            memory_bytes=start.memory_bytes,
            file_bytes=start.file_bytes,
            threads=start.threads,
            private_network=start.private_network,
            connect=start.connect,
        )

    run_service("probe", ProbePort, ProbeStart, prepare)


if __name__ == "__main__":
    main()

"""A service that tries things: what is forbidden, what must work, and every way to end badly.

Run by the tests as ``python -m tests.app.process.probe_service``; it is not a part of the product.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Protocol

import msgspec


class ProbeStart(msgspec.Struct, frozen=True):
    read: tuple[str, ...] = ()
    write: tuple[str, ...] = ()
    memory_bytes: int | None = None
    threads: bool = True
    private_network: bool = True
    secret: str = ""
    fail: str = ""


class Pair(msgspec.Struct, frozen=True):
    name: str
    number: int


class ProbePort(Protocol):
    def echo(self, value: str) -> str: ...

    def add(self, left: int, right: int = 1) -> int: ...

    def pairs(self, values: list[Pair]) -> dict[str, int]: ...

    def count(self, until: int) -> Iterator[int]: ...


class Probe:
    def echo(self, value: str) -> str:
        return value

    def add(self, left: int, right: int = 1) -> int:
        return left + right

    def pairs(self, values: list[Pair]) -> dict[str, int]:
        return {pair.name: pair.number for pair in values}

    def count(self, until: int) -> Iterator[int]:
        yield from range(until)


def main() -> None:
    from app.process.sandbox import Powers
    from app.process.service import run_service

    def prepare(start: ProbeStart) -> tuple[Probe, Powers]:
        return Probe(), Powers(
            read=start.read,
            write=start.write,
            memory_bytes=start.memory_bytes,
            threads=start.threads,
            private_network=start.private_network,
        )

    run_service("probe", ProbePort, ProbeStart, prepare)


if __name__ == "__main__":
    main()

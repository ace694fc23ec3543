"""Argon2id: bounds, calibration and the derivation itself.

Parameters come from a file that anybody may have changed, so they are refused before a byte is
allocated: above the ceiling they would hang the machine, below the floor they would make guessing cheap.
"""

from __future__ import annotations

import os
import time
from collections.abc import Callable
from pathlib import Path

import msgspec
from argon2.exceptions import HashingError
from argon2.low_level import Type, hash_secret_raw

from app.errors import KdfOutOfRange, StorageFailed
from app.vault.port import KdfCost

ARGON2_VERSION = 0x13
KEY_BYTES = 32
_KIB = 1024

# RFC 9106 section 4, second recommendation (memory-constrained): 64 MiB, t=3, p=4.
FLOOR = KdfCost(memory_kib=64 * _KIB, time=3, lanes=4)
CEILING = KdfCost(memory_kib=2048 * _KIB, time=20, lanes=16)
_CALIBRATION_CEILING_KIB = 1024 * _KIB


class KdfLimits(msgspec.Struct, frozen=True):
    """What a reader accepts.

    Only a constructor can give other limits than these: never a file, never the environment. Tests
    lower the floor so that they are quick.

    Attributes:
        floor: less is refused: somebody lowered it.
        advised: less is accepted with the warning "weak-kdf".
        ceiling: more is refused: it would take the machine down.
        seconds: what a calibrated unlock may take.
    """

    floor: KdfCost = FLOOR
    advised: KdfCost = FLOOR
    ceiling: KdfCost = CEILING
    seconds: float = 1.2

    def require(self, cost: KdfCost) -> None:
        """Refuse parameters that are out of range; allocates nothing.

        Raises:
            KdfOutOfRange: with the name and the value (as text: JSON numbers may be huge).
        """
        for name in ("memory_kib", "time", "lanes"):
            value = getattr(cost, name)
            if not getattr(self.floor, name) <= value <= getattr(self.ceiling, name):
                raise KdfOutOfRange(name=name, value=str(value)[:24])

    def is_weak(self, cost: KdfCost) -> bool:
        """Whether a cost is below what is advised today."""
        return any(getattr(cost, name) < getattr(self.advised, name) for name in cost.__struct_fields__)


def derive(secret: bytes, *, salt: bytes, cost: KdfCost) -> bytes:
    """Stretch a secret with Argon2id version 1.3 (RFC 9106).

    Args:
        secret: bytes of the passphrase.
        salt: 16 to 64 random bytes.
        cost: parameters that ``KdfLimits.require`` has accepted.

    Returns:
        32 bytes.

    Raises:
        StorageFailed: reason "memory" when the memory cannot be had; facts ``needed``, ``available``.
    """
    try:
        return hash_secret_raw(
            secret,
            salt,
            time_cost=cost.time,
            memory_cost=cost.memory_kib,
            parallelism=cost.lanes,
            hash_len=KEY_BYTES,
            type=Type.ID,
            version=ARGON2_VERSION,
        )
    except (HashingError, MemoryError):
        needed = cost.memory_kib * _KIB
        raise StorageFailed(reason="memory", needed=needed, available=available_memory()) from None


def calibrate(
    limits: KdfLimits,
    *,
    available: int | None = None,
    measure: Callable[[KdfCost], float] | None = None,
) -> KdfCost:
    """Choose the cost for this machine: about a second, memory first.

    What is advised is measured once and scaled: Argon2 is linear in memory and in passes. Memory is
    doubled while the estimate stays within the wanted seconds and within a quarter of the free memory (a
    model has to fit next to it), up to 1 GiB; what time is left goes into passes.

    Args:
        limits: bounds; what is advised is the smallest answer.
        available: free memory in bytes; None asks the system.
        measure: seconds that a cost takes; None runs it.

    Returns:
        Parameters within the limits.
    """
    free = available_memory() if available is None else available
    cost = limits.advised
    seconds = max((measure or measured_seconds)(cost), 1e-6)
    ceiling = min(limits.ceiling.memory_kib, _CALIBRATION_CEILING_KIB)
    while (
        seconds * 2 <= limits.seconds
        and cost.memory_kib * 2 <= ceiling
        and cost.memory_kib * 2 * _KIB <= free // 4
    ):
        cost = msgspec.structs.replace(cost, memory_kib=cost.memory_kib * 2)
        seconds *= 2
    passes = int(limits.seconds / (seconds / cost.time))
    return msgspec.structs.replace(cost, time=min(max(cost.time, passes), limits.ceiling.time))


def measured_seconds(cost: KdfCost) -> float:
    """Run one derivation and return the wall time."""
    start = time.perf_counter()
    derive(b"calibration", salt=bytes(16), cost=cost)
    return time.perf_counter() - start


def available_memory(meminfo: Path = Path("/proc/meminfo")) -> int:
    """Return the bytes that can be allocated without swapping.

    MemAvailable where it can be read; a sandbox may hide it, then the free pages that sysinfo(2)
    reports, which leaves out the cache and so errs on the small side; 0 when nobody knows.
    """
    try:
        for line in meminfo.read_text(encoding="ascii").splitlines():
            if line.startswith("MemAvailable:"):
                return int(line.split()[1]) * _KIB
    except (OSError, ValueError, IndexError):
        pass
    try:
        return os.sysconf("SC_AVPHYS_PAGES") * os.sysconf("SC_PAGE_SIZE")
    except (AttributeError, OSError, ValueError):
        return 0

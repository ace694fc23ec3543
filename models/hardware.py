"""What this machine has, and what a model would cost here.

The engine's sandbox hides /proc and /sys; what is needed later is opened before it closes (``MemoryGauge``)
or read once (``physical_cores``).
"""

from __future__ import annotations

import ctypes
import math
import os
from collections.abc import Iterable
from pathlib import Path

from models.errors import NotEnoughMemory
from models.header import ModelHeader

KV_BYTES = 2  # f16, both keys and values
BATCH = 512
DEFAULT_CONTEXT = 8192
MIN_CONTEXT = 512
_THREAD_BYTES = 16 * 2**20
_FIXED = 24 * 2**20  # interpreter, libraries, graph


def physical_cores(root: Path = Path("/")) -> int:
    """Count the cores this process may use: hardware threads paired, within affinity and cgroup quota.

    Args:
        root: where /sys and /proc are found; another one in tests.
    """
    allowed = os.sched_getaffinity(0) if hasattr(os, "sched_getaffinity") else set(range(os.cpu_count() or 1))
    cores = {_siblings(root, processor) for processor in allowed}
    quota = min(
        (limit for folder in _cgroups(root) if (limit := _cpu_quota(folder)) is not None), default=math.inf
    )
    return max(1, min(len(cores), math.ceil(quota) if quota != math.inf else len(cores)))


def useful_threads(model: ModelHeader, cores: int) -> int:
    """One thread per core; small models get fewer, since waiting for each other would cost them more."""
    return max(1, min(cores, 1 + model.weight_bytes // _THREAD_BYTES))


def _siblings(root: Path, processor: int) -> str:
    """The hardware threads of a processor's core, or itself where the system does not tell."""
    topology = root / f"sys/devices/system/cpu/cpu{processor}/topology"
    for name in ("core_cpus_list", "thread_siblings_list"):
        text = _read(topology / name)
        if text:
            return text
    return str(processor)


def _cpu_quota(folder: Path) -> float | None:
    quota, _, period = (_read(folder / "cpu.max") or "max").partition(" ")
    if not quota.isdigit() or not period.isdigit() or int(period) == 0:
        return None
    return int(quota) / int(period)


def _cgroups(root: Path) -> Iterable[Path]:
    """The cgroup (version 2) of this process and those above it."""
    base = root / "sys/fs/cgroup"
    lines = (_read(root / "proc/self/cgroup") or "").splitlines()
    own = next((line[3:].strip("/") for line in lines if line.startswith("0::")), "")
    folder = base / own if ".." not in own.split("/") else base
    while folder != base:
        yield folder
        folder = folder.parent
    yield base


def _read(path: Path) -> str | None:
    try:
        return path.read_text().strip()
    except (OSError, UnicodeDecodeError):
        return None


class MemoryGauge:
    """How much memory is free for us, also later, from inside the sandbox: the files stay open."""

    def __init__(self, root: Path = Path("/")) -> None:
        """Open what can be opened. Args: ``root`` as in ``physical_cores``."""
        self._meminfo = _open(root / "proc/meminfo")
        self._groups = [
            tuple(_open(folder / name) for name in ("memory.max", "memory.current", "memory.stat"))
            for folder in _cgroups(root)
        ]

    def available(self) -> int | None:
        """Bytes that can be used without swapping, the least of system and cgroups; None where unknown."""
        found = [_meminfo_available(self._meminfo) if self._meminfo is not None else _other_systems()]
        found += [_group_available(*files) for files in self._groups]
        return min((number for number in found if number is not None), default=None)

    def close(self) -> None:
        """Close the files."""
        for descriptor in [self._meminfo, *(file for group in self._groups for file in group)]:
            if descriptor is not None:
                os.close(descriptor)
        self._meminfo, self._groups = None, []


def _open(path: Path) -> int | None:
    try:
        return os.open(path, os.O_RDONLY | getattr(os, "O_CLOEXEC", 0))
    except OSError:
        return None


def _again(descriptor: int | None) -> str:
    if descriptor is None:
        return ""
    try:
        return os.pread(descriptor, 65536, 0).decode("ascii", "replace")
    except OSError:
        return ""


def _field(text: str, name: str) -> int | None:
    for line in text.splitlines():
        if line.startswith(name):
            words = line.split()
            return int(words[1]) if len(words) > 1 and words[1].isdigit() else None
    return None


def _meminfo_available(descriptor: int) -> int | None:
    kibibytes = _field(_again(descriptor), "MemAvailable:")
    return None if kibibytes is None else kibibytes * 1024


def _group_available(limit: int | None, current: int | None, stat: int | None) -> int | None:
    """Free in a cgroup; page cache that it may drop counts as free."""
    most, used = _again(limit).strip(), _again(current).strip()
    if not most.isdigit() or not used.isdigit():
        return None
    return max(0, int(most) - int(used) + (_field(_again(stat), "inactive_file ") or 0))


def _other_systems() -> int | None:
    """Windows tells; elsewhere (macOS) seven tenths of what is built in. Neither has been run yet."""
    if os.name == "nt":
        status = (ctypes.c_ulonglong * 8)()
        ctypes.cast(status, ctypes.POINTER(ctypes.c_ulong))[0] = 64  # MEMORYSTATUSEX.dwLength
        kernel = getattr(ctypes, "windll").kernel32  # noqa: B009  # not there for the type checker on other systems
        return int(status[2]) if kernel.GlobalMemoryStatusEx(status) else None
    try:
        return os.sysconf("SC_PHYS_PAGES") * os.sysconf("SC_PAGE_SIZE") * 7 // 10
    except (OSError, ValueError):
        return None


def kv_bytes(model: ModelHeader, context: int) -> int:
    """Size of the KV cache: every layer keeps keys and values of its KV heads for each token."""
    return sum(model.kv_heads) * (model.key_width + model.value_width) * KV_BYTES * context


def memory_needed(model: ModelHeader, context: int) -> int:
    """Estimate what loading takes, in bytes: weights, KV cache, and the buffers of one batch.

    The buffers hold one layer's activations for a batch of tokens and the logits of one (llama.cpp re-uses
    them from layer to layer); the sampler holds 12 bytes per vocabulary entry.
    """
    batch = min(BATCH, context)
    activations = batch * 4 * (4 * model.width + 3 * model.hidden + 3 * model.heads * model.key_width)
    mask = batch * context * 4
    vocabulary = model.vocabulary * (4 + 12 + 200)  # logits, candidates, llama.cpp's tables of tokens
    return model.weight_bytes + kv_bytes(model, context) + activations + mask + vocabulary + _FIXED


def largest_context(model: ModelHeader, available: int, limit: int) -> int:
    """The largest context up to ``limit`` that fits, in steps of 256; 0 when not even MIN_CONTEXT does."""
    low, high = 0, max(limit // 256, 1)
    while low < high:
        middle = (low + high + 1) // 2
        if memory_needed(model, middle * 256) <= available:
            low = middle
        else:
            high = middle - 1
    context = min(low * 256, limit)
    return context if context >= min(MIN_CONTEXT, limit) else 0


def address_space_limit(model_bytes: int) -> int | None:
    """What an engine process may map in all: its file, a repacked copy of it, and the machine's memory.

    Beyond it an allocation fails in that process, instead of the system ending some other one.

    Returns:
        Bytes; None where the system does not tell its memory.
    """
    try:
        physical = os.sysconf("SC_PHYS_PAGES") * os.sysconf("SC_PAGE_SIZE")
    except (AttributeError, OSError, ValueError):
        return None
    return physical + 2 * model_bytes + 2**30


def choose_context(
    model: ModelHeader, *, asked: int | None, available: int | None, force: bool = False
) -> int:
    """Choose the context, or refuse before anything is loaded.

    Args:
        model: from its header.
        asked: tokens, None for 8192 or what fits; never more than the model was trained for, where it loses
            itself.
        available: bytes, None when unknown: then nothing is refused.
        force: choose although it does not fit.

    Raises:
        NotEnoughMemory: with ``needed``, ``available``, ``context``, and ``fits``, the largest context that
            would.
    """
    limit = min(model.trained_context, DEFAULT_CONTEXT if asked is None else max(asked, 32))
    needed = memory_needed(model, limit)
    if available is None or force or needed <= available:
        return limit
    fits = largest_context(model, available, limit)
    if asked is None and fits:
        return fits
    raise NotEnoughMemory(needed=needed, available=available, context=limit, fits=fits)

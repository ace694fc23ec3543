"""What the operating system lacks (the loader and the path know), and the Debian packages that have it."""

from __future__ import annotations

import ctypes
import importlib.util
import os
import shutil
import sys
from collections.abc import Mapping, Sequence

# What Qt loads from the system, and its package (ldd over libraries and plugins on a bare Debian 12).
LIBRARIES = {
    "libGL.so.1": "libgl1",
    "libEGL.so.1": "libegl1",
    "libglib-2.0.so.0": "libglib2.0-0",
    "libdbus-1.so.3": "libdbus-1-3",
    "libfontconfig.so.1": "libfontconfig1",
    "libxkbcommon.so.0": "libxkbcommon0",
    "libxkbcommon-x11.so.0": "libxkbcommon-x11-0",
    "libxcb-cursor.so.0": "libxcb-cursor0",
    "libxcb-icccm.so.4": "libxcb-icccm4",
    "libxcb-keysyms.so.1": "libxcb-keysyms1",
    "libxcb-shape.so.0": "libxcb-shape0",
    "libwayland-cursor.so.0": "libwayland-cursor0",
    "libwayland-egl.so.1": "libwayland-egl1",
}
# What the engine loads: the compiler brings it along, but an engine from the wheelhouse needs it, too.
ENGINE_LIBRARIES = {"libgomp.so.1": "libgomp1"}
BEFORE_T64 = frozenset(["bullseye", "bookworm", "focal", "jammy"])  # these still say libglib2.0-0


def lacking(*, venv: bool, compiler: bool, engine: bool, window: bool) -> list[str]:
    """Return what is asked for and not there: "venv", "c++", names of shared libraries."""
    lacks = []
    if venv and importlib.util.find_spec("ensurepip") is None:  # Debian keeps it in a package of its own
        lacks.append("venv")
    if compiler and not (os.environ.get("CXX") or shutil.which("g++") or shutil.which("clang++")):
        lacks.append("c++")
    elif engine and sys.platform.startswith("linux"):
        lacks += [library for library in ENGINE_LIBRARIES if not can_load(library)]
    if window:
        lacks += [library for library in LIBRARIES if not can_load(library)]
    return lacks


def can_load(library: str) -> bool:
    """Return whether the dynamic loader finds a library: the question itself, on every distribution."""
    try:
        ctypes.CDLL(library)
    except OSError:
        return False
    return True


def debian_packages(lacks: Sequence[str], release: Mapping[str, str]) -> list[str]:
    """Return the Debian or Ubuntu packages that have what is lacking.

    Args:
        lacks: as ``lacking`` says it.
        release: the fields of /etc/os-release.
    """
    codename = release.get("UBUNTU_CODENAME") or release.get("VERSION_CODENAME", "")
    names = {"c++": "g++", "venv": f"python3.{sys.version_info[1]}-venv", **LIBRARIES, **ENGINE_LIBRARIES}
    if codename not in BEFORE_T64:
        names["libglib-2.0.so.0"] = "libglib2.0-0t64"
    return [names[what] for what in lacks]


def os_release(path: str = "/etc/os-release") -> dict[str, str]:
    """Read what the distribution says of itself; empty where it says nothing."""
    try:
        with open(path, encoding="utf-8") as file:
            pairs = [line.strip().partition("=") for line in file if "=" in line]
    except OSError:
        return {}
    return {name: value.strip("\"'") for name, _, value in pairs}


def compilers() -> int:
    """Return how many compilers may run at once: one per core, and per gigabyte of memory."""
    cores = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
    try:
        memory = os.sysconf("SC_PHYS_PAGES") * os.sysconf("SC_PAGE_SIZE") // 2**30
    except (ValueError, OSError):
        memory = cores
    return max(1, min(cores, memory))

"""Where the environment of a checkout is, and whether it is ready. A second start runs only this.

Everything is made once and outside the checkout, in ~/.cache/sotto (or $XDG_CACHE_HOME/sotto)::

    wheelhouse/<key>/   llama.cpp, compiled here; key: version, flags, Python, processor, C library
    env/<key>/          a virtual environment with the locked requirements; key: those and the interpreter
    set-up.log          what pip and the compiler said

An environment is named after its contents and is not changed once it is ready: a `git pull` cannot pull it
from under a running window, checkouts share it, and a branch gone back to needs nothing made. The stamp
`.ready` is written into it last; that one file is what a later start looks for.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Mapping

READY = ".ready"  # the environment is complete
WINDOW = ".window"  # and Qt found the system libraries it needs
ENGINE = "llama-cpp-python"

# What ggml assumes of an x86 processor (one of 2013), and how /proc/cpuinfo calls it. Compiled for exactly
# this machine (GGML_NATIVE) the engine would die of an illegal instruction once the disk or the home moves.
X86_FEATURES = {
    "GGML_SSE42": "sse4_2",
    "GGML_AVX": "avx",
    "GGML_AVX2": "avx2",
    "GGML_FMA": "fma",
    "GGML_F16C": "f16c",
    "GGML_BMI2": "bmi2",
}


class Refused(Exception):
    """Sotto cannot go on; the text says why and what to do."""


class Stopped(Exception):
    """Somebody ended the set-up with a signal."""


def environment(root: str, *, window: bool = False, extra: str = "") -> str:
    """Return the interpreter of the ready environment; make it first where it is not there yet.

    Args:
        root: the checkout.
        window: Qt's system libraries are needed too.
        extra: a further file of requirements/ to be installed ("dev", "release").

    Raises:
        Refused: it cannot be made.
    """
    if os.name != "posix":
        raise Refused("from source, Sotto runs on Linux and macOS. For Windows an installer is planned.")
    folder = environment_folder(root)
    wanted = [READY]
    if window and sys.platform.startswith("linux"):
        wanted.append(WINDOW)
    if extra:
        wanted.append(extra_stamp(root, extra))
    if not all(os.path.exists(os.path.join(folder, name)) for name in wanted):
        from launcher.set_up import SetUp

        SetUp(root, folder).make(wanted, extra)
    try:
        os.utime(os.path.join(folder, READY))  # in use: see set_up.UNUSED_DAYS
    except OSError:  # somebody else's; so be it
        pass
    return interpreter(folder)


def environment_folder(root: str) -> str:
    """Return where the environment for the checkout's requirements and this interpreter is or will be."""
    python = ".".join(map(str, sys.version_info[:3])) + " " + base_python()
    exact = fingerprint(contents(root, "app.txt"), engine_key(root).encode(), python.encode())
    return os.path.join(cache_folder(), "env", f"py{sys.version_info[0]}{sys.version_info[1]}-{exact}")


def interpreter(folder: str) -> str:
    """Return the Python of an environment."""
    return os.path.join(folder, "bin", "python")


def base_python() -> str:
    """Return the interpreter outside any virtual environment."""
    return os.path.realpath(getattr(sys, "_base_executable", "") or sys.executable)


def cache_folder() -> str:
    """Return the folder that holds everything made here; it may be deleted while Sotto is not running."""
    if sys.platform == "darwin":
        return os.path.expanduser("~/Library/Caches/sotto")
    base = os.environ.get("XDG_CACHE_HOME", "")
    return os.path.join(base if os.path.isabs(base) else os.path.expanduser("~/.cache"), "sotto")


def requirements(root: str, name: str) -> str:
    """Return the path of a file in requirements/."""
    return os.path.join(root, "requirements", name)


def contents(root: str, name: str) -> bytes:
    """Return the contents of a file in requirements/."""
    with open(requirements(root, name), "rb") as file:
        return file.read()


def fingerprint(*parts: bytes) -> str:
    """Return 12 hex digits that stand for the parts."""
    import hashlib

    digest = hashlib.sha256()
    for part in parts:
        digest.update(len(part).to_bytes(8, "big") + part)
    return digest.hexdigest()[:12]


def extra_stamp(root: str, extra: str) -> str:
    """Return the name of the stamp that says: these further requirements are installed."""
    return f".{extra}-{fingerprint(contents(root, extra + '.txt'))}"


# -- the engine ----------------------------------------------------------------------------------------------


def engine_key(root: str, machine: str = "", flags: frozenset[str] | None = None) -> str:
    """Return the name of the compiled engine's folder, readable and exact.

    Args:
        root: the checkout.
        machine: the processor's architecture; this one's unless given.
        flags: what the processor can do; this one's unless given.
    """
    machine = machine or os.uname().machine
    flags = cpu_flags() if flags is None else flags
    options = engine_options(machine, flags)
    exact = fingerprint(contents(root, "engine.txt"), contents(root, "engine.cmake"), repr(options).encode())
    python = f"cp{sys.version_info[0]}{sys.version_info[1]}"
    return "-".join([engine_version(root), python, machine, cpu_level(machine, flags), libc(), exact])


def engine_version(root: str) -> str:
    """Return the locked version of the engine."""
    for line in contents(root, "engine.txt").decode().splitlines():
        if line.startswith(ENGINE + "=="):
            return line.split("==")[1].split()[0]
    raise Refused("requirements/engine.txt names no " + ENGINE)


def engine_options(machine: str, flags: frozenset[str]) -> Mapping[str, str]:
    """Return the CMake definitions of the trimmed engine: no tools, no vision, no network."""
    options = {
        "LLAVA_BUILD": "OFF",
        "LLAMA_OPENSSL": "OFF",
        "LLAMA_BUILD_IS_DEV": "OFF",
        "CMAKE_INSTALL_LIBDIR": "llama_cpp/lib",
        "CMAKE_INSTALL_BINDIR": "llama_cpp/lib",
        "CMAKE_INSTALL_INCLUDEDIR": "llama_cpp/include",
        "GGML_NATIVE": "OFF" if machine == "x86_64" else "ON",  # ARM's common denominator is 5x slower
    }
    if machine == "x86_64":
        options |= {name: "ON" if flag in flags else "OFF" for name, flag in X86_FEATURES.items()}
    return options


def cpu_level(machine: str, flags: frozenset[str]) -> str:
    """Return a short name for what the engine was compiled to use."""
    if machine != "x86_64":
        return fingerprint(" ".join(sorted(flags)).encode())[:6]
    has = [flag for flag in X86_FEATURES.values() if flag in flags]
    return "avx2" if len(has) == len(X86_FEATURES) else "+".join(has) or "sse2"


def cpu_flags(path: str = "/proc/cpuinfo") -> frozenset[str]:
    """Return what the first processor can do, in Linux's names; nothing on other systems."""
    try:
        with open(path, encoding="utf-8", errors="replace") as file:
            head = file.read(16384)
    except OSError:
        return frozenset()
    for line in head.splitlines():
        name, _, values = line.partition(":")
        if name.strip() in ("flags", "Features"):
            return frozenset(values.split())
    return frozenset()


def libc() -> str:
    """Return the C library, such as glibc2.36: machines of different age may share a home folder."""
    try:
        return (os.confstr("CS_GNU_LIBC_VERSION") or "libc").replace(" ", "")
    except (AttributeError, ValueError, OSError):
        return "libc"

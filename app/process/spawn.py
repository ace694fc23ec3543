"""One operating-system process: spawned with nothing inherited, killed with its group, told how it ended.

Linux sends the death signal of ``PR_SET_PDEATHSIG`` when the *thread* that spawned the child ends, not the
process (prctl(2)). Make a ``ChildProcess`` only in a thread that lives as long as the child.
"""

from __future__ import annotations

import contextlib
import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Mapping
from pathlib import Path
from typing import Final, Protocol, TypeAlias

import app
from app.process.child import EXIT_OUT_OF_MEMORY

_STDERR_KEPT: Final = 8192
_REAP_LIMIT: Final = 5.0
_KEPT_VARIABLES: Final = ("LANG", "LANGUAGE", "PATH", "SYSTEMROOT", "SYSTEMDRIVE", "WINDIR")
_CRASH_SIGNALS: Final = ("SIGSEGV", "SIGBUS", "SIGILL", "SIGFPE", "SIGSYS", "SIGTRAP")
_NO_MEMORY_MARKS: Final = (b"std::bad_alloc", b"out of memory", b"failed to allocate", b"MemoryError")


Program: TypeAlias = subprocess.Popen[bytes]


def default_command(name: str) -> tuple[str, ...]:
    """Return the command line that runs a service of this program, frozen or not."""
    if getattr(sys, "frozen", False):
        return (sys.executable, "--service", name)
    return (sys.executable, "-E", "-s", "-m", "app", "--service", name)


def clean_environment(environment: Mapping[str, str]) -> dict[str, str]:
    """Return the few variables that a service needs; nothing that points into the user's home."""
    kept = {
        name: value
        for name, value in environment.items()
        if name.upper() in _KEPT_VARIABLES or name.startswith("LC_")
    }
    # OpenBLAS otherwise starts threads on import, before the sandbox, which cannot reach them then.
    return kept | {"OPENBLAS_NUM_THREADS": "1"}


class Child(Protocol):
    """A child and our ends of its pipes. ``kill`` and ``wait`` may be called from any thread.

    Attributes:
        pid: its process id, which is also its group's.
        parent: process id of the one who started it.
        read_fd: what it writes on its descriptor 1; the caller closes it.
        write_fd: what it reads on its descriptor 0; the caller closes it.
    """

    pid: int
    parent: int
    read_fd: int
    write_fd: int

    @property
    def is_alive(self) -> bool:
        """Whether it has not ended yet."""
        ...

    def kill(self) -> float:
        """Send SIGKILL to its group and reap it; safe to repeat. Returns the seconds that took."""
        ...

    def wait(self, timeout: float) -> bool:
        """Wait for its end without killing it; whether it has ended."""
        ...

    @property
    def exit_code(self) -> int:
        """Its exit status, negative for a signal; 0 while it has not been reaped."""
        ...

    def how_it_ended(self) -> str:
        """Name the way it ended: "killed", "aborted", "crashed", "out-of-memory" or "closed"."""
        ...


def start_program(command: tuple[str, ...], *, stdin: int, stdout: int, stderr: int) -> Program:
    """Start one of our own programs with nothing inherited but three descriptors, in a group of its own.

    Raises:
        OSError: it could not be started.
    """
    return subprocess.Popen(  # noqa: S603 (our own program; the shell is not involved)
        command,
        stdin=stdin,
        stdout=stdout,
        stderr=stderr,
        cwd=Path(app.__file__).parent.parent,
        env=clean_environment(os.environ),
        close_fds=True,
        start_new_session=True,
        creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
    )


class LastWords:
    """The end of what a child says on its descriptor 2; it may quote content and goes nowhere else.

    Args:
        descriptor: our end of that pipe; closed when it ends.
        name: of the thread that reads it.
    """

    def __init__(self, descriptor: int, name: str) -> None:
        self._kept = bytearray()
        self._reader = threading.Thread(target=self._read, args=(descriptor,), name=name, daemon=True)
        self._reader.start()

    def _read(self, descriptor: int) -> None:
        with os.fdopen(descriptor, "rb", buffering=0) as pipe:
            while data := pipe.read(4096):
                self._kept += data
                del self._kept[:-_STDERR_KEPT]

    def said(self) -> bytes:
        """Return what is kept; a child that has ended has said it within a second."""
        self._reader.join(1.0)
        return bytes(self._kept)


class ChildProcess:
    """A Child that this process started."""

    def __init__(self, command: tuple[str, ...]) -> None:
        """Spawn.

        Raises:
            OSError: the program could not be started.
        """
        self._reaping = threading.Lock()
        self._kills_before = oom_kills()
        their_read, self.write_fd = os.pipe()
        self.read_fd, their_write = os.pipe()
        their_error_read, their_error = os.pipe()
        try:
            self._process = start_program(command, stdin=their_read, stdout=their_write, stderr=their_error)
        except BaseException:
            for descriptor in (self.write_fd, self.read_fd, their_error_read):
                os.close(descriptor)
            raise
        finally:
            for descriptor in (their_read, their_write, their_error):
                os.close(descriptor)
        self.pid = self._process.pid
        self.parent = os.getpid()
        self._job = _contain(self._process)
        self._last_words = LastWords(their_error_read, f"stderr-{self.pid}")

    @property
    def is_alive(self) -> bool:
        """Whether it has not ended yet."""
        with self._reaping:
            return self._process.poll() is None

    def kill(self) -> float:
        """Send SIGKILL to its group and reap it; safe to repeat. Returns the seconds that took."""
        began = time.perf_counter()
        with self._reaping:
            # Not reaped yet, so its process and group ids cannot belong to anybody else.
            if self._process.poll() is None:
                _kill_group(self._process)
                # Longer only when it is stuck in the kernel, for instance on a dead network disk.
                with contextlib.suppress(subprocess.TimeoutExpired):
                    self._process.wait(_REAP_LIMIT)
        return time.perf_counter() - began

    def wait(self, timeout: float) -> bool:
        """Wait for its end without killing it; whether it has ended."""
        give_up = time.monotonic() + timeout
        pause = 0.001
        while self.is_alive:
            if time.monotonic() >= give_up:
                return False
            time.sleep(pause)
            pause = min(pause * 2, 0.05)
        return True

    @property
    def exit_code(self) -> int:
        """Its exit status, negative for a signal; 0 while it has not been reaped."""
        return self._process.returncode or 0

    def how_it_ended(self) -> str:
        """Name the way it ended: "killed", "aborted", "crashed", "out-of-memory" or "closed"."""
        oom_killed = oom_kills() > self._kills_before
        return how_it_ended(self.exit_code, self._last_words.said(), oom_killed=oom_killed)


def how_it_ended(code: int, stderr: bytes, *, oom_killed: bool) -> str:
    """Name the way a process ended.

    Args:
        code: exit status, negative for a signal.
        stderr: the end of what it wrote there.
        oom_killed: the kernel's count of out-of-memory kills grew while it ran.
    """
    if code == EXIT_OUT_OF_MEMORY:
        return "out-of-memory"
    if code >= 0:
        return "closed"
    name = signal.Signals(-code).name if -code in signal.valid_signals() else ""
    if name == "SIGABRT":
        # glibc, C++ and ggml all end in abort() when an allocation fails.
        return "out-of-memory" if any(mark in stderr for mark in _NO_MEMORY_MARKS) else "aborted"
    if name == "SIGKILL" and oom_killed:
        return "out-of-memory"
    return "crashed" if name in _CRASH_SIGNALS else "killed"


def _kill_group(process: Program) -> None:
    if sys.platform == "win32":
        process.kill()
        return
    try:
        os.killpg(process.pid, signal.SIGKILL)
    except ProcessLookupError:  # before setsid, or already a zombie
        process.kill()


def _contain(process: Program) -> object:
    """On Windows, put the child into a job that dies with us; keep what is returned."""
    if sys.platform == "win32":
        from app.process.sandbox import windows

        return windows.contain(int(process._handle))  # noqa: SLF001 (subprocess has no other way to it)
    return None


def oom_kills() -> int:
    """Return how many processes the kernel has killed for memory since the system started."""
    try:
        text = Path("/proc/vmstat").read_text(encoding="ascii")
    except OSError:
        return 0
    for line in text.splitlines():
        if line.startswith("oom_kill "):
            return int(line.split()[1])
    return 0

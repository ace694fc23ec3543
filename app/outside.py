"""The small process that kept its network when the window gave it up.

The window denies itself the internet, and everything it starts inherits that for good: a browser started from
it would show no page, and a gate could send nothing. So, before it does, it forks a process that can do two
things: hand an address that the user has confirmed to the desktop's opener, and start the gate. Neither what
is opened nor what is sent goes through it; the gate's pipes are handed over (SCM_RIGHTS, unix(7)) and lead
straight to the window. It ends with the window, and the gates with it.

Offline is for good: once it is said, here or at the start, no gate starts before the next start of Sotto.

Messages, one packet each, window -> outside: ``open ADDRESS``; ``gate`` with four descriptors (what the gate
reads, writes and complains on, and where its process id and later its exit status are reported: two
little-endian 32-bit numbers); ``kill PID``; ``offline``. There are no answers.
"""

from __future__ import annotations

import contextlib
import ctypes
import os
import select
import signal
import socket
import sys
import threading
import time
from typing import TYPE_CHECKING, Final, NoReturn

from app.errors import UsageRefused
from app.opener import LONGEST, hand_on, may_open

if TYPE_CHECKING:
    from app.process.spawn import Child, Program

_PACKET: Final = LONGEST + 16
_PR_SET_PDEATHSIG: Final = 1
_NUMBER: Final = 4
_START_LIMIT: Final = 20.0
_REAP_LIMIT: Final = 5.0
_LOST: Final = -9  # as after SIGKILL, which Windows does not name


class Outside:
    """Asks the forked process; make one before the window denies itself the internet, and before any thread.

    Only Linux has the denial; elsewhere nothing is forked and addresses are opened from here.

    Args:
        gate_command: what to execute as the gate.
        offline: no gate is ever started.
    """

    def __init__(self, gate_command: tuple[str, ...], *, offline: bool = False) -> None:
        self._lock = threading.Lock()
        self._socket: socket.socket | None = None
        self.is_offline = offline
        self.pid = 0
        if sys.platform != "linux":
            return
        ours, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
        window = os.getpid()
        self.pid = os.fork()
        if self.pid == 0:
            ours.close()
            _serve(theirs, gate_command, window, offline=offline)
        theirs.close()
        self._socket = ours

    @property
    def starts_gates(self) -> bool:
        """Whether gates have to come from there: this process may not be able to have one itself."""
        return self._socket is not None

    def open(self, address: str) -> bool:
        """Open an address that the user has confirmed.

        Returns:
            Whether it was handed on; False for one that may not be, or when the process has gone.
        """
        if not may_open(address):
            return False
        if self._socket is None:
            return hand_on(address)
        return self._tell(b"open " + address.encode())

    def spawn_gate(self) -> Child:
        """Start the gate's process.

        Raises:
            UsageRefused: offline.
            OSError: it could not be started.
        """
        if self.is_offline:
            raise UsageRefused(reason="offline")
        return _OutsideChild(self)

    def go_offline(self) -> None:
        """Kill every gate and start none any more; cannot be taken back before the next start."""
        self.is_offline = True
        self._tell(b"offline")

    def close(self) -> None:
        """End the forked process."""
        with self._lock:
            if self._socket is not None:
                self._socket.close()
                self._socket = None
        if self.pid:
            with contextlib.suppress(ChildProcessError):
                os.waitpid(self.pid, 0)
            self.pid = 0

    def _tell(self, message: bytes, descriptors: tuple[int, ...] = ()) -> bool:
        with self._lock:
            if self._socket is None:
                return False
            try:
                socket.send_fds(self._socket, [message], descriptors)
            except OSError:
                return False
            return True


class _OutsideChild:
    """The Child of ``app.process.spawn`` for a process that the outside started."""

    def __init__(self, outside: Outside) -> None:
        from app.process.spawn import LastWords, oom_kills

        self._outside = outside
        self._kills_before = oom_kills()
        self._reading = threading.Lock()
        self._exit: int | None = None
        self.parent = outside.pid
        their_read, self.write_fd = os.pipe()
        self.read_fd, their_write = os.pipe()
        errors, their_errors = os.pipe()
        self._status, their_status = os.pipe()
        theirs = (their_read, their_write, their_errors, their_status)
        try:
            told = outside._tell(b"gate", theirs)  # noqa: SLF001 (two halves of one thing)
        finally:
            for descriptor in theirs:
                os.close(descriptor)
        pid = self._number(_START_LIMIT) if told else None
        if not pid:
            for descriptor in (self.write_fd, self.read_fd, errors, self._status):
                os.close(descriptor)
            raise OSError
        self.pid = pid
        self._last_words = LastWords(errors, f"stderr-{pid}")

    @property
    def is_alive(self) -> bool:
        return not self.wait(0.0)

    def wait(self, timeout: float) -> bool:
        with self._reading:
            if self._exit is None:
                number = self._number(timeout)
                if number is None:
                    return False
                self._exit = number
                os.close(self._status)
            return True

    def kill(self) -> float:
        began = time.perf_counter()
        if not self.wait(0.0):
            # By the one who reaps it, so that the number cannot belong to anybody else by then.
            self._outside._tell(b"kill %d" % self.pid)  # noqa: SLF001
            self.wait(_REAP_LIMIT)
        return time.perf_counter() - began

    @property
    def exit_code(self) -> int:
        return self._exit or 0

    def how_it_ended(self) -> str:
        from app.process.spawn import how_it_ended, oom_kills

        oom_killed = oom_kills() > self._kills_before
        return how_it_ended(self.exit_code, self._last_words.said(), oom_killed=oom_killed)

    def _number(self, timeout: float) -> int | None:
        """Read a number of the outside; None when none comes in time. Its death kills the gate."""
        poll = select.poll()
        poll.register(self._status, select.POLLIN)
        if not poll.poll(timeout * 1000):
            return None
        data = os.read(self._status, _NUMBER)
        return int.from_bytes(data, "little", signed=True) if len(data) == _NUMBER else _LOST


# --- in the forked process ----------------------------------------------------------------------------


def _serve(window: socket.socket, gate_command: tuple[str, ...], parent: int, *, offline: bool) -> NoReturn:
    """Be the forked process until the window's end closes."""
    with contextlib.suppress(BaseException):
        ctypes.CDLL(None).prctl(_PR_SET_PDEATHSIG, signal.SIGKILL, 0, 0, 0)
        signal.signal(signal.SIGINT, signal.SIG_IGN)
        if os.getppid() == parent:
            _Helper(window, gate_command, offline=offline).run()
    os._exit(0)


class _Helper:
    """The loop of the forked process: it has one thread, so that gates die when it does (prctl(2))."""

    def __init__(self, window: socket.socket, gate_command: tuple[str, ...], *, offline: bool) -> None:
        self._window = window
        self._gate_command = gate_command
        self._offline = offline
        self._gates: dict[int, tuple[Program, int]] = {}
        self._woken, wake = socket.socketpair()
        for end in (self._woken, wake):
            end.setblocking(False)
        self._wake = wake  # kept open: the signal writes to it
        signal.signal(signal.SIGCHLD, lambda _number, _frame: None)
        signal.set_wakeup_fd(wake.fileno(), warn_on_full_buffer=False)

    def run(self) -> None:
        """Do as the window says until it is gone."""
        while True:
            ready, _, _ = select.select([self._window, self._woken], [], [])
            if self._woken in ready:
                with contextlib.suppress(BlockingIOError):
                    self._woken.recv(4096)
                self._report_ended()
            if self._window in ready and not self._take():
                break
        self._kill_all()

    def _take(self) -> bool:
        """Take one message; False at the end."""
        message, descriptors, _, _ = socket.recv_fds(self._window, _PACKET, 4)
        if not message:
            return False
        word, _, rest = message.partition(b" ")
        try:
            if word == b"open":
                hand_on(rest.decode("utf-8", "replace"))
            elif word == b"gate" and len(descriptors) == 4:
                self._start_gate(*descriptors)
            elif word == b"kill":
                self._kill(int(rest))
            elif word == b"offline":
                self._offline = True
                self._kill_all()
        finally:
            for descriptor in descriptors:
                os.close(descriptor)
        return True

    def _start_gate(self, stdin: int, stdout: int, stderr: int, status: int) -> None:
        from app.process.spawn import start_program

        if self._offline:
            return  # the end of the status pipe says it
        with contextlib.suppress(OSError):
            process = start_program(self._gate_command, stdin=stdin, stdout=stdout, stderr=stderr)
            self._gates[process.pid] = (process, os.dup(status))
            _report(status, process.pid)

    def _kill(self, pid: int) -> None:
        if pid in self._gates:  # not reaped yet: the number is still its own
            with contextlib.suppress(ProcessLookupError):
                os.killpg(pid, signal.SIGKILL)

    def _kill_all(self) -> None:
        for pid in self._gates:
            self._kill(pid)

    def _report_ended(self) -> None:
        for pid, (process, status) in list(self._gates.items()):
            code = process.poll()
            if code is not None:
                del self._gates[pid]
                _report(status, code)
                os.close(status)


def _report(status: int, number: int) -> None:
    with contextlib.suppress(BrokenPipeError):
        os.write(status, number.to_bytes(_NUMBER, "little", signed=True))

"""Opens links and folders in the user's own programs, from a process that kept its network.

The window denies itself the internet, and everything it starts inherits that for good: a browser started from
it would show no page. So, before it does, it forks a small process that can do one thing: hand an address
that the user has seen and confirmed to the desktop's own opener. It ends with the window.
"""

from __future__ import annotations

import contextlib
import ctypes
import os
import signal
import subprocess
import sys
import webbrowser
from pathlib import Path
from typing import BinaryIO, Final
from urllib.parse import urlsplit

_LONGEST: Final = 8192
_PR_SET_PDEATHSIG: Final = 1


def may_open(address: str) -> bool:
    """Whether an address may be handed on: web pages, mail, and folders of this computer; never a program."""
    if len(address.encode()) > _LONGEST or any(ord(character) < 0x20 for character in address):
        return False
    try:
        parts = urlsplit(address)
    except ValueError:
        return False
    if parts.scheme in {"https", "http"}:
        return bool(parts.hostname)
    if parts.scheme == "file":
        return not parts.netloc and Path(parts.path).is_dir()
    return parts.scheme == "mailto"


class Opener:
    """Asks the forked process; make one before the window denies itself the internet."""

    def __init__(self) -> None:
        """Fork where that is needed: only Linux has the denial."""
        self._pipe: BinaryIO | None = None
        if sys.platform != "linux":
            return
        read_fd, write_fd = os.pipe()
        if os.fork() == 0:
            os.close(write_fd)
            _serve(read_fd)
        os.close(read_fd)
        self._pipe = os.fdopen(write_fd, "wb", buffering=0)

    def open(self, address: str) -> bool:
        """Open an address that the user has confirmed.

        Returns:
            Whether it was handed on; False for one that may not be, or when the helper has gone.
        """
        if not may_open(address):
            return False
        if self._pipe is None:
            return webbrowser.open(address)
        try:
            self._pipe.write(address.encode() + b"\n")
        except OSError:
            return False
        return True

    def close(self) -> None:
        """End the forked process."""
        if self._pipe is not None:
            self._pipe.close()
            self._pipe = None


def _serve(read_fd: int) -> None:
    """Be the forked process until the pipe ends."""
    with contextlib.suppress(BaseException):
        ctypes.CDLL(None).prctl(_PR_SET_PDEATHSIG, signal.SIGKILL, 0, 0, 0)
        signal.signal(signal.SIGINT, signal.SIG_IGN)
        with os.fdopen(read_fd, "rb") as pipe:
            while line := pipe.readline(_LONGEST + 1):
                address = line.decode("utf-8", "replace").rstrip("\n")
                if may_open(address):
                    _hand_on(address)
    os._exit(0)


def _hand_on(address: str) -> None:
    """Give it to the desktop's opener, which outlives us."""
    with contextlib.suppress(OSError):
        subprocess.Popen(  # noqa: S603 - one fixed program, an address that was checked, no shell
            ["/usr/bin/env", "xdg-open", address],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
            env=_own_environment(),
        )


def _own_environment() -> dict[str, str]:
    """Return the environment that the user's programs had before ours was put into it."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith("PYTHON")}
    if getattr(sys, "frozen", False):  # the bundle's own libraries would be loaded into the browser
        original = kept.pop("LD_LIBRARY_PATH_ORIG", None)
        kept.pop("LD_LIBRARY_PATH", None)
        if original is not None:
            kept["LD_LIBRARY_PATH"] = original
    return kept

"""Promise 1: a crash of the window or of the terminal writes none of its memory to the disk.

Acceptance test 33 of the security design for the two processes that show words; those of the services are in
``tests/app/vault/test_confidentiality.py`` and ``tests/app/process``. The limit is raised first, as somebody
who collects core files has it.
"""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tests.promises.conftest import Program

if sys.platform != "win32":
    import resource

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="reads /proc")
HANG = 20.0


def wanted_by_somebody() -> None:
    """Raise the limit as far as it may be."""
    hard = resource.getrlimit(resource.RLIMIT_CORE)[1]
    resource.setrlimit(resource.RLIMIT_CORE, (hard, hard))


def core_limits(pid: int) -> list[str]:
    """Return the soft and the hard limit of a process's core file."""
    lines = Path(f"/proc/{pid}/limits").read_text().splitlines()
    (words,) = [line.split() for line in lines if line.startswith("Max core file size")]
    return words[4:6]


@pytest.mark.parametrize("arguments", [(), ("chat", "--ephemeral")], ids=["window", "terminal"])
def test_a_crash_leaves_no_core_file(program: Program, arguments: tuple[str, ...]) -> None:
    folder = program.home / "working folder"
    folder.mkdir()
    running = subprocess.Popen(
        program.command(*arguments),
        cwd=folder,
        env=program.environment(),
        stdin=subprocess.PIPE,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        preexec_fn=wanted_by_somebody,
    )
    try:
        ends = time.monotonic() + HANG
        while core_limits(running.pid) != ["0", "0"]:
            assert time.monotonic() < ends, "a core file may be written"
            assert running.poll() is None
            time.sleep(0.01)
        os.kill(running.pid, signal.SIGSEGV)
        assert running.wait(HANG) == -signal.SIGSEGV
    finally:
        running.kill()
        running.communicate()
    assert list(folder.iterdir()) == []

"""Waiting for, stopping and looking at processes, for the tests of services."""

from __future__ import annotations

import os
import signal
import time
from collections.abc import Callable
from pathlib import Path

from app.process.service import Service
from tests.app.process.probe_service import ProbePort

ROOT = Path(__file__).parents[3]
StartProbe = Callable[..., Service[ProbePort]]
HANG = 30.0  # seconds after which a test gives up waiting


def wait_until(claim: Callable[[], bool]) -> None:
    give_up = time.monotonic() + HANG
    while not claim():
        assert time.monotonic() < give_up, "it never came true"
        time.sleep(0.005)


def is_gone(pid: int) -> bool:
    try:
        return "Z" in Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0]
    except OSError:
        return True


def stop(pid: int) -> None:
    """Stop a process, and wait until each of its threads stands: on a busy machine they go on a little."""
    os.kill(pid, signal.SIGSTOP)
    threads = Path(f"/proc/{pid}/task")
    wait_until(
        lambda: all(
            (thread / "stat").read_text().rpartition(")")[2].split()[0] == "T" for thread in threads.iterdir()
        )
    )

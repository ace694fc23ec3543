"""Promise: loading the redactor starts no thread, opens no socket and leaves no file behind.

A thread that runs before the process is confined stays outside of its sandbox on many kernels; and libraries
that run models have been seen to start one, to report on their users.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[3]
LOAD = """
import json, os, sys
used = set()
sys.addaudithook(lambda event, arguments: used.add(event) if event.startswith("socket.") else None)
from app.redaction.port import RedactorStart
from app.redaction.service import prepare
redactor, powers = prepare(RedactorStart())
from app.redaction.port import ScanOptions
list(redactor.scan("Jane Roe lives in Utrecht, and her card is 4111 1111 1111 1111. " * 400, ScanOptions()))
links = [f"/proc/self/fd/{name}" for name in os.listdir("/proc/self/fd") if int(name) > 2]
open_files = [os.readlink(link) for link in links if os.path.lexists(link)]  # the listing was one of them
print(json.dumps({
    "threads": len(os.listdir("/proc/self/task")),
    "sockets": sorted(used),
    "open": [path for path in open_files if not path.startswith(("pipe:", "/proc/"))],
}))
"""


@pytest.mark.skipif(not Path("/proc/self/task").exists(), reason="threads are counted in Linux's /proc")
def test_a_prepared_redactor_is_one_thread_and_leaves_no_trace(tmp_path: Path) -> None:
    home = tmp_path / "home"
    home.mkdir()
    # All that tells a library where it may leave something.
    surroundings = {
        "HOME": str(home),
        "PATH": os.environ["PATH"],
        "PYTHONPATH": str(ROOT),
        "TMPDIR": str(home),
    }
    done = subprocess.run(
        [sys.executable, "-B", "-c", LOAD],
        cwd=ROOT,
        env=surroundings,
        capture_output=True,
        timeout=120,
        check=False,
    )
    assert done.returncode == 0, done.stderr.decode()
    assert json.loads(done.stdout) == {"threads": 1, "sockets": [], "open": []}
    assert list(home.rglob("*")) == []

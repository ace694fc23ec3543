"""Play a scenario of ``faults`` with the fault line preloaded, which is compiled once per test run."""

from __future__ import annotations

import atexit
import functools
import json
import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

import pytest

SOURCE = Path(__file__).with_name("faultline.c")


@functools.cache
def faultline() -> Path:
    """Compile the library; skips where that cannot be done."""
    compiler = shutil.which("cc") or shutil.which("gcc") or shutil.which("clang")
    if compiler is None or not sys.platform.startswith("linux"):
        pytest.skip("faults at single storage calls need Linux and a C compiler")
    folder = Path(tempfile.mkdtemp(prefix="sotto-faultline-"))
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    library = folder / "faultline.so"
    subprocess.run(
        [compiler, "-shared", "-fPIC", "-O1", "-o", library, SOURCE, "-ldl"], check=True, capture_output=True
    )
    return library


def play(scenario: str, folder: Path, **environment: str) -> dict[str, Any]:
    """Run one scenario in a process of its own and return what it found."""
    finished = subprocess.run(
        [sys.executable, "-m", "tests.app.vault.faults", scenario, str(folder)],
        capture_output=True,
        text=True,
        timeout=240,
        env=os.environ | {"LD_PRELOAD": str(faultline())} | environment,
    )
    assert finished.returncode == 0, finished.stderr[-3000:]
    result: dict[str, Any] = json.loads(finished.stdout)
    return result

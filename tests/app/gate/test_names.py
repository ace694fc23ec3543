"""Promise: the confined gate can ask for names, although it may open no file and no other kind of socket."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[3]
UNSHARE = [
    "unshare",
    "--mount",
    "--net",
    *([] if os.name == "posix" and os.geteuid() == 0 else ["--map-root-user"]),
]


def test_a_name_is_resolved_by_the_systems_name_server() -> None:
    if sys.platform != "linux" or shutil.which("unshare") is None:
        pytest.skip("needs Linux's namespaces")
    if subprocess.run([*UNSHARE, "true"], capture_output=True, check=False).returncode:
        pytest.skip("this machine gives no namespace to this user")
    done = subprocess.run(
        [*UNSHARE, sys.executable, "-m", "tests.app.gate.in_namespace"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    assert json.loads(done.stdout) == ["Hello", "full", ["model.example.test"]]

"""What a service that was taken over might want to reach: a port, and a file of the user."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="Landlock and seccomp are Linux's")


@pytest.fixture
def port() -> Iterator[int]:
    """A TCP port on which somebody listens."""
    import socket

    with socket.create_server(("127.0.0.1", 0)) as server:
        yield server.getsockname()[1]


@pytest.fixture
def home_file(tmp_path: Path) -> Path:
    path = tmp_path / "home" / "diary.txt"
    path.parent.mkdir()
    path.write_text("private")
    return path

"""Promise: a process that gives up the internet loses it with all its threads and children."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from tests.app.process.sandbox.running import run_python

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="Landlock and seccomp are Linux's")
DENY = """
import json, os, subprocess, sys, threading, queue
from app.process.sandbox import deny_internet
from tests.app.process.attempts import attempt
asked, answered = queue.SimpleQueue(), queue.SimpleQueue()
def older_thread():
    while True:
        name, target = asked.get()
        answered.put(attempt(name, target))
threading.Thread(target=older_thread, daemon=True).start()
port, path = sys.argv[1], sys.argv[2]
tried = {"tcp": port, "udp": port, "netlink": "", "unix": path, "posix-spawn": "",
    "socketpair": "", "io-uring": ""}
def in_older_thread():
    results = {}
    for item in tried.items():
        asked.put(item)
        results[item[0]] = answered.get()
    return results
before = in_older_thread()
report = deny_internet()
code = "import json,sys; from tests.app.process.attempts import attempt; " \\
    "print(json.dumps({n: attempt(n, t) for n, t in json.loads(sys.argv[1]).items()}))"
child = subprocess.run([sys.executable, "-c", code, json.dumps(tried)], stdout=subprocess.PIPE, check=True)
print(json.dumps({
    "level": report.level, "before": before, "after": in_older_thread(),
    "here": {name: attempt(name, target) for name, target in tried.items()},
    "child": json.loads(child.stdout),
}))
"""


def test_deny_internet_reaches_older_threads_and_children_and_leaves_unix_sockets(
    port: int, tmp_path: Path
) -> None:
    import socket

    path = str(tmp_path / "socket")
    with socket.socket(socket.AF_UNIX) as server:
        server.bind(path)
        server.listen(8)
        result = run_python(DENY, str(port), path)
    assert result["level"] == "full"
    assert result["before"]["tcp"] == result["before"]["udp"] == "done"
    for where in ("after", "here", "child"):
        assert result[where] == {
            "tcp": "EPERM",
            "udp": "EPERM",
            "netlink": "EPERM",
            "io-uring": "EPERM",
            "unix": "done",
            "socketpair": "done",
            "posix-spawn": "done",
        }, where


def test_a_service_reaches_the_full_level_under_a_parent_without_internet() -> None:
    result = run_python(
        """
import json, sys
from app.process.sandbox import deny_internet
deny_internet()
from app.process.service import ServiceSpec, start_service
from tests.app.process.probe_service import ProbePort, ProbeStart
command = (sys.executable, "-m", "tests.app.process.probe_service")
service = start_service(ServiceSpec("probe", ProbePort, ProbeStart(), command=command))
print(json.dumps([service.sandbox.level, service.port.add(1)]))
service.kill()
"""
    )
    assert result == ["full", 2]

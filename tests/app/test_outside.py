"""Promise: the window without a network can have a gate with one, offline cannot, and no gate outlives it.

Most of it runs in a fresh process, because one that denied itself the internet cannot take it back.
"""

from __future__ import annotations

import json
import signal
import subprocess
import sys
import textwrap
import time
from pathlib import Path
from typing import Any

import pytest

import app
from app.errors import UsageRefused
from app.gate.approval import Approvals
from app.gate.port import Destination
from app.services import ProcessServices

ROOT = Path(app.__file__).parent.parent
SETUP = """
import json, os, sys, time
from pathlib import Path
from app.errors import UsageRefused
from app.gate.approval import Approvals
from app.gate.port import Destination
from app.outside import Outside
from app.process.sandbox import deny_internet
from app.process.spawn import default_command
from app.services import ProcessServices
from models.errors import SottoError

DESTINATION = Destination("there", "openai", "https://localhost:9", "a-model")
START = Approvals().gate_start([DESTINATION])
lost = []

def window(command=None, **given):
    outside = Outside(command or default_command("gate"), **given)
    deny_internet()
    return outside, ProcessServices(Path("never-used"), outside=outside)

def parent_of(pid):
    return int(Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[1])
"""
linux = pytest.mark.skipif(sys.platform != "linux", reason="only Linux denies the window the internet")


def program(code: str) -> str:
    return SETUP + textwrap.dedent(code)


def run(code: str) -> Any:
    """Run it as the window; returns the JSON that it prints."""
    done = subprocess.run(
        [sys.executable, "-c", program(code)],
        cwd=ROOT,
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


def is_running(pid: int) -> bool:
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except (FileNotFoundError, ProcessLookupError):
        return False


def gone_in_time(pids: list[int]) -> bool:
    """Whether all have ended; the limit is only against hanging."""
    for _ in range(400):
        if not any(is_running(pid) for pid in pids):
            return True
        time.sleep(0.05)
    return False


@linux
def test_a_window_without_a_network_gets_a_confined_gate_that_is_not_its_child() -> None:
    said = run("""
        outside, services = window()
        gate = services.open_gate(START, lost.append)
        said = {
            "parent is outside": parent_of(gate.service.pid) == outside.pid,
            "level": gate.sandbox_level,
            "alive": gate.is_alive,
        }
        gate.kill()
        gone = not gate.is_alive and not Path(f"/proc/{gate.service.pid}").exists()
        print(json.dumps(said | {"gone": gone, "lost": len(lost)}))
        outside.close()
    """)
    assert said == {"parent is outside": True, "level": "full", "alive": True, "gone": True, "lost": 0}


@linux
def test_a_gate_that_ends_by_itself_is_reported_with_how() -> None:
    said = run("""
        import signal
        outside, services = window()
        gate = services.open_gate(START, lost.append)
        os.kill(gate.service.pid, signal.SIGSEGV)
        for _ in range(400):
            if lost:
                break
            time.sleep(0.05)
        print(json.dumps([[error.code, error.facts] for error in lost]))
        outside.close()
    """)
    assert said == [["service-lost", {"service": "gate", "how": "crashed", "exit_code": -11}]]


@linux
def test_several_gates_one_after_another_and_at_once() -> None:
    said = run("""
        outside, services = window()
        gates = [services.open_gate(START, lost.append) for _ in range(3)]
        different = len({gate.service.pid for gate in gates})
        gates[1].kill()
        alive = [gate.is_alive for gate in gates]
        gates.append(services.open_gate(START, lost.append))
        outside.close()
        for _ in range(400):
            if len(lost) == 3:
                break
            time.sleep(0.05)
        print(json.dumps([different, alive, len(lost), os.listdir("/proc/self/fd").__len__() < 20]))
    """)
    assert said == [3, [True, False, True], 3, True]


@linux
@pytest.mark.parametrize("how", ["from the start", "later"])
def test_offline_starts_no_gate_and_cannot_be_taken_back(how: str) -> None:
    said = run(f"""
        outside, services = window(offline={how == "from the start"})
        if {how == "later"}:
            gate = services.open_gate(START, lost.append)
            services.go_offline()
            assert not gate.is_alive
            while Path(f"/proc/{{gate.service.pid}}").exists():
                time.sleep(0.01)
        refused = []
        for ask in (lambda: services.open_gate(START, lost.append), outside.spawn_gate):
            try:
                ask()
            except UsageRefused as error:
                refused.append(error.facts["reason"])
        outside.is_offline = False  # a bug, or an attacker, in the window
        services._offline = False
        try:
            services.open_gate(START, lost.append)
        except SottoError as error:
            refused.append(error.code)
        children = Path(f"/proc/{{outside.pid}}/task/{{outside.pid}}/children").read_text().split()
        print(json.dumps([refused, children]))
        outside.close()
    """)
    assert said == [["offline", "offline", "service-lost"], []]


@linux
def test_a_gate_that_cannot_be_started_is_an_error() -> None:
    said = run("""
        outside, services = window(command=("/nowhere/no-such-program",))
        try:
            services.open_gate(START, lost.append)
        except SottoError as error:
            print(json.dumps(error.code))
        outside.close()
    """)
    assert said == "service-lost"


@linux
def test_killing_the_window_leaves_nobody_behind() -> None:
    code = program("""
        outside, services = window()
        gate = services.open_gate(START, lost.append)
        print(json.dumps([outside.pid, gate.service.pid]), flush=True)
        time.sleep(600)
    """)
    with subprocess.Popen([sys.executable, "-c", code], cwd=ROOT, stdout=subprocess.PIPE) as window:
        assert window.stdout is not None
        pids = json.loads(window.stdout.readline())
        assert all(is_running(pid) for pid in pids)
        window.send_signal(signal.SIGKILL)
    assert gone_in_time(pids)


@linux
def test_killing_the_outside_takes_its_gates_with_it() -> None:
    said = run("""
        import signal
        outside, services = window()
        gate = services.open_gate(START, lost.append)
        os.kill(outside.pid, signal.SIGKILL)
        for _ in range(400):
            if lost:
                break
            time.sleep(0.05)
        opened = outside.open("https://example.org/")
        print(json.dumps([[error.facts["how"] for error in lost], gate.is_alive, opened]))
    """)
    assert said == [["killed"], False, False]


@linux
def test_the_setting_reaches_the_outside_before_anything_else_runs() -> None:
    said = run("""
        import tempfile
        from app import __main__ as program
        from app.paths import profile_paths
        from app.settings import SettingsStore
        import app.process.sandbox, ui.application
        seen = []
        def run_window(make_assistant, paths, settings, *, open_address, **rest):
            outside = open_address.__self__
            try:
                outside.spawn_gate()
            except UsageRefused as error:
                seen.append(error.facts["reason"])
            return 0
        ui.application.run = run_window
        folder = tempfile.mkdtemp()
        SettingsStore(profile_paths(Path(folder)).settings).change(offline=True)
        code = program.main(["--profile", folder])
        import shutil
        shutil.rmtree(folder)
        print(json.dumps([code, seen]))
    """)
    assert said == [0, ["offline"]]


@linux
def test_the_real_start_has_given_up_the_internet_before_there_is_a_window() -> None:
    said = run("""
        import shutil, socket, tempfile
        from app import __main__ as program
        import ui.application
        seen = {}
        def run_window(*given, **rest):
            for name in ("AF_INET", "AF_INET6", "AF_NETLINK", "AF_PACKET", "AF_UNIX"):
                try:
                    socket.socket(getattr(socket, name), socket.SOCK_DGRAM).close()
                    seen[name] = "made"
                except OSError as error:
                    seen[name] = type(error).__name__
            return 0
        ui.application.run = run_window
        folder = tempfile.mkdtemp()
        code = program.main(["--profile", folder])
        shutil.rmtree(folder)
        print(json.dumps([code, seen]))
    """)
    denied = dict.fromkeys(("AF_INET", "AF_INET6", "AF_NETLINK", "AF_PACKET"), "PermissionError")
    assert said == [0, {**denied, "AF_UNIX": "made"}]


def test_the_terminal_starts_its_gate_itself_and_offline_refuses(tmp_path: Path) -> None:
    services = ProcessServices(tmp_path)
    start = Approvals().gate_start([Destination("there", "openai", "https://localhost:9", "a-model")])
    gate = services.open_gate(start, lambda error: None)
    try:
        assert gate.is_alive
        services.go_offline()
        assert not gate.is_alive
    finally:
        gate.kill()
    with pytest.raises(UsageRefused, match="offline"):
        services.open_gate(start, lambda error: None)
    with pytest.raises(UsageRefused, match="offline"):
        ProcessServices(tmp_path, offline=True).open_gate(start, lambda error: None)
    assert list(tmp_path.iterdir()) == []

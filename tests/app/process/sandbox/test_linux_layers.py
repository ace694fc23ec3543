"""Promise: each layer is asked for what this kernel knows, and what could not be put on is reported."""

from __future__ import annotations

import os
import resource
import struct
import sys
from pathlib import Path

import pytest

from app.process.sandbox import ON, Powers, SandboxReport, linux
from tests.app.process.sandbox.running import run_python

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="Landlock and seccomp are Linux's")
LACKING = """
import errno, json, sys
from app.process.sandbox import Powers, linux
from tests.app.process.attempts import attempt
import socket
missing = sys.argv[1].split()
class Old(linux.Kernel):
    def call(self, name, *arguments):
        if name in missing:
            raise OSError(errno.ENOSYS, "not there")
        return super().call(name, *arguments)
report = linux.confine(Powers(private_network=False), kernel=Old())
print(json.dumps({
    "level": report.level, "layers": report.layers,
    "udp": attempt("udp", "9"), "read": attempt("read", "/etc/passwd"),
}))
"""


@pytest.mark.parametrize(
    ("missing", "layer", "udp", "read"),
    [
        ("seccomp", "seccomp", "done", "EACCES"),
        ("landlock_create_ruleset", "landlock", "EPERM", "done"),
        ("capset", "capabilities", "EPERM", "EACCES"),
    ],
)
def test_a_kernel_that_lacks_a_layer_is_reported_and_the_other_layers_hold(
    missing: str, layer: str, udp: str, read: str
) -> None:
    result = run_python(LACKING, missing)
    assert result["level"] == "reduced"
    assert [name for name, state in result["layers"].items() if state != ON] == [layer]
    assert "ENOSYS" in result["layers"][layer]
    assert (result["udp"], result["read"]) == (udp, read)


def test_a_system_that_offers_nothing_is_reported_as_none(monkeypatch: pytest.MonkeyPatch) -> None:
    class Nothing(linux.Kernel):
        def call(self, name: str, *arguments: int | bytes | None) -> int:
            raise OSError(38, "no")

        def limit(self, which: int, value: int) -> None:
            raise OSError(38, "no")

    monkeypatch.setattr(os, "umask", lambda mask: mask)
    started: list[bool] = []
    report = linux.confine(Powers(), before_filter=lambda: started.append(True), kernel=Nothing())
    assert report.level == "none"
    assert ON not in report.layers.values()
    assert started == [True]
    assert linux.deny_internet(kernel=Nothing()).level == "none"


class Recording(linux.Kernel):
    """A kernel that does as it is told and writes down what it was asked."""

    def __init__(self, abi: int, *, threads: int = 1, stuck: int = 0) -> None:
        super().__init__()
        self.abi = abi
        self.threads = threads
        self.stuck = stuck
        self.calls: list[tuple[str, tuple[int | bytes | None, ...]]] = []
        self.limits: dict[int, int] = {}

    def call(self, name: str, *arguments: int | bytes | None) -> int:
        self.calls.append((name, arguments))
        if name == "landlock_create_ruleset":
            return self.abi if arguments[0] is None else os.open("/dev/null", os.O_RDONLY)
        return self.stuck if name == "seccomp" else 0

    def limit(self, which: int, value: int) -> None:
        self.limits[which] = value

    def thread_count(self) -> int:
        return self.threads

    def asked(self, name: str) -> list[tuple[int | bytes | None, ...]]:
        return [arguments for asked, arguments in self.calls if asked == name]


@pytest.fixture
def _same_umask(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "umask", lambda mask: mask)


@pytest.mark.usefixtures("_same_umask")
@pytest.mark.parametrize("abi", range(1, 10))
def test_every_version_of_landlock_is_asked_for_what_it_knows(abi: int, tmp_path: Path) -> None:
    model = tmp_path / "model.gguf"
    model.write_bytes(b"x")
    kernel = Recording(abi)
    powers = Powers(read=(str(model),), write=(str(tmp_path), str(tmp_path / "missing")))
    assert linux.confine(powers, kernel=kernel).level == "full"
    attributes, size, _ = kernel.asked("landlock_create_ruleset")[1]
    assert isinstance(attributes, bytes)
    assert size == {1: 8, 2: 8, 3: 8, 4: 16, 5: 16}.get(abi, 24)
    files, network, scopes = struct.unpack("=QQQ", attributes)
    newest = {1: 13, 2: 14, 3: 15, 4: 15}.get(abi, 16 if abi < 9 else 17)
    assert files == (1 << newest) - 1
    assert network == (3 if abi >= 4 else 0)
    assert scopes == (3 if abi >= 6 else 0)
    rules = [struct.unpack("=Qi", bytes(rule[2] or b"")) for rule in kernel.asked("landlock_add_rule")]  # type: ignore[arg-type]
    assert rules
    assert all(rights and rights & ~files == 0 for rights, _ in rules)
    execute, make_socket = 1 << 0, 1 << 9
    assert not any(rights & (execute | make_socket) for rights, _ in rules)
    assert kernel.asked("landlock_restrict_self")[0][1] == (8 if abi >= 8 else 0)
    (rule,) = [rights for rights, _ in rules if rights & (1 << 8)]  # one folder may be written in
    assert rule & (1 << 5)


@pytest.mark.usefixtures("_same_umask")
def test_older_threads_are_no_matter_where_landlock_reaches_them() -> None:
    report = linux.confine(Powers(private_network=False), kernel=Recording(8, threads=3))
    assert report.level == "full"
    report = linux.confine(Powers(private_network=False), kernel=Recording(7, threads=3))
    assert report.layers["landlock"] == "not for 2 threads that ran already"


@pytest.mark.usefixtures("_same_umask")
def test_a_thread_that_the_filter_cannot_reach_is_reported() -> None:
    report = linux.confine(Powers(), kernel=Recording(7, stuck=17))
    assert report.level == "reduced"
    assert report.layers["seccomp"] == "thread 17 has another filter"


@pytest.mark.usefixtures("_same_umask")
@pytest.mark.parametrize(
    ("powers", "expected"),
    [
        (Powers(), {resource.RLIMIT_FSIZE: 0}),
        (Powers(write=("/nonexistent",)), {}),
        (Powers(write=("/nonexistent",), file_bytes=5), {resource.RLIMIT_FSIZE: 5}),
        (Powers(memory_bytes=2**30), {resource.RLIMIT_FSIZE: 0, resource.RLIMIT_AS: 2**30}),
    ],
)
def test_limits_follow_the_powers(powers: Powers, expected: dict[int, int]) -> None:
    kernel = Recording(7)
    linux.confine(powers, kernel=kernel)
    assert kernel.limits == {resource.RLIMIT_CORE: 0, resource.RLIMIT_NOFILE: 256} | expected


@pytest.mark.usefixtures("_same_umask")
def test_layers_are_put_on_in_the_order_that_they_need() -> None:
    kernel = Recording(7)
    order: list[str] = []
    linux.confine(
        Powers(), before_filter=lambda: order.extend(name for name, _ in kernel.calls), kernel=kernel
    )
    assert order.index("unshare") < order.index("capset") < order.index("landlock_restrict_self")
    assert "seccomp" not in order
    assert kernel.calls[-1][0] == "seccomp"
    options = [arguments[0] for arguments in kernel.asked("prctl")]
    assert options.index(38) < options.index(24)  # no new privileges, then the capabilities
    # struct sock_fprog points to as many instructions as it says
    assert len(bytes(kernel.asked("seccomp")[0][2] or b"")) == 16  # type: ignore[arg-type]


def test_an_unknown_machine_has_no_filter(monkeypatch: pytest.MonkeyPatch) -> None:
    class Strange(linux.Kernel):
        def __init__(self) -> None:
            super().__init__()
            self.machine = "strange"

    report = linux.deny_internet(kernel=Strange())
    assert report == SandboxReport("none", report.layers)
    assert report.layers["seccomp"] == "unknown machine"


def test_threads_that_ran_before_are_owned_up_to() -> None:
    result = run_python(
        """
import json, threading, time
from app.process.sandbox import Powers, linux
stop = threading.Event()
threading.Thread(target=stop.wait, daemon=True).start()
report = linux.confine(Powers())
abi = None
print(json.dumps([report.level, report.layers]))
"""
    )
    level, layers = result
    assert layers["seccomp"] == ON
    assert layers["private-network"] == "other threads run already"
    if level == "reduced":  # Landlock before ABI 8
        assert layers["landlock"] == "not for 1 threads that ran already"

"""Promise: a service that was taken over reaches no network, program, process or file but its own.

Each attempt is made from inside a real service. The same attempts are made without a sandbox first: a denial
counts only where the attempt works otherwise on this machine.
"""

from __future__ import annotations

import json
import os
import resource
import struct
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from app.process.sandbox import ON, Powers, SandboxReport, linux
from app.process.service import Service
from tests.app.process.probe_service import ProbePort

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="Landlock and seccomp are Linux's")
ROOT = Path(__file__).parents[4]
DENIED = {"EPERM", "EACCES"}


def run_python(code: str, *arguments: str) -> Any:
    """Run code in a fresh interpreter at the checkout's root and return the JSON that it prints last."""
    done = subprocess.run(
        [sys.executable, "-c", code, *arguments],
        cwd=ROOT,
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout.splitlines()[-1])


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


WITHOUT = """
import json, sys
from tests.app.process.attempts import attempt
print(json.dumps({name: attempt(name, target) for name, target in json.loads(sys.argv[1]).items()}))
"""


def targets(port: int, home_file: Path) -> dict[str, str]:
    parent = str(os.getpid())
    return {
        "tcp": str(port),
        "udp": str(port),
        "unix": str(home_file.parent / "socket"),
        "netlink": "",
        "socketpair": "",
        "fork": "",
        "posix-spawn": "",
        "read": str(home_file),
        "list": str(home_file.parent),
        "write": str(home_file),
        "write-new": str(home_file.parent),
        "mkdir": str(home_file.parent),
        "chmod": str(home_file),
        "utime": str(home_file),
        "fchmod": str(home_file),
        "affinity": parent,
        "signal": parent,
        "signal-group": parent,
        "pidfd-open": parent,
        "process-vm-readv": parent,
        "inotify": str(home_file.parent),
        "user-namespace": "",
        "become-dumpable": "",
        "outlive-parent": "",
        "own-signals-elsewhere": parent,
        "shared-memory": "",
        "limit-other": parent,
        "io-uring": "",
        "exec": "",
    }


def test_the_level_on_this_kernel_is_full(shared_probe: Service[ProbePort]) -> None:
    required = {
        name: state for name, state in shared_probe.sandbox.layers.items() if name != "private-network"
    }
    assert required == dict.fromkeys(
        ("undumpable", "rlimits", "no-new-privs", "capabilities", "landlock", "seccomp"), ON
    )
    assert shared_probe.sandbox.level == "full"


def test_everything_that_works_outside_is_denied_inside(
    shared_probe: Service[ProbePort], port: int, home_file: Path
) -> None:
    import socket

    wanted = targets(port, home_file)
    with socket.socket(socket.AF_UNIX) as server:
        server.bind(wanted["unix"])
        server.listen()
        outside = run_python(WITHOUT, json.dumps({n: t for n, t in wanted.items() if n != "exec"}))
        inside = {name: shared_probe.port.attempt(name, target) for name, target in wanted.items()}
    not_testable = {name for name, result in outside.items() if result != "done"}
    # A machine may forbid these by itself; everything else must work outside for the test to mean something.
    assert not_testable <= {"io-uring", "user-namespace", "process-vm-readv", "netlink"}, outside
    assert {name: result for name, result in inside.items() if result not in DENIED} == {}
    assert home_file.read_text() == "privatex"  # one x, by the attempt outside


def test_names_cannot_be_resolved(shared_probe: Service[ProbePort]) -> None:
    assert shared_probe.port.attempt("dns", "") == "gaierror"


@pytest.mark.parametrize("what", ["mem", "environ", "maps", "fd/0", "root/etc/passwd", "cwd"])
def test_the_parents_proc_files_cannot_be_read(shared_probe: Service[ProbePort], what: str) -> None:
    assert shared_probe.port.attempt("read", f"/proc/{os.getpid()}/{what}") in DENIED


def test_the_parent_cannot_be_traced(shared_probe: Service[ProbePort]) -> None:
    assert shared_probe.port.attempt("attach", str(os.getpid())) in DENIED


@pytest.mark.parametrize(
    "path",
    [
        "/etc/passwd",
        "/etc/hostname",
        "/etc/shadow",
        "/root/.bashrc",
        "/proc/1/cmdline",
        "/proc/self/root/etc/passwd",
        "/proc/self/cwd/pyproject.toml",
        "/dev/tty",
        "/dev/mem",
    ],
)
def test_system_files_that_it_does_not_need_cannot_be_read(
    shared_probe: Service[ProbePort], path: str
) -> None:
    expected = DENIED if os.path.exists(path) else {*DENIED, "ENOENT", "ENXIO"}  # noqa: PTH110 (never raises)
    assert shared_probe.port.attempt("read", path) in expected


@pytest.mark.parametrize("folder", ["/", "/home", "/tmp", "/var/tmp", "/dev/shm", "/run", "~"])
def test_folders_can_be_neither_listed_nor_written(shared_probe: Service[ProbePort], folder: str) -> None:
    path = Path(folder).expanduser()
    if not path.is_dir():
        pytest.skip("this machine has no such folder")
    assert set(shared_probe.port.attempts(["list", "write-new", "mkdir"], str(path)).values()) <= DENIED


def test_the_checkout_around_our_code_cannot_be_read(shared_probe: Service[ProbePort]) -> None:
    assert shared_probe.port.attempt("list", str(ROOT)) in DENIED
    assert shared_probe.port.attempt("read", str(ROOT / "pyproject.toml")) in DENIED
    assert shared_probe.port.attempt("write-new", str(ROOT / "app")) in DENIED


def test_one_service_cannot_reach_another_ones_folder_or_process(
    start_probe: Callable[..., Service[ProbePort]], tmp_path: Path
) -> None:
    mine, theirs = tmp_path / "mine", tmp_path / "theirs"
    mine.mkdir()
    theirs.mkdir()
    (theirs / "vault.db").write_bytes(b"x")
    attacker, victim = start_probe(write=(str(mine),)), start_probe(write=(str(theirs),))
    assert victim.port.attempt("read", str(theirs / "vault.db")) == "done"
    tried = {
        "read": str(theirs / "vault.db"),
        "list": str(theirs),
        "write": str(theirs / "vault.db"),
        "write-new": str(theirs),
        "signal": str(victim.pid),
        "attach": str(victim.pid),
        "process-vm-readv": str(victim.pid),
        "pidfd-open": str(victim.pid),
    }
    assert {name: attacker.port.attempt(name, target) for name, target in tried.items()}.items() <= {
        (name, code) for name in tried for code in DENIED
    }
    assert attacker.port.attempt("read", f"/proc/{victim.pid}/mem") in DENIED
    assert victim.is_alive


def test_calls_of_other_abis_and_of_newer_kernels_are_refused(shared_probe: Service[ProbePort]) -> None:
    if os.uname().machine == "x86_64":
        assert shared_probe.port.attempt("x32-call", "") == "EPERM"
    assert shared_probe.port.attempt("call-from-the-future", "") == "ENOSYS"


def test_a_service_that_connects_reaches_its_ports_and_nothing_else(
    start_probe: Callable[..., Service[ProbePort]], port: int, home_file: Path
) -> None:
    """The gate's power: everything that is denied to the others stays denied but for connecting."""
    import socket

    wanted = targets(port, home_file) | dict.fromkeys(("listen", "bind-udp", "raw", "packet"), "")
    with socket.socket(socket.AF_UNIX) as server, socket.create_server(("127.0.0.1", 0)) as other:
        server.bind(wanted["unix"])
        server.listen()
        gate = start_probe(connect=(port,))
        assert gate.sandbox.level == "full"
        assert "private-network" not in gate.sandbox.layers
        allowed = {name for name, target in wanted.items() if gate.port.attempt(name, target) not in DENIED}
        assert allowed == {"tcp", "udp"}
        elsewhere = gate.port.attempt("tcp", str(other.getsockname()[1]))
    if linux.landlock_abi(linux.Kernel()) >= 4:  # older ones know no ports
        assert elsewhere in DENIED
    assert gate.port.attempt("tcp", str(port)) == "done"


def test_what_a_service_needs_goes_on_working(
    start_probe: Callable[..., Service[ProbePort]], home_file: Path
) -> None:
    service = start_probe(read=(str(home_file),))
    names = ["thread", "mapping", "memory", "lazy-import", "own-state", "read"]
    if (Path(os.__file__).parent / "site-packages" / "numpy").exists() or _has_numpy():
        names.append("numpy")
    assert service.port.attempts(names, str(home_file)) == dict.fromkeys(names, "done")


def _has_numpy() -> bool:
    import importlib.util

    return importlib.util.find_spec("numpy") is not None


def test_a_file_it_may_read_it_may_not_write(
    start_probe: Callable[..., Service[ProbePort]], home_file: Path
) -> None:
    service = start_probe(read=(str(home_file),))
    assert (
        set(service.port.attempts(["write", "chmod", "fchmod", "utime"], str(home_file)).values()) <= DENIED
    )
    assert home_file.read_text() == "private"


def test_a_folder_of_its_own_takes_everything_that_a_database_does(
    start_probe: Callable[..., Service[ProbePort]], tmp_path: Path
) -> None:
    service = start_probe(write=(str(tmp_path),))
    assert service.sandbox.level == "full"
    assert service.port.attempt("save", str(tmp_path)) == "done"
    assert list(tmp_path.iterdir()) == []


def test_files_of_its_own_are_readable_by_nobody_else(
    start_probe: Callable[..., Service[ProbePort]], tmp_path: Path
) -> None:
    start_probe(write=(str(tmp_path),)).port.attempt("write", str(tmp_path / "file"))
    assert (tmp_path / "file").stat().st_mode & 0o777 == 0o600


def test_a_file_limit_holds(start_probe: Callable[..., Service[ProbePort]], tmp_path: Path) -> None:
    service = start_probe(write=(str(tmp_path),), file_bytes=1000)
    assert service.port.attempt("save", str(tmp_path)) == "EFBIG"


def test_no_thread_starts_where_none_is_allowed(start_probe: Callable[..., Service[ProbePort]]) -> None:
    service = start_probe(threads=False)
    assert service.sandbox.level == "full"
    assert service.port.attempt("thread", "") == "RuntimeError"
    assert service.port.echo("still there") == "still there"


def test_no_core_file_is_written(shared_probe: Service[ProbePort]) -> None:
    limits = Path(f"/proc/{shared_probe.pid}/limits").read_text().splitlines()
    core = next(line for line in limits if line.startswith("Max core file size"))
    assert core.split()[4:6] == ["0", "0"]


def test_no_capability_is_left(shared_probe: Service[ProbePort]) -> None:
    status = Path(f"/proc/{shared_probe.pid}/status").read_text().splitlines()
    sets = {line.split()[0]: int(line.split()[1], 16) for line in status if line.startswith("Cap")}
    assert {sets[name] for name in ("CapInh:", "CapPrm:", "CapEff:", "CapAmb:")} == {0}
    if os.geteuid() == 0:
        assert sets["CapBnd:"] == 0


# The same user outside: two processes made by fork, because this Python may lie where that user cannot read.
SAME_USER = """
import ctypes, json, os, pwd, socket, sys, time, traceback
from app.process.sandbox import Powers, linux
from tests.app.process.attempts import attempt
# nothing can be imported after the change of user
libc = ctypes.CDLL(None)
def become():
    if os.geteuid() == 0:
        os.setgroups([]); os.setgid(65534); os.setuid(65534)
    libc.prctl(4, 1, 0, 0, 0)  # a change of user makes undumpable by itself; undo that
def victim(confined):
    ready, done = os.pipe()
    pid = os.fork()
    if pid == 0:
        try:
            become()
            if confined:
                assert linux.confine(Powers()).level == "full"
            os.write(done, b"x")
            time.sleep(60)
        except BaseException:
            traceback.print_exc()
        finally:
            os._exit(1)
    os.close(done)
    assert os.read(ready, 1) == b"x"
    return pid
results = {}
for confined in (False, True):
    pid = victim(confined)
    back, to = os.pipe()
    attacker = os.fork()
    if attacker == 0:
        try:
            become()
            tried = {what: attempt("read", f"/proc/{pid}/{what}") for what in ("mem", "environ", "maps")}
            tried["attach"] = attempt("attach", str(pid))
            tried["process-vm-readv"] = attempt("process-vm-readv", str(pid))
            os.write(to, json.dumps(tried).encode())
        finally:
            os._exit(0)
    os.waitpid(attacker, 0)
    results[str(confined)] = json.loads(os.read(back, 65536))
    os.kill(pid, 9)
    os.waitpid(pid, 0)
print(json.dumps(results))
"""


def test_a_program_of_the_same_user_cannot_look_into_a_service() -> None:
    """A root attacker keeps its powers; that is not promised."""
    results = run_python(SAME_USER)
    # EIO: the address 0 that the attempt reads from is not mapped, but opening was allowed
    assert results["False"]["environ"] == "done"
    assert results["False"]["mem"] in {"done", "EIO"}
    assert set(results["True"].values()) <= DENIED, results


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

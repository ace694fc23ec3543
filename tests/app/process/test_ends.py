"""Promise: a service ends when it should, says how it ended, and never lingers."""

from __future__ import annotations

import signal
import subprocess
import sys
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from app.errors import (
    CallTimedOut,
    NoSuchItem,
    ServiceLost,
)
from app.process.child import EXIT_OUT_OF_MEMORY
from app.process.service import Service, ServiceSpec, start_service
from app.process.spawn import how_it_ended
from models.errors import ServiceFault, SottoError
from tests.app.process.conftest import PROBE
from tests.app.process.probe_service import Pair, ProbePort, ProbeStart
from tests.app.process.watching import HANG, ROOT, StartProbe, is_gone, stop, wait_until


@pytest.mark.parametrize("busy", ["stream", "call", "lock-held", "stopped"])
def test_kill_ends_every_waiting_call_whatever_the_service_does(probe: Service[ProbePort], busy: str) -> None:
    outcome: list[object] = []

    def wait() -> None:
        try:
            match busy:
                case "stream":
                    outcome.append(sum(probe.port.count(10**12)))
                case "lock-held":
                    probe.port.hold_everything(600)
                case _:
                    probe.port.spin()
        except ServiceLost as error:
            outcome.append(error.facts["how"])

    thread = threading.Thread(target=wait)
    thread.start()
    time.sleep(0.05)
    if busy == "stopped":
        stop(probe.pid)
    probe.kill()
    assert is_gone(probe.pid)
    thread.join(HANG)
    assert outcome == ["killed"]
    assert probe.kill() >= 0.0
    with pytest.raises(ServiceLost):
        probe.port.echo("x")
    assert not probe.is_alive
    assert not probe.has_crashed


def test_close_waits_for_what_runs_and_ends_without_a_kill(start_probe: StartProbe) -> None:
    lost: list[SottoError] = []
    service = start_probe(on_lost=lost.append)
    with ThreadPoolExecutor(1) as pool:
        running = pool.submit(service.port.pause, 0.2)
        wait_until(lambda: running.running())
        time.sleep(0.05)
        service.close(HANG)
        assert running.result() == 1
    assert not service.is_alive
    assert is_gone(service.pid)
    service.close()
    with pytest.raises(ServiceLost) as caught:
        service.port.echo("x")
    assert caught.value.facts["how"] == "closed"
    assert lost == []


def test_close_kills_a_service_that_does_not_come_to_an_end(probe: Service[ProbePort]) -> None:
    with pytest.raises(CallTimedOut):
        probe.with_deadline(0.05).spin()
    probe.close(0.05)
    assert is_gone(probe.pid)


@pytest.mark.parametrize(
    ("how", "word"),
    [
        ("exit", "closed"),
        ("SIGKILL", "killed"),
        ("SIGABRT", "aborted"),
        ("SIGSEGV", "crashed"),
        ("SIGBUS", "crashed"),
        ("bad-alloc", "out-of-memory"),
        ("assert", "aborted"),
    ],
)
def test_the_way_it_ended_is_told_apart(start_probe: StartProbe, how: str, word: str) -> None:
    lost: list[SottoError] = []
    service = start_probe(on_lost=lost.append)
    with pytest.raises(ServiceLost) as caught:
        service.port.end(how)
    assert caught.value.facts["how"] == word
    wait_until(lambda: bool(lost))
    assert lost[0].facts == caught.value.facts
    assert service.has_crashed
    assert not list(ROOT.glob("core*"))


def test_no_memory_left_ends_the_service_and_says_so(start_probe: StartProbe) -> None:
    service = start_probe(memory_bytes=2**30)
    with pytest.raises(ServiceLost) as caught:
        service.port.fail("memory")
    assert caught.value.facts["how"] == "out-of-memory"


@pytest.mark.parametrize(
    ("fail", "kind"), [("expected", NoSuchItem), ("bug", ServiceFault), ("memory", ServiceLost)]
)
def test_a_start_that_fails_raises_what_prepare_raised(
    start_probe: StartProbe, fail: str, kind: type[SottoError]
) -> None:
    with pytest.raises(kind):
        start_probe(fail=fail)


def test_a_start_with_parameters_of_another_type_is_a_fault() -> None:
    spec = ServiceSpec("probe", ProbePort, Pair("a", 1), command=PROBE)
    with pytest.raises(ServiceFault) as caught:
        start_service(ServiceSpec("probe", ProbePort, WrongStart(), command=PROBE))
    assert caught.value.facts["kind"] == "ValidationError"
    assert spec.name == "probe"


class WrongStart(ProbeStart, frozen=True):
    read: str = "not a tuple"  # type: ignore[assignment]


def test_a_service_outlives_the_thread_that_started_it(start_probe: StartProbe) -> None:
    """PR_SET_PDEATHSIG fires when the spawning thread ends, so that must be one that lives as long."""
    with ThreadPoolExecutor(1) as pool:
        service = pool.submit(start_probe).result()
    time.sleep(0.1)
    assert service.port.echo("still there") == "still there"


ORPHANS = """
import sys, threading, time
from app.process.service import ServiceSpec, start_service
from tests.app.process.probe_service import ProbePort, ProbeStart
command = (sys.executable, "-m", "tests.app.process.probe_service")
services = [start_service(ServiceSpec("probe", ProbePort, ProbeStart(), command=command)) for _ in range(4)]
works = [
    lambda: services[1].with_deadline(None).spin(),
    lambda: services[2].with_deadline(None).hold_everything(600),
    lambda: sum(services[3].with_deadline(None).count(10**12)),
]
for work in works:
    threading.Thread(target=work, daemon=True).start()
time.sleep(0.2)
print(*[service.pid for service in services], flush=True)
time.sleep(600)
"""


def test_no_service_survives_a_parent_that_is_killed_with_kill_9() -> None:
    parent = subprocess.Popen([sys.executable, "-c", ORPHANS], cwd=ROOT, stdout=subprocess.PIPE)
    assert parent.stdout is not None
    with parent.stdout as output:
        pids = [int(pid) for pid in output.readline().split()]
    assert len(pids) == 4
    assert not any(is_gone(pid) for pid in pids)
    parent.kill()
    parent.wait(HANG)
    wait_until(lambda: all(is_gone(pid) for pid in pids))


def handles() -> tuple[int, int]:
    return len(list(Path("/proc/self/fd").iterdir())), threading.active_count()


def test_services_leave_no_descriptor_and_no_thread_behind(start_probe: StartProbe) -> None:
    start_probe().kill()
    wait_until(lambda: not [t for t in threading.enumerate() if t.name.startswith(("service-", "stderr-"))])
    before = handles()
    services = [start_probe() for _ in range(5)]
    for service in services[:3]:
        service.kill()
    services[3].close()
    with pytest.raises(ServiceLost):
        services[4].port.end("SIGSEGV")
    with pytest.raises(NoSuchItem):
        start_probe(fail="expected")
    wait_until(lambda: handles() == before)


@pytest.mark.parametrize(
    ("code", "stderr", "oom_killed", "how"),
    [
        (0, b"", False, "closed"),
        (1, b"MemoryError", False, "closed"),
        (EXIT_OUT_OF_MEMORY, b"", False, "out-of-memory"),
        (-signal.SIGKILL, b"", False, "killed"),
        (-signal.SIGKILL, b"", True, "out-of-memory"),
        (-signal.SIGTERM, b"", True, "killed"),
        (-signal.SIGABRT, b"GGML_ASSERT(x) failed", False, "aborted"),
        (-signal.SIGABRT, b"ggml: failed to allocate buffer", False, "out-of-memory"),
        (-signal.SIGSEGV, b"out of memory", True, "crashed"),
        (-signal.SIGSYS, b"", False, "crashed"),
        (-999, b"", False, "killed"),
    ],
)
def test_every_exit_has_a_name(code: int, stderr: bytes, oom_killed: bool, how: str) -> None:
    assert how_it_ended(code, stderr, oom_killed=oom_killed) == how

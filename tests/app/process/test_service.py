"""Promise: a service is one call away, in a process of its own that ends when it should and never lingers."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import msgspec
import pytest

from app.errors import (
    CallTimedOut,
    NoSuchItem,
    ServiceLost,
    UsageRefused,
    WrongPassphrase,
)
from app.process.channel import Call, Hello, Start, decode_to_parent
from app.process.child import EXIT_OUT_OF_MEMORY, EXIT_PARENT_GONE, EXIT_REFUSED
from app.process.remote import cancel
from app.process.service import Service, ServiceSpec, start_service
from app.process.spawn import default_command, how_it_ended
from models.errors import ServiceFault, SottoError
from tests.app.process.conftest import PROBE
from tests.app.process.probe_service import Pair, ProbePort, ProbeStart

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


# calls


def test_values_cross_the_pipe_with_their_types(probe: Service[ProbePort]) -> None:
    assert probe.port.echo("Grüße 🌍") == "Grüße 🌍"
    assert probe.port.add(1) == 2
    assert probe.port.add(left=3, right=4, times=2) == 14
    assert probe.port.pairs([Pair("a", 1), Pair("b", 2)]) == {"a": 1, "b": 2}
    probe.port.nothing()
    assert list(probe.port.count(1000)) == list(range(1000))
    assert sum(map(len, probe.port.lumps(300_000, 40))) == 12_000_000


def test_megabytes_cross_in_one_call(probe: Service[ProbePort]) -> None:
    text = "ä" * 4_000_000
    assert probe.port.echo(text) == text


def test_a_call_that_python_would_refuse_is_refused_here(probe: Service[ProbePort]) -> None:
    with pytest.raises(TypeError):
        probe.port.add()  # type: ignore[call-arg]
    with pytest.raises(TypeError):
        probe.port.echo("a", "b")  # type: ignore[call-arg]
    with pytest.raises(TypeError):
        probe.port.echo(object())  # type: ignore[arg-type]
    assert probe.port.echo("still there") == "still there"


def test_arguments_of_another_type_than_the_ports_are_refused_by_the_service(
    probe: Service[ProbePort],
) -> None:
    with pytest.raises(ServiceFault) as caught:
        probe.port.echo(7)  # type: ignore[arg-type]
    assert caught.value.facts == {"kind": "ValidationError"}
    assert probe.port.echo("still there") == "still there"


def test_an_expected_error_crosses_as_itself_with_its_facts(probe: Service[ProbePort]) -> None:
    with pytest.raises(WrongPassphrase) as caught:
        probe.port.fail("expected")
    assert caught.value.facts == {"wait": 2.5}
    with pytest.raises(NoSuchItem) as odd:
        probe.port.fail("odd-facts")
    assert odd.value.facts == {"kind": "object"}


@pytest.mark.parametrize(("how", "kind"), [("bug", "KeyError"), ("os", "PermissionError")])
def test_a_bug_crosses_as_a_class_name_and_no_text(probe: Service[ProbePort], how: str, kind: str) -> None:
    with pytest.raises(ServiceFault) as caught:
        probe.port.fail(how)
    assert caught.value.facts == {"kind": kind}
    assert "sentence" not in str(caught.value)
    assert probe.port.echo("still there") == "still there"


def test_a_stream_that_fails_gives_what_it_had_first(probe: Service[ProbePort]) -> None:
    seen: list[int] = []
    with pytest.raises(NoSuchItem):
        seen.extend(number for number in probe.port.fail_streaming(3))
    stream = probe.port.fail_streaming(3)
    assert [next(stream), next(stream), next(stream)] == [0, 1, 2]
    with pytest.raises(NoSuchItem):
        next(stream)
    assert list(stream) == []


def test_stray_prints_do_not_touch_the_frames(probe: Service[ProbePort]) -> None:
    assert probe.port.shout() == 0  # its standard input is empty, too
    assert probe.port.echo("still there") == "still there"


def test_a_frame_over_the_limit_is_refused_on_both_sides(start_probe: StartProbe) -> None:
    service = start_probe(max_frame=100_000)
    with pytest.raises(UsageRefused):
        service.port.echo("x" * 100_000)
    with pytest.raises(ServiceFault) as caught:
        list(service.port.lumps(100_000, 1))
    assert caught.value.facts == {"kind": "FrameTooLarge"}
    assert service.port.echo("x" * 90_000) == "x" * 90_000


def test_calls_of_many_threads_get_their_own_answers(probe: Service[ProbePort]) -> None:
    def work(worker: int) -> bool:
        for turn in range(40):
            text = f"{worker}-{turn}" * (turn + 1)
            if probe.port.echo(text) != text or list(probe.port.count(turn)) != list(range(turn)):
                return False
        return True

    with ThreadPoolExecutor(8) as pool:
        assert all(pool.map(work, range(8)))


def test_no_parameter_and_no_secret_is_in_argv_or_environment(
    start_probe: StartProbe, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SOTTO_TEST_TOKEN", "do-not-inherit")
    monkeypatch.setenv("HOME", str(tmp_path))
    argv, environment = start_probe(read=(str(tmp_path),)).port.seen()
    assert str(tmp_path) not in " ".join(argv)
    assert set(environment) <= {"LANG", "LANGUAGE", "PATH", "OPENBLAS_NUM_THREADS"} | {
        name for name in environment if name.startswith("LC_")
    }


# streams


def test_cancel_lets_the_stream_end_in_its_own_way(probe: Service[ProbePort]) -> None:
    stream = probe.port.until_cancelled()
    assert next(stream) == "started"
    cancel(stream)
    cancel(stream)
    assert list(stream) == ["cancelled"]
    cancel(stream)
    cancel(iter([]))  # what is not remote has nothing to cancel


def test_cancel_works_from_another_thread_while_one_waits(probe: Service[ProbePort]) -> None:
    stream = probe.port.until_cancelled()
    assert next(stream) == "started"
    timer = threading.Timer(0.05, cancel, (stream,))
    timer.start()
    assert list(stream) == ["cancelled"]
    timer.join()


def test_a_cancelled_call_that_is_still_queued_never_starts(probe: Service[ProbePort]) -> None:
    first = probe.port.until_cancelled()
    assert next(first) == "started"
    second = probe.port.until_cancelled()
    cancel(second)
    cancel(first)
    assert list(first) == ["cancelled"]
    assert list(second) == []


@pytest.mark.parametrize("leave", ["close", "with", "drop"])
def test_a_stream_that_is_left_frees_the_service(probe: Service[ProbePort], leave: str) -> None:
    stream = probe.port.count(10**9)
    if leave == "close":
        next(stream)
        stream.close()  # type: ignore[attr-defined]
        assert list(stream) == []
    elif leave == "with":
        with stream:  # type: ignore[attr-defined]
            next(stream)
    else:
        del stream
    assert probe.port.echo("next") == "next"


def test_an_unread_stream_keeps_to_its_window_and_gives_up_nothing(probe: Service[ProbePort]) -> None:
    """The service must wait for its reader; what is read afterwards is complete."""
    stream = probe.port.lumps(100_000, 200)
    size = next(stream)
    with pytest.raises(CallTimedOut):
        probe.with_deadline(0.2).echo("waits behind the stream")
    assert len(size) == 100_000
    assert sum(1 for _ in stream) == 199
    assert probe.port.echo("free again") == "free again"


# deadlines


def test_a_call_over_its_deadline_raises_and_the_service_stays(probe: Service[ProbePort]) -> None:
    with pytest.raises(CallTimedOut) as caught:
        probe.with_deadline(0.05).pause(0.5)
    assert caught.value.facts == {"service": "probe", "seconds": 0.05}
    assert probe.port.calls() == 1
    assert probe.with_deadline(None).pause(0.01) == 2


def test_a_stream_that_pauses_too_long_is_given_up(probe: Service[ProbePort]) -> None:
    stream = probe.with_deadline(0.1).until_cancelled()
    assert next(stream) == "started"
    with pytest.raises(CallTimedOut):
        next(stream)
    assert list(stream) == []
    assert probe.port.echo("next") == "next"


def test_a_call_that_ignores_its_cancellation_gets_the_service_killed_as_hung(
    start_probe: StartProbe,
) -> None:
    lost: list[SottoError] = []
    service = start_probe(hung_after=0.1, on_lost=lost.append)
    with pytest.raises(CallTimedOut):
        service.with_deadline(0.05).spin()
    time.sleep(0.15)
    with pytest.raises(ServiceLost) as caught:
        service.port.echo("x")
    assert caught.value.facts["how"] == "hung"
    wait_until(lambda: bool(lost))
    assert lost[0].facts["how"] == "hung"
    assert is_gone(service.pid)


def test_a_stopped_service_that_does_not_read_is_killed_as_hung(start_probe: StartProbe) -> None:
    service = start_probe(deadline=0.2)
    stop(service.pid)
    service._client._send_timeout = 0.2
    with pytest.raises(ServiceLost) as caught:
        service.port.echo("x" * 1_000_000)  # more than a pipe holds
    assert caught.value.facts["how"] == "hung"
    assert is_gone(service.pid)


# ends


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


# the child alone


def framed(frame: object) -> bytes:
    payload = msgspec.msgpack.encode(frame)
    return len(payload).to_bytes(4, "little") + payload


def hello_of(child: subprocess.Popen[bytes]) -> object:
    assert child.stdout is not None
    size = int.from_bytes(child.stdout.read(4), "little")
    return decode_to_parent(child.stdout.read(size))


@pytest.fixture
def child() -> Iterator[subprocess.Popen[bytes]]:
    with subprocess.Popen(
        PROBE, cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, bufsize=0
    ) as process:
        yield process
        process.kill()


def begin(child: subprocess.Popen[bytes], *, name: str = "probe", parent: int | None = None) -> None:
    assert child.stdin is not None
    settings = msgspec.Raw(msgspec.msgpack.encode(ProbeStart()))
    start = Start(name, settings, 2**20, 60.0, os.getpid() if parent is None else parent)
    child.stdin.write(framed(start))


@pytest.mark.parametrize("busy", [False, True])
def test_the_end_of_its_pipe_ends_a_service_even_in_the_middle_of_a_call(
    child: subprocess.Popen[bytes], busy: bool
) -> None:
    begin(child)
    assert isinstance(hello_of(child), Hello)
    assert child.stdin is not None
    if busy:
        child.stdin.write(framed(Call(1, "spin", msgspec.Raw(b"\x90"))))
        time.sleep(0.1)
    child.stdin.close()
    assert child.wait(HANG) == EXIT_PARENT_GONE


def test_a_service_whose_parent_is_another_one_ends(child: subprocess.Popen[bytes]) -> None:
    begin(child, parent=1)
    assert child.wait(HANG) == EXIT_PARENT_GONE


def test_a_service_asked_for_under_another_name_ends(child: subprocess.Popen[bytes]) -> None:
    begin(child, name="vault")
    assert child.wait(HANG) == EXIT_REFUSED


def test_a_service_that_is_never_asked_ends_with_its_pipe(child: subprocess.Popen[bytes]) -> None:
    assert child.stdin is not None
    child.stdin.close()
    assert child.wait(HANG) == EXIT_PARENT_GONE


def test_a_service_that_is_sent_noise_ends(child: subprocess.Popen[bytes]) -> None:
    begin(child)
    assert isinstance(hello_of(child), Hello)
    assert child.stdin is not None
    child.stdin.write(framed([99]))
    assert child.wait(HANG) == EXIT_PARENT_GONE


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


def test_the_command_is_this_program_frozen_or_not(monkeypatch: pytest.MonkeyPatch) -> None:
    assert default_command("vault")[-4:] == ("-m", "app", "--service", "vault")
    monkeypatch.setattr(sys, "frozen", True, raising=False)
    assert default_command("vault") == (sys.executable, "--service", "vault")

"""Promise: a service that crashed is started again, but none crashes in a loop."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

import pytest

from app.errors import ServiceLost, ServiceUnavailable
from app.process.service import Service
from app.process.supervision import Restarts, Supervisor
from tests.app.process.probe_service import ProbePort
from tests.app.process.watching import is_gone

StartProbe = Callable[..., Service[ProbePort]]


class Clock:
    def __init__(self) -> None:
        self.now = 1000.0
        self.slept: list[float] = []

    def __call__(self) -> float:
        return self.now

    def sleep(self, seconds: float) -> None:
        self.slept.append(seconds)
        self.now += seconds


def supervised(start_probe: StartProbe, clock: Clock) -> Supervisor[Service[ProbePort]]:
    return Supervisor(start_probe, restarts=Restarts("probe", clock=clock, sleep=clock.sleep))


def crash(supervisor: Supervisor[Service[ProbePort]]) -> None:
    with pytest.raises(ServiceLost):
        supervisor.get().port.end("SIGSEGV")


def test_a_crashed_service_is_started_again_with_growing_pauses_but_not_for_ever(
    start_probe: StartProbe,
) -> None:
    clock = Clock()
    supervisor = supervised(start_probe, clock)
    first = supervisor.get()
    assert supervisor.get() is first
    crash(supervisor)
    assert supervisor.current is None
    assert supervisor.get().port.echo("back") == "back"
    assert clock.slept == []
    crash(supervisor)
    crash(supervisor)
    assert clock.slept == [0.5]
    with pytest.raises(ServiceUnavailable) as caught:
        supervisor.get()
    assert caught.value.facts == {"service": "probe", "crashes": 3}
    clock.now += 10
    with pytest.raises(ServiceUnavailable):
        supervisor.get()
    supervisor.reset()
    assert supervisor.get().port.echo("back") == "back"


def test_old_crashes_are_forgotten(start_probe: StartProbe) -> None:
    clock = Clock()
    supervisor = supervised(start_probe, clock)
    for _ in range(4):
        crash(supervisor)
        clock.now += 61
    assert supervisor.get().is_alive
    assert clock.slept == []


def test_a_kill_that_was_wanted_is_no_crash(start_probe: StartProbe) -> None:
    clock = Clock()
    supervisor = supervised(start_probe, clock)
    assert supervisor.kill() == 0.0
    for _ in range(4):
        assert supervisor.get().is_alive
        supervisor.kill()
    supervisor.get().close()
    assert supervisor.get().is_alive
    assert clock.slept == []


def test_a_service_that_cannot_start_is_not_tried_for_ever() -> None:
    clock = Clock()
    tries: list[int] = []

    def start() -> Service[ProbePort]:
        tries.append(1)
        raise ServiceLost(service="probe", how="closed", exit_code=1)

    supervisor = Supervisor(start, restarts=Restarts("probe", clock=clock, sleep=clock.sleep))
    for _ in range(3):
        with pytest.raises(ServiceLost):
            supervisor.get()
    for _ in range(3):
        with pytest.raises(ServiceUnavailable):
            supervisor.get()
    assert len(tries) == 3
    assert clock.slept == [0.5]


def test_a_kill_during_the_start_wins(start_probe: StartProbe) -> None:
    started: list[Service[ProbePort]] = []

    def start() -> Service[ProbePort]:
        started.append(start_probe())
        supervisor.kill()
        return started[-1]

    supervisor = Supervisor(start, restarts=Restarts("probe", clock=Clock()))
    with pytest.raises(ServiceLost):
        supervisor.get()
    assert is_gone(started[0].pid)
    assert supervisor.current is None


def test_two_threads_get_the_same_service(start_probe: StartProbe) -> None:
    supervisor = supervised(start_probe, Clock())
    with ThreadPoolExecutor(4) as pool:
        services = list(pool.map(lambda _: supervisor.get(), range(8)))
    assert len({service.pid for service in services}) == 1


# the bookkeeping alone


def test_without_a_window_only_a_success_ends_a_row_of_crashes() -> None:
    clock = Clock()
    restarts = Restarts("engine", window=None, backoff=(), clock=clock, sleep=clock.sleep)
    for _ in range(3):
        restarts.before_start()
        restarts.crashed()
        clock.now += 10_000
    with pytest.raises(ServiceUnavailable) as caught:
        restarts.before_start()
    assert caught.value.facts == {"service": "engine", "crashes": 3}
    restarts.succeeded()
    for _ in range(2):
        restarts.crashed()
    restarts.before_start()
    assert clock.slept == []


def test_one_more_try_is_for_those_who_know_of_the_refusal_and_is_only_one() -> None:
    restarts = Restarts("engine", window=None, backoff=(), clock=Clock())
    for _ in range(3):
        restarts.crashed()
    restarts.allow_once()  # nobody has been told yet
    with pytest.raises(ServiceUnavailable):
        restarts.before_start()
    restarts.allow_once()
    restarts.allow_once()
    restarts.before_start()
    restarts.crashed()
    with pytest.raises(ServiceUnavailable):
        restarts.before_start()

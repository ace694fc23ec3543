"""Promise: a service that was taken over can at worst end its own calls; the window neither hangs nor grows.

The child of these tests speaks the protocol up to a point and then does what an attacker would.
"""

from __future__ import annotations

import resource
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from app.errors import CallTimedOut, NoSuchItem, ServiceLost
from app.process.service import Service, ServiceSpec, start_service
from models.errors import ServiceFault, SottoError
from tests.app.process.probe_service import ProbePort, ProbeStart

MODULE = "tests.app.process.hostile_service"
Start = Callable[..., Service[ProbePort]]


@pytest.fixture
def start_hostile() -> Iterator[Start]:
    started: list[Service[ProbePort]] = []

    def start(mode: str, *, timeout: float = 20.0, deadline: float = 20.0) -> Service[ProbePort]:
        command = (sys.executable, "-m", MODULE, mode)
        spec = ServiceSpec(
            "probe", ProbePort, ProbeStart(), command=command, max_frame=2**20, deadline=deadline
        )
        service = start_service(spec, timeout=timeout)
        started.append(service)
        return service

    yield start
    for service in started:
        service.kill()


def is_gone(pid: int) -> bool:
    return not Path(f"/proc/{pid}").exists()


@pytest.mark.parametrize(
    "mode",
    [
        "garbage",
        "not-msgpack",
        "four-gigabytes",
        "over-the-limit",
        "empty-frame",
        "announced-array",
        "deep",
        "invalid-utf8",
        "wrong-type",
        "unknown-tag",
        "call-to-parent",
        "unknown-id",
        "second-hello",
        "item-for-a-plain-call",
        "end-for-a-plain-call",
    ],
)
def test_a_child_that_breaks_the_protocol_is_killed_and_its_callers_are_told(
    start_hostile: Start, mode: str
) -> None:
    service = start_hostile(mode)
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    with pytest.raises(ServiceLost) as caught:
        service.port.echo("hello")
    assert caught.value.facts["how"] == "protocol"
    assert not service.is_alive
    assert service.has_crashed
    service.kill()
    assert is_gone(service.pid)
    grown = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before
    assert grown < 64 * 1024  # KiB: nothing near what a frame may announce


@pytest.mark.parametrize("mode", ["result-for-a-stream", "wrong-item", "garbage"])
def test_the_same_holds_in_the_middle_of_a_stream(start_hostile: Start, mode: str) -> None:
    service = start_hostile(mode)
    with pytest.raises(ServiceLost) as caught:
        list(service.port.count(3))
    assert caught.value.facts["how"] == "protocol"


def test_more_elements_than_were_granted_end_the_service(start_hostile: Start) -> None:
    service = start_hostile("flood")
    stream = service.port.count(3)
    with pytest.raises(ServiceLost) as caught:
        service.port.echo("any other call")
    assert caught.value.facts["how"] == "protocol"
    with pytest.raises(ServiceLost):
        list(stream)


def test_a_second_answer_to_the_same_call_ends_the_service(start_hostile: Start) -> None:
    service = start_hostile("twice")
    assert service.port.echo("first") == "a"
    with pytest.raises(ServiceLost) as caught:
        service.port.echo("second")
    assert caught.value.facts["how"] == "protocol"


@pytest.mark.parametrize(
    ("mode", "kind", "facts"),
    [
        ("unknown-error", ServiceFault, {"kind": "x" * 80}),
        ("long-facts", NoSuchItem, {"kind": "x" * 300}),
        ("odd-facts", ServiceFault, {"kind": "TypeError"}),
    ],
)
def test_errors_it_makes_up_are_cut_to_size(
    start_hostile: Start, mode: str, kind: type[SottoError], facts: dict[str, str]
) -> None:
    with pytest.raises(SottoError) as caught:
        start_hostile(mode).port.echo("x")
    assert type(caught.value) is kind
    assert caught.value.facts == facts


def test_a_frame_cut_short_by_the_end_is_an_ordinary_loss(start_hostile: Start) -> None:
    with pytest.raises(ServiceLost) as caught:
        start_hostile("cut-short").port.echo("x")
    assert caught.value.facts["how"] == "closed"


@pytest.mark.parametrize("mode", ["wrong-name", "wrong-level", "noise-first"])
def test_a_start_that_is_not_a_hello_is_a_breach(start_hostile: Start, mode: str) -> None:
    with pytest.raises(ServiceLost) as caught:
        start_hostile(mode)
    assert caught.value.facts["how"] == "protocol"


def test_a_refusal_is_believed_once(start_hostile: Start) -> None:
    with pytest.raises(SottoError):
        start_hostile("refuses-twice")


def test_a_child_that_never_says_hello_is_given_up_and_killed(start_hostile: Start) -> None:
    with pytest.raises(CallTimedOut):
        start_hostile("silent", timeout=1.0)


def test_a_child_that_dies_before_hello_is_lost(start_hostile: Start) -> None:
    with pytest.raises(ServiceLost) as caught:
        start_hostile("dies-at-once")
    assert caught.value.facts["how"] == "closed"
    assert caught.value.facts["exit_code"] == 3


def test_a_program_that_is_not_there_is_reported() -> None:
    spec = ServiceSpec("probe", ProbePort, ProbeStart(), command=("/nonexistent/program",))
    with pytest.raises(ServiceLost) as caught:
        start_service(spec)
    assert caught.value.facts["reason"] == "FileNotFoundError"


def test_a_child_that_closes_its_pipe_and_stays_is_killed(start_hostile: Start) -> None:
    service = start_hostile("closes-and-stays")
    with pytest.raises(ServiceLost) as caught:
        service.port.echo("x")
    assert caught.value.facts["how"] == "closed"
    service.kill()
    assert is_gone(service.pid)


def test_a_child_that_stops_reading_costs_no_more_than_the_deadline(start_hostile: Start) -> None:
    service = start_hostile("deaf", deadline=0.3)
    with pytest.raises(CallTimedOut):
        service.port.echo("x")
    service.kill()
    assert is_gone(service.pid)

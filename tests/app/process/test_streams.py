"""Promise: what is cancelled, left or late comes to an end, and the service goes on or is killed as hung."""

from __future__ import annotations

import threading
import time

import pytest

from app.errors import (
    CallTimedOut,
    ServiceLost,
)
from app.process.remote import cancel
from app.process.service import Service
from models.errors import SottoError
from tests.app.process.probe_service import ProbePort
from tests.app.process.watching import StartProbe, is_gone, stop, wait_until


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

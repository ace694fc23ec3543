"""Services to test with: the probe, started as a process of its own and always killed."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator

import pytest

from app.process.service import Service, ServiceSpec, start_service
from tests.app.process.probe_service import ProbePort, ProbeStart

PROBE = (sys.executable, "-m", "tests.app.process.probe_service")


@pytest.fixture
def start_probe() -> Iterator[Callable[..., Service[ProbePort]]]:
    """Start probes; keywords go to ServiceSpec where it knows them, else to ProbeStart."""
    started: list[Service[ProbePort]] = []

    def start(**given: object) -> Service[ProbePort]:
        on_lost = given.pop("on_lost", None)
        of_spec = {name: given.pop(name) for name in ("deadline", "max_frame", "hung_after") if name in given}
        spec = ServiceSpec("probe", ProbePort, ProbeStart(**given), command=PROBE, **of_spec)
        service = start_service(spec, on_lost=on_lost)
        started.append(service)
        return service

    yield start
    for service in started:
        service.kill()


@pytest.fixture(scope="module")
def shared_probe() -> Iterator[Service[ProbePort]]:
    """Return one for all tests of a module that only ask it."""
    service = start_service(ServiceSpec("probe", ProbePort, ProbeStart(), command=PROBE))
    yield service
    service.kill()


@pytest.fixture
def probe(start_probe: Callable[..., Service[ProbePort]]) -> Service[ProbePort]:
    return start_probe()

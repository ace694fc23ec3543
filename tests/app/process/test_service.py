"""Promise: a service is one call away, in a process of its own that ends when it should and never lingers."""

from __future__ import annotations

import pytest

from app.errors import ServiceLost
from app.process.service import Service
from tests.app.process.probe_service import Pair, ProbePort


def test_values_cross_the_pipe_with_their_types(probe: Service[ProbePort]) -> None:
    assert probe.port.echo("Grüße 🌍") == "Grüße 🌍"
    assert probe.port.add(1) == 2
    assert probe.port.add(left=3, right=4) == 7
    assert probe.port.pairs([Pair("a", 1), Pair("b", 2)]) == {"a": 1, "b": 2}
    assert list(probe.port.count(1000)) == list(range(1000))


def test_a_killed_service_ends_the_stream_that_is_being_read(probe: Service[ProbePort]) -> None:
    stream = probe.port.count(10**9)
    assert next(stream) == 0
    probe.kill()
    with pytest.raises(ServiceLost) as caught:
        list(stream)
    assert caught.value.facts["how"] == "killed"
    assert not probe.is_alive

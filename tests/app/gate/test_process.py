"""Promise: the gate works as a confined process: with its network, without a file, and leaves nothing."""

from __future__ import annotations

import os
import ssl
import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from app.errors import BodyNotApproved, ServiceLost, TlsRefused
from app.gate.approval import Approvals
from app.gate.port import ConnectionFacts, Credential, Destination, Finished, GatePort, TextArrived
from app.process.service import Service
from app.services import ProcessServices
from models.engine import StopReason
from models.errors import SottoError
from tests.app.gate.authority import Authority, server_context
from tests.app.gate.conftest import KEY, Desk
from tests.app.gate.server import ConnectProxy, Server, Visit, openai_events

To = Callable[..., Destination]
Open = Callable[..., Service[GatePort]]


def answer(visit: Visit) -> None:
    visit.stream(*openai_events("Grüße", " 🌍"))


@pytest.fixture
def open_gate(desk: Desk, tmp_path: Path) -> Iterator[Open]:
    """Start real gates and kill them afterwards."""
    services, started = ProcessServices(tmp_path), []

    def start(
        *destinations: Destination, on_lost: Callable[[SottoError], None] | None = None
    ) -> Service[GatePort]:
        handle = services.open_gate(desk.approvals.gate_start(destinations), on_lost or (lambda error: None))
        started.append(handle)
        return handle.service

    yield start
    for handle in started:
        handle.kill()


def text_of(events: list[object]) -> str:
    return "".join(event.text for event in events if isinstance(event, TextArrived))


def test_a_request_crosses_the_process_and_the_answer_comes_back(
    desk: Desk, to: To, tls: ssl.SSLContext, open_gate: Open
) -> None:
    with Server(answer, tls) as server:
        destination = to(server.url() + "/v1")
        gate = open_gate(destination)
        request = desk.approve(destination)
        events = list(gate.port.send(request, destination, KEY))
    assert text_of(list(events)) == "Grüße 🌍"
    assert server.requests[0].endswith(request.body)
    facts = events[-1]
    assert isinstance(facts, ConnectionFacts)
    assert facts.bytes_out == len(server.requests[0])
    assert facts.body_sha256 == request.body_sha256
    assert facts.approval_id == request.approval_id
    if gate.sandbox.level != "none":
        assert gate.sandbox.level == "full"


def test_client_certificates_and_proxies_work_without_a_file(
    desk: Desk, to: To, authority: Authority, tmp_path: Path, open_gate: Open
) -> None:
    mine = authority.identity("workstation.test", client=True)
    context = server_context(authority.identity(), tmp_path, clients=authority.bundle)
    with Server(answer, context) as server, ConnectProxy() as proxy:
        destination = to(
            server.url(), client_certificate=mine.certificate, proxy=f"http://localhost:{proxy.port}"
        )
        gate = open_gate(destination)
        events = list(gate.port.send(desk.approve(destination), destination, Credential(client_key=mine.key)))
    assert text_of(list(events)) == "Grüße 🌍"
    assert server.peer_certificates == [mine.der]


def test_the_systems_authorities_can_be_read_inside(
    desk: Desk, to: To, tls: ssl.SSLContext, open_gate: Open
) -> None:
    with Server(answer, tls) as server:
        destination = to(server.url(), ca_bundle=b"")
        with pytest.raises(TlsRefused) as refused:
            list(open_gate(destination).port.send(desk.approve(destination), destination, KEY))
    assert refused.value.facts["reason"] == "unknown-authority"
    assert server.requests == []


def test_a_forged_request_is_refused_inside(desk: Desk, to: To, tls: ssl.SSLContext, open_gate: Open) -> None:
    with Server(answer, tls) as server:
        destination = to(server.url())
        gate = open_gate(destination)
        forged = Desk(Approvals()).approve(destination)
        with pytest.raises(BodyNotApproved):
            list(gate.port.send(forged, destination, KEY))
    assert server.connections == 0


def test_a_cancel_crosses_too_and_ends_with_the_facts(
    desk: Desk, to: To, tls: ssl.SSLContext, open_gate: Open, tmp_path: Path
) -> None:
    hung_up = threading.Event()

    def script(visit: Visit) -> None:
        visit.stream(next(openai_events("Half")))
        visit.hang()
        if not visit.is_closing:
            hung_up.set()

    with Server(script, tls) as server:
        destination = to(server.url())
        stream = open_gate(destination).port.send(desk.approve(destination), destination, KEY)
        events = []
        for event in stream:
            events.append(event)
            if isinstance(event, TextArrived):
                ProcessServices(tmp_path).cancel(stream)
        assert hung_up.wait(20)
    assert isinstance(events[-2], Finished)
    assert events[-2].reason is StopReason.CANCELLED
    assert isinstance(events[-1], ConnectionFacts)
    assert events[-1].outcome == "cancelled"


def test_a_gate_that_is_killed_in_the_middle_hangs_up_and_is_told(
    desk: Desk, to: To, tls: ssl.SSLContext, open_gate: Open
) -> None:
    hung_up = threading.Event()

    def script(visit: Visit) -> None:
        visit.stream(next(openai_events("Half")))
        visit.hang()
        if not visit.is_closing:
            hung_up.set()

    with Server(script, tls) as server:
        destination = to(server.url())
        gate = open_gate(destination)
        stream = gate.port.send(desk.approve(destination), destination, KEY)
        assert any(isinstance(event, TextArrived) for event in stream)
        gate.kill()
        with pytest.raises(ServiceLost):
            list(stream)
        assert hung_up.wait(20)


@pytest.mark.skipif(not Path("/proc/self/environ").exists(), reason="reads /proc")
def test_nothing_secret_is_in_its_arguments_or_environment(
    desk: Desk, to: To, tls: ssl.SSLContext, open_gate: Open, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("OPENAI_API_KEY", "key-of-the-environment")
    monkeypatch.setenv("HTTPS_PROXY", "http://localhost:1")
    with Server(answer, tls) as server:
        destination = to(server.url())
        gate = open_gate(destination)
        list(gate.port.send(desk.approve(destination), destination, KEY))
        arguments = Path(f"/proc/{gate.pid}/cmdline").read_bytes()
    assert arguments.split(b"\0")[-3:-1] == [b"--service", b"gate"]
    assert b"key-" not in arguments
    assert b"key-of-the-environment" not in server.requests[0]
    if os.geteuid() == 0:  # nobody else may look
        environment = Path(f"/proc/{gate.pid}/environ").read_bytes()
        assert b"key-" not in environment
        assert b"PROXY" not in environment

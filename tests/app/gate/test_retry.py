"""Promise: nothing is sent twice: a request is repeated only where the server cannot have worked on it."""

from __future__ import annotations

import contextlib
import socket
import ssl
import threading
from collections.abc import Callable

import pytest

from app.errors import CutOff, NameNotFound, RateLimited, ServerFailed, TlsRefused, Unreachable
from app.gate.approval import Approvals
from app.gate.pace import LONGEST_PAUSE, Pace, Pause, pause_after
from app.gate.port import Connected, Destination, SendEvent, TextArrived, TimeLimits, Waiting
from app.gate.wire import Clock, Wire
from models.cancel import CancelToken
from models.engine import StopReason
from models.errors import SottoError
from tests.app.gate.conftest import Desk
from tests.app.gate.server import ConnectProxy, Listener, Script, Server, Visit, openai_events

To = Callable[..., Destination]


def answer(visit: Visit) -> None:
    visit.stream(*openai_events("Hello"))


def refuse(status: str, headers: str = "") -> Script:
    return lambda visit: visit.answer(status, headers=headers)


# repeated


@pytest.mark.parametrize(
    ("status", "why"), [("429 Too Many Requests", "rate-limited"), ("503 Service Unavailable", "unavailable")]
)
def test_a_server_that_says_when_to_come_back_is_asked_again_then(
    desk: Desk, to: To, tls: ssl.SSLContext, status: str, why: str
) -> None:
    with Server([refuse(status, "Retry-After: 7\r\n"), answer], tls) as server:
        outcome = desk.send(to(server.url()))
    assert outcome.text == "Hello"
    assert desk.pauses == [7.0]
    assert [event for event in outcome.events if isinstance(event, Waiting)] == [Waiting(why, 7.0)]  # type: ignore[arg-type]
    assert [fact.outcome for fact in outcome.facts][1:] == ["answered"]
    assert len(server.requests) == 2
    assert server.requests[0] == server.requests[1]  # the approved bytes, once more


def test_it_is_asked_three_times_at_most(desk: Desk, to: To, tls: ssl.SSLContext) -> None:
    with Server(refuse("429 Too Many Requests", "Retry-After: 1\r\n"), tls) as server:
        outcome = desk.send(to(server.url()))
    assert outcome.code == "rate-limited"
    assert len(server.requests) == 3
    assert len(outcome.facts) == 3


@pytest.mark.parametrize(
    ("status", "headers"),
    [
        ("429 Too Many Requests", ""),
        ("503 Service Unavailable", ""),
        ("429 Too Many Requests", "Retry-After: 3600\r\n"),
        ("429 Too Many Requests", "Retry-After: Wed, 21 Oct 2026 07:28:00 GMT\r\n"),
        ("429 Too Many Requests", "Retry-After: -1\r\n"),
        ("429 Too Many Requests", "Retry-After: 1e3\r\n"),
        ("500 Internal Server Error", "Retry-After: 1\r\n"),
        ("502 Bad Gateway", "Retry-After: 1\r\n"),
        ("504 Gateway Timeout", "Retry-After: 1\r\n"),
        ("400 Bad Request", "Retry-After: 1\r\n"),
    ],
)
def test_any_other_refusal_is_final(
    desk: Desk, to: To, tls: ssl.SSLContext, status: str, headers: str
) -> None:
    with Server([refuse(status, headers), answer], tls) as server:
        outcome = desk.send(to(server.url()))
    assert outcome.error is not None
    assert len(server.requests) == 1
    assert desk.pauses == []


def test_a_closed_port_is_tried_again_because_nothing_was_sent(
    desk: Desk, to: To, tls: ssl.SSLContext
) -> None:
    with Server(answer, tls) as server:
        url = server.url()
    outcome = desk.send(to(url))
    assert outcome.code == "unreachable"
    assert outcome.error is not None
    assert outcome.error.facts["reason"] == "refused"
    assert desk.pauses == [0.5, 2.0]
    assert [(fact.bytes_out, fact.outcome) for fact in outcome.facts] == [(0, "unreachable")] * 3


def test_a_server_that_hangs_up_before_tls_is_tried_again(desk: Desk, to: To, tls: ssl.SSLContext) -> None:
    class Moody(Server):
        def serve(self, connected: socket.socket) -> None:
            if self.connections > 1:
                super().serve(connected)

    with Moody(answer, tls) as server:
        outcome = desk.send(to(server.url()))
    assert outcome.text == "Hello"
    assert (server.connections, len(server.requests)) == (2, 1)


# not repeated


@pytest.mark.parametrize("how", ["close", "reset", "half"])
def test_a_request_that_may_have_arrived_is_not_sent_again(
    desk: Desk, to: To, tls: ssl.SSLContext, how: str
) -> None:
    def script(visit: Visit) -> None:
        if how == "half":
            visit.send(b"HTTP/1.1 200 O")
        if how == "reset":
            visit.reset()

    with Server([script, answer], tls) as server:
        outcome = desk.send(to(server.url()))
    assert outcome.code == "cut-off"
    assert server.connections == 1
    assert desk.pauses == []


def test_a_server_that_hangs_up_in_the_middle_of_the_request_is_not_asked_again(
    desk: Desk, to: To, tls: ssl.SSLContext
) -> None:
    class HalfDeaf(Listener):
        def serve(self, connected: socket.socket) -> None:
            with tls.wrap_socket(connected, server_side=True) as secured:
                secured.recv(1000)

    with HalfDeaf() as server:
        destination = to(f"https://localhost:{server.port}")
        outcome = desk.send(destination, request=desk.approve(destination, "long " * 2_000_000))
    assert outcome.code == "cut-off"
    assert server.connections == 1


def test_what_left_of_a_piece_that_was_cut_is_counted(to: To) -> None:
    ours, theirs = socket.socketpair()
    ours.setsockopt(socket.SOL_SOCKET, socket.SO_SNDBUF, 4096)
    destination = to("https://localhost", limits=TimeLimits(idle=0.2, total=20))
    wire = Wire(ours, "localhost:443", Clock(destination, CancelToken()))
    wire.begin()
    with ours, theirs:
        with pytest.raises(CutOff):
            wire.write(b"x" * 10_000_000)
        theirs.setblocking(False)
        arrived = 0
        with contextlib.suppress(BlockingIOError):
            while data := theirs.recv(65536):
                arrived += len(data)
    assert 0 < arrived <= wire.bytes_out < arrived + 2**16


def test_an_answer_that_comes_before_the_whole_request_is_read(
    desk: Desk, to: To, tls: ssl.SSLContext
) -> None:
    """A server with a limit answers 413 and hangs up; what it says counts, as far as it still arrives."""

    class Impatient(Listener):
        def serve(self, connected: socket.socket) -> None:
            with tls.wrap_socket(connected, server_side=True) as secured:
                secured.recv(1000)
                secured.sendall(b"HTTP/1.1 413 Content Too Large\r\nContent-Length: 0\r\n\r\n")
                while secured.recv(65536):
                    pass

    with Impatient() as server:
        destination = to(f"https://localhost:{server.port}")
        outcome = desk.send(destination, request=desk.approve(destination, "long " * 1_000_000))
    assert outcome.error is not None
    assert (outcome.code, outcome.error.facts["status"]) == ("request-refused", 413)


@pytest.mark.parametrize(
    ("error", "retry_after", "pause"),
    [
        (Unreachable(), None, Pause("unreachable", 0.5)),
        (RateLimited(wait=3.0), 3.0, Pause("rate-limited", 3.0)),
        (RateLimited(wait=0.0), 0.0, Pause("rate-limited", 0.5)),
        (RateLimited(), None, None),
        (RateLimited(), LONGEST_PAUSE + 1, None),
        (ServerFailed(status=503), 1.0, Pause("unavailable", 1.0)),
        (ServerFailed(status=500), 1.0, None),
        (CutOff(reason="closed"), 1.0, None),
        (NameNotFound(), 1.0, None),
        (TlsRefused(), 1.0, None),
    ],
)
def test_what_is_tried_again_and_when(
    error: SottoError, retry_after: float | None, pause: Pause | None
) -> None:
    assert pause_after(error, attempt=1, retry_after=retry_after) == pause
    assert pause_after(error, attempt=3, retry_after=retry_after) is None


# our own pace


def test_a_limit_of_requests_per_minute_holds_for_each_server_alone(to: To) -> None:
    now = [1000.0]
    pace = Pace(lambda: now[0])
    one, other = to("https://a.test", requests_per_minute=2), to("https://b.test", id="other")
    for _ in range(2):
        assert pace.pause(one) == 0.0
        pace.count(one)
        now[0] += 10
    assert pace.pause(one) == 40.0
    assert pace.pause(other) == 0.0
    now[0] += 40
    assert pace.pause(one) == 0.0
    unlimited = to("https://c.test", id="free", requests_per_minute=0)
    for _ in range(500):
        pace.count(unlimited)
    assert pace.pause(unlimited) == 0.0


def test_a_new_gate_keeps_the_pace_of_the_last(to: To, tls: ssl.SSLContext) -> None:
    now = [1000.0]
    desk = Desk(Approvals(clock=lambda: now[0]))
    with Server(answer, tls) as server:
        destination = to(server.url(), requests_per_minute=2)
        other = to(server.url(), id="other", requests_per_minute=2)
        outcomes = []
        for asked in (destination, other, destination, destination):
            request = desk.approve(asked)  # each with a gate of its own, started after the approval
            outcomes.append(desk.send(asked, request=request, gate=desk.gate(asked, clock=lambda: now[0])))
            now[0] += 5
        now[0] += 60
        late = desk.send(destination, gate=desk.gate(destination, clock=lambda: now[0]))
    assert [outcome.error is None for outcome in outcomes] == [True, True, True, False]
    assert outcomes[3].code == "rate-limited"
    assert late.text == "Hello"
    assert len(server.requests) == 4


def test_a_short_wait_for_the_pace_is_waited_and_a_long_one_refused(
    desk: Desk, to: To, tls: ssl.SSLContext
) -> None:
    now = [1000.0]
    with Server(answer, tls) as server:
        destination = to(server.url(), requests_per_minute=1)
        gate = desk.gate(destination, clock=lambda: now[0])
        assert desk.send(destination, gate=gate).text == "Hello"
        now[0] += 10
        refused = desk.send(destination, gate=gate)
        now[0] += 40
        waited = desk.send(destination, gate=gate)
    assert refused.error is not None
    assert (refused.code, refused.error.facts["ours"], refused.error.facts["wait"]) == (
        "rate-limited",
        True,
        50.0,
    )
    assert refused.facts == []
    assert waited.text == "Hello"
    assert waited.events[0] == Waiting("pace", 10.0)
    assert len(server.requests) == 2


# cancel


def test_a_cancel_while_it_streams_keeps_the_text_and_closes_the_connection(
    desk: Desk, to: To, tls: ssl.SSLContext
) -> None:
    hung_up = threading.Event()

    def script(visit: Visit) -> None:
        visit.stream(next(openai_events("Half")))
        visit.hang()
        if not visit.is_closing:
            hung_up.set()

    def cancel(event: SendEvent, token: CancelToken) -> None:
        if isinstance(event, TextArrived):
            threading.Timer(0.05, token.cancel).start()

    with Server(script, tls) as server:
        outcome = desk.send(to(server.url()), on_event=cancel)
        assert hung_up.wait(20)
    assert outcome.error is None
    assert outcome.text == "Half"
    assert outcome.finished.reason is StopReason.CANCELLED
    assert [fact.outcome for fact in outcome.facts] == ["cancelled"]


@pytest.mark.parametrize("when", ["connecting", "tls", "head", "sending", "proxy", "pause"])
def test_a_cancel_is_heard_at_every_step(desk: Desk, to: To, tls: ssl.SSLContext, when: str) -> None:
    class Silent(Listener):
        def serve(self, connected: socket.socket) -> None:
            self.closing.wait(20)

    def cancel(event: SendEvent, token: CancelToken) -> None:
        if isinstance(event, Connected | Waiting):
            threading.Timer(0.05, token.cancel).start()

    token_text = "long " * 2_000_000 if when == "sending" else ""
    script: Script = refuse("429 No", "Retry-After: 20\r\n") if when == "pause" else Visit.hang
    if when == "sending":
        server: Listener = _Deaf(tls)
    else:
        server = Silent() if when in {"tls", "proxy"} else Server(script, tls)
    with server:
        url = f"https://localhost:{server.port}"
        proxy = f"http://localhost:{server.port}" if when == "proxy" else ""
        if when == "connecting":
            url = "https://192.0.2.1"  # reserved for documentation: nobody answers
        destination = to(url, proxy=proxy)
        gate = desk.gate(destination, wait=None)
        early = when in {"connecting", "tls", "proxy"}
        outcome = desk.send(
            destination,
            request=desk.approve(destination, token_text),
            gate=gate,
            on_event=cancel,
            cancel_after=0.1 if early else None,
        )
    if when == "connecting" and outcome.error is not None:
        pytest.skip("this machine refuses the address at once")
    assert outcome.error is None
    assert outcome.finished.reason is StopReason.CANCELLED
    assert outcome.facts[-1].outcome == "cancelled"


class _Deaf(Listener):
    """Takes the connection and never reads."""

    def __init__(self, context: ssl.SSLContext) -> None:
        super().__init__()
        self._context = context

    def serve(self, connected: socket.socket) -> None:
        with self._context.wrap_socket(connected, server_side=True):
            self.closing.wait(20)


def test_a_cancel_before_the_start_connects_to_nobody(desk: Desk, to: To, tls: ssl.SSLContext) -> None:
    with Server(answer, tls) as server:
        outcome = desk.send(to(server.url()), cancel_after=0.0)
    assert outcome.finished.reason is StopReason.CANCELLED
    assert server.connections == 0


# time limits


def test_a_connection_that_is_never_answered_is_given_up(desk: Desk, to: To) -> None:
    class Silent(Listener):
        def serve(self, connected: socket.socket) -> None:
            self.closing.wait(20)

    limits = TimeLimits(connect=0.2, idle=20, total=60)
    with Silent() as server:
        direct = desk.send(to(f"https://localhost:{server.port}", limits=limits))
        proxied = desk.send(
            to("https://example.test", proxy=f"socks5://localhost:{server.port}", limits=limits)
        )
    for outcome in (direct, proxied):
        assert outcome.error is not None
        assert (outcome.code, outcome.error.facts["reason"]) == ("unreachable", "timed-out")
        assert len(outcome.facts) == 3


def test_the_time_for_everything_counts_retries_too(desk: Desk, to: To, tls: ssl.SSLContext) -> None:
    with Server(refuse("429 Too Many Requests", "Retry-After: 30\r\n"), tls) as server:
        limits = TimeLimits(connect=20, idle=20, total=20)
        outcome = desk.send(to(server.url(), limits=limits))
    assert outcome.code == "rate-limited"
    assert len(server.requests) == 1


def test_a_proxy_that_cannot_be_reached_is_tried_again(desk: Desk, to: To) -> None:
    with ConnectProxy() as proxy:
        port = proxy.port
    outcome = desk.send(to("https://example.test", proxy=f"http://localhost:{port}"))
    assert outcome.code == "unreachable"
    assert outcome.error is not None
    assert outcome.error.facts["host"] == f"localhost:{port}"
    assert len(desk.pauses) == 2

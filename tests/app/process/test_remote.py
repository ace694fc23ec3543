"""Promise: a port means the same across a pipe as in one process: values, errors, streams, cancel, deadlines.

Both sides run here in one process, over real pipes; tests with real children are in test_service.
"""

from __future__ import annotations

import gc
import os
import threading
import time
from collections.abc import Callable, Iterator
from typing import Protocol

import msgspec
import pytest

from app.credentials.port import KeyringPort
from app.errors import CallTimedOut, ServiceLost, UsageRefused
from app.gate.port import GatePort
from app.process import channel as frames
from app.process import method as method_module
from app.process.channel import Channel, FrameError, decode_to_child, decode_to_parent
from app.process.dispatch import Dispatcher
from app.process.method import Method, method_of, methods_of
from app.process.remote import Client, RemoteStream, as_error, proxy_for
from app.process.sandbox import SandboxReport
from app.redaction.port import RedactorPort
from app.vault.port import VaultPort
from models.engine import EnginePort
from models.errors import ServiceFault, SottoError
from tests.app.process.probe_service import Pair, Probe, ProbePort, ProbeStart

HANG = 30.0


class Both:
    """A client and a dispatcher, each with its receiving thread, as in two processes."""

    def __init__(
        self,
        *,
        patience: float = HANG,
        hung_after: float | None = 10.0,
        stops_within: float | None = None,
    ) -> None:
        down_read, down_write = os.pipe()
        up_read, up_write = os.pipe()
        self.condemned: list[str] = []
        self.out_of_memory = threading.Event()
        self.now = 0.0
        self.child: Channel[frames.ToChild, frames.ToParent] = Channel(down_read, up_write, decode_to_child)
        self.parent: Channel[frames.ToParent, frames.ToChild] = Channel(up_read, down_write, decode_to_parent)
        self.target = Probe()
        self.dispatcher = Dispatcher(
            ProbePort,
            self.target,
            self.child,
            patience=patience,
            on_out_of_memory=self.out_of_memory.set,
        )
        self.client = Client(
            self.parent,
            "probe",
            on_condemned=self.condemned.append,
            hung_after=hung_after,
            clock=lambda: self.now,
            stops_within=stops_within,
            send_timeout=0.2,
        )
        self.threads = [
            threading.Thread(target=work, daemon=True)
            for work in (self.dispatcher.serve, self.dispatcher.receive, self.client.receive)
        ]
        for thread in self.threads:
            thread.start()

    def port(self, deadline: float | None = HANG) -> ProbePort:
        return proxy_for(ProbePort, self.client, deadline=deadline)

    def from_child(self, frame: frames.ToParent) -> None:
        self.child.send(frame)

    def close(self) -> None:
        self.client.lose(ServiceLost(service="probe", how="closed", exit_code=0))
        for work in list(self.dispatcher._works.values()):
            work.room.drop()
            work.token.cancel()
        self.parent.send_soon(frames.Stop())
        self.threads[0].join(HANG)
        self.parent.close()
        self.threads[1].join(HANG)
        self.child.close()


@pytest.fixture
def make() -> Iterator[Callable[..., Both]]:
    made: list[Both] = []

    def one(**given: object) -> Both:
        made.append(Both(**given))  # type: ignore[arg-type]
        return made[-1]

    yield one
    for both in made:
        both.close()


@pytest.fixture
def both(make: Callable[..., Both]) -> Both:
    return make()


def wait_until(claim: Callable[[], bool]) -> None:
    give_up = time.monotonic() + HANG
    while not claim():
        assert time.monotonic() < give_up, "it never came true"
        time.sleep(0.002)


# ports


def test_a_method_is_read_once_and_knows_whether_it_streams() -> None:
    methods = methods_of(ProbePort)
    assert methods["count"] is method_of(ProbePort, "count")
    assert {name for name, method in methods.items() if method.is_stream} == {
        "count",
        "lumps",
        "until_cancelled",
        "fail_streaming",
    }


@pytest.mark.parametrize(
    "port",
    [VaultPort, EnginePort, RedactorPort, GatePort, KeyringPort, ProbePort],
    ids=lambda port: port.__name__,
)
def test_every_method_of_our_ports_can_be_carried(port: type) -> None:
    # A method is read when it is first called, so that a start does not read them all: this does.
    methods = methods_of(port)
    assert set(methods) == {name for each in port.__mro__ for name in vars(each) if not name.startswith("_")}


def test_a_proxy_and_a_service_read_only_the_methods_that_are_called(
    both: Both, monkeypatch: pytest.MonkeyPatch
) -> None:
    made: list[str] = []
    make = Method.__init__

    def watched(self: Method, name: str, function: Callable[..., object]) -> None:
        made.append(name)
        make(self, name, function)

    monkeypatch.setattr(Method, "__init__", watched)
    method_module._method_of.cache_clear()
    assert both.port().add(1, 2) == 3
    assert set(made) == {"add"}


def test_a_private_name_is_no_method_of_a_port() -> None:
    assert method_of(ProbePort, "__init__") is None
    assert method_of(ProbePort, "missing") is None


def test_a_port_that_msgpack_cannot_carry_is_refused_when_it_is_read() -> None:
    class Odd(Protocol):
        def run(self, value: Pair | ProbeStart) -> None: ...

    with pytest.raises(TypeError):
        methods_of(Odd)


def test_a_port_with_an_unknown_annotation_is_refused() -> None:
    def run(self: object) -> None: ...

    run.__annotations__["return"] = "Missing"
    with pytest.raises(NameError):
        methods_of(type("Odd", (), {"run": run}))


# calls


def test_defaults_and_keywords_are_filled_in_before_the_call_leaves(both: Both) -> None:
    port = both.port()
    assert port.add(1) == 2
    assert port.add(1, 2) == 3
    assert port.add(right=5, left=1, times=3) == 18


def test_an_error_keeps_its_class_and_a_bug_only_its_name(both: Both) -> None:
    with pytest.raises(SottoError) as expected:
        both.port().fail("expected")
    assert expected.value.code == "wrong-passphrase"
    for how, kind in (("bug", "KeyError"), ("os", "PermissionError")):
        with pytest.raises(ServiceFault) as bug:
            both.port().fail(how)
        assert bug.value.facts == {"kind": kind}


def test_a_memory_error_is_left_to_the_process(both: Both) -> None:
    with pytest.raises(CallTimedOut):
        both.port(0.2).fail("memory")
    assert both.out_of_memory.is_set()


def test_a_method_that_the_port_does_not_have_is_a_fault(both: Both) -> None:
    method = methods_of(ProbePort)["nothing"]
    other = type(method)("missing", ProbePort.nothing)
    with pytest.raises(ServiceFault) as caught:
        both.client.call(other, (), HANG)
    assert caught.value.facts == {"kind": "UnknownMethod"}


def test_arguments_are_checked_against_the_port(both: Both) -> None:
    with pytest.raises(ServiceFault) as caught:
        both.port().pairs([{"name": 1}])  # type: ignore[list-item]
    assert caught.value.facts == {"kind": "ValidationError"}


def test_a_call_too_many_is_refused_at_once(both: Both, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("app.process.dispatch._MAX_QUEUED", 2)
    first, second = both.port().until_cancelled(), both.port().until_cancelled()
    assert next(first) == "started"
    with pytest.raises(UsageRefused) as caught:
        both.port().nothing()
    assert caught.value.facts == {"reason": "too-many-calls"}
    second.close()  # type: ignore[attr-defined]
    first.close()  # type: ignore[attr-defined]
    wait_until(lambda: not both.dispatcher._works)
    both.port().nothing()


def test_a_plain_call_that_was_cancelled_in_the_queue_never_starts(both: Both) -> None:
    stream = both.port().until_cancelled()
    assert next(stream) == "started"
    with pytest.raises(CallTimedOut):
        both.port(0.05).pause(0.0)
    stream.close()  # type: ignore[attr-defined]
    assert both.port().calls() == 0


# streams


def test_a_stream_gives_room_back_as_it_is_read(both: Both) -> None:
    assert list(both.port().count(3000)) == list(range(3000))
    assert [len(lump) for lump in both.port().lumps(1_500_000, 9)] == [1_500_000] * 9


def test_an_unread_stream_holds_no_more_than_its_window(both: Both) -> None:
    stream = both.port().count(10**6)
    assert isinstance(stream, RemoteStream)
    wait_until(lambda: stream._pending.came_items == frames.WINDOW_ITEMS)
    time.sleep(0.05)
    assert stream._pending.came_items == frames.WINDOW_ITEMS
    stream.close()
    both.port().nothing()


def test_a_stream_that_nobody_reads_is_given_up_by_the_service(make: Callable[..., Both]) -> None:
    both = make(patience=0.05)
    stream = both.port().count(10**6)
    both.port().nothing()  # gets its turn, although the stream was neither read nor closed
    assert [next(stream) for _ in range(frames.WINDOW_ITEMS)] == list(range(frames.WINDOW_ITEMS))
    with pytest.raises(CallTimedOut) as caught:
        next(stream)
    assert caught.value.facts["reason"] == "unread"


def test_a_dropped_stream_is_cancelled_even_by_the_garbage_collector(both: Both) -> None:
    stream = both.port().until_cancelled()
    assert next(stream) == "started"
    loop: list[object] = [stream]
    loop.append(loop)
    del stream, loop
    gc.collect()
    both.port().nothing()


def test_a_stream_is_closed_by_its_with_block(both: Both) -> None:
    stream = both.port().until_cancelled()
    assert isinstance(stream, RemoteStream)
    with stream as entered:
        assert next(iter(entered)) == "started"
    assert list(stream) == []
    stream.cancel()
    stream.close()
    both.port().nothing()


def test_a_stream_closed_from_another_thread_ends_for_who_waits_in_it(both: Both) -> None:
    stream = both.port(None).until_cancelled()
    assert isinstance(stream, RemoteStream)
    assert next(stream) == "started"
    timer = threading.Timer(0.05, stream.close)
    timer.start()
    assert list(stream) in ([], ["cancelled"])
    timer.join()
    both.port().nothing()


@pytest.mark.parametrize("deadline", [HANG, None])
def test_a_cancelled_stream_is_waited_for_no_longer_than_it_may_take_to_stop(
    make: Callable[..., Both], monkeypatch: pytest.MonkeyPatch, deadline: float | None
) -> None:
    both = make(stops_within=0.05)
    stream = both.port(deadline).until_cancelled()
    assert isinstance(stream, RemoteStream)
    assert next(stream) == "started"
    with monkeypatch.context() as deaf:
        deaf.setattr(both.client, "cancel", lambda _pending, *, discard: None)
        timer = threading.Timer(0.05, stream.cancel)
        timer.start()
        began = time.monotonic()
        with pytest.raises(CallTimedOut) as caught:
            next(stream)
        timer.join()
    assert time.monotonic() - began < HANG / 2
    assert caught.value.facts["seconds"] == 0.05
    assert list(stream) == []


def test_a_cancelled_stream_that_stops_in_time_is_read_to_its_end(make: Callable[..., Both]) -> None:
    stream = make(stops_within=HANG).port().until_cancelled()
    assert isinstance(stream, RemoteStream)
    assert next(stream) == "started"
    stream.cancel()
    assert list(stream) == ["cancelled"]


def test_a_cancel_after_the_end_is_nothing(both: Both) -> None:
    stream = both.port().count(1)
    assert isinstance(stream, RemoteStream)
    assert next(stream) == 0
    wait_until(lambda: not both.client._pending)
    stream.cancel()
    assert list(stream) == []


# breaches


def started(both: Both) -> RemoteStream[str]:
    stream = both.port().until_cancelled()
    assert isinstance(stream, RemoteStream)
    assert next(stream) == "started"
    return stream


@pytest.mark.parametrize(
    "frame",
    [
        frames.Result(99, msgspec.Raw(b"\xc0")),
        frames.Result(1, msgspec.Raw(b"\xc0")),
        frames.Item(99, msgspec.Raw(b"\xc0")),
        frames.End(99),
        frames.Failure(99, "vault", {}),
        frames.Hello("another", SandboxReport("full", {})),
    ],
    ids=repr,
)
def test_a_frame_that_nobody_waits_for_condemns_the_service(both: Both, frame: frames.ToParent) -> None:
    stream = started(both)
    both.from_child(frame)
    with pytest.raises(ServiceLost) as caught:
        list(stream)
    assert caught.value.facts["how"] == "protocol"
    assert both.condemned == ["protocol"]
    assert both.client.is_lost
    with pytest.raises(ServiceLost):
        both.port().nothing()


def test_a_second_greeting_condemns_the_service(both: Both) -> None:
    both.from_child(frames.Hello("probe", SandboxReport("full", {})))
    assert isinstance(both.client.greeted(HANG), frames.Hello)
    assert both.client.is_up
    both.from_child(frames.Failure(0, "vault", {}))
    wait_until(lambda: both.condemned == ["protocol"])


def test_an_element_of_another_type_condemns_the_service(both: Both) -> None:
    stream = started(both)
    both.from_child(frames.Item(1, msgspec.Raw(b"\x07")))
    with pytest.raises(ServiceLost):
        next(stream)
    assert both.condemned == ["protocol"]
    assert list(stream) == []


def test_a_result_of_another_type_condemns_the_service(both: Both) -> None:
    both.target.echo = lambda value: 7  # type: ignore[assignment, method-assign, misc]
    with pytest.raises(ServiceLost):
        both.port().echo("x")
    assert both.condemned == ["protocol"]


def test_a_result_that_cannot_be_said_is_a_fault_of_the_service(both: Both) -> None:
    both.target.echo = lambda value: object()  # type: ignore[assignment, method-assign, misc]
    with pytest.raises(ServiceFault) as caught:
        both.port().echo("x")
    assert caught.value.facts == {"kind": "TypeError"}


def test_a_second_start_is_refused_by_the_child(both: Both) -> None:
    with pytest.raises(FrameError):
        both.dispatcher.accept(frames.Start("probe", msgspec.Raw(b"\x80"), 1, 1.0, 1))


def test_frames_for_calls_that_are_over_are_ignored_by_the_child(both: Both) -> None:
    both.dispatcher.accept(frames.Cancel(99, True))
    both.dispatcher.accept(frames.Grant(99, 1, 1))
    both.port().nothing()


# time


def test_no_hello_is_no_answer(both: Both) -> None:
    assert both.client.greeted(0.01) is None


def test_an_overdue_call_condemns_the_service_only_after_its_grace(make: Callable[..., Both]) -> None:
    both = make(hung_after=10.0)
    with pytest.raises(CallTimedOut):
        both.port(0.05).pause(0.5)
    both.now = 5.0
    assert both.port().calls() == 1  # it ended in the meantime
    with pytest.raises(CallTimedOut):
        both.port(0.05).pause(1.0)
    both.now = 16.0
    with pytest.raises(ServiceLost) as caught:
        both.port().calls()
    assert caught.value.facts["how"] == "hung"
    assert both.condemned == ["hung"]


def test_a_service_may_be_allowed_to_be_overdue_for_ever(make: Callable[..., Both]) -> None:
    both = make(hung_after=None)
    with pytest.raises(CallTimedOut):
        both.port(0.05).pause(0.3)
    both.now = 1e9
    assert both.port().calls() == 1


def test_a_pipe_that_is_gone_ends_the_call(both: Both) -> None:
    both.client._gone.set()
    os.close(os.dup(0))
    both.parent._closed = True
    try:
        with pytest.raises(ServiceLost) as caught:
            both.port().nothing()
    finally:
        both.parent._closed = False
    assert caught.value.facts["how"] == "closed"


def test_a_frame_too_large_is_refused_and_forgotten(both: Both) -> None:
    both.parent.limit(1000)
    with pytest.raises(UsageRefused):
        both.port().echo("x" * 2000)
    assert both.client._pending == {}
    assert both.port().echo("y") == "y"


def test_what_is_no_answer_is_a_fault() -> None:
    assert isinstance(as_error(frames.End(1)), ServiceFault)
    assert as_error(ServiceLost(service="x", how="killed", exit_code=-9)).facts["how"] == "killed"


def test_an_object_with_close_is_closed_when_it_stops() -> None:
    closed: list[bool] = []

    class Closing(Probe):
        def close(self) -> None:
            closed.append(True)

    read_end, write_end = os.pipe()
    channel: Channel[frames.ToChild, frames.ToParent] = Channel(read_end, write_end, decode_to_child)
    dispatcher = Dispatcher(ProbePort, Closing(), channel, on_out_of_memory=lambda: None)
    dispatcher.accept(frames.Stop())
    dispatcher.serve()
    channel.close()
    assert closed == [True]


@pytest.mark.parametrize("fails", [False, True])
def test_the_time_between_calls_is_used_in_steps_of_which_a_call_waits_for_one(*, fails: bool) -> None:
    done: list[int] = []

    class Resting(Probe):
        def in_idle_time(self) -> Iterator[None]:
            for step in range(5):
                done.append(step)
                if step == 2:
                    dispatcher.accept(frames.Stop())
                    if fails:
                        raise ValueError
                yield

    read_end, write_end = os.pipe()
    channel: Channel[frames.ToChild, frames.ToParent] = Channel(read_end, write_end, decode_to_child)
    dispatcher = Dispatcher(ProbePort, Resting(), channel, on_out_of_memory=lambda: None)
    dispatcher.serve()
    channel.close()
    assert done == [0, 1, 2]


def test_a_lane_whose_parent_is_gone_ends() -> None:
    read_end, write_end = os.pipe()
    channel: Channel[frames.ToChild, frames.ToParent] = Channel(read_end, write_end, decode_to_child)
    dispatcher = Dispatcher(ProbePort, Probe(), channel, on_out_of_memory=lambda: None)
    os.close(read_end)
    dispatcher.accept(frames.Call(1, "nothing", msgspec.Raw(b"\x90")))
    with pytest.raises(BrokenPipeError):
        dispatcher.serve()
    os.close(write_end)

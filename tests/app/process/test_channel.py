"""Promise: any bytes are a message of the closed set or a ValueError, in bounded memory and time."""

from __future__ import annotations

import contextlib
import os
import threading
from collections.abc import Iterator

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.process import channel as frames
from app.process.channel import Channel, Deframer, FrameError, FrameTooLarge, SendTimedOut
from app.process.sandbox import SandboxReport

TO_CHILD: list[frames.ToChild] = [
    frames.Start("vault", msgspec.Raw(b"\x80"), 2**20, 60.0, 17),
    frames.Call(1, "echo", msgspec.Raw(b"\x91\xa1x")),
    frames.Cancel(1, True),
    frames.Grant(1, 128, 2**40),
    frames.Stop(),
]
TO_PARENT: list[frames.ToParent] = [
    frames.Hello("vault", SandboxReport("reduced", {"seccomp": "ENOSYS"})),
    frames.Item(2, msgspec.Raw(b"\x01")),
    frames.End(2),
    frames.Result(3, msgspec.Raw(b"\xc0")),
    frames.Failure(3, "vault", {"reason": "x", "wait": 1.5, "is_new": True, "size": -1}),
]
Ends = tuple[Channel[frames.ToChild, frames.ToParent], Channel[frames.ToParent, frames.ToChild]]


@pytest.fixture
def ends() -> Iterator[Ends]:
    """The child's end and the parent's end."""
    down_read, down_write = os.pipe()
    up_read, up_write = os.pipe()
    child: Channel[frames.ToChild, frames.ToParent] = Channel(
        down_read, up_write, frames.decode_to_child, max_frame=2**20
    )
    parent: Channel[frames.ToParent, frames.ToChild] = Channel(
        up_read, down_write, frames.decode_to_parent, max_frame=2**20
    )
    yield child, parent
    child.close()
    parent.close()


def framed(payload: bytes) -> bytes:
    return len(payload).to_bytes(4, "little") + payload


@pytest.mark.parametrize("frame", TO_CHILD, ids=lambda frame: type(frame).__name__)
def test_every_frame_to_the_child_survives_the_way(frame: frames.ToChild) -> None:
    payload = msgspec.msgpack.encode(frame)
    assert frames.decode_to_child(payload) == frame
    with pytest.raises(FrameError):
        frames.decode_to_parent(payload)


@pytest.mark.parametrize("frame", TO_PARENT, ids=lambda frame: type(frame).__name__)
def test_every_frame_to_the_parent_survives_the_way(frame: frames.ToParent) -> None:
    payload = msgspec.msgpack.encode(frame)
    assert frames.decode_to_parent(payload) == frame
    with pytest.raises(FrameError):
        frames.decode_to_child(payload)


@given(st.binary(max_size=300))
def test_any_bytes_are_a_message_or_a_value_error(data: bytes) -> None:
    for decode in (frames.decode_to_child, frames.decode_to_parent):
        try:
            frame = decode(data)
        except ValueError:
            continue
        assert isinstance(frame, msgspec.Struct)


@given(
    frame=st.sampled_from(TO_PARENT),
    at=st.integers(0, 200),
    value=st.integers(0, 255),
    cut=st.integers(0, 40),
)
def test_a_damaged_message_is_a_message_or_a_value_error(
    frame: frames.ToParent, at: int, value: int, cut: int
) -> None:
    data = bytearray(msgspec.msgpack.encode(frame))
    data[at % len(data)] = value
    try:
        decoded = frames.decode_to_parent(bytes(data[: len(data) - cut % len(data)]))
    except ValueError:
        return
    assert isinstance(decoded, frames.ToParent)


@pytest.mark.parametrize(
    "payload",
    [
        b"\xdd\xff\xff\xff\xff",
        b"\x93\x08\x01\xdd\xff\xff\xff\xff",
        b"\x93\x08\x01\xc6\xff\xff\xff\xff",
        b"\x93\x08\x01" + b"\x91" * 100_000 + b"\x01",
        b"\x94\x09\x01\xa1x\xdf\xff\xff\xff\xff",
        b"\x94\x09\x01\xa2\xff\xfe\x80",
        b"\x93\x08\x01",
    ],
)
def test_announced_sizes_and_depths_are_not_believed(payload: bytes) -> None:
    with pytest.raises(FrameError) as caught:
        frames.decode_to_parent(payload)
    assert "frame of" in str(caught.value)


@given(st.lists(st.binary(min_size=1, max_size=50), max_size=10), st.lists(st.integers(1, 20), min_size=1))
def test_frames_come_out_the_same_however_the_bytes_arrive(payloads: list[bytes], cuts: list[int]) -> None:
    data = b"".join(map(framed, payloads))
    deframer = Deframer(50)
    out: list[bytes] = []
    turn = 0
    while data:
        size = cuts[turn % len(cuts)]
        out += deframer.feed(data[:size])
        data = data[size:]
        turn += 1
    assert out == payloads
    assert deframer.missing == 0


@given(st.binary(max_size=400))
def test_any_bytes_in_a_stream_are_payloads_or_a_value_error(data: bytes) -> None:
    deframer = Deframer(64)
    try:
        payloads = deframer.feed(data)
    except FrameError:
        return
    assert sum(4 + len(payload) for payload in payloads) <= len(data)
    assert all(1 <= len(payload) <= 64 for payload in payloads)


@pytest.mark.parametrize("length", [0, 65, 2**31, 2**32 - 1])
def test_a_length_that_is_not_allowed_is_refused_with_its_header(length: int) -> None:
    with pytest.raises(FrameError):
        Deframer(64).feed(length.to_bytes(4, "little"))


def test_a_deframer_knows_what_it_still_lacks() -> None:
    deframer = Deframer(1000)
    assert deframer.feed(framed(bytes(600))[:104]) == []
    assert deframer.missing == 500


def test_frames_cross_in_both_directions(ends: Ends) -> None:
    child, parent = ends
    for down in TO_CHILD:
        parent.send(down)
    for up in TO_PARENT:
        assert child.send(up) == len(msgspec.msgpack.encode(up))
    assert child.receive_first() == TO_CHILD[0]
    incoming = child.receive()
    assert [next(incoming) for _ in TO_CHILD[1:]] == TO_CHILD[1:]
    coming = parent.receive()
    assert [next(coming) for _ in TO_PARENT] == TO_PARENT


def test_a_frame_larger_than_the_pipe_crosses_while_it_is_read(ends: Ends) -> None:
    child, parent = ends
    value = msgspec.Raw(msgspec.msgpack.encode(bytes(900_000)))
    sender = threading.Thread(target=child.send, args=(frames.Item(1, value),))
    sender.start()
    assert next(parent.receive()) == frames.Item(1, value)
    sender.join()
    assert len(child._buffer) <= frames._KEPT_BUFFER


def test_a_frame_over_the_limit_is_not_sent(ends: Ends) -> None:
    child, parent = ends
    with pytest.raises(FrameTooLarge):
        child.send(frames.Item(1, msgspec.Raw(msgspec.msgpack.encode(bytes(2**20)))))
    with pytest.raises(TypeError):
        child.send(frames.Item(1, object()))  # type: ignore[arg-type]
    child.send(frames.End(1))
    assert next(parent.receive()) == frames.End(1)


def test_what_was_sent_is_wiped_from_the_buffer(ends: Ends) -> None:
    _, parent = ends
    parent.send(frames.Call(1, "unlock", msgspec.Raw(msgspec.msgpack.encode([b"correct horse"]))))
    assert set(parent._buffer) == {0}


def fill(channel: Channel[frames.ToParent, frames.ToChild]) -> None:
    with contextlib.suppress(SendTimedOut):
        while True:
            channel.send(frames.Cancel(1, False), timeout=0.01)


def test_a_reader_that_does_not_read_costs_the_timeout_and_tears_no_small_frame(ends: Ends) -> None:
    child, parent = ends
    fill(parent)
    with pytest.raises(SendTimedOut) as caught:
        parent.send(frames.Stop(), timeout=0.01)
    assert not caught.value.torn
    incoming = child.receive()
    assert next(incoming) == frames.Cancel(1, False)


def test_a_large_frame_that_is_given_up_is_torn(ends: Ends) -> None:
    _, parent = ends
    value = msgspec.Raw(msgspec.msgpack.encode([bytes(500_000)]))
    with pytest.raises(SendTimedOut) as caught:
        parent.send(frames.Call(1, "x", value), timeout=0.01)
    assert caught.value.torn


def test_a_send_waits_its_turn_no_longer_than_the_timeout(ends: Ends) -> None:
    _, parent = ends
    with parent._lock, pytest.raises(SendTimedOut) as caught:
        parent.send(frames.Stop(), timeout=0.01)
    assert not caught.value.torn


def test_a_frame_for_soon_is_sent_by_who_is_sending(ends: Ends) -> None:
    child, parent = ends
    with parent._lock:  # as in a finaliser that runs inside a send of the same thread
        parent.send_soon(frames.Cancel(7, True))
    parent.send(frames.Stop())
    incoming = child.receive()
    assert [next(incoming), next(incoming)] == [frames.Stop(), frames.Cancel(7, True)]
    parent.send_soon(frames.Cancel(8, True))
    assert next(incoming) == frames.Cancel(8, True)


def test_a_frame_for_soon_is_kept_while_nobody_reads(ends: Ends) -> None:
    child, parent = ends
    fill(parent)
    parent.send_soon(frames.Cancel(9, True))
    incoming = child.receive()
    assert next(incoming) == frames.Cancel(1, False)
    parent.send(frames.Stop())
    assert frames.Cancel(9, True) in {next(incoming) for _ in range(20_000 // 10)} | drain(child)


def drain(channel: Channel[frames.ToChild, frames.ToParent]) -> set[frames.ToChild]:
    os.set_blocking(channel._read_fd, False)
    return set(channel.receive())


def test_the_end_of_the_other_side_ends_receiving_and_breaks_sending(ends: Ends) -> None:
    child, parent = ends
    parent.close()
    parent.close()
    assert list(child.receive()) == []
    assert child.receive_first() is None
    assert not child.is_broken
    with pytest.raises(BrokenPipeError):
        child.send(frames.End(1))
    assert child.is_broken
    child.send_soon(frames.End(1))
    with pytest.raises(BrokenPipeError):
        parent.send(frames.Stop())


@pytest.mark.parametrize(
    "data", [b"\x00\x00\x00\x00", b"\xff\xff\xff\xff", framed(b"\xc1"), framed(b"\x91\x63")]
)
def test_a_first_frame_that_is_none_is_refused(ends: Ends, data: bytes) -> None:
    child, parent = ends
    os.write(parent._write_fd, data)
    with pytest.raises(FrameError):
        child.receive_first()


def test_a_first_frame_cut_short_is_none(ends: Ends) -> None:
    child, parent = ends
    os.write(parent._write_fd, framed(b"\x91\x04")[:-1])
    parent.close()
    assert child.receive_first() is None


def test_the_limit_can_be_lowered_before_receiving(ends: Ends) -> None:
    child, parent = ends
    child.limit(10)
    parent.send(TO_CHILD[0])
    with pytest.raises(FrameError):
        next(child.receive())

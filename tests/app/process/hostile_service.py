"""A child that breaks every rule: ``python -m tests.app.process.hostile_service MODE``."""

from __future__ import annotations

import os
import signal
import sys
import time

import msgspec

from app.process.channel import (
    Call,
    Channel,
    End,
    Failure,
    Hello,
    Item,
    Result,
    Start,
    decode_to_child,
)
from app.process.sandbox import SandboxReport


def frame(payload: bytes) -> bytes:
    return len(payload).to_bytes(4, "little") + payload


def packed(value: object) -> bytes:
    return frame(msgspec.msgpack.encode(value))


HELLO = packed(Hello("probe", SandboxReport("none", {})))


def before_hello(mode: str) -> None:
    match mode:
        case "silent":
            time.sleep(600)
        case "dies-at-once":
            os._exit(3)
        case "wrong-name":
            os.write(1, packed(Hello("another", SandboxReport("none", {}))))
        case "wrong-level":
            os.write(1, packed([5, "probe", ["wonderful", {}]]))
        case "noise-first":
            os.write(1, b"Traceback (most recent call last):\n")
        case "refuses-twice":
            os.write(1, packed(Failure(0, "no-such-item", {"kind": "x"})) * 2)
        case _:
            return
    time.sleep(600)


def answer(mode: str, call: Call) -> None:
    number = call.id
    if mode == "flood" and call.method != "count":
        return
    many = b"".join(packed(Item(number, msgspec.Raw(b"\x01"))) for _ in range(2000))
    answers: dict[str, bytes] = {
        "garbage": os.urandom(4096).replace(b"\x00", b"\x01"),
        "not-msgpack": frame(b"\xc1\xc1\xc1"),
        "four-gigabytes": b"\xff\xff\xff\xff" + bytes(100),
        "over-the-limit": (2**20 + 1).to_bytes(4, "little"),
        "empty-frame": bytes(4),
        "announced-array": frame(b"\x93\x08\x01\xdd\xff\xff\xff\xff"),
        "deep": frame(b"\x93\x08\x01" + b"\x91" * 100000 + b"\x01"),
        "invalid-utf8": packed([8, number, msgspec.Raw(b"\xa2\xff\xfe")]),
        "wrong-type": packed(Result(number, msgspec.Raw(b"\x07"))),
        "unknown-tag": packed([77, number]),
        "call-to-parent": packed(Call(number, "echo", msgspec.Raw(b"\x90"))),
        "unknown-id": packed(Result(number + 1000, msgspec.Raw(b"\xc0"))),
        "second-hello": HELLO,
        "item-for-a-plain-call": packed(Item(number, msgspec.Raw(b"\xa1a"))),
        "end-for-a-plain-call": packed(End(number)),
        "result-for-a-stream": packed(Result(number, msgspec.Raw(b"\x01"))),
        "flood": many,
        "twice": packed(Result(number, msgspec.Raw(b"\xa1a"))) * 2,
        "wrong-item": packed(Item(number, msgspec.Raw(b"\xa1a"))),
        "unknown-error": packed(Failure(number, "x" * 5000, {})),
        "long-facts": packed(Failure(number, "no-such-item", {"kind": "x" * 5000})),
        "odd-facts": packed(Failure(number, "no-such-item", {"self": 1})),
        "cut-short": packed(Result(number, msgspec.Raw(b"\xa1a")))[:-1],
    }
    view = memoryview(answers[mode])
    while view:
        view = view[os.write(1, view) :]
    if mode == "cut-short":
        os._exit(0)


def main() -> None:
    mode = sys.argv[1]
    channel: Channel[Start | Call, object] = Channel(os.dup(0), os.dup(1), decode_to_child)  # type: ignore[arg-type]
    os.set_blocking(1, True)
    start = channel.receive_first()
    assert isinstance(start, Start)
    before_hello(mode)
    os.write(1, HELLO)
    if mode == "closes-and-stays":
        os.dup2(2, 1)
        channel.close()
        signal.pause()
    for call in channel.receive():
        if isinstance(call, Call):
            if mode == "deaf":
                os.kill(os.getpid(), signal.SIGSTOP)
            answer(mode, call)


if __name__ == "__main__":
    main()

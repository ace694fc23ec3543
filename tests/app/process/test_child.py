"""Promise: the child alone ends with its pipe or its parent, and serves nobody who asks for another."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Iterator

import msgspec
import pytest

from app.process.channel import Call, Hello, Start, decode_to_parent
from app.process.child import EXIT_PARENT_GONE, EXIT_REFUSED
from app.process.spawn import default_command
from tests.app.process.conftest import PROBE
from tests.app.process.probe_service import ProbeStart
from tests.app.process.watching import HANG, ROOT


def framed(frame: object) -> bytes:
    payload = msgspec.msgpack.encode(frame)
    return len(payload).to_bytes(4, "little") + payload


def hello_of(child: subprocess.Popen[bytes]) -> object:
    assert child.stdout is not None
    size = int.from_bytes(child.stdout.read(4), "little")
    return decode_to_parent(child.stdout.read(size))


@pytest.fixture
def child() -> Iterator[subprocess.Popen[bytes]]:
    with subprocess.Popen(
        PROBE, cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, bufsize=0
    ) as process:
        yield process
        process.kill()


def begin(child: subprocess.Popen[bytes], *, name: str = "probe", parent: int | None = None) -> None:
    assert child.stdin is not None
    settings = msgspec.Raw(msgspec.msgpack.encode(ProbeStart()))
    start = Start(name, settings, 2**20, 60.0, os.getpid() if parent is None else parent)
    child.stdin.write(framed(start))


@pytest.mark.parametrize("busy", [False, True])
def test_the_end_of_its_pipe_ends_a_service_even_in_the_middle_of_a_call(
    child: subprocess.Popen[bytes], busy: bool
) -> None:
    begin(child)
    assert isinstance(hello_of(child), Hello)
    assert child.stdin is not None
    if busy:
        child.stdin.write(framed(Call(1, "spin", msgspec.Raw(b"\x90"))))
        time.sleep(0.1)
    child.stdin.close()
    assert child.wait(HANG) == EXIT_PARENT_GONE


def test_a_service_whose_parent_is_another_one_ends(child: subprocess.Popen[bytes]) -> None:
    begin(child, parent=1)
    assert child.wait(HANG) == EXIT_PARENT_GONE


def test_a_service_asked_for_under_another_name_ends(child: subprocess.Popen[bytes]) -> None:
    begin(child, name="vault")
    assert child.wait(HANG) == EXIT_REFUSED


def test_a_service_that_is_never_asked_ends_with_its_pipe(child: subprocess.Popen[bytes]) -> None:
    assert child.stdin is not None
    child.stdin.close()
    assert child.wait(HANG) == EXIT_PARENT_GONE


def test_a_service_that_is_sent_noise_ends(child: subprocess.Popen[bytes]) -> None:
    begin(child)
    assert isinstance(hello_of(child), Hello)
    assert child.stdin is not None
    child.stdin.write(framed([99]))
    assert child.wait(HANG) == EXIT_PARENT_GONE


def test_the_command_is_this_program_frozen_or_not(monkeypatch: pytest.MonkeyPatch) -> None:
    assert default_command("vault")[-4:] == ("-m", "app", "--service", "vault")
    monkeypatch.setattr(sys, "frozen", True, raising=False)
    assert default_command("vault") == (sys.executable, "--service", "vault")

"""Promise: a service in another process is one call away, with the types and the errors of a call here."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from app.errors import (
    NoSuchItem,
    UsageRefused,
    WrongPassphrase,
)
from app.process.service import Service
from models.errors import ServiceFault
from tests.app.process.probe_service import Pair, ProbePort
from tests.app.process.watching import StartProbe


def test_values_cross_the_pipe_with_their_types(probe: Service[ProbePort]) -> None:
    assert probe.port.echo("Grüße 🌍") == "Grüße 🌍"
    assert probe.port.add(1) == 2
    assert probe.port.add(left=3, right=4, times=2) == 14
    assert probe.port.pairs([Pair("a", 1), Pair("b", 2)]) == {"a": 1, "b": 2}
    probe.port.nothing()
    assert list(probe.port.count(1000)) == list(range(1000))
    assert sum(map(len, probe.port.lumps(300_000, 40))) == 12_000_000


def test_megabytes_cross_in_one_call(probe: Service[ProbePort]) -> None:
    text = "ä" * 4_000_000
    assert probe.port.echo(text) == text


def test_a_call_that_python_would_refuse_is_refused_here(probe: Service[ProbePort]) -> None:
    with pytest.raises(TypeError):
        probe.port.add()  # type: ignore[call-arg]
    with pytest.raises(TypeError):
        probe.port.echo("a", "b")  # type: ignore[call-arg]
    with pytest.raises(TypeError):
        probe.port.echo(object())  # type: ignore[arg-type]
    assert probe.port.echo("still there") == "still there"


def test_arguments_of_another_type_than_the_ports_are_refused_by_the_service(
    probe: Service[ProbePort],
) -> None:
    with pytest.raises(ServiceFault) as caught:
        probe.port.echo(7)  # type: ignore[arg-type]
    assert caught.value.facts == {"kind": "ValidationError"}
    assert probe.port.echo("still there") == "still there"


def test_an_expected_error_crosses_as_itself_with_its_facts(probe: Service[ProbePort]) -> None:
    with pytest.raises(WrongPassphrase) as caught:
        probe.port.fail("expected")
    assert caught.value.facts == {"wait": 2.5}
    with pytest.raises(NoSuchItem) as odd:
        probe.port.fail("odd-facts")
    assert odd.value.facts == {"kind": "object"}


@pytest.mark.parametrize(("how", "kind"), [("bug", "KeyError"), ("os", "PermissionError")])
def test_a_bug_crosses_as_a_class_name_and_no_text(probe: Service[ProbePort], how: str, kind: str) -> None:
    with pytest.raises(ServiceFault) as caught:
        probe.port.fail(how)
    assert caught.value.facts == {"kind": kind}
    assert "sentence" not in str(caught.value)
    assert probe.port.echo("still there") == "still there"


def test_a_stream_that_fails_gives_what_it_had_first(probe: Service[ProbePort]) -> None:
    seen: list[int] = []
    with pytest.raises(NoSuchItem):
        seen.extend(number for number in probe.port.fail_streaming(3))
    stream = probe.port.fail_streaming(3)
    assert [next(stream), next(stream), next(stream)] == [0, 1, 2]
    with pytest.raises(NoSuchItem):
        next(stream)
    assert list(stream) == []


def test_stray_prints_do_not_touch_the_frames(probe: Service[ProbePort]) -> None:
    assert probe.port.shout() == 0  # its standard input is empty, too
    assert probe.port.echo("still there") == "still there"


def test_a_frame_over_the_limit_is_refused_on_both_sides(start_probe: StartProbe) -> None:
    service = start_probe(max_frame=100_000)
    with pytest.raises(UsageRefused):
        service.port.echo("x" * 100_000)
    with pytest.raises(ServiceFault) as caught:
        list(service.port.lumps(100_000, 1))
    assert caught.value.facts == {"kind": "FrameTooLarge"}
    assert service.port.echo("x" * 90_000) == "x" * 90_000


def test_calls_of_many_threads_get_their_own_answers(probe: Service[ProbePort]) -> None:
    def work(worker: int) -> bool:
        for turn in range(40):
            text = f"{worker}-{turn}" * (turn + 1)
            if probe.port.echo(text) != text or list(probe.port.count(turn)) != list(range(turn)):
                return False
        return True

    with ThreadPoolExecutor(8) as pool:
        assert all(pool.map(work, range(8)))


def test_no_parameter_and_no_secret_is_in_argv_or_environment(
    start_probe: StartProbe, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SOTTO_TEST_TOKEN", "do-not-inherit")
    monkeypatch.setenv("HOME", str(tmp_path))
    argv, environment = start_probe(read=(str(tmp_path),)).port.seen()
    assert str(tmp_path) not in " ".join(argv)
    assert set(environment) <= {"LANG", "LANGUAGE", "PATH", "OPENBLAS_NUM_THREADS"} | {
        name for name in environment if name.startswith("LC_")
    }

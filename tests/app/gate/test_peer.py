"""Promise: a real OpenAI-compatible server is understood, and what a model says arrives as it was said.

Two peers, both with the built-in model: llama.cpp's own server, whose web packages are tools of the tests,
and our engine process behind a scripted server.
"""

from __future__ import annotations

import json
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from app.gate.body import Parameters, prepare
from app.gate.port import Destination
from app.services import ProcessServices
from models.embedded import embedded_model
from models.engine import Finished, GenerationRequest, LoadRequest, Sampling, StopReason, TextDelta, Turn
from tests.app.gate.conftest import LIMITS, Desk, Outcome
from tests.app.gate.server import Server, Visit

QUESTION = (Turn("user", "What is Sotto?"),)
# Its cache on disk, which is not used here, would import a package that Sotto keeps out for good.
SERVE = (
    "import runpy, sys, types; sys.modules['diskcache'] = types.ModuleType('diskcache'); "
    "runpy.run_module('llama_cpp.server', run_name='__main__', alter_sys=True)"
)


def ask(desk: Desk, url: str, max_tokens: int = 32) -> Outcome:
    destination = Destination("peer", "openai", f"{url}/v1", "built-in", route="private", limits=LIMITS)
    parameters = Parameters(max_tokens=max_tokens, temperature=0.0)
    prepared = prepare(destination, system="", turns=QUESTION, parameters=parameters)
    request = desk.approvals.approve(prepared, destination, seen_sha256=prepared.body_sha256)
    return desk.send(destination, request=request)


@pytest.fixture(scope="module")
def llama_server() -> Iterator[str]:
    """Start llama.cpp's own server; returns its address."""
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    command = [sys.executable, "-W", "ignore", "-c", SERVE]
    given = [
        "--model",
        str(embedded_model().path),
        "--host",
        "127.0.0.1",
        "--port",
        str(port),
        "--n_ctx",
        "512",
    ]
    with subprocess.Popen(
        [*command, *given],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        cwd=Path(__file__).parents[3],
    ) as running:
        try:
            for _ in range(600):
                try:
                    socket.create_connection(("127.0.0.1", port), timeout=1).close()
                    break
                except OSError:
                    assert running.poll() is None
                    time.sleep(0.1)
            yield f"http://127.0.0.1:{port}"
        finally:
            running.kill()


def test_llama_cpps_own_server_answers(desk: Desk, llama_server: str) -> None:
    outcome = ask(desk, llama_server)
    assert outcome.error is None
    assert outcome.text.strip()
    assert outcome.facts[0].tls == ""
    assert outcome.finished.reason in {StopReason.END, StopReason.LENGTH}
    short = ask(desk, llama_server, max_tokens=2)
    assert short.finished.reason is StopReason.LENGTH
    assert outcome.text.startswith(short.text)


def test_llama_cpps_own_server_refuses_another_path(desk: Desk, llama_server: str) -> None:
    assert ask(desk, f"{llama_server}/elsewhere").code == "request-refused"


def test_our_own_engine_behind_a_server_is_heard_word_for_word(desk: Desk, tmp_path: Path) -> None:
    engine = ProcessServices(tmp_path).open_engine(str(embedded_model().path), lambda error: None)
    said: list[str] = []

    def script(visit: Visit) -> None:
        asked = json.loads(visit.body)
        turns = tuple(Turn(turn["role"], turn["content"]) for turn in asked["messages"])
        sampling = Sampling(temperature=asked["temperature"], seed=1)
        request = GenerationRequest("peer", turns, sampling, max_tokens=asked["max_tokens"])
        visit.stream()
        for event in engine.port.generate(request):
            match event:
                case TextDelta(text):
                    said.append(text)
                    visit.send(chunk(delta={"content": text}))
                case Finished(reason, _):
                    told = "length" if reason is StopReason.LENGTH else "stop"
                    visit.send(chunk(delta={}, finish_reason=told) + b"data: [DONE]\n\n")
                case _:
                    pass

    try:
        list(engine.port.load(LoadRequest()))
        with Server(script) as server:
            outcome = ask(desk, server.url("127.0.0.1"))
    finally:
        engine.kill()
    assert outcome.error is None
    assert outcome.text == "".join(said)
    assert outcome.text.strip()


def chunk(**choice: object) -> bytes:
    return b"data: " + json.dumps({"choices": [{"index": 0} | choice]}).encode() + b"\n\n"

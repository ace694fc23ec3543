"""Promise: a model that ends its process again and again is not started in a loop, and the user is told.

One that hangs is ended and told too, and Stop is obeyed whether or not the process listens. The engine
processes are real here, and really end by a signal.
"""

from __future__ import annotations

import contextlib
import os
import signal
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from app.assistant import Assistant
from app.conversation import MessageStatus
from app.errors import ServiceLost, ServiceUnavailable, VaultLockedError
from app.events import AnswerEnded, AnswerGrew, EngineStopped, Event, ModelLoading
from app.settings import SettingsStore
from models.engine import Finished, GenerationEvent, StopReason, Turn
from models.errors import EngineCrashed, SottoError
from models.files import ModelStore, unlisted_entry
from tests.app.crashing_engine import CrashingServices
from tests.app.process.watching import is_gone


class Bench:
    """An assistant whose models end their processes as their names say."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.services = CrashingServices()
        self.told: list[Event] = []
        self.stopped = threading.Event()
        self.reached = threading.Event()
        self.said = threading.Event()
        self.assistant = Assistant(
            services=self.services,
            settings=SettingsStore(folder / "settings.json"),
            models=ModelStore(folder / "models"),
            observer=self._observe,
        )
        self.assistant.create_vault("seven quiet walnuts")
        self.chat = self.assistant.new_conversation().id

    def _observe(self, event: Event) -> None:
        self.told.append(event)
        if isinstance(event, EngineStopped):
            self.stopped.set()
        if isinstance(event, ModelLoading | AnswerGrew):
            self.reached.set()
        if isinstance(event, AnswerGrew) and event.text == "words":
            self.said.set()

    def ended_by_stop(self) -> str:
        """Check that the last answer ended as stopped, and its process with it; returns what it kept."""
        ended = [event for event in self.told if isinstance(event, AnswerEnded)][-1]
        assert (ended.error, ended.message.status) == (None, MessageStatus.STOPPED)
        assert is_gone(self.services.started[-1].service.pid)
        return ended.message.text

    def try_to_ask(self) -> None:
        """Ask what a lock will cut."""
        with contextlib.suppress(VaultLockedError, ServiceLost):
            self.ask()

    def use(self, dies_at: str) -> None:
        """Answer with a model that ends its process there."""
        path = self.folder / f"{dies_at}.gguf"
        path.write_bytes(b"GGUF")
        self.assistant.use_model(unlisted_entry(path))

    def ask(self) -> SottoError | None:
        """Ask something new; returns what went wrong."""
        self.assistant.ask(self.chat, "a question", parent_id=None)
        return self._last_error()

    def ask_again(self) -> SottoError | None:
        """Have the last question answered again, as Retry does."""
        ended = [event for event in self.told if isinstance(event, AnswerEnded)]
        self.assistant.regenerate(self.chat, ended[-1].message.id)
        return self._last_error()

    def _last_error(self) -> SottoError | None:
        return next(event.error for event in reversed(self.told) if isinstance(event, AnswerEnded))

    @property
    def starts(self) -> int:
        """How many processes were started."""
        return len(self.services.started)


@pytest.fixture
def bench(tmp_path: Path) -> Iterator[Bench]:
    made = Bench(tmp_path)
    yield made
    made.assistant.close()
    for handle in made.services.started:
        handle.kill()


@pytest.mark.parametrize("dies_at", ["load", "answer"])
def test_a_model_that_ended_three_times_in_a_row_is_not_started_by_a_fourth_question(
    bench: Bench, dies_at: str
) -> None:
    bench.use(dies_at)
    for _ in range(3):
        assert isinstance(bench.ask(), EngineCrashed)
    assert bench.starts == 3
    for _ in range(2):
        error = bench.ask()
        assert isinstance(error, ServiceUnavailable)
        assert error.facts == {"service": "engine", "crashes": 3}
    assert bench.starts == 3
    stored = bench.assistant.conversation(bench.chat).messages
    assert sum(message.text == "a question" for message in stored) == 5  # all questions are kept
    assert {message.status for message in stored} == {MessageStatus.COMPLETE, MessageStatus.FAILED}


def test_asking_for_the_answer_again_starts_it_once_more_and_once_only(bench: Bench) -> None:
    bench.use("answer")
    for _ in range(3):
        bench.ask()
    assert isinstance(bench.ask_again(), ServiceUnavailable)  # the user learns of it here
    assert isinstance(bench.ask_again(), EngineCrashed)
    assert bench.starts == 4
    assert isinstance(bench.ask(), ServiceUnavailable)
    assert bench.starts == 4


def test_another_model_is_not_held_responsible(bench: Bench) -> None:
    bench.use("answer")
    for _ in range(4):
        bench.ask()
    bench.use("never")
    assert bench.ask() is None
    bench.use("answer")  # chosen again by somebody who was told
    assert isinstance(bench.ask(), EngineCrashed)
    assert isinstance(bench.ask(), ServiceUnavailable)


def test_an_answer_ends_the_row(bench: Bench) -> None:
    bench.use("never")
    for _ in range(5):
        assert bench.ask() is None
        bench.stopped.clear()
        # from outside, as the kernel does when memory is short
        os.kill(bench.services.started[-1].service.pid, signal.SIGKILL)
        assert bench.stopped.wait(30)
    assert bench.ask() is None
    assert bench.starts == 6


def test_a_row_of_crashes_outlives_a_lock(bench: Bench) -> None:
    bench.use("answer")
    for _ in range(3):
        bench.ask()
    bench.assistant.lock("asked")
    bench.assistant.unlock("seven quiet walnuts")
    assert isinstance(bench.ask(), ServiceUnavailable)


@pytest.mark.parametrize("waits_at", ["load-waits", "answer-waits"])
def test_a_lock_in_the_middle_is_no_crash(bench: Bench, waits_at: str) -> None:
    for _ in range(4):
        bench.use(waits_at)
        asking = threading.Thread(target=bench.try_to_ask)
        bench.reached.clear()
        asking.start()
        assert bench.reached.wait(30)
        bench.assistant.lock("asked")
        asking.join(30)
        assert not asking.is_alive()
        bench.assistant.unlock("seven quiet walnuts")
    asking = threading.Thread(target=bench.try_to_ask)
    bench.reached.clear()
    asking.start()
    assert bench.reached.wait(30)  # it was started again


def test_a_lock_is_no_crash(bench: Bench) -> None:
    bench.use("never")
    for _ in range(4):
        assert bench.ask() is None
        bench.assistant.lock("asked")
        bench.assistant.unlock("seven quiet walnuts")
    assert bench.ask() is None


@pytest.mark.parametrize("hangs_at", ["load-waits", "answer-waits"])
def test_a_model_that_hangs_is_ended_and_told_and_what_was_said_is_kept(bench: Bench, hangs_at: str) -> None:
    bench.services.deadline = 1.0
    bench.use(hangs_at)
    error = bench.ask()
    assert isinstance(error, EngineCrashed)
    assert error.facts["how"] == "hung"
    assert is_gone(bench.services.started[-1].service.pid)
    stored = bench.assistant.conversation(bench.chat).messages
    assert [message.text for message in stored] == [
        "a question",
        "two words" if hangs_at == "answer-waits" else "",
    ]
    bench.services.deadline = 30.0
    bench.use("never")
    assert bench.ask() is None


def test_stop_is_obeyed_although_the_process_does_not_listen(bench: Bench) -> None:
    bench.services.stops_within = 0.5
    bench.use("answer-waits")
    asking = threading.Thread(target=bench.try_to_ask)
    asking.start()
    assert bench.said.wait(30)
    bench.assistant.stop()
    asking.join(20)
    assert bench.ended_by_stop() == "two words"
    bench.use("never")
    assert bench.ask() is None


def test_stop_while_it_loads_ends_the_load_and_counts_as_no_crash(bench: Bench) -> None:
    for _ in range(4):
        bench.use("load-waits")
        bench.reached.clear()
        asking = threading.Thread(target=bench.try_to_ask)
        asking.start()
        assert bench.reached.wait(30)
        bench.assistant.stop()
        asking.join(20)
        assert bench.ended_by_stop() == ""
    bench.use("never")
    assert bench.ask() is None


def test_stop_while_it_loads_also_ends_an_answer_that_nothing_is_kept_of(bench: Bench) -> None:
    bench.use("load-waits")
    events: list[GenerationEvent] = []
    asking = threading.Thread(
        target=lambda: events.extend(bench.assistant.generate((Turn("user", "a question"),)))
    )
    asking.start()
    assert bench.reached.wait(30)
    bench.assistant.stop()
    asking.join(20)
    assert [event.reason for event in events if isinstance(event, Finished)] == [StopReason.CANCELLED]

"""Promise: gate and redactor live as long as they are needed; a stop, a crash or a lock ends them."""

from __future__ import annotations

import threading
from collections.abc import Callable

import pytest

from app.conversation import Message, MessageStatus
from app.errors import (
    ServiceLost,
    ServiceUnavailable,
    VaultLockedError,
)
from app.gate.port import GateStart
from models.errors import EngineBusy, SottoError
from tests.app.cloud_steps import HOST, QUESTION, made_id, outcomes, provider, review, send
from tests.app.conftest import PASSPHRASE, Room
from tests.fake_engine import Pause
from tests.fakes import FakeHandle


def test_an_answer_can_be_stopped(room: Room, background: list[threading.Thread]) -> None:
    chat = room.chat()
    pause = Pause()
    room.services.cloud.script("Dear [PERSON_1]. ", pause, "never")
    made = review(room, chat)
    answers: list[Message] = []
    thread = threading.Thread(target=lambda: answers.append(send(room, made)))
    background.append(thread)
    thread.start()
    assert pause.reached.wait(10)
    with pytest.raises(EngineBusy):
        room.assistant.ask(chat, "meanwhile", parent_id=None)
    room.assistant.stop()
    thread.join(10)
    assert (answers[0].text, answers[0].status) == ("Dear Ada Quill. ", MessageStatus.STOPPED)
    assert outcomes(room)[-1] == ("connection", "cancelled")


def test_a_lock_ends_the_gate_and_the_redactor(room: Room, background: list[threading.Thread]) -> None:
    chat = room.chat()
    pause = Pause()
    room.services.cloud.script("Dear [PERSON_1]. ", pause, "never")
    made = review(room, chat)
    errors: list[Exception] = []

    def run() -> None:
        try:
            send(room, made)
        except VaultLockedError as error:
            errors.append(error)

    thread = threading.Thread(target=run)
    background.append(thread)
    thread.start()
    assert pause.reached.wait(10)
    room.assistant.lock("asked")
    pause.release()
    thread.join(10)
    assert len(errors) == 1
    assert not any(handle.is_alive for handle in (*room.services.cloud.gates, *room.services.cloud.redactors))


def test_a_redactor_that_crashed_is_started_again_but_not_for_ever(room: Room) -> None:
    chat = room.chat()
    to = provider(room).id
    lost = ServiceLost(service="redactor", how="crashed", exit_code=-11)
    for _ in range(2):
        review(room, chat, to=to)
        room.services.cloud.redactors[-1].lose(lost)
    review(room, chat, to=to)
    assert len(room.services.cloud.redactors) == 3
    room.services.cloud.redactors[-1].lose(lost)
    with pytest.raises(ServiceUnavailable):
        review(room, chat, to=to)
    assert len(room.services.cloud.redactors) == 3
    assert room.assistant.ask(chat, "meanwhile, here?", parent_id=None).status is MessageStatus.COMPLETE


def test_a_lock_does_not_wait_for_a_redactor_that_is_just_starting(
    room: Room, background: list[threading.Thread], monkeypatch: pytest.MonkeyPatch
) -> None:
    chat = room.chat()
    to = provider(room).id
    starting, go_on = threading.Event(), threading.Event()
    start = room.services.open_redactor

    def slow(on_lost: Callable[[SottoError], None]) -> FakeHandle:
        starting.set()
        go_on.wait(10)
        return start(on_lost)

    monkeypatch.setattr(room.services, "open_redactor", slow)
    errors: list[Exception] = []

    def run() -> None:
        try:
            review(room, chat, to=to)
        except SottoError as error:
            errors.append(error)

    thread = threading.Thread(target=run)
    background.append(thread)
    thread.start()
    assert starting.wait(10)
    room.assistant.lock("asked")  # would hang here until go_on
    assert not room.assistant.is_unlocked
    go_on.set()
    thread.join(10)
    assert isinstance(errors[0], ServiceLost)
    assert not any(handle.is_alive for handle in room.services.cloud.redactors)


def test_a_lock_while_the_gate_is_starting_lets_nothing_leave(
    room: Room, background: list[threading.Thread], monkeypatch: pytest.MonkeyPatch
) -> None:
    chat = room.chat()
    made = review(room, chat)
    starting, go_on = threading.Event(), threading.Event()
    start = room.services.open_gate

    def slow(given: GateStart, on_lost: Callable[[SottoError], None]) -> FakeHandle:
        starting.set()
        go_on.wait(10)
        return start(given, on_lost)

    monkeypatch.setattr(room.services, "open_gate", slow)
    errors: list[Exception] = []

    def run() -> None:
        try:
            send(room, made)
        except SottoError as error:
            errors.append(error)

    thread = threading.Thread(target=run)
    background.append(thread)
    thread.start()
    assert starting.wait(10)
    room.assistant.lock("asked")
    go_on.set()
    thread.join(10)
    assert isinstance(errors[0], VaultLockedError)
    assert room.services.cloud.sent == []
    assert not any(handle.is_alive for handle in room.services.cloud.gates)
    room.assistant.unlock(PASSPHRASE)
    assert outcomes(room)[-2:] == [("approved", ""), ("connection", "cancelled")]
    assert room.assistant.audit(limit=1)[0].entry.bytes_out == 0


def test_every_answer_has_a_gate_of_its_own_that_ends_with_it(room: Room) -> None:
    chat = room.chat()
    send(room, review(room, chat))
    send(room, review(room, chat, to=made_id(room)))
    assert len(room.services.cloud.gates) == 2
    assert not any(gate.is_alive for gate in room.services.cloud.gates)
    assert room.services.cloud.gates[0].port.start.hosts == (HOST,)


def test_a_local_question_never_starts_a_redactor_or_a_gate(room: Room) -> None:
    chat = room.chat()
    room.assistant.ask(chat, QUESTION, parent_id=None)
    assert room.services.cloud.redactors == []
    assert room.services.cloud.gates == []
    assert [m.exchange for m in room.assistant.conversation(chat).messages] == [None, None]

"""Promise: the log has every approval and every connection, however it ended, and not a word of content."""

from __future__ import annotations

import contextlib
import hashlib
import threading

import msgspec
import pytest

from app.conversation import MessageStatus
from app.errors import (
    CutOff,
    UsageRefused,
    VaultLockedError,
)
from app.events import AnswerEnded
from app.gate.port import Waiting
from app.review import Review
from tests.app.cloud_steps import HOST, outcomes, review, send
from tests.app.conftest import PASSPHRASE, Room
from tests.fake_engine import Pause


def test_the_log_has_every_step_without_content(room: Room) -> None:
    chat = room.chat()
    send(room, review(room, chat))
    assert outcomes(room) == [
        ("provider", ""),
        ("consent", ""),
        ("key-stored", ""),
        ("approved", ""),
        ("connection", "answered"),
    ]
    approved, connection = [record.entry for record in reversed(room.assistant.audit(limit=2))]
    assert approved.approval_id == connection.approval_id
    assert (
        approved.body_sha256
        == connection.body_sha256
        == hashlib.sha256(room.services.cloud.sent[0][0].body).hexdigest()
    )
    assert (connection.host, connection.tls, approved.redacted) == (HOST, "TLSv1.3", 2)
    everything = msgspec.json.encode(room.assistant.audit())
    for word in (b"Ada", b"letter", b"Somewhere", b"k-123"):
        assert word not in everything


def test_an_answer_that_is_cut_keeps_what_came_and_its_connection_is_logged(room: Room) -> None:
    chat = room.chat()
    room.services.cloud.script("Dear [PERSON_1], and [PERS", CutOff(host=HOST, reason="closed"))
    answer = send(room, review(room, chat))
    assert (answer.text, answer.status) == ("Dear Ada Quill, and [PERS", MessageStatus.FAILED)
    assert isinstance(room.events(AnswerEnded)[-1].error, CutOff)
    assert answer.provenance is not None
    assert (answer.provenance.route, answer.provenance.provider) == ("cloud", "Somewhere")
    assert outcomes(room)[-1] == ("connection", "cut-off")


def test_a_gate_that_dies_leaves_an_entry_that_says_unknown(room: Room) -> None:
    chat = room.chat()
    made = review(room, chat)
    room.services.cloud.die = True
    answer = send(room, made)
    assert (answer.text, answer.status, answer.provenance) == ("", MessageStatus.FAILED, None)
    assert outcomes(room)[-1] == ("connection", "unknown")


def test_a_gate_that_dies_in_a_second_attempt_leaves_an_entry_of_it(room: Room) -> None:
    chat = room.chat()
    made = review(room, chat)
    room.services.cloud.before = [Waiting("unavailable", 0.5)]
    room.services.cloud.die = True
    send(room, made)
    assert outcomes(room)[-2:] == [("connection", "server-failed"), ("connection", "unknown")]


def test_without_the_key_that_the_keyring_had_nothing_leaves_and_the_log_says_so(room: Room) -> None:
    chat = room.chat()
    made = review(room, chat)
    room.services.cloud.keys.kept.clear()  # somebody took it out of the keyring
    answer = send(room, made)
    assert answer.status is MessageStatus.FAILED
    error = room.events(AnswerEnded)[-1].error
    assert isinstance(error, UsageRefused)
    assert error.facts["reason"] == "route-no-key"
    assert room.services.cloud.sent == []
    assert outcomes(room)[-1] == ("connection", "route-no-key")
    assert room.assistant.audit(limit=1)[0].entry.bytes_out == 0


def sent_aside(room: Room, made: Review) -> threading.Thread:
    """Send in a thread that a lock may cut."""

    def run() -> None:
        with contextlib.suppress(VaultLockedError):
            send(room, made)

    thread = threading.Thread(target=run)
    thread.start()
    return thread


@pytest.mark.parametrize("stops", [True, False])
def test_a_lock_leaves_the_connection_in_the_log(
    room: Room, background: list[threading.Thread], monkeypatch: pytest.MonkeyPatch, stops: bool
) -> None:
    chat = room.chat()
    pause = Pause()
    room.services.cloud.script("Dear [PERSON_1]. ", pause, "never")
    if not stops:  # a gate that does not look up when it is asked to
        monkeypatch.setattr(room.services, "cancel", lambda stream: None)
    made = review(room, chat)
    background.append(thread := sent_aside(room, made))
    assert pause.reached.wait(10)
    if not stops:
        background.append(killed := threading.Thread(target=lambda: _release(room, pause)))
        killed.start()
    room.assistant.lock("asked")
    thread.join(10)
    room.assistant.unlock(PASSPHRASE)
    assert outcomes(room)[-2:] == [("approved", ""), ("connection", "cancelled" if stops else "unknown")]
    approved, connection = [record.entry for record in reversed(room.assistant.audit(limit=2))]
    assert connection.approval_id == approved.approval_id
    assert connection.bytes_out == len(room.services.cloud.sent[0][0].body) + 300
    assert connection.bytes_in == len("Dear [PERSON_1]. ")
    assert connection.is_whole is stops


def test_going_offline_during_an_answer_ends_it_and_the_log_has_every_byte(
    room: Room, background: list[threading.Thread]
) -> None:
    chat = room.chat()
    pause = Pause()
    room.services.cloud.script("Dear [PERSON_1]. ", pause, "never")
    made = review(room, chat)
    thread = threading.Thread(target=lambda: send(room, made))
    background.append(thread)
    thread.start()
    assert pause.reached.wait(10)
    room.assistant.cloud.go_offline()
    thread.join(10)
    assert outcomes(room)[-1] == ("connection", "cancelled")
    assert room.assistant.audit(limit=1)[0].entry.bytes_in == len("Dear [PERSON_1]. ")
    answer = room.assistant.conversation(chat).branch()[-1]
    assert (answer.text, answer.status) == ("Dear Ada Quill. ", MessageStatus.STOPPED)


def _release(room: Room, pause: Pause) -> None:
    """Let the fake's stream end once its process is dead, as a real one's does."""
    room.services.cloud.gates[-1].port.dead.wait(10)
    pause.release()


def test_a_lock_does_not_wait_for_a_vault_that_is_busy(
    room: Room, background: list[threading.Thread], monkeypatch: pytest.MonkeyPatch
) -> None:
    chat = room.chat()
    pause = Pause()
    room.services.cloud.script(pause)
    made = review(room, chat)
    background.append(thread := sent_aside(room, made))
    assert pause.reached.wait(10)
    monkeypatch.setitem(room.services.disk.holds, "append_audit", threading.Event())
    room.assistant.lock("asked")  # would hang here
    thread.join(10)
    assert not thread.is_alive()
    assert not any(vault.is_alive for vault in room.services.vaults)

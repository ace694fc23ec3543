"""Promise: the log has every approval and every connection, however it ended, and not a word of content."""

from __future__ import annotations

import hashlib

import msgspec

from app.conversation import MessageStatus
from app.errors import (
    CutOff,
)
from app.events import AnswerEnded
from tests.app.cloud_steps import HOST, outcomes, review, send
from tests.app.conftest import Room


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

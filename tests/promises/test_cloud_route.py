"""Promise: the bytes on the wire are the bytes that were approved, and no name is in them.

Every process is real and confined: vault, redactor and gate. The cloud is an HTTPS server on loopback.
"""

from __future__ import annotations

import contextlib
import json
import os
import signal
import ssl
import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from app.assistant import Assistant
from app.conversation import Message, MessageStatus
from app.errors import ServiceLost, TlsRefused, UsageRefused, VaultLockedError
from app.events import AnswerEnded, AnswerGrew, Event, VaultLocked
from app.gate.port import Destination
from app.providers import Provider
from app.review import Choice, Review
from app.services import ProcessServices
from app.settings import SettingsStore
from app.vault.audit import verify_export
from models.files import ModelStore
from tests.app.gate.authority import Authority, server_context
from tests.app.gate.server import Server, Visit, anthropic_events, openai_events

QUESTION = (
    "Dear assistant, please write to Mrs. Ottilie Quillfeather, 42 Baker Street, London NW1 6XE, "
    "ottilie.quillfeather@heronmail.test, about card 4111 1111 1111 1111. Ottilie is my landlady."
)
PRIVATE = ("Ottilie", "Quillfeather", "Baker", "NW1", "heronmail", "4111")
PASSPHRASE = "correct horse battery"
LONGEST_LOCK = 0.5


@dataclass
class Desk:
    """An assistant over real processes, and a cloud."""

    assistant: Assistant
    services: ProcessServices
    told: list[Event]
    authority: Authority
    heard: threading.Condition

    def wait_for(self, kind: type[Event]) -> None:
        """Wait until an event of a kind was told."""
        with self.heard:
            assert self.heard.wait_for(lambda: any(isinstance(event, kind) for event in self.told), 30)

    def provider(self, server: Server, *, kind: str = "openai") -> Provider:
        destination = Destination(
            "",
            kind,  # type: ignore[arg-type]
            server.url() + ("/v1" if kind == "openai" else ""),
            "big-1",
            ca_bundle=self.authority.bundle,
        )
        providers = self.assistant.cloud.providers
        saved = providers.save(Provider("", "Loopback", destination))
        providers.store_key(saved.id, "key-for-tests")
        return providers.consent(saved.id)

    def review(self, to: Provider, text: str = QUESTION, *, parent: Message | None = None) -> Review:
        chat = parent.conversation_id if parent is not None else self.assistant.new_conversation().id
        review = self.assistant.cloud.begin_review(
            chat, text, parent_id=parent.id if parent is not None else None, provider_id=to.id
        )
        review.decide_all(Choice.REDACT)
        return review


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    services = ProcessServices(tmp_path / "vault")
    told: list[Event] = []
    heard = threading.Condition()

    def hear(event: Event) -> None:
        with heard:
            told.append(event)
            heard.notify_all()

    assistant = Assistant(
        services=services,
        settings=SettingsStore(tmp_path / "settings.json"),
        models=ModelStore(tmp_path / "models"),
        observer=hear,
        cloud_services=services,
    )
    assistant.create_vault(PASSPHRASE)
    yield Desk(assistant, services, told, Authority(), heard)
    assistant.close()
    services.close()


@pytest.fixture
def tls(desk: Desk, tmp_path: Path) -> ssl.SSLContext:
    return server_context(desk.authority.identity(), tmp_path)


def echo(events: Callable[..., Iterator[str]]) -> Callable[[Visit], None]:
    """Answer with the last message, in pieces that cut its placeholders."""

    def answer(visit: Visit) -> None:
        said = json.loads(visit.body)["messages"][-1]["content"]
        visit.stream(*events(*(said[at : at + 5] for at in range(0, len(said), 5))))

    return answer


@pytest.mark.parametrize(("kind", "events"), [("openai", openai_events), ("anthropic", anthropic_events)])
def test_what_was_approved_is_what_leaves_and_the_names_come_back(
    desk: Desk, tls: ssl.SSLContext, kind: str, events: Callable[..., Iterator[str]]
) -> None:
    with Server(echo(events), tls) as server:
        review = desk.review(desk.provider(server, kind=kind))
        seen = review.outgoing().prepared
        answer = desk.assistant.cloud.send(review, seen_sha256=seen.body_sha256)
    head, _, body = server.requests[0].partition(b"\r\n\r\n")
    assert body == seen.body
    for word in PRIVATE:
        assert word.encode() not in body
    for name, value in seen.head:
        assert f"{name}: {value}".encode() in head
    assert (answer.text, answer.status) == (QUESTION, MessageStatus.COMPLETE)
    question, stored = desk.assistant.conversation(answer.conversation_id).branch()
    assert question.exchange is not None
    assert stored.exchange is not None
    assert question.exchange.text == stored.exchange.text == review.outgoing().question
    report = verify_export(desk.assistant.export_audit())
    assert (report.ok, report.records) == (True, len(desk.assistant.audit()))
    record = desk.assistant.audit(limit=1)[0].entry
    assert (record.kind, record.outcome, record.body_sha256) == ("connection", "answered", seen.body_sha256)


def test_a_second_turn_keeps_the_numbers_and_takes_the_first_along_redacted(
    desk: Desk, tls: ssl.SSLContext
) -> None:
    with Server([echo(openai_events), echo(openai_events)], tls) as server:
        to = desk.provider(server)
        first = desk.review(to)
        answer = desk.assistant.cloud.send(first, seen_sha256=first.outgoing().prepared.body_sha256)
        second = desk.review(to, "Does Ottilie Quillfeather agree?", parent=answer)
        desk.assistant.cloud.send(second, seen_sha256=second.outgoing().prepared.body_sha256)
    for request in server.requests:
        assert not any(word.encode() in request for word in PRIVATE)
    person = first.outgoing().question.partition("Mrs. ")[2].partition(",")[0]
    assert person in second.outgoing().question


def test_a_server_that_is_not_the_one_is_told_nothing(desk: Desk, tmp_path: Path) -> None:
    stranger = server_context(Authority().identity(), tmp_path)
    with Server(echo(openai_events), stranger) as server:
        review = desk.review(desk.provider(server))
        answer = desk.assistant.cloud.send(review, seen_sha256=review.outgoing().prepared.body_sha256)
    assert server.requests == []
    assert answer.status is MessageStatus.FAILED
    ended = [event for event in desk.told if isinstance(event, AnswerEnded)]
    assert isinstance(ended[-1].error, TlsRefused)
    assert desk.assistant.audit(limit=1)[0].entry.bytes_out == 0


def test_offline_no_gate_can_start(desk: Desk, tls: ssl.SSLContext) -> None:
    with Server(echo(openai_events), tls) as server:
        review = desk.review(desk.provider(server))
        desk.assistant.cloud.go_offline()
        with pytest.raises(UsageRefused):
            desk.assistant.cloud.send(review, seen_sha256=review.outgoing().prepared.body_sha256)
    assert server.requests == []


def test_neither_the_key_nor_a_name_is_in_a_file(desk: Desk, tls: ssl.SSLContext, tmp_path: Path) -> None:
    with Server(echo(openai_events), tls) as server:
        review = desk.review(desk.provider(server))
        desk.assistant.cloud.send(review, seen_sha256=review.outgoing().prepared.body_sha256)
    desk.assistant.lock("asked")
    files = [file for file in tmp_path.rglob("*") if file.is_file()]
    assert any(file.name == "vault.db" for file in files)
    for file in files:
        data = file.read_bytes()
        assert b"key-for-tests" not in data, file
        # Three letters stand in any megabyte of random bytes.
        assert not any(word.encode() in data for word in PRIVATE if len(word) > 6), file


def begin_and_hang(visit: Visit) -> None:
    """Say half a sentence and nothing more."""
    visit.stream(next(iter(openai_events("Half a sentence"))))
    visit.hang()


def sending(desk: Desk, review: Review) -> threading.Thread:
    """Send in a thread of its own; returns once the answer has begun."""

    def send() -> None:
        with contextlib.suppress(VaultLockedError, ServiceLost):
            desk.assistant.cloud.send(review, seen_sha256=review.outgoing().prepared.body_sha256)

    thread = threading.Thread(target=send)
    thread.start()
    desk.wait_for(AnswerGrew)
    return thread


def test_a_lock_during_an_answer_is_quick_and_the_log_has_every_byte(desk: Desk, tls: ssl.SSLContext) -> None:
    with Server(begin_and_hang, tls) as server:
        review = desk.review(desk.provider(server))
        thread = sending(desk, review)
        vault = desk.assistant._any_handle()
        assert desk.assistant.lock("asked") < LONGEST_LOCK
        assert not vault.is_alive
        thread.join(20)
        desk.assistant.unlock(PASSPHRASE)
    approved, connection = [record.entry for record in reversed(desk.assistant.audit(limit=2))]
    assert (connection.kind, connection.outcome) == ("connection", "cancelled")
    assert connection.approval_id == approved.approval_id
    assert connection.bytes_out == len(server.requests[0])
    assert connection.bytes_in > 0
    assert desk.assistant.verify_audit().ok


def test_a_vault_that_is_killed_during_an_answer_notes_the_connection_at_the_next_unlock(
    desk: Desk, tls: ssl.SSLContext
) -> None:
    with Server(begin_and_hang, tls) as server:
        review = desk.review(desk.provider(server))
        thread = sending(desk, review)
        os.kill(desk.assistant._any_handle().service.pid, signal.SIGKILL)  # type: ignore[attr-defined]
        desk.wait_for(VaultLocked)
        thread.join(20)
        desk.assistant.unlock(PASSPHRASE)
    approved, connection = [record.entry for record in reversed(desk.assistant.audit(limit=2))]
    assert (approved.kind, connection.kind, connection.outcome) == ("approved", "connection", "interrupted")
    assert connection.approval_id == approved.approval_id
    assert not connection.is_whole
    assert desk.assistant.verify_audit().ok

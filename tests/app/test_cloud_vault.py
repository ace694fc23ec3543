"""Promise: what was asked elsewhere is all in the real vault after a lock, and the log of it is whole.

The redactor and the gate are the fakes of tests/fake_cloud.py; the vault is the product's.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from app.assistant import Assistant
from app.conversation import MessageStatus
from app.errors import UsageRefused, VaultLockedError
from app.gate.port import Destination
from app.providers import Provider
from app.redaction.findings import EntityType
from app.routing import Sensitivity
from app.settings import SettingsStore
from app.vault.audit import verify_export
from app.vault.service import Vault
from models.errors import SottoError
from models.files import ModelStore
from tests.app.vault.reader import Pages
from tests.app.vault.support import LIMITS
from tests.fakes import FakeHandle, FakeServices

PASSPHRASE = "correct horse battery"
QUESTION = "Draft a letter to Ada Quill about Ada."


class OwnVault(Vault):
    """The real one, with the switch that fakes are killed by."""

    def __init__(self, folder: Path) -> None:
        super().__init__(folder, limits=LIMITS, ballast_bytes=0)
        self.dead = threading.Event()


class OwnHandle(FakeHandle):
    """Locks as the process's end does."""

    def kill(self) -> float:
        self.port.close()
        return super().kill()


class Services(FakeServices):
    """Fakes but for the vault."""

    def __init__(self, folder: Path) -> None:
        super().__init__()
        self.folder = folder

    def open_vault(self, on_lost: Callable[[SottoError], None]) -> FakeHandle:
        return OwnHandle(OwnVault(self.folder), on_lost, "full")


@pytest.fixture
def services(tmp_path: Path) -> Services:
    made = Services(tmp_path / "vault")
    made.cloud.names = {"Ada Quill": EntityType.PERSON, "Ada": EntityType.PERSON}
    return made


@pytest.fixture
def assistant(services: Services, tmp_path: Path) -> Iterator[Assistant]:
    made = Assistant(
        services=services,
        settings=SettingsStore(tmp_path / "settings.json"),
        models=ModelStore(tmp_path / "models"),
        observer=lambda _event: None,
        cloud_services=services,
        keys=services.cloud.keys,
    )
    made.create_vault(PASSPHRASE)
    yield made
    made.close()


def provider(assistant: Assistant) -> Provider:
    destination = Destination("", "openai", "https://cloud.example/v1", "big-1")
    saved = assistant.cloud.providers.save(Provider("", "Somewhere", destination))
    assistant.cloud.providers.consent(saved.id)
    return assistant.cloud.providers.store_key(saved.id, "k-123")


def ask(assistant: Assistant, chat: str, text: str, *, parent: str | None, to: Provider) -> str:
    review = assistant.cloud.begin_review(chat, text, parent_id=parent, provider_id=to.id)
    return assistant.cloud.send(review, seen_sha256=review.outgoing().prepared.body_sha256).id


def test_two_turns_are_there_after_a_lock_and_the_names_kept_their_numbers(
    assistant: Assistant, services: Services
) -> None:
    chat, to = assistant.new_conversation().id, provider(assistant)
    services.cloud.script("Dear [PER", "SON_1], greet [PERSON_1_FIRST]!")
    first = ask(assistant, chat, QUESTION, parent=None, to=to)
    services.cloud.script("Once more: [PERSON_1].")
    ask(assistant, chat, "And now shorter, for Ada Quill.", parent=first, to=to)
    assistant.lock("asked")
    with pytest.raises(VaultLockedError):
        assistant.verify_audit()
    assistant.unlock(PASSPHRASE)
    messages = assistant.conversation(chat).branch()
    assert [message.text for message in messages] == [
        QUESTION,
        "Dear Ada Quill, greet Ada!",
        "And now shorter, for Ada Quill.",
        "Once more: Ada Quill.",
    ]
    assert [message.exchange and message.exchange.text for message in messages] == [
        "Draft a letter to [PERSON_1] about [PERSON_1_FIRST].",
        "Dear [PERSON_1], greet [PERSON_1_FIRST]!",
        "And now shorter, for [PERSON_1].",
        "Once more: [PERSON_1].",
    ]
    assert {message.status for message in messages} == {MessageStatus.COMPLETE}
    assert [hit.message_id for hit in assistant.search("greet Ada")] == [first]
    assert assistant.search("PERSON_1") == []


def test_the_log_tells_what_left_without_a_word_of_it(assistant: Assistant, services: Services) -> None:
    chat, to = assistant.new_conversation().id, provider(assistant)
    ask(assistant, chat, QUESTION, parent=None, to=to)
    records = assistant.audit()[::-1]
    assert [record.entry.kind for record in records] == [
        "provider",
        "consent",
        "key-stored",
        "approved",
        "connection",
    ]
    request = services.cloud.sent[0][0]
    assert {record.entry.body_sha256 for record in records[3:]} == {request.body_sha256}
    report = assistant.verify_audit()
    lines = list(assistant.export_audit())
    assert verify_export(lines, key=report.key) == report
    for word in (b"Ada", b"letter", b"Somewhere", b"k-123"):
        assert word not in b"".join(lines)


def test_a_restricted_conversation_stays_so_after_a_lock(assistant: Assistant) -> None:
    chat, to = assistant.new_conversation().id, provider(assistant)
    assistant.cloud.set_sensitivity(chat, Sensitivity.RESTRICTED)
    assistant.lock("asked")
    assistant.unlock(PASSPHRASE)
    with pytest.raises(UsageRefused) as refused:
        assistant.cloud.begin_review(chat, QUESTION, parent_id=None, provider_id=to.id)
    assert refused.value.facts == {"reason": "route-restricted"}


def test_a_deleted_conversation_takes_what_left_with_it_and_leaves_the_log(
    assistant: Assistant, services: Services
) -> None:
    chat, to = assistant.new_conversation().id, provider(assistant)
    ask(assistant, chat, QUESTION, parent=None, to=to)
    pages = Pages(services.folder, PASSPHRASE.encode())
    assert pages.count("Quill") > 0
    before = assistant.verify_audit()
    assistant.delete_for_good(chat)
    assert pages.count("Quill") == 0
    assert assistant.verify_audit() == before

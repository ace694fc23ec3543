"""Steps that the tests of the cloud route share: a provider, a review, and a send, over fake processes."""

from __future__ import annotations

from app.conversation import Message
from app.gate.port import Destination
from app.providers import Provider
from app.redaction.findings import EntityType
from app.review import Review
from tests.app.conftest import Room

QUESTION = "Draft a letter to Ada Quill about Ada."
HOST = "cloud.example:443"


def provider(room: Room, *, route: str = "cloud", consent: bool = True, key: str = "k-123") -> Provider:
    destination = Destination("", "openai", "https://cloud.example/v1", "big-1", route=route)  # type: ignore[arg-type]
    saved = room.assistant.cloud.providers.save(Provider("", "Somewhere", destination))
    if consent:
        saved = room.assistant.cloud.providers.consent(saved.id)
    if key:
        saved = room.assistant.cloud.providers.store_key(saved.id, key)
    return saved


def review(room: Room, chat: str, text: str = QUESTION, *, parent: str | None = None, to: str = "") -> Review:
    room.services.cloud.names = {"Ada Quill": EntityType.PERSON, "Ada": EntityType.PERSON}
    return room.assistant.cloud.begin_review(
        chat, text, parent_id=parent, provider_id=to or provider(room).id
    )


def send(room: Room, made: Review) -> Message:
    return room.assistant.cloud.send(made, seen_sha256=made.outgoing().prepared.body_sha256)


def outcomes(room: Room) -> list[tuple[str, str]]:
    return [(record.entry.kind, record.entry.outcome) for record in reversed(room.assistant.audit())]


def made_id(room: Room) -> str:
    return room.assistant.cloud.providers.all()[0].id

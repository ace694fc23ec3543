"""Promise: a provider's secrets stay in the keyring and leave with it, and a change asks for consent anew."""

from __future__ import annotations

import msgspec

from app.gate.port import Credential
from app.providers import Promise
from tests.app.cloud_steps import provider
from tests.app.conftest import Room


def test_an_edited_promise_or_server_needs_a_new_consent(room: Room) -> None:
    room.chat()
    saved = provider(room)
    assert saved.consented
    renamed = room.assistant.cloud.providers.save(msgspec.structs.replace(saved, name="Other"))
    assert renamed.consented
    changed = room.assistant.cloud.providers.save(
        msgspec.structs.replace(renamed, promise=Promise(training="maybe"))
    )
    assert not changed.consented


def test_a_key_is_kept_in_the_keyring_and_forgotten_with_its_provider(room: Room) -> None:
    room.chat()
    saved = provider(room)
    cloud = room.assistant.cloud
    assert (saved.key_place, cloud.providers.key_age_days(saved)) == ("keyring", 0)
    assert room.services.cloud.keys.kept == {saved.id: "k-123"}
    old = msgspec.structs.replace(saved, key_since=saved.key_since - 91 * 86_400_000)
    assert cloud.providers.should_rotate_key(old)
    assert not cloud.providers.should_rotate_key(saved)
    cloud.providers.delete(saved.id)
    assert room.services.cloud.keys.kept == {}
    assert cloud.providers.all() == []


def test_certificate_keys_and_proxy_logins_travel_only_where_they_are_asked_for(room: Room) -> None:
    room.chat()
    providers = room.assistant.cloud.providers
    saved = provider(room)
    providers.store_client_key(saved.id, b"-----BEGIN KEY-----")
    providers.store_proxy_login(saved.id, "user", 'p"w')
    assert providers.credential(saved) == Credential("k-123")
    destination = msgspec.structs.replace(
        saved.destination, client_certificate=b"x", proxy="http://proxy.example:3128"
    )
    asked = providers.save(msgspec.structs.replace(saved, destination=destination))
    assert providers.credential(asked) == Credential("k-123", b"-----BEGIN KEY-----", "user", 'p"w')
    providers.delete(saved.id)
    assert room.services.cloud.keys.kept == {}

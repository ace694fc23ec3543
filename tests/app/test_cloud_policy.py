"""Promise: what the computer's policy closes is closed in the core, whatever window or settings say."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import msgspec
import pytest

from app.assistant import Assistant
from app.conversation import MessageStatus
from app.errors import UsageRefused
from app.gate.port import Destination
from app.policy import CLOSED, Managed, Policy
from app.providers import Provider
from app.routing import Route
from app.services import ProcessServices
from app.settings import SettingsStore
from models.files import ModelStore
from tests.app.cloud_steps import outcomes, provider, review, send
from tests.app.conftest import PASSPHRASE, Room
from tests.fakes import FakeServices

LOCAL, PRIVATE, CLOUD = Route


class Managing:
    """Makes assistants under policies over one vault, as starts of the program do."""

    def __init__(self, folder: Path) -> None:
        self.services = FakeServices()
        self.settings = SettingsStore(folder / "settings.json")
        self.models = ModelStore(folder / "models")
        self.made: list[Assistant] = []

    def start(self, policy: Policy) -> Room:
        for each in self.made:
            each.close()
        self.services.cloud.offline = False  # a new start
        told: list[object] = []
        assistant = Assistant(
            services=self.services,
            settings=self.settings,
            models=self.models,
            observer=told.append,
            cloud_services=self.services,
            keys=self.services.cloud.keys,
            policy=Managed(policy),
        )
        self.made.append(assistant)
        if self.services.disk.passphrase:
            assistant.unlock(PASSPHRASE)
        return Room(assistant, self.services, self.settings, self.models, None, [])  # type: ignore[arg-type]


@pytest.fixture
def managing(tmp_path: Path) -> Iterator[Managing]:
    made = Managing(tmp_path)
    yield made
    for each in made.made:
        each.close()


def refused(room: Room, chat: str, to: Provider) -> str:
    """Return why a review is refused; the same has to be the answer to "may I?"."""
    with pytest.raises(UsageRefused) as caught:
        review(room, chat, to=to.id)
    conversation = room.assistant.conversation(chat)
    assert not room.assistant.cloud.may_send(conversation, to, to.route).allowed
    assert room.services.cloud.sent == []
    return str(caught.value.facts["reason"])


@pytest.mark.parametrize(
    ("policy", "expected"),
    [
        (Policy(farthest_route=PRIVATE), "route-policy"),
        (Policy(farthest_route=LOCAL), "route-policy"),
        (Policy(offline=True), "route-policy"),
        (CLOSED, "route-policy"),
        (Policy(allowed_hosts=("elsewhere.example",)), "policy-host"),
        (Policy(allowed_hosts=()), "policy-host"),
    ],
)
def test_a_closed_route_is_refused_in_the_core(managing: Managing, policy: Policy, expected: str) -> None:
    before = managing.start(Policy())
    chat, to = before.chat(), provider(before)
    assert send(before, review(before, chat, to=to.id)).status is MessageStatus.COMPLETE
    managing.services.cloud.sent.clear()
    assert refused(managing.start(policy), chat, to) == expected


def test_a_private_server_stays_open_where_the_policy_goes_that_far(managing: Managing) -> None:
    room = managing.start(Policy(farthest_route=PRIVATE, allowed_hosts=("cloud.example",)))
    chat, to = room.chat(), provider(room, route="private")
    assert send(room, review(room, chat, to=to.id)).status is MessageStatus.COMPLETE


@pytest.mark.parametrize("policy", [Policy(offline=True), CLOSED])
def test_no_gate_starts_and_the_user_cannot_switch_it_on(managing: Managing, policy: Policy) -> None:
    room = managing.start(policy)
    assert room.services.is_offline
    room.settings.change(offline=False)
    assert room.services.is_offline
    chat = room.chat()
    assert refused(room, chat, provider(room)) == "route-policy"
    assert room.services.cloud.gates == []
    assert room.assistant.ask(chat, "and here?", parent_id=None).status is MessageStatus.COMPLETE


def test_the_real_services_start_no_gate_under_such_a_policy(tmp_path: Path) -> None:
    services = ProcessServices(tmp_path / "vault")
    assistant = Assistant(
        services=services,
        settings=SettingsStore(tmp_path / "settings.json"),
        models=ModelStore(tmp_path / "models"),
        observer=lambda _event: None,
        cloud_services=services,
        policy=Managed(CLOSED),
    )
    try:
        with pytest.raises(UsageRefused) as caught:
            services.open_gate(None, lambda _error: None)  # type: ignore[arg-type]
        assert caught.value.facts["reason"] == "offline"
    finally:
        assistant.close()


def test_a_review_from_before_is_refused_when_it_is_sent(managing: Managing) -> None:
    """A policy is read once, so that it takes a new start to change; a review does not outlive one."""
    before = managing.start(Policy())
    chat = before.chat()
    made = review(before, chat)
    room = managing.start(Policy(allowed_hosts=("elsewhere.example",)))
    with pytest.raises(UsageRefused) as caught:
        send(room, made)
    assert caught.value.facts["reason"] == "policy-host"
    assert outcomes(room)[-1] == ("blocked", "route-policy")
    assert room.services.cloud.sent == []


@pytest.mark.parametrize(
    ("address", "proxy", "is_allowed"),
    [
        ("https://llm.example/v1", "", True),
        ("https://LLM.example:8443/v1", "", True),
        ("https://cloud.example/v1", "", False),
        ("https://llm.example.evil.example/v1", "", False),
        ("https://llm.example/v1", "http://proxy.example:3128", False),
    ],
)
def test_a_server_outside_the_list_is_not_saved(
    managing: Managing, address: str, proxy: str, is_allowed: bool
) -> None:
    room = managing.start(Policy(allowed_hosts=("llm.example",)))
    room.chat()
    new = Provider("", "Somewhere", Destination("", "openai", address, "big-1", proxy=proxy))
    if is_allowed:
        saved = room.assistant.cloud.providers.save(new)
        moved = msgspec.structs.replace(
            saved,
            destination=msgspec.structs.replace(saved.destination, base_url="https://cloud.example/v1"),
        )
        with pytest.raises(UsageRefused):
            room.assistant.cloud.providers.save(moved)
        assert room.assistant.cloud.providers.all() == [saved]
    else:
        with pytest.raises(UsageRefused) as caught:
            room.assistant.cloud.providers.save(new)
        assert caught.value.facts["reason"] == "policy-host"
        assert room.assistant.cloud.providers.all() == []


@pytest.mark.parametrize(("chosen", "allowed"), [(True, True), (True, False), (False, True), (False, False)])
def test_skimming_needs_the_user_and_the_policy(managing: Managing, chosen: bool, allowed: bool) -> None:
    room = managing.start(Policy(allow_skim=allowed))
    room.settings.change(skim_review=chosen)
    chat = room.chat()
    made = review(room, chat)
    assert room.assistant.cloud.may_skim is (chosen and allowed)
    digest = made.outgoing().prepared.body_sha256
    if chosen and allowed:
        answer = room.assistant.cloud.send(made, seen_sha256=digest, skimmed=True)
        assert answer.status is MessageStatus.COMPLETE
    else:
        with pytest.raises(UsageRefused) as caught:
            room.assistant.cloud.send(made, seen_sha256=digest, skimmed=True)
        assert caught.value.facts["reason"] == "review-open"
        assert room.services.cloud.sent == []


@pytest.mark.skipif(os.name != "posix", reason="no policy is read there yet")
def test_the_program_reads_the_policy_of_its_computer(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Garbage is a broken policy whoever owns it, so that this needs no root."""
    import argparse

    import app.__main__
    import app.cli.main
    import app.policy

    folder = tmp_path / "managed"
    folder.mkdir()
    (folder / "1.toml").write_text("no policy", encoding="utf-8")
    monkeypatch.setattr(app.policy, "managed_folder", lambda: folder)
    found: list[Managed] = []

    def run(parsed: object, *, make_assistant: object, **_: object) -> int:
        assistant = make_assistant(lambda _event: None)  # type: ignore[operator]
        found.append(assistant.policy)
        assistant.close()
        return 0

    monkeypatch.setattr(app.cli.main, "run_command", run)
    assert app.__main__._command(argparse.Namespace(profile=tmp_path / "profile")) == 0
    assert found[0].is_broken
    assert found[0].policy.offline

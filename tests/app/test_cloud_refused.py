"""Promise: what a rule, the user or a failed scan forbids is refused before a byte of it leaves."""

from __future__ import annotations

import typing

import msgspec
import pytest

from app.conversation import MessageStatus
from app.errors import (
    RedactionFailed,
    ServiceLost,
    UsageRefused,
    ValueStillThere,
    VaultLockedError,
)
from app.redaction.findings import EntityType
from app.refusals import refusal
from app.review import Choice
from app.routing import Refusal, Route, Sensitivity
from models.cancel import CancelToken
from tests.app.cloud_steps import QUESTION, made_id, outcomes, provider, review, send
from tests.app.conftest import Room


def test_an_undecided_finding_blocks(room: Room) -> None:
    chat = room.chat()
    room.services.cloud.doubtful = {"letter"}
    with pytest.raises(UsageRefused, match="review-open"):
        send(room, review(room, chat))
    assert room.services.cloud.sent == []


def test_a_value_of_an_earlier_turn_that_the_detectors_miss_now_blocks(room: Room) -> None:
    chat = room.chat()
    first = send(room, review(room, chat))
    made = review(room, chat, "And what does QuillAda think? ada-quill?", parent=first.id, to=made_id(room))
    with pytest.raises(ValueStillThere):
        send(room, made)
    assert outcomes(room)[-1] == ("blocked", "value-still-there")
    assert len(room.services.cloud.sent) == 1


@pytest.mark.parametrize(
    ("sensitivity", "route", "refusal"),
    [
        (Sensitivity.RESTRICTED, "private", "route-restricted"),
        (Sensitivity.CONFIDENTIAL, "cloud", "route-confidential"),
        (Sensitivity.CONFIDENTIAL, "private", None),
        (Sensitivity.PUBLIC, "cloud", None),
    ],
)
def test_a_label_limits_the_routes(
    room: Room, sensitivity: Sensitivity, route: str, refusal: str | None
) -> None:
    chat = room.chat()
    room.assistant.cloud.set_sensitivity(chat, sensitivity)
    to = provider(room, route=route).id
    if refusal is None:
        assert send(room, review(room, chat, to=to)).status is MessageStatus.COMPLETE
        return
    with pytest.raises(UsageRefused, match=refusal):
        review(room, chat, to=to)
    assert room.services.cloud.scanned == []


@pytest.mark.parametrize(
    ("choice", "label"), [(Choice.KEEP, Sensitivity.CONFIDENTIAL), (Choice.REDACT, Sensitivity.INTERNAL)]
)
def test_a_finding_that_leaves_as_it_is_raises_the_label_and_a_hidden_one_does_not(
    room: Room, choice: Choice, label: Sensitivity
) -> None:
    chat = room.chat()
    room.services.cloud.names = {"8842213": EntityType.MRN}
    own, cloud = provider(room, route="private").id, provider(room).id
    made = room.assistant.cloud.begin_review(chat, "Where is 8842213?", parent_id=None, provider_id=own)
    made.decide(made.items[0].id, choice)
    assert made.label is label
    answer = send(room, made)
    assert answer.status is MessageStatus.COMPLETE
    assert room.assistant.conversation(chat).summary.sensitivity is label
    if choice is Choice.REDACT:
        assert review(room, chat, "And now?", to=cloud).sensitivity is label
        return
    with pytest.raises(UsageRefused, match="route-confidential"):
        review(room, chat, "And now?", to=cloud)


def test_a_secret_that_the_user_keeps_may_not_leave(room: Room) -> None:
    chat = room.chat()
    made = review(room, chat)
    room.services.cloud.names = {"hunter-2-key": EntityType.SECRET}
    made = room.assistant.cloud.begin_review(
        chat, "use hunter-2-key", parent_id=None, provider_id=made_id(room)
    )
    made.decide(made.items[0].id, Choice.KEEP)
    with pytest.raises(UsageRefused, match="route-restricted"):
        send(room, made)
    assert outcomes(room)[-1] == ("blocked", "route-restricted")


def test_offline_without_consent_or_without_a_key_nothing_is_even_scanned(room: Room) -> None:
    chat = room.chat()
    no_consent, no_key = provider(room, consent=False), provider(room, key="")
    for to, reason in ((no_consent.id, "no-consent"), (no_key.id, "no-key")):
        with pytest.raises(UsageRefused, match=reason):
            review(room, chat, to=to)
    room.settings.change(offline=True)
    with pytest.raises(UsageRefused, match="route-offline"):
        review(room, chat)
    assert room.services.cloud.scanned == []
    assert room.services.cloud.gates == []


def test_a_provider_that_changed_after_the_review_is_not_asked(room: Room) -> None:
    chat = room.chat()
    made = review(room, chat)
    moved = msgspec.structs.replace(made.provider.destination, base_url="https://evil.example/v1")
    room.assistant.cloud.providers.save(msgspec.structs.replace(made.provider, destination=moved))
    with pytest.raises(UsageRefused, match="provider-changed"):
        send(room, made)
    assert room.services.cloud.sent == []


def test_a_scan_that_fails_or_is_cut_blocks(room: Room) -> None:
    chat = room.chat()
    to = provider(room).id
    room.services.cloud.cut_scan = True
    with pytest.raises(RedactionFailed):
        review(room, chat, to=to)
    room.services.cloud.cut_scan = False
    room.services.cloud.scan_error = ServiceLost(service="redactor", how="killed", exit_code=-9)
    with pytest.raises(ServiceLost):
        review(room, chat, to=to)


def test_a_scan_can_be_cancelled(room: Room) -> None:
    chat = room.chat()
    to = provider(room).id
    token = CancelToken()
    with pytest.raises(UsageRefused, match="cancelled"):
        room.assistant.cloud.begin_review(
            chat, QUESTION, parent_id=None, provider_id=to, progress=lambda _: token.cancel(), cancel=token
        )


def test_a_locked_vault_has_no_cloud(room: Room) -> None:
    chat = room.chat()
    made = review(room, chat)
    room.assistant.lock("asked")
    with pytest.raises(VaultLockedError):
        send(room, made)
    with pytest.raises(VaultLockedError):
        room.assistant.cloud.providers.all()


def test_may_send_says_what_is_missing(room: Room) -> None:
    chat = room.assistant.conversation(room.chat())
    may = room.assistant.cloud.may_send(chat, None, Route.CLOUD)
    assert (may.allowed, may.refusal) == (False, "no-provider")
    assert room.assistant.cloud.may_send(chat, None, Route.LOCAL).allowed
    assert room.assistant.cloud.may_send(chat, provider(room), Route.PRIVATE).refusal == "wrong-route"


def test_every_refusal_of_a_route_is_worded() -> None:
    for reason in typing.get_args(Refusal):
        assert refusal(f"route-{reason}", lambda _context, text: text) is not None


def test_offline_holds_until_the_next_start(room: Room) -> None:
    chat = room.chat()
    to = provider(room).id
    room.assistant.cloud.go_offline()
    with pytest.raises(UsageRefused, match="route-offline"):
        review(room, chat, to=to)
    room.settings.change(offline=False)
    with pytest.raises(UsageRefused, match="route-offline"):
        review(room, chat, to=to)

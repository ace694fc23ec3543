"""Promise: a connection that was open when Sotto ended is in the log from the next unlock on, once."""

from __future__ import annotations

from collections.abc import Callable

import msgspec
import pytest

from app.audit import AuditEntry
from app.conversation import Exchange, MessageStatus, Provenance, Role
from app.vault.service import Vault
from models.engine import Sampling
from tests.app.vault.support import message

LEFT = Exchange("cloud", "p1", "Example", "api.example.com:443", "a1", "ab" * 32, "[PERSON_1] asks")
APPROVED = AuditEntry(
    "approved",
    provider_id="p1",
    host="api.example.com:443",
    route="cloud",
    approval_id="a1",
    body_sha256="ab" * 32,
    redacted=1,
)
INTERRUPTED = AuditEntry(
    "connection",
    provider_id="p1",
    host="api.example.com:443",
    route="cloud",
    purpose="answer",
    approval_id="a1",
    body_sha256="ab" * 32,
    outcome="interrupted",
)


def connection(outcome: str) -> AuditEntry:
    return msgspec.structs.replace(INTERRUPTED, outcome=outcome, bytes_out=900, tls="TLSv1.3")


def begin(vault: Vault, *logged: AuditEntry, exchange: Exchange | None = LEFT) -> str:
    """Leave a question whose answer is just being written, and end as a crash does."""
    talk = vault.create_conversation("t").id
    vault.append_audit(APPROVED)
    vault.add_message(message("q", talk, "Ada asks"))
    if exchange is not None:
        vault.record_exchange("q", exchange)
    vault.add_message(message("a", talk, "", parent="q", role=Role.ASSISTANT, status=MessageStatus.STREAMING))
    for entry in logged:
        vault.append_audit(entry)
    return talk


def log(vault: Vault) -> list[AuditEntry]:
    return [record.entry for record in reversed(vault.audit(0, 100))]


@pytest.mark.parametrize("before", [(), (connection("unreachable"),), (connection("server-failed"),)])
def test_a_connection_without_an_end_gets_one_at_the_next_unlock(
    opened: Callable[..., Vault], before: tuple[AuditEntry, ...]
) -> None:
    begin(opened(), *before)
    assert log(opened()) == [APPROVED, *before, INTERRUPTED]
    again = opened()
    assert log(again) == [APPROVED, *before, INTERRUPTED]
    assert again.verify_audit().ok


def test_other_entries_in_between_hide_nothing(opened: Callable[..., Vault]) -> None:
    begin(opened(), AuditEntry("consent", provider_id="p1"))
    assert log(opened())[-1] == INTERRUPTED


@pytest.mark.parametrize("outcome", ["answered", "cancelled", "unknown"])
def test_a_connection_that_has_its_end_keeps_it(opened: Callable[..., Vault], outcome: str) -> None:
    begin(opened(), connection(outcome))
    assert log(opened()) == [APPROVED, connection(outcome)]


def test_an_answer_of_this_computer_opened_no_connection(opened: Callable[..., Vault]) -> None:
    begin(opened(), exchange=None)
    assert log(opened()) == [APPROVED]


def test_neither_did_another_answer_to_a_question_that_could_not_leave(opened: Callable[..., Vault]) -> None:
    vault = opened()
    talk = begin(vault, connection("unreachable"))
    vault.finish_answer("a", "", MessageStatus.FAILED, None)
    vault.add_message(message("b", talk, "", parent="q", role=Role.ASSISTANT, status=MessageStatus.STREAMING))
    vault = opened()
    assert log(vault) == [APPROVED, connection("unreachable")]
    assert vault.conversation(talk).messages[-1].status is MessageStatus.INTERRUPTED


@pytest.mark.parametrize(("route", "noted"), [("local", False), ("cloud", True)])
def test_what_is_known_of_the_answers_maker_decides(
    opened: Callable[..., Vault], route: str, noted: bool
) -> None:
    vault = opened()
    begin(vault, connection("unreachable"))
    vault.checkpoint_answer("a", "half", Provenance("m", "", Sampling(), route=route))  # type: ignore[arg-type]
    assert (log(opened())[-1] == INTERRUPTED) is noted


@pytest.mark.parametrize(("table", "column"), [("exchanges", "content"), ("audit", "record")])
def test_a_damaged_page_does_not_keep_the_vault_shut(
    opened: Callable[..., Vault], table: str, column: str
) -> None:
    vault = opened()
    talk = begin(vault)
    store = vault._need().store
    with store.write():
        middle = f"substr({column}, 1, 4) || char(0, 0, 0) || substr({column}, 8)"
        store.change(f"UPDATE {table} SET {column} = {middle}")
    assert opened().conversations(False)[0].id == talk

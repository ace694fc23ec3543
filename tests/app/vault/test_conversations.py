"""Promise: conversations come back exactly as they were stored, and an edit never destroys what was there."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.conversation import MessageStatus, Role, versions_of
from app.errors import DatabaseDamaged, NoSuchItem, UsageRefused
from app.vault.service import Vault
from tests.app.vault.support import PROVENANCE, RIGHT, contents, fill, make_vault, message, vault_at

STREAMING = MessageStatus.STREAMING


def test_a_conversation_comes_back_as_it_was_stored(opened: Callable[..., Vault]) -> None:
    vault = opened()
    talk = vault.create_conversation("Über Käse — 話題").id
    question = message("q", talk, "Was ist Käse? 🧀\r\n\ttab \u202e end", created=11)
    answer = message("a", talk, "Milch.", parent="q", role=Role.ASSISTANT, provenance=PROVENANCE, created=12)
    vault.add_message(question)
    vault.add_message(answer)
    vault.set_draft(talk, "und Quark?")
    before = vault.conversation(talk)
    assert before.messages == (question, answer)
    assert before.head_id == "a"
    assert before.draft == "und Quark?"
    assert before.summary.message_count == 2
    assert before.summary.has_draft
    assert opened().conversation(talk) == before


def test_every_role_and_status_survives(vault: Vault) -> None:
    talk = vault.create_conversation("").id
    parent = None
    for role in Role:
        for status in MessageStatus:
            name = f"{role.value}-{status.value}"
            vault.add_message(message(name, talk, name, parent=parent, role=role, status=status))
            parent = name
    assert [(it.role, it.status) for it in vault.conversation(talk).messages] == [
        (role, status) for role in Role for status in MessageStatus
    ]


def test_an_edit_and_a_new_answer_are_branches(vault: Vault) -> None:
    talk = vault.create_conversation("t").id
    vault.add_message(message("q1", talk, "first"))
    vault.add_message(message("a1", talk, "one", parent="q1", role=Role.ASSISTANT, created=1))
    vault.add_message(message("a2", talk, "two", parent="q1", role=Role.ASSISTANT, created=2))
    vault.add_message(message("q2", talk, "edited", created=3))
    found = vault.conversation(talk)
    assert [it.id for it in found.branch()] == ["q2"]
    assert versions_of(found.messages, "a1") == ("a1", "a2")
    assert versions_of(found.messages, "q1") == ("q1", "q2")
    vault.set_head(talk, "a1")
    assert [it.id for it in vault.conversation(talk).branch()] == ["q1", "a1"]
    vault.set_head(talk, None)
    assert vault.conversation(talk).head_id is None
    assert len(vault.conversation(talk).messages) == 4


def test_an_answer_is_checkpointed_and_finished(vault: Vault) -> None:
    talk = vault.create_conversation("t").id
    vault.add_message(message("q", talk, "question"))
    vault.add_message(message("a", talk, "", parent="q", role=Role.ASSISTANT, status=STREAMING))
    for text in ("Once", "Once upon", "Once upon a time"):
        vault.checkpoint_answer("a", text)
        assert vault.conversation(talk).messages[1].text == text
    vault.finish_answer("a", "Once upon a time.", MessageStatus.STOPPED, PROVENANCE)
    found = vault.conversation(talk).messages[1]
    assert (found.text, found.status, found.provenance) == (
        "Once upon a time.",
        MessageStatus.STOPPED,
        PROVENANCE,
    )
    for call in (
        lambda: vault.checkpoint_answer("a", "more"),
        lambda: vault.finish_answer("a", "more", MessageStatus.COMPLETE, None),
    ):
        with pytest.raises(UsageRefused) as caught:
            call()
        assert caught.value.facts == {"reason": "not-streaming"}
    assert vault.conversation(talk).messages[1] == found


def test_an_answer_does_not_end_as_streaming(vault: Vault) -> None:
    talk = vault.create_conversation("t").id
    vault.add_message(message("a", talk, "", role=Role.ASSISTANT, status=STREAMING))
    with pytest.raises(UsageRefused) as caught:
        vault.finish_answer("a", "x", STREAMING, None)
    assert caught.value.facts == {"reason": "not-an-end"}


def test_an_answer_that_was_cut_is_kept_and_marked_at_the_next_unlock(folder: Path, vault: Vault) -> None:
    talk = vault.create_conversation("t").id
    vault.add_message(message("a", talk, "", role=Role.ASSISTANT, status=STREAMING))
    vault.checkpoint_answer("a", "half", PROVENANCE)
    vault.checkpoint_answer("a", "half an ans")
    vault.close()
    again = vault_at(folder)

    unlocked = again.unlock(RIGHT)
    assert (unlocked.interrupted, unlocked.cut_in) == (1, talk)
    found = again.conversation(talk).messages[0]
    assert (found.text, found.status) == ("half an ans", MessageStatus.INTERRUPTED)
    assert found.provenance == PROVENANCE
    assert [hit.message_id for hit in again.search("half", 5)] == ["a"]
    again.close()
    unlocked = again.unlock(RIGHT)
    assert (unlocked.interrupted, unlocked.cut_in) == (0, "")
    again.close()


def test_an_answer_that_was_cut_and_thrown_away_leads_nowhere(folder: Path, vault: Vault) -> None:
    talk = vault.create_conversation("t").id
    vault.add_message(message("a", talk, "", role=Role.ASSISTANT, status=STREAMING))
    vault.trash_conversation(talk)
    vault.close()
    unlocked = vault_at(folder).unlock(RIGHT)
    assert (unlocked.interrupted, unlocked.cut_in) == (1, "")


def test_conversations_are_listed_newest_change_first(folder: Path) -> None:

    times = iter(range(100, 200))
    vault = make_vault(folder, now=lambda: next(times))
    first, second = (vault.create_conversation(name).id for name in ("first", "second"))
    assert [it.title for it in vault.conversations(False)] == ["second", "first"]
    vault.add_message(message("m", first, "x", created=5000))
    assert [it.title for it in vault.conversations(False)] == ["first", "second"]
    assert vault.conversations(False)[0].updated == 5000
    vault.set_pinned(second, True)
    vault.rename_conversation(second, "renamed")
    listed = vault.conversations(False)
    assert [(it.title, it.pinned) for it in listed] == [("first", False), ("renamed", True)]
    vault.set_pinned(second, False)
    assert not vault.conversations(False)[1].pinned
    vault.close()


def test_the_trash_can_be_undone_and_emptied(vault: Vault) -> None:
    first, second, third = fill(vault)
    before = vault.conversation(first)
    vault.trash_conversation(first)
    vault.trash_conversation(second)
    assert [it.id for it in vault.conversations(False)] == [third]
    assert {it.id for it in vault.conversations(True)} == {first, second}
    assert all(it.trashed for it in vault.conversations(True))
    vault.restore_conversation(first)
    assert vault.conversation(first) == before
    assert vault.empty_trash() == 1
    assert vault.empty_trash() == 0
    with pytest.raises(NoSuchItem):
        vault.conversation(second)
    assert {it.id for it in vault.conversations(False)} == {first, third}


def test_folders_hold_conversations_and_let_go_of_them(vault: Vault) -> None:
    first, second, _ = fill(vault)
    work = vault.create_folder("work")
    home = vault.create_folder("Home")
    assert [it.name for it in vault.folders()] == ["Home", "work"]
    vault.set_folder(first, work.id)
    vault.set_folder(second, home.id)
    vault.rename_folder(home.id, "zu Hause")
    assert [it.name for it in vault.folders()] == ["work", "zu Hause"]
    assert vault.conversation(first).summary.folder_id == work.id
    vault.delete_folder(work.id)
    assert vault.conversation(first).summary.folder_id is None
    vault.set_folder(second, None)
    assert vault.conversation(second).summary.folder_id is None
    for call in (
        lambda: vault.set_folder(first, work.id),
        lambda: vault.rename_folder(work.id, "x"),
        lambda: vault.delete_folder(work.id),
    ):
        with pytest.raises(NoSuchItem) as caught:
            call()
        assert caught.value.facts == {"kind": "folder"}


def test_drafts_are_kept_per_conversation_until_they_are_emptied(vault: Vault) -> None:
    first, second, _ = fill(vault)
    vault.set_draft(first, "one")
    vault.set_draft(first, "one and more")
    vault.set_draft(second, "two")
    vault.set_draft(second, "")
    vault.set_draft(second, "")
    assert vault.conversation(first).draft == "one and more"
    assert vault.conversation(second).draft == ""
    assert {it.id: it.has_draft for it in vault.conversations(False)}[first]


def test_deleting_a_message_takes_what_hangs_on_it_and_moves_the_head(vault: Vault) -> None:
    talk = vault.create_conversation("t").id
    for name, parent in (("q", None), ("a1", "q"), ("q2", "a1"), ("a2", "q"), ("q3", "a2"), ("a3", "q3")):
        vault.add_message(message(name, talk, name, parent=parent))
    vault.set_head(talk, "q2")
    vault.delete_message("a1")
    assert [it.id for it in vault.conversation(talk).messages] == ["q", "a2", "q3", "a3"]
    assert vault.conversation(talk).head_id == "a3"
    vault.delete_message("q3")
    assert vault.conversation(talk).head_id == "a2"
    vault.set_head(talk, "q")
    vault.delete_message("a2")
    assert vault.conversation(talk).head_id == "q"
    vault.delete_message("q")
    assert vault.conversation(talk).head_id is None
    assert vault.conversation(talk).messages == ()


def test_what_is_not_there_is_named(vault: Vault) -> None:
    talk, other, _ = fill(vault)
    kinds = {
        "conversation": [
            lambda: vault.conversation("x"),
            lambda: vault.rename_conversation("x", "t"),
            lambda: vault.set_pinned("x", True),
            lambda: vault.set_draft("x", "t"),
            lambda: vault.trash_conversation("x"),
            lambda: vault.restore_conversation("x"),
            lambda: vault.delete_conversation("x"),
            lambda: vault.set_head("x", None),
            lambda: vault.add_message(message("m", "x", "t")),
        ],
        "message": [
            lambda: vault.checkpoint_answer("x", "t"),
            lambda: vault.finish_answer("x", "t", MessageStatus.COMPLETE, None),
            lambda: vault.delete_message("x"),
            lambda: vault.set_head(talk, "x"),
            lambda: vault.set_head(talk, "1-0"),
            lambda: vault.add_message(message("m", talk, "t", parent="x")),
            lambda: vault.add_message(message("m", other, "t", parent="0-0")),
        ],
    }
    before = contents(vault)
    for kind, calls in kinds.items():
        for call in calls:
            with pytest.raises(NoSuchItem) as caught:
                call()
            assert caught.value.facts == {"kind": kind}
    assert contents(vault) == before


@pytest.mark.parametrize(
    ("message_id", "reason"), [("0-0", "id-exists"), ("", "bad-id"), ("x" * 65, "bad-id")]
)
def test_an_id_that_cannot_be_used_is_refused(vault: Vault, message_id: str, reason: str) -> None:
    talk = fill(vault)[0]
    with pytest.raises(UsageRefused) as caught:
        vault.add_message(message(message_id, talk, "t"))
    assert caught.value.facts == {"reason": reason}


def test_a_provenance_that_cannot_be_read_is_damage(vault: Vault) -> None:
    talk = fill(vault)[0]
    store = vault._need().store
    with store.write():
        store.change("UPDATE messages SET provenance = '{'")
    with pytest.raises(DatabaseDamaged):
        vault.conversation(talk)


TEXT = st.text(st.characters(codec="utf-8"), max_size=300)


def test_any_text_comes_back(vault: Vault) -> None:
    names = iter(range(10_000))
    talk = vault.create_conversation("t").id

    @given(TEXT)
    def comes_back(text: str) -> None:
        name = str(next(names))
        vault.add_message(message(name, talk, text))
        vault.rename_conversation(talk, text)
        vault.set_draft(talk, text)
        found = vault.conversation(talk)
        kept = text.replace("\0", "\ufffd").replace("\x16", "\ufffd")
        assert (found.messages[-1].text, found.summary.title, found.draft) == (kept, kept, kept)

    comes_back()


def test_a_very_long_message_is_stored(vault: Vault) -> None:
    talk = vault.create_conversation("t").id
    text = "lorem ipsum " * 200_000
    vault.add_message(message("m", talk, text))
    assert vault.conversation(talk).messages[0].text == text

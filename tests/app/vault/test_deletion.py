"""Promise: what is deleted for good is in no page, no index and no log afterwards.

Acceptance tests 17 and 30. Every page and every frame of the log is decrypted by a reader of our own: a
query that finds nothing proves nothing (FTS5 keeps deleted words where no query looks).
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from app.conversation import MessageStatus, Role
from app.vault import store as storing
from app.vault.service import Vault
from tests.app.vault.reader import Pages
from tests.app.vault.support import RIGHT, contents, fill, message, vault_at

RARE = "xylocanary"
STREAMING = MessageStatus.STREAMING


def pages(folder: Path) -> Pages:
    return Pages(folder, RIGHT.value)


def add_rare(vault: Vault, *, messages: int = 3) -> str:
    """Add a conversation full of rare words, among others; returns its id."""
    fill(vault, conversations=2)
    talk = vault.create_conversation(f"{RARE}title").id
    parent = None
    for number in range(messages):
        name = f"rare{number}"
        long = "tail " * (2000 if number == 1 else 3)  # one with overflow pages
        vault.add_message(message(name, talk, f"{RARE}body and {long} {RARE}end", parent=parent))
        parent = name
    return talk


def test_the_pages_can_be_decrypted_and_hold_what_was_written(folder: Path, vault: Vault) -> None:
    add_rare(vault)
    assert pages(folder).count(RARE) > 3
    assert pages(folder).log()
    for path in folder.iterdir():
        assert RARE.encode() not in path.read_bytes()


def test_a_deleted_conversation_leaves_nothing(folder: Path, vault: Vault) -> None:
    talk = add_rare(vault)
    vault.set_draft(talk, f"{RARE}draft")
    vault.trash_conversation(talk)
    vault.delete_conversation(talk)
    assert pages(folder).count(RARE) == 0
    vault.close()
    assert pages(folder).count(RARE) == 0


def test_a_deleted_message_leaves_nothing(folder: Path, vault: Vault) -> None:
    talk = add_rare(vault)
    vault.rename_conversation(talk, "plain")
    vault.delete_message("rare0")
    assert pages(folder).count(RARE) == 0


def test_the_emptied_trash_leaves_nothing(folder: Path, vault: Vault) -> None:
    vault.trash_conversation(add_rare(vault))
    assert vault.empty_trash() == 1
    assert pages(folder).count(RARE) == 0


def test_a_bulk_deletion_leaves_nothing_and_turns_secure_delete_on_again(folder: Path, vault: Vault) -> None:
    assert storing.SMALLEST_BULK < 30
    vault.delete_conversation(add_rare(vault, messages=30))
    assert pages(folder).count(RARE) == 0
    for index in ("message_index", "title_index"):
        rows = vault._need().store.rows(f"SELECT v FROM {index}_config WHERE k = 'secure-delete'")
        assert rows == [(1,)]
    talk = vault.create_conversation("t").id
    vault.add_message(message("again", talk, f"{RARE}again"))
    vault.delete_message("again")
    assert pages(folder).count(RARE) == 0


@pytest.mark.parametrize("messages", [3, 30])
def test_deleted_writing_without_spaces_leaves_no_character_in_an_index(
    folder: Path, vault: Vault, messages: int
) -> None:
    """Each character is a word of the index, so each is looked for; in few rows and in many."""
    fill(vault, conversations=2)
    talk = vault.create_conversation("鯨の話").id
    for number in range(messages):
        vault.add_message(message(f"rare{number}", talk, f"{number}頭の鯨が潮を噴いた"))
    assert all(pages(folder).count(character) > 1 for character in "鯨潮噴")
    vault.rename_conversation(talk, "plain")
    vault.delete_message("rare1")
    vault.trash_conversation(talk)
    vault.delete_conversation(talk)
    assert [pages(folder).count(character) for character in "鯨潮噴頭"] == [0, 0, 0, 0]
    vault.close()
    assert [pages(folder).count(character) for character in "鯨潮噴頭"] == [0, 0, 0, 0]


def test_a_replaced_title_and_a_removed_draft_leave_nothing(folder: Path, vault: Vault) -> None:
    talk = vault.create_conversation(f"{RARE}title").id
    vault.set_draft(talk, f"{RARE}draft")
    vault.set_draft(talk, "")
    vault.rename_conversation(talk, "plain")
    assert pages(folder).count(RARE) == 0
    folder_id = vault.create_folder(f"{RARE}folder").id
    vault.rename_folder(folder_id, f"{RARE}other")
    vault.delete_folder(folder_id)
    assert pages(folder).count(RARE) == 0


def test_the_checkpoints_of_an_answer_leave_no_copies(folder: Path, vault: Vault) -> None:
    talk = vault.create_conversation("t").id
    vault.add_message(message("q", talk, "question"))
    vault.add_message(message("a", talk, "", parent="q", role=Role.ASSISTANT, status=STREAMING))
    text = ""
    for number in range(60):
        text += f"{RARE}{number} and some more words to fill a page or two. "
        vault.checkpoint_answer("a", text)
    vault.finish_answer("a", text, MessageStatus.COMPLETE, None)
    vault.delete_message("a")
    assert pages(folder).count(RARE) == 0
    vault.add_message(message("b", talk, "", parent="q", role=Role.ASSISTANT, status=STREAMING))
    vault.checkpoint_answer("b", text)
    vault.delete_message("b")  # never indexed, and still not a trace
    assert pages(folder).count(RARE) == 0


def test_what_is_not_deleted_stays(vault: Vault) -> None:
    fill(vault, conversations=3)
    before = contents(vault)
    vault.delete_conversation(add_rare_only(vault))
    assert contents(vault) == before
    assert len(vault.search("apple", 50)) == 18


def add_rare_only(vault: Vault) -> str:
    talk = vault.create_conversation("short lived").id
    vault.add_message(message("short", talk, f"{RARE} apple"))
    return talk


def test_the_file_shrinks(folder: Path, vault: Vault) -> None:
    talk = vault.create_conversation("t").id
    for number in range(20):
        vault.add_message(message(str(number), talk, "lorem ipsum " * 2000))
    vault.close()
    large = (folder / "vault.db").stat().st_size
    again = vault_at(folder)
    again.unlock(RIGHT)
    again.delete_conversation(talk)
    again.close()
    assert (folder / "vault.db").stat().st_size < large / 3


class Stopped(BaseException):
    """Stands for the end of the process at this point."""


@pytest.mark.parametrize("step", ["optimize", "vacuum", "truncate", "mark"])
@pytest.mark.parametrize("is_bulk", [True, False])
def test_a_deletion_that_was_cut_is_finished_at_the_next_unlock(
    folder: Path, opened: Callable[..., Vault], monkeypatch: pytest.MonkeyPatch, step: str, is_bulk: bool
) -> None:
    """Acceptance test 17; test_crash kills a real process at the same places."""
    vault = opened()
    monkeypatch.setattr(storing, "SMALL_DELETE", 0 if is_bulk else 200)
    talk = add_rare(vault, messages=5)
    store = vault._need().store

    def stop(*_: object) -> None:
        raise Stopped

    real_rows, real_meta, real_secure = store.rows, store.set_meta, store._set_secure_delete
    if step == "optimize":
        if not is_bulk:
            return
        monkeypatch.setattr(
            store, "_set_secure_delete", lambda value: stop() if value else real_secure(value)
        )
    elif step == "vacuum":
        monkeypatch.setattr(
            store, "rows", lambda sql, *rest: stop() if "vacuum" in sql else real_rows(sql, *rest)
        )
    elif step == "truncate":
        monkeypatch.setattr(
            store, "rows", lambda sql, *rest: stop() if "wal" in sql else real_rows(sql, *rest)
        )
    else:
        monkeypatch.setattr(store, "set_meta", lambda key, value: real_meta(key, value) if value else stop())
    with pytest.raises(Stopped):
        vault.delete_conversation(talk)
    vault.close()
    if step == "optimize":
        assert pages(folder).count(RARE) > 0  # this is what the mark in the database is for
    again = vault_at(folder)
    assert "purge-finished" in again.unlock(RIGHT).warnings
    assert pages(folder).count(RARE) == 0
    assert {hit.conversation_id for hit in again.search("apple", 50)} == {
        it.id for it in again.conversations(False)
    }
    again.close()
    assert "purge-finished" not in again.unlock(RIGHT).warnings
    again.close()

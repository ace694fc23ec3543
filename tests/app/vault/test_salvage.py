"""Promise: what can be read of a damaged database is saved as it was written; the damage is not touched."""

from __future__ import annotations

import random
import shutil
from pathlib import Path

import pytest

from app.audit import AuditEntry
from app.conversation import Exchange, Message, MessageStatus, Role
from app.errors import (
    DatabaseDamaged,
    DatabaseForeign,
    DatabaseMissing,
    KeyFileDamaged,
    UsageRefused,
    VaultInUse,
    WrongPassphrase,
)
from app.redaction.findings import MappedValue
from app.redaction.port import Term
from app.routing import Sensitivity
from app.vault import schema, wreck
from app.vault.port import CheckReport, RecoveryCode, SalvageEvent, SalvageProgress, SalvageReport, Secret
from app.vault.service import Vault
from models.cancel import CancelToken, use_cancel
from tests.app.vault.reader import Pages
from tests.app.vault.support import (
    PROVENANCE,
    RIGHT,
    WRONG,
    contents,
    digests,
    fill,
    make_vault,
    message,
    reopened,
    vault_at,
)

PAGE = 4096
SCHEMA_PAGE = -1  # is looked for


@pytest.fixture
def target(tmp_path: Path) -> Path:
    path = tmp_path / "saved"
    path.mkdir()
    return path


def events_of(folder: Path, target: Path, **options: object) -> list[SalvageEvent]:
    return list(vault_at(folder, salvage_to=target, **options).salvage(RIGHT))


def salvaged(folder: Path, target: Path, **options: object) -> SalvageReport:
    """Salvage and return the report; the damaged vault has to stay as it is, and the new one be sound."""
    before = digests(folder)
    names = sorted(path.name for path in folder.iterdir())
    events = events_of(folder, target, **options)
    fractions = [event.fraction for event in events if isinstance(event, SalvageProgress)]
    assert fractions == sorted(fractions)
    report = events[-1]
    assert isinstance(report, SalvageReport)
    assert digests(folder) == before
    assert sorted(path.name for path in folder.iterdir()) == names
    assert not [path.name for path in target.iterdir() if path.name.startswith(wreck.WORK)]
    return report


def saved_messages(target: Path) -> dict[str, Message]:
    """Open the new vault, check all of it, and return its messages."""
    vault = reopened(target)
    check = list(vault.check())[-1]
    assert isinstance(check, CheckReport)
    assert check.ok, check.problems
    listed = [*vault.conversations(False), *vault.conversations(True)]
    found = {it.id: it for summary in listed for it in vault.conversation(summary.id).messages}
    vault.close()
    return found


def texts(messages: dict[str, Message]) -> dict[str, str]:
    return {name: message.text for name, message in messages.items()}


def flip(path: Path, *places: int) -> None:
    raw = bytearray(path.read_bytes())
    for place in places:
        raw[place] ^= 0x40
    path.write_bytes(raw)


@pytest.fixture
def damaged(folder: Path) -> tuple[Path, dict[str, Message]]:
    """A closed vault of some hundred kilobytes, and the messages in it."""
    vault = make_vault(folder)
    fill(vault, conversations=12, messages=8)
    talk = vault.conversations(False)[0].id
    for number in range(4):  # bodies with overflow pages
        vault.add_message(message(f"long{number}", talk, f"long{number} " * 3000))
    held = {it.id: it for _, messages, _ in contents(vault) for it in messages}
    vault.close()
    return folder, held


def test_a_sound_vault_is_saved_whole(folder: Path, target: Path) -> None:
    vault = make_vault(folder)
    fill(vault, conversations=4)
    first, second, third, fourth = vault.conversations(False)
    work = vault.create_folder("Arbeit").id
    vault.set_folder(first.id, work)
    vault.set_pinned(second.id, True)
    vault.set_draft(third.id, "unfinished")
    vault.trash_conversation(fourth.id)
    vault.rename_conversation(first.id, "図書館の話")
    vault.add_message(message("x", first.id, "書く", parent=None, provenance=PROVENANCE))
    vault.set_head(first.id, vault.conversation(first.id).messages[0].id)
    before, drafts = contents(vault), vault.conversation(third.id).draft
    summaries, folders = vault.conversations(False), vault.folders()
    vault.close()
    report = salvaged(folder, target)
    assert (report.conversations, report.messages) == (4, 25)
    assert (report.lost_conversations, report.lost_messages, report.damaged_pages) == (0, 0, 0)
    assert "-" not in repr(report)
    saved = vault_at(target)
    saved.unlock(RIGHT)
    assert contents(saved) == before
    assert (saved.conversations(False), saved.folders()) == (summaries, folders)
    assert saved.conversation(third.id).draft == drafts == "unfinished"
    assert [hit.title for hit in saved.search("書館", 5)] == ["図書館の話"]
    saved.close()
    other = vault_at(target)
    other.unlock(RecoveryCode(report.recovery_code.encode()))
    other.close()
    assert {path.stat().st_mode & 0o777 for path in target.iterdir()} == {0o600}


@pytest.mark.slow
def test_any_one_damaged_page_costs_what_it_holds_and_no_more(
    damaged: tuple[Path, dict[str, Message]], tmp_path: Path
) -> None:
    """Every page in turn: saved or refused; what is saved is what was written; what is lost is counted."""
    folder, held = damaged
    size = (folder / "vault.db").stat().st_size
    refused = worst = 0
    for page in range(size // PAGE):
        work, target = tmp_path / "work", tmp_path / f"saved{page}"
        shutil.copytree(folder, work)
        target.mkdir()
        flip(work / "vault.db", page * PAGE + 200)
        try:
            report = salvaged(work, target)
        except DatabaseDamaged:
            refused += 1
            assert list(target.iterdir()) == []
        else:
            found = saved_messages(target)
            assert texts(found).items() <= texts(held).items()
            assert len(found) == report.messages
            assert report.messages + report.lost_messages == len(held), page
            assert report.damaged_pages == 1
            worst = max(worst, report.lost_messages)
        shutil.rmtree(work)
        shutil.rmtree(target)
    assert refused <= 5  # the schema
    assert 0 < worst < 25  # what stands on one page of rows, also when it is an inner page that is damaged


def test_scattered_damage_leaves_what_lies_between(
    damaged: tuple[Path, dict[str, Message]], target: Path
) -> None:
    folder, held = damaged
    count = (folder / "vault.db").stat().st_size // PAGE
    chance = random.Random(20261123)
    pages = chance.sample(range(30, count), 8)  # beyond the schema
    flip(folder / "vault.db", *(page * PAGE + chance.randrange(PAGE) for page in pages))
    report = salvaged(folder, target)
    found = saved_messages(target)
    assert report.damaged_pages == 8
    assert len(held) // 3 < report.messages < len(held) or report.lost_messages == 0
    assert texts(found).items() <= texts(held).items()


def test_pages_of_zeros_are_damage_too(damaged: tuple[Path, dict[str, Message]], target: Path) -> None:
    """As a disk gives them that has lost a sector."""
    folder, held = damaged
    raw = bytearray((folder / "vault.db").read_bytes())
    middle = len(raw) // PAGE // 2 * PAGE
    raw[middle : middle + 2 * PAGE] = bytes(2 * PAGE)
    (folder / "vault.db").write_bytes(raw)
    report = salvaged(folder, target)
    assert report.messages + report.lost_messages == len(held)
    assert {it.text for it in saved_messages(target).values()} <= {it.text for it in held.values()}


@pytest.mark.parametrize("keep", [0.75, 0.97])
def test_a_file_that_was_cut_gives_what_is_left(
    damaged: tuple[Path, dict[str, Message]], target: Path, keep: float
) -> None:
    folder, held = damaged
    raw = (folder / "vault.db").read_bytes()
    (folder / "vault.db").write_bytes(raw[: int(len(raw) * keep)])
    report = salvaged(folder, target)
    found = saved_messages(target)
    assert 0 < len(found) == report.messages <= len(held)
    assert texts(found).items() <= texts(held).items()


@pytest.mark.parametrize("page", [0, SCHEMA_PAGE])
def test_a_database_without_its_beginning_is_refused_and_nothing_is_left_behind(
    damaged: tuple[Path, dict[str, Message]], target: Path, page: int
) -> None:
    folder, _ = damaged
    if page == SCHEMA_PAGE:
        page = Pages(folder, RIGHT.value).holding("CREATE TRIGGER messages_added")
    flip(folder / "vault.db", page * PAGE + 300)
    before = digests(folder)
    with pytest.raises(DatabaseDamaged) as caught:
        events_of(folder, target)
    assert caught.value.facts["reason"] in {"first-page", "schema"}  # which is told otherwise than a page
    assert list(target.iterdir()) == []
    assert digests(folder) == before


def test_the_salt_in_the_first_bytes_is_not_needed(
    damaged: tuple[Path, dict[str, Message]], target: Path
) -> None:
    folder, held = damaged
    raw = bytearray((folder / "vault.db").read_bytes())
    raw[:16] = bytes(16)
    (folder / "vault.db").write_bytes(raw)
    assert salvaged(folder, target).messages == len(held)


def test_what_was_only_in_the_log_is_saved(memory_folder: Path, target: Path) -> None:
    folder, crashed = memory_folder / "a", memory_folder / "b"
    vault = make_vault(folder)
    fill(vault, conversations=2)
    vault.close()
    vault = reopened(folder)
    talk = vault.conversations(False)[0].id
    vault.add_message(message("late", talk, "written last"))
    vault.add_message(message("cut", talk, "", role=Role.ASSISTANT, status=MessageStatus.STREAMING))
    vault.checkpoint_answer("cut", "half an")
    shutil.copytree(folder, crashed)
    vault.close()
    assert salvaged(crashed, target).messages == 14
    found = saved_messages(target)
    assert found["late"].text == "written last"
    assert (found["cut"].text, found["cut"].status) == ("half an", MessageStatus.INTERRUPTED)


def delete_rows(folder: Path, *statements: str) -> None:
    """Take rows out without what refers to them, as an unreadable page does."""
    vault = reopened(folder)
    connection = vault._need().store._connection
    connection.set_authorizer(None)
    connection.execute("PRAGMA foreign_keys = OFF")
    for statement in statements:
        connection.execute(statement)
    vault.close()


def test_what_hung_below_a_lost_message_hangs_below_what_is_left(folder: Path, target: Path) -> None:
    vault = make_vault(folder)
    (talk,) = fill(vault, conversations=1, messages=5)
    vault.add_message(message("branch", talk, "beside", parent="0-0"))
    vault.set_head(talk, "0-2")
    vault.close()
    delete_rows(folder, "DELETE FROM messages WHERE id IN ('0-2')")
    salvaged(folder, target)
    found = saved_messages(target)
    assert found["0-3"].parent_id == "0-1"
    assert found["branch"].parent_id == "0-0"
    saved = reopened(target)
    assert saved.conversation(talk).head_id == "branch"  # the newest: the head was lost
    saved.close()


def test_messages_whose_conversation_is_lost_get_one_that_is_named_after_them(
    folder: Path, target: Path
) -> None:
    vault = make_vault(folder)
    lost, kept = fill(vault, conversations=2)
    vault.close()
    delete_rows(folder, f"DELETE FROM conversations WHERE id = '{lost}'")
    assert salvaged(folder, target).messages == 12
    saved = reopened(target)
    by_id = {it.id: it for it in saved.conversations(False)}
    assert kept in by_id
    assert lost not in by_id
    (made,) = [it for it in by_id.values() if it.id != kept]
    assert made.message_count == 6
    assert made.title.startswith("apple pear plum number0x0")
    assert made.sensitivity is Sensitivity.RESTRICTED  # its own is not known
    saved.close()


def test_what_belongs_to_the_cloud_route_is_saved_and_a_lost_end_of_the_log_is_missed(
    folder: Path, target: Path
) -> None:
    vault = make_vault(folder)
    lost, kept = fill(vault, conversations=2)
    sent = Exchange("cloud", "p1", "Example", "example.com:443", "a1", "00" * 32, "[PERSON_1] asks")
    for talk in (lost, kept):
        vault.set_sensitivity(talk, Sensitivity.PUBLIC)
        vault.add_placeholders(talk, [MappedValue("PERSON", 1, "", "Anna Beispiel")])
    vault.record_exchange("1-2", sent)
    vault.put_secret("p1", Secret("a key", since=1))
    vault.save_term(Term("Projekt Käse"))
    for _ in range(5):
        vault.append_audit(AuditEntry("connection", host="example.com:443"))
    report = vault.verify_audit()
    vault.close()
    delete_rows(folder, f"DELETE FROM conversations WHERE id = '{lost}'")
    salvaged(folder, target)
    saved = reopened(target)
    assert {it.id: it.exchange for it in saved.conversation(kept).messages}["1-2"] == sent
    assert saved.conversation(kept).summary.sensitivity is Sensitivity.PUBLIC
    assert [it.value for it in saved.placeholders(kept)] == ["Anna Beispiel"]
    assert saved.secret("p1") == Secret("a key", since=1)
    assert saved.terms() == [Term("Projekt Käse")]
    assert (saved.verify_audit().ok, saved.verify_audit().records) == (True, 5)
    assert saved.verify_audit().key != report.key  # another vault, another key
    saved.close()
    shutil.rmtree(target)
    target.mkdir()
    delete_rows(folder, "DELETE FROM audit WHERE number = 5")
    salvaged(folder, target)
    saved = reopened(target)
    again = saved.verify_audit()
    assert (again.reason, again.broken_at) == ("missing", 5)
    saved.close()


def test_tables_and_columns_of_other_schemas_are_carried_along(folder: Path, target: Path) -> None:
    newest = schema.newest(schema.MIGRATIONS)

    def extend(connection: object) -> None:
        for statement in (
            "ALTER TABLE messages ADD COLUMN stars INTEGER",
            "CREATE TABLE notes (key INTEGER PRIMARY KEY, of INTEGER REFERENCES messages, t TEXT) STRICT",
            "CREATE TABLE words (word TEXT PRIMARY KEY, kind TEXT) STRICT, WITHOUT ROWID",
        ):
            connection.execute(statement)  # type: ignore[attr-defined]

    migrations = (*schema.MIGRATIONS, schema.Migration(newest + 1, extend))
    vault = make_vault(folder, migrations=migrations)
    fill(vault, conversations=1)
    with vault._need().store.write():
        for statement in (
            "UPDATE messages SET stars = key",
            "INSERT INTO notes SELECT key, key, 'note ' || key FROM messages",
            "INSERT INTO words VALUES ('b', 'x'), ('a', 'y')",
        ):
            vault._need().store.change(statement)
    vault.close()
    report = salvaged(folder, target, migrations=migrations)
    saved = reopened(target, migrations=migrations)
    rows = saved._need().store.rows
    assert rows("SELECT count(*) FROM messages WHERE stars = key") == [(report.messages,)]
    assert len(rows("SELECT * FROM notes")) == 6
    assert rows("SELECT * FROM words") == [("a", "y"), ("b", "x")]
    saved.close()
    shutil.rmtree(target)
    target.mkdir()
    assert salvaged(folder, target).messages == 6  # by a version that does not know them


def test_a_wrong_passphrase_leaves_nothing_and_counts_nothing(
    damaged: tuple[Path, dict[str, Message]], target: Path
) -> None:
    folder, _ = damaged
    before = {path.name: path.read_bytes() for path in folder.iterdir()}
    with pytest.raises(WrongPassphrase):
        list(vault_at(folder, salvage_to=target).salvage(WRONG))
    assert list(target.iterdir()) == []
    assert {path.name: path.read_bytes() for path in folder.iterdir()} == before


def test_a_folder_that_is_used_or_part_of_the_vault_is_refused(folder: Path, tmp_path: Path) -> None:
    make_vault(folder).close()
    used, inner = tmp_path / "used", folder / "inner"
    for path in (used, inner):
        path.mkdir()
    (used / "file").write_text("mine")
    for path in (used, folder, inner, tmp_path / "missing"):
        with pytest.raises(UsageRefused) as caught:
            events_of(folder, path)
        assert caught.value.facts == {"reason": "salvage-folder"}
    with pytest.raises(UsageRefused):
        list(vault_at(folder).salvage(RIGHT))
    assert (used / "file").read_text() == "mine"


def test_a_vault_that_is_open_elsewhere_is_left_alone(folder: Path, vault: Vault, target: Path) -> None:
    with pytest.raises(VaultInUse):
        events_of(folder, target)


def test_a_damaged_key_file_is_no_obstacle_where_its_backup_is_sound(
    damaged: tuple[Path, dict[str, Message]], target: Path
) -> None:
    folder, held = damaged
    flip(folder / "vault.keys", 100)
    assert salvaged(folder, target).messages == len(held)
    flip(folder / "vault.keys.bak", 100)
    shutil.rmtree(target)
    target.mkdir()
    with pytest.raises(KeyFileDamaged):
        events_of(folder, target)


def test_a_database_that_is_missing_or_anothers_is_refused(
    damaged: tuple[Path, dict[str, Message]], target: Path, tmp_path: Path
) -> None:
    folder, _ = damaged
    (folder / "vault.db").rename(tmp_path / "gone")
    with pytest.raises(DatabaseMissing):
        events_of(folder, target)
    other = tmp_path / "other"
    make_vault(other).close()
    shutil.copy(other / "vault.db", folder / "vault.db")
    with pytest.raises((DatabaseForeign, DatabaseDamaged)):
        events_of(folder, target)
    assert list(target.iterdir()) == []


@pytest.mark.parametrize("after", [0, 1, 2, 3])
def test_a_cancel_leaves_the_folder_empty(
    damaged: tuple[Path, dict[str, Message]], target: Path, after: int
) -> None:
    folder, _ = damaged
    before = digests(folder)
    token = CancelToken()
    seen: list[SalvageEvent] = []
    with use_cancel(token):
        for event in vault_at(folder, salvage_to=target).salvage(RIGHT):
            seen.append(event)
            if len(seen) > after:
                token.cancel()
    assert all(isinstance(event, SalvageProgress) for event in seen)
    assert list(target.iterdir()) == []
    assert digests(folder) == before


def test_a_reader_that_goes_away_leaves_the_folder_empty(
    damaged: tuple[Path, dict[str, Message]], target: Path
) -> None:
    events = vault_at(damaged[0], salvage_to=target).salvage(RIGHT)
    for _ in range(3):
        next(events)
    assert list(target.iterdir()) != []
    events.close()  # type: ignore[attr-defined]
    assert list(target.iterdir()) == []


def test_a_sector_that_the_disk_does_not_give_is_a_damaged_page(
    damaged: tuple[Path, dict[str, Message]], target: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder, held = damaged
    count = (folder / "vault.db").stat().st_size // PAGE
    real = wreck.os.pread

    def bad_sector(descriptor: int, length: int, start: int) -> bytes:
        if start == (count // 2) * PAGE:
            raise OSError(wreck.errno.EIO, "bad sector")
        return real(descriptor, length, start)

    monkeypatch.setattr(wreck.os, "pread", bad_sector)
    report = salvaged(folder, target)
    assert report.damaged_pages == 1
    assert report.messages + report.lost_messages == len(held)

"""Promise: damage to the database is found, said, and costs only what it hit.

Acceptance test 8: a thousand random flipped bits, each either found or harmless; unaffected conversations can
still be read. And what ``check`` finds.
"""

from __future__ import annotations

import random
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from app.audit import AuditEntry
from app.errors import DatabaseDamaged, VaultError
from app.vault.port import CheckProgress, CheckReport
from app.vault.service import Vault
from models.cancel import CancelToken, use_cancel
from tests.app.vault.support import RIGHT, contents, digests, fill, make_vault, message, vault_at


def report_of(vault: Vault) -> CheckReport:
    events = list(vault.check())
    fractions = [event.fraction for event in events if isinstance(event, CheckProgress)]
    assert fractions == sorted(fractions)
    assert fractions[-1] == 1.0
    report = events[-1]
    assert isinstance(report, CheckReport)
    return report


@pytest.fixture
def damaged(memory_folder: Path) -> tuple[Path, Path, dict[str, object]]:
    """A closed vault and the same one as a crash leaves it, with a log; and what is in it."""
    closed, crashed = memory_folder / "closed", memory_folder / "crashed"
    vault = make_vault(closed)
    fill(vault, conversations=8, messages=6)
    vault.close()
    vault = vault_at(closed)
    vault.unlock(RIGHT)
    for number in range(8):
        talk = vault.conversations(False)[number].id
        vault.add_message(message(f"late{number}", talk, f"late words {number} " * 50, created=number))
    shutil.copytree(closed, crashed)
    held = {it.id: vault.conversation(it.id) for it in vault.conversations(False)}
    vault.close()
    assert (crashed / "vault.db-wal").stat().st_size > 20_000
    return closed, crashed, held


@pytest.mark.slow
def test_a_thousand_flipped_bits_are_found_or_harmless(damaged: tuple[Path, Path, dict[str, object]]) -> None:
    closed, crashed, held = damaged
    chance = random.Random(20261122)
    found = read = 0
    for number in range(1000):
        folder, name = [(closed, "vault.db"), (crashed, "vault.db"), (crashed, "vault.db-wal")][number % 3]
        work = folder.parent / "work"
        shutil.rmtree(work, ignore_errors=True)
        shutil.copytree(folder, work)
        raw = bytearray((work / name).read_bytes())
        place = chance.randrange(len(raw))
        raw[place] ^= 1 << chance.randrange(8)
        (work / name).write_bytes(raw)
        is_found, unharmed = _look(work, held, is_log=name.endswith("wal"))
        found += is_found
        read += unharmed
        # The salt is in the key file, too; a page that the log replaces need not be sound; and a frame
        # that is not is dropped with those after it, as after a torn write.
        assert is_found or place < 16 or folder is crashed, place
    assert found > 500
    assert read > 1000  # conversations that could be saved although something was damaged


def _look(work: Path, held: dict[str, object], *, is_log: bool) -> tuple[bool, int]:
    """Open, read everything, check; nothing but our errors, and what is read is what was written.

    A flipped bit in the log invalidates the frames from there on, as after a torn write: the commits before
    it are there, so a conversation may lack its newest message, never have another one.
    """
    vault = vault_at(work)
    try:
        vault.unlock(RIGHT)
    except DatabaseDamaged:
        vault.close()
        return True, 0
    is_found = False
    unharmed = 0
    for identifier, expected in held.items():
        try:
            got = vault.conversation(identifier)
        except DatabaseDamaged:
            is_found = True
            continue
        if is_log:
            assert set(got.messages) <= set(expected.messages)  # type: ignore[attr-defined]
            is_found = is_found or got != expected
        else:
            assert got.messages == expected.messages or set(got.messages) < set(expected.messages)  # type: ignore[attr-defined]
        unharmed += 1
    report = report_of_or_damage(vault)
    vault.close()
    return is_found or report is None or not report.ok, unharmed if is_found else 0


def report_of_or_damage(vault: Vault) -> CheckReport | None:
    try:
        return report_of(vault)
    except DatabaseDamaged:
        return None


def test_a_long_text_over_a_damaged_page_is_damage_and_not_a_text_with_a_hole(
    folder: Path, opened: Callable[..., Vault]
) -> None:
    """SQLCipher gives zeros for the first page that does not authenticate, and an error only after it."""
    vault = opened()
    talk = vault.create_conversation("t").id
    vault.add_message(message("m", talk, "word " * 5000))
    vault.close()
    path = folder / "vault.db"
    sound = path.read_bytes()
    refused = 0
    for page in range(1, len(sound) // 4096):
        raw = bytearray(sound)
        raw[page * 4096 + 200] ^= 1
        path.write_bytes(raw)
        vault = vault_at(folder)
        try:
            vault.unlock(RIGHT)
            assert vault.conversation(talk).messages[0].text == "word " * 5000
        except DatabaseDamaged:
            refused += 1
        vault.close()
    assert refused >= 6  # at least the pages of the text itself


def test_a_sound_vault_passes_its_check(vault: Vault) -> None:
    fill(vault)
    report = report_of(vault)
    assert report.ok
    assert report.problems == ()
    assert (report.conversations, report.messages, report.log_records) == (3, 18, 0)
    assert report.database_bytes > 50_000
    vault.append_audit(AuditEntry("blocked"))
    assert report_of(vault).log_records == 1


def test_a_check_names_the_page(folder: Path, vault: Vault) -> None:
    fill(vault, conversations=6)
    vault.close()
    path = folder / "vault.db"
    raw = bytearray(path.read_bytes())
    last = len(raw) // 4096
    raw[(last - 1) * 4096 + 100] ^= 1
    path.write_bytes(raw)
    before = digests(folder)
    again = vault_at(folder)
    try:
        again.unlock(RIGHT)
    except VaultError as error:
        assert isinstance(error, DatabaseDamaged)  # noqa: PT017 - it depends on what the page holds
        return
    report = report_of(again)
    assert not report.ok
    assert f"pages: 1 do not authenticate (first: {last})" in report.problems
    again.close()
    assert digests(folder)["vault.keys"] == before["vault.keys"]


@pytest.mark.parametrize(
    ("statements", "problem"),
    [
        (("DELETE FROM message_index_data WHERE id > 100",), "search-index"),
        (("UPDATE messages SET body = 'other' WHERE id = '0-0'",), "search-index: message_index"),
        (("UPDATE conversations SET head = (SELECT key FROM messages WHERE id = '1-0')",), "relations: 2"),
        (
            ("UPDATE messages SET parent = (SELECT key FROM messages WHERE id = '1-0') WHERE id = '0-1'",),
            "relations: 1 messages",
        ),
    ],
)
def test_a_check_finds_what_does_not_belong_together(
    vault: Vault, statements: tuple[str, ...], problem: str
) -> None:
    fill(vault)
    store = vault._need().store
    with store.write():
        for statement in statements:
            store.change(statement)
    report = report_of(vault)
    assert not report.ok
    assert any(it.startswith(problem) for it in report.problems), report.problems


def test_rows_that_refer_to_nothing_are_found(vault: Vault) -> None:
    fill(vault)
    connection = vault._need().store._connection
    connection.set_authorizer(None)
    connection.execute("PRAGMA foreign_keys = OFF")
    connection.execute("DELETE FROM messages WHERE id = '0-0'")
    assert any("not there" in it for it in report_of(vault).problems)


def test_a_file_that_is_longer_than_it_should_be_is_found(folder: Path, opened: Callable[..., Vault]) -> None:
    vault = opened()
    fill(vault)
    vault.close()
    with (folder / "vault.db").open("ab") as file:
        file.write(bytes(4096))
    assert any("not as long" in it or "authenticate" in it for it in report_of(opened()).problems)


def test_a_check_that_is_cancelled_ends_without_a_report(vault: Vault) -> None:
    fill(vault)
    token = CancelToken()
    with use_cancel(token):
        events = vault.check()
        seen = [next(events)]
        token.cancel()
        seen += list(events)
    assert [type(event) for event in seen] == [CheckProgress]
    assert len(contents(vault)) == 3


def test_a_check_is_interrupted_in_the_middle_of_a_query(vault: Vault) -> None:
    talk = vault.create_conversation("t").id
    for number in range(30):
        vault.add_message(message(str(number), talk, f"word{number} " * 3000))
    token = CancelToken()
    answers = iter([False] * 3)

    class Late(CancelToken):
        @property
        def is_cancelled(self) -> bool:
            return next(answers, True)

    token = Late()
    with use_cancel(token):
        events = list(vault.check())
    assert all(isinstance(event, CheckProgress) for event in events)
    assert len(vault.conversation(talk).messages) == 30


def test_the_report_counts_what_it_can_when_pages_are_lost(
    vault: Vault, monkeypatch: pytest.MonkeyPatch
) -> None:
    fill(vault)
    store = vault._need().store
    real = store.rows

    def broken(statement: str, parameters: object = ()) -> list[object]:
        if "PRAGMA quick_check" in statement:
            raise DatabaseDamaged(reason="page")
        return real(statement, parameters)  # type: ignore[arg-type]

    monkeypatch.setattr(store, "rows", broken)
    monkeypatch.setattr(store, "row", lambda *_: broken("PRAGMA quick_check"))
    report = None
    store.has_whole_pages = lambda: True  # type: ignore[method-assign]
    for event in vault.check():
        report = event
    assert isinstance(report, CheckReport)
    assert "structure: unreadable (page)" in report.problems
    assert (report.conversations, report.messages) == (0, 0)

"""Promise: a database that is newer, older, foreign, cut or missing is told apart, and left as it is.

Acceptance tests 6 to 11 of the security design.
"""

from __future__ import annotations

import shutil
from pathlib import Path

from app.errors import (
    DatabaseDamaged,
    DatabaseEmpty,
    DatabaseForeign,
    DatabaseMissing,
    KeyFileDamaged,
    VaultTooNew,
)
from app.vault.port import Passphrase
from tests.app.vault.key_files import NEWEST, code_of, refused, rewrite, with_sql
from tests.app.vault.support import (
    RIGHT,
    contents,
    reopened,
    root_key_of,
    vault_at,
)


def test_a_newer_key_file_is_refused_and_left_alone(folder: Path) -> None:
    code_of(folder)
    rewrite(folder / "vault.keys", lambda tree: tree.update(fmt=3, min_reader=2))
    assert refused(folder, VaultTooNew).facts == {"found": 3, "supported": 1}
    assert vault_at(folder).status().state == "too-new"


def test_a_newer_database_is_refused_and_left_alone(folder: Path) -> None:
    code_of(folder)
    with_sql(folder, "UPDATE meta SET value = 9 WHERE key = 'min_reader'", "PRAGMA user_version = 12")
    assert refused(folder, VaultTooNew).facts == {"found": 12, "supported": NEWEST}


def test_a_newer_database_that_was_cut_by_a_crash_is_left_alone_with_its_log(folder: Path) -> None:
    """Closing a connection would empty the log into the file; looking at it must not."""
    code_of(folder)
    copy = folder.parent / "copy"
    vault = vault_at(folder)
    vault.unlock(RIGHT)
    with vault._need().store.write():
        vault._need().store.set_meta("min_reader", 9)
        vault._need().store.change("PRAGMA user_version = 12")
    shutil.copytree(folder, copy)
    vault.close()
    assert (copy / "vault.db-wal").stat().st_size > 0
    refused(copy, VaultTooNew)
    assert not (copy / "vault.db-shm").exists()


def test_a_newer_database_that_older_readers_may_open_is_opened(folder: Path) -> None:
    code_of(folder)
    with_sql(folder, "PRAGMA user_version = 12")
    vault = reopened(folder)
    assert len(vault.conversations(False)) == 3
    vault.close()


def test_a_truncated_database_is_damaged_or_empty_and_never_a_new_one(folder: Path) -> None:
    code_of(folder)
    path = folder / "vault.db"
    good = path.read_bytes()
    for length in (0, 10, 4095, 4096, len(good) // 2, len(good) - 4096, len(good) - 100):
        path.write_bytes(good[:length])
        refused(folder, DatabaseEmpty if length == 0 else DatabaseDamaged)
    path.write_bytes(good)
    vault = reopened(folder)
    assert len(contents(vault)) == 3
    vault.close()


def test_a_missing_database_is_said_to_be_missing(folder: Path) -> None:
    code_of(folder)
    (folder / "vault.db").unlink()
    refused(folder, DatabaseMissing)
    assert vault_at(folder).status().state == "incomplete"


def test_a_database_without_any_key_file_is_incomplete(folder: Path) -> None:
    code_of(folder)
    (folder / "vault.keys").unlink()
    (folder / "vault.keys.bak").unlink()
    assert vault_at(folder).status().state == "incomplete"
    assert refused(folder, KeyFileDamaged).facts == {"reason": "missing", "has_backup": False}


def test_the_first_sixteen_bytes_of_the_database_may_be_lost(folder: Path) -> None:
    code_of(folder)
    path = folder / "vault.db"
    for lost in (bytes(16), b"\xff" * 16):
        path.write_bytes(lost + path.read_bytes()[16:])
        vault = reopened(folder)
        assert len(contents(vault)) == 3
        vault.close()


def test_a_database_whose_first_page_is_lost_is_damaged(folder: Path) -> None:
    code_of(folder)
    path = folder / "vault.db"
    good = path.read_bytes()
    for page in (bytes(4096), good[:500] + b"\x00" * 3596, good[:16] + b"\xff" * 4080):
        path.write_bytes(page + good[4096:])
        assert refused(folder, DatabaseDamaged).facts == {"reason": "first-page"}


def test_an_older_key_file_opens_with_a_warning_until_it_is_rewritten(folder: Path) -> None:
    code_of(folder)
    old = (folder / "vault.keys").read_bytes()
    vault = reopened(folder)
    vault.change_passphrase(RIGHT, Passphrase(b"new"))
    vault.close()
    (folder / "vault.keys").write_bytes(old)
    for _ in range(2):
        vault = vault_at(folder)
        assert "older-keyfile" in vault.unlock(RIGHT).warnings
        vault.close()
    vault = reopened(folder)
    vault.change_passphrase(RIGHT, Passphrase(b"newest"))
    vault.close()
    vault = vault_at(folder)
    unlocked = vault.unlock(Passphrase(b"newest"))
    assert unlocked.generation == 3
    assert "older-keyfile" not in unlocked.warnings
    vault.close()


def test_an_older_database_opens_with_a_warning_once(folder: Path) -> None:
    code_of(folder)
    old = (folder / "vault.db").read_bytes()
    vault = reopened(folder)
    vault.replace_recovery_code()
    vault.close()
    (folder / "vault.db").write_bytes(old)
    for expected in (True, False):
        vault = vault_at(folder)
        assert ("older-database" in vault.unlock(RIGHT).warnings) is expected
        vault.close()


def test_swapped_databases_are_foreign(folder: Path, tmp_path: Path) -> None:
    other = tmp_path / "other"
    code_of(folder)
    code_of(other)
    (folder / "vault.db").rename(tmp_path / "kept")
    (other / "vault.db").rename(folder / "vault.db")
    (tmp_path / "kept").rename(other / "vault.db")
    for path in (folder, other):
        assert refused(path, DatabaseForeign).facts == {"reason": "salt"}


def test_a_database_under_the_right_key_with_another_id_is_foreign(folder: Path) -> None:
    code_of(folder)
    with_sql(folder, "UPDATE meta SET value = 'ffff' WHERE key = 'vault_id'")
    assert refused(folder, DatabaseForeign).facts == {"reason": "vault-id"}


def test_a_database_without_tables_is_damaged(folder: Path) -> None:
    code_of(folder)
    root_key, document = root_key_of(folder)
    with_sql(folder, "ALTER TABLE meta RENAME TO gone")
    assert root_key
    assert document.gen == 1
    assert refused(folder, DatabaseDamaged).facts == {"reason": "no-tables"}

"""Promise: every way in which unlocking fails has its own error, and none of them changes a byte.

Acceptance tests 1 to 11 and 39 of the security design.
"""

from __future__ import annotations

import hashlib
import json
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import msgspec
import pytest

from app.errors import (
    DatabaseDamaged,
    DatabaseEmpty,
    DatabaseForeign,
    DatabaseMissing,
    KdfOutOfRange,
    KeyFileAltered,
    KeyFileDamaged,
    RecoveryCodeMistyped,
    StorageFailed,
    TooManyAttempts,
    UsageRefused,
    VaultError,
    VaultExists,
    VaultLockedError,
    VaultMissing,
    VaultTooNew,
    WrongPassphrase,
    WrongRecoveryCode,
)
from app.vault import keys, schema
from app.vault.guard import delay_after
from app.vault.kdf import KdfLimits
from app.vault.port import KdfCost, Passphrase, Proof, RecoveryCode
from app.vault.service import Vault
from tests.app.vault.support import (
    CHEAP,
    LIMITS,
    RIGHT,
    WRONG,
    Clock,
    contents,
    digests,
    fill,
    make_vault,
    reopened,
    root_key_of,
    vault_at,
)

NEWEST = schema.newest(schema.MIGRATIONS)


def code_of(path: Path, **options: Any) -> RecoveryCode:
    """Create a vault with something in it, close it, return its recovery code."""
    vault = vault_at(path, **options)
    created = vault.create(RIGHT, CHEAP)
    fill(vault)
    vault.close()
    return RecoveryCode(created.recovery_code.encode())


def rewrite(path: Path, change: Callable[[dict[str, Any]], None]) -> None:
    """Change vault.keys as somebody can who has no key: with a right checksum."""
    tree = json.loads(path.read_bytes())
    change(tree)
    mac, _ = tree.pop("mac"), tree.pop("sum")
    body = json.dumps(tree, separators=(",", ":")).encode()[:-1] + f',"mac":"{mac}"'.encode()
    path.write_bytes(body + b',"sum":"' + hashlib.sha256(body).hexdigest().encode() + b'"}\n')


def refused(
    folder: Path, error: type[VaultError], credential: Passphrase | RecoveryCode = RIGHT
) -> VaultError:
    """Unlock, expect this error, and that nothing in the folder has changed."""
    before = digests(folder)
    vault = vault_at(folder)
    with pytest.raises(error) as caught:
        vault.unlock(credential)
    assert type(caught.value) is error
    assert digests(folder) == before
    with pytest.raises(VaultLockedError):
        vault.conversations(False)
    return caught.value


# 1: secrets


def test_the_right_passphrase_and_the_recovery_code_open_the_vault(folder: Path) -> None:
    code = code_of(folder)
    for credential in (RIGHT, code, RecoveryCode(code.value.lower().replace(b"-", b" "))):
        vault = vault_at(folder)
        unlocked = vault.unlock(credential)
        assert (unlocked.conversations, unlocked.messages) == (3, 18)
        assert unlocked.warnings == ("recovery-unverified",)
        vault.close()


def test_a_wrong_passphrase_is_not_correct_and_touches_no_file(folder: Path) -> None:
    code_of(folder)
    assert refused(folder, WrongPassphrase, WRONG).facts == {"wait": 1.0}


def test_a_typo_in_the_recovery_code_is_named_and_not_counted(folder: Path) -> None:
    code = bytearray(code_of(folder).value)
    code[13] = ord("0") if code[13] != ord("0") else ord("1")
    error = refused(folder, RecoveryCodeMistyped, RecoveryCode(bytes(code)))
    assert error.facts == {"group": 3}
    assert vault_at(folder).status().wait == 0.0


def test_the_recovery_code_of_another_vault_is_a_wrong_one(folder: Path, tmp_path: Path) -> None:
    code_of(folder)
    other = code_of(tmp_path / "other")
    assert refused(folder, WrongRecoveryCode, other).facts == {"wait": 1.0}


def test_there_is_no_vault_in_an_empty_or_missing_folder(tmp_path: Path) -> None:
    with pytest.raises(VaultMissing):
        vault_at(tmp_path / "nowhere").unlock(RIGHT)
    assert not (tmp_path / "nowhere").exists()
    with pytest.raises(VaultMissing):
        vault_at(tmp_path).unlock(RIGHT)
    assert vault_at(tmp_path).status().state == "absent"


def test_creating_never_overwrites(folder: Path) -> None:
    code_of(folder)
    before = digests(folder)
    with pytest.raises(VaultExists):
        vault_at(folder).create(RIGHT, CHEAP)
    for gone in ("vault.keys", "vault.keys.bak"):
        (folder / gone).unlink()
        before.pop(gone)
        with pytest.raises(VaultExists):
            vault_at(folder).create(RIGHT, CHEAP)
        assert digests(folder) == before


def test_a_locked_vault_answers_nothing(folder: Path) -> None:
    code_of(folder)
    vault = vault_at(folder)
    for call in (
        lambda: vault.conversations(False),
        lambda: vault.search("apple", 5),
        lambda: vault.replace_recovery_code(),
        lambda: vault.change_passphrase(RIGHT, RIGHT),
        lambda: list(vault.check()),
        lambda: vault.create_conversation("x"),
    ):
        with pytest.raises(VaultLockedError):
            call()


def test_an_empty_passphrase_is_refused(folder: Path, vault: Vault) -> None:
    with pytest.raises(UsageRefused):
        vault_at(folder / "inner").create(Passphrase(b""), CHEAP)
    with pytest.raises(UsageRefused):
        vault.change_passphrase(RIGHT, Passphrase(b""))


def test_an_open_vault_is_neither_opened_nor_created_again(vault: Vault) -> None:
    with pytest.raises(UsageRefused):
        vault.unlock(RIGHT)
    with pytest.raises(VaultExists):
        vault.create(RIGHT, CHEAP)
    with pytest.raises(UsageRefused):
        vault.restore_key_file()
    assert vault.conversations(False) == []


# 2: damage of the key file


@pytest.mark.slow
def test_every_flipped_byte_of_the_key_file_is_damage_with_a_backup_offered(folder: Path) -> None:
    code_of(folder)
    path = folder / "vault.keys"
    good = path.read_bytes()
    for place in range(len(good)):
        changed = bytearray(good)
        changed[place] ^= 0x15
        path.write_bytes(changed)
        vault = vault_at(folder)
        assert vault.status().state == "keyfile-damaged"
        assert vault.status().has_backup
        with pytest.raises(KeyFileDamaged) as caught:
            vault.unlock(RIGHT)
        assert caught.value.facts["has_backup"] is True
        assert path.read_bytes() == changed
    assert vault_at(folder).status().wait == 0.0  # none of it counts as an attempt


@pytest.mark.parametrize("damage", ["flip", "truncate", "empty", "missing"])
def test_the_backup_replaces_a_damaged_key_file_which_is_kept(folder: Path, damage: str) -> None:
    code_of(folder)
    path = folder / "vault.keys"
    good = path.read_bytes()
    broken = {
        "flip": good.replace(b"argon2id", b"argon2ix"),
        "truncate": good[:100],
        "empty": b"",
        "missing": b"",
    }
    path.write_bytes(broken[damage])
    if damage == "missing":
        path.unlink()
    vault = vault_at(folder, now=lambda: 77)
    assert vault.restore_key_file().state == "ready"
    assert path.read_bytes() == good
    if damage != "missing":
        assert (folder / "vault.keys.damaged-77").read_bytes() == broken[damage]
    assert "backup-used" in vault.unlock(RIGHT).warnings
    vault.close()


def test_a_good_key_file_is_not_replaced_by_its_backup(folder: Path) -> None:
    code_of(folder)
    before = digests(folder)
    with pytest.raises(UsageRefused) as caught:
        vault_at(folder).restore_key_file()
    assert caught.value.facts == {"reason": "key-file-is-fine"}
    assert digests(folder) == before


def test_a_key_file_of_a_newer_version_is_not_replaced_either(folder: Path) -> None:
    code_of(folder)
    rewrite(folder / "vault.keys", lambda tree: tree.update(fmt=5, min_reader=5))
    with pytest.raises(UsageRefused):
        vault_at(folder).restore_key_file()


def test_without_a_usable_backup_nothing_is_restored(folder: Path) -> None:
    code_of(folder)
    (folder / "vault.keys").write_bytes(b"x")
    (folder / "vault.keys.bak").write_bytes(b"y")
    before = digests(folder)
    assert not vault_at(folder).status().has_backup
    with pytest.raises(KeyFileDamaged) as caught:
        vault_at(folder).restore_key_file()
    assert caught.value.facts == {"reason": "backup", "has_backup": False}
    assert digests(folder) == before


# 3 to 5: alterations of the key file


def test_swapped_ciphertexts_are_an_alteration(folder: Path) -> None:
    code_of(folder)

    def swap(tree: dict[str, Any]) -> None:
        first, second = tree["slots"]
        first["ct"], second["ct"] = second["ct"], first["ct"]

    rewrite(folder / "vault.keys", swap)
    assert refused(folder, KeyFileAltered).facts == {"reason": "slot", "has_backup": True}
    assert vault_at(folder).status().wait == 0.0


@pytest.mark.parametrize("change", [{"m": 128}, {"t": 2}, {"p": 2}, {"salt": "AAAAAAAAAAAAAAAAAAAAAA=="}])
def test_changed_parameters_are_an_alteration_because_the_backup_still_opens(
    folder: Path, change: dict[str, Any]
) -> None:
    code_of(folder)
    rewrite(folder / "vault.keys", lambda tree: tree["slots"][0]["kdf"].update(change))
    assert refused(folder, KeyFileAltered).facts == {"reason": "slot", "has_backup": True}
    assert refused(folder, WrongPassphrase, WRONG).facts == {"wait": 1.0}


def test_a_backup_with_hostile_parameters_does_not_change_what_is_said(folder: Path) -> None:
    code_of(folder)
    rewrite(folder / "vault.keys.bak", lambda tree: tree["slots"][0]["kdf"].update(m=64 * 2**20))
    assert refused(folder, WrongPassphrase, WRONG).facts == {"wait": 1.0}


def test_the_slot_of_another_vault_does_not_open_this_one(folder: Path, tmp_path: Path) -> None:
    code_of(folder)
    code_of(tmp_path / "other")
    foreign = json.loads((tmp_path / "other" / "vault.keys").read_bytes())["slots"]
    rewrite(folder / "vault.keys", lambda tree: tree.update(slots=foreign))
    assert refused(folder, KeyFileAltered).facts["reason"] == "slot"


@pytest.mark.parametrize("field", [{"m": 64 * 2**20}, {"t": 10**9}, {"p": 0}, {"m": 8}])
def test_parameters_out_of_range_are_refused_before_deriving(folder: Path, field: dict[str, int]) -> None:
    code_of(folder)
    rewrite(folder / "vault.keys", lambda tree: tree["slots"][0]["kdf"].update(field))
    name = {"m": "memory_kib", "t": "time", "p": "lanes"}[next(iter(field))]
    assert refused(folder, KdfOutOfRange).facts["name"] == name
    assert vault_at(folder).status().wait == 0.0


def test_a_vault_below_todays_floor_needs_other_limits_than_a_file_can_give(folder: Path) -> None:
    code_of(folder)
    with pytest.raises(KdfOutOfRange):
        Vault(folder).unlock(RIGHT)
    weak = vault_at(folder, limits=KdfLimits(floor=CHEAP))
    assert "weak-kdf" in weak.unlock(RIGHT).warnings
    weak.close()


@pytest.mark.parametrize("which", ["removed", "added", "gen", "label"])
def test_a_changed_set_of_slots_keeps_the_database_closed(folder: Path, which: str) -> None:
    code_of(folder)
    secret = keys.Secret("passphrase", b"the attacker's")
    foreign = keys.make_slot(
        secret,
        bytes(32),
        vault_id=vault_at(folder).status().vault_id,
        kdf=keys.new_kdf(CHEAP, lambda size: b"\x09" * size),
        random_bytes=lambda size: b"\x09" * size,
        created=0,
        verified=True,
    )
    slot = json.loads(msgspec.json.encode(foreign))
    rewrite(
        folder / "vault.keys",
        {
            "removed": lambda tree: tree["slots"].pop(1),
            "added": lambda tree: tree["slots"].append(slot),
            "gen": lambda tree: tree.update(gen=40),
            "label": lambda tree: tree["slots"][1].update(label="trust me"),
        }[which],
    )
    assert refused(folder, KeyFileAltered).facts == {"reason": "mac", "has_backup": True}
    if which == "added":
        assert refused(folder, KeyFileAltered, Passphrase(b"the attacker's")).facts["reason"] == "mac"


def test_an_altered_key_file_can_be_replaced_by_its_backup(folder: Path) -> None:
    code_of(folder)
    rewrite(folder / "vault.keys", lambda tree: tree["slots"].pop(1))
    vault = vault_at(folder)
    with pytest.raises(KeyFileAltered):
        vault.unlock(RIGHT)
    assert vault.restore_key_file().state == "ready"
    assert vault.unlock(RIGHT).conversations == 3
    vault.close()


# 6: the future


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


def with_sql(folder: Path, *statements: str) -> None:
    """Change the database with its key, as another version of the program would."""
    vault = reopened(folder)
    store = vault._need().store
    with store.write():
        for statement in statements:
            store.change(statement)
    vault.close()


# 7 to 9: the database file


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


# 10 and 11: older and foreign files


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


# 39: the back-off


def test_the_wait_doubles_from_one_second_to_a_minute() -> None:
    assert [delay_after(count) for count in range(9)] == [0, 1, 2, 4, 8, 16, 32, 60, 60]
    assert delay_after(10**9) == 60


def test_while_waiting_nothing_is_tried_not_even_the_right_passphrase(folder: Path) -> None:
    code_of(folder)
    clock = Clock()
    vault = vault_at(folder, clock=clock)
    for expected in (1.0, 2.0, 4.0):
        with pytest.raises(WrongPassphrase) as caught:
            vault.unlock(WRONG)
        assert caught.value.facts == {"wait": expected}
        clock.now += expected / 2
        with pytest.raises(TooManyAttempts) as early:
            vault.unlock(RIGHT)
        assert early.value.facts == {"wait": expected / 2}
        assert vault.status().wait == expected / 2
        clock.now += expected / 2
    assert vault.unlock(RIGHT).conversations == 3
    vault.close()
    assert vault_at(folder, clock=clock).status().wait == 0.0
    assert not (folder / "vault.attempts").exists()


def test_a_new_process_still_waits(folder: Path) -> None:
    code_of(folder)
    clock = Clock()
    for _ in range(3):
        vault = vault_at(folder, clock=clock)
        clock.now += vault.status().wait
        with pytest.raises(WrongPassphrase):
            vault.unlock(WRONG)
    assert vault_at(folder, clock=clock).status().wait == 4.0
    clock.now += 3
    assert vault_at(folder, clock=clock).status().wait == 1.0


@pytest.mark.parametrize(("after_boot", "wait"), [(0.0, 8.0), (5.0, 3.0), (100.0, 0.0)])
def test_a_reboot_does_not_shorten_the_wait(folder: Path, after_boot: float, wait: float) -> None:
    code_of(folder)
    clock = Clock()
    vault = vault_at(folder, clock=clock)
    for _ in range(4):
        clock.now += vault.status().wait
        with pytest.raises(WrongPassphrase):
            vault.unlock(WRONG)
    clock.now = after_boot  # the monotonic clock starts again
    assert vault_at(folder, clock=clock).status().wait == wait


def test_the_date_does_not_matter(folder: Path) -> None:
    code_of(folder)
    clock = Clock()
    day = 86_400_000
    for date in (10 * day, 11 * day, 1 * day):
        vault = vault_at(folder, clock=clock, now=lambda date=date: date)
        clock.now += vault.status().wait
        with pytest.raises(WrongPassphrase):
            vault.unlock(WRONG)
    assert vault_at(folder, clock=clock, now=lambda: 99 * day).status().wait == 4.0


def test_killing_the_process_during_an_attempt_does_not_make_it_free(folder: Path) -> None:
    code_of(folder)
    clock = Clock()
    vault = vault_at(folder, clock=clock)

    def killed(*_: object) -> None:
        raise SystemExit

    vault._envelope.open = killed  # type: ignore[method-assign, assignment]
    with pytest.raises(SystemExit):
        vault.unlock(WRONG)
    assert vault_at(folder, clock=clock).status().wait == 1.0


@pytest.mark.parametrize(
    "content", [b"", b"{", b"\xff", b'{"failures":-3}', b'{"failures":"many"}', b"[]" * 9000]
)
def test_a_damaged_count_of_attempts_keeps_nobody_out(folder: Path, content: bytes) -> None:
    code_of(folder)
    (folder / "vault.attempts").write_bytes(content)
    vault = reopened(folder)
    assert len(vault.conversations(False)) == 3
    vault.close()


def test_a_forged_count_waits_a_minute_at_most(folder: Path) -> None:
    code_of(folder)
    (folder / "vault.attempts").write_bytes(b'{"failures":999999999,"at":1e300}')
    assert vault_at(folder, clock=Clock(0.0)).status().wait == 60.0


def test_a_wrong_current_passphrase_counts_as_well(folder: Path) -> None:
    code_of(folder)
    clock = Clock()
    vault = reopened(folder, clock=clock)
    with pytest.raises(WrongPassphrase):
        vault.change_passphrase(WRONG, Passphrase(b"new"))
    with pytest.raises(TooManyAttempts):
        vault.change_passphrase(RIGHT, Passphrase(b"new"))
    vault.close()


# changing secrets


def test_a_changed_passphrase_replaces_the_old_one_and_touches_nothing_else(folder: Path) -> None:
    code = code_of(folder)
    clock = Clock()
    before = json.loads((folder / "vault.keys").read_bytes())
    vault = reopened(folder, clock=clock)
    vault.change_passphrase(RIGHT, Passphrase(b"new"))
    vault.close()
    after = json.loads((folder / "vault.keys").read_bytes())
    assert after["slots"][0] == before["slots"][1]
    assert after["gen"] == before["gen"] + 1
    with pytest.raises(WrongPassphrase):
        vault_at(folder, clock=clock).unlock(RIGHT)
    clock.now += 1
    for credential in (Passphrase(b"new"), code):
        vault = vault_at(folder, clock=clock)
        assert vault.unlock(credential).conversations == 3
        vault.close()


class Derivations:
    """Stands before Argon2id and notes what is derived."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self._derive = keys.derive
        self.secrets: list[bytes] = []
        monkeypatch.setattr(keys, "derive", self)

    def __call__(self, secret: bytes, *, salt: bytes, cost: KdfCost) -> bytes:
        self.secrets.append(secret)
        return self._derive(secret, salt=salt, cost=cost)


def test_after_a_proof_a_change_costs_one_derivation(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    code_of(folder)
    vault = reopened(folder)
    derivations = Derivations(monkeypatch)
    proof = vault.prove(RIGHT)
    assert derivations.secrets == [RIGHT.value]
    vault.change_passphrase(proof, Passphrase(b"new"))
    assert derivations.secrets == [RIGHT.value, b"new"]
    vault.close()
    assert vault_at(folder).unlock(Passphrase(b"new")).generation == 2


def is_refused(vault: Vault, proof: Proof) -> bool:
    with pytest.raises(UsageRefused) as caught:
        vault.change_passphrase(proof, Passphrase(b"new"))
    return caught.value.facts == {"reason": "proof-expired"}


def test_a_proof_is_good_for_one_change(folder: Path) -> None:
    code_of(folder)
    vault = reopened(folder)
    proof = vault.prove(RIGHT)
    vault.change_passphrase(proof, Passphrase(b"new"))
    before = digests(folder)
    assert is_refused(vault, proof)
    assert digests(folder) == before
    vault.close()


def test_a_proof_holds_two_minutes(folder: Path) -> None:
    code_of(folder)
    clock = Clock()
    vault = reopened(folder, clock=clock)
    proof = vault.prove(RIGHT)
    clock.now += 121
    assert is_refused(vault, proof)
    proof = vault.prove(RIGHT)
    clock.now += 119
    vault.change_passphrase(proof, Passphrase(b"new"))
    vault.close()


def test_only_the_last_proof_holds_and_a_guess_ends_it(folder: Path) -> None:
    code_of(folder)
    vault = reopened(folder)
    first, second = vault.prove(RIGHT), vault.prove(RIGHT)
    assert is_refused(vault, first)
    assert is_refused(vault, second)
    assert is_refused(vault, Proof(""))
    vault.close()


def test_a_proof_ends_with_the_slot_it_is_about(folder: Path) -> None:
    code = code_of(folder)
    vault = reopened(folder)
    proof = vault.prove(code)
    vault.replace_recovery_code()
    assert is_refused(vault, proof)
    proof = vault.prove(RIGHT)
    vault.replace_recovery_code()  # the passphrase's slot is still there
    vault.change_passphrase(proof, Passphrase(b"new"))
    vault.close()


def test_a_proof_ends_with_the_session_and_means_nothing_to_another_process(folder: Path) -> None:
    code_of(folder)
    vault = reopened(folder)
    proof = vault.prove(RIGHT)
    vault.close()
    with pytest.raises(VaultLockedError):
        vault.change_passphrase(proof, Passphrase(b"new"))
    vault.unlock(RIGHT)
    assert is_refused(vault, proof)
    vault.close()
    other = reopened(folder)
    assert is_refused(other, proof)
    other.close()


def test_a_wrong_passphrase_proves_nothing_and_makes_the_next_try_wait(folder: Path) -> None:
    code_of(folder)
    clock = Clock()
    vault = reopened(folder, clock=clock)
    before = digests(folder)
    earlier = vault.prove(RIGHT)
    with pytest.raises(WrongPassphrase):
        vault.prove(WRONG)
    assert is_refused(vault, earlier)
    with pytest.raises(TooManyAttempts):
        vault.prove(RIGHT)
    with pytest.raises(TooManyAttempts):
        vault.change_passphrase(RIGHT, Passphrase(b"new"))
    clock.now += 1
    with pytest.raises(WrongPassphrase) as caught:
        vault.prove(WRONG)
    assert caught.value.facts == {"wait": 2.0}
    assert digests(folder) == before
    vault.close()


def test_a_proof_does_not_show_itself(folder: Path) -> None:
    code_of(folder)
    vault = reopened(folder)
    proof = vault.prove(RIGHT)
    assert proof.value not in repr(proof)
    vault.close()


def test_the_recovery_code_can_set_a_new_passphrase(folder: Path) -> None:
    code = code_of(folder)
    vault = vault_at(folder)
    vault.unlock(code)
    vault.change_passphrase(code, Passphrase(b"remembered now"))
    vault.close()
    vault = vault_at(folder)
    assert vault.unlock(Passphrase(b"remembered now")).messages == 18
    vault.close()


def test_a_new_recovery_code_ends_the_old_one_and_leaves_the_passphrase_slot(folder: Path) -> None:
    old = code_of(folder)
    clock = Clock()
    vault = reopened(folder, clock=clock)
    before = json.loads((folder / "vault.keys").read_bytes())["slots"][0]
    new = RecoveryCode(vault.replace_recovery_code().encode())
    assert json.loads((folder / "vault.keys").read_bytes())["slots"][0] == before
    vault.close()
    with pytest.raises(WrongRecoveryCode):
        vault_at(folder, clock=clock).unlock(old)
    clock.now += 1
    vault = vault_at(folder, clock=clock)
    assert vault.unlock(new).conversations == 3
    vault.close()


def test_typing_one_group_back_verifies_the_recovery_code(folder: Path) -> None:
    vault = vault_at(folder)
    code = vault.create(RIGHT, CHEAP).recovery_code
    groups = code.split("-")
    wrong = groups[5][:-1] + ("0" if groups[5][-1] != "0" else "1")
    assert not vault.confirm_recovery_code(6, wrong)
    assert not vault.confirm_recovery_code(6, groups[4])
    assert not vault.confirm_recovery_code(9, groups[0])
    assert [slot.verified for slot in vault.status().slots] == [True, False]
    assert vault.confirm_recovery_code(6, groups[5].lower())
    assert [slot.verified for slot in vault.status().slots] == [True, True]
    vault.close()
    vault = vault_at(folder)
    assert vault.unlock(RIGHT).warnings == ()
    with pytest.raises(UsageRefused):
        vault.confirm_recovery_code(6, groups[5])
    assert vault.replace_recovery_code() != code
    assert [slot.verified for slot in vault.status().slots] == [True, False]
    vault.close()


def test_the_backup_keeps_the_old_passphrase_until_the_new_one_has_opened_the_vault(folder: Path) -> None:
    code = code_of(folder)
    vault = reopened(folder)
    vault.change_passphrase(RIGHT, Passphrase(b"new"))
    vault.close()

    def backup_opens_with(passphrase: bytes) -> bool:
        document = keys.parse((folder / "vault.keys.bak").read_bytes())
        return keys.unwrap(document, keys.Secret("passphrase", passphrase), LIMITS) is not None

    assert backup_opens_with(RIGHT.value)
    vault = vault_at(folder)
    vault.unlock(code)  # proves nothing about the new passphrase
    vault.close()
    assert backup_opens_with(RIGHT.value)
    vault = vault_at(folder)
    vault.unlock(Passphrase(b"new"))
    vault.close()
    assert backup_opens_with(b"new")
    assert not backup_opens_with(RIGHT.value)


def test_several_changes_in_one_session_keep_the_passphrase_that_was_proven_last(folder: Path) -> None:
    code_of(folder)
    vault = reopened(folder)
    vault.change_passphrase(RIGHT, Passphrase(b"mistyped"))
    vault.replace_recovery_code()
    vault.change_passphrase(Passphrase(b"mistyped"), Passphrase(b"mistyped again"))
    vault.close()
    (folder / "vault.keys").unlink()
    vault_at(folder).restore_key_file()
    vault = vault_at(folder)
    assert vault.unlock(RIGHT).messages == 18
    vault.close()


def test_restoring_the_backup_after_a_change_brings_the_old_passphrase_with_a_warning(folder: Path) -> None:
    code_of(folder)
    vault = reopened(folder)
    vault.change_passphrase(RIGHT, Passphrase(b"new"))
    vault.close()
    (folder / "vault.keys").write_bytes(b"")
    vault_at(folder).restore_key_file()
    vault = vault_at(folder)
    warnings = vault.unlock(RIGHT).warnings
    assert "older-keyfile" in warnings
    assert "backup-used" in warnings
    vault.close()


def test_a_key_file_that_a_newer_version_wrote_is_not_rewritten(folder: Path) -> None:
    code_of(folder)
    root_key, document = root_key_of(folder)
    newer = msgspec.structs.replace(document, fmt=2)
    (folder / "vault.keys").write_bytes(keys.seal(newer, root_key))
    vault = reopened(folder)
    before = digests(folder)["vault.keys"]
    with pytest.raises(VaultTooNew):
        vault.change_passphrase(RIGHT, Passphrase(b"new"))
    assert digests(folder)["vault.keys"] == before
    vault.close()


def test_a_key_file_that_does_not_open_when_read_back_is_not_put_in_place(
    folder: Path, vault: Vault, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = digests(folder)["vault.keys"]
    real = keys.seal
    wrong_key = keys.Secret("passphrase", b"another")
    for broken in (
        lambda document, root_key: real(document, bytes(32)),
        lambda document, root_key: real(msgspec.structs.replace(document, created=1), root_key),
        lambda document, root_key: real(document, root_key)[:-1],
    ):
        monkeypatch.setattr(keys, "seal", broken)
        with pytest.raises(StorageFailed) as caught:
            vault.change_passphrase(RIGHT, Passphrase(b"new"))
        assert caught.value.facts == {"reason": "verify"}
    monkeypatch.undo()
    session = vault._need()
    with pytest.raises(StorageFailed):
        session._envelope.rewrite(session.keys, session.keys.document, session.root_key, (wrong_key,))
    assert digests(folder)["vault.keys"] == before
    assert not (folder / "vault.keys.new").exists()
    vault.change_passphrase(RIGHT, Passphrase(b"new"))


def test_a_weak_cost_is_raised_when_the_passphrase_changes(folder: Path) -> None:
    better = KdfCost(memory_kib=128, time=2, lanes=1)
    code_of(folder)
    vault = reopened(folder, limits=KdfLimits(floor=CHEAP, advised=better, seconds=0.0))
    vault.change_passphrase(RIGHT, Passphrase(b"new"))
    assert {slot.cost for slot in vault.status().slots} == {better, None}
    vault.close()


def test_calibration_chooses_the_cost_when_none_is_given(folder: Path) -> None:
    vault = vault_at(folder)
    created = vault.create(RIGHT, None)
    assert created.cost == CHEAP
    assert created.seconds > 0
    vault.close()
    with pytest.raises(KdfOutOfRange):
        make_vault(folder / "x", limits=KdfLimits())

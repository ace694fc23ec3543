"""Promise: a damaged or altered key file is not taken for a wrong passphrase, and its backup mends it.

Acceptance tests 2 to 5 of the security design.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import msgspec
import pytest

from app.errors import (
    KdfOutOfRange,
    KeyFileAltered,
    KeyFileDamaged,
    UsageRefused,
    WrongPassphrase,
)
from app.vault import keys
from app.vault.kdf import KdfLimits
from app.vault.port import Passphrase
from app.vault.service import Vault
from tests.app.vault.key_files import code_of, refused, rewrite
from tests.app.vault.support import (
    CHEAP,
    RIGHT,
    WRONG,
    digests,
    vault_at,
)


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

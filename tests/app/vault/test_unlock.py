"""Promise: the right secret opens the vault, every other has its own error, and none of them changes a byte.

Acceptance test 1 of the security design.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from app.errors import (
    RecoveryCodeMistyped,
    UsageRefused,
    VaultExists,
    VaultLockedError,
    VaultMissing,
    WrongPassphrase,
    WrongRecoveryCode,
)
from app.vault.port import Passphrase, RecoveryCode
from app.vault.service import Vault
from tests.app.vault.key_files import code_of, refused
from tests.app.vault.support import (
    CHEAP,
    RIGHT,
    WRONG,
    digests,
    vault_at,
)


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

"""Promise: who proves a secret may change it, and no moment of the change locks its owner out."""

from __future__ import annotations

import json
from pathlib import Path

import msgspec
import pytest

from app.errors import (
    KdfOutOfRange,
    StorageFailed,
    TooManyAttempts,
    UsageRefused,
    VaultLockedError,
    VaultTooNew,
    WrongPassphrase,
    WrongRecoveryCode,
)
from app.vault import keys
from app.vault.kdf import KdfLimits
from app.vault.port import KdfCost, Passphrase, Proof, RecoveryCode
from app.vault.service import Vault
from tests.app.vault.key_files import code_of
from tests.app.vault.support import (
    CHEAP,
    LIMITS,
    RIGHT,
    WRONG,
    Clock,
    digests,
    make_vault,
    reopened,
    root_key_of,
    vault_at,
)


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


def test_an_unlock_is_a_proof_too(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    code_of(folder)
    clock = Clock()
    vault = vault_at(folder, clock=clock)
    derivations = Derivations(monkeypatch)
    unlocked = vault.unlock(RIGHT)
    vault.change_passphrase(unlocked.proof, Passphrase(b"new"))
    assert derivations.secrets == [RIGHT.value, b"new"]
    assert is_refused(vault, unlocked.proof)
    vault.close()
    proof = vault.unlock(Passphrase(b"new")).proof
    clock.now += 121
    assert is_refused(vault, proof)
    vault.close()


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

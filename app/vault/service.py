"""The vault service: ``Vault`` implements ``VaultPort`` over the files of one folder.

It runs in a process of its own, which may touch this folder and nothing else, and which is killed to lock:
in Python a key cannot be wiped from memory, a process can.
"""

from __future__ import annotations

import logging
import os
import secrets
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from pathlib import Path
from typing import Final

import msgspec

from app.errors import (
    DiskFull,
    KeyFileDamaged,
    UsageRefused,
    VaultExists,
    VaultLockedError,
    VaultMissing,
    VaultTooNew,
    WrongPassphrase,
    WrongRecoveryCode,
)
from app.process.sandbox import Powers
from app.vault import checkup, files, kdf, keys, recovery, schema
from app.vault.chat_calls import ChatCalls
from app.vault.cloud_calls import CloudCalls
from app.vault.envelope import Envelope, OpenKeys, SealedKeys
from app.vault.guard import BALLAST_BYTES, Backoff, Ballast, InstanceLock
from app.vault.keys import KeyFile, Secret
from app.vault.port import (
    CheckEvent,
    Created,
    Credential,
    KdfCost,
    Passphrase,
    Proof,
    SalvageEvent,
    Unlocked,
    VaultStart,
    VaultState,
    VaultStatus,
)
from app.vault.proofs import Proofs
from app.vault.rescue import require_empty, rescue
from app.vault.session import Session, database_key
from app.vault.store import Store
from models.cancel import current_cancel
from models.errors import SottoError

log = logging.getLogger(__name__)

_MEMORY_BYTES = 4 * 2**30  # the largest Argon2id that a key file may ask for, and as much again


# Both go on while the computer sleeps, unlike the monotonic clock of Linux and macOS.
_UNSET: Final = getattr(time, "CLOCK_BOOTTIME", getattr(time, "CLOCK_MONOTONIC_RAW", None))


def _milliseconds() -> int:
    return time.time_ns() // 1_000_000


def _elapsed() -> int:
    nanoseconds = time.monotonic_ns() if _UNSET is None else time.clock_gettime_ns(_UNSET)
    return nanoseconds // 1_000_000


class Vault(ChatCalls, CloudCalls):
    """One vault directory. Calls one after another, from any thread."""

    def __init__(
        self,
        directory: Path,
        *,
        clock: Callable[[], float] = time.monotonic,
        now: Callable[[], int] = _milliseconds,
        elapsed: Callable[[], int] = _elapsed,
        random_bytes: Callable[[int], bytes] = secrets.token_bytes,
        limits: kdf.KdfLimits | None = None,
        migrations: Sequence[schema.Migration] = schema.MIGRATIONS,
        ballast_bytes: int = BALLAST_BYTES,
        salvage_to: Path | None = None,
    ) -> None:
        """Open nothing yet.

        Args:
            directory: of the vault; need not exist.
            clock: monotonic seconds, for the back-off and for proofs.
            now: milliseconds since the epoch.
            elapsed: milliseconds of a clock that nobody can set, to notice when ``now`` was.
            random_bytes: gives n random bytes.
            limits: of Argon2id; other than the default only in tests.
            migrations: of the schema; other than the default only in tests.
            ballast_bytes: size of the ballast file; 0 makes none.
            salvage_to: folder for ``salvage``; with it, ``directory`` is only read.
        """
        self._folder = files.Folder(directory)
        self._now = now
        self._elapsed = elapsed
        self._random = random_bytes
        self._limits = limits or kdf.KdfLimits()
        self._migrations = migrations
        self._salvage_to = salvage_to
        self._lock = InstanceLock(self._folder)
        self._backoff = Backoff(self._folder, clock, is_kept=salvage_to is None)
        self._ballast = Ballast(self._folder, ballast_bytes)
        self._envelope = Envelope(self._folder, self._limits)
        self._proofs = Proofs(clock, random_bytes)
        self._repaired: tuple[str, ...] = ()
        self._used_backup = False
        self._session: Session | None = None

    # without a secret

    def status(self) -> VaultStatus:
        """Look at the files; change nothing but too open modes."""
        if not self._folder.path.exists():
            return VaultStatus(state="absent")
        self._close_modes()
        database = self._folder.file(files.DATABASE)
        state, document = self._state(has_database=database is not None)
        return VaultStatus(
            state=state,
            vault_id=document.vault_id if document else "",
            format=document.fmt if document else 0,
            slots=tuple(slot.info() for slot in document.slots) if document else (),
            has_backup=self._envelope.backup() is not None,
            wait=self._backoff.wait(),
            database_bytes=database.st_size if database else 0,
            repaired=self._repaired,
        )

    def restore_key_file(self) -> VaultStatus:
        """Put vault.keys.bak in place of a damaged vault.keys, which is kept under another name."""
        if self._session is not None:
            raise UsageRefused(reason="unlocked")
        self._lock.acquire()
        try:
            self._envelope.restore(self._now())
        finally:
            self._lock.release()
        self._used_backup = True
        log.info("key file restored from its backup")
        return self.status()

    def release_ballast(self) -> int:
        """Free the ballast file; returns the bytes freed."""
        return self._ballast.release()

    def salvage(self, passphrase: Passphrase) -> Iterator[SalvageEvent]:
        """Read what can be read of a damaged database into a new vault with the same passphrase."""
        if self._salvage_to is None:
            raise UsageRefused(reason="salvage-folder")
        target = files.Folder(self._salvage_to)
        require_empty(target, source=self._folder)
        self._lock.require_free()
        sealed = self._envelope.load_or_backup()
        opened = self._authenticate(sealed, passphrase)
        cost = opened.slot.info().cost
        is_weak = cost is None or self._limits.is_weak(cost)
        fresh = Vault(
            self._salvage_to,
            now=self._now,
            elapsed=self._elapsed,
            random_bytes=self._random,
            limits=self._limits,
            migrations=self._migrations,
            ballast_bytes=0,
        )

        def make() -> tuple[Created, Store]:
            return fresh.create(passphrase, None if is_weak else cost), fresh._need().store

        yield from rescue(
            opened,
            self._folder,
            target,
            make=make,
            close=fresh.close,
            new_id=lambda: self._random(16).hex(),
            cancel=current_cancel(),
        )

    # opening

    def create(self, passphrase: Passphrase, cost: KdfCost | None) -> Created:
        """Make a vault where none is and leave it unlocked. None calibrates the cost to about a second."""
        _require_passphrase(passphrase)
        if cost is not None:
            self._limits.require(cost)
        if self._session is not None:
            raise VaultExists()
        self._folder.make()
        self._lock.acquire()
        try:
            return self._create(passphrase, cost or kdf.calibrate(self._limits))
        except BaseException:
            self.close()
            raise

    def unlock(self, credential: Credential) -> Unlocked:
        """Open the vault."""
        if self._session is not None:
            raise UsageRefused(reason="unlocked")
        if not self._folder.path.exists():
            raise VaultMissing()
        self._folder.require_writable()
        self._lock.acquire()
        try:
            self._close_modes()
            sealed = self._envelope.load()
            self._envelope.require_database(files.DATABASE, files.DATABASE_NEW)
            opened = self._authenticate(sealed, credential)
            return self._open(opened)
        except BaseException:
            self.close()
            raise

    def confirm_recovery_code(self, code_group: int, typed: str) -> bool:
        """Compare one group (from 1) of the code just made; right marks the slot verified."""
        session = self._need()
        if not session.recovery_code:
            raise UsageRefused(reason="no-fresh-code")
        if not recovery.group_matches(session.recovery_code, code_group, typed):
            return False
        (slot,) = session.keys.document.of_kind("recovery")
        secret = Secret("recovery", recovery.parse_code(session.recovery_code.encode()))
        session.put_slot(msgspec.structs.replace(slot, verified=True), secret)
        return True

    def replace_recovery_code(self) -> str:
        """Make a new recovery code; the old one stops working. The passphrase slot is not touched."""
        session = self._need()
        code, secret = self._new_recovery_code()
        derivation = keys.new_kdf(None, self._random)
        session.put_slot(
            self._make_slot(secret, session.root_key, session.keys.document.vault_id, derivation), secret
        )
        session.recovery_code = code
        return code

    def prove(self, current: Credential) -> Proof:
        """Try the current secret ahead of ``change_passphrase``."""
        session = self._need()
        return self._proofs.issue(self._authenticate(session.keys, current).slot)

    def change_passphrase(self, current: Credential | Proof, new: Passphrase) -> None:
        """Rewrite the passphrase slot: an Argon2id for the new one, and one for an unproven current one."""
        session = self._need()
        _require_passphrase(new)
        if isinstance(current, Proof):
            self._proofs.take(current, session.keys.document)
        else:
            self._authenticate(session.keys, current)
        derivation = keys.new_kdf(self._cost_to_keep(), self._random)
        secret = Secret("passphrase", new.value)
        try:
            slot = self._make_slot(secret, session.root_key, session.keys.document.vault_id, derivation)
            session.put_slot(slot, secret)
        finally:
            secret.wipe()

    def check(self) -> Iterator[CheckEvent]:
        """Verify every page, index and id, and the chain of the audit log; can be cancelled."""
        session = self._need()
        yield from checkup.check(
            session.store,
            counts=session.conversations.counts,
            verify_log=session.audit.verify,
            cancel=current_cancel(),
        )

    def close(self) -> None:
        """Close the files and give the lock back. To lock, the process is killed as well."""
        if self._session is not None:
            self._session.store.close()
            self._session = None
        self._proofs.forget()
        self._lock.release()

    # how

    def _need(self) -> Session:
        if self._session is None:
            raise VaultLockedError()
        return self._session

    def _close_modes(self) -> None:
        if self._session is None:  # see Folder.close_modes
            found = self._folder.close_modes()
            self._repaired = tuple(dict.fromkeys((*self._repaired, *found)))
            if found:
                log.warning("modes of %d files were open to others and were closed", len(found))

    def _state(self, *, has_database: bool) -> tuple[VaultState, KeyFile | None]:
        try:
            document = self._envelope.load().document
        except VaultMissing:
            return "absent", None
        except VaultTooNew:
            return "too-new", None
        except KeyFileDamaged as error:
            is_hopeless = error.facts["reason"] == "missing" and not error.facts["has_backup"]
            return ("incomplete" if is_hopeless else "keyfile-damaged"), None
        if not has_database and not self._folder.exists(files.DATABASE_NEW):
            return "incomplete", document
        return "ready", document

    def _create(self, passphrase: Passphrase, cost: KdfCost) -> Created:
        for name in (files.KEYS, files.KEYS_BACKUP, files.DATABASE):
            if self._folder.exists(name):
                raise VaultExists()
        self._close_modes()
        root_key, vault_id = self._random(kdf.KEY_BYTES), self._random(16).hex()
        secret = Secret("passphrase", passphrase.value)
        start = time.perf_counter()
        passphrase_slot = self._make_slot(secret, root_key, vault_id, keys.new_kdf(cost, self._random))
        seconds = time.perf_counter() - start
        code, code_secret = self._new_recovery_code()
        document = KeyFile(
            magic="sotto-vault",
            fmt=keys.FORMAT,
            min_reader=1,
            vault_id=vault_id,
            gen=1,
            created=self._now(),
            db=keys.DatabaseParameters(
                salt=self._random(keys.DATABASE_SALT_BYTES), page_size=4096, cipher="sqlcipher4"
            ),
            slots=(
                passphrase_slot,
                self._make_slot(code_secret, root_key, vault_id, keys.new_kdf(None, self._random)),
            ),
        )
        sealed = self._write_files(document, root_key, (secret, code_secret))
        secret.wipe()
        self._start_session(sealed, root_key).recovery_code = code
        self._ballast.refill()
        log.info("vault created, Argon2id %d KiB, t=%d, p=%d", cost.memory_kib, cost.time, cost.lanes)
        return Created(vault_id=vault_id, recovery_code=code, cost=cost, seconds=seconds)

    def _write_files(self, document: KeyFile, root_key: bytes, known: Sequence[Secret]) -> SealedKeys:
        """Write the key file, then name the finished database; ``unlock`` does that after a crash."""
        try:
            Store.create(
                self._folder,
                database_key(document, root_key),
                vault_id=document.vault_id,
                migrations=self._migrations,
            )
            sealed = self._envelope.write_first(document, root_key, known)
            self._folder.rename(files.DATABASE_NEW, files.DATABASE)
        except BaseException:
            # Nothing was in it yet: leave the folder as it was found.
            if not self._folder.exists(files.DATABASE):
                self._folder.discard(files.KEYS)
                self._folder.discard(files.DATABASE_NEW)
            raise
        self._envelope.refresh_backup(sealed)
        return sealed

    def _authenticate(self, sealed: SealedKeys, credential: Credential) -> OpenKeys:
        """Try a secret, with the back-off; only a wrong secret counts as a failure. Ends an earlier proof."""
        self._proofs.forget()
        secret = _secret(credential)
        failures = self._backoff.failures
        self._backoff.start_attempt()
        try:
            opened = self._envelope.open(sealed, secret)
        except SottoError:
            self._backoff.undo(failures)
            raise
        finally:
            secret.wipe()
        if opened is None:
            wait = round(self._backoff.fail(), 3)
            if secret.kind == "passphrase":
                raise WrongPassphrase(wait=wait)
            raise WrongRecoveryCode(wait=wait)
        self._backoff.forgive()
        return opened

    def _open(self, opened: OpenKeys) -> Unlocked:
        """Everything after the secret was right."""
        if not self._folder.exists(files.DATABASE):
            self._folder.rename(files.DATABASE_NEW, files.DATABASE)
        session = self._start_session(opened.sealed, opened.root_key)
        warnings = self._warnings(opened)
        if rollback := session.compare_generations():
            warnings.append(rollback)
        if self._used_backup or (rollback == "older-keyfile" and self._envelope.has_kept_damaged()):
            warnings.append("backup-used")
        interrupted, cut_in = 0, ""
        try:
            if session.store.finish_purge():
                warnings.append("purge-finished")
            session.note_interrupted()
            interrupted, cut_in = session.conversations.mark_interrupted()
            if opened.slot.type == "passphrase" and rollback != "older-keyfile":
                self._envelope.refresh_backup(opened.sealed)
        except DiskFull:
            warnings.append("disk-full")  # all of it can wait; reading and making room cannot
        self._ballast.refill()
        document = opened.sealed.document
        conversations, messages = session.conversations.counts()
        log.info(
            "unlocked: generation %d, %d conversations, %d messages", document.gen, conversations, messages
        )
        return Unlocked(
            vault_id=document.vault_id,
            generation=document.gen,
            conversations=conversations,
            messages=messages,
            interrupted=interrupted,
            warnings=tuple(warnings),
            proof=self._proofs.issue(opened.slot),
            cut_in=cut_in,
        )

    def _start_session(self, sealed: SealedKeys, root_key: bytes) -> Session:
        self._session = Session.start(
            sealed,
            root_key,
            folder=self._folder,
            envelope=self._envelope,
            migrations=self._migrations,
            now=self._now,
            elapsed=self._elapsed,
            new_id=lambda: self._random(16).hex(),
        )
        return self._session

    def _warnings(self, opened: OpenKeys) -> list[str]:
        document = opened.sealed.document
        warnings = []
        if self._folder.network_kind() is not None:
            warnings.append("network-folder")
        if self._repaired:
            warnings.append("open-permissions")
        if not all(slot.verified for slot in document.of_kind("recovery")):
            warnings.append("recovery-unverified")
        costs = [slot.info().cost for slot in document.of_kind("passphrase")]
        if any(cost is not None and self._limits.is_weak(cost) for cost in costs):
            warnings.append("weak-kdf")
        return warnings

    def _make_slot(
        self, secret: Secret, root_key: bytes, vault_id: str, derivation: keys.Argon2id | keys.HkdfSha256
    ) -> keys.Slot:
        """Make a slot; a passphrase was typed twice, a recovery code has to be confirmed."""
        return keys.make_slot(
            secret,
            root_key,
            vault_id=vault_id,
            kdf=derivation,
            random_bytes=self._random,
            created=self._now(),
            verified=secret.kind == "passphrase",
        )

    def _cost_to_keep(self) -> KdfCost:
        """The cost of the passphrase slot, unless it is weaker than advised today."""
        for slot in self._need().keys.document.of_kind("passphrase"):
            cost = slot.info().cost
            if cost is not None and not self._limits.is_weak(cost):
                return cost
        return kdf.calibrate(self._limits)

    def _new_recovery_code(self) -> tuple[str, Secret]:
        value = self._random(recovery.SECRET_BYTES)
        return recovery.format_code(value), Secret("recovery", value)


def prepare(start: VaultStart) -> tuple[Vault, Powers]:
    """Make the service, and say what it needs; runs before the sandbox closes."""
    os.umask(0o077)
    folder = files.Folder(Path(start.directory))
    # The sandbox can only open a folder that is there; where it cannot be made, the calls say why.
    if start.salvage_to:
        target = files.Folder(Path(start.salvage_to))
        target.make()
        reads = ("/proc/meminfo", str(folder.path))
        powers = Powers(read=reads, write=(str(target.path),), memory_bytes=_MEMORY_BYTES)
        return Vault(folder.path, salvage_to=target.path), powers
    with suppress(SottoError):
        folder.make()
    powers = Powers(read=("/proc/meminfo",), write=(str(folder.path),), memory_bytes=_MEMORY_BYTES)
    return Vault(folder.path), powers


def _secret(credential: Credential) -> Secret:
    if isinstance(credential, Passphrase):
        return Secret("passphrase", credential.value)
    return Secret("recovery", recovery.parse_code(credential.value))


def _require_passphrase(passphrase: Passphrase) -> None:
    if not passphrase.value:
        raise UsageRefused(reason="empty-passphrase")

"""vault.keys and its backup on the disk: read, open, replace, restore.

The backup is the previous key file. After a change of the passphrase it still opens with the old one, and
that is what it is for while the new one may have been mistyped twice. The next successful unlock with the
passphrase proves the new file and rewrites the backup from it, so that the old passphrase does not live on.
"""

from __future__ import annotations

import hmac
from collections.abc import Sequence

import msgspec

from app.errors import (
    DatabaseMissing,
    KdfOutOfRange,
    KeyFileAltered,
    KeyFileDamaged,
    StorageFailed,
    UsageRefused,
    VaultError,
    VaultMissing,
    VaultReplaced,
    VaultTooNew,
)
from app.vault import keys
from app.vault.files import DATABASE, KEYS, KEYS_BACKUP, Folder
from app.vault.kdf import KdfLimits
from app.vault.keys import KeyFile, Secret, Slot


class SealedKeys(msgspec.Struct, frozen=True):
    """A key file as it is on the disk, and what it says."""

    raw: bytes
    document: KeyFile


class OpenKeys(msgspec.Struct, frozen=True):
    """A key file whose root key is known and whose MAC holds."""

    sealed: SealedKeys
    root_key: bytes
    slot: Slot

    def __repr__(self) -> str:
        """Never the key."""
        return f"<OpenKeys {self.sealed.document.vault_id}>"


class Envelope:
    """The key file of one folder."""

    def __init__(self, folder: Folder, limits: KdfLimits) -> None:
        self._folder = folder
        self._limits = limits
        self._was_altered = False

    def load(self) -> SealedKeys:
        """Read vault.keys.

        Raises:
            VaultMissing: there is nothing at all.
            KeyFileDamaged: with ``has_backup``; reason "missing" when only vault.keys is gone.
            VaultTooNew: see ``keys.parse``.
        """
        raw = self._folder.read(KEYS, keys.LARGEST_FILE)
        if raw is None:
            if not self._folder.exists(KEYS_BACKUP) and not self._folder.exists(DATABASE):
                raise VaultMissing()
            raise KeyFileDamaged(reason="missing", has_backup=self.backup() is not None)
        try:
            return SealedKeys(raw, keys.parse(raw))
        except KeyFileDamaged as error:
            raise self._with_backup(error) from None

    def load_or_backup(self) -> SealedKeys:
        """Read vault.keys, or its backup where that one is damaged; changes neither.

        Raises:
            VaultMissing, KeyFileDamaged, VaultTooNew: as ``load``, and the backup is no use.
        """
        try:
            return self.load()
        except KeyFileDamaged:
            backup = self.backup()
            if backup is None:
                raise
            return backup

    def backup(self) -> SealedKeys | None:
        """Read vault.keys.bak; None when it is missing or no use."""
        try:
            raw = self._folder.read(KEYS_BACKUP, keys.LARGEST_FILE)
            return None if raw is None else SealedKeys(raw, keys.parse(raw))
        except VaultError:
            return None

    def open(self, sealed: SealedKeys, secret: Secret) -> OpenKeys | None:
        """Unwrap the root key and verify the whole file with it.

        Returns:
            None when the secret is wrong.

        Raises:
            KeyFileAltered: reason "slot" or "mac", with ``has_backup``.
            KdfOutOfRange: before anything is derived.
        """
        try:
            opened = keys.unwrap(sealed.document, secret, self._limits)
            if opened is None:
                self._require_not_opened_by_backup(sealed, secret)
                return None
            root_key, slot = opened
            if not keys.has_valid_mac(sealed.raw, sealed.document, root_key):
                raise KeyFileAltered(reason="mac")
        except KeyFileAltered as error:
            self._was_altered = True
            raise self._with_backup(error) from None
        return OpenKeys(sealed, root_key, slot)

    def write_first(self, document: KeyFile, root_key: bytes, secrets: Sequence[Secret]) -> SealedKeys:
        """Write the key file of a new vault."""
        raw = keys.seal(document, root_key)
        self._folder.replace(
            KEYS, raw, verify=lambda written: self._verify(written, document, root_key, secrets)
        )
        return SealedKeys(raw, document)

    def rewrite(
        self, current: SealedKeys, document: KeyFile, root_key: bytes, secrets: Sequence[Secret]
    ) -> SealedKeys:
        """Replace the key file; at every moment the old or the new one is there, whole.

        Args:
            current: what is believed to be on the disk. It becomes the backup, unless the backup is the last
                one whose passphrase has been proven: several changes in one session keep that one.
            document: the next generation.
            root_key: 32 bytes.
            secrets: each is tried on what was read back, before the old file goes.

        Raises:
            VaultReplaced: somebody else has changed the file.
            VaultTooNew: a newer version wrote it, and what we do not know would be lost.
        """
        if current.document.fmt != keys.FORMAT:
            raise VaultTooNew(found=current.document.fmt, supported=keys.FORMAT)
        if self._folder.read(KEYS, keys.LARGEST_FILE) != current.raw:
            raise VaultReplaced()
        raw = keys.seal(document, root_key)
        backup = self.backup()
        if backup is None or backup.document.of_kind("passphrase") == current.document.of_kind("passphrase"):
            self.refresh_backup(current)
        self._folder.replace(
            KEYS, raw, verify=lambda written: self._verify(written, document, root_key, secrets)
        )
        return SealedKeys(raw, document)

    def refresh_backup(self, sealed: SealedKeys) -> None:
        """Make the backup the same as a key file that is known to be good."""
        if self._folder.read(KEYS_BACKUP, keys.LARGEST_FILE) != sealed.raw:
            self._folder.replace(KEYS_BACKUP, sealed.raw)

    def restore(self, now: int) -> None:
        """Put the backup in place; the damaged file is kept as vault.keys.damaged-<ms>.

        Raises:
            KeyFileDamaged: reason "backup": it cannot be read either.
            UsageRefused: reason "key-file-is-fine": it parses, and no unlock has found it altered.
        """
        backup = self.backup()
        if backup is None:
            raise KeyFileDamaged(reason="backup", has_backup=False)
        raw = self._folder.read(KEYS, keys.LARGEST_FILE)
        if raw is not None:
            if not self._was_altered and _is_readable(raw):
                raise UsageRefused(reason="key-file-is-fine")
            self._folder.rename(KEYS, f"{KEYS}.damaged-{now}")
        self._folder.replace(KEYS, backup.raw)
        self._was_altered = False

    def has_kept_damaged(self) -> bool:
        """Whether a damaged key file was put aside here."""
        return any(self._folder.path.glob(f"{KEYS}.damaged-*"))

    def require_database(self, *names: str) -> None:
        """Raise DatabaseMissing unless one of the files is there."""
        if not any(self._folder.exists(name) for name in names):
            raise DatabaseMissing()

    def _require_not_opened_by_backup(self, sealed: SealedKeys, secret: Secret) -> None:
        """Tell a wrong secret from a slot whose salt or cost somebody changed.

        Both give another key, so only the backup knows: it is the same generation, differs, and opens.
        """
        backup = self.backup()
        if backup is None or backup.raw == sealed.raw or backup.document.gen != sealed.document.gen:
            return
        try:
            opened = keys.unwrap(backup.document, secret, self._limits)
        except KdfOutOfRange:
            return
        if opened is not None:
            raise KeyFileAltered(reason="slot")

    def _verify(self, written: bytes, document: KeyFile, root_key: bytes, secrets: Sequence[Secret]) -> None:
        """Refuse what was read back unless it is this document and each secret opens it."""
        try:
            found = keys.parse(written)
            opened = [keys.unwrap(found, secret, self._limits) for secret in secrets]
        except VaultError:
            raise StorageFailed(reason="verify") from None
        opens = all(pair is not None and hmac.compare_digest(pair[0], root_key) for pair in opened)
        if found != document or not opens or not keys.has_valid_mac(written, found, root_key):
            raise StorageFailed(reason="verify")

    def _with_backup(self, error: VaultError) -> VaultError:
        return type(error)(**error.facts, has_backup=self.backup() is not None)


def _is_readable(raw: bytes) -> bool:
    try:
        keys.parse(raw)
    except KeyFileDamaged:
        return False
    except VaultTooNew:
        return True
    return True

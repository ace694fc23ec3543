"""What a user may be told: the core's errors, and ``explain``, the one place that words them.

::

    SottoError (models.errors)
    ├─ VaultError
    │  ├─ VaultMissing          no vault in this folder
    │  ├─ VaultExists           create was asked for where one is
    │  ├─ VaultLockedError      a call that needs an unlocked vault
    │  ├─ WrongPassphrase       may carry seconds to wait
    │  ├─ RecoveryCodeMistyped  the checksum of one group fails
    │  ├─ WrongRecoveryCode     well formed, but not this vault's
    │  ├─ TooManyAttempts       back-off: seconds to wait
    │  ├─ KeyFileDamaged        vault.keys cannot be read; has_backup says whether .bak can
    │  ├─ KeyFileAltered        readable, but its MAC or a slot's AAD does not match
    │  ├─ KdfOutOfRange         parameters below the floor or above the ceiling
    │  ├─ DatabaseMissing       vault.keys is there, vault.db is not
    │  ├─ DatabaseEmpty         zero bytes
    │  ├─ DatabaseDamaged       the key is right, the file is not
    │  ├─ DatabaseForeign       it belongs to another vault (vault_id differs) or generation
    │  ├─ VaultTooNew           made by a newer version
    │  ├─ VaultInUse            another process holds it: pid, host
    │  ├─ DiskFull · ReadOnly · VaultReplaced · UnsafePath · StorageFailed
    │  └─ NoSuchItem            an id that is not there
    ├─ ServiceLost              a service process ended or does not answer (name, how, exit_code)
    ├─ ServiceUnavailable       it crashed too often and is not restarted until asked
    ├─ CallTimedOut             a deadline passed
    └─ UsageRefused             what was asked for is not allowed or not possible now (reason)
"""

from __future__ import annotations

from models.errors import SottoError


class VaultError(SottoError):
    """Anything about the vault."""

    code = "vault"


class VaultMissing(VaultError):
    """There is no vault in the folder."""

    code = "vault-missing"


class VaultExists(VaultError):
    """The folder already holds a vault (or a part of one); creating would overwrite it."""

    code = "vault-exists"


class VaultLockedError(VaultError):
    """The vault has to be unlocked first."""

    code = "vault-locked"


class WrongPassphrase(VaultError):
    """No passphrase slot opens with it. Fact: ``wait`` seconds until the next try is accepted."""

    code = "wrong-passphrase"


class RecoveryCodeMistyped(VaultError):
    """A typing mistake. Fact: ``group``, counted from 1 (0: wrong length)."""

    code = "recovery-mistyped"


class WrongRecoveryCode(VaultError):
    """Well formed, but it opens no slot of this vault. Fact: ``wait``."""

    code = "wrong-recovery"


class TooManyAttempts(VaultError):
    """Not tried: wait first. Fact: ``wait`` seconds."""

    code = "too-many-attempts"


class KeyFileDamaged(VaultError):
    """vault.keys cannot be parsed. Facts: ``reason``, ``has_backup``."""

    code = "keyfile-damaged"


class KeyFileAltered(VaultError):
    """vault.keys parses, but its MAC or a slot's AAD does not hold. Facts: ``reason``, ``has_backup``."""

    code = "keyfile-altered"


class KdfOutOfRange(VaultError):
    """Argon2id parameters outside the accepted range. Facts: ``name``, ``value``."""

    code = "kdf-out-of-range"


class DatabaseMissing(VaultError):
    """vault.keys is there, vault.db is not."""

    code = "database-missing"


class DatabaseEmpty(VaultError):
    """vault.db has no bytes; it is never opened as a new vault."""

    code = "database-empty"


class DatabaseDamaged(VaultError):
    """The key is right and the file cannot be read. Fact: ``reason``."""

    code = "database-damaged"


class DatabaseForeign(VaultError):
    """vault.db belongs to another vault or to an older state than vault.keys. Fact: ``reason``."""

    code = "database-foreign"


class VaultTooNew(VaultError):
    """Needs a newer version. Facts: ``found``, ``supported``."""

    code = "vault-too-new"


class VaultInUse(VaultError):
    """Another process has it open. Facts: ``pid``, ``host``."""

    code = "vault-in-use"


class DiskFull(VaultError):
    """No space left. Facts: ``free`` bytes, ``has_ballast``."""

    code = "disk-full"


class ReadOnly(VaultError):
    """The folder or a file of the vault cannot be written."""

    code = "read-only"


class VaultReplaced(VaultError):
    """The file was replaced or removed while open (a sync program?)."""

    code = "vault-replaced"


class UnsafePath(VaultError):
    """A symlink, FIFO, directory or foreign file in the place of ours. Facts: ``name``, ``reason``."""

    code = "unsafe-path"


class StorageFailed(VaultError):
    """Reading or writing failed (EIO and the like). Fact: ``reason``."""

    code = "storage-failed"


class NoSuchItem(VaultError):
    """An id that is not in the vault. Fact: ``kind``."""

    code = "no-such-item"


class ServiceLost(SottoError):
    """A service process ended or closed its pipe. Facts: ``service``, ``how``, ``exit_code``."""

    code = "service-lost"


class ServiceUnavailable(SottoError):
    """A service crashed too often. Facts: ``service``, ``crashes``."""

    code = "service-unavailable"


class CallTimedOut(SottoError):
    """A call took longer than its deadline. Facts: ``service``, ``seconds``."""

    code = "call-timed-out"


class UsageRefused(SottoError):
    """Not possible now or not allowed. Fact: ``reason`` (a code of ours)."""

    code = "refused"

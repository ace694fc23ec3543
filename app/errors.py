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
    ├─ GateError                sending an approved request
    │  ├─ Unreachable           no connection: reason, host
    │  ├─ NameNotFound          the server's name (or its proxy's) is not known
    │  ├─ ProxyRefused          the proxy does not let us through
    │  ├─ TlsRefused            the connection would not be safe (reason)
    │  ├─ PinMismatch           a valid certificate with another key than the one expected
    │  ├─ PlainHttpRefused      unencrypted, and not to this computer
    │  ├─ HostNotAllowed        the gate was not told that this server may be asked
    │  ├─ BodyNotApproved       bytes without a valid, unused approval
    │  ├─ CredentialRefused     the server does not accept the key
    │  ├─ RequestRefused        the server says that the request is wrong (status)
    │  ├─ RateLimited           too many requests: wait
    │  ├─ ServerFailed          a status of 500 and above
    │  ├─ RedirectRefused       the server points elsewhere
    │  ├─ AnswerTooLarge · AnswerBroken
    │  └─ CutOff                the answer stopped in the middle, or the server fell silent
    ├─ RedactionError
    │  ├─ RedactionFailed       a scan or a redaction that cannot be trusted (reason); nothing is sent
    │  └─ ValueStillThere       the outgoing bytes contain a value that should be hidden
    ├─ KeyringUnavailable       the system's keyring does not give or take a secret (reason)
    ├─ ServiceLost              a service process ended or does not answer (name, how, exit_code)
    ├─ ServiceUnavailable       it crashed too often and is not restarted until asked
    ├─ CallTimedOut             a deadline passed
    ├─ UnknownProfile           there is no redaction profile of this name
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


class GateError(SottoError):
    """Anything about sending an approved request. Fact of all: ``host`` where one is known."""

    code = "gate"


class Unreachable(GateError):
    """No connection. Facts: ``reason`` ("refused", "timed-out", "no-route", "failed"), ``host``."""

    code = "unreachable"


class NameNotFound(GateError):
    """No address for the name. Fact: ``host``."""

    code = "name-not-found"


class ProxyRefused(GateError):
    """The proxy does not connect us. Facts: ``reason`` ("credential", "denied", "protocol"), ``host``."""

    code = "proxy-refused"


class TlsRefused(GateError):
    """The connection would not be safe.

    Facts: ``host``, ``reason``: "expired", "not-yet-valid", "wrong-host", "unknown-authority", "self-signed",
    "revoked", "old-version", "client-certificate", "not-tls", "ca-bundle" (ours cannot be read) or "failed".
    """

    code = "tls-refused"


class PinMismatch(GateError):
    """The server's key is none of the pinned ones. Facts: ``host``, ``found`` (base64 SHA-256)."""

    code = "pin-mismatch"


class PlainHttpRefused(GateError):
    """An unencrypted address that is not on this computer. Fact: ``host``."""

    code = "plain-http-refused"


class HostNotAllowed(GateError):
    """Not on the list that the gate was started with. Fact: ``host``."""

    code = "host-not-allowed"


class BodyNotApproved(GateError):
    """Refused before any connection.

    Fact: ``reason``: "hash" (other bytes), "seal" (no approval of ours, or for something else) or "used".
    """

    code = "body-not-approved"


class CredentialRefused(GateError):
    """401 or 403. Facts: ``host``, ``status``."""

    code = "credential-refused"


class RequestRefused(GateError):
    """Any other status of 400 to 499: usually a wrong address, model or size. Facts: ``host``, ``status``."""

    code = "request-refused"


class RateLimited(GateError):
    """Too many requests. Facts: ``wait`` seconds (0: not said), ``host``, ``ours``: our own limit."""

    code = "rate-limited"


class ServerFailed(GateError):
    """A status of 500 and above, or an error event in the answer. Facts: ``host``, ``status``."""

    code = "server-failed"


class RedirectRefused(GateError):
    """The server points elsewhere; nothing is ever sent there. Facts: ``host``, ``status``."""

    code = "redirect-refused"


class AnswerTooLarge(GateError):
    """More than was allowed. Facts: ``host``, ``limit`` bytes, ``part`` ("head", "event" or "answer")."""

    code = "answer-too-large"


class AnswerBroken(GateError):
    """Not what the dialect says. Facts: ``host``, ``reason`` ("http", "encoding", "type", "json", "text")."""

    code = "answer-broken"


class CutOff(GateError):
    """The answer stopped before its end. Facts: ``host``, ``reason`` ("closed", "silent", "too-long")."""

    code = "cut-off"


class RedactionError(SottoError):
    """Anything about hiding what identifies somebody. Nothing was sent."""

    code = "redaction"


class RedactionFailed(RedactionError):
    """A redaction that cannot be trusted. Fact: ``reason`` ("round-trip", "spans", "cut")."""

    code = "redaction-failed"


class ValueStillThere(RedactionError):
    """Hidden values are in the outgoing bytes.

    Facts: ``count``; of the first one ``how`` it stands there and ``index``, its place among what is hidden.
    """

    code = "value-still-there"


class KeyringUnavailable(SottoError):
    """The system's keyring gives or takes no secret. Fact: ``reason`` ("absent", "locked", "failed")."""

    code = "keyring-unavailable"


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


class UnknownProfile(SottoError):
    """There is no redaction profile of the name that was asked for."""

    code = "unknown-profile"

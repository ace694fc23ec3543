r"""The key file: a random root key, and slots that each wrap it.

::

    passphrase ----Argon2id--> stretched --\
    recovery code (160 random bits) --------> HKDF --> key-encryption key + check value
                                                        | AES-256-GCM, AAD = the slot's parameters
                                                        v
                                              root key (256 bit, never changes)
                                                        | HKDF, one label per purpose
                                                        v
                                   database key, MAC key of this file, ...

Changing a passphrase rewrites one slot; the database is not touched. The file format, with every byte
that goes into a MAC, is written down in docs/vault-format.md.

Three layers tell faults apart. ``sum`` is a plain SHA-256: without any secret it says that the file is
damaged, so that nobody is told "wrong passphrase" because of a bad sector. A slot's check value says that
the secret was right although the slot does not open: altered. ``mac``, under the root key, covers the whole
file: a slot was removed, added or relabelled.
"""

from __future__ import annotations

import hashlib
import hmac
import re
from collections.abc import Callable
from typing import Annotated, Literal, TypeVar

import msgspec
from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from msgspec import Meta

from app.errors import KdfOutOfRange, KeyFileAltered, KeyFileDamaged, VaultTooNew
from app.vault.kdf import ARGON2_VERSION, KEY_BYTES, KdfLimits, derive
from app.vault.port import KdfCost, SlotInfo

MAGIC = "sotto-vault"
FORMAT = 1
LARGEST_FILE = 64 * 1024
CHECK_BYTES = 16
NONCE_BYTES = 12
SALT_BYTES = 16
DATABASE_SALT_BYTES = 16
_WRAPPED_BYTES = KEY_BYTES + 16  # the GCM tag
_TRAILER = re.compile(rb',"mac":"([0-9a-f]{64})","sum":"([0-9a-f]{64})"\}\n')
_TRAILER_BYTES = len(',"mac":"') + 64 + len('","sum":"') + 64 + len('"}\n')
_SUM_BYTES = len(',"sum":"') + 64 + len('"}\n')

SlotKind = Literal["passphrase", "recovery"]
RandomBytes = Callable[[int], bytes]
_Decoded = TypeVar("_Decoded")

_Count = Annotated[int, Meta(ge=0, le=2**53)]
_Salt = Annotated[bytes, Meta(min_length=SALT_BYTES, max_length=64)]


class Argon2id(msgspec.Struct, frozen=True, tag_field="alg", tag="argon2id", forbid_unknown_fields=True):
    """How a passphrase becomes a key. ``m`` in KiB; the bounds are ``KdfLimits``."""

    v: int
    m: int
    t: int
    p: int
    salt: _Salt

    @property
    def cost(self) -> KdfCost:
        """The same as the port names it."""
        return KdfCost(memory_kib=self.m, time=self.t, lanes=self.p)

    @property
    def canonical(self) -> str:
        """The parameters as they go into the AAD."""
        return f"argon2id|{self.v}|{self.m}|{self.t}|{self.p}|{self.salt.hex()}"


class HkdfSha256(msgspec.Struct, frozen=True, tag_field="alg", tag="hkdf-sha256", forbid_unknown_fields=True):
    """How 160 random bits become a key: there is nothing to stretch."""

    salt: _Salt

    @property
    def canonical(self) -> str:
        """The parameters as they go into the AAD."""
        return f"hkdf-sha256|{self.salt.hex()}"


class Slot(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One wrapped copy of the root key.

    Attributes:
        check: comes out of the same HKDF as the key-encryption key.
        verified: the user has shown to know the secret.
    """

    id: Annotated[str, Meta(pattern=r"^[0-9a-f]{16}\Z")]
    type: SlotKind
    label: Annotated[str, Meta(max_length=80)]
    kdf: Argon2id | HkdfSha256
    check: Annotated[bytes, Meta(min_length=CHECK_BYTES, max_length=CHECK_BYTES)]
    nonce: Annotated[bytes, Meta(min_length=NONCE_BYTES, max_length=NONCE_BYTES)]
    ct: Annotated[bytes, Meta(min_length=_WRAPPED_BYTES, max_length=_WRAPPED_BYTES)]
    created: _Count
    verified: bool

    def info(self) -> SlotInfo:
        """Return what may be shown of it."""
        cost = self.kdf.cost if isinstance(self.kdf, Argon2id) else None
        return SlotInfo(id=self.id, kind=self.type, created=self.created, verified=self.verified, cost=cost)


class DatabaseParameters(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """How vault.db is opened. The salt is here too, so that its first 16 bytes may be lost."""

    salt: Annotated[bytes, Meta(min_length=DATABASE_SALT_BYTES, max_length=DATABASE_SALT_BYTES)]
    page_size: Literal[4096]
    cipher: Literal["sqlcipher4"]


class KeyFile(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """vault.keys without its trailer. The order of the fields is the order in the file.

    Attributes:
        gen: goes up by one with every rewrite; the database keeps the last one it saw.
        created: of the vault, ms since the epoch.
    """

    magic: Literal["sotto-vault"]
    fmt: _Count
    min_reader: _Count
    vault_id: Annotated[str, Meta(pattern=r"^[0-9a-f]{32}\Z")]
    gen: Annotated[int, Meta(ge=1, le=2**53)]
    created: _Count
    db: DatabaseParameters
    slots: Annotated[tuple[Slot, ...], Meta(min_length=1, max_length=8)]

    def of_kind(self, kind: SlotKind) -> tuple[Slot, ...]:
        """Return the slots of one kind."""
        return tuple(slot for slot in self.slots if slot.type == kind)

    def with_slot(self, slot: Slot) -> KeyFile:
        """Return the next generation: ``slot`` alone of its kind, the other kinds untouched."""
        kept = tuple(other for other in self.slots if other.type != slot.type)
        return msgspec.structs.replace(self, gen=self.gen + 1, slots=(*kept, slot))


class _Versions(msgspec.Struct):
    """What every format has, read before anything else."""

    magic: Literal["sotto-vault"]
    fmt: _Count
    min_reader: _Count


class Secret:
    """A typed secret, which remembers what it was stretched to.

    A slot is verified by reading it back; with the memory that costs one Argon2id, not two.
    """

    def __init__(self, kind: SlotKind, value: bytes) -> None:
        self.kind = kind
        self._value = bytearray(value)
        self._stretched: dict[str, bytes] = {}

    def __repr__(self) -> str:
        """Never the value."""
        return f"<Secret {self.kind}>"

    def keys(self, kdf: Argon2id | HkdfSha256) -> tuple[bytes, bytes]:
        """Return the key-encryption key (32 bytes) and the check value (16 bytes) under these parameters."""
        known = self._stretched.get(kdf.canonical)
        if known is None:
            known = self._derive(kdf)
            self._stretched[kdf.canonical] = known
        return known[:KEY_BYTES], known[KEY_BYTES:]

    def wipe(self) -> None:
        """Overwrite what can be overwritten; the process's death does the rest."""
        self._value[:] = bytes(len(self._value))
        self._stretched.clear()

    def _derive(self, kdf: Argon2id | HkdfSha256) -> bytes:
        material = bytes(self._value)
        if isinstance(kdf, Argon2id):
            material = derive(material, salt=kdf.salt, cost=kdf.cost)
        return _hkdf(material, salt=kdf.salt, info=b"vault/1/slot", length=KEY_BYTES + CHECK_BYTES)


def parse(raw: bytes) -> KeyFile:
    """Read a key file; any bytes give a document or one of the errors.

    The MAC cannot be checked here: that needs the root key, see ``has_valid_mac``.

    Raises:
        KeyFileDamaged: ``reason`` is "empty", "size", "sum", "json" or "slots".
        VaultTooNew: ``found`` and ``supported`` formats.
    """
    if not raw:
        raise KeyFileDamaged(reason="empty")
    if len(raw) > LARGEST_FILE:
        raise KeyFileDamaged(reason="size")
    trailer = _TRAILER.fullmatch(raw[-_TRAILER_BYTES:])
    if trailer is None or hashlib.sha256(raw[:-_SUM_BYTES]).hexdigest().encode() != trailer[2]:
        raise KeyFileDamaged(reason="sum")
    body = raw[:-_TRAILER_BYTES] + b"}"
    versions = _decode(body, _Versions)
    if versions.min_reader > FORMAT:
        raise VaultTooNew(found=versions.fmt, supported=FORMAT)
    document = _decode(body, KeyFile)
    _require_consistent(document)
    return document


def seal(document: KeyFile, root_key: bytes) -> bytes:
    """Write a document with its MAC and its checksum."""
    body = msgspec.json.encode(document)[:-1]
    with_mac = body + b',"mac":"' + _mac(body, document.vault_id, root_key).encode() + b'"'
    return with_mac + b',"sum":"' + hashlib.sha256(with_mac).hexdigest().encode() + b'"}\n'


def has_valid_mac(raw: bytes, document: KeyFile, root_key: bytes) -> bool:
    """Whether nobody without the root key has changed a byte of ``raw`` (which ``parse`` has accepted)."""
    found = raw[-_TRAILER_BYTES + len(',"mac":"') :][:64]
    return hmac.compare_digest(found, _mac(raw[:-_TRAILER_BYTES], document.vault_id, root_key).encode())


def new_kdf(cost: KdfCost | None, random_bytes: RandomBytes) -> Argon2id | HkdfSha256:
    """Choose a salt: Argon2id at this cost for a passphrase, HKDF (None) for a recovery code."""
    salt = random_bytes(SALT_BYTES)
    if cost is None:
        return HkdfSha256(salt=salt)
    return Argon2id(v=ARGON2_VERSION, m=cost.memory_kib, t=cost.time, p=cost.lanes, salt=salt)


def make_slot(
    secret: Secret,
    root_key: bytes,
    *,
    vault_id: str,
    kdf: Argon2id | HkdfSha256,
    random_bytes: RandomBytes,
    created: int,
    verified: bool,
) -> Slot:
    """Wrap the root key under a secret.

    Args:
        secret: its kind is the slot's.
        root_key: 32 bytes.
        vault_id: 32 hexadecimal digits.
        kdf: of ``new_kdf``; what the secret was stretched to under it before is not derived again.
        random_bytes: gives n random bytes.
        created: ms since the epoch.
        verified: whether the user has shown to know it.
    """
    key, check = secret.keys(kdf)
    slot_id, nonce = random_bytes(8).hex(), random_bytes(NONCE_BYTES)
    wrapped = AESGCM(key).encrypt(nonce, root_key, _slot_aad(vault_id, slot_id, secret.kind, kdf))
    return Slot(
        id=slot_id,
        type=secret.kind,
        label="",
        kdf=kdf,
        check=check,
        nonce=nonce,
        ct=wrapped,
        created=created,
        verified=verified,
    )


def open_slot(document: KeyFile, slot: Slot, secret: Secret) -> bytes | None:
    """Unwrap the root key.

    Returns:
        32 bytes, or None when the secret is not this slot's.

    Raises:
        KeyFileAltered: reason "slot": the secret is right, but the slot is not what was made.
    """
    key, check = secret.keys(slot.kdf)
    if not hmac.compare_digest(check, slot.check):
        return None
    aad = _slot_aad(document.vault_id, slot.id, slot.type, slot.kdf)
    try:
        return AESGCM(key).decrypt(slot.nonce, slot.ct, aad)
    except InvalidTag:
        raise KeyFileAltered(reason="slot") from None


def unwrap(document: KeyFile, secret: Secret, limits: KdfLimits) -> tuple[bytes, Slot] | None:
    """Open the first slot that the secret fits.

    Returns:
        The root key and the slot, or None when it fits none.

    Raises:
        KdfOutOfRange: before anything is derived.
        KeyFileAltered: see ``open_slot``.
    """
    slots = document.of_kind(secret.kind)
    for slot in slots:
        if isinstance(slot.kdf, Argon2id):
            _require_accepted(slot.kdf, limits)
    for slot in slots:
        root_key = open_slot(document, slot, secret)
        if root_key is not None:
            return root_key, slot
    return None


def purpose_key(root_key: bytes, vault_id: str, purpose: str) -> bytes:
    """Derive the 32 byte key for one purpose ("database", "key-file", "audit") from the root key."""
    return _hkdf(root_key, salt=b"", info=f"vault/1/{purpose}/{vault_id}".encode(), length=KEY_BYTES)


def _require_accepted(kdf: Argon2id, limits: KdfLimits) -> None:
    if kdf.v != ARGON2_VERSION:
        raise KdfOutOfRange(name="version", value=str(kdf.v)[:24])
    limits.require(kdf.cost)


def _require_consistent(document: KeyFile) -> None:
    """Check what types cannot say: each kind has its own derivation, and ids are unique."""
    fits = all(isinstance(slot.kdf, Argon2id) == (slot.type == "passphrase") for slot in document.slots)
    if not fits or len({slot.id for slot in document.slots}) != len(document.slots):
        raise KeyFileDamaged(reason="slots")


def _decode(body: bytes, kind: type[_Decoded]) -> _Decoded:
    try:
        return msgspec.json.decode(body, type=kind)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError):
        raise KeyFileDamaged(reason="json") from None


def _slot_aad(vault_id: str, slot_id: str, kind: SlotKind, kdf: Argon2id | HkdfSha256) -> bytes:
    return f"{MAGIC}|{FORMAT}|{vault_id}|{slot_id}|{kind}|{kdf.canonical}".encode()


def _mac(body: bytes, vault_id: str, root_key: bytes) -> str:
    return hmac.digest(purpose_key(root_key, vault_id, "key-file"), body, "sha256").hex()


def _hkdf(material: bytes, *, salt: bytes, info: bytes, length: int) -> bytes:
    return HKDF(algorithm=SHA256(), length=length, salt=salt, info=info).derive(material)

"""The audit log's format: a chain of hashes, an export that is signed, and its check without a vault.

A record is canonical JSON (compact, members sorted by name, members of the entry that have their default
left out) of its number, its time, the hash of the record before and the entry. Its hash is the SHA-256 of
exactly these bytes. They are stored and exported as they were hashed, so nobody who checks them has to write
JSON as we do. An export is signed with Ed25519 (RFC 8032).

docs/vault-format.md has every byte of it.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from typing import BinaryIO, Final, Literal

import msgspec
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

from app.audit import AuditEntry, AuditRecord, AuditReport

FORMAT: Final = "sotto-audit"
VERSION: Final = 1
FIRST: Final = "0" * 64
FINGERPRINT_DIGITS: Final = 16
LONGEST_LINE: Final = 64 * 1024
LONGEST_RECORD: Final = LONGEST_LINE // 2

Fault = Literal["changed", "missing", "order", "signature", "format"]


class _Record(msgspec.Struct, frozen=True):
    """What is hashed."""

    number: int
    time: int
    before: str
    entry: AuditEntry


class _Link(msgspec.Struct, frozen=True):
    """The part of a record that ties it to the one before."""

    number: int
    before: str


class _Header(msgspec.Struct, frozen=True, tag_field="line", tag="header", forbid_unknown_fields=True):
    """The first line of an export.

    Attributes:
        made: ms since the epoch.
        public_key: 32 bytes in hex.
    """

    format: Literal["sotto-audit"]
    version: Literal[1]
    vault_id: str
    made: int
    public_key: str


class _RecordLine(msgspec.Struct, frozen=True, tag_field="line", tag="record", forbid_unknown_fields=True):
    """A record, with the bytes that were hashed as they are."""

    hash: str
    record: msgspec.Raw


class _EndLine(msgspec.Struct, frozen=True, tag_field="line", tag="end", forbid_unknown_fields=True):
    """The last line of an export.

    Attributes:
        records: how many the log has.
        sha256: of all lines before, each with its line feed.
        signature: over the 32 bytes of that hash.
    """

    records: int
    sha256: str
    signature: str


_Line = _Header | _RecordLine | _EndLine
_LINES: Final[msgspec.json.Decoder[_Line]] = msgspec.json.Decoder(_Line)
_LINKS: Final = msgspec.json.Decoder(_Link)
_RECORDS: Final = msgspec.json.Decoder(_Record)


class Chain:
    """Follows records one after another, and remembers the first that does not fit. Keeps none of them.

    Attributes:
        records: how many were seen.
        broken_at: the number that the first record that does not fit should have; 0 while all fit.
        reason: "" or why it does not.
    """

    def __init__(self) -> None:
        self.records = 0
        self.broken_at = 0
        self.reason: Fault | Literal[""] = ""
        self._end = FIRST

    def follow(self, digest: str, record: bytes) -> None:
        """Take the next record, as it was hashed, with what its hash should be."""
        self.records += 1
        try:
            link = _LINKS.decode(record)
        except (msgspec.DecodeError, UnicodeDecodeError, RecursionError):
            self.stop("format", self.records)
            return
        if self.reason:
            if self.reason == "missing" and link.number == self.broken_at:
                self.reason = "order"  # it was only late
        elif digest_of(record) != digest:
            self.stop("changed", self.records)
        elif link.number != self.records:
            self.stop("missing" if link.number > self.records else "order", self.records)
        elif link.before != self._end:
            self.stop("changed", self.records)
        self._end = digest

    def require_end(self, records: int, digest: str | None = None) -> None:
        """Say that there should have been so many, the last with this hash."""
        if self.records < records:
            self.stop("missing", self.records + 1)
        elif self.records > records:
            self.stop("order", records + 1)
        elif digest is not None and digest != self._end:
            self.stop("changed", records)

    def stop(self, reason: Fault, number: int) -> None:
        """Note a fault, unless there was one before."""
        if not self.reason:
            self.reason, self.broken_at = reason, number

    def report(self, key: str) -> AuditReport:
        """Return the result for a log whose signing key has this fingerprint."""
        return AuditReport(
            ok=not self.reason,
            records=self.records,
            broken_at=self.broken_at,
            reason=self.reason,
            key=key[:FINGERPRINT_DIGITS],
        )


def record_bytes(number: int, time: int, before: str, entry: AuditEntry) -> bytes:
    """Return what is hashed of a record; see the module."""
    return canonical(_Record(number, time, before, entry))


def read_record(digest: str, record: bytes) -> AuditRecord:
    """Return a record whose bytes are these.

    Raises:
        msgspec.DecodeError: they are none.
    """
    found = _RECORDS.decode(record)
    return AuditRecord(found.number, found.time, found.before, digest, found.entry)


def export_lines(
    records: Iterable[tuple[str, bytes]], *, length: int, vault_id: str, made: int, key: Ed25519PrivateKey
) -> Iterator[bytes]:
    """Yield the lines of an export, each with its line feed.

    Args:
        records: hash and bytes of each, from the first to the last.
        length: how many there should be: an export of a log that has lost its end fails its check.
        vault_id: whose log it is.
        made: ms since the epoch.
        key: signs it.
    """
    header = _Header(FORMAT, VERSION, vault_id, made, key.public_key().public_bytes_raw().hex())
    line = canonical(header) + b"\n"
    whole = hashlib.sha256(line)
    yield line
    for digest, record in records:
        line = canonical(_RecordLine(digest, msgspec.Raw(record))) + b"\n"
        whole.update(line)
        yield line
    yield canonical(_EndLine(length, whole.hexdigest(), key.sign(whole.digest()).hex())) + b"\n"


def verify_export(lines: Iterable[bytes], *, key: str = "") -> AuditReport:
    """Check an export without a vault, line by line in constant memory.

    Whoever made it can have made all of it up: the signature says that one key signed these bytes, and only a
    fingerprint that is known from elsewhere says whose key that is.

    Args:
        lines: of the file, with or without their line feeds.
        key: the fingerprint that the signing key should have, at least its first 16 hex digits; "" takes any.

    Returns:
        ``broken_at`` is 0 for a fault that is not one record's.
    """
    rest = iter(lines)
    first = next(rest, b"")
    header = _line(first)
    public = _public_key(header.public_key) if isinstance(header, _Header) else None
    if public is None:
        return AuditReport(ok=False, records=0, reason="format")
    named = fingerprint(public)
    chain, whole = Chain(), hashlib.sha256(_with_feed(first))
    end: _EndLine | None = None
    for raw in rest:
        line = _line(raw)
        if end is not None or line is None or isinstance(line, _Header):
            chain.stop("format", 0 if end is not None else chain.records + 1)
            break
        if isinstance(line, _EndLine):
            end = line
            continue
        chain.follow(line.hash, bytes(line.record))
        whole.update(_with_feed(raw))
    chain.require_end(chain.records + 1 if end is None else end.records)
    if end is not None and not (_is_expected(named, key) and _is_signed(public, whole.digest(), end)):
        chain.stop("signature", 0)
    return chain.report(named)


def lines_of(file: BinaryIO) -> Iterator[bytes]:
    """Yield the lines of an export; one that is longer than any of ours comes cut, and fails the check."""
    while line := file.readline(LONGEST_LINE + 1):
        yield line


def canonical(value: msgspec.Struct) -> bytes:
    """Return the bytes that are hashed: compact JSON in UTF-8, members sorted by name."""
    return msgspec.json.encode(value, order="sorted")


def digest_of(record: bytes) -> str:
    """Return the hash of a record: lower-case hex SHA-256."""
    return hashlib.sha256(record).hexdigest()


def fingerprint(key: Ed25519PublicKey) -> str:
    """Return the SHA-256 of the 32 bytes of a public key, in hex; its first 16 digits name the key."""
    return hashlib.sha256(key.public_bytes_raw()).hexdigest()


def _line(raw: bytes) -> _Line | None:
    if len(raw) > LONGEST_LINE:
        return None
    try:
        return _LINES.decode(raw)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError):
        return None


def _with_feed(line: bytes) -> bytes:
    return line.removesuffix(b"\n") + b"\n"


def _public_key(text: str) -> Ed25519PublicKey | None:
    try:
        return Ed25519PublicKey.from_public_bytes(bytes.fromhex(text))
    except ValueError:
        return None


def _is_expected(found: str, wanted: str) -> bool:
    wanted = "".join(wanted.split()).lower()
    return not wanted or (len(wanted) >= FINGERPRINT_DIGITS and found.startswith(wanted))


def _is_signed(key: Ed25519PublicKey, digest: bytes, end: _EndLine) -> bool:
    try:
        key.verify(bytes.fromhex(end.signature), digest)
    except (InvalidSignature, ValueError):
        return False
    return digest.hex() == end.sha256

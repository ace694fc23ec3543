"""The audit log in the database: it is only ever added to.

The key that signs an export comes out of the vault's root key and is on no disk. The end of the log is noted
beside it as well, so that records that are lost there are missed, too.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Final

import msgspec
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from app.audit import AuditEntry, AuditRecord, AuditReport
from app.conversation import Exchange
from app.errors import DatabaseDamaged, UsageRefused
from app.vault.audit import (
    FIRST,
    LONGEST_RECORD,
    Chain,
    digest_of,
    export_lines,
    fingerprint,
    read_record,
    record_bytes,
)
from app.vault.store import Store

_ROWS_AT_ONCE: Final = 500
# What a clock may be put right by, in ms, without a word; servers of time correct by far less.
_CLOCK_TOLERANCE: Final = 120_000
_MOST_RECORDS: Final = 1000
# After these no other attempt follows; after an error one may.
_LAST_OUTCOMES: Final = frozenset({"answered", "cancelled", "unknown", "interrupted"})
LOG_END: Final = "audit_end"  # in the table meta


class AuditLog:
    """The log of an open vault.

    Args:
        store: the open database.
        vault_id: named in an export.
        now: ms since the epoch.
        elapsed: ms of a clock that nobody can set and that runs on while the computer sleeps.
        signing_key: derives the 32 bytes of the signing key.
    """

    def __init__(
        self,
        store: Store,
        *,
        vault_id: str,
        now: Callable[[], int],
        elapsed: Callable[[], int],
        signing_key: Callable[[], bytes],
    ) -> None:
        self._store = store
        self._vault_id = vault_id
        self._now = now
        self._elapsed = elapsed
        self._clocks = now(), elapsed()
        self._signing_key = signing_key

    def append(self, entry: AuditEntry) -> AuditRecord:
        """Add an entry to the end, in one transaction; before it, if the clock was set, a word about that.

        Raises:
            UsageRefused: reason "too-large": an entry holds codes and figures, so this is none.
        """
        clocks = self._now(), self._elapsed()
        with self._store.write():
            jump = self._clock_jump(*clocks)
            if jump:
                self._add(AuditEntry("clock-changed", seconds=jump / 1000), clocks[0])
            record = self._add(entry, clocks[0])
        self._clocks = clocks
        return record

    def _clock_jump(self, now: int, elapsed: int) -> int:
        """Return by how many ms the clock was set since the last look, or is behind; 0 for a little."""
        jump = (now - self._clocks[0]) - (elapsed - self._clocks[1])
        if abs(jump) < _CLOCK_TOLERANCE:
            jump = min(0, now - self._last_time(now))
        return jump if abs(jump) >= _CLOCK_TOLERANCE else 0

    def _last_time(self, default: int) -> int:
        try:
            last = self.page(0, 1)
        except DatabaseDamaged:  # verify() tells about it
            return default
        return last[0].time if last else default

    def _add(self, entry: AuditEntry, time: int) -> AuditRecord:
        number, before = self._end()
        number += 1
        record = record_bytes(number, time, before, entry)
        if len(record) > LONGEST_RECORD:
            raise UsageRefused(reason="too-large")
        digest = digest_of(record)
        self._store.change(
            "INSERT INTO audit(number, hash, record) VALUES (?, ?, ?)", (number, digest, record.decode())
        )
        self._store.set_meta(LOG_END, f"{number} {digest}")
        return AuditRecord(number, time, before, digest, entry)

    def note_interrupted(self, exchange: Exchange) -> None:
        """Add the end of a connection that a crash, or a lock in a hurry, kept from the log.

        What left is not known any more, and neither is whether anything did: the entry says so.
        """
        for record in self.page(0, _MOST_RECORDS):
            if record.entry.approval_id == exchange.approval_id:
                if record.entry.kind == "connection" and record.entry.outcome in _LAST_OUTCOMES:
                    return
                break
        self.append(
            AuditEntry(
                "connection",
                provider_id=exchange.provider_id,
                host=exchange.host,
                route=exchange.route,
                purpose="answer",
                approval_id=exchange.approval_id,
                body_sha256=exchange.body_sha256,
                outcome="interrupted",
            )
        )

    def page(self, before: int, limit: int) -> list[AuditRecord]:
        """Return at most ``limit`` (and 1000) records, newest first; see ``VaultPort.audit``."""
        rows = self._store.rows(
            "SELECT hash, record FROM audit WHERE ?1 <= 0 OR number < ?1 ORDER BY number DESC LIMIT ?2",
            (before, max(0, min(limit, _MOST_RECORDS))),
        )
        try:
            return [read_record(digest, record.encode()) for digest, record in rows]
        except msgspec.DecodeError:
            raise DatabaseDamaged(reason="audit") from None

    def verify(self) -> AuditReport:
        """Follow the whole chain, and compare its end with what was noted beside it."""
        chain = Chain()
        for digest, record in self._records():
            chain.follow(digest, record)
        noted = self._noted_end()
        if noted is not None:
            chain.require_end(*noted)
        return chain.report(fingerprint(self._key().public_key()))

    def export(self) -> Iterator[bytes]:
        """Yield the lines of a signed export; what is appended meanwhile is not in it."""
        last, _ = self._end()
        yield from export_lines(
            self._records(last), length=last, vault_id=self._vault_id, made=self._now(), key=self._key()
        )

    def _records(self, last: int | None = None) -> Iterator[tuple[str, bytes]]:
        """Yield hash and bytes of every record, up to a number."""
        done, end = 0, 2**63 - 1 if last is None else last
        while rows := self._store.rows(
            "SELECT number, hash, record FROM audit WHERE number > ? AND number <= ? ORDER BY number LIMIT ?",
            (done, end, _ROWS_AT_ONCE),
        ):
            for _, digest, record in rows:
                yield digest, record.encode()
            done = rows[-1][0]

    def _end(self) -> tuple[int, str]:
        """Return number and hash of the last record: the last that was written, even if it is lost now."""
        found = self._store.row("SELECT number, hash FROM audit ORDER BY number DESC LIMIT 1")
        return max(found or (0, FIRST), self._noted_end() or (0, FIRST), key=lambda end: end[0])

    def _noted_end(self) -> tuple[int, str] | None:
        noted = self._store.meta(LOG_END)
        if noted is None:
            return None
        number, _, digest = str(noted).partition(" ")
        return int(number), digest

    def _key(self) -> Ed25519PrivateKey:
        return Ed25519PrivateKey.from_private_bytes(self._signing_key())

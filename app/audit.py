"""The audit log: what left this computer, when and where to, without a word of what it said.

Records form a hash chain: each holds the SHA-256 of the one before, so that a record can be neither changed
nor taken out without every later hash changing. The vault keeps and signs it; see ``app.vault.audit``.
"""

from __future__ import annotations

from typing import Final, Literal

import msgspec

UNSEEN: Final = "without-a-look"

AuditKind = Literal[
    "approved",
    "connection",
    "blocked",
    "consent",
    "key-stored",
    "key-forgotten",
    "provider",
    "clock-changed",
]


class AuditEntry(msgspec.Struct, frozen=True, omit_defaults=True):
    """One thing that happened. No content, no name that a user typed.

    Attributes:
        kind: "approved" (the user, or a setting of the user's, let these bytes go), "connection" (one
            attempt, whatever became of it; of each approved question that was begun at least one),
            "blocked" (the last look or a rule stopped it), a change of providers, keys and consents, or
            "clock-changed" (the computer's clock was set: the times before and after do not compare).
        provider_id: ours, opaque.
        host: name and port.
        route: "private" or "cloud".
        bytes_out, bytes_in: as the gate counted them; of a connection whose end nobody saw the least that
            they were.
        seconds: how long a connection took, or how far the clock was set on (back: below 0).
        outcome: "answered", "cancelled" (also by a lock), the code of an error, "unknown" (the gate did not
            say how it ended) or "interrupted" (Sotto ended before it could be noted; the record is of the
            next unlock). Of what was approved UNSEEN where nobody looked, because the user's settings allow
            it and nothing was doubtful.
        redacted: how many placeholders stood in what was approved.
    """

    kind: AuditKind
    provider_id: str = ""
    host: str = ""
    route: str = ""
    purpose: str = ""
    approval_id: str = ""
    body_sha256: str = ""
    bytes_out: int = 0
    bytes_in: int = 0
    tls: str = ""
    seconds: float = 0.0
    outcome: str = ""
    redacted: int = 0

    @property
    def is_whole(self) -> bool:
        """Whether what is said of a connection is all of it; else its sizes are the least that they were."""
        return self.outcome not in {"unknown", "interrupted"}


class AuditRecord(msgspec.Struct, frozen=True):
    """An entry in the chain.

    Attributes:
        number: from 1, without gaps.
        time: milliseconds since the epoch.
        before: lower-case hex SHA-256 of the record before; 64 zeros for the first.
        hash: of this record: SHA-256 over the canonical JSON of number, time, before and entry.
    """

    number: int
    time: int
    before: str
    hash: str
    entry: AuditEntry


class AuditReport(msgspec.Struct, frozen=True):
    """The result of following the chain.

    Attributes:
        broken_at: number of the first record that does not fit; 0 for none.
        reason: "" or "changed", "missing", "order", "signature", "format".
        key: fingerprint of the signing key (first 16 hex digits of the SHA-256 of the raw public key).
    """

    ok: bool
    records: int
    broken_at: int = 0
    reason: str = ""
    key: str = ""

"""The seal: only what the review approved can be sent, and only where, and only once.

The review owns one ``Approvals``. It seals a request with a random key that it shares with the gate's process
alone, at its start; the gate's ``Seals`` checks it. So a request that came about in any other way (a bug, an
injected answer, a forged frame) is refused at run time, whoever made it.
"""

from __future__ import annotations

import hashlib
import hmac
import secrets
import time
from collections import deque
from collections.abc import Callable, Iterable
from typing import Final

import msgspec

from app.errors import BodyNotApproved
from app.gate.address import allowed_hosts
from app.gate.body import Prepared
from app.gate.pace import MINUTE
from app.gate.port import ApprovedRequest, Destination, GateStart, Recent

KEY_BYTES: Final = 32
_MOST_RECENT: Final = 10_000


class Approvals:
    """The review's side: makes the requests that the gate accepts.

    Args:
        clock: monotonic seconds.
    """

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._key = secrets.token_bytes(KEY_BYTES)
        self._clock = clock
        self._made: deque[tuple[str, str, float]] = deque(maxlen=_MOST_RECENT)

    def gate_start(self, destinations: Iterable[Destination]) -> GateStart:
        """Return the start parameters of a gate that accepts these approvals, for these servers only.

        What was approved within the last minute is told too: a gate may serve one request and end.

        Raises:
            UsageRefused, PlainHttpRefused: an address is not one.
        """
        now = self._clock()
        recent = tuple(
            Recent(destination_id, approval_id, now - made)
            for destination_id, approval_id, made in self._made
            if now - made < MINUTE
        )
        return GateStart(self._key, allowed_hosts(destinations), recent)

    def approve(self, prepared: Prepared, destination: Destination, *, seen_sha256: str) -> ApprovedRequest:
        """Seal a request that the user has approved.

        Args:
            prepared: what would be sent.
            destination: where to, as it was shown.
            seen_sha256: hash of the bytes that were on the screen when the user approved.

        Raises:
            BodyNotApproved: other bytes than those that were shown, or for another server.
        """
        body_sha256 = hashlib.sha256(prepared.body).hexdigest()
        if not hmac.compare_digest(body_sha256, seen_sha256):
            raise BodyNotApproved(reason="hash")
        if prepared.destination_id != destination.id:
            raise BodyNotApproved(reason="seal")
        unsealed = ApprovedRequest(
            approval_id=secrets.token_hex(16),
            destination_id=destination.id,
            host=prepared.host,
            method=prepared.method,
            path=prepared.path,
            body=prepared.body,
            body_sha256=body_sha256,
            seal=b"",
        )
        self._made.append((destination.id, unsealed.approval_id, self._clock()))
        return msgspec.structs.replace(unsealed, seal=_seal(self._key, unsealed, destination))


class Seals:
    """The gate's side: believes a seal once.

    Args:
        key: from GateStart.
    """

    def __init__(self, key: bytes) -> None:
        self._key = key
        self._used: set[str] = set()

    def use(self, request: ApprovedRequest, destination: Destination) -> None:
        """Check that this request to this server was approved, and remember it.

        Raises:
            BodyNotApproved: it was not, or it was sent before.
        """
        if len(self._key) != KEY_BYTES:
            raise BodyNotApproved(reason="seal")
        if not hmac.compare_digest(_seal(self._key, request, destination), request.seal):
            raise BodyNotApproved(reason="seal")
        if hashlib.sha256(request.body).hexdigest() != request.body_sha256:
            raise BodyNotApproved(reason="hash")
        if request.approval_id in self._used:
            raise BodyNotApproved(reason="used")
        self._used.add(request.approval_id)


def _seal(key: bytes, request: ApprovedRequest, destination: Destination) -> bytes:
    """HMAC-SHA256 over the msgpack array of everything that was approved."""
    # As it comes out of a frame: a number of seconds given as 20 is 20.0 there.
    as_received = msgspec.msgpack.decode(msgspec.msgpack.encode(destination), type=Destination)
    approved = (
        request.approval_id,
        request.destination_id,
        request.host,
        request.method,
        request.path,
        request.body_sha256,
        as_received,
    )
    return hmac.digest(key, msgspec.msgpack.encode(approved), "sha256")

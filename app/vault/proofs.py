"""A proof that the current secret was given a moment ago.

Proving a passphrase costs an Argon2id, and so does making the slot of a new one. With a proof the first is
paid while the new passphrase is still being typed.
"""

from __future__ import annotations

import hmac
from collections.abc import Callable
from typing import Final

from app.errors import UsageRefused
from app.vault.keys import KeyFile, RandomBytes, Slot
from app.vault.port import Proof

SECONDS: Final = 120.0
"""How long a proof holds: a new passphrase has to be typed twice within it."""


class Proofs:
    """The one proof that holds: for one use, for the slot that it opened, in this process.

    Args:
        clock: monotonic seconds.
        random_bytes: gives n random bytes.
    """

    def __init__(self, clock: Callable[[], float], random_bytes: RandomBytes) -> None:
        self._clock = clock
        self._random = random_bytes
        self._held: tuple[Proof, Slot, float] | None = None

    def issue(self, slot: Slot) -> Proof:
        """Return a proof for a slot that was just opened; the one before holds no more."""
        proof = Proof(self._random(16).hex())
        self._held = (proof, slot, self._clock() + SECONDS)
        return proof

    def take(self, proof: Proof, document: KeyFile) -> None:
        """Use a proof up; whatever comes of it, no proof holds afterwards.

        Raises:
            UsageRefused: reason "proof-expired": it is not the one that holds, its time is over, or the slot
                is not in the key file any more.
        """
        held, self._held = self._held, None
        if held is None or not hmac.compare_digest(held[0].value.encode(), proof.value.encode()):
            raise UsageRefused(reason="proof-expired")
        _, slot, until = held
        if self._clock() > until or slot not in document.slots:
            raise UsageRefused(reason="proof-expired")

    def forget(self) -> None:
        """Let none hold."""
        self._held = None

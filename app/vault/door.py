"""The way into the vault: what is asked of its process before it is open, and what opens it.

Apart from ``app.vault.port``, which has to import all that a vault holds: the unlock screen is there first.
"""

from __future__ import annotations

from typing import Literal, Protocol

import msgspec


class VaultStart(msgspec.Struct, frozen=True):
    """What the vault process is given when it starts: the one directory it may touch.

    Attributes:
        salvage_to: a folder for ``salvage``; with it, ``directory`` may only be read.
    """

    directory: str
    salvage_to: str = ""


class KdfCost(msgspec.Struct, frozen=True):
    """Argon2id parameters (version 1.3). Memory in KiB; RFC 9106 names m, t, p."""

    memory_kib: int
    time: int
    lanes: int


class Passphrase(msgspec.Struct, frozen=True, tag="passphrase"):
    """UTF-8 bytes of the NFC-normalised passphrase."""

    value: bytes

    def __repr__(self) -> str:
        """Never the value."""
        return "<Passphrase>"


class RecoveryCode(msgspec.Struct, frozen=True, tag="recovery-code"):
    """The code as typed; case, spaces and dashes do not matter."""

    value: bytes

    def __repr__(self) -> str:
        """Never the value."""
        return "<RecoveryCode>"


Credential = Passphrase | RecoveryCode


class Proof(msgspec.Struct, frozen=True, tag="proof"):
    """Stands for a secret that ``prove`` found right a moment ago; worthless in another process."""

    value: str

    def __repr__(self) -> str:
        """Never the value."""
        return "<Proof>"


class SlotInfo(msgspec.Struct, frozen=True):
    """A key slot without its secrets."""

    id: str
    kind: Literal["passphrase", "recovery"]
    created: int
    verified: bool
    cost: KdfCost | None


VaultState = Literal["absent", "ready", "keyfile-damaged", "too-new", "incomplete"]


class VaultStatus(msgspec.Struct, frozen=True):
    """What can be seen without a secret.

    Attributes:
        state: "incomplete" is a key file without its database, or the reverse.
        has_backup: vault.keys.bak is there and parses.
        wait: seconds until the next unlock attempt is accepted.
        repaired: names of files whose mode was too open and was set to 0600; "." is the folder (0700).
    """

    state: VaultState
    vault_id: str = ""
    format: int = 0
    slots: tuple[SlotInfo, ...] = ()
    has_backup: bool = False
    wait: float = 0.0
    database_bytes: int = 0
    repaired: tuple[str, ...] = ()


class Created(msgspec.Struct, frozen=True):
    """A new vault, unlocked. The recovery code is returned here once and never again."""

    vault_id: str
    recovery_code: str
    cost: KdfCost
    seconds: float

    def __repr__(self) -> str:
        """Never the code."""
        return f"<Created {self.vault_id}>"


class Unlocked(msgspec.Struct, frozen=True):
    """The vault is open.

    Attributes:
        interrupted: answers that a crash had cut and that were marked now.
        warnings: codes: "older-keyfile", "older-database", "backup-used", "disk-full", "network-folder",
            "open-permissions", "recovery-unverified", "purge-finished", "weak-kdf".
        proof: that the secret was right, as ``prove`` gives it; for a change that follows at once.
        cut_in: id of the chat that the newest of the answers that were cut is in; "" for none.
    """

    vault_id: str
    generation: int
    conversations: int
    messages: int
    interrupted: int
    warnings: tuple[str, ...]
    proof: Proof = Proof("")
    cut_in: str = ""


class VaultDoor(Protocol):
    """The part of the vault process that stands in front of what it holds; ``VaultPort`` is the whole."""

    # without a secret
    def status(self) -> VaultStatus:
        """Look at the files; change nothing but too open modes."""
        ...

    def restore_key_file(self) -> VaultStatus:
        """Put vault.keys.bak in place of a damaged vault.keys, which is kept under another name."""
        ...

    def release_ballast(self) -> int:
        """Free the ballast file so that a full disk can be worked on; returns the bytes freed."""
        ...

    # opening
    def create(self, passphrase: Passphrase, cost: KdfCost | None) -> Created:
        """Make a vault where none is and leave it unlocked. None calibrates the cost to about a second."""
        ...

    def unlock(self, credential: Credential) -> Unlocked:
        """Open the vault."""
        ...

    def confirm_recovery_code(self, code_group: int, typed: str) -> bool:
        """Compare one group (from 1) of the code just made; right marks the slot verified."""
        ...

    def replace_recovery_code(self) -> str:
        """Make a new recovery code; the old one stops working."""
        ...

    def prove(self, current: Credential) -> Proof:
        """Try the current secret ahead of ``change_passphrase``, in about the time of its key derivation.

        A wrong one counts as a failed attempt. The proof holds for one change, for two minutes, and for as
        long as the slot that the secret opened is there; any later try ends it.
        """
        ...

    def change_passphrase(self, current: Credential | Proof, new: Passphrase) -> None:
        """Rewrite the passphrase slot (needs an unlocked vault and the current secret again, or its proof).

        Raises:
            UsageRefused: the proof does not hold any more ("proof-expired").
        """
        ...

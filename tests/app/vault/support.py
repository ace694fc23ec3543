"""What the vault's tests share: cheap key derivation, vaults with something in them, and looking at bytes."""

from __future__ import annotations

import hashlib
from pathlib import Path
from typing import Any

from app.conversation import Message, MessageStatus, Provenance, Role
from app.vault import files, keys
from app.vault.kdf import KdfLimits
from app.vault.keys import KeyFile, Secret
from app.vault.port import KdfCost, Passphrase
from app.vault.service import Vault
from models.engine import Sampling

CHEAP = KdfCost(memory_kib=64, time=1, lanes=1)
LIMITS = KdfLimits(floor=CHEAP, advised=CHEAP, seconds=0.0)
RIGHT = Passphrase(b"correct horse")
WRONG = Passphrase(b"wrong horse")
PROVENANCE = Provenance(model="test model", model_sha256="ab" * 32, sampling=Sampling(seed=7), sandbox="full")
# Changed by every attempt and by every process; they hold no secret and nothing of the user.
_PASSING = {files.LOCK, files.ATTEMPTS}


class Clock:
    """Time that stands still until it is moved."""

    def __init__(self, now: float = 1000.0) -> None:
        self.now = now

    def __call__(self) -> float:
        return self.now


def vault_at(path: Path, **options: Any) -> Vault:
    """Return a vault object with cheap limits and no ballast; nothing is opened."""
    return Vault(path, **{"limits": LIMITS, "ballast_bytes": 0, "clock": Clock()} | options)


def make_vault(path: Path, **options: Any) -> Vault:
    """Create a vault and leave it unlocked."""
    vault = vault_at(path, **options)
    vault.create(RIGHT, CHEAP)
    return vault


def reopened(path: Path, **options: Any) -> Vault:
    """Unlock an existing vault."""
    vault = vault_at(path, **options)
    vault.unlock(RIGHT)
    return vault


def message(
    message_id: str,
    conversation_id: str,
    text: str,
    *,
    parent: str | None = None,
    role: Role = Role.USER,
    status: MessageStatus = MessageStatus.COMPLETE,
    provenance: Provenance | None = None,
    created: int = 0,
) -> Message:
    return Message(
        id=message_id,
        conversation_id=conversation_id,
        parent_id=parent,
        role=role,
        text=text,
        created=created,
        status=status,
        provenance=provenance,
    )


def fill(
    vault: Vault, *, conversations: int = 3, messages: int = 6, words: str = "apple pear plum"
) -> list[str]:
    """Add conversations with alternating questions and answers; returns their ids."""
    made = []
    for number in range(conversations):
        conversation = vault.create_conversation(f"Talk {number}").id
        parent = None
        for index in range(messages):
            name = f"{number}-{index}"
            role = Role.USER if index % 2 == 0 else Role.ASSISTANT
            text = f"{words} number{number}x{index} " + "filler text " * 20
            vault.add_message(message(name, conversation, text, parent=parent, role=role, created=index))
            parent = name
        made.append(conversation)
    return made


def contents(vault: Vault) -> list[tuple[str, tuple[Message, ...], str | None]]:
    """Return everything of all conversations, for comparing."""
    listed = [*vault.conversations(False), *vault.conversations(True)]
    loaded = [vault.conversation(summary.id) for summary in listed]
    return sorted((it.summary.title, it.messages, it.head_id) for it in loaded)


def digests(folder: Path) -> dict[str, str]:
    """Return the SHA-256 of every file that must not change in an error case."""
    return {
        path.name: hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted(folder.iterdir())
        if path.is_file() and path.name not in _PASSING
    }


def root_key_of(folder: Path, passphrase: Passphrase = RIGHT) -> tuple[bytes, KeyFile]:
    """Unwrap the root key with the product's own code."""
    document = keys.parse((folder / files.KEYS).read_bytes())
    opened = keys.unwrap(document, Secret("passphrase", passphrase.value), LIMITS)
    assert opened is not None
    return opened[0], document

"""Key files to test with: altered on the way, and unlocked to see how that is refused."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from app.errors import (
    VaultError,
    VaultLockedError,
)
from app.vault import schema
from app.vault.port import Passphrase, RecoveryCode
from tests.app.vault.support import (
    CHEAP,
    RIGHT,
    digests,
    fill,
    reopened,
    vault_at,
)

NEWEST = schema.newest(schema.MIGRATIONS)


def code_of(path: Path, **options: Any) -> RecoveryCode:
    """Create a vault with something in it, close it, return its recovery code."""
    vault = vault_at(path, **options)
    created = vault.create(RIGHT, CHEAP)
    fill(vault)
    vault.close()
    return RecoveryCode(created.recovery_code.encode())


def rewrite(path: Path, change: Callable[[dict[str, Any]], None]) -> None:
    """Change vault.keys as somebody can who has no key: with a right checksum."""
    tree = json.loads(path.read_bytes())
    change(tree)
    mac, _ = tree.pop("mac"), tree.pop("sum")
    body = json.dumps(tree, separators=(",", ":")).encode()[:-1] + f',"mac":"{mac}"'.encode()
    path.write_bytes(body + b',"sum":"' + hashlib.sha256(body).hexdigest().encode() + b'"}\n')


def refused(
    folder: Path, error: type[VaultError], credential: Passphrase | RecoveryCode = RIGHT
) -> VaultError:
    """Unlock, expect this error, and that nothing in the folder has changed."""
    before = digests(folder)
    vault = vault_at(folder)
    with pytest.raises(error) as caught:
        vault.unlock(credential)
    assert type(caught.value) is error
    assert digests(folder) == before
    with pytest.raises(VaultLockedError):
        vault.conversations(False)
    return caught.value


def with_sql(folder: Path, *statements: str) -> None:
    """Change the database with its key, as another version of the program would."""
    vault = reopened(folder)
    store = vault._need().store
    with store.write():
        for statement in statements:
            store.change(statement)
    vault.close()

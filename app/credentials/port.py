"""The keyring port: secrets by name, in the operating system's own store.

``app.credentials.service.Keyring`` implements it in a process of its own, because a keyring asks its user and
may take its time, and because the libraries that talk to it have no business in the window's process.
"""

from __future__ import annotations

from typing import Protocol

import msgspec


class KeyringStart(msgspec.Struct, frozen=True):
    """What the process is given when it starts.

    Attributes:
        session_bus: D-Bus address of the session, where keyrings are on Linux; elsewhere unused.
    """

    session_bus: str = ""


class SecretText(msgspec.Struct, frozen=True):
    """A secret on its way."""

    value: str

    def __repr__(self) -> str:
        """Never the value."""
        return "<SecretText>"


class KeyringPort(Protocol):
    """The keyring's process.

    Raises:
        KeyringUnavailable: there is no real one, it stays locked, or it failed.
    """

    def put(self, name: str, secret: SecretText) -> None:
        """Store or replace a secret, and read it back to be sure."""
        ...

    def get(self, name: str) -> SecretText | None:
        """Return a secret, None where there is none of that name."""
        ...

    def forget(self, name: str) -> None:
        """Remove a secret; nothing happens where there is none."""
        ...

"""Where a provider's key is, and how to be rid of it.

The vault remembers which of its two places holds a key: a key that lies in the keyring leaves a mark in the
vault, so that "forget" knows where to go even after the keyring has gone away, and says so when it cannot.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Literal, Protocol

from app.credentials.port import KeyringPort, SecretText
from app.errors import CallTimedOut, KeyringUnavailable, ServiceLost
from app.vault.port import Secret

Place = Literal["keyring", "vault"]


class SecretStore(Protocol):
    """The vault, as far as secrets go."""

    def secret(self, name: str) -> Secret | None:
        """Return one."""
        ...

    def put_secret(self, name: str, secret: Secret) -> None:
        """Store or replace one."""
        ...

    def forget_secret(self, name: str) -> None:
        """Remove one for good."""
        ...


class KeyringHandle(Protocol):
    """A running keyring process."""

    @property
    def port(self) -> KeyringPort:
        """Its interface."""
        ...

    def kill(self) -> float:
        """End it."""
        ...


class Keys:
    """Implements ``app.ports.KeyStore``. Methods block, also for the keyring's user; call them in a lane.

    Args:
        open_keyring: starts the keyring's process.
        vault: the unlocked vault.
        now: milliseconds since the epoch.
    """

    def __init__(
        self,
        *,
        open_keyring: Callable[[], KeyringHandle],
        vault: Callable[[], SecretStore],
        now: Callable[[], int],
    ) -> None:
        self._open_keyring = open_keyring
        self._vault = vault
        self._now = now

    def put(self, provider_id: str, value: str) -> Place:
        """Store a key in the keyring if there is a real one, else in the vault; says which."""
        vault = self._vault()
        try:
            self._in_keyring(lambda keyring: keyring.put(_name(provider_id), SecretText(value)))
        except KeyringUnavailable:
            vault.put_secret(_name(provider_id), Secret(value, self._now()))
            return "vault"
        vault.put_secret(_mark(provider_id), Secret("", self._now()))
        vault.forget_secret(_name(provider_id))
        return "keyring"

    def get(self, provider_id: str) -> str | None:
        """Return a key, None where there is none.

        Raises:
            KeyringUnavailable: it lies in the keyring, which does not give it.
        """
        vault = self._vault()
        kept = vault.secret(_name(provider_id))
        if kept is not None:
            return kept.value
        if vault.secret(_mark(provider_id)) is None:
            return None
        found: list[SecretText | None] = []
        self._in_keyring(lambda keyring: found.append(keyring.get(_name(provider_id))))
        return found[0].value if found[0] is not None else None

    def stored_at(self, provider_id: str) -> int | None:
        """Return when a key was stored, milliseconds since the epoch; None without one."""
        vault = self._vault()
        kept = vault.secret(_name(provider_id)) or vault.secret(_mark(provider_id))
        return kept.since if kept is not None else None

    def forget(self, provider_id: str) -> None:
        """Remove a key from both places.

        Raises:
            KeyringUnavailable: a copy lies in the keyring, which cannot be reached; it can be tried again.
        """
        vault = self._vault()
        vault.forget_secret(_name(provider_id))
        if vault.secret(_mark(provider_id)) is not None:
            self._in_keyring(lambda keyring: keyring.forget(_name(provider_id)))
            vault.forget_secret(_mark(provider_id))

    def _in_keyring(self, request: Callable[[KeyringPort], None]) -> None:
        """Ask the keyring, in a process that ends with the request.

        Raises:
            KeyringUnavailable: also when it did not answer in time or its process ended.
        """
        try:
            handle = self._open_keyring()
            try:
                request(handle.port)
            finally:
                handle.kill()
        except CallTimedOut:
            raise KeyringUnavailable(reason="locked") from None  # it waits for its user
        except ServiceLost:
            raise KeyringUnavailable(reason="failed") from None


def _name(provider_id: str) -> str:
    return f"provider-key/{provider_id}"


def _mark(provider_id: str) -> str:
    return f"provider-key-in-keyring/{provider_id}"

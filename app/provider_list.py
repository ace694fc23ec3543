"""The providers that the user set up: their addresses, consents and keys.

Every change is in the audit log. A key goes into the system's keyring where there is a real one, and is read
from there only when a request is sent.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

import msgspec

from app.audit import AuditEntry
from app.errors import UsageRefused
from app.gate.address import allowed_hosts, server_address
from app.gate.port import Credential
from app.policy import Policy
from app.ports import KeyStore
from app.providers import Provider
from app.vault.port import VaultPort

ROTATE_KEY_AFTER_DAYS: Final = 90
_CLIENT_KEY: Final = "/client-key"
_PROXY_LOGIN: Final = "/proxy-login"
_DAY_MS: Final = 86_400_000


class ProviderList:
    """See the module. Methods block and may be called from any thread."""

    def __init__(
        self,
        *,
        keys: KeyStore,
        vault: Callable[[], VaultPort],
        now: Callable[[], int],
        new_id: Callable[[], str],
        policy: Policy,
    ) -> None:
        self._policy = policy
        self._keys = keys
        self._vault = vault
        self._now = now
        self._new_id = new_id

    def all(self) -> list[Provider]:
        """List by name."""
        return self._vault().providers()

    def get(self, provider_id: str) -> Provider:
        """Return one.

        Raises:
            UsageRefused: it is not there ("no-such-provider").
        """
        found = next((one for one in self.all() if one.id == provider_id), None)
        if found is None:
            raise UsageRefused(reason="no-such-provider")
        return found

    def save(self, provider: Provider) -> Provider:
        """Store a new provider (with an empty id) or a changed one; a consent to something else ends.

        Raises:
            UsageRefused, PlainHttpRefused: the address is not one, or the server is not one that the
                computer's policy allows ("policy-host").
        """
        allowed_hosts([provider.destination])  # raises for an address that is none
        if not self._policy.allows_server(provider.destination):
            raise UsageRefused(reason="policy-host")
        old = next((one for one in self.all() if one.id == provider.id), None) if provider.id else None
        if old is None:
            provider_id = provider.id or self._new_id()
            provider = msgspec.structs.replace(
                provider, id=provider_id, key_place="none", key_since=0, consented=0
            )
        elif not _same_terms(old, provider):
            provider = msgspec.structs.replace(provider, consented=0)
        provider = msgspec.structs.replace(
            provider, destination=msgspec.structs.replace(provider.destination, id=provider.id)
        )
        self._vault().save_provider(provider)
        self.log("provider", provider)
        return provider

    def consent(self, provider_id: str) -> Provider:
        """Record that the user agreed to what the provider says it does with texts."""
        provider = msgspec.structs.replace(self.get(provider_id), consented=self._now())
        self._vault().save_provider(provider)
        self.log("consent", provider)
        return provider

    def store_key(self, provider_id: str, key: str) -> Provider:
        """Keep a provider's key: in the system's keyring where there is a real one, else in the vault."""
        provider = self.get(provider_id)
        place = self._keys.put(provider_id, key.strip())
        provider = msgspec.structs.replace(provider, key_place=place, key_since=self._now())
        self._vault().save_provider(provider)
        self.log("key-stored", provider)
        return provider

    def store_client_key(self, provider_id: str, pem: bytes) -> None:
        """Keep the private key of a client certificate (PEM, unencrypted); empty forgets it."""
        self._store(provider_id, _CLIENT_KEY, pem.decode("ascii", "strict"))

    def store_proxy_login(self, provider_id: str, user: str, password: str) -> None:
        """Keep what a proxy asks for; an empty user forgets it."""
        login = msgspec.json.encode((user, password)).decode() if user else ""
        self._store(provider_id, _PROXY_LOGIN, login)

    def _store(self, provider_id: str, what: str, value: str) -> None:
        provider = self.get(provider_id)
        if value:
            self._keys.put(provider.id + what, value)
        else:
            self._keys.forget(provider.id + what)
        self.log("key-stored" if value else "key-forgotten", provider)

    def forget_key(self, provider_id: str) -> Provider:
        """Remove a provider's secrets wherever they are. To revoke a key, its owner has to be told too."""
        provider = self.get(provider_id)
        for what in ("", _CLIENT_KEY, _PROXY_LOGIN):
            self._keys.forget(provider_id + what)
        provider = msgspec.structs.replace(provider, key_place="none", key_since=0)
        self._vault().save_provider(provider)
        self.log("key-forgotten", provider)
        return provider

    def delete(self, provider_id: str) -> None:
        """Remove a provider and its key."""
        provider = self.forget_key(provider_id)
        self._vault().delete_provider(provider_id)
        self.log("provider", provider)

    def key_age_days(self, provider: Provider) -> int | None:
        """Return how many whole days ago the key was stored; None without one."""
        return (self._now() - provider.key_since) // _DAY_MS if provider.key_place != "none" else None

    def should_rotate_key(self, provider: Provider) -> bool:
        """Whether a key is so old that a new one should be made."""
        age = self.key_age_days(provider)
        return age is not None and age >= ROTATE_KEY_AFTER_DAYS

    def credential(self, provider: Provider) -> Credential:
        """Return what proves to a provider, and to the proxy before it, who asks.

        Raises:
            KeyringUnavailable: it lies in the keyring, which does not give it.
            UsageRefused: somebody took it out of there ("route-no-key"); without it nothing is asked.
        """
        destination = provider.destination
        key = self._keys.get(provider.id) if provider.key_place != "none" else None
        if provider.key_place != "none" and not key:
            raise UsageRefused(reason="route-no-key")
        client_key = self._keys.get(provider.id + _CLIENT_KEY) if destination.client_certificate else None
        login = self._keys.get(provider.id + _PROXY_LOGIN) if destination.proxy else None
        user, password = msgspec.json.decode(login, type=tuple[str, str]) if login else ("", "")
        return Credential(key or "", (client_key or "").encode(), user, password)

    def log(self, kind: str, provider: Provider, **facts: str | int | float) -> None:
        """Put an entry about a provider into the audit log."""
        self._vault().append_audit(self.entry(kind, provider, **facts))

    @staticmethod
    def entry(kind: str, provider: Provider, **facts: str | int | float) -> AuditEntry:
        """Return what the audit log says of a provider."""
        destination = provider.destination
        entry = {
            "kind": kind,
            "provider_id": provider.id,
            "host": server_address(destination.base_url).authority,
            "route": destination.route,
            **facts,
        }
        return msgspec.convert(entry, AuditEntry)


def _same_terms(old: Provider, new: Provider) -> bool:
    """Whether what the user agreed to is unchanged: the promise, the server and the route."""
    return (old.promise, old.destination.base_url, old.destination.route) == (
        new.promise,
        new.destination.base_url,
        new.destination.route,
    )

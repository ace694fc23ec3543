"""Promise: a key is in one known place, and "forget" clears every place, or says that it could not."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

import pytest

from app.credentials.port import SecretText
from app.credentials.service import Keyring
from app.credentials.store import Keys
from app.errors import CallTimedOut, KeyringUnavailable, ServiceLost
from app.vault.port import Secret
from models.errors import SottoError


@dataclass
class VaultSecrets:
    kept: dict[str, Secret] = field(default_factory=dict)

    def secret(self, name: str) -> Secret | None:
        return self.kept.get(name)

    def put_secret(self, name: str, secret: Secret) -> None:
        self.kept[name] = secret

    def forget_secret(self, name: str) -> None:
        self.kept.pop(name, None)

    @property
    def values(self) -> set[str]:
        return {secret.value for secret in self.kept.values()}


@dataclass
class MemoryStore:
    """A store as ``keyring``'s back ends are; ``error`` is what it fails with."""

    kept: dict[tuple[str, str], str] = field(default_factory=dict)
    error: Exception | None = None
    forgets: bool = True

    def get_password(self, service: str, username: str) -> str | None:
        if self.error is not None:
            raise self.error
        return self.kept.get((service, username))

    def set_password(self, service: str, username: str, password: str) -> None:
        if self.error is not None:
            raise self.error
        self.kept[service, username] = password

    def delete_password(self, service: str, username: str) -> None:
        if self.forgets:
            del self.kept[service, username]


@dataclass
class Desk:
    store: MemoryStore = field(default_factory=MemoryStore)
    vault: VaultSecrets = field(default_factory=VaultSecrets)
    killed: int = 0
    lost: SottoError | None = None

    @property
    def keys(self) -> Keys:
        return Keys(open_keyring=self.open, vault=lambda: self.vault, now=lambda: 1_700_000_000_000)

    @property
    def port(self) -> Keyring:
        return Keyring(lambda: self.store)

    def kill(self) -> float:
        self.killed += 1
        return 0.0

    def open(self) -> Desk:
        if self.lost is not None:
            raise self.lost
        return self


@pytest.fixture
def desk() -> Desk:
    return Desk()


def test_a_real_keyring_holds_the_key_and_the_vault_only_a_mark(desk: Desk) -> None:
    assert desk.keys.put("p1", "the-key") == "keyring"
    assert list(desk.store.kept.values()) == ["the-key"]
    assert desk.vault.values == {""}
    assert desk.keys.get("p1") == "the-key"
    assert desk.keys.stored_at("p1") == 1_700_000_000_000
    assert desk.killed == 2  # one process for each request, and none stays


class KeyringLocked(Exception):
    """Named as one of the library's."""


@pytest.mark.parametrize(
    "lost",
    [
        KeyringUnavailable(reason="absent"),
        CallTimedOut(service="keyring", seconds=90.0),
        ServiceLost(service="keyring", how="crashed", exit_code=-11),
    ],
)
def test_without_a_keyring_the_vault_holds_the_key(desk: Desk, lost: SottoError) -> None:
    desk.lost = lost
    assert desk.keys.put("p1", "the-key") == "vault"
    assert desk.keys.get("p1") == "the-key"
    assert desk.keys.stored_at("p1") == 1_700_000_000_000
    desk.keys.forget("p1")
    assert desk.vault.kept == {}
    assert desk.keys.get("p1") is None
    assert desk.keys.stored_at("p1") is None


def test_a_keyring_that_does_not_give_back_what_it_took_is_not_trusted(desk: Desk) -> None:
    desk.store.set_password = lambda *_: None  # type: ignore[method-assign]
    assert desk.keys.put("p1", "the-key") == "vault"


def test_a_new_key_in_the_keyring_leaves_none_in_the_vault(desk: Desk) -> None:
    desk.lost = KeyringUnavailable(reason="absent")
    desk.keys.put("p1", "old")
    desk.lost = None
    assert desk.keys.put("p1", "new") == "keyring"
    assert "old" not in desk.vault.values
    assert desk.keys.get("p1") == "new"


def test_forgetting_clears_both_places_even_where_an_older_copy_stayed_behind(desk: Desk) -> None:
    desk.keys.put("p1", "old")
    desk.lost = KeyringUnavailable(reason="locked")
    assert desk.keys.put("p1", "new") == "vault"
    assert desk.keys.get("p1") == "new"
    with pytest.raises(KeyringUnavailable):
        desk.keys.forget("p1")
    assert "new" not in desk.vault.values  # what could be cleared is
    desk.lost = None
    desk.keys.forget("p1")
    assert desk.store.kept == {}
    assert desk.vault.kept == {}


def test_a_key_in_a_locked_keyring_is_an_error_and_not_no_key(desk: Desk) -> None:
    desk.keys.put("p1", "the-key")
    desk.store.error = KeyringLocked("with a text of the desktop's")
    with pytest.raises(KeyringUnavailable) as refused:
        desk.keys.get("p1")
    assert refused.value.facts == {"reason": "locked"}
    desk.lost = CallTimedOut(service="keyring", seconds=90.0)
    with pytest.raises(KeyringUnavailable, match="locked"):
        desk.keys.get("p1")


def test_providers_do_not_share_a_key(desk: Desk) -> None:
    desk.keys.put("p1", "one")
    desk.keys.put("p2", "two")
    desk.keys.forget("p1")
    assert desk.keys.get("p1") is None
    assert desk.keys.get("p2") == "two"


def test_a_key_that_the_user_removed_from_the_keyring_is_no_key(desk: Desk) -> None:
    desk.keys.put("p1", "the-key")
    desk.store.kept.clear()
    assert desk.keys.get("p1") is None
    desk.keys.forget("p1")
    assert desk.vault.kept == {}


@pytest.mark.parametrize(
    ("request_", "stored"),
    [
        (lambda keyring: keyring.put("a", SecretText("b")), False),
        (lambda keyring: keyring.get("a"), False),
        (lambda keyring: keyring.forget("a"), True),
    ],
)
def test_whatever_the_library_raises_is_one_error_without_its_text(
    request_: Callable[[Keyring], object], stored: bool
) -> None:
    class Failing(MemoryStore):
        def delete_password(self, service: str, username: str) -> None:
            raise OSError("secret text")

    store = Failing({("Sotto", "a"): "b"} if stored else {}, None if stored else RuntimeError("secret text"))
    with pytest.raises(KeyringUnavailable) as refused:
        request_(Keyring(lambda: store))
    assert refused.value.facts == {"reason": "failed"}
    assert refused.value.__cause__ is None


def test_a_keyring_that_pretends_to_forget_is_found_out() -> None:
    store = MemoryStore({("Sotto", "a"): "b"}, forgets=False)
    with pytest.raises(KeyringUnavailable):
        Keyring(lambda: store).forget("a")


def test_nothing_that_is_printed_quotes_a_secret() -> None:
    assert "b" not in repr(SecretText("b")).replace("SecretText", "")

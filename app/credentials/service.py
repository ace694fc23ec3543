"""The keyring's process: one known store of this operating system, named by its class.

``keyring`` would look for whatever is installed, and a file in the home folder or a variable could name any
module as a store, or a folder to load it from. So nothing is looked for here: on each system there is one
class that may be used, it encrypts, and where it does not work there is no keyring.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from typing import Final, Protocol, TypeVar, cast

from app.credentials.port import KeyringStart, SecretText
from app.errors import KeyringUnavailable
from app.process.sandbox import Powers
from models.errors import SottoError

_T = TypeVar("_T")
_SERVICE: Final = "Sotto"
_BUS_VARIABLE: Final = "DBUS_SESSION_BUS_ADDRESS"
_MOST_COPIES: Final = 8


class Store(Protocol):
    """What of ``keyring``'s back ends is used."""

    def get_password(self, service: str, username: str) -> str | None: ...

    def set_password(self, service: str, username: str, password: str) -> None: ...

    def delete_password(self, service: str, username: str) -> None: ...


class Keyring:
    """Implements KeyringPort.

    Args:
        open_store: connects to the store; called for each request.
    """

    def __init__(self, open_store: Callable[[], Store]) -> None:
        self._open_store = open_store

    def put(self, name: str, secret: SecretText) -> None:
        """Store, and read back; see KeyringPort."""

        def put(store: Store) -> None:
            store.set_password(_SERVICE, name, secret.value)
            if store.get_password(_SERVICE, name) != secret.value:
                raise KeyringUnavailable(reason="failed")

        self._ask(put)

    def get(self, name: str) -> SecretText | None:
        """Return a secret; see KeyringPort."""
        value = self._ask(lambda store: store.get_password(_SERVICE, name))
        return None if value is None else SecretText(value)

    def forget(self, name: str) -> None:
        """Remove it and every older copy; see KeyringPort."""

        def forget(store: Store) -> None:
            for _ in range(_MOST_COPIES):
                if store.get_password(_SERVICE, name) is None:
                    return
                store.delete_password(_SERVICE, name)
            raise KeyringUnavailable(reason="failed")

        self._ask(forget)

    def _ask(self, request: Callable[[Store], _T]) -> _T:
        """Run a request; whatever the libraries below raise becomes one error."""
        try:
            return request(self._open_store())
        except SottoError:
            raise
        except Exception as error:  # noqa: BLE001 (D-Bus, Keychain and Win32 errors have no common base)
            raise KeyringUnavailable(reason=_reason(error)) from None


def _reason(error: Exception) -> str:
    names = {kind.__name__ for kind in type(error).__mro__}
    if names & {"KeyringLocked", "LockedException", "PromptDismissedException", "KeyringDenied"}:
        return "locked"
    if names & {"SecretServiceNotAvailableException", "NoKeyringError", "InitError"}:
        return "absent"
    return "failed"


def prepare(start: KeyringStart) -> tuple[Keyring, Powers]:
    """Load the one store of this system and say what its process needs."""
    if start.session_bus:
        os.environ[_BUS_VARIABLE] = start.session_bus
    return Keyring(_loaded_store()), Powers(session_bus=True, private_network=False)


def _loaded_store() -> Callable[[], Store]:
    """Import now, before the sandbox closes; connect later."""
    try:
        kind = _store_class()
    except (ImportError, AttributeError):
        return _no_store

    def open_store() -> Store:
        try:
            _ = kind.priority  # raises where the system has no such store running
        except Exception:  # noqa: BLE001 (as in Keyring)
            raise KeyringUnavailable(reason="absent") from None
        return kind()

    return open_store


class _StoreClass(Protocol):
    priority: float

    def __call__(self) -> Store: ...


def _store_class() -> _StoreClass:
    if sys.platform == "darwin":
        from keyring.backends import macOS

        return cast("_StoreClass", macOS.Keyring)
    if sys.platform == "win32":
        from keyring.backends import Windows

        return cast("_StoreClass", Windows.WinVaultKeyring)
    # GNOME Keyring, KWallet and others, by the same protocol; its library is imported late, by the class.
    import secretstorage
    from keyring.backends import SecretService

    del secretstorage
    return cast("_StoreClass", SecretService.Keyring)


def _no_store() -> Store:
    raise KeyringUnavailable(reason="absent")

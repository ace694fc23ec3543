"""A provider: a server that may be asked, what it says it does with texts, and whether the user agreed."""

from __future__ import annotations

from typing import Literal

import msgspec

from app.gate.port import Destination
from app.routing import Route

KeyPlace = Literal["none", "keyring", "vault"]


class Promise(msgspec.Struct, frozen=True):
    """What a provider says it does with what it is sent; the user may edit it, the organisation prescribe it.

    Attributes:
        retention: how long it keeps texts.
        training: whether it learns from them.
        source: address of the page that says so.
        as_of: day that it was read, "2026-11-23".
    """

    retention: str = ""
    training: str = ""
    source: str = ""
    as_of: str = ""


class Provider(msgspec.Struct, frozen=True):
    """One provider as the vault keeps it. The key itself is not in it.

    Attributes:
        name: shown to the user.
        max_tokens: of an answer.
        key_place: where its key is kept; "none" for a server that asks for none.
        key_since: when the key was stored, milliseconds since the epoch; 0 for none.
        consented: when the user agreed to ``promise`` as it is now; 0 for not. A change of the promise or of
            the server resets it.
    """

    id: str
    name: str
    destination: Destination
    promise: Promise = Promise()
    max_tokens: int = 4096
    key_place: KeyPlace = "none"
    key_since: int = 0
    consented: int = 0

    @property
    def route(self) -> Route:
        """The route of a question to it."""
        return Route(self.destination.route)

    @property
    def needs_key(self) -> bool:
        """Whether it cannot be asked without a key."""
        return self.destination.route == "cloud"

    def __repr__(self) -> str:
        """The name may tell an employer."""
        return f"<Provider {self.id} {self.destination.kind} {self.destination.route}>"

"""Which way a question may take: one pure function over everything that matters.

Routes are ordered by how far a text travels, sensitivities by how little it may. Nothing here asks,
sends or stores.
"""

from __future__ import annotations

import enum
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final, Literal

from app.redaction.findings import EntityType


class Route(enum.Enum):
    """How far a question travels."""

    LOCAL = "local"
    PRIVATE = "private"
    CLOUD = "cloud"


class Sensitivity(enum.Enum):
    """A conversation's label.

    PUBLIC and INTERNAL may take any route, CONFIDENTIAL none beyond the organisation's own server, RESTRICTED
    none at all.
    """

    PUBLIC = "public"
    INTERNAL = "internal"
    CONFIDENTIAL = "confidential"
    RESTRICTED = "restricted"


DEFAULT_SENSITIVITY: Final = Sensitivity.INTERNAL

Refusal = Literal[
    "restricted", "confidential", "offline", "no-provider", "wrong-route", "no-consent", "no-key", "policy"
]

_ORDER: Final = tuple(Sensitivity)
_REACH: Final = tuple(Route)
_FARTHEST: Final = {
    Sensitivity.PUBLIC: Route.CLOUD,
    Sensitivity.INTERNAL: Route.CLOUD,
    Sensitivity.CONFIDENTIAL: Route.PRIVATE,
    Sensitivity.RESTRICTED: Route.LOCAL,
}
# What a finding that is *not* redacted makes of a conversation, at least.
_RAISES: Final = {
    EntityType.SECRET: Sensitivity.RESTRICTED,
    EntityType.SSN: Sensitivity.RESTRICTED,
    EntityType.CARD: Sensitivity.RESTRICTED,
    EntityType.NATIONAL_ID: Sensitivity.CONFIDENTIAL,
    EntityType.PASSPORT: Sensitivity.CONFIDENTIAL,
    EntityType.DRIVER_LICENSE: Sensitivity.CONFIDENTIAL,
    EntityType.TAX_ID: Sensitivity.CONFIDENTIAL,
    EntityType.IBAN: Sensitivity.CONFIDENTIAL,
    EntityType.BANK_ACCT: Sensitivity.CONFIDENTIAL,
    EntityType.MRN: Sensitivity.CONFIDENTIAL,
    EntityType.HEALTH_ID: Sensitivity.CONFIDENTIAL,
}


@dataclass(frozen=True, slots=True)
class Situation:
    """What a decision depends on.

    Attributes:
        route: the one that is wanted.
        sensitivity: the conversation's label, raised by what would be kept (``raised``).
        offline: the user switched the network off; a policy that does makes LOCAL the farthest route.
        provider_route: route of the chosen provider; None where none is chosen.
        consented: the user has agreed to what the provider says it does with texts.
        has_key: the provider's key is there, or it needs none.
        farthest: the farthest route that policy allows.
    """

    route: Route
    sensitivity: Sensitivity = DEFAULT_SENSITIVITY
    offline: bool = False
    provider_route: Route | None = None
    consented: bool = False
    has_key: bool = False
    farthest: Route = Route.CLOUD


@dataclass(frozen=True, slots=True)
class Decision:
    """Whether the route may be taken; ``refusal`` names the first reason against it."""

    allowed: bool
    refusal: Refusal | None = None


def decide(situation: Situation) -> Decision:
    """Say whether a question may take a route. LOCAL always may.

    What the user cannot change is named before what they can.
    """
    if situation.route is Route.LOCAL:
        return Decision(allowed=True)
    refusal: Refusal | None = None
    if _reaches(situation.route, beyond=situation.farthest):
        refusal = "policy"
    elif situation.offline:
        refusal = "offline"
    elif _reaches(situation.route, beyond=_FARTHEST[situation.sensitivity]):
        refusal = "restricted" if situation.sensitivity is Sensitivity.RESTRICTED else "confidential"
    elif situation.provider_route is None:
        refusal = "no-provider"
    elif situation.provider_route is not situation.route:
        refusal = "wrong-route"
    elif not situation.consented:
        refusal = "no-consent"
    elif not situation.has_key:
        refusal = "no-key"
    return Decision(allowed=refusal is None, refusal=refusal)


def raised(sensitivity: Sensitivity, kept: Iterable[EntityType]) -> Sensitivity:
    """Return the label of a conversation when findings of these types would leave as they are."""
    highest = max(
        (_RAISES.get(kind, Sensitivity.INTERNAL) for kind in kept), key=_ORDER.index, default=sensitivity
    )
    return max(sensitivity, highest, key=_ORDER.index)


def farthest_for(sensitivity: Sensitivity) -> Route:
    """Return the farthest route that a label allows."""
    return _FARTHEST[sensitivity]


def nearest(*routes: Route) -> Route:
    """Return the one of these routes on which a question travels least."""
    return min(routes, key=_REACH.index)


def _reaches(route: Route, *, beyond: Route) -> bool:
    return _REACH.index(route) > _REACH.index(beyond)

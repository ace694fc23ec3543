"""Promise: one pure function decides routes, and nothing stricter ever allows more.

The function is small, so its whole domain is a table: every route, label, limit, provider and switch.
"""

from __future__ import annotations

import itertools
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.redaction.findings import EntityType
from app.routing import (
    DEFAULT_SENSITIVITY,
    Decision,
    Route,
    Sensitivity,
    Situation,
    decide,
    farthest_for,
    raised,
)

LOCAL, PRIVATE, CLOUD = Route
PUBLIC, INTERNAL, CONFIDENTIAL, RESTRICTED = Sensitivity
SWITCHES = (False, True)
EVERYTHING = [
    Situation(
        route=route,
        sensitivity=sensitivity,
        offline=offline,
        provider_route=provider_route,
        consented=consented,
        has_key=has_key,
        farthest=farthest,
    )
    for route, sensitivity, offline, provider_route, consented, has_key, farthest in itertools.product(
        Route, Sensitivity, SWITCHES, (None, *Route), SWITCHES, SWITCHES, Route
    )
]
# What a label lets through, written down a second time.
OPEN_TO = {
    PUBLIC: {LOCAL, PRIVATE, CLOUD},
    INTERNAL: {LOCAL, PRIVATE, CLOUD},
    CONFIDENTIAL: {LOCAL, PRIVATE},
    RESTRICTED: {LOCAL},
}
LIMITED_TO = {LOCAL: {LOCAL}, PRIVATE: {LOCAL, PRIVATE}, CLOUD: {LOCAL, PRIVATE, CLOUD}}


def ready(route: Route, **changes: object) -> Situation:
    """Everything is as it has to be for a route."""
    situation = Situation(route=route, provider_route=route, consented=True, has_key=True)
    return replace(situation, **changes)  # type: ignore[arg-type]


def test_the_table_is_the_whole_domain() -> None:
    assert len(EVERYTHING) == 3 * 4 * 2 * 4 * 2 * 2 * 3
    assert len(set(EVERYTHING)) == len(EVERYTHING)


def test_a_route_is_open_only_when_everything_speaks_for_it() -> None:
    for situation in EVERYTHING:
        allowed = situation.route is LOCAL or (
            not situation.offline
            and situation.route in LIMITED_TO[situation.farthest]
            and situation.route in OPEN_TO[situation.sensitivity]
            and situation.provider_route is situation.route
            and situation.consented
            and situation.has_key
        )
        assert decide(situation).allowed is allowed, situation


def test_what_is_refused_has_a_reason_and_what_is_allowed_has_none() -> None:
    for situation in EVERYTHING:
        decision = decide(situation)
        assert decision.allowed is (decision.refusal is None), situation


def test_the_own_computer_is_always_open() -> None:
    assert {decide(it) for it in EVERYTHING if it.route is LOCAL} == {Decision(allowed=True)}


def test_the_default_label_is_open_and_the_default_situation_is_not() -> None:
    assert DEFAULT_SENSITIVITY is INTERNAL
    for route in (PRIVATE, CLOUD):
        assert decide(ready(route)).allowed
        assert not decide(Situation(route=route)).allowed


def stricter(situation: Situation) -> list[Situation]:
    """Return the situations that are one step stricter in one respect."""
    labels, limits = list(Sensitivity), list(Route)
    found = [
        replace(situation, offline=True),
        replace(situation, consented=False),
        replace(situation, has_key=False),
        replace(situation, provider_route=None),
    ]
    if situation.sensitivity is not labels[-1]:
        found.append(replace(situation, sensitivity=labels[labels.index(situation.sensitivity) + 1]))
    if situation.farthest is not limits[0]:
        found.append(replace(situation, farthest=limits[limits.index(situation.farthest) - 1]))
    return found


def test_nothing_stricter_allows_more() -> None:
    for situation in EVERYTHING:
        if not decide(situation).allowed:
            for other in stricter(situation):
                assert not decide(other).allowed, (situation, other)


def test_a_text_that_may_go_far_may_also_stay_nearer() -> None:
    for situation in EVERYTHING:
        if situation.route is CLOUD and decide(situation).allowed:
            assert decide(replace(situation, route=PRIVATE, provider_route=PRIVATE)).allowed


@pytest.mark.parametrize(
    ("situation", "refusal"),
    [
        (ready(CLOUD, offline=True), "offline"),
        (ready(CLOUD, farthest=PRIVATE), "policy"),
        (ready(PRIVATE, farthest=LOCAL), "policy"),
        (ready(CLOUD, sensitivity=RESTRICTED), "restricted"),
        (ready(PRIVATE, sensitivity=RESTRICTED), "restricted"),
        (ready(CLOUD, sensitivity=CONFIDENTIAL), "confidential"),
        (ready(CLOUD, provider_route=None), "no-provider"),
        (ready(CLOUD, provider_route=PRIVATE), "wrong-route"),
        (ready(PRIVATE, provider_route=CLOUD), "wrong-route"),
        (ready(CLOUD, consented=False), "no-consent"),
        (ready(CLOUD, has_key=False), "no-key"),
    ],
)
def test_each_refusal_names_what_is_against_it(situation: Situation, refusal: str) -> None:
    assert decide(situation) == Decision(allowed=False, refusal=refusal)  # type: ignore[arg-type]


def test_what_cannot_be_changed_here_is_named_before_what_can() -> None:
    """Nobody is asked for a key and told afterwards that the conversation may not leave."""
    nothing = Situation(route=CLOUD, sensitivity=RESTRICTED, offline=True, farthest=LOCAL)
    order = []
    for change in (
        {},
        {"farthest": CLOUD},
        {"offline": False},
        {"sensitivity": PUBLIC},
        {"provider_route": PRIVATE},
        {"provider_route": CLOUD},
        {"consented": True},
        {"has_key": True},
    ):
        nothing = replace(nothing, **change)  # type: ignore[arg-type]
        order.append(decide(nothing).refusal)
    assert order == [
        "policy",
        "offline",
        "restricted",
        "no-provider",
        "wrong-route",
        "no-consent",
        "no-key",
        None,
    ]


def test_the_farthest_route_of_a_label_is_the_farthest_that_it_lets_through() -> None:
    for sensitivity in Sensitivity:
        open_routes = [route for route in Route if decide(ready(route, sensitivity=sensitivity)).allowed]
        assert farthest_for(sensitivity) is open_routes[-1]


@pytest.mark.parametrize("sensitivity", Sensitivity)
def test_nothing_kept_raises_nothing(sensitivity: Sensitivity) -> None:
    assert raised(sensitivity, []) is sensitivity


@pytest.mark.parametrize(
    ("kind", "least"),
    [
        (EntityType.SECRET, RESTRICTED),
        (EntityType.SSN, RESTRICTED),
        (EntityType.CARD, RESTRICTED),
        (EntityType.MRN, CONFIDENTIAL),
        (EntityType.HEALTH_ID, CONFIDENTIAL),
        (EntityType.IBAN, CONFIDENTIAL),
        (EntityType.PASSPORT, CONFIDENTIAL),
        (EntityType.PERSON, INTERNAL),
        (EntityType.DATE, INTERNAL),
    ],
)
def test_what_would_leave_as_it_is_raises_the_label(kind: EntityType, least: Sensitivity) -> None:
    assert raised(PUBLIC, [kind]) is least
    assert raised(RESTRICTED, [kind]) is RESTRICTED


def rank(sensitivity: Sensitivity) -> int:
    return list(Sensitivity).index(sensitivity)


@given(
    st.sampled_from(Sensitivity), st.lists(st.sampled_from(EntityType)), st.lists(st.sampled_from(EntityType))
)
def test_a_label_is_only_ever_raised_and_more_kept_never_lowers_it(
    sensitivity: Sensitivity, kept: list[EntityType], more: list[EntityType]
) -> None:
    once = raised(sensitivity, kept)
    assert rank(once) >= rank(sensitivity)
    assert rank(raised(sensitivity, kept + more)) >= rank(once)
    assert raised(once, kept) is once
    assert raised(sensitivity, reversed(kept)) is once


@pytest.mark.parametrize("kind", EntityType)
def test_keeping_something_never_opens_a_route(kind: EntityType) -> None:
    for situation in EVERYTHING:
        kept = replace(situation, sensitivity=raised(situation.sensitivity, [kind]))
        assert decide(situation).allowed or not decide(kept).allowed

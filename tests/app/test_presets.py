"""Promise: a preset is only a beginning, and what it claims about a provider names its source and its day."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from app.gate.address import server_address
from app.presets import known_clouds, other_cloud, private_server
from app.providers import Promise, Provider
from app.routing import Route


@pytest.mark.parametrize("cloud", known_clouds(), ids=lambda cloud: cloud.name)
def test_a_known_cloud_is_reached_over_tls_and_says_where_and_when_its_words_were_read(
    cloud: Provider,
) -> None:
    assert server_address(cloud.destination.base_url).scheme == "https"
    assert cloud.route is Route.CLOUD
    promise = cloud.promise
    assert promise.retention or promise.training
    assert all(address.startswith("https://") for address in promise.source.split(", "))
    assert date(2026, 1, 1) <= date.fromisoformat(promise.as_of) <= datetime.now(UTC).date()


def test_no_preset_has_an_identity_a_key_a_model_or_a_consent() -> None:
    for preset in (*known_clouds(), other_cloud(), private_server()):
        assert (preset.id, preset.key_place, preset.consented, preset.destination.model) == (
            "",
            "none",
            0,
            "",
        )
        assert preset.destination.pins == ()
        assert preset.destination.proxy == ""


def test_nothing_is_claimed_about_a_server_that_is_not_known() -> None:
    assert other_cloud().promise == private_server().promise == Promise()
    assert private_server().route is Route.PRIVATE

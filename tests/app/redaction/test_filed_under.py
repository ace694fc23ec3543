"""Promise: the reference under which something of somebody is kept is hidden."""

from __future__ import annotations

import pytest

from app.redaction.recognizers.filed_under import FiledUnder
from tests.app.redaction.cost import is_linear

_FIND = FiledUnder().find


def _found(text: str) -> list[str]:
    return [text[hit.start : hit.end] for hit in _FIND(text)]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("The dog is insured with PetGuard under PG/0088/1931.", "PG/0088/1931"),
        ("The petition was filed as 24-CVS-1188.", "24-CVS-1188"),
        ("It was logged yesterday under reference HB 441778", "HB 441778"),
        ("Der Schaden ist unter 25-1188-K registriert, geführt unter Nr. 441778.", "441778"),
        ("L'affaire est inscrite au greffe sous le n° 24/118B", "24/118B"),
        ("La causa fue registrada bajo el número 441/2025-M", "441/2025-M"),
        ("verzekerd bij ons onder polis AB-0441778", "AB-0441778"),
    ],
)
def test_a_reference_is_found(text: str, value: str) -> None:
    assert _found(text) == [value]


@pytest.mark.parametrize(
    "text",
    [
        "The site is registered under ISO 9001 and listed under DIN-476.",
        "It was recorded in 2019 under 5000 people, filed under 2024.",
        "The species is listed under Annex II, entered as B2 and held as 4417.",
        "errors are logged under /var/log, recorded as UTF-8",
        "The asteroid is listed under number 285263.",
        "The event was booked under 12/2024.",
    ],
)
def test_what_is_nobodys_stays(text: str) -> None:
    assert _found(text) == []


@pytest.mark.parametrize(
    "worst", ["filed a b c d e ", "filed under ", "listed the the the ", "filed as A-1-1-1-1"]
)
def test_the_time_is_linear(worst: str) -> None:
    assert is_linear(_FIND, worst, sizes=(20_000, 200_000))

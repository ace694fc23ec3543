"""Promise: the numbered fields of a driving licence are read without a word; other lists are not."""

from __future__ import annotations

from app.redaction.recognizers.licence_card import LicenceCard

CARD = "1. KALB 2. MONIKA 3. 14.02.58 MÜNCHEN 4a. 12.03.2019 4c. LRA Oberallgäu 5. J0441829K37"


def _found(text: str) -> dict[str, str]:
    return {hit.label.value: text[hit.start : hit.end] for hit in LicenceCard().find(text)}


def test_names_birth_and_number_are_found_by_the_numbers_of_their_fields() -> None:
    values = [CARD[hit.start : hit.end] for hit in LicenceCard().find(CARD)]
    assert sorted(values) == ["14.02.58", "J0441829K37", "KALB", "MONIKA"]


def test_in_lines_too() -> None:
    assert _found("3. 19.07.2005 LAGOS\n4b) 01.03.34\n5. ADEYE057199F99XY")["DRIVER_LICENSE"] == (
        "ADEYE057199F99XY"
    )


def test_a_list_without_the_fields_of_a_card_is_none() -> None:
    assert _found("1. Salt 2. Pepper 3. 12.03.2019 4. Stir 5. A1234567") == {}

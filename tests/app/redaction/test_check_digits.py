"""Promise: our own checks hold for specimens, and for none of their misreadings."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from stdnum.pt import cc

from app.redaction.recognizers import check_digits

_SPECIMENS = [
    (check_digits.is_german_insurance_number, "15 070649 C 103"),
    (check_digits.is_icao_checked, "L898902C36"),
    (check_digits.is_hong_kong_id, "A123456(3)"),
    (check_digits.is_singapore_id, "S1234567D"),
    (check_digits.is_singapore_id, "T0123456G"),
    (check_digits.is_taiwan_id, "A123456789"),
    (check_digits.is_health_card_of_brazil, "898 0000 0004 3208"),
]


@pytest.mark.parametrize(("holds", "specimen"), _SPECIMENS)
def test_a_specimen_holds(holds: Callable[[str], bool], specimen: str) -> None:
    assert holds(specimen)


@pytest.mark.parametrize(("holds", "specimen"), _SPECIMENS)
def test_one_digit_misread_is_noticed(holds: Callable[[str], bool], specimen: str) -> None:
    for place, character in enumerate(specimen):
        unchecked = holds is check_digits.is_health_card_of_brazil and place == 5  # its weight is the modulus
        if character.isdigit() and not unchecked:
            misread = specimen[:place] + str((int(character) + 1) % 10) + specimen[place + 1 :]
            assert not holds(misread), misread


@pytest.mark.parametrize("value", ["AB123456C", "QQ123456C", "jz123456a"])
def test_letters_of_a_national_insurance_number(value: str) -> None:
    assert check_digits.is_british(value)


@pytest.mark.parametrize("value", ["DA123456C", "AO123456C", "VQ123456C"])
def test_letters_that_are_never_given_out(value: str) -> None:
    assert not check_digits.is_british(value)


@pytest.mark.parametrize("script", ["٣", "３", "߃"])
def test_digits_of_another_script_prove_nothing_and_stop_nothing(script: str) -> None:
    holds = check_digits.by(cc)
    assert holds("00000000 0 ZZ4")
    assert not holds(f"0000000{script} 0 ZZ4")

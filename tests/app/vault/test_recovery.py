"""Promise: a recovery code survives being written down, and a typing mistake is named by its group."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.errors import RecoveryCodeMistyped
from app.vault import recovery

SECRETS = st.binary(min_size=20, max_size=20)
ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"


@given(SECRETS)
def test_a_code_reads_back_to_the_secret_it_was_made_of(secret: bytes) -> None:
    code = recovery.format_code(secret)
    assert [len(group) for group in code.split("-")] == [5] * 8
    assert recovery.parse_code(code.encode()) == secret


def test_the_written_form_does_not_change_between_versions() -> None:
    assert recovery.format_code(bytes(20)) == "00005-0000A-0000F-0000M-0000H-0000Y-0000V-0000D"
    code = recovery.format_code(bytes(range(20)))
    assert code == "000G0-40R47-0M30J-E209D-185GT-R38E6-1W81Q-24GK4"


@given(SECRETS, st.sampled_from(["lower", "spaces", "letters", "wide", "nothing", "lines"]))
def test_case_spaces_dashes_and_look_alikes_do_not_matter(secret: bytes, how: str) -> None:
    code = recovery.format_code(secret)
    typed = {
        "lower": code.lower(),
        "spaces": f"  {code.replace('-', ' ')} ",
        "letters": code.replace("0", "o").replace("1", "l"),
        "wide": "".join(chr(ord(it) + 0xFEE0) if it != "-" else "—" for it in code),
        "nothing": code.replace("-", ""),
        "lines": code.replace("-", "\r\n").replace("1", "I"),
    }[how]
    assert recovery.parse_code(typed.encode()) == secret


@given(SECRETS, st.integers(0, 39), st.integers(1, 31))
def test_every_single_wrong_character_is_found_in_its_group(secret: bytes, place: int, shift: int) -> None:
    letters = list(recovery.format_code(secret).replace("-", ""))
    letters[place] = ALPHABET[(ALPHABET.index(letters[place]) + shift) % 32]
    with pytest.raises(RecoveryCodeMistyped) as caught:
        recovery.parse_code("".join(letters).encode())
    assert caught.value.facts == {"group": place // 5 + 1}


@given(SECRETS, st.integers(0, 7), st.integers(0, 3))
def test_two_swapped_neighbours_are_found_in_their_group(secret: bytes, group: int, place: int) -> None:
    letters = list(recovery.format_code(secret).replace("-", ""))
    left = group * 5 + place
    letters[left], letters[left + 1] = letters[left + 1], letters[left]
    if letters[left] == letters[left + 1]:
        return
    with pytest.raises(RecoveryCodeMistyped) as caught:
        recovery.parse_code("".join(letters).encode())
    assert caught.value.facts == {"group": group + 1}


@given(SECRETS, st.integers(0, 7), st.integers(0, 7))
def test_two_swapped_groups_are_found(secret: bytes, left: int, right: int) -> None:
    groups = recovery.format_code(secret).split("-")
    groups[left], groups[right] = groups[right], groups[left]
    if left == right:
        assert recovery.parse_code("-".join(groups).encode()) == secret
        return
    with pytest.raises(RecoveryCodeMistyped) as caught:
        recovery.parse_code("-".join(groups).encode())
    assert caught.value.facts == {"group": min(left, right) + 1}


@pytest.mark.parametrize("typed", ["", "ABCDE", "0" * 39, "0" * 41, "0" * 5000, "---", "\x00" * 40])
def test_a_wrong_number_of_characters_is_group_zero(typed: str) -> None:
    with pytest.raises(RecoveryCodeMistyped) as caught:
        recovery.parse_code(typed.encode())
    assert caught.value.facts == {"group": 0}


def test_a_letter_that_no_code_has_is_a_mistake_in_its_group() -> None:
    letters = list(recovery.format_code(bytes(20)).replace("-", ""))
    letters[17] = "U"
    with pytest.raises(RecoveryCodeMistyped) as caught:
        recovery.parse_code("".join(letters).encode())
    assert caught.value.facts == {"group": 4}


@given(st.binary(max_size=600))
def test_any_bytes_give_a_secret_or_a_named_mistake(typed: bytes) -> None:
    try:
        outcome = len(recovery.parse_code(typed))
    except RecoveryCodeMistyped as mistake:
        outcome = int(mistake.facts["group"])
    assert outcome in {20, *range(9)}


@given(SECRETS, st.integers(-1, 10), st.text(max_size=8))
def test_only_the_right_group_matches(secret: bytes, number: int, typed: str) -> None:
    code = recovery.format_code(secret)
    if 1 <= number <= 8:
        right = code.split("-")[number - 1]
        assert recovery.group_matches(code, number, f" {right.lower()} ")
        assert not recovery.group_matches(code, number, right + "U")
        assert not recovery.group_matches(code, number, right[:4])
    else:
        assert not recovery.group_matches(code, number, typed)


def test_a_secret_of_another_length_is_a_bug() -> None:
    with pytest.raises(ValueError, match="20 bytes"):
        recovery.format_code(bytes(19))

"""Promise: near a word of secrecy what a generator made is hidden whole; hashes, paths, public keys stay."""

from __future__ import annotations

import pytest

from app.redaction.recognizers.random_strings import RandomStrings, is_random, whole
from tests.app.redaction.cases import drawn


def _found(text: str) -> list[str]:
    return [text[hit.start : hit.end] for hit in RandomStrings().find(text)]


KEY = drawn("<<a28>>7Qz", 11)


@pytest.mark.parametrize(
    "before",
    [
        "the key for the billing service, do not share: ",
        "unser Schlüssel dafür: ",
        "mailgun said ",
        "if it asks for the Token then give it ",
    ],
)
def test_a_word_of_secrecy_in_its_line_is_enough(before: str) -> None:
    assert _found(f"{before}{KEY}\n") == [KEY]


def test_a_word_of_another_line_is_not() -> None:
    assert _found(f"the key is in the drawer\nbatch {KEY[:24]}\n") == []


def test_a_long_mix_needs_no_word() -> None:
    value = drawn("<<a44>>", 5)
    assert _found(f"put {value} there") == [value]


def test_the_heading_of_a_table_counts_as_a_word_of_its_line() -> None:
    assert _found(f"| service | api key |\n|---|---|\n| maps | {KEY} |\n") == [KEY]


@pytest.mark.parametrize(
    "text",
    [
        drawn("token cache, sha256: <<h64>>", 3),
        drawn("key commit <<h40>>", 4),
        "the key of the row is 8b0e7153-4bf7-4c37-ac37-06d85c524e44",
        "private key of auth/providers/oauth2_callback_handler",
        drawn("-----BEGIN CERTIFICATE-----\nkey <<b64>>\n-----END CERTIFICATE-----", 6),
        "session variables: number_of_retries_before_2nd_timeout",
    ],
)
def test_hashes_paths_names_and_public_keys_are_none(text: str) -> None:
    assert _found(text) == []


def test_a_string_that_is_wrapped_is_read_to_its_end() -> None:
    first, second = drawn("<<a40>>", 7), drawn("<<a40>>", 8)
    text = f"secret {first}\n{second}\nand then words"
    assert _found(text)[0] == f"{first}\n{second}"
    assert whole(text, len(f"secret {first}")) == len(f"secret {first}\n{second}")


@pytest.mark.parametrize(
    ("value", "random"),
    [
        (KEY, True),
        ("correcthorsebatterystaple1", False),
        ("3.11.4-rc1+build20240101", False),
        ("2026-02-11T08:14:22Z", False),
        ("00000000000000000000", False),
    ],
)
def test_what_somebody_would_think_of_is_not_random(value: str, *, random: bool) -> None:
    assert is_random(value) is random

"""The strength estimate is a rule of thumb that does not flatter."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ui.strength import Level, estimate


@pytest.mark.parametrize(
    ("passphrase", "level"),
    [
        ("", Level.TOO_SHORT),
        ("a7Gk2p!", Level.TOO_SHORT),
        ("password", Level.WEAK),
        ("aaaaaaaaaaaaaaaa", Level.WEAK),
        ("12345678901234567890", Level.WEAK),
        ("qwertyuiop", Level.WEAK),
        ("Summer2024!", Level.FAIR),
        ("horse battery staple", Level.FAIR),
        ("correct horse battery staple", Level.GOOD),
        ("copper violin seven quiet harbour moss", Level.STRONG),
        ("g7$Kq!2vZx9@Lm", Level.STRONG),
    ],
)
def test_levels(passphrase: str, level: Level) -> None:
    assert estimate(passphrase).level is level


@given(st.text(max_size=200))
def test_any_text_has_an_estimate(passphrase: str) -> None:
    assert estimate(passphrase).bits >= 0


@given(st.text(alphabet="abcdefghij xyz189", min_size=1, max_size=40))
def test_saying_a_word_again_adds_next_to_nothing(passphrase: str) -> None:
    once = estimate("harbour " + passphrase).bits
    assert estimate("harbour harbour " + passphrase).bits <= once + 2

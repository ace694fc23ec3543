"""Promise: what stands beside an address of mail, or is told to be keyed in, is hidden without a label."""

from __future__ import annotations

import pytest

from app.redaction.recognizers.secret_places import Places


def _found(text: str) -> list[str]:
    return [text[hit.start : hit.end] for hit in Places().find(text)]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("portal: ines@willow.example.net with Trampoline6", "Trampoline6"),
        ("h.brandt@seeblick.example.net / F0relle. Ebay same", "F0relle"),
        ("k.roe@mail.example.net:Hunter!2", "Hunter!2"),
        ("view --vault-password-file=<(echo Noord3r-zon) s.yml", "Noord3r-zon"),
        ("- laptop: `nadia.h` / `Teasel-Brook-41`", "Teasel-Brook-41"),
        ("netflix – hollis/popcorn!99", "popcorn!99"),
        ("The tablet unlocks with 1946.", "1946"),
        ("Il cancello si apre col 4471, dice", "4471"),
        ("Security answer: Bramble Cottage.", "Bramble Cottage"),
        ("Respuesta secreta: Molino Viejo", "Molino Viejo"),
        ("answer to the security question: Biscuit", "Biscuit"),
        ("the wifi is Buecherwurm and the key is korb-tisch-77", "korb-tisch-77"),
        ("password reset for the portal: temp is Welcome-88!", "Welcome-88!"),
        ("The combination is left 18, right 44, left 27.", "left 18, right 44, left 27"),
        ("WLAN: FRITZ!Box 7590 XK, Schlüssel 88312772903188312772.", "88312772903188312772"),
        ("Il wifi di casa: Vodafone-8831, chiave kZ9fQ2mX7tRb; allarme", "kZ9fQ2mX7tRb"),
        ("Memorable date: 12/05/1979", "12/05/1979"),
        ("bei Netflix mit kern81@web.example und Popcorn-Abend3 einloggen", "Popcorn-Abend3"),
        ("safe 18R 44L 27R, then pull", "18R 44L 27R"),
        ("wifi guest / sunnyday2024, ask at the desk", "sunnyday2024"),
        ("Das Handy entsperrt sich mit 1946.", "1946"),
    ],
)
def test_the_value_is_found(text: str, value: str) -> None:
    assert _found(text) == [value]


@pytest.mark.parametrize(
    "text",
    [
        "k.roe@mail.example.net with kind regards",
        "k.roe@mail.example.net / 2026-01-04",
        "k.roe@mail.example.net: room 12 please",
        "k.roe@mail.example.net / press2 for the media",
        "see `src/main` / `src/lib-2`",
        "The war began with 1946.",
        "Reset done: the new one is in the cupboard. Password reset: temp is too high.",
        "The network is down and the key is somewhere.",
        "What is a good security question? Mine asks for a pet.",
        "left 20 right 40 left 60 are the pan positions",
        "k.roe@mail.example.net and Station12 is next",
        "Turn left 18 metres on, then right.",
    ],
)
def test_what_else_stands_beside_an_address_is_left(text: str) -> None:
    assert _found(text) == []

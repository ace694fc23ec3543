"""Promise: text can be read and controls can be seen, in every colour set (WCAG 2.2, 1.4.3 and 1.4.11)."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

import ui.theme
from ui.theme.tokens import (
    DARK,
    HIGH_CONTRAST_DARK,
    HIGH_CONTRAST_LIGHT,
    LIGHT,
    Tokens,
    contrast,
    luminance,
    mix,
)

SETS = [LIGHT, DARK, HIGH_CONTRAST_LIGHT, HIGH_CONTRAST_DARK]
GROUNDS = ("bg", "side", "surface", "raised")
TEXT = [
    *((voice, ground) for voice in ("text", "text2", "text3") for ground in (*GROUNDS, "hover", "code_head")),
    *(("accent", ground) for ground in GROUNDS),
    *((state, ground) for state in ("ok", "warn", "bad") for ground in (*GROUNDS, f"{state}_bg")),
    *(("text", ground) for ground in ("bubble", "active", "tint", "selection", "mark", "ok_bg", "bad_bg")),
    *((kind, "code") for kind in ("text", "keyword", "string", "comment", "function", "number")),
    ("on_accent", "accent"),
    ("on_accent", "accent_hover"),
    ("text2", "active"),
]


@pytest.mark.parametrize("tokens", SETS, ids=lambda tokens: tokens.name)
@pytest.mark.parametrize(("fore", "back"), TEXT)
def test_text_can_be_read_on_its_ground(tokens: Tokens, fore: str, back: str) -> None:
    assert contrast(tokens.tone(fore), tokens.tone(back)) >= 4.5


@pytest.mark.parametrize("tokens", SETS, ids=lambda tokens: tokens.name)
@pytest.mark.parametrize("border", ["line2", "accent", "ok", "bad", "text"])
@pytest.mark.parametrize("ground", GROUNDS)
def test_borders_of_controls_and_focus_rings_can_be_seen(tokens: Tokens, border: str, ground: str) -> None:
    assert contrast(tokens.tone(border), tokens.tone(ground)) >= 3.0


@pytest.mark.parametrize("tokens", [HIGH_CONTRAST_LIGHT, HIGH_CONTRAST_DARK], ids=lambda tokens: tokens.name)
@pytest.mark.parametrize(("fore", "back"), TEXT)
def test_high_contrast_reaches_seven_to_one(tokens: Tokens, fore: str, back: str) -> None:
    if back not in ("selection", "mark") and fore != "on_accent":
        assert contrast(tokens.tone(fore), tokens.tone(back)) >= 7.0


def test_colours_that_a_style_sheet_takes_from_files_are_the_tokens() -> None:
    folder = Path(ui.theme.__file__).parent / "icons" / "controls"
    wanted = {"check": "on_accent", "tick": "text2"}
    wanted |= {f"chevron-{way}": "text2" for way in ("down", "up", "left", "right")}
    for name, token in wanted.items():
        for tokens in (LIGHT, DARK):
            source = (folder / f"{name}-{tokens.name}.svg").read_text(encoding="utf-8")
            assert re.findall(r'stroke="(#\w+)"', source) == [tokens.tone(token)]


def test_contrast_of_black_and_white_is_twenty_one() -> None:
    assert contrast("#000000", "#FFFFFF") == pytest.approx(21)
    assert luminance("#FFFFFF") == pytest.approx(1)
    assert mix("#000000", "#FFFFFF") == "#7F7F7F"


def test_tones_have_two_more_names_and_refuse_what_is_no_colour() -> None:
    assert LIGHT.tone("muted") == LIGHT.text3
    assert LIGHT.tone("second") == LIGHT.text2
    with pytest.raises(TypeError):
        LIGHT.tone("is_dark")
    assert "is_dark" not in LIGHT.colours()

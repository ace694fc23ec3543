"""The rules of every kind of button: rest, hover, pressed, checked, disabled, and a focus ring of its own."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeAlias

import msgspec
from msgspec.structs import replace

from ui.theme import tokens as scales
from ui.theme.tokens import Tokens

Pixels: TypeAlias = Callable[[float], int]
_CLEAR = "transparent"
_MEDIUM = "font-weight: 500;"
_LEFT = "text-align: left;"


class _Look(msgspec.Struct, frozen=True):
    """One kind of button; lengths in pixels at 100 %."""

    back: str
    fore: str
    border: str
    hover: str
    ring: str
    hover_fore: str = ""
    down: int = 7
    side: int = 14
    radius: int = 8
    more: str = ""


def button_rules(t: Tokens, px: Pixels) -> str:
    """Return the rules of QPushButton, QToolButton and all their kinds."""
    looks = {"QPushButton": _push(t, px), "QToolButton": _tool(t, px)}
    rules = [
        _rules(f'{widget}[kind="{kind}"]' if kind else widget, look, t, px)
        for widget, kinds in looks.items()
        for kind, look in kinds.items()
    ]
    rules += [
        _checked("QToolButton", t.active, t.text, _CLEAR),
        _checked('QToolButton[kind="fold"]', _CLEAR, t.text, _CLEAR),
        _checked('QPushButton[kind="row"]', t.active, t.text, _CLEAR),
        _checked('QToolButton[kind="row"]', t.active, t.text, _CLEAR),
        _checked('QPushButton[kind="segment"]', t.active, t.text, t.accent),
        "QToolButton::menu-indicator { image: none; width: 0; }",
        _rules("QToolButton#pill", _pill(t, px), t, px),
    ]
    return "\n".join(rules)


def _push(t: Tokens, px: Pixels) -> dict[str, _Look]:
    plain = _Look(t.surface, t.text, t.line, t.hover, t.accent, more=_MEDIUM)
    chip = replace(plain, down=3, side=11, radius=14, more=_small_pill(px))
    clear = replace(plain, back=_CLEAR, fore=t.text2, border=_CLEAR, hover_fore=t.text)
    return {
        "": plain,
        "primary": replace(
            plain, back=t.accent, fore=t.on_accent, border=t.accent, hover=t.accent_hover, ring=t.text
        ),
        "danger": replace(plain, fore=t.bad, border=t.bad, hover=t.bad_bg, ring=t.text),
        "ghost": clear,
        "link": _link(t, more=_LEFT),
        "new": replace(plain, down=9, side=12, more=_LEFT + _MEDIUM),
        "row": replace(clear, side=10, more=_LEFT),
        "chip": chip,
        "local": replace(chip, back=t.ok_bg, fore=t.ok, border=t.ok, hover=t.ok_bg),
        "segment": replace(plain, fore=t.text2, down=6),
    }


def _tool(t: Tokens, px: Pixels) -> dict[str, _Look]:
    bare = _Look(_CLEAR, t.text2, _CLEAR, t.hover, t.accent, hover_fore=t.text, down=5, side=5)
    small = f"font-size: {px(scales.SMALL)}px; {_MEDIUM}"
    chip = _Look(
        t.surface, t.text, t.line, t.hover, t.accent, down=3, side=11, radius=14, more=_small_pill(px)
    )
    round_ = f"min-width: {px(22)}px; min-height: {px(22)}px;"
    return {
        "": bare,
        "row": replace(bare, down=7, side=10, more=_LEFT),
        "ghost": replace(bare, down=4, side=8, radius=6, more=small),
        "icon": replace(bare, down=4, side=4, radius=6),
        "over": replace(bare, back=t.code_head, down=4, side=4, radius=6),
        "fold": replace(bare, hover=_CLEAR, down=4, side=1, radius=5, more=small),
        "version": replace(bare, down=4, side=1, radius=5),
        "chip": chip,
        "local": replace(chip, back=t.ok_bg, fore=t.ok, border=t.ok, hover=t.ok_bg),
        "away": replace(chip, back=t.warn_bg, fore=t.warn, border=t.warn, hover=t.warn_bg),
        "send": _Look(
            t.accent, t.on_accent, t.accent, t.accent_hover, t.text, down=6, side=6, radius=17, more=round_
        ),
        "danger": replace(bare, fore=t.bad, hover=t.bad_bg, hover_fore=t.bad),
        "link": _link(t, more=f"font-size: {px(scales.SMALL)}px;"),
    }


def _link(t: Tokens, *, more: str) -> _Look:
    return _Look(
        _CLEAR,
        t.accent,
        _CLEAR,
        _CLEAR,
        t.accent,
        hover_fore=t.accent_hover,
        down=2,
        side=4,
        radius=4,
        more=more,
    )


def _pill(t: Tokens, px: Pixels) -> _Look:
    return _Look(
        t.raised, t.text, t.line2, t.hover, t.accent, down=4, side=14, radius=14, more=_small_pill(px)
    )


def _small_pill(px: Pixels) -> str:
    return f"min-height: {px(22)}px; font-size: {px(scales.SMALL)}px; {_MEDIUM}"


def _rules(selector: str, look: _Look, t: Tokens, px: Pixels) -> str:
    down, side = px(look.down), px(look.side)
    off = look.back if look.back == _CLEAR else t.hover
    edge = look.border if look.border == _CLEAR else t.line
    return f"""
    {selector} {{ background: {look.back}; color: {look.fore}; border: 1px solid {look.border};
        border-radius: {px(look.radius)}px; padding: {down}px {side}px; {look.more} }}
    {selector}:hover {{ background: {look.hover}; color: {look.hover_fore or look.fore}; }}
    {selector}:pressed {{ background: {look.hover}; }}
    {selector}:focus {{ border: 2px solid {look.ring}; padding: {down - 1}px {side - 1}px; }}
    {selector}:disabled {{ color: {t.text3}; background: {off}; border-color: {edge}; }}"""


def _checked(selector: str, back: str, fore: str, border: str) -> str:
    return (
        f"{selector}:checked {{ background: {back}; color: {fore}; border: 1px solid {border}; }}"
        # restated, because the rule above would hide the ring of a checked button
        f"\n{selector}:checked:focus {{ border: 2px solid palette(accent); }}"
    )

"""Design tokens: every colour of the window by its purpose, in four sets, and the scales of space and type.

Text tokens have a contrast of at least 4.5:1 on every ground they are used on and control borders at
least 3:1 (WCAG 2.2, 1.4.3 and 1.4.11); ``tests/ui/theme/test_tokens.py`` computes it. Green and amber are
kept for one meaning, the route a text takes; the only other accent is the indigo.
"""

from __future__ import annotations

import msgspec


class Tokens(msgspec.Struct, frozen=True):
    """Colours as ``#RRGGBB``.

    Attributes:
        bg: the page. side: sidebar and status line. surface: fields and cards. raised: menus, popovers.
        hover, active: grounds of a row under the pointer, and of the chosen one.
        line: decorative border. line2: border of a control that has to be seen.
        text, text2, text3: first, second and third voice.
        accent, accent_hover, on_accent: the one accent and what is written on it.
        tint: a faint ground of the accent. bubble: the ground of the user's own words.
        ok, warn, bad and their ``_bg``: states, always together with an icon and words.
        code, code_head: grounds of a code block, of its header and of inline code.
        selection: selected text. mark: a search hit.
        keyword, string, comment, function, number: syntax colours on ``code``.
    """

    name: str
    is_dark: bool
    bg: str
    side: str
    surface: str
    raised: str
    hover: str
    active: str
    line: str
    line2: str
    text: str
    text2: str
    text3: str
    accent: str
    accent_hover: str
    on_accent: str
    tint: str
    bubble: str
    ok: str
    ok_bg: str
    warn: str
    warn_bg: str
    bad: str
    bad_bg: str
    code: str
    code_head: str
    selection: str
    mark: str
    keyword: str
    string: str
    comment: str
    function: str
    number: str

    def tone(self, name: str) -> str:
        """Return the colour of a tone: a text token's name, or "muted" (text3) and "second" (text2)."""
        value = getattr(self, {"muted": "text3", "second": "text2"}.get(name, name))
        if not isinstance(value, str):
            msg = f"{name!r} is not a colour"
            raise TypeError(msg)
        return value

    def colours(self) -> dict[str, str]:
        """Return every colour by its name."""
        listed = msgspec.structs.asdict(self).items()
        return {name: value for name, value in listed if isinstance(value, str) and value.startswith("#")}


LIGHT = Tokens(
    name="light",
    is_dark=False,
    bg="#FCFCFB",
    side="#F4F4F1",
    surface="#FFFFFF",
    raised="#FFFFFF",
    hover="#EAEAE6",
    active="#E2E6F6",
    line="#E3E3DE",
    line2="#83837D",
    text="#1C1C1A",
    text2="#545450",
    text3="#686862",
    accent="#3B4FC4",
    accent_hover="#3143AB",
    on_accent="#FFFFFF",
    tint="#EDF0FC",
    bubble="#EBEEFA",
    ok="#15693F",
    ok_bg="#E4F4EB",
    warn="#84510A",
    warn_bg="#FBF0DA",
    bad="#A92B22",
    bad_bg="#FCE9E7",
    code="#F6F6F3",
    code_head="#EDEDE9",
    selection="#C9D2FB",
    mark="#FFE08A",
    keyword="#7A3EB1",
    string="#15693F",
    comment="#686862",
    function="#2457B8",
    number="#9A4A00",
)

DARK = Tokens(
    name="dark",
    is_dark=True,
    bg="#191918",
    side="#131312",
    surface="#212120",
    raised="#282826",
    hover="#2C2C2A",
    active="#2B3049",
    line="#343431",
    line2="#7F7F79",
    text="#ECECE8",
    text2="#B6B6B0",
    text3="#999992",
    accent="#8F9EFF",
    accent_hover="#A6B2FF",
    on_accent="#10131F",
    tint="#23273C",
    bubble="#292D41",
    ok="#6FD39F",
    ok_bg="#173023",
    warn="#EBB564",
    warn_bg="#352811",
    bad="#F79288",
    bad_bg="#3B1D1A",
    code="#20201F",
    code_head="#2A2A28",
    selection="#3D4A96",
    mark="#6B5412",
    keyword="#C79BF2",
    string="#7FD3A4",
    comment="#999992",
    function="#86B2FF",
    number="#E8A66A",
)

# Chosen when the system asks for more contrast: pure grounds, borders that are seen, no third voice.
HIGH_CONTRAST_LIGHT = msgspec.structs.replace(
    LIGHT,
    name="high-contrast-light",
    bg="#FFFFFF",
    side="#FFFFFF",
    hover="#E2E2E2",
    active="#D5DBFA",
    line="#4A4A4A",
    line2="#000000",
    text="#000000",
    text2="#1E1E1E",
    text3="#303030",
    accent="#1F2FA0",
    accent_hover="#101D7A",
    ok="#064524",
    warn="#573300",
    bad="#7D100A",
    code="#FFFFFF",
    code_head="#EFEFEF",
    keyword="#55198C",
    string="#064524",
    comment="#303030",
    function="#0B3584",
    number="#6B3200",
)

HIGH_CONTRAST_DARK = msgspec.structs.replace(
    DARK,
    name="high-contrast-dark",
    bg="#000000",
    side="#000000",
    surface="#0A0A0A",
    raised="#101010",
    hover="#2A2A2A",
    active="#27305E",
    line="#A0A0A0",
    line2="#FFFFFF",
    text="#FFFFFF",
    text2="#EDEDED",
    text3="#DADADA",
    accent="#B9C3FF",
    accent_hover="#D5DBFF",
    on_accent="#000000",
    ok="#93EDBD",
    warn="#FFD18A",
    bad="#FFB8B0",
    code="#0A0A0A",
    code_head="#1E1E1E",
    comment="#DADADA",
)

CAPTION, SMALL, CONTROL, BODY, HEADING, TITLE = 12, 13, 14, 15, 17, 22
"""Type scale in pixels at 100 %."""

SPACES = (4, 8, 12, 16, 24, 32, 48)
"""The only distances, in pixels at 100 %."""


def luminance(colour: str) -> float:
    """Return the relative luminance of ``#RRGGBB``, 0.0 to 1.0 (WCAG 2.2)."""
    channels = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(first: str, second: str) -> float:
    """Return the contrast ratio of two colours, 1.0 to 21.0 (WCAG 2.2)."""
    high, low = sorted((luminance(first), luminance(second)), reverse=True)
    return (high + 0.05) / (low + 0.05)


def mix(first: str, second: str) -> str:
    """Return the colour half-way between two."""
    pairs = ((int(first[i : i + 2], 16), int(second[i : i + 2], 16)) for i in (1, 3, 5))
    return "#" + "".join(f"{(a + b) // 2:02X}" for a, b in pairs)

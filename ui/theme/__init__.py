"""The look: colour tokens, fonts, icons, and one style sheet for the whole application.

``Theme(app).apply("system", 100)`` once at the start; widgets then carry meaning, not style: a dynamic
property ``kind``, ``tone`` or ``role`` and a few object names, listed in ``ui.theme.stylesheet``.
"""

from ui.theme.drawing import app_icon
from ui.theme.stylesheet import restyle
from ui.theme.theme import Mode, Theme
from ui.theme.tokens import (
    BODY,
    CAPTION,
    CONTROL,
    DARK,
    HEADING,
    HIGH_CONTRAST_DARK,
    HIGH_CONTRAST_LIGHT,
    LIGHT,
    SMALL,
    SPACES,
    TITLE,
    Tokens,
)

__all__ = [
    "BODY",
    "CAPTION",
    "CONTROL",
    "DARK",
    "HEADING",
    "HIGH_CONTRAST_DARK",
    "HIGH_CONTRAST_LIGHT",
    "LIGHT",
    "SMALL",
    "SPACES",
    "TITLE",
    "Mode",
    "Theme",
    "Tokens",
    "app_icon",
    "restyle",
]

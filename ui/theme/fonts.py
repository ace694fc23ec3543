"""Fonts: Inter and JetBrains Mono from this folder, with the system's own as fallback for other scripts."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtGui import QFont, QFontDatabase

FONTS = Path(__file__).parent / "fonts"
# Of these is the unlock screen; each of the others would make it wait for a millisecond or two.
FIRST = frozenset({"Inter-Regular.ttf", "Inter-Medium.ttf", "Inter-SemiBold.ttf"})
SANS = ("Inter", "Segoe UI Variable", "Segoe UI", "SF Pro Text", "Noto Sans", "DejaVu Sans", "sans-serif")
MONO = ("JetBrains Mono", "Cascadia Mono", "Consolas", "Menlo", "DejaVu Sans Mono", "monospace")


def load_fonts(*, first: bool) -> None:
    """Register bundled fonts with this process; a file that cannot be read leaves the fallback.

    Args:
        first: those in ``FIRST``, or else all others.
    """
    for path in sorted(FONTS.glob("*.ttf")):
        if (path.name in FIRST) is first:
            QFontDatabase.addApplicationFont(str(path))


def make_font(pixels: int, *, weight: int = 400, mono: bool = False, italic: bool = False) -> QFont:
    """Build a font.

    Args:
        pixels: size in device-independent pixels.
        weight: 400, 500 or 600, the ones that are bundled.
        mono: the code font, without ligatures: code has to be shown as it is.
        italic: slanted.
    """
    font = QFont()
    font.setFamilies(list(MONO if mono else SANS))
    font.setPixelSize(max(1, pixels))
    font.setWeight(QFont.Weight(weight))
    font.setItalic(italic)
    font.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
    if mono:
        font.setStyleHint(QFont.StyleHint.Monospace)
        font.setFeature(QFont.Tag("calt"), 0)
        font.setFeature(QFont.Tag("liga"), 0)
    return font

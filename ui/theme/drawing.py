"""Icons: Lucide's SVG files drawn in a colour, at a size, for a screen."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

from PySide6.QtCore import QByteArray, QRectF, QSize
from PySide6.QtGui import QColor, QIcon, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer

ICONS = Path(__file__).parent / "icons"
# Lucide draws 2 units wide on a grid of 24; a little less looks calmer beside 14 px text.
_STROKE = ('stroke-width="2"', 'stroke-width="1.8"')


@lru_cache(maxsize=128)
def _source(name: str) -> str:
    return (ICONS / f"{name}.svg").read_text(encoding="utf-8").replace(*_STROKE)


@lru_cache(maxsize=512)
def draw_icon(name: str, colour: str, size: int, ratio: float) -> QPixmap:
    """Draw an icon.

    Args:
        name: file name without ``.svg`` in ``ui/theme/icons``.
        colour: ``#RRGGBB`` or ``#AARRGGBB``; takes the place of currentColor.
        size: edge in device-independent pixels.
        ratio: device pixels per pixel of the screen.

    Returns:
        A square transparent pixmap with that device pixel ratio.

    Raises:
        FileNotFoundError: there is no icon of that name.
    """
    renderer = QSvgRenderer(QByteArray(_source(name).replace("currentColor", colour).encode()))
    edge = max(1, round(size * ratio))
    pixmap = QPixmap(QSize(edge, edge))
    pixmap.fill(QColor(0, 0, 0, 0))
    painter = QPainter(pixmap)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    renderer.render(painter, QRectF(0, 0, edge, edge))
    painter.end()
    pixmap.setDevicePixelRatio(ratio)
    return pixmap


def build_icon(name: str, colour: str, disabled: str, size: int, ratio: float) -> QIcon:
    """Return an icon with a normal and a disabled picture."""
    icon = QIcon(draw_icon(name, colour, size, ratio))
    icon.addPixmap(draw_icon(name, disabled, size, ratio), QIcon.Mode.Disabled)
    return icon


def app_icon() -> QIcon:
    """Return Sotto's own icon in the sizes that task bars and title bars ask for."""
    icon = QIcon()
    for size in (16, 24, 32, 48, 64, 128, 256):
        icon.addPixmap(draw_icon("sotto", "#000000", size, 1.0))
    return icon

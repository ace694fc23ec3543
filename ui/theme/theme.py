"""The theme in force: colours, scale, fonts and icons, and the one place that changes them."""

from __future__ import annotations

import sys
import weakref
from typing import Literal, TypeAlias

import msgspec
import shiboken6
from PySide6.QtCore import QObject, QSize, Signal
from PySide6.QtGui import QColor, QFont, QIcon, QPalette, QPixmap
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel, QWidget

from ui.theme import tokens as scales
from ui.theme.drawing import app_icon, build_icon, draw_icon
from ui.theme.fonts import load_fonts, make_font
from ui.theme.stylesheet import build_stylesheet
from ui.theme.tokens import DARK, HIGH_CONTRAST_DARK, HIGH_CONTRAST_LIGHT, LIGHT, Tokens, mix

Mode: TypeAlias = Literal["system", "light", "dark"]
SMALLEST, LARGEST = 80, 200
_MIDDLE = 128  # of lightness
# Properties of the application: what the system was told last, and whether the palette it began with is dark.
_TOLD, _BEGAN_DARK = "sottoColourScheme", "sottoBeganDark"


class _Wanted(msgspec.Struct, frozen=True):
    """The icon that a button or a label shows."""

    name: str
    tone: str
    size: int


class Theme(QObject):
    """Colours, text size, fonts and icons of the whole application.

    Pass it to the widgets that draw or need an icon. ``changed`` tells that tokens or scale are others;
    by then palette, font, style sheet and every icon given by ``set_icon`` are already renewed.

    Attributes:
        tokens: the colours in force.
        scale: text size, 1.0 is 100 %.
    """

    changed = Signal()

    def __init__(self, app: QApplication) -> None:
        """Take over the application's look; its style has to be Fusion. Nothing shows before ``apply``.

        What the unlock screen does not show waits for ``complete``.
        """
        super().__init__(app)
        self.tokens: Tokens = LIGHT
        self.scale = 1.0
        self._app = app
        self._mode: Mode = "system"
        self._is_complete = False
        self._icons: weakref.WeakKeyDictionary[QWidget, _Wanted] = weakref.WeakKeyDictionary()
        self._applied: tuple[str, float] | None = None
        self._colours: dict[str, QColor] = {}
        self._fonts: dict[tuple[int, int, bool, bool], QFont] = {}
        if app.property(_BEGAN_DARK) is None:
            app.setProperty(_BEGAN_DARK, app.palette().window().color().lightness() < _MIDDLE)
        load_fonts(first=True)
        app.styleHints().colorSchemeChanged.connect(self._on_scheme_changed)

    def complete(self) -> None:
        """Load what there was no time for: the fonts of chats, and the icon in the task bar."""
        if not self._is_complete:
            self._is_complete = True
            load_fonts(first=False)
            self._app.setWindowIcon(app_icon())
            self._use(self._tokens_for(self._mode), self.scale)  # the system itself is asked only now

    def apply(self, mode: Mode, text_scale: int = 100) -> None:
        """Choose light, dark or what the system says, and the size of text.

        Args:
            mode: "system" follows the system's setting while the application runs.
            text_scale: per cent; taken to the nearest value from 80 to 200. Icons and paddings follow.
        """
        self._mode = mode
        if (self._app.property(_TOLD) or "system") != mode:
            self._tell_system(mode)
        self._use(self._tokens_for(mode), min(max(text_scale, SMALLEST), LARGEST) / 100)

    def px(self, pixels: float) -> int:
        """Return a length given at 100 % in the text size in force, at least 1."""
        return max(1, round(pixels * self.scale))

    def font(self, pixels: int = scales.CONTROL, *, weight: int = 400, italic: bool = False) -> QFont:
        """Return the interface font; ``pixels`` at 100 %."""
        return self._font(self.px(pixels), weight, mono=False, italic=italic)

    def body_font(self, *, weight: int = 400) -> QFont:
        """Return the font of messages."""
        return self.font(scales.BODY, weight=weight)

    def mono_font(self, pixels: int = scales.SMALL, *, weight: int = 400) -> QFont:
        """Return the code font, ligatures off; ``pixels`` at 100 %."""
        return self._font(self.px(pixels), weight, mono=True, italic=False)

    def colour(self, name: str) -> QColor:
        """Return a token's or a tone's colour."""
        known = self._colours.get(name)
        if known is None:
            known = self._colours[name] = QColor(self.tokens.tone(name))
        return known

    def icon(self, name: str, *, tone: str = "text2", size: int = 18) -> QIcon:
        """Return an icon in the colours and size of now; ``set_icon`` keeps one up to date.

        Args:
            name: a file of ``ui/theme/icons`` without ``.svg``.
            tone: a text token, or "muted", "second".
            size: edge in pixels at 100 %.
        """
        return build_icon(name, self.tokens.tone(tone), self._faint(), self.px(size), self._ratio())

    def pixmap(self, name: str, *, tone: str = "text2", size: int = 18) -> QPixmap:
        """Return an icon's picture in the colours and size of now."""
        return draw_icon(name, self.tokens.tone(tone), self.px(size), self._ratio())

    def set_icon(
        self, target: QAbstractButton | QLabel, name: str, *, tone: str = "text2", size: int = 18
    ) -> None:
        """Show an icon on a button or a label and renew it with every change of the theme."""
        wanted = _Wanted(name, tone, size)
        if self._icons.get(target) == wanted:
            return
        self._icons[target] = wanted
        self._draw(target, wanted)

    def _font(self, pixels: int, weight: int, *, mono: bool, italic: bool) -> QFont:
        key = (pixels, weight, mono, italic)
        if key not in self._fonts:
            self._fonts[key] = make_font(pixels, weight=weight, mono=mono, italic=italic)
        return QFont(self._fonts[key])

    def _draw(self, target: QWidget, wanted: _Wanted) -> None:
        if isinstance(target, QAbstractButton):
            edge = self.px(wanted.size)
            target.setIconSize(QSize(edge, edge))
            target.setIcon(self.icon(wanted.name, tone=wanted.tone, size=wanted.size))
        elif isinstance(target, QLabel):
            target.setPixmap(self.pixmap(wanted.name, tone=wanted.tone, size=wanted.size))

    def _use(self, tokens: Tokens, scale: float) -> None:
        if self._applied == (tokens.name, scale):
            return
        self._applied = (tokens.name, scale)
        self.tokens, self.scale = tokens, scale
        self._colours.clear()
        self._app.setPalette(build_palette(tokens))
        self._app.setFont(self.font())
        self._app.setStyleSheet(build_stylesheet(tokens, scale))
        for target, wanted in list(self._icons.items()):
            if shiboken6.isValid(target):
                self._draw(target, wanted)
        self.changed.emit()

    def _tell_system(self, mode: Mode) -> None:
        """Have the title bars in the same colours."""
        from PySide6.QtCore import Qt

        schemes = Qt.ColorScheme
        scheme = {"system": schemes.Unknown, "light": schemes.Light, "dark": schemes.Dark}[mode]
        self._app.styleHints().setColorScheme(scheme)
        self._app.setProperty(_TOLD, mode)

    def _tokens_for(self, mode: Mode) -> Tokens:
        dark = mode == "dark" or (mode == "system" and self._is_system_dark())
        if self._wants_contrast():
            return HIGH_CONTRAST_DARK if dark else HIGH_CONTRAST_LIGHT
        return DARK if dark else LIGHT

    def _is_system_dark(self) -> bool:
        """Ask the system, once that is worth ``Qt`` (see ``ui.numbers``); else the first palette tells."""
        began_dark = bool(self._app.property(_BEGAN_DARK))
        if not self._is_complete:
            return began_dark
        from PySide6.QtCore import Qt

        scheme = self._app.styleHints().colorScheme()
        return began_dark if scheme is Qt.ColorScheme.Unknown else scheme is Qt.ColorScheme.Dark

    def _wants_contrast(self) -> bool:
        """Whether the system asks for high contrast. On Linux it tells after the start, over D-Bus."""
        if sys.platform == "linux" and not self._is_complete:
            return False
        from PySide6.QtCore import Qt

        hints = self._app.styleHints()  # held, because what it returns is gone with it
        return hints.accessibility().contrastPreference() is Qt.ContrastPreference.HighContrast

    def _on_scheme_changed(self) -> None:
        if self._mode == "system":
            self._use(self._tokens_for("system"), self.scale)

    def _faint(self) -> str:
        return mix(self.tokens.text3, self.tokens.bg)

    def _ratio(self) -> float:
        return max(1.0, self._app.devicePixelRatio())


def build_palette(tokens: Tokens) -> QPalette:
    """Return the palette for what the style sheet does not paint."""
    palette = QPalette()
    roles = {
        QPalette.ColorRole.Window: tokens.bg,
        QPalette.ColorRole.WindowText: tokens.text,
        QPalette.ColorRole.Base: tokens.surface,
        QPalette.ColorRole.AlternateBase: tokens.side,
        QPalette.ColorRole.Text: tokens.text,
        QPalette.ColorRole.PlaceholderText: tokens.text3,
        QPalette.ColorRole.Button: tokens.raised,
        QPalette.ColorRole.ButtonText: tokens.text,
        QPalette.ColorRole.BrightText: tokens.bad,
        QPalette.ColorRole.ToolTipBase: tokens.raised,
        QPalette.ColorRole.ToolTipText: tokens.text,
        QPalette.ColorRole.Highlight: tokens.selection,
        QPalette.ColorRole.HighlightedText: tokens.text,
        QPalette.ColorRole.Link: tokens.accent,
        QPalette.ColorRole.LinkVisited: tokens.accent,
        QPalette.ColorRole.Accent: tokens.accent,
        QPalette.ColorRole.Light: tokens.raised,
        QPalette.ColorRole.Midlight: tokens.hover,
        QPalette.ColorRole.Mid: tokens.line,
        QPalette.ColorRole.Dark: tokens.line2,
        QPalette.ColorRole.Shadow: tokens.line,
    }
    for role, colour in roles.items():
        palette.setColor(role, QColor(colour))
    disabled = QPalette.ColorGroup.Disabled
    for role in (
        QPalette.ColorRole.WindowText,
        QPalette.ColorRole.Text,
        QPalette.ColorRole.ButtonText,
    ):
        palette.setColor(disabled, role, QColor(tokens.text3))
    return palette

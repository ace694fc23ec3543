"""Banners: what went wrong and the button for the next step, in the window and not in a pop-up."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from models.errors import ServiceFault, SottoError
from ui.parts import button, column, fill, label, picture, row, tool
from ui.theme import Theme

if TYPE_CHECKING:
    from app.explain import Explanation

Action = tuple[str, Callable[[], object]]
_ICONS = {"info": "info", "ok": "circle-check", "warn": "triangle-alert", "bad": "circle-alert"}


def translate(context: str, sentence: str) -> str:
    """Translate an English literal that was marked elsewhere."""
    return QCoreApplication.translate(context, sentence)


def worded(error: Exception) -> Explanation:
    """Return the words for any exception; one that is not expected is named by its class only."""
    from app.explain import explain  # a start without an error needs no words for one

    known = error if isinstance(error, SottoError) else ServiceFault(kind=type(error).__name__)
    return explain(known, translate)


def worded_warning(code: str) -> Explanation | None:
    """Return the words for a warning of an unlock."""
    from app.explain import explain_warning

    return explain_warning(code, translate)


class Banner(QFrame):
    """A coloured box: icon, what happened, the next step, and buttons for it."""

    def __init__(
        self,
        theme: Theme,
        said: Explanation,
        *,
        tone: str = "bad",
        actions: tuple[Action, ...] = (),
        on_close: Callable[[], object] | None = None,
    ) -> None:
        super().__init__()
        self.setProperty("kind", "banner")
        self.setProperty("tone", tone)
        self.setAccessibleName(said.title)
        self.said = said
        icon_tone = "accent" if tone == "info" else tone
        title = label(said.title, role="h2", tone=icon_tone if tone != "info" else "", wrap=True)
        words = column(title, spacing=2)
        if said.advice:
            words.addWidget(label(said.advice, role="small", wrap=True))
        self.buttons = [button(text, on_click=act) for text, act in actions]
        if self.buttons:
            from ui.flow import wrapping  # a start without trouble has no banner

            words.addSpacing(6)
            words.addWidget(wrapping(*self.buttons))
        line = row(
            column(picture(theme, _ICONS[tone], tone=icon_tone, size=18), None, margins=(0, 1, 0, 0)),
            words,
            spacing=12,
            margins=(14, 12, 10, 12),
        )
        line.setStretch(1, 1)
        if on_close is not None:
            close = tool(theme, "x", self.tr("Close this notice"), size=16, on_click=on_close)
            line.addLayout(column(close, None))
        self.setLayout(line)


class BannerStack(QWidget):
    """Banners one above the other; one per key, the newest at the bottom.

    Attributes:
        offer: returns what can be done about any error, beside what the page itself offers.
        leads_to: where the keyboard goes on when the banner that it is in goes.
    """

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self.offer: Callable[[Exception], tuple[Action, ...]] = lambda _: ()
        self.leads_to: QWidget | None = None
        self._banners: dict[str, Banner] = {}
        self._column = QVBoxLayout(self)
        fill(self._column, (), spacing=8, margins=(0, 0, 0, 0))
        self.hide()

    def say(
        self,
        key: str,
        said: Explanation,
        *,
        tone: str = "bad",
        actions: tuple[Action, ...] = (),
        closable: bool = True,
    ) -> Banner:
        """Show a banner in place of the one with the same key."""
        self.drop(key)
        banner = Banner(
            self._theme,
            said,
            tone=tone,
            actions=actions,
            on_close=(lambda: self.drop(key)) if closable else None,
        )
        self._banners[key] = banner
        self._column.addWidget(banner)
        self.show()
        return banner

    def fail(self, key: str, error: Exception, *, actions: tuple[Action, ...] = ()) -> None:
        """Show a banner for an error."""
        self.say(key, worded(error), actions=(*actions, *self.offer(error)))

    def drop(self, key: str) -> None:
        """Take a banner away, if it is there."""
        banner = self._banners.pop(key, None)
        if banner is not None:
            if self.leads_to is not None and banner.isAncestorOf(self.window().focusWidget() or self):
                self.leads_to.setFocus()
            banner.hide()
            self._column.removeWidget(banner)
            banner.deleteLater()
        self.setVisible(bool(self._banners))

    def clear(self, *, but: str = "") -> None:
        """Take all away, except the one of a key."""
        for key in list(self._banners):
            if key != but:
                self.drop(key)

    def shown(self, key: str) -> Banner | None:
        """Return the banner of a key."""
        return self._banners.get(key)

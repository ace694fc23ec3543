"""Small makers of widgets, so that pages read as lists of what they show."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtWidgets import (
    QBoxLayout,
    QFrame,
    QHBoxLayout,
    QLabel,
    QLayout,
    QPushButton,
    QSizePolicy,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from ui.numbers import PLAIN_TEXT, STRONG_FOCUS, TEXT_BESIDE_ICON
from ui.theme import Theme

if TYPE_CHECKING:
    from PySide6.QtCore import QSize
    from PySide6.QtGui import QEnterEvent, QKeyEvent

Item = QWidget | QLayout | int | None


def label(text: str, *, role: str = "", tone: str = "", wrap: bool = False) -> QLabel:
    """Return a plain-text label; what it shows is never read as HTML."""
    made = QLabel(text)
    made.setProperty("textFormat", PLAIN_TEXT)
    made.setWordWrap(wrap)
    if role:
        made.setProperty("role", role)
    if tone:
        made.setProperty("tone", tone)
    return made


def own_words(text: str, *, role: str = "", wrap: bool = False) -> QLabel:
    """Return a label for words of the user's, such as a title.

    They begin where the lines of the window begin, also where their own writing runs the other way: Qt would
    put a title in Hebrew to the far end, away from what belongs to it.
    """
    from PySide6.QtCore import Qt

    from ui.writing import with_breaks

    made = label(with_breaks(text) if wrap else text, role=role, wrap=wrap)
    made.setAccessibleName(text)
    begins = Qt.AlignmentFlag.AlignRight if made.isRightToLeft() else Qt.AlignmentFlag.AlignLeft
    made.setAlignment(begins | Qt.AlignmentFlag.AlignAbsolute | Qt.AlignmentFlag.AlignVCenter)
    return made


def picture(theme: Theme, icon: str, *, tone: str = "text2", size: int = 18) -> QLabel:
    """Return a label that shows an icon and says nothing to a screen reader."""
    made = QLabel()
    theme.set_icon(made, icon, tone=tone, size=size)
    made.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
    return made


class PushButton(QPushButton):
    """A button that Return presses too. Qt does that only for the default button of a dialog."""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Press on Return and Enter, as on the space bar."""
        if is_return(event):
            self.click()
            return
        super().keyPressEvent(event)

    def enterEvent(self, event: QEnterEvent) -> None:
        """Show a hand."""
        point(self)
        super().enterEvent(event)


def is_return(event: QKeyEvent) -> bool:
    """Whether a key is Return or Enter, alone."""
    from PySide6.QtCore import Qt

    keypad = Qt.KeyboardModifier.KeypadModifier
    return event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter} and not event.modifiers() & ~keypad


class ToolButton(QToolButton):
    """A tool that shows a hand, and that Return presses too."""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Press on Return and Enter, as every other button here."""
        if is_return(event):
            self.click()
            return
        super().keyPressEvent(event)

    def sizeHint(self) -> QSize:
        """Leave as much room after the text as before the icon: Qt adds two blanks that it does not use."""
        wanted = super().sizeHint()
        if not self.text():
            return wanted
        from PySide6.QtCore import Qt  # the unlock screen has tools without text, and does without

        if self.toolButtonStyle() is Qt.ToolButtonStyle.ToolButtonTextBesideIcon:
            wanted.setWidth(wanted.width() - 2 * self.fontMetrics().horizontalAdvance(" "))
        return wanted

    def enterEvent(self, event: QEnterEvent) -> None:
        """Show it."""
        point(self)
        super().enterEvent(event)


def point(target: QWidget) -> None:
    """Show a hand over a widget, from when the pointer is there."""
    from PySide6.QtCore import Qt

    target.setCursor(Qt.CursorShape.PointingHandCursor)


def button(text: str, *, kind: str = "", on_click: Callable[[], object] | None = None) -> QPushButton:
    """Return a button; its text is its name."""
    made = PushButton(text.replace("&", "&&"))
    made.setAutoDefault(False)
    if kind:
        made.setProperty("kind", kind)
    if on_click is not None:
        made.clicked.connect(lambda _checked: on_click())
    return made


def icon_button(
    theme: Theme,
    icon: str,
    text: str,
    *,
    kind: str = "",
    tone: str = "text2",
    size: int = 16,
    on_click: Callable[[], object] | None = None,
) -> QPushButton:
    """Return a button with an icon before its text."""
    made = button(f" {text}" if size < 18 else f"  {text}", kind=kind, on_click=on_click)
    made.setAccessibleName(text)
    theme.set_icon(made, icon, tone=tone, size=size)
    return made


def tool(
    theme: Theme,
    icon: str,
    name: str,
    *,
    kind: str = "icon",
    tone: str = "text2",
    size: int = 18,
    keys: str = "",
    text: str = "",
    on_click: Callable[[], object] | None = None,
) -> QToolButton:
    """Return a button with an icon.

    Args:
        theme: draws the icon.
        icon: Lucide name.
        name: what it does; read by screen readers and shown as the tool tip.
        kind: as in ``ui.theme.stylesheet``.
        tone: of the icon.
        size: of the icon, pixels at 100 %.
        keys: the shortcut as shown in the tool tip.
        text: shown beside the icon.
        on_click: called without arguments.
    """
    made = ToolButton()
    made.setProperty("kind", kind)
    made.setAccessibleName(name)
    made.setToolTip(f"{name} ({keys})" if keys else name)
    made.setProperty("focusPolicy", STRONG_FOCUS)
    theme.set_icon(made, icon, tone=tone, size=size)
    if text:
        made.setText(text)
        made.setProperty("toolButtonStyle", TEXT_BESIDE_ICON)
    if on_click is not None:
        made.clicked.connect(lambda _checked: on_click())
    return made


def divider() -> QFrame:
    """Return a hairline."""
    made = QFrame()
    made.setProperty("kind", "divider")
    return made


def card(*items: Item, spacing: int = 12, margin: int = 20) -> QFrame:
    """Return a bordered box with items one above the other."""
    made = QFrame()
    made.setProperty("kind", "card")
    fill(QVBoxLayout(made), items, spacing=spacing, margins=(margin, margin, margin, margin))
    return made


def column(*items: Item, spacing: int = 8, margins: tuple[int, int, int, int] = (0, 0, 0, 0)) -> QVBoxLayout:
    """Return items one above the other; an int is a gap, None takes what space is left."""
    made = QVBoxLayout()
    fill(made, items, spacing=spacing, margins=margins)
    return made


def row(*items: Item, spacing: int = 8, margins: tuple[int, int, int, int] = (0, 0, 0, 0)) -> QHBoxLayout:
    """Return items side by side; an int is a gap, None takes what space is left."""
    made = QHBoxLayout()
    fill(made, items, spacing=spacing, margins=margins)
    return made


def fill(
    layout: QBoxLayout, items: tuple[Item, ...], *, spacing: int, margins: tuple[int, int, int, int]
) -> None:
    """Put items into a layout."""
    layout.setSpacing(spacing)
    layout.setContentsMargins(*margins)
    for item in items:
        match item:
            case None:
                layout.addStretch(1)
            case int():
                layout.addSpacing(item)
            case QWidget():
                layout.addWidget(item)
            case QLayout():
                layout.addLayout(item)


def drop(layout: QLayout) -> None:
    """Remove and delete all that a layout holds."""
    while (item := layout.takeAt(0)) is not None:
        widget, inner = item.widget(), item.layout()
        if widget is not None:
            widget.hide()
            widget.deleteLater()
        elif inner is not None:
            drop(inner)

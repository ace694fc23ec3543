"""A short notice over the page, with a way to undo, that goes away by itself."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, Qt, QTimer
from PySide6.QtWidgets import QFrame, QPushButton, QWidget
from shiboken6 import isValid

from ui.announce import announce
from ui.parts import button, label, row, tool
from ui.theme import Theme

SHOWN_MS = 8000
_MARGIN = 8


class Toast(QFrame):
    """One notice at a time, near the top of a page. It stays while the pointer or the focus is on it."""

    def __init__(self, theme: Theme, parent: QWidget, *, over: QWidget) -> None:
        """Args: ``over`` is the part of ``parent`` in whose middle it is shown."""
        super().__init__(parent)
        self.setProperty("kind", "popover")
        self._theme = theme
        self._page = over
        self._said = ""
        self._text = label("", wrap=False)
        self.action: QPushButton = button("", kind="link", on_click=self.act)
        self._close = tool(theme, "x", self.tr("Close this notice"), size=14, on_click=self._leave)
        self.setLayout(row(self._text, self.action, self._close, spacing=10, margins=(16, 8, 8, 8)))
        self._do: Callable[[], object] | None = None
        self._before: QWidget | None = None
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(SHOWN_MS)
        self._timer.timeout.connect(self._on_timeout)
        over.installEventFilter(self)
        self.hide()

    def say(self, text: str, *, action: str = "", do: Callable[[], object] | None = None) -> None:
        """Show a notice in place of the one before."""
        self._said = text
        self.action.setText(action)
        self.action.setVisible(bool(action))
        self._do = do
        self.setAccessibleName(text)
        focused = self._focused()
        if not self.isAncestorOf(focused):
            self._before = focused
        self.show()
        self.raise_()
        self._place()
        self._timer.start()
        announce(self, text)

    def forget(self) -> None:
        """Take the notice and its words away."""
        self._timer.stop()
        self._said = ""
        self._text.clear()
        self.setAccessibleName("")
        self._do = None
        self._leave()
        self._before = None

    @property
    def has_choice(self) -> bool:
        """Whether there is something to be done about it."""
        return self.isVisible() and self.action.isVisible()

    def _leave(self) -> None:
        """Hide it; a keyboard that came here goes back to where it was."""
        had_focus = self.isAncestorOf(self._focused())
        self.hide()
        before = self._before
        if had_focus and before is not None and isValid(before) and before.isVisible():
            before.setFocus()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Keep the place when the page changes its size."""
        if event.type() in {QEvent.Type.Resize, QEvent.Type.Move} and self.isVisible():
            self._place()
        return super().eventFilter(watched, event)

    def _place(self) -> None:
        self._text.setText(self._said)
        self.adjustSize()
        if (over := self.width() + 2 * _MARGIN - self._page.width()) > 0:
            room = max(0, self._text.width() - over)
            middle = Qt.TextElideMode.ElideMiddle
            self._text.setText(self._text.fontMetrics().elidedText(self._said, middle, room))
            self.adjustSize()
        left = self._page.x() + (self._page.width() - self.width()) // 2
        self.move(max(_MARGIN, left), self._theme.px(60))

    def act(self) -> None:
        """Do what it offers, if it is shown and offers anything."""
        if not self.has_choice:
            return
        do, self._do = self._do, None
        self._leave()
        if do is not None:
            do()

    def _on_timeout(self) -> None:
        if self.underMouse() or self.isAncestorOf(self._focused()):
            self._timer.start()
        else:
            self.forget()

    def _focused(self) -> QWidget:
        return self.window().focusWidget() or self.window()

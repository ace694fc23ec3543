"""Dialogs: small, window-modal, never blocking, gone with the page they belong to.

None has a word of the user's in its window title. They belong to the workspace, which is deleted at lock.
"""

from __future__ import annotations

from collections.abc import Callable
from itertools import groupby

from PySide6.QtCore import QEvent, Qt, QUrl
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import (
    QDialog,
    QGridLayout,
    QLineEdit,
    QPlainTextEdit,
    QPushButton,
    QScrollArea,
    QWidget,
)

from ui.kit import Kit
from ui.parts import Item, button, column, fill, label, own_words, picture, row
from ui.shortcuts import shortcuts
from ui.theme import Theme

_EDGE = 24
"""Pixels of the screen that a wide dialog leaves free, its frame included."""
OPENABLE = frozenset({"http", "https", "mailto"})


class Sheet(QDialog):
    """A dialog with an icon, a title, contents and a row of buttons."""

    def __init__(self, theme: Theme, parent: QWidget, *, icon: str, title: str, width: int = 460) -> None:
        super().__init__(parent)
        self.theme = theme
        self.setWindowTitle("Sotto")
        self.setWindowModality(Qt.WindowModality.WindowModal)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        room = self.screen().availableSize().width() - _EDGE
        self.setFixedWidth(min(theme.px(width), room))
        self._fitted = 0
        self.body = column(spacing=12)
        self.buttons = row(None, spacing=8, margins=(0, 8, 0, 0))
        self._title = label("", role="h1", wrap=True)
        heading = row(picture(theme, icon, tone="accent", size=22), self._title, spacing=12)
        heading.setStretch(1, 1)
        self.setLayout(column(heading, self.body, self.buttons, spacing=14, margins=(24, 22, 24, 18)))
        self.set_title(title)

    def set_title(self, title: str) -> None:
        """Say what it is about."""
        self._title.setText(title)
        self.setAccessibleName(title)

    def showEvent(self, event: QShowEvent) -> None:
        """Take the height that the wrapped text needs at this width."""
        self._fit()
        super().showEvent(event)

    def event(self, event: QEvent) -> bool:
        """Follow what comes and goes in it, such as a banner: Qt's own minimum forgets wrapped text."""
        done = super().event(event)
        if event.type() is QEvent.Type.LayoutRequest and self.isVisible():
            self._fit()
        return done

    def _fit(self) -> None:
        """Take the height that is needed; one that the user has given it is only made larger."""
        layout = self.layout()
        if layout is None:
            return
        layout.activate()
        needed = max(layout.totalHeightForWidth(self.width()), 0)
        if self._fitted in {0, self.height()} or needed > self.height():
            self.resize(self.width(), needed)
            self._fitted = self.height()

    def add(self, *items: Item) -> None:
        """Put items into it, one above the other."""
        fill(self.body, items, spacing=12, margins=(0, 0, 0, 0))

    def add_text(self, text: str) -> None:
        """Put a paragraph into it."""
        self.add(label(text, tone="second", wrap=True))

    def add_button(self, text: str, *, kind: str = "", on_click: Callable[[], object]) -> QPushButton:
        """Put a button at the end of its row."""
        made = button(text, kind=kind, on_click=on_click)
        self.buttons.addWidget(made)
        return made


def ask(
    theme: Theme,
    parent: QWidget,
    *,
    icon: str,
    title: str,
    text: str,
    yes: str,
    on_yes: Callable[[], object],
    is_dangerous: bool = False,
    about: str = "",
) -> Sheet:
    """Ask before something that cannot be undone, ``about`` by name; Cancel has the focus."""
    sheet = Sheet(theme, parent, icon=icon, title=title)
    if about:
        sheet.add(own_words(about, role="h2", wrap=True))
    sheet.add_text(text)
    cancel = sheet.add_button(sheet.tr("Cancel"), on_click=sheet.reject)

    def act() -> None:
        sheet.accept()
        on_yes()

    sheet.add_button(yes, kind="danger" if is_dangerous else "primary", on_click=act)
    cancel.setFocus()
    sheet.open()
    return sheet


def tell(theme: Theme, parent: QWidget, *, icon: str, title: str, paragraphs: tuple[str, ...]) -> Sheet:
    """Explain something."""
    sheet = Sheet(theme, parent, icon=icon, title=title, width=500)
    for text in paragraphs:
        sheet.add_text(text)
    sheet.add_button(sheet.tr("Close"), kind="primary", on_click=sheet.accept).setFocus()
    sheet.open()
    return sheet


class NameSheet(Sheet):
    """Asks for the name of a new folder."""

    def __init__(self, theme: Theme, parent: QWidget, on_name: Callable[[str], object]) -> None:
        super().__init__(theme, parent, icon="folder-plus", title="")
        self._on_name = on_name
        self.set_title(self.tr("New folder"))
        self.field = QLineEdit()
        self.field.setAccessibleName(self.tr("Name of the folder"))
        self.field.setPlaceholderText(self.tr("Name of the folder"))
        self.field.setMaxLength(120)
        self.add(self.field)
        self.add_button(self.tr("Cancel"), on_click=self.reject)
        self.make = self.add_button(self.tr("Make the folder"), kind="primary", on_click=self._submit)
        self.make.setEnabled(False)
        self.field.textChanged.connect(lambda text: self.make.setEnabled(bool(text.strip())))
        self.field.returnPressed.connect(self._submit)
        self.field.setFocus()

    def _submit(self) -> None:
        if name := self.field.text().strip():
            self.accept()
            self._on_name(name)


class LinkSheet(Sheet):
    """Shows where a link really goes, before anything is opened."""

    def __init__(self, kit: Kit, parent: QWidget, address: str) -> None:
        theme = kit.theme
        super().__init__(theme, parent, icon="external-link", title="", width=540)
        url = QUrl(address, QUrl.ParsingMode.TolerantMode)
        # The encoded form shows letters of other scripts as they are sent, so that a look-alike is seen.
        self.address = bytes(url.toEncoded().data()).decode("ascii", "replace") if url.isValid() else address
        self.can_open = url.isValid() and url.scheme().lower() in OPENABLE
        self._clipboard = kit.clipboard
        self._open_address = kit.open_address
        self.set_title(self.tr("Open this link?"))
        if self.can_open:
            self.add_text(self.tr("Sotto itself opens nothing. Your browser would go to this address:"))
        else:
            self.add_text(self.tr("This address is not one for a browser, so it can only be copied:"))
        if host := url.host(QUrl.ComponentFormattingOption.FullyEncoded):
            self.add(label(host, role="h2"))
        shown = QPlainTextEdit(self.address)
        shown.setReadOnly(True)
        shown.setProperty("kind", "field")
        shown.setAccessibleName(self.tr("Full address"))
        shown.setTabChangesFocus(True)
        shown.setFont(theme.mono_font())
        shown.setFixedHeight(theme.px(88))
        self.add(shown)
        self.add_button(self.tr("Cancel"), on_click=self.reject).setFocus()
        self.add_button(self.tr("Copy the address"), on_click=self._copy)
        if self.can_open:
            self.add_button(self.tr("Open in the browser"), kind="primary", on_click=self._open)

    def _copy(self) -> None:
        self._clipboard.copy(self.address)
        self.accept()

    def _open(self) -> None:
        self.accept()
        self._open_address(self.address)


class ShortcutSheet(Sheet):
    """The list of all keys."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(theme, parent, icon="keyboard", title="", width=800)
        self.set_title(self.tr("Keyboard shortcuts"))
        columns = row(spacing=40)
        halves = [column(spacing=4), column(spacing=4)]
        for number, (group, listed) in enumerate(groupby(shortcuts(), key=lambda each: each.group)):
            target = halves[0 if number < 3 else 1]
            target.addSpacing(4)
            target.addWidget(label(group, role="h2"))
            grid = QGridLayout()
            grid.setHorizontalSpacing(20)
            grid.setVerticalSpacing(4)
            for line, each in enumerate(listed):
                grid.addWidget(label(each.text, tone="second"), line, 0)
                keys = label(each.shown, role="mono", tone="second")
                keys.setAlignment(Qt.AlignmentFlag.AlignRight)
                grid.addWidget(keys, line, 1)
            target.addLayout(grid)
        for half in halves:
            half.addStretch(1)
            columns.addLayout(half, 1)
        inside = QWidget()
        inside.setLayout(columns)
        area = QScrollArea()
        area.setWidget(inside)
        area.setWidgetResizable(True)
        area.setAccessibleName(self.tr("Keyboard shortcuts"))
        self._area, self._inside = area, inside
        self.add(area)
        self.add_button(self.tr("Close"), kind="primary", on_click=self.accept).setFocus()

    def showEvent(self, event: QShowEvent) -> None:
        """Take the height of the list, up to what the window has."""
        wanted = self._inside.sizeHint().height() + 8
        parent = self.parentWidget()
        room = parent.window().height() - 180 if parent is not None else wanted
        self._area.setFixedHeight(min(wanted, max(200, room)))
        super().showEvent(event)

"""The frame of everything that is shown while the vault is closed: one card in the middle of the window."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QLineEdit, QProgressBar, QScrollArea, QVBoxLayout, QWidget

from ui.errors import BannerStack
from ui.numbers import ALIGN_CENTRE, NO_FOCUS, NO_SCROLL_BAR
from ui.parts import Item, card, column, fill, label, picture, row
from ui.theme import Theme


class _Busy(QWidget):
    """A bar that says: something takes a moment; and below it, what."""

    def __init__(self) -> None:
        super().__init__()
        bar = QProgressBar()
        bar.setRange(0, 0)
        bar.setTextVisible(False)
        bar.setAccessibleName(QCoreApplication.translate("EntranceForm", "Working"))
        self.text = label("", role="small", tone="second", wrap=True)
        self.text.setProperty("alignment", ALIGN_CENTRE)
        self.setLayout(column(bar, self.text, spacing=8, margins=(0, 4, 0, 0)))


class EntranceForm(QWidget):
    """A card with an icon, a title, a sentence, fields and buttons.

    Forms are made anew each time they are shown and deleted when they are left, so that no field keeps a
    secret.
    """

    def __init__(self, theme: Theme, *, icon: str, title: str, text: str, width: int = 420) -> None:
        super().__init__()
        self.theme = theme
        self.banners = BannerStack(theme)
        self._busy: _Busy | None = None  # most forms are left before they work
        self._title = label("", role="title", wrap=True)
        self._title.setProperty("alignment", ALIGN_CENTRE)
        self._text = label("", tone="second", wrap=True)
        self._text.setProperty("alignment", ALIGN_CENTRE)
        self.body = column(spacing=12)
        self._below = column()
        self._card = card(
            row(None, picture(theme, icon, tone="accent", size=34), None),
            self._title,
            self._text,
            self.banners,
            self.body,
            self._below,
            spacing=14,
            margin=32,
        )
        self._width = width
        inside = QWidget()
        inside.setObjectName("page")
        fill(
            QVBoxLayout(inside),
            (None, row(None, self._card, None), None),
            spacing=0,
            margins=(24, 24, 24, 24),
        )
        self._area = QScrollArea()
        self._area.setWidgetResizable(True)
        self._area.setProperty("focusPolicy", NO_FOCUS)
        self._area.setProperty("horizontalScrollBarPolicy", NO_SCROLL_BAR)
        self._area.setWidget(inside)
        self.setLayout(column(self._area))
        self.set_title(title)
        self.set_text(text)
        theme.changed.connect(self._fit)
        self._fit()

    def set_title(self, title: str) -> None:
        """Say what this is."""
        self._title.setText(title)
        self._area.setAccessibleName(title)
        self.setAccessibleName(title)

    def set_text(self, text: str) -> None:
        """Say a sentence below the title."""
        self._text.setText(text)
        self._text.setVisible(bool(text))

    def add(self, *items: Item) -> None:
        """Put items into the card, one above the other."""
        fill(self.body, items, spacing=12, margins=(0, 0, 0, 0))

    def show_busy(self, text: str) -> None:
        """Say that something takes a moment; "" ends it."""
        if self._busy is None:
            if not text:
                return
            self._busy = _Busy()
            self._below.addWidget(self._busy)
        self._busy.text.setText(text)
        self._busy.setVisible(bool(text))

    @property
    def is_busy(self) -> bool:
        """Whether something is under way."""
        return self._busy is not None and not self._busy.isHidden()

    def forget(self) -> None:
        """Keep nothing that was typed or shown; the form is about to be deleted."""
        for field in self.findChildren(QLineEdit):
            field.clear()

    def first_field(self) -> QWidget | None:
        """Return what gets the focus when the form is shown."""
        return None

    def _fit(self) -> None:
        self._card.setFixedWidth(self.theme.px(self._width))


class WaitForm(EntranceForm):
    """Shown for the moment in which the vault's files are looked at or the vault is locked."""

    def __init__(self, theme: Theme, *, text: str) -> None:
        super().__init__(theme, icon="lock", title="Sotto", text="")
        self.show_busy(text)

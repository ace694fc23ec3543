"""The frame of the pages beside the chat: a title, a narrow column that scrolls, and room for banners."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QScrollArea, QVBoxLayout, QWidget

from ui.errors import BannerStack
from ui.parts import Item, column, fill, label, row, tool
from ui.theme import Theme

COLUMN_WIDTH = 720
WIDE_COLUMN = 1180


class Page(QWidget):
    """See the module.

    Attributes:
        sidebar_wanted: show the sidebar again.
    """

    sidebar_wanted = Signal()

    def __init__(self, theme: Theme, *, title: str, is_wide: bool = False) -> None:
        """Take the title; a wide page holds a table, which needs more than a column of text."""
        super().__init__()
        self.setObjectName("page")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.theme = theme
        self._widest = WIDE_COLUMN if is_wide else COLUMN_WIDTH
        self.banners = BannerStack(theme)
        self._title = label(title, role="title", wrap=True)
        self.show_sidebar = tool(
            theme, "panel-left", self.tr("Show the sidebar"), keys="Ctrl+B", on_click=self.sidebar_wanted.emit
        )
        self.show_sidebar.hide()
        self._header = row(self.show_sidebar, self._title, spacing=10)
        self._header.setStretch(1, 1)
        self._column = QWidget()
        self.body = QVBoxLayout(self._column)
        fill(self.body, (self._header, self.banners), spacing=18, margins=(0, 28, 0, 40))
        inside = QWidget()
        inside.setObjectName("page")
        around = row(spacing=0, margins=(28, 0, 28, 0))
        around.addStretch(1)
        around.addWidget(self._column, 50)
        around.addStretch(1)
        inside.setLayout(column(around, None))
        self.area = QScrollArea()
        self.area.setWidgetResizable(True)
        self.area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.area.setWidget(inside)
        self.setLayout(column(self.area))
        self.set_title(title)
        theme.changed.connect(self._fit)
        self._fit()

    def set_title(self, title: str) -> None:
        """Say what this page is."""
        self._title.setText(title)
        self.area.setAccessibleName(title)
        self.setAccessibleName(title)

    def add(self, *items: Item) -> None:
        """Put items into the column, one above the other."""
        fill(self.body, items, spacing=18, margins=(0, 28, 0, 40))

    def add_to_header(self, widget: QWidget) -> None:
        """Put a button beside the title."""
        self._header.addWidget(widget)

    def refresh(self) -> None:
        """Load again what it shows, where that can change."""

    def open_item(self, item_id: str) -> None:
        """Show one of its things, where it has any."""

    def fail(self, error: Exception) -> None:
        """Show an error at the top and scroll there."""
        self.banners.fail("error", error)
        self.area.verticalScrollBar().setValue(0)

    def _fit(self) -> None:
        self._column.setMaximumWidth(self.theme.px(self._widest))

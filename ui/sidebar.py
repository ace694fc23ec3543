"""The sidebar: brand, new chat, search, the list of chats, and the way to the other pages.

It is given data and tells intents; it stores and decides nothing.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import datetime
from typing import Literal, TypeAlias

from PySide6.QtCore import QModelIndex, QPoint, QSize, Qt, QTimer, Signal
from PySide6.QtWidgets import QMenu, QPushButton, QStackedWidget, QWidget

from app.conversation import ConversationSummary, Folder, SearchHit
from ui.days import local_now
from ui.parts import column, icon_button, label, picture, row, tool
from ui.sidebar_drag import ChatView
from ui.sidebar_hits import HitPainter, HitsModel
from ui.sidebar_keys import KeyList, SearchField
from ui.sidebar_rows import (
    ROW_ROLE,
    GroupNames,
    Kind,
    Row,
    RowPainter,
    RowsModel,
    rows_of,
)
from ui.sidebar_strip import OutStrip
from ui.theme import Theme

WIDTH = 268
SEARCH_DELAY_MS = 150
Page: TypeAlias = Literal["chat", "trash", "models", "left", "providers", "settings"]


class Sidebar(QWidget):
    """See the module.

    Attributes:
        new_wanted: begin a chat.
        chat_wanted: id of a chat to open.
        search_wanted: words to search; "" ends the search.
        hit_wanted: a SearchHit to open.
        page_wanted: a page's name.
        renamed, folder_renamed: (id, new name).
        pin_wanted: (id, whether pinned).
        move_wanted: (ids of chats, folder id or None).
        folder_wanted: ids of chats that shall go into a new folder.
        folder_removed: id of a folder.
        copy_wanted: (id, title) of a chat that shall be saved as a file.
        trash_wanted: ids of chats.
        undo_wanted: take back what was done last.
        collapse_wanted: hide the sidebar.
        now: the clock that tells what is today.
    """

    new_wanted = Signal()
    chat_wanted = Signal(str)
    search_wanted = Signal(str)
    hit_wanted = Signal(object)
    page_wanted = Signal(str)
    renamed = Signal(str, str)
    folder_renamed = Signal(str, str)
    pin_wanted = Signal(str, bool)
    move_wanted = Signal(object, object)
    folder_wanted = Signal(object)
    folder_removed = Signal(str)
    copy_wanted = Signal(str, str)
    trash_wanted = Signal(object)
    undo_wanted = Signal()
    collapse_wanted = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.now: Callable[[], datetime] = local_now
        self.setObjectName("sidebar")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._theme = theme
        self._conversations: list[ConversationSummary] = []
        self._folders: list[Folder] = []
        self._closed: set[str] = set()
        self._untitled = self.tr("New chat")
        self._names = GroupNames(
            pinned=self.tr("Pinned"),
            today=self.tr("Today"),
            yesterday=self.tr("Yesterday"),
            week=self.tr("Previous 7 days"),
            month=self.tr("Previous 30 days"),
            older=self.tr("Older"),
        )
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(SEARCH_DELAY_MS)
        self._timer.timeout.connect(self._on_search_timer)

        self.rows = RowsModel(self)
        self.list = ChatView(theme, self.tr("Chats"), self.rows)
        self.list.setItemDelegate(RowPainter(theme, self.list))
        self.list.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.hits = HitsModel(self._untitled, self)
        self.results = KeyList(self.tr("Places found"))
        self.results.setModel(self.hits)
        self.results.setItemDelegate(HitPainter(theme, self.results))
        self.search = self._make_search()
        self._nothing = label(
            self.tr("Nothing found. Chats in the trash are not searched."),
            role="small",
            tone="muted",
            wrap=True,
        )
        self._nothing.setAlignment(Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignHCenter)
        self._empty = label(self.tr("Your chats appear here."), role="small", tone="muted", wrap=True)
        self._empty.setAlignment(Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignHCenter)
        self._lists = QStackedWidget()
        self._lists.setMinimumHeight(1)  # where there is little room, what is below it keeps its own
        for widget in (self.list, self.results, self._nothing, self._empty):
            self._lists.addWidget(widget)
        self._pages: dict[str, QPushButton] = {}
        self._build()
        self._connect()
        theme.changed.connect(self._fit)
        self._fit()

    def _make_search(self) -> SearchField:
        field = SearchField(self._theme)
        field.setProperty("kind", "search")
        field.setPlaceholderText(self.tr("Search chats"))
        field.setAccessibleName(self.tr("Search chats"))
        field.setToolTip(self.tr("Search all chats (Ctrl+K)"))
        field.setMaxLength(200)
        return field

    def _build(self) -> None:
        brand = row(
            picture(self._theme, "sotto-mark", tone="accent", size=22),
            label("Sotto", role="h1"),
            None,
            tool(
                self._theme,
                "panel-left",
                self.tr("Hide the sidebar"),
                keys="Ctrl+B",
                on_click=self.collapse_wanted.emit,
            ),
            spacing=9,
            margins=(16, 0, 10, 2),
        )
        self.new = icon_button(
            self._theme,
            "message-square-plus",
            self.tr("New chat"),
            kind="new",
            tone="text",
            size=18,
            on_click=self.new_wanted.emit,
        )
        self.new.setToolTip(self.tr("Begin a new chat (Ctrl+N)"))
        below = column(spacing=2, margins=(8, 6, 8, 0))
        for page, icon, text in (
            ("trash", "trash-2", self.tr("Trash")),
            ("models", "hard-drive-download", self.tr("Models")),
            ("left", "scroll-text", self.tr("What left this computer")),
            ("settings", "settings", self.tr("Settings")),
        ):
            entry = icon_button(self._theme, icon, text, kind="row", size=18)
            entry.setCheckable(True)
            entry.clicked.connect(lambda _checked, wanted=page: self.page_wanted.emit(wanted))
            self._pages[page] = entry
            below.addWidget(entry)
        whole = column(
            brand,
            column(self.new, self.search, spacing=8, margins=(12, 0, 12, 2)),
            spacing=10,
            margins=(0, 14, 1, 10),
        )
        self.out = OutStrip(self._theme, self.list)
        middle = column(self._lists, self.out, spacing=4, margins=(8, 0, 4, 0))
        middle.setStretch(0, 1)
        whole.addLayout(middle, 1)
        whole.addLayout(below)
        self.setLayout(whole)

    def _connect(self) -> None:
        self.list.opened.connect(self._on_opened)
        self.list.customContextMenuRequested.connect(self._on_menu)
        self.list.pressed_key.connect(self._on_key)
        self.list.undo_wanted.connect(self.undo_wanted)
        self.list.dropped.connect(self.move_wanted)
        self.list.rested.connect(self._on_rested)
        self.list.left_upwards.connect(self.search.setFocus)
        self.rows.renamed.connect(self._on_renamed)
        self.search.textChanged.connect(self._on_search_text)
        self.search.escaped.connect(self.end_search)
        self.search.left_downwards.connect(self._into_list)
        self.search.returnPressed.connect(self._open_first_hit)
        self.results.opened.connect(self._on_hit)
        self.results.left_upwards.connect(self.search.setFocus)

    # --- data in --------------------------------------------------------------------------------

    def show_chats(self, conversations: Iterable[ConversationSummary], folders: Iterable[Folder]) -> None:
        """Show these, in groups."""
        self._conversations, self._folders = list(conversations), list(folders)
        self._lay_out()

    def regroup(self) -> None:
        """Lay the same chats out by the date of now."""
        self._lay_out()

    def set_active(self, conversation_id: str | None) -> None:
        """Mark the chat that is open."""
        self.rows.active_id = conversation_id or ""
        self.list.viewport().update()  # to tell of changed rows would undo an edit in one
        index = self.rows.index_of(conversation_id or "")
        if index.isValid() and not self.list.hasFocus():
            self.list.setCurrentIndex(index)

    def set_page(self, page: Page) -> None:
        """Mark the page that is shown."""
        for name, entry in self._pages.items():
            entry.setChecked(name == ("settings" if page == "providers" else page))
        self.rows.is_behind = page != "chat"
        self.list.viewport().update()

    def show_hits(self, hits: list[SearchHit]) -> None:
        """Show what a search found."""
        if self.search.text().strip():
            self.hits.show_hits(hits)
            self._lists.setCurrentWidget(self.results if hits else self._nothing)

    def begin_search(self) -> None:
        """Put the focus into the search line."""
        self.search.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.search.selectAll()

    def end_search(self) -> None:
        """Forget the words and show the chats again."""
        self.search.clear()
        self.hits.show_hits([])
        self._show_list()

    def begin_rename(self, row_id: str) -> None:
        """Edit the title of a chat or the name of a folder in place."""
        index = self.rows.index_of(row_id, near=self.list.currentIndex().row())
        if index.isValid():
            self._show_list()
            self.list.setCurrentIndex(index)
            self.list.scrollTo(index)
            self.list.edit(index)

    def folders(self) -> list[Folder]:
        """Return the folders that are shown."""
        return list(self._folders)

    @property
    def focused_id(self) -> str:
        """Id of the chat or folder that the keyboard is at; "" when it is elsewhere."""
        found = self._current_row()
        return found.id if found is not None and self.list.hasFocus() else ""

    def folder_of(self, conversation_id: str) -> str | None:
        """Return the id of the folder that a chat is in."""
        found = (each.folder_id for each in self._conversations if each.id == conversation_id)
        return next(found, None)

    def neighbour(
        self, conversation_id: str | None, step: int, *, passing: tuple[str, ...] = ()
    ) -> str | None:
        """Return the id of the chat that is ``step`` below the given one, chats that go passed over."""
        every = dict.fromkeys(each.id for each in self.rows.rows if each.kind is Kind.CHAT)
        ids = [each for each in every if each == conversation_id or each not in passing]
        if not ids:
            return None
        if conversation_id not in ids:
            return ids[0]
        place = ids.index(conversation_id) + step
        return ids[place] if 0 <= place < len(ids) else None

    def _lay_out(self) -> None:
        current, place = self.list.currentIndex().data(ROW_ROLE), self.list.currentIndex().row()
        chosen = self.list.chosen
        self.rows.show_rows(
            rows_of(
                self._conversations,
                self._folders,
                names=self._names,
                now=self.now(),
                closed=frozenset(self._closed),
                untitled=self._untitled,
            )
        )
        if isinstance(current, Row):
            index = self.rows.index_of(current.id, near=place)
            if not index.isValid() and self.list.hasFocus():
                index = self.rows.nearest(place)  # it is gone; the keyboard goes on from where it was
            if index.isValid():
                self.list.setCurrentIndex(index)
        if len(chosen) > 1:
            self.list.choose(chosen)
        if not self.search.text().strip():
            self._show_list()

    def _show_list(self) -> None:
        self._lists.setCurrentWidget(self.list if self.rows.rows else self._empty)

    def _fit(self) -> None:
        px = self._theme.px
        self.setFixedWidth(px(WIDTH))
        for entry in (self.new, *self._pages.values()):
            entry.setIconSize(QSize(px(18), px(18)))
        for view in (self.list, self.results):
            view.doItemsLayout()
        for said in (self._nothing, self._empty):
            said.setContentsMargins(px(12), px(8), px(16), 0)

    # --- intents out ----------------------------------------------------------------------------

    def _current_row(self) -> Row | None:
        found = self.list.currentIndex().data(ROW_ROLE)
        return found if isinstance(found, Row) else None

    def _on_opened(self, index: QModelIndex) -> None:
        found = index.data(ROW_ROLE)
        if isinstance(found, Row) and found.kind is Kind.FOLDER:
            self._toggle(found)
        elif isinstance(found, Row) and found.kind is Kind.CHAT:
            self.chat_wanted.emit(found.id)

    def _toggle(self, folder: Row) -> None:
        self._closed ^= {folder.id}
        self._lay_out()

    def _on_rested(self, folder_id: str) -> None:
        self._closed.discard(folder_id)
        self._lay_out()

    def _chosen_with(self, row: Row) -> tuple[str, ...]:
        """Return what is meant where a chat is: all chats that are chosen with it, or it alone."""
        chosen = self.list.chosen
        return chosen if row.id in chosen else (row.id,)

    def _on_key(self, key: int) -> None:
        found = self._current_row()
        if found is None:
            return
        match key:
            case Qt.Key.Key_Delete if found.kind is Kind.CHAT:
                self.trash_wanted.emit(self._chosen_with(found))
            case Qt.Key.Key_Delete:
                self.folder_removed.emit(found.id)
            case Qt.Key.Key_Left | Qt.Key.Key_Right if found.kind is Kind.FOLDER:
                wants_open = (key == Qt.Key.Key_Right) != self.isRightToLeft()
                if wants_open != found.is_open:
                    self._toggle(found)

    def _on_renamed(self, found: Row, text: str) -> None:
        if found.kind is Kind.FOLDER:
            self.folder_renamed.emit(found.id, text)
        else:
            self.renamed.emit(found.id, text)

    def _on_menu(self, place: QPoint) -> None:
        index = self.list.indexAt(place)
        if not index.isValid():
            index = self.list.currentIndex()
            place = self.list.visualRect(index).bottomLeft()
        found = index.data(ROW_ROLE)
        if not isinstance(found, Row) or found.kind is Kind.HEADING:
            return
        ids = self._chosen_with(found)
        if len(ids) > 1:
            menu = self.chats_menu(ids)
        else:
            self.list.setCurrentIndex(index)
            menu = self.folder_menu(found) if found.kind is Kind.FOLDER else self.chat_menu(found.id)
        menu.popup(self.list.viewport().mapToGlobal(place))

    def chat_menu(self, conversation_id: str) -> QMenu:
        """Return the menu of a chat; it deletes itself."""
        summary = next((each for each in self._conversations if each.id == conversation_id), None)
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        if summary is None:
            return menu
        self._add(menu, "pencil", self.tr("Rename"), "F2", lambda: self.begin_rename(conversation_id))
        is_pinned = summary.pinned
        self._add(
            menu,
            "pin-off" if is_pinned else "pin",
            self.tr("Unpin") if is_pinned else self.tr("Pin"),
            "",
            lambda: self.pin_wanted.emit(conversation_id, not is_pinned),
        )
        self._add_moves(menu, (conversation_id,))
        self._add(
            menu,
            "download",
            self.tr("Save a copy…"),
            "",
            lambda: self.copy_wanted.emit(conversation_id, summary.title),
        )
        menu.addSeparator()
        self._add(
            menu,
            "trash-2",
            self.tr("Delete"),
            "Del",
            lambda: self.trash_wanted.emit((conversation_id,)),
        )
        return menu

    def chats_menu(self, ids: tuple[str, ...]) -> QMenu:
        """Return the menu of several chats; it deletes itself."""
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._add_moves(menu, ids)
        menu.addSeparator()
        text = self.tr("Delete {count} chats").format(count=len(ids))
        self._add(menu, "trash-2", text, "Del", lambda: self.trash_wanted.emit(ids))
        return menu

    def _add_moves(self, menu: QMenu, ids: tuple[str, ...]) -> None:
        """Add the folders that chats can go to; the one that all are in is checked."""
        now = {self.folder_of(each) for each in ids}
        move = menu.addMenu(self._theme.icon("folder", size=16), self.tr("Move to folder"))
        for folder in self._folders:
            action = move.addAction(folder.name.replace("&", "&&"))
            action.setCheckable(True)
            action.setChecked(now == {folder.id})
            action.triggered.connect(lambda _checked, target=folder.id: self.move_wanted.emit(ids, target))
        if self._folders:
            move.addSeparator()
        if now != {None}:
            self._add(move, "x", self.tr("No folder"), "", lambda: self.move_wanted.emit(ids, None))
        self._add(move, "folder-plus", self.tr("New folder…"), "", lambda: self.folder_wanted.emit(ids))

    def folder_menu(self, folder: Row) -> QMenu:
        """Return the menu of a folder; it deletes itself."""
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._add(menu, "pencil", self.tr("Rename"), "F2", lambda: self.begin_rename(folder.id))
        self._add(
            menu,
            "x",
            self.tr("Remove the folder, keep its chats"),
            "Del",
            lambda: self.folder_removed.emit(folder.id),
        )
        return menu

    def _add(self, menu: QMenu, icon: str, text: str, keys: str, act: object) -> None:
        action = menu.addAction(self._theme.icon(icon, size=16), f"{text}\t{keys}" if keys else text)
        action.triggered.connect(lambda _checked: act() if callable(act) else None)

    # --- search ---------------------------------------------------------------------------------

    def _on_search_text(self, text: str) -> None:
        if text.strip():
            self._timer.start()
        else:
            self._timer.stop()
            self.hits.show_hits([])
            self._show_list()
            self.search_wanted.emit("")

    def _on_search_timer(self) -> None:
        self.search_wanted.emit(self.search.text().strip())

    def _into_list(self) -> None:
        current = self._lists.currentWidget()
        if isinstance(current, KeyList):
            current.focus_first()

    def _open_first_hit(self) -> None:
        if self.hits.hits:
            self.hit_wanted.emit(self.hits.hits[0])

    def _on_hit(self, index: QModelIndex) -> None:
        found = index.data(ROW_ROLE)
        if isinstance(found, SearchHit):
            self.hit_wanted.emit(found)

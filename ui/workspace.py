"""Everything that is shown while the vault is open: sidebar, pages, status line.

Made at unlock and deleted at lock, with all widgets, documents, models and undo histories below it: that is
how nothing readable stays.
"""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QCoreApplication, Qt, Signal
from PySide6.QtGui import QDragLeaveEvent, QResizeEvent
from PySide6.QtWidgets import QDialog, QMenu, QStackedWidget, QWidget

from app.conversation import SearchHit
from app.events import (
    AnswerEnded,
    ConversationsChanged,
    EngineStopped,
    Event,
    ModelLoading,
    ModelReady,
)
from app.routing import Sensitivity
from ui.chat_list import ChatList
from ui.chat_page import ChatPage
from ui.days import DayWatch
from ui.dialogs import ShortcutSheet
from ui.errors import BannerStack
from ui.explanations import explain_route, explain_sandbox
from ui.kit import Kit
from ui.model_in_use import ModelInUse
from ui.models_page import ModelsPage
from ui.opening_notices import say_opening
from ui.page import Page as PageFrame
from ui.panes import next_pane
from ui.parts import column, row
from ui.review.words import label_mark
from ui.saving import Saving
from ui.settings_page import SettingsPage
from ui.sidebar import WIDTH as SIDEBAR_WIDTH
from ui.sidebar import Page, Sidebar
from ui.status_line import StatusLine
from ui.tab_order import following
from ui.toast import Toast
from ui.trash_page import TrashPage
from ui.unlock import Opening

NARROWEST_PAGE = 470


class Workspace(QWidget):
    """See the module.

    Attributes:
        lock_wanted: lock now.
    """

    lock_wanted = Signal()

    def __init__(self, kit: Kit, opening: Opening) -> None:
        super().__init__()
        self._kit = kit
        self._is_sidebar_forced = False
        self.sidebar = Sidebar(kit.theme)
        self.days = DayWatch(parent=self)
        self.days.changed.connect(self.sidebar.regroup)
        self.chat_page = ChatPage(kit, self.sidebar.chat_menu)
        self.trash_page = TrashPage(kit)
        self.models_page = ModelsPage(kit)
        self.settings_page = SettingsPage(kit)
        self.status = StatusLine(kit.theme)
        self.pages = QStackedWidget()
        self._by_name: dict[Page, ChatPage | PageFrame] = {
            "chat": self.chat_page,
            "trash": self.trash_page,
            "models": self.models_page,
            "settings": self.settings_page,
        }
        self._made: dict[Page, PageFrame] = {}
        self._by_need: dict[Page, Callable[[], PageFrame]] = {
            "providers": self._make_providers,
            "left": self._make_left,
        }
        for page in self._by_name.values():
            self.pages.addWidget(page)
        right = column(self.pages, self.status, spacing=0)
        right.setStretch(0, 1)
        whole = row(self.sidebar, spacing=0)
        whole.addLayout(right, 1)
        self.setLayout(whole)
        self.toast = Toast(kit.theme, self, over=self.pages)
        self.chats = ChatList(kit, self, self.sidebar, self.chat_page)
        self.saving = Saving(kit, self, self.chat_page)
        self.model = ModelInUse(kit, self.chat_page, self.models_page, self.settings_page, self.status)
        self._actions: dict[str, Callable[[], object]] = {
            "new": self.begin_new,
            "search": self._begin_search,
            "next": lambda: self._step(1),
            "previous": lambda: self._step(-1),
            "rename": self._rename_current,
            "write": self._write,
            "route": self._choose_route,
            "copy-answer": self._copy_answer,
            "copy-code": self._copy_code,
            "regenerate": self.chat_page.regenerate_last,
            "sidebar": self._toggle_sidebar,
            "pane": lambda: self._next_pane(1),
            "pane-back": lambda: self._next_pane(-1),
            "settings": lambda: self.show_page("settings"),
            "shortcuts": self._show_shortcuts,
        }
        self._connect_sidebar()
        self._connect_pages()
        self._connect_model()
        self._connect_saving()
        self._fit_sidebar()
        say_opening(
            self.chat_page.banners,
            opening,
            kit.preferences.problem,
            kit.assistant.policy,
            on_new_code=self._new_code,
            on_chat=self.open_chat,
        )
        self.show_page("chat")
        self.chats.refresh()
        self.model.load()
        self._show_sandbox()

    def _connect_sidebar(self) -> None:
        side, chats = self.sidebar, self.chats
        side.new_wanted.connect(self.begin_new)
        side.chat_wanted.connect(self.open_chat)
        side.hit_wanted.connect(self._open_hit)
        side.page_wanted.connect(self.show_page)
        for chosen in (side.new_wanted, side.chat_wanted, side.hit_wanted, side.page_wanted):
            chosen.connect(self._give_room)
        side.collapse_wanted.connect(self._toggle_sidebar)
        chats.failed.connect(self._fail)
        chats.chat_wanted.connect(self.open_chat)
        chats.changed.connect(self._offer_undo)
        side.undo_wanted.connect(self.toast.act)
        chats.listed.connect(self._on_listed)

    def _connect_pages(self) -> None:
        page = self.chat_page
        page.lock_wanted.connect(self.lock_wanted)
        for each in self._by_name.values():
            each.sidebar_wanted.connect(self._toggle_sidebar)
        page.models_wanted.connect(lambda: self.show_page("models"))
        page.chat.opened.connect(self._on_chat_opened)
        page.chat.renamed.connect(self._on_chat_opened)
        page.chat.gauge_changed.connect(self.status.show_gauge)
        page.routes.changed.connect(self.model.show)
        page.routes.closed.connect(self._on_route_closed)
        page.routes.went_offline.connect(
            lambda: self.toast.say(self.tr("Sotto is offline: the next question stays on this computer."))
        )
        page.composer.model_chosen.connect(self.model.choose)
        page.composer.import_wanted.connect(self._import_model)
        page.composer.models_wanted.connect(lambda: self.show_page("models"))
        page.composer.route_chip.explanation_wanted.connect(self._explain_route)
        page.providers_wanted.connect(self._show_providers)
        self.trash_page.changed.connect(self.toast.forget)  # what "Undo" would bring back may be gone
        self.models_page.chosen.connect(self.model.choose)
        self.models_page.changed.connect(self.model.on_files)
        self.settings_page.providers_wanted.connect(lambda: self._show_providers(""))
        self.settings_page.left_wanted.connect(lambda: self.show_page("left"))
        self.settings_page.shortcuts_wanted.connect(self._show_shortcuts)
        self.settings_page.vault.code_confirmed.connect(lambda: page.banners.drop("recovery-unverified"))
        self.status.sandbox_asked.connect(self._explain_sandbox)
        self.status.lock_asked.connect(lambda: self.show_page("settings"))
        self._kit.preferences.changed.connect(self._fit_sidebar)

    def _connect_model(self) -> None:
        self.model.failed.connect(self._fail)
        self.model.another_wanted.connect(lambda: self.show_page("models"))

    def _connect_saving(self) -> None:
        saving = self.saving
        self.sidebar.copy_wanted.connect(saving.save_chat)
        self.settings_page.vault.copy_wanted.connect(saving.save_all)
        saving.saved.connect(self._on_saved)
        saving.incomplete.connect(lambda said: self._banners().say("save", said, tone="warn"))
        saving.failed.connect(self._on_not_saved)
        for page in self._by_name.values():
            self._offer_copies(page)

    def _offer_copies(self, page: QWidget) -> None:
        """Let each banner that says that the vault takes nothing more offer to save what there is."""
        is_chat = page is self.chat_page
        for stack in page.findChildren(BannerStack):
            stack.offer = lambda error: self.saving.offer(
                error, is_chat_open=is_chat and self.chat_page.has_words
            )

    # --- doing ----------------------------------------------------------------------------------

    def act(self, name: str) -> None:
        """Do what a shortcut means; unknown names and open dialogs do nothing."""
        if name in self._actions and not self._has_dialog():
            self._actions[name]()

    def _has_dialog(self) -> bool:
        return any(dialog.isVisible() for dialog in self.findChildren(QDialog))

    def _fail(self, error: Exception) -> None:
        self.show_page("chat")
        self.chat_page.fail(error)

    def leave(self) -> tuple[str | None, str] | None:
        """Give up everything that is shown; returns the draft that is not in the vault yet.

        Returns:
            The conversation's id (None for one that does not exist yet) and the text, or None.
        """
        self.models_page.cancel()
        self.saving.cancel()
        self.toast.forget()
        self.sidebar.list.end_drag()
        # Whatever a drag is over goes; Qt keeps a raw pointer to it, and follows it at the next move.
        QCoreApplication.sendEvent(self, QDragLeaveEvent())
        self.sidebar.end_search()
        conversation_id = self.chat_page.chat.conversation_id
        draft = self.chat_page.leave()
        self.chat_page.transcript.clear()
        for dialog in self.findChildren(QDialog):
            dialog.close()
        for menu in self.findChildren(QMenu):
            menu.close()
        return None if draft is None else (conversation_id, draft)

    # --- events ---------------------------------------------------------------------------------

    def on_event(self, event: Event) -> None:
        """Take an event of the core."""
        self.chat_page.chat.on_event(event)
        match event:
            case ConversationsChanged():
                self.chats.refresh_soon()
            case ModelLoading(_, stage, fraction):
                self.model.show_loading(stage, fraction)
            case ModelReady() | EngineStopped():
                self.model.show()
                self._show_sandbox()
            case AnswerEnded():
                self.model.show()
            case _:
                pass

    # --- chats ----------------------------------------------------------------------------------

    def _on_listed(self) -> None:
        if self.pages.currentWidget() is self.trash_page:
            self.trash_page.refresh()

    def _offer_undo(self, said: str, undo: Callable[[], None]) -> None:
        self.toast.say(said, action=self.tr("Undo"), do=undo)

    def _on_route_closed(self, sensitivity: Sensitivity, undo: Callable[[], None]) -> None:
        said = self.tr("“{label}”: the next question stays on this computer.")
        self._offer_undo(said.format(label=label_mark(sensitivity)), undo)

    def _on_providers(self) -> None:
        """Go back to the local route: the provider that was chosen may be another now, or gone."""
        routes = self.chat_page.routes
        was_local = routes.is_local
        routes.reset()
        if not was_local:
            self.toast.say(self.tr("The providers changed: the next question stays on this computer."))

    def _on_chat_opened(self) -> None:
        self.sidebar.set_active(self.chat_page.chat.conversation_id)

    def begin_new(self) -> None:
        """Show an empty chat, ready to be written in."""
        self.show_page("chat")
        self.chat_page.begin_new()

    def open_chat(self, conversation_id: str) -> None:
        """Show a chat."""
        self.show_page("chat")
        self.chat_page.open(conversation_id)

    def show_page(self, name: str) -> None:
        """Show a page by its name."""
        page: Page = next((known for known in (*self._by_name, *self._by_need) if known == name), "chat")
        self.sidebar.set_page(page)
        self.pages.setCurrentWidget(self._seldom(page) if page in self._by_need else self._by_name[page])
        if page == "trash":
            self.trash_page.refresh()
        elif page == "models":
            self.models_page.refresh()
        elif page in self._by_need:
            self._seldom(page).refresh()

    def _seldom(self, name: Page) -> PageFrame:
        """Return a page that is seldom looked at, and made when it is."""
        if name not in self._made:
            made = self._made[name] = self._by_name[name] = self._by_need[name]()
            made.sidebar_wanted.connect(self._toggle_sidebar)
            made.show_sidebar.setVisible(self.sidebar.isHidden())
            self._offer_copies(made)
            self.pages.addWidget(made)
        return self._made[name]

    def _make_providers(self) -> PageFrame:
        from ui.providers_page import ProvidersPage

        made = ProvidersPage(self._kit)
        made.changed.connect(self._on_providers)
        return made

    def _make_left(self) -> PageFrame:
        from ui.left_page import LeftPage

        return LeftPage(self._kit)

    def _step(self, step: int) -> None:
        target = self.sidebar.neighbour(self.chat_page.chat.conversation_id, step)
        if target is not None:
            self.open_chat(target)

    def _rename_current(self) -> None:
        """Rename the row that has the focus, or else the chat that is open."""
        conversation_id = self.sidebar.focused_id or self.chat_page.chat.conversation_id
        if conversation_id is not None:
            self._show_sidebar()
            self.sidebar.begin_rename(conversation_id)

    # --- saving ---------------------------------------------------------------------------------

    def _banners(self) -> BannerStack:
        """Return the banners of the page that is shown."""
        page = self.pages.currentWidget()
        return page.banners if isinstance(page, PageFrame) else self.chat_page.banners

    def _on_saved(self, said: str) -> None:
        self._banners().drop("save")
        self.toast.say(said)

    def _on_not_saved(self, error: Exception) -> None:
        self.toast.forget()  # it may still say that an earlier one was saved
        again = (self.tr("Choose another place…"), self.saving.choose_again)
        self._banners().fail("save", error, actions=(again,))

    # --- search ---------------------------------------------------------------------------------

    def _begin_search(self) -> None:
        self._show_sidebar()
        self.sidebar.begin_search()

    def _open_hit(self, hit: SearchHit) -> None:
        self.show_page("chat")
        self.chat_page.open(hit.conversation_id, hit=hit)

    def _import_model(self) -> None:
        self.show_page("models")
        self.models_page.choose_file()

    # --- explaining -----------------------------------------------------------------------------

    def _show_sandbox(self) -> None:
        assistant = self._kit.assistant
        self.status.show_sandbox(assistant.vault_sandbox, assistant.engine_sandbox)

    def _explain_route(self) -> None:
        explain_route(self._kit, self)

    def _explain_sandbox(self) -> None:
        explain_sandbox(self._kit, self)

    def _show_shortcuts(self) -> None:
        ShortcutSheet(self._kit.theme, self).open()

    def _show_providers(self, provider_id: str) -> None:
        """Show the page of providers, and the one that lacks something."""
        self.show_page("providers")
        if provider_id:
            self._seldom("providers").open_item(provider_id)

    def _new_code(self) -> None:
        self.show_page("settings")
        self.settings_page.vault.ask_new_code()

    # --- copying --------------------------------------------------------------------------------

    def _copy_answer(self) -> None:
        if self.chat_page.copy_last_answer() is not None:
            self.toast.say(self.tr("The answer is copied."))

    def _copy_code(self) -> None:
        if self.chat_page.copy_last_code():
            self.toast.say(self.tr("The code is copied."))

    # --- layout ---------------------------------------------------------------------------------

    def _write(self) -> None:
        self.show_page("chat")
        self.chat_page.composer.setFocus()

    def _choose_route(self) -> None:
        self.show_page("chat")
        self.chat_page.composer.route_chip.click()

    def _toggle_sidebar(self) -> None:
        is_shown = not self.sidebar.isHidden()
        self._is_sidebar_forced = not is_shown and self._is_narrow()
        if not self._is_narrow():
            self._kit.preferences.change(sidebar_shown=not is_shown)
        self._fit_sidebar()

    def _give_room(self) -> None:
        """Hide a sidebar that was called for where there is no room for it: what was wanted is chosen."""
        if not self._is_sidebar_forced or not self._is_narrow():
            return
        had_focus = self.sidebar.isAncestorOf(self.window().focusWidget() or self)
        self._is_sidebar_forced = False
        self._fit_sidebar()
        page = self.pages.currentWidget()
        if had_focus and page is self.chat_page:
            self.chat_page.composer.setFocus()
        elif had_focus and isinstance(page, PageFrame):
            page.show_sidebar.setFocus()

    def _show_sidebar(self) -> None:
        if self.sidebar.isHidden():
            self._toggle_sidebar()

    def _is_narrow(self) -> bool:
        return self.width() < self._kit.theme.px(SIDEBAR_WIDTH + NARROWEST_PAGE)

    def _fit_sidebar(self) -> None:
        wanted = self._is_sidebar_forced if self._is_narrow() else self._kit.preferences.now.sidebar_shown
        self.sidebar.setVisible(wanted)
        for page in self._by_name.values():
            page.show_sidebar.setVisible(not wanted)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Give the page the room where there is little of it."""
        super().resizeEvent(event)
        self._fit_sidebar()

    def focusNextPrevChild(self, is_next: bool) -> bool:  # a slot of Qt's
        """Lead Tab through the window as it is read."""
        page = self.pages.currentWidget()
        inside = self.chat_page.parts if page is self.chat_page else [page]
        target = following(
            [self.sidebar, self.toast, *inside, self.status],
            self.window().focusWidget(),
            1 if is_next else -1,
        )
        if target is None:
            return super().focusNextPrevChild(is_next)
        reasons = Qt.FocusReason
        target.setFocus(reasons.TabFocusReason if is_next else reasons.BacktabFocusReason)
        if isinstance(page, PageFrame) and page.isAncestorOf(target):
            page.area.ensureWidgetVisible(target)
        elif self.chat_page.banners.isAncestorOf(target):
            self.chat_page.banner_area.ensureWidgetVisible(target)
        return True

    def _next_pane(self, step: int) -> None:
        page = self.pages.currentWidget()
        panes: list[QWidget] = [self.sidebar]
        if self.toast.has_choice:
            panes.append(self.toast)  # it goes soon, and nothing else leads there in time
        if page is self.chat_page:
            panes += [self.chat_page.transcript, self.chat_page.composer, self.chat_page.header]
        elif page is not None:
            panes.append(page)
        panes.append(self.status)
        next_pane(panes, self.window().focusWidget(), step)

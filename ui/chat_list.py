"""The chats of the sidebar: what it shows, and what becomes of its wishes."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtWidgets import QWidget

from app.conversation import ConversationSummary, Folder
from ui.chat_page import ChatPage
from ui.dialogs import NameSheet, ask
from ui.kit import Kit
from ui.sidebar import Sidebar

REFRESH_DELAY_MS = 40


@dataclass(frozen=True, slots=True)
class _Listing:
    """What the sidebar shows."""

    conversations: list[ConversationSummary]
    folders: list[Folder]


class ChatList(QObject):
    """See the module.

    Attributes:
        failed: an exception: something could not be read or changed.
        chat_wanted: id of a chat that shall be shown.
        trashed: a chat went to the trash; carries what takes it back.
        listed: the chats are being read anew.
    """

    failed = Signal(object)
    chat_wanted = Signal(str)
    trashed = Signal(object)
    listed = Signal()

    def __init__(self, kit: Kit, owner: QWidget, sidebar: Sidebar, page: ChatPage) -> None:
        super().__init__(owner)
        self._kit = kit
        self._owner = owner
        self._sidebar = sidebar
        self._page = page
        self._chat = page.chat
        self._search = 0
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(REFRESH_DELAY_MS)
        self._timer.timeout.connect(self.refresh)
        assistant = kit.assistant
        sidebar.search_wanted.connect(self._find)
        sidebar.renamed.connect(lambda chat, title: self._do(lambda: assistant.rename(chat, title)))
        sidebar.folder_renamed.connect(
            lambda folder, name: self._do(lambda: assistant.rename_folder(folder, name))
        )
        sidebar.pin_wanted.connect(
            lambda chat, is_pinned: self._do(lambda: assistant.set_pinned(chat, pinned=is_pinned))
        )
        sidebar.move_wanted.connect(
            lambda chat, folder: self._do(lambda: assistant.move_to_folder(chat, folder))
        )
        sidebar.folder_wanted.connect(self.make_folder)
        sidebar.folder_removed.connect(self.remove_folder)
        sidebar.trash_wanted.connect(self._trash)

    # --- reading --------------------------------------------------------------------------------

    def refresh_soon(self) -> None:
        """Read the chats anew, once for many changes."""
        self._timer.start()

    def refresh(self) -> None:
        """Read the chats anew."""
        assistant = self._kit.assistant
        self._kit.runner.run(
            lambda: _Listing(assistant.conversations(), assistant.folders()),
            on_done=self._show,
            on_error=self.failed.emit,
        )
        self.listed.emit()

    def _show(self, listing: _Listing) -> None:
        self._sidebar.show_chats(listing.conversations, listing.folders)
        self._sidebar.set_active(self._chat.conversation_id)
        for summary in listing.conversations:
            self._chat.update_summary(summary)

    def _find(self, words: str) -> None:
        self._search += 1
        search = self._search
        if not words:
            return
        self._kit.runner.run(
            lambda: self._kit.assistant.search(words),
            on_done=lambda hits: self._sidebar.show_hits(hits) if search == self._search else None,
            on_error=self.failed.emit,
        )

    # --- changing -------------------------------------------------------------------------------

    def _do(self, work: Callable[[], object], then: Callable[[], object] | None = None) -> None:
        def done(_: object) -> None:
            if then is not None:
                then()

        self._kit.runner.run(work, on_done=done, on_error=self.failed.emit)

    def _trash(self, conversation_id: str) -> None:
        assistant, chat = self._kit.assistant, self._chat
        if conversation_id == chat.conversation_id:
            if chat.is_answering_here:
                chat.stop()
            following = self._sidebar.neighbour(conversation_id, 1) or self._sidebar.neighbour(
                conversation_id, -1
            )
            self._page.composer.flush()
            if following is not None:
                chat.open(following)
            else:
                chat.begin_new()

        def undo() -> None:
            self._do(
                lambda: assistant.restore(conversation_id), lambda: self.chat_wanted.emit(conversation_id)
            )

        self._do(lambda: assistant.trash(conversation_id), lambda: self.trashed.emit(undo))

    def make_folder(self, conversation_id: str) -> None:
        """Ask for the name of a new folder, and put a chat into it, if one is given."""
        assistant = self._kit.assistant

        def make(name: str) -> None:
            def work() -> None:
                folder = assistant.create_folder(name)
                if conversation_id:
                    assistant.move_to_folder(conversation_id, folder.id)

            self._do(work)

        NameSheet(self._kit.theme, self._owner, make).open()

    def remove_folder(self, folder_id: str) -> None:
        """Ask before a folder is removed."""
        name = next((each.name for each in self._sidebar.folders() if each.id == folder_id), "")
        ask(
            self._kit.theme,
            self._owner,
            icon="folder",
            title=self.tr("Remove this folder?"),
            about=name,
            text=self.tr("Its chats stay; they go back to the list by day."),
            yes=self.tr("Remove the folder"),
            on_yes=lambda: self._do(lambda: self._kit.assistant.delete_folder(folder_id)),
        )

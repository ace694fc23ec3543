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
        changed: (a sentence about chats that were moved or thrown away, what takes it back).
        listed: the chats are being read anew.
    """

    failed = Signal(object)
    chat_wanted = Signal(str)
    changed = Signal(str, object)
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
        sidebar.move_wanted.connect(self._move)
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

    def _trash(self, ids: tuple[str, ...]) -> None:
        assistant, chat = self._kit.assistant, self._chat
        opened = chat.conversation_id
        if opened is not None and opened in ids:
            if chat.is_answering_here:
                chat.stop()
            following = self._sidebar.neighbour(opened, 1, passing=ids) or self._sidebar.neighbour(
                opened, -1, passing=ids
            )
            self._page.composer.flush()
            if following is not None:
                chat.open(following)
            else:
                chat.begin_new()
        back = ids[0] if len(ids) == 1 else opened if opened in ids else None

        def undo() -> None:
            self._do(
                lambda: _each(assistant.restore, ids),
                lambda: self.chat_wanted.emit(back) if back is not None else None,
            )

        said = self.tr("The chat is in the trash.")
        if len(ids) > 1:
            said = self.tr("{count} chats are in the trash.").format(count=len(ids))
        self._do(lambda: _each(assistant.trash, ids), lambda: self.changed.emit(said, undo))

    def _move(self, ids: tuple[str, ...], folder_id: str | None) -> None:
        """Move chats into a folder, or out of all; those that are there already stay as they are."""
        assistant = self._kit.assistant
        before = {each: self._sidebar.folder_of(each) for each in ids}
        moved = {each: folder for each, folder in before.items() if folder != folder_id}
        if not moved:
            return

        def move() -> None:
            for each in moved:
                assistant.move_to_folder(each, folder_id)

        def back(known: set[str]) -> None:
            for each, folder in moved.items():
                assistant.move_to_folder(each, folder if folder in known else None)

        def undo() -> None:
            known = {folder.id for folder in self._sidebar.folders()}  # one may be gone meanwhile
            self._do(lambda: back(known))

        if len(moved) > 1:
            said = self.tr("{count} chats are in the folder now.")
            gone = self.tr("{count} chats are in no folder now.")
        else:
            said = self.tr("The chat is in the folder now.")
            gone = self.tr("The chat is in no folder now.")
        said = (gone if folder_id is None else said).format(count=len(moved))
        self._do(move, lambda: self.changed.emit(said, undo))

    def make_folder(self, ids: tuple[str, ...]) -> None:
        """Ask for the name of a new folder, and put chats into it, if any are given."""
        assistant = self._kit.assistant

        def make(name: str) -> None:
            def work() -> None:
                folder = assistant.create_folder(name)
                for each in ids:
                    assistant.move_to_folder(each, folder.id)

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


def _each(act: Callable[[str], None], ids: tuple[str, ...]) -> None:
    """Do something with each chat."""
    for each in ids:
        act(each)

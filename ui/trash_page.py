"""The trash: chats that can be brought back, or deleted for good."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from app.conversation import ConversationSummary
from ui.dates import moment, shown_day
from ui.dialogs import ask
from ui.flow import wrapping
from ui.kit import Kit
from ui.page import Page
from ui.parts import button, column, divider, drop, fill, label, own_words, picture, row


class TrashPage(Page):
    """See the module.

    Attributes:
        changed: a chat was taken out of the trash, to the others or for good.
    """

    changed = Signal()

    def __init__(self, kit: Kit) -> None:
        super().__init__(kit.theme, title="")
        self.set_title(self.tr("Trash"))
        self._kit = kit
        self.empty_all = button(self.tr("Empty the trash"), kind="danger", on_click=self._ask_empty)
        self.add_to_header(self.empty_all)
        self._list = QFrame()
        self._list.setProperty("kind", "card")
        self._rows = QVBoxLayout(self._list)
        self._buttons: list[tuple[QWidget, QWidget]] = []
        self._place: tuple[int, int] | None = None
        fill(self._rows, (), spacing=0, margins=(8, 6, 8, 6))
        self._nothing = label(self.tr("The trash is empty."), tone="second")
        self._nothing.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        self.add(self._nothing, self._list)
        self.show_chats([])

    def refresh(self) -> None:
        """Load what is in the trash."""
        self._kit.runner.run(
            lambda: self._kit.assistant.conversations(trashed=True),
            on_done=self.show_chats,
            on_error=self.fail,
        )

    def show_chats(self, conversations: list[ConversationSummary]) -> None:
        """Show these; the keyboard goes on from where it was."""
        self._place = place = self._focused_place()
        drop(self._rows)
        self._buttons.clear()
        for number, summary in enumerate(conversations):
            if number:
                self._rows.addWidget(divider())
            made = self._make_row(summary)
            self._rows.addWidget(made)
            made.show()  # a layout would only do it later, and what is not shown takes no focus
        self._list.setVisible(bool(conversations))
        self._nothing.setVisible(not conversations)
        self.empty_all.setEnabled(bool(conversations))
        self._focus_place(place)

    def _focused_place(self) -> tuple[int, int] | None:
        """Return row and button that have the focus, (-1, -1) for another part of the page."""
        owner = self.window().focusWidget() or self
        if not self.isVisible() or not self.isAncestorOf(owner):
            return None
        if owner is self and self._place is not None:
            return self._place  # a row that went took the focus along
        for number, pair in enumerate(self._buttons):
            if owner in pair:
                return number, pair.index(owner)
        return -1, -1

    def _focus_place(self, place: tuple[int, int] | None) -> None:
        """Put the focus back after the rows were made anew."""
        count = len(self._buttons)
        if place is None or (place == (-1, -1) and count):
            return
        if count:
            self._buttons[min(place[0], count - 1)][place[1]].setFocus()
        else:
            self.setFocus()

    def _do(self, work: Callable[[], object]) -> None:
        """Change the trash, and show what is left in it."""

        def done(_: object) -> None:
            self.changed.emit()
            self.refresh()

        self._kit.runner.run(work, on_done=done, on_error=self.fail)

    def _make_row(self, summary: ConversationSummary) -> QWidget:
        title = summary.title or self.tr("New chat")
        day = shown_day(moment(summary.trashed or summary.updated).date())
        text = column(
            None,
            own_words(title, wrap=True),
            label(
                self.tr("Messages: {count} · moved here {day}").format(count=summary.message_count, day=day),
                role="caption",
                tone="muted",
            ),
            None,
            spacing=1,
        )
        restore = button(self.tr("Restore"), on_click=lambda: self._restore(summary.id))
        restore.setAccessibleName(self.tr("Restore {title}").format(title=title))
        delete = button(self.tr("Delete for good"), kind="danger", on_click=lambda: self._ask_delete(summary))
        delete.setAccessibleName(self.tr("Delete {title} for good").format(title=title))
        self._buttons.append((restore, delete))
        line = row(
            picture(self.theme, "message-square", tone="text3"),
            text,
            wrapping(restore, delete, is_trailing=True),
            spacing=12,
            margins=(10, 10, 8, 10),
        )
        line.setStretch(1, 1)
        made = QWidget()
        made.setLayout(line)
        return made

    def _restore(self, conversation_id: str) -> None:
        self._do(lambda: self._kit.assistant.restore(conversation_id))

    def _ask_delete(self, summary: ConversationSummary) -> None:
        ask(
            self.theme,
            self,
            icon="trash-2",
            title=self.tr("Delete this chat for good?"),
            about=summary.title,
            text=self.tr(
                "Its messages are removed from the vault and from the search. Nobody can bring them back."
            ),
            yes=self.tr("Delete for good"),
            is_dangerous=True,
            on_yes=lambda: self._do(lambda: self._kit.assistant.delete_for_good(summary.id)),
        )

    def _ask_empty(self) -> None:
        ask(
            self.theme,
            self,
            icon="trash-2",
            title=self.tr("Empty the trash?"),
            text=self.tr(
                "All chats in it are removed from the vault and from the search. Nobody can bring them back."
            ),
            yes=self.tr("Delete all for good"),
            is_dangerous=True,
            on_yes=lambda: self._do(self._kit.assistant.empty_trash),
        )

"""The trash: chats that can be brought back, or deleted for good."""

from __future__ import annotations

from PySide6.QtCore import QDateTime, Qt
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from app.conversation import ConversationSummary
from ui.dialogs import ask
from ui.flow import wrapping
from ui.kit import Kit
from ui.page import Page
from ui.parts import button, column, divider, drop, fill, label, picture, row


class TrashPage(Page):
    """See the module."""

    def __init__(self, kit: Kit) -> None:
        super().__init__(kit.theme, title="")
        self.set_title(self.tr("Trash"))
        self._kit = kit
        self.empty_all = button(self.tr("Empty the trash"), kind="danger", on_click=self._ask_empty)
        self.add_to_header(self.empty_all)
        self._list = QFrame()
        self._list.setProperty("kind", "card")
        self._rows = QVBoxLayout(self._list)
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
        """Show these."""
        drop(self._rows)
        for number, summary in enumerate(conversations):
            if number:
                self._rows.addWidget(divider())
            self._rows.addWidget(self._make_row(summary))
        self._list.setVisible(bool(conversations))
        self._nothing.setVisible(not conversations)
        self.empty_all.setEnabled(bool(conversations))

    def _make_row(self, summary: ConversationSummary) -> QWidget:
        title = summary.title or self.tr("New chat")
        moved = QDateTime.fromMSecsSinceEpoch(summary.trashed or summary.updated)
        day = self.locale().toString(moved.date(), self.locale().FormatType.ShortFormat)
        text = column(
            label(title, wrap=True),
            label(
                self.tr("Messages: {count} · moved here {day}").format(count=summary.message_count, day=day),
                role="caption",
                tone="muted",
            ),
            spacing=1,
        )
        restore = button(self.tr("Restore"), on_click=lambda: self._restore(summary.id))
        restore.setAccessibleName(self.tr("Restore {title}").format(title=title))
        delete = button(self.tr("Delete for good"), kind="danger", on_click=lambda: self._ask_delete(summary))
        delete.setAccessibleName(self.tr("Delete {title} for good").format(title=title))
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
        self._kit.runner.run(
            lambda: self._kit.assistant.restore(conversation_id),
            on_done=lambda _: self.refresh(),
            on_error=self.fail,
        )

    def _ask_delete(self, summary: ConversationSummary) -> None:
        ask(
            self.theme,
            self,
            icon="trash-2",
            title=self.tr("Delete this chat for good?"),
            text=self.tr(
                "Its messages are removed from the vault and from the search. Nobody can bring them back."
            ),
            yes=self.tr("Delete for good"),
            is_dangerous=True,
            on_yes=lambda: self._kit.runner.run(
                lambda: self._kit.assistant.delete_for_good(summary.id),
                on_done=lambda _: self.refresh(),
                on_error=self.fail,
            ),
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
            on_yes=lambda: self._kit.runner.run(
                self._kit.assistant.empty_trash,
                on_done=lambda _: self.refresh(),
                on_error=self.fail,
            ),
        )

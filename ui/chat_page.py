"""The page of a conversation: header, transcript or empty state, banners, composer."""

from __future__ import annotations

from collections.abc import Callable

import msgspec
from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QMenu, QSizePolicy, QStackedWidget, QToolButton, QVBoxLayout, QWidget

from app.conversation import Conversation, Message, Role, SearchHit
from app.errors import (
    CallTimedOut,
    CredentialRefused,
    DiskFull,
    GateError,
    RedactionError,
    ServiceLost,
    ServiceUnavailable,
)
from app.explain import Explanation
from ui.chat import Chat
from ui.composer import COLUMN_WIDTH, Composer
from ui.dialogs import LinkSheet
from ui.empty_state import EmptyState
from ui.errors import Action, BannerStack
from ui.failure import Failure, has_stopped_writing
from ui.kit import Kit
from ui.one_line import OneLine
from ui.parts import fill, label, row, tool
from ui.review.routes import Ask, Routes
from ui.review.words import label_mark, label_name
from ui.shortcuts import shortcuts
from ui.transcript import MessageView, TranscriptView
from ui.unstored import not_there_yet
from ui.yielding import YieldingArea

_OF_SCAN = (CallTimedOut, RedactionError, ServiceLost, ServiceUnavailable)
"""Errors of looking through a text, which no setting of a provider mends."""
_LEAST_BODY = 48  # pixels at 100 % of the chat, however many notices there are


class _Body(QStackedWidget):
    """The empty state or the transcript; both do with what height is left."""

    def hasHeightForWidth(self) -> bool:
        """Whether its height follows from its width: that would count as the least it can do with."""
        return False


class ChatPage(QWidget):
    """See the module.

    Attributes:
        lock_wanted: lock now.
        sidebar_wanted: show the sidebar again.
        models_wanted: show the page of models.
        providers_wanted: show the page of providers; id of the one to open, or "".
    """

    lock_wanted = Signal()
    sidebar_wanted = Signal()
    models_wanted = Signal()
    providers_wanted = Signal(str)

    def __init__(self, kit: Kit, menu_for: Callable[[str], QMenu]) -> None:
        super().__init__()
        self.setObjectName("page")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._kit = kit
        self._menu_for = menu_for
        self.chat = Chat(kit, self)
        self.routes = Routes(kit, self.chat, self)
        self.transcript = TranscriptView(kit.theme)
        self.empty = EmptyState(kit)
        self.composer = Composer(kit.theme, kit.preferences)
        self.banners = BannerStack(kit.theme)
        self.banners.leads_to = self.composer
        self.banner_area = YieldingArea(self.banners)
        self.title = OneLine(role="h2")
        self._body = _Body()
        self._body.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Ignored)
        self._body.addWidget(self.empty)
        self._body.addWidget(self.transcript)
        self._build()
        self._connect()
        self._bind_keys()
        self._show_title()

    def _build(self) -> None:
        theme = self._kit.theme
        keys = {each.name: each.shown for each in shortcuts()}
        self.show_sidebar = tool(
            theme,
            "panel-left",
            self.tr("Show the sidebar"),
            keys=keys["sidebar"],
            on_click=self.sidebar_wanted.emit,
        )
        self.show_sidebar.hide()
        self.menu_button = tool(theme, "ellipsis", self.tr("Chat actions"), on_click=self._show_menu)
        self.lock = tool(
            theme,
            "lock",
            self.tr("Lock now"),
            kind="chip",
            size=16,
            keys=keys["lock"],
            text=" " + self.tr("Lock"),
            on_click=self.lock_wanted.emit,
        )
        self.label_mark = label("", role="caption", tone="warn")
        header = QWidget()
        header.setObjectName("header")
        header.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        line = row(
            self.show_sidebar,
            self.title,
            self.label_mark,
            self.menu_button,
            self.lock,
            spacing=8,
            margins=(24, 10, 14, 8),
        )
        line.setStretch(1, 1)
        header.setLayout(line)
        self.header = header
        banner_row = row(spacing=0, margins=(24, 4, 24, 6))
        banner_row.addStretch(1)
        banner_row.addWidget(self.banner_area, 50)
        banner_row.addStretch(1)
        whole = QVBoxLayout(self)
        fill(whole, (header, self._body, banner_row, self.composer), spacing=0, margins=(0, 0, 0, 0))
        whole.setStretch(1, 1)
        theme.changed.connect(self._fit)
        self._fit()

    def _fit(self) -> None:
        px = self._kit.theme.px
        self.banner_area.setMaximumWidth(px(COLUMN_WIDTH))
        self._body.setMinimumHeight(px(_LEAST_BODY))

    def _connect(self) -> None:
        chat, view, composer = self.chat, self.transcript, self.composer
        chat.opened.connect(self._on_opened)
        chat.shown.connect(self._on_shown)
        chat.appended.connect(self._on_appended)
        chat.grew.connect(view.grow)
        chat.finished.connect(lambda item: view.finish(item.message.id, item))
        chat.reading.connect(view.set_prompt_progress)
        chat.failed.connect(self._on_failed)
        chat.busy_changed.connect(self._on_busy)
        chat.renamed.connect(self._show_title)
        chat.sent.connect(self._on_sent)
        view.copy_requested.connect(self._copy_message)
        view.regenerate_requested.connect(self._regenerate)
        view.retry_requested.connect(self._regenerate)
        view.edit_requested.connect(self._begin_edit)
        view.version_requested.connect(self._show_version)
        view.link_activated.connect(self._on_link)
        composer.submitted.connect(self._send)
        composer.edited.connect(self._send_edit)
        composer.stop_wanted.connect(chat.stop)
        composer.draft_changed.connect(chat.save_draft)
        composer.recall_wanted.connect(self._edit_last)
        self._connect_routes()
        self.empty.chosen.connect(self._send)

    def _connect_routes(self) -> None:
        routes, chip = self.routes, self.composer.route_chip
        chip.menu_wanted.connect(routes.load_menu)
        chip.chosen.connect(routes.choose)
        chip.labelled.connect(routes.set_label)
        chip.providers_wanted.connect(lambda: self.providers_wanted.emit(""))
        routes.menu_ready.connect(chip.show_menu)
        routes.changed.connect(self._on_route)
        self._kit.preferences.changed.connect(self._on_route)
        routes.busy_changed.connect(self._on_busy)
        routes.failed.connect(self._on_not_sent)
        routes.came_back.connect(self.composer.editor.setPlainText)
        routes.setup_wanted.connect(self.providers_wanted)

    def _on_route(self) -> None:
        may_skim = self.routes.may_skim
        self.composer.show_route(self.routes.choice, may_skim=may_skim)
        self.empty.show_route(is_local=self.routes.is_local, may_skim=may_skim)

    def _bind_keys(self) -> None:
        for each in shortcuts():
            if each.where == "chat" and each.name == "stop":
                bound = QShortcut(QKeySequence(each.keys[0]), self)
                bound.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
                bound.activated.connect(self.stop_or_leave_edit)

    # --- what is open ---------------------------------------------------------------------------

    def open(self, conversation_id: str, *, hit: SearchHit | None = None) -> None:
        """Show a conversation; with ``hit``, the place that a search found, on whatever branch it is."""
        self.composer.flush()
        if hit is None or hit.message_id is None:
            if conversation_id != self.chat.conversation_id:
                self.chat.open(conversation_id)
            return
        message_id, position = hit.message_id, hit.position

        def scroll() -> None:
            if self.chat.message(message_id) is not None:
                self.transcript.scroll_to(message_id, position)
            else:
                self.chat.show_version(
                    message_id, then=lambda: self.transcript.scroll_to(message_id, position)
                )

        if conversation_id == self.chat.conversation_id:
            scroll()
        else:
            self.chat.open(conversation_id, then=scroll)

    def begin_new(self) -> None:
        """Show an empty conversation."""
        self.composer.flush()
        self.chat.begin_new()
        self.composer.setFocus()

    @property
    def parts(self) -> list[QWidget]:
        """What it is made of, from top to bottom."""
        return [self.header, self._body, self.banners, self.composer]

    def leave(self) -> str | None:
        """Hand out the draft that the vault does not have yet, and forget what is written."""
        self.routes.leave()
        draft = self.composer.unsaved_draft
        self.composer.clear()
        return draft

    @property
    def has_words(self) -> bool:
        """Whether there is anything to save of what is open."""
        return self.chat.conversation_id is not None or bool(self.composer.unsent)

    def as_of_now(self) -> Conversation:
        """Return what is open as it is on the screen; its draft is what the composer holds."""
        return msgspec.structs.replace(self.chat.as_of_now() or not_there_yet(), draft=self.composer.unsent)

    def _on_opened(self) -> None:
        self.banners.clear(but="storage")
        self.composer.clear()
        self.composer.set_text(self.chat.draft)
        self._show_title()

    def _on_shown(self) -> None:
        items = self.chat.items()
        self.transcript.show_conversation(items)
        self._body.setCurrentWidget(self.transcript if items else self.empty)
        self._show_title()

    def _on_appended(self, item: MessageView) -> None:
        self.transcript.append(item)
        self._body.setCurrentWidget(self.transcript)

    def _show_title(self) -> None:
        summary = self.chat.summary
        named = summary is not None and summary.title
        self.title.show_words(named or self.tr("New chat"))
        self.menu_button.setVisible(summary is not None)
        mark = label_mark(summary.sensitivity) if summary is not None else ""
        self.label_mark.setText(mark)
        self.label_mark.setToolTip(label_name(summary.sensitivity) if summary is not None and mark else "")
        self.label_mark.setVisible(bool(mark))

    # --- asking ---------------------------------------------------------------------------------

    def _send(self, text: str) -> None:
        self.banners.drop("answer")
        if self.chat.answering_elsewhere is None:
            self.routes.ask(Ask(text, self.chat.head_id, self.chat.send))

    def _send_edit(self, message_id: str, text: str) -> None:
        self.banners.drop("answer")
        old = self.chat.message(message_id)
        if old is not None:
            self.routes.ask(Ask(text, old.parent_id, lambda new: self.chat.edit(message_id, new)))

    def _on_sent(self) -> None:
        self.composer.clear()
        if self.chat.draft:
            self.chat.save_draft("")

    def _regenerate(self, message_id: str) -> None:
        """Answer again over the chosen route; beyond this computer that is the question asked anew."""
        self.banners.drop("answer")
        message = self.chat.message(message_id)
        if message is not None and message.role is Role.ASSISTANT and message.parent_id is not None:
            message = self.chat.message(message.parent_id)
        if self.routes.is_local or message is None:
            self.chat.regenerate(message_id)
        elif not self.chat.is_answering_here and self.chat.answering_elsewhere is None:
            again = Ask(message.text, message.parent_id, lambda _: self.chat.regenerate(message_id))
            self.routes.ask(again)

    def regenerate_last(self) -> None:
        """Answer the last question again."""
        last = self.chat.last_answer() or self.chat.last_question()
        if last is not None:
            self._regenerate(last.id)

    def stop_or_leave_edit(self) -> None:
        """Do what Escape means here."""
        if self.composer.editing is not None:
            self.composer.leave_edit()
        elif self.chat.is_answering_here or self.chat.answering_elsewhere:
            self.chat.stop()

    def _begin_edit(self, message_id: str) -> None:
        message = self.chat.message(message_id)
        if message is not None and message.role is Role.USER:
            self.composer.begin_edit(message_id, message.text)

    def _edit_last(self) -> None:
        if (last := self.chat.last_question()) is not None:
            self.composer.begin_edit(last.id, last.text)

    def _show_version(self, message_id: str) -> None:
        if not self.chat.is_answering_here:
            self.chat.show_version(message_id)

    def _on_busy(self) -> None:
        chat = self.chat
        self.composer.set_state(
            is_answering=chat.is_answering_here,
            is_blocked=chat.answering_elsewhere is not None,
            is_sending=chat.is_sending or self.routes.is_looking,
        )
        other = chat.answering_elsewhere
        if other is None:
            self.banners.drop("elsewhere")
        else:
            self.banners.say(
                "elsewhere",
                Explanation(self.tr("Another chat is being answered."), ""),
                tone="info",
                actions=(
                    (self.tr("Go there"), lambda: self.open(other)),
                    (self.tr("Stop it"), chat.stop),
                ),
                closable=False,
            )

    # --- copying --------------------------------------------------------------------------------

    def copy_last_answer(self) -> Message | None:
        """Copy the newest answer; returns it."""
        if (last := self.chat.last_answer()) is not None:
            self._kit.clipboard.copy(last.text)
        return last

    def copy_last_code(self) -> bool:
        """Copy the newest code block of the newest answer; returns whether there is one."""
        last = self.chat.last_answer()
        code = last_code(last.text) if last is not None else None
        if code is not None:
            self._kit.clipboard.copy(code)
        return code is not None

    def _copy_message(self, text: str) -> None:
        self._kit.clipboard.copy(text)

    def _on_link(self, address: str) -> None:
        LinkSheet(self._kit, self, address).open()

    # --- trouble --------------------------------------------------------------------------------

    def _on_failed(self, failure: Failure) -> None:
        actions: list[Action] = []
        error, message_id = failure.error, failure.message_id
        if message_id is not None:
            actions.append((self.tr("Try again"), lambda: self._retry(message_id, None)))
        if message_id is not None and (smaller := failure.smaller_context) is not None:
            actions.append(
                (
                    self.tr("Try again with a smaller context ({tokens} tokens)").format(tokens=smaller),
                    lambda: self._retry(message_id, smaller),
                )
            )
        if message_id is not None and isinstance(error, GateError):
            actions.append((self.tr("Answer on this computer"), lambda: self._answer_here(message_id)))
            refused = self._provider_of(message_id) if isinstance(error, CredentialRefused) else ""
            text = self.tr("Enter the key…") if refused else self.tr("Providers")
            actions.append((text, lambda: self.providers_wanted.emit(refused)))
        elif message_id is not None:
            actions.append((self.tr("Choose another model"), self.models_wanted.emit))
        if isinstance(error, DiskFull) and error.facts.get("has_ballast"):
            actions.insert(0, (self.tr("Free the reserve"), self._free_reserve))
        self.fail(error, key="answer", actions=tuple(actions))

    def _provider_of(self, message_id: str) -> str:
        """Return the id of the provider that a question was sent to, or whose answer it is."""
        message = self.chat.message(message_id)
        if message is not None and message.exchange is None and message.parent_id is not None:
            message = self.chat.message(message.parent_id)
        return message.exchange.provider_id if message is not None and message.exchange is not None else ""

    def fail(self, error: Exception, *, key: str = "action", actions: tuple[Action, ...] = ()) -> None:
        """Show an error. That the vault takes nothing more is said in one place, for as long as it is so."""
        self.banners.fail("storage" if has_stopped_writing(error) else key, error, actions=actions)

    def _retry(self, message_id: str, context_tokens: int | None) -> None:
        if context_tokens is None:
            self._regenerate(message_id)
            return
        self.banners.drop("answer")
        self.chat.regenerate(message_id, context_tokens=context_tokens)

    def _answer_here(self, message_id: str) -> None:
        self.banners.drop("answer")
        self.chat.regenerate(message_id)

    def _on_not_sent(self, error: Exception) -> None:
        """Say why a question got no farther; it is still in the composer."""
        actions: list[Action] = []
        if self.composer.text().strip() and not has_stopped_writing(error):
            actions.append((self.tr("Answer on this computer"), self._answer_unsent_here))
        if not has_stopped_writing(error) and not isinstance(error, _OF_SCAN):
            actions.append((self.tr("Providers"), lambda: self.providers_wanted.emit("")))
        self.fail(error, key="answer", actions=tuple(actions))

    def _answer_unsent_here(self) -> None:
        """Ask the local model what got no farther than the composer; the route stays as it is."""
        text, editing = self.composer.text(), self.composer.editing
        if not text.strip() or self.chat.answering_elsewhere is not None or self.chat.is_answering_here:
            return
        self.banners.drop("answer")
        if editing is not None:
            self.chat.edit(editing, text)
        else:
            self.chat.send(text)

    def _free_reserve(self) -> None:
        def freed(size: int) -> None:
            del size
            self.banners.drop("answer")

        self._kit.runner.run(
            self._kit.assistant.release_ballast,
            on_done=freed,
            on_error=lambda error: self.fail(error, key="answer"),
        )

    # --- header ---------------------------------------------------------------------------------

    def _show_menu(self) -> None:
        if (conversation_id := self.chat.conversation_id) is not None:
            menu = self._menu_for(conversation_id)
            anchor: QToolButton = self.menu_button
            menu.popup(anchor.mapToGlobal(anchor.rect().bottomLeft()))


def last_code(text: str) -> str | None:
    """Return the contents of the last fenced code block of a Markdown text."""
    found: str | None = None
    fence, lines = "", list[str]()
    for line in text.splitlines():
        stripped = line.strip()
        if not fence and stripped.startswith(("```", "~~~")):
            mark = stripped[0]
            fence, lines = mark * (len(stripped) - len(stripped.lstrip(mark))), []
        elif fence and stripped.startswith(fence) and not stripped.strip(fence[0]):
            found, fence = "\n".join(lines) + "\n", ""
        elif fence:
            lines.append(line)
    return found

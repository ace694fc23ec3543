"""The whole window over fake processes, and the steps a user takes on it."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TypeVar

from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtGui import QDragLeaveEvent
from PySide6.QtWidgets import QApplication, QDialog, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from app.assistant import Assistant
from app.conversation import ConversationSummary, Folder, Message, MessageStatus, Provenance, Role
from app.paths import profile_paths
from app.policy import Managed
from app.settings import SettingsStore
from models.engine import Sampling
from models.files import ModelStore
from tests.fake_clock import FakeClock
from tests.fake_vault import FakeDisk
from tests.fakes import FakeServices
from ui.application import Desk
from ui.entrance import EntranceForm
from ui.locking import IdleWatch
from ui.theme import Theme
from ui.workspace import Workspace

PASSPHRASE = "a quiet harbour at noon"
SECRET = "xylophone"
DAY = 86_400_000
Form = TypeVar("Form", bound=EntranceForm)
Dialog = TypeVar("Dialog", bound=QDialog)


def filled_disk() -> FakeDisk:
    """Return a locked vault with chats in every group; the word SECRET is in titles, texts and drafts."""
    disk = FakeDisk(state="ready", passphrase=PASSPHRASE.encode(), recovery_verified=True)
    now = time.time_ns() // 1_000_000
    for chat, title, age, extra in (
        ("pinned", "Weekly review", 3, {"pinned": True}),
        ("lease", f"Lease {SECRET}", 0, {}),
        ("draft", "With a draft", 0, {"has_draft": True}),
        ("inside", "Meal plan", 2, {"folder_id": "home"}),
        ("old", "An old chat", 90, {}),
        ("gone", "In the trash", 5, {"trashed": now - DAY}),
    ):
        then = now - age * DAY
        disk.summaries[chat] = ConversationSummary(chat, title, then, then, 2, **extra)
    disk.folders["home"] = Folder("home", "Household")
    disk.drafts["draft"] = f"half a thought about a {SECRET}"
    origin = Provenance(
        "Sotto Tiny",
        "ab" * 32,
        Sampling(),
        tokens_per_second=42.3,
        context_tokens=8192,
        context_used=2240,
        stop_reason="end",
    )
    question = Message("q1", "lease", None, Role.USER, f"When does the {SECRET} lease end?", now - 9000)
    first = Message("a1", "lease", "q1", Role.ASSISTANT, "In May.", now - 8000, provenance=origin)
    second = Message(
        "a2",
        "lease",
        "q1",
        Role.ASSISTANT,
        f"In **June**, {SECRET}.\n\n```\nprint(1)\n```",
        now - 7000,
        MessageStatus.COMPLETE,
        origin,
    )
    for message in (question, first, second):
        disk.messages[message.id] = message
    disk.heads["lease"] = "a2"
    return disk


class Stage:
    """See the module."""

    def __init__(
        self,
        qtbot: QtBot,
        application: QApplication,
        theme: Theme,
        services: FakeServices,
        clock: FakeClock,
        folder: Path,
        policy: Managed | None = None,
    ) -> None:
        self.bot = qtbot
        self.services = services
        self.disk = services.disk
        self.clock = clock
        self.opened: list[str] = []
        self.paths = profile_paths(folder / "profile")
        self.paths.make()
        self.settings = SettingsStore(self.paths.settings)
        self.models = ModelStore(self.paths.models)
        self.desk = Desk(
            application,
            lambda observer: Assistant(
                services=services,
                settings=self.settings,
                models=self.models,
                observer=observer,
                cloud_services=services,
                keys=services.cloud.keys,
                policy=policy,
            ),
            self.paths,
            self.settings,
            idle=IdleWatch(
                limit_seconds=lambda: self.desk.preferences.now.idle_lock_minutes * 60,
                clock=clock,
                sleep_clock=clock,
            ),
            theme=theme,
            open_address=lambda address: self.opened.append(address) is None,
        )
        self.assistant = self.desk.assistant
        self.window = self.desk.window
        self.window.show()
        self.window.begin()

    def end(self) -> None:
        """Close the window and all behind it."""
        for hold in self.disk.holds.values():
            hold.set()
        # Qt keeps a raw pointer to what accepted a drag until it leaves or is dropped, also beyond a test.
        QCoreApplication.sendEvent(self.window, QDragLeaveEvent())
        self.window.close()
        self.until(lambda: self.window.is_closed)
        self.desk.close()
        self.window.deleteLater()
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)

    # --- waiting --------------------------------------------------------------------------------

    def until(self, is_true: Callable[[], object]) -> None:
        """Let the window work until something holds."""
        self.bot.waitUntil(lambda: bool(is_true()), timeout=20_000)

    def settle(self) -> None:
        """Wait for what was handed to the vault's lane before now, and for what it told the window."""
        done: list[None] = []
        self.desk.runner.run(lambda: None, on_done=done.append)
        self.until(lambda: done)

    def form(self, kind: type[Form]) -> Form:
        """Wait for a form in front of the vault and return it."""
        self.until(lambda: isinstance(self.window.entrance.form, kind))
        found = self.window.entrance.form
        assert isinstance(found, kind)
        return found

    def dialog(self, kind: type[Dialog]) -> Dialog:
        """Wait for a dialog and return it."""
        self.until(lambda: list(self._dialogs(kind)))
        return next(self._dialogs(kind))

    def _dialogs(self, kind: type[Dialog]) -> Iterator[Dialog]:
        return (each for each in self.window.findChildren(kind) if each.isVisible())

    # --- steps ----------------------------------------------------------------------------------

    def unlock(self) -> Workspace:
        """Unlock with the right passphrase and wait until all is loaded."""
        from ui.unlock_form import UnlockForm

        form = self.form(UnlockForm)
        form.field.edit.setText(PASSPHRASE)
        form.unlock.click()
        return self.workspace()

    def workspace(self) -> Workspace:
        """Wait for the workspace and the sidebar's rows."""
        self.until(lambda: self.window.workspace is not None)
        workspace = self.window.workspace
        assert workspace is not None
        self.until(lambda: "conversations" in self.disk.calls and workspace.chat_page.chat.model_name)
        return workspace

    def open_chat(self, conversation_id: str) -> Workspace:
        """Unlock if needed and open a chat."""
        workspace = self.window.workspace or self.unlock()
        workspace.open_chat(conversation_id)
        self.until(lambda: workspace.chat_page.chat.conversation_id == conversation_id)
        return workspace

    def write(self, text: str) -> None:
        """Type into the composer and press Enter."""
        workspace = self.window.workspace
        assert workspace is not None
        editor = workspace.chat_page.composer.editor
        editor.setPlainText(text)
        self.bot.keyClick(editor, Qt.Key.Key_Return)

    def until_answered(self) -> None:
        """Wait until no answer is being written."""
        workspace = self.window.workspace
        assert workspace is not None
        chat = workspace.chat_page.chat
        self.until(
            lambda: not chat.is_answering_here and self.assistant.answering is None and not chat.is_sending
        )

    def press(self, inside: QWidget, text: str) -> None:
        """Wait for the visible button with this text and click it."""

        def found() -> list[QPushButton]:
            listed = [
                each for each in inside.findChildren(QPushButton) if each.isVisible() and each.isEnabled()
            ]
            return [each for each in listed if text in each.text().replace("&", "")]

        self.until(found)
        found()[0].click()


def readable_text(root: QWidget) -> str:
    """Return everything a person, a screen reader or a tool tip could read in a widget and below it."""
    from PySide6.QtGui import QAction
    from PySide6.QtWidgets import (
        QAbstractButton,
        QAbstractItemView,
        QComboBox,
        QLabel,
        QLineEdit,
        QPlainTextEdit,
        QTextEdit,
    )

    said: list[str] = []
    for each in [root, *root.findChildren(QWidget)]:
        said += [each.windowTitle(), each.toolTip(), each.accessibleName(), each.accessibleDescription()]
        match each:
            case QLabel() | QAbstractButton() | QLineEdit():
                said.append(each.text())
            case QPlainTextEdit() | QTextEdit():
                said.append(each.toPlainText())
            case QComboBox():
                said += [each.itemText(number) for number in range(each.count())]
            case QAbstractItemView():
                model = each.model()
                if model is not None:
                    said += [str(model.index(number, 0).data()) for number in range(model.rowCount())]
    said += [action.text() for action in root.findChildren(QAction)]
    return "\n".join(said)

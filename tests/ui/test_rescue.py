"""Promise: of a vault that is unlinked or replaced while it is open, all there is is offered for saving.

That is noticed before the next write, and nothing is written any more.

Over the real processes, the real vault and the real model, through the real window.
"""

from __future__ import annotations

import json
import stat
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication, QFileDialog, QPushButton
from pytestqt.qtbot import QtBot

from app.assistant import Assistant, normalised
from app.conversation import MessageStatus
from app.paths import profile_paths
from app.services import ProcessServices
from app.settings import SettingsStore
from app.vault.kdf import FLOOR
from models.files import ModelStore
from tests.ui.stage import PASSPHRASE, readable_text
from ui.application import Desk
from ui.chat_page import ChatPage
from ui.dialogs import Sheet
from ui.theme import Theme
from ui.unlock_form import UnlockForm

PATIENCE_MS = 90_000


class Program:
    """The whole program, and the steps of its user."""

    def __init__(self, qtbot: QtBot, application: QApplication, theme: Theme, folder: Path) -> None:
        self._bot = qtbot
        self.paths = profile_paths(folder / "profile")
        self.paths.make()
        settings = SettingsStore(self.paths.settings)
        settings.change(system_prompt="")
        services, models = ProcessServices(self.paths.vault), ModelStore(self.paths.models)
        self.desk = Desk(
            application,
            lambda observer: Assistant(
                services=services, settings=settings, models=models, observer=observer
            ),
            self.paths,
            settings,
            theme=theme,
        )
        assistant = self.desk.assistant
        handle = assistant._any_handle()
        handle.port.create(normalised(PASSPHRASE), FLOOR)  # the cost of a key is not what is tested here
        assistant._now_unlocked(handle)
        assistant.lock("asked")

    def until(self, is_true: Callable[[], object]) -> None:
        """Let the window work until something holds."""
        self._bot.waitUntil(lambda: bool(is_true()), timeout=PATIENCE_MS)

    def unlock(self) -> ChatPage:
        """Unlock and return the page of chats."""
        window = self.desk.window
        window.show()
        window.begin()
        self.until(lambda: isinstance(window.entrance.form, UnlockForm))
        form = window.entrance.form
        assert isinstance(form, UnlockForm)
        form.field.edit.setText(PASSPHRASE)
        form.unlock.click()
        self.until(lambda: window.workspace is not None)
        assert window.workspace is not None
        page = window.workspace.chat_page
        self.until(lambda: page.chat.model_name)
        return page

    def ask(self, page: ChatPage, question: str) -> None:
        """Write a question and press the button."""
        page.composer.editor.setPlainText(question)
        page.composer.send.click()

    def press(self, text: str) -> None:
        """Press a button of the window or of its dialog."""

        def found() -> list[QPushButton]:
            buttons = self.desk.window.findChildren(QPushButton)
            return [each for each in buttons if each.isVisible() and each.text() == text]

        self.until(found)
        found()[0].click()

    def save(self, button: str, path: Path) -> str:
        """Press a button of the banner, agree, choose a file; returns what is in it."""
        self.press(button)
        sheet = next(each for each in self.desk.window.findChildren(Sheet) if each.isVisible())
        assert "not encrypted" in readable_text(sheet)
        self.press("Choose a place…")
        self.until(lambda: [each for each in self.desk.window.findChildren(QFileDialog) if each.isVisible()])
        dialog = next(each for each in self.desk.window.findChildren(QFileDialog) if each.isVisible())
        dialog.selectFile(str(path))
        dialog.accept()
        self.until(path.exists)
        assert stat.S_IMODE(path.stat().st_mode) == 0o600
        return path.read_text()

    def end(self) -> None:
        """Close the window and end the processes."""
        self.desk.window.close()
        self.until(lambda: self.desk.window.is_closed)
        self.desk.close()
        self.desk.window.deleteLater()


@pytest.fixture
def program(qtbot: QtBot, qapp: QApplication, theme: Theme, tmp_path: Path) -> Iterator[Program]:
    made = Program(qtbot, qapp, theme, tmp_path)
    yield made
    made.end()


def replace(database: Path, how: str) -> bytes:
    """Do what a sync program does: put an older copy there, or none; returns it."""
    copy = database.read_bytes()
    database.unlink()
    if how == "replace":
        database.write_bytes(copy)
    return copy


@pytest.mark.parametrize("how", ["replace", "unlink"])
def test_a_vault_that_is_replaced_while_open_offers_all_there_is_for_saving(
    program: Program, tmp_path: Path, how: str
) -> None:
    page = program.unlock()
    program.ask(page, "Where is the key of the lighthouse?")
    program.until(lambda: (answer := page.chat.last_answer()) and answer.status is MessageStatus.COMPLETE)
    answer = page.chat.last_answer()
    assert answer is not None
    assert answer.text
    program.until(lambda: not page.chat.is_answering_here)

    database = program.paths.vault / "vault.db"
    copy = replace(database, how)
    program.ask(page, "And the key of the boathouse?")
    program.until(lambda: page.banners.shown("storage"))
    said = readable_text(page.banners)
    assert "The vault's file was replaced while Sotto had it open." in said
    assert page.composer.text() == "And the key of the boathouse?"

    text = program.save("Save a copy…", tmp_path / "one.md")
    assert "Where is the key of the lighthouse?" in text
    assert answer.text in text
    assert text.endswith("**You**, not sent\n\nAnd the key of the boathouse?\n")
    (chat,) = json.loads(program.save("Save all chats…", tmp_path / "all.json"))["conversations"]
    assert [message["text"] for message in chat["messages"]] == [
        "Where is the key of the lighthouse?",
        answer.text,
    ]
    assert chat["draft"] == "And the key of the boathouse?"
    assert sorted(each.name for each in tmp_path.iterdir()) == ["all.json", "one.md", "profile"]
    assert database.read_bytes() == copy if how == "replace" else not database.exists()


def test_an_answer_that_is_being_written_is_saved_as_far_as_it_came(program: Program, tmp_path: Path) -> None:
    page = program.unlock()
    grown: list[str] = []
    page.chat.grew.connect(lambda _, text: grown.append(text))
    program.ask(page, "Tell me all you know about Sotto.")
    program.until(lambda: grown)
    replace(program.paths.vault / "vault.db", "replace")
    program.until(lambda: page.banners.shown("storage"))
    program.until(lambda: not page.chat.is_answering_here)
    shown = page.chat.last_answer()
    assert shown is not None
    assert shown.status is MessageStatus.FAILED
    assert shown.text == "".join(grown)
    text = program.save("Save a copy…", tmp_path / "a.md")
    assert "Tell me all you know about Sotto." in text
    assert f"(failed)\n\n{shown.text}\n" in text

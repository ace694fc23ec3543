"""Chats become files of the user's own when asked, said to be readable; a lock ends it and leaves nothing.

When the vault takes nothing more, each page offers to save, and a copy holds what never got into it.
"""

from __future__ import annotations

import json
import stat
import threading
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog, QMenu

from app.errors import DatabaseDamaged, DiskFull, ReadOnly, StorageFailed, VaultReplaced
from app.private_file import write_private
from models.errors import SottoError
from tests.fake_engine import Pause
from tests.ui.cloud_steps import QUESTION, begin
from tests.ui.stage import SECRET, Stage, readable_text
from ui import saving
from ui.chat_page import ChatPage
from ui.dialogs import Sheet
from ui.saving import SavingSheet, file_name
from ui.workspace import Workspace

WRITES = ("add_message", "set_draft", "create_conversation", "checkpoint_answer", "finish_answer")


def page_of(stage: Stage) -> ChatPage:
    return workspace_of(stage).chat_page


def workspace_of(stage: Stage) -> Workspace:
    assert stage.window.workspace is not None
    return stage.window.workspace


def agree(stage: Stage) -> str:
    """Go on from the question whether; returns what it said."""
    sheet = stage.dialog(Sheet)
    said = readable_text(sheet)
    stage.press(sheet, "Choose a place…")
    return said


def place(stage: Stage, path: Path) -> None:
    """Choose a file in the system's dialog."""
    dialog = stage.dialog(QFileDialog)
    dialog.selectFile(str(path))
    dialog.accept()


def toast_says(stage: Stage, words: str) -> None:
    stage.until(lambda: words in readable_text(workspace_of(stage).toast))


def break_storage(stage: Stage, error: SottoError) -> None:
    """From now on the vault takes nothing; what is in it can be read."""
    stage.disk.failures |= dict.fromkeys(WRITES, error)


@pytest.mark.parametrize("where", ["header", "sidebar"])
def test_a_chat_is_saved_from_its_menus(stage: Stage, tmp_path: Path, where: str) -> None:
    workspace = stage.open_chat("lease")
    if where == "header":
        page_of(stage).menu_button.click()
    else:
        index = workspace.sidebar.rows.index_of("lease")
        workspace.sidebar.list.setCurrentIndex(index)
        workspace.sidebar.list.customContextMenuRequested.emit(
            workspace.sidebar.list.visualRect(index).center()
        )
    menu = next(each for each in workspace.findChildren(QMenu) if each.isVisible())
    next(each for each in menu.actions() if each.text() == "Save a copy…").trigger()
    menu.close()
    assert "not encrypted" in agree(stage)
    dialog = stage.dialog(QFileDialog)
    assert dialog.windowTitle() == "Save a copy"
    assert Path(dialog.selectedFiles()[0]).name == f"Lease {SECRET}.md"
    place(stage, tmp_path / "mine")
    toast_says(stage, "Saved in mine.md")
    saved = tmp_path / "mine.md"
    assert stat.S_IMODE(saved.stat().st_mode) == 0o600
    assert saved.read_text().startswith(f"# Lease {SECRET}\n\n**You**, ")
    assert f"In **June**, {SECRET}." in saved.read_text()
    assert "In May." not in saved.read_text()  # another version


def test_cancel_asks_for_no_place(stage: Stage) -> None:
    workspace = stage.open_chat("lease")
    workspace.saving.save_open()
    stage.press(stage.dialog(Sheet), "Cancel")
    assert not [each for each in stage.window.findChildren(QFileDialog) if each.isVisible()]


def test_another_chat_than_the_open_one_is_read_from_the_vault(stage: Stage, tmp_path: Path) -> None:
    workspace = stage.open_chat("draft")
    workspace.sidebar.copy_wanted.emit("lease", "Lease")
    agree(stage)
    place(stage, tmp_path / "a.json")
    toast_says(stage, "Saved in a.json")
    (chat,) = json.loads((tmp_path / "a.json").read_text())["conversations"]
    assert {"In May."} < {message["text"] for message in chat["messages"]}
    assert len(chat["messages"]) == 3


def test_choosing_json_changes_the_name(stage: Stage) -> None:
    stage.open_chat("lease")
    workspace_of(stage).saving.save_open()
    agree(stage)
    dialog = stage.dialog(QFileDialog)
    dialog.filterSelected.emit(dialog.nameFilters()[1])
    assert Path(dialog.selectedFiles()[0]).name == f"Lease {SECRET}.json"
    dialog.reject()


def test_all_chats_are_saved_from_the_settings(stage: Stage, tmp_path: Path) -> None:
    workspace = stage.open_chat("lease")
    workspace.show_page("settings")
    workspace.settings_page.vault.save.click()
    assert "holds every chat that is not in the trash" in agree(stage)
    place(stage, tmp_path / "all.md")
    toast_says(stage, "Saved in all.md")
    text = (tmp_path / "all.md").read_text()
    titles = {line[2:] for line in text.splitlines() if line.startswith("# ")}
    assert titles == {"Weekly review", f"Lease {SECRET}", "With a draft", "Meal plan", "An old chat"}
    assert "half a thought" not in text


def test_what_cannot_be_written_says_why_and_asks_for_another_place(stage: Stage, tmp_path: Path) -> None:
    workspace = stage.open_chat("lease")
    (tmp_path / "vault.keys").write_bytes(b"")
    workspace.saving.save_open()
    agree(stage)
    place(stage, tmp_path / "a.md")
    stage.until(lambda: page_of(stage).banners.shown("save"))
    assert "Nothing was saved." in readable_text(page_of(stage).banners)
    (tmp_path / "vault.keys").unlink()
    stage.press(page_of(stage).banners, "Choose another place…")
    place(stage, tmp_path / "a.md")
    toast_says(stage, "Saved in a.md")
    assert page_of(stage).banners.shown("save") is None
    workspace.saving.save_open()
    agree(stage)
    place(stage, tmp_path / "nowhere" / "b.md")
    stage.until(lambda: page_of(stage).banners.shown("save"))
    assert not workspace.toast.isVisible()  # "Saved" beside "Nothing was saved."


def test_a_long_save_shows_how_far_it_is_and_can_be_ended(
    stage: Stage, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(saving, "PATIENCE_MS", 1)
    workspace = stage.open_chat("lease")
    stage.disk.holds["conversation"] = hold = threading.Event()
    workspace.saving.write_all(tmp_path / "all.md")
    sheet = stage.dialog(SavingSheet)
    assert sheet.focusWidget() is sheet.cancel
    assert 0 <= sheet.bar.value() < 100
    sheet.cancel.click()
    hold.set()
    toast_says(stage, "nothing was saved")
    assert not (tmp_path / "all.md").exists()
    workspace.saving.write_all(tmp_path / "all.md")
    toast_says(stage, "Saved in all.md")
    assert not [each for each in stage.window.findChildren(SavingSheet) if each.isVisible()]


def test_a_lock_ends_a_save_and_leaves_nothing(
    stage: Stage, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    workspace = stage.open_chat("lease")
    stage.disk.holds["conversation"] = threading.Event()
    ended: list[None] = []

    def watched(*given: Any, **named: Any) -> int | None:
        try:
            return write_private(*given, **named)
        finally:
            ended.append(None)

    monkeypatch.setattr(saving, "write_private", watched)
    (tmp_path / "mine").mkdir()
    workspace.saving.write_all(tmp_path / "mine" / "all.md")
    stage.until(lambda: stage.disk.calls[-1] == "conversation")
    stage.window.lock("asked")
    stage.until(lambda: ended and not stage.assistant.is_unlocked)
    assert list((tmp_path / "mine").iterdir()) == []


def test_a_long_name_does_not_make_the_notice_wider_than_the_page(stage: Stage) -> None:
    workspace = stage.open_chat("lease")
    workspace.toast.say("Saved in " + "a long name " * 20 + "(4 kB).")
    page = workspace.pages.geometry()
    assert page.left() <= workspace.toast.x()
    assert workspace.toast.geometry().right() <= page.right()
    workspace.toast.say("short")
    assert "short" in readable_text(workspace.toast)


def test_a_second_save_waits_for_the_first(stage: Stage, tmp_path: Path) -> None:
    workspace = stage.open_chat("lease")
    stage.disk.holds["conversation"] = hold = threading.Event()
    workspace.saving.write_all(tmp_path / "all.md")
    workspace.saving.write_chat(tmp_path / "one.md", "lease")
    hold.set()
    toast_says(stage, "Saved in one.md")
    assert (tmp_path / "all.md").stat().st_size > (tmp_path / "one.md").stat().st_size > 0


def test_a_lock_takes_the_dialogs_away(stage: Stage) -> None:
    workspace = stage.open_chat("lease")
    workspace.saving.save_open()
    agree(stage)
    stage.dialog(QFileDialog)
    stage.window.lock("asked")
    stage.until(lambda: not stage.assistant.is_unlocked)
    assert not [each for each in stage.window.findChildren(QFileDialog) if each.isVisible()]


# the vault takes nothing more


@pytest.mark.parametrize(
    "error", [VaultReplaced(), StorageFailed(reason="EIO"), ReadOnly(reason="after-failure")]
)
def test_a_question_that_cannot_be_stored_is_in_the_copy_that_is_offered(
    stage: Stage, tmp_path: Path, error: SottoError
) -> None:
    stage.open_chat("lease")
    break_storage(stage, error)
    stage.write("precious words")
    stage.until(lambda: page_of(stage).banners.shown("storage"))
    stage.press(page_of(stage).banners, "Save a copy…")
    agree(stage)
    place(stage, tmp_path / "a.md")
    toast_says(stage, "Saved in a.md")
    text = (tmp_path / "a.md").read_text()
    assert f"In **June**, {SECRET}." in text
    assert text.endswith("**You**, not sent\n\nprecious words\n")
    assert page_of(stage).composer.text() == "precious words"


def test_an_answer_that_could_not_be_stored_is_in_the_copy_as_far_as_it_came(
    stage: Stage, tmp_path: Path
) -> None:
    stage.open_chat("lease")
    pause = Pause()
    stage.services.script(["The first half.", pause, "The second half."])
    stage.write("tell me")
    stage.until(lambda: "The first half." in readable_text(page_of(stage).transcript))
    break_storage(stage, VaultReplaced())
    pause.release()
    stage.until(lambda: page_of(stage).banners.shown("storage"))
    stage.until_answered()
    stage.press(page_of(stage).banners, "Save a copy…")
    agree(stage)
    place(stage, tmp_path / "a.md")
    toast_says(stage, "Saved in a.md")
    assert "(failed)\n\nThe first half.The second half." in (tmp_path / "a.md").read_text()


def test_drafts_that_could_not_be_stored_stay_with_their_chats_and_are_in_the_copy_of_all(
    stage: Stage, tmp_path: Path
) -> None:
    stage.open_chat("lease")
    break_storage(stage, VaultReplaced())
    page_of(stage).composer.editor.setPlainText("of the lease")
    stage.open_chat("old")
    page_of(stage).composer.editor.setPlainText("of the old one")
    workspace_of(stage).begin_new()
    stage.until(lambda: page_of(stage).chat.conversation_id is None)
    page_of(stage).composer.editor.setPlainText("of a new one")
    stage.settle()
    assert page_of(stage).banners.shown("storage") is not None  # over the opening of other chats
    stage.open_chat("lease")
    assert page_of(stage).composer.text() == "of the lease"
    stage.settle()
    workspace_of(stage).begin_new()
    stage.until(lambda: page_of(stage).composer.text() == "of a new one")
    stage.press(page_of(stage).banners, "Save all chats…")
    agree(stage)
    place(stage, tmp_path / "all.md")
    toast_says(stage, "Saved in all.md")
    text = (tmp_path / "all.md").read_text()
    for draft in ("of the lease", "of the old one", "of a new one", f"half a thought about a {SECRET}"):
        assert text.count(f"**You**, not sent\n\n{draft}\n") == 1


def test_a_draft_that_is_stored_after_all_is_no_longer_kept(stage: Stage) -> None:
    stage.open_chat("lease")
    break_storage(stage, DiskFull(free=0, has_ballast=False))
    page_of(stage).composer.editor.setPlainText("first")
    page_of(stage).composer.flush()
    stage.until(lambda: page_of(stage).banners.shown("answer"))
    assert "Save a copy…" in readable_text(page_of(stage).banners)
    stage.disk.failures.clear()
    page_of(stage).composer.editor.setPlainText("second")
    page_of(stage).composer.flush()
    stage.until(lambda: stage.disk.drafts.get("lease") == "second")
    stage.settle()
    assert page_of(stage).chat.unstored.draft_of("lease", "stored") == "stored"


def test_a_new_chat_that_the_vault_did_not_take_can_be_saved(stage: Stage, tmp_path: Path) -> None:
    stage.unlock()
    break_storage(stage, VaultReplaced())
    stage.write("the very first words")
    stage.until(lambda: page_of(stage).banners.shown("storage"))
    stage.press(page_of(stage).banners, "Save a copy…")
    agree(stage)
    place(stage, tmp_path / "a.md")
    toast_says(stage, "Saved in a.md")
    assert (tmp_path / "a.md").read_text() == "# Conversation\n\n**You**, not sent\n\nthe very first words\n"


def test_a_reviewed_question_that_cannot_be_stored_is_in_the_copy(stage: Stage, tmp_path: Path) -> None:
    window = begin(stage)
    break_storage(stage, VaultReplaced())
    stage.until(window.foot.send.isEnabled)
    window.foot.send.click()
    stage.until(lambda: page_of(stage).banners.shown("storage"))
    assert stage.services.cloud.sent == []
    assert "replaced while Sotto had it open" in readable_text(window.banners)
    window.reject()
    stage.press(page_of(stage).banners, "Save a copy…")
    agree(stage)
    place(stage, tmp_path / "a.md")
    toast_says(stage, "Saved in a.md")
    assert (tmp_path / "a.md").read_text().endswith(f"**You**, not sent\n\n{QUESTION}\n")


def test_where_nothing_is_open_only_all_chats_are_offered(stage: Stage) -> None:
    workspace = stage.unlock()
    stage.disk.failures["trash_conversation"] = VaultReplaced()
    workspace.sidebar.trash_wanted.emit(("old",))
    stage.until(lambda: page_of(stage).banners.shown("storage"))
    said = readable_text(page_of(stage).banners)
    assert "Save all chats…" in said
    assert "Save a copy…" not in said


def test_other_pages_offer_it_too(stage: Stage) -> None:
    workspace = stage.open_chat("lease")
    workspace.show_page("trash")
    workspace.trash_page.fail(VaultReplaced())
    stage.press(workspace.trash_page, "Save all chats…")
    assert "every chat" in readable_text(stage.dialog(Sheet))
    workspace.show_page("left")
    assert workspace.pages.currentWidget() is not None
    workspace._seldom("left").fail(StorageFailed(reason="EIO"))
    assert "Save all chats…" in readable_text(workspace._seldom("left"))


def test_a_chat_that_cannot_be_read_does_not_keep_the_others(stage: Stage, tmp_path: Path) -> None:
    workspace = stage.open_chat("lease")
    stage.disk.failures["conversation"] = DatabaseDamaged(reason="page")
    workspace.saving.write_all(tmp_path / "all.md")
    stage.until(lambda: page_of(stage).banners.shown("save"))
    assert "not in it: 4." in readable_text(page_of(stage).banners)
    assert f"In **June**, {SECRET}." in (tmp_path / "all.md").read_text()


def test_where_no_chat_can_be_read_there_is_no_file(stage: Stage, tmp_path: Path) -> None:
    workspace = stage.unlock()
    stage.disk.failures["conversation"] = DatabaseDamaged(reason="page")
    workspace.saving.write_all(tmp_path / "all.md")
    stage.until(lambda: page_of(stage).banners.shown("save"))
    assert "the database is damaged" in readable_text(page_of(stage).banners)
    assert not (tmp_path / "all.md").exists()


def test_the_keyboard_reaches_the_button_of_the_banner(stage: Stage) -> None:
    stage.open_chat("lease")
    break_storage(stage, VaultReplaced())
    stage.write("precious words")
    stage.until(lambda: page_of(stage).banners.shown("storage"))
    banner = page_of(stage).banners.shown("storage")
    assert banner is not None
    first = banner.buttons[0]
    first.setFocus(Qt.FocusReason.TabFocusReason)
    stage.bot.keyClick(first, Qt.Key.Key_Return)
    assert "Save a copy of this chat?" in readable_text(stage.dialog(Sheet))


@pytest.mark.parametrize(
    ("title", "name"),
    [
        ("Lease", "Lease"),
        ("a/b\\c: d?", "a b c d"),
        ("../../etc/passwd", "etc passwd"),
        (" .hidden. ", "hidden"),
        ("line\nbreak\x00", "line break"),
        ("...", ""),
        ("ü" * 100, "ü" * 60),
        ("\ud800x", "x"),
    ],
)
def test_a_title_becomes_a_name_that_every_system_takes(title: str, name: str) -> None:
    assert file_name(title) == name

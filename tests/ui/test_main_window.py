"""A forgotten lock locks itself, and locked means gone: nothing readable stays in the window.

Promises: lock by button, Ctrl+L, idle time; drafts reach the vault first; what was on its way is dropped; the
clipboard is cleared if it is ours; no title of a chat is ever in the window's title; closing locks.
"""

from __future__ import annotations

import gc
import threading
import weakref

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QClipboard
from PySide6.QtWidgets import QApplication, QDialog, QMenu

from app.events import AnswerGrew
from models.errors import EngineCrashed
from tests.fake_engine import Pause, crash
from tests.ui.stage import SECRET, Stage, readable_text
from ui.unlock_form import UnlockForm


def everything_readable() -> str:
    """Return what can be read in any window of the program."""
    return "\n".join(readable_text(window) for window in QApplication.topLevelWidgets())


def test_what_was_shown_is_readable_before_so_that_the_next_test_means_something(stage: Stage) -> None:
    stage.open_chat("lease")
    stage.until(lambda: everything_readable().count(SECRET) >= 3)


def test_after_a_lock_nothing_of_the_user_can_be_read_anywhere(stage: Stage) -> None:
    workspace = stage.open_chat("lease")
    workspace.chat_page.composer.editor.setPlainText(f"typed {SECRET}")
    workspace.sidebar.search.setText(SECRET)
    stage.until(lambda: workspace.sidebar.hits.hits)
    workspace.toast.say(f"about {SECRET}")
    workspace.chat_page._on_link(f"https://example.org/{SECRET}")
    workspace.chat_page._show_menu()
    stage.window.lock("asked")
    stage.form(UnlockForm)
    stage.until(lambda: SECRET not in everything_readable())
    assert SECRET not in everything_readable()
    assert not [each for each in stage.window.findChildren(QDialog) if each.isVisible()]
    assert not [each for each in stage.window.findChildren(QMenu) if each.isVisible()]


def test_it_is_blank_at_once_even_when_ending_the_process_takes_long(
    stage: Stage, monkeypatch: pytest.MonkeyPatch
) -> None:
    stage.open_chat("lease")
    go = threading.Event()
    lock = stage.assistant.lock
    monkeypatch.setattr(stage.assistant, "lock", lambda reason: (go.wait(20), lock(reason))[1])
    stage.window.lock("asked")
    assert SECRET not in readable_text(stage.window.centralWidget().currentWidget())
    assert stage.window.workspace is None
    go.set()
    stage.form(UnlockForm)


def test_the_objects_that_held_the_text_are_gone_and_not_only_hidden(stage: Stage) -> None:
    workspace = stage.open_chat("lease")
    page = workspace.chat_page
    watched = [weakref.ref(each) for each in (workspace, page, page.chat, page.transcript, page.composer)]
    watched += [
        weakref.ref(each) for each in (workspace.sidebar, workspace.sidebar.rows, page.composer.editor)
    ]
    del workspace, page
    stage.window.lock("asked")
    stage.form(UnlockForm)

    def all_gone() -> bool:
        gc.collect()
        return not [each for each in watched if each() is not None]

    stage.until(all_gone)


@pytest.mark.parametrize("way", ["button", "key"])
def test_button_and_key_lock(stage: Stage, way: str) -> None:
    workspace = stage.unlock()
    if way == "button":
        workspace.chat_page.lock.click()
    else:
        stage.bot.keyClick(
            workspace.chat_page.composer.editor, Qt.Key.Key_L, Qt.KeyboardModifier.ControlModifier
        )
    stage.form(UnlockForm)
    assert stage.services.vaults[0].kills
    assert not stage.assistant.is_unlocked


def test_the_draft_is_in_the_vault_before_the_key_is_gone(stage: Stage) -> None:
    workspace = stage.open_chat("lease")
    workspace.chat_page.composer.editor.setPlainText("not sent yet")
    stage.window.lock("idle")
    stage.form(UnlockForm)
    assert stage.disk.drafts["lease"] == "not sent yet"
    stage.unlock()
    stage.open_chat("lease")
    stage.until(lambda: stage.window.workspace.chat_page.composer.text() == "not sent yet")


def test_the_draft_of_a_chat_that_does_not_exist_yet_is_kept_too(stage: Stage) -> None:
    workspace = stage.unlock()
    workspace.chat_page.composer.editor.setPlainText("a new thought")
    stage.window.lock("asked")
    stage.form(UnlockForm)
    assert "a new thought" in stage.disk.drafts.values()


def test_a_vault_that_does_not_answer_cannot_hold_the_lock_up(stage: Stage) -> None:
    workspace = stage.open_chat("lease")
    stage.disk.holds["set_draft"] = threading.Event()
    workspace.chat_page.composer.editor.setPlainText("not sent yet")
    stage.window.lock("asked")
    stage.form(UnlockForm)
    assert stage.services.vaults[0].kills


def test_it_locks_while_an_answer_is_being_written(stage: Stage) -> None:
    workspace = stage.open_chat("lease")
    pause = Pause()
    stage.services.script([f"{SECRET} ", pause, "never"])
    stage.write("go on")
    stage.until(pause.reached.is_set)
    stage.window.lock("asked")
    stage.form(UnlockForm)
    assert stage.services.engines[-1].kills
    assert SECRET not in everything_readable()
    del workspace


def test_what_arrives_after_the_lock_is_dropped(stage: Stage) -> None:
    stage.open_chat("lease")
    stage.disk.holds["conversation"] = hold = threading.Event()
    stage.window.workspace.open_chat("pinned")
    stage.until(lambda: stage.disk.calls[-1] == "conversation")
    stage.window.lock("asked")
    hold.set()
    stage.desk.bridge.observe(AnswerGrew("a2", SECRET))
    stage.form(UnlockForm)
    assert stage.window.workspace is None
    assert SECRET not in everything_readable()


def test_a_vault_process_that_dies_locks_and_says_so(stage: Stage) -> None:
    stage.open_chat("lease")
    stage.services.vaults[0].lose(EngineCrashed(how="killed", exit_code=-9))
    form = stage.form(UnlockForm)
    assert "process ended" in readable_text(form)
    assert SECRET not in everything_readable()


def test_the_idle_timer_locks_after_the_time_of_the_settings(stage: Stage) -> None:
    stage.unlock()
    stage.clock.advance(10 * 60 - 1)
    stage.desk.idle.check()
    assert stage.assistant.is_unlocked
    stage.clock.advance(1)
    stage.desk.idle.check()
    form = stage.form(UnlockForm)
    assert "nobody used it" in readable_text(form)


def test_the_status_line_counts_down(stage: Stage) -> None:
    workspace = stage.unlock()
    assert "locks in 10 min" in workspace.status.lock.text()
    stage.clock.advance(10 * 60 - 42)
    stage.desk.idle.check()
    assert "locks in 42 s" in workspace.status.lock.text()


def test_the_idle_timer_also_runs_while_the_recovery_code_is_shown(stage: Stage) -> None:
    from tests.fake_vault import RECOVERY_CODE
    from ui.entrance_forms import RecoverForm, ResetForm

    stage.form(UnlockForm).recover.click()
    form = stage.form(RecoverForm)
    form.field.setText(RECOVERY_CODE)
    form.unlock.click()
    stage.form(ResetForm)
    stage.clock.advance(10 * 60)
    stage.desk.idle.check()
    stage.form(UnlockForm)
    assert not stage.assistant.is_unlocked


def test_a_copied_answer_is_private_and_is_taken_away_at_lock(stage: Stage) -> None:
    workspace = stage.open_chat("lease")
    workspace.act("copy-answer")
    clipboard = QApplication.clipboard()
    assert SECRET in clipboard.text()
    assert bytes(clipboard.mimeData().data("x-kde-passwordManagerHint").data()) == b"secret"
    stage.window.lock("asked")
    stage.form(UnlockForm)
    assert clipboard.text() == ""


def test_what_another_program_put_there_stays(stage: Stage, monkeypatch: pytest.MonkeyPatch) -> None:
    workspace = stage.open_chat("lease")
    workspace.act("copy-answer")
    QApplication.clipboard().setText("theirs")
    monkeypatch.setattr(QClipboard, "ownsClipboard", lambda _: False)
    stage.window.lock("asked")
    stage.form(UnlockForm)
    assert QApplication.clipboard().text() == "theirs"


def test_the_clipboard_is_left_alone_when_the_settings_say_so(stage: Stage) -> None:
    stage.desk.preferences.change(clear_clipboard=False)
    workspace = stage.open_chat("lease")
    workspace.act("copy-answer")
    stage.window.lock("asked")
    stage.form(UnlockForm)
    assert SECRET in QApplication.clipboard().text()


def test_the_window_title_never_names_a_chat(stage: Stage) -> None:
    workspace = stage.open_chat("lease")
    for page in ("chat", "models", "settings", "trash"):
        workspace.show_page(page)
        assert stage.window.windowTitle() == "Sotto"


def test_closing_ends_every_process_and_saves_the_draft(stage: Stage) -> None:
    workspace = stage.open_chat("lease")
    workspace.chat_page.composer.editor.setPlainText("not sent yet")
    stage.window.close()
    stage.until(lambda: stage.window.is_closed)
    assert stage.disk.drafts["lease"] == "not sent yet"
    assert all(handle.kills for handle in stage.services.vaults)


def test_locking_twice_and_unlocking_again_shows_the_chats_again(stage: Stage) -> None:
    stage.open_chat("lease")
    stage.window.lock("asked")
    stage.window.lock("idle")
    stage.form(UnlockForm)
    stage.open_chat("lease")
    stage.until(lambda: SECRET in readable_text(stage.window))


def test_an_answer_that_failed_is_not_shown_after_the_next_unlock_as_an_error(stage: Stage) -> None:
    stage.open_chat("lease")
    stage.services.script([crash()])
    stage.write("go on")
    stage.until(lambda: stage.window.workspace.chat_page.banners.shown("answer"))
    stage.window.lock("asked")
    workspace = stage.unlock()
    assert workspace.chat_page.banners.shown("answer") is None

"""Keyboard alone reaches everything, and a screen reader has a name for everything that can have the focus.

The last test asks AT-SPI itself, from outside, on a private bus and a virtual display.
"""

from __future__ import annotations

import itertools
import json
import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QAbstractItemView, QComboBox, QDialog, QSpinBox, QWidget

from app.errors import DatabaseDamaged, KeyFileDamaged
from tests.fake_engine import crash
from tests.fake_vault import RECOVERY_CODE, FakeDisk
from tests.ui.cloud_steps import add_provider
from tests.ui.stage import PASSPHRASE, Stage
from ui.chat_page import ChatPage
from ui.entrance_forms import CreateForm, RecoverForm, RecoveryCodeForm, ResetForm, TroubleForm
from ui.models_page import ImportSheet
from ui.saving import SavingSheet
from ui.unlock_form import UnlockForm
from ui.vault_settings import PassphraseSheet

ROOT = Path(__file__).parents[2]


def focusable(root: QWidget) -> Iterator[QWidget]:
    """Yield what Tab or the mouse can give the focus to."""
    for each in [root, *root.findChildren(QWidget)]:
        takes_focus = each.focusPolicy() & (Qt.FocusPolicy.TabFocus | Qt.FocusPolicy.ClickFocus)
        is_inner = isinstance(each.parentWidget(), QComboBox | QSpinBox | QAbstractItemView)
        if (
            takes_focus
            and each.isVisible()
            and each.isEnabled()
            and each.focusProxy() is None
            and not is_inner
        ):
            yield each


def nameless(root: QWidget) -> list[str]:
    """Return the focusable widgets that a screen reader has no name for."""
    listed = []
    for each in focusable(root):
        interface = QAccessible.queryAccessibleInterface(each)
        if not interface.text(QAccessible.Text.Name).strip():
            listed.append(f"{type(each).__name__} {each.objectName()}")
    return listed


def tab_order(window: QWidget) -> list[QWidget]:
    """Return the widgets that Tab goes through, once around."""
    start = window.focusWidget()
    assert start is not None
    order, current = [start], start.nextInFocusChain()
    while current is not start and len(order) < 5000:
        if current.focusPolicy() & Qt.FocusPolicy.TabFocus and current.isVisibleTo(window):
            order.append(current)
        current = current.nextInFocusChain()
    return order


class TestGate:
    @pytest.fixture
    def disk(self) -> FakeDisk:
        return FakeDisk()

    def test_every_form_of_a_first_start(self, stage: Stage) -> None:
        create = stage.form(CreateForm)
        assert nameless(stage.window) == []
        create.passphrase.first.edit.setText(PASSPHRASE)
        create.passphrase.second.edit.setText(PASSPHRASE)
        create.make.click()
        code = stage.form(RecoveryCodeForm)
        assert nameless(stage.window) == []
        code.panel.skip.click()
        assert nameless(stage.window) == []
        code.panel.written.click()
        assert nameless(stage.window) == []


def test_every_form_of_a_locked_vault(stage: Stage) -> None:
    form = stage.form(UnlockForm)
    form.field.edit.setText("wrong")
    form.unlock.click()
    stage.until(lambda: form.banners.shown("refused"))
    assert nameless(stage.window) == []
    form.recover.click()
    recover = stage.form(RecoverForm)
    assert nameless(stage.window) == []
    recover.field.setText(RECOVERY_CODE)
    recover.unlock.click()
    stage.form(ResetForm)
    assert nameless(stage.window) == []


@pytest.mark.parametrize("error", [DatabaseDamaged(reason="x"), KeyFileDamaged(reason="x", has_backup=True)])
def test_every_screen_of_trouble(stage: Stage, error: Exception) -> None:
    stage.form(UnlockForm)
    stage.window.entrance._on_trouble(error)
    stage.form(TroubleForm)
    assert nameless(stage.window) == []


@pytest.mark.parametrize("page", ["chat", "models", "settings", "trash", "providers", "left"])
def test_every_page(stage: Stage, page: str) -> None:
    workspace = stage.open_chat("lease")
    workspace.show_page(page)
    stage.until(lambda: workspace.sidebar.rows.rows)
    assert len(list(focusable(stage.window))) >= 8
    assert nameless(stage.window) == []


def test_a_page_with_banners_an_edit_and_a_search(stage: Stage) -> None:
    workspace = stage.open_chat("lease")
    stage.services.script(["half", crash()])
    stage.write("go on")
    stage.until(lambda: workspace.chat_page.banners.shown("answer"))
    workspace.chat_page.composer.begin_edit("q1", "again")
    workspace.toast.say("Something", action="Undo", do=lambda: None)
    workspace.sidebar.search.setText("lease")
    stage.until(lambda: workspace.sidebar.hits.hits)
    assert nameless(stage.window) == []


DIALOGS: dict[str, Callable[[Stage], object]] = {
    "link": lambda stage: page_of(stage)._on_link("https://example.org"),
    "route": lambda stage: page_of(stage).composer.route_chip.explanation_wanted.emit(),
    "sandbox": lambda stage: stage.window.workspace.status.sandbox.click(),
    "shortcuts": lambda stage: stage.window.workspace.act("shortcuts"),
    "folder": lambda stage: stage.window.workspace.chats.make_folder(""),
    "remove folder": lambda stage: stage.window.workspace.chats.remove_folder("home"),
    "passphrase": lambda stage: PassphraseSheet(
        stage.window.workspace.settings_page._kit, stage.window.workspace
    ).open(),
    "recovery": lambda stage: stage.window.workspace.settings_page.vault._show_code(RECOVERY_CODE),
    "save": lambda stage: stage.window.workspace.saving.save_open(),
    "saving": lambda stage: SavingSheet(
        stage.window.workspace._kit.theme, stage.window.workspace, lambda: None
    ).open(),
    "import": lambda stage: ImportSheet(
        stage.window.workspace._kit, stage.window.workspace, "/x.gguf"
    ).open(),
}


def page_of(stage: Stage) -> ChatPage:
    return stage.window.workspace.chat_page


@pytest.mark.parametrize("name", DIALOGS)
def test_every_dialog_has_names_a_focus_and_no_words_in_its_title(stage: Stage, name: str) -> None:
    workspace = stage.open_chat("lease")
    workspace.show_page("chat")
    DIALOGS[name](stage)
    dialog = stage.dialog(QDialog)
    assert nameless(dialog) == []
    assert dialog.windowTitle() == "Sotto"
    assert dialog.accessibleName()
    assert dialog.focusWidget() is not None
    stage.until(dialog.isActiveWindow)
    stage.bot.keyClick(dialog, Qt.Key.Key_Escape)
    stage.until(lambda: not [each for each in stage.window.findChildren(QDialog) if each.isVisible()])


@pytest.mark.parametrize("page", ["chat", "models", "settings", "trash", "providers", "left"])
def test_tab_reaches_every_control(stage: Stage, page: str) -> None:
    workspace = stage.open_chat("lease")
    workspace.show_page(page)
    stage.until(lambda: workspace.sidebar.rows.rows)
    workspace.sidebar.new.setFocus()
    reached = set(tab_order(stage.window))
    wanted = {
        each
        for each in focusable(stage.window)
        if each.focusPolicy() & Qt.FocusPolicy.TabFocus
        and not workspace.chat_page.transcript.isAncestorOf(each)
    }
    assert wanted - reached == set()


def test_tab_goes_from_top_to_bottom_in_the_sidebar_and_then_into_the_page(stage: Stage) -> None:
    workspace = stage.open_chat("lease")
    stage.until(lambda: workspace.sidebar.rows.rows)
    workspace.sidebar.new.setFocus()
    inside = [each for each in tab_order(stage.window) if workspace.sidebar.isAncestorOf(each)]
    tops = [each.mapTo(stage.window, QPoint()).y() for each in inside]
    first = tops.index(min(tops))
    assert tops[first:] + tops[:first] == sorted(tops)


def walk(stage: Stage, key: Qt.Key) -> list[QWidget]:
    """Press a key until the focus is where it was, and return what had it."""
    order: list[QWidget] = []
    while (focused := stage.window.focusWidget()) is not None and focused not in order:
        order.append(focused)
        assert len(order) < 200
        stage.bot.keyClick(focused, key)
    assert focused is order[0]  # no trap on the way
    return order


@pytest.mark.parametrize("page", ["chat", "models", "settings", "trash", "providers", "left"])
def test_tab_goes_through_the_window_as_it_is_read(stage: Stage, page: str) -> None:
    workspace = stage.open_chat("lease")
    for number in range(2):
        add_provider(stage, name=f"Provider {number}")
    stage.services.script(["half", crash()])
    stage.write("go on")
    stage.until(lambda: workspace.chat_page.banners.shown("answer"))
    workspace.show_page(page)
    stage.settle()
    shown = workspace.pages.currentWidget()
    workspace.sidebar.new.setFocus()
    order = walk(stage, Qt.Key.Key_Tab)
    wanted = {
        each
        for each in focusable(stage.window)
        if each.focusPolicy() & Qt.FocusPolicy.TabFocus
        and not workspace.chat_page.transcript.isAncestorOf(each)
    }
    assert wanted <= set(order)
    parts = workspace.chat_page.parts if page == "chat" else [shown]
    every = [workspace.sidebar, *parts, workspace.status]
    visited = [next(n for n, part in enumerate(every) if part.isAncestorOf(each)) for each in order]
    cut = visited.index(max(visited)) + visited.count(max(visited))  # it began in the middle of the first
    assert visited[:cut] == sorted(visited[:cut])
    assert set(visited[cut:]) <= {0}
    tops = [each.mapTo(shown, QPoint()).y() for each in order if shown.isAncestorOf(each)]
    assert all(below > above - 24 for above, below in itertools.pairwise(tops)) or page == "chat"
    assert walk(stage, Qt.Key.Key_Backtab) == [order[0], *reversed(order[1:])]


def test_f6_goes_around_the_parts_of_the_window(stage: Stage) -> None:
    workspace = stage.open_chat("lease")
    stage.until(lambda: workspace.sidebar.rows.rows)
    workspace.chat_page.composer.setFocus()
    seen = []
    for _ in range(5):
        workspace.act("pane")
        focus = stage.window.focusWidget()
        assert focus is not None
        seen.append(
            next(
                name
                for name, part in (
                    ("sidebar", workspace.sidebar),
                    ("transcript", workspace.chat_page.transcript),
                    ("composer", workspace.chat_page.composer),
                    ("header", workspace.chat_page.header),
                    ("status", workspace.status),
                )
                if part is focus or part.isAncestorOf(focus)
            )
        )
    assert sorted(seen) == ["composer", "header", "sidebar", "status", "transcript"]
    workspace.act("pane-back")
    assert workspace.chat_page.transcript.isAncestorOf(stage.window.focusWidget())


def test_a_whole_conversation_by_keyboard_alone(stage: Stage) -> None:
    form = stage.form(UnlockForm)
    stage.until(form.field.edit.hasFocus)
    stage.bot.keyClicks(form.field.edit, PASSPHRASE)
    stage.bot.keyClick(form.field.edit, Qt.Key.Key_Return)
    workspace = stage.workspace()
    editor = workspace.chat_page.composer.editor
    stage.until(editor.hasFocus)
    stage.bot.keyClicks(editor, "Hello there")
    stage.bot.keyClick(editor, Qt.Key.Key_Return)
    stage.until_answered()
    stage.until(lambda: "You asked" in {m.text[:9] for m in stage.disk.messages.values()})
    stage.bot.keyClick(editor, Qt.Key.Key_L, Qt.KeyboardModifier.ControlModifier)
    stage.form(UnlockForm)


def test_the_focus_is_somewhere_useful_on_every_screen(stage: Stage) -> None:
    form = stage.form(UnlockForm)
    stage.until(form.field.edit.hasFocus)
    workspace = stage.unlock()
    stage.until(workspace.chat_page.composer.editor.hasFocus)
    stage.window.lock("asked")
    form = stage.form(UnlockForm)
    stage.until(form.field.edit.hasFocus)


# --- AT-SPI -------------------------------------------------------------------------------------------

_PYTHON = "/usr/bin/python3"
_LAUNCHERS = ("/usr/libexec/at-spi-bus-launcher", "/usr/lib/at-spi2-core/at-spi-bus-launcher")


def _what_is_missing() -> str:
    for program in ("dbus-run-session", "Xvfb", "xvfb-run"):
        if shutil.which(program) is None:
            return f"{program} is not installed"
    if not any(Path(each).exists() for each in _LAUNCHERS):
        return "at-spi2-core is not installed"
    probe = "import gi; gi.require_version('Atspi', '2.0'); from gi.repository import Atspi"
    done = subprocess.run([_PYTHON, "-c", probe], capture_output=True, check=False)
    return "" if done.returncode == 0 else "gir1.2-atspi-2.0 is not installed"


@pytest.mark.slow
def test_at_spi_sees_a_name_on_everything_that_takes_the_focus(tmp_path: Path) -> None:
    if missing := _what_is_missing():
        pytest.skip(missing)
    launcher = next(each for each in _LAUNCHERS if Path(each).exists())
    report = tmp_path / "report.json"
    script = (
        f"{launcher} --launch-immediately & "
        f"exec {sys.executable} -m tests.ui.accessible_window {_PYTHON} {report}"
    )
    environment = os.environ | {
        "QT_QPA_PLATFORM": "xcb",
        "QT_LINUX_ACCESSIBILITY_ALWAYS_ON": "1",
        "PYTHONPATH": str(ROOT),
        "HOME": str(tmp_path),
        "NO_AT_BRIDGE": "0",
    }
    done = subprocess.run(
        ["xvfb-run", "-a", "-s", "-screen 0 1400x1000x24", "dbus-run-session", "--", "sh", "-c", script],
        env=environment,
        cwd=ROOT,
        capture_output=True,
        text=True,
        timeout=200,
        check=False,
    )
    if not report.exists() and "could not connect to display" in done.stderr:
        pytest.skip("the xcb libraries of Qt are not installed")
    assert report.exists(), done.stderr[-3000:]
    screens = json.loads(report.read_text())
    assert {"unlock", "chat", "settings", "models", "trash", "providers", "left", "review"} <= set(screens)
    for screen, nodes in screens.items():
        takers = [node for node in nodes if node["focusable"]]
        assert len(takers) >= 3, (screen, nodes)
        assert [node for node in takers if not node["name"]] == [], screen


def test_the_checks_of_this_file_notice_a_widget_without_a_name(stage: Stage) -> None:
    from PySide6.QtWidgets import QToolButton

    stage.form(UnlockForm)
    culprit = QToolButton(stage.window.entrance.form)
    culprit.show()
    assert nameless(stage.window) == ["QToolButton "]

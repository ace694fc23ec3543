"""The composer: it grows to eight lines, Enter does what the settings say, drafts are handed out."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, QMimeData, QObject, Qt, QUrl
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QMenu
from pytestqt.qtbot import QtBot

from app.routing import Route
from app.settings import SettingsStore
from app.tasks import TaskRunner
from models.files import ModelEntry
from tests.ui.stage import Stage
from ui.bridge import GuiThread
from ui.composer import Composer
from ui.kit import Preferences
from ui.route_chip import RouteChoice
from ui.theme import Theme


@pytest.fixture
def preferences(qtbot: QtBot, tmp_path: Path) -> Preferences:
    return Preferences(SettingsStore(tmp_path / "settings.json"), TaskRunner(GuiThread().post))


@pytest.fixture
def composer(qtbot: QtBot, theme: Theme, preferences: Preferences) -> Composer:
    made = Composer(theme, preferences)
    qtbot.addWidget(made)
    made.resize(900, 300)
    made.show()
    return made


def test_it_grows_with_its_lines_up_to_eight(composer: Composer) -> None:
    heights = []
    for lines in (1, 2, 8, 9, 40):
        composer.set_text("\n".join(["line"] * lines))
        heights.append(composer.editor.height())
    assert heights[0] < heights[1] < heights[2] == heights[3] == heights[4]


def test_long_lines_that_wrap_count_too(qtbot: QtBot, composer: Composer) -> None:
    one = composer.editor.height()
    composer.set_text("word " * 80)
    qtbot.waitUntil(lambda: composer.editor.height() > one)


@pytest.mark.parametrize(
    ("enter_sends", "modifier", "sends"),
    [
        (True, Qt.KeyboardModifier.NoModifier, True),
        (True, Qt.KeyboardModifier.ShiftModifier, False),
        (True, Qt.KeyboardModifier.ControlModifier, True),
        (False, Qt.KeyboardModifier.NoModifier, False),
        (False, Qt.KeyboardModifier.ShiftModifier, False),
        (False, Qt.KeyboardModifier.ControlModifier, True),
    ],
)
def test_what_enter_does(
    qtbot: QtBot,
    composer: Composer,
    preferences: Preferences,
    *,
    enter_sends: bool,
    modifier: Qt.KeyboardModifier,
    sends: bool,
) -> None:
    preferences.change(enter_sends=enter_sends)
    told: list[str] = []
    composer.submitted.connect(told.append)
    composer.set_text("hello")
    qtbot.keyClick(composer.editor, Qt.Key.Key_Return, modifier)
    assert told == (["hello"] if sends else [])
    assert ("\n" in composer.text()) is not sends


@pytest.mark.parametrize("text", ["", "   ", "\n\n"])
def test_nothing_is_not_sent(qtbot: QtBot, composer: Composer, text: str) -> None:
    told: list[str] = []
    composer.submitted.connect(told.append)
    composer.set_text(text)
    qtbot.keyClick(composer.editor, Qt.Key.Key_Return)
    assert not composer.send.isEnabled()
    assert told == []


def test_a_draft_is_told_once_it_rests_and_only_when_it_changed(qtbot: QtBot, composer: Composer) -> None:
    told: list[str] = []
    composer.draft_changed.connect(told.append)
    composer.set_text("stored already")
    composer.flush()
    composer.editor.setPlainText("more")
    composer.flush()
    composer.flush()
    assert told == ["more"]
    assert composer.unsaved_draft is None


def test_edit_mode_never_overwrites_the_draft(composer: Composer) -> None:
    told: list[str] = []
    composer.draft_changed.connect(told.append)
    composer.editor.setPlainText("draft")
    composer.begin_edit("q1", "question")
    composer.editor.setPlainText("question, better")
    composer.flush()
    assert told == ["draft"]
    assert composer.unsaved_draft == "question, better"
    composer.leave_edit()
    assert composer.text() == "draft"


def test_clearing_leaves_nothing_to_undo(composer: Composer) -> None:
    composer.editor.setPlainText("secret words")
    composer.editor.insertPlainText("more")
    composer.clear()
    composer.editor.undo()
    assert composer.text() == ""


def test_a_question_on_its_way_cannot_be_changed(composer: Composer) -> None:
    composer.set_state(is_answering=True, is_blocked=False, is_sending=True)
    assert composer.editor.isReadOnly()
    composer.set_state(is_answering=True, is_blocked=False, is_sending=False)
    assert not composer.editor.isReadOnly()


def test_dropped_files_are_not_pasted_as_addresses(composer: Composer) -> None:
    dropped = QMimeData()
    dropped.setUrls([QUrl.fromLocalFile("/home/somebody/letter.txt")])
    dropped.setText("file:///home/somebody/letter.txt")
    assert not composer.editor.canInsertFromMimeData(dropped)


def test_the_model_menu_lists_models_and_names_the_built_in_one(qtbot: QtBot, composer: Composer) -> None:
    tiny = ModelEntry("built-in", "Sotto Tiny", "/x", "", 1, embedded=True)
    big = ModelEntry("b", "Big & good", "/y", "", 1)
    composer.set_models([tiny, big], big)
    assert composer.model_chip.accessibleName() == "Model: Big & good"
    told: list[str] = []
    composer.model_chosen.connect(told.append)
    composer.model_chip.click()
    menu = composer.findChildren(QMenu)[0]
    texts = [action.text() for action in menu.actions()]
    assert texts[:2] == ["Sotto Tiny (tiny, built in)", "Big && good"]
    assert [action.isChecked() for action in menu.actions()[:2]] == [False, True]
    menu.actions()[0].trigger()
    menu.close()
    assert told == ["built-in"]


def test_the_route_chip_says_in_words_that_nothing_leaves(composer: Composer) -> None:
    assert composer.route_chip.text().strip(" ▾") == "Local only"
    assert "Nothing leaves this computer" in composer.route_chip.accessibleName()


def test_the_placeholder_grows_with_the_text(stage: Stage) -> None:
    editor = stage.unlock().chat_page.composer.editor
    for scale in (150, 100):
        stage.desk.preferences.change(text_scale=scale)
        stage.settle()
        assert editor.viewport().font() == editor.font()
        assert editor.viewport().font().pixelSize() == 15 * scale // 100


def test_the_promise_in_the_empty_field_is_painted_as_soon_as_it_is_another(
    qtbot: QtBot, composer: Composer
) -> None:
    viewport = composer.editor.viewport()
    composer.show_route(RouteChoice(Route.CLOUD, "p", "Somewhere"))
    QCoreApplication.processEvents()
    painted: list[str] = []

    class Watch(QObject):
        def eventFilter(self, watched: QObject, event: QEvent) -> bool:
            if isinstance(event, QPaintEvent) and event.region().boundingRect() == viewport.rect():
                painted.append(composer.editor.placeholderText())
            return False

    watch = Watch()
    viewport.installEventFilter(watch)
    composer.show_route(RouteChoice(Route.CLOUD, "p", "Somewhere"), may_skim=True)
    qtbot.waitUntil(lambda: bool(painted), timeout=2000)
    assert "without a look" in painted[-1]

"""Models: what each needs is said before it is chosen; an import shows progress and can be cancelled."""

from __future__ import annotations

import hashlib
import os
from pathlib import Path

import msgspec
import pytest
from PySide6.QtCore import QMimeData, QPoint, Qt, QUrl
from PySide6.QtGui import QDropEvent

from models.errors import ModelDamaged
from models.files import ModelStore
from tests.fake_engine import Pause, crash, model_info
from tests.ui.stage import Stage, readable_text
from ui.models_page import ImportSheet, ModelCard, ModelsPage, RemoveSheet

CONTENT = b"GGUF" + bytes(996)
SHA256 = hashlib.sha256(CONTENT).hexdigest()
SHOWN = f"SHA-256 {SHA256[:12]}"
INFO = model_info("Some Model", size_bytes=len(CONTENT), sha256=SHA256)


@pytest.fixture
def file(tmp_path: Path) -> Path:
    made = tmp_path / "Some Model Q8_0.gguf"
    made.write_bytes(CONTENT)
    return made


@pytest.fixture
def page(stage: Stage, file: Path) -> ModelsPage:
    stage.services.infos[str(file)] = INFO
    workspace = stage.unlock()
    workspace.show_page("models")
    stage.until(lambda: "Fits" in readable_text(workspace.models_page))
    return workspace.models_page


def bring_in(stage: Stage, page: ModelsPage, file: Path, *, copies: bool = False) -> None:
    page.offer(str(file))
    sheet = stage.dialog(ImportSheet)
    sheet.copy.setChecked(copies)
    stage.press(sheet, "Import")


def test_the_built_in_model_is_called_what_it_is(page: ModelsPage) -> None:
    text = readable_text(page)
    assert "A tiny built-in model; import a real one for real work." in text
    assert "SHA-256" in text
    assert "Answers now" in text


def test_an_imported_model_is_listed_with_its_facts_and_can_answer(
    stage: Stage, page: ModelsPage, file: Path
) -> None:
    bring_in(stage, page, file)
    stage.until(lambda: "Some Model is imported." in readable_text(page))
    stage.until(lambda: SHOWN in readable_text(page))
    stage.press(page.banners, "Answer with it")
    stage.until(lambda: stage.settings.current.model_id == SHA256[:16])
    workspace = stage.window.workspace
    stage.until(lambda: "Some Model" in workspace.chat_page.composer.model_chip.accessibleName())
    stage.until(lambda: stage.services.engine_paths[-1] == str(file))


def test_progress_is_shown_and_the_import_can_be_cancelled(
    stage: Stage, page: ModelsPage, file: Path
) -> None:
    stage.services.inspect_pause = pause = Pause()
    bring_in(stage, page, file)
    stage.until(pause.reached.is_set)
    assert page.progress.isVisible()
    assert not page.importer.isEnabled()
    page.cancel_button.click()
    stage.until(lambda: "The import was cancelled." in readable_text(page))
    assert not page.progress.isVisible()
    assert stage.window.focusWidget() is page.importer  # and not whatever comes after it
    assert len(stage.models.entries()) == 1


def test_a_hostile_file_is_refused_in_words(stage: Stage, page: ModelsPage, file: Path) -> None:
    stage.services.inspect_errors.append(ModelDamaged(reason="header"))
    bring_in(stage, page, file)
    stage.until(lambda: "This is not a model that can be used" in readable_text(page))
    assert page.importer.isEnabled()
    assert len(stage.models.entries()) == 1


def test_an_import_ends_with_a_lock(stage: Stage, page: ModelsPage, file: Path) -> None:
    stage.services.inspect_pause = pause = Pause()
    bring_in(stage, page, file)
    stage.until(pause.reached.is_set)
    stage.window.lock("asked")
    stage.until(lambda: stage.services.engines[-1].kills)
    assert len(stage.models.entries()) == 1


@pytest.mark.parametrize("change", ["missing", "changed"])
def test_a_file_that_is_gone_or_another_is_marked(
    stage: Stage, page: ModelsPage, file: Path, change: str
) -> None:
    stage.models.add(str(file), INFO)
    if change == "missing":
        file.unlink()
    else:
        file.write_bytes(b"GGUF" + bytes(2000))
    page.refresh()
    words = "Its file is not there" if change == "missing" else "Its file changed since it was imported"
    stage.until(lambda: words in readable_text(page))
    assert str(file) in readable_text(page)

    def card() -> ModelCard | None:
        return next((each for each in page.findChildren(ModelCard) if words in readable_text(each)), None)

    stage.until(lambda: (found := card()) is not None and found.isVisible())
    shown = card()
    assert shown is not None
    assert ("Fits" in readable_text(shown)) is (change == "changed")
    stage.press(shown, "Remove")
    words = "Its file is not there any more." if change == "missing" else "Its file stays where it is."
    assert words in readable_text(stage.dialog(RemoveSheet))


def test_removing_the_model_that_answers_says_what_answers_then(
    stage: Stage, page: ModelsPage, file: Path
) -> None:
    workspace = stage.open_chat("lease")
    chat_page = workspace.chat_page
    workspace.show_page("models")
    bring_in(stage, page, file)
    stage.press(page.banners, "Answer with it")
    stage.until(lambda: chat_page.chat.model_name == "Some Model")
    file.unlink()
    workspace.show_page("chat")
    stage.services.script([crash("out-of-memory")])
    stage.write("And then?")
    stage.until(lambda: chat_page.banners.shown("answer"))
    stage.press(chat_page.banners, "Choose another model")
    stage.until(lambda: "Its file is not there" in readable_text(page))
    stage.press(page, "Remove")
    sheet = stage.dialog(RemoveSheet)
    assert "from then on the built-in model does" in readable_text(sheet)
    stage.press(sheet, "Remove")
    stage.until(lambda: chat_page.chat.model_name == "Sotto Tiny")
    assert chat_page.banners.shown("answer") is None  # it spoke of the model that is gone


def test_a_model_that_is_too_large_for_the_memory_says_so(stage: Stage, page: ModelsPage, file: Path) -> None:
    stage.models.add(str(file), msgspec.structs.replace(INFO, memory_bytes=10**15))
    page.refresh()
    stage.until(lambda: "Does not fit now: needs about 1000 TB" in readable_text(page))


def test_removing_leaves_the_users_own_file(stage: Stage, page: ModelsPage, file: Path) -> None:
    bring_in(stage, page, file)
    stage.until(lambda: SHOWN in readable_text(page))
    stage.press(page, "Remove")
    sheet = stage.dialog(RemoveSheet)
    assert "Its file stays where it is" in readable_text(sheet)
    stage.press(sheet, "Remove")
    stage.until(lambda: len(stage.models.entries()) == 1)
    stage.until(lambda: SHOWN not in readable_text(page))
    assert file.exists()


def test_a_copy_of_ours_is_deleted_only_when_asked(stage: Stage, page: ModelsPage, file: Path) -> None:
    bring_in(stage, page, file, copies=True)
    stage.until(lambda: len(stage.models.entries()) == 2)
    copy = Path(stage.models.entries()[1].path)
    assert copy.parent == stage.paths.models
    stage.until(lambda: SHOWN in readable_text(page))
    stage.press(page, "Remove")
    sheet = stage.dialog(RemoveSheet)
    sheet.delete.setChecked(True)
    stage.press(sheet, "Remove")
    stage.until(lambda: not copy.exists())
    assert file.exists()


def test_a_dropped_model_is_offered_and_other_files_are_not(
    stage: Stage, page: ModelsPage, file: Path
) -> None:
    def drop(path: Path) -> QDropEvent:
        data = QMimeData()
        data.setUrls([QUrl.fromLocalFile(str(path))])
        event = QDropEvent(
            QPoint(5, 5).toPointF(),
            Qt.DropAction.CopyAction,
            data,
            Qt.MouseButton.LeftButton,
            Qt.KeyboardModifier.NoModifier,
        )
        page.dropEvent(event)
        return event

    drop(file.with_suffix(".txt"))
    assert not page.findChildren(ImportSheet)
    drop(file)
    assert file.name in readable_text(stage.dialog(ImportSheet))


def test_the_list_is_private(stage: Stage, page: ModelsPage, file: Path) -> None:
    bring_in(stage, page, file)
    stage.until(lambda: len(stage.models.entries()) == 2)
    if os.name == "posix":
        assert (stage.paths.models / "models.json").stat().st_mode & 0o777 == 0o600
    assert isinstance(stage.models, ModelStore)

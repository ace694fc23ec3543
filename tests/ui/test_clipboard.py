"""The clipboard is marked private, and only what is still ours is taken away: after a while, and at lock."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtGui import QClipboard
from PySide6.QtWidgets import QApplication, QLineEdit
from pytestqt.qtbot import QtBot

from ui.clipboard import PRIVATE_HINTS, Clipboard


@pytest.fixture
def system(qapp: QApplication) -> Iterator[QClipboard]:
    found = qapp.clipboard()
    found.clear()
    yield found
    Clipboard(found).close()


_COPIES_AND_ENDS = """
from PySide6.QtWidgets import QApplication, QLineEdit
from ui.clipboard import Clipboard
application = QApplication([])
clipboard = Clipboard(application.clipboard())
clipboard.copy("an answer")
clipboard.close()
"""


def test_a_program_that_copied_something_ends_without_a_crash() -> None:
    # Without close, QtGui deletes the data after the interpreter has ended: a segmentation fault.
    done = subprocess.run(
        [sys.executable, "-c", _COPIES_AND_ENDS], cwd=Path(__file__).parents[2], timeout=120, check=False
    )
    assert done.returncode == 0


def test_clipboard_managers_are_asked_not_to_keep_it(qtbot: QtBot, system: QClipboard) -> None:
    Clipboard(system).copy("an answer")
    assert system.text() == "an answer"
    for name, value in PRIVATE_HINTS.items():
        assert bytes(system.mimeData().data(name).data()) == value
        assert system.mimeData().hasFormat(name)


def test_what_is_still_ours_is_cleared(qtbot: QtBot, system: QClipboard) -> None:
    clipboard = Clipboard(system)
    clipboard.copy("an answer")
    clipboard.clear_ours()
    assert system.text() == ""


def test_what_is_ours_is_known_by_its_hash_where_the_system_does_not_tell(
    qtbot: QtBot, system: QClipboard, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(QClipboard, "ownsClipboard", lambda _: False)
    clipboard = Clipboard(system)
    clipboard.copy("an answer")
    clipboard.clear_ours()
    assert system.text() == ""


def test_what_somebody_else_put_there_stays(
    qtbot: QtBot, system: QClipboard, monkeypatch: pytest.MonkeyPatch
) -> None:
    clipboard = Clipboard(system)
    clipboard.copy("an answer")
    monkeypatch.setattr(QClipboard, "ownsClipboard", lambda _: False)
    system.setText("theirs")
    clipboard.clear_ours()
    assert system.text() == "theirs"


def test_the_selection_of_x11_is_cleared_too(
    qtbot: QtBot, system: QClipboard, monkeypatch: pytest.MonkeyPatch
) -> None:
    cleared: list[QClipboard.Mode] = []
    monkeypatch.setattr(QClipboard, "supportsSelection", lambda _: True)
    monkeypatch.setattr(QClipboard, "ownsSelection", lambda _: True)
    monkeypatch.setattr(QClipboard, "ownsClipboard", lambda _: False)
    monkeypatch.setattr(QClipboard, "clear", lambda _, mode: cleared.append(mode))
    Clipboard(system).clear_ours()
    assert cleared == [QClipboard.Mode.Selection]


def test_what_was_copied_does_not_stay_for_ever(qtbot: QtBot, system: QClipboard) -> None:
    clipboard = Clipboard(system, seconds=lambda: 1)
    clipboard.copy("an answer")
    assert system.text() == "an answer"
    qtbot.waitUntil(lambda: system.text() == "", timeout=20_000)


def test_nor_does_what_was_copied_by_key_out_of_a_text_field(
    qtbot: QtBot, system: QClipboard, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(QClipboard, "ownsClipboard", lambda _: True)  # as X11 and Windows tell
    kept = Clipboard(system, seconds=lambda: 1)
    field = QLineEdit("a word of the answer")
    qtbot.addWidget(field)
    field.selectAll()
    field.copy()
    assert system.text() == "a word of the answer"
    qtbot.waitUntil(lambda: system.text() == "", timeout=20_000)
    assert kept is not None


def test_it_stays_when_the_settings_say_never(qtbot: QtBot, system: QClipboard) -> None:
    clipboard = Clipboard(system, seconds=lambda: 0)
    clipboard.copy("an answer")
    assert not clipboard._timer.isActive()


def test_what_somebody_else_copied_meanwhile_is_left_there(
    qtbot: QtBot, system: QClipboard, monkeypatch: pytest.MonkeyPatch
) -> None:
    clipboard = Clipboard(system, seconds=lambda: 1)
    clipboard.copy("an answer")
    monkeypatch.setattr(QClipboard, "ownsClipboard", lambda _: False)
    system.setText("theirs")
    with qtbot.waitSignal(clipboard._timer.timeout, timeout=20_000):
        pass
    assert system.text() == "theirs"


def test_each_copy_begins_the_time_anew(qtbot: QtBot, system: QClipboard) -> None:
    waits = [1, 3600]
    clipboard = Clipboard(system, seconds=lambda: waits[0])
    clipboard.copy("first")
    waits[0] = 3600
    clipboard.copy("second")
    assert clipboard._timer.remainingTime() > 60_000
    assert system.text() == "second"

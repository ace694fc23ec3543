"""The passphrase field edits as Qt's own password line does, and Qt's line never holds what is typed.

Promises: every key, paste, drop and input method does what it does in a ``QLineEdit``; undoing brings nothing
back; showing and hiding lose nothing; a screen reader finds a password field and is told bullets.
"""

from __future__ import annotations

import random

import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt
from PySide6.QtGui import QAccessible, QDropEvent, QInputMethodEvent
from PySide6.QtWidgets import QApplication, QLineEdit
from pytestqt.qtbot import QtBot

from ui.passphrase import FILLER, LONGEST, PassphraseField, SecretEdit
from ui.secret import Secret, used_up
from ui.theme import Theme

CONTROL, SHIFT, ALT = (
    Qt.KeyboardModifier.ControlModifier,
    Qt.KeyboardModifier.ShiftModifier,
    Qt.KeyboardModifier.AltModifier,
)
NONE = Qt.KeyboardModifier.NoModifier
KEYS = Qt.Key
MOVES = [
    (KEYS.Key_Backspace, NONE),
    (KEYS.Key_Delete, NONE),
    (KEYS.Key_Left, NONE),
    (KEYS.Key_Right, NONE),
    (KEYS.Key_Left, SHIFT),
    (KEYS.Key_Right, SHIFT),
    (KEYS.Key_Home, SHIFT),
    (KEYS.Key_Home, NONE),
    (KEYS.Key_End, NONE),
    (KEYS.Key_V, CONTROL),
    (KEYS.Key_C, CONTROL),
    (KEYS.Key_X, CONTROL),
    (KEYS.Key_A, CONTROL),
    (KEYS.Key_Backspace, CONTROL),
    (KEYS.Key_Delete, CONTROL),
]


@pytest.fixture
def edit(qtbot: QtBot) -> SecretEdit:
    made = SecretEdit()
    qtbot.addWidget(made)
    made.show()
    return made


@pytest.fixture
def field(qtbot: QtBot, theme: Theme) -> PassphraseField:
    made = PassphraseField(theme, "Passphrase")
    qtbot.addWidget(made)
    made.show()
    return made


def in_qt(edit: QLineEdit) -> str:
    """Return what Qt's line itself holds."""
    return QLineEdit.text(edit)


def is_hidden_well(edit: SecretEdit) -> bool:
    return in_qt(edit) == FILLER * len(edit.secret)


@pytest.mark.parametrize("seed", range(30))
def test_it_edits_as_qt_does(qtbot: QtBot, edit: SecretEdit, seed: int) -> None:
    chance = random.Random(seed)
    plain = QLineEdit()
    plain.setEchoMode(QLineEdit.EchoMode.Password)
    qtbot.addWidget(plain)
    QApplication.clipboard().setText("pâté 7")
    for _ in range(120):
        if chance.random() < 0.6:
            letter = chance.choice("abcXYZ 019-!")
            for line in (edit, plain):
                qtbot.keyClick(line, letter)
        else:
            key, modifiers = chance.choice(MOVES)
            for line in (edit, plain):
                qtbot.keyClick(line, key, modifiers)
        assert edit.text() == plain.text()
        assert edit.cursorPosition() == plain.cursorPosition()
        assert edit.selectionStart() == plain.selectionStart()
        assert is_hidden_well(edit)
    assert QApplication.clipboard().text() == "pâté 7"  # nothing hidden was copied


def test_qt_never_holds_what_is_typed(qtbot: QtBot, edit: SecretEdit) -> None:
    held: set[str] = set()
    edit.textChanged.connect(lambda text: held.update(text))
    qtbot.keyClicks(edit, "gravel umbrella")
    assert edit.text() == "gravel umbrella"
    assert held == {FILLER}


def test_characters_beyond_the_first_plane_and_altgr(qtbot: QtBot, edit: SecretEdit) -> None:
    QApplication.clipboard().setText("a😀b😀")
    qtbot.keyClick(edit, KEYS.Key_V, CONTROL)
    qtbot.keyClick(edit, KEYS.Key_Backspace)
    qtbot.keyClick(edit, "@", CONTROL | ALT)
    assert edit.text() == "a😀b@"
    assert is_hidden_well(edit)
    qtbot.keyClick(edit, "q", CONTROL)
    assert edit.text() == "a😀b@"


def test_what_an_input_method_commits_is_taken(edit: SecretEdit) -> None:
    edit.setText("one  two")
    edit.setCursorPosition(4)
    event = QInputMethodEvent()
    event.setCommitString("日本")
    QApplication.sendEvent(edit, event)
    assert edit.text() == "one 日本 two"
    assert edit.cursorPosition() == 6
    assert is_hidden_well(edit)


def test_what_is_dropped_and_pasted_from_the_menu_is_taken(edit: SecretEdit) -> None:
    mime = QMimeData()
    mime.setText("dropped")
    action, button = Qt.DropAction.CopyAction, Qt.MouseButton.LeftButton
    edit.dropEvent(QDropEvent(QPointF(2, 2), action, mime, button, NONE))
    assert edit.text() == "dropped"
    QApplication.clipboard().setText("pasted")
    edit.selectAll()
    edit.paste()  # what the context menu calls
    assert edit.text() == "pasted"
    assert is_hidden_well(edit)


def test_undoing_brings_nothing_back(qtbot: QtBot, field: PassphraseField) -> None:
    edit = field.edit
    for is_shown in (False, True):
        edit.show_text(is_shown=is_shown)
        qtbot.keyClicks(edit, "gravel umbrella")
        field.clear()
        for key, modifiers in ((KEYS.Key_Z, CONTROL), (KEYS.Key_Y, CONTROL), (KEYS.Key_Z, CONTROL | SHIFT)):
            qtbot.keyClick(edit, key, modifiers)
            assert (edit.text(), in_qt(edit)) == ("", "")
        assert not edit.is_shown
    qtbot.keyClicks(edit, "gravel")
    qtbot.keyClick(edit, KEYS.Key_Z, CONTROL)
    assert (edit.text(), in_qt(edit)) == ("", "")
    qtbot.keyClick(edit, KEYS.Key_Y, CONTROL)
    assert (edit.text(), in_qt(edit)) == ("", "")


def test_what_is_shown_is_edited_and_hidden_again(qtbot: QtBot, field: PassphraseField) -> None:
    said: list[int] = []
    field.changed.connect(lambda: said.append(len(field.secret)))
    qtbot.keyClicks(field.edit, "gravel")
    field._eye.click()
    assert in_qt(field.edit) == "gravel"
    qtbot.keyClicks(field.edit, " umbrellas")
    qtbot.keyClick(field.edit, KEYS.Key_Backspace)
    field._eye.click()
    assert is_hidden_well(field.edit)
    qtbot.keyClick(field.edit, "!")
    assert field.edit.text() == "gravel umbrella!"
    assert said == [1, 2, 3, 4, 5, 6, *range(7, 17), 15, 16]


def test_fillers_from_elsewhere_change_nothing(qtbot: QtBot, edit: SecretEdit) -> None:
    edit.setText("gravel")
    QApplication.clipboard().setText(FILLER * 3)
    qtbot.keyClick(edit, KEYS.Key_V, CONTROL)
    assert edit.text() == "gravel"
    assert is_hidden_well(edit)


def test_there_is_an_end_to_it(qtbot: QtBot, edit: SecretEdit) -> None:
    QApplication.clipboard().setText("ab" * LONGEST)
    qtbot.keyClick(edit, KEYS.Key_V, CONTROL)
    qtbot.keyClick(edit, "c")
    assert edit.text() == "ab" * (LONGEST // 2)
    assert is_hidden_well(edit)
    edit.setText("x" * (LONGEST + 5))
    assert edit.text() == "x" * LONGEST


def test_a_screen_reader_is_told_of_a_password_and_no_letter_of_it(
    qtbot: QtBot, field: PassphraseField
) -> None:
    qtbot.keyClicks(field.edit, "gravel")
    seen = QAccessible.queryAccessibleInterface(field.edit)
    assert seen is not None
    assert seen.state().passwordEdit  # type: ignore[attr-defined]
    assert seen.text(QAccessible.Text.Name) == "Passphrase"
    assert len(seen.text(QAccessible.Text.Value)) == 6
    assert not set(seen.text(QAccessible.Text.Value)) & set("gravel" + FILLER)


class TestSecret:
    def test_what_is_taken_out_leaves_the_buffer(self) -> None:
        secret = Secret(40)
        secret.take("gravel umbrella")
        secret.replace(2, 13, "é😀")
        assert "".join(secret) == "gré😀la"
        assert bytes(secret._room).rstrip(b"\0") == "gré😀la".encode("utf-32-le").rstrip(b"\0")
        secret.wipe()
        assert not any(secret._room)
        assert not secret

    def test_it_is_encoded_and_used_up(self) -> None:
        secret = Secret(10)
        secret.take("gré😀")
        encoded = secret.encoded()
        seen = used_up(encoded, bytes)
        assert seen == "gré😀".encode()
        assert not any(encoded)

    def test_it_is_wiped_when_the_use_fails(self) -> None:
        encoded = bytearray(b"gravel")
        with pytest.raises(KeyError):
            used_up(encoded, lambda given: {}[bytes(given)])
        assert not any(encoded)

    def test_two_are_compared_by_what_they_hold(self) -> None:
        one, other = Secret(8), Secret(30)
        one.take("gravel")
        other.take("gravel")
        assert one == other
        other.replace(5, 6, "")
        assert one != other
        assert "gravel" not in repr(one)

"""The real window, driven step by step, for the test that reads its memory meanwhile.

    python -m tests.promises.memory_run PROFILE      (commands on standard input, one letter each)

"c" creates the vault, "t" types a passphrase and leaves it there, "u" unlocks the vault, "p" changes the
passphrase, "w" writes into the composer, "l" locks, "q" quits; each says so when it is done. Passphrases and
words come on standard input too, up to a line feed, and are typed key by key, so that this program never has
them itself.
"""

from __future__ import annotations

import os
import sys
from pathlib import Path

from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget

from tests.promises.window_run import form_of, shown_desk, until, workspace_of
from ui.application import Desk
from ui.entrance_forms import CreateForm, RecoveryCodeForm
from ui.unlock_form import UnlockForm
from ui.vault_settings import PassphraseSheet


def read_letter() -> str:
    """Read one letter; nothing keeps more of the input than that."""
    return os.read(0, 1).decode()


def type_in(edit: QWidget) -> None:
    """Type what comes on standard input into a field."""
    while (letter := read_letter()) != "\n":
        QTest.keyClick(edit, letter)


def create(desk: Desk) -> None:
    """Choose a passphrase and get into the vault."""
    form = form_of(desk, CreateForm)
    assert isinstance(form, CreateForm)
    for line in (form.passphrase.first, form.passphrase.second):
        type_in(line.edit)
    form.make.click()
    code = form_of(desk, RecoveryCodeForm)
    assert isinstance(code, RecoveryCodeForm)
    code.panel.skipped.emit()
    workspace_of(desk)


def type_only(desk: Desk) -> UnlockForm:
    """Type the passphrase in front of the vault."""
    form = form_of(desk, UnlockForm)
    assert isinstance(form, UnlockForm)
    form.field.edit.selectAll()
    type_in(form.field.edit)
    return form


def unlock(desk: Desk) -> None:
    """Type the passphrase and get into the vault."""
    form = type_only(desk)
    assert len(form.field.secret) > 0
    form.unlock.click()
    del form
    workspace_of(desk)


def change(desk: Desk) -> None:
    """Type the passphrase of now, and the new one twice."""
    page = workspace_of(desk).settings_page
    page.vault.change.click()
    until(lambda: page.vault.findChildren(PassphraseSheet))
    (sheet,) = page.vault.findChildren(PassphraseSheet)
    for line in (sheet.current, sheet.new.first, sheet.new.second):
        type_in(line.edit)
    sheet.save.click()
    del sheet, line
    until(lambda: not page.vault.findChildren(PassphraseSheet))


def run(desk: Desk) -> None:
    """Do what the letters say."""
    while (letter := read_letter()) != "q":
        if letter == "c":
            create(desk)
        elif letter == "t":
            type_only(desk)
        elif letter == "u":
            unlock(desk)
        elif letter == "p":
            change(desk)
        elif letter == "w":
            type_in(workspace_of(desk).chat_page.composer.editor)
        else:
            desk.window.lock("asked")
            form_of(desk, UnlockForm)
        sys.stdout.write("done\n")
        sys.stdout.flush()


if __name__ == "__main__":
    with shown_desk(Path(sys.argv[1])) as shown:
        run(shown)

"""A run of the real window over real processes, for the test that looks for its words afterwards.

    python -m tests.promises.window_run PROFILE WORD PASSPHRASE

Creates a vault, asks, leaves a draft, copies, searches, locks, unlocks and quits; prints "done". Before it
locks it looks whether a file without a name, open in one of the processes, holds the word.
"""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from PySide6.QtWidgets import QApplication

from app.assistant import Assistant
from app.events import Observer
from app.outside import Outside
from app.paths import profile_paths
from app.process.sandbox import deny_internet
from app.process.spawn import default_command
from app.services import ProcessServices
from app.settings import SettingsStore
from models.files import ModelStore
from tests.promises.open_files import deleted_but_open
from ui.application import Desk, make_application
from ui.entrance import EntranceForm
from ui.entrance_forms import CreateForm, RecoveryCodeForm
from ui.unlock_form import UnlockForm
from ui.workspace import Workspace

PATIENCE = 90.0


@contextmanager
def shown_desk(profile: Path) -> Iterator[Desk]:
    """Start as the program does, up to the shown window."""
    outside = Outside(default_command("gate"))
    deny_internet()
    application = make_application(["sotto"])
    paths = profile_paths(profile)
    paths.make()
    settings = SettingsStore(paths.settings)
    services = ProcessServices(paths.vault, outside=outside)
    models = ModelStore(paths.models)

    def make_assistant(observer: Observer) -> Assistant:
        return Assistant(services=services, settings=settings, models=models, observer=observer)

    desk = Desk(application, make_assistant, paths, settings)
    desk.show()
    yield desk
    desk.window.close()
    until(lambda: desk.window.is_closed)
    desk.close()
    outside.close()


def use(desk: Desk, word: str, passphrase: str) -> None:
    """Do what a user would."""
    creating = form_of(desk, CreateForm)
    assert isinstance(creating, CreateForm)
    creating.passphrase.first.edit.setText(passphrase)
    creating.passphrase.second.edit.setText(passphrase)
    creating.make.click()
    code = form_of(desk, RecoveryCodeForm)
    assert isinstance(code, RecoveryCodeForm)
    code.panel.skipped.emit()
    workspace = workspace_of(desk)
    chat = workspace.chat_page.chat
    chat.send(f"Tell me about {word}")
    until(lambda: chat.is_sending or chat.is_answering_here)
    until(lambda: not chat.is_sending and not chat.is_answering_here)
    QApplication.clipboard().setText(f"copied {word}")
    workspace.chat_page.composer.editor.setPlainText(f"a draft with {word}")
    workspace.sidebar.search.setText(word)
    until(lambda: workspace.sidebar.hits.hits)
    if os.geteuid() == 0:  # nobody else may look into a service
        places = [place for place, data in deleted_but_open(os.getpid()).items() if word.encode() in data]
        assert not places, places
    desk.window.lock("asked")
    unlocking = form_of(desk, UnlockForm)
    assert isinstance(unlocking, UnlockForm)
    unlocking.field.edit.setText(passphrase)
    unlocking.unlock.click()
    workspace_of(desk)


def until(is_true: Callable[[], object]) -> None:
    """Let the window work until something holds."""
    ends = time.monotonic() + PATIENCE
    while not is_true():
        if time.monotonic() > ends:
            msg = "the window did not get there"
            raise TimeoutError(msg)
        QApplication.processEvents()
        time.sleep(0.005)


def form_of(desk: Desk, kind: type[EntranceForm]) -> EntranceForm:
    """Wait for a form in front of the vault."""
    until(lambda: isinstance(desk.window.entrance.form, kind))
    found = desk.window.entrance.form
    assert found is not None
    return found


def workspace_of(desk: Desk) -> Workspace:
    """Wait until the vault is open."""
    until(lambda: desk.window.workspace is not None)
    found = desk.window.workspace
    assert found is not None
    return found


if __name__ == "__main__":
    with shown_desk(Path(sys.argv[1])) as shown:
        use(shown, sys.argv[2], sys.argv[3])
    print("done")

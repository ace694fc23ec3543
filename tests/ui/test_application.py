"""The program around the window: what it never loads, how it ends, and what it says of its own bugs."""

from __future__ import annotations

import logging
import os
import signal
import subprocess
import sys
import threading
from pathlib import Path

import pytest
from PySide6.QtCore import QObject
from pytestqt.qtbot import QtBot

from tests.ui.stage import SECRET, Stage
from ui.application import SignalWatch, install_hooks

ROOT = Path(__file__).parents[2]
_LOADED = """
import sys
import ui.application, ui.workspace, ui.screen
print("\\n".join(sorted(sys.modules)))
"""
# Not "socket": importlib.metadata brings it along, and the system denies what one could do with it.
FORBIDDEN = (
    "PySide6.QtNetwork",
    "llama_cpp",
    "sqlcipher3",
    "argon2",
    "cryptography",
    "ssl",
    "multiprocessing",
)


def test_the_window_loads_no_network_no_model_library_and_no_database() -> None:
    done = subprocess.run(
        [sys.executable, "-c", _LOADED], cwd=ROOT, capture_output=True, text=True, check=True, timeout=120
    )
    loaded = set(done.stdout.split())
    assert "ui.workspace" in loaded
    assert [name for name in FORBIDDEN if name in loaded] == []


# The real composition root; its processes are fakes, because what is asked is what this one imports.
_STARTED = """
import sys
import app.outside, app.process.sandbox, app.services
from app.vault.door import VaultStatus

class Outside:
    def __init__(self, *given, **named): pass
    def open(self, address): return False
    def close(self): pass

class Services:
    def __init__(self, *given, **named): pass
    def start_vault_early(self): pass
    def look_at_vault(self): return VaultStatus(state="ready")
    def close(self): pass

app.outside.Outside, app.services.ProcessServices = Outside, Services
app.process.sandbox.deny_internet = lambda: None

from app.__main__ import main
import ui.application
from PySide6.QtCore import QTimer
show = ui.application.Desk.show

def shown(desk):
    def look():
        form = desk.window.entrance.form
        if type(form).__name__ == "UnlockForm" and form.isVisible():
            timer.stop()
            import PySide6.QtCore
            made = [name for name in ("Qt", "QEvent") if name in vars(PySide6.QtCore)]
            print("\\n".join([*sorted(sys.modules), *made]), flush=True)
            desk.window.close()
    timer = QTimer(desk.window, interval=1)
    timer.timeout.connect(look)
    timer.start()
    show(desk)

ui.application.Desk.show = shown
sys.exit(main(["--profile", sys.argv[1]]))
"""
LATER = (
    "app.assistant",
    "app.cli",
    "app.cloud",
    "app.conversation",
    "app.engine_room",
    "app.explain",
    "app.policy",
    "app.providers",
    "app.redaction.pipeline",
    "app.redaction.port",
    "app.redaction.profiles",
    "app.routing",
    "app.turns",
    "app.vault.port",
    "dataclasses",
    "hashlib",
    "markdown_it",
    "models.embedded",
    "models.files",
    "models.hardware",
    "platformdirs",
    "PySide6.QtDBus",
    "QEvent",  # of QtCore: hundreds of enums, see ui.numbers
    "Qt",
    "pygments",
    "tomllib",
    "ui.chat_page",
    "ui.entrance_forms",
    "ui.flow",
    "ui.new_passphrase",
    "ui.policy",
    "ui.settings_page",
    "ui.sidebar",
    "ui.transcript",
    "ui.workspace",
    "webbrowser",
)


def test_the_unlock_screen_does_not_wait_for_what_an_unlocked_vault_needs(tmp_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-c", _STARTED, str(tmp_path / "profile")],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
        timeout=120,
    )
    assert done.returncode == 0, done.stderr
    loaded = set(done.stdout.split())
    assert "ui.unlock_form" in loaded
    assert [name for name in LATER if name in loaded] == []


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="elsewhere there is always a display")
@pytest.mark.parametrize("named", [{"DISPLAY": ":4711"}, {"WAYLAND_DISPLAY": "gone"}, {}])
def test_a_display_that_is_not_there_is_told_in_words_and_names_the_terminal(
    tmp_path: Path, named: dict[str, str]
) -> None:
    kept = {
        name: value
        for name, value in os.environ.items()
        if name not in {"DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"}
    }
    done = subprocess.run(
        [sys.executable, "-m", "app", "--profile", str(tmp_path / "profile")],
        cwd=ROOT,
        env={**kept, "XDG_RUNTIME_DIR": str(tmp_path), **named},
        capture_output=True,
        text=True,
        check=False,
        timeout=120,
    )
    assert done.returncode == 1, done.stderr
    lines = done.stderr.splitlines()
    assert lines[0] == "sotto: no window can open here. Qt says:"
    assert "could not connect to display" in done.stderr
    assert lines[-1].endswith("talks in the terminal:  sotto chat")


def test_msgspec_takes_from_typing_what_it_would_import_more_for() -> None:
    code = "import sys; from app.__main__ import _import_msgspec as lean; lean(); print(*sys.modules)"
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True, timeout=120
    )
    loaded = done.stdout.split()
    assert "msgspec" in loaded
    assert "typing_extensions" not in loaded


def test_pyside_does_not_read_the_source_of_what_is_imported_after_it() -> None:
    code = "import builtins as b; kept = b.__import__; import ui.workspace; print(b.__import__ is kept)"
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True, timeout=120
    )
    assert done.stdout.strip() == "True"


@pytest.fixture
def hooks() -> object:
    before = sys.excepthook, threading.excepthook
    install_hooks()
    yield None
    sys.excepthook, threading.excepthook = before


def test_a_bug_is_logged_by_class_and_place_without_its_words(
    hooks: object, caplog: pytest.LogCaptureFixture
) -> None:
    try:
        raise KeyError(SECRET)
    except KeyError as error:
        with caplog.at_level(logging.ERROR):
            sys.excepthook(KeyError, error, error.__traceback__)
    assert "KeyError at test_application.py:" in caplog.text
    assert SECRET not in caplog.text


def test_a_bug_in_a_thread_too(hooks: object, caplog: pytest.LogCaptureFixture) -> None:
    def fail() -> None:
        raise ValueError(SECRET)

    with caplog.at_level(logging.ERROR):
        thread = threading.Thread(target=fail)
        thread.start()
        thread.join()
    assert "ValueError at test_application.py:" in caplog.text
    assert SECRET not in caplog.text


@pytest.mark.skipif(os.name != "posix", reason="signals are POSIX")
@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_a_polite_signal_ends_the_window_in_order(qtbot: QtBot, number: signal.Signals) -> None:
    told: list[bool] = []
    parent = QObject()
    before = signal.getsignal(signal.SIGINT), signal.getsignal(signal.SIGTERM)
    watch = SignalWatch(lambda: told.append(True), parent)
    os.kill(os.getpid(), number)
    qtbot.waitUntil(lambda: told == [True])
    watch.close()
    signal.signal(signal.SIGINT, before[0])
    signal.signal(signal.SIGTERM, before[1])


def test_another_start_brings_the_window_to_the_front(stage: Stage) -> None:
    stage.window.showMinimized()
    stage.window.show_itself()
    stage.until(lambda: stage.window.isVisible() and not stage.window.isMinimized())

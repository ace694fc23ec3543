"""Promise: PySide6 behaves as ever, although the window loads its Python modules when they are first used."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from tests.ui.stage import Stage
from ui import main_window

ROOT = Path(__file__).parents[2]
# What the modules are for: the words of errors, documentation, signatures, stubs.
_USED = """
import json, pydoc, sys
finders, imported = list(sys.meta_path), __builtins__.__import__
{first}
from PySide6.QtCore import QObject, Qt, QTimer, Signal
from PySide6.QtWidgets import QApplication, QLabel, QWidget

def waiting():
    from ui.pyside import LATER
    return sorted(name for name in LATER if type(sys.modules[name]) is not type(sys))

def said(call):
    try:
        return repr(call())
    except Exception as error:
        return f"{{type(error).__name__}}: {{error}}"

application = QApplication([])
widget = QWidget()
before = waiting() if {lean} else []
told = [
    said(lambda: widget.resize("x")),
    said(lambda: widget.resize(1, 2, 3, 4)),
    said(lambda: widget.setObjectName()),
    said(lambda: widget.setWindowFlags("a")),
    said(lambda: QLabel(unknown=1)),
    said(lambda: QLabel(text=3)),
    said(lambda: QTimer(interval="soon")),
    said(lambda: QTimer.singleShot("soon", 3)),
    said(lambda: Qt.Missing),
    QWidget.__doc__,
    QWidget.resize.__doc__,
    pydoc.render_doc(QWidget.setGeometry),
]
from PySide6.support.signature import get_signature
told.append(said(lambda: get_signature(QWidget.setGeometry)))
from PySide6.support.signature.lib.enum_sig import ExactEnumerator
from PySide6.support.signature.lib.pyi_generator import Formatter
told += [ExactEnumerator.__module__, Formatter.__module__, sys.modules[Formatter.__module__].__spec__.name]
print(json.dumps([told, before, waiting() if {lean} else [], sys.meta_path == finders,
    __builtins__.__import__ is imported]))
"""


def _use(*, lean: bool) -> list[Any]:
    code = _USED.format(first="import ui" if lean else "", lean=lean)
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=False, timeout=120
    )
    assert done.returncode == 0, done.stderr
    found: list[Any] = json.loads(done.stdout)
    return found


def test_errors_documentation_and_signatures_are_those_of_an_ordinary_import() -> None:
    plain, lean = _use(lean=False), _use(lean=True)
    assert "called with wrong argument types" in plain[0][0]
    assert lean[0] == plain[0]


def test_the_modules_wait_until_they_are_used_and_the_interpreter_is_left_as_it_was() -> None:
    _, before, after, same_finders, same_import = _use(lean=True)
    assert len(before) == 6
    assert after == []
    assert same_finders
    assert same_import


def test_threads_that_load_the_rest_at_the_same_moment_load_it_once() -> None:
    code = """
import sys
from ui.pyside import LATER, load_rest
waiting = [name for name in LATER if type(sys.modules[name]) is not type(sys)]
import threading
threads = [threading.Thread(target=load_rest) for _ in range(4)]
for each in threads: each.start()
for each in threads: each.join(60)
from PySide6.QtCore import QObject
full = [name for name in LATER if type(sys.modules[name]) is type(sys)
    and "__builtins__" in vars(sys.modules[name])]
print(len(waiting), len(full))
"""
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=False, timeout=120
    )
    assert done.stdout.split() == ["6", "6"], done.stderr


def test_the_painted_window_loads_the_rest(stage: Stage, monkeypatch: pytest.MonkeyPatch) -> None:
    loaded: list[bool] = []
    monkeypatch.setattr(main_window, "load_rest", lambda: loaded.append(True))
    stage.window.prepare()
    stage.until(lambda: loaded == [True])

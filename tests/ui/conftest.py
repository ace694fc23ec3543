"""What every test of the window needs: no display, a fixed locale, and the theme."""

from __future__ import annotations

import gc
import os
import sys
from collections.abc import Iterator
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
os.environ.setdefault("LANG", "C.UTF-8")

import pytest
from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tests.fake_clock import FakeClock
from tests.fake_vault import FakeDisk
from tests.fakes import FakeServices
from tests.ui.stage import Stage, filled_disk
from ui.theme import Theme

_ASKED = {"socket.getaddrinfo", "socket.gethostbyname", "socket.gethostbyaddr", "socket.getnameinfo"}
_SENT = {"socket.connect", "socket.sendto", "socket.sendmsg", "socket.bind"}
_attempts: list[str] = []


def _note(event: str, arguments: tuple[object, ...]) -> None:
    """Take note of what is about to be done with a network; addresses of UNIX sockets are no tuples."""
    if event in _ASKED or (event in _SENT and isinstance(arguments[1], tuple)):
        _attempts.append(event)


sys.addaudithook(_note)


@pytest.fixture(autouse=True)
def attempts() -> Iterator[list[str]]:
    """No test of the window asks for a name or a connection (see also tests/promises/test_network.py)."""
    _attempts.clear()
    yield _attempts
    assert _attempts == []


@pytest.fixture(autouse=True, scope="module")
def _garbage() -> Iterator[None]:
    """As in the product, no other thread looks for garbage: it would delete widgets (``ui.garbage``)."""
    gc.disable()
    yield
    gc.collect()
    gc.enable()


@pytest.fixture(autouse=True)
def _young_garbage(_garbage: None) -> Iterator[None]:
    """Look among what a test made when all else of it is taken down."""
    yield
    gc.collect(1)


@pytest.fixture(scope="session")
def qapp_args() -> list[str]:
    """The application's arguments: the style that the theme is made for."""
    return ["sotto", "-style", "Fusion"]


@pytest.fixture(scope="session")
def _session_theme(qapp: QApplication) -> Theme:
    made = Theme(qapp)
    made.complete()
    return made


@pytest.fixture
def theme(_session_theme: Theme) -> Theme:
    """The application's theme, light at 100 %, as a test finds it."""
    # Widgets of earlier tests wait for an event loop to delete them; each would be styled once more.
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
    _session_theme.apply("light", 100)
    return _session_theme


@pytest.fixture
def disk() -> FakeDisk:
    """A vault that is there, locked, with a few chats."""
    return filled_disk()


@pytest.fixture
def services(disk: FakeDisk) -> FakeServices:
    """The processes behind the window."""
    return FakeServices(disk)


@pytest.fixture
def clock() -> FakeClock:
    """The clock of the idle timer; it stands still."""
    return FakeClock()


@pytest.fixture
def stage(
    qtbot: QtBot, qapp: QApplication, theme: Theme, services: FakeServices, clock: FakeClock, tmp_path: Path
) -> Iterator[Stage]:
    """The whole window over fakes, looking at the vault."""
    made = Stage(qtbot, qapp, theme, services, clock, tmp_path)
    yield made
    made.end()

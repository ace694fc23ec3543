"""What every test of the window needs: no display, a fixed locale, and the theme."""

from __future__ import annotations

import os
from collections.abc import Iterator

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
os.environ.setdefault("LANG", "C.UTF-8")

import pytest
from PySide6.QtWidgets import QApplication

from ui.theme import Theme


@pytest.fixture(scope="session")
def _session_theme(qapp: QApplication) -> Theme:
    return Theme(qapp)


@pytest.fixture
def theme(_session_theme: Theme) -> Iterator[Theme]:
    """The application's theme, light at 100 %, as a test finds it and leaves it."""
    _session_theme.apply("light", 100)
    yield _session_theme
    _session_theme.apply("light", 100)

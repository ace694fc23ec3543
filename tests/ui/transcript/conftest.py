"""A transcript to test with."""

from __future__ import annotations

import pytest
from pytestqt.qtbot import QtBot

from ui.theme import Theme
from ui.transcript import TranscriptView


@pytest.fixture
def view(theme: Theme, qtbot: QtBot) -> TranscriptView:
    own = TranscriptView(theme)
    qtbot.addWidget(own)
    own.resize(900, 700)
    own.show()
    qtbot.waitExposed(own)
    return own

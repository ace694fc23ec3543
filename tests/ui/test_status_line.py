"""Promise: the status line says how full the context is for as long as there is room to say it."""

from __future__ import annotations

import itertools

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QProgressBar, QWidget
from pytestqt.qtbot import QtBot

from ui.chat import Gauge
from ui.main_window import OPENING_SIZE
from ui.sidebar import WIDTH as SIDEBAR_WIDTH
from ui.status_line import StatusLine
from ui.theme import Theme


@pytest.mark.parametrize("percent", [100, 150])
def test_what_is_left_out_where_it_is_narrow(qtbot: QtBot, theme: Theme, percent: int) -> None:
    theme.apply("light", percent)
    window = QWidget()
    status = StatusLine(theme)
    status.setParent(window)
    qtbot.addWidget(window)
    window.resize(1600, 60)
    window.show()
    status.show_gauge(Gauge(42.3, 2240, 8192))
    status.show_model("Q8_0 · 50 MB")
    status.show_sandbox("full", "full")
    status.show_lock(600)
    words = {label.text(): label for label in status.findChildren(QLabel)}
    parts: tuple[QWidget, ...] = (
        words["Q8_0 · 50 MB"],
        words["Context"],
        status.findChildren(QProgressBar)[0],
        words["2.2k / 8.2k"],
        words["42.3 tok/s"],
    )
    seen = []
    for width in range(1600, 100, -4):
        status.setGeometry(0, 0, width, 40)
        words_shown = (
            status.lock.text() == " Encrypted · locks in 10 min",
            status.sandbox.toolButtonStyle() == Qt.ToolButtonStyle.ToolButtonTextBesideIcon,
        )
        seen.append(
            [
                *(part.isVisible() for part in parts[:3]),
                *words_shown,
                *(part.isVisible() for part in parts[3:]),
            ]
        )
        assert status.lock.isVisible()
        assert "ocks in 10 min" in status.lock.text()
        assert status.lock.accessibleName() == "Encrypted · locks in 10 min"
        assert status.sandbox.isVisible()
        assert status.sandbox.accessibleName() == "Sandbox: full"
    assert [state for state, _ in itertools.groupby(seen)] == [
        [False] * cut + [True] * (7 - cut) for cut in range(8)
    ]


@pytest.mark.parametrize("level", ["reduced", "none"])
def test_a_weaker_sandbox_keeps_its_words(qtbot: QtBot, theme: Theme, level: str) -> None:
    status = StatusLine(theme)
    qtbot.addWidget(status)
    status.show_sandbox("full", level)
    status.resize(120, 40)
    status.show()
    assert status.sandbox.toolButtonStyle() == Qt.ToolButtonStyle.ToolButtonTextBesideIcon


def test_the_context_is_said_at_150_percent_in_the_window_as_it_opens(qtbot: QtBot, theme: Theme) -> None:
    theme.apply("light", 150)
    status = StatusLine(theme)
    qtbot.addWidget(status)
    status.show_gauge(Gauge(42.3, 2240, 8192))
    status.show_model("Q8_0 · 50 MB")
    status.show_sandbox("full", "full")
    status.show_lock(600)
    status.resize(OPENING_SIZE[0] - theme.px(SIDEBAR_WIDTH), 40)
    status.show()
    assert status._context.isVisible()

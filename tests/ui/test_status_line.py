"""Promise: the status line says how full the context is for as long as there is room to say it."""

from __future__ import annotations

import itertools

import pytest
from PySide6.QtWidgets import QLabel, QProgressBar, QWidget
from pytestqt.qtbot import QtBot

from ui.chat import Gauge
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
        seen.append([part.isVisible() for part in parts])
        assert status.lock.isVisible()
        assert status.sandbox.isVisible()
    assert [shown for shown, _ in itertools.groupby(seen)] == [
        [True, True, True, True, True],
        [False, True, True, True, True],
        [False, False, True, True, True],
        [False, False, False, True, True],
        [False, False, False, False, True],
        [False, False, False, False, False],
    ]

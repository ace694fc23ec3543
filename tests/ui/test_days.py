"""A new day regroups the sidebar at midnight and after sleep, not only when something changes."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest
from pytestqt.qtbot import QtBot

from tests.ui.stage import DAY, Stage
from ui.days import DayWatch, local_now, until_midnight
from ui.sidebar_rows import Kind

EVENING = datetime(2026, 3, 30, 23, 59).astimezone()


class Calendar:
    """A wall clock that a test sets."""

    def __init__(self, now: datetime = EVENING) -> None:
        self.now = now

    def __call__(self) -> datetime:
        return self.now


def test_it_waits_for_midnight_and_never_long_without_looking(qtbot: QtBot) -> None:
    assert 60_000 <= DayWatch(Calendar()).wait_ms <= 61_000
    assert DayWatch(Calendar(EVENING.replace(hour=8))).wait_ms <= 601_000


def test_midnight_is_told_once(qtbot: QtBot) -> None:
    calendar = Calendar()
    days = DayWatch(calendar)
    told: list[bool] = []
    days.changed.connect(lambda: told.append(True))
    days.check()
    assert told == []
    calendar.now += timedelta(minutes=1)
    days.check()
    days.check()
    assert told == [True]


def test_it_looks_by_itself(qtbot: QtBot) -> None:
    calendar = Calendar(EVENING.replace(second=59, microsecond=950_000))
    days = DayWatch(calendar)
    with qtbot.waitSignal(days.changed, timeout=20_000):
        calendar.now += timedelta(seconds=1)


@pytest.mark.parametrize("hour", range(24))
def test_midnight_is_less_than_a_long_day_away(hour: int) -> None:
    now = local_now().replace(hour=hour)
    left = until_midnight(now)
    assert timedelta() < left <= timedelta(hours=25)
    assert (now + left).timestamp() % 60 == 0


def test_the_sidebar_moves_todays_chats_to_yesterday_when_the_computer_wakes_up(stage: Stage) -> None:
    workspace = stage.unlock()
    stage.until(lambda: workspace.sidebar.rows.rows)

    def headings() -> list[str]:
        return [row.text for row in workspace.sidebar.rows.rows if row.kind is Kind.HEADING]

    assert "Today" in headings()
    tomorrow = local_now() + timedelta(milliseconds=DAY)
    workspace.sidebar.now = workspace.days.now = lambda: tomorrow
    stage.window.wake()
    assert "Today" not in headings()
    assert "Yesterday" in headings()

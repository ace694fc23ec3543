"""Promise: a date is written as the locale writes it, and readable where there is none."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QDate, QLocale, QTime

from app.conversation import ConversationSummary
from tests.ui.stage import Stage, readable_text
from ui.dates import shown_day, shown_hour


@pytest.fixture(autouse=True)
def _kept() -> Iterator[None]:
    before = QLocale()
    yield
    QLocale.setDefault(before)


@pytest.mark.parametrize(
    ("name", "written"),
    [("C", "2026-12-01"), ("en_GB", "01/12/2026"), ("de_DE", "01.12.26"), ("en_US", "12/1/26")],
)
def test_a_day_is_written_as_the_locale_does_and_where_there_is_none_by_its_parts(
    name: str, written: str
) -> None:
    QLocale.setDefault(QLocale(name))
    assert shown_day(QDate(2026, 12, 1)) == written


def test_a_time_of_day_has_no_seconds() -> None:
    QLocale.setDefault(QLocale("C"))
    assert shown_hour(QTime(5, 3, 9)) == "05:03"


def test_the_trash_says_when_something_was_moved_there_in_a_locale_without_a_language(stage: Stage) -> None:
    QLocale.setDefault(QLocale("C"))
    noon = 1_796_126_400_000  # 1 December 2026, 12:00 UTC
    stage.disk.summaries["gone"] = ConversationSummary("gone", "Old", noon, noon, 2, trashed=noon)
    workspace = stage.unlock()
    workspace.show_page("trash")
    stage.until(lambda: "moved here 2026-12-0" in readable_text(workspace.pages))

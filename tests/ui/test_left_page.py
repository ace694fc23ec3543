"""Promise: every connection is on the page, without a word of what was said, and its chain can be checked."""

from __future__ import annotations

import stat
from pathlib import Path

import msgspec
import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QImage

from app.audit import AuditEntry, AuditRecord, AuditReport
from tests.ui.cloud_steps import add_provider, ask, choose, find_names
from tests.ui.stage import Stage, readable_text
from ui.left_page import LeftPage
from ui.log_table import PAGE_SIZE, SHORT_HASH, LogModel


def open_page(stage: Stage, *, records: int | None = None) -> LeftPage:
    """Show the page and wait for its records."""
    workspace = stage.window.workspace or stage.unlock()
    workspace.show_page("left")
    page = workspace.pages.currentWidget()
    assert isinstance(page, LeftPage)
    wanted = min(PAGE_SIZE, len(stage.disk.cloud.audit)) if records is None else records
    stage.until(lambda: len(page.model.records) == wanted)
    return page


def fill(stage: Stage, count: int) -> None:
    vault = stage.assistant._open_vault()
    for number in range(count):
        vault.append_audit(
            AuditEntry(
                "connection", host="cloud.example:443", route="cloud", bytes_out=number, outcome="answered"
            )
        )


def cells(page: LeftPage, row: int = 0) -> list[str]:
    return [str(page.model.index(row, column).data()) for column in range(page.model.columnCount())]


def test_nothing_has_left_a_new_vault(stage: Stage) -> None:
    page = open_page(stage)
    assert "Nothing has left this computer." in readable_text(page)
    assert not page.table.isVisible()
    assert not page.export.isEnabled()


def test_a_question_that_was_sent_is_on_the_page_without_its_words(stage: Stage) -> None:
    stage.open_chat("old")
    find_names(stage)
    choose(stage, add_provider(stage))
    window = ask(stage)
    window.foot.send.click()
    stage.until(lambda: stage.services.cloud.sent)
    stage.until_answered()
    page = open_page(stage)
    connection = cells(page)
    assert "Connection" in connection
    assert "cloud.example:443" in connection
    assert {"Cloud", "answered", "1.3"} <= set(connection)
    assert stage.services.cloud.sent[0][0].body_sha256[:SHORT_HASH] in connection
    assert "2 hidden" in cells(page, 1) or "3 hidden" in cells(page, 1)
    said = "\n".join(cell for row in range(page.model.rowCount()) for cell in cells(page, row))
    for word in ("Quill", "letter", "Somewhere", "k-123"):
        assert word not in said


def test_headings_stand_right_above_what_they_head(stage: Stage, monkeypatch: pytest.MonkeyPatch) -> None:
    stage.unlock()
    host = "illi.example:443"
    log_connection(stage, host)
    shown = Qt.ItemDataRole.DisplayRole

    def heading(_model: LogModel, _section: int, _way: Qt.Orientation, role: int = shown) -> str | None:
        return host if role == shown else None

    monkeypatch.setattr(LogModel, "headerData", heading)
    page = open_page(stage)
    table, head = page.table, page.table.horizontalHeader()
    left = table.columnViewportPosition(2)

    def first_ink(picture: QImage, rows: range) -> int:
        ground = picture.pixelColor(left + 1, rows.start).lightness()
        return next(
            x
            for x in range(left + 1, left + 60)
            if any(abs(picture.pixelColor(x, y).lightness() - ground) > 60 for y in rows)
        )

    middle = head.height() // 2
    row = table.rowViewportPosition(0) + table.rowHeight(0) // 2
    of_heading = first_ink(head.viewport().grab().toImage(), range(middle - 4, middle + 4))
    of_cell = first_ink(table.viewport().grab().toImage(), range(row - 4, row + 4))
    assert abs(of_heading - of_cell) <= 1


def log_connection(stage: Stage, host: str) -> None:
    stage.assistant._open_vault().append_audit(
        AuditEntry(
            "connection",
            host=host,
            route="private",
            purpose="answer",
            bytes_out=912_345,
            bytes_in=123_456,
            tls="TLSv1.3",
            seconds=123.4,
            outcome="cancelled",
        )
    )


@pytest.mark.parametrize("host", ["a.example:443", f"{'very-long-name.' * 12}example:443"])
@pytest.mark.parametrize("width", [1180, 900])
def test_the_table_needs_no_scrolling_sideways(stage: Stage, host: str, width: int) -> None:
    stage.unlock()
    log_connection(stage, host)
    page = open_page(stage)
    stage.window.resize(width, 800)
    stage.until(lambda: stage.window.width() == width and page.table.horizontalScrollBar().maximum() == 0)
    shown = [number for number in range(page.model.columnCount()) if not page.table.isColumnHidden(number)]
    assert {0, 1, 2, 3, 4} <= set(shown)
    assert width < 1180 or len(shown) >= 9
    assert sum(page.table.columnWidth(number) for number in shown) == page.table.viewport().width()


def test_large_text_in_a_narrow_window_is_cut_and_not_scrolled(stage: Stage) -> None:
    stage.unlock()
    log_connection(stage, f"{'very-long-name.' * 12}example:443")
    page = open_page(stage)
    stage.window.resize(560, 480)
    for scale in (100, 150, 200):
        stage.desk.preferences.change(text_scale=scale)
        stage.settle()
        stage.until(lambda: page.table.horizontalScrollBar().maximum() == 0)
        shown = [
            number for number in range(page.model.columnCount()) if not page.table.isColumnHidden(number)
        ]
        assert {0, 1, 2, 4} <= set(shown)
        assert all(page.table.columnWidth(number) >= 24 for number in shown)
    assert {"Connection", "Private", "cancelled"} <= set(page.model.hint(page.model.records[0]).splitlines())


@pytest.mark.parametrize("width", [560, 900, 1180])
@pytest.mark.parametrize("scale", [100, 150, 200])
def test_a_date_is_never_cut(stage: Stage, width: int, scale: int) -> None:
    stage.unlock()
    log_connection(stage, f"{'very-long-name.' * 12}example:443")
    page = open_page(stage)
    stage.desk.preferences.change(text_scale=scale)
    stage.window.resize(width, 800)
    stage.settle()
    stage.until(lambda: page.table.horizontalScrollBar().maximum() == 0)
    table = page.table
    shown = str(page.model.index(0, 0).data())
    assert " ".join(shown.split()) == " ".join(page.model.cells(page.model.records[0])[0].split())
    font = table.fontMetrics()
    assert max(font.horizontalAdvance(line) for line in shown.split("\n")) < table.columnWidth(0)
    assert font.height() * len(shown.split("\n")) <= table.rowHeight(0)
    assert table.height() >= table.rowHeight(0) + table.horizontalHeader().height()


def test_large_text_leaves_what_happened_whole_before_the_host(stage: Stage) -> None:
    stage.unlock()
    log_connection(stage, "api.cloud.example:443")
    page = open_page(stage)
    stage.desk.preferences.change(text_scale=200)
    stage.window.resize(700, 800)
    stage.settle()
    stage.until(lambda: page.table.horizontalScrollBar().maximum() == 0)
    font = page.table.fontMetrics()
    for column in (0, 1, 4):
        text = str(page.model.index(0, column).data())
        assert max(font.horizontalAdvance(word) for word in text.split("\n")) + 8 <= page.table.columnWidth(
            column
        )


def test_the_page_says_where_nobody_looked(stage: Stage) -> None:
    stage.open_chat("old")
    find_names(stage)
    choose(stage, add_provider(stage))
    stage.desk.preferences.change(skim_review=True)
    stage.write("Draft a letter to Ada Quill at ada@quill.example about Ada Quill.")
    stage.until(lambda: stage.services.cloud.sent)
    stage.until_answered()
    page = open_page(stage)
    assert any(cell.endswith("hidden, nobody looked") for cell in cells(page, 1))
    assert "Approved automatically" in page.model.hint(page.model.records[1])
    assert "nobody looked" not in page.model.hint(page.model.records[0])
    assert LogModel().outcome_name("without-a-look", 0) == "nobody looked"


@pytest.mark.parametrize(
    ("outcome", "words"),
    [
        ("value-still-there", "value still there"),
        ("route-restricted", "this chat is restricted"),
    ],
)
def test_what_went_wrong_is_told_in_words(outcome: str, words: str) -> None:
    assert LogModel().outcome_name(outcome, 0) == words


def test_the_hint_of_a_row_has_what_the_columns_have_no_room_for(stage: Stage) -> None:
    stage.unlock()
    log_connection(stage, "a.example:443")
    page = open_page(stage)
    hint = page.model.hint(page.model.records[0])
    wanted = {"a.example:443", "Purpose: an answer", "TLSv1.3", "912 kB out, 123 kB in, 123.400 s"}
    assert wanted <= set(hint.splitlines())
    assert page.model.records[0].hash in hint


@pytest.mark.parametrize(
    ("entry", "expected"),
    [
        (
            AuditEntry("connection", bytes_out=9000, bytes_in=0, outcome="unknown"),
            ["end not seen", "≥ 9 kB", "unknown"],
        ),
        (AuditEntry("connection", outcome="interrupted"), ["interrupted", "unknown", "unknown"]),
        (AuditEntry("connection", outcome="unreachable"), ["unreachable", "0 B", "0 B"]),
    ],
)
def test_a_connection_whose_end_nobody_saw_claims_no_more_than_is_known(
    entry: AuditEntry, expected: list[str]
) -> None:
    model = LogModel()
    record = AuditRecord(1, 0, "0" * 64, "1" * 64, entry)
    assert list(model.cells(record)[4:7]) == expected
    hint = model.hint(record)
    assert ("What left is not known" in hint) is (entry.outcome == "interrupted")


def test_newest_first_and_more_on_scrolling(stage: Stage) -> None:
    stage.unlock()
    fill(stage, PAGE_SIZE + 30)
    page = open_page(stage)
    assert page.model.records[0].number == PAGE_SIZE + 30
    bar = page.table.verticalScrollBar()
    bar.setValue(bar.maximum())
    stage.until(lambda: len(page.model.records) == PAGE_SIZE + 30)
    assert page.model.has_all
    assert [record.number for record in page.model.records] == list(range(PAGE_SIZE + 30, 0, -1))


def test_the_chain_is_checked(stage: Stage) -> None:
    stage.unlock()
    fill(stage, 3)
    page = open_page(stage)
    page.verify.click()
    stage.until(lambda: page.banners.shown("check"))
    assert "3 records, none changed, none missing" in readable_text(page.banners)


@pytest.mark.parametrize("reason", ["changed", "missing", "order", "signature", "format"])
def test_a_chain_that_is_broken_says_where(
    stage: Stage, monkeypatch: pytest.MonkeyPatch, reason: str
) -> None:
    stage.unlock()
    fill(stage, 3)
    page = open_page(stage)
    report = AuditReport(ok=False, records=3, broken_at=2, reason=reason)
    monkeypatch.setattr(stage.assistant, "verify_audit", lambda: report)
    page.verify.click()
    stage.until(lambda: page.banners.shown("check"))
    assert "does not fit at record 2" in readable_text(page.banners)
    assert page.verify.isEnabled()


def test_the_log_is_exported_to_a_file_of_ones_own(stage: Stage, tmp_path: Path) -> None:
    stage.unlock()
    fill(stage, 3)
    page = open_page(stage)
    path = tmp_path / "log.jsonl"
    page.export_to(str(path))
    stage.until(lambda: page.banners.shown("export"))
    lines = path.read_bytes().splitlines()
    assert [msgspec.json.decode(line)["number"] for line in lines] == [1, 2, 3]
    assert stat.S_IMODE(path.stat().st_mode) == 0o600


def test_an_export_that_cannot_be_written_says_so_and_leaves_nothing(stage: Stage, tmp_path: Path) -> None:
    stage.unlock()
    fill(stage, 3)
    page = open_page(stage)
    page.export_to(str(tmp_path / "no such folder" / "log.jsonl"))
    stage.until(lambda: page.banners.shown("error"))
    assert "is not there" in readable_text(page.banners)

"""What left this computer: the audit log, a check of its chain, and a signed copy of it."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import (
    Qt,
)
from PySide6.QtGui import QResizeEvent, QShowEvent
from PySide6.QtWidgets import QFileDialog

from app.audit import AuditRecord, AuditReport
from app.explain import Explanation, readable_size
from app.private_file import write_private
from ui.flow import wrapping
from ui.kit import Kit
from ui.log_table import PAGE_SIZE, LogModel, LogTable
from ui.page import Page
from ui.parts import button, card, icon_button, label, picture, row


class LeftPage(Page):
    """See the module."""

    def __init__(self, kit: Kit) -> None:
        super().__init__(kit.theme, title="", is_wide=True)
        self.set_title(self.tr("What left this computer"))
        self._kit = kit
        self._is_loading = False
        self._turn = 0
        self.verify = button(self.tr("Check the log"), on_click=self._verify)
        self.export = icon_button(kit.theme, "download", self.tr("Export…"), on_click=self._choose_file)
        self.model = LogModel()
        self.table = LogTable(self.model, self.tr("What left this computer"))
        self.table.verticalScrollBar().valueChanged.connect(self._on_scrolled)
        self.table.folded.connect(self._fit_height)
        nothing = row(
            None,
            picture(kit.theme, "shield-check", tone="ok", size=22),
            label(self.tr("Nothing has left this computer."), role="h2"),
            None,
            spacing=10,
        )
        self._empty = card(12, nothing, 12)
        self.add(
            label(
                self.tr(
                    "One line for every approval and every connection, newest first; one that a crash cut off"
                    " is noted at the next unlock. No word of what was said is in it. Each record holds the"
                    " hash of the one before, so that none can be changed or taken out without the check"
                    " finding it."
                ),
                tone="second",
                wrap=True,
            ),
            wrapping(self.verify, self.export),
            self._empty,
            self.table,
        )
        self._show(self.model.records)
        kit.theme.changed.connect(self._fit_rows)
        self._fit_rows()

    def refresh(self) -> None:
        """Load the newest records."""
        self._turn += 1
        self._load(0)

    def _load(self, before: int) -> None:
        self._is_loading = True
        turn = self._turn
        assistant = self._kit.assistant

        def loaded(records: list[AuditRecord]) -> None:
            if turn != self._turn:
                return
            self._is_loading = False
            if before:
                self.model.add_records(records)
            else:
                self._show(records)

        self._kit.runner.run(
            lambda: assistant.audit(before=before, limit=PAGE_SIZE), on_done=loaded, on_error=self._fail
        )

    def _fail(self, error: Exception) -> None:
        self._is_loading = False
        self.fail(error)

    def _show(self, records: list[AuditRecord]) -> None:
        self.model.show_records(records)
        self.table.setVisible(bool(records))
        self._empty.setVisible(not records)
        self.export.setEnabled(bool(records))
        self.verify.setEnabled(bool(records))
        self._fit_columns()

    def _on_scrolled(self, value: int) -> None:
        bar = self.table.verticalScrollBar()
        if not self.model.has_all and not self._is_loading and value >= bar.maximum() - bar.pageStep():
            self._load(self.model.records[-1].number)

    def _fit_rows(self) -> None:
        self.table.setFont(self.theme.font(13))
        self._fit_columns()

    def _fit_columns(self) -> None:
        self.table.measure(self.theme.px)
        self._fit_height()

    def _fit_height(self) -> None:
        """Let the table be as high as its rows, up to what the page has."""
        head = self.table.horizontalHeader().sizeHint().height()
        rows = self.table.verticalHeader().length() + head + self.theme.px(16)
        room = self.area.viewport().height() - self.theme.px(250)
        self.table.setFixedHeight(max(self.theme.px(160), min(rows, room)))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Give the table what room there is."""
        super().resizeEvent(event)
        self._fit_height()

    def showEvent(self, event: QShowEvent) -> None:
        """Take the height of the page that is shown now."""
        super().showEvent(event)
        self._fit_height()

    # --- checking and taking along --------------------------------------------------------------

    def _verify(self) -> None:
        self.verify.setEnabled(False)
        assistant = self._kit.assistant

        def work() -> AuditReport:
            return assistant.verify_audit()

        self._kit.runner.run(work, on_done=self._on_verified, on_error=self._on_not_verified)

    def _on_not_verified(self, error: Exception) -> None:
        self.verify.setEnabled(True)
        self.fail(error)

    def _on_verified(self, report: AuditReport) -> None:
        self.verify.setEnabled(True)
        if report.ok:
            said = Explanation(
                self.tr("The log is whole: {count} records, none changed, none missing.").format(
                    count=report.records
                ),
                self.tr("Signed with the key {key}.").format(key=report.key) if report.key else "",
            )
            self.banners.say("check", said, tone="ok")
            return
        reasons = {
            "changed": self.tr("it was changed"),
            "missing": self.tr("a record before it is missing"),
            "order": self.tr("it is not in its place"),
            "signature": self.tr("its signature does not fit"),
            "format": self.tr("it cannot be read"),
        }
        said = Explanation(
            self.tr("The log does not fit at record {number}: {why}.").format(
                number=report.broken_at, why=reasons.get(report.reason, report.reason)
            ),
            self.tr(
                "Do not rely on what it says from there on. Export it and show it to somebody who can help."
            ),
        )
        self.banners.say("check", said, tone="bad")

    def _choose_file(self) -> None:
        dialog = QFileDialog(self, self.tr("Export the log"))
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setDefaultSuffix("jsonl")
        dialog.setNameFilters([self.tr("JSON Lines (*.jsonl)"), self.tr("All files (*)")])
        dialog.selectFile("sotto-audit.jsonl")
        dialog.fileSelected.connect(self.export_to)
        dialog.open()

    def export_to(self, path: str) -> None:
        """Write the signed log to a file."""
        assistant = self._kit.assistant
        self._kit.runner.run(
            lambda: write_private(Path(path), assistant.export_audit()),
            on_done=self._on_exported,
            on_error=self.fail,
        )

    def _on_exported(self, size: int | None) -> None:
        said = Explanation(
            self.tr("The log is exported ({size}).").format(size=readable_size(size or 0)),
            self.tr("It is signed, so that it can be verified without this vault."),
        )
        self.banners.say("export", said, tone="ok")

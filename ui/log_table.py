"""The audit log as a table: its records in words, and columns that go where there is no room for them."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any, cast

from PySide6.QtCore import QAbstractTableModel, QLocale, QModelIndex, QPersistentModelIndex, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHeaderView, QTableView

from app.audit import UNSEEN, AuditEntry, AuditRecord
from app.explain import readable_size
from app.routing import Refusal
from ui.dates import moment, shown_day, shown_hour
from ui.review.words import short_refusal

PAGE_SIZE = 200
SHORT_HASH = 8
_Index = QModelIndex | QPersistentModelIndex
_COLUMNS = 10
_TIME, _KIND, _HOST, _OUTCOME = 0, 1, 2, 4
_EXTRA = (9, 7, 8, 6, 5, 3)
"""Left out where there is no room, in this order: hash, TLS, time taken, sizes, route. A hint has them."""
_NARROWEST_HOST = 120  # pixels at 100 %
_NARROWEST_FOLDED_HOST = 40
_ROW, _FOLDED_ROW = 32, 50  # pixels at 100 %
_TOP = QModelIndex()


class LogModel(QAbstractTableModel):
    """Records of the log, newest first.

    Attributes:
        has_all: there are no older ones.
        is_folded: the time stands on two lines, the day above the hour.
    """

    def __init__(self) -> None:
        super().__init__()
        self.records: list[AuditRecord] = []
        self.has_all = True
        self.is_folded = False

    def fold(self, *, is_folded: bool) -> None:
        """Put the time on two lines, or on one."""
        if is_folded != self.is_folded:
            self.is_folded = is_folded
            if self.records:
                self.dataChanged.emit(self.index(0, _TIME), self.index(len(self.records) - 1, _TIME))

    def show_records(self, records: Iterable[AuditRecord]) -> None:
        """Show these in place of all before."""
        self.beginResetModel()
        self.records = list(records)
        self.has_all = len(self.records) < PAGE_SIZE
        self.endResetModel()

    def add_records(self, records: list[AuditRecord]) -> None:
        """Show older ones too."""
        self.has_all = len(records) < PAGE_SIZE
        if records:
            start = len(self.records)
            self.beginInsertRows(QModelIndex(), start, start + len(records) - 1)
            self.records += records
            self.endInsertRows()

    def rowCount(self, parent: _Index = _TOP) -> int:
        """Return how many are shown."""
        return 0 if parent.isValid() else len(self.records)

    def columnCount(self, parent: _Index = _TOP) -> int:
        """Return the number of columns."""
        return 0 if parent.isValid() else _COLUMNS

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> object:
        """Name the columns."""
        if orientation is not Qt.Orientation.Horizontal or role != Qt.ItemDataRole.DisplayRole:
            return None
        return (
            self.tr("Time"),
            self.tr("What"),
            self.tr("Host"),
            self.tr("Route"),
            self.tr("Outcome"),
            self.tr("Out"),
            self.tr("In"),
            self.tr("TLS"),
            self.tr("Took"),
            self.tr("Hash"),
        )[section]

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Return a cell."""
        if not index.isValid():
            return None
        record = self.records[index.row()]
        if role == Qt.ItemDataRole.DisplayRole and index.column() == _TIME and self.is_folded:
            day, hour = self._when(record)
            return f"{day}\n{hour}"
        if role == Qt.ItemDataRole.DisplayRole:
            return self.cells(record)[index.column()]
        if role == Qt.ItemDataRole.AccessibleTextRole:
            name = self.headerData(index.column(), Qt.Orientation.Horizontal)
            return f"{name}: {self.cells(record)[index.column()] or self.tr('none')}"
        if role == Qt.ItemDataRole.ToolTipRole:
            return self.hint(record)
        return None

    def cells(self, record: AuditRecord) -> tuple[str, ...]:
        """Return a record as text, column by column."""
        entry, locale = record.entry, QLocale()
        is_connection = entry.kind == "connection"
        return (
            " ".join(self._when(record)),
            self.kind_name(entry.kind),
            entry.host,
            self.route_name(entry.route),
            self.outcome_name(entry.outcome, entry.redacted),
            self.size(entry, entry.bytes_out) if is_connection else "",
            self.size(entry, entry.bytes_in) if is_connection else "",
            entry.tls.removeprefix("TLSv") or (self.tr("none") if entry.bytes_out else ""),
            self.tr("{seconds} s").format(seconds=locale.toString(entry.seconds, "f", 1))
            if is_connection and entry.outcome != "interrupted"
            else "",
            (entry.body_sha256 or record.hash)[:SHORT_HASH],
        )

    def _when(self, record: AuditRecord) -> tuple[str, str]:
        """Return day and time of day as they are written here."""
        when = moment(record.time)
        return shown_day(when.date()), shown_hour(when.time())

    def route_name(self, route: str) -> str:
        """Return a route in a word: a table has little room."""
        return {"cloud": self.tr("Cloud"), "private": self.tr("Private")}.get(route, route)

    def size(self, entry: AuditEntry, size: int) -> str:
        """Return a size in words; of a connection whose end nobody saw it is the least that it was."""
        if entry.is_whole:
            return readable_size(size)
        return f"≥ {readable_size(size)}" if size else self.tr("unknown")

    def kind_name(self, kind: str) -> str:
        """Return a kind of record in words."""
        names = {
            "approved": self.tr("Approved"),
            "connection": self.tr("Connection"),
            "blocked": self.tr("Blocked"),
            "consent": self.tr("Consent"),
            "key-stored": self.tr("Key stored"),
            "key-forgotten": self.tr("Key forgotten"),
            "provider": self.tr("Provider saved"),
            "clock-changed": self.tr("Clock changed"),
        }
        return names.get(kind, kind)

    def outcome_name(self, outcome: str, redacted: int) -> str:
        """Return an outcome in words; those of most errors are their codes."""
        hidden = self.tr("{count} hidden").format(count=redacted) if redacted else ""
        if outcome in {"", UNSEEN}:
            unseen = self.tr("nobody looked") if outcome else ""
            return ", ".join(part for part in (hidden, unseen) if part)
        if outcome.startswith("route-"):
            return short_refusal(cast(Refusal, outcome.removeprefix("route-"))) or outcome
        names = {
            "answered": self.tr("answered"),
            "cancelled": self.tr("cancelled"),
            "unknown": self.tr("end not seen"),
            "interrupted": self.tr("interrupted"),
        }
        return names.get(outcome, outcome.replace("-", " "))

    def hint(self, record: AuditRecord) -> str:
        """Return what the columns have no room for."""
        lines = [
            self.tr("Record {number}").format(number=record.number),
            QLocale().toString(moment(record.time), QLocale.FormatType.LongFormat),
            self.kind_name(record.entry.kind),
            record.entry.host,
            self.route_name(record.entry.route),
            self.outcome_name(record.entry.outcome, record.entry.redacted),
            record.entry.tls,
        ]
        if record.entry.outcome == UNSEEN:
            lines.append(
                self.tr(
                    "Approved automatically, as the settings allow: nothing was doubtful, and nobody looked"
                )
            )
        if record.entry.kind == "connection":
            purpose = {"answer": self.tr("an answer")}.get(record.entry.purpose, record.entry.purpose)
            lines.append(self.tr("Purpose: {purpose}").format(purpose=purpose) if purpose else "")
            line = self.tr("{sent} out, {came} in, {seconds} s")
            if record.entry.outcome == "interrupted":
                line = self.tr("Noted at the next unlock. What left is not known; at most what was approved")
            seconds = QLocale().toString(record.entry.seconds, "f", 3)
            sent = self.size(record.entry, record.entry.bytes_out)
            came = self.size(record.entry, record.entry.bytes_in)
            lines.append(line.format(sent=sent, came=came, seconds=seconds))
        if record.entry.kind == "clock-changed":
            seconds = QLocale().toString(record.entry.seconds, "f", 0)
            lines.append(self.tr("The computer's clock was set by {seconds} s").format(seconds=seconds))
        if record.entry.approval_id:
            lines.append(self.tr("Approval {id}").format(id=record.entry.approval_id))
        if record.entry.body_sha256:
            lines.append(f"SHA-256 {record.entry.body_sha256}")
        lines.append(self.tr("Chain {hash}").format(hash=record.hash))
        return "\n".join(line for line in lines if line)


class LogTable(QTableView):
    """The table; it tells the keyboard and the screen reader rows, not cells.

    Attributes:
        folded: rows have one line now, or two.
    """

    folded = Signal()

    def __init__(self, model: LogModel, name: str) -> None:
        super().__init__()
        self._log = model
        self._needs = [0] * _COLUMNS
        self._narrowest = 0
        self._folded: dict[int, int] = {}
        self._heights = (1, 1)
        self.setModel(model)
        self.setAccessibleName(name)
        self.setObjectName("log")
        self.setSelectionBehavior(QTableView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QTableView.SelectionMode.SingleSelection)
        self.setEditTriggers(QTableView.EditTrigger.NoEditTriggers)
        self.setTabKeyNavigation(False)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setTextElideMode(Qt.TextElideMode.ElideMiddle)
        self.setCornerButtonEnabled(False)
        self.setVerticalScrollMode(QTableView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollMode(QTableView.ScrollMode.ScrollPerPixel)
        self.verticalHeader().hide()
        head = self.horizontalHeader()
        head.setHighlightSections(False)
        head.setDefaultAlignment(Qt.AlignmentFlag.AlignLeading | Qt.AlignmentFlag.AlignVCenter)
        head.setSectionResizeMode(QHeaderView.ResizeMode.Interactive)
        head.setMinimumSectionSize(24)  # Qt's own grows with the text, and the table would scroll sideways

    def measure(self, px: Callable[[float], int]) -> None:
        """Find out what each column needs, and fit them.

        Args:
            px: gives a length at 100 % in the size of now. The host does not get narrower than its least;
                what is dispensable is left out before that.
        """
        gap = px(6)
        self._heights = px(_ROW), px(_FOLDED_ROW)
        for number in range(_COLUMNS):
            self.setColumnHidden(number, False)
        self._log.fold(is_folded=True)
        folded_time = self._need(_TIME) + gap
        self._log.fold(is_folded=False)
        self._needs = [self._need(number) + gap for number in range(_COLUMNS)]
        self._folded = {
            _TIME: folded_time,
            _KIND: self._need_of_words(_KIND) + gap,
            _HOST: px(_NARROWEST_FOLDED_HOST),
            _OUTCOME: self._need_of_words(_OUTCOME) + gap,
        }
        self._narrowest = min(px(_NARROWEST_HOST), self._needs[_HOST])
        self.fit()

    def _need(self, number: int) -> int:
        return max(self.sizeHintForColumn(number), self.horizontalHeader().sectionSizeHint(number))

    def _need_of_words(self, number: int) -> int:
        """Return what a column needs where its texts are broken between their words."""
        font = self.fontMetrics()
        cells = [self._log.cells(record)[number] for record in self._log.records]
        whole = max((font.horizontalAdvance(cell) for cell in cells), default=0)
        longest = max((font.horizontalAdvance(word) for cell in cells for word in cell.split()), default=0)
        beside = max(0, self.sizeHintForColumn(number) - whole)
        return max(longest + beside, self.horizontalHeader().sectionSizeHint(number))

    def fit(self) -> None:
        """Give each column what it needs, and the host what is left.

        If that is too little, rows get two lines, and where even that does not help all columns get less but
        the time: half a date is none.
        """
        whole = self.viewport().width()
        room = whole - (sum(self._needs) - self._needs[_HOST])
        for number in _EXTRA:
            is_too_wide = room < self._narrowest
            self.setColumnHidden(number, is_too_wide)
            room += self._needs[number] if is_too_wide else 0
        shown = {number: width for number, width in enumerate(self._needs) if not self.isColumnHidden(number)}
        shown[_HOST] = max(room, self._narrowest)
        self._fold(is_folded=sum(shown.values()) > whole)
        if self._log.is_folded:
            shown = self._shares(shown, whole)
        for number, width in shown.items():
            self.setColumnWidth(number, width)

    def _shares(self, wanted: dict[int, int], whole: int) -> dict[int, int]:
        """Return how wide the columns of folded rows are."""
        least = {number: min(self._folded.get(number, width), width) for number, width in wanted.items()}
        least[_TIME] = min(self._folded[_TIME], whole // 2)
        spare = whole - sum(least.values())
        if spare < 0:
            share = (whole - least[_TIME]) / max(1, sum(least.values()) - least[_TIME])
            return {n: width if n == _TIME else int(width * share) for n, width in least.items()}
        for number in (_OUTCOME, _HOST):  # an outcome says more than the middle of a name
            more = min(spare, max(0, wanted[number] - least[number]))
            least[number] += more
            spare -= more
        least[_HOST] += spare
        return least

    def _fold(self, *, is_folded: bool) -> None:
        self._log.fold(is_folded=is_folded)
        self.setWordWrap(is_folded)
        height = self._heights[is_folded]
        if self.verticalHeader().defaultSectionSize() != height:
            self.verticalHeader().setDefaultSectionSize(height)
            self.folded.emit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fit the columns into the width of now."""
        super().resizeEvent(event)
        self.fit()

"""The list of what was found: grouped by type, what is not decided first, one row for the same words."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QFontMetrics, QKeyEvent
from PySide6.QtWidgets import QHeaderView, QStyle, QTreeWidget, QTreeWidgetItem

from app.outgoing import Outgoing
from app.redaction.findings import QuasiIdentifier
from app.review import Choice, Item, Review
from ui.review.invisible import marked
from ui.review.words import how_sure, main_reason, quasi_words, reasons_words, type_name
from ui.theme import Theme

_LONGEST = 120
_WORDS, _TAGS = 38, 24
"""Per cent of the list: the least for the words, and what leaves in their place."""


@dataclass(frozen=True, slots=True)
class Words:
    """The same words, wherever they stand."""

    key: str
    shown: str
    items: tuple[Item, ...]

    @property
    def choice(self) -> Choice | None:
        """What is decided about all of them; None where they differ."""
        choices = {item.choice for item in self.items}
        return choices.pop() if len(choices) == 1 else None

    def __repr__(self) -> str:
        """Never the words."""
        return f"<Words in {len(self.items)} places>"


@dataclass(frozen=True, slots=True)
class Group:
    """A heading of the list and the words under it."""

    key: str
    title: str
    rows: tuple[Words, ...]


@dataclass(frozen=True, slots=True)
class Pointer:
    """Something that may point at a person together with other things."""

    part: int
    index: int
    words: str
    quasi: QuasiIdentifier

    @property
    def key(self) -> str:
        """Names its row."""
        return f"quasi {self.part} {self.index}"

    def __repr__(self) -> str:
        """Never the words."""
        return f"<Pointer {self.quasi.kind}>"


Chosen = Words | Group | Pointer


def same_words(review: Review) -> list[Words]:
    """Return the items with the same words together, in the order of their first place."""
    together: dict[str, list[Item]] = {}
    for item in review.items:
        together.setdefault(key_of(review.words(item)), []).append(item)
    return [Words(key, one_line(review.words(items[0])), tuple(items)) for key, items in together.items()]


def key_of(words: str) -> str:
    """Return what the same words have in common, however they are spaced and whatever their case."""
    return " ".join(words.split()).casefold()


def pointers(review: Review) -> list[Pointer]:
    """Return the quasi-identifiers that leave as they are."""
    return [
        Pointer(part, index, one_line(review.parts[part].text[found.start : found.end]), found)
        for part, index, found in review.open_quasi
    ]


def one_line(words: str) -> str:
    """Return words without line ends, not endlessly many of them, with marks for what cannot be seen."""
    line = marked(" ".join(words.split()))
    return line if len(line) <= _LONGEST else f"{line[:_LONGEST]}…"


class FindingsList(QTreeWidget):
    """See the module.

    Attributes:
        chosen: the row that is current now: Words, Group, Pointer or None.
        toggled: (Words, whether to redact them).
    """

    chosen = Signal(object)
    toggled = Signal(object, bool)

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._rows: dict[str, QTreeWidgetItem] = {}
        self._by_item: dict[int, str] = {}
        self._values: dict[str, Chosen] = {}
        self._is_filling = False
        self.setAccessibleName(self.tr("What was found"))
        self.setColumnCount(3)
        self.setHeaderLabels([self.tr("Found"), self.tr("Leaves as"), self.tr("Why")])
        self.setUniformRowHeights(True)
        self.setRootIsDecorated(False)
        self.setTabKeyNavigation(False)
        self.setItemsExpandable(False)
        self.setIndentation(theme.px(8))
        self.setVerticalScrollMode(QTreeWidget.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setObjectName("findings")
        self.setTextElideMode(Qt.TextElideMode.ElideRight)
        head = self.header()
        head.setSectionsMovable(False)
        head.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        head.setStretchLastSection(True)
        self.currentItemChanged.connect(lambda *_: self._tell())
        self.itemChanged.connect(self._on_changed)

    def show_review(self, review: Review, outgoing: Outgoing) -> None:
        """Show what was found, as it is decided now."""
        tags = {(part.id, put.start): put.placeholder for part in outgoing.parts for put in part.replacements}
        current = self.current_key
        bar = self.verticalScrollBar()
        top = bar.value()
        self._is_filling = True
        self.clear()
        self._rows, self._by_item, self._values = {}, {}, {}
        for group in self._groups(same_words(review)):
            head = self._add_head(group.key, f"{group.title} · {len(group.rows)}", group)
            for words in group.rows:
                self._add_words(head, words, tags)
        if listed := pointers(review):
            self._add_pointers(listed, is_telling=review.risk == "high")
        self.expandAll()
        self._is_filling = False
        if current in self._rows:
            self.setCurrentItem(self._rows[current])
        bar.setValue(top)
        self._tell()

    @property
    def current_key(self) -> str:
        """Which row is current."""
        item = self.currentItem()
        return str(item.data(0, Qt.ItemDataRole.UserRole)) if item is not None else ""

    def current_value(self) -> Chosen | None:
        """What the current row shows."""
        return self._values.get(self.current_key)

    def go_to(self, item_id: int) -> None:
        """Make the row of an item current."""
        row = self._rows.get(self._by_item.get(item_id, ""))
        if row is not None:
            self.setCurrentItem(row)
            self.scrollToItem(row)

    def go_to_pointer(self, pointer: Pointer) -> None:
        """Make the row of a quasi-identifier current."""
        row = self._rows.get(pointer.key)
        if row is not None:
            self.setCurrentItem(row)
            self.scrollToItem(row)

    def _groups(self, listed: Sequence[Words]) -> Iterable[Group]:
        """What is not decided first, then by type in the alphabet of the user's language."""
        open_ = tuple(
            words for words in listed if any(item.choice is Choice.UNDECIDED for item in words.items)
        )
        if open_:
            yield Group("open", self.tr("Needs your decision"), open_)
        by_type: dict[str, list[Words]] = {}
        for words in listed:
            if words not in open_:
                by_type.setdefault(type_name(words.items[0].label), []).append(words)
        for title in sorted(by_type):
            yield Group(f"type {title}", title, tuple(by_type[title]))

    def _add_head(self, key: str, title: str, value: Chosen | None) -> QTreeWidgetItem:
        head = QTreeWidgetItem(self, [title])
        head.setFirstColumnSpanned(True)
        head.setFont(0, self._theme.font(12, weight=600))
        head.setForeground(0, self._theme.colour("warn" if key == "open" else "text2"))
        head.setData(0, Qt.ItemDataRole.UserRole, f"head {key}")
        for column in range(self.columnCount()):
            head.setData(column, Qt.ItemDataRole.AccessibleTextRole, title)
        head.setSizeHint(0, QSize(0, self._theme.px(28)))
        self._rows[f"head {key}"] = head
        if value is not None:
            self._values[f"head {key}"] = value
        return head

    def _add_words(self, head: QTreeWidgetItem, words: Words, tags: dict[tuple[int, int], str]) -> None:
        first = words.items[0]
        shown = words.shown if len(words.items) == 1 else f"{words.shown}  ×{len(words.items)}"
        texts = {
            Choice.REDACT: next(
                (tags[i.part, i.start] for i in words.items if (i.part, i.start) in tags), ""
            ),
            Choice.KEEP: self.tr("as it is"),
            Choice.UNDECIDED: self.tr("redact or keep?"),
            None: self.tr("differs by place"),
        }
        states = {
            Choice.REDACT: Qt.CheckState.Checked,
            Choice.KEEP: Qt.CheckState.Unchecked,
        }
        sure = how_sure(first.score)
        why = f"{sure}: {reasons_words(first.reasons, first.label)}"
        main = f"{sure}: {main_reason(first.reasons, first.label)}"  # all of them are cut in the column
        row = QTreeWidgetItem(head, [shown, texts[words.choice], main])
        row.setFlags(row.flags() | Qt.ItemFlag.ItemIsUserCheckable)
        choice = words.choice
        state = states.get(choice, Qt.CheckState.PartiallyChecked) if choice else None
        row.setCheckState(0, state or Qt.CheckState.PartiallyChecked)
        row.setFont(0, self._theme.font(13, weight=500))
        row.setForeground(0, self._theme.colour("text"))
        is_tag = choice is Choice.REDACT
        row.setFont(1, self._theme.mono_font(12) if is_tag else self._theme.font(13))
        row.setForeground(1, self._theme.colour("ok" if is_tag else "warn"))
        row.setFont(2, self._theme.font(12))
        row.setForeground(2, self._theme.colour("text3"))
        row.setToolTip(0, shown)
        row.setToolTip(2, why)
        row.setSizeHint(0, QSize(0, self._theme.px(32)))
        row.setData(0, Qt.ItemDataRole.UserRole, words.key)
        row.setData(
            0,
            Qt.ItemDataRole.AccessibleTextRole,
            f"{type_name(first.label)}: {shown}, {texts[words.choice]}, {why}",
        )
        self._rows[words.key] = row
        self._values[words.key] = words
        for item in words.items:
            self._by_item[item.id] = words.key

    def _add_pointers(self, listed: list[Pointer], *, is_telling: bool) -> None:
        telling = self.tr("Together these can point at one person")
        title = telling if is_telling else self.tr("This may still point at somebody")
        head = self._add_head("quasi", f"{title} · {len(listed)}", None)
        for pointer in listed:
            key = pointer.key
            why = quasi_words(pointer.quasi)
            row = QTreeWidgetItem(head, [pointer.words, self.tr("as it is"), why])
            row.setData(0, Qt.ItemDataRole.UserRole, key)
            row.setForeground(0, self._theme.colour("text"))
            row.setForeground(1, self._theme.colour("warn"))
            row.setFont(2, self._theme.font(12))
            row.setForeground(2, self._theme.colour("text3"))
            row.setToolTip(0, pointer.words)
            row.setToolTip(2, why)
            row.setSizeHint(0, QSize(0, self._theme.px(32)))
            self._rows[key] = row
            self._values[key] = pointer

    def forget(self) -> None:
        """Show nothing any more."""
        self._is_filling = True
        self.clear()
        self._rows, self._by_item, self._values = {}, {}, {}

    def fit(self) -> None:
        """Give the columns their share of the width; the first takes what the reasons leave of theirs."""
        wide = self.viewport().width()
        tags = wide * _TAGS // 100
        words, reasons = self._needs()
        self.setColumnWidth(0, max(wide * _WORDS // 100, min(words, wide - tags - reasons)))
        self.setColumnWidth(1, tags)

    def _needs(self) -> tuple[int, int]:
        """Return how wide the words and the reasons are, with what stands beside them."""
        box = self.style().pixelMetric(QStyle.PixelMetric.PM_IndicatorWidth, None, self)
        beside, gap = 2 * self.indentation() + box + self._theme.px(20), self._theme.px(16)
        words = reasons = 0
        for row in self._rows.values():
            if row.parent() is None:  # a head goes over all columns
                continue
            words = max(words, QFontMetrics(row.font(0)).horizontalAdvance(row.text(0)) + beside)
            reasons = max(reasons, QFontMetrics(row.font(2)).horizontalAdvance(row.text(2)) + gap)
        return words, reasons

    def _tell(self) -> None:
        if not self._is_filling:
            self.chosen.emit(self.current_value())

    def _on_changed(self, row: QTreeWidgetItem, column: int) -> None:
        if self._is_filling or column != 0:
            return
        value = self._values.get(str(row.data(0, Qt.ItemDataRole.UserRole)))
        if isinstance(value, Words):
            self.toggled.emit(value, row.checkState(0) is Qt.CheckState.Checked)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Leave letters to the window, which has its own meaning for them."""
        if event.text().isalpha() and not event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            event.ignore()
        else:
            super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Have a current row as soon as the keyboard is here."""
        super().focusInEvent(event)
        first = self.topLevelItem(0)
        if self.currentItem() is None and first is not None:
            self.setCurrentItem(first.child(0) or first)

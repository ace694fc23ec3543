"""A message's leaves as a column of block widgets, of which only the changed ones are touched."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TypeAlias

from PySide6.QtCore import QRect, Qt, Signal
from PySide6.QtWidgets import QToolButton, QWidget

from ui.transcript.code import CodeBlock
from ui.transcript.leaves import Code, Leaf, Paragraph, Prose, Rule, Table, Thinking, is_rtl
from ui.transcript.look import Look
from ui.transcript.prose import TextBlock
from ui.transcript.table import TableBlock
from ui.transcript.thinking import ThinkingBlock

Block: TypeAlias = TextBlock | CodeBlock | TableBlock | ThinkingBlock
_FULL_RUN = 60  # leaves in one document; a longer text goes on in the next


@dataclass(slots=True)
class _Slot:
    """A block widget and the leaves it shows."""

    block: Block
    start: int
    end: int
    height: int = -1
    settled: bool = False


class Body(QWidget):
    """The blocks of one message."""

    copied = Signal(str)
    link_clicked = Signal(str)
    resized = Signal()

    def __init__(self, look: Look, width: int, parent: QWidget) -> None:
        super().__init__(parent)
        self._look = look
        self._leaves: list[Leaf] = []
        self._slots: list[_Slot] = []
        self._width = width
        self._reachable = False
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)

    def show_leaves(self, leaves: Sequence[Leaf], first: int = 0, *, settled: bool) -> None:
        """Show these leaves; those before ``first`` are known to be the same as before.

        Args:
            leaves: all of them.
            first: index of the first that changed.
            settled: no more text follows.
        """
        self._leaves = list(leaves)
        at = next((i for i, slot in enumerate(self._slots) if slot.end > first), len(self._slots))
        if at and at == len(self._slots):
            at -= 1  # what follows may belong to the last run, and a code block may be complete now
        start = self._slots[at].start if at < len(self._slots) else first
        runs = list(_runs(leaves, start))
        for offset, (begin, end) in enumerate(runs):
            index = at + offset
            if index < len(self._slots) and self._fits(self._slots[index].block, leaves[begin]):
                slot = self._slots[index]
                self._fill(slot, begin, end, first, settled=settled or end < len(leaves))
            else:
                self._drop(index)
                slot = _Slot(self._make(leaves[begin]), begin, begin)
                self._slots.append(slot)
                self._fill(slot, begin, end, begin, settled=settled or end < len(leaves))
        self._drop(at + len(runs))

    def lay_out(self, width: int) -> int:
        """Place the blocks below each other and return the height, both in pixels."""
        top = 0
        for slot in self._slots:
            leaf = self._leaves[slot.start]
            before = self._leaves[slot.start - 1] if slot.start else None
            top += self._look.gap(before, leaf)
            indent = 0
            if isinstance(leaf, Code | Table):
                indent = min(self._look.indent(leaf.place), width // 3)
            if slot.height < 0 or width != self._width:
                slot.height = slot.block.lay_out(width - indent)
            place = QRect(
                0 if indent and self._runs_rtl(slot.start) else indent, top, width - indent, slot.height
            )
            if slot.block.geometry() != place:
                slot.block.setGeometry(place)
            top += slot.height
        self._width = width
        return top

    def set_reachable(self, reachable: bool) -> None:
        """Let Tab come to the blocks and their buttons, or only the mouse."""
        self._reachable = reachable
        for slot in self._slots:
            self._apply_reachable(slot.block)

    def mark(self, words: str, line: int, column: int) -> int | None:
        """Mark words at a place of the source; return how far from the top they are, or None.

        Args:
            words: what to mark; "" only unmarks.
            line: line of the message's source.
            column: characters into that line.
        """
        found: int | None = None
        for number, slot in enumerate(self._slots):
            following = self._slots[number + 1].start if number + 1 < len(self._slots) else None
            past = following is not None and self._leaves[following].line <= line
            here = words if found is None and not past else ""
            inside = self._mark_in(slot, here, line, column)
            if inside is not None:
                found = slot.block.y() + inside
        return found

    def flag(self, tags: Sequence[str]) -> None:
        """Flag placeholders wherever they stand; () takes the flags away."""
        for slot in self._slots:
            match slot.block:
                case TextBlock() | TableBlock() | ThinkingBlock() as block:
                    block.flag(tags)
                case CodeBlock() as block:
                    block.view.flag(tags)

    def wipe(self) -> None:
        """Empty every document now."""
        for slot in self._slots:
            match slot.block:
                case TextBlock() as block:
                    block.clear()
                case CodeBlock() as block:
                    block.wipe()
                case TableBlock() as block:
                    block.wipe()
                case ThinkingBlock() as block:
                    block.wipe()
        self._leaves = []
        self._slots = []

    def _runs_rtl(self, index: int) -> bool:
        """Whether the list or quote that a leaf stands in is written from right to left."""
        words = (leaf.text for leaf in reversed(self._leaves[:index]) if isinstance(leaf, Paragraph))
        return next((rtl for text in words if (rtl := is_rtl(text)) is not None), False)

    def _mark_in(self, slot: _Slot, words: str, line: int, column: int) -> int | None:
        if isinstance(slot.block, TextBlock):
            index = max(
                (i for i in range(slot.start, slot.end) if self._leaves[i].line <= line), default=slot.start
            )
            near = max(0, column - len(words)) if self._leaves[index].line == line else 0
            return slot.block.mark(words, index - slot.start, near)
        if isinstance(slot.block, CodeBlock):
            return slot.block.view.mark(words, 0)
        return 0 if words else None

    def _fill(self, slot: _Slot, begin: int, end: int, first: int, *, settled: bool) -> None:
        before = (slot.start, slot.end)
        slot.start, slot.end = begin, end
        leaf = self._leaves[begin]
        if first >= end and before == (begin, end):
            if settled and not slot.settled and isinstance(slot.block, CodeBlock) and isinstance(leaf, Code):
                slot.settled = True
                slot.block.show_code(leaf, settled=True)
            return
        slot.settled = settled
        slot.height = -1
        match slot.block, leaf:
            case TextBlock() as block, Paragraph() | Rule():
                prose: list[Prose] = [
                    own for own in self._leaves[begin:end] if isinstance(own, Paragraph | Rule)
                ]
                block.show_leaves(prose, max(0, min(first, before[1]) - begin))
            case CodeBlock() as block, Code():
                block.show_code(leaf, settled=settled)
            case TableBlock() as block, Table():
                block.show_table(leaf)
            case ThinkingBlock() as block, Thinking():
                block.show_thoughts(leaf)
            case _:  # _fits chose the block by the leaf
                pass

    def _make(self, leaf: Leaf) -> Block:
        block: Block
        match leaf:
            case Code():
                block = CodeBlock(self._look, self)
            case Table():
                block = TableBlock(self._look, self)
            case Thinking():
                block = ThinkingBlock(self._look, self)
                block.resized.connect(self._on_block_resized)
            case Paragraph() | Rule():
                block = TextBlock(self._look, self._width, self)
                block.setAccessibleName(self.tr("Text"))
                block.link_clicked.connect(self.link_clicked)
        block.copied.connect(self.copied)
        self._apply_reachable(block)
        block.show()
        return block

    def _fits(self, block: Block, leaf: Leaf) -> bool:
        wanted = {Code: CodeBlock, Table: TableBlock, Thinking: ThinkingBlock}.get(type(leaf), TextBlock)
        return type(block) is wanted

    def _drop(self, index: int) -> None:
        for slot in self._slots[index:]:
            slot.block.hide()
            slot.block.deleteLater()
        del self._slots[index:]

    def _apply_reachable(self, block: Block) -> None:
        text = Qt.FocusPolicy.StrongFocus if self._reachable else Qt.FocusPolicy.ClickFocus
        button = Qt.FocusPolicy.TabFocus if self._reachable else Qt.FocusPolicy.NoFocus
        match block:
            case TextBlock():
                block.setFocusPolicy(text)
            case CodeBlock() | TableBlock():
                block.view.setFocusPolicy(text)
            case ThinkingBlock():
                if block.body is not None:
                    block.body.setFocusPolicy(text)
        for own in block.findChildren(QToolButton, options=Qt.FindChildOption.FindDirectChildrenOnly):
            own.setFocusPolicy(button)

    def _on_block_resized(self) -> None:
        for slot in self._slots:
            if slot.block is self.sender():
                slot.height = -1
                self._apply_reachable(slot.block)
        self.resized.emit()


def _runs(leaves: Sequence[Leaf], start: int) -> list[tuple[int, int]]:
    """Group leaves from ``start``: neighbours of running text together, everything else alone."""
    runs: list[tuple[int, int]] = []
    for index in range(start, len(leaves)):
        prose = isinstance(leaves[index], Paragraph | Rule)
        if runs and prose and isinstance(leaves[runs[-1][0]], Paragraph | Rule):
            begin, end = runs[-1]
            if end == index and end - begin < _FULL_RUN:
                runs[-1] = (begin, index + 1)
                continue
        runs.append((index, index + 1))
    return runs

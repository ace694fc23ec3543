"""Tables of figures, for a terminal or as Markdown."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

Row = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Table:
    """A heading, the names of the columns, and rows of text; the first column is the name of the row."""

    title: str
    columns: Row
    rows: Sequence[Row]

    def text(self) -> str:
        """Aligned with blanks."""
        lines = [self.columns, *self.rows]
        widths = [max(len(line[at]) for line in lines) for at in range(len(self.columns))]
        padded = ["  ".join(_pad(line, widths)).rstrip() for line in lines]
        return "\n".join([self.title, "-" * len(self.title), *padded, ""])

    def markdown(self) -> str:
        """As a Markdown table, right-aligned but for the first column."""
        rule = "|---|" + "---:|" * (len(self.columns) - 1)
        lines = ["| " + " | ".join(cell.replace("|", "\\|") for cell in row) + " |" for row in self.rows]
        return "\n".join([f"### {self.title}", "", "| " + " | ".join(self.columns) + " |", rule, *lines, ""])


def percent(share: float | None) -> str:
    """A share as a percentage with one decimal, rounded down so that 100.0 means all."""
    return "" if share is None else f"{int(share * 1000) / 10:.1f}"


def verdict(value: float | None, goal: float | None, *, most: bool = False) -> str:
    """Whether a goal is met: "met", "not met", or "" where there is none or nothing was measured."""
    if value is None or goal is None:
        return ""
    reached = value <= goal if most else value >= goal
    return "met" if reached else "not met"


def _pad(line: Row, widths: Sequence[int]) -> list[str]:
    first, *rest = (
        cell.ljust(width) if at == 0 else cell.rjust(width)
        for at, (cell, width) in enumerate(zip(line, widths, strict=True))
    )
    return [first, *rest]

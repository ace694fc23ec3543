"""Cases with marks: ⟦LABEL|value⟧ is private, all else may stay."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

from app.redaction.findings import Finding

_FOLDER = Path(__file__).parent
_MARK = re.compile(r"⟦(\w+)\|(.*?)⟧", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Marked:
    """A text and what is private in it: (start, end, label)."""

    text: str
    spans: tuple[tuple[int, int, str], ...]

    def open_values(self, findings: tuple[Finding, ...]) -> list[str]:
        """Return the marked values of which a letter or a digit is in no finding."""
        hidden = {position for finding in findings for position in range(finding.start, finding.end)}
        return [
            self.text[start:end]
            for start, end, _ in self.spans
            if any(self.text[i].isalnum() and i not in hidden for i in range(start, end))
        ]


def marked(source: str) -> Marked:
    """Read one case."""
    text, spans, position = "", [], 0
    for mark in _MARK.finditer(source):
        text += source[position : mark.start()]
        spans.append((len(text), len(text) + len(mark[2]), mark[1]))
        text += mark[2]
        position = mark.end()
    return Marked(text + source[position:], tuple(spans))


def private_cases() -> list[Marked]:
    paragraphs = (_FOLDER / "private.txt").read_text("utf-8").strip("\n").split("\n\n")[1:]
    return [marked(paragraph) for paragraph in paragraphs]


def address_cases() -> list[Marked]:
    return [marked(case) for case in _between_dashes("addresses.txt")]


def no_address_cases() -> list[str]:
    return _between_dashes("no_addresses.txt")


def _between_dashes(file: str) -> list[str]:
    return (_FOLDER / file).read_text("utf-8").strip("\n").split("\n---\n")[1:]


def clean_cases() -> list[str]:
    return (_FOLDER / "clean.txt").read_text("utf-8").splitlines()[1:]

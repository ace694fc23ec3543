"""Read the natural questions about paragraphs of the corpus.

`lessons/natural_*.txt` hold questions written by hand and answers copied from the paragraph, but not the paragraphs, which keep
their own licences in the corpus: each is named by the first twelve digits of its SHA-256.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from pathlib import Path

from parsing import Passage


def read_natural(paths: Iterable[Path], texts: Iterable[str]) -> list[Passage]:
    """Return the paragraphs among `texts` that have questions; answers that do not stand in them are left out."""
    asked = {name: lines for path in paths for name, lines in _sections(path)}
    found = []
    for paragraph in _paragraphs(texts):
        name = hashlib.sha256(paragraph.encode()).hexdigest()[:12]
        lines = asked.pop(name, None)
        if lines is not None:
            found.append(_passage(paragraph, lines))
    return found


def _passage(paragraph: str, lines: list[str]) -> Passage:
    answered: list[tuple[str, str]] = []
    unanswered: list[str] = []
    for line in lines:
        mark, _, rest = line.partition(" ")
        question, is_answered, answer = (part.strip() for part in rest.partition(" = "))
        if mark == "-" and not is_answered:
            unanswered.append(question)
        elif mark == "?" and answer and answer.rstrip(".").lower() in paragraph.lower():
            answered.append((question, f"{answer.rstrip('.')}."))
    return Passage(paragraph, tuple(answered), tuple(unanswered))


def _sections(path: Path) -> Iterator[tuple[str, list[str]]]:
    for block in path.read_text(encoding="utf-8").split("== ")[1:]:
        name, *lines = block.splitlines()
        yield name.strip()[:12], [line for line in lines if line.strip()]


def _paragraphs(texts: Iterable[str]) -> Iterator[str]:
    for text in texts:
        for paragraph in text.split("\n\n"):
            yield " ".join(paragraph.split())

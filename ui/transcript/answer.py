"""An answer as leaves: what the model thought, if it says so, and then Markdown.

Reasoning models write ``<think>…</think>`` before their answer. Some templates put the opening tag into
the prompt, so that an answer can begin with thoughts and only close them: a line that is ``</think>``
alone makes everything before it thoughts.
"""

from __future__ import annotations

import re

from ui.transcript.leaves import Leaf, Thinking
from ui.transcript.markdown import (
    MarkdownParser,
    MarkdownStream,
    first_difference,
    normalise,
    parse_markdown,
)

_OPEN, _CLOSE = "<think>", "</think>"
_LONE_CLOSE = re.compile(r"^[ \t]*</think>[ \t]*(?:\n|\Z)", re.MULTILINE)
_LONE_CLOSE_LINE = re.compile(r"^[ \t]*</think>[ \t]*\n", re.MULTILINE)


class AnswerStream:
    r"""The leaves of an answer that grows.

    Attributes:
        leaves: all leaves so far.
        text: everything that was fed, with ``\n`` line ends.
    """

    def __init__(self) -> None:
        self.leaves: list[Leaf] = []
        self.text = ""
        self._held = ""
        self._parser = MarkdownParser()
        self._body: MarkdownStream | None = None
        self._thoughts: Thinking | None = None

    def feed(self, text: str) -> int:
        """Take more text.

        Returns:
            Index of the first leaf that changed; ``len(leaves)`` when none did.
        """
        text = self._held + text
        self._held = "\r" if text.endswith("\r") else ""
        text = normalise(text.removesuffix("\r"))
        seen = len(self.text)
        self.text += text
        if self._body is None:
            return self._begin()
        if self._thoughts is None and _CLOSE in self.text[max(0, seen - 200) :]:
            found = _LONE_CLOSE_LINE.search(self.text)
            if found is not None:
                return self._split_at(0, found.start(), found.end())
        return self._grow(self._body, text)

    def finish(self) -> int:
        """Read the whole once more, as ``parse_answer`` does.

        Returns:
            Index of the first leaf that changed; ``len(leaves)`` when none did.
        """
        self.text += normalise(self._held)
        self._held = ""
        old, self.leaves = self.leaves, parse_answer(self.text)
        return first_difference(old, self.leaves)

    def _begin(self) -> int:
        """Decide whether the answer begins with thoughts, and hold back until that is clear."""
        start = self.text.lstrip()
        if len(start) < len(_OPEN) and _OPEN.startswith(start):
            return 0
        if not start.startswith(_OPEN):
            self._body = MarkdownStream(self._parser)
            found = _LONE_CLOSE_LINE.search(self.text)
            if found is not None:
                return self._split_at(0, found.start(), found.end())
            return self._grow(self._body, self.text)
        inside = len(self.text) - len(start) + len(_OPEN)
        end = self.text.find(_CLOSE, inside)
        if end >= 0:
            return self._split_at(inside, end, end + len(_CLOSE))
        shown = self.text[inside : len(self.text) - _overlap(self.text[inside:], _CLOSE)]
        self._thoughts = Thinking(shown.strip(), closed=False)
        self.leaves = [self._thoughts]
        return 0

    def _split_at(self, begin: int, end: int, rest: int) -> int:
        """Make ``text[begin:end]`` the thoughts and what follows ``rest`` the answer."""
        self._thoughts = Thinking(self.text[begin:end].strip(), closed=True)
        self._body = MarkdownStream(self._parser, line=self.text.count("\n", 0, rest))
        self.leaves = [self._thoughts]
        self._grow(self._body, self.text[rest:])
        return 0

    def _grow(self, body: MarkdownStream, text: str) -> int:
        first = body.feed(text)
        offset = 0 if self._thoughts is None else 1
        del self.leaves[offset + first :]
        self.leaves += body.leaves[first:]
        return offset + first


def parse_answer(text: str) -> list[Leaf]:
    """Return the leaves of a whole answer."""
    text = normalise(text)
    start = text.lstrip()
    if start.startswith(_OPEN):
        inside = start[len(_OPEN) :]
        end = inside.find(_CLOSE)
        if end < 0:
            return [Thinking(inside.strip(), closed=True)]
        rest = len(text) - len(inside) + end + len(_CLOSE)
        return [
            Thinking(inside[:end].strip(), closed=True),
            *parse_markdown(text[rest:], line=text.count("\n", 0, rest)),
        ]
    found = _LONE_CLOSE.search(text)
    if found is None:
        return parse_markdown(text)
    return [
        Thinking(text[: found.start()].strip(), closed=True),
        *parse_markdown(text[found.end() :], line=text.count("\n", 0, found.end())),
    ]


def without_thoughts(text: str) -> str:
    """Return the source of an answer without what the model thought."""
    text = normalise(text)
    start = text.lstrip()
    if start.startswith(_OPEN):
        return start.partition(_CLOSE)[2].strip()
    found = _LONE_CLOSE.search(text)
    return text[found.end() :].strip() if found is not None else text


def _overlap(text: str, tag: str) -> int:
    """Return how many last characters of ``text`` may be the beginning of ``tag``."""
    return next((n for n in range(min(len(tag) - 1, len(text)), 0, -1) if text.endswith(tag[:n])), 0)

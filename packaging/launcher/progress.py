"""The steps of a set-up on standard error, and the readers of what pip and ninja print."""

from __future__ import annotations

import shutil
import sys
import time
from typing import TypeAlias

Count: TypeAlias = tuple[int, int]


class Progress:
    """One line that is kept up to date on a terminal, plain lines elsewhere."""

    def __init__(self) -> None:
        self._terminal = sys.stderr.isatty()
        self._number = self._steps = self._quarter = 0
        self._title = self._note = self._counted = ""
        self._began = self._shown = 0.0

    def begin(self, steps: int) -> None:
        """Say how many steps there will be."""
        self._steps = steps

    def step(self, title: str, note: str) -> None:
        """Finish the current step and begin the next."""
        self.end()
        self._number += 1
        self._title = title
        self._began = time.monotonic()
        self.part(note)

    def part(self, note: str) -> None:
        """Go on to another part of the same step."""
        self._note, self._counted, self._quarter = note, "", 0
        if not self._terminal:
            _print(f"{self._head()}: {note}")
        self.tick()

    def count(self, done: int, total: int) -> None:
        """Show how far the part is."""
        self._counted = f"{done}/{total}"
        quarter = 4 * done // max(total, 1)
        if not self._terminal and quarter > self._quarter:
            _print(f"      {self._counted} after {self._elapsed()}")
        self._quarter = max(quarter, self._quarter)
        self.tick()

    def tick(self) -> None:
        """Redraw the line, at most ten times a second."""
        if self._terminal and self._title and time.monotonic() - self._shown > 0.1:
            self._shown = time.monotonic()
            text = "  ".join(filter(None, [self._head(), self._counted, self._elapsed(), self._note]))
            sys.stderr.write("\r\x1b[K" + text[: shutil.get_terminal_size().columns - 1])
            sys.stderr.flush()

    def end(self) -> None:
        """Finish the current step."""
        if self._title and self._terminal:
            sys.stderr.write("\r\x1b[K")
            _print(f"{self._head()}: done in {self._elapsed()}")
        self._title = ""

    def _head(self) -> str:
        return f"[{self._number}/{self._steps}] {self._title}"

    def _elapsed(self) -> str:
        return "%d:%02d" % divmod(int(time.monotonic() - self._began), 60)


def _print(text: str) -> None:
    print(text, file=sys.stderr, flush=True)


def ninja_count(line: str) -> Count | None:
    """Read ninja's "[12/83] ..."; None for any other line."""
    text = line.strip()
    done, slash, total = text[1:].partition("]")[0].partition("/")
    if not (text.startswith("[") and slash and done.isdigit() and total.isdigit()):
        return None
    return int(done), int(total)


class PipCount:
    """Counts the packages that pip has collected, of the pins in a requirements file."""

    def __init__(self, requirements: bytes) -> None:
        self._total = sum(b"==" in line.split(b";")[0] for line in requirements.splitlines())
        self._done = 0

    def __call__(self, line: str) -> Count | None:
        """Read a line of pip's output; None where it tells nothing new."""
        if not line.startswith(("Collecting ", "Processing ", "Requirement already satisfied", "Ignoring ")):
            return None
        self._done = min(self._done + 1, self._total)
        return self._done, self._total

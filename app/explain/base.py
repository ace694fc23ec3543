"""What the words of all errors share: the pair of sentences, the facts that go into them, figures."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeAlias

from models.errors import Fact

Translate: TypeAlias = Callable[[str, str], str]


def as_it_is(context: str, sentence: str) -> str:
    """Leave a sentence in English."""
    del context
    return sentence


@dataclass(frozen=True, slots=True)
class Explanation:
    """One sentence of what happened and the next step."""

    title: str
    advice: str


@dataclass(frozen=True, slots=True)
class Words:
    """The translator and the facts of the error that is being worded."""

    translate: Translate
    facts: dict[str, Fact]

    def text(self, name: str) -> str:
        """Return a fact as text, "?" where it is missing."""
        return str(self.facts.get(name, "?"))

    def number(self, name: str) -> float:
        """Return a fact as a number, 0 where it is missing."""
        value = self.facts.get(name, 0)
        return value if isinstance(value, int | float) else 0

    def has(self, name: str) -> bool:
        """Whether a fact is there and true."""
        return bool(self.facts.get(name, False))


Worded: TypeAlias = Callable[[Words], Explanation]
Table: TypeAlias = dict[type, Worded]


def readable_size(size_bytes: float) -> str:
    """Return a size as a person reads it: "512 B", "69 kB", "3.2 GB" (powers of 1000)."""
    value, units = float(size_bytes), ("B", "kB", "MB", "GB", "TB")
    for unit in units:
        if value < 999.5 or unit == units[-1]:
            return (
                f"{value:.1f} {unit}" if value < 9.95 and unit not in {"B", "kB"} else f"{value:.0f} {unit}"
            )
        value /= 1000
    raise AssertionError


def readable_wait(seconds: float) -> str:
    """Return a waiting time, rounded up: "12 s", "2 min"."""
    whole = max(1, -int(-seconds // 1))
    return f"{whole} s" if whole < 100 else f"{-(-whole // 60)} min"

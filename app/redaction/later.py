"""Patterns that are read when they are first asked: most texts ask few of them, and a start is quicker so.

Modules of patterns say ``from app.redaction import later as re``: what it offers of ``re`` is that of ``re``,
except that ``compile`` does not compile yet. What no text asked for is read in idle time (``read_waiting``),
so that the next one need not wait for it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from re import (
    DOTALL,
    IGNORECASE,
    MULTILINE,
    UNICODE,
    VERBOSE,
    M,
    Match,
    Pattern,
    S,
    escape,
    findall,
    finditer,
    fullmatch,
    match,
    search,
    split,
    sub,
)
from typing import Final, cast

from app.redaction.skipping import compiled

__all__ = [
    "DOTALL", "IGNORECASE", "MULTILINE", "UNICODE", "VERBOSE", "M", "Match", "Pattern", "S",
    "compile", "escape", "findall", "finditer", "fullmatch", "given_flags", "is_read", "match",
    "never_alone", "read_waiting", "reads_later", "search", "split", "sub",
]  # fmt: skip


class Later:
    """A pattern like those of ``re``, read at the first look; from then on it costs what they do.

    Args:
        pattern: as for ``re.compile``.
        flags: as for ``re.compile``.
    """

    def __init__(self, pattern: str, flags: int) -> None:
        self.pattern = pattern
        self.given_flags = int(flags)
        _WAITING[self] = None

    def __getattr__(self, name: str) -> object:
        """Read the pattern: this is called for what is not there yet."""
        if name not in _OFFERED:
            raise AttributeError(name)
        pattern = compiled(self.pattern, self.given_flags)
        vars(self).update((offered, getattr(pattern, offered)) for offered in _OFFERED)
        _WAITING.pop(self, None)
        return getattr(pattern, name)


_OFFERED: Final = frozenset({
    "findall", "finditer", "flags", "fullmatch", "groupindex", "groups", "match", "search", "split", "sub",
})  # fmt: skip
_WAITING: Final[dict[Later, None]] = {}
_STEPS: Final[list[Callable[[], Iterator[None]]]] = []


def compile(pattern: str, flags: int = 0) -> re.Pattern[str]:  # noqa: A001 (as in ``re``)
    """Return what ``re.compile`` does, which is not compiled before it is first asked."""
    return cast("re.Pattern[str]", Later(pattern, flags))


def given_flags(pattern: re.Pattern[str]) -> int:
    """Return the flags that a pattern was made with, perhaps without those written in it; reads nothing."""
    later = _later(pattern)
    return pattern.flags if later is None else later.given_flags


def is_read(pattern: re.Pattern[str]) -> bool:
    """Whether a pattern was compiled already."""
    later = _later(pattern)
    return later is None or "match" in vars(later)


def never_alone(pattern: re.Pattern[str]) -> None:
    """Say that a pattern is only asked as a part of others: it need not be read in idle time."""
    later = _later(pattern)
    if later is not None:
        _WAITING.pop(later, None)


def _later(pattern: object) -> Later | None:
    return pattern if isinstance(pattern, Later) else None


def reads_later(steps: Callable[[], Iterator[None]]) -> None:
    """Say what else is to be read in idle time, in steps of some milliseconds."""
    _STEPS.append(steps)


def read_waiting() -> Iterator[None]:
    """Read what nobody has asked yet, a step at a time."""
    for steps in tuple(_STEPS):
        yield from steps()
    for one in tuple(_WAITING):
        if one in _WAITING:  # it may have been asked meanwhile
            _ = cast("re.Pattern[str]", one).flags
            yield

"""A pattern that is read when it is first asked, because most texts never ask: a start is quicker so."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from functools import cached_property


class Later:
    """A pattern like those of ``re``, read at the first look; from then on it costs what they do.

    Args:
        pattern: as for ``re.compile``.
        flags: as for ``re.compile``.
    """

    def __init__(self, pattern: str, flags: int = 0) -> None:
        self._source = pattern
        self._flags = flags

    @cached_property
    def pattern(self) -> re.Pattern[str]:
        """The pattern itself."""
        return re.compile(self._source, self._flags)

    @cached_property
    def match(self) -> Callable[..., re.Match[str] | None]:
        """See ``re.Pattern.match``."""
        return self.pattern.match

    @cached_property
    def search(self) -> Callable[..., re.Match[str] | None]:
        """See ``re.Pattern.search``."""
        return self.pattern.search

    @cached_property
    def finditer(self) -> Callable[..., Iterator[re.Match[str]]]:
        """See ``re.Pattern.finditer``."""
        return self.pattern.finditer

"""Plus codes: a place of fourteen metres each."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from app.redaction import later as re

_PLUS_CODE: Final = re.compile(
    r"(?<![\w+/=])(?=[A-Z]{0,7}\d)(?:[2-9CFGHJMPQRVWX]{8}|[2-9CFGHJMPQRVWX]{4}(?=\+\w{2,3},?[ ][A-Z]))\+[2-9CFGHJMPQRVWX]{2,3}(?![\w+/=])"
)


def plus_codes(text: str) -> Iterator[tuple[int, int]]:
    """Yield where they stand."""
    position = text.find("+")
    while position >= 0:
        match = _PLUS_CODE.search(text, max(0, position - 9), position + 14)
        if match is not None:
            yield match.span()
        position = text.find("+", position + 1)

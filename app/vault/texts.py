"""Texts in and out of rows: what nobody means is replaced, and what a damaged page gives is told apart."""

from __future__ import annotations

from app.errors import DatabaseDamaged
from app.vault.segments import REPLACEMENT, without_separators


def storable(text: str) -> str:
    """Return a user's text as it is kept: U+0000 would end it for FTS5's highlight, U+0016 is ours.

    Nobody means either of them.
    """
    return without_separators(text.replace("\0", REPLACEMENT))


def whole(stored: str) -> str:
    """Return a text that runs over no damaged page: SQLCipher gives zeros for the first one that fails.

    Raises:
        DatabaseDamaged: it holds U+0000, which ``storable`` has let nobody store.
    """
    if "\0" in stored:
        raise DatabaseDamaged(reason="page")
    return stored

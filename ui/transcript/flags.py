"""Where placeholders that a chat never had stand in what is shown of an answer."""

from __future__ import annotations

from collections.abc import Sequence


def flagged(text: str, tags: Sequence[str]) -> list[tuple[int, int]]:
    """Return place and length, in UTF-16 units, of what stands for one of these placeholders.

    Models write them in many forms ("[Person 9]", "(PERSON_9)"); each is known as when it came.
    """
    if not tags:
        return []
    from app.redaction.restorer import restore  # few answers need it

    found = (flag for flag in restore(text, {}).flags if flag.tag in tags)
    return [(units(text[: flag.start]), units(text[flag.start : flag.end])) for flag in found]


def units(text: str) -> int:
    """Return the length of a text as Qt counts it."""
    return len(text) if text.isascii() else len(text.encode("utf-16-le", "surrogatepass")) // 2

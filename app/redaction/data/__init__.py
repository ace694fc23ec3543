"""Word lists, made by hand: lower case, separated by white space or, where names have spaces, one a line."""

from __future__ import annotations

import functools
from pathlib import Path

_FOLDER = Path(__file__).parent


@functools.cache
def words(name: str) -> frozenset[str]:
    """Return the words of ``name.txt``; "#" begins a comment."""
    lines = (_FOLDER / f"{name}.txt").read_text("utf-8").splitlines()
    return frozenset(word for line in lines for word in line.partition("#")[0].lower().split())


@functools.cache
def lines(name: str) -> frozenset[str]:
    """Return the lines of ``name.txt``, lower case; "#" begins a comment."""
    read = (_FOLDER / f"{name}.txt").read_text("utf-8").splitlines()
    return frozenset(line for raw in read if (line := raw.partition("#")[0].strip().lower()))

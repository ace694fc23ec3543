"""What is typed into a passphrase field, in a place of our own that can be wiped."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import TypeVar

Result = TypeVar("Result")


class Secret:
    """Characters in a buffer that never moves, so that no copy of them stays behind when they are wiped.

    A ``str`` cannot be wiped, and Qt frees each of its copies as it is: both would leave the passphrase in
    freed memory until something else happens to need that place.
    """

    def __init__(self, capacity: int) -> None:
        self._room = memoryview(bytearray(4 * capacity)).cast("I")
        self._length = 0

    def __del__(self) -> None:
        self.wipe()

    def __len__(self) -> int:
        return self._length

    def __iter__(self) -> Iterator[str]:
        return map(chr, self._room[: self._length])

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Secret):
            return NotImplemented
        return self._room[: self._length] == other._room[: other._length]

    __hash__ = None  # type: ignore[assignment]  # it changes

    def __repr__(self) -> str:
        return "<Secret>"

    def replace(self, start: int, end: int, text: str) -> None:
        """Put as much of a text as there is room for in the place of some characters."""
        room, old = self._room, self._length
        text = text[: len(room) - (old - (end - start))]
        middle = start + len(text)
        self._length = new = middle + old - end
        room[middle:new] = room[end:old]
        for place, character in enumerate(text, start):
            room[place] = ord(character)
        for place in range(new, old):
            room[place] = 0

    def take(self, other: Iterable[str]) -> None:
        """Hold the characters of another one."""
        self.wipe()
        for character in other:
            self.replace(self._length, self._length, character)

    def wipe(self) -> None:
        """Keep nothing."""
        self.replace(0, self._length, "")

    def encoded(self) -> bytearray:
        """Return it in UTF-8, for ``used_up``."""
        # Made at once in its full size: what grows leaves its earlier, smaller copies behind.
        made = bytearray(sum(len(_encoded(character)) for character in self))
        place = 0
        for character in self:
            piece = _encoded(character)
            made[place : place + len(piece)] = piece
            place += len(piece)
        return made


def _encoded(character: str) -> bytes:
    return character.encode("utf-8", "surrogatepass")  # half a pair is for the core to refuse


def used_up(secret: bytearray, use: Callable[[bytearray], Result]) -> Result:
    """Use a secret and wipe it, whatever comes of it."""
    try:
        return use(secret)
    finally:
        secret[:] = bytes(len(secret))

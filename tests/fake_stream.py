"""An iterator with a cancel token, as a stream across the pipe is."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TypeVar

from models.cancel import CancelToken

Item = TypeVar("Item")


class FakeStream(Iterator[Item]):
    """The items of a generator, until its service is dead."""

    def __init__(
        self, steps: Callable[[CancelToken], Iterator[Item]], check_alive: Callable[[], None]
    ) -> None:
        self.token = CancelToken()
        self._steps = steps(self.token)
        self._check_alive = check_alive

    def __next__(self) -> Item:
        self._check_alive()
        item = next(self._steps)
        self._check_alive()
        return item

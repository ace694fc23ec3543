"""What a look at a text costs, in processor time: the best of three, so that a busy machine counts little."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable


def is_linear(look: Callable[[str], Iterable[object]], worst: str, *, sizes: tuple[int, int]) -> bool:
    """Whether a text of ``worst`` over and over costs no more than three times what its length explains."""
    short, long = (_seconds(look, (worst * (size // len(worst) + 1))[:size]) for size in sizes)
    return long < 3 * (sizes[1] / sizes[0]) * max(short, 0.002)


def _seconds(look: Callable[[str], Iterable[object]], text: str) -> float:
    best = float("inf")
    for _ in range(3):
        began = time.process_time()
        list(look(text))
        best = min(best, time.process_time() - began)
    return best

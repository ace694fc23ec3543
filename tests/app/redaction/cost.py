"""What a look at a text costs, in processor time: the best of three, so that a busy machine counts little.

Other work can only add to a measurement, so one that keeps within its limit needs no second.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable


def is_linear(look: Callable[[str], Iterable[object]], worst: str, *, sizes: tuple[int, int]) -> bool:
    """Whether a text of ``worst`` over and over costs no more than three times what its length explains."""
    short, long = ((worst * (size // len(worst) + 1))[:size] for size in sizes)
    base = min(seconds(lambda: list(look(short))) for _ in range(3))
    return keeps_within(3 * (sizes[1] / sizes[0]) * max(base, 0.002), lambda: list(look(long)))


def keeps_within(limit: float, work: Callable[[], object]) -> bool:
    """Whether one of three runs costs less than so many seconds."""
    return any(seconds(work) < limit for _ in range(3))


def seconds(work: Callable[[], object]) -> float:
    """Return what one run costs."""
    began = time.process_time()
    work()
    return time.process_time() - began

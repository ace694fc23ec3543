"""Promise: the speed of a server's answer is how fast it was written; one that came in one piece has none."""

from __future__ import annotations

from collections.abc import Callable

from models.cancel import CancelToken
from tests.app.cloud_steps import review, send
from tests.app.conftest import Room
from tests.fake_clock import FakeClock
from tests.fake_engine import Pause


class Lapse(Pause):
    """Time that passes between two pieces of an answer."""

    def __init__(self, clock: FakeClock, seconds: float) -> None:
        super().__init__()
        self._clock = clock
        self._seconds = seconds

    def pass_through(self, token: CancelToken, check_alive: Callable[[], None]) -> None:
        """Let the time pass."""
        self._clock.advance(self._seconds)


def speed(room: Room, *, seconds: float) -> float:
    chat = room.chat()
    room.services.cloud.script("One two ", Lapse(room.clock, seconds), "three.")
    provenance = send(room, review(room, chat)).provenance
    assert provenance is not None
    assert provenance.completion_tokens > 1
    return provenance.tokens_per_second


def test_an_answer_that_took_its_time_has_a_speed(room: Room) -> None:
    assert 0 < speed(room, seconds=2.0) < 100


def test_an_answer_in_one_piece_has_none(room: Room) -> None:
    assert speed(room, seconds=0.001) == 0.0

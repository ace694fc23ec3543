"""A question to the engine and its answer, for the tests of the engine."""

from __future__ import annotations

from pathlib import Path

from models.engine import (
    GenerationEvent,
    GenerationRequest,
    Sampling,
    Turn,
)
from models.worker import Engine

GREEDY = Sampling(temperature=0.0, repeat_penalty=1.0)
ROOT = Path(__file__).parents[2]
QUESTION = Turn("user", "What is the name of the house?")


def ask(
    engine: Engine,
    *turns: Turn,
    chat: str = "a",
    sampling: Sampling = GREEDY,
    most: int = 12,
    stop: tuple[str, ...] = (),
    grammar: str = "",
) -> list[GenerationEvent]:
    request = GenerationRequest(
        chat, turns or (QUESTION,), sampling, max_tokens=most, stop=stop, grammar=grammar
    )
    return list(engine.generate(request))

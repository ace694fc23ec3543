"""The engine process: the worker of ``models``, with no power but the model file that it has open."""

from __future__ import annotations

from app.process.sandbox import Powers
from models.engine import EngineStart
from models.worker import Engine
from models.worker import prepare as prepare_worker


def prepare(start: EngineStart) -> tuple[Engine, Powers]:
    """Return the engine and its powers; called before the sandbox closes.

    The worker opens what it needs beforehand, so no path has to be allowed at all.
    """
    return prepare_worker(start), Powers(memory_bytes=start.memory_bytes, file_bytes=0)

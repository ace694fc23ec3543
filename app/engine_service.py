"""The engine process: the worker of ``models`` with the power to read one model file."""

from __future__ import annotations

from pathlib import Path

from models.worker import Engine, needed_paths

from app.process.sandbox import Powers
from models.engine import EngineStart


def prepare(start: EngineStart) -> tuple[Engine, Powers]:
    """Return the engine and the only powers it gets; called before the sandbox closes."""
    engine = Engine(Path(start.model_path))
    powers = Powers(
        read=(start.model_path, *needed_paths()),
        memory_bytes=start.memory_bytes,
        file_bytes=0,
    )
    return engine, powers

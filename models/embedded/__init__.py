"""The small model that comes with the application, and what its card says about it."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path

__all__ = ["EMBEDDED", "EmbeddedModel", "Sampling", "embedded_model"]

EMBEDDED: EmbeddedModel

_FOLDER = Path(__file__).parent


@dataclass(frozen=True, slots=True)
class Sampling:
    """The sampling values that the card recommends."""

    temperature: float
    top_k: int
    top_p: float
    min_p: float
    repeat_penalty: float


@dataclass(frozen=True, slots=True)
class EmbeddedModel:
    """What the application needs to know of its built-in model."""

    name: str
    path: Path
    sha256: str
    size: int
    parameters: int
    vocabulary: int
    context: int
    memory: int
    licence: str
    label: str
    sampling: Sampling


@cache
def embedded_model() -> EmbeddedModel:
    """Read the card once; the model file itself is not opened."""
    card = tomllib.loads((_FOLDER / "card.toml").read_text(encoding="utf-8"))
    return EmbeddedModel(
        name=card["name"],
        path=_FOLDER / card["file"],
        sha256=card["sha256"],
        size=card["size"],
        parameters=card["parameters"],
        vocabulary=card["vocabulary"],
        context=card["context"],
        memory=card["memory"],
        licence=card["licence"],
        label=card["label"],
        sampling=Sampling(**card["sampling"]),
    )


def __getattr__(name: str) -> EmbeddedModel:
    """Give `EMBEDDED` on first use, so that importing reads no file."""
    if name == "EMBEDDED":
        return embedded_model()
    raise AttributeError(name)

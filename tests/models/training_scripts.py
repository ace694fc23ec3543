"""The training scripts of the built-in model, imported as they import each other: they are no package."""

from __future__ import annotations

import contextlib
import importlib
import sys
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType

TRAINING = Path(__file__).parents[2] / "models" / "embedded" / "training"
LESSONS = TRAINING / "lessons"
_NAMES = (
    "judging",
    "heldout",
    "corpus",
    "reckoning",
    "sums",
    "listing",
    "slots",
    "rewording",
    "frames",
    "parsing",
    "drills",
    "asking",
    "natural",
    "quoting",
    "rendering",
    "data",
)


@contextlib.contextmanager
def training_scripts() -> Iterator[dict[str, ModuleType]]:
    """Yield them by name; what else had these names is put back afterwards."""
    before = {name: sys.modules.pop(name, None) for name in _NAMES}
    sys.path.insert(0, str(TRAINING))
    try:
        yield {name: importlib.import_module(name) for name in _NAMES}
    finally:
        sys.path.remove(str(TRAINING))
        for name, module in before.items():
            sys.modules.pop(name, None)
            if module is not None:
                sys.modules[name] = module

"""Scenarios that end badly: ``python -m tests.app.vault.faults SCENARIO FOLDER`` prints one JSON object."""

from __future__ import annotations

import json
import sys
from pathlib import Path

from tests.app.vault import fault_chat, fault_kills, fault_storage


def play(scenario: str, folder: Path) -> object:
    """Run the function of that name, wherever it is, and return what it found."""
    (module,) = [each for each in (fault_chat, fault_kills, fault_storage) if hasattr(each, scenario)]
    return getattr(module, scenario)(folder)


if __name__ == "__main__":
    print(json.dumps(play(sys.argv[1], Path(sys.argv[2]))))

"""Where this program's own code lies: what a confined process must still be able to read."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import app
import models


def runtime_paths() -> tuple[str, ...]:
    """Return the folders of this Python, its packages and our own code, each as narrow as it can be.

    They may well lie in the user's home; the home itself, or a folder above it, is never among them.
    """
    paths = {os.path.join(prefix, "lib") for prefix in (sys.base_prefix, sys.base_exec_prefix)}  # noqa: PTH118
    code = {str(Path(module.__file__).parent) for module in (app, models) if module.__file__}
    # The folder around our packages is a checkout, with whatever else lies in it.
    around_code = {str(Path(path).parent) for path in code}
    paths |= {entry for entry in sys.path if entry and entry not in around_code}
    paths |= code
    if getattr(sys, "frozen", False):
        paths.add(str(Path(sys.executable).parent))
    home = Path(os.path.expanduser("~")).resolve()  # noqa: PTH111 (Path's raises where there is no home)
    return tuple(sorted(path for path in paths if not home.is_relative_to(Path(path).resolve())))

"""The script and the launcher as modules, and a checkout to run them in."""

from __future__ import annotations

import importlib.machinery
import importlib.util
import sys
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from tests.launcher.checkout import ROOT, Checkout


@pytest.fixture(scope="module")
def launcher() -> Iterator[Any]:
    """The modules of packaging/launcher, as the script imports them."""
    sys.path.insert(0, str(ROOT / "packaging"))
    try:
        for name in ("environment", "set_up", "system", "progress", "developer"):
            importlib.import_module(f"launcher.{name}")
        yield sys.modules["launcher"]
    finally:
        sys.path.remove(str(ROOT / "packaging"))


@pytest.fixture
def script() -> ModuleType:
    """The root script as a module."""
    loader = importlib.machinery.SourceFileLoader("sotto_script", str(ROOT / "sotto"))
    spec = importlib.util.spec_from_loader("sotto_script", loader)
    assert spec is not None
    module = importlib.util.module_from_spec(spec)
    loader.exec_module(module)
    return module


@pytest.fixture
def checkout(tmp_path: Path) -> Checkout:
    return Checkout(tmp_path)

"""Promise: one process, one power, seen from the imports.

import-linter holds the rules (pyproject.toml) against the source; here the rules themselves are tested, and
what it cannot see: which libraries a running process has loaded.
"""

from __future__ import annotations

import importlib.util
import os
import pkgutil
import shutil
import subprocess
import sys
import tomllib
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).parent.parent
OURS = ("app", "ui", "models")
CONTRACTS: list[dict[str, Any]] = tomllib.loads((ROOT / "pyproject.toml").read_text())["tool"][
    "importlinter"
]["contracts"]

# Modules that somebody might write tomorrow.
VIOLATIONS = {
    "models/tomorrow.py": "import PySide6.QtCore, llama_cpp, jinja2, argon2, subprocess, socket, keyring\n"
    "import numpy, http.client, app.tasks",
    "app/vault/tomorrow.py": "def inside():\n    from models import worker, llama",
    "ui/tomorrow.py": "from app import tomorrow",
    "app/tomorrow.py": "from app.vault import store",
}


def lint(root: Path) -> str:
    command = "from importlinter.cli import lint_imports_command; lint_imports_command()"
    done = subprocess.run(
        [sys.executable, "-c", command, "--no-cache"],
        cwd=root,
        env=os.environ | {"PYTHONPATH": str(root), "COLUMNS": "200"},
        capture_output=True,
        text=True,
        check=False,
    )
    return done.stdout + done.stderr


def test_every_contract_breaks_on_a_planted_violation(tmp_path: Path) -> None:
    for package in OURS:
        shutil.copytree(
            ROOT / package, tmp_path / package, ignore=lambda _folder, names: unless_source(names)
        )
    shutil.copy(ROOT / "pyproject.toml", tmp_path)
    for path, text in VIOLATIONS.items():
        (tmp_path / path).write_text(text + "\n")
    report = lint(tmp_path)
    verdicts = {
        contract["name"]: word
        for contract in CONTRACTS
        for line in report.splitlines()
        for word in ("KEPT", "BROKEN")
        if line.startswith(f"{contract['name']} {word}")
    }
    assert verdicts == {contract["name"]: "BROKEN" for contract in CONTRACTS}, report


def unless_source(names: list[str]) -> list[str]:
    return [name for name in names if "." in name and not name.endswith(".py")]


def test_contracts_name_modules_that_exist() -> None:
    named = [
        module
        for contract in CONTRACTS
        for field in ("allowed_importers", "source_modules", "forbidden_modules", "layers")
        for module in contract.get(field, ())
        if module.split(".")[0] in OURS
    ]
    named += [
        side
        for contract in CONTRACTS
        for both in contract.get("ignore_imports", ())
        for side in both.split(" -> ")
    ]
    ours = [module for module in named if module.split(".")[0] in OURS]
    assert len(ours) > 10
    for module in ours:
        path = ROOT / module.replace(".", "/")
        assert path.with_suffix(".py").is_file() or (path / "__init__.py").is_file(), module


@pytest.mark.parametrize("name", [*OURS, "tests"])
def test_generic_package_names_resolve_inside_our_tree(name: str) -> None:
    spec = importlib.util.find_spec(name)
    assert spec is not None
    assert spec.origin == str(ROOT / name / "__init__.py")


def test_packaging_folder_does_not_shadow_the_packaging_library() -> None:
    assert not (ROOT / "packaging" / "__init__.py").exists()
    spec = importlib.util.find_spec("packaging")
    assert spec is not None
    assert spec.origin is not None
    assert "site-packages" in spec.origin


def loaded_by(code: str) -> set[str]:
    """Run code in a fresh interpreter; returns the top-level modules that it loaded."""
    code = f"{code}\nimport sys\nprint(*{{name.split('.')[0] for name in sys.modules}})"
    done = subprocess.run(
        [sys.executable, "-c", code],
        cwd=ROOT,
        env=os.environ | {"QT_QPA_PLATFORM": "offscreen"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return set(done.stdout.split())


def every_module(package: str) -> list[str]:
    folder = ROOT / package.replace(".", "/")
    found = pkgutil.walk_packages([str(folder)], prefix=package + ".")
    return [package, *(module.name for module in found if not module.name.endswith("__main__"))]


QT = {"PySide6", "shiboken6"}
MODEL = {"llama_cpp", "jinja2", "numpy"}
KEYS = {"sqlcipher3", "argon2", "cryptography"}
NEVER = {"diskcache", "pickle", "asyncio", "multiprocessing"}
NETWORK = {"ssl", "_ssl", "h11", "truststore", "http", "keyring", "secretstorage"}


def test_the_windows_process_never_loads_the_model_or_the_keys() -> None:
    loaded = loaded_by(
        "import " + ", ".join([*every_module("ui"), "app.assistant", "app.services", "app.__main__"])
    )
    assert loaded >= QT
    assert loaded & (MODEL | KEYS | NETWORK) == set()


def test_the_terminal_never_loads_qt_the_model_or_the_keys() -> None:
    loaded = loaded_by("import " + ", ".join([*every_module("app.cli"), "app.services", "app.__main__"]))
    assert "msgspec" in loaded
    assert loaded & (QT | MODEL | KEYS | NEVER | NETWORK) == set()


def test_the_gate_process_never_loads_qt_the_model_or_the_keys() -> None:
    loaded = loaded_by("import app.gate.service")
    assert {"ssl", "h11", "truststore"} <= loaded
    assert loaded & (QT | MODEL | KEYS | NEVER | {"http", "keyring", "certifi", "requests"}) == set()


def test_the_vault_process_never_loads_qt_or_the_model() -> None:
    loaded = loaded_by("import " + ", ".join(every_module("app.vault")))
    assert loaded >= KEYS
    assert loaded & (QT | MODEL | NEVER) == set()


def test_the_engine_process_never_loads_qt_or_the_keys_and_no_pickle_cache() -> None:
    loaded = loaded_by("import models.worker\nfrom models.llama import bindings\nbindings()")
    assert "llama_cpp" in loaded
    loaded.discard("pickle")  # jinja2's byte code cache imports it; nothing of ours may
    assert loaded & (QT | KEYS | NEVER | {"numpy"}) == set()


@pytest.mark.skipif(not Path("/proc/self/maps").exists(), reason="reads /proc/self/maps")
def test_the_engine_process_maps_each_library_once() -> None:
    code = (
        "from models.llama import bindings\nbindings()\n"
        "lines = [line.split() for line in open('/proc/self/maps') if 'llama_cpp' in line]\n"
        "print(*{(words[4], words[5].rpartition('/')[2].partition('.')[0]) for words in lines}, sep='\\n')\n"
    )
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True)
    names = [line.split("'")[3] for line in done.stdout.splitlines()]
    assert {"libggml", "libllama"} <= set(names)
    assert len(names) == len(set(names))

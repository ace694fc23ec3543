"""`./sotto test` and `./sotto lock`."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence

from launcher.environment import ENGINE, environment

CHECKS = (
    ("lint", ["-m", "ruff", "check", "--no-cache", "."]),
    ("format", ["-m", "ruff", "format", "--check", "--no-cache", "."]),
    ("types", ["-m", "mypy"]),
    (
        "layers",
        ["-c", "from importlinter.cli import lint_imports_command; lint_imports_command()", "--no-cache"],
    ),
)


def test(root: str, arguments: Sequence[str]) -> int:
    """Run every check, headless, without stopping at the first that fails; pytest's closing line comes last.

    Args:
        root: the checkout.
        arguments: ``--fast`` skips what is marked slow; everything else goes to pytest.
    """
    python = environment(root, window=True, extra="dev")
    options = ["-m", "not slow"] if "--fast" in arguments else []
    options += [argument for argument in arguments if argument != "--fast"]
    failed = []
    with tempfile.TemporaryDirectory(prefix="sotto-test-") as runtime:
        surroundings = {
            **os.environ,
            "PYTHONPATH": root,
            "QT_QPA_PLATFORM": "offscreen",
            "LANG": "C.UTF-8",
            "LC_ALL": "C.UTF-8",
            "XDG_RUNTIME_DIR": runtime,
        }
        for name, words in CHECKS:
            began = time.monotonic()
            done = subprocess.run(
                [python, "-P", *words],
                cwd=root,
                env=surroundings,
                text=True,
                capture_output=True,
                check=False,
            )
            verdict = "FAILED" if done.returncode else "ok"
            print(f"{name:<8}{verdict:<8}{time.monotonic() - began:5.1f} s", flush=True)
            if done.returncode:
                failed.append(name)
                print(done.stdout + done.stderr, flush=True)
        if failed:
            print("going on with the tests, although this failed: " + ", ".join(failed), flush=True)
        code = subprocess.call([python, "-P", "-m", "pytest", *options], cwd=root, env=surroundings)
        if code:  # a process can also die after its closing line
            print(f"tests   FAILED: pytest ended with {code}", file=sys.stderr, flush=True)
    return 1 if failed or code else 0


def lock(root: str, arguments: Sequence[str]) -> int:
    """Resolve pyproject.toml for every platform and Python, and write the pins with their hashes.

    Args:
        root: the checkout.
        arguments: for uv, such as ``--upgrade``.
    """
    uv = [environment(root, extra="release"), "-m", "uv", "pip", "compile", "--quiet", "--universal"]
    uv += ["--python-version", "3.11", "--generate-hashes", "--no-emit-index-url", "--no-annotate"]
    uv += ["--custom-compile-command", "./sotto lock", *arguments]
    app, dev = "requirements/app.txt", "requirements/dev.txt"
    for target, words in (
        (app, ["pyproject.toml", "--no-emit-package", ENGINE]),
        (dev, ["--group", "dev", "--constraint", app]),
        ("requirements/build.txt", ["--group", "build"]),
        ("requirements/release.txt", ["--group", "release", "--constraint", app, "--constraint", dev]),
        ("requirements/engine.txt", ["-", "--no-deps"]),
    ):
        command = [*uv, *words, "--output-file", target]
        if subprocess.run(command, cwd=root, input=_engine_pin(root), text=True, check=False).returncode:
            return 1
        print("locked " + target)
    return 0


def _engine_pin(root: str) -> str:
    with open(os.path.join(root, "pyproject.toml"), encoding="utf-8") as file:
        return next(line.strip().strip('",') for line in file if ENGINE + "==" in line)

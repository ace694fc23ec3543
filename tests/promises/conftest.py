"""The real program in its own processes, with a home of its own."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

import app

ROOT = Path(app.__file__).parent.parent
PASSPHRASE = "seven quiet walnuts"


@dataclass(frozen=True)
class Program:
    """Sotto in a home folder that belongs to one test."""

    home: Path

    @property
    def profile(self) -> Path:
        """Where this Sotto keeps everything."""
        return self.home / "profile"

    @property
    def temporary(self) -> Path:
        """Its TMPDIR."""
        return self.home / "tmp"

    @property
    def passphrase_file(self) -> Path:
        """Outside the home, so that a search of the home does not find it."""
        return self.home.parent / "passphrase"

    def environment(self) -> dict[str, str]:
        """Return a small, known environment."""
        self.temporary.mkdir(parents=True, exist_ok=True)
        return {
            "HOME": str(self.home),
            "TMPDIR": str(self.temporary),
            "PATH": os.environ["PATH"],
            "LANG": "C.UTF-8",
            "PYTHONPATH": str(ROOT),
            "PYTHONDONTWRITEBYTECODE": "1",
            "QT_QPA_PLATFORM": "offscreen",
        }

    def command(self, *arguments: str) -> list[str]:
        """Return the command line."""
        return [sys.executable, "-m", "app", "--profile", str(self.profile), *arguments]

    def start(self, *arguments: str, **options: Any) -> subprocess.Popen[str]:
        """Start it and return at once; a process group of its own."""
        return subprocess.Popen(
            self.command(*arguments),
            cwd=self.home.parent,
            env=self.environment(),
            text=True,
            stdin=options.pop("stdin", subprocess.DEVNULL),
            stdout=subprocess.PIPE,
            stderr=options.pop("stderr", subprocess.PIPE),
            start_new_session=True,
            **options,
        )

    def run(self, *arguments: str, typed: str = "") -> subprocess.CompletedProcess[str]:
        """Run it to its end with something on standard input."""
        return subprocess.run(
            self.command(*arguments),
            cwd=self.home.parent,
            env=self.environment(),
            text=True,
            input=typed,
            capture_output=True,
            timeout=120,
            check=False,
        )

    def ok(self, *arguments: str, typed: str = "") -> str:
        """Run it, expect success, return what it printed."""
        done = self.run(*arguments, typed=typed)
        assert done.returncode == 0, (arguments, done.stdout[-2000:], done.stderr[-2000:])
        return done.stdout

    def with_passphrase(self) -> tuple[str, str]:
        """Return the options that unlock."""
        self.passphrase_file.write_text(PASSPHRASE + "\n")
        return ("--passphrase-file", str(self.passphrase_file))


def json_lines(text: str) -> list[dict[str, Any]]:
    """Decode one object per line."""
    return [json.loads(line) for line in text.splitlines() if line]


@pytest.fixture
def program(tmp_path: Path) -> Program:
    home = tmp_path / "home"
    home.mkdir()
    return Program(home)


@pytest.fixture(scope="module")
def shared_program(tmp_path_factory: pytest.TempPathFactory) -> Program:
    """One vault for tests that only add to it."""
    home = tmp_path_factory.mktemp("shared") / "home"
    home.mkdir()
    made = Program(home)
    made.ok("vault", "create", *made.with_passphrase())
    return made

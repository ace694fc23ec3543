"""A small checkout with a home and cache of its own, in which the tests run the real script as a process."""

from __future__ import annotations

import base64
import hashlib
import os
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

ROOT = Path(__file__).parents[2]
HANG = 120.0


class Checkout:
    """A small checkout with a cache of its own, and the script run in it."""

    def __init__(self, folder: Path) -> None:
        self.root = folder / "checkout"
        self.cache = folder / "cache" / "sotto"
        self.wheels = folder / "wheels"
        self.elsewhere = folder / "elsewhere"
        for made in (self.root / "app", self.root / "requirements", self.wheels, self.elsewhere):
            made.mkdir(parents=True)
        shutil.copy(ROOT / "sotto", self.root)
        shutil.copytree(ROOT / "packaging" / "launcher", self.root / "packaging" / "launcher")
        for name in ("engine.txt", "engine.cmake"):
            shutil.copy(ROOT / "requirements" / name, self.root / "requirements")
        (self.root / "pyproject.toml").write_text('version = "9.8.7"\n')
        (self.root / "requirements/app.txt").write_text(
            make_wheel(self.wheels, "tiny", {"tiny.py": b"A = 1\n"})
        )
        (self.root / "requirements/dev.txt").write_text("# nothing\n")
        (self.root / "app/__init__.py").touch()
        (self.root / "app/__main__.py").write_text(
            "import json, sys, tiny\n"
            "print(json.dumps({'argv': sys.argv[1:], 'path': sys.path, 'prefix': sys.prefix}))\n"
        )
        (self.elsewhere / "app.py").write_text("raise SystemExit('the current folder was imported')\n")
        self.environment = {
            "PATH": os.environ["PATH"],
            "HOME": str(folder / "home"),
            "XDG_CACHE_HOME": str(self.cache.parent),
            "PIP_CONFIG_FILE": os.devnull,
            "PIP_NO_INDEX": "1",
            "PIP_FIND_LINKS": str(self.wheels),
        }

    def run(self, *arguments: str, **variables: str) -> subprocess.CompletedProcess[str]:
        """Run the script in a folder that is not the checkout."""
        with self.begin(*arguments, **variables) as process:
            out, error = process.communicate(timeout=HANG)
        return subprocess.CompletedProcess(arguments, process.returncode, out, error)

    def begin(self, *arguments: str, **variables: str) -> subprocess.Popen[str]:
        """Start the script and do not wait."""
        return subprocess.Popen(
            [sys.executable, str(self.root / "sotto"), *arguments],
            cwd=self.elsewhere,
            env=self.environment | variables,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )

    def ask(self, expression: str) -> str:
        """Evaluate an expression over launcher.environment in this checkout's circumstances."""
        code = (
            f"import sys; sys.path.insert(0, {str(self.root / 'packaging')!r})\n"
            f"from launcher.environment import *; print({expression})"
        )
        done = subprocess.run(
            [sys.executable, "-c", code], env=self.environment, capture_output=True, text=True, check=True
        )
        return done.stdout.strip()

    @property
    def folder(self) -> Path:
        """Where the environment belongs."""
        return Path(self.ask(f"environment_folder({str(self.root)!r})"))

    def have_engine(self) -> None:
        """Put a stand-in for the compiled engine into the wheelhouse."""
        library = next(Path("/").glob("lib*/**/libm.so.6")).read_bytes()
        names = ("libllama.so", "libllama.so.0", "libllama.so.0.5.0")
        key = self.ask(f"engine_key({str(self.root)!r})")
        (self.cache / "wheelhouse" / key).mkdir(parents=True)
        make_wheel(
            self.cache / "wheelhouse" / key,
            "llama_cpp_python",
            {"llama_cpp/__init__.py": b"", **{f"llama_cpp/lib/{name}": library for name in names}},
        )

    def have_environment(self, python: str, *stamps: str) -> None:
        """Put a shell script in the place of a ready environment's Python."""
        stub = self.folder / "bin" / "python"
        stub.parent.mkdir(parents=True)
        stub.write_text("#!/bin/sh\n" + python)
        stub.chmod(0o755)
        for stamp in (".ready", *stamps):
            (self.folder / stamp).touch()


def make_wheel(folder: Path, name: str, files: dict[str, bytes]) -> str:
    """Write a wheel; returns its line for a hash-locked requirements file."""
    info = f"{name}-1.0.dist-info"
    files = {
        **files,
        f"{info}/METADATA": f"Metadata-Version: 2.1\nName: {name}\nVersion: 1.0\n".encode(),
        f"{info}/WHEEL": b"Wheel-Version: 1.0\nRoot-Is-Purelib: true\nTag: py3-none-any\n",
    }
    record = "".join(
        f"{path},sha256={base64.urlsafe_b64encode(hashlib.sha256(data).digest()).decode().rstrip('=')},{len(data)}\n"
        for path, data in files.items()
    )
    wheel = folder / f"{name}-1.0-py3-none-any.whl"
    with zipfile.ZipFile(wheel, "w") as archive:
        for path, data in {**files, f"{info}/RECORD": f"{record}{info}/RECORD,,\n".encode()}.items():
            archive.writestr(path, data)
    return f"{name}==1.0 --hash=sha256:{hashlib.sha256(wheel.read_bytes()).hexdigest()}\n"

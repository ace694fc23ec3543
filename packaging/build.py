"""Freeze Sotto into dist/sotto, look at what came out, and run its selftest: `./sotto package`.

Two builds of one commit on one machine are the same bytes (fixed hash seed and time). The folder runs on
systems whose C library is at least as new as the one named at the end.
"""

from __future__ import annotations

import argparse
import importlib.metadata
import os
import re
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
DIST = ROOT / "dist"
BUNDLE = DIST / "sotto"
MEBIBYTE = 2**20

# Must never be in a bundle: the network for the window, pickle caches, servers, a second SQLite, build tools.
FORBIDDEN = (
    r"libQt6Network|QtNetwork|libQt6Qml|libQt6Quick|libqopensslbackend|libqtvirtualkeyboard",
    r"/llama_cpp/server|/diskcache/|libmtmd|libllava",
    r"/_internal/(?:yaml|uvicorn|fastapi|starlette|pydantic(?:_core)?|anyio)/",
    r"_internal/numpy/(f2py|testing|random|fft)/|/onnxruntime/(tools|training|transformers|quantization)/|/tagger/training/",
    r"/libonnxruntime\.|/sympy/|_multiarray_tests",
    r"/lib-dynload/_sqlite3\.|libsqlite3|/_tkinter\.|libgtk|/tests?/",
)
# Large symbol tables that nobody reads. Never others: strip breaks what patchelf has touched (numpy's, Qt's).
STRIPPED = ("libpython3*.so*", "sqlcipher3/*.so", "cryptography/hazmat/bindings/*.so")
# What is asked of the frozen program: its words, and what is typed into it.
TRIED = (
    (("selftest",), ""),
    (("ask", "Hello", "--ephemeral"), ""),
    (("redact", "-"), "Jane Roe of Utrecht: jane.roe@example.com, +44 20 7946 0958.\n"),
)
LICENCE_FILES = re.compile(r"(?i)(licen[cs]e|copying|notice|authors)[^/]*$|/licen[cs]es/")


def main(arguments: Sequence[str]) -> int:
    """Build, check, run; returns the exit code."""
    parser = argparse.ArgumentParser(prog="./sotto package", description=__doc__)
    parser.add_argument("--no-selftest", action="store_true", help="do not run the frozen program")
    options = parser.parse_args(arguments)
    began = time.monotonic()
    with tempfile.TemporaryDirectory(prefix="sotto-package-") as scratch:
        gather_licences(Path(scratch) / "licences")
        freeze(Path(scratch))
    strip_symbols(BUNDLE)
    problems = [f"must not be in a bundle: {path}" for path in forbidden(files_of(BUNDLE))]
    problems += twice_opened(files_of(BUNDLE))
    print(f"frozen in {time.monotonic() - began:.0f} s")
    describe(BUNDLE)
    if not problems and not options.no_selftest:
        problems += run_frozen(BUNDLE)
    for problem in problems:
        print("FAILED: " + problem)
    return 1 if problems else 0


def freeze(scratch: Path) -> None:
    """Run PyInstaller on the spec.

    Args:
        scratch: a folder for what it leaves behind; its "licences" go into the bundle.
    """
    commit_time = subprocess.run(
        ["git", "log", "-1", "--format=%ct"], cwd=ROOT, capture_output=True, text=True, check=False
    )
    surroundings = {
        **os.environ,
        "PYTHONHASHSEED": "1",
        "SOURCE_DATE_EPOCH": commit_time.stdout.strip() or "0",
        "SOTTO_LICENCES": str(scratch / "licences"),
        "PYINSTALLER_CONFIG_DIR": str(scratch / "config"),
    }
    command = [sys.executable, "-m", "PyInstaller", "--noconfirm", "--clean", "--log-level", "WARN"]
    command += ["--distpath", str(DIST), "--workpath", str(scratch / "work"), "packaging/sotto.spec"]
    subprocess.run(command, cwd=ROOT, env=surroundings, check=True)


def gather_licences(target: Path) -> None:
    """Copy the licence texts of every package that is installed for the app, and list them.

    Args:
        target: a folder that is made.
    """
    shutil.copytree(ROOT / "packaging" / "licences", target)
    lines = []
    for name in sorted(locked_names((ROOT / "requirements" / "app.txt").read_text()) | {"llama-cpp-python"}):
        try:
            package = importlib.metadata.distribution(name)
        except importlib.metadata.PackageNotFoundError:
            continue  # for another system
        for source, place in licence_texts(package):
            (target / name / place).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy(source, target / name / place)
        lines.append(f"{name} {package.version}: {licence_of(package)}")
    (target / "LIST.txt").write_text("\n".join(lines) + "\n", encoding="utf-8")


def licence_texts(package: importlib.metadata.Distribution) -> Iterator[tuple[Path, Path]]:
    """Yield the licence files of a package, each with the path that it gets in the folder of the package.

    They lie in its metadata or, in older wheels, at the top of the package. numpy has several of one name.
    """
    for file in package.files or ():
        parts = Path(str(file)).parts
        if not LICENCE_FILES.search(str(file)):
            continue
        if parts[0].endswith(".dist-info"):
            below = parts[2:] if parts[1] == "licenses" else parts[1:]
            yield Path(str(package.locate_file(file))), Path(*below)
        elif len(parts) == 2 and not parts[1].endswith((".py", ".pyc")):
            yield Path(str(package.locate_file(file))), Path(parts[1])


def licence_of(package: importlib.metadata.Distribution) -> str:
    """Return what a package says of its licence, on one line."""
    fields = package.metadata
    classifiers = fields.get_all("Classifier") or []
    named = ", ".join(entry.rpartition(" :: ")[2] for entry in classifiers if entry.startswith("License"))
    said = [fields[name] for name in ("License-Expression", "License") if name in fields]
    return next(
        (text.splitlines()[0][:100] for text in [*said[:1], named, *said[1:]] if text), "see its folder"
    )


def locked_names(text: str) -> set[str]:
    """Return the names of the packages that a requirements file pins."""
    return set(re.findall(r"^([\w.-]+)==", text, re.MULTILINE))


def strip_symbols(bundle: Path) -> None:
    """Drop the symbol tables that are known to be large and safe to drop."""
    tool = shutil.which("strip")
    for path in [path for pattern in STRIPPED for path in bundle.rglob(pattern) if not path.is_symlink()]:
        if tool:
            subprocess.run([tool, "--strip-unneeded", path], check=True)


def files_of(bundle: Path) -> Iterator[Path]:
    """Yield every file of a bundle."""
    return (path for path in bundle.rglob("*") if path.is_file())


def forbidden(files: Iterator[Path]) -> list[str]:
    """Return the paths that must not be in a bundle."""
    return [str(path) for path in files if any(re.search(pattern, path.as_posix()) for pattern in FORBIDDEN)]


def twice_opened(files: Iterator[Path]) -> list[str]:
    """Name the llama.cpp libraries that are there under two names: two copies would be loaded."""
    real = [path for path in files if not path.is_symlink()]
    names = sorted(path.name for path in real if re.match(r"libggml|libllama|libgomp", path.name))
    stems = [name.partition(".so")[0] for name in names]
    return [f"there is more than one {stem}" for stem in set(stems) if stems.count(stem) > 1]


def describe(bundle: Path) -> None:
    """Print sizes and the C library that the folder needs."""
    real = [path for path in files_of(bundle) if not path.is_symlink()]
    sizes = sorted(((path.stat().st_size, path) for path in real), reverse=True)
    print(f"{bundle}: {sum(size for size, _ in sizes) / MEBIBYTE:.0f} MiB in {len(sizes)} files")
    for size, path in sizes[:12]:
        print(f"  {size / MEBIBYTE:6.1f}  {path.relative_to(bundle)}")
    needed = {found for _, path in sizes if ".so" in path.name for found in glibc_versions(path.read_bytes())}
    if needed:
        print("needs glibc " + ".".join(map(str, max(needed))) + " or newer")


def glibc_versions(library: bytes) -> set[tuple[int, int]]:
    """Return the versions of glibc's symbols that a library names."""
    return {(int(major), int(minor)) for major, minor in re.findall(rb"GLIBC_(\d+)\.(\d+)", library)}


def run_frozen(bundle: Path) -> list[str]:
    """Run the frozen program with an empty home: what there is to try, a chat, the window unseen."""
    program = str(bundle / "sotto")
    problems = []
    with tempfile.TemporaryDirectory(prefix="sotto-home-") as home:
        surroundings = {
            "HOME": home,
            "XDG_RUNTIME_DIR": home,
            "LANG": "C.UTF-8",
            "QT_QPA_PLATFORM": "offscreen",
        }
        for words, typed in TRIED:
            print(f"$ sotto {' '.join(words)}", flush=True)
            if code := subprocess.run(
                [program, *words], input=typed.encode(), env=surroundings, timeout=300, check=False
            ).returncode:
                problems.append(f"sotto {words[0]} ended with {code}")
        if sys.platform.startswith("linux"):
            problems += chat_at_terminal(program, surroundings) + start_without_display(program, surroundings)
        window = subprocess.Popen([program], env=surroundings, stderr=subprocess.PIPE)
        try:
            _, said = window.communicate(timeout=8)
            problems.append(f"the window closed at once: {said.decode(errors='replace')[-2000:]}")
        except subprocess.TimeoutExpired:
            print("the window stays open")
            window.terminate()
            window.communicate(timeout=30)
    return problems


def chat_at_terminal(program: str, surroundings: dict[str, str]) -> list[str]:
    """Let the frozen program talk with somebody at a terminal, which asks more of Python than a pipe does."""
    print("$ sotto chat --ephemeral   (at a terminal)", flush=True)
    ours, theirs = os.openpty()
    os.write(ours, b"Hello\n/quit\n")
    words = [program, "chat", "--ephemeral"]
    code = subprocess.run(words, stdin=theirs, env=surroundings, timeout=300, check=False).returncode
    os.close(theirs)
    os.close(ours)
    return [f"sotto chat ended with {code} at a terminal"] if code else []


def start_without_display(program: str, surroundings: dict[str, str]) -> list[str]:
    """Start the frozen program where no window can open: it has to say so and what else there is."""
    bare = {name: value for name, value in surroundings.items() if name != "QT_QPA_PLATFORM"}
    done = subprocess.run([program], env=bare, stderr=subprocess.PIPE, timeout=300, check=False)
    if done.returncode == 1 and b"sotto chat" in done.stderr:
        print("without a display it names the terminal")
        return []
    return [
        f"without a display it ended with {done.returncode}: {done.stderr.decode(errors='replace')[-2000:]}"
    ]


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

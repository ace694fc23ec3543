"""Promise: one command on a machine with only git and python3, and no second thoughts afterwards.

Most tests run the real script as a process, in a checkout, home and cache of their own, without a network:
the requirements are a tiny wheel made here, and the compiled engine is a library that every Linux has.
"""

from __future__ import annotations

import argparse
import ast
import base64
import hashlib
import importlib.machinery
import importlib.util
import json
import os
import pty
import re
import shutil
import signal
import subprocess
import sys
import time
import tomllib
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).parent.parent
HANG = 120.0
LINUX = pytest.mark.skipif(not sys.platform.startswith("linux"), reason="loads a Linux library as the engine")


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


@pytest.fixture
def checkout(tmp_path: Path) -> Checkout:
    return Checkout(tmp_path)


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


def wait_for(condition: Callable[[], object]) -> None:
    limit = time.monotonic() + HANG
    while not condition():
        assert time.monotonic() < limit, "waited too long"
        time.sleep(0.01)


# -- without an environment ------------------------------------------------------------------------


def test_help_needs_no_environment_and_makes_none(checkout: Checkout) -> None:
    for words in (["--help"], ["-h"], ["help"], ["--profile", "x", "--help"]):
        done = checkout.run(*words)
        assert done.returncode == 0
        assert "./sotto vault create|open|passwd|check|salvage|info" in done.stdout
    assert checkout.run("--version").stdout == "sotto 9.8.7\n"
    assert not checkout.cache.exists()


@pytest.mark.parametrize("words", ["--help", "--version"])
def test_a_reader_of_the_help_that_has_gone_is_no_failure(words: str) -> None:
    reading, writing = os.pipe()
    os.close(reading)
    done = subprocess.run(
        [sys.executable, ROOT / "sotto", words],
        stdout=writing,
        stderr=subprocess.PIPE,
        timeout=HANG,
        check=False,
    )
    os.close(writing)
    assert (done.returncode, done.stderr) == (0, b"")


def test_help_names_exactly_the_commands_that_the_program_has(script: ModuleType) -> None:
    from app.cli.commands import build_parser

    def choices(parser: argparse.ArgumentParser) -> dict[str, argparse.ArgumentParser]:
        found = [action for action in parser._actions if isinstance(action, argparse._SubParsersAction)]
        return dict(found[0].choices) if found else {}

    real = choices(build_parser())
    assert list(script.COMMANDS) == list(real)
    for name, parser in real.items():
        if actions := choices(parser):
            assert script.COMMANDS[name][0] == "|".join(actions)
    benchmarks = next(action.choices for action in real["bench"]._actions if action.dest == "name")
    assert list(benchmarks or ()) == re.findall(r"\w+(?=,| or |$)", script.COMMANDS["bench"][1].split(":")[1])


def test_unknown_command_is_wrong_usage_and_names_the_near_one(checkout: Checkout) -> None:
    done = checkout.run("--profile", "somewhere", "valut")
    assert done.returncode == 2
    assert "'./sotto vault'" in done.stderr
    assert not checkout.cache.exists()


def test_script_can_be_read_by_a_python_that_is_too_old() -> None:
    ast.parse((ROOT / "sotto").read_text(), feature_version=(3, 7))


def test_unsupported_python_hands_over_to_a_supported_one(
    script: ModuleType, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    called: list[list[str]] = []

    def become(_path: str, words: list[str]) -> None:
        called.append(words)
        raise SystemExit

    monkeypatch.setattr(sys, "version_info", (3, 9, 2))
    monkeypatch.setattr(os, "execv", become)
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(SystemExit, match=r"this is Python 3\.9; Sotto runs on Python 3\.11, 3\.12 and 3\.13"):
        script.main(["chat"])
    (tmp_path / "python3.12").write_text("#!/bin/sh\n")
    (tmp_path / "python3.12").chmod(0o755)
    with pytest.raises(SystemExit):
        script.main(["chat"])
    assert called == [[str(tmp_path / "python3.12"), str(ROOT / "sotto"), "chat"]]


def test_without_a_display_the_terminal_is_offered_and_nothing_is_set_up(checkout: Checkout) -> None:
    done = checkout.run()
    assert done.returncode == 1
    assert "no display" in done.stderr
    assert "./sotto chat" in done.stderr
    assert not checkout.cache.exists()


def test_without_a_display_a_person_can_say_yes_to_the_terminal(checkout: Checkout) -> None:
    checkout.have_environment('echo "became: $*"\n')
    pid, terminal = pty.fork()
    if pid == 0:  # pragma: no cover - the child becomes the script
        os.execve(sys.executable, [sys.executable, str(checkout.root / "sotto")], checkout.environment)
    seen = b""
    try:
        os.write(terminal, b"y\n")
        while b"became: -P -m app chat" not in seen:
            seen += os.read(terminal, 4096)
    except OSError:
        pytest.fail(f"it ended after saying {seen!r}")
    finally:
        os.close(terminal)
        os.waitpid(pid, 0)
    assert b"Start it now?" in seen


# -- the environment -------------------------------------------------------------------------------


@LINUX
def test_two_first_starts_at_once_make_one_environment_and_both_run(checkout: Checkout) -> None:
    checkout.have_engine()
    starts = [checkout.begin("ask", "--json", word) for word in ("one", "two")]
    ended = [start.communicate(timeout=HANG) for start in starts]
    assert [start.returncode for start in starts] == [0, 0], ended
    said = [json.loads(out) for out, _ in ended]
    assert [told["argv"] for told in said] == [["ask", "--json", "one"], ["ask", "--json", "two"]]
    assert {told["prefix"] for told in said} == {str(checkout.folder)}
    assert sum("Another start is setting Sotto up" in error for _, error in ended) == 1
    assert sum("[1/1] Python packages" in error for _, error in ended) == 1
    assert str(checkout.elsewhere) not in said[0]["path"]

    third = checkout.run("chat")
    assert json.loads(third.stdout)["argv"] == ["chat"]
    assert third.stderr == ""

    libraries = list(checkout.folder.glob("lib/python*/site-packages/llama_cpp/lib/*"))
    assert len(libraries) == 3
    assert len({library.stat().st_ino for library in libraries}) == 1


@LINUX
@pytest.mark.slow
def test_set_up_killed_at_any_moment_does_not_break_the_next_start(checkout: Checkout) -> None:
    checkout.have_engine()
    folder = checkout.folder
    first = checkout.begin("chat")
    wait_for(lambda: (folder / "pyvenv.cfg").exists())
    first.kill()
    first.communicate(timeout=HANG)
    assert not (folder / ".ready").exists()

    (folder / "half-made").touch()
    second = checkout.begin("chat")  # waits for what the first one left running
    wait_for(lambda: not (folder / "half-made").exists() and (folder / "pyvenv.cfg").exists())
    second.send_signal(signal.SIGTERM)
    _, error = second.communicate(timeout=HANG)
    assert second.returncode == 1
    assert "stopped. Nothing half-made will be used" in error
    assert not (checkout.cache / "tmp").exists()

    done = checkout.run("chat")
    assert done.returncode == 0, done.stderr
    assert (folder / ".ready").exists()
    assert not (folder / "half-made").exists()


@LINUX
def test_file_with_another_hash_is_refused_with_the_reason_and_the_log(checkout: Checkout) -> None:
    checkout.have_engine()
    make_wheel(checkout.wheels, "tiny", {"tiny.py": b"A = 'altered'\n"})
    done = checkout.run("chat")
    assert done.returncode == 1
    assert "is not the one that was locked" in done.stderr
    log = checkout.cache / "set-up.log"
    assert str(log) in done.stderr
    assert "DO NOT MATCH THE HASHES" in log.read_text()
    assert not checkout.folder.exists()


def test_cache_that_cannot_be_written_is_said_in_words(checkout: Checkout) -> None:
    checkout.cache.parent.write_text("a file where a folder belongs")
    done = checkout.run("chat")
    assert done.returncode == 1
    assert "XDG_CACHE_HOME can name another place" in done.stderr
    assert "Traceback" not in done.stderr


def test_ready_environment_is_entered_with_the_arguments_unchanged(checkout: Checkout) -> None:
    checkout.have_environment("""printf '%s|' "$PYTHONPATH" "$@"\n""", ".window")
    words = ["--profile", "a b", "ask", "what's *this*?", "--model", "x.gguf"]
    done = checkout.run(*words, PYTHONPATH="/injected")
    assert done.stdout == "|".join([str(checkout.root), "-P", "-m", "app", *words, ""])
    assert checkout.run(DISPLAY=":9").stdout == f"{checkout.root}|-P|-m|app|"
    assert checkout.run("--profile", "p", DISPLAY=":9").stdout == f"{checkout.root}|-P|-m|app|--profile|p|"


def test_changed_requirements_or_engine_flags_get_an_environment_of_their_own(checkout: Checkout) -> None:
    before = checkout.folder
    (checkout.root / "requirements/app.txt").write_text("# nothing\n")
    after = checkout.folder
    (checkout.root / "requirements/engine.cmake").write_text("# nothing\n")
    assert len({before, after, checkout.folder}) == 3
    assert before.parent == checkout.cache / "env"


def test_unused_and_half_made_environments_are_removed_and_used_ones_stay(
    launcher: Any, checkout: Checkout, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(checkout.cache.parent))
    for name, days in (("old", 90), ("recent", 3), ("half", None)):
        folder = checkout.cache / "env" / name
        folder.mkdir(parents=True)
        if days is not None:
            (folder / ".ready").touch()
            os.utime(folder / ".ready", (time.time() - days * 86400,) * 2)
    launcher.set_up.SetUp(str(checkout.root), str(checkout.cache / "env" / "mine"))._remove_leftovers()
    assert [folder.name for folder in (checkout.cache / "env").iterdir()] == ["recent"]


def test_too_full_disk_is_refused_before_anything_is_made(
    launcher: Any, checkout: Checkout, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(checkout.cache.parent))
    monkeypatch.setattr(shutil, "disk_usage", lambda _path: shutil._ntuple_diskusage(10**12, 10**12, 10**8))
    monkeypatch.setattr(launcher.set_up.system, "lacking", lambda **_wanted: [])
    folder = checkout.folder
    with pytest.raises(launcher.environment.Refused, match=r"needs 1\.6 GB; .* has 0\.1 GB free"):
        launcher.set_up.SetUp(str(checkout.root), str(folder)).make([".ready"], "")
    assert not folder.exists()


# -- the engine's key ------------------------------------------------------------------------------


CPUINFO = "processor\t: 0\nvendor_id\t: X\nflags\t\t: fpu sse4_2 avx {}\nbugs\t\t: none\n"


def test_engine_key_tells_processors_apart_that_need_different_code(launcher: Any, tmp_path: Path) -> None:
    where = launcher.environment
    keys, options = {}, {}
    for name, flags in (("new", "avx2 fma f16c bmi2"), ("old", "")):
        (tmp_path / name).write_text(CPUINFO.format(flags))
        found = where.cpu_flags(str(tmp_path / name))
        keys[name] = where.engine_key(str(ROOT), "x86_64", found)
        options[name] = where.engine_options("x86_64", found)
    assert re.fullmatch(r"0\.3\.\d+-cp3\d+-x86_64-avx2-\S+-[0-9a-f]{12}", keys["new"])
    assert "-sse4_2+avx-" in keys["old"]
    assert options["new"]["GGML_AVX2"] == "ON"
    assert [
        options["old"][name] for name in ("GGML_AVX", "GGML_AVX2", "GGML_FMA", "GGML_F16C", "GGML_BMI2")
    ] == [*("ON", "OFF", "OFF", "OFF", "OFF")]
    assert options["new"]["GGML_NATIVE"] == "OFF"
    assert where.engine_key(str(ROOT), "aarch64", frozenset(["asimd"])) != where.engine_key(
        str(ROOT), "aarch64", frozenset(["asimd", "asimddp"])
    )
    assert where.cpu_flags(str(tmp_path / "absent")) == frozenset()


def test_copies_of_one_library_become_one_file(launcher: Any, tmp_path: Path) -> None:
    for stem in ("libggml", "libggml-base"):
        for ending in ("so", "so.0", "so.0.25.3"):
            (tmp_path / f"{stem}.{ending}").write_text(stem)
    (tmp_path / "libother.so").write_text("other")
    launcher.set_up.share_libraries(str(tmp_path))
    real = sorted(path.name for path in tmp_path.iterdir() if not path.is_symlink())
    assert real == ["libggml-base.so.0", "libggml.so.0", "libother.so"]
    assert (tmp_path / "libggml.so").read_text() == "libggml"
    assert (tmp_path / "libggml-base.so.0.25.3").read_text() == "libggml-base"


# -- system packages -------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("release", "glib"),
    [
        ('ID=debian\nVERSION_ID="12"\nVERSION_CODENAME=bookworm\n', "libglib2.0-0"),
        ("ID=debian\nVERSION_CODENAME=trixie\n", "libglib2.0-0t64"),
        ("ID=ubuntu\nVERSION_CODENAME=jammy\nUBUNTU_CODENAME=jammy\n", "libglib2.0-0"),
        ("ID=ubuntu\nVERSION_CODENAME=noble\nUBUNTU_CODENAME=noble\n", "libglib2.0-0t64"),
        ("ID=linuxmint\nVERSION_CODENAME=wilma\nUBUNTU_CODENAME=noble\n", "libglib2.0-0t64"),
    ],
)
def test_packages_have_the_names_of_the_distribution(
    launcher: Any, tmp_path: Path, release: str, glib: str
) -> None:
    (tmp_path / "os-release").write_text(release)
    read = launcher.system.os_release(str(tmp_path / "os-release"))
    lacks = ["venv", "c++", "libGL.so.1", "libglib-2.0.so.0"]
    venv = f"python3.{sys.version_info[1]}-venv"
    assert launcher.system.debian_packages(lacks, read) == [venv, "g++", "libgl1", glib]
    assert launcher.system.os_release(str(tmp_path / "absent")) == {}


def test_only_what_is_asked_for_is_looked_for(launcher: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    system = launcher.system
    monkeypatch.setattr(system, "can_load", lambda library: library != "libEGL.so.1")
    monkeypatch.setattr(system.importlib.util, "find_spec", lambda _name: None)
    monkeypatch.setattr(system.shutil, "which", lambda _name: None)
    monkeypatch.delenv("CXX", raising=False)
    assert system.lacking(venv=False, compiler=False, engine=False, window=False) == []
    lacks = system.lacking(venv=True, compiler=True, engine=True, window=True)
    assert lacks == ["venv", "c++", "libEGL.so.1"]


def test_an_engine_from_the_wheelhouse_gets_the_library_that_a_compiler_would_have_brought(
    launcher: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    system = launcher.system
    monkeypatch.setattr(system, "can_load", lambda library: library != "libgomp.so.1")
    lacks = system.lacking(venv=False, compiler=False, engine=True, window=True)
    assert lacks == ["libgomp.so.1"]
    assert system.debian_packages(lacks, {"VERSION_CODENAME": "bookworm"}) == ["libgomp1"]


def test_loader_tells_a_library_that_is_there_from_one_that_is_not(launcher: Any) -> None:
    assert launcher.system.can_load("libc.so.6") == sys.platform.startswith("linux")
    assert not launcher.system.can_load("libsotto-has-no-such-library.so.1")


@pytest.fixture
def apt(launcher: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> tuple[Any, Path]:
    """A set-up on a machine whose apt-get writes down what it is asked for."""
    asked = tmp_path / "asked"
    tool = tmp_path / "bin" / "apt-get"
    tool.parent.mkdir()
    tool.write_text(f'#!/bin/sh\necho "$DEBIAN_FRONTEND $*" >> {asked}\n')
    tool.chmod(0o755)
    monkeypatch.setenv("PATH", f"{tool.parent}:{os.environ['PATH']}")
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    monkeypatch.setattr(launcher.set_up.system, "os_release", lambda: {"VERSION_CODENAME": "bookworm"})
    (tmp_path / "sotto").mkdir()
    return launcher.set_up.SetUp(str(ROOT), str(tmp_path / "sotto" / "env")), asked


def test_where_it_may_it_installs_missing_packages(
    apt: tuple[Any, Path], launcher: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    set_up, asked = apt
    monkeypatch.setattr(launcher.set_up, "_privilege", list)
    set_up._install_packages(["c++", "libGL.so.1"])
    update, install = asked.read_text().splitlines()
    assert update.endswith(" update")
    assert install.startswith("noninteractive -y ")
    assert install.endswith(" install --no-install-recommends g++ libgl1")


def test_where_it_may_not_it_prints_the_line_and_runs_nothing(
    apt: tuple[Any, Path], launcher: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    set_up, asked = apt
    monkeypatch.setattr(launcher.set_up, "_privilege", lambda: None)
    for tool, line in ((None, ", as root:\n\n    "), ("/usr/bin/sudo", ":\n\n    sudo ")):
        monkeypatch.setattr(launcher.set_up.shutil, "which", {"apt-get": "apt-get", "sudo": tool}.get)
        with pytest.raises(launcher.environment.Refused) as refusal:
            set_up._install_packages(["c++", "libGL.so.1"])
        assert line + "apt-get install --no-install-recommends g++ libgl1\n" in str(refusal.value)
    assert not asked.exists()


def test_without_apt_it_names_what_is_missing(launcher: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    set_up = launcher.set_up.SetUp(str(ROOT), "/nowhere")
    monkeypatch.setattr(launcher.set_up.shutil, "which", lambda _name: None)
    with pytest.raises(launcher.environment.Refused, match=r"lacks libxcb-cursor\.so\.0"):
        set_up._install_packages(["libxcb-cursor.so.0"])


# -- what is read from other programs' output ------------------------------------------------------


@pytest.mark.parametrize(
    ("line", "count"),
    [("  [12/83] /usr/bin/g++ -O3", (12, 83)), ("[1/x] no", None), ("-- Found OpenMP", None), ("", None)],
)
def test_compiler_progress_is_read(launcher: Any, line: str, count: tuple[int, int] | None) -> None:
    assert launcher.progress.ninja_count(line) == count


def test_package_progress_never_passes_its_total(launcher: Any) -> None:
    count = launcher.progress.PipCount(b"a==1 \\\n    --hash=sha256:0\nb==2 ; python_version < '3'\n# c\n")
    lines = ["Collecting a==1", "  Downloading a", "Ignoring b: markers do not match", "Collecting x"]
    assert [count(line) for line in lines] == [(1, 2), None, (2, 2), (2, 2)]


@pytest.mark.parametrize(
    ("output", "words"),
    [
        ("OSError: [Errno 28] No space left on device", "The disk is full"),
        ("NewConnectionError(...)\nERROR: No matching distribution found for x", "could not be reached"),
        ("ERROR: No matching distribution found for x==1", "offers no such file"),
        ("g++: fatal error: Killed signal terminated program cc1plus", "Memory ran out"),
        ("first\nlast words\n", "    last words"),
    ],
)
def test_failure_comes_with_what_to_do(launcher: Any, output: str, words: str) -> None:
    assert words in launcher.set_up.advice(output)


# -- for developers --------------------------------------------------------------------------------


def test_test_command_goes_on_after_a_failure_and_fails_in_the_end(checkout: Checkout) -> None:
    checkout.have_environment(
        """case "$*" in
        *"ruff check"*) echo "a finding"; exit 1;;
        *pytest*) echo "$QT_QPA_PLATFORM $LANG: $*"; echo "3 passed in 0.01s";;
        esac\n""",
        ".window",
        checkout.ask(f"extra_stamp({str(checkout.root)!r}, 'dev')"),
    )
    done = checkout.run("test", "--fast", "-k", "words")
    assert done.returncode == 1
    lines = done.stdout.splitlines()
    assert lines[0].split()[:2] == ["lint", "FAILED"]
    assert "a finding" in lines
    assert [line.split()[:2] for line in lines if " ok " in line] == [
        *(["format", "ok"], ["types", "ok"], ["layers", "ok"])
    ]
    assert lines[-2] == "offscreen C.UTF-8: -P -m pytest -m not slow -k words"
    assert lines[-1] == "3 passed in 0.01s"


def test_ci_runs_what_a_developer_runs() -> None:
    run = ROOT / ".ci" / "run"
    assert os.access(run, os.X_OK)
    assert 'exec python3 sotto test "$@"' in run.read_text()


LOCKS = ("app", "build", "dev", "engine", "release")


@pytest.mark.parametrize("name", LOCKS)
def test_every_pin_has_a_hash_and_no_lock_names_an_index(name: str) -> None:
    text = (ROOT / "requirements" / f"{name}.txt").read_text()
    entries = text.replace("\\\n", " ").splitlines()
    pins = [entry for entry in entries if entry and not entry.startswith("#")]
    assert pins
    assert all("==" in pin and "--hash=sha256:" in pin for pin in pins)
    assert "://" not in text
    assert "diskcache" not in text


def test_locks_hold_what_pyproject_asks_for() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())
    asked = {"app": project["project"]["dependencies"], **project["dependency-groups"]}
    (engine,) = [entry for entry in asked["app"] if entry.startswith("llama-cpp-python")]
    asked["app"] = [entry for entry in asked["app"] if entry != engine]
    for name, entries in asked.items():
        text = (ROOT / "requirements" / f"{name}.txt").read_text()
        locked = {
            canonicalize_name(pin): version
            for pin, version in re.findall(r"^([\w.-]+)==(\S+)", text, re.MULTILINE)
        }
        for entry in entries:
            wanted = Requirement(entry)
            assert wanted.specifier.contains(locked[canonicalize_name(wanted.name)]), entry
    assert f"\n{engine} \\\n" in (ROOT / "requirements/engine.txt").read_text()
    for entry in project["tool"]["uv"]["dependency-metadata"]:
        assert f"{entry['name']}=={entry['version']}" in project["project"]["dependencies"]

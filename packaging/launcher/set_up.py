"""The first start: make the environment and the engine so that each is either complete or not used.

- One set-up at a time, by a file lock that the programs it runs hold too: were this process killed with -9,
  the next start waits for an orphaned compiler rather than delete the ground under it.
- An environment is made in its place (its scripts name that place) and counts only with its stamp, which
  is written last. The engine is compiled in a scratch folder and renamed into the wheelhouse.
- Whatever has no stamp when the lock is got was left by an interrupted set-up, and is removed.
"""

from __future__ import annotations

import errno
import fcntl
import glob
import os
import select
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import IO

from launcher import environment, system
from launcher.environment import READY, WINDOW, Refused, Stopped, interpreter
from launcher.progress import Count, PipCount, Progress, ninja_count

UNUSED_DAYS = 60  # environments that no start has used for so long are removed by the next set-up
ENGINE_MINUTES = 7  # of one core
GIGABYTES, GIGABYTES_WITH_ENGINE = 0.8, 1.6  # free space that setting up needs

# Variables that would change what is built or where it goes, though no key names them.
MEDDLING = frozenset(
    [
        *("PYTHONPATH", "PYTHONHOME", "VIRTUAL_ENV"),
        *("PIP_TARGET", "PIP_PREFIX", "PIP_ROOT", "PIP_REQUIRE_VIRTUALENV", "PIP_REQUIREMENT"),
        *("PIP_NO_BINARY", "PIP_ONLY_BINARY"),
        *("CMAKE_ARGS", "CMAKE_GENERATOR", "FORCE_CMAKE", "SKBUILD_CMAKE_ARGS", "SKBUILD_CMAKE_DEFINE"),
        *("CFLAGS", "CXXFLAGS", "CPPFLAGS", "LDFLAGS"),
    ]
)

ENGINE_PROBE = """
import ctypes, glob, sys
ctypes.CDLL(glob.glob(sys.prefix + "/lib/python*/site-packages/llama_cpp/lib/libllama.*")[0])
"""


class SetUp:
    """Makes what an environment lacks.

    Args:
        root: the checkout.
        folder: where the environment is or will be.
    """

    def __init__(self, root: str, folder: str) -> None:
        self._root = root
        self._folder = folder
        self._python = interpreter(folder)
        self._cache = environment.cache_folder()
        self._wheelhouse = os.path.join(self._cache, "wheelhouse", environment.engine_key(root))
        self._scratch = os.path.join(self._cache, "tmp")
        self._lock = -1
        self._log = os.path.join(self._cache, "set-up.log")
        self._progress = Progress()

    def make(self, wanted: Sequence[str], extra: str) -> None:
        """Make whatever of the wanted stamps is missing.

        Args:
            wanted: names of stamps.
            extra: the further requirements file that the third kind of stamp is about.

        Raises:
            Refused: it cannot be made; nothing half-made will be used.
            Stopped: a signal came.
        """
        try:
            with _signals_raise(), self._alone():
                missing = [name for name in wanted if not os.path.exists(os.path.join(self._folder, name))]
                if missing:  # else the start that we waited for made it
                    self._remove_leftovers()
                    os.makedirs(self._scratch)
                    try:
                        self._make_missing(missing, extra)
                    finally:
                        shutil.rmtree(self._scratch, ignore_errors=True)
                        if not os.path.exists(os.path.join(self._folder, READY)):  # a full disk wants it back
                            shutil.rmtree(self._folder, ignore_errors=True)
        except OSError as error:
            hint = "XDG_CACHE_HOME can name another place, if this one cannot be written."
            if error.errno in (errno.ENOSPC, errno.EDQUOT):
                hint = "Free some space, then start again."
            raise Refused(f"{error.strerror or error}: {error.filename or self._cache}\n{hint}") from error

    def _make_missing(self, missing: Sequence[str], extra: str) -> None:
        whole = READY in missing
        compiling = whole and not self._wheels()
        extras = [name for name in missing if name not in (READY, WINDOW)]
        lacks = system.lacking(venv=whole, compiler=compiling, engine=whole, window=WINDOW in missing)
        self._progress.begin(bool(lacks) + whole + compiling + len(extras))
        if whole:
            self._check_space(GIGABYTES_WITH_ENGINE if compiling else GIGABYTES)
            print("Setting Sotto up; this happens once.", file=sys.stderr)
        if lacks:
            self._install_packages(lacks)
        if compiling:
            self._compile_engine()
        if whole:
            self._make_environment()
        if WINDOW in missing:
            self._run(
                [self._python, "-I", "-c", "import PySide6.QtWidgets"], "Qt does not load on this system"
            )
            self._stamp(WINDOW)
        for stamp in extras:
            self._install_extra(stamp, extra)
        self._progress.end()

    # -- the steps -------------------------------------------------------------------------------------------

    def _install_packages(self, lacks: Sequence[str]) -> None:
        """Install Debian packages if this user may without being asked for anything; else print the line."""
        if not shutil.which("apt-get"):
            raise Refused(
                "this system lacks " + ", ".join(lacks) + ".\nInstall what has it, then start again."
            )
        packages = system.debian_packages(lacks, system.os_release())
        line = "apt-get install --no-install-recommends " + " ".join(packages)
        sudo = _privilege()
        if sudo is None:
            how = f":\n\n    sudo {line}\n" if shutil.which("sudo") else f", as root:\n\n    {line}\n"
            raise Refused(f"this system lacks some packages. Start again after installing them{how}")
        self._progress.step("System packages", " ".join(packages))
        apt = [
            *sudo,
            "env",
            "DEBIAN_FRONTEND=noninteractive",
            "apt-get",
            "-y",
            "-o",
            "DPkg::Lock::Timeout=300",
        ]
        why = f"apt-get failed. By hand:\n\n    {'sudo ' * bool(sudo)}{line}\n"
        self._run(
            [*apt, "update"], why, tolerate=True, alone=False
        )  # a broken foreign source need not matter
        self._run([*apt, "install", "--no-install-recommends", *packages], why, alone=False)

    def _compile_engine(self) -> None:
        """Compile llama.cpp into the wheelhouse, with locked tools in an environment that is thrown away."""
        jobs = system.compilers()
        minutes = max(1, round(ENGINE_MINUTES / jobs))
        work = os.path.join(self._scratch, "engine")
        python = interpreter(os.path.join(work, "tools"))
        self._progress.step("Engine", "fetching llama.cpp (77 MB) and its build tools")
        self._make_venv(os.path.join(work, "tools"))
        self._pip_install(python, "build.txt")
        download = [
            "download",
            "--require-hashes",
            "--no-deps",
            "--no-binary",
            ":all:",
            "--no-build-isolation",
        ]
        self._pip(python, [*download, "-d", work, "-r", environment.requirements(self._root, "engine.txt")])
        self._progress.part(
            f"compiling llama.cpp: about {minutes} minute{'s' * (minutes > 1)}"
            f" on {jobs} core{'s' * (jobs > 1)}, only once"
        )
        options = {
            **environment.engine_options(os.uname().machine, environment.cpu_flags()),
            "CMAKE_PROJECT_llama.cpp_INCLUDE": environment.requirements(self._root, "engine.cmake"),
        }
        wheel = ["wheel", "-v", "--no-deps", "--no-build-isolation", "--no-cache-dir"]
        for name, value in options.items():
            wheel += ["--config-settings", f"cmake.define.{name}={value}"]
        finished = os.path.join(work, "wheel")
        self._pip(
            python,
            [*wheel, "-w", finished, *glob.glob(os.path.join(work, "llama_cpp_python-*.tar.gz"))],
            why="llama.cpp could not be compiled",
            count=ninja_count,
            variables={"CMAKE_BUILD_PARALLEL_LEVEL": str(jobs), "CMAKE_GENERATOR": "Ninja"},
        )
        os.makedirs(os.path.dirname(self._wheelhouse), exist_ok=True)
        os.sync()
        os.rename(finished, self._wheelhouse)

    def _make_environment(self) -> None:
        """Install the locked requirements and the engine; the stamp comes last."""
        self._progress.step("Python packages", "130 MB to download, unless pip has them already")
        self._make_venv(self._folder)
        self._pip_install(self._python, "app.txt")
        self._pip(self._python, ["install", "--no-index", "--no-deps", *self._wheels()])
        for place in glob.glob(os.path.join(self._folder, "lib/python*/site-packages/llama_cpp/lib")):
            share_libraries(place)
        self._run([self._python, "-I", "-c", ENGINE_PROBE], "the compiled engine does not load")
        self._stamp(READY)

    def _install_extra(self, stamp: str, name: str) -> None:
        """Add the tools of a further file. Locked to the app's versions: nothing of the app changes."""
        begun = os.path.join(self._folder, f".{name}-begun")
        again = ["--force-reinstall"] if os.path.exists(begun) else []
        self._progress.step("Tools", f"for {name}")
        _touch(begun)
        self._pip_install(self._python, name + ".txt", *again)
        self._stamp(stamp)
        os.unlink(begun)

    # -- plumbing --------------------------------------------------------------------------------------------

    def _wheels(self) -> list[str]:
        return glob.glob(os.path.join(self._wheelhouse, "*.whl"))

    @contextmanager
    def _alone(self) -> Iterator[None]:
        """Hold the lock that one set-up at a time has."""
        os.makedirs(self._cache, exist_ok=True)
        self._lock = os.open(os.path.join(self._cache, "set-up.lock"), os.O_RDWR | os.O_CREAT, 0o600)
        try:
            try:
                fcntl.flock(self._lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                print("Another start is setting Sotto up; waiting for it ...", file=sys.stderr, flush=True)
                fcntl.flock(self._lock, fcntl.LOCK_EX)
            yield
        finally:
            os.close(self._lock)

    def _remove_leftovers(self) -> None:
        """Remove what interrupted set-ups left (nobody else is in here) and what nobody used for long."""
        shutil.rmtree(self._scratch, ignore_errors=True)
        for folder in glob.glob(os.path.join(self._cache, "env", "*")):
            ready = os.path.join(folder, READY)
            old = time.time() - UNUSED_DAYS * 86400
            if not os.path.exists(ready) or (folder != self._folder and os.path.getmtime(ready) < old):
                shutil.rmtree(folder)
        with open(self._log, "w", encoding="utf-8"):
            pass

    def _check_space(self, gigabytes: float) -> None:
        """Refuse before starting rather than fail in the middle."""
        free = shutil.disk_usage(self._cache).free / 1e9
        if free < gigabytes:
            raise Refused(f"setting up needs {gigabytes:.1f} GB; {self._cache} has {free:.1f} GB free.")

    def _stamp(self, name: str) -> None:
        """Say that a part is complete: on the disk before its stamp is."""
        os.sync()
        _touch(os.path.join(self._folder, name))

    def _make_venv(self, folder: str) -> None:
        command = [environment.base_python(), "-I", "-m", "venv", folder]
        self._run(command, "Python could not make a virtual environment")

    def _pip_install(self, python: str, name: str, *more: str) -> None:
        """Install a requirements file: each by its hash, and wheels only, so that no foreign script runs."""
        words = ["install", "--require-hashes", "--no-deps", "--only-binary", ":all:", *more]
        count = PipCount(environment.contents(self._root, name))
        self._pip(python, [*words, "-r", environment.requirements(self._root, name)], count=count)

    def _pip(
        self,
        python: str,
        words: Sequence[str],
        *,
        why: str = "pip failed",
        count: Callable[[str], Count | None] | None = None,
        variables: Mapping[str, str] | None = None,
    ) -> None:
        """Run pip with the user's own configuration: index, proxy, certificates."""
        quiet = ["--disable-pip-version-check", "--no-input"]
        self._run([python, "-I", "-m", "pip", *words, *quiet], why, count=count, variables=variables)

    def _run(
        self,
        command: Sequence[str],
        why: str,
        *,
        count: Callable[[str], Count | None] | None = None,
        tolerate: bool = False,
        alone: bool = True,
        variables: Mapping[str, str] | None = None,
    ) -> None:
        """Run a program, its output into the log, its progress onto the screen.

        Args:
            command: the program and its arguments.
            why: what to tell when it fails.
            count: reads a line of output, returns how far it is or None.
            tolerate: a failure does not matter.
            alone: in a session of its own, which ends with us and shares the lock (not for apt: it wants the
                terminal's session for sudo, and may leave a daemon behind that would keep the lock).
            variables: more environment variables.
        """
        surroundings = {name: value for name, value in os.environ.items() if name not in MEDDLING}
        surroundings |= {"TMPDIR": self._scratch, "PIP_USER": "0", "LC_ALL": "C.UTF-8", **(variables or {})}
        with open(self._log, "a", encoding="utf-8") as log:
            log.write("\n$ " + " ".join(command) + "\n")
            log.flush()
            process = subprocess.Popen(
                command,
                stdin=subprocess.DEVNULL,
                stdout=subprocess.PIPE,
                stderr=subprocess.STDOUT,
                env=surroundings,
                start_new_session=alone,
                pass_fds=[self._lock] if alone else [],
            )
            assert process.stdout is not None
            tail: list[str] = []
            try:
                for line in _lines(process.stdout, self._progress.tick):
                    log.write(line)
                    tail = [*tail[-60:], line]
                    if counted := count and count(line):
                        self._progress.count(*counted)
                code = process.wait()
            except BaseException:
                _end(process, session=alone)
                raise
            finally:
                process.stdout.close()
        if code != 0 and not tolerate:
            raise Refused(f"{why}.\n{advice(''.join(tail))}\nEverything that was said: {self._log}")


def share_libraries(place: str) -> None:
    """Make the names of one llama.cpp library one file.

    A wheel has no links, so libggml.so, .so.0 and .so.0.9.4 come as three copies. ctypes opens the first and
    the linker the second: two libraries with a state each, and backends that one registers are missing in the
    other.
    """
    names = os.listdir(place)
    for plain in names:
        family = [name for name in names if name.startswith(plain + ".")]
        needed = min(family, key=len, default="")
        if plain.endswith(".so") and needed:
            for other in {plain, *family} - {needed}:
                os.unlink(os.path.join(place, other))
                os.symlink(needed, os.path.join(place, other))


ADVICE = (
    (
        ("No space left on device", "Disk quota exceeded"),
        "The disk is full. Free some space, then start again.",
    ),
    (
        (
            "name resolution",
            "Network is unreachable",
            "NewConnectionError",
            "Connection refused",
            "TimeoutError",
        ),
        (
            "The package index could not be reached. Setting up needs a network once; pip's own settings for"
            " index, proxy and certificates hold."
        ),
    ),
    (("DO NOT MATCH THE HASHES",), "A downloaded file is not the one that was locked. It was not installed."),
    (
        ("No matching distribution", "Could not find a version"),
        "The package index, as pip is set here, offers no such file for this system and Python.",
    ),
    (("out of memory", "Killed signal", "signal 9"), "Memory ran out. Close something, then start again."),
)


def advice(output: str) -> str:
    """Say what to do about a failure, by what the failed program said; else its last words."""
    for signs, words in ADVICE:
        if any(sign in output for sign in signs):
            return words
    return "\n".join("    " + line for line in output.strip().splitlines()[-5:])


def _privilege() -> list[str] | None:
    """Return what makes a command run as root without asking, or None."""
    if os.geteuid() == 0:
        return []
    asked = ["sudo", "-n", "true"]
    if shutil.which("sudo") and subprocess.run(asked, capture_output=True, check=False).returncode == 0:
        return ["sudo", "-n"]
    return None


@contextmanager
def _signals_raise() -> Iterator[None]:
    """Let the polite signals end the block by an exception, so that it cleans up."""

    def stop(number: int, _frame: object) -> None:
        raise Stopped(number)

    before = {number: signal.signal(number, stop) for number in (signal.SIGTERM, signal.SIGHUP)}
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)


def _lines(stream: IO[bytes], tick: Callable[[], None]) -> Iterator[str]:
    """Yield the lines of a pipe, and call ``tick`` twice a second while none comes."""
    rest = b""
    while True:
        if not select.select([stream], [], [], 0.5)[0]:
            tick()
            continue
        piece = os.read(stream.fileno(), 65536)
        *lines, rest = (rest + piece).split(b"\n")
        if not piece and rest:
            lines = [rest]
        for line in lines:
            yield line.decode("utf-8", "replace") + "\n"
        if not piece:
            return


def _end(process: subprocess.Popen[bytes], *, session: bool) -> None:
    """End a program and, if it leads a session, everything that it started."""
    for number in (signal.SIGTERM, signal.SIGKILL):
        try:
            if session:
                os.killpg(process.pid, number)
            process.wait(5)
        except (ProcessLookupError, subprocess.TimeoutExpired):
            continue


def _touch(path: str) -> None:
    with open(path, "w", encoding="ascii"):
        pass

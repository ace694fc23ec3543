"""Promise 2: without an approval nothing leaves: a whole run, watched from outside, tries no connection.

Every system call of every process that has to do with a network is written down (strace), also those that a
filter denies. The run happens in an empty network namespace where the system gives one.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.promises.conftest import PASSPHRASE, ROOT, Program

CALL = re.compile(r"^(?:\d+\s+)?(\w+)\((.*)")
FAMILY = re.compile(r"\b(?:AF|PF)_\w+")
TRACED = ("strace", "-f", "-qq", "-e", "trace=%network,io_uring_setup", "-s", "0", "-o")
UNSHARE = ("unshare", "--net", *(() if os.name == "posix" and os.geteuid() == 0 else ("--map-root-user",)))


@pytest.fixture(scope="module")
def watched(tmp_path_factory: pytest.TempPathFactory) -> list[str]:
    """Return the start of a command line that watches; its last word is the log."""
    if sys.platform != "linux" or shutil.which("strace") is None:
        pytest.skip("needs strace")
    log = tmp_path_factory.mktemp("strace") / "log"
    if subprocess.run([*TRACED, str(log), "true"], capture_output=True, check=False).returncode:
        pytest.skip("this machine does not let processes be watched")
    alone = (
        shutil.which("unshare")
        and not subprocess.run([*UNSHARE, "true"], capture_output=True, check=False).returncode
    )
    return [*(UNSHARE if alone else ()), *TRACED, str(log)]


def outward(log: Path) -> set[str]:
    """Return the calls that are about anything but UNIX sockets, as "name FAMILY"."""
    found = set()
    for line in log.read_text().splitlines():
        matched = CALL.match(line)
        if matched is None:
            continue
        name, rest = matched.groups()
        families = set(FAMILY.findall(rest)) - {"AF_UNIX", "AF_UNSPEC"}
        found |= {f"{name} {family}" for family in families}
        if name == "io_uring_setup":
            found.add(name)
    return found


def run(command: list[str], program: Program) -> str:
    done = subprocess.run(
        command,
        cwd=ROOT,
        env=program.environment(),
        capture_output=True,
        text=True,
        timeout=280,
        check=False,
    )
    assert done.returncode == 0, (done.stdout[-2000:], done.stderr[-2000:])
    return done.stdout


def test_the_watch_sees_an_attempt_even_where_it_is_denied(program: Program, watched: list[str]) -> None:
    code = (
        "import socket\n"
        "from app.process.sandbox import deny_internet\n"
        "assert deny_internet().level == 'full'\n"
        "try:\n    socket.socket(socket.AF_INET, socket.SOCK_DGRAM)\nexcept OSError:\n    print('denied')\n"
    )
    assert run([*watched, sys.executable, "-c", code], program) == "denied\n"
    assert outward(Path(watched[-1])) == {"socket AF_INET"}


def test_a_whole_run_of_the_window_tries_no_connection(program: Program, watched: list[str]) -> None:
    given = [str(program.profile), "perambulation", PASSPHRASE]
    said = run([*watched, sys.executable, "-m", "tests.promises.window_run", *given], program)
    assert said.endswith("done\n")
    log = Path(watched[-1])
    assert log.stat().st_size > 0  # Qt and the outside do use UNIX sockets
    assert outward(log) == set()


def test_a_question_in_the_terminal_tries_no_connection(program: Program, watched: list[str]) -> None:
    program.ok("vault", "create", *program.with_passphrase())
    options = program.with_passphrase()
    said = run([*watched, *program.command("ask", *options, "What is Sotto?")], program)
    assert said.strip()
    assert outward(Path(watched[-1])) == set()

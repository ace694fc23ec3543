"""Promise 1: nothing is ever written to disk in plain text, also when a process is killed."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.promises.conftest import PASSPHRASE, Program, json_lines
from tests.promises.open_files import deleted_but_open, family

CANARY = "quokkabellwether"


def places(program: Program) -> Iterator[Path]:
    """Every file where something of a run could have been left."""
    for folder in (program.home, Path("/dev/shm"), Path("/var/tmp"), Path("/tmp")):
        if folder == Path("/tmp"):
            yield from (path for path in folder.glob("*") if path.is_file() and not path.is_symlink())
        else:
            yield from (path for path in folder.rglob("*") if path.is_file() and not path.is_symlink())


def holding(program: Program, *words: str) -> list[str]:
    """Names of files that hold one of the words, in UTF-8 or UTF-16, in any case."""
    found = []
    for path in places(program):
        try:
            data = path.read_bytes()
        except OSError:
            continue
        if is_told(data, *words):
            found.append(str(path))
    return found


def is_told(data: bytes, *words: str) -> bool:
    """Whether some bytes hold the canary, or one of these words."""
    lowered = data.lower()
    forms = [form for word in words or (CANARY,) for form in (word.encode(), word.encode("utf-16-le"))]
    return any(form in lowered for form in forms)


@pytest.mark.skipif(os.name != "posix" or os.geteuid() != 0, reason="only root may look into a service")
def test_a_file_without_a_name_is_found_in_a_process_that_another_one_started(tmp_path: Path) -> None:
    """The next tests look into such files; services have a session of their own, as this one."""
    code = "import sys; f = open(sys.argv[1], 'w+'); f.write(sys.argv[2]); f.flush(); input()"
    holding = (
        "import subprocess, sys; subprocess.run([sys.executable, '-c', *sys.argv[1:]], "
        "start_new_session=True)"
    )
    path = tmp_path / "file"
    with subprocess.Popen(
        [sys.executable, "-c", holding, code, str(path), CANARY], stdin=subprocess.PIPE
    ) as started:
        while not (path.exists() and path.read_text()):
            time.sleep(0.01)
        path.unlink()
        assert CANARY.encode() in deleted_but_open(started.pid).values()


def test_a_full_run_leaves_no_word_of_it_on_disk(program: Program) -> None:
    unlock = program.with_passphrase()
    program.ok("vault", "create", *unlock)
    program.ok("ask", f"Please remember {CANARY} for me", "--max-tokens", "24", *unlock)
    program.ok("chat", "--max-tokens", "12", *unlock, typed=f"{CANARY} again\n/regenerate\n/quit\n")
    program.ok("ask", f"Just now: {CANARY}", "--ephemeral", "--max-tokens", "8")
    hits = json_lines(program.ok("history", "search", CANARY, "--json", *unlock))
    assert len(hits) >= 2, "the run did not hold what is looked for"
    assert holding(program, CANARY, PASSPHRASE) == []


def test_a_run_of_the_window_leaves_no_word_of_it_on_disk(program: Program) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "tests.promises.window_run", str(program.profile), CANARY, PASSPHRASE],
        cwd=program.home,
        env=program.environment(),
        capture_output=True,
        text=True,
        timeout=240,
        check=False,
    )
    assert done.stdout.endswith("done\n"), done.stderr[-3000:]
    assert CANARY not in done.stderr
    assert holding(program, CANARY, PASSPHRASE) == []
    hits = json_lines(program.ok("history", "search", CANARY, "--json", *program.with_passphrase()))
    assert [hit["role"] for hit in hits if hit["role"]].count("user") == 1


def test_a_killed_run_leaves_no_word_of_it_on_disk_and_its_question_is_kept(program: Program) -> None:
    unlock = program.with_passphrase()
    program.ok("vault", "create", *unlock)
    asking = program.start("ask", f"A long story about {CANARY}", "--json", *unlock)
    assert asking.stdout is not None
    while '"delta"' not in (line := asking.stdout.readline()):
        assert line, "ended before the first word"
    if os.geteuid() == 0:
        services = [words[-2] for words in family(asking.pid).values() if "--service" in words]
        assert sorted(services) == ["engine", "vault"]
        assert [place for place, data in deleted_but_open(asking.pid).items() if is_told(data)] == []
    os.kill(asking.pid, signal.SIGKILL)
    asking.communicate(timeout=30)
    assert holding(program, CANARY, PASSPHRASE) == []
    hits = json_lines(program.ok("history", "search", CANARY, "--json", *unlock))
    assert [hit["role"] for hit in hits if hit["role"]].count("user") == 1
    assert holding(program, CANARY, PASSPHRASE) == []

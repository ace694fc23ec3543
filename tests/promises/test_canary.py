"""Promise 1: nothing is ever written to disk in plain text, also when a process is killed."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

from tests.promises.conftest import PASSPHRASE, Program, json_lines

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
            data = path.read_bytes().lower()
        except OSError:
            continue
        if any(form in data for word in words for form in (word.encode(), word.encode("utf-16-le"))):
            found.append(str(path))
    return found


def deleted_but_open(group: int) -> list[bytes]:
    """Contents of files that processes of a session hold open although they were deleted."""
    contents = []
    for entry in Path("/proc").iterdir():
        if not entry.name.isdigit():
            continue
        try:
            if os.getsid(int(entry.name)) != group:
                continue
            links = [link for link in (entry / "fd").iterdir() if str(link.readlink()).endswith(" (deleted)")]
            contents.extend(link.read_bytes() for link in links)
        except OSError:
            continue
    return contents


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
    assert not [data for data in deleted_but_open(asking.pid) if CANARY.encode() in data.lower()]
    os.kill(asking.pid, signal.SIGKILL)
    asking.communicate(timeout=30)
    assert holding(program, CANARY, PASSPHRASE) == []
    hits = json_lines(program.ok("history", "search", CANARY, "--json", *unlock))
    assert [hit["role"] for hit in hits if hit["role"]].count("user") == 1
    assert holding(program, CANARY, PASSPHRASE) == []

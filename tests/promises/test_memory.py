"""Promise 3: locked means gone, from memory too; and the window never had the key.

Acceptance test 31 of the security design. The real window runs over real processes; its memory is read
through /proc while the vault is open and after it was locked. What it looks for is shown to be findable:
words that were typed are found in the window, and the keys in the vault's own process.
"""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.app.vault.reader import Pages, read_key_file
from tests.promises.conftest import Program

PASSPHRASE = "gravel umbrella 7431 lantern"
CHANGED = "velvet tundra 9052 compass"
WRITTEN = "quokkabellwether in the composer"


class Window:
    """A running window that does what it is told."""

    def __init__(self, program: Program) -> None:
        self._process = subprocess.Popen(
            [sys.executable, "-m", "tests.promises.memory_run", str(program.profile)],
            cwd=program.home,
            env=program.environment(),
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
        )
        self.pid = self._process.pid

    def do(self, letter: str, *typed: str) -> None:
        """Give a command and wait until it is done."""
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        self._process.stdin.write((letter + "".join(f"{text}\n" for text in typed)).encode())
        self._process.stdin.flush()
        if self._process.stdout.readline() != b"done\n":
            self._process.kill()
            pytest.fail(self._process.communicate(timeout=30)[1].decode()[-3000:])

    def services(self) -> dict[str, int]:
        """Return the service processes that it has started, by name."""
        found = {}
        for entry in Path("/proc").iterdir():
            try:
                status = (entry / "stat").read_text().rpartition(")")[2].split()
                words = (entry / "cmdline").read_bytes().split(b"\0")
            except OSError:
                continue
            if int(status[1]) == self.pid and status[0] != "Z" and b"--service" in words:
                found[words[words.index(b"--service") + 1].decode()] = int(entry.name)
        return found

    def close(self) -> None:
        """Quit, or be killed."""
        try:
            self._process.communicate(b"q", timeout=60)
        except (subprocess.TimeoutExpired, BrokenPipeError):
            self._process.kill()
            self._process.communicate(timeout=30)


def memory_of(pid: int) -> Iterator[bytes]:
    """Yield everything that a process has mapped and that can be read."""
    with Path(f"/proc/{pid}/maps").open() as maps, Path(f"/proc/{pid}/mem").open("rb", 0) as memory:
        for line in maps:
            places, mode, *_ = line.split()
            if "r" not in mode or "[v" in line:
                continue
            low, high = (int(place, 16) for place in places.split("-"))
            try:
                memory.seek(low)
                yield memory.read(high - low)
            except (OSError, ValueError, OverflowError):
                continue


def found_in(pid: int, *wanted: bytes) -> list[int]:
    """Count each of these in the memory of a process."""
    counts = [0] * len(wanted)
    for part in memory_of(pid):
        for place, what in enumerate(wanted):
            counts[place] += part.count(what)
    return counts


def forms(text: str) -> tuple[bytes, bytes]:
    """Return a text as Python and as Qt hold it."""
    return text.encode(), text.encode("utf-16-le")


@pytest.fixture
def window(program: Program) -> Iterator[Window]:
    made = Window(program)
    try:
        with Path(f"/proc/{made.pid}/mem").open("rb"):
            pass
    except OSError as error:
        made.close()
        pytest.skip(f"the memory of another process cannot be read here ({type(error).__name__})")
    yield made
    made.close()


@pytest.mark.slow
def test_the_window_keeps_neither_the_passphrase_nor_ever_a_key(window: Window, program: Program) -> None:
    window.do("c", PASSPHRASE, PASSPHRASE)
    window.do("w", WRITTEN)
    (database,) = program.profile.rglob("vault.db")
    root_key, _ = read_key_file((database.parent / "vault.keys").read_bytes(), PASSPHRASE.encode())
    database_key = Pages(database.parent, PASSPHRASE.encode()).key
    keys = (root_key, database_key, root_key.hex().encode(), database_key.hex().encode())

    # Freed memory loses its first bytes first, so the end is looked for as well.
    passphrase = (*forms(PASSPHRASE), *forms(PASSPHRASE[12:]))

    assert sum(found_in(window.pid, *forms(WRITTEN))) > 0  # the search finds what is there
    vault = window.services()["vault"]
    assert sum(found_in(vault, *keys)) > 0
    assert found_in(window.pid, *passphrase) == [0, 0, 0, 0]
    assert found_in(window.pid, *keys) == [0, 0, 0, 0]

    window.do("l")
    assert vault not in window.services().values()
    assert found_in(window.pid, *passphrase) == [0, 0, 0, 0]
    assert found_in(window.pid, *keys) == [0, 0, 0, 0]

    window.do("t", PASSPHRASE)  # even while it stands in its field, no copy is in the hands of Qt or Python
    assert found_in(window.pid, *passphrase) == [0, 0, 0, 0]

    window.do("u", PASSPHRASE)
    assert found_in(window.pid, *passphrase) == [0, 0, 0, 0]
    assert found_in(window.pid, *keys) == [0, 0, 0, 0]

    window.do("p", PASSPHRASE, CHANGED, CHANGED)
    changed = (*forms(CHANGED), *forms(CHANGED[12:]))

    window.do("l")
    for pid in (window.pid, *window.services().values()):
        assert found_in(pid, *passphrase, *changed, *keys) == [0] * 12

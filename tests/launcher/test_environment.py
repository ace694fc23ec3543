"""Promise: one command on a machine with only git and python3, and no second thoughts afterwards.

Most tests run the real script as a process, in a checkout, home and cache of their own, without a network:
the requirements are a tiny wheel made here, and the compiled engine is a library that every Linux has.
"""

from __future__ import annotations

import json
import os
import shutil
import signal
import sys
import time
from collections.abc import Callable
from typing import Any

import pytest

from tests.launcher.checkout import HANG, Checkout, make_wheel

LINUX = pytest.mark.skipif(not sys.platform.startswith("linux"), reason="loads a Linux library as the engine")


def wait_for(condition: Callable[[], object]) -> None:
    limit = time.monotonic() + HANG
    while not condition():
        assert time.monotonic() < limit, "waited too long"
        time.sleep(0.01)


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


@pytest.mark.skipif(sys.platform == "win32", reason="measures as POSIX does")
def test_a_second_start_costs_next_to_nothing(checkout: Checkout) -> None:
    import resource

    checkout.have_environment(":\n", ".window")
    checkout.run("chat")  # compiles the launcher's modules
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    done = checkout.run("chat")
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    assert (done.returncode, done.stderr) == (0, "")
    # Of the processor: the clock also measures what else a machine is doing.
    assert after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime < 0.3


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

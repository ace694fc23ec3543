"""Promise: help, a mistyped command, an unfit Python and a missing display are answered at once."""

from __future__ import annotations

import argparse
import ast
import os
import pty
import re
import subprocess
import sys
from pathlib import Path
from types import ModuleType

import pytest

from tests.launcher.checkout import HANG, ROOT, Checkout


def test_help_needs_no_environment_and_makes_none(checkout: Checkout) -> None:
    for words in (["--help"], ["-h"], ["help"], ["--profile", "x", "--help"]):
        done = checkout.run(*words)
        assert done.returncode == 0
        assert "./sotto vault create|open|passwd|check|salvage|info" in done.stdout
    assert checkout.run("--version").stdout == "sotto 9.8.7\n"
    assert not checkout.cache.exists()


@pytest.mark.parametrize(
    ("command", "said"), [("test", "lint, types, layers and all tests"), ("lock", "renew requirements/")]
)
def test_help_of_a_developers_command_does_not_run_it(checkout: Checkout, command: str, said: str) -> None:
    done = checkout.run(command, "--help")
    assert (done.returncode, done.stderr) == (0, "")
    assert said in done.stdout
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


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["--hlep"], "there is no option '--hlep'. Did you mean './sotto --help'?"),
        (["--profile", "p", "-x"], "there is no option '-x'. ./sotto --help lists all commands."),
        (["--profile=p", "valut"], "there is no command 'valut'. Did you mean './sotto vault'?"),
        (["--profile"], "--profile needs a folder"),
    ],
)
def test_wrong_options_are_wrong_usage_with_a_display_and_without(
    checkout: Checkout, words: list[str], said: str
) -> None:
    for display in ({}, {"DISPLAY": ":9"}):
        done = checkout.run(*words, **display)
        assert done.returncode == 2
        assert said in done.stderr
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


def test_without_a_display_the_profile_is_named_in_the_offer(checkout: Checkout) -> None:
    done = checkout.run("--profile", "a b")
    assert done.returncode == 1
    assert "./sotto --profile 'a b' chat" in done.stderr


@pytest.mark.parametrize("options", [[], ["--profile", "elsewhere"]])
def test_without_a_display_a_person_can_say_yes_to_the_terminal(
    checkout: Checkout, options: list[str]
) -> None:
    checkout.have_environment('echo "became: $*"\n')
    pid, terminal = pty.fork()
    if pid == 0:  # pragma: no cover - the child becomes the script
        words = [sys.executable, str(checkout.root / "sotto"), *options]
        os.execve(sys.executable, words, checkout.environment)
    became = " ".join(["became: -P -m app", *options, "chat"]).encode()
    seen = b""
    try:
        os.write(terminal, b"y\n")
        while became not in seen:
            seen += os.read(terminal, 4096)
    except OSError:
        pytest.fail(f"it ended after saying {seen!r}")
    finally:
        os.close(terminal)
        os.waitpid(pid, 0)
    assert b"Start it now?" in seen

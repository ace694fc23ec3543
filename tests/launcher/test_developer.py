"""Promise: developers and the integration run the same checks, and the locks hold what was asked for."""

from __future__ import annotations

import os
import re
import tomllib

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from tests.launcher.checkout import ROOT, Checkout


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

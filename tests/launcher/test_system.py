"""Promise: what the system lacks is installed where that is allowed, and else named in its own words."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import Any

import pytest

from tests.launcher.checkout import ROOT


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

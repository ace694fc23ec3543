"""Promise: what is written for macOS and Windows is well formed, and claims no more than "reduced".

Neither has been run on its system; these tests check the parts that can be looked at anywhere.
"""

from __future__ import annotations

import ctypes
import struct
import sys
from pathlib import Path

import pytest

from app.process import sandbox
from app.process.sandbox import ON, Powers, SandboxReport, macos, windows
from app.process.sandbox.runtime import runtime_paths


def test_the_macos_profile_denies_first_and_allows_only_the_powers(tmp_path: Path) -> None:
    model = tmp_path / 'a "quoted" model.gguf'
    model.write_bytes(b"x")
    vault = tmp_path / "vault"
    vault.mkdir()
    lines = macos.profile(Powers(read=(str(model),), write=(str(vault),))).splitlines()
    assert lines[:2] == ["(version 1)", "(deny default)"]
    assert all(line.count("(") == line.count(")") for line in lines)
    assert not any("network" in line or "process-exec" in line or "process-fork" in line for line in lines)
    assert [line for line in lines if "file-write*" in line] == [
        f'(allow file-read* file-write* (subpath "{vault.resolve()}"))'
    ]
    assert sum('a \\"quoted\\" model.gguf' in line for line in lines) == 1


def test_the_macos_profile_of_a_service_that_connects_names_its_ports() -> None:
    lines = macos.profile(Powers(connect=(53, 443))).splitlines()
    assert [line for line in lines if "network" in line] == [
        '(allow network-outbound (remote tcp "*:53"))',
        '(allow network-outbound (remote tcp "*:443"))',
        '(allow network-outbound (literal "/private/var/run/mDNSResponder"))',
    ]
    assert all(line.count("(") == line.count(")") for line in lines)
    assert not any("inbound" in line or "network*" in line or "network-bind" in line for line in lines)


@pytest.mark.skipif(sys.platform == "darwin", reason="it would confine the tests")
def test_macos_layers_that_are_not_there_are_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(macos.os, "umask", lambda mask: mask)
    monkeypatch.setattr(macos.resource, "setrlimit", lambda which, limits: None)
    started: list[bool] = []
    report = macos.confine(Powers(), before_filter=lambda: started.append(True))
    assert started == [True]
    assert report.level == "reduced"  # the limits
    assert report.layers["profile"] != ON
    assert report.layers["undumpable"] != ON


def test_the_windows_limits_have_the_layout_that_windows_documents() -> None:
    wanted = windows.limits(memory_bytes=2**30, kill_on_close=True)
    assert ctypes.sizeof(wanted) == (144 if ctypes.sizeof(ctypes.c_void_p) == 8 else 112)
    assert wanted.BasicLimitInformation.ActiveProcessLimit == 1
    assert wanted.BasicLimitInformation.LimitFlags == 0x2000 | 0x400 | 0x100 | 0x8
    assert wanted.ProcessMemoryLimit == 2**30
    assert windows.limits(memory_bytes=None, kill_on_close=False).BasicLimitInformation.LimitFlags == 0x408


def test_the_windows_token_loses_all_its_privileges_but_the_one_that_everybody_has() -> None:
    def privilege(number: int, attributes: int) -> bytes:
        return struct.pack("<IiI", number, 0, attributes)

    held = struct.pack("<I", 3) + privilege(20, 2) + privilege(23, 3) + privilege(33, 0)
    trailing = held + bytes(5)  # a buffer may be longer than what it holds
    kept = struct.pack("<Ii", 23, 0)
    for given in (held, trailing):
        assert windows.without_privileges(given, kept=kept) == (
            struct.pack("<I", 2) + privilege(20, 4) + privilege(33, 4)
        )
    assert windows.without_privileges(struct.pack("<I", 0), kept=kept) == struct.pack("<I", 0)


def test_the_windows_low_integrity_level_is_the_sid_that_windows_documents() -> None:
    revision, count, *authority = windows.LOW_INTEGRITY[:8]
    assert (revision, count, int.from_bytes(authority, "big")) == (1, 1, 16)
    assert int.from_bytes(windows.LOW_INTEGRITY[8:], "little") == 4096
    assert ctypes.sizeof(windows._Label) == (16 if ctypes.sizeof(ctypes.c_void_p) == 8 else 8)


@pytest.mark.skipif(sys.platform == "win32", reason="it would confine the tests")
def test_windows_claims_nothing_elsewhere() -> None:
    started: list[bool] = []
    report = windows.confine(Powers(), before_filter=lambda: started.append(True))
    assert started == [True]
    assert report.level == "none"
    assert report.layers["network"] == report.layers["files"] == "needs an AppContainer"
    assert windows.contain(0) is None


def test_an_unknown_system_has_no_sandbox_and_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "platform", "plan9")
    started: list[bool] = []
    assert sandbox.confine(Powers(), before_filter=lambda: started.append(True)).level == "none"
    assert started == [True]
    assert sandbox.confine(Powers()) == SandboxReport("none", {"system": "unknown"})
    assert sandbox.deny_internet().level == "none"


def test_code_may_be_read_and_the_home_and_what_is_above_it_may_not(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    home = tmp_path / "home"
    packages = home / ".local" / "lib"
    packages.mkdir(parents=True)
    monkeypatch.setenv("HOME", str(home))
    monkeypatch.setattr(sys, "path", ["", str(home), str(tmp_path), "/", str(packages), *sys.path])
    paths = runtime_paths()
    assert str(packages) in paths
    assert not {"", "/", str(home), str(tmp_path)} & set(paths)
    root = Path(sandbox.__file__).parents[3]
    assert str(root) not in paths
    assert {str(root / "app"), str(root / "models")} <= set(paths)


def test_a_frozen_program_may_read_its_own_folder(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "frozen", True, raising=False)
    assert str(Path(sys.executable).parent) in runtime_paths()

"""Promise: keys go into a real Secret Service over D-Bus, from a confined process, and nowhere else.

A gnome-keyring of its own, on a session bus of its own, unlocked by a passphrase on its standard input.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from app.credentials.port import SecretText
from app.credentials.store import Keys
from app.errors import KeyringUnavailable
from app.services import ProcessServices
from tests.app.credentials.test_store import VaultSecrets

NEEDED = ("dbus-daemon", "gnome-keyring-daemon")
SECRET = "a-key-that-is-looked-for"
CONFIG = """<!DOCTYPE busconfig PUBLIC "-//freedesktop//DTD D-Bus Bus Configuration 1.0//EN"
 "http://www.freedesktop.org/standards/dbus/1.0/busconfig.dtd">
<busconfig><type>session</type><listen>unix:dir={folder}</listen>
<policy context="default"><allow send_destination="*" eavesdrop="true"/><allow eavesdrop="true"/>
<allow own="*"/></policy></busconfig>
"""


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("home")


@pytest.fixture(scope="module")
def bus(home: Path) -> Iterator[str]:
    """A session bus with an unlocked keyring; returns its address."""
    if sys.platform != "linux" or any(shutil.which(program) is None for program in NEEDED):
        pytest.skip(f"needs {' and '.join(NEEDED)}")
    (home / "bus.conf").write_text(CONFIG.format(folder=home))
    command = ["dbus-daemon", f"--config-file={home / 'bus.conf'}", "--nofork", "--print-address"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True) as daemon:
        assert daemon.stdout is not None
        address = daemon.stdout.readline().strip()
        environment = {
            "PATH": os.environ["PATH"],
            "HOME": str(home),
            "XDG_DATA_HOME": str(home),
            "XDG_RUNTIME_DIR": str(home),
            "DBUS_SESSION_BUS_ADDRESS": address,
        }
        keyring = subprocess.Popen(
            ["gnome-keyring-daemon", "--foreground", "--unlock", "--components=secrets"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env=environment,
        )
        try:
            assert keyring.stdin is not None
            assert keyring.stdout is not None
            keyring.stdin.write(b"passphrase of the test")
            keyring.stdin.close()
            keyring.stdout.readline()  # GNOME_KEYRING_CONTROL: it is up
            yield address
        finally:
            keyring.kill()
            keyring.wait()
            keyring.stdout.close()
            daemon.kill()


@pytest.fixture
def services(bus: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> ProcessServices:
    monkeypatch.setenv("DBUS_SESSION_BUS_ADDRESS", bus)
    return ProcessServices(tmp_path)


def test_a_key_is_stored_read_and_forgotten(services: ProcessServices, home: Path) -> None:
    vault = VaultSecrets()
    keys = Keys(open_keyring=services.open_keyring, vault=lambda: vault, now=lambda: 1)
    assert keys.put("p1", SECRET) == "keyring"
    assert keys.get("p1") == SECRET
    assert keys.put("p1", SECRET + "-2") == "keyring"  # replaced, not doubled
    assert keys.get("p1") == SECRET + "-2"
    assert SECRET not in "".join(vault.values)
    files = [path for path in home.rglob("*") if path.is_file()]
    assert files  # the keyring's own
    assert not any(SECRET.encode() in path.read_bytes() for path in files)
    keys.forget("p1")
    assert keys.get("p1") is None
    assert vault.kept == {}


def test_the_process_that_asks_is_confined(services: ProcessServices) -> None:
    handle = services.open_keyring()
    try:
        handle.port.put("name", SecretText(SECRET))
        assert handle.port.get("name") == SecretText(SECRET)
        handle.port.forget("name")
        assert handle.port.get("name") is None
        assert handle.port.forget("name") is None
        assert handle.sandbox_level == "full"
    finally:
        handle.kill()


def test_without_a_bus_there_is_no_keyring_whatever_a_file_or_a_variable_names(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """``keyring`` itself would load any module that is named there."""
    evil = tmp_path / "config" / "python_keyring"
    evil.mkdir(parents=True)
    (evil / "keyringrc.cfg").write_text(
        f"[backend]\ndefault-keyring=evil.Keyring\nkeyring-path={tmp_path}\n", encoding="utf-8"
    )
    (tmp_path / "evil.py").write_text(f"open({str(tmp_path / 'loaded')!r}, 'w')\n")
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
    monkeypatch.setenv("PYTHON_KEYRING_BACKEND", "keyring.backends.null.Keyring")
    monkeypatch.delenv("DBUS_SESSION_BUS_ADDRESS", raising=False)
    monkeypatch.delenv("XDG_RUNTIME_DIR", raising=False)
    vault = VaultSecrets()
    services = ProcessServices(tmp_path / "vault")
    keys = Keys(open_keyring=services.open_keyring, vault=lambda: vault, now=lambda: 1)
    handle = services.open_keyring()
    try:
        if sys.platform == "linux":
            with pytest.raises(KeyringUnavailable) as refused:
                handle.port.get("name")
            assert refused.value.facts == {"reason": "absent"}
            assert keys.put("p1", SECRET) == "vault"
    finally:
        handle.kill()
    assert not (tmp_path / "loaded").exists()

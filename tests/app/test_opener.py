"""Promise: a link opens only when confirmed, only a web, mail or folder address, and with a network."""

from __future__ import annotations

import os
import subprocess
import sys
import textwrap
from pathlib import Path

import pytest

import app
from app.opener import may_open


@pytest.mark.parametrize(
    ("address", "allowed"),
    [
        ("https://example.org/a?b=c#d", True),
        ("http://example.org", True),
        ("mailto:someone@example.org", True),
        ("https://", False),
        ("javascript:alert(1)", False),
        ("file:///bin/sh", False),
        ("file://server/share", False),
        ("data:text/html,x", False),
        ("--help", False),
        ("https://example.org/\nmore", False),
        ("https://example.org/" + "x" * 9000, False),
        ("https://[broken", False),
    ],
)
def test_only_harmless_addresses_are_handed_on(address: str, allowed: bool) -> None:
    assert may_open(address) is allowed


def test_a_folder_may_be_opened(tmp_path: Path) -> None:
    assert may_open(tmp_path.as_uri())


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux denies the window the internet")
def test_what_is_opened_has_sockets_although_the_window_has_none(tmp_path: Path) -> None:
    """A fake xdg-open first on PATH reports whether it can make an internet socket."""
    report = tmp_path / "report"
    fake = tmp_path / "xdg-open"
    fake.write_text(
        f"#!{sys.executable}\n"
        "import socket, sys\n"
        "try:\n    socket.socket(socket.AF_INET).close(); how = 'network'\n"
        "except OSError:\n    how = 'denied'\n"
        f"open({str(report)!r} + '.new', 'w').write(how + ' ' + sys.argv[1])\n"
        f"import os; os.rename({str(report)!r} + '.new', {str(report)!r})\n"
    )
    fake.chmod(0o755)
    program = textwrap.dedent(
        f"""
        import pathlib, socket, time
        from app.outside import Outside
        from app.process.sandbox import deny_internet
        opener = Outside(("/bin/false",))
        deny_internet()
        try:
            socket.socket(socket.AF_INET)
            print("window has a network")
        except OSError:
            print("window denied")
        assert opener.open("https://example.org/")
        assert not opener.open("file:///bin/sh")
        report = pathlib.Path({str(report)!r})
        for _ in range(600):
            if report.exists():
                break
            time.sleep(0.05)
        print(report.read_text())
        opener.close()
        """
    )
    done = subprocess.run(
        [sys.executable, "-c", program],
        cwd=Path(app.__file__).parent.parent,
        env={**os.environ, "PATH": f"{tmp_path}:{os.environ['PATH']}"},
        capture_output=True,
        text=True,
        timeout=60,
        check=True,
    )
    assert done.stdout.splitlines() == ["window denied", "network https://example.org/"]

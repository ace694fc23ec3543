"""Opens links and folders in the user's own programs.

On Linux that happens in a process that kept its network: see ``app.outside``.
"""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import Final
from urllib.parse import urlsplit

LONGEST: Final = 8192
"""Bytes of an address."""


def may_open(address: str) -> bool:
    """Whether an address may be handed on: web pages, mail, and folders of this computer; never a program."""
    if len(address.encode()) > LONGEST or any(ord(character) < 0x20 for character in address):
        return False
    try:
        parts = urlsplit(address)
    except ValueError:
        return False
    if parts.scheme in {"https", "http"}:
        return bool(parts.hostname)
    if parts.scheme == "file":
        return not parts.netloc and Path(parts.path).is_dir()
    return parts.scheme == "mailto"


def hand_on(address: str) -> bool:
    """Give an address to the desktop's opener, which outlives us; whether that was possible."""
    if not may_open(address):
        return False
    if sys.platform != "linux":
        import webbrowser

        return webbrowser.open(address)
    import subprocess

    try:
        subprocess.Popen(  # noqa: S603 - one fixed program, an address that was checked, no shell
            ["/usr/bin/env", "xdg-open", address],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
            env=_own_environment(),
        )
    except OSError:
        return False
    return True


def _own_environment() -> dict[str, str]:
    """Return the environment that the user's programs had before ours was put into it."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith("PYTHON")}
    if getattr(sys, "frozen", False):  # the bundle's own libraries would be loaded into the browser
        original = kept.pop("LD_LIBRARY_PATH_ORIG", None)
        kept.pop("LD_LIBRARY_PATH", None)
        if original is not None:
            kept["LD_LIBRARY_PATH"] = original
    return kept

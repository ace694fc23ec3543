"""Files that have no name any more and are held open all the same, by a process or what it has started."""

from __future__ import annotations

import contextlib
from pathlib import Path


def family(pid: int) -> dict[int, list[str]]:
    """Return the command lines of a process and of all that it has started, by process id."""
    parents: dict[int, int] = {}
    for entry in Path("/proc").iterdir():
        if entry.name.isdigit():
            with contextlib.suppress(OSError):
                status = (entry / "stat").read_text().rpartition(")")[2].split()
                parents[int(entry.name)] = int(status[1])
    found = {pid}
    while more := {child for child, parent in parents.items() if parent in found} - found:
        found |= more
    lines = {}
    for each in found:
        with contextlib.suppress(OSError):
            lines[each] = Path(f"/proc/{each}/cmdline").read_bytes().decode().split("\0")
    return lines


def deleted_but_open(pid: int) -> dict[str, bytes]:
    """Return what is in such files of a family, by where it is held.

    Raises:
        PermissionError: a process does not let itself be looked at; only root may look at a service.
    """
    contents = {}
    for each in family(pid):
        with contextlib.suppress(FileNotFoundError, ProcessLookupError):
            for link in Path(f"/proc/{each}/fd").iterdir():
                with contextlib.suppress(FileNotFoundError):
                    if str(link.readlink()).endswith(" (deleted)"):
                        contents[f"{link} {link.readlink()}"] = link.read_bytes()
    return contents

"""Promise: what other programs print becomes progress that can be trusted, and a failure says what to do."""

from __future__ import annotations

from typing import Any

import pytest


@pytest.mark.parametrize(
    ("line", "count"),
    [("  [12/83] /usr/bin/g++ -O3", (12, 83)), ("[1/x] no", None), ("-- Found OpenMP", None), ("", None)],
)
def test_compiler_progress_is_read(launcher: Any, line: str, count: tuple[int, int] | None) -> None:
    assert launcher.progress.ninja_count(line) == count


def test_package_progress_never_passes_its_total(launcher: Any) -> None:
    count = launcher.progress.PipCount(b"a==1 \\\n    --hash=sha256:0\nb==2 ; python_version < '3'\n# c\n")
    lines = ["Collecting a==1", "  Downloading a", "Ignoring b: markers do not match", "Collecting x"]
    assert [count(line) for line in lines] == [(1, 2), None, (2, 2), (2, 2)]


@pytest.mark.parametrize(
    ("output", "words"),
    [
        ("OSError: [Errno 28] No space left on device", "The disk is full"),
        ("NewConnectionError(...)\nERROR: No matching distribution found for x", "could not be reached"),
        ("ERROR: No matching distribution found for x==1", "offers no such file"),
        ("g++: fatal error: Killed signal terminated program cc1plus", "Memory ran out"),
        ("first\nlast words\n", "    last words"),
    ],
)
def test_failure_comes_with_what_to_do(launcher: Any, output: str, words: str) -> None:
    assert words in launcher.set_up.advice(output)

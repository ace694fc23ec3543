"""Promise: every document that was written for the tagger's training can be read, mark for mark."""

from __future__ import annotations

import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from app.redaction import tagger

if TYPE_CHECKING:
    from pathlib import Path


def check(*folder: str) -> subprocess.CompletedProcess[str]:
    script = f"{tagger.__path__[0]}/training/marks.py"
    return subprocess.run(
        [sys.executable, "-I", "-X", "utf8", script, *folder],
        capture_output=True,
        encoding="utf-8",
        check=False,
    )


def test_every_document_can_be_read() -> None:
    run = check()
    assert run.returncode == 0, run.stdout
    assert run.stdout.endswith(" 0 faults\n")


@pytest.mark.parametrize(
    ("document", "fault"),
    [
        ("=== id=a lang=en\nask ⟦P|Maria", "cannot be read"),
        ("=== id=a lang=en\nask ⟦Q|Maria⟧", "cannot be read"),
        ("=== id=a lang=en\nask ⟦P|Maria ⟧now", "space at its ends"),
        ("=== id=a lang=en clean=1\nask ⟦T|555-0100⟧", "clean, but something is marked"),
        ("=== id=a lang=en\n\n", "no text"),
        ("=== lang=en\nask me", "no id"),
        ("=== id=a lang=en\none\n=== id=a lang=en\ntwo", "another document has this id"),
    ],
)
def test_a_fault_is_named(tmp_path: Path, document: str, fault: str) -> None:
    (tmp_path / "x.txt").write_text(document, "utf-8")
    run = check(str(tmp_path))
    assert run.returncode == 1
    assert fault in run.stdout

"""Promise: Sotto never promises too much: what it says and what is written about it has no such words."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).parents[1]
TOO_MUCH = re.compile(r"anonym|unbreakable|unhackable|military[- ]grade", re.IGNORECASE)
# What detectors look for is not what Sotto says.
READ_ONLY = ("app/redaction/recognizers/", "app/redaction/data/", "app/redaction/tagger/training/")


def what_is_said() -> Iterator[Path]:
    yield from (ROOT / "sotto", ROOT / "README.md", ROOT / "CHANGELOG.md")
    for folder, suffixes in (("app", {".py", ".toml"}), ("ui", {".py"}), ("docs", {".md"})):
        yield from (path for path in (ROOT / folder).rglob("*") if path.suffix in suffixes)


def test_nobody_is_called_anonymous_and_nothing_unbreakable() -> None:
    paths = [path for path in what_is_said() if not str(path.relative_to(ROOT)).startswith(READ_ONLY)]
    assert len(paths) > 200
    assert [path for path in paths if TOO_MUCH.search(path.read_text("utf-8"))] == []

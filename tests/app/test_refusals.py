"""Promise: every refusal in the source is worded; a reason code never reaches a person."""

from __future__ import annotations

import re
from pathlib import Path

import app
from app.errors import UsageRefused
from app.explain import explain
from app.refusals import refusal

SOURCE = Path(app.__file__).parent.parent


def reasons_in_the_source() -> set[str]:
    found: set[str] = set()
    for folder in ("app", "ui", "models"):
        for file in (SOURCE / folder).rglob("*.py"):
            for call in re.findall(r"UsageRefused\((.*?)\)", file.read_text(encoding="utf-8"), re.DOTALL):
                found.update(re.findall(r'"([a-z0-9-]+)"', call))
    return found


def test_every_reason_in_the_source_is_worded() -> None:
    reasons = reasons_in_the_source()
    assert "id-not-unique" in reasons
    unworded = {reason for reason in reasons if refusal(reason, lambda _context, text: text) is None}
    assert unworded == set()


def test_the_words_of_a_refusal_are_shown() -> None:
    assert explain(UsageRefused(reason="output-exists")).title.startswith("The output file exists")

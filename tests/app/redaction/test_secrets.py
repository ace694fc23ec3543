"""Promise: keys, passwords, codes, user names, numbers to call and addresses are hidden however told.

Two files of passages: settings, logs, commands, source text and sentences in seven languages in which
something is marked, and others in which nothing may be hidden. Keys are drawn at random.
"""

from __future__ import annotations

from functools import cache

import pytest

from app.redaction.pipeline import Pipeline
from app.redaction.port import ScanOptions
from tests.app.redaction.cases import Marked, marked, passages


@cache
def rules() -> Pipeline:
    return Pipeline()


@pytest.mark.parametrize(
    "case", [marked(passage) for passage in passages("secrets")], ids=lambda case: case.text[:40]
)
def test_what_is_marked_is_hidden_whole(case: Marked) -> None:
    assert case.open_values(rules().scan(case.text, ScanOptions())) == []


@pytest.mark.parametrize("text", passages("secrets_clean"))
def test_talk_about_secrets_and_code_is_left_alone(text: str) -> None:
    assert rules().scan(text, ScanOptions()) == ()

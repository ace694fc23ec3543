"""Promise: when a pattern is read changes nothing but time: every one can be read, and finds the same."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from collections.abc import Iterator

import pytest

import app.redaction.pipeline
from app.redaction import later
from app.redaction.later import Later
from app.redaction.quasi.words import quasi_words
from app.redaction.recognizers import ALL
from app.redaction.recognizers.base import Phrases, Together
from app.redaction.service import Redactor
from app.redaction.sighted import Sighted
from tests.app.redaction.cases import clean_cases, private_cases

SCANS = """
import sys
from app.redaction.pipeline import Pipeline
from app.redaction.port import ScanOptions
from app.redaction.service import Redactor
from app.redaction.sighted import Sighted
from tests.app.redaction.test_later import some_texts
redactor = Redactor(Pipeline())
if sys.argv[1] == "rested":
    assert sum(1 for _ in redactor.in_idle_time()) > 500
texts = list(some_texts())
found = {text: list(redactor.scan(text, ScanOptions())) for text in texts[:: int(sys.argv[2])]}
print(*(found[text] for text in texts), sep="\\n")
"""


def some_texts() -> Iterator[str]:
    yield from (case.text for case in private_cases())
    yield from clean_cases()


def scans(*how: str) -> str:
    command = [sys.executable, "-P", "-c", SCANS, *how]
    return subprocess.run(command, check=True, capture_output=True, text=True, env=dict(os.environ)).stdout


def test_when_patterns_are_read_and_in_which_order_changes_no_finding() -> None:
    rested = scans("rested", "1")
    assert rested.count("Finding(") > 50
    assert scans("at once", "-1") == rested


def test_every_pattern_can_be_read() -> None:
    for _ in later.read_waiting():
        pass
    assert not list(later.read_waiting())
    alone = {id(one.pattern) for one in _together().shapes}
    modules = [module for name, module in sys.modules.items() if name.startswith("app.redaction.")]
    patterns = [value for module in modules for value in vars(module).values() if isinstance(value, Later)]
    assert len(patterns) > 500
    for pattern in patterns:
        assert "match" in vars(pattern) or id(pattern) in alone, pattern.pattern


def _together() -> Together:
    return next(one for one in ALL if isinstance(one, Together))


def test_a_shape_that_is_asked_with_others_can_be_read_alone() -> None:
    assert len(_together().shapes) > 100
    for one in _together().shapes:
        assert one.pattern.match("") is None


def test_a_pattern_is_read_at_its_first_look() -> None:
    pattern = later.compile(r"(?P<word>[a-z]+)(\d)", later.IGNORECASE)
    assert not later.is_read(pattern)
    assert (pattern.pattern, later.given_flags(pattern)) == (r"(?P<word>[a-z]+)(\d)", later.IGNORECASE)
    match = pattern.search("in Q3", 1)
    assert later.is_read(pattern)
    assert match is not None
    assert match.span("word") == (3, 4)
    assert pattern.flags & re.IGNORECASE
    assert (pattern.groups, pattern.groupindex) == (2, {"word": 1})
    assert [found[0] for found in pattern.finditer("a1 b2")] == ["a1", "b2"]
    assert (pattern.sub("", "a1-"), pattern.split("a1-")[-1]) == ("-", "-")


def test_idle_time_reads_what_waits_and_a_mistake_is_told_by_who_looks() -> None:
    pattern, wrong = later.compile("a"), later.compile("(")
    with pytest.raises(re.error):
        wrong.search("a")
    with pytest.raises(re.error):
        list(later.read_waiting())
    later.never_alone(wrong)
    list(later.read_waiting())
    assert later.is_read(pattern)
    with pytest.raises(AttributeError):
        _ = pattern.scanner  # type: ignore[attr-defined]


def test_phrases_are_read_by_letter_once_for_both_cases() -> None:
    phrases = Phrases(["order", "offer", "bill"])
    text = "Order offer BILL order"
    assert [match[0] for match in phrases.finditer(text)] == text.split()
    list(later.read_waiting())
    assert [match[0] for match in phrases.finditer(Sighted(text))] == text.split()


def test_the_words_of_the_lists_are_the_same_by_parts() -> None:
    words = quasi_words()
    listed = " ".join(words._senses).replace("*", "s")
    for text in [listed, *(text.lower() for text in some_texts())]:
        parts = [match.span() for match in words._by_parts(text)]
        assert parts == [match.span() for match in words._all.finditer(text)]
    assert len(list(words._by_parts(listed))) > 1_000


def test_the_redactor_offers_its_idle_time() -> None:
    pattern = later.compile("b")
    for _ in Redactor(app.redaction.pipeline.Pipeline()).in_idle_time():
        pass
    assert later.is_read(pattern)

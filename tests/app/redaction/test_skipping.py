"""Promise: a search skips to where a match can begin, and finds what it finds without."""

from __future__ import annotations

import re
import sys

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import app.redaction.pipeline  # noqa: F401 (imports every module of patterns)
from app.redaction import skipping
from app.redaction.later import Later
from app.redaction.skipping import beginning, compiled, parsed
from tests.app.redaction.cases import clean_cases, private_cases

PATTERNS = (
    r"(?<!\w)foo",
    r"(?<![^\W_])(?:a|b[cd]|(?P<x>[é-ü])e)",
    r"(?i)(?<!\w)(?:kiss|straße|ıi)",
    r"\b[^\W_]{2,4}(?=z)",
    r"(?:a|b)?c",
    r"(?i:s)t(?-i:K)",
    r"(?<=a)(?:\d|[^a-z])",
    r"(?m)^x|y$",
    r"(?s:.)(?<!a)",
    r"(?i)[^a-kſ]",
    r"(?i)[à-ÿ]+",
    r"(?!a)[a-c]+?",
    r"(?>ab|[x-z])",
    r"(?P<q>[\"'])a(?P=q)",
    r"(a)?(?(1)b|c)",
    r"(?<!x)(?:\s|\D\W)\S",
    r"(?<!\d)[^\W\d_]*\Z",
    r"(?a:(?<!k)\w)k",
    r"(?a:[^\s])(?<![a-z])",
    r"(?a)\S(?<![a-z])",
)
TEXTS = st.text(st.sampled_from("abcdefiksxyzKS \n\x1c019_-\"'.ſıİKéÉüßÅåςΣσЖж😀"), max_size=40)


def found(pattern: re.Pattern[str], text: str) -> list[object]:
    return [(match.span(), match.groups(), match.lastgroup) for match in pattern.finditer(text)]


@given(TEXTS)
@settings(max_examples=200, deadline=None)
def test_any_pattern_finds_the_same(text: str) -> None:
    for pattern in PATTERNS:
        assert found(compiled(pattern, 0), text) == found(re.compile(pattern), text)


def test_every_pattern_of_the_recognisers_finds_the_same() -> None:
    text = "\n".join([case.text for case in private_cases()] + clean_cases())
    modules = [module for name, module in sys.modules.items() if name.startswith("app.redaction.")]
    patterns = {one for module in modules for one in vars(module).values() if isinstance(one, Later)}
    assert len(patterns) > 500
    for one in sorted(patterns, key=lambda one: one.pattern):
        ours, theirs = (make(one.pattern, one.given_flags) for make in (compiled, re.compile))
        assert found(ours, text) == found(theirs, text), one.pattern


def begins(pattern: str) -> str:
    tree = parsed(pattern, 0)
    assert tree is not None
    characters = beginning(tree, any_case=bool(tree.state.flags & re.IGNORECASE))
    return "".join(chr(code) for code in range(129) if characters >> code & 1)


BEYOND = "\x80"


@pytest.mark.parametrize(
    ("pattern", "expected"),
    [
        (r"(?<!\w)(?:pass|KEY|\d)", "K0123456789p"),
        (r"(?i)\bno", "Nn"),
        (r"(?i)key", "Kk"),
        (r"(?:a?b|(?P<c>c))", "abc"),
        (r"é", BEYOND),
    ],
)
def test_what_a_match_begins_with_is_read_from_the_pattern(pattern: str, expected: str) -> None:
    assert set(expected) <= set(begins(pattern)) <= {*expected, BEYOND}


def test_what_may_be_empty_begins_anywhere() -> None:
    assert len(begins(r"(?<!a)(?:b|c?)")) == 129
    assert found(compiled(r"(?<!a)(?:b|c?)", 0), "abc")


def test_code_of_another_form_stays_as_it_is(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(skipping, "_KNOWN_CODE", frozenset[int]())
    assert found(compiled(r"(?<!\w)x", 0), "x xx") == found(re.compile(r"(?<!\w)x"), "x xx")
    parsed.cache_clear()
    monkeypatch.setattr(skipping, "_parser", None)
    assert parsed("x", 0) is None
    assert found(compiled(r"(?<!\w)x", 0), "x xx")
    parsed.cache_clear()

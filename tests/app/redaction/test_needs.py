"""Promise: a pattern is looked for only around the words it needs, and loses no match by that."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TypeGuard

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.redaction import anchored_names, fields, organisations
from app.redaction.findings import EntityType
from app.redaction.later import Later
from app.redaction.recognizers import (
    ALL,
    assignments,
    commands,
    random_strings,
    secret_places,
    secret_settings,
    told,
    told_later,
    usernames,
)
from app.redaction.recognizers.base import Shape, shape
from app.redaction.recognizers.needs import Literals, literals_of, matches_of
from app.redaction.recognizers.syntax import FAR
from app.redaction.sighted import Sighted
from tests.app.redaction.cases import clean_cases, private_cases


def _is_pattern(value: object) -> TypeGuard[re.Pattern[str]]:
    return isinstance(value, re.Pattern | Later)


MODULES = (
    anchored_names, fields, organisations, assignments, commands, random_strings, secret_places,
    secret_settings, told, told_later, usernames,
)  # fmt: skip
PATTERNS = {
    pattern
    for pattern in (
        *(value for module in MODULES for value in vars(module).values()),
        *(one.pattern for one in ALL if isinstance(one, Shape)),
    )
    if _is_pattern(pattern) and literals_of(pattern).words
}


def test_many_patterns_have_words() -> None:
    assert len(PATTERNS) > 60


def test_every_match_holds_one_of_the_words_and_is_found_around_them() -> None:
    text = Sighted("\n".join([case.text for case in private_cases()] + clean_cases()) * 2)
    for pattern in PATTERNS:
        everywhere = [match.span() for match in pattern.finditer(text)]
        assert [match.span() for match in matches_of(pattern, text)] == everywhere
        words = literals_of(pattern).words
        assert all(any(word in text[slice(*span)].lower() for word in words) for span in everywhere)


CORED = (
    "send it to rita underscore b at hotmail com not the old one",
    "sophie tiret bas martin vingt-deux arobase gmail point com, lucy dot gray 92 at gmail",
    "SRS0=a1b2=zz=example.org=ann@lists.example.net, list-ann=example.org@lists.example.net",
    "ann<span>NO SPAM</span>@example.org and bob@<!-- no -->example.org",
    "bob [at] example [dot] org, jane dot roe at example dot com, jane.roe at the usual gmail",
    "acme_pat_9fK2mQ7xT4vB8nR1zL6wC3yH5jD0sG",
    "hahn AT posteo.de, rita lopes tudo junto arroba sapo ponto pt, ruth, dot, cole, at, gmail, dot, com",
    "a scan of f,ade@example.org",
    "see CRQ000000447182 and IM0447182, police log 447 of 06/03/25, padlock 12-4-31",
    "1188/24.0T8BRG-A, HU/44178/2024, Judgment No. 2023-114, rep. 33.917",
)


def test_a_value_is_found_around_its_core() -> None:
    text = Sighted("\n".join([*(case.text for case in private_cases()), *clean_cases(), *CORED]))
    cored = [one for one in ALL if isinstance(one, Shape) and one.core is not None]
    assert len(cored) > 5
    for one in cored:
        found = list(one.find(text))
        assert found == list(replace(one, core=None).find(text))
        assert found, one.id


def test_a_value_longer_than_any_window_is_found_whole() -> None:
    pattern = r"BEGIN:\n(?:[a-z]{1,60}\n){1,60}END"
    block = shape("block", EntityType.SECRET, pattern, alone=0.9, needles=("BEGIN:",))
    text = "BEGIN:\n" + "key\n" * 2 + ("a" * 60 + "\n") * 40 + "END"
    assert [(hit.start, hit.end) for hit in block.find(f"x {text} x")] == [(2, 2 + len(text))]


@pytest.mark.parametrize(
    ("pattern", "literals"),
    [
        (r"(?i:pass(?:word|code)?)\d\S{1,9}", (("pass",), 0, 18 + 8)),
        (r"\w{1,5}(?:secret|token)s?(?=\d{2})", (("secret", "token"), 5, 14 + 8)),
        (r"a[ ]{1,3}(?:at|ät)[ ]b", ((" at b", " ät b"), 3, 8 + 8)),
        (r"x@\d", (("x@",), 0, 3 + 8)),
        (r"[a-f]{2}@(?:a|b)", (("@a", "@b"), 2, 4 + 8)),
        (r"(?:name)?\d", ((), FAR, FAR)),
        (r"\w*name", ((), FAR, FAR)),
        (r"name\w*", (("name",), 0, FAR)),
        (r"(?:name|\d)", ((), FAR, FAR)),
        (r"an?", ((), FAR, FAR)),
        (r"(?:(?:long word|longer) )?key:", (("key:", "long word key:", "longer key:"), 0, 14 + 8)),
    ],
)
def test_the_words_of_a_pattern(pattern: str, literals: tuple[tuple[str, ...], int, int]) -> None:
    assert literals_of(re.compile(pattern)) == Literals(*literals)


PIECES = (
    "password",
    "Passwor",
    "=",
    ": ",
    "abc",
    "\u017fecret",
    "secret",
    "12",
    "\n",
    "K\u212aEY",
    "\u0130",
    "key:",
    "x",
)


@settings(max_examples=200, deadline=None)
@given(
    st.sampled_from(
        (r"(?i)\w{0,4}(?:password|secret|key)[:=][ ]?\w{1,3}(?!\w)", r"(?i:secret)(?=12)|(?i)password$")
    ),
    st.lists(st.sampled_from(PIECES), max_size=30),
)
def test_any_text_gives_the_same_matches(pattern: str, pieces: list[str]) -> None:
    text = "".join(pieces)
    compiled = re.compile(pattern.replace("|(?i)password", "|(?i:password)"))
    expected = [match.span() for match in compiled.finditer(text)]
    assert [match.span() for match in matches_of(compiled, text)] == expected

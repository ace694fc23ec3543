"""Promise: user names listed as reviewers and the like are hidden; teams and plain words are nobody."""

from __future__ import annotations

import pytest

from app.redaction.doers import Doers, doers
from tests.app.redaction.cost import is_linear


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("reviewers:\n  - lottevdb\n  - rashid_n\nlabels:\n  - docs\n", ["lottevdb", "rashid_n"]),
        ('"approvers": ["mtoivonen", "avos"], "labels": ["bug"]', ["mtoivonen", "avos"]),
        ("Reviewers: pkaminski84, kboateng", ["pkaminski84", "kboateng"]),
    ],
)
def test_lists_of_reviewers_are_found_in_any_text(text: str, names: list[str]) -> None:
    assert [text[hit.start : hit.end] for hit in Doers().find(text)] == names


@pytest.mark.parametrize(
    "text",
    [
        "reviewers:\n  - core-team\n  - docs\n",
        "approvers: [admin]",
        "reviewers: two are required",
        "reviewer = None",
    ],
)
def test_teams_and_words_are_nobody(text: str) -> None:
    assert list(Doers().find(text)) == []


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Deployed by mtoivonen to staging", ["mtoivonen"]),
        ('"handler": "kfeeney"', ["kfeeney"]),
        ("Opened by: mvandenberg on behalf of Ina", ["mvandenberg"]),
        ("rcheng 16:58; reviewed dmackay7 17:20.", ["dmackay7"]),
        ("Owner: everything on the desk, reviewed chapter7 today", []),
        ("closed by the bot, caused by drift, approved by default", []),
    ],
)
def test_in_a_text_about_somebody_who_did_it_is_found(text: str, names: list[str]) -> None:
    assert [text[hit.start : hit.end] for hit in doers(text)] == names


@pytest.mark.parametrize("worst", ["reviewers:\n- a", "approved by a", "- abc\n", 'owners: ["abc", '])
def test_the_worst_text_costs_no_more_than_its_length(worst: str) -> None:
    assert is_linear(doers, worst, sizes=(10_000, 80_000))

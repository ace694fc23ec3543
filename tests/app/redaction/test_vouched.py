"""Promise: a reason that a person reads names only words that stand in the text in front of them."""

from __future__ import annotations

import pytest

from app.redaction.findings import EntityType, Finding, Reason
from app.redaction.pipeline import Pipeline
from app.redaction.port import Scanned, ScanOptions
from app.redaction.service import Redactor
from app.redaction.vouched import stands_in, vouched

REDACTOR = Redactor(Pipeline())


def reasons(text: str) -> dict[str, Reason]:
    """Return the strongest reason of each finding, by its words."""
    (event,) = REDACTOR.scan(text, ScanOptions())
    assert isinstance(event, Scanned)
    return {text[found.start : found.end]: found.reasons[0] for found in event.findings}


@pytest.mark.parametrize(
    ("text", "value", "word"),
    [
        ("my IBAN is DE89 3704 0044 0532 0130 00", "DE89 3704 0044 0532 0130 00", "iban"),
        ("Patient No.: 44182207, seen by Dr Osei", "44182207", "patient no"),
    ],
)
def test_a_word_that_stands_there_is_named(text: str, value: str, word: str) -> None:
    found = reasons(text)[value]
    assert word in found.context
    assert not found.placed


@pytest.mark.parametrize(
    ("text", "placed"),
    [
        ("login --token jfrt@01AbCdEf23GhIjKl45MnOpQr", True),
        ("wifi code sunflower-77", True),
        ("Deliver it to Résidence Les Mimosas, Bât. B, Appt 14, 69003 Lyon, please", False),
        ("Wilhelm-Raabe-Str. 12a, 01067 Dresden", False),
    ],
)
def test_no_name_of_ours_for_what_was_seen_is_shown_as_a_word_of_the_text(text: str, placed: bool) -> None:
    found = list(reasons(text).values())
    assert found
    assert all(not reason.context or reason.context in text.lower() for reason in found)
    assert any(reason.placed for reason in found) is placed


def test_a_heading_far_above_is_named() -> None:
    rows = "\n".join(f"{44182000 + number},07700 900{number:03}" for number in range(60))
    found = reasons(f"patient_id,mobile\n{rows}\n")
    assert stands_in("patient_id,mobile", found["44182059"].context)


@pytest.mark.parametrize(
    ("text", "word", "there"),
    [
        ("memberId: 5", "member", True),
        ("custNo=4829", "cust", True),
        ("DB_PASSWORD=x", "password", True),
        ("PGPASSWORD=x", "password", False),
        ("Authorization: x", "auth", False),
        ("geb.\n am 1.1.1970", "geb. am", True),
        ("ｐａｓｓｗｏｒｄ: x", "password", True),
        ("pass\u200bword: x", "password", True),
        ("Straße 5", "straße", True),
        ("STRASSE 5", "straße", True),
        ("naïve", "na", False),
        ("the enclave", "enc", False),
    ],
)
def test_what_counts_as_standing_there(text: str, word: str, there: bool) -> None:
    assert stands_in(text, word) is there


def test_a_word_at_the_other_end_of_the_text_is_not_near() -> None:
    text = "password" + " and so on" * 100 + " x7#kQ9!z"
    start = len(text) - 8
    found = Finding(start, len(text), EntityType.SECRET, 0.7, (Reason("told", 0.7, context="password"),))
    (after,) = vouched(text, (found,))
    assert after.reasons == (Reason("told", 0.7, placed=True),)
    assert (after.start, after.end, after.label, after.score) == (start, len(text), EntityType.SECRET, 0.7)

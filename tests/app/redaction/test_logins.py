"""Promise: a user name that nothing announces is hidden where the text tells whose it is, and code stays."""

from __future__ import annotations

from pathlib import Path

import pytest

from app.redaction.findings import EntityType
from app.redaction.logins import handles, logins_like, logins_of
from app.redaction.pipeline import Pipeline
from app.redaction.port import ScanOptions
from app.redaction.recognizers.base import Hit
from tests.app.redaction.cases import marked
from tests.app.redaction.cost import is_linear

_FOLDER = Path(__file__).parent
_PIPELINE = Pipeline()
_PERSON = "About Mrs Ottilie Quillfeather.\n\n"


def _passages(name: str) -> list[str]:
    return (_FOLDER / f"{name}.txt").read_text("utf-8").strip("\n").split("\n----\n")[1:]


def _logins(text: str, name: str) -> list[str]:
    start = text.index(name)
    person = Hit(start, start + len(name), EntityType.PERSON, 0.9, "x")
    return [text[hit.start : hit.end] for hit in logins_of(text, [person])]


@pytest.mark.parametrize("passage", _passages("logins"))
def test_every_user_name_of_a_passage_about_somebody_is_hidden(passage: str) -> None:
    case = marked(_PERSON + passage)
    assert case.open_values(_PIPELINE.scan(case.text, ScanOptions())) == []


@pytest.mark.parametrize("passage", _passages("logins_nobody"))
def test_in_a_passage_about_nobody_nothing_is_a_user_name(passage: str) -> None:
    found = _PIPELINE.scan(passage, ScanOptions())
    assert [passage[one.start : one.end] for one in found if one.label is EntityType.USERNAME] == []


@pytest.mark.parametrize(
    "login",
    [
        "jroe",
        "jane.roe",
        "jane_roe",
        "roej",
        "j.roe",
        "janer",
        "JROE",
        "jroe77",
        "roe.jane",
        "jane1988",
        "jroe-bot",
        "jroe_fam",
    ],
)
def test_a_login_made_of_a_known_name_is_that_persons(login: str) -> None:
    assert _logins(f"Jane Roe is {login}.", "Jane Roe") == [login]


@pytest.mark.parametrize("word", ["june", "roe-deer", "janitor", "heroes", "jroe@mail", "x.jroe.y"])
def test_other_words_are_not(word: str) -> None:
    assert _logins(f"Jane Roe saw {word}.", "Jane Roe") == []


@pytest.mark.parametrize(
    "worst",
    [
        "@a",
        "a_1 ",
        "a.",
        "12:00 a_b: c d e\n",
        "a_b1: c d e\n",
        "account a a a (",
        "owner: a, ",
        "aaaaa11 ",
        "Aa",
    ],
)
def test_the_worst_text_costs_no_more_than_its_length(worst: str) -> None:
    assert is_linear(handles, worst, sizes=(10_000, 80_000))
    person = Hit(0, 2, EntityType.PERSON, 0.9, "x")
    assert is_linear(lambda text: logins_of(text, [person]), worst, sizes=(10_000, 80_000))


@pytest.mark.parametrize(
    ("text", "known", "others"),
    [
        ("g.marchetti cannot get in, the old login was gmarch.", "g.marchetti", ["gmarch"]),
        ("k.brettschneider again; brettsk is locked, too", "k.brettschneider", ["brettsk"]),
        ("mlopezg says that it was mercelopez", "mlopezg", ["mercelopez"]),
        ("backup_user cannot read the backups of other users", "backup_user", []),
        ("swhitlock saw a white whistle", "swhitlock", []),
    ],
)
def test_a_word_of_no_dictionary_that_is_like_a_user_name_is_another_one(
    text: str, known: str, others: list[str]
) -> None:
    start = text.index(known)
    hit = Hit(start, start + len(known), EntityType.USERNAME, 0.9, "x")
    assert [text[found.start : found.end] for found in logins_like(text, [hit])] == others


def test_a_login_is_known_by_how_the_others_of_the_text_are_made() -> None:
    def like(text: str) -> list[str]:
        known = Hit(text.index("mharlow"), text.index("mharlow") + 7, EntityType.USERNAME, 0.8, "x")
        return [text[hit.start : hit.end] for hit in logins_like(text, [known])]

    assert like("logged on as mharlow, no luck. tpike could still get in.") == ["tpike"]
    assert like("logged on as mharlow, not as m.thevenet.") == ["m.thevenet"]
    assert like("logged on as mharlow, no luck. The nginx logs, my rsync and why not.") == []

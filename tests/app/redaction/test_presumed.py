"""Promise: in a text about somebody a number where an identifier stands is hidden, whatever its label.

The passages are of many trades, in seven languages; those about nobody hold numbers of everything else.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from app.redaction.owners import owns_numbers
from app.redaction.pipeline import Pipeline
from app.redaction.port import ScanOptions
from app.redaction.presumed import presumed
from app.redaction.standing_words import announces
from tests.app.redaction.cases import marked
from tests.app.redaction.cost import is_linear

_FOLDER = Path(__file__).parent
_PIPELINE = Pipeline()
_PERSON = "About Mrs Ottilie Quillfeather.\n\n"
_PRESUMING = {"stands-like-an-id", "field-presumed", "day-of-long-ago"}


def _passages(name: str) -> list[str]:
    return (_FOLDER / f"{name}.txt").read_text("utf-8").strip("\n").split("\n----\n")[1:]


@pytest.mark.parametrize("passage", _passages("identified"))
def test_every_identifier_of_a_passage_about_somebody_is_hidden(passage: str) -> None:
    case = marked(_PERSON + passage)
    assert case.open_values(_PIPELINE.scan(case.text, ScanOptions())) == []


@pytest.mark.parametrize("passage", _passages("identified_nobody"))
def test_in_a_passage_about_nobody_no_number_is_presumed_to_be_somebodys(passage: str) -> None:
    found = _PIPELINE.scan(passage, ScanOptions())
    assert [passage[one.start : one.end] for one in found if {r.rule for r in one.reasons} & _PRESUMING] == []


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("el cliente 88.312.772, contrato", "88.312.772"),
        ("de polis 90.447.190, graag", "90.447.190"),
        ("Key tag __B-7744__ Locker", "B-7744"),
        ("Fatt. 447/24, Ord. 7718", "447/24"),
        ("linked, TT:7718-44 too", "7718-44"),
        ("nota de liquidação 2024 4418207711.", "2024 4418207711"),
        ("nota de cobrança 2024 20418820; IUC", "2024 20418820"),
    ],
)
def test_short_forms_and_groups_behind_a_year_are_taken_whole(text: str, value: str) -> None:
    assert value in [text[hit.start : hit.end] for hit in presumed(text)]


def test_three_papers_by_their_short_forms_make_a_text_somebodys() -> None:
    assert owns_numbers("EMP 4418 approved; SO# 118204 sent; BOL 0044182", [])
    assert not owns_numbers("EMP 4418 approved; SO it goes", [])
    assert not owns_numbers("LS 430 Lexus, SO 2019, VN 1500 bike, BC 1200, RE 9500", [])
    assert not owns_numbers("int x = INV 4418; y = PO 118204; return SO 7718;", [])


@pytest.mark.parametrize(
    "text",
    [
        "un cliente paga 88.312.772 euros, tmp__4418__x = 2",
        "She is 44 and worked 170 hours for 3 weeks.",
        "It was 4418 steps, 12 pieces and 2200 calories a day.",
        "The rent is £1,204.16, the deposit 1200 EUR, the fee 5%.",
        "At 10:42 on 3 May 2024, in 2019 and 2021/22",
        "Chapter 12, page 4418, paragraph 1240, line 8812",
        "Hb 132 g/L (130-170), Na 138, Plt 241, BNP 1450, BP 148/92, eGFR 64, 500 mg, 81.4 kg",
        "Python 3.11.4, v2.10.3, ISO 27001, Windows 11 23H2, 16 GB",
        "about 4418 people, over 5000 words, year 1998, score 4418",
        "418 Teile, 118 Seiten, Modell 4418, Seite 4418, 4418 Kilometer",
        "page 4418, 4418 habitants, environ 4418, página 4418, 4418 pessoas",
    ],
)
def test_what_is_counted_measured_paid_dated_or_cited_stays(text: str) -> None:
    assert [text[hit.start : hit.end] for hit in presumed(text)] == []


@pytest.mark.parametrize(
    "word", ["locker", "Vorgangszeichen", "sleutelnummer", "casier", "taquilla", "armadietto"]
)
def test_nouns_and_their_compounds_announce(word: str) -> None:
    assert announces(word.lower())


@pytest.mark.parametrize("word", ["page", "seite", "hours", "score", "the", "video"])
def test_other_words_do_not(word: str) -> None:
    assert not announces(word)


@pytest.mark.parametrize(
    "worst",
    [
        "4418 ",
        "A1 ",
        "no ",
        "locker 44, ",
        "44 is my ",
        "(a b c ",
        "a1-",
        "#1 ",
        "1, 2 and ",
        "0021 0000 ",
        "under\n",
        "......1",
    ],
)
def test_the_worst_text_costs_no_more_than_its_length(worst: str) -> None:
    assert is_linear(presumed, worst, sizes=(10_000, 80_000))


@pytest.mark.parametrize("value", ["46 763 8740", "#24 734 1448", "(46 763 8740)"])
def test_a_sentence_that_ended_says_nothing_of_the_next_line(value: str) -> None:
    text = f"Mrs Joan Whitcombe, born 3 May 1961. We spoke about this.\n{value} Whitcombe"
    number = value.strip("#()")
    start = text.index(number)
    hidden = {at for found in Pipeline().scan(text, ScanOptions()) for at in range(found.start, found.end)}
    assert all(at in hidden for at in range(start, start + len(number)) if text[at].isdigit())

"""Promise: what goes on from a telephone number or from half a word is hidden, and amounts are not."""

from __future__ import annotations

import pytest

from app.redaction.findings import EntityType
from app.redaction.goes_on import numbers_that_go_on, whole_words
from app.redaction.pipeline import Pipeline
from app.redaction.port import ScanOptions
from app.redaction.recognizers.base import Hit
from tests.app.redaction.cases import marked
from tests.app.redaction.cost import is_linear

_PIPELINE = Pipeline()


@pytest.mark.parametrize(
    "passage",
    [
        "Dear Ms Oyelaran,\nring me on ⟦T|01632 960222⟧ / ⟦T|223⟧ / ⟦T|224⟧ please.",
        "Mr Baptiste Roy, tel. ⟦T|07700 900345⟧ or ⟦T|0191⟧ this week",
        "Frau Inge Roth\nTel. ⟦T|0221 5550-117⟧ · Fax ⟦T|-118⟧ · Durchwahl ⟦T|-23⟧",
        "Dear Mr Marsh, our Ms Keogh is on ⟦T|01632 960881⟧, assistant: Mr Finch -⟦T|882⟧",
        "Dr. Anna Nowotny, Rückfragen: Station 4, App. ⟦T|3317⟧",
        "Name: Ines Prado\nColegio Los Pinos · Int. ⟦T|22⟧",
        "Name: Imran Malik (⟦T|101 ext 55412⟧)",
        "Mme Bérengère Vial (⟦T|06.39.98.60.13⟧, ou ⟦T|60.14⟧ le soir)",
        "Mr Olu Ade, ⟦T|07700 900 161⟧ (or ⟦T|162⟧, his mate)",
        "Mme Nadège Vial, tél. ⟦T|05 55 01 00 17⟧, poste ⟦T|31⟧ ou ⟦T|32⟧.",
        "Frau Inge Seidl, Tel. ⟦T|0221 5550-117⟧, sonst unter ⟦T|-31⟧",
        "Doña Charo Rus: ⟦T|953 55 50 17⟧ o el ⟦T|18⟧",
        "Mme Nadège Vial, tél. ⟦T|04 99 00 60 00⟧, fax ... ⟦T|60 01⟧",
        "Mrs Dawn Hill, tel ⟦T|01632 960912⟧, her partner's mobile ends ⟦T|913⟧.",
        "Can you ring the chemist for Mr Tate (Tate Pharmacy,\n> ⟦T|960 771⟧) today?",
        "Hausarzt: Dr. Pohl, ⟦T|555 01 73⟧",
        "> Mrs Folake Ade\n> home after 6 on ⟦T|0151 496 01\n> 77⟧, all day",
        "Herr Prestele, ⟦T|(08 31) 5 55 01-44⟧, im Haus",
    ],
)
def test_numbers_that_go_on_are_hidden(passage: str) -> None:
    case = marked(passage)
    assert case.open_values(_PIPELINE.scan(case.text, ScanOptions())) == []


@pytest.mark.parametrize(
    ("text", "stays"),
    [
        ("Mr Roy, 07700 900345 or 24 hours later, 3 of us", ["24", "3"]),
        ("Ms Lund, tel 07700 900345, 250 people came", ["250"]),
        ("Ms Lund, tel 07700 900345 and 112 boxes", ["112"]),
        ("Dear Mr Hale,\ncall 01632 960222.\n14 days are left; the story ends 30 miles on.", ["14", "30"]),
        ("Mr Roy, call 01632 960222, see int 4.2 and figure 3", ["4.2", "3"]),
        ("Mr Roy, tel 01632 960222. The sum is 40 -12 = 28", ["12", "28"]),
        ("Mr Roy, 07700 900345 or 12.30 at the desk, 07700 900346 / 24 hours", ["12.30", "24"]),
    ],
)
def test_amounts_stay(text: str, stays: list[str]) -> None:
    hidden = [text[found.start : found.end] for found in _PIPELINE.scan(text, ScanOptions())]
    assert [value for value in stays if value in hidden] == []


def test_nothing_is_added_to_a_text_without_hits() -> None:
    assert list(numbers_that_go_on("App. 3317, Fax -118, 555 01 73", [])) == []


@pytest.mark.parametrize(
    ("text", "part", "label", "whole"),
    [
        ("his account, natef_offroad.", "natef", EntityType.PERSON, "natef_offroad"),
        ("c'est theo_mrtn7", "theo", EntityType.PERSON, "theo_mrtn7"),
        ("N° Portalis DBZH-W-B7H-DKLT", "DBZH", EntityType.OTHER_ID, "DBZH-W-B7H-DKLT"),
        ("account CORP\\sndlovu1 locked", "sndlovu1", EntityType.USERNAME, "CORP\\sndlovu1"),
        ("N° Portalis DBZH-W-B7H", "Portalis DBZH", EntityType.PERSON, "Portalis DBZH-W-B7H"),
    ],
)
def test_half_a_word_becomes_whole(text: str, part: str, label: EntityType, whole: str) -> None:
    start = text.index(part)
    found = list(whole_words(text, [Hit(start, start + len(part), label, 0.8, "x")]))
    assert [text[hit.start : hit.end] for hit in found] == [whole]


@pytest.mark.parametrize(
    ("text", "part"),
    [("Anna-Lena came", "Anna"), ("Anna's", "Anna"), ("C:\\Users\\anna", "anna"), ("Anna @ 5", "Anna")],
)
def test_what_is_whole_stays(text: str, part: str) -> None:
    start = text.index(part)
    for label in (EntityType.PERSON, EntityType.USERNAME):
        assert list(whole_words(text, [Hit(start, start + len(part), label, 0.8, "x")])) == []


@pytest.mark.parametrize("worst", ["tel 01632 960222 / 1 ", "-1 ", "App. 1 ", "555 01 7 ", "... 60 01\n"])
def test_the_worst_text_costs_no_more_than_its_length(worst: str) -> None:
    def find(text: str) -> list[Hit]:
        at = range(0, len(text) - 30, max(1, len(worst)))
        hits = [Hit(one, one + 16, EntityType.PHONE, 0.9, "x") for one in at]
        return [*numbers_that_go_on(text, hits), *whole_words(text, hits)]

    assert is_linear(find, worst, sizes=(10_000, 80_000))


@pytest.mark.parametrize(
    "passage",
    [
        "Bitte Frau Inge Roth unter Durchwahl -⟦T|318⟧ anrufen. Name: Inge Roth",
        "Name: Ines Prado\nJoindre Mme Prado au poste ⟦T|44 71⟧.",
        "Name: Rita Lopes, extensão ⟦T|311⟧",
        "Frau Inge Roth, Tel. P: ⟦T|034 555 01 28⟧, G: -⟦T|45⟧.",
        "Mrs Dawn Hill, the line is ⟦T|01632 960912⟧. Fax is the same but ends ⟦T|61⟧.",
    ],
)
def test_a_short_number_of_a_house_is_hidden_whatever_stands_before_it(passage: str) -> None:
    case = marked(passage)
    assert case.open_values(_PIPELINE.scan(case.text, ScanOptions())) == []


def test_the_initial_behind_a_name_in_small_letters_belongs_to_it() -> None:
    def whole(text: str) -> list[str]:
        return [
            text[hit.start : hit.end] for hit in whole_words(text, [Hit(6, 13, EntityType.PERSON, 0.9, "x")])
        ]

    assert whole("From: lowther.b\n") == ["lowther.b"]
    assert whole("From: Lowther.b\n") == []
    assert whole("From: lowther.but\n") == []


def test_the_rest_of_a_number_that_is_told_in_words_is_found() -> None:
    def rest(text: str, digits: str) -> list[str]:
        start = text.index(digits)
        phone = Hit(start, start + len(digits), EntityType.PHONE, 0.9, "x")
        return [text[hit.start : hit.end] for hit in numbers_that_go_on(text, [phone])]

    assert rest("it's 07700 900 4 double 1, ok", "07700 900 4") == [" double 1"]
    assert rest("le zéro sept 55 53 01 cent vingt", "55 53 01") == [" cent vingt", "zéro sept "]
    assert rest("ring 07700 900411 one day", "07700 900411") == []
    assert rest("ring 900411 4 times", "900411") == []

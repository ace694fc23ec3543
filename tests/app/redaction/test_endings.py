"""Promise: the last digits of a number of somebody are hidden as the number is; other endings stay."""

from __future__ import annotations

import pytest

from app.redaction.findings import EntityType
from app.redaction.recognizers.endings import Endings
from tests.app.redaction.cost import is_linear

_FIND = Endings().find


def _found(text: str) -> list[str]:
    return [text[hit.start : hit.end] for hit in _FIND(text)]


@pytest.mark.parametrize(
    ("text", "value", "label"),
    [
        ("Refund it to the account ending in 4471.", "4471", EntityType.BANK_ACCT),
        ("It comes from the account with the last digits 907.", "907", EntityType.BANK_ACCT),
        ("We moved the savings account to the one finishing 9047", "9047", EntityType.BANK_ACCT),
        ("The last four digits on the card are 3312, thanks", "3312", EntityType.CARD),
        ("ends 3311 on my visa", "3311", EntityType.CARD),
        ("Your TFN ends 418 so that matched", "418", EntityType.TAX_ID),
        ("card ending four four seven one", "four four seven one", EntityType.CARD),
        ("mit meiner Karte, letzte vier Ziffern 4471", "4471", EntityType.CARD),
        ("auf das Konto mit der Endung 771 übertragen", "771", EntityType.BANK_ACCT),
        ("das Girokonto mit den letzten Stellen 3447", "3447", EntityType.BANK_ACCT),
        ("le compte qui finit par 188, pas l'autre", "188", EntityType.BANK_ACCT),
        ("la cuenta de siempre, la que acaba en 8209", "8209", EntityType.BANK_ACCT),
        ("cauzione sul conto che finisce con 8209", "8209", EntityType.BANK_ACCT),
        ("mijn rekening eindigt op 209.", "209", EntityType.BANK_ACCT),
        ("caução na conta terminada em 447", "447", EntityType.BANK_ACCT),
        ("debit which account? not the joint one (…7712)", "7712", EntityType.BANK_ACCT),
        ("the policy ending HX71 lapsed", "HX71", EntityType.OTHER_ID),
    ],
)
def test_the_last_digits_are_found_with_what_they_are_of(text: str, value: str, label: EntityType) -> None:
    assert _found(text) == [value]
    assert next(iter(_FIND(text))).label is label


@pytest.mark.parametrize(
    "text",
    [
        "Which primes end in 317 and what are the last three digits of 7^100? 001",
        "The contract ends in 2024, the policy ends in 200 days.",
        "A card game that ends with 52 points; the account ends here.",
        "The account of the war, ending in 1945, sold well.",
        "season ending 2019...2020, version ending in 3",
        "wait... 4471 people came",
        "**1182** is bold, and ***418 apples*** too; ****2024",
    ],
)
def test_other_endings_stay(text: str) -> None:
    assert _found(text) == []


@pytest.mark.parametrize("worst", ["account ending in ", "last four ", "card …44", "ends 1 ", "...123 "])
def test_the_worst_text_costs_no_more_than_its_length(worst: str) -> None:
    assert is_linear(_FIND, worst, sizes=(10_000, 80_000))


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("My policy? It begins with HX44, then 917, then 203 B.", ["HX44", "917", "203 B"]),
        ("Policy number?\nCaller: Yes, hang on. It begins with HX44.", ["HX44"]),
        ("Loyalty number? I've only got the first digits, 3081 77.", ["3081 77"]),
        ("meine Kundennummer beginnt mit 4417", ["4417"]),
        ("le numéro client commence par FR77, puis 0441", ["FR77", "0441"]),
        ("Medicare Number ending in MK73", ["MK73"]),
    ],
)
def test_what_a_number_begins_with_is_found(text: str, values: list[str]) -> None:
    assert _found(text) == values


@pytest.mark.parametrize(
    "text",
    [
        "An account that begins with 4417 does not exist; every policy number starts with HX44.",
        "Which phone number starts with 0800? A Visa card starts with 4111.",
        "Invoice numbers starting with 4417 are affected; the contract begins with 2024.",
    ],
)
def test_what_any_number_begins_with_stays(text: str) -> None:
    assert _found(text) == []

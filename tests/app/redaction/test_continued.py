"""Promise: where one label serves several numbers all are hidden, and a bank's number beside an account's."""

from __future__ import annotations

import pytest

from app.redaction.continued import continued
from app.redaction.pipeline import Pipeline
from app.redaction.port import ScanOptions
from app.redaction.recognizers.base import Hit
from tests.app.redaction.cases import marked
from tests.app.redaction.cost import is_linear

_PIPELINE = Pipeline()


@pytest.mark.parametrize(
    "passage",
    [
        "Ordini ⟦X|4500055183⟧ e ⟦X|4500055184⟧ da evadere.",
        "Angebote ⟦X|AN-0551⟧, ⟦X|AN-0552⟧ und ⟦X|AN-0557⟧ sind hinfällig.",
        "Invoices ⟦X|INV-55183⟧ to ⟦X|INV-55190⟧ are paid.",
        "certificate ⟦X|CY-5518331/05⟧ replaces ⟦X|CY-5518331/04⟧ from May",
        "Employee no. ⟦X|E-55183⟧ (formerly ⟦X|C-55183⟧) called.",
        "de melding ⟦X|M2404 551⟧ en ⟦X|M2404 583⟧",
        "its santander ⟦X|09 01 28⟧ acc ⟦X|55183310⟧",
        "Her account number is the same but for a digit: mine is ⟦X|70355183⟧, hers ⟦X|70355184⟧.",
        "what's my membership number again? I think it's ⟦X|0055 1833⟧ but the app says ⟦X|0055 1388⟧",
        "so you have 2 accounts: one ends in ⟦X|551⟧, the other in ⟦X|9042⟧, which one?",
        "das Konto mit ⟦X|551⟧ am Ende gehört meiner Frau",
        "Het nummer van mijn spaarrekening eindigt op ⟦X|551⟧ en dat van de kinderen op ⟦X|833⟧.",
        "Transfer from ****⟦X|8551⟧ to ****⟦X|3307⟧",
        "Buchungsnummer verlegt, glaub ⟦X|YB7KQ2⟧ oder ⟦X|YB7KO2⟧.",
    ],
)
def test_all_of_them_are_hidden(passage: str) -> None:
    case = marked(passage)
    assert case.open_values(_PIPELINE.scan(case.text, ScanOptions())) == []


@pytest.mark.parametrize(
    ("text", "stays"),
    [
        ("Invoice no. INV-55183, model XYZ-55183", ["XYZ-55183"]),
        ("Account number 55183310, 250,000 euros", ["250"]),
        ("Claim no. 5518, 2019 was worse", ["2019"]),
        ("Ticket number 55183 in 2 days", ["2"]),
    ],
)
def test_what_only_follows_a_number_stays(text: str, stays: list[str]) -> None:
    hidden = [text[found.start : found.end] for found in _PIPELINE.scan(text, ScanOptions())]
    assert [value for value in stays if any(value in one for one in hidden)] == []


@pytest.mark.parametrize(
    "worst", ["order no. 55183 and 55184 ", "account 55183310, 5518 ", "claim no. AB-5518 a "]
)
def test_the_worst_text_costs_no_more_than_its_length(worst: str) -> None:
    labelled = next(one for one in _PIPELINE.recognizers if one.id == "labelled")

    def find(text: str) -> list[Hit]:
        return list(continued(text, list(labelled.find(text))))

    assert is_linear(find, worst, sizes=(2_000, 16_000))

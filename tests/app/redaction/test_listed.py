"""Promise: in a list of somebody's identifiers the numbers behind unknown words are hidden too."""

from __future__ import annotations

import pytest

from app.redaction.listed import listed
from app.redaction.pipeline import Pipeline
from app.redaction.port import ScanOptions
from tests.app.redaction.cases import marked
from tests.app.redaction.cost import is_linear

_PIPELINE = Pipeline()


@pytest.mark.parametrize(
    "passage",
    [
        "Send it to: institution ⟦X|004⟧, transit ⟦X|10382⟧, account no. ⟦X|5093381⟧.",
        "Policy no. ⟦X|HX-88120⟧; quibble ⟦X|44718⟧; claim number ⟦X|CLM 20 887⟧",
        "Kundennummer: ⟦X|4471882⟧\nVertragsnummer: ⟦X|88-2093⟧\nZwirbel: ⟦X|B 7712⟧\n",
        "passport no ⟦X|X4471882⟧ | frobnitz ⟦X|20934⟧ | account number ⟦X|71882094⟧",
        "Lab order: ⟦X|L2544718⟧\nFrobnitz: ⟦X|05D0447182⟧\nQuibble mark: ⟦X|Q0044718-1⟧",
        "N° client : ⟦X|C00447⟧, bidule ⟦X|88209⟧, n° de contrat ⟦X|6004471⟧",
    ],
)
def test_the_other_numbers_of_the_list_are_hidden(passage: str) -> None:
    case = marked(passage)
    assert case.open_values(_PIPELINE.scan(case.text, ScanOptions())) == []


@pytest.mark.parametrize(
    ("text", "stays"),
    [
        (
            "Invoice no. 20934-A, total 447.50, qty 121, customer number 88209, discount 17%",
            ["447.50", "121", "17"],
        ),
        ("Policy number HX-88120, since 2019, claim number CLM 20 887, page 118", ["2019", "118"]),
        ("Bolt 4471, nut 8820, washer 2093", ["4471", "8820", "2093"]),
        ("Account number 71882094.\n\nServes 450, oven 220, fan 180.", ["450", "220", "180"]),
        (
            "Order no: 4471829\nModel: WH1000XM4\nChipset: BCM27110\nSKU: AB12345",
            ["WH1000XM4", "BCM27110", "AB12345"],
        ),
        ("customer number 88209, model 4471, part no. 3317, member number 20934", ["4471", "3317"]),
    ],
)
def test_amounts_and_lists_of_things_stay(text: str, stays: list[str]) -> None:
    hidden = [text[found.start : found.end] for found in _PIPELINE.scan(text, ScanOptions())]
    assert [value for value in stays if any(value in one for one in hidden)] == []


@pytest.mark.parametrize("worst", ["id 4471, ", "policy no. 44718, x 1; ", ",", "a 1\n"])
def test_the_worst_text_costs_no_more_than_its_length(worst: str) -> None:
    def find(text: str) -> object:
        hits = [hit for one in _PIPELINE.recognizers if one.id == "labelled" for hit in one.find(text)]
        return listed(text, hits)

    assert is_linear(find, worst, sizes=(10_000, 80_000))  # type: ignore[arg-type]

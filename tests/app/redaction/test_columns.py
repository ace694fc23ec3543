"""Promise: a column, a key or a line above of one word is a label where only identifiers stand below it."""

from __future__ import annotations

import pytest

from app.redaction.columns import Columns
from tests.app.redaction.cost import is_linear
from tests.app.redaction.hiding import hidden

HEADINGS = (
    "Claim",
    "Member",
    "Dossier",
    "Contrat",
    "Póliza",
    "Cliente",
    "Polis",
    "Beleg",
    "Visa",
    "Referral",
)
IDS = ("HX204-41K", "HX204-57K", "KL881-72X")
TABLES = (
    "{0},Status\n{1},open\n{2},closed\n{3},open",
    "Status;{0}\nopen;{1}\nclosed;{2}\nopen;{3}",
    "| {0} | Status |\n|---|---|\n| {1} | open |\n| {2} | closed |\n| {3} | open |",
    "{0}\tStatus\n{1}\topen\n{2}\tclosed\n{3}\topen",
    "{0}        Status\n{1}     open\n{2}     closed\n{3}     open",
    (
        "<table><tr><th>{0}</th><th>Status</th></tr><tr><td>{1}</td><td>open</td></tr>"
        "<tr><td>{2}</td><td>closed</td></tr><tr><td>{3}</td><td>open</td></tr></table>"
    ),
    '[{{"{0}": "{1}"}}, {{"{0}": "{2}"}}, {{"{0}": "{3}"}}]',
    "<rows><{0}>{1}</{0}><{0}>{2}</{0}><{0}>{3}</{0}></rows>",
    "- {0}: {1}\n  status: open\n- {0}: {2}\n- {0}: {3}\n",
    "{0}\n{1}\n\n{0}\n{2}\n\n{0}\n{3}\n",
)


@pytest.mark.parametrize("heading", HEADINGS)
@pytest.mark.parametrize("table", TABLES)
def test_a_column_of_identifiers_is_hidden(table: str, heading: str) -> None:
    assert set(IDS) <= set(hidden(table.format(heading, *IDS)))


@pytest.mark.parametrize(
    "values", [("54.2894.78", "31.7720.93"), ("2024/4417", "2024/1288"), ("881720", "99204")]
)
def test_numbers_in_many_forms_are_identifiers(values: tuple[str, str]) -> None:
    assert set(hidden("Claim;Status\n{};open\n{};closed\n".format(*values))) == set(values)


def test_a_number_below_a_heading_of_people_is_theirs() -> None:
    text = "Name,Customer,City\nAnna Petersen,8817204,Kiel\nTom Ashby,8817211,Leeds\n"
    assert {"8817204", "8817211"} <= set(hidden(text))


@pytest.mark.parametrize(
    "text",
    [
        "Order,Date,Total\nfirst,2024-01-03,410.20\nsecond,2024-02-11,1204.55\n",
        "Case,Expected\n1,200\n2,404\n3,500\n",
        (
            "Date,Open,High,Low,Close,Volume\n2022-01-03,150.02,155.28,148.50,153.80,15678900\n"
            "2022-01-04,154.32,157.25,153.48,156.25,19874500\n"
        ),
        "Part,Qty\nMK204-41K,4\nMK204-57K,12\n",
        "Model | Price\n21KC0054 | 1,204.55\n21KC0061 | 1,410.00\n",
        "| Policy | Premium |\n|---|---|\n| Basic | 120,000 |\n| Full | 240,000 |\n",
        '{"version": "10.0.19045", "image": "A1B2C3D4", "case": "default", "order": "12"}',
        "Plan\nBasic\n\nPlan\nPro 2024\n",
        "Ticket;Price\nadult;12.50\nchild;6.25\n",
        "Year,Claims\n2021,20441\n2022,20457\n",
    ],
)
def test_columns_of_other_things_stay(text: str) -> None:
    assert hidden(text) == []


@pytest.mark.parametrize(
    "worst", ["claim,status\n", "claim;x\nb\n", "Visa\nFK95K97\n", '"claim": "HX-1234",', "<claim>", "Visa\n"]
)
def test_the_worst_text_costs_no_more_than_its_length(worst: str) -> None:
    assert is_linear(Columns().find, worst, sizes=(8_000, 64_000))

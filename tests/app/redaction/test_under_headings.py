"""Promise: a list whose heading says what its numbers are is hidden line by line; lists of amounts stay."""

from __future__ import annotations

import pytest

from app.redaction.recognizers.under_headings import UnderHeadings
from tests.app.redaction.cost import is_linear

_FIND = UnderHeadings().find


@pytest.mark.parametrize(
    ("text", "values"),
    [
        (
            "Accounts to close:\n1. Barclays current 20551833\n2. Nationwide 0733/551 833 442\n",
            ["20551833", "0733/551 833 442"],
        ),
        ("Offene Rechnungen:\n- RE-55183\n- RE-55190 (gemahnt)\n", ["RE-55183", "RE-55190"]),
        ("Polizze attive:\n• auto AU551833\n• casa CA551840\n", ["AU551833", "CA551840"]),
        ("Mis cuentas:\n* nómina 5518331042\n* ahorro 5518331055", ["5518331042", "5518331055"]),
    ],
)
def test_every_line_gives_its_number(text: str, values: list[str]) -> None:
    assert [text[hit.start : hit.end] for hit in _FIND(text)] == values


@pytest.mark.parametrize(
    "text",
    [
        "Orders by year:\n- widgets 12,000\n- gadgets 30.000\n",
        "Steps:\n1. Add 10000 rows\n2. Wait 20000 ms\n",
        "Case dates:\n- 2024-03-11\n- 11.03.2024\n",
        "Account:\n- a single line 55183310\n\nother text",
        "Cities:\n- Lyon 522250\n- Nice 342669\n",
    ],
)
def test_lists_of_anything_else_stay(text: str) -> None:
    assert list(_FIND(text)) == []


@pytest.mark.parametrize("worst", ["Accounts:\n", "- a 55183\n", "Accounts:\n- 55183\n", "account a "])
def test_the_worst_text_costs_no_more_than_its_length(worst: str) -> None:
    assert is_linear(_FIND, worst, sizes=(4_000, 32_000))

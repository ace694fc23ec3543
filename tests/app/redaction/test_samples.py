"""Promise: what stands for any number in a program, a pattern or a catalogue stays."""

from __future__ import annotations

import pytest

from tests.app.redaction.hiding import hidden, open_of


@pytest.mark.parametrize(
    "text",
    [
        "Write a regex for policy numbers such as AB-1234567 and claim numbers like CLM-00001234.",
        "Unit tests in pytest: MRN 12345678 and ticket TCK-0001, please.",
        "SELECT order_id, invoice_no FROM invoices WHERE invoice_no > 10000 AND status = 'open';",
        "    ticket_id = 100\n    for case_no in range(1, 4417):\n        print(case_no)",
        "Account numbers starting with 4417 fail the check. How do I write it?",
        "Do you know episode #33917 of the podcast?",
        "Order code 0171-231 is for the ribbon.",
        "The next one, GH-95818, is on the list.",
        "Item 30 IC LM358N, 5 V, resistor 4k7, order number 595-LM358N, lot 2203, serial 000417, 12 pcs.",
    ],
)
def test_samples_stay(text: str) -> None:
    assert hidden(text) == []


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("My policy number is AB-1234568, what does it cover?", "AB-1234568"),
        ("ticket_id = 44178 was never answered", "44178"),
        ("My invoice no is 10044.", "10044"),
        ("Order number 595-118-20 of Mrs Holt has not come.", "595-118-20"),
        ("Send it to Seestr. 4, D-10115 Berlin.", "D-10115 Berlin"),
    ],
)
def test_real_values_are_hidden(text: str, value: str) -> None:
    assert open_of(text, value) == ""

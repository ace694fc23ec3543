"""Promise: in a text about somebody an unlabelled number is hidden; in a text about nobody it stays."""

from __future__ import annotations

import pytest

from app.redaction.pipeline import Pipeline
from app.redaction.port import ScanOptions
from app.redaction.shapes import private_shapes
from tests.app.redaction.cost import is_linear

CODES = [
    "KX-2291-88",
    "4 or HZ/99120/B",
    "7781229",
    "RE-2024-0091",
    "badge 77120",
    "ending in 4471",
    "A24-11920",
]
NO_CODES = [
    "In 2024-2025 we sold 1,200,000 pieces at 19.99 on 2024-11-23.",
    "COVID-19, ISO-9001, RFC-2119, v2.10.3, 10.5.1, 120mg, 64GB, 3rd, 1990s, A4 and Q3.",
    "It costs 120000 €, weighs 250000 g, and took 1200000 ms.",
    "TSH 2.41 (0.45-4.50) on 18/Mar/2025 and 12.5-30.0",
    "at 12:30:55 the ratio was 3.14159265 and 100000.5",
    "file a case in 2024, order 12 pieces, room 5",
]


@pytest.mark.parametrize("text", CODES)
def test_a_code_is_hidden_beside_a_person(text: str) -> None:
    def hidden(whole: str) -> set[str]:
        found = Pipeline().scan(whole, ScanOptions())
        return {whole[finding.start : finding.end] for finding in found}

    value = max((part for part in text.split() if any(letter.isdigit() for letter in part)), key=len)
    assert any(value in part for part in hidden(f"Dear Mrs Quillfeather, {text}"))


def test_a_part_number_in_a_text_about_nobody_stays() -> None:
    assert Pipeline().scan("Which tool fits part KX-2291-88 of the pump 7781229?", ScanOptions()) == ()


def test_a_number_that_was_found_once_is_hidden_wherever_it_stands() -> None:
    text = "Invoice number: 4471-22. Is 4471-22 paid? Then (4471-22) is done, 14471-22 is not."
    found = Pipeline().scan(text, ScanOptions())
    assert [text[one.start : one.end] for one in found] == ["4471-22"] * 3


@pytest.mark.parametrize("text", NO_CODES)
def test_measures_dates_and_standards_are_no_codes(text: str) -> None:
    assert [text[hit.start : hit.end] for hit in private_shapes(text)] == []


@pytest.mark.parametrize(
    "worst", ["A1-", "1234567 ", "no ", "no 1", "#", "1-1-1-1-1-", "Aa1", "code: 12 34 "]
)
def test_the_worst_text_costs_no_more_than_its_length(worst: str) -> None:
    assert is_linear(private_shapes, worst, sizes=(10_000, 80_000))

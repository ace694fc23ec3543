"""Promise: a national number with its check digit is found alone, in a table, and behind its word."""

from __future__ import annotations

from pathlib import Path

import pytest

from app.redaction.pipeline import Pipeline
from app.redaction.port import ScanOptions

_PIPELINE = Pipeline()
_LINES = (Path(__file__).parent / "checked_ids.txt").read_text("utf-8").splitlines()[1:]
_CASES = [tuple(line.split("|")) for line in _LINES]


def _is_hidden(text: str, value: str) -> bool:
    start = text.index(value)
    found = _PIPELINE.scan(text, ScanOptions())
    return any(one.start <= start and start + len(value) - 1 <= one.end for one in found)


@pytest.mark.parametrize(("value", "word"), _CASES)
def test_it_is_hidden(value: str, word: str) -> None:
    assert _is_hidden(f"It says {word} {value} there.", value)


@pytest.mark.parametrize("value", [value for value, word in _CASES if not word])
def test_it_is_hidden_in_a_cell_between_numbers(value: str) -> None:
    assert _is_hidden(f"x,1971,{value},5200", value)


@pytest.mark.parametrize("value", ["123-45-6789", "AB 12 34 56 C"])
def test_a_comma_parts_cells(value: str) -> None:
    assert _is_hidden(f"4418,1971,{value},5200", value)


@pytest.mark.parametrize(
    "text",
    [
        "The galaxy HD 209458 b is far.",
        "C914177(3) is wrong by one.",
        "It grew by 1,234,567 to 12,345,678.",
        "NBR 5410 and a NBR 5419 differ.",
        "PubChem CID 702 is ethanol.",
        "model 20XW004418",
        "ECLI:NL:HR:2019:2006",
        "CAS number 64-17-5, Case C-131/12",
        "Reference: doi:10.1021/ja01577a030",
        "BGH, Urteil vom 12.03.2014 – VIII ZR 79/13; BVerfG, 1 BvR 209/83",
        "update KB5034765, formulaire n° 3310-CA3",
    ],
)
def test_what_only_looks_so_stays(text: str) -> None:
    assert [text[one.start : one.end] for one in _PIPELINE.scan(text, ScanOptions())] == []

"""Promise: a key that a line break cut is hidden to its end, and the words behind it stay."""

from __future__ import annotations

import pytest

from app.redaction.recognizers.broken_lines import BrokenKeys
from tests.app.redaction.cases import drawn
from tests.app.redaction.cost import is_linear

_FIND = BrokenKeys().find


def _found(text: str) -> list[str]:
    return [text[hit.start : hit.end] for hit in _FIND(text)]


@pytest.mark.parametrize("gap", ["\n", "\r\n", "=\n", "\n> ", "\n    "])
def test_a_token_in_lines_is_found_to_its_end(gap: str) -> None:
    token = drawn("<<jwt>>", 7)
    broken = gap.join((token[:50], token[50:90], token[90:]))
    assert _found(f"the token:\n{broken}\nplease fix") == [broken]


def test_a_key_of_a_provider_in_a_quotation_is_found() -> None:
    key = "gh" + drawn("p_<<a36>>", 3)
    broken = f"{key[:22]}\n> {key[22:]}"
    assert _found(f"> {broken}\nis what the mail shows") == [broken]


@pytest.mark.parametrize(
    "text",
    [
        "sk-learn-contrib\nand more words follow here",
        drawn("see gh" + "p_<<a36>>", 4) + "\nNothing follows.",
        "key-concepts-of-the-design\nkey-results-for-2026\n",
    ],
)
def test_words_and_whole_keys_are_no_matter_of_it(text: str) -> None:
    assert _found(text) == []


@pytest.mark.parametrize("worst", ["gh" + "p_a1B2c3D4\n", "eyJa1B2c3D4e5F6g7\n> "])
def test_the_worst_text_costs_no_more_than_its_length(worst: str) -> None:
    assert is_linear(_FIND, worst, sizes=(2_000, 16_000))

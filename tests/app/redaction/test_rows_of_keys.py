"""Promise: in a list of keys, those of a format that nobody knows are hidden too; ids and hashes are left."""

from __future__ import annotations

import pytest

from tests.app.redaction.cases import drawn
from tests.app.redaction.hiding import hidden

_UUID = "<<h8>>-<<h4>>-4<<h3>>-a<<h3>>-<<h12>>"
_KNOWN = "groq gsk_<<a52>>\nreplicate r8_<<a37>>\n"


@pytest.mark.parametrize(
    "row",
    [f"exa {_UUID}", "zendesk api: <<a40>>", "- fastly <<v32>>", "umami,<<a24>>", f'quarry = "{_UUID}"'],
)
def test_what_is_drawn_between_keys_is_one(row: str) -> None:
    text = drawn(_KNOWN + row + "\n", 4)
    value = text.rstrip('"\n').replace(",", " ").split()[-1].strip('"')
    assert any(value in one for one in hidden(text))


@pytest.mark.parametrize(
    "row",
    [
        "commit <<h40>>",
        f"project id {_UUID}",
        "public key <<a40>>",
        "docs https://orchard.test/manual/chapter/12",
        "say what-is-written-here",
    ],
)
def test_what_is_for_everybody_is_left_between_keys(row: str) -> None:
    text = drawn(_KNOWN + row + "\n", 4)
    assert not any(one in row for one in hidden(text)[2:])


def test_a_list_without_keys_is_left() -> None:
    assert hidden(drawn(f"exa {_UUID}\nfoo <<h40>>\nbar <<h40>>\n", 4)) == []

"""Promise: a number that a line's end breaks is hidden whole, and no other beginning of a line."""

from __future__ import annotations

import pytest

from app.redaction.findings import EntityType
from app.redaction.over_lines import over_lines
from app.redaction.recognizers.base import Hit
from tests.app.redaction.cost import is_linear
from tests.app.redaction.hiding import hidden, open_of


@pytest.mark.parametrize(
    ("text", "value"),
    [
        (
            "A related matter is pending under Docket No. 3:23-\nCV-00123-ABC, and so on.",
            "3:23-\nCV-00123-ABC",
        ),
        ("The whistleblower, Mrs Holt (employee E-\n9017), spoke on Friday.", "E-\n9017"),
        ("Dear Mrs Holt, your claim number is HWM-25-\n118834/2 and stays so.", "HWM-25-\n118834/2"),
        ("> Dear Mrs Holt, please quote the policy CL-\n> 90177-3 to us.", "CL-\n> 90177-3"),
        ("Please visit a branch with your passbook, number 0034 118\n22. Mrs Holt", "0034 118\n22"),
        ("The car of Mrs Holt was insured with us under the policy MV\n7741 209 B.", "MV\n7741 209 B"),
    ],
)
def test_a_broken_number_is_hidden_whole(text: str, value: str) -> None:
    assert open_of(text, value) == ""


def _of(text: str, value: str) -> list[str]:
    start = text.index(value)
    hit = Hit(start, start + len(value), EntityType.OTHER_ID, 0.9, "label")
    return [text[one.start : one.end] for one in over_lines(text, [hit])]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("Claim 44178\n12 people were there", "44178"),
        ("a line that is as long as any other has claim 44178\n12 rooms", "44178"),
        ("a line that is as long as any other has claim 44 178\n12 rooms", "44 178"),
        ("Ref          Name             Meter    44 178\n22        P. Danso", "44 178"),
        ("name of somebody,place of it,number,44 178\n22,another of them", "44 178"),
        ("No. 44 178\n22 5\n33 8", "44 178"),
        ("a long line that ends here with a word for it, the MRN\n44178", "44178"),
        ("Claim 44178-\nnot yet", "44178"),
    ],
)
def test_what_else_begins_a_line_is_no_part(text: str, value: str) -> None:
    assert _of(text, value) == []


def test_small_letters_before_a_number_are_a_part_of_it() -> None:
    assert open_of("hi its holt, policy no mv 7741 209 b, thx", "mv 7741 209 b") == ""
    assert open_of("my claim number is hx 44178", "hx 44178") == ""
    assert open_of("the certificate dps 40871233 is with holt", "dps 40871233") == ""
    assert open_of("the policy that ends in mk73", "mk73") == ""
    assert hidden("the policy number of 3000 people; claim number for 4417 items") == []
    assert hidden("invoice eur 12500, claim usd 250000, reg for 2019 and a plate of 4471 euros") == []


def test_human_resources_are_no_court() -> None:
    assert open_of("HR case AB/33/19 was opened.", "AB/33/19") == ""


def test_the_time_is_linear() -> None:
    hits = [Hit(at, at + 4, EntityType.OTHER_ID, 0.9, "label") for at in range(0, 190_000, 10)]
    look = lambda text: over_lines(text, [hit for hit in hits if hit.end < len(text)])  # noqa: E731
    assert is_linear(look, "4417-\nA12 ", sizes=(20_000, 190_000))

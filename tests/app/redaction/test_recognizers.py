"""Promise: rules alone find what is private in every form it is written in, and leave ordinary text alone."""

from __future__ import annotations

import random
from functools import cache

import pytest

from app.redaction.findings import EntityType
from app.redaction.pipeline import Pipeline
from app.redaction.port import ScanOptions
from tests.app.redaction.cases import Marked, clean_cases, private_cases


@cache
def rules() -> Pipeline:
    return Pipeline()


@pytest.mark.parametrize("case", private_cases(), ids=lambda case: case.text[:40].replace("\n", " "))
def test_every_marked_value_is_hidden_whole(case: Marked) -> None:
    assert case.open_values(rules().scan(case.text, ScanOptions())) == []


def test_nearly_every_value_gets_the_label_that_a_person_would_give_it() -> None:
    right = total = 0
    for case in private_cases():
        findings = rules().scan(case.text, ScanOptions())
        for start, end, label in case.spans:
            total += 1
            right += any(f.label.value == label and f.start < end and start < f.end for f in findings)
    assert right / total >= 0.97


@pytest.mark.parametrize("text", clean_cases())
def test_ordinary_text_is_left_alone(text: str) -> None:
    assert rules().scan(text, ScanOptions()) == ()


def labels_of(text: str, profile: str = "default") -> list[tuple[EntityType, str]]:
    return [
        (finding.label, text[finding.start : finding.end])
        for finding in rules().scan(text, ScanOptions(profile=profile))
    ]


def luhn_card(generator: random.Random, prefix: str, length: int) -> str:
    body = prefix + "".join(str(generator.randrange(10)) for _ in range(length - len(prefix) - 1))
    doubled = sum(sum(divmod(int(d) * (2 - i % 2), 10)) for i, d in enumerate(reversed(body)))
    return body + str(-doubled % 10)


def iban(generator: random.Random, country: str, length: int) -> str:
    body = "".join(str(generator.randrange(10)) for _ in range(length - 4))
    number = int("".join(str(int(c, 36)) for c in body + country + "00"))
    return f"{country}{98 - number % 97:02d}{body}"


def grouped(value: str, size: int, separator: str) -> str:
    return separator.join(value[i : i + size] for i in range(0, len(value), size))


@pytest.mark.parametrize("separator", ["", " ", "-", ".", "\u00a0", "\u2011", "\u200b", " - "])
def test_cards_are_found_in_any_spacing_without_a_word_beside_them(separator: str) -> None:
    generator = random.Random(7)
    for prefix, length in (("4", 16), ("51", 16), ("2223", 16), ("6011", 16), ("3528", 16)):
        for _ in range(20):
            value = grouped(luhn_card(generator, prefix, length), 4, separator)
            text = f"it was {value}, he said"
            assert (EntityType.CARD, value) in labels_of(text), text


@pytest.mark.parametrize(
    ("country", "length"), [("DE", 22), ("NL", 18), ("PT", 25), ("PL", 28), ("SE", 24), ("BE", 16)]
)
@pytest.mark.parametrize("separator", ["", " ", "-", "\u00a0"])
def test_ibans_are_found_in_any_grouping(country: str, length: int, separator: str) -> None:
    generator = random.Random(11)
    for _ in range(25):
        value = grouped(iban(generator, country, length), 4, separator)
        for shown in (value, value.lower()):
            text = f"pay to {shown}, thanks"
            assert [(label, found) for label, found in labels_of(text)] == [(EntityType.IBAN, shown)], text


@pytest.mark.parametrize(
    "value",
    [
        "GB29 NWBK 6016 1331 9268 19",
        "FR14 2004 1010 0505 0001 3M02 606",
        "gb29 nwbk 6016 1331 9268 19",
        "GB29 NWBK 6016 1331 9268 18",  # mistyped
        "gb29 nwbk 6016 1331 9268 18",
    ],
)
def test_an_iban_ends_before_the_words_behind_it(value: str) -> None:
    for text in (f"IBAN {value} for the transfer", f"My IBAN is {value} and the rent is late"):
        assert [found for label, found in labels_of(text) if label is EntityType.IBAN] == [value], text


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("SSN: ", ""),
        ("my social is ", " ok"),
        ("ssn=", "&x=1"),
        ('{"ssn": "', '"}'),
        ("| SSN | ", " |"),
        ("", ""),
    ],
)
def test_social_security_numbers_are_found_everywhere(before: str, after: str) -> None:
    generator = random.Random(3)
    for _ in range(50):
        area, group, serial = (generator.randrange(1, top) for top in (899, 99, 9999))
        value = f"{area:03d}-{group:02d}-{serial:04d}"
        assert EntityType.SSN in [
            label for label, found in labels_of(before + value + after) if value in found
        ]


@pytest.mark.parametrize(
    "text",
    [
        "jane.roe@example.com",
        "jane(at)example(dot)com",
        "jane at example dot com",
        "jane%40example.com",
        "jane&#64;example.com",
        "jаne@example.com",
        "j\u200bane@example.com",
        "ｊａｎｅ＠example.com",
        r"jane\u0040example.com",
        "amFuZUBleGFtcGxlLmNvbQ==",
        "6a616e65406578616d706c652e636f6d",
        "jane@\nexample.com",
    ],
)
def test_an_address_is_hidden_whole_in_every_disguise(text: str) -> None:
    assert (EntityType.EMAIL, text) in labels_of(f"write to {text} soon")


def test_a_date_of_birth_is_one_in_every_profile_and_other_dates_only_where_the_law_says_so() -> None:
    text = "Born 3 May 1980, admitted on 12 March 2024."
    assert labels_of(text) == [(EntityType.DOB, "3 May 1980")]
    assert labels_of(text, "hipaa-18") == [(EntityType.DOB, "3 May 1980"), (EntityType.DATE, "12 March 2024")]


def test_every_finding_says_why() -> None:
    text = "card 4111 1111 1111 1111"
    (finding,) = rules().scan(text, ScanOptions())
    first = finding.reasons[0]
    assert (first.rule, first.checksum, first.context) == ("card", True, "card")
    assert finding.score == max(reason.score for reason in finding.reasons)


def test_an_encoded_run_says_how_it_was_encoded() -> None:
    (finding,) = rules().scan("see amFuZUBleGFtcGxlLmNvbQ== there", ScanOptions())
    assert finding.reasons[0].encoding == "base64"

"""Promise: in messages of trade and of banks the fields that hold somebody's numbers are hidden."""

from __future__ import annotations

import pytest

from app.redaction.findings import EntityType
from app.redaction.pipeline import Pipeline
from app.redaction.port import ScanOptions
from app.redaction.recognizers.messages import Messages
from app.redaction.recognizers.segments import PatientSegments
from tests.app.redaction.cost import is_linear

_FIND = Messages().find


def _found(text: str) -> list[str]:
    return sorted(text[hit.start : hit.end] for hit in _FIND(text))


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("BGM+220+PO7718204+9'\nRFF+CT:K-44182'", ["K-44182", "PO7718204"]),
        ("NAD+BY+5412345000013::9'FII+BF+31926819+60161300'", ["31926819", "5412345000013"]),
        ("RFF+ON:A?'B?:118-4'", ["A?'B?:118-4"]),
        (
            "NM1*IL*1*HALE*MARGARET****MI*W2204418~\nREF*D9*24072004418~CLM*A-44182*118.20~",
            ["24072004418", "A-44182", "HALE", "MARGARET", "W2204418"],
        ),
        ("NM1*PR*2*AETNA*****PI*60054118~", ["60054118"]),
        (":20:FT24072KL118\n:21:RFB-118\n:23B:CRED", ["FT24072KL118", "RFB-118"]),
        (":25:60161331926819\r\n", ["60161331926819"]),
        (":59:/31926819\nMARGARET HALE", ["31926819"]),
        (":61:2403120312D118,20NTRFINV-7718//B4072K", ["B4072K", "INV-7718"]),
        (":70:/INV/7718-204", ["7718-204"]),
        (":86:/EREF/E2E-118-44/MARF/MD-7718/BENM//NAME/HALE", ["E2E-118-44", "MD-7718"]),
        ("SVWZ+Miete Mai EREF+E2E-44182 MREF+M-118-4\n", ["E2E-44182", "M-118-4"]),
        ("?20EREF+RE-7718-24?21KREF+K0044182?22SVWZ+Miete", ["K0044182", "RE-7718-24"]),
    ],
)
def test_the_fields_are_found(text: str, values: list[str]) -> None:
    assert _found(text) == sorted(values)


@pytest.mark.parametrize(
    "text",
    [
        "The BGM segment starts a message: BGM+220+document number+9'.",
        "NM1*IL*1*LASTNAME*FIRSTNAME****MI*MEMBERID~ names the subscriber",
        "CLM*CLAIMNUMBER*AMOUNT~ opens a claim, and 2*REF*3 is a product.",
        "Field :20: is the sender's reference and :59: the beneficiary.",
        "Field 70 may hold /INV/ and a number; see docs/inv/2024 and src/INV/file118",
        ":20:30 is a time, and 10:20:30 too",
        "CRED+ is a card of 2024",
    ],
)
def test_manuals_paths_and_times_stay(text: str) -> None:
    assert _found(text) == []


def test_a_name_of_a_firm_is_no_person() -> None:
    hits = list(_FIND("NM1*IL*1*HALE*MARGARET****MI*W2204418~NM1*85*2*WILLOW CLINIC*****XX*1245319599~"))
    assert [hit.label for hit in hits].count(EntityType.PERSON) == 2


@pytest.mark.parametrize("worst", ["RFF+A:", "NM1*", ":61:", "/INV/", "EREF+", "BGM+?'", ":25:A"])
def test_the_worst_text_costs_no_more_than_its_length(worst: str) -> None:
    assert is_linear(_FIND, worst, sizes=(4_000, 24_000))


def test_visits_and_orders_of_a_hospitals_message_are_found() -> None:
    text = (
        "PV1|1|I|W4^14^2||||||||||||||||V0118204\nORC|RE|ORD-7718|FIL-118\nOBR|1|ORD-7718|24B0044182|FBC\n"
        "IN1|1|PPO|7718204|AETNA||||GRP44182\nMRG|441827"
    )
    found = {text[hit.start : hit.end] for hit in PatientSegments().find(text)}
    assert found == {"V0118204", "ORD-7718", "FIL-118", "24B0044182", "7718204", "GRP44182", "441827"}


def test_an_iban_in_cells_is_hidden_whole() -> None:
    for sign in (" | ", "\t"):
        value = sign.join(("GB29", "NWBK", "6016", "1331", "9268", "19"))
        text = f"| Konto | {value} |"
        hidden = {i for one in Pipeline().scan(text, ScanOptions()) for i in range(one.start, one.end)}
        start = text.index("GB29")
        assert all(i in hidden for i in range(start, start + len(value)) if text[i].isalnum())

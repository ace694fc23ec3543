"""Promise: a heading or a key is evidence: what stands under "surname" is hidden, whatever it looks like."""

from __future__ import annotations

import pytest

from app.redaction.field_values import kind_of
from app.redaction.fields import Fields
from app.redaction.findings import EntityType
from tests.app.redaction.cost import is_linear

TABLE = 'surname,first_name,dob,city,notes\nWill,May,1.2.80,Rose,fine\n"Day, Jr",Sunny,3/4/1977,Hope,\n'

CASES = [
    (TABLE, ["Will", "May", "1.2.80", "Rose", "Day, Jr", "Sunny", "3/4/1977", "Hope"]),
    ("Name\tTelefon\nTomtom Bär\t0301 22\n", ["Tomtom Bär", "0301 22"]),
    ("| Patient | MRN | Ward |\n|---|---|---|\n| Quill Ada | A-1234 | 3 |\n", ["Quill Ada", "A-1234"]),
    ("Vorname;Nachname;PLZ\nGrün;Stein;10115\n", ["Grün", "Stein", "10115"]),
    ("<table><tr><th>Name</th><th>Employer</th></tr><tr><td>Ada Quill</td><td>Heron</td></tr></table>",
     ["Ada Quill", "Heron"]),
    ("<tr><td>Surname</td><td>Quill</td></tr>", ["Quill"]),
    ("INSERT INTO s (id, last_name, `email`) VALUES (1, 'Will', 'x at y'), (2,'O''Hara',NULL);",
     ["Will", "x at y", "O''Hara"]),
    ('{"patient_last_name": "Will", "emergencyContact": "Rose Day"}', ["Will", "Rose Day"]),
    ("user:\n  surname: will\n  employer: Heron Ltd\n", ["will", "Heron Ltd"]),
    ("ticket,opened_by,device\nT-4471,hgrant,phone\nT-4472,lkaya,tablet\n",
     ["T-4471", "hgrant", "T-4472", "lkaya"]),
    ("candidate_no\tsurname\tgrade\n2001\tAbara\tA\n", ["2001", "Abara"]),
    ('{"opened_by": "Sarah Lin", "closed_by": "rmoss"}', ["Sarah Lin", "rmoss"]),
    ("| Dienst | Kennwort |\n|---|---|\n| DHL | Paketbote |\n", ["Paketbote"]),
    ("City / State / Zip\nPflugerville / TX / 78660\n", ["Pflugerville", "TX", "78660"]),
    ("NOM;NE(E) LE;DATE NAISS.\nRoy;12/02/1987;24/07/2016\n", ["12/02/1987", "24/07/2016"]),
    ("<nachname>Will</nachname><geburtsort>Rose</geburtsort>", ["Will", "Rose"]),
]  # fmt: skip

CLEAN = [
    '{"name": "sotto", "version": "1.2.3", "author": "team"}',
    '{"created_by": "system", "closed_by": "the migration", "approved_by": null}',
    "name: build\non: push\njobs:\n  test:\n    name: Run tests\n",
    "a, b, c\n1, 2, 3\n",
    '{"password": "Passwort vergessen?", "passwd": "Mindestens 8 Zeichen"}',
    "newPassword: Yup.string().min(8)\n",
    "The city, the street and the name were unknown, the company said.\nSo it was, and it stayed.\n",
    "<name>config</name><city>{city}</city>",
    '{"first_name": "string", "dob": "date", "email": null}',
    "class A:\n    street: str\n    last_name: str = 'object'\n",
    "Use <title> and <table> for a page.",
    "Rent / water / power\n700 / 40 / 90\n",
    "SELECT name, city FROM t WHERE id = 1",
    "| Option | Meaning |\n|---|---|\n| name | the name |\n",
]


@pytest.mark.parametrize(("text", "values"), CASES)
def test_values_are_found_by_their_headings(text: str, values: list[str]) -> None:
    assert sorted(text[hit.start : hit.end] for hit in Fields().find(text)) == sorted(values)


@pytest.mark.parametrize("text", CLEAN)
def test_configuration_and_prose_are_left_alone(text: str) -> None:
    assert [text[hit.start : hit.end] for hit in Fields().find(text)] == []


@pytest.mark.parametrize(
    ("key", "kind"),
    [
        ("Last Name", EntityType.PERSON),
        ("patientLastName", EntityType.PERSON),
        ("date_of_birth", EntityType.DOB),
        ("home_phone", EntityType.PHONE),
        ("Kunden-Nummer", EntityType.OTHER_ID),
        ("kundennummer", EntityType.OTHER_ID),
        ("colour", None),
        ("x" * 80, None),
    ],
)
def test_keys_are_read_in_any_spelling(key: str, kind: EntityType | None) -> None:
    assert kind_of(key) is kind


@pytest.mark.parametrize(
    "worst",
    [
        "name,name\n",
        '"name": "',
        "<name>a</",
        "name|",
        "insert into t (name) values (",
        "('a',",
        "<tr><td>name",
    ],
)
def test_the_worst_text_costs_no_more_than_its_length(worst: str) -> None:
    assert is_linear(Fields().find, worst, sizes=(10_000, 80_000))

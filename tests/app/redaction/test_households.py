"""Promise: makers and countries stay in a text about somebody, unless told as work, home or birthplace."""

from __future__ import annotations

import pytest

from app.redaction.data import lines
from app.redaction.findings import EntityType
from app.redaction.pipeline import Pipeline
from app.redaction.port import ScanOptions
from tests.app.redaction.test_pipeline import ScriptedTagger

_MAKERS = (
    "Microsoft Excel",
    "Google Drive",
    "Google",
    "Microsoft",
    "IBM",
    "Samsung",
    "Pfizer",
    "Amazon",
    "Bosch",
)
_COUNTRIES = ("China", "Germany", "Kenya", "Poland", "Canada", "Deutschland", "Japon", "Argentina", "Ireland")


def _hidden(text: str, *more: str) -> str:
    """Return what is hidden of a text, by a tagger that knows some makers, countries and companies."""
    known = dict.fromkeys((*_MAKERS, *more), (EntityType.ORG, 0.95))
    known |= dict.fromkeys(_COUNTRIES, (EntityType.LOCATION, 0.95))
    pipeline = Pipeline(ScriptedTagger(**known))
    return " ".join(text[one.start : one.end] for one in pipeline.scan(text, ScanOptions()))


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Mrs Holt's laptop runs Microsoft Excel. Is it safe?", "Microsoft"),
        ("Mrs Holt asked whether Google Drive is safe.", "Google"),
        ("Dear Mrs Holt, the parts are made in China and shipped from Germany.", "China"),
        ("Dear Mrs Holt, the parts are made in China and shipped from Germany.", "Germany"),
        ("Mr Okafor says that IBM sold the server to us.", "IBM"),
        ("Mr Okafor, 62, had a Pfizer vaccine before the trip.", "Pfizer"),
        ("My sister Lena has a phone from Samsung and an account with Amazon.", "Amazon"),
        ("Frau Keller fragt, ob Teile aus China unter das Gesetz fallen.", "China"),
        ("Mr Okafor must know: Google's terms say that the data stays in Ireland.", "Ireland"),
    ],
)
def test_a_household_name_that_tells_nothing_of_a_person_stays(text: str, name: str) -> None:
    assert name not in _hidden(text)


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Mrs Holt joined Google last year.", "Google"),
        ("Mr Okafor applied to Amazon and has an interview on Monday.", "Amazon"),
        ("Mr Okafor's manager wants to keep him at IBM.", "IBM"),
        ("Mrs Holt (IBM) will call, IBM pays.", "IBM"),
        ("Mrs Holt of Google wrote to us.", "Google"),
        ("Mrs Holt has been with IBM for nine years.", "IBM"),
        ("During her time at Google Mrs Holt ran the office in Kenya.", "Kenya"),
        ("Contact: Mrs Holt\nMicrosoft\n0161 496 0000", "Microsoft"),
        ("Employer: Bosch. Mrs Holt signs.", "Bosch"),
        ("CV of Mrs Holt\n2015-2019 Google, Zurich", "Google"),
        ("Frau Keller arbeitet seit Mai bei Bosch.", "Bosch"),
        ("Mrs Holt (m.holt@ibm.example) says that IBM pays.", "IBM"),
        ("Mrs Holt was born in Poland.", "Poland"),
        ("Mr Okafor moved to Canada in May.", "Canada"),
        ("Mrs Holt is from Kenya. The parts come from Kenya, too.", "Kenya"),
        ("Mrs Holt, 14 Elm Road, Munich, Germany", "Germany"),
        ("Frau Keller wohnt in Deutschland.", "Deutschland"),
        ("La señora Ortega nació en Argentina.", "Argentina"),
        ("Monsieur Lefèvre habite au Japon.", "Japon"),
        ("Nationality of Mrs Holt: Poland", "Poland"),
    ],
)
def test_an_employer_a_home_and_a_birthplace_are_hidden(text: str, name: str) -> None:
    assert name in _hidden(text)


def test_said_once_a_name_is_hidden_wherever_it_stands() -> None:
    text = "The server was sold to us. Google did it. Mrs Holt works at Google."
    assert _hidden(text).count("Google") == 2


def test_a_company_that_only_some_know_is_hidden() -> None:
    assert "Brackwater" in _hidden("Mrs Holt's laptop is from Brackwater.", "Brackwater")


def test_a_stricter_profile_hides_makers_and_countries() -> None:
    text = "Mrs Holt asked whether IBM ships from China."
    pipeline = Pipeline(ScriptedTagger(IBM=(EntityType.ORG, 0.95), China=(EntityType.LOCATION, 0.95)))
    found = {text[one.start : one.end] for one in pipeline.scan(text, ScanOptions(profile="strict"))}
    assert found >= {"IBM", "China"}


def test_no_bank_is_a_maker_and_every_country_is_one_line() -> None:
    assert lines("makers").isdisjoint({"hsbc", "barclays", "vodafone", "deloitte", "allianz"})
    assert {"germany", "deutschland", "allemagne", "alemania", "germania", "duitsland", "alemanha"} <= lines(
        "countries"
    )

"""Promise: addresses of mail, numbers, days of birth and keys are hidden in the forms that no standard knows.

Damaged, commented, escaped, cut by lines and markup, spelt; labels typed wrong; tables that blanks align; a
birth in three fields; tokens of any provider. What only looks so (packages, decorators, hashes, parts) stays.
"""

from __future__ import annotations

from functools import cache

import pytest

from app.redaction.pipeline import Pipeline
from app.redaction.port import ScanOptions
from app.redaction.things import is_of_a_thing
from tests.app.redaction.cases import Marked, drawn, marked, passages


@cache
def rules() -> Pipeline:
    return Pipeline()


def hidden(text: str) -> list[str]:
    """Return what the rules hide of a text."""
    return [text[found.start : found.end] for found in rules().scan(text, ScanOptions())]


@pytest.mark.parametrize(
    "case", [marked(passage) for passage in passages("hard_ids")], ids=lambda case: case.text[:40]
)
def test_what_is_marked_is_hidden_whole(case: Marked) -> None:
    assert case.open_values(rules().scan(case.text, ScanOptions())) == []


@pytest.mark.parametrize("text", passages("things"))
def test_numbers_of_things_in_texts_about_nobody_stay(text: str) -> None:
    assert hidden(text) == []


@pytest.mark.parametrize(
    "text",
    [
        "npm i lodash.merge@latest react@next left.pad@1.3.0 @types/node@20",
        "user@host:~$ ls; root@localhost",
        "y = self.w@x + a.T@b",
        "He arrived at polka dot is what I heard; look at blue dot in the sky.",
        "We meet at noon (dot matrix) and at home, dot.",
        "I sold it at auction, com was the cheapest ending.",
        "outlook: cloudy, gmail: smtp.gmail.com, hotmail is old",
        "He moved from A@B, it is said.",
        "Use vue.js on yahoo, or e.g. gmail; v2.0 on outlook.",
        "© 2024 Example Ltd, A©b",
        "a b c dot d",
    ],
)
def test_what_only_looks_like_an_address_of_mail_stays(text: str) -> None:
    assert hidden(text) == []


@pytest.mark.parametrize(
    ("label", "value"),
    [
        ("acount number", "11882044"),
        ("Pasport no.", "LK0118820"),
        ("refrence nubmer:", "RT5520-11"),
        ("custmer nr", "447120"),
        ("Versicherungsnumer:", "65 170839 J 008"),
        ("Kundenummer", "118204"),
        ("expendiente", "0442/2024"),
        ("klantnumer", "4418207"),
    ],
)
def test_a_label_typed_wrong_announces_its_value(label: str, value: str) -> None:
    text = f"{label} {value}"
    assert value in hidden(text)


@pytest.mark.parametrize(
    "text",
    [
        "numbers 4471 and 4472, nombres 118204",
        "contrast 118204, slumber 4471, accent 44718",
        "contact 118204 subscribers",
        "The patience of 118204 people",
    ],
)
def test_a_word_of_its_own_announces_nothing(text: str) -> None:
    assert hidden(text) == []


@pytest.mark.parametrize(
    "token",
    ["acme_pat_<<a36>>", "zq_<<l40>>", "orchard_live_<<a32>>", "kx-prod-<<a40>>", "wobble_<<h40>>"],
)
def test_a_token_of_no_known_provider_is_known_by_its_make(token: str) -> None:
    for seed in range(6):
        value = drawn(token, seed)
        assert hidden(f"use {value} for it") == [value]


@pytest.mark.parametrize(
    ("text", "secret"),
    [
        ('variable "pg" { default = "Vq7!mzTT4#k" } # password', "Vq7!mzTT4#k"),
        ("the router's login: admin Zx9$kk21", "Zx9$kk21"),
        ("Backup codes (use once): 4471 8820, 0918 2733, 5520 1187", "4471 8820, 0918 2733, 5520 1187"),
        ("kubectl create secret generic x --from-literal=tok=k8fQ2z", "k8fQ2z"),
    ],
)
def test_a_secret_is_told_by_what_stands_beside_it(text: str, secret: str) -> None:
    assert any(secret in found for found in hidden(text))


@pytest.mark.parametrize(
    "text",
    [
        'color = "#ff8800"  # token of the theme',
        'path = "C:/Data1/x"  // no password here',
        "Log in as admin first. The admin, Tuesday2 group",
        "Recovery codes: none. Backup codes are printed below",
        "--from-literal=pw=$PW",
    ],
)
def test_talk_beside_such_words_stays(text: str) -> None:
    assert hidden(text) == []


@pytest.mark.parametrize(
    "text",
    [
        "sha256-<<h64>>",
        "index-<<h32>>.js chunk_<<h40>>.css",
        "see commit_<<h40>> and img_<<a30>>",
        "pi_<<a24>> cus_<<a14>> toolu_<<l32>>",
        "vpc-<<h17>> https://cdn.example.com/assets/app-<<a32>>",
        "the_quick_brown_fox_jumps_over_the_lazy_dog_again_and_again",
        "test_that_everything_which_is_hidden_stays_hidden_2024",
    ],
)
def test_what_is_hashed_or_numbered_by_a_program_is_no_token(text: str) -> None:
    assert hidden(drawn(text, 7)) == []


def test_columns_that_blanks_align_are_read_by_their_headings() -> None:
    text = (
        "Ref          Name             Meter        Reading\n"
        "LT-0081      P. Danso         K118204      412\n"
        "LT-0082                       K118377      908\n"
    )
    found = hidden(text)
    assert {"LT-0081", "P. Danso", "K118204", "LT-0082", "K118377"} <= set(found)
    assert not {"412", "908"} & set(found)


def test_a_message_of_a_hospital_is_read_by_its_fields() -> None:
    text = "MSH|^~\\&|A|B\nPID|1||4471188^^^HOSP^MR||DOE^JANE||19620714|F|||12 ELM ST^^LEEDS||0113 4960000"
    assert {"4471188", "DOE^JANE", "19620714"} <= set(hidden(text))


@pytest.mark.parametrize(
    ("before", "value", "behind"),
    [
        ("SKU ", "4417-88-B", ""),
        ("Artikelnr. ", "118.204.37", ""),
        ("réf. produit ", "118.204.37", ""),
        ("fails with error ", "0x80070005", ""),
        ("reverts ", "6f53b2e5", ""),
        ("fixes #", "4471", ""),
        ("tyres ", "205/55", " R16"),
        ("oil ", "5W-30", ""),
        ("smtpd[", "2211", "]:"),
        ('"iat":', "1718000000", ","),
        ("trial ", "NCT04471188", ""),
        ("EAN ", "4006381333931", ""),
        ("standard BS ", "7967", ""),
        ("colour RAL ", "7016", ""),
        ("Katalog-Nr. ", "118-204", ""),
    ],
)
def test_what_stands_before_a_number_tells_that_it_is_a_things(before: str, value: str, behind: str) -> None:
    text = before + value + behind
    assert is_of_a_thing(text, len(before), len(before) + len(value))
    assert value not in hidden(f"Dear Mrs Ottilie Quillfeather,\nplease look: {text}")


@pytest.mark.parametrize(
    ("before", "value"),
    [
        ("EAN ", "871687110000445566"),
        ("seal ", "B00718823"),
        ("Exp. ", "0442/2024"),
        ("room ", "4471"),
        ("PN ", "44718"),
    ],
)
def test_what_may_be_somebodys_is_none_of_a_thing(before: str, value: str) -> None:
    assert not is_of_a_thing(before + value, len(before), len(before) + len(value))

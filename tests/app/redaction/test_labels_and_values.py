"""Promise: a number is found by its label however both are put, in a text that tells of nobody, too.

The value behind the label, before it, some words on, in the sentence before; with dots, or with letters and
digits that take turns. What everybody counts, sells, cites or installs stays.
"""

from __future__ import annotations

import pytest

from tests.app.redaction.hiding import hidden, open_of

VALUES = ("54.2894.78", "SCY29Q3", "N5N84X3", "4417-882KX", "H7719204", "88 204 4177")

BEHIND = {
    "en": (
        "policy number",
        "claim no.",
        "customer ID",
        "shipment number",
        "referral no.",
        "deed no.",
        "trip ID",
    ),
    "de": ("Kundennummer", "Vertrags-Nr.", "Rezeptnummer", "Mandantennummer", "Gutscheinnummer"),
    "fr": ("n° de dossier", "réf. envoi", "n° de prêt", "numéro de réclamation", "n° de passeport"),
    "es": ("nº de póliza", "número de préstamo", "ref. reclamación", "nº de seguimiento"),
    "it": ("n. polizza", "codice cliente", "numero mutuo", "n. reclamo", "codice assicurato"),
    "nl": ("klantnummer", "zorgnummer", "zaaknummer", "offertenummer", "klachtnummer"),
    "pt": ("n.º de apólice", "número de empréstimo", "n.º de orçamento", "código de assinante"),
}
SAID = {
    "en": ("{label}: {value}", "{label} is {value}", "{value} ({label})", "{value} is the {label} they gave",
           "the {label} on it is {value}, thanks", "can you look up {value}? That's his {label}."),
    "de": ("{label}: {value}", "{label} lautet {value}", "{value} ({label})", "{value} ist die {label}",
           "Schau mal nach {value}. Das ist meine {label}."),
    "fr": ("{label} : {value}", "{label} est le {value}", "{value} ({label})", "{value} est le {label}"),
    "es": ("{label}: {value}", "{label} es el {value}", "{value} ({label})", "{value} es el {label}"),
    "it": ("{label}: {value}", "{label} è il {value}", "{value} ({label})", "{value} è il {label}"),
    "nl": ("{label}: {value}", "{label} is {value}", "{value} ({label})", "{value} is het {label}"),
    "pt": ("{label}: {value}", "{label} é o {value}", "{value} ({label})", "{value} é o {label}"),
}  # fmt: skip
# Every label with every way, each value in turn.
CASES = [
    (way.format(label=label, value=VALUES[(i + j) % len(VALUES)]), VALUES[(i + j) % len(VALUES)])
    for language, labels in BEHIND.items()
    for i, label in enumerate(labels)
    for j, way in enumerate(SAID[language])
]


@pytest.mark.parametrize(("text", "value"), CASES)
def test_a_value_is_found_by_its_label(text: str, value: str) -> None:
    assert open_of(text, value) == ""


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("claim number, the one that begins with 24: 24.0088.172", "24.0088.172"),
        ("nº de siniestro, el que empieza por 24: 24.0088.172", "24.0088.172"),
        ("order number in the header of the fax: 8817-2044", "8817-2044"),
        ("Klachtnummer: 7407", "7407"),
        ("member 55413874 called about it", "55413874"),
        ("loan K36XQ15T approved", "K36XQ15T"),
        ("Mieter 8817204 zieht aus", "8817204"),
        ("https://portal.example/claims/90787264/view", "90787264"),
        ("Ms Ada Whitcombe, 0117 496 0417: reopened 28212929 today", "28212929"),
        ("C.F. CRT RNG 47E54 H501 W", "CRT RNG 47E54 H501 W"),
        ("Melderin: heidkamp_s (Tel. 0511 123417), Frau Heidkamp", "heidkamp_s"),
    ],
)
def test_a_value_stands_some_words_behind_its_label(text: str, value: str) -> None:
    assert open_of(text, value) == ""


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("badge ID YZ 687 058 L and PX 785 562 W", ("YZ 687 058 L", "PX 785 562 W")),
        ("Zählernummer XY 233 795 T und XY 233 811 K bitte", ("XY 233 795 T", "XY 233 811 K")),
        ("nº de socio 93616 TK y 93620 TK", ("93616 TK", "93620 TK")),
        ("policy number 4370 / 0512 applies", ("4370 / 0512",)),
        ("complaint no.: TWGT78VZ", ("TWGT78VZ",)),
        ("Steuernummer DW-SM-4464", ("DW-SM-4464",)),
        ("número de beneficiário é o S.775.716.233", ("S.775.716.233",)),
        ("Az. 13 C 417/24 (IV)", ("13 C 417/24 (IV)",)),
        ("Case 1:18-CR-00417 (KAM)", ("1:18-CR-00417 (KAM)",)),
        ("Kennzeichen AUR - KV 417 H", ("AUR - KV 417 H",)),
    ],
)
def test_a_value_is_hidden_to_its_ends_and_with_its_twin(text: str, values: tuple[str, ...]) -> None:
    assert [open_of(text, value) for value in values] == [""] * len(values)


@pytest.mark.parametrize(
    ("text", "address"),
    [
        ("deliver to Building 4, 12 Shorefield Road, Larne BT40 1AA", "Building 4, 12 Shorefield Road"),
        ("Home is still 1F2, 44 Comely Row, Edinburgh EH4 2AB.", "1F2, 44 Comely Row"),
        ("con domicilio en Travesía del Olivo 8, bajo izda.", "Travesía del Olivo 8, bajo izda"),
    ],
)
def test_an_address_is_hidden_with_its_door(text: str, address: str) -> None:
    assert open_of(text, address) == ""


@pytest.mark.parametrize(
    "text",
    [
        "License: Apache 2.0.1, Ubuntu 22.04.3, driver 550.54.15, Chrome 124.0.6367.91",
        "The order number in the example has the form: ABC12345",
        "The order of H2SO4 is pending, and the case of CO2 is open.",
        "The invoice number is on page 4417 of the manual",
        "Is 4417 the number of pages? That's the question.",
        "What is the policy on ISO 27001? It's the standard that matters here.",
        "pallet 120 x 80 cm, crate 120 x 80 x 144 cm, screen 1920 x 1080, lap record 1:17.209",
        'assert validar_dni("00000000T"), "A peça ref. 51117293006 serve no modelo"',
        'Revert "7d2e11f: cache the tokenizer" and cherry-pick a1b2c3d4e5f60718293a4b5c6d7e8f9012345678',
        "Tariff line 7318.15.80 is at 3.7%, and HS code 8708.29.90 is free.",
        "GET /claims/123456/view and /users/42/orders/7 return 200; a loan of 120 months",
        "The order was 5 kg and 6 kg; case 2 and case 3; page 44177 and 44178 of the book",
        "The file number limit is 65536, and the ticket price was raised.",
    ],
)
def test_what_is_nobodys_number_stays(text: str) -> None:
    assert hidden(text) == []

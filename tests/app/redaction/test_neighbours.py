"""Promise: what is known of a document's people says which words beside them are people, too."""

from __future__ import annotations

import re

import pytest

from app.redaction.anchored_names import anchored_names
from app.redaction.findings import EntityType
from app.redaction.neighbours import names_before_phones, names_beside, signing_letter
from app.redaction.recognizers.base import Hit


def beside(marked: str) -> list[str]:
    """Return what follows from the names in ⟦⟧, in order of place."""
    text, persons = "", []
    for part in marked.replace("⟧", "⟦").split("⟦"):
        if marked.count("⟦") and (marked.find(f"⟦{part}⟧") >= 0):
            persons.append(Hit(len(text), len(text) + len(part), EntityType.PERSON, 0.9, "tagger"))
        text += part
    return [text[hit.start : hit.end] for hit in sorted(names_beside(text, persons), key=lambda h: h.start)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("signed ⟦Nerea Sáez⟧ de Urturi, IT", ["Nerea Sáez de Urturi"]),
        ("Me ⟦Quentin⟧ d'Aubigny plaide", ["Quentin d'Aubigny"]),
        ("mejuffrouw ⟦Roos Kalinka⟧ 't Hart woont", ["Roos Kalinka 't Hart"]),
        ("we vroegen ⟦Wim⟧ in 't Veld of", ["Wim in 't Veld"]),
        ("PRIMEIRO: ⟦JOAQUIM ROSA⟧ DO CARMO, viúvo", ["JOAQUIM ROSA DO CARMO"]),
        ("⟦Steph⟧ B: mdr", ["Steph B"]),
        ("by A.-S. ⟦Beauregard⟧, HR", ["A.-S. Beauregard"]),
        ("1 C ⟦Devlin⟧ 2", ["C Devlin"]),
        ("2. Md. ⟦Rafiqul Islam⟧ is", ["Md. Rafiqul Islam"]),
        ("Meister ⟦Kröger⟧ jun. will", ["Kröger jun."]),
        ("wept. Little ⟦Dave⟧ made", ["Little Dave"]),
        ("Le juge, A. ⟦de Kersauson⟧ dit", ["A. de Kersauson"]),
        ("por M.a ⟦José⟧ hoy", ["M.a José"]),
        ("To: ⟦Okafor, Chidi⟧\n\nok\nCO\n", ["CO"]),
        ("To: ⟦Okafor⟧, ⟦Chidi⟧\n\n> CO\n", ["CO"]),
        ("To: ⟦Okafor, Chidi⟧: a CO alarm", []),
        ('Name ⟦Sirikit⟧ "Pim" ⟦Charoenwong⟧ is', [' "Pim" ']),
    ],
)
def test_a_name_takes_what_belongs_to_it(text: str, expected: list[str]) -> None:
    assert beside(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "I met ⟦Anna⟧ I think",
        "⟦Maria⟧ A friend of mine",
        "told ⟦Tom⟧ de facto nothing",
        "⟦Anna⟧ is here, and B. is not a name",
        "We saw ⟦Anna⟧ then ⟦Tom⟧ left",
        "lives with her daughter ⟦Simi⟧ in Ely",
    ],
)
def test_a_name_takes_no_more(text: str) -> None:
    assert beside(text) == []


def test_a_list_of_people_is_one_to_its_end() -> None:
    assert beside("Missing: ⟦Unai⟧, Nur Fátima, ⟦Wei Jie⟧, ⟦Lucía⟧") == ["Nur Fátima"]
    assert "Constanze" in beside("yemi +1 / ⟦Paul⟧ / ⟦Beatriz⟧ / Constanze (nuts) / ⟦Neha⟧")
    assert beside("- ⟦Ana Paz⟧\n- ⟦Rui⟧\n- Cajó\n") == ["Cajó"]


def test_who_is_joined_to_a_name_is_one() -> None:
    assert beside("Uw kinderen Filmon en ⟦Rahwa⟧ staan ingeschreven") == ["Filmon"]
    assert beside("the twins (⟦Kick⟧ & Fay) fell") == ["Fay"]
    assert beside("wir und ⟦Rahwa⟧ und Kuchen, the team and ⟦Bo⟧ and then home") == []


def test_a_list_of_other_things_is_none() -> None:
    assert beside("I asked ⟦Ana⟧, bought Bread, Milk, Eggs, Soap and saw ⟦Rui⟧") == []
    assert beside("7;⟦Hope⟧;Platform;2027;4471\n8;⟦Bo⟧;Platform;2027;9032\n") == []


def test_those_who_speak_in_turn_are_people() -> None:
    talk = "Cajó: who brings coal\n⟦Sónia⟧: Ruben\nCajó: he is away\n⟦Sónia⟧: right\n"
    assert beside(talk) == ["Cajó", "Cajó"]
    assert beside("Name: ⟦Sónia⟧\nCity: Porto\nPlan: Gold\nNote: none\n") == []


def test_initials_of_a_full_name_are_its() -> None:
    text = "Met ⟦Thulani Dlamini⟧ today. TD says no; T.D. will move. OK? The BD is off."
    assert beside(text) == ["TD", "T.D."]
    assert beside("⟦Omar Khan⟧ said OK.") == []


def test_who_stands_before_a_telephone_number_is_one() -> None:
    text = "1. Mags 01387 960 118\n2. Office 01387 960 119\nRing Tom on 01387 960 120"
    phones = [
        Hit(match.start(), match.end(), EntityType.PHONE, 0.9, "x")
        for match in re.finditer(r"[\d ]{11,}", text)
    ]
    phones = [Hit(hit.start + 1, hit.end, hit.label, 0.9, "x") for hit in phones]
    assert [text[hit.start : hit.end] for hit in names_before_phones(text, phones)] == ["Mags"]


@pytest.mark.parametrize("end", ["", "\n\nOn Tue, 3 Mar, Bea wrote:\n> ok", "\n> ok"])
def test_a_letter_under_a_message_signs_it(end: str) -> None:
    text = f"the code is still the same, thanks\n\nI.{end}"
    assert [text[hit.start : hit.end] for hit in signing_letter(text)] == ["I."]


def test_two_letters_sign_where_they_are_no_abbreviation() -> None:
    for letters, found in (("PK", ["PK"]), ("P.K.", ["P.K."]), ("OK", []), ("TV", [])):
        text = f"sent from my phone, excuse brevity\n\n{letters}"
        assert [text[hit.start : hit.end] for hit in signing_letter(text)] == found


def test_letters_that_sign_nothing_stay() -> None:
    for text in ("A\n\nB\n\nC\n", "Choose one of these:\n\nA. Paris\nB. Rome\n", "x = y\n\nA\nB\n"):
        assert list(signing_letter(text)) == []


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Tante Rosa kommt", "Rosa"),
        ("la tía Encarna dice", "Encarna"),
        ("Hebamme Sontje war da", "Sontje"),
        ("Peig (née Ní Shé) of", "Ní Shé"),
        ("Blanka, geb. Lenz, ist", "Lenz"),
        ("Boa tarde, D. Esperança,", "Esperança"),
        ("pw on a post-it. Resolved by Suresh.", "Suresh"),
        ("1. OYARZUN/MAITEMISS   tkt 390", "OYARZUN/MAITEMISS"),
        ("Surname      Quillinan", "Quillinan"),
        ("Hey Shakira (no relation)", "Shakira"),
        ("Frau Montag hat am Sonntag frei", "Montag"),
        ("Mr French asked whether", "French"),
        ("Ms Q wept. Ms Oh sang", "Q"),
        ("Ms Q wept. Ms Oh sang", "Oh"),
        ("Loretta,\n\nPrzemek rang in", "Loretta"),
        ("see you there. Love, Anna xx", "Anna"),
        ('"gift_note":"beijos, Mei"', "Mei"),
        ("Zeugen: zwei; Lehrling Noah", "Noah"),
    ],
)
def test_more_places_that_only_a_name_fills(text: str, name: str) -> None:
    assert name in [text[hit.start : hit.end] for hit in anchored_names(text)]


@pytest.mark.parametrize(
    "text",
    [
        "A. London B. Berlin C. Rome D. Paris",
        "resolved by Monday",
        "TCP/IP",
        "geb. Januar 1980",
        "the aunt said",
    ],
)
def test_places_that_only_look_like_it(text: str) -> None:
    assert list(anchored_names(text)) == []


@pytest.mark.parametrize(
    ("text", "letters"),
    [
        ("door is open\nlove u x J", ["J"]),
        ("bis morgen, LG K", ["K"]),
        ("I love Y, too", []),
        ("we love R x", ["R"]),
    ],
)
def test_a_letter_ends_a_message_of_one_line(text: str, letters: list[str]) -> None:
    assert [text[hit.start : hit.end] for hit in signing_letter(text)] == letters


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("que M. T. a quitté", ["T."]),
        ("chez Mme D., à Lyon", ["D."]),
        ("adressé par M. Hascoët après", ["Hascoët"]),
        ("a M. Sc. in physics", []),
        ("then deputy Anwen answered", ["Anwen"]),
    ],
)
def test_courts_leave_names_out_and_monsieur_has_one(text: str, names: list[str]) -> None:
    assert sorted({text[hit.start : hit.end] for hit in anchored_names(text)}) == names


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("K & J ⟦Sandhu⟧, treasurers", ["K & J Sandhu"]),
        ("Dear R. and P. ⟦Lindqvist⟧", ["R. and P. Lindqvist"]),
        ("⟦Nkechi⟧ (NE) chaired. NE to write.", ["NE", "NE"]),
        ("⟦Nkechi⟧ (UK) chaired. UK to write.", []),
        ("Sustituye a ⟦Urrutia⟧ el jueves: Nico", ["Nico"]),
        ("⟦Roth⟧. Mon: Maths, Tue: Biology / Chemistry. Fri: Assembly", []),
        ("⟦Roth⟧. Mon: Closed, Tue: Anna, Wed: Nico", ["Anna", "Nico"]),
    ],
)
def test_two_of_a_name_short_names_and_turns_are_people(text: str, expected: list[str]) -> None:
    assert beside(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("o el de cata 07700 900123", ["cata"]),
        ("die nummer von holger: 07700 900123", ["holger"]),
        ("le portable de lucie, 07700 900123", ["lucie"]),
        ("el de casa 07700 900123", []),
        ("the number of the 07700 900123", []),
    ],
)
def test_whose_a_number_is_said_to_be_is_somebody(text: str, expected: list[str]) -> None:
    phone = Hit(text.index("07700"), len(text), EntityType.PHONE, 0.9, "x")
    assert [text[hit.start : hit.end] for hit in names_before_phones(text, [phone])] == expected


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("entschuldigt Hr. von Thun", "von Thun"),
        ("Mme de la Tour viendra", "de la Tour"),
        ("Segurado: Agostinho Lavrador; data", "Agostinho Lavrador"),
        ("Mieterin: Annegret Pohlmann\n", "Annegret Pohlmann"),
        ("Leerling Daan Hoogendoorn, geboren", "Daan Hoogendoorn"),
        ("Bel Pieter op tst. 3341", "Pieter"),
        ("Hamid rings Keith on 07700 900318", "Keith"),
        ("Presenze: Bassi L. P, Conti M. A, De Santis G. P", "De Santis G."),
    ],
)
def test_a_noble_particle_and_the_parties_of_a_contract_anchor_a_name(text: str, name: str) -> None:
    assert name in [text[hit.start : hit.end] for hit in anchored_names(text)]


@pytest.mark.parametrize(
    "text",
    [
        "by Smith J., Brown K., Lee P. (2020)",
        "ring Monday on the bell",
        "Vitamin A., Group B., Plan C. wins the day",
    ],
)
def test_authors_days_and_letters_are_no_row_of_people(text: str) -> None:
    assert [hit for hit in anchored_names(text) if hit.rule in {"name-in-a-row", "name-reached"}] == []

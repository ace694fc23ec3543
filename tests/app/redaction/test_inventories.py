"""Promise: numbers stay where a text is about things alone; with a sign of a person they are hidden."""

from __future__ import annotations

import pytest

from app.redaction.inventories import is_inventory
from tests.app.redaction.cost import is_linear
from tests.app.redaction.hiding import hidden

_OF_THINGS = [
    (  # spare parts that are written like telephone numbers
        "Boiler spares: gas valve 0020 039 187, fan 0171 231 4055, PCB 0207 118 4402, cartridge "
        "0161 447 2190, "
        "gasket kit 0800 771 220. Flow temperature 70, CO2 8.8 %. Does kit 0800 771 220 include the seal?"
    ),
    (
        "Ersatzteile Spülmaschine: Korbrolle 0311 445 1220, Dichtung 00263102, Umwälzpumpe "
        "00755078, Zulauf 15 l, "
        "Programm 4 dauert 130 min bei 55 °C, Laugenpumpe 30 W. Welche Teile betreffen E24?"
    ),
    (
        "Bill of materials, conveyor: bearing 555-018-4471, 4 ea; sprocket 800-321-7788, 2 ea; "
        "chain 60-2, 10 ft; "
        "motor 212-555-0181, 1 hp. Belt 40 lb, torque 31 ft-lb. Drawing D-20418 rev C, sheet 2."
    ),
    (
        "Pièces pour chaudière: échangeur 01 72 45 18 09, sonde réf. 178985, vanne 0020132682, pompe 161106, "
        "pression 1,2 bar, 24 kW. Faut-il changer 178985?"
    ),
    (
        "Peças da máquina de costura: bobina 006066008, calcador ref. 200316, agulha 130/705 H 90, "
        "correia 653 mm, "
        "motor 90 W, parafuso M4x8, cx. 100, código 7718204, óleo 100 ml lote 2219. Minha máquina "
        "salta pontos?"
    ),
    (  # results, draws, times
        "800 m freestyle, lap times of the winner\n06.41 57.62 55.10 54.90 54.77\nSecond: 06.88 "
        "58.02 55.44 55.13 "
        "55.20\nWorld record 7:32.12. Blocks 4 and 5, water 26.4 °C. What is the mean of laps 3 to 5?"
    ),
    (
        "Draw results\nWed 04 12 19 27 33 45, bonus 08\nSat 02 11 18 24 31 42, bonus 17\nOdds 1 in 13983816. "
        "Jackpots 4200000 and 7718000. What is the chance of 4 right?"
    ),
    (
        "Dienstregeling: Kade 06.12 06.42 07.12 07.42; Brug 06.20 06.50 07.20 07.50; Station 06.31 "
        "07.01 07.31. "
        "Rit 6604 niet op 24/12; halte 31001204, perron B, 4 minuten op trein 3522."
    ),
    (  # what laboratories, scholars and shops number
        "Exercise: accession NM_000546.6, primer 27F and 1492R, product 1465 bp, gene ID 7157, 20 ml, 37 °C. "
        "Participant 14 has 418, 402, 377; participant 15 has 512. Chapter 9, figure 3."
    ),
    "Wheel bolts 120 Nm, order 1-3-5-2-4; control arm 60 Nm, bolt N 909 541 02; strut 60 Nm. Fault 00513.",
    (
        "Gearbox, sheet 4\n1  0734 310 214  circlip, 2x\n2  0750 112 139  seal 70x90x8\n3  0501 319 "
        "926  solenoid, 12 V\n"
        "Torque 23 Nm. If it is marked, take 0501 319 927 instead."
    ),
    (
        "Stückliste Kettensäge: Kolben 45 mm, Kette 50 Glieder, Kerze 25 Nm. Leerlauf 2800, "
        "Höchstdrehzahl 14000. "
        "Mein Vergaser hat die Prägung C1Q-S76; passt dazu Nummer 1123 120 0605? Die Dichtung 4282 "
        "ist rissig."
    ),
    "Cassette CS-M7100 10-51, chaîne 126 maillons, plateau 32 mm, 35 Nm. Références fournisseur: 114207.",
    "Plano de rega: válvula 24 V, 140 plantas, 2,2 l/h, adubo 40 g, bomba 0,75 kW; contador 118204.",
    "BOM rev C: R1 10k, C3 47u 25 V, pitch 2.54 mm, 5 V, 2 A. Order codes: 9238433, 1759122, 2453307.",
    "Sourdough: 200 g flour type 1050. Dough: 1000 g flour, 22 g salt, 680 g water at 27 °C.",
]


@pytest.mark.parametrize("text", _OF_THINGS)
def test_nothing_is_hidden_in_a_text_about_things_alone(text: str) -> None:
    assert hidden(text) == []


@pytest.mark.parametrize(
    ("text", "values"),
    [
        (
            (
                "Boiler service: valve 40 mm, fan 12 V, pump 30 W, seal kit 55 mm. Ring 0161 496 0000 "
                "before you come."
            ),
            ["0161 496 0000"],
        ),
        (
            "4 Dichtungen 40 mm, 2 Lager, 1 Riemen 1142 mm, bitte an 0171 2314055 bestätigen.",
            ["0171 2314055"],
        ),
        ("Quote: 6 m tube 40x40x3, 14 m rod, paint RAL 7016, 120 µm.\n0171 231 4055", ["0171 231 4055"]),
        ("Two pumps 12 V, 3 seals 40 mm, 1 belt 1142 mm. Please ring 0161 496 0000.", ["0161 496 0000"]),
        ("2 Lager, 3 Dichtungen 40 mm, Pumpe 12 V, an Mühlweg 3, 10115 Berlin", ["Mühlweg 3, 10115 Berlin"]),
        ("Two pumps 12 V, 3 seals 40 mm, 1 belt: +44 7700 900461", ["+44 7700 900461"]),
        ("Filters 40 mm, pump 12 V, 4 seals 8 mm for Mrs Quillfeather, order no. 7718204.", ["7718204"]),
        ("Pt weight 81 kg, 168 cm, pump filter changed, 40 ml. MRN 448812, locker 31.", ["448812", "31"]),
        ("Tyres on rim 17 in, 2.3 bar, 5.9 mm, 120 Nm. Reg AB12 CDE, then 07700 900461.", ["07700 900461"]),
        (
            "Squat 60 kg, bench 45 kg, 3 sets, 12 reps. My membership number is 4471820, locker 31.",
            ["4471820", "31"],
        ),
        ("Riemen 1142 mm, Filter 40 mm, Pumpe 12 V, Kundennummer 447182, Vorgang 20418", ["447182", "20418"]),
        ("Patient 4471: pump 12 ml, seal 4 mm, 40 mg at 08:00, 500 ml, tube 20418.", ["4471", "20418"]),
    ],
)
def test_a_sign_of_a_person_among_things_hides_the_numbers(text: str, values: list[str]) -> None:
    found = hidden(text)
    assert [value for value in values if not any(value in one for one in found)] == []


def test_a_code_that_opens_a_door_is_hidden_among_things() -> None:
    assert "4471" in hidden("Lathe: belt 40 mm, torque 12 Nm, bearing 80 mm. The door code is 4471.")
    assert "4471" in hidden("To get in type 4471.")


def test_few_words_and_measures_make_no_inventory() -> None:
    assert not is_inventory("Order no. 7718204, one filter. Ring 0161 496 0000.", [])
    assert not is_inventory("We met at 10:42 and talked for 3 hours about 4418 people.", [])


@pytest.mark.parametrize(
    "text",
    [
        "Is our health plan fine with ISO 13485:2016?",
        "The NHS asks for ISO 13485:2016 and ISO 14971:2019.",
        "Prescription number per EN ISO 13485:2016 + A11:2021",
        "Members of the group: ISO 13485:2016",
        "Member id: ISO 13485",
    ],
)
def test_a_norm_is_nobodys_whatever_announces_it(text: str) -> None:
    assert hidden(text) == []


def test_a_case_whose_letters_are_those_of_a_norm_is_hidden() -> None:
    assert "12345" in " ".join(hidden("Case number EN 12345 of Mrs Holt"))


def test_a_look_for_things_is_linear() -> None:
    worst = "1 2 3 4 5 6 7 8, 0171 231 4055 bearing 40 mm 12:30 "
    assert is_linear(lambda text: [is_inventory(text, [])], worst, sizes=(4_000, 19_000))


def test_a_very_long_text_is_not_taken_for_an_inventory() -> None:
    assert is_inventory("bearing 40 mm, " * 100, [])
    assert not is_inventory("bearing 40 mm, " * 2_000, [])

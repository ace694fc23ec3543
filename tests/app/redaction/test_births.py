"""Promise: a birth is hidden as people tell it: seasons, feasts, ordinals, short years, answers, entries."""

from __future__ import annotations

import pytest

from app.redaction.findings import EntityType
from app.redaction.pipeline import Pipeline
from app.redaction.port import ScanOptions
from app.redaction.recognizers import (
    ages,
    births,
    dates,
    dates_of_birth,
    papers_of_birth,
    spoken_births,
    told_births,
)
from tests.app.redaction.cost import is_linear
from tests.app.redaction.test_pipeline import ScriptedTagger

RECOGNIZERS = [
    one
    for module in (dates_of_birth, spoken_births, told_births, papers_of_birth, ages, dates, births)
    for one in module.RECOGNIZERS
]


def _found(text: str) -> str:
    return "|".join(
        text[hit.start : hit.end] for one in RECOGNIZERS for hit in one.find(text) if hit.label.name == "DOB"
    )


@pytest.mark.parametrize(
    ("text", "born"),
    [
        ("Born in the spring of 1961, she moved", "spring of 1961"),
        ("never knew her birthday; the book says 1, the passport 16 Feb 1931", "16 Feb 1931"),
        ("she'll be 18? No: 9 October 2007 is what the passport says, born then", ""),
        (
            "she'll be 18 on the 9th of May? No, 9 October 2007 is what the passport says",
            "9th of May|9 October 2007",
        ),
        ("as a newborn (she is a Boxing Day 2021 baby), has", "Boxing Day 2021"),
        ("mn zusje, ik ben van feb 99", "feb 99"),
        ("mia nonna è di aprile del 38", "aprile del 38"),
        ("guess who hits the big 5-0 on August 21st?", "August 21st"),
        ("notre petit a soufflé sa première bougie le 14 mars", "14 mars"),
        ("est née en mars 1980 et mon beau-père (lui, c'est le 2 juin 75)", "mars 1980|2 juin 75"),
        (
            "B: Ihr Geburtsdatum bräuchte ich noch.\nK: fünfter sechster neunundachtzig",
            "fünfter sechster neunundachtzig",
        ),
        (
            "- Votre date de naissance ?\n- Alors, le vingt-deux août soixante-trois.",
            "vingt-deux août soixante-trois",
        ),
        ("Geb.-Datum: 05.05.2013", "05.05.2013"),
        ("The house turns 100 on 3 May.", ""),
        ("Son: 4/4/2012. Daughter: 9/10/2015. Both", "4/4/2012|9/10/2015"),
        ("feiern rein, am Sonntag (18.5.) wird mein Opa dann 85.", "18.5."),
        ("les naissances : Léo le 5 mai 2014, Manon le 22/09/2017.", "5 mai 2014|22/09/2017"),
        ("except she's a '94 kid", "'94"),
        ("compleanno è il 2 maggio, quello di Ale il 20 giugno", "2 maggio|20 giugno"),
        ("DATE OF BlRTH 23 MAR 1972", "23 MAR 1972"),
        ("Total: 4/4/2012. Order: 9/10/2015.", ""),
        ("wurde am 1. April 1815 geboren", ""),
        ("mi madre nació en la primavera de 1944", "primavera de 1944"),
        ("She came into this world on St Patrick's Day 1931.", "St Patrick's Day 1931"),
        ("Nacida en Vigo el día de San Juan de 1968", "día de San Juan de 1968"),
        ("date of birth was recorded as the 3rd of the 4th, 1961.", "3rd of the 4th, 1961"),
        ("wurde am dritten April neunzehnhunderteinundsechzig geboren", "dritten April"),
        ("geboren te Zwolle op de derde mei negentienhonderd tweeënzestig", "derde mei negentienhonderd"),
        ("Mon fils est du 23 novembre 2015.", "23 novembre 2015"),
        ("Ella aura ses 40 ans le 3 mars.", "3 mars"),
        ("mijn dochter wordt op 8 maart twaalf.", "8 maart"),
        ("Our son arrived 14 June 2019 at 4", "14 June 2019"),
        ("Opa wird am 12.10.2025 neunzig.", "12.10.2025"),
        ("Onkel Heinz ist am 3.5. achtzig geworden", "3.5."),
        ("Opa werd op 3 maart tachtig, ja", "3 maart"),
        ("Mamie a fêté ses 80 ans le 4 juin 2025", "4 juin 2025"),
        ("La abuela cumplió los noventa el 2 de febrero", "2 de febrero"),
        ("Papà ha compiuto 70 anni il 9 aprile", "9 aprile"),
        ("Nonna fa 95 anni il 2 novembre", "2 novembre"),
        ("A avó fez 85 anos no dia 1 de maio", "1 de maio"),
        ("who will turn ten on 14 February 2026", "14 February 2026"),
        ("Grandad would have been 100 on 5 October", "5 October"),
        ("des am 5. Januar 1938 in Breslau geborenen Otto", "5. Januar 1938"),
        ("il est né en 35, à la ferme", "35"),
        ("nació en el 45.", "45"),
        ("è nata nel '30 a Gubbio", "'30"),
        ("I was born in Porto in 1958, on 24 June, St John's day", "24 June"),
        ("figli Adam (n. 12.11.2012) e Sara (n. 1990)", "12.11.2012|1990"),
        ("Nils *1991, Svea *1994", "1991|1994"),
        ("GEBOREN: DAG 07 MAAND 11 JAAR 1968", "07|11|1968"),
        ("Baby girl Thandi was delivered 06 Feb 2025 at 3", "06 Feb 2025"),
        ("nasceu em Ago/2021.", "Ago/2021"),
        ("she was born in Lagos, 1990 the 4th of April", "1990 the 4th of April"),
        ("Ahmed's birthday is on 21 July, Sofia's on 2 August", "21 July|2 August"),
        (
            "Please check the birthdays before we book:\nOli P. 12 Jan 2013\nMo 7 Jul 2013",
            "12 Jan 2013|7 Jul 2013",
        ),
        ("D.O.B. Aug 7 '59; born", "Aug 7 '59"),
        ("Ich wurde 1959 als drittes Kind geboren.", "1959"),
        ("Sie kam am Ostersonntag 1964 zur Welt.", "Ostersonntag 1964"),
        ("geboren am elften Elften 1955.", "elften Elften 1955"),
        ("Nées en août 1959 et mai 1962.", "mai 1962"),
        ("Date de naissance : 07 | 08 | 1959", "07 | 08 | 1959"),
        ("Oma is van 14 mei '38.", "14 mei '38"),
        (
            "your birthday please\nA: twenty-second of November, nineteen forty-eight",
            "November, nineteen forty-eight",
        ),
        ("Nacque nel marzo del 1951.", "marzo del 1951"),
        ("Geboortejaar 1962; weduwe", "1962"),
        ("Frau Roe (Jg. 58), ledig", "58"),
        ("Mein Mann (*1955) und ich", "1955"),
        ("uomo, classe 1955.", "1955"),
        ("AGENT: and date of birth?\nCALLER: sure, it's 9 July 1972\n", "9 July 1972"),
        ("AGENT: date of birth?\nCALLER: the ninth of July nineteen seventy-two\n", "ninth of July nineteen"),
        ('"bday":"--02-27"', "--02-27"),
        ("DTSTART;VALUE=DATE:19790404\nSUMMARY:Geburtstag Oma\n", "19790404"),
        ("dob010389 pls check", "010389"),
        ("17 October 1949 is the date of birth shown on his passport.", "17 October 1949"),
        ("On 11 May 1983 my mother gave birth to me in a taxi.", "11 May 1983"),
        ("Baby girl delivered 06:42 on 18 July 2026, 3.2 kg", "18 July 2026"),
        (
            "hat am zweiten Februar zweitausendelf das Licht der Welt erblickt",
            "zweiten Februar zweitausendelf",
        ),
        ("venue au monde le vingt-deux mai deux mille dix", "vingt-deux mai deux mille dix"),
        ("Compie gli anni il 28 novembre, è del '76.", "'76"),
        ("Her date of birth, as the register burned in the war, is 30 January 1921.", "30 January 1921"),
        ("His DOB? I think the 4th of July '81.", "4th of July '81"),
        ("Date of Birth (MM/DD/YYYY): [0][7]/[2][3]/[1][9][5][8]", "0][7]/[2][3]/[1][9][5][8"),
        ("Unser Sohn kam am 17.8.2022 um 4 Uhr früh zur Welt.", "17.8.2022"),
        ("wird 80, also 1946 geboren", "1946"),
        ("ik ben van 1984 en mijn broer van 1986, zo", "1986"),
        ("The accused (d/o/b 03-Sep-1999) appeared", "03-Sep-1999"),
        ("Age 34 (22/10/1991), female", "22/10/1991"),
        ("34 ans, 22/10/1991.", "22/10/1991"),
        ("Turning 6 this Saturday, 14 November. RSVP", "14 November"),
        ("DOB is 5th Feb, Nineteen Eighty", "5th Feb, Nineteen Eighty"),
        ("Er ist am 1.1. geboren.", "1.1."),
        ("Geburtstagskind: Ole, 23. Juni 2017", "23. Juni 2017"),
        ("Le petit est arrivé le 8 mai 2025, 3,4 kg.", "8 mai 2025"),
        ("Her house is old; she was born 3 May 1961", "3 May 1961"),
    ],
)
def test_the_day_or_the_year_is_found(text: str, born: str) -> None:
    assert born in _found(text)


def test_every_field_of_a_birth_is_found() -> None:
    assert _found('"birthdate":{"y":1991,"m":2,"d":27}').count("|") >= 2
    text = '<birthDate value="1979-04"/>\ndob_year: 1979, dob_month: 5, dob_day: 6'
    assert {"5", "6"} <= set(_found(text).split("|"))


@pytest.mark.parametrize(
    "text",
    [
        "The spring of 1961 saw the first human in space.",
        "Une classe de 1995 fut construite.",
        "Jg. 7b and admitted",
        "Le rapport est du 23 novembre 2015.",
        "DTSTART;VALUE=DATE:20260404\nSUMMARY:Dentist\n",
        "char (*1955p) and 2*1955",
        "Napoleon was born in the summer of 1769.",
        "The company was born on 3 May 1999 in a garage.",
        "Our startup celebrates its birthday on 12 June.",
        "The house turns 100 on 3 May.",
        "Unser Hund Rex wurde geboren am 3. März 2020.",
        "De euro werd geboren op 1 januari 1999.",
        "The United Nations came into the world on 24 October 1945.",
        "page 12 (03/04/2026), room 5, 22/10/2025.",
    ],
)
def test_other_days_are_no_birth(text: str) -> None:
    assert _found(text) == ""


@pytest.mark.parametrize(
    "worst",
    ["date of birth a is ", "birthday 1 (1/1/", "gave birth 3 May ", "12 ans, 1", "baby arrived at 1:10 "],
)
def test_the_worst_text_costs_no_more_than_its_length(worst: str) -> None:
    def look(text: str) -> list[object]:
        return [hit for one in RECOGNIZERS for hit in one.find(text)]

    assert is_linear(look, worst, sizes=(4_000, 24_000))


@pytest.mark.parametrize(
    "text",
    [
        "* 12.03.2024: fixed crash\n* 2.4.2024 (beta): new icons",
        "* 3.1.2024\n* 12.12.2023: new icons",
        "De club werd op 5 mei 100 jaar.",
        "O clube fez 100 anos em 1 de julho de 2004.",
        "El club cumplió 125 años el 29 de noviembre.",
        "Die Firma wird am 3. Mai 40 Leute einstellen.",
        "birth_date: a date, e.g. 1970-01-01",
        "Cervantes nació en 1547 y murió el 22 de abril de 1616.",
    ],
)
def test_what_happens_to_things_and_what_is_listed_point_by_point_is_no_birth(text: str) -> None:
    assert _found(text) in {"", "1547"}


@pytest.mark.parametrize(
    ("text", "name", "born"),
    [
        ("Enfant 1 : Inès, 12.03.2016, garde alternée", "Inès", "12.03.2016"),
        ("Twins Ada and Noor, both 30/01/2019, start today", "Noor", "30/01/2019"),
        ("Our children are here: Kai, 2 May 2014", "Kai", "2 May 2014"),
    ],
)
def test_a_day_behind_the_name_of_a_child_is_of_birth(text: str, name: str, born: str) -> None:
    tagger = ScriptedTagger(**{name: (EntityType.PERSON, 0.99)})
    findings = Pipeline(tagger).scan(text, ScanOptions())
    assert born in {text[one.start : one.end] for one in findings}
    text = (
        text.replace("Enfant 1 : ", "Rapport de ")
        .replace("Twins Ada and ", "By ")
        .replace("children", "papers")
    )
    assert born not in {text[one.start : one.end] for one in Pipeline(tagger).scan(text, ScanOptions())}


@pytest.mark.parametrize(
    "piece",
    [
        "passport 3 May 1981 birthday ",
        "turns 30 on the ",
        "(she is the ",
        "soy de mayo del ",
        "May 1981 ",
        "born. \n",
    ],
)
def test_looking_for_what_papers_say_takes_time_by_the_length_of_the_text(piece: str) -> None:
    assert is_linear(papers_of_birth.PapersOfBirth().find, piece, sizes=(10_000, 80_000))

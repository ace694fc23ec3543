"""Promise: a birth told by a feast, an age or a relative is hidden, and what things do then is not."""

from __future__ import annotations

import pytest

from app.redaction.recognizers.births_in_passing import InPassing
from app.redaction.recognizers.dates_of_birth import DatesOfBirth
from app.redaction.recognizers.spoken_births import SpokenBirth
from app.redaction.recognizers.told_births import BornBehind
from tests.app.redaction.cost import is_linear

_FIND = InPassing().find


def _found(text: str) -> list[str]:
    return [text[hit.start : hit.end] for hit in _FIND(text)]


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("our daughter was born on Christmas Day", "Christmas Day"),
        ("Oma ist am Heiligabend geboren", "Heiligabend"),
        ("notre fille est née le jour de Noël", "le jour de Noël"),
        ("mi hijo nació el día de Reyes", "el día de Reyes"),
        ("lei è nata a Ferragosto", "Ferragosto"),
        ("hij is op tweede kerstdag jarig", "tweede kerstdag"),
        ("nasceu na véspera de Natal", "véspera de Natal"),
        ("celebrates her fortieth on 14 August 2025", "14 August 2025"),
        ("marked his 90th birthday on 3 May", "3 May"),
        ("I'm 33 next Tuesday, 12 May", "12 May"),
        ("feiert am 3. Mai ihren Vierzigsten", "3. Mai"),
        ("feiert ihren 60. Geburtstag am 12.4.1965", "12.4.1965"),
        ("Papa aura soixante ans le 3 mai", "3 mai"),
        ("ha fatto i quaranta il 12 maggio", "12 maggio"),
        ("mijn vader wordt zestig op 12 mei", "12 mei"),
        ("Opa wordt volgende week dinsdag, 9 juli, negentig", "9 juli"),
        ("ela faz sessenta em 12 de maio", "12 de maio"),
        ("she's a Christmas baby, 25/12/87", "25/12/87"),
        ("he is an April '09 baby", "April '09"),
        ("ein Novemberkind (11.11.)", "11.11."),
        ("b. Doncaster 12/51", "12/51"),
        ("the twins came along on Bonfire Night 2016", "Bonfire Night 2016"),
        ("a pointé le bout de son nez le 17/10/2021", "17/10/2021"),
        ("ma mère est de 56", "56"),
        ("mio nonno è del '38", "'38"),
        ("mio fratello è un '84", "'84"),
        ("papà è del 2 novembre", "2 novembre"),
        ("mi suegra es quinta del 57", "57"),
        ("zelf ben ik van '71.", "'71"),
        ("Dario Zuliani (cl. 1974), cell.", "1974"),
        ("hij is van eind augustus 1946", "eind augustus 1946"),
        ("nació el día de la Candelaria del 66", "el día de la Candelaria del 66"),
        ("compie 90 anni il giorno di Santa Lucia", "giorno di Santa Lucia"),
        ("ela faz 80 no Dia de Todos os Santos", "Dia de Todos os Santos"),
    ],
)
def test_a_birth_told_in_passing_is_found(text: str, day: str) -> None:
    assert [value.rstrip(".") for value in _found(text)] == [day.rstrip(".")]


def test_another_relative_in_the_same_breath_is_found() -> None:
    assert _found("el abuelo es del 38 y la abuela del 41.") == ["38", "41"]
    assert _found("ma mère est de 56, du 8 mai.") == ["56", "8 mai"]


@pytest.mark.parametrize(
    "text",
    [
        "Jesus was born on Christmas Day, they say.",
        "The shop was born on New Year's Day.",
        "Who celebrates their 250th on 4 July 2026?",
        "Our club celebrates its 100th on 3 May.",
        "On Christmas Day we eat at one. The average is 33 next year.",
        "Steam the pudding until Boxing Day.",
        "a summer baby, a winter's kiss; May 12 people came",
        "La moyenne est de 56, celle de juin de 58.",
        "an April release, 12 May",
        "El gol llegó el día de Reyes. La media es del 38, y la tasa es del 12 por ciento.",
        "La classe è del 1955, il vino è del '38.",
        "feiert am 6.12. seinen hundertsten Geburtstag nach",
    ],
)
def test_what_happens_on_such_days_to_things_stays(text: str) -> None:
    assert _found(text) == []


def test_a_short_year_behind_a_birthday_is_found() -> None:
    text = "Cumple años el 9 de octubre, es del 79."
    assert "79" in [text[hit.start : hit.end] for hit in DatesOfBirth().find(text)]


def test_a_birth_of_the_middle_ages_is_history_also_in_the_same_breath() -> None:
    assert list(DatesOfBirth().find("nacque a Vinci e Leonardo il 15 aprile 1452 a Vinci")) == []


def test_the_next_turn_of_a_conversation_answers_what_was_left_open() -> None:
    text = "INTERVIEWER: You were born in\nP07: seventy-four, September the third."
    assert [text[hit.start : hit.end] for hit in SpokenBirth().find(text)] == [
        "seventy-four, September the third"
    ]
    text = "Q. Date of birth?\nA. Eight, nineteen, fifty-two."
    assert [text[hit.start : hit.end] for hit in SpokenBirth().find(text)] == ["Eight, nineteen, fifty-two"]


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("Der Enkel kam letzten Mittwoch, 12. März, zur Welt.", "Mittwoch, 12. März"),
        ("Tjark (Jg. 2009)", "2009"),
    ],
)
def test_the_day_right_before_a_birth_and_the_year_of_a_child_are_found(text: str, day: str) -> None:
    assert [text[hit.start : hit.end] for hit in BornBehind().find(text)] == [day]


def test_the_day_before_the_light_of_life_is_found() -> None:
    text = "Onze kleine man zag op 5 mei 2020 het levenslicht."
    assert [text[hit.start : hit.end] for hit in BornBehind().find(text)] == ["5 mei 2020"]


@pytest.mark.parametrize(
    "worst",
    [
        "born on Christmas ",
        "celebrates her 9th on ",
        "a May baby ",
        "mère est de 5",
        "b. A, ",
        "Heiligabend in a ",
        "wird am 1. ",
    ],
)
def test_the_worst_text_costs_no_more_than_its_length(worst: str) -> None:
    assert is_linear(_FIND, worst, sizes=(4_000, 16_000))

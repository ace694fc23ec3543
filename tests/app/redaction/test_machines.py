"""Promise: the machine somebody works at is hidden in a text about somebody, and what has a hyphen is not."""

from __future__ import annotations

import pytest

from app.redaction.machines import machines
from app.redaction.pipeline import Pipeline
from app.redaction.port import ScanOptions
from tests.app.redaction.cost import is_linear


def _found(text: str) -> list[str]:
    return sorted({text[hit.start : hit.end] for hit in machines(text)})


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("it dropped on brs-nas-3 again", "brs-nas-3"),
        ("der Drucker hängt an WIN10-EMPFANG.", "WIN10-EMPFANG"),
        ("print jobs go to prn-gf-east", "prn-gf-east"),
        ("Baptiste (poste PC-COMPTA-04) peut vous aider", "PC-COMPTA-04"),
        ("son poste POSTE-COMPTA-07 est lent", "POSTE-COMPTA-07"),
        ("La machine de Julien s'appelle nas-maison.", "nas-maison"),
        ("Le pc du bureau, DIR-PORT-3, rame", "DIR-PORT-3"),
        ("El equipo es AULA3-PC12", "AULA3-PC12"),
        ("ihr Rechner heißt zorg-pc-11", "zorg-pc-11"),
        ("ngozi@atlas-03:~$ ls", "atlas-03"),
        ("Mar  3 08:12:44 gw-leith sshd[811]: Accepted", "gw-leith"),
        ("siehe \\\\kanzlei-7\\akten", "kanzlei-7"),
    ],
)
def test_the_name_of_a_machine_is_found(text: str, name: str) -> None:
    assert _found(text) == [name]


def test_the_next_of_the_same_kind_is_found() -> None:
    assert _found("Le pc DIR-EST-3 rame, prenez DIR-EST-4.") == ["DIR-EST-3", "DIR-EST-4"]


@pytest.mark.parametrize(
    "text",
    [
        "covid-19, utf-8, x86-64, client-side, end-to-end, Port-au-Prince, web-based, node-js-20",
        "a state-of-the-art server-side cache; the sign-in page, app-store-connect",
        "Our printer is brand-new and the server is up-to-date.",
        "the 3-2-1 rule: a back-up on tape",
        "user@host:~$ ls; pi@raspberrypi:~$ top",
    ],
)
def test_words_with_a_hyphen_stay(text: str) -> None:
    assert _found(text) == []


def test_where_nobody_is_told_of_a_machine_is_anybodys() -> None:
    scan = Pipeline().scan
    assert scan("docker exec -it db-srv-01 sh; ping db-srv-02", ScanOptions()) == ()
    text = "I logged on as mharlow7 on brs-nas-3 and it dropped."
    assert "brs-nas-3" in {text[one.start : one.end] for one in scan(text, ScanOptions())}


@pytest.mark.parametrize(
    "worst", ["pc is a-1", "srv-1 ", "a-b-", "pc a b ", "\\\\a", "Mar  3 08:12:44 a", "x@a:~/"]
)
def test_the_worst_text_costs_no_more_than_its_length(worst: str) -> None:
    assert is_linear(machines, worst, sizes=(4_000, 16_000))

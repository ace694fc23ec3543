"""Promise: an organisation with a telling word in its name is hidden beside a person only."""

from __future__ import annotations

import pytest

from app.redaction.findings import DOUBTFUL_BELOW
from app.redaction.organisations import Organisations
from app.redaction.pipeline import Pipeline
from app.redaction.port import ScanOptions

_NAMES = (
    "Harrow & Pike Ltd",
    "Nordlicht Bau GmbH & Co. KG",
    "Talleres Montero S.L.",
    "St. Oda Hospital",
    "Hollin Park Primary School",
    "Klinikum Nordstadt",
    "Universidade do Porto",
    "Lindengymnasium",
    "TSV Grünhausen 1921 e.V.",
    "Kestrelwave Private Limited",
    "Fjordklubben A/S",
    "Polisportiva Montelupo ASD",
    "école maternelle Jules-Verne",
    "cabinet dentaire Lemoine-Duval",
    "CEIP Los Almendros",
    "AOK Nordheide",
    "Glenmarra District Council",
    "basisschool De Vlinder",
    "Rápido do Sul, Lda.",
    "Casa di Cura Villa Serena",
    "Posto de Saúde Vila Nova",
    "Haustechnik Rhomberg-Celik",
    "Lebenshilfe Abensberg",
    "Fa. Bergmann",
    "Slagerij Van Dam",
    "Ace Bodyshop",
    "Allgäuer Feuersozietät a.G.",
    "Schwäbischen Ersatzkasse",
    "Zimmerei Gebr. Socher",
    "Azienda Ospedaliera San Rocco",
    "Bombeiros Voluntários de Vilar",
    "Larkfield Travel",
    "Mt. Carmel Medical Center",
    'Istituto "Rita Ferroni"',
    "Puhas Maja OÜ",
    "Adega do Monte Maior, CRL",
)


@pytest.mark.parametrize("name", _NAMES)
def test_an_organisation_is_hidden_beside_a_person(name: str) -> None:
    text = f"Mrs Ottilie Quillfeather was seen there: {name}, in spring."
    hidden = {
        place for found in Pipeline().scan(text, ScanOptions()) for place in range(found.start, found.end)
    }
    start = text.index(name)
    assert all(at in hidden for at in range(start, start + len(name)) if text[at].isalnum())


@pytest.mark.parametrize("name", _NAMES)
def test_an_organisation_in_a_text_about_nobody_stays(name: str) -> None:
    assert Pipeline().scan(f"Which year was it: {name}, founded?", ScanOptions()) == ()


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("i work at quillstone bakery and my boss is nora", "quillstone bakery"),
        ("ich arbeite bei möbel wackernagel, mein chef ist da", "möbel wackernagel"),
        ("trabajo en la ferretería el tornillo, pregunta por mí", "ferretería el tornillo"),
        ("she started at nimbuscart last week", "nimbuscart"),
    ],
)
def test_an_employer_written_small_is_a_doubtful_find(text: str, name: str) -> None:
    hits = list(Organisations().find(text))
    assert [text[hit.start : hit.end] for hit in hits] == [name]
    assert all(hit.score < DOUBTFUL_BELOW for hit in hits)


@pytest.mark.parametrize(
    "text", ["i work at home and at night", "she works at a bank", "we work at scale now"]
)
def test_working_somewhere_is_no_employer(text: str) -> None:
    assert list(Organisations().find(text)) == []


def test_the_employer_is_what_follows_works_at() -> None:
    text = "He works at Hexel and plays chess."
    assert [text[hit.start : hit.end] for hit in Organisations().find(text)] == ["Hexel"]

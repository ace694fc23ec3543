"""Promise: a number told in parts is hidden part by part, and talk about its form stays."""

from __future__ import annotations

import pytest

from app.redaction.pipeline import Pipeline
from app.redaction.port import ScanOptions
from tests.app.redaction.cases import marked
from tests.app.redaction.cost import is_linear

_PIPELINE = Pipeline()


def _hidden(text: str) -> list[str]:
    return [text[found.start : found.end] for found in _PIPELINE.scan(text, ScanOptions())]


@pytest.mark.parametrize(
    "passage",
    [
        "Entidad: ⟦X|0182⟧ Oficina: ⟦X|4410⟧ D.C.: ⟦X|07⟧ Cuenta: ⟦X|0201553318⟧",
        "ABI ⟦X|05034⟧ CAB ⟦X|01633⟧ CIN ⟦X|R⟧ c/c ⟦X|000000551833⟧",
        "o meu banco, ag ⟦X|0731⟧ cc ⟦X|55183-1⟧",
        "Banque ⟦X|30004⟧, guichet ⟦X|00731⟧, compte ⟦X|00055183310⟧, clé ⟦X|64⟧",
        "transit ⟦X|03192⟧, institution ⟦X|004⟧, account ⟦X|5518330⟧",
        "Immobile al foglio ⟦X|44⟧, particella ⟦X|718⟧, sub ⟦X|8⟧.",
        "gemeente Delft, sectie ⟦X|K⟧ nummer ⟦X|5518⟧",
        "Flur ⟦X|4⟧, Flurstück ⟦X|118/27⟧",
        "Polígono ⟦X|12⟧, parcela ⟦X|118⟧",
        "Bankverbindung: Volksbank, ⟦X|51390000⟧, ⟦X|45 551 833⟧",
        "Bank details for the refund: ⟦X|93-11-52⟧, ⟦X|55183310⟧.",
        "Coordinate bancarie della società: filiale di Lodi, ⟦X|000055183310⟧",
    ],
)
def test_every_part_is_hidden(passage: str) -> None:
    case = marked(passage)
    assert case.open_values(_PIPELINE.scan(case.text, ScanOptions())) == []


@pytest.mark.parametrize(
    "text",
    [
        "El CCC tiene entidad (4), oficina (4), dígito de control (2) y cuenta (10).",
        "Le RIB : code banque (5 chiffres), code guichet (5), clé RIB (2).",
        "Il codice ABI ha 5 cifre, il CAB ne ha 5 e il conto corrente 12.",
        "Foglio A4, particella alfa; volume 3, libro 2.",
        "Sectie A, blad 2; de nummer 1 van de lijst.",
        "How do I change my bank details? It takes 30 days.",
        "Bank details are shown for 10000 EUR and more.",
        "account 3, branch 2",
    ],
)
def test_talk_about_the_parts_stays(text: str) -> None:
    assert _hidden(text) == []


@pytest.mark.parametrize("worst", ["ag 1 ", "foglio 1, ", "bank details: 1 ", "conto 0000 ", "sub\n"])
def test_the_worst_text_costs_no_more_than_its_length(worst: str) -> None:
    assert is_linear(lambda text: list(_PIPELINE.scan(text, ScanOptions())), worst, sizes=(2_000, 8_000))

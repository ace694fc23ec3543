"""Promise: what somebody answers, alone in a line, to a question after a number or a user name is hidden."""

from __future__ import annotations

import pytest

from app.redaction.recognizers.answered import Answered
from tests.app.redaction.cost import is_linear

_FIND = Answered().find


def _found(text: str) -> list[str]:
    return [text[hit.start : hit.end] for hit in _FIND(text)]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("> Please enter the username you use to sign in.\ncrankshaft_pete\n> Thanks", "crankshaft_pete"),
        ("> Is the handle shown on your profile the same?\nno thats PeteTheGreasy", "PeteTheGreasy"),
        ("bot: What's the order it concerns?\nme: 8810-447", "8810-447"),
        ("Agent: your member number?\nCustomer: sure it's 441 882 thanks", "441 882"),
        ("Wie lautet Ihre Kundennummer?\n\nKD 4471882", "KD 4471882"),
        ("Agent: and the policy number?\nCust: sure its hx 99120 b", "hx 99120 b"),
        ("Quel est votre identifiant ?\nlapinou69", "lapinou69"),
        ("¿Me dice su número de socio?\nsí, 04471", "04471"),
        ("Numero della pratica:\nPR2411-447", "PR2411-447"),
        ("Wat is uw klantnummer?\n88209", "88209"),
        ("Qual é o seu nome de utilizador?\nfonsecam", "fonsecam"),
    ],
)
def test_the_answer_is_found(text: str, value: str) -> None:
    assert _found(text) == [value]


@pytest.mark.parametrize(
    "text",
    [
        "What is the order of the group?\n1024\nand of its centre?\n2",
        "Which user should run the container?\nadministrator",
        "When was the claim first proved?\n1994",
        "How long is an account number?\n8 digits",
        "What is a good username?\nsomething short",
        "Is the order fixed?\nyes it is",
        "The order of the chapters\n4471882 readers chose",
        "Case closed.\n88209",
    ],
)
def test_answers_to_other_questions_stay(text: str) -> None:
    assert _found(text) == []


@pytest.mark.parametrize("worst", ["user?\n", "your order no?\n4471 ", "a: ", "> ", "order:\n\n"])
def test_the_worst_text_costs_no_more_than_its_length(worst: str) -> None:
    assert is_linear(_FIND, worst, sizes=(10_000, 80_000))

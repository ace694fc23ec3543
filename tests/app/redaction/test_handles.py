"""Promise: a user name that somebody tells, by a site or by whose it is, is hidden; words and sites stay."""

from __future__ import annotations

import pytest

from app.redaction.recognizers.handles import ToldHandles
from tests.app.redaction.cost import is_linear

_FIND = ToldHandles().find


def _found(text: str) -> list[str]:
    return [text[hit.start : hit.end] for hit in _FIND(text)]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Find me on GitHub as rustyknots any time.", "rustyknots"),
        ("I go by starfruitgirl on Discord mostly", "starfruitgirl"),
        ("Im Forum heiße ich Schraubenkoenig.", "Schraubenkoenig"),
        ("Sur le forum je suis vieux_loup_13, depuis 2009", "vieux_loup_13"),
        ("en el foro firmo como BrujaDelSur", "BrujaDelSur"),
        ("su Instagram mi trovi come cucina.di.ale", "cucina.di.ale"),
        ("op Marktplaats heet ik oudegrammofoon", "oudegrammofoon"),
        ("no Instagram sou a @receitas.da.bia", "receitas.da.bia"),
        ("Bei eBay läuft sie unter troedelfee_99.", "troedelfee_99"),
        ("je poste sous le pseudo chatbotté", "chatbotté"),
        ("meu nick no jogo é DragaoDoTejo", "DragaoDoTejo"),
        ("the account bluewren_19 was suspended yesterday", "bluewren_19"),
        ("Hi, sparrowhawk55 here, the one with the boiler", "sparrowhawk55"),
        ("my handle is moonpickle", "moonpickle"),
    ],
)
def test_a_told_name_is_found(text: str, name: str) -> None:
    assert name in _found(text)


def test_the_old_and_the_new_name_are_found() -> None:
    assert _found("she changed her handle from lil_sparrow to sparrow.reads") == [
        "lil_sparrow",
        "sparrow.reads",
    ]


@pytest.mark.parametrize(
    "text",
    [
        "On GitHub I am happy with actions, but on GitLab I'm stuck with runners.",
        "On Reddit as in life, kindness pays. On Twitter as usual, chaos.",
        "In the game I am a level 40 wizard with fire damage.",
        "Find the answer on Stack Overflow under tags python and regex.",
        "Let's start over again, here we go. Nothing new here. Version2 here, v3 there.",
        "The username is required; your login is your email; my alias is wrong",
        "Im Forum heißt das Thema anders, auf dem Server ist alles gut.",
        "account tier2 and member level3 and user admin",
    ],
)
def test_words_sites_and_versions_stay(text: str) -> None:
    assert _found(text) == []


@pytest.mark.parametrize(
    "worst",
    ["on github as ", "i am a on github i am ", "my nick is a b ", "account a_1 here ", "hi a1b2 here"],
)
def test_the_worst_text_costs_no_more_than_its_length(worst: str) -> None:
    assert is_linear(_FIND, worst, sizes=(10_000, 80_000))


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Ihr Konto heißt liebscher_a, bitte zurücksetzen", "liebscher_a"),
        ("mon compte c'est toujours nad_petit mais", "nad_petit"),
        ("find me as sunny.dee_93 on insta and dee-quillfeather on the forum", "dee-quillfeather"),
        ("o meu user no discord é zecanoob, no trabalho é jmorais.", "jmorais"),
        ("Can you unlock two accounts please: fwhitlock & j.adeyemi.", "fwhitlock"),
        ("Can you unlock two accounts please: fwhitlock & j.adeyemi.", "j.adeyemi"),
    ],
)
def test_one_more_name_of_the_same_breath_is_found(text: str, name: str) -> None:
    assert name in _found(text)


@pytest.mark.parametrize(
    "text",
    [
        "Linked accounts: savings, current and joint.",
        "we talked about bread and butter on the forum",
        "The account is closed, the account is called savings.",
    ],
)
def test_words_for_accounts_and_on_forums_stay(text: str) -> None:
    assert _found(text) == []


@pytest.mark.parametrize(
    "worst", ["accounts: ab, ", "users a b c: ab1 & ", "as ab_1 on insta and ab_2 on the forum, "]
)
def test_lists_of_names_cost_no_more_than_their_length(worst: str) -> None:
    assert is_linear(_FIND, worst, sizes=(4_000, 16_000))

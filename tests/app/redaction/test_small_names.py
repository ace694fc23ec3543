"""Promise: names in small letters are hidden where a chat puts them; words that stand there are left."""

from __future__ import annotations

import pytest

from app.redaction.recognizers.actors import Actors
from app.redaction.small_names import small_names


def _names(text: str) -> list[str]:
    return [text[hit.start : hit.end] for hit in small_names(text)]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("hey benno, the printer wants a login", ["benno"]),
        ("Hoi sjoerd, alles goed?", ["sjoerd"]),
        ("ciao giò, come va", ["giò"]),
        ("ok thanks. hi priyanka! can you", ["priyanka"]),
        ("see you there. groetjes fem", ["fem"]),
        ("bis morgen, lg kathi", ["kathi"]),
        ("à demain, bises anaïs x", ["anaïs"]),
        ("se non va prova con l'altra — vito", ["vito"]),
        ("ok ornella, ho messo la password", ["ornella"]),
        ("anche la mail della nonna pinuccia", ["pinuccia"]),
        ("If it locks, ping Wojtek or Ashwin.", ["Wojtek", "Ashwin"]),
        ("loop in Maren before you send it", ["Maren"]),
        ("hi team, Nguyễn Minh here. For the demo", ["Nguyễn Minh"]),
        ("joschi: whats up\nkaito: not much\njoschi: ok then", ["joschi", "kaito", "joschi"]),
    ],
)
def test_the_place_tells_a_name(text: str, names: list[str]) -> None:
    assert _names(text) == names


@pytest.mark.parametrize(
    "text",
    [
        "hey all, the printer is back",
        "hi there! how are you",
        "hello world, says the program",
        "hola amigo, qué tal",
        "hi claude, write me a poem",
        "hallo zusammen, wie geht das",
        "lg alle",
        "ok cool, that works",
        "grazie mille, a domani",
        "danke schön, bis morgen",
        "my aunt said so, my uncle too.",
        "I love pizza\n",
        "we ping Google every minute; ping again if it fails",
        "host: the name of it\nport: a number here\nhost: again this one",
        "user: what is this\nassistant: that is it\nuser: fine then",
        "Is anybody here? Right here. Look here.",
        "prompt: tokens a second\nanother line\nand more\nfoo\nprompt: of the loop\nbar\nratio: by clock",
    ],
)
def test_words_in_such_a_place_are_left(text: str) -> None:
    assert _names(text) == []


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("ticket: user rainbow can't log in since monday", "rainbow"),
        ("second user summer has the same problem", "summer"),
        ("Benutzer pfau kann sich nicht anmelden", "pfau"),
        ("l'utente faro non riesce a entrare", "faro"),
    ],
)
def test_a_plain_user_name_is_known_by_what_its_owner_cannot_do(text: str, name: str) -> None:
    assert [text[hit.start : hit.end] for hit in Actors().find(text)] == [name]


@pytest.mark.parametrize(
    "text",
    [
        "the user often can't log in",
        "When a user forgot the password, send a link",
        "user accounts cannot access this page",
        "a user that cannot log in calls the desk",
        "the user interface is locked",
    ],
)
def test_any_user_is_nobody(text: str) -> None:
    assert list(Actors().find(text)) == []

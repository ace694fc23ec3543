"""Plain user names and passwords in lists and tables of logins."""

from __future__ import annotations

import pytest

from tests.app.redaction.hiding import hidden, open_of

LIST = """Logins
- bank: greywagtail / nest box 4
- council: rhale1958 / Thursday!bins (old card)
- water board -> reedwarbler, otterspool
"""
TABLE = "Site\tUser\tPassword\tHint\nbank\tsparrow\tnestbox\tbirds\ncouncil\tjackdaw\ttwigsandmoss\tbirds"


@pytest.mark.parametrize(
    "value", ["greywagtail", "nest box 4", "rhale1958", "Thursday!bins", "reedwarbler", "otterspool"]
)
def test_the_entries_of_a_list_of_logins_are_hidden(value: str) -> None:
    assert open_of(LIST, value) == ""


@pytest.mark.parametrize("value", ["sparrow", "jackdaw", "nestbox", "twigsandmoss"])
def test_beside_a_column_of_passwords_a_word_is_a_user_name(value: str) -> None:
    assert open_of(TABLE, value) == ""


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("curator:$2y$10$abcdefghijklmnopqrstuv", "curator"),
        ("User reports that account hollyhock is locked after 5 attempts", "hollyhock"),
        ("can't log in, user sparrowhawk keeps saying locked", "sparrowhawk"),
        ("db1.internal:5432:orders:wheelwright:spokeshave", "wheelwright"),
        ("Benutzer kmeise gesperrt, bitte helfen", "kmeise"),
        ('administrator_login          = "archivist"', "archivist"),
    ],
)
def test_a_word_in_the_place_of_a_login_is_one(text: str, name: str) -> None:
    assert open_of(text, name) == ""


def test_a_password_without_quotes_is_hidden() -> None:
    text = "$p = ConvertTo-SecureString vellum -AsPlainText -Force"
    assert open_of(text, "vellum") == ""
    text = "Data Source=crm;User ID=sexton;Password=yew tree;Encrypt=true"
    assert open_of(text, "yew tree") == ""


@pytest.mark.parametrize(
    "text",
    [
        "Passwords\n- length: twelve or more / fifteen for administrators",
        "Login\nEnter your name / password and press the button",
        "The user account was locked, and every user was locked out",
        "ConvertTo-SecureString $plain -AsPlainText -Force",
        "Birds\n- bank: greywagtail / nest box",
        "Site\tUser\tHint\nbank\tsparrow\tbirds\ncouncil\tjackdaw\tbirds",
    ],
)
def test_other_lists_and_tables_stay(text: str) -> None:
    assert hidden(text) == []

"""Passwords of plain words, told where nothing but the sentence says so, and whose they are."""

from __future__ import annotations

import pytest

from tests.app.redaction.hiding import hidden, open_of


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("the wifi password is walnut tractor harbour, guest network same thing", "walnut tractor harbour"),
        ("wifi at the cabin: seven blue lanterns (all lower case)", "seven blue lanterns"),
        ("network Villa pass = ananas ananas 12, told everybody", "ananas ananas 12"),
        ("our alarm passphrase is grandma hates mondays if the company rings", "grandma hates mondays"),
        ("the vpn password is marmalade, then press enter", "marmalade"),
        ("ssh into the pi as otter (pw riverbank) and restart it", "riverbank"),
        ("ssh into the pi as otter (pw riverbank) and restart it", "otter"),
        ("das wlan passwort ist drei müde esel, alles klein", "drei müde esel"),
        ("melde dich als hausmeister an, kennwort besenkammer", "besenkammer"),
        ("melde dich als hausmeister an, kennwort besenkammer", "hausmeister"),
        ("le mot de passe du wifi c'est chat perché sur le toit", "chat perché sur le toit"),
        ("la contraseña del correo, girasol.", "girasol"),
        ("la clave del wifi es tres gatos verdes y entra como portera", "tres gatos verdes"),
        ("la clave del wifi es tres gatos verdes y entra como portera", "portera"),
        ("la password del wifi è sole mare vento, utente bagnino", "sole mare vento"),
        ("la password del wifi è sole mare vento, utente bagnino", "bagnino"),
        ("wachtwoord van de wifi: kat op de trap. inloggen als tuinman", "kat op de trap"),
        ("a senha do wifi é lua cheia na serra e o usuário é caseiro", "lua cheia na serra"),
        ("a senha do wifi é lua cheia na serra e o usuário é caseiro", "caseiro"),
        ("das Admin-Kennwort steht noch auf sonnenblume.", "sonnenblume"),
        ("e la parola d'ordine girasole.", "girasole"),
        ("I set her email password to geranium pots", "geranium pots"),
        ("Username: hthrush\nPassword: first snow in april\nPlease change it", "first snow in april"),
        ("Your temporary password is BlueKettle. It ends tomorrow", "BlueKettle"),
        ("Utilisateur bpinson bloqué, mdp provisoire soleil levant", "soleil levant"),
        ("mijn gebruikersnaam is roodborst, wachtwoord drie oude fietsen", "drie oude fietsen"),
        ("Konto entsperrt, Startkennwort: Regenbogen", "Regenbogen"),
    ],
)
def test_words_told_as_a_password_are_hidden(text: str, value: str) -> None:
    assert open_of(text, value) == ""


@pytest.mark.parametrize(
    "text",
    [
        "The password is too short, please try again",
        "The password is case sensitive.",
        "My password is not working and the login page keeps loading",
        "The password is hashed with bcrypt, then stored in the database",
        "Your password is kept in the drawer, under the stapler",
        "The wifi password is on the back of the router, next to the barcode",
        "The password is the same as before.",
        "A good password is four random unrelated nouns, not a birthday",
        "If the password is lost forever, ask the administrator",
        "The wifi is slow today, and the wifi is terrible upstairs",
        "wifi: connected, signal: excellent",
        "log in with password authentication, then rotate the keys",
        "sign in using password hashing",
        "log in as a user and open the password manager, settings, privacy",
        "The clave is the oldest percussion pattern: son, rumba",
        "Das Passwort ist falsch, bitte noch einmal",
        "Das Passwort steht auf dem Zettel am Router.",
        "Das Kennwort ist im Tresor, ganz hinten",
        "Le mot de passe est trop court, il faut huit signes",
        "La contraseña es muy corta, pon otra",
        "La password è scaduta da ieri, cambiala",
        "Het wachtwoord is verlopen, vraag een nieuw aan",
        "A senha está errada, tente outra vez",
        "def check(password: str, user: User) -> bool:",
        "The password field, button and label are misaligned",
        "passphrase length, entropy and reuse",
        "Her password was public knowledge, sadly",
        "Reset your password to continue shopping",
        "We set the password to expire every quarter",
        "def hash(password: bytes, salt: bytes)",
        "Password: required",
    ],
)
def test_what_is_told_about_a_password_stays(text: str) -> None:
    assert hidden(text) == []

"""Promise: whom somebody signs in as is hidden; what somebody signs in with or into stays."""

from __future__ import annotations

import pytest

from app.redaction.recognizers.signing_in import SigningIn, plain_names
from tests.app.redaction.cost import is_linear

_FIND = SigningIn().find


def _found(text: str) -> list[str]:
    return [text[hit.start : hit.end] for hit in _FIND(text)]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("She signs in as tkilbride-ext, always did.", "tkilbride-ext"),
        ("Passwort zurückgesetzt für k.brettschneider; bitte testen", "k.brettschneider"),
        ("il se connecte avec clemence.r4 depuis lundi", "clemence.r4"),
        ("accede al portale con g.marchetti", "g.marchetti"),
        ("Inloggen lukt niet met vdberg.m, wel anders", "vdberg.m"),
        ("ela entra com dferraz01 todos os dias", "dferraz01"),
        ("gebruiker ziet het account van pdewit3.", "pdewit3"),
        ("he also goes by RipCurlRhys on youtube", "RipCurlRhys"),
        ("I reset the mailbox password for j_okafor this morning", "j_okafor"),
    ],
)
def test_the_user_name_is_found(text: str, name: str) -> None:
    assert _found(text) == [name]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("logged in to the portal as aofarrell.", "aofarrell"),
        ("Sie meldet sich immer als hoeflerm, sagt sie", "hoeflerm"),
        ("El cliente entra con mlopezg y dice que no", "mlopezg"),
    ],
)
def test_a_name_like_a_word_is_found_only_where_the_text_is_about_somebody(text: str, name: str) -> None:
    assert _found(text) == []
    assert [text[hit.start : hit.end] for hit in plain_names(text)] == [name]


@pytest.mark.parametrize(
    "text",
    [
        "How do I log in as another user? The login for legacy-app2 fails; password for web01",
        "Entra como invitado, entrar com biometria.",
        "Sign in with Google or log in with oauth2.",
        "You can log in with your email and sign in as an administrator.",
        "log in as root, then connect with ssh-key",
        "The password for www.example.com expires; the account for api.v2.json too",
        "Melden Sie sich mit dem Personalausweis an.",
        "Connectez-vous avec franceconnect.",
        "Accedi con spid oppure con la tua email.",
        "Entra con tu huella o con la contraseña.",
        "Inloggen met digid is verplicht.",
        "The account of section2 and the profile of the app; known as the best, goes by train",
        "An account for students with discounts, as well as teachers",
    ],
)
def test_services_and_plain_words_stay(text: str) -> None:
    assert _found(text) == []


@pytest.mark.parametrize("worst", ["sign in ", "login as a", "password a b c d for x1 ", "entra con a.b"])
def test_the_worst_text_costs_no_more_than_its_length(worst: str) -> None:
    assert is_linear(_FIND, worst, sizes=(10_000, 80_000))

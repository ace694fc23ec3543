"""Promise: a password told in a sentence without a word for one is hidden, if the text is about passwords."""

from __future__ import annotations

import pytest

from app.redaction.recognizers.told_later import ToldLater


def _found(text: str) -> list[str]:
    return [text[hit.start : hit.end] for hit in ToldLater().find(text)]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("The wifi password was changed, the new one should be Harvest Moon 12.", "Harvest Moon 12"),
        ('He reset the password. The old one was "otter otter 5".', "otter otter 5"),
        ("That is the pass for now. Don't use the old one (larkspur11) any more.", "larkspur11"),
        ("Das Kennwort läuft ab, das neue lautet Kessel#90.", "Kessel#90"),
        ("Le mot de passe a changé : l'ancien était Gr4nd-Large!", "Gr4nd-Large!"),
        ("My login is tess.w and I use Pudding!Bowl for it.", "Pudding!Bowl"),
        ("Mein Zugang ist alt, ich nehme überall Hase!77x für alles", "Hase!77x"),
        ("Voor het wifi moet je groene-fiets-8 intypen.", "groene-fiets-8"),
        ("Beim WLAN steht auf dem Zettel Kuckuck-91-Uhr.", "Kuckuck-91-Uhr"),
        ("El código no vale; en el router viene X7kPm2Qv.", "X7kPm2Qv"),
        ("Para entrar en la cuenta uso Olivo-Viejo-7.", "Olivo-Viejo-7"),
        ("Das neue Kennwort gilt ab heute, vorher wars Kastanie76.", "Kastanie76"),
        ("Mot de passe changé. Avant c'était citron-vert77, voilà.", "citron-vert77"),
        ("Here is the login: user jroe44, then it's Teapot_Lid9 with a capital T.", "Teapot_Lid9"),
        ("Just put Lemonade1974 when it asks you to log in.", "Lemonade1974"),
        ("Para entrar pon Girasol#88 y ya.", "Girasol#88"),
        ("Per entrare usa Limoncello-77, come sempre.", "Limoncello-77"),
        ("Para entrar prueba con girasol88.", "girasol88"),
        ("Ho cambiato la password, la vecchia che era limone77!x", "limone77!x"),
        ("Her email password is on the card. The iPad is 195104.", "195104"),
        ("I've written the wifi on the fridge (bluewhale882).", "bluewhale882"),
        ("WiFi name: Adeyinka. It's plantain2024 all one word.", "plantain2024"),
        ("The alarm code changed. If they ask, it's 2041 for the tablet.", "2041"),
        ("Das Passwort ist neu (vorher Winterregen6).", "Winterregen6"),
        ("pour les impôts Tilleul!2042", "Tilleul!2042"),
        ("iCloud password same as mine except the ending, Larkspur#12. Bye", "Larkspur#12"),
    ],
)
def test_the_value_is_found_whole(text: str, value: str) -> None:
    assert set(_found(text)) == {value}


@pytest.mark.parametrize(
    ("text", "old", "new"),
    [
        ("le code de l'alarme est passé de 1182 à 4407", "1182", "4407"),
        ("they changed the gate code from 1966 to 2024.", "1966", "2024"),
        ("Die PIN wurde von 4418 auf 7718 geändert", "4418", "7718"),
        ("el código de la puerta pasa de 1182 a 4407", "1182", "4407"),
    ],
)
def test_of_a_code_that_changed_both_are_found(text: str, old: str, new: str) -> None:
    assert set(_found(text)) == {old, new}


def test_of_passwords_that_were_tried_all_are_found() -> None:
    text = "can't log in!! tried Wint3rboots, wint3r-boots and Wint3r.Boots none of them work"
    assert _found(text) == ["Wint3rboots", "wint3r-boots", "Wint3r.Boots"]
    assert _found("can't log in, tried Chrome and Firefox and then again") == []


def test_of_a_change_both_are_found() -> None:
    assert _found("User sol changed password from faro_viejo to faro_nuevo1") == ["faro_viejo", "faro_nuevo1"]
    assert _found("rename password from settings to options") == []


@pytest.mark.parametrize(
    "text",
    [
        "The jacket was too small, the new one is Size 12 and I use Rot!Blau for it.",
        "Strong passwords: a phrase is better than Tr0ub4dor&3.",
        "For the account we use Windows11 for work.",
        "To hash a password use bcrypt for it, or use SHA256 for speed.",
        "The login page moved. The new one is better.",
        "The gate moved from 1966 to 2024. Door prices rose from 1182 to 1290 euros.",
        "La porte est passée de 1966 à 2024 visiteurs; el código civil pasó de 2281 a 2534 artículos.",
        "Passwords were rare; before that it was 2019 and the login portal was slow.",
        "I like the wifi (802.11ac) and the portal. The iPad is great, the laptop is from 2019.",
        "set the code, the pin on the map (GPIO17) is wrong; =SUM(Sheet1!A12), Hello! 2024",
        "Yahoo!2 in all, Item!12, Section!44 and A*B*12",
        "The login of Test_Case1 fails. For the account try Windows11.",
        "Reset your password, then type passwd on the command line.",
    ],
)
def test_other_talk_has_none(text: str) -> None:
    assert _found(text) == []

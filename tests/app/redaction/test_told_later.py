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
        ("iCloud password same as mine except the ending, Larkspur#12. Bye", "Larkspur#12"),
    ],
)
def test_the_value_is_found_whole(text: str, value: str) -> None:
    assert set(_found(text)) == {value}


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
        "Reset your password, then type passwd on the command line.",
    ],
)
def test_other_talk_has_none(text: str) -> None:
    assert _found(text) == []

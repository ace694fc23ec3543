"""Promise: a key is hidden where a line breaks it, under a title, in an answer.

Keys are drawn at random by the test; none stands in it.
"""

from __future__ import annotations

import pytest

from app.redaction.recognizers.broken_lines import BrokenKeys
from tests.app.redaction.cases import drawn
from tests.app.redaction.cost import is_linear
from tests.app.redaction.hiding import hidden, open_of

FORMATS = {
    "app key of a shop": "APP_USR-<<d16>>-<<d6>>-<<h32>>-<<d9>>",
    "licence of a monitor": "<<h36>>NRAL",
    "one for all programs": "<<l10>>msh<<l15>>p1<<l6>>jsn<<l12>>",
    "stream of events": "cflt7<<b60>>",
    "signed by a cloud": "<<a76>>ACDb<<a4>>==",
    "session of a cloud": "IQoJb3JpZ2luX2Vj<<b200>>==",
    "older storage": "GOOG1E7<<u54>>",
    "packages": "dckr_pat_<<v27>>",
    "pipelines": "CCIPAT_<<a22>>_<<h40>>",
    "chat": "xapp-1-A<<u10>>-<<d13>>-<<h64>>",
    "notes": "ntn_<<a46>>",
    "tables": "pat<<a14>>.<<h64>>",
    "mail": "xkeysib-<<h64>>-<<a16>>",
    "bot": "71<<d8>>:AA<<v33>>",
}
ODD = (
    "use this:\nFIRST\nREST\nok?",
    "export K=FIRST\\\n    REST\n",
    "> the key:\n> FIRST\n> REST\n> thanks",
    "the key is FIRST=\nREST\nthanks",
)


@pytest.mark.parametrize("kind", sorted(FORMATS))
def test_a_known_format_is_hidden_in_a_sentence(kind: str) -> None:
    key = drawn(FORMATS[kind], 5)
    assert open_of(f"hey, use {key} for it until friday", key) == ""


@pytest.mark.parametrize("odd", ODD)
@pytest.mark.parametrize("kind", sorted(FORMATS))
def test_a_known_format_is_hidden_where_a_line_breaks_it(kind: str, odd: str) -> None:
    key = drawn(FORMATS[kind], 9)
    first, rest = key[: len(key) // 2], key[len(key) // 2 :]
    text = odd.replace("FIRST", first).replace("REST", rest)
    assert open_of(text, first) + open_of(text, rest) == ""


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("Secret access key\nKEY\nDownload .csv file   Close", drawn("<<a20>>\n<<a20>>", 4)),
        ("INSERT INTO `api_client` VALUES (4,'reports','KEY','2023-11-01');", drawn("<<h40>>", 4)),
        ("consul_acl: KEY\n", drawn("<<uuid>>", 4)),
        ("the seed for the team wallet is KEY don't lose it",
         "ribbon velvet cradle mosquito harvest lemon orbit sudden jungle basket fiscal wrist"),
        ("I printed my backup codes, can someone keep these: KEY. Thanks", "8817 2044, 2044 1177, 9931 0827"),
        ("pls try with creds svc_probe / KEY and tell me", "Blauw!Fiets77"),
        ("Zugangsdaten: t.probe / KEY", "Sommer-77-x"),
        ("Door code for the back stairs KEY. Ring twice", "C2479Y"),
        ("Le code de la porte du fond KEY. Merci", "44B17"),
        ("And the code we texted you?\nKEY\nGreat, thanks", "448 172"),
        ("Agent: And the memorable word?\nCaller: KEY. My mail is the same", "pineapple"),
        ("Und das Kennwort?\nAnrufer: KEY", "Kirschbaum"),
    ],
)  # fmt: skip
def test_a_secret_is_told_by_its_place(text: str, value: str) -> None:
    assert open_of(text.replace("KEY", value), value) == ""


@pytest.mark.parametrize(
    "text",
    [
        "Did you reset the password?\nYes, yesterday.",
        "How do I change the password?\nSettings, then Security.",
        "Which password manager do you recommend?\nBitwarden, it is free",
        "Have you got the code we sent?\nNot yet",
        "What is the PIN?\nA number that you choose.",
        "backup codes are useful: print them, keep them, use each once",
        "checksums\n" + "\n".join(drawn("<<h32>>", seed) for seed in range(6)),
        "worker-7 batch=88172\nworker-8 batch=88173\nworker-9 batch=88174",
        "the door of the house at the end of the street is 4.17 m high",
    ],
)
def test_talk_about_secrets_and_lists_of_hashes_stay(text: str) -> None:
    assert hidden(text) == []


@pytest.mark.parametrize("worst", ["a1B2c3D4e5\n", "K=a1B2c3\\\n", "glpat-a1B2c3=\n> "])
def test_the_worst_lines_cost_no_more_than_their_length(worst: str) -> None:
    assert is_linear(BrokenKeys().find, worst, sizes=(4_000, 32_000))

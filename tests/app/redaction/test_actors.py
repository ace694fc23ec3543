"""Promise: who acts in a log, a tracker, a forum or a chat is hidden; programs, packages and code stay."""

from __future__ import annotations

import pytest

from app.redaction.recognizers.actors import Actors
from tests.app.redaction.cost import is_linear

_FIND = Actors().find


def _found(text: str) -> list[str]:
    return [text[hit.start : hit.end] for hit in _FIND(text)]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("session opened for user root by pdubois(uid=1002)", "pdubois"),
        ("svn: r1882 | ckline | 2026-01-02 10:11:12 +0000", "ckline"),
        ("Co-authored-by: snowlynx <a@users.noreply.github.com>", "snowlynx"),
        ("1f2e3d4c (hnakamura 2026-01-02 10:11:12 +0000 12) return x", "hnakamura"),
        ("ftp> user imarchetti\n331 Password required", "imarchetti"),
        (":okapi_!~ok@host.example JOIN #chan", "okapi_"),
        ("* okapi has joined #chan", "okapi"),
        ("Skype: live:tamsin.archer_3", "tamsin.archer_3"),
        ("@dan_the_welder wrote: > try the other nozzle", "dan_the_welder"),
        ("thanks @mfelix!", "mfelix"),
        ("MR !482 by @p.lindgren", "p.lindgren"),
        ("I go by that on Discord (starfruitgirl#4410)", "starfruitgirl#4410"),
        ("WARN [auth] bad credentials for 'n.okoro' (attempt 3)", "n.okoro"),
        ("commit by hnakamura 2 hours ago", "hnakamura"),
        ("Changed 3 years ago by marmalade", "marmalade"),
        ("hnakamura committed 2 hours ago", "hnakamura"),
        ("Quote from: HarborMaster52 on March 3, 2026", "HarborMaster52"),
        ("Seller: vintage-otto (1204)", "vintage-otto"),
        ("Uploaded by: fotofuchs   Views: 120", "fotofuchs"),
        ("TeaLeaf_Lady (verified purchase): great kettle", "TeaLeaf_Lady"),
        ("GRANT SELECT ON x TO analyst_mk;", "analyst_mk"),
        ("process 221 (python) of user efischer killed", "efischer"),
        ("Compte AD : cgauthier — verrouillé", "cgauthier"),
        ("ERROR: user gpetit is not in the sudoers file.", "gpetit"),
        ("Pull request opened by quillfeather 5 days ago", "quillfeather"),
        ("hollis-b requested changes on Mar 3", "hollis-b"),
        ("connecté en tant que pgarnier depuis 9h", "pgarnier"),
        ("utente mgallo disabilitato dal sistema", "mgallo"),
        ("inloggen als tvermeer lukt niet", "tvermeer"),
        ("account bloccato: lferri (matricola a parte)", "lferri"),
    ],
)
def test_who_acts_is_found(text: str, name: str) -> None:
    assert name in _found(text)


def test_both_of_a_handover_are_found() -> None:
    assert _found("assigned from lfischer to mrossi by automation") == ["lfischer", "mrossi"]


@pytest.mark.parametrize(
    "text", ["Ticket 4410 reassigned: dvarga -> lchen", "from: dvarga_k to: lchen — msg"]
)
def test_both_ends_are_found(text: str) -> None:
    found = _found(text)
    assert found[0].startswith("dvarga")
    assert found[1] == "lchen"


def test_everybody_in_a_chat_is_found() -> None:
    lines = "<nightowl> anyone here?\n<kettlebell> yep, afk soon\n"
    assert _found(lines) == ["nightowl", "kettlebell"]
    assert _found("[21:04] grumpy_gnu: did it compile\n[21:05] zora: no lol") == ["grumpy_gnu", "zora"]


@pytest.mark.parametrize(
    "text",
    [
        "@app.route('/x')\n@pytest.fixture\n@dataclass\nannotated with @Component and @Transactional",
        "npm i @types/node and follow @latest releases via @next; thanks @all",
        "built by webpack, approved by committee, reported by news media, requested by clients, by accident",
        "Failed password for root from 192.0.2.1; access denied for user 'root'@'localhost'",
        "<p> one\n<li> two\n<p> three",
        "[10:01] nginx: started\n[10:02] kernel: up",
        "Ownership moved from React to Vue; changed from pending to active; assigned from x to all",
        "Set it as kwargs for nginx by rsync; the user clicks, the user input is invalid; as https or html",
        "owner: string -> number; from: start to: end",
        "live: true, alive:no, author: <name>",
        "author <email> and login for 'billing' and the password for 'wifi'",
        "The color is ticket#1234 and issue#4410 on Discord",
        "GRANT ALL ON x TO admin; CREATE USER root;",
        "for user experience, by user input. of user data: account type: premium",
    ],
)
def test_programs_and_code_stay(text: str) -> None:
    assert _found(text) == []


@pytest.mark.parametrize(
    "worst",
    [
        "password for a1 by ",
        "@a wrote @b ",
        "<a> b\n",
        "[1:11] a_1: b\n",
        "quote from: a-b ",
        "assigned from a to b ",
    ],
)
def test_the_worst_text_costs_no_more_than_its_length(worst: str) -> None:
    assert is_linear(_FIND, worst, sizes=(10_000, 80_000))

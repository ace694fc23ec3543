"""Promise: no text makes a scan slow: four times the text of near misses costs four times the work.

Work is counted in processor time of this process, whose ratio between two lengths tells a quadratic pattern
(sixteen) from a linear one (four) on any machine.
"""

from __future__ import annotations

import re

import pytest

from app.redaction.anchored_names import anchored_names
from app.redaction.findings import EntityType
from app.redaction.hosts import hosts
from app.redaction.neighbours import names_beside, signing_letter
from app.redaction.recognizers import ALL
from app.redaction.recognizers.base import Hit
from app.redaction.recognizers.disguised import with_numbers_joined
from app.redaction.recognizers.encoded import encoded_runs
from app.redaction.small_names import small_names
from app.redaction.spans import merged
from app.redaction.subject import least_worth_of_names
from app.redaction.view import normalised
from tests.app.redaction.cost import keeps_within, seconds

NEAR_MISSES = (
    "1",
    "12 ",
    "1-",
    "1.",
    "4111 ",
    "a@",
    "a.",
    "a@a.",
    "@",
    "A",
    "A-",
    "A B ",
    "A-1 ",
    "aB3",
    "+1 (",
    "0",
    "://",
    "/home/",
    "key=",
    "password: ",
    "ssn: ",
    "nir 1 ",
    "born the first of ",
    "account number is ",
    "::",
    "ab:",
    "%4",
    "&#",
    "\\u",
    "=\n",
    "five ",
    "one 1 ",
    "a at b dot ",
    "eyJ",
    "ey.",
    "-----BEGIN PRIVATE KEY-----\n",
    "Dear A",
    "Mr. A ",
    "Name: A",
    "Anna, ",
    "Anna: x\n",
    "Anna de la ",
    "A. Anna ",
    "\n\nA",
    "Anna\n",
    "Jan 1 ",
    "1/1/",
    "dob ",
    "born 1",
    "٤",
    "\u200b",
    "аa",
    "e\u0301",
    "DE89",
    "GB29 NWBK ",
    "refs AB-123, ",
    "ref A/B-",
    "branch 09-01-",
    "12345678/",
    "last four 1234 is the ",
    "curl -u ",
    "C:\\Users\\",
    "user: ",
    "Best,\nA",
    "\n",
    "\t",
    '"a":',
    "cookie: ",
    "seed phrase a b ",
    "1 1 ",
    "1, ",
    "°",
    "mysql ",
    "mysql -u a -p",
    "--password ",
    "auth=('a', ",
    "the code is ",
    "password a to ",
    "log in as a / ",
    "user a password ",
    "backup codes:\na1b2\n",
    "7 1 - ",
    "O2 ",
    "ghp_a1\n",
    "token=a1B2c3D4e5F6g7H8\n",
    "name: token\nvalue: ",
    "tel 12 ",
    "(1\n",
    "a @ b ",
    "LS0tLS1CRUdJTi",
    "1 dot ",
    "kind: Secret\ndata:\n a: bcdef\n",
    "12345 is the ",
    'put("token", "a',
    "su - a\n",
    "kilo ",
    "K for kilo, ",
    "RFF+A:",
    "NM1*",
    '"name":"a","value":',
    ' name="a"',
    "18R ",
    "door code from 1 ",
    "A 1 ",
    "user in a is b_",
    "first pet A",
    "passphrase for a: b c d ",
    "(text: 1",
    "(1) ",
    "a1 ",
    "A-1",
    "works at A",
    "\\x4",
    "Regards\n",
    "uid=",
    "&#",
    "born one of two ",
    "am 1.1.1 ",
    "(1) A1(",
    "1,1,",
    "b3BzLXVzZXI=\n",
    "AAAAAAAAAAAAAAAAAAAAAAAA\n-----END PRIVATE",
    "-----BEGIN PUBLIC KEY-----\nAAAA",
    "$ANSIBLE_VAULT;1.1;AES256\n 0123456789\n",
    "PWD={x}}",
    "?code=a1",
    "/invite/a1",
    '"Jwt": {"a": "b", ',
    "key: AB23 CD45 ",
    "1. word\n12. ",
    "account ending in ",
    "user?\nab1\n",
    "signs in as a ",
    "card …1 ",
    "password?\nB: ",
    "a: code\nb: 4471\n",
    "use a1b for ",
    "and abcde as ",
    "$ pass show a/b\n",
    "echo -n a | ",
    "hey abc ",
    "ssh a@b-1 ",
    "backup codes 1234-a1b2-",
    "recovery key\n1234 1234, ",
    "phrase: abc def ",
    "| ab | % | ",
    "db_host=a-1.b.",
    "https://a-1:",
    "\nHost a-1",
    "ping Ab, ",
    "abc: de fg\n",
    "groetjes abc ",
    "use a1b2c3 to ",
    "password is a1b2c3d4 and the one for ",
    "Abc123, ",
    "| key |\n|---|\n| a1B2c3D4e5F6g7H8i9J0 ",
    "password. the new one is Ab ",
    "wifi steht auf dem a1 ",
    "password Ab#1 ",
    "a@b.cd:a1b2c3 ",
    "4111, ",
    "DTSTART:2\nSUMMARY:a\n",
    "BEGIN:VEVENT\n",
    "password: ab cd ",
    "birthday? A: the ",
    "geboren am dritten mai ",
    "a dot one two ",
    "dbpassword",
    "born in spring of ",
    "born 3 May 1961 and 5 June 1964 ",
    "wallet [1,2,3,",
    "password from a1b2 to ",
    "`a` / `",
    "wurde 1959 als ",
    "eyJaaaaaaaaaa",
    "a@b<wbr>",
    "ticket 4417, ",
    "claim number one two ",
    "policy number ab cd ",
    "password is ab cd ",
    "log in as ab (pw ",
    "lnv N0 a 1\n",
    "Logins\na: b / c\n",
    "No. Nr A1   ",
)
SHORT = 1_500
WORD = re.compile(r"[^\W\d_]{2,20}")


def everything(text: str) -> None:
    view = normalised(text)
    with_numbers_joined(view)
    for _ in encoded_runs(view.text):
        pass
    names = list(anchored_names(view.text))
    persons = names + [
        Hit(match.start(), match.end(), EntityType.PERSON, 0.9, "x") for match in WORD.finditer(view.text)
    ]
    for _ in names_beside(view.text, persons):
        pass
    for _ in signing_letter(view.text):
        pass
    for _ in small_names(view.text):
        pass
    for _ in hosts(view.text):
        pass
    least_worth_of_names(view.text, ())
    for recognizer in ALL:
        for _ in recognizer.find(view.text):
            pass


@pytest.mark.parametrize("piece", NEAR_MISSES)
def test_four_times_the_text_is_not_sixteen_times_the_work(piece: str) -> None:
    short = (piece * SHORT)[:SHORT]
    long = (piece * SHORT * 4)[: SHORT * 4]
    everything(short)  # caches are filled
    base = min(seconds(lambda: everything(short)) for _ in range(2))
    assert keeps_within(10 * base + 0.1, lambda: everything(long))


def test_merging_many_overlapping_hits_is_not_quadratic() -> None:
    def hits(count: int) -> list[Hit]:
        return [Hit(i, i + 40, EntityType.PHONE, 0.9, "x") for i in range(count)]

    few, many = hits(5_000), hits(20_000)
    base = min(seconds(lambda: merged(few, lambda a, b: (a, b))) for _ in range(2))
    assert keeps_within(10 * base + 0.2, lambda: merged(many, lambda a, b: (a, b)))

"""Promise: a password is hidden where only what is done with it tells that it is one."""

from __future__ import annotations

import pytest

from app.redaction.recognizers.answered import Answered
from app.redaction.recognizers.printed_secrets import PrintedSecrets
from app.redaction.recognizers.told_in_passing import ToldInPassing


def _told(text: str) -> list[str]:
    return [text[hit.start : hit.end] for hit in ToldInPassing().find(text)]


def _printed(text: str) -> list[str]:
    return [text[hit.start : hit.end] for hit in PrintedSecrets().find(text)]


def _answered(text: str) -> list[str]:
    return [text[hit.start : hit.end] for hit in Answered().find(text)]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("I use quince4ever for everything, work mail included.", "quince4ever"),
        ("he always used Biscuit#Tin on all his accounts", "Biscuit#Tin"),
        ("ich nehme immer Hase7Hase77a für alles", "Hase7Hase77a"),
        ("ich nehme überall hase77hase", "hase77hase"),
        ("j'utilise citron77vert partout", "citron77vert"),
        ("uso limon7verde para todo", "limon7verde"),
        ("uso limone7verde per tutto", "limone7verde"),
        ("gebruik altijd kaas4altijd voor alles", "kaas4altijd"),
        ("uso goiaba7doce para tudo", "goiaba7doce"),
        ("The password was leaked, so I changed it to Minouche1958 then", "Minouche1958"),
        ("Mein Kennwort war zu alt, ich hab es dann auf Hecke88b gesetzt", "Hecke88b"),
        ("le mot de passe est vieux, je l'ai changé en Tilleul44", "Tilleul44"),
        ("It wants the passphrase again. is it still blue-otter-ferry-12?", "blue-otter-ferry-12"),
        ("mijn moeder gebruikt overal poes1948poes, bij de bank ook", "poes1948poes"),
        ("I reuse Kestrel_1987! on every site", "Kestrel_1987!"),
        ("the door entry changed, it's 5518# now.", "5518#"),
        ("la alarma cambió, es 6620 ahora", "6620"),
        ("log in as demo with coffeebreak as the password", "coffeebreak"),
        ("nimm kaffeepause als Kennwort", "kaffeepause"),
    ],
)
def test_what_is_done_with_a_password_tells_it(text: str, value: str) -> None:
    assert _told(text) == [value]


@pytest.mark.parametrize(
    "text",
    [
        "I use python3 for everything at work",
        "we use vim for everything and log4j2 for all our services",
        "I use Windows11 for all my games, x86_64 on most things",
        "ich nutze Office2019 für alles",
        "I changed it to es2022 and then the build worked",
        "we changed it to version2 of the plan",
        "use this as the password, with something as your passphrase",
        "the gate opens at 1800 and the alarm is 4500 dollars",
        "use a phrase as the password",
        "treat input as password",
    ],
)
def test_what_is_used_for_everything_may_be_a_product(text: str) -> None:
    assert _told(text) == []


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("$ pass show work/jira\neX7-plum-gate\n", "eX7-plum-gate"),
        ("$ kubectl get secret db -o jsonpath='{.data.pw}' | base64 -d\nt1ger-lily\n", "t1ger-lily"),
        ("kees@nas:~$ cat /run/secrets/db_password\nv1olet_Moss\n", "v1olet_Moss"),
        ("> op read op://ops/db/password\nMoss!bank7\n", "Moss!bank7"),
        ("  12  ansible-vault encrypt_string 'Wa1dmeister' --name db", "Wa1dmeister"),
        ("openssl passwd -6 Wa1dmeister", "Wa1dmeister"),
        ("echo -n 'm0ssbank!' | base64", "m0ssbank!"),
        ("$ echo $DB_PASSWORD\nm0ssbank!\n", "m0ssbank!"),
        ("$ terraform output -raw db_password\nm0ssbank!\n", "m0ssbank!"),
    ],
)
def test_what_a_terminal_prints_or_takes_as_a_secret_is_found(text: str, value: str) -> None:
    assert _printed(text) == [value]


@pytest.mark.parametrize(
    "text",
    [
        "$ kubectl get secret db\nNAME   TYPE     DATA   AGE\n",
        "$ kubectl create secret generic db\nsecret/db created\n",
        "$ cat /run/secrets/token\ncat: /run/secrets/token: No such file\n",
        "$ echo $API_TOKEN\n\n$ exit\n",
        "$ docker secret ls\nID NAME\n",
        "$ vault kv get -field=pw secret/db\nError: permission denied\n",
        "ansible-vault encrypt_string '<password>' --name db",
        "echo -n hello | base64",
        "pass the salt\nplease!\n",
        "$ pass show work\n└── jira\n",
    ],
)
def test_other_output_is_left(text: str) -> None:
    assert _printed(text) == []


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("jo: whats the pw for grafana??\nmira: its Pumpernickel_3\n", ["Pumpernickel_3"]),
        (
            (
                "[30.11.26, 19:02:11] Mama: hast du den code fürs fach\n[30.11.26, 19:02:40] Len: 8812\n"
                "[30.11.26, 19:03:02] Mama: und fürs handy von oma\n[30.11.26, 19:03:15] Len: 190338"
            ),
            ["8812", "190338"],
        ),
        ("Ana: me pasas el código de la puerta\nLeo: 4471#\n", ["4471#"]),
        ("kim: door code pls\nash: sec\nash: 7731\n", ["7731"]),
    ],
)
def test_what_a_chat_answers_to_who_asks_for_a_secret_is_found(text: str, values: list[str]) -> None:
    assert [one for one in _answered(text) if one in values] == values


@pytest.mark.parametrize(
    "text",
    [
        "jo: whats the zip code\nmira: 90210\n",
        "jo: which error code\nmira: 5003\n",
        "jo: when was it built, code for the essay\nmira: 1987\n",
        "jo: how many guests\nmira: 4400\n",
        "status: code review\nport: see below\ntimeout: none\nlimit: 5000\n",
    ],
)
def test_other_answers_are_left(text: str) -> None:
    assert [hit for hit in Answered().find(text) if hit.label.name == "SECRET"] == []

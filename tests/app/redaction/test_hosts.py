"""Promise: the hosts of somebody's own network are hidden where a place says so; everybody's are left."""

from __future__ import annotations

import pytest

from app.redaction.hosts import hosts
from tests.app.redaction.hiding import hidden


def _hosts(text: str) -> list[str]:
    return [text[hit.start : hit.end] for hit in hosts(text)]


@pytest.mark.parametrize(
    ("text", "host"),
    [
        ("DB_HOST=pg-main.orchard.lan\n", "pg-main.orchard.lan"),
        ("  517  ssh kees@bastion-1\n", "bastion-1"),
        ("Host nas-cellar\n  User kees\n", "nas-cellar"),
        ("  HostName jump01.orchard.test\n", "jump01.orchard.test"),
        ("LocalForward 5433 pg-main.orchard.lan:5432\n", "pg-main.orchard.lan"),
        ("jdbc:postgresql://pg-main:5432/shop", "pg-main"),
        ("Server=tcp:orchard-sql.database.windows.net,1433;", "orchard-sql.database.windows.net"),
        ("Data Source=SRV-SQL-07;User Id=web;", "SRV-SQL-07"),
        ("node: 'https://es-prod.orchard.lan:9200'", "es-prod.orchard.lan"),
        ("repository = https://nexus.orchard.lan/pypi/", "nexus.orchard.lan"),
        ("//nas-yard/scans /mnt/scans cifs", "nas-yard"),
        ("web-a.orchard.lan ansible_user=kees", "web-a.orchard.lan"),
        ("VPN vpn2.orchard.test, then", "vpn2.orchard.test"),
        ("logs go to log-7.orchard.corp today", "log-7.orchard.corp"),
    ],
)
def test_the_place_tells_a_host(text: str, host: str) -> None:
    assert set(_hosts(text)) == {host}


@pytest.mark.parametrize(
    "text",
    [
        "DB_HOST=localhost\nREDIS_HOST=redis\nSMTP_HOST=smtp.gmail.com\n",
        "git clone ssh://git@github.com/orchard/web.git; ssh git@gitlab.com",
        "jdbc:postgresql://db:5432/shop, redis://redis:6379/0, http://kafka:9092",
        "https://oauth2.googleapis.com/token and https://api.stripe.com/v1",
        "https://www.rfc-editor.org/rfc/rfc9110",
        "host: settings.DB_HOST, server = self.server2, endpoint: config.json",
        "import jdk.internal; from app.internal import x2; module-a.internal(1)",
        "host.docker.internal and metadata.google.internal are known",
        "Host: www.example.com",
        "// node-a/b /c is a comment",
    ],
)
def test_everybodys_hosts_are_left(text: str) -> None:
    assert _hosts(text) == []


def test_nobodys_text_is_not_asked() -> None:
    assert hidden("DB_HOST=pg-main.orchard.lan\nDB_PORT=5432\n") == []
    assert "pg-main.orchard.lan" in hidden("DB_HOST=pg-main.orchard.lan\nDB_USER=kees_rw7\n")

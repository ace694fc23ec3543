"""Promise: directives and named values of settings are hidden; names of secrets and defaults are left."""

from __future__ import annotations

import pytest

from app.redaction.recognizers.secret_settings import Settings


def _found(text: str) -> list[str]:
    return [text[hit.start : hit.end] for hit in Settings().find(text)]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("wpa-psk ascii 0 laterne-am-See\n", "laterne-am-See"),
        (" ip ospf message-digest-key 1 md5 F3lsgrat\n", "F3lsgrat"),
        ("enable secret 9 $9$yfXLg9pC5OadoY$abcdef\n", "$9$yfXLg9pC5OadoY$abcdef"),
        ("snmp-server community blauwaal RO\n", "blauwaal"),
        ('{"key":"password","value":"mos-terd"}', "mos-terd"),
    ],
)
def test_the_value_is_found(text: str, value: str) -> None:
    assert value in _found(text)


@pytest.mark.parametrize(
    "text",
    [
        "snmp-server community public RO\n",
        "enable secret $SECRET\n",
        '{"key":"password","value":"db-password"}',
        '{"key":"password","value":"current-password"}',
        '{"name": "token", "value": "auth_token"}',
    ],
)
def test_defaults_variables_and_names_are_left(text: str) -> None:
    assert _found(text) == []

"""Promise: formats that say what they are, are hidden whole wherever they stand; samples of them are left."""

from __future__ import annotations

import pytest

from app.redaction.recognizers import credentials, key_blocks, provider_keys, tokens
from app.redaction.recognizers.assignments import Assignments
from app.redaction.recognizers.commands import Commands
from app.redaction.recognizers.random_strings import RandomStrings
from app.redaction.recognizers.recovery_codes import RecoveryCodes
from app.redaction.recognizers.secret_values import entropy, is_real, is_sample
from tests.app.redaction.cases import drawn


def _found(text: str) -> list[str]:
    shapes = (
        *provider_keys.RECOGNIZERS,
        *key_blocks.RECOGNIZERS,
        *credentials.RECOGNIZERS,
        *tokens.RECOGNIZERS,
    )
    return [text[hit.start : hit.end] for one in shapes for hit in one.find(text)]


@pytest.mark.parametrize(
    ("source", "secret"),
    [
        ("refresh (KEY) is fresh", "def50200<<h220>>"),
        ("fcm server KEY", "AAAA<<v7>>:APA91b<<v134>>"),
        ("nats://KEY@nats1:4222", "<<a32>>"),
        ("svc:KEY\n", "{SSHA}<<b32>>"),
        ("userPassword: KEY\n", "{SSHA512}<<b100>>"),
        ("https://calendar.orchard.test/feed/KEY/basic.ics", "<<h32>>"),
        ("nsec: KEY\n", "nsec1<<k58>>"),
        ("dt: KEY\n", "dt0s16.<<T8>>.<<T64>>"),
        ("codeartifact: KEY\n", "eyJ2ZXIiOjEsImlzdSI6<<v120>>"),
        ("db.corp:5432:*:reporter:KEY\n", "<<a12>>"),
        ("telegram KEY (bot token)", "41<<d7>>:u<<v34>>"),
        ("rotate KEY, it leaked", "AQ.Ab8RN6<<a42>>"),
        ("and KEY is the signing key", "signkey-prod-<<h64>>"),
        ("tasks run with KEY", "tr_prod_<<a20>>"),
        ("docs lookup KEY", "ctx7sk-<<h8>>-<<h4>>-<<h4>>-<<h4>>-<<h12>>"),
        ("reset: https://orchard.test/account/reset/KEY\n", "<<h40>>"),
        ("GITHUB_TOKEN=KEY\n", "ghs_1234567_eyJhbGciOiJSUzI1NiJ9.<<v300>>.<<v120>>"),
        ("runner KEY", "glrtr-<<v20>>"),
        ("dropbox KEY\n", "sl.u.<<v140>>"),
        ("dropbox KEY\n", "sl.<<v900>>"),
        ("agent KEY\n", "bkaa_<<a60>>"),
        ("ingest KEY\n", "<<h32>>FFFFNRAL"),
        ("intercom KEY\n", "dG9rO<<a55>>="),
        ("eth priv KEY\n", "0x<<h64>>"),
        ("n8n: KEY\n", "https://n8n.orchard.test/webhook/<<h8>>-<<h4>>-4<<h3>>-a<<h3>>-<<h12>>"),
        (
            "ics: KEY/calendar.ics\n",
            "https://outlook.office365.com/owa/calendar/<<h32>>@orchard.test/<<h40>>",
        ),
        ("| root | % | KEY |", "*<<X40>>"),
        ("| root | % | KEY |", "$A$005$<<a63>>"),
        ("push: KEY\n", "https://status.orchard.test/api/push/<<a10>>"),
        ("hook: KEY\n", "https://api.netlify.com/build_hooks/<<h24>>"),
        ("hook: KEY\n", "https://events.pagerduty.com/integration/<<h32>>/enqueue"),
    ],
)
def test_the_whole_of_it_is_found(source: str, secret: str) -> None:
    value = drawn(secret, 3)
    assert value in " ".join(_found(drawn(source, 3).replace("KEY", value)))


@pytest.mark.parametrize(
    "text",
    [
        "https://www.example.net/feed/how-to-bake-sourdough-bread-at-home/basic.ics",
        "ssh://deployment.user@host.example.net",
        "def502 is a prefix",
        "amqp://guest:guest@localhost// and redis://localhost:6379/0 are defaults",
        "10:30:45:app:12345 and */5:22:*:user:password",
        "sourceMappingURL=data:application/json;base64," + "eyJ2ZXJzaW9uIjozLCJzb3VyY2VzIjpb" * 4,
        "sizes: [16, 32, 64, 128, 256]",
    ],
)
def test_addresses_without_a_secret_are_left(text: str) -> None:
    assert _found(text) == []


def test_a_sample_says_so() -> None:
    assert is_sample("AKIAIOSFODNN7EXAMPLE")
    assert not is_real("your-api-key-2024")
    assert not is_real("aaaaaaaaaaaaaaaa")
    assert is_real(drawn("<<a24>>", 1))
    assert entropy("") == 0.0


def test_samples_and_public_keys_are_not_random_strings() -> None:
    for text in (
        "secret key wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY",
        "module.vpc.private_subnets[0] => subnet-0a1b2c3d4e5f67890",
        "key AAAAC3NzaC1lZDI1NTE5AAAAIOMqqnkVzrm0",
    ):
        assert list(RandomStrings().find(text)) == []


def test_a_private_key_is_found_in_a_quoted_mail_and_as_bytes() -> None:
    body = drawn(">> <<b64>>\n>> <<b64>>", 7)
    text = f">> -----BEGIN OPENSSH PRIVATE KEY-----\n{body}\n(cut)"
    assert any(body in one for one in _found(text))
    numbers = ",".join(str(37 * n % 256) for n in range(64))
    assert _found(f"solana keypair [{numbers}]") == [numbers]


@pytest.mark.parametrize("behind", [" as the api key", " (token)", " is the auth token"])
def test_a_word_of_secrecy_behind_a_random_string_counts(behind: str) -> None:
    value = drawn("<<h40>>", 9)
    assert list(RandomStrings().find(f"use {value}{behind}\n"))
    assert not list(RandomStrings().find(f"use {value} as the base\n"))


def test_what_is_random_beside_the_id_of_a_key_is_its_secret() -> None:
    secret = drawn("<<a30>>", 5)
    text = drawn(f"alibaba: LTAI<<a20>> / {secret}", 5)
    assert secret in [text[hit.start : hit.end] for hit in RandomStrings().find(text)]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("dbpassword = 'y4kButter'", "y4kButter"),
        ("@rmtpassword = N'y4k-Butter';", "y4k-Butter"),
        ("\\password -> alpaka_Wolle\n", "alpaka_Wolle"),
        ("passcode: Kz4!9q.", "Kz4!9q"),
        ("mot de passe : Lavande bleue 79.", "Lavande bleue 79"),
        ("the password is three Blind mice! with the spaces", "three Blind mice!"),
        ('authentication plain-text-password-value "St1eglitz"', "St1eglitz"),
        ("snmp_community: w1ese-ro\n", "w1ese-ro"),
    ],
)
def test_a_label_glued_prefixed_or_before_words_still_tells(text: str, value: str) -> None:
    assert value in [text[hit.start : hit.end] for hit in Assignments().find(text)]


@pytest.mark.parametrize(
    "text",
    [
        "password: minimum length 8",
        "The password is at least 12.",
        "hash_password(value, rounds=12)",
        "AWS_ACCESS_KEY_ID=AKIAIOSFODNN7EXAMPLE",
        "aws_secret_access_key = wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY",
        '"password": "Passwort vergessen?"',
        '"new_password": "Nieuw wachtwoord"',
        "const changePassword = async (oldPassword, newPassword) => {}",
        "forgotpassword: handleForgot()",
        'password: "current-password"',
    ],
)
def test_rules_and_code_tell_none(text: str) -> None:
    assert list(Assignments().find(text)) == []


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("redis-server --requirepass b1Kkel-zand", "b1Kkel-zand"),
        ("openssl enc -aes-256-cbc -k s3gredo.do.mar -in a", "s3gredo.do.mar"),
        ("cy.get('#password').type('Proa-y-Popa')", "Proa-y-Popa"),
        ('findElement(By.id("pw")).sendKeys("b4rlovento");', "b4rlovento"),
        ("ALTER ROLE jolanta PASSWORD 'Zubr-1410';", "Zubr-1410"),
        ("tool --adminpassword Kranich88", "Kranich88"),
    ],
)
def test_options_are_known_however_they_are_glued(text: str, value: str) -> None:
    assert value in [text[hit.start : hit.end] for hit in Commands().find(text)]


@pytest.mark.parametrize("text", ["make --bypass everything1", "CREATE USER reader WITH PASSWORD :pw;"])
def test_other_options_and_bound_parameters_are_left(text: str) -> None:
    assert [hit for hit in Commands().find(text) if hit.label.name == "SECRET"] == []


def test_a_seed_is_found_behind_any_word_for_a_phrase() -> None:
    words = "copper lantern drift saddle gravity pelican window anchor museum tulip ribbon frost"
    assert _found(f"Proton phrase: {words}\nnext") == [words]
    assert _found(f"the phrase: {words.replace('drift', 'and the')} frost\n") == []
    assert _found(f"phrase: {words} are twelve of the words in this long line\n") == []


def test_the_codes_of_a_recovery_sheet_are_found() -> None:
    text = "Recovery sheet\nBitwarden: 6apq-c11l-365q-04ga\nGoogle: 7123 4567, 8231 9045\n"
    found = [text[hit.start : hit.end] for hit in RecoveryCodes().find(text)]
    assert found == ["6apq-c11l-365q-04ga", "7123 4567, 8231 9045"]
    for other in (
        "backup list\nfree-text-word-list and 2026-11-30\n",
        "order 6apq-c11l-365q-04ga",
        "backup key: see page 1234\n",
        "a recovery code of zeros is 00005-0000A-0000F-0000M\n",
    ):
        assert list(RecoveryCodes().find(other)) == []


def test_the_accounts_of_a_database_are_known_by_their_hashes() -> None:
    text = drawn(
        "| wiebke | localhost | $A$005$<<a63>> |\n| shop_rw | % | *<<X40>> |\n| root | % | *<<X40>> |\n", 2
    )
    assert [text[hit.start : hit.end] for hit in Commands().find(text)] == ["wiebke", "shop_rw"]
    assert list(Commands().find("| name | localhost | 12 |\n| wiebke | % | * |\n")) == []

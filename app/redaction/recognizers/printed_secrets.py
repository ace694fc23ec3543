"""What a terminal prints, or is handed, where only a secret can stand.

``pass show work/jira`` and the line below it, ``… | base64 -d``, ``cat /run/secrets/token``;
``ansible-vault encrypt_string '…'``, ``openssl passwd …``, ``echo -n … | base64``.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from app.redaction import later as re
from app.redaction.findings import EntityType
from app.redaction.recognizers.base import Hit, Recognizer
from app.redaction.recognizers.secret_values import is_sample
from app.redaction.recognizers.told import near_needles

_FILE: Final = (
    r"(?:/run/secrets/|/etc/secrets?/|/var/run/secrets/)[\w./-]{1,80}"
    r"|[\w./~-]{0,60}(?:password|passwd|passphrase|secret|token|api_?key|\.pw|_pw|_pass)(?:\.txt)?"
)
# A command of a line of its own whose only output is a secret.
_PRINTS: Final = re.compile(
    r"(?m:^)[ \t>]{0,6}(?:[\w.@:~/-]{0,60}[$#%❯➜][ ]{1,2}|\d{1,5}[ ]{1,3})?"
    r"(?:(?:go)?pass[ ](?:show[ ])?(?:-c[ ])?[\w./@-]{2,80}"
    r"|(?:op[ ]read|bw[ ]get[ ](?:password|totp)|secret-tool[ ]lookup|lpass[ ]show|rbw[ ]get|chamber[ ]read"
    r"|doppler[ ]secrets[ ]get|vault[ ](?:kv[ ]get|read)[ ]-field)[^\n]{1,160}"
    r"|security[ ]find-(?:generic|internet)-password[^\n]{0,160}[ ]-w[^\n]{0,40}"
    r"|(?:kubectl|oc|aws|gcloud|az|terraform|tofu|docker|heroku|gh)[ ][^\n]{0,240}?"
    r"(?:secret|password|token|passwd)[^\n]{0,160}"
    r"|[^\n]{1,240}\|[ ]?base64[ ](?:-d|-D|--decode)"
    rf"|cat[ ](?:{_FILE})"
    r"|(?:echo|printenv)[ ][\"']?\$?\{?\w{0,30}"
    r"(?:PASSWORD|PASSWD|SECRET|TOKEN|PASSPHRASE|API_?KEY|_PW|_PASS)\}?[\"']?"
    r"|(?:pwgen|apg|diceware|xkcdpass|openssl[ ]rand)(?:[ ][^\n]{0,60})?)"
    r"[ \t]{0,4}\r?\n[ \t>]{0,6}(?P<value>[^\s$#%❯➜>|{}\[\]:/-][^\s{}\[\]]{5,400})[ \t]{0,4}(?=\r?\n|\Z)"
)
_PRINTS_NEEDLES: Final = (
    "pass ", "op read", "bw get", "secret-tool", "lpass ", "rbw get", "chamber read", "doppler ", "vault ",
    "find-generic", "find-internet", "secret", "password", "passwd", "token", "base64 ", "api_key", "apikey",
    "passphrase", "_pw", "_pass", "pwgen", "apg", "diceware", "xkcdpass", "openssl rand",
)  # fmt: skip
_HANDED: Final = re.compile(
    r"(?<![\w-])(?:ansible-vault[ ]encrypt_string(?:[ ]--?[\w-]{1,24}(?:[ =](?!['\"])\S{1,60})?){0,4}"
    r"|openssl[ ]passwd(?:[ ]-\w{1,8}(?:[ ](?=[^\s-]\S{0,20}[ ]))?){0,3}"
    r"|mkpasswd(?:[ ]-{1,2}[\w=-]{1,24}){0,3}"
    r"|caddy[ ]hash-password[ ]--plaintext|htpasswd[ ]-\w{0,3}n\w{0,3}b\w{0,3}[ ]\S{2,30})[ ]"
    r"(?:'(?P<single>[^'\n]{4,200})'|\"(?P<double>[^\"\n$]{4,200})\"|(?P<bare>[^\s\"'$<>|;&-][^\s\"'|;&]{4,100}))"
)
_HANDED_NEEDLES: Final = ("encrypt_string", "openssl passwd", "mkpasswd", "hash-password", "htpasswd ")
_ENCODED: Final = re.compile(
    r"(?<![\w-])(?:echo|printf)[ ]-n[ ](?:'(?P<single>[^'\n$]{5,200})'|\"(?P<double>[^\"\n$]{5,200})\""
    r"|(?P<bare>[^\s\"'$<>|;&-][^\s\"'|;&]{4,100}))[ ]?\|[ ]?"
    r"(?:base64|sha\d{1,3}sum|md5sum|openssl|argon2)(?![\w-])"
)
# What such a command says instead, or a word of its usage.
_NO_VALUE: Final = re.compile(
    r"(?i)(?:error|unable|usage|warning|enter|none|null|true|false|not|no|found|name|default|secret"
    r"|opaque|password|token|total|created|hello.*|test\w{0,3}|foo\w{0,3}|<.*|\.{3,}|\*+)[:.,]?\Z"
)


class PrintedSecrets:
    """Secrets below the commands that print them, and in those that take them in."""

    id = "secret-printed"

    def find(self, text: str) -> Iterator[Hit]:
        """Yield the values."""
        for match in near_needles(_PRINTS, text, _PRINTS_NEEDLES):
            if not _is_no_value(match["value"]) and _ONE.fullmatch(match["value"]):
                yield Hit(*match.span("value"), EntityType.SECRET, 0.72, self.id, context="command")
        for pattern, needles in ((_HANDED, _HANDED_NEEDLES), (_ENCODED, ("echo -n", "printf -n"))):
            for match in near_needles(pattern, text, needles):
                group = str(match.lastgroup)
                value = match[group]
                if pattern is _ENCODED and not (_MIXED.search(value) and " " not in value):
                    continue
                if not _is_no_value(value):
                    yield Hit(*match.span(group), EntityType.SECRET, 0.75, self.id, context="command")


# A digit or a sign of passwords within letters: a word alone is a program's answer.
_ONE: Final = re.compile(r"(?=\S*(?:\d|[!#$%&*+?~^@_-]))(?=\S*[A-Za-z])\S+|\d{6,8}")
_MIXED: Final = re.compile(r"(?=.*[A-Za-z])(?=.*[\d!#$%&*+?~^@])")


def _is_no_value(value: str) -> bool:
    return _NO_VALUE.match(value) is not None or is_sample(value)


RECOGNIZERS: tuple[Recognizer, ...] = (PrintedSecrets(),)

"""Secrets in files of settings, by their place there: Kubernetes' secrets, directives, lines to their end.

What a word right before the value announces is in ``assignments``; here the name stands apart from the
value, or the line ends it rather than a blank.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from app.redaction import later as re
from app.redaction.data import words
from app.redaction.findings import EntityType
from app.redaction.recognizers.base import Hit, Recognizer
from app.redaction.recognizers.needs import matches_of
from app.redaction.recognizers.secret_words import NOT_SECRET
from app.redaction.recognizers.told import near_needles

# The name here, the value beside or below: Kubernetes' and Docker's environments, HCL variables.
_NAMED: Final = re.compile(
    r"(?:(?:\b[nN]ame|\b[kK]ey|\bparameter)[\"']?[ ]?[:=][ ]?[\"']?[\w./-]{0,40}?(?i:password|passwd|secret"
    r"|token|api_?key"
    r"|private_?key|_pass|_pwd|_key|passphrase|credential)[\w.-]{0,20}[\"']?(?:[,;]\s{0,40}|\s{1,40})[\"']?(?:[vV]alue"
    r"|[dD]efault"
    r"|[cC]ontent)[\"']?[ ]?[:=][ ]?"
    r"|variable[ ]\"[\w-]{0,40}(?:password|passwd|secret|token|api_?key|passphrase)[\w-]{0,20}\"[ "
    r"]?\{[^{}]{0,160}?"
    r"default[ ]{0,8}=[ ]{0,2})(?:\"(?P<double>[^\"\n]{4,300})\"|'(?P<single>[^'\n]{4,300})'"
    r"|(?P<bare>[^\s\"'${<!]\S{3,300}))"
)
# Everything in the data of a Kubernetes secret is one, whatever its keys are called.
_KUBERNETES: Final = re.compile(
    r"(?im)^[ \t]{0,8}[\"']?kind[\"']?[ ]?:[ ]?[\"']?(?:sealed)?secret[\"']?,?[ \t]{0,4}$"
)
_DATA: Final = re.compile(
    r"(?m)^(?P<indent>[ \t]{0,12})(?:data|stringData):[ \t]{0,4}\n(?P<rows>(?:(?P=indent)[ "
    r"\t]+[^\n]*\n?){1,60})"
)
_ROW: Final = re.compile(
    r"(?m)^[ \t]{1,24}[\w./-]{1,80}:[ \t]{1,4}(?:[|>][+-]?[ \t]{0,4}\n(?P<block>(?:[ \t]{2,24}[^\s:]{8,}[ "
    r"\t]*\n?){1,60})"
    r"|[\"']?(?P<value>[^\s\"'|>{$&*!][^\s\"']{2,4000}))"
)
_APART: Final = re.compile(r"(?m)^---")
# A line of a settings file, to its end: "jwt.secret=zeer geheim ding".
_LINE_OF_WORDS: Final = re.compile(
    r"(?m)^[ \t]{0,12}(?:export[ ]|set[ ])?(?:[A-Za-z][\w.-]{0,40}?)?(?i:password|passwd|passphrase|secret"
    r"|psk"
    r"|pwd|_pass)"
    r"[ \t]{0,2}(?:=|(?<=[A-Z]):)[ \t]{0,2}(?P<value>[^\s\"'#$<{(\[][^\n\"'#(){}=]{2,80}?)[ \t]{0,4}\r?$"
)
# Directives of configuration files, and commands that are given a password.
_DIRECTIVE: Final = re.compile(
    r"(?im)^[ \t]{0,12}(?:requirepass|masterauth|bindpw|rootpw|rocommunity|rwcommunity"
    r"|snmp-server[ ]community|(?:tacacs|radius)-server[ ](?:host[ ]\S{1,60}[ ])?key"
    r"|key-string|pre-shared-key|wpa-psk[ ](?:ascii|hex)|set[ ](?:psksecret|(?:passwd|password)[ ]ENC)"
    r"|(?:ppp|chap|pap|isis)[ ](?:chap[ ]|pap[ ])?password|ntp[ ]authentication-key[ ]\d{1,6}[ ]md5"
    r"|neighbor[ ]\S{1,60}[ ]password|crypto[ ]isakmp[ ]key|ip[ ]ospf[ ](?:authentication|message-digest)-key"
    r"(?:[ ]\d{1,3}[ ]md5)?"
    r"|(?-i:(?:\S{3,60}>[ ])?AUTH(?:[ ](?:PLAIN|LOGIN|XOAUTH2|default))?(?=[ ]\S{0,60}\d))"
    r"|enable[ ](?:password|secret)|username[ ]\S{1,40}(?:[ ]privilege[ ]\d+)?[ ](?:password|secret))"
    r"[ \t]{1,8}(?:\d[ ])?(?P<value>\S{4,120})"
)
# What stands where only a secret can, and is none: a variable, a sample, a default, a further word.
_NO_VALUE: Final = re.compile(
    r"(?i:[$%<{\[(*`](?!\d).*|[x*.•_-]+"
    r"|pass(?:word|wd)?|pwd|secret|your.*|/.*|public|private|encrypted|level)\Z"
)
_DIRECTIVE_NEEDLES: Final = (
    "requirepass", "masterauth", "bindpw", "rootpw", "community", "enable ", "username ", "auth ", "-server",
    "key", "neighbor", "wpa-psk", "psksecret", "passw",
)  # fmt: skip


_NAMED_PARTS: Final = (
    "password passwd pass pwd secret token key auth user name login input field form current new old forgot "
    "reset confirm value id type text string hash required invalid db database admin root app api file path "
    "env default config service client server access private public account email host url test"
)
_PARTS_OF_NAMES: Final = frozenset(_NAMED_PARTS.split())


def _is_a_name(value: str) -> bool:
    """Whether what stands for a secret is the name of one ("db-password"), not somebody's words."""
    if not NOT_SECRET.match(value):
        return False
    parts = re.split(r"[-_]", value)
    joined = len(parts) > 1 and all(part.isalpha() for part in parts)
    return not joined or any(part in _PARTS_OF_NAMES or part in words("common_words") for part in parts)


class Settings:
    """Lines of settings, and names whose value stands beside or below them."""

    id = "secret-assigned"

    def find(self, text: str) -> Iterator[Hit]:
        """Yield the values."""
        for match in near_needles(_DIRECTIVE, text, _DIRECTIVE_NEEDLES):
            value = match["value"].rstrip(".,")
            if not _NO_VALUE.match(value):
                start = match.start("value")
                yield Hit(start, start + len(value), EntityType.SECRET, 0.7, self.id, context="login")
        for kind in _KUBERNETES.finditer(text):
            yield from self._of_kubernetes(text, kind)
        for match in matches_of(_LINE_OF_WORDS, text):
            if " " in match["value"] and not NOT_SECRET.match(match["value"]):
                yield Hit(*match.span("value"), EntityType.SECRET, 0.66, self.id, context="password")
        for match in matches_of(_NAMED, text):
            group = str(match.lastgroup)
            value = match[group]
            if not _is_a_name(value) and not re.fullmatch(r"[\d.]{1,6}|\w{1,10}://[^:@]*", value):
                yield Hit(*match.span(group), EntityType.SECRET, 0.8, self.id, context="password")

    @staticmethod
    def _of_kubernetes(text: str, kind: re.Match[str]) -> Iterator[Hit]:
        earlier = [match.end() for match in _APART.finditer(text, max(0, kind.start() - 4000), kind.start())]
        later = _APART.search(text, kind.end(), min(len(text), kind.end() + 8000))
        first = earlier[-1] if earlier else max(0, kind.start() - 4000)
        last = later.start() if later is not None else min(len(text), kind.end() + 8000)
        for data in _DATA.finditer(text, first, last):
            for row in _ROW.finditer(text, *data.span("rows")):
                group = str(row.lastgroup)
                if not NOT_SECRET.match(row[group]):
                    yield Hit(
                        *row.span(group), EntityType.SECRET, 0.85, "secret-kubernetes", context="secret"
                    )


RECOGNIZERS: tuple[Recognizer, ...] = (Settings(),)

"""Names of machines in a text about somebody: "brs-nas-3", "WIN10-EMPFANG", "sein Rechner heißt zorg-pc-11".

An office calls its machines by what they are, where they stand and a number. A name with a word for a kind of
machine in it, or behind one, tells where somebody works; without a person beside it, it is any machine's.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from app.redaction import later as re
from app.redaction.findings import EntityType
from app.redaction.recognizers.base import Hit, Phrases
from app.redaction.recognizers.needs import matches_of

_RULE: Final = "machine-named"
_SCORE: Final = 0.64
_DIGITS: Final = "0123456789"
_KIND_WORDS: Final = (
    "vdi|ctx|srv|svr|server|serveur|servidor|nas|pc|ws|wks|wkst|lt|ltp|lap|laptop|nb|notebook|desktop|dt|vm|sql|db|dc|fs|ts"
    "|rds|print|prn|prt|drucker|mbp|mba|macbook|imac|mac|ipad|kiosk|term|terminal|poste|host|esx"
    "|esxi|hv|gw|fw|rtr|router|sw|switch|ap|backup|bkp|bak|win|win7|win10|win11|rpi|raspi|till|kasse|caja|pos|thin|surface"
    "|tablet|rechner|arbeitsplatz|wkp|werkplek|equipo|estacion|postazione|exch|jump"
)
_KINDS: Final = frozenset(_KIND_WORDS.split("|"))
_NOUN_WORDS: Final = (
    "workstation|pc|computer|laptop|notebook|desktop|machine|host|hostname|host name|server|printer"
    "|device|terminal"
    "|tablet|kiosk|node|nas|rechner|drucker|arbeitsplatz|arbeitsplatzrechner|gerät|dienstlaptop|client|poste|ordinateur"
    "|imprimante|serveur|portable|tablette|equipo|ordenador|portátil|impresora|servidor|computadora|postazione"
    "|portatile|stampante|computador|máquina|impressora|werkplek|werkstation|macchina|machine name"
    "|computer name|asset"
)
_NOUN: Final = Phrases(_NOUN_WORDS.split("|"))
_NAME: Final = (
    r"(?P<name>[A-Za-z][A-Za-z\d]{1,15}(?:[-_][A-Za-z\d]{1,15}){1,4}|[A-Z]{2,12}\d{2,8}[A-Z]{0,3})"
    r"(?![\w@(/\\=:]|[-.]\w)"
)
_CALLED: Final = re.compile(
    r"(?:[ ](?:[^\W\d_]{1,14}(?:['’]s)?,?[ ]){0,4}?|[ ]?:?[ ])(?:(?:is|was|named|called|heißt|heisst"
    r"|lautet|est|s'appelle"
    r"|se[ ]llama|es|si[ ]chiama|è|heet|is|chama-se|é|namens|nommée?|llamad[oa]"
    r"|chiamat[oa])[ ](?:called[ ]|named[ ])?)?"
    rf"[\"'`(]{{0,2}}{_NAME}",
)
_SHAPED: Final = re.compile(
    r"(?<![\w@./\\:=#$-])(?=[A-Za-z\d_-]{0,40}[-_])[A-Za-z][A-Za-z\d]{0,15}(?:[-_][A-Za-z\d]{1,15}){1,4}(?![\w@(/\\=:]|[-.]\w)"
)
# What a machine is called that nobody has named.
_OF_ANY_WORDS: Final = (
    "host hostname localhost server machine computer pc laptop desktop box ubuntu debian kali fedora"
    " archlinux"
    " raspberrypi vm node my-pc mypc macbook-pro macbook mac github gitlab wsl container app web db"
)
_OF_ANY: Final = frozenset(_OF_ANY_WORDS.split())
_PART: Final = re.compile(r"[^\W\d_]+")
# "ngozi@atlas-03:~$": the prompt of a shell
_PROMPT: Final = re.compile(r"(?<=@)(?P<name>[A-Za-z][\w.-]{1,40}):[~/][\w./-]{0,40}[$#](?=\s|\Z)")
# "Mar  3 08:12:44 gw-leith sshd[811]:": which machine wrote a line of a log
_OF_A_LOG: Final = re.compile(
    r"^(?:[A-Z][a-z]{2}[ ]{1,2}\d{1,2}[ ]\d\d:\d\d:\d\d|\d{4}-\d\d-\d\d[T ]\d\d:\d\d:\d\d[\w.:+-]{0,14})[ ]"
    r"(?P<name>[A-Za-z][\w.-]{1,40})[ ](?=[\w./-]{2,24}(?:\[\d{1,7}\])?:)",
    re.MULTILINE,
)
# "\\\\nas-kanzlei\\akten"
_SHARE: Final = re.compile(r"\\\\(?P<name>[A-Za-z][\w.-]{1,40})(?=\\[\w$])")
_NO_MACHINE: Final = re.compile(
    r"(?!pc[-_][a-z]{2,12}[-_]?\d)(?:utf|iso|usb|covid|sars|gpt|https?|x86|arm|sha|aes|rsa|mp|pc)[-_]?\d{0,3}[-_]",
    re.IGNORECASE,
)


def machines(text: str) -> Iterator[Hit]:
    """Yield the names of machines; only a text about somebody is asked for them."""
    found: list[tuple[int, int]] = []
    for noun in _NOUN.finditer(text):
        called = _CALLED.match(text, noun.end())
        if called is not None and _is_named(called["name"]):
            found.append(called.span("name"))
    for pattern in (_PROMPT, _OF_A_LOG, _SHARE):
        found += (
            match.span("name") for match in matches_of(pattern, text) if match["name"].lower() not in _OF_ANY
        )
    stems = {text[start:end].rstrip(_DIGITS) for start, end in found if text[end - 1].isdigit()}
    for match in matches_of(_SHAPED, text):
        if _is_shaped(match[0]) or (match[0][-1].isdigit() and match[0].rstrip(_DIGITS) in stems):
            found.append(match.span())
    for start, end in found:
        yield Hit(start, end, EntityType.DEVICE, _SCORE, _RULE)


def _is_shaped(name: str) -> bool:
    """Whether a part of a name is a kind of machine, and the name has a number or is of capitals."""
    if _NO_MACHINE.match(name):
        return False
    parts = _PART.findall(name.lower())
    numbered = any(map(str.isdigit, name))
    return (
        (numbered or name.isupper() or len(parts) > 2)
        and (numbered or len(parts) > 1)
        and any(part in _KINDS for part in parts)
        and not (len(parts) == 1 and name[0].isupper() and not name.isupper())
    )


def _is_named(name: str) -> bool:
    """Whether what a word for a machine calls looks like a machine's name, not like a word with a hyphen."""
    return _NO_MACHINE.match(name) is None and (
        any(map(str.isdigit, name))
        or name.isupper()
        or any(part in _KINDS for part in _PART.findall(name.lower()))
    )

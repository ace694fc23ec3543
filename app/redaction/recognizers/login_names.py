"""What user names look like: made up of letters and digits, or a word of no dictionary."""

from __future__ import annotations

from typing import Final

from app.redaction import later as re
from app.redaction.data import words
from app.redaction.recognizers.usernames import is_no_value

_PROGRAM: Final = re.compile(
    r"(?:.*bot|renovate|jenkins|terraform|ansible|webpack|github|gitlab|cron\w*|system\w*|default|kubelet"
    r"|docker"
    r"|nginx|apache|redis|mysql|postgres\w*|mongo\w*|kafka|elastic\w*|chrome|firefox|safari|android|windows"
    r"|linux|ubuntu|debian|macos|ios|okta|entra|azure|google|apple|facebook|microsoft|amazon|oauth\w*"
    r"|saml|ldap"
    r"|kerberos|sudo|sshd|systemd|localhost|production|staging|dev|prod|test\w*|design|accident|mistake"
    r"|example|foobar|foo|bar|baz|alice|bob)\Z",
    re.IGNORECASE,
)
_OF_A_SITE: Final = re.compile(
    r"\.(?:com|org|net|io|gg|tv|app|dev|html?|txt|py|js|ts|md|json|ya?ml|sh|exe|dll|so|conf|log|local|png"
    r"|jpg|pdf)\Z"
)
_PART: Final = re.compile(r"[^\W\d_]+")
_HUMPED: Final = re.compile(r"[a-z][A-Z]")
_SIGNED: Final = re.compile(r"\d|[^\W_]_[^\W_]|[a-z]\.[a-z]|[a-z][A-Z]")
_OF_USERS_WORDS: Final = (
    "interface experience agent data input testing accounts management names groups feedback research stories"
    " settings sessions privacy profiles events story requests consent access mode space defined"
    " friendly action"
    " activity roles role permissions controls context type"
    " status premium basic wifi router database server printer guest"
)
_OF_USERS: Final = frozenset(_OF_USERS_WORDS.split())
# How or what a name is said to be: "my handle is broken", "mein Benutzername ist falsch".
_NOT_SO_WORDS: Final = (
    "usual always before follows well needed shown ever normal broken taken gone stuck lost stolen wrong dead"
    " mine hers yours ours theirs free missing known unknown private public secret down back hidden given"
    " chosen forgotten spoken written here there different better worse longer shorter fine good okay true"
    " false weird strange stupid funny cringe embarrassing terrible awful perfect falsch richtig anders weg"
    " kaputt vergeben besser faux perdu pris mauvais correct mal malo mejor peor otro distinto sbagliato"
    " giusto perso preso meglio weg fout goed anders kwijt bezet errado certo outro diferente melhor"
)
_NOT_SO: Final = frozenset(_NOT_SO_WORDS.split())
_PLAIN_NAME: Final = re.compile(r"[a-z]{4,24}|[A-Z][a-z]{9,24}")
_VERSION: Final = re.compile(r"[A-Za-z]{1,9}\d{1,2}\Z|[A-Za-z]?\d")
_ENDINGS: Final = re.compile(
    r"(?:ing|tion|ment|ness|able|ible|ful|less|ous|ed|ly|al|ive|ic|ung|keit|heit|lich|isch|ieren|ité|eux"
    r"|euse|ción"
    r"|mente"
    r"|ado|ada|ido|ida|zione|ato|ata|ito|ita|ção|dade|lijk|heid|erd)\Z"
)
# Beginnings of words in seven languages: "pgarnier" has none of them, but an initial and a surname.
_ONSET_PAIRS: Final = (
    "al bl br by ch cl cr cy cz dr dw dy dz fj fl fr fy gh gl gn gr gy hy kh kj kl kn kr kv ky ll ly my"
    " ny ph pl pn pr ps pt py rh ry sb sc sg sh sk sl sm sn sp st sv sw sy sz sf th tr ts tw ty vl vr wh"
    " wr xy zh zl zw zy"
)
_ONSETS: Final = frozenset(_ONSET_PAIRS.split())
# "squaring", "squeezed": no word but a name begins with "sq" otherwise, as "squinn" does.
_SQUARES: Final = re.compile(
    r"squ(?:ab|ad|al|and|ar(?!l)|as|at|aw|ea|ee|el|ib|iggl|irm|irt|ish|ush|int(?:s|ed|ing|y)?\Z|ire[ds]?\Z|ids?\Z)"
)
_INITIAL_AND_NAME: Final = re.compile(r"[b-df-hj-np-tv-xz]{2}(?=[a-z]*[aeiouy])[a-z]{3,14}\d{0,3}")
_TECHNICAL_WORDS: Final = (
    "nginx mkdir rmdir kwargs ctypes dtype dtypes ndarray xlabel ylabel vpnuser wpadmin dbuser sqluser pkill"
    " rsync xterm gcloud kubectl kvstore mqtt mlflow ctrlkey sshuser ftpuser httpd vscode csharp fsharp"
    " pgadmin dbadmin vmware kpi jquery"
)
_TECHNICAL: Final = frozenset(_TECHNICAL_WORDS.split())
_SHORTEST: Final = 4


def is_initial_and_name(name: str) -> bool:
    """Whether a word begins as no word does, but as an initial and a surname: "pgarnier"."""
    return (
        _INITIAL_AND_NAME.fullmatch(name) is not None
        and name[:2] not in _ONSETS
        and name not in _TECHNICAL
        and _SQUARES.match(name) is None
        and not _is_word(name)
        and _PROGRAM.match(name) is None
    )


def looks_made_up(name: str) -> bool:
    """Whether a name has a digit, a sign or a hump in it and is no version, file or site."""
    if is_no_value(name) or _OF_A_SITE.search(name) or _SIGNED.search(name) is None or _PROGRAM.match(name):
        return False
    parts = _PART.findall(name.lower())
    many = len(parts) > 1 and (any(map(str.isdigit, name)) or _HUMPED.search(name) is not None)
    return len(name) >= _SHORTEST and (many or not all(map(_is_word, parts)))


def may_be_plain(name: str) -> bool:
    """Whether a name of letters alone may be one: no word, and none that ends as words do."""
    return (
        (
            _PLAIN_NAME.fullmatch(name) is not None
            or (name.isalpha() and name.islower() and not name.isascii())
        )
        and not _is_word(name.lower())
        and name.lower() not in _NOT_SO
        and _ENDINGS.search(name) is None
        and not is_no_value(name)
        and _PROGRAM.match(name) is None
    )


def is_somebodys(name: str) -> bool:
    """Whether a name in a log is neither a word, nor a program's, nor everybody's."""
    return not (
        is_no_value(name)
        or _PROGRAM.match(name)
        or _OF_A_SITE.search(name)
        or any(map(_is_word, _PART.findall(name.lower())))
    )


def may_be_a_login(name: str) -> bool:
    """Whether a name in the place of a login is no word, no program and none of what users have."""
    return may_be_plain(name) and name not in _OF_USERS


def may_be_a_version(name: str) -> bool:
    """Whether a name is a short word and a number: "tier2"."""
    return _VERSION.match(name) is not None


def is_of_two(name: str) -> bool:
    """Whether a name has a hyphen, and a part that is no word: "vintage-otto"."""
    parts = _PART.findall(name.lower())
    return "-" in name and len(parts) > 1 and not all(map(_is_word, parts))


def _is_word(part: str) -> bool:
    return part in words("common_words") or part in words("plain_words") or part in words("not_names")

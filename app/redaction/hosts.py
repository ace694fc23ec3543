"""Names of hosts in settings, addresses and commands: "DB_HOST=pg-main.orchard.lan", "ssh kees@bastion-1".

What a network of one's own calls its machines is nobody else's business. The place has to say that a host
stands there; the hosts of services that everybody uses, and what an example calls one, are left. A text
without a login, a secret or a person is not asked.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from app.redaction import later as re
from app.redaction.findings import EntityType
from app.redaction.recognizers.base import Hit
from app.redaction.recognizers.needs import matches_of

_RULE: Final = "host-placed"
_SCORE: Final = 0.64
_NAME: Final = r"(?P<name>[A-Za-z][A-Za-z\d]{0,30}(?:[-_.][A-Za-z\d]{1,30}){0,6})"
_PLACES: Final = (
    re.compile(  # ssh, scp, rsync: whoever is before "@"
        rf"(?<![\w-])(?:ssh|scp|sftp|rsync|mosh|ssh-copy-id"
        rf"|autossh)[ ][^\n|;&@]{{0,120}}?[\w.-]@{_NAME}(?![\w@])"
    ),
    re.compile(  # the settings of ssh
        rf"(?m:^)[ \t]{{0,8}}(?:Host(?:Name)?|ProxyJump|(?:Local"
        rf"|Remote)Forward[ ]\d{{2,5}})[ \t]{{1,8}}{_NAME}"
        r"(?=:\d{2,5}|[ \t]{0,4}(?:\r?\n|\Z))"
    ),
    re.compile(  # jdbc:postgresql://pg-main:5432/, redis://cache-2:6379
        rf"(?i:(?<![a-z])(?:postgres(?:ql)?|mysql|mariadb|mongodb|rediss?|amqps?|ldaps?|smtps?|imaps?"
        rf"|s?ftp|ssh|nfs|smb"
        rf"|sqlserver|oracle:thin:[^\s@]{{0,80}}@|nats|kafka|mqtts?)(?::"
        rf"|(?<=@))//)(?:[^\s/@\"']{{1,120}}@)?"
        rf"{_NAME}(?=:\d{{2,5}}(?!\d)|/|;|[\"'\s]|\Z)"
    ),
    re.compile(  # what everybody may open has no port, nor one label
        rf"(?i:(?<![a-z])(?:https?|wss?)://)(?:[^\s/@\"']{{1,120}}@)?{_NAME}(?=:\d{{2,5}}(?!\d))"
    ),
    re.compile(  # DB_HOST=…, "Server=tcp:…;", "Data Source=…", "smtp_server": "…"
        r"(?i:(?<![a-z])(?:[a-z\d]{1,16}[_.-]){0,3}(?:host(?:name)?|server(?:name)?|data[ ]source"
        r"|endpoint|hostaddr|dc"
        r"|relayhost|smarthost|ansible_host))[\"']?[ ]?[:=][ ]?[\"']?(?:(?i:tcp|np|lpc):)?"
        rf"{_NAME}(?=[,:]\d{{2,5}}(?!\d)|[;,\"'\s\\]|\Z)"
    ),
    re.compile(  # //nas-hof/scans /mnt/scans cifs
        rf"(?<![:\w/])//{_NAME}(?=/[\w$ .-]{{1,60}}[ ]/)"
    ),
    re.compile(rf"(?m:^){_NAME}(?=[ \t]{{1,20}}ansible_)"),
    re.compile(  # "poste PC-COMPTA-04", "vpn2.orchard.dev": told to somebody
        r"(?i:(?<![^\W_])(?:vpn|rdp|citrix|remote[ ]desktop|jump[ ]?host|bastion|gateway"
        r"|domain[ ]controller))"
        rf"[ ]{{1,12}}{_NAME}(?=[ ]?(?:[,;)\n]|\.\s|\.?\Z))"
    ),
)
# "pg-main.orchard.lan", wherever it stands
_OF_ONES_OWN: Final = re.compile(
    r"(?:(?<![\w@.$/-])|(?<=://))(?P<name>(?=[\w.]{0,40}[\d-])[A-Za-z][\w-]{1,40}(?:\.[A-Za-z\d][\w-]{0,40}){0,3}"
    r"\.(?:lan|internal|intranet|intra|corp|localdomain|home\.arpa))(?![\w-]|\.\w|\()"
)
_SITE_OF_ONES_OWN: Final = re.compile(
    r"(?<=://)(?P<name>[A-Za-z][\w-]{1,40}(?:\.[A-Za-z\d][\w-]{0,40}){0,3}\.(?:lan|internal|intranet"
    r"|intra|corp))"
    r"(?![\w-]|\.\w)"
)
_ANY_WORDS: Final = (
    "localhost host hostname server db database postgres postgresql mysql mariadb redis mongo mongodb "
    "rabbitmq kafka "
    "elasticsearch minio nginx app web api cache queue proxy backend frontend broker zookeeper gateway "
    "example smtp "
    "imap mail ldap null none true false string yes no self this your yourhost myhost remote local "
    "master slave "
    "primary replica node worker http https tcp udp auto default any all dev prod test staging production "
    "host.docker.internal kubernetes.docker.internal metadata.google.internal raspberrypi "
    "raspberrypi.local router.lan"
)
_ANY: Final = frozenset(_ANY_WORDS.split())
# Whom everybody connects to: only a name of its own in front makes such a host somebody's.
_EVERYBODYS: Final = re.compile(
    r"(?i)(?:[a-z\d]{1,24}\.){0,3}(?:gmail|google|googleapis|googlemail|gstatic|github|githubusercontent"
    r"|gitlab|bitbucket"
    r"|office365|office|outlook|live|microsoft|microsoftonline|windows|azure|amazonaws|amazon|docker"
    r"|npmjs|pypi"
    r"|pythonhosted|sendgrid|mailgun|mailjet|postmarkapp|sparkpostmail|yahoo|icloud|apple|gmx|web|ionos"
    r"|strato|ovh|free"
    r"|orange|telegram|slack|discord|stripe|openai|anthropic|sentry|cloudflare|digitalocean|heroku"
    r"|vercel|netlify"
    r"|ubuntu|debian|archlinux|fedoraproject|kernel|gnu|apache|mozilla|w3|schemas|xmlns|example"
    r"|wikipedia|cryptography"
    r"|rubygems|crates|maven|gradle|jitpack|quay|ghcr|gcr|datadoghq|newrelic|twilio|telekom|t-online"
    r"|jquery|jsdelivr"
    r"|unpkg|cdnjs|letsencrypt|pool\.ntp|pushover|ntfy|httpbin|youtube|facebook|instagram|linkedin"
    r"|twitter|reddit)"
    r"\.(?:com|net|org|io|dev|de|fr|app|sh|co\.uk|[a-z]{2,6})\Z"
)
_OF_CODE: Final = re.compile(
    r"(?i)(?:self|this|os|req|request|process|config|settings|cfg|conf|env|ctx|args|opts|options|params"
    r"|props|window"
    r"|location|url|uri|module|var|local|data|spec|values?)[._]|.*\.(?:py|js|ts|go|rs|rb|php|json|ya?ml"
    r"|toml|xml|conf|cfg"
    r"|txt|md|html?|sh|log|sock|local|cluster\.local|svc)\Z"
)
_FEWEST_LABELS: Final = 3


def hosts(text: str) -> Iterator[Hit]:
    """Yield the hosts; the caller asks only of texts that are somebody's."""
    for pattern in (*_PLACES, _OF_ONES_OWN, _SITE_OF_ONES_OWN):
        for match in matches_of(pattern, text):
            inside = pattern is _SITE_OF_ONES_OWN and match["name"].lower() not in _ANY
            if inside or _is_ones_own(match["name"], told=pattern is _PLACES[-1]):
                yield Hit(*match.span("name"), EntityType.DEVICE, _SCORE, _RULE)


def _is_ones_own(name: str, *, told: bool) -> bool:
    """Whether a host is called as only its owner calls it: numbered, joined, or under a domain."""
    low = name.lower()
    if low in _ANY or _EVERYBODYS.match(low) or _OF_CODE.match(low) or "_" in low:
        return False
    first = low.partition(".")[0]
    if low.count(".") >= _FEWEST_LABELS - 1:
        return low.split(".")[-2] != "example" and not low.startswith("www.")
    marked = "-" in first or any(map(str.isdigit, first))
    return marked and not (told and "." not in low and not any(map(str.isdigit, low)))

"""Logins in a list below a heading that says so: "Logins:", and then "- bank: greywagtail / nest box 4".

And the names beside the hashes of passwords: "curator:$2y$10$...".
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from app.redaction import later as re
from app.redaction.findings import EntityType
from app.redaction.recognizers.base import Hit, Recognizer
from app.redaction.recognizers.told import near_needles
from app.redaction.recognizers.usernames import is_no_value

_HEADING: Final = re.compile(
    r"^[ \t#*_]{0,6}(?:(?:my|our|all|the|meine|unsere|mes|nos|mis|nuestras|i miei|le mie|mijn|onze|meus"
    r"|minhas)[ ])?(?:[^\W\d_]{2,14}[ ])?"
    r"(?:logins?|log-ins?|passwords?|credentials|passwörter|kennwörter|zugangsdaten|zugänge|mots[ ]de[ ]passe"
    r"|identifiants|accès|contraseñas|claves|accesos|credenziali|accessi|wachtwoorden|inloggegevens|senhas"
    r"|acessos)(?:[ ][^\W\d_]{2,14}){0,2}[ ]?[:*_]{0,4}[ ]?\r?\n(?:[=-]{3,40}\r?\n)?",
    re.IGNORECASE | re.MULTILINE,
)
_NEEDLES: Final = (
    "login", "log-in", "password", "credential", "passwörter", "kennwörter", "zugang", "zugänge", "mots de",
    "identifiants", "accès", "contraseñas", "claves", "accesos", "credenziali", "accessi", "wachtwoorden",
    "inloggegevens", "senhas", "acessos",
)  # fmt: skip
_ENTRY: Final = re.compile(
    r"[ \t]{0,6}(?:[-*•·][ \t]{1,3})?(?P<site>[^\W_][\w .&'’()-]{1,28}?)[ ]?(?::|[–—=]|->|→)[ ]{1,3}"
    r"(?:user[ :]{1,2})?(?P<name>[^\s/|,]{3,40})[ ]?(?:[ ][/|][ ]|[/|]|,[ ])[ ]?"
    r"(?:(?:pw|pass|password)[ :]{1,2})?"
    r"(?P<value>[^\n/|,]{4,40}?)(?=[ \t]*(?:[(,|]|\r?\n|\Z))[^\n]{0,80}(?:\r?\n|\Z)"
)
_OTHER_LINE: Final = re.compile(r"[^\n]{1,120}(?:\r?\n|\Z)")
_MOST_LINES: Final = 40
_LABELLED: Final = re.compile(
    r"(?i)(?:customer|account|member|pin|code|https?|n/a|none|tbd|see|ask|same|expired|changed)\b"
)


# "curator:$2y$10$...": whose the hash of a password is.
_BESIDE_A_HASH: Final = re.compile(
    r"^(?P<name>[\w.@-]{2,40}):(?:\$(?:apr1|1|2[abxy]|5|6|y|argon2\w{1,3})\$|\{(?:SSHA|SHA|BLF-CRYPT|CRYPT)\})",
    re.MULTILINE,
)


# "db1:5432:orders:wheelwright:spokeshave" in a .pgpass
_BESIDE_A_DATABASE: Final = re.compile(
    r"^(?=[\d.-]{0,40}[A-Za-z*])[\w.*-]{1,80}:(?:\d{4,5}|\*):[\w*-]{1,60}:(?P<name>[A-Za-z_][\w.-]{1,39}):(?=\S)",
    re.MULTILINE,
)
# "Data Source=crm;User ID=sexton;Password=yew tree;"
_IN_A_CONNECTION: Final = re.compile(
    r";[ ]?(?i:password|pwd)[ ]?=[ ]?(?P<value>[^;=\n\"'{}<>$]{2,40}[ ][^;=\n\"'{}<>$]{2,40})"
    r"(?=;[ ]?[A-Za-z]|;?\n|;?\Z)"
)


class ListedLogins:
    """A user name and a password in a line of such a list."""

    id = "login-listed"

    def find(self, text: str) -> Iterator[Hit]:
        """Yield both of every line that holds them, up to the first blank one."""
        for heading in near_needles(_HEADING, text, _NEEDLES):
            position = heading.end()
            for _ in range(_MOST_LINES):
                entry = _ENTRY.match(text, position)
                if (
                    entry is not None
                    and not _LABELLED.match(entry["name"])
                    and not _LABELLED.match(entry["value"])
                ):
                    yield Hit(*entry.span("value"), EntityType.SECRET, 0.7, self.id, context="password")
                    if not is_no_value(entry["name"]):
                        yield Hit(*entry.span("name"), EntityType.USERNAME, 0.7, self.id, context="login")
                line = _OTHER_LINE.match(text, position)
                if line is None:
                    break
                position = line.end()
        hashed = near_needles(_BESIDE_A_HASH, text, (":$", ":{"))
        for match in (*hashed, *_BESIDE_A_DATABASE.finditer(text)):
            if not is_no_value(match["name"]):
                yield Hit(*match.span("name"), EntityType.USERNAME, 0.75, self.id)
        for match in near_needles(_IN_A_CONNECTION, text, ("password", "pwd")):
            yield Hit(*match.span("value"), EntityType.SECRET, 0.75, self.id, context="password")


RECOGNIZERS: tuple[Recognizer, ...] = (ListedLogins(),)

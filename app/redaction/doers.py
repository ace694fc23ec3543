"""User names of those who do something in a program: who opened, reviews, approves or is assigned to it.

"Watchers: avos, kboateng", "agent = 'dkovacs'", and lists below a word for them. Lists of reviewers and the
like hold nothing but user names, so they count in any text; the other words only in one about somebody.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from app.redaction import later as re
from app.redaction.data import words
from app.redaction.findings import EntityType
from app.redaction.recognizers.base import Hit, Phrases
from app.redaction.recognizers.needs import matches_of
from app.redaction.recognizers.usernames import is_no_value

_PRESUMED: Final = 0.64
_DONE_BY_WORDS: Final = (
    "assignee|assigned to|reporter|watcher|watchers|requester|opened by|created by|updated by"
    "|modified by|approved by"
    "|handler|handled by|handlers|maintainer|maintainers|members|admins|on call|oncall|escalated to"
    "|collaborators|participants|owners|users|operators"
    "|uploaded by|closed by|reset by|requested by|submitted by|author|auteur|autor|autore|agent|owner"
    "|raised by|logged by|melder|melderin|gemeldet von|erfasst von|demandeur|demandeuse|signalé par"
    "|ouvert par"
    "|solicitante|abierto por|richiedente|segnalato da|aperto da|aanvrager|gemeld door|aberto por"
    "|durch|consulent"
    "|bearbeiter|bearbeiterin|medewerker|operador|operator|operatore|gestor|assigné à|asignado a|assegnato a"
    "|toegewezen aan|atribuído a|zugewiesen|zugewiesen an"
)
_SURE_WORDS: Final = (
    "reviewer|reviewers|reviewed by|approver|approvers|assignees|requested reviewers|code owners|codeowners"
)
_DONE_BY: Final = Phrases([*_DONE_BY_WORDS.split("|"), *_SURE_WORDS.split("|")])
_SURE: Final = Phrases(_SURE_WORDS.split("|"))
_NAMES: Final = re.compile(
    r"[\"']?[ ]?[:=][ ]?[\"'`]?(?P<names>[a-z][a-z0-9._-]{2,24}(?:,[ ][a-z][a-z0-9._-]{2,24}){0,12})"
    # "Opened by: mhaas on behalf of Ina Roth"
    r"(?=[\"'`]?[ ]?(?:[,;)}\]|(]|$)|[\"'`]"
    r"|[ ](?:on|for|at|from|via|am|um|für|le|pour|el|para|il|per|op|om|voor|em|[-–\d]))",
    re.MULTILINE,
)
# One below the other, or in brackets: "reviewers:\n  - lottevdb\n  - rashid_n", "assignees": ["avos", "kb"]
_LISTED: Final = re.compile(
    r"[\"']?[ ]?[:=](?P<names>(?:[ ]?\r?\n[ \t]{0,12}[-*][ ][\"'@]?[a-z][a-z0-9._-]{2,24}[\"']?[ ]{0,4}"
    r"(?=\r?\n|\Z)){1,24}|[ ]?\[[ ]?(?:[\"'][a-z][a-z0-9._-]{2,24}[\"'](?:,[ ]?)?){1,24})"
)
# "Deployed by mtoivonen to staging"
_BY: Final = re.compile(
    r"(?<![^\W_])(?:deployed|merged|approved|reviewed|opened|closed|assigned|created|updated|changed|uploaded"
    r"|submitted|requested|pushed|committed|triggered|started|handled|escalated|resolved|reset|unlocked|locked"
    r"|signed off|raised|logged|edited|added|removed|installed|restarted)[ ](?:by|to)[ ]"
    r"@?(?P<name>[a-z][a-z0-9._-]{3,24}(?<![.-]))(?![\w@/(-]|\.\w)"
    # "reviewed dmackay7 17:20" in a log
    r"|(?<![^\W_])(?:reviewed|approved|closed|entered|checked|logged)[: ][ ]?"
    r"(?P<logged>[a-z]{3,14}\d{1,3})(?=[ ]?(?:\d\d:\d\d|[,;.)]|$))",
    re.IGNORECASE | re.MULTILINE,
)
# "if the word is changed to nachos": a thing becomes another, but "owner changed to mhaas".
_TO_A_THING: Final = re.compile(
    r"(?i)(?:changed|updated|edited|reset|restarted|started|installed)[ ]to[ ][a-z._-]+\Z"
)
_OF_A_DOER: Final = re.compile(
    r"(?i)(?<!\w)(?:owners?|ownership|assignees?|reviewers?|approvers?|users?|user ?names?|logins?|accounts?"
    r"|contacts?|managers?|leads?|agents?|authors?|assigned)(?!\w)"
)
_ONE_OF_THEM: Final = re.compile(r"[A-Za-z][\w.-]{2,24}")
_GROUP_WORDS: Final = (
    "docs infra ops devops sre qa security platform frontend backend mobile core legal data design release "
    "helpdesk support servicedesk hr payroll cron terraform ansible jenkins pipeline scheduler automation "
    "android ios webdev everyone maintainers triage bots nobody"
)
_GROUPS: Final = frozenset(_GROUP_WORDS.split())
_PART: Final = re.compile(r"[^\W\d_]+")
_ROLES_WORDS: Final = (
    "support visitor contact guest host operator helpdesk service client staff chatbot teacher "
    "student doctor kunde gast berater visiteur cliente soporte visitante operatore klant bezoeker "
    "atendimento user assistant system bot admin moderator note notes todo question answer subject date "
    "from name time caller agent customer warning error info debug result output input summary update "
    "edit response reply"
)
ROLES: Final = frozenset(_ROLES_WORDS.split())
"""What somebody is in a conversation, or what a line is: no names."""


def doers(text: str) -> Iterator[Hit]:
    """Yield them in a text about somebody."""
    yield from _told(text)
    ordinary, no_names = words("common_words"), words("not_names")
    for label in _DONE_BY.finditer(text):
        for name in _names(text, label.end()):
            if name[0] not in ordinary and name[0] not in no_names and name[0] not in ROLES:
                yield Hit(*name.span(), EntityType.USERNAME, _PRESUMED, "handle-done-by")


def _told(text: str) -> Iterator[Hit]:
    for match in matches_of(_BY, text):
        if _TO_A_THING.match(match[0]) and not _OF_A_DOER.search(
            text, max(0, match.start() - 40), match.start()
        ):
            continue
        group = "name" if match["name"] else "logged"
        name = match[group]
        if name.islower() and not is_no_value(name) and not _is_ordinary(name):
            yield Hit(*match.span(group), EntityType.USERNAME, _PRESUMED, "handle-done-by")


class Doers:
    """Those listed behind a word that only user names follow."""

    id = "username-doer"

    def find(self, text: str) -> Iterator[Hit]:
        """Yield them; teams and words of a dictionary are nobody."""
        for label in _SURE.finditer(text):
            for name in _names(text, label.end()):
                if not is_no_value(name[0]) and not _is_ordinary(name[0]):
                    yield Hit(*name.span(), EntityType.USERNAME, _PRESUMED, self.id)


def _names(text: str, position: int) -> Iterator[re.Match[str]]:
    match = _NAMES.match(text, position) or _LISTED.match(text, position)
    return iter(()) if match is None else _ONE_OF_THEM.finditer(text, *match.span("names"))


def _is_ordinary(name: str) -> bool:
    """Whether a part of a name is a word, or a group of people: "core-team", "docs", "backend"."""
    return any(
        part in words("common_words") or part in words("plain_words") or part in _GROUPS
        for part in _PART.findall(name.lower())
    )

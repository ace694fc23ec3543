"""Ids in lines of logs: "user_id=44718", "GET /users/88412/profile", "New session 4471 of user mk".

A few digits behind such a word are an id of nothing in code, and of somebody in a line that tells a time of
day: only those lines are looked at.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from app.redaction import later as re
from app.redaction.findings import EntityType
from app.redaction.recognizers.base import Hit, Recognizer
from app.redaction.recognizers.needs import matches_of

_TIME: Final = re.compile(r":(?<=\d\d:)(?<![A-SU-Za-z\d.]\d\d:)\d\d:\d\d(?!\d)")
_OF_SOMEBODY: Final = (
    r"user|account|acct|org|tenant|customer|cust|client|patient|employee|emp|member|subscriber|subject|student"
    r"|pupil|owner|assignee|assigned_to|reporter|author|actor|contact|person|guest|passenger|candidate|applicant"
    r"|agent|operator|driver|worker|caseworker|staff|session|device|case|ticket|order|invoice|claim|booking"
    r"|reservation|subscription|card|policy|profile"
)
_VALUE: Final = r"(?P<value>(?=[A-Za-z_-]{0,12}\d)(?=(?:[A-Za-z_-]{0,12}\d){3})[A-Za-z0-9][\w-]{2,40})"
_PAIR: Final = re.compile(
    rf"(?<![A-Za-z0-9])(?:[a-z]{{2,10}}[_.-])?(?:{_OF_SOMEBODY}|uid|sid)(?:[_-]?(?:id|no|number|ref))?"
    rf"[\"']?[ ]?[=:][ ]?[\"']?{_VALUE}(?=[\s&;,|)\]}}\"']|\Z)",
    re.IGNORECASE,
)
_PATH: Final = re.compile(
    r"/(?:users?|accounts?|customers?|clients?|patients?|members?|employees?|students?|tenants?|orgs?|contacts?"
    r"|people|persons?|profiles?|staff|orders?|tickets?|cases?|invoices?|claims?|bookings?|reservations?"
    rf"|subscriptions?|devices?|sessions?|policies|appointments?|records?)/{_VALUE}(?=[/?\s\"'&#,)]|\Z)",
    re.IGNORECASE,
)
_TOLD: Final = re.compile(
    r"(?<![\w/.-])(?:users?|account|customer|patient|employee|member|tenant|student|caseworker|session|client)"
    r"[ ](?:(?:id|no\.?|number)[ ])?#?(?P<value>\d{4,20})"
    r"(?![\w.:%/-]|[ ](?:ms|s|sec|seconds?|bytes?|kb|mb|items?|rows?|requests?|times?|entries|records?)"
    r"(?!\w))",
    re.IGNORECASE,
)
_YEAR_OR_DAY: Final = re.compile(r"(?:19|20)\d\d(?:-?(?:0\d|1[0-2])(?:-?[0-3]\d)?)?\Z")
_LONGEST_LINE: Final = 2_000
_FEWEST_IN_A_PATH: Final = 5


class LogLines:
    """See the module."""

    id = "id-in-a-log"

    def find(self, text: str) -> Iterator[Hit]:
        """Yield the ids of each line that tells a time of day."""
        end = 0
        for time in _TIME.finditer(text):
            if time.start() < end:
                continue
            start = max(text.rfind("\n", 0, time.start()) + 1, end, time.start() - _LONGEST_LINE)
            end = text.find("\n", time.end())
            end = min(len(text) if end < 0 else end, time.end() + _LONGEST_LINE)
            for pattern in (_PAIR, _PATH, _TOLD):
                for match in pattern.finditer(text, start, end):
                    if not _YEAR_OR_DAY.match(match["value"]):
                        yield Hit(*match.span("value"), EntityType.OTHER_ID, 0.7, self.id)


def ids_in_paths(text: str) -> Iterator[Hit]:
    """Yield the ids in the paths of links, for a text that is about somebody: "/orders/88312772"."""
    for match in matches_of(_PATH, text):
        if sum(map(str.isdigit, match["value"])) >= _FEWEST_IN_A_PATH:
            yield Hit(*match.span("value"), EntityType.OTHER_ID, 0.64, "id-in-a-path")


# Of such a thing alone, in a text about nobody: "/claims/8817204/view"
_SURE_PATH: Final = re.compile(
    r"/(?:customers?|patients?|members?|employees?|students?|tenants?|cases?|claims?|policies|loans?|residents?"
    r"|insureds?|kunden|dossiers?|expedientes?|clientes?|pacientes?|pratiche|klanten|apolices|processos)"
    r"/(?P<value>(?=(?:[A-Z-]{0,4}\d){6})[A-Z\d][A-Z\d-]{5,24})(?=[/?\s\"'&#,)]|\Z)",
    re.IGNORECASE,
)


class Paths:
    """Ids in the paths of links, of what is always somebody's."""

    id = "id-in-a-path"

    def find(self, text: str) -> Iterator[Hit]:
        """Yield them; short numbers and those of an example are none."""
        for match in matches_of(_SURE_PATH, text):
            if match["value"] not in {"123456", "1234567", "12345678", "123456789", "1234567890"}:
                yield Hit(*match.span("value"), EntityType.OTHER_ID, 0.66, self.id)


RECOGNIZERS: tuple[Recognizer, ...] = (LogLines(), Paths())

"""Promise: ids in a line of a log are hidden, however few digits they have; sizes, times and code stay."""

from __future__ import annotations

import pytest

from app.redaction.recognizers.log_lines import LogLines
from tests.app.redaction.cost import is_linear

_FIND = LogLines().find


def _found(text: str) -> list[str]:
    return [text[hit.start : hit.end] for hit in _FIND(text)]


@pytest.mark.parametrize(
    ("line", "ids"),
    [
        ('ts=2026-04-14T08:11:02Z msg="token refreshed" user_id=447 rows=1204', ["447"]),
        ("08:12:40 export created org_id=org-4471 account=acc-118 took=220ms", ["org-4471", "acc-118"]),
        ('- [18/Mar/2026:08:02:11 +0000] "GET /users/88412/profile HTTP/1.1" 200 5123', ["88412"]),
        ('- [18/Mar/2026:08:02:15 +0000] "POST /api/tickets?assignee=409&page=2 HTTP/1.1" 201', ["409"]),
        ("Mar 18 02:11:40 gw01 systemd-logind[811]: New session 4471 of user mk.", ["4471"]),
        ('{"time":"2026-03-18T02:11:40Z","customerId":44718,"latency":31}', ["44718"]),
        ("[14/Apr/2026 08:44:18] audit: employee 4471 opened case 9 of patient 99182", ["4471", "99182"]),
        ("08:14:11,204 INFO Loading caseworker=cw-1182", ["cw-1182"]),
    ],
)
def test_the_ids_of_a_line_are_found(line: str, ids: list[str]) -> None:
    assert sorted(_found(f"starting\n{line}\nuser_id=7781 without a time")) == sorted(ids)


@pytest.mark.parametrize(
    "text",
    [
        "def notify(user_id=447, order=1204): ...",
        "Use GET /users/88412/profile and ?assignee=409 as in the manual.",
        "08:12:40 INFO took=220ms size=88412 status=200 pid=4471 port=51822",
        "08:12:40 report for account/2026 and /orders/2026/ with year=2026",
        "08:12:40 customer 12 waits, user 4471 ms, session 20260318",
        "Open 09:30:00 to 17:00:00, table for 4471",
    ],
)
def test_what_is_counted_or_no_line_of_a_log_stays(text: str) -> None:
    assert _found(text) == []


@pytest.mark.parametrize("worst", ["08:12:40 ", "user_id=44718 08:12:40 ", ":11:11:11", "08:12:40 user/"])
def test_the_worst_text_costs_no_more_than_its_length(worst: str) -> None:
    assert is_linear(_FIND, worst, sizes=(10_000, 80_000))

"""A full check of an open vault: pages, structure, search indexes, relations, and the log of what left."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from app.audit import AuditReport
from app.errors import DatabaseDamaged
from app.vault.connection import Interrupted
from app.vault.port import CheckEvent, CheckProgress, CheckReport
from app.vault.store import Store
from models.cancel import CancelToken

_PAGE_NUMBERS_SHOWN = 5


def check(
    store: Store,
    *,
    counts: Callable[[], tuple[int, int]],
    verify_log: Callable[[], AuditReport],
    cancel: CancelToken,
) -> Iterator[CheckEvent]:
    """Look at everything; the last event is the report, and there is none after a cancel.

    Args:
        store: open.
        counts: conversations and messages.
        verify_log: follows the chain of the audit log.
        cancel: ends it.
    """
    followed: list[AuditReport] = []

    def log(_: Store) -> list[str]:
        followed.append(report := verify_log())
        return (
            [] if report.ok else [f"log: does not hold from record {report.broken_at} on ({report.reason})"]
        )

    stages: tuple[tuple[str, Callable[[Store], list[str]]], ...] = (
        ("pages", _pages),
        ("structure", _structure),
        ("search-index", _indexes),
        ("relations", _relations),
        ("log", log),
    )
    problems: list[str] = []
    store.empty_log()  # the page check reads the file, not the log
    for done, (name, look) in enumerate(stages):
        yield CheckProgress(stage=name, fraction=done / len(stages))
        if cancel.is_cancelled:
            return
        try:
            with store.interrupted_when(lambda: cancel.is_cancelled):
                problems += look(store)
        except Interrupted:
            return
        except DatabaseDamaged as error:
            problems.append(f"{name}: unreadable ({error.facts['reason']})")
    try:
        conversations, messages = counts()
    except DatabaseDamaged:
        conversations, messages = 0, 0
    yield CheckProgress(stage="done", fraction=1.0)
    yield CheckReport(
        ok=not problems,
        problems=tuple(problems),
        conversations=conversations,
        messages=messages,
        log_records=followed[0].records if followed else 0,
        database_bytes=store.file_bytes(),
    )


def _pages(store: Store) -> list[str]:
    """Verify the HMAC of every page. Silence is no proof (a file cut in half gives none): count them, too."""
    found = store.rows("PRAGMA cipher_integrity_check")
    problems = []
    if found:
        store.note_damage()
        numbers = sorted({int(word) for (line,) in found for word in str(line).split() if word.isdigit()})
        shown = ", ".join(str(number) for number in numbers[:_PAGE_NUMBERS_SHOWN])
        problems.append(f"pages: {len(found)} do not authenticate (first: {shown})")
    if not store.has_whole_pages():
        problems.append("pages: the file is not as long as it should be")
    return problems


def _structure(store: Store) -> list[str]:
    found = store.rows("PRAGMA quick_check(20)")
    if found == [("ok",)]:
        return []
    store.note_damage()
    return [f"structure: {len(found)} faults"]


def _indexes(store: Store) -> list[str]:
    problems = []
    for index in ("message_index", "title_index"):
        try:
            with store.write():
                store.change(f"INSERT INTO {index}({index}, rank) VALUES ('integrity-check', 1)")  # noqa: S608
        except DatabaseDamaged:
            problems.append(f"search-index: {index} does not match its texts")
    return problems


def _relations(store: Store) -> list[str]:
    """Verify what the application relies on beyond the declared foreign keys."""
    problems = []
    if broken := len(store.rows("PRAGMA foreign_key_check")):
        problems.append(f"relations: {broken} rows refer to something that is not there")
    strays = store.rows(
        """SELECT count(*) FROM messages m JOIN messages p ON p.key = m.parent
           WHERE p.conversation <> m.conversation OR p.key >= m.key"""
    )[0][0]
    if strays:
        problems.append(f"relations: {strays} messages have a parent in another place")
    heads = store.rows(
        """SELECT count(*) FROM conversations c JOIN messages m ON m.key = c.head
           WHERE m.conversation <> c.key"""
    )[0][0]
    if heads:
        problems.append(f"relations: {heads} conversations show a foreign branch")
    return problems

"""Scenarios: storage that is full, broken, or writes half of what it is given."""

from __future__ import annotations

import errno
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

from app.conversation import MessageStatus, Role
from app.errors import DiskFull, ReadOnly, StorageFailed, VaultError
from app.vault.service import Vault
from tests.app.vault.fault_kills import MORE_MIGRATIONS
from tests.app.vault.support import RIGHT, contents, message, reopened, vault_at
from tests.app.vault.trying import (
    ANY,
    FAIL_ON,
    FAIL_ONCE,
    FLUSHES,
    HALF,
    NEW,
    WRITES,
    at_every_call,
    filled,
    line,
    opens,
    same_content,
)


def _chat(vault: Vault) -> None:
    """One turn, as the assistant stores it, and some of what a user does around it."""
    talk = vault.conversations(False)[0].id
    head = vault.conversation(talk).head_id
    vault.add_message(message("ask", talk, "question " * 30, parent=head))
    vault.add_message(
        message("answer", talk, "", parent="ask", role=Role.ASSISTANT, status=MessageStatus.STREAMING)
    )
    vault.checkpoint_answer("answer", "half an answer")
    vault.finish_answer("answer", "a whole answer " * 400, MessageStatus.COMPLETE, None)
    vault.rename_conversation(talk, "renamed")
    vault.delete_message("answer")


def _failing(
    base: Path, act: Callable[[Vault], None], what: int, error: int, kind: int, stride: int = 1
) -> dict[str, Any]:
    template = base / "template"
    filled(template)
    expected = (DiskFull,) if error == errno.ENOSPC else (StorageFailed,)

    def careful(vault: Vault) -> None:
        """Act; afterwards reading works, and writing goes on (disk full) or is refused (anything else)."""
        try:
            act(vault)
        except expected as failure:
            line().faultline_disarm()
            was_open = vault._session is not None
            if was_open:
                contents(vault)  # every chat can still be read, and so be saved elsewhere
                _write_after(vault, failure)
            raise
        finally:
            vault.close()

    def check(path: Path, outcome: str) -> str:
        if outcome not in {"done", *(it.__name__ for it in expected)}:
            return "another error"
        opened = opens(path, RIGHT, NEW)
        if opened is None:
            return "no passphrase opens it"
        report = list(opened[0].check())[-1]
        missing = {"0-0", "0-3", "1-0"} - {it.id for talk in contents(opened[0]) for it in talk[1]}
        opened[0].close()
        return ("" if report.ok else str(report.problems)) or (f"lost {missing}" if missing else "")

    return at_every_call(
        base,
        template=template,
        prepare=reopened,
        act=careful,
        check=check,
        what=what,
        error=error,
        kind=kind,
        stride=stride,
    )


def _write_after(vault: Vault, failure: VaultError) -> None:
    """A full disk that has room again is written to; after any other failure nothing is added."""
    refused = ""
    try:
        vault.create_conversation("after")
    except ReadOnly as error:
        refused = str(error.facts["reason"])
    is_from_database = failure.facts.get("reason") == "EIO" and vault._session is not None
    if refused not in {"", "after-failure"} or (refused and not isinstance(failure, StorageFailed)):
        raise AssertionError
    if is_from_database and not refused and vault._session.store._failed:
        raise AssertionError


def full_while_chatting(base: Path) -> dict[str, Any]:
    return _failing(base, _chat, FAIL_ON, errno.ENOSPC, WRITES)


def full_while_changing_passphrase(base: Path) -> dict[str, Any]:
    return _failing(base, lambda vault: vault.change_passphrase(RIGHT, NEW), FAIL_ON, errno.ENOSPC, WRITES)


def broken_while_chatting(base: Path) -> dict[str, Any]:
    return _failing(base, _chat, FAIL_ONCE, errno.EIO, WRITES, stride=2)


def broken_flush_while_chatting(base: Path) -> dict[str, Any]:
    return _failing(base, _chat, FAIL_ONCE, errno.EIO, FLUSHES)


def broken_while_changing_passphrase(base: Path) -> dict[str, Any]:
    return _failing(base, lambda vault: vault.change_passphrase(RIGHT, NEW), FAIL_ONCE, errno.EIO, ANY)


def short_writes_while_chatting(base: Path) -> dict[str, Any]:
    return _failing(base, _chat, HALF, 0, WRITES, stride=3)


def short_writes_while_changing_passphrase(base: Path) -> dict[str, Any]:
    return _failing(base, lambda vault: vault.change_passphrase(RIGHT, NEW), HALF, 0, WRITES)


def full_while_migrating(base: Path) -> dict[str, Any]:
    return _failing_migration(base, FAIL_ON, errno.ENOSPC, WRITES, DiskFull)


def broken_while_migrating(base: Path) -> dict[str, Any]:
    return _failing_migration(base, FAIL_ONCE, errno.EIO, ANY, StorageFailed)


def _failing_migration(
    base: Path, what: int, error: int, kind: int, expected: type[VaultError]
) -> dict[str, Any]:
    """Whatever fails, the content opens with the program of before, and the next migration gets through."""
    template = base / "template"
    held = filled(template)

    def act(vault: Vault) -> None:
        try:
            vault.unlock(RIGHT)
        finally:
            line().faultline_disarm()
            vault.close()

    def check(path: Path, outcome: str) -> str:
        if outcome not in {"done", expected.__name__}:
            return "another error"
        older = base / "older"
        shutil.rmtree(older, ignore_errors=True)
        shutil.copytree(path, older)
        return same_content(older, [held], RIGHT) or same_content(
            path, [held], RIGHT, migrations=MORE_MIGRATIONS
        )

    return at_every_call(
        base,
        template=template,
        prepare=lambda path: vault_at(path, migrations=MORE_MIGRATIONS),
        act=act,
        check=check,
        what=what,
        error=error,
        kind=kind,
    )

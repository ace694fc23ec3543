"""Scenarios: killed at every storage call, or between two statements of a migration."""

from __future__ import annotations

import os
import shutil
import signal
from pathlib import Path
from typing import Any

from app.audit import AuditEntry
from app.vault import schema
from app.vault import store as storing
from app.vault.service import Vault
from tests.app.vault.support import CHEAP, RIGHT, contents, make_vault, reopened, vault_at
from tests.app.vault.trying import NEW, at_every_call, filled, in_child, opens, same_content

NEWEST = schema.newest(schema.MIGRATIONS)
MORE_MIGRATIONS = (
    *schema.MIGRATIONS,
    schema.Migration(NEWEST + 1, lambda connection: _run(connection, STATEMENTS)),
)
STATEMENTS = (
    "ALTER TABLE messages ADD COLUMN stars INTEGER NOT NULL DEFAULT 0",
    "CREATE TABLE tags (name TEXT PRIMARY KEY) STRICT",
    "UPDATE messages SET stars = length(body)",
    "INSERT INTO tags SELECT DISTINCT role FROM messages",
    "CREATE INDEX messages_by_stars ON messages(stars)",
    "INSERT INTO message_index(message_index) VALUES ('rebuild')",
)


def _run(connection: Any, statements: tuple[str, ...]) -> None:
    for statement in statements:
        connection.execute(statement)


def kill_changing_passphrase(base: Path) -> dict[str, Any]:
    held = filled(base / "template")
    return at_every_call(
        base,
        template=base / "template",
        prepare=reopened,
        act=lambda vault: vault.change_passphrase(RIGHT, NEW),
        check=lambda path, _: same_content(path, [held], NEW, RIGHT),
    )


def kill_replacing_recovery_code(base: Path) -> dict[str, Any]:
    held = filled(base / "template")

    def check(path: Path, _: str) -> str:
        problem = same_content(path, [held], RIGHT)
        leftovers = {it.name for it in path.iterdir()} - {
            *("vault.keys", "vault.keys.bak", "vault.db", "vault.lock", "vault.attempts"),
            *("vault.keys.new", "vault.keys.bak.new", "vault.attempts.new"),
        }
        return problem or (f"left {leftovers}" if leftovers else "")

    return at_every_call(
        base,
        template=base / "template",
        prepare=reopened,
        act=Vault.replace_recovery_code,
        check=check,
    )


def kill_creating(base: Path) -> dict[str, Any]:
    (base / "template").mkdir(mode=0o700)

    def check(path: Path, _: str) -> str:
        vault = vault_at(path)
        if vault.status().state == "absent":
            vault.create(RIGHT, CHEAP)
            vault.close()
        return same_content(path, [[]], RIGHT)

    return at_every_call(
        base,
        template=base / "template",
        prepare=vault_at,
        act=lambda vault: vault.create(RIGHT, CHEAP),
        check=check,
    )


def kill_restoring_key_file(base: Path) -> dict[str, Any]:
    held = filled(base / "template")
    (base / "template" / "vault.keys").write_bytes(b"damaged")

    def check(path: Path, _: str) -> str:
        if vault_at(path).status().state == "keyfile-damaged":
            vault_at(path).restore_key_file()
        kept = [it.read_bytes() for it in path.glob("vault.keys.damaged-*")]
        return same_content(path, [held], RIGHT) or (
            "" if kept == [b"damaged"] else "the damaged file is gone"
        )

    return at_every_call(
        base,
        template=base / "template",
        prepare=vault_at,
        act=Vault.restore_key_file,
        check=check,
    )


def kill_migrating(base: Path) -> dict[str, Any]:
    held = filled(base / "template")

    def check(path: Path, _: str) -> str:
        (path / "vault.attempts").unlink(missing_ok=True)
        again = vault_at(path, migrations=MORE_MIGRATIONS)
        again.unlock(RIGHT)
        (starred,) = again._need().store.rows("SELECT count(*) FROM messages WHERE stars > 0")[0]
        again.close()
        problem = same_content(path, [held], RIGHT, migrations=MORE_MIGRATIONS)
        return "rows were not migrated" if starred != 8 else problem

    return at_every_call(
        base,
        template=base / "template",
        prepare=lambda path: vault_at(path, migrations=MORE_MIGRATIONS),
        act=lambda vault: vault.unlock(RIGHT),
        check=check,
    )


def kill_migrating_at_every_statement(base: Path) -> dict[str, Any]:
    """The same, with the process gone between two statements of the migration."""
    held = filled(base / "template")
    problems = []
    for last in range(len(STATEMENTS) + 1):
        work = base / "work"
        shutil.rmtree(work, ignore_errors=True)
        shutil.copytree(base / "template", work)

        def cut(connection: Any, last: int = last) -> None:
            _run(connection, STATEMENTS[:last])
            os.kill(os.getpid(), signal.SIGKILL)

        migrations = (*schema.MIGRATIONS, schema.Migration(NEWEST + 1, cut))
        outcome = in_child(lambda: reopened(work, migrations=migrations).close())  # noqa: B023 - called at once
        if outcome != "killed":
            problems.append(f"statement {last}: {outcome}")
        if not (work / storing.backup_name(NEWEST)).exists():
            problems.append(f"statement {last}: no backup")
        shutil.copytree(work, base / f"old{last}")
        for path, migrations in ((base / f"old{last}", schema.MIGRATIONS), (work, MORE_MIGRATIONS)):
            problem = same_content(path, [held], RIGHT, migrations=migrations)
            if problem:
                problems.append(f"statement {last}: {problem}")
    return {"calls": len(STATEMENTS) + 1, "problems": problems}


def kill_deleting(base: Path) -> dict[str, Any]:
    """Acceptance test 17: killed between deleting and forgetting."""
    storing.SMALL_DELETE = 2
    template = base / "template"
    filled(template)
    vault = reopened(template)
    before = contents(vault)
    doomed = vault.conversations(False)[0]
    vault.close()
    after = [it for it in before if it[0] != doomed.title]
    from tests.app.vault.reader import Pages

    def check(path: Path, _: str) -> str:
        problem = same_content(path, [before, after], RIGHT)
        number = doomed.title.split()[1]
        opened = opens(path, RIGHT)
        assert opened is not None
        gone = contents(opened[0]) == after
        opened[0].close()
        left = Pages(path, RIGHT.value).count(f"number{number}x")
        return problem or (f"{left} traces of what was deleted" if gone and left else "")

    return at_every_call(
        base,
        template=template,
        prepare=reopened,
        act=lambda vault: vault.delete_conversation(doomed.id),
        check=check,
    )


def kill_logging(base: Path) -> dict[str, Any]:
    """An entry is in the chain or it is not, and the chain is whole."""
    template = base / "template"
    vault = make_vault(template)
    for number in range(3):
        vault.append_audit(AuditEntry("connection", bytes_out=number))
    vault.close()

    def check(path: Path, outcome: str) -> str:
        opened = opens(path, RIGHT)
        assert opened is not None
        vault, _ = opened
        report = vault.verify_audit()
        following = vault.append_audit(AuditEntry("consent")).number
        again = vault.verify_audit()
        vault.close()
        possible = {4} if outcome == "done" else {3, 4}
        is_whole = report.ok and again.ok and report.records in possible and following == report.records + 1
        return "" if is_whole else f"{report} {again}"

    return at_every_call(
        base,
        template=template,
        prepare=reopened,
        act=lambda vault: vault.append_audit(AuditEntry("connection", bytes_out=3)),
        check=check,
    )

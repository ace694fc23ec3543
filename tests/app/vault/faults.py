"""Scenarios that end badly, played in children of a process that has ``faultline.so`` preloaded.

``python -m tests.app.vault.faults SCENARIO FOLDER`` prints one JSON object. The process forks for every try,
so that a try costs milliseconds; the child acts, and is killed or its storage fails; the parent looks at
what is left.
"""

from __future__ import annotations

import ctypes
import errno
import itertools
import json
import os
import random
import shutil
import signal
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from app.audit import AuditEntry
from app.conversation import MessageStatus, Role
from app.errors import DiskFull, ReadOnly, StorageFailed, VaultError, WrongPassphrase
from app.vault import schema
from app.vault import store as storing
from app.vault.port import CheckReport, Passphrase, RecoveryCode
from app.vault.service import Vault
from tests.app.vault.support import CHEAP, RIGHT, contents, fill, make_vault, message, reopened, vault_at

KILL, FAIL_ONCE, FAIL_ON, HALF = 1, 2, 3, 4
ANY, WRITES, FLUSHES = 0, 1, 2
NEW = Passphrase(b"new passphrase")
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


def line() -> ctypes.CDLL:
    """Return the preloaded library."""
    return ctypes.CDLL(os.environ["LD_PRELOAD"])


def in_child(work: Callable[[], None]) -> str:
    """Fork and work; returns "done", "killed", or the class of the error."""
    reading, writing = os.pipe()
    pid = os.fork()
    if pid == 0:
        told = "done"
        try:
            os.close(reading)
            work()
        except BaseException as error:
            told = type(error).__name__
        line().faultline_disarm()
        os.write(writing, told.encode())
        os._exit(0)
    os.close(writing)
    with os.fdopen(reading, "rb") as pipe:
        told = pipe.read().decode()
    _, status = os.waitpid(pid, 0)
    return "killed" if os.WIFSIGNALED(status) else told


def at_every_call(
    base: Path,
    *,
    template: Path,
    prepare: Callable[[Path], Vault],
    act: Callable[[Vault], object],
    check: Callable[[Path, str], str],
    what: int = KILL,
    error: int = 0,
    kind: int = ANY,
    stride: int = 1,
) -> dict[str, Any]:
    """Act on fresh copies of a folder until a try gets through; try n ends at the n-th storage call."""
    outcomes: dict[str, int] = {}
    problems = []
    for number in itertools.count(1, stride):
        work = base / "work"
        shutil.rmtree(work, ignore_errors=True)
        shutil.copytree(template, work)
        reached = []

        def one(number: int = number, work: Path = work) -> None:
            vault = prepare(work)
            line().faultline_arm(what, number, error, kind)
            try:
                act(vault)
            finally:
                seen = line().faultline_disarm()
                (base / "seen").write_text(str(seen))

        (base / "seen").write_text(str(number))  # a killed child cannot say
        outcome = in_child(one)
        reached = int((base / "seen").read_text())
        outcomes[outcome] = outcomes.get(outcome, 0) + 1
        problem = check(work, outcome)
        if problem:
            problems.append(f"call {number} ({outcome}): {problem}")
        if reached < number:
            break
    return {"calls": number - 1, "outcomes": outcomes, "problems": problems}


def opens(
    path: Path, *credentials: Passphrase | RecoveryCode, **options: Any
) -> tuple[Vault, tuple[str, ...]] | None:
    """Unlock with the first of these that fits."""
    for credential in credentials:
        (path / "vault.attempts").unlink(missing_ok=True)  # killed while unlocking counts as an attempt
        vault = vault_at(path, **options)
        try:
            warnings = vault.unlock(credential).warnings
        except WrongPassphrase:
            continue
        return vault, warnings
    return None


def same_content(path: Path, expected: list[Any], *credentials: Passphrase, **options: Any) -> str:
    """Say what is wrong with a vault that should open with one of these and hold this."""
    opened = opens(path, *credentials, **options)
    if opened is None:
        return "no passphrase opens it"
    vault, warnings = opened
    try:
        if unexpected := set(warnings) - {"recovery-unverified", "purge-finished"}:
            return f"warned {sorted(unexpected)}"
        if contents(vault) not in expected:
            return "the content is another"
        report = list(vault.check())[-1]
        return "" if isinstance(report, CheckReport) and report.ok else f"check: {report}"
    finally:
        vault.close()


def filled(path: Path) -> list[Any]:
    """Make a vault with something in it and return its content."""
    vault = make_vault(path)
    fill(vault, conversations=2, messages=4)
    held = contents(vault)
    vault.close()
    return held


# killed at every storage call


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


# storage that fails


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
                vault.conversations(False)
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


# killed at random while chatting


class Model:
    """What the vault should hold: message id to (parent, text, status), by replaying what was done."""

    def __init__(self) -> None:
        self.messages: dict[str, tuple[str | None, str, str]] = {}

    def after(self, step: list[Any]) -> Model:
        """Return the model after one more step."""
        changed = Model()
        changed.messages = dict(self.messages)
        verb, name, *rest = step
        if verb == "add":
            parent, text, status = rest
            changed.messages[name] = (parent, text, status)
        elif verb == "checkpoint":
            parent, _, status = changed.messages[name]
            changed.messages[name] = (parent, rest[0], status)
        elif verb == "finish":
            parent, _, _ = changed.messages[name]
            changed.messages[name] = (parent, rest[0], "complete")
        elif verb == "delete":
            gone = {name}
            for other, (parent, _, _) in changed.messages.items():  # parents come before children
                if parent in gone:
                    gone.add(other)
            for other in gone:
                del changed.messages[other]
        return changed

    def interrupted(self) -> Model:
        """Return what an unlock makes of it."""
        changed = Model()
        changed.messages = {
            name: (parent, text, "interrupted" if status == "streaming" else status)
            for name, (parent, text, status) in self.messages.items()
        }
        return changed


def _steps(talk: str, model: Model, number: int, chance: random.Random) -> list[list[Any]]:
    """Return the steps of one turn."""
    question, answer = f"{number}q{chance.getrandbits(40)}", f"{number}a{chance.getrandbits(40)}"
    parents = [None, *[name for name, value in model.messages.items() if value[2] != "streaming"]]
    words = " ".join(f"word{chance.getrandbits(12)}" for _ in range(chance.randrange(5, 300)))
    steps: list[list[Any]] = [
        ["add", question, chance.choice(parents[-6:]), words, "complete"],
        ["add", answer, question, "", "streaming"],
    ]
    cuts = sorted(chance.sample(range(len(words)), 3))
    steps += [["checkpoint", answer, words[:cut]] for cut in cuts]
    steps.append(["finish", answer, words])
    if chance.random() < 0.3:
        steps.append(["delete", chance.choice([*list(model.messages)[-8:], answer])])
    if len(model.messages) > 60:
        roots = [name for name, value in model.messages.items() if value[0] is None]
        steps.append(["delete", roots[0]])
    return [[talk, *step] for step in steps]


def _do(vault: Vault, step: list[Any]) -> None:
    talk, verb, name, *rest = step
    if verb == "add":
        parent, text, status = rest
        role = Role.USER if "q" in name else Role.ASSISTANT
        vault.add_message(message(name, talk, text, parent=parent, role=role, status=MessageStatus(status)))
    elif verb == "checkpoint":
        vault.checkpoint_answer(name, rest[0])
    elif verb == "finish":
        vault.finish_answer(name, rest[0], MessageStatus.COMPLETE, None)
    else:
        vault.delete_message(name)


def _held(vault: Vault, talk: str) -> dict[str, tuple[str | None, str, str]]:
    return {it.id: (it.parent_id, it.text, it.status.value) for it in vault.conversation(talk).messages}


def random_kills(base: Path) -> dict[str, Any]:
    """Acceptance test 14: kill -9 in the middle of chat writes; every acknowledged write is there."""
    rounds, seed = int(os.environ["FAULT_ROUNDS"]), int(os.environ["FAULT_SEED"])
    chance = random.Random(seed)
    path = base / "vault"
    vault = make_vault(path)
    talk = vault.create_conversation("talk").id
    vault.close()
    model = Model()
    killed = acknowledged = 0
    slowest = 0.0
    problems: list[str] = []
    for number in range(rounds):
        begun, done = _play_until_killed(path, talk, model, number, chance)
        killed += 1
        acknowledged += len(done)
        for step in done:
            model = model.after(step[1:])
        maybe = model.after(begun[1:]) if begun else model
        (path / "vault.attempts").unlink(missing_ok=True)
        started = time.perf_counter()
        vault = reopened(path)
        slowest = max(slowest, time.perf_counter() - started)
        held = _held(vault, talk)
        possible = [it.interrupted() for it in (model, maybe)]
        matching = [it for it in possible if it.messages == held]
        if not matching:
            problems.append(
                f"round {number}: another content after {len(done)} steps and {begun and begun[1]}"
            )
            vault.close()
            break
        model = matching[0]
        if number % 20 == 0 or number == rounds - 1:
            report = list(vault.check())[-1]
            if not report.ok:
                problems.append(f"round {number}: {report.problems}")
        vault.close()
    return {
        "killed": killed,
        "acknowledged": acknowledged,
        "slowest_unlock": round(slowest, 3),
        "problems": problems,
    }


def _play_until_killed(
    path: Path, talk: str, model: Model, number: int, chance: random.Random
) -> tuple[list[Any] | None, list[list[Any]]]:
    """Let a child chat, kill it after a random number of steps and a moment; return what it said."""
    reading, writing = os.pipe()
    seed = chance.getrandbits(32)
    pid = os.fork()
    if pid == 0:
        os.close(reading)
        _chat_for_ever(path, talk, model, number, random.Random(seed), writing)
    os.close(writing)
    lines = []
    with os.fdopen(reading, "rb") as pipe:
        lines += [pipe.readline() for _ in range(chance.randrange(0, 24))]
        time.sleep(chance.choice([0, 0, chance.random() * 0.012]))
        os.kill(pid, signal.SIGKILL)
        lines += pipe.readlines()
    _, status = os.waitpid(pid, 0)
    if not os.WIFSIGNALED(status):
        raise RuntimeError(lines)
    said = [json.loads(text) for text in lines if text.endswith(b"\n")]
    done = [step for kind, step in said if kind == "done"]
    begun = said[-1][1] if said and said[-1][0] == "begin" else None
    return begun, done


def _chat_for_ever(
    path: Path, talk: str, model: Model, number: int, chance: random.Random, writing: int
) -> None:
    try:
        vault = reopened(path)
        for turn in itertools.count():
            for step in _steps(talk, model, number * 1000 + turn, chance):
                if step[1] == "delete" and step[2] not in model.messages:
                    continue
                os.write(writing, json.dumps(["begin", step]).encode() + b"\n")
                _do(vault, step)
                model = model.after(step[1:])
                os.write(writing, json.dumps(["done", step]).encode() + b"\n")
    finally:
        os._exit(1)


if __name__ == "__main__":
    print(json.dumps(globals()[sys.argv[1]](Path(sys.argv[2]))))

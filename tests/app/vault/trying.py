"""Trying what ends badly, again and again: in a child that is killed or whose storage fails, on a fresh copy.

The process that does so has ``faultline.so`` preloaded. It forks for every try, so that a try costs
milliseconds; the child acts, and is killed or its storage fails; the parent looks at what is left.
"""

from __future__ import annotations

import ctypes
import itertools
import os
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

from app.errors import WrongPassphrase
from app.vault.port import CheckReport, Passphrase, RecoveryCode
from app.vault.service import Vault
from tests.app.vault.support import contents, fill, make_vault, vault_at

KILL, FAIL_ONCE, FAIL_ON, HALF = 1, 2, 3, 4
ANY, WRITES, FLUSHES = 0, 1, 2
NEW = Passphrase(b"new passphrase")


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

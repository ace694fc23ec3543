"""Scenario: killed at random while chatting."""

from __future__ import annotations

import itertools
import json
import os
import random
import signal
import time
from pathlib import Path
from typing import Any

from app.conversation import MessageStatus, Role
from app.vault.service import Vault
from tests.app.vault.support import make_vault, message, reopened


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

"""How fast the vault is: ``python -m tests.benchmarks.vault [--messages N] [--folder PATH]``.

Each figure stands next to the same work on plain SQLite (the same library without a key, the same pragmas and
schema), interleaved in the same run: the ratio is what encryption and our checks cost, the milliseconds are
this machine's.
"""

from __future__ import annotations

import argparse
import contextlib
import random
import shutil
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from sqlcipher3 import dbapi2 as sqlcipher

from app.conversation import Message, Role
from app.vault import kdf, schema
from app.vault.connection import Connection
from app.vault.port import KdfCost, Passphrase
from app.vault.search import match_expression
from app.vault.service import Vault

PASSPHRASE = Passphrase(b"benchmark")
_WORDS = 4000
_QUERIES = 60


def main(arguments: list[str]) -> int:
    """Run everything and print a table."""
    parser = argparse.ArgumentParser(prog="bench vault", description=__doc__.splitlines()[0])
    parser.add_argument("--messages", type=int, default=20_000)
    parser.add_argument("--folder", type=Path, help="where to make the vaults (default: a temporary folder)")
    options = parser.parse_args(arguments)
    folder = Path(tempfile.mkdtemp(prefix="sotto-bench-", dir=options.folder))
    try:
        _run(folder, options.messages)
    finally:
        shutil.rmtree(folder)
    return 0


def _run(folder: Path, messages: int) -> None:
    cost = kdf.calibrate(kdf.KdfLimits())
    bare = _median(lambda: kdf.measured_seconds(cost), 5)
    print(f"Argon2id {cost.memory_kib // 1024} MiB, t={cost.time}, p={cost.lanes} (calibrated)")
    _opening(folder / "opening", cost, bare)
    _working(folder / "working", messages)


def _opening(path: Path, cost: KdfCost, bare: float) -> None:
    vault = Vault(path)
    vault.create(PASSPHRASE, cost)
    vault.close()
    unlocks = []
    for _ in range(5):
        unlocks.append(_timed(lambda: vault.unlock(PASSPHRASE)))
        vault.close()
    unlock = statistics.median(unlocks)
    vault.unlock(PASSPHRASE)
    proofs, changes, alone = [], [], []
    for _ in range(7):
        start = time.perf_counter()
        proof = vault.prove(PASSPHRASE)
        proven = time.perf_counter()
        vault.change_passphrase(proof, PASSPHRASE)
        changes.append(time.perf_counter() - proven)
        proofs.append(proven - start)
        alone.append(kdf.measured_seconds(cost))
    vault.close()
    proof_time, change, once = map(statistics.median, (proofs, changes, alone))
    _line("Argon2id alone", bare)
    _line(
        "unlock",
        unlock,
        f"{unlock / bare:.2f} x Argon2id, all but Argon2id {max(0.0, unlock - bare) * 1000:.0f} ms",
    )
    note = f"{proof_time / once:.2f} x Argon2id, while the new one is typed"
    _line("change passphrase: proof of the current one", proof_time, note)
    _line("change passphrase: the wait after that", change, f"{change / once:.2f} x Argon2id")


def _working(path: Path, messages: int) -> None:
    cheap = KdfCost(memory_kib=64, time=1, lanes=1)
    vault = Vault(path, limits=kdf.KdfLimits(floor=cheap, advised=cheap), ballast_bytes=0)
    vault.create(PASSPHRASE, cheap)
    plain = _plain(path / "plain.db")
    texts = _texts(messages)
    talks = _fill(vault, plain, texts)
    print(f"{messages} messages, {sum(map(len, texts)) / 1e6:.1f} MB of text")

    vault.close()
    opened = _timed(lambda: vault.unlock(PASSPHRASE))
    _line(f"open the database with {messages} messages, without Argon2id", opened)

    ours, theirs = [], []
    for number, text in enumerate(texts[:200]):
        message = _message(f"new{number}", talks[0], text, None)
        ours.append(_timed(lambda message=message: vault.add_message(message)))
        theirs.append(_timed(lambda text=text, number=number: _add_plain(plain, 1, f"new{number}", text)))
    _compare("commit one message, synchronous=FULL", ours, theirs)

    talk = vault.create_conversation("long").id
    plain.execute("INSERT INTO conversations(id, title, created, updated) VALUES ('long', 'long', 0, 0)")
    (key,) = plain.execute("SELECT key FROM conversations WHERE id = 'long'").fetchone()
    parent = None
    for number, text in enumerate(texts[:300]):
        vault.add_message(_message(f"long{number}", talk, text, parent))
        _add_plain(plain, key, f"long{number}", text)
        parent = f"long{number}"
    sql = "SELECT m.*, p.id FROM messages m LEFT JOIN messages p ON p.key = m.parent WHERE m.conversation = ?"
    ours, theirs = _interleaved(
        30, lambda: vault.conversation(talk), lambda: plain.execute(sql, (key,)).fetchall()
    )
    _compare("load a conversation of 300 messages", ours, theirs)
    ours, theirs = _interleaved(
        20,
        lambda: vault.conversations(False),
        lambda: plain.execute(
            "SELECT c.*, (SELECT count(*) FROM messages m WHERE m.conversation = c.key) FROM conversations c"
        ).fetchall(),
    )
    _compare(f"list {len(talks) + 1} conversations", ours, theirs)
    for name, queries in _queries().items():
        _search(vault, plain, name, queries)

    ours = [_timed(lambda number=number: vault.delete_message(f"new{number}")) for number in range(50)]
    _compare("delete one message for good", ours, None)
    _line("delete a conversation of 300 messages for good", _timed(lambda: vault.delete_conversation(talk)))
    vault.close()
    plain.close()
    sizes = (path / "vault.db").stat().st_size, (path / "plain.db").stat().st_size
    print(f"{'size of the file':<58}{sizes[0] / 1e6:8.1f} MB   {sizes[0] / sizes[1]:.2f} x plain SQLite")


def _search(vault: Vault, plain: Connection, name: str, queries: list[str]) -> None:
    sql = """SELECT m.id, snippet(message_index, 0, '<', '>', '', 24) FROM message_index
        CROSS JOIN messages m ON m.key = message_index.rowid
        WHERE message_index MATCH ? ORDER BY message_index.rowid DESC LIMIT 50"""
    ours, theirs = [], []
    for query in queries:
        ours.append(_timed(lambda query=query: vault.search(query, 50)))
        expression = match_expression(query)
        theirs.append(_timed(lambda expression=expression: plain.execute(sql, (expression,)).fetchall()))
    _compare(f"search, {name}", ours, theirs)


def _queries() -> dict[str, list[str]]:
    chance = random.Random(5)
    return {
        "a rare word": [f"w{chance.randrange(2000, _WORDS)} " for _ in range(_QUERIES)],
        "a broad word": [f"w{number % 5} " for number in range(_QUERIES)],
        "two words, the last unfinished": [
            f"w{chance.randrange(50)} w{chance.randrange(10, 400)}" for _ in range(_QUERIES)
        ],
        "two letters that begin a third of all words": ["w1"] * 20,
    }


def _plain(path: Path) -> Connection:
    """Open the same library without a key, with our schema and pragmas."""
    connection = sqlcipher.connect(str(path), isolation_level=None)
    for setting in (
        "auto_vacuum = INCREMENTAL",
        "locking_mode = EXCLUSIVE",
        "journal_mode = WAL",
        "synchronous = FULL",
        "secure_delete = ON",
        "temp_store = MEMORY",
        "foreign_keys = ON",
    ):
        connection.execute(f"PRAGMA {setting}")
    schema.migrate(connection, schema.MIGRATIONS, found=0)
    return connection


def _add_plain(connection: Connection, key: int, name: str, text: str) -> None:
    connection.execute("BEGIN IMMEDIATE")
    connection.execute(
        """INSERT INTO messages(id, conversation, parent, role, status, created, provenance, body)
           VALUES (?, ?, NULL, 'user', 'complete', 0, NULL, ?)""",
        (name, key, text),
    )
    connection.execute("UPDATE conversations SET updated = 1 WHERE key = ?", (key,))
    connection.execute("COMMIT")


def _texts(count: int) -> list[str]:
    """Random words, a few of them frequent, as in a language."""
    chance = random.Random(1)
    weights = [1 / (number + 1) for number in range(_WORDS)]
    words = [f"w{number}" for number in range(_WORDS)]
    return [" ".join(chance.choices(words, weights, k=chance.randrange(5, 160))) for _ in range(count)]


def _fill(vault: Vault, plain: Connection, texts: list[str]) -> list[str]:
    """Put the texts into conversations of 40, in one transaction: this is not what is measured."""
    store = vault._need().store
    talks = []
    plain.execute("BEGIN")
    with store.write():
        for start in range(0, len(texts), 40):
            key, name = start // 40 + 1, f"talk{start}"
            row = (key, name, f"title {start}")
            sql = "INSERT INTO conversations(key, id, title, created, updated) VALUES (?, ?, ?, 0, 0)"
            store.change(sql, row)
            plain.execute(sql, row)
            talks.append(name)
            for place, text in enumerate(texts[start : start + 40]):
                values = (f"{start + place}", key, text)
                sql = """INSERT INTO messages(id, conversation, role, status, created, body)
                    VALUES (?, ?, 'user', 'complete', 0, ?)"""
                store.change(sql, values)
                plain.execute(sql, values)
    plain.execute("COMMIT")
    return talks


def _message(name: str, talk: str, text: str, parent: str | None) -> Message:
    return Message(id=name, conversation_id=talk, parent_id=parent, role=Role.USER, text=text, created=1)


def _timed(work: Callable[[], object]) -> float:
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def _median(work: Callable[[], object], count: int) -> float:
    return statistics.median(_timed(work) for _ in range(count))


def _interleaved(
    count: int, ours: Callable[[], object], theirs: Callable[[], object]
) -> tuple[list[float], list[float]]:
    pairs = [(_timed(ours), _timed(theirs)) for _ in range(count)]
    return [pair[0] for pair in pairs], [pair[1] for pair in pairs]


def _line(name: str, seconds: float, note: str = "") -> None:
    print(f"{name:<58}{seconds * 1000:8.1f} ms   {note}")


def _compare(name: str, ours: list[float], theirs: list[float] | None) -> None:
    p50, p95 = _percentile(ours, 0.5), _percentile(ours, 0.95)
    note = f"p95 {p95 * 1000:.1f} ms"
    if theirs is not None:
        other = _percentile(theirs, 0.5)
        note += f"   {p50 / other:.2f} x plain SQLite ({other * 1000:.1f} ms)"
    _line(name, p50, note)


def _percentile(values: list[float], share: float) -> float:
    return sorted(values)[min(len(values) - 1, int(len(values) * share))]


if __name__ == "__main__":
    with contextlib.suppress(KeyboardInterrupt):
        main(sys.argv[1:])
        sys.exit(0)

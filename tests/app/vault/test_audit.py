"""Promise: nobody changes, cuts or reorders the log of what left unseen, with or without the vault.

Whoever checks an export needs this format and nothing of ours: a second verifier here is written from
docs/vault-format.md alone.
"""

from __future__ import annotations

import hashlib
import json
import tracemalloc
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from hypothesis import given
from hypothesis import strategies as st

from app.audit import AuditEntry, AuditReport
from app.errors import UsageRefused
from app.vault import audit as auditing
from app.vault.audit import digest_of, export_lines, lines_of, record_bytes, verify_export
from app.vault.port import CheckReport
from app.vault.service import Vault
from tests.app.vault.preloaded import play
from tests.app.vault.reader import hkdf, read_key_file
from tests.app.vault.support import RIGHT

KEY = Ed25519PrivateKey.from_private_bytes(bytes(range(32)))
OTHER = Ed25519PrivateKey.from_private_bytes(bytes(32))
VAULT_ID = "ab" * 16


def entry(number: int) -> AuditEntry:
    return AuditEntry(
        "connection",
        provider_id="p1",
        host="api.example.com:443",
        route="cloud",
        body_sha256="cd" * 32,
        bytes_out=1000 + number,
        tls="TLSv1.3",
        seconds=0.1 * number,
        outcome="answered",
    )


def chain(
    count: int, change: Callable[[int, AuditEntry], AuditEntry] | None = None
) -> Iterator[tuple[str, bytes]]:
    """Yield the records of a log, as the vault has them."""
    before = auditing.FIRST
    for number in range(1, count + 1):
        made = entry(number) if change is None else change(number, entry(number))
        record = record_bytes(number, 1_700_000_000_000 + number, before, made)
        before = digest_of(record)
        yield before, record


def export(count: int = 9, key: Ed25519PrivateKey = KEY, **changes: Any) -> list[bytes]:
    return list(export_lines(chain(count, **changes), length=count, vault_id=VAULT_ID, made=1, key=key))


def fault(lines: list[bytes], **options: Any) -> tuple[str, int]:
    report = verify_export(lines, **options)
    assert report.ok is (report.reason == "")
    return report.reason, report.broken_at


def print_of(key: Ed25519PrivateKey) -> str:
    return hashlib.sha256(key.public_key().public_bytes_raw()).hexdigest()


# an export that is as it was made


def test_a_whole_export_is_found_whole_with_and_without_line_feeds() -> None:
    lines = export()
    expected = AuditReport(ok=True, records=9, key=print_of(KEY)[:16])
    assert verify_export(lines) == expected
    assert verify_export([line.rstrip(b"\n") for line in lines]) == expected


def test_an_empty_log_is_whole() -> None:
    assert verify_export(export(0)) == AuditReport(ok=True, records=0, key=print_of(KEY)[:16])


def test_ten_thousand_records_are_checked_without_being_held() -> None:
    lines = export_lines(chain(10_000), length=10_000, vault_id=VAULT_ID, made=1, key=KEY)
    tracemalloc.start()
    try:
        report = verify_export(lines)
        _, peak = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert (report.ok, report.records) == (True, 10_000)
    assert peak < 500_000  # the export is 5 MB


# an export that is not


def tampered(line: bytes, **members: Any) -> bytes:
    """Change members of a record and leave its hash as it was."""
    read = json.loads(line)
    read["record"].update(members)
    return json.dumps(read, separators=(",", ":"), sort_keys=True).encode() + b"\n"


@pytest.mark.parametrize("at", [1, 2, 5, 9])
def test_a_changed_record_is_named(at: int) -> None:
    for change in ({"time": 5}, {"number": 77}, {"before": "11" * 32}, {"entry": {"kind": "consent"}}):
        lines = export()
        lines[at] = tampered(lines[at], **change)
        assert fault(lines) == ("changed", at)


@pytest.mark.parametrize("at", [1, 2, 5, 9])
def test_a_record_that_was_taken_out_is_missed(at: int) -> None:
    lines = export()
    del lines[at]
    assert fault(lines) == ("missing", at)


@pytest.mark.parametrize(("first", "second"), [(1, 2), (2, 3), (3, 9), (8, 9)])
def test_exchanged_records_are_out_of_order(first: int, second: int) -> None:
    lines = export()
    lines[first], lines[second] = lines[second], lines[first]
    assert fault(lines) == ("order", first)


def test_a_record_that_was_put_in_does_not_fit() -> None:
    lines = export()
    lines.insert(4, lines[3])
    assert fault(lines) == ("order", 4)
    *_, (digest, record) = chain(4, lambda number, it: it if number < 4 else AuditEntry("consent"))
    forged = auditing.canonical(auditing._RecordLine(digest, auditing.msgspec.Raw(record))) + b"\n"
    lines = export()
    lines.insert(4, forged)  # it fits what is before it, and so nothing after it does
    assert fault(lines) == ("order", 5)
    lines = export()
    lines[4] = forged
    assert fault(lines) == ("changed", 5)


def test_an_export_that_was_cut_misses_the_next_record() -> None:
    lines = export()
    for kept in range(1, len(lines)):
        assert fault(lines[:kept]) == ("missing", kept)
    for kept in range(1, len(lines) - 1):
        assert fault([*lines[:kept], lines[-1]]) == ("missing", kept)
    assert fault([]) == ("format", 0)


def test_a_line_that_was_cut_is_no_line() -> None:
    lines = export()
    for at in range(1, len(lines)):
        assert fault([*lines[:at], lines[at][:-9]])[0] == "format"


def test_what_was_made_up_anew_is_not_signed() -> None:
    """Every hash fits: only the signature tells."""
    signed, other = export(), export(change=lambda _, it: AuditEntry(it.kind, host="elsewhere.example:443"))
    assert fault([signed[0], *other[1:-1], signed[-1]]) == ("signature", 0)
    assert fault([*other[:-1], signed[-1]]) == ("signature", 0)


def test_a_changed_header_or_end_is_not_signed() -> None:
    lines = export()
    moved = lines[0].replace(VAULT_ID.encode(), b"cd" * 16)
    assert fault([moved, *lines[1:]]) == ("signature", 0)
    end = json.loads(lines[-1])
    for member, value in (
        ("signature", "00" * 64),
        ("signature", "x"),
        ("signature", ""),
        ("sha256", "00" * 32),
    ):
        changed = json.dumps(end | {member: value}).encode()
        assert fault([*lines[:-1], changed]) == ("signature", 0)
    assert fault([*lines[:-1], json.dumps(end | {"records": 10}).encode()]) == ("missing", 10)
    assert fault([*lines[:-1], json.dumps(end | {"records": 8}).encode()]) == ("order", 9)


def test_signed_again_with_another_key_it_has_another_fingerprint() -> None:
    again = export(key=OTHER, change=lambda _, it: AuditEntry(it.kind))
    assert verify_export(again) == AuditReport(ok=True, records=9, key=print_of(OTHER)[:16])
    assert fault(again, key=print_of(KEY)) == ("signature", 0)
    assert fault([export()[0], *again[1:]]) == ("signature", 0)  # with the right key's name on it


def test_a_fingerprint_is_taken_as_a_person_types_it_and_not_in_part() -> None:
    name, lines = print_of(KEY), export()
    for typed in (name[:16], name, name[:16].upper(), f"{name[:4]} {name[4:8]} {name[8:16]}"):
        assert fault(lines, key=typed) == ("", 0)
    for typed in (name[:15], name[:4], "0" * 16, name + "0", name[1:]):
        assert fault(lines, key=typed) == ("signature", 0)


@pytest.mark.parametrize(
    "line",
    [
        b"",
        b"\n",
        b"[]",
        b"{}",
        b"null",
        b"\xff\xfe",
        b'{"line":"record"}',
        b'{"line":"record","hash":5,"record":{}}',
        b'{"line":"record","hash":"x","record":{},"more":1}',
        b'{"line":"other"}',
        b'{"line":"header","format":"sotto-audit","version":2,"vault_id":"","made":1,"public_key":""}',
        b"[" * 60_000,
        b'{"line":"record","hash":"' + b"0" * 70_000 + b'","record":{}}',
    ],
)
def test_any_other_line_is_no_log_of_ours(line: bytes) -> None:
    lines = export()
    assert fault([line, *lines[1:]]) == ("format", 0)
    assert fault([lines[0], lines[1], line, *lines[2:]]) == ("format", 2)
    assert fault([*lines, line]) == ("format", 0)
    assert fault([*lines, *lines])[0] == "format"


@given(st.integers(0, 10), st.integers(0, 5000), st.integers(1, 255))
def test_no_flipped_bit_anywhere_goes_unseen(at: int, place: int, mask: int) -> None:
    lines = export()
    line = bytearray(lines[at].rstrip(b"\n"))
    line[place % len(line)] ^= mask
    lines[at] = bytes(line)
    assert not verify_export(lines, key=print_of(KEY)).ok


@given(st.lists(st.binary(max_size=60), max_size=6))
def test_any_bytes_give_a_report(lines: list[bytes]) -> None:
    assert not verify_export(lines).ok


def test_a_line_without_an_end_is_read_in_pieces(tmp_path: Path) -> None:
    path = tmp_path / "log"
    path.write_bytes(export()[0] + b"0" * 300_000)
    with path.open("rb") as file:
        read = list(lines_of(file))
        file.seek(0)
        assert fault(list(lines_of(file))) == ("format", 1)
    assert max(len(line) for line in read) <= auditing.LONGEST_LINE + 1


# the vault's own log


def filled(vault: Vault, count: int = 5) -> None:
    for number in range(1, count + 1):
        vault.append_audit(entry(number))


def test_a_record_is_returned_as_it_is_listed_and_time_is_the_vaults(opened: Callable[..., Vault]) -> None:
    vault = opened(now=lambda: 1234)
    made = [vault.append_audit(entry(number)) for number in range(3)]
    assert [(it.number, it.time, it.entry) for it in made] == [(n + 1, 1234, entry(n)) for n in range(3)]
    assert [it.before for it in made] == ["0" * 64, made[0].hash, made[1].hash]
    assert opened().audit(0, 9) == made[::-1]


def test_the_log_is_read_page_by_page_from_its_end(vault: Vault) -> None:
    filled(vault, 7)
    seen: list[int] = []
    before = 0
    while page := vault.audit(before, 3):
        seen += [it.number for it in page]
        before = page[-1].number
    assert seen == [7, 6, 5, 4, 3, 2, 1]
    assert vault.audit(1, 3) == vault.audit(0, 0) == vault.audit(0, -1) == []


def test_the_vault_finds_its_own_log_whole_and_names_the_key_of_its_exports(
    opened: Callable[..., Vault],
) -> None:
    vault = opened()
    empty = vault.verify_audit()
    assert (empty.ok, empty.records) == (True, 0)
    filled(vault)
    report = vault.verify_audit()
    assert (report.ok, report.records, report.key) == (True, 5, empty.key)
    exported = verify_export(vault.export_audit(), key=report.key)
    assert exported == report
    assert opened().verify_audit() == report


DAY = 86_400_000


class Clocks:
    """What the computer's clock says, which may be set, and what has really passed, in ms."""

    def __init__(self) -> None:
        self.now, self.elapsed = 1_700_000_000_000, 5_000

    def wait(self, milliseconds: int) -> None:
        self.now += milliseconds
        self.elapsed += milliseconds


@pytest.mark.parametrize("by", [DAY, -DAY, 3 * 60_000])
def test_a_clock_that_was_set_is_marked_before_what_follows(opened: Callable[..., Vault], by: int) -> None:
    clocks = Clocks()
    vault = opened(now=lambda: clocks.now, elapsed=lambda: clocks.elapsed)
    vault.append_audit(entry(1))
    clocks.wait(60_000)
    clocks.now += by
    vault.append_audit(entry(2))
    vault.append_audit(entry(3))
    assert [(it.entry.kind, it.entry.seconds) for it in vault.audit(0, 9)[::-1]] == [
        ("connection", entry(1).seconds),
        ("clock-changed", by / 1000),
        ("connection", entry(2).seconds),
        ("connection", entry(3).seconds),
    ]
    assert vault.verify_audit() == verify_export(vault.export_audit())
    assert vault.verify_audit().ok


def test_sleep_and_the_corrections_of_a_time_server_are_not_marked(opened: Callable[..., Vault]) -> None:
    clocks = Clocks()
    vault = opened(now=lambda: clocks.now, elapsed=lambda: clocks.elapsed)
    for correction in (0, 900, -900, 0):
        clocks.wait(DAY)
        clocks.now += correction
        vault.append_audit(entry(1))
    assert [it.entry.kind for it in vault.audit(0, 9)] == ["connection"] * 4


def test_a_clock_that_was_set_back_between_two_unlocks_is_marked(opened: Callable[..., Vault]) -> None:
    clocks = Clocks()
    opened(now=lambda: clocks.now, elapsed=lambda: clocks.elapsed).append_audit(entry(1))
    clocks.now -= DAY
    vault = opened(now=lambda: clocks.now, elapsed=lambda: 0)
    vault.append_audit(entry(2))
    vault.append_audit(entry(3))
    kinds = [it.entry.kind for it in vault.audit(0, 9)[::-1]]
    assert kinds == ["connection", "clock-changed", "connection", "connection"]


def test_what_is_appended_during_an_export_is_in_the_next_one(vault: Vault) -> None:
    filled(vault)
    stream = vault.export_audit()
    lines = [next(stream)]
    vault.append_audit(entry(6))
    assert verify_export([*lines, *stream]).records == 5
    assert verify_export(vault.export_audit()).records == 6


def test_an_entry_that_is_no_entry_is_refused_and_leaves_the_chain_whole(vault: Vault) -> None:
    filled(vault)
    with pytest.raises(UsageRefused):
        vault.append_audit(AuditEntry("blocked", outcome="x" * 100_000))
    vault.append_audit(entry(6))
    assert vault.verify_audit().records == 6
    assert vault.verify_audit().ok


@pytest.mark.parametrize(
    ("statement", "reason", "at"),
    [
        ("UPDATE audit SET record = replace(record, '1003', '9003')", "changed", 3),
        ("UPDATE audit SET hash = replace(hash, substr(hash, 1, 1), 'x') WHERE number = 4", "changed", 4),
        ("DELETE FROM audit WHERE number = 2", "missing", 2),
        ("DELETE FROM audit WHERE number <= 2", "missing", 1),
        ("DELETE FROM audit WHERE number >= 4", "missing", 4),
        ("DELETE FROM audit", "missing", 1),
    ],
)
def test_what_is_done_to_the_rows_is_seen_and_stays_seen(
    vault: Vault, statement: str, reason: str, at: int
) -> None:
    filled(vault)
    store = vault._need().store
    with store.write():
        store.change(statement)
    for _ in range(2):
        report = vault.verify_audit()
        assert (report.ok, report.reason, report.broken_at) == (False, reason, at)
        assert verify_export(vault.export_audit()) == report
        *_, checked = vault.check()
        assert isinstance(checked, CheckReport)
        assert checked.problems == (f"log: does not hold from record {at} on ({reason})",)
        vault.append_audit(entry(6))  # what follows does not close the gap


def test_the_log_outlives_what_it_speaks_of(folder: Path, vault: Vault) -> None:
    filled(vault)
    talk = vault.create_conversation("t").id
    vault.delete_conversation(talk)
    vault.delete_provider("p1")
    assert vault.verify_audit().records == 5


def test_killed_at_any_call_of_an_append_the_chain_is_whole(memory_folder: Path) -> None:
    result = play("kill_logging", memory_folder)
    assert result["problems"] == []
    assert result["outcomes"].keys() == {"killed", "done"}
    assert result["calls"] > 2


# by the description alone


def independent(lines: list[bytes]) -> tuple[str, int]:
    """Verify an export as docs/vault-format.md says; returns the vault's id and the number of records."""
    header, *records, end = [json.loads(line) for line in lines]
    assert (header["line"], header["format"], header["version"]) == ("header", "sotto-audit", 1)
    before = "0" * 64
    for number, line in enumerate(records, 1):
        record = line["record"]
        raw = json.dumps(record, sort_keys=True, separators=(",", ":"), ensure_ascii=False).encode()
        assert raw in lines[number]  # byte for byte what was hashed
        assert hashlib.sha256(raw).hexdigest() == line["hash"]
        assert (record["number"], record["before"]) == (number, before)
        before = line["hash"]
    digest = hashlib.sha256(b"".join(lines[:-1])).digest()
    assert (end["line"], end["records"], end["sha256"]) == ("end", len(records), digest.hex())
    key = Ed25519PublicKey.from_public_bytes(bytes.fromhex(header["public_key"]))
    key.verify(bytes.fromhex(end["signature"]), digest)
    return header["vault_id"], len(records)


def test_an_export_is_what_its_description_says(folder: Path, vault: Vault) -> None:
    filled(vault, 12)
    lines = list(vault.export_audit())
    root_key, document = read_key_file((folder / "vault.keys").read_bytes(), RIGHT.value)
    assert independent(lines) == (document["vault_id"], 12)
    seed = hkdf(root_key, b"", f"vault/1/audit/{document['vault_id']}".encode(), 32)
    public = Ed25519PrivateKey.from_private_bytes(seed).public_key().public_bytes_raw()
    assert json.loads(lines[0])["public_key"] == public.hex()
    assert hashlib.sha256(public).hexdigest()[:16] == vault.verify_audit().key
    for path in folder.iterdir():  # the key is in no file
        assert seed not in path.read_bytes()
        assert seed.hex().encode() not in path.read_bytes()

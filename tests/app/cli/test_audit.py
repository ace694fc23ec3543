"""Promise: whoever has an exported log can check it with the program alone: no vault, no passphrase."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

from app.audit import AuditEntry
from app.paths import profile_paths
from app.vault.kdf import FLOOR
from app.vault.port import Passphrase
from app.vault.service import Vault
from tests.promises.conftest import PASSPHRASE, Program, json_lines

HOST = "api.example.com:443"


@pytest.fixture(scope="module")
def program(tmp_path_factory: pytest.TempPathFactory) -> Program:
    """Sotto with a vault in which seven things have happened; the last but one nobody looked at."""
    made = Program(tmp_path_factory.mktemp("audit") / "home")
    made.home.mkdir()
    made.passphrase_file.write_text(PASSPHRASE + "\n")
    vault = Vault(profile_paths(made.profile).vault, ballast_bytes=0)
    vault.create(Passphrase(PASSPHRASE.encode()), FLOOR)
    vault.append_audit(AuditEntry("consent", provider_id="p1", host=HOST, route="cloud"))
    for number in range(3):
        body = f"{number}" * 64
        seen = "" if number < 2 else "without-a-look"
        vault.append_audit(
            AuditEntry("approved", host=HOST, route="cloud", body_sha256=body, redacted=4, outcome=seen)
        )
        vault.append_audit(
            AuditEntry(
                "connection",
                host=HOST,
                route="cloud",
                body_sha256=body,
                bytes_out=2048,
                bytes_in=512,
                tls="TLSv1.3",
                outcome="answered",
            )
        )
    vault.close()
    return made


@pytest.fixture(scope="module")
def exported(program: Program) -> Path:
    target = program.home.parent / "log.jsonl"
    program.ok("audit", "export", str(target), *program.with_passphrase())
    return target


@pytest.fixture
def stranger(tmp_path: Path) -> Program:
    """Sotto on another computer, where there is no vault."""
    home = tmp_path / "home"
    home.mkdir()
    return Program(home)


def key_of(report: str) -> str:
    return report.split("key ")[1].split(".", maxsplit=1)[0]


def test_the_list_is_newest_first_and_says_what_left(program: Program) -> None:
    said = program.ok("audit", "list", "--limit", "3", *program.with_passphrase())
    lines = said.splitlines()
    assert [line.split()[0] for line in lines] == ["7", "6", "5"]
    for part in ("connection", HOST, "cloud", "2 kB out, 512 B in", "TLSv1.3", "answered", "2" * 12):
        assert part in lines[0]
    assert "4 placeholders" in lines[1]
    assert "automatically, nobody looked" in lines[1]
    whole = program.ok("audit", "list", "--limit", "0", *program.with_passphrase())
    assert whole.count("nobody looked") == 1
    everything = json_lines(program.ok("audit", "list", "--limit", "0", "--json", *program.with_passphrase()))
    assert [record["number"] for record in everything] == [7, 6, 5, 4, 3, 2, 1]
    assert everything[-1]["entry"]["kind"] == "consent"


def test_an_export_is_verified_where_there_is_no_vault(
    program: Program, stranger: Program, exported: Path
) -> None:
    assert exported.stat().st_mode & 0o077 == 0
    own = program.ok("audit", "verify", *program.with_passphrase())
    foreign = stranger.ok("audit", "verify", str(exported))
    assert own == foreign
    assert "7 records" in own
    records = [json.loads(line).get("record", {}) for line in exported.read_bytes().splitlines()]
    approved = [
        each["entry"].get("outcome", "") for each in records if each and each["entry"]["kind"] == "approved"
    ]
    assert approved == ["", "", "without-a-look"]
    stranger.ok("audit", "verify", str(exported), "--key", key_of(own))
    assert [path for path in stranger.home.rglob("*") if path.is_file()] == []


def test_a_log_comes_from_standard_input(stranger: Program, exported: Path) -> None:
    report = json.loads(stranger.ok("audit", "verify", "-", "--json", typed=exported.read_text()))
    assert (report["ok"], report["records"]) == (True, 7)


def test_a_log_that_was_changed_or_is_somebody_elses_is_refused(
    stranger: Program, exported: Path, tmp_path: Path
) -> None:
    changed = tmp_path / "changed.jsonl"
    lines = exported.read_bytes().splitlines(keepends=True)
    changed.write_bytes(b"".join([*lines[:3], lines[3].replace(b"2048", b"9"), *lines[4:]]))
    done = stranger.run("audit", "verify", str(changed))
    assert (done.returncode, "Record 3 was changed." in done.stdout) == (1, True)
    done = stranger.run("audit", "verify", str(exported), "--key", "0" * 16)
    assert (done.returncode, "right key" in done.stdout) == (1, True)
    changed.write_bytes(b"something else")
    done = stranger.run("audit", "verify", str(changed))
    assert (done.returncode, "not a log" in done.stdout) == (1, True)
    done = stranger.run("audit", "verify", str(tmp_path / "nowhere"))
    assert (done.returncode, "cannot be read" in done.stderr) == (1, True)


def test_an_export_never_overwrites(program: Program, exported: Path) -> None:
    before = exported.read_bytes()
    done = program.run("audit", "export", str(exported), *program.with_passphrase())
    assert (done.returncode, "not overwritten" in done.stderr) == (1, True)
    assert exported.read_bytes() == before


def test_the_list_needs_the_passphrase(program: Program, stranger: Program, tmp_path: Path) -> None:
    shutil.copytree(program.profile, stranger.profile)  # a wrong one makes the next try wait
    wrong = tmp_path / "wrong"
    wrong.write_text("not this one\n")
    done = stranger.run("audit", "list", "--passphrase-file", str(wrong))
    assert done.returncode == 1
    assert done.stdout == ""

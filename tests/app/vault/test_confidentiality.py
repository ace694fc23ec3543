"""Promise: no word of the user and no secret is anywhere but encrypted in the vault.

Acceptance tests 29, 31, 33, 34 and 35, the vault's part: its folder, temporary files, logs, error texts, the
standard streams, arguments and environment of the process, and files that are deleted but open.
"""

from __future__ import annotations

import contextlib
import logging
import os
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from sqlcipher3 import dbapi2 as sqlcipher

from app.audit import AuditEntry
from app.conversation import Exchange, MessageStatus, Role
from app.errors import VaultError, WrongPassphrase
from app.gate.port import Destination
from app.process.service import Service, ServiceSpec, start_service
from app.providers import Provider
from app.redaction.findings import MappedValue
from app.redaction.port import Term
from app.routing import Sensitivity
from app.vault import connection as connections
from app.vault.audit import verify_export
from app.vault.port import CheckReport, KdfCost, Passphrase, Secret, VaultPort
from app.vault.service import Vault, VaultStart
from tests.app.vault.support import RIGHT, fill, message, vault_at

CANARY = "QUAGGACANARY"
SECRET = Passphrase(b"QUAGGASECRET passphrase")
FLOOR = KdfCost(memory_kib=65536, time=3, lanes=4)


def hits(*folders: Path) -> list[str]:
    """Find files below these folders that hold the canary in the clear, in UTF-8 or UTF-16."""
    needles = [CANARY.encode(), CANARY.lower().encode(), CANARY.encode("utf-16-le"), b"QUAGGASECRET"]
    found = []
    for folder in folders:
        for path in folder.rglob("*"):
            if path.is_file() and not path.is_symlink():
                with contextlib.suppress(OSError):
                    raw = path.read_bytes()
                    found += [str(path) for needle in needles if needle in raw]
    return found


def work_with_canaries(vault: VaultPort) -> None:
    """Write the canary wherever a user can write."""
    folder = vault.create_folder(f"{CANARY} folder")
    talk = vault.create_conversation(f"{CANARY} title").id
    vault.set_folder(talk, folder.id)
    vault.add_message(message("q", talk, f"{CANARY} question " * 200))
    vault.add_message(message("a", talk, "", parent="q", role=Role.ASSISTANT, status=MessageStatus.STREAMING))
    for length in range(1, 40):
        vault.checkpoint_answer("a", f"{CANARY} answer " * length * 20)
    vault.finish_answer("a", f"{CANARY} answer " * 900, MessageStatus.COMPLETE, None)
    vault.set_draft(talk, f"{CANARY} draft")
    _ask_elsewhere(vault, talk)
    assert vault.search(f"{CANARY} quest", 5)
    with contextlib.suppress(VaultError):
        vault.rename_conversation(f"{CANARY} no such id", "x")
    with contextlib.suppress(VaultError):
        vault.add_message(message("x", talk, f"{CANARY}", parent=f"{CANARY}"))


def _ask_elsewhere(vault: VaultPort, talk: str) -> None:
    """Write the canary wherever the cloud route writes."""
    destination = Destination("p1", "openai", "https://example.com/v1", CANARY)
    vault.set_sensitivity(talk, Sensitivity.PUBLIC)
    vault.save_provider(Provider("p1", f"{CANARY} provider", destination))
    vault.put_secret("p1", Secret(f"{CANARY} key " * 600, since=1))
    vault.save_term(Term(f"{CANARY} term"))
    vault.add_placeholders(talk, [MappedValue("PERSON", 1, "", f"{CANARY} name")])
    sent = Exchange("cloud", "p1", CANARY, "example.com:443", "a1", "00" * 32, f"{CANARY} sent " * 300)
    vault.record_exchange("q", sent)
    vault.append_audit(AuditEntry("connection", provider_id="p1", host="example.com:443", outcome="answered"))
    assert vault.conversation(talk).messages[0].exchange == sent
    assert vault.conversation(talk).summary.sensitivity is Sensitivity.PUBLIC
    assert [it.value for it in vault.placeholders(talk)] == [f"{CANARY} name"]
    assert [it.destination for it in vault.providers()] == [destination]
    assert vault.secret("p1") == Secret(f"{CANARY} key " * 600, since=1)
    assert [it.text for it in vault.terms()] == [f"{CANARY} term"]
    assert [it.number for it in vault.audit(0, 5)] == [1]
    assert vault.verify_audit().ok
    exported = list(vault.export_audit())
    assert verify_export(exported).ok
    assert CANARY.encode() not in b"".join(exported)


@pytest.fixture
def temporary(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A temporary folder of our own, for Python and for SQLite."""
    made = tmp_path / "tmp"
    made.mkdir()
    for name in ("TMPDIR", "SQLITE_TMPDIR", "TEMP", "TMP"):
        monkeypatch.setenv(name, str(made))
    return made


def test_no_word_is_in_the_clear_in_any_file_at_any_moment(
    folder: Path, vault: Vault, temporary: Path, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    work_with_canaries(vault)
    store = vault._need().store
    with store.write():  # a sorter that does not fit into memory, in the middle of a transaction
        store.change("UPDATE messages SET body = body || ' ' || body")
        rows = store.rows(
            "SELECT a.body FROM messages a, messages b, messages c ORDER BY a.body || c.id || b.id"
        )
        assert rows
        assert hits(folder, temporary) == []
    assert hits(folder, temporary) == []
    assert _deleted_but_open() == []
    vault.close()
    assert hits(folder, temporary) == []
    assert CANARY not in caplog.text


def _deleted_but_open() -> list[str]:
    found = []
    for entry in Path("/proc/self/fd").iterdir():
        with contextlib.suppress(OSError):
            if "(deleted)" in str(entry.readlink()) and CANARY.encode() in entry.read_bytes():
                found.append(str(entry.readlink()))
    return found


@pytest.mark.parametrize(
    "statement",
    [
        "ATTACH '{path}' AS other KEY ''",
        "ATTACH ':memory:' AS other",
        "VACUUM INTO '{path}'",
        "PRAGMA temp_store = 1",
        "PRAGMA temp_store_directory = '{path}'",
        "PRAGMA journal_mode = DELETE",
        "PRAGMA journal_mode",
        "PRAGMA key = 'x'",
        "PRAGMA rekey = 'x'",
        "PRAGMA cipher_log = '{path}'",
        "PRAGMA cipher_log_level = TRACE",
        "PRAGMA cipher_profile = '{path}'",
        "PRAGMA cipher_plaintext_header_size = 32",
        "PRAGMA writable_schema = ON",
        "PRAGMA trusted_schema = ON",
        "PRAGMA secure_delete = OFF",
        "PRAGMA synchronous = OFF",
        "PRAGMA foreign_keys = OFF",
        "PRAGMA mmap_size = 100000",
        "SELECT load_extension('x')",
        "SELECT sqlcipher_export('main')",
        "DETACH main",
    ],
)
def test_the_database_refuses_whatever_could_write_in_the_clear(
    vault: Vault, tmp_path: Path, statement: str
) -> None:
    fill(vault)
    target = tmp_path / "leak"
    connection = vault._need().store._connection
    with pytest.raises(sqlcipher.Error):
        connection.execute(statement.format(path=target)).fetchall()
    assert not target.exists()
    assert len(vault.conversations(False)) == 3


def test_the_settings_are_those_that_were_decided(vault: Vault) -> None:
    connection = vault._need().store._connection
    connection.set_authorizer(None)
    expected = {
        "journal_mode": "wal",
        "synchronous": 2,
        "secure_delete": 1,
        "temp_store": 2,
        "cell_size_check": 1,
        "trusted_schema": 0,
        "foreign_keys": 1,
        "mmap_size": 0,
        "locking_mode": "exclusive",
        "auto_vacuum": 2,
        "page_size": "4096",
        "cipher_page_size": "4096",
        "cipher_use_hmac": "1",
        "cipher_hmac_algorithm": "HMAC_SHA512",
        "cipher_memory_security": "0",
        "cipher_log_level": "NONE",
    }
    found = {name: (connection.execute(f"PRAGMA {name}").fetchone() or [None])[0] for name in expected}
    assert found == expected


def test_errors_of_the_database_carry_no_text_of_anybody(vault: Vault) -> None:
    """What sqlcipher3 says can quote the statement; it is dropped when it becomes one of our errors."""
    store = vault._need().store
    for text in (
        "database disk image is malformed",
        "database or disk is full",
        "disk I/O error",
        "database is locked",
    ):
        error = connections.known_error(sqlcipher.OperationalError(f"{text}: {CANARY}"), store._folder)
        assert error is not None
        assert CANARY not in f"{error!r} {error}"
    assert (
        connections.known_error(sqlcipher.OperationalError(f"no such table: {CANARY}"), store._folder) is None
    )
    with pytest.raises(VaultError) as caught, connections.converted(store._folder):
        raise sqlcipher.DatabaseError(f"file is not a database {CANARY}")
    assert caught.value.__suppress_context__


def test_memory_that_runs_out_is_one_of_our_errors(vault: Vault) -> None:
    with pytest.raises(VaultError) as caught, connections.converted(vault._need().store._folder):
        raise MemoryError
    assert caught.value.facts == {"reason": "memory"}


def test_reprs_show_no_content_and_no_secret(folder: Path, vault: Vault) -> None:
    work_with_canaries(vault)
    talk = vault.conversations(False)[0]
    session = vault._need()
    shown = [
        repr(it)
        for it in (
            SECRET,
            talk,
            vault.conversation(talk.id),
            vault.search(CANARY, 5),
            vault.folders(),
            session,
            session.store,
            session.keys,
            connections.DatabaseKey(b"QUAGGASECRET", b"x"),
        )
    ]
    assert CANARY not in " ".join(shown)
    assert "QUAGGASECRET" not in " ".join(shown)
    assert session.root_key.hex() not in " ".join(shown)
    assert repr(session.root_key)[2:-1] not in " ".join(shown)


# in a process of its own


@pytest.fixture
def start(tmp_path: Path) -> Iterator[Callable[[], Service[VaultPort]]]:
    """Start the real, confined vault service, with its real limits."""
    started: list[Service[VaultPort]] = []

    def begin() -> Service[VaultPort]:
        spec = ServiceSpec(
            "vault",
            VaultPort,
            VaultStart(directory=str(tmp_path / "vault")),
            command=(sys.executable, "-m", "tests.app.vault.service_main"),
            deadline=120.0,
        )
        started.append(start_service(spec))
        return started[-1]

    yield begin
    for service in started:
        service.kill()


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="looks into /proc")
def test_the_confined_service_keeps_every_secret_to_itself(
    start: Callable[[], Service[VaultPort]],
    temporary: Path,
    tmp_path: Path,
    capfd: pytest.CaptureFixture[str],
) -> None:
    service = start()
    vault = service.port
    vault.create(SECRET, FLOOR)
    work_with_canaries(vault)
    assert vault.release_ballast() == 16 * 2**20
    report = list(vault.check())[-1]
    assert isinstance(report, CheckReport)
    assert report.ok
    for name in ("cmdline", "environ"):
        with contextlib.suppress(PermissionError):
            raw = Path(f"/proc/{service.pid}/{name}").read_bytes()
            assert b"QUAGGA" not in raw
    assert hits(tmp_path) == []
    with pytest.raises(WrongPassphrase):
        vault.change_passphrase(Passphrase(b"QUAGGASECRET wrong"), SECRET)
    pid = service.pid
    service.kill()
    with pytest.raises(ProcessLookupError):
        os.kill(pid, 0)
    assert hits(tmp_path) == []
    assert "QUAGGA" not in "".join(capfd.readouterr())


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="reads another process's memory")
def test_the_memory_of_the_confined_service_cannot_be_read_by_the_same_user(
    start: Callable[[], Service[VaultPort]],
) -> None:
    service = start()
    service.port.create(SECRET, FLOOR)
    probe = f"open('/proc/{service.pid}/mem', 'rb')"
    drop = "import os; os.setgroups([]); os.setgid(65534); os.setuid(65534); " if os.geteuid() == 0 else ""
    finished = subprocess.run(
        [sys.executable, "-c", drop + probe], capture_output=True, text=True, check=False
    )
    assert "PermissionError" in finished.stderr


@pytest.mark.parametrize("number", [signal.SIGSEGV, signal.SIGABRT])
def test_a_crash_of_the_service_leaves_no_core_and_no_word(
    start: Callable[[], Service[VaultPort]],
    temporary: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capfd: pytest.CaptureFixture[str],
    number: int,
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("PYTHONPATH", str(Path(__file__).parents[3]))
    service = start()
    service.port.create(SECRET, FLOOR)
    work_with_canaries(service.port)
    os.kill(service.pid, number)
    with pytest.raises(Exception, match="service-lost"):
        service.port.conversations(False)
    assert not list(tmp_path.glob("*core*"))
    assert hits(tmp_path) == []
    assert "QUAGGA" not in "".join(capfd.readouterr())


@pytest.mark.slow
def test_killed_at_random_moments_the_confined_service_comes_back_whole(
    start: Callable[[], Service[VaultPort]],
) -> None:
    """A lock is a kill, at whatever moment; acceptance test 32. test_crash does it hundreds of times."""
    service = start()
    service.port.create(SECRET, FLOOR)
    talk = service.port.create_conversation("t").id
    for number in range(6):
        service.port.add_message(message(f"m{number}", talk, "words " * 50))
        service.kill()
        service = start()
        unlocked = service.port.unlock(SECRET)
        assert unlocked.messages == number + 1
        assert set(unlocked.warnings) <= {"recovery-unverified"}


def test_the_log_of_a_session_has_sizes_and_no_words(folder: Path, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG)
    vault = vault_at(folder)
    vault.create(RIGHT, KdfCost(64, 1, 1))
    work_with_canaries(vault)
    vault.close()
    folder.chmod(0o755)
    vault.unlock(RIGHT)
    vault.close()
    assert any("unlocked" in record.message for record in caplog.records)
    assert CANARY not in caplog.text
    assert RIGHT.value.decode() not in caplog.text

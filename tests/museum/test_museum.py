"""Promise: every vault that was ever released opens, with everything that was in it.

Acceptance test 12. One folder per format and schema version, made by ``make_vault`` of that time and never
changed.
"""

from __future__ import annotations

import hashlib
import json
import shutil
from pathlib import Path
from typing import Any

import msgspec
import pytest

from app.audit import AuditRecord
from app.conversation import Conversation, Folder
from app.providers import Provider
from app.redaction.findings import MappedValue
from app.redaction.port import Term
from app.vault import schema
from app.vault.audit import verify_export
from app.vault.port import CheckReport, Passphrase, RecoveryCode, Secret
from app.vault.service import Vault
from tests.app.vault.reader import Pages, read_key_file
from tests.museum.make_vault import content

MUSEUM = Path(__file__).parent
EXHIBITS = sorted(path.name for path in MUSEUM.glob("format-*"))
FILES = ("vault.keys", "vault.keys.bak", "vault.db")


@pytest.fixture(params=EXHIBITS)
def exhibit(request: pytest.FixtureRequest, tmp_path: Path) -> Path:
    copy = tmp_path / "vault"
    shutil.copytree(MUSEUM / request.param, copy)
    return copy


def expected(exhibit: Path) -> dict[str, Any]:
    held: dict[str, Any] = json.loads((exhibit / "content.json").read_text(encoding="utf-8"))
    return held


class Content(msgspec.Struct):
    """What a user could see, with the fields of today: what came later has its default."""

    folders: list[Folder]
    conversations: list[Conversation]
    placeholders: dict[str, list[MappedValue]] = {}
    terms: list[Term] = []
    providers: list[Provider] = []
    secret: Secret | None = None
    audit: list[AuditRecord] = []


def content_of(held: dict[str, Any]) -> dict[str, Any]:
    """Return what ``make_vault.content`` says today of what was written down then."""
    today = msgspec.json.encode(msgspec.convert(held["content"], Content))
    plain: dict[str, Any] = msgspec.json.decode(today)
    return plain


def digests(folder: Path) -> list[str]:
    return [hashlib.sha256((folder / name).read_bytes()).hexdigest() for name in FILES]


def test_there_is_an_exhibit_of_the_first_format_and_of_the_newest_schema() -> None:
    assert {"format-1", f"format-1-schema-{schema.newest(schema.MIGRATIONS)}"} <= set(EXHIBITS)


def test_the_log_of_every_exhibit_is_whole(exhibit: Path) -> None:
    held = expected(exhibit)
    vault = Vault(exhibit, ballast_bytes=0)
    vault.unlock(Passphrase(held["passphrase"].encode()))
    report = vault.verify_audit()
    assert (report.ok, report.records) == (True, len(held["content"].get("audit", [])))
    assert verify_export(vault.export_audit(), key=report.key) == report
    vault.close()


def test_it_opens_with_its_passphrase_and_holds_what_it_held(exhibit: Path) -> None:
    held = expected(exhibit)
    vault = Vault(exhibit, ballast_bytes=0)
    unlocked = vault.unlock(Passphrase(held["passphrase"].encode()))
    assert unlocked.vault_id == held["vault_id"]
    assert content(vault) == content_of(held)
    assert [hit.role and hit.role.value for hit in vault.search("kase", 9)] == [
        "user",
        "assistant",
        "assistant",
        "user",
    ]
    assert [hit.snippet for hit in vault.search("挨拶", 9)][-1] == "日本語で挨拶してください。"
    report = list(vault.check())[-1]
    assert isinstance(report, CheckReport)
    assert report.ok
    vault.close()


def test_it_opens_with_its_recovery_code(exhibit: Path) -> None:
    held = expected(exhibit)
    vault = Vault(exhibit, ballast_bytes=0)
    vault.unlock(RecoveryCode(held["recovery_code"].encode()))
    assert content(vault) == content_of(held)
    vault.close()


def test_opening_it_twice_changes_it_at_most_once(exhibit: Path) -> None:
    passphrase = Passphrase(expected(exhibit)["passphrase"].encode())
    seen = []
    for _ in range(2):
        vault = Vault(exhibit, ballast_bytes=0)
        vault.unlock(passphrase)
        vault.close()
        seen.append(digests(exhibit))
    assert seen[0] == seen[1]


def test_a_future_migration_keeps_its_content(exhibit: Path) -> None:
    held = expected(exhibit)
    newest = schema.newest(schema.MIGRATIONS)
    future = schema.Migration(
        newest + 1, lambda connection: connection.execute("ALTER TABLE messages ADD COLUMN stars INTEGER")
    )
    for _ in range(2):
        vault = Vault(exhibit, ballast_bytes=0, migrations=(*schema.MIGRATIONS, future))
        vault.unlock(Passphrase(held["passphrase"].encode()))
        assert content(vault) == content_of(held)
        vault.close()


def test_format_1_is_what_its_description_says() -> None:
    """Opened by a reader written from docs/vault-format.md alone."""
    folder = MUSEUM / "format-1"
    held = expected(folder)
    root_key, document = read_key_file((folder / "vault.keys").read_bytes(), held["passphrase"].encode())
    assert len(root_key) == 32
    assert document["vault_id"] == held["vault_id"]
    pages = Pages(folder, held["passphrase"].encode())
    assert pages.database()[0][16:].startswith(
        b"\x10\x00\x02\x02\x50"
    )  # page size 4096, WAL, 80 bytes reserved
    assert pages.count("Käse, du gelber Freund") >= 1

"""Promise: a full or a failing disk loses nothing that was acknowledged and ends in a clear error.

Acceptance tests 18 to 20. A disk that is really full is a small tmpfs; single failing calls come from the
fault line (see faultline.c). After a full disk the vault goes on, after any other failure it only reads.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest

from app.conversation import MessageStatus, Role
from app.errors import DiskFull, ReadOnly, VaultError
from app.vault import guard
from app.vault.files import Folder
from app.vault.port import Passphrase
from app.vault.service import Vault
from tests.app.vault.preloaded import play
from tests.app.vault.support import CHEAP, RIGHT, contents, fill, make_vault, message, reopened, vault_at
from tests.small_disk import mounted_disk


def whole(result: dict[str, Any], *outcomes: str) -> None:
    assert result["problems"] == []
    assert set(result["outcomes"]) == {"done", *outcomes}
    assert all(result["outcomes"][outcome] > 1 for outcome in outcomes)


@pytest.mark.slow
@pytest.mark.parametrize(
    "scenario", ["full_while_chatting", "full_while_changing_passphrase", "full_while_migrating"]
)
def test_a_disk_that_is_full_from_any_call_on_is_said_to_be_full(memory_folder: Path, scenario: str) -> None:
    whole(play(scenario, memory_folder), "DiskFull")


@pytest.mark.slow
@pytest.mark.parametrize(
    "scenario",
    [
        "broken_while_chatting",
        "broken_flush_while_chatting",
        "broken_while_changing_passphrase",
        "broken_while_migrating",
    ],
)
def test_a_call_that_fails_is_not_committed_and_the_vault_goes_read_only(
    memory_folder: Path, scenario: str
) -> None:
    whole(play(scenario, memory_folder), "StorageFailed")


@pytest.mark.slow
@pytest.mark.parametrize(
    "scenario", ["short_writes_while_chatting", "short_writes_while_changing_passphrase"]
)
def test_a_short_write_is_continued(memory_folder: Path, scenario: str) -> None:
    whole(play(scenario, memory_folder))


# a disk that is really full


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A tmpfs of 3 MiB."""
    with mounted_disk(tmp_path / "disk", size="3m") as mounted:
        yield mounted


def fill_up(vault: Vault, talk: str) -> int:
    """Write messages until the disk is full; returns how many were acknowledged."""
    for number in range(10_000):
        try:
            vault.add_message(message(f"m{number}", talk, f"{number} " * 400))
        except DiskFull:
            return number
    raise AssertionError


def test_on_a_full_disk_every_acknowledged_message_is_there(small_disk: Path) -> None:
    vault = make_vault(small_disk / "vault")
    talk = vault.create_conversation("talk").id
    kept = fill_up(vault, talk)
    assert kept > 50
    assert [it.id for it in vault.conversation(talk).messages] == [f"m{number}" for number in range(kept)]
    vault.close()
    again = reopened(small_disk / "vault")
    assert [it.id for it in again.conversation(talk).messages] == [f"m{number}" for number in range(kept)]
    again.close()


def test_the_ballast_lets_a_full_disk_be_worked_on(small_disk: Path) -> None:
    vault = make_vault(small_disk / "vault", ballast_bytes=512 * 1024)
    assert (small_disk / "vault" / "ballast").stat().st_blocks * 512 >= 512 * 1024
    talk = vault.create_conversation("talk").id
    kept = fill_up(vault, talk)
    fill_disk(small_disk)
    with pytest.raises(DiskFull) as caught:
        vault.delete_message("m0")
    assert caught.value.facts["has_ballast"] is True
    assert vault.release_ballast() == 512 * 1024
    assert vault.release_ballast() == 0
    for number in range(kept - 1, kept // 2, -1):
        vault.delete_message(f"m{number}")
    vault.add_message(message("after", talk, "there is room again"))
    vault.close()
    again = vault_at(small_disk / "vault", ballast_bytes=512 * 1024)
    again.unlock(RIGHT)
    assert again.conversation(talk).messages[-1].id == "after"
    again.delete_conversation(talk)
    again.close()
    again.unlock(RIGHT)
    assert (small_disk / "vault" / "ballast").stat().st_size == 512 * 1024
    again.close()


def test_a_vault_on_a_full_disk_opens_for_reading_after_a_crash(small_disk: Path) -> None:
    """What an unlock would write (marks, the backup) waits; a killed process left a log that is not empty."""
    path = small_disk / "vault"
    vault = make_vault(path)
    talk = fill(vault)[0]
    streaming = MessageStatus.STREAMING
    vault.add_message(message("cut", talk, "half an answer", role=Role.ASSISTANT, status=streaming))
    crashed = small_disk / "crashed"
    shutil.copytree(path, crashed)
    vault.close()
    assert (crashed / "vault.db-wal").stat().st_size > 0
    fill_disk(small_disk)
    again = vault_at(crashed)
    unlocked = again.unlock(RIGHT)
    assert "disk-full" in unlocked.warnings
    assert unlocked.messages == 19
    assert again.conversation(talk).messages[-1].text == "half an answer"
    again.close()
    (small_disk / "filler").unlink()
    assert again.unlock(RIGHT).interrupted == 1
    again.close()


def test_a_change_that_took_place_is_not_reported_as_failed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The disk is full once the key file is replaced: the new passphrase counts, nobody says otherwise."""
    vault = make_vault(tmp_path / "vault")
    session = vault._need()

    def full(_: int) -> None:
        raise DiskFull(free=0, has_ballast=False)

    monkeypatch.setattr(session, "_note_generation", full)
    vault.change_passphrase(RIGHT, Passphrase(b"new"))
    vault.close()
    assert vault.unlock(Passphrase(b"new")).warnings == ("recovery-unverified",)
    vault.close()


def test_creating_on_a_full_disk_leaves_an_empty_folder(small_disk: Path) -> None:
    (small_disk / "filler").write_bytes(bytes(3 * 2**20 - 90_000))
    vault = vault_at(small_disk / "vault")
    with pytest.raises(DiskFull):
        vault.create(RIGHT, CHEAP)
    assert {it.name for it in (small_disk / "vault").iterdir()} <= {"vault.lock", "vault.attempts"}
    (small_disk / "filler").unlink()
    vault.create(RIGHT, CHEAP)
    assert vault.status().state == "ready"
    vault.close()


def test_a_passphrase_change_on_a_full_disk_keeps_the_old_one(small_disk: Path) -> None:
    vault = make_vault(small_disk / "vault")
    fill(vault)
    held = contents(vault)
    fill_disk(small_disk)
    with pytest.raises(DiskFull):
        vault.change_passphrase(RIGHT, Passphrase(b"new"))
    (small_disk / "filler").unlink()
    vault.close()
    again = reopened(small_disk / "vault")
    assert contents(again) == held
    again.close()


def fill_disk(folder: Path) -> None:
    with suppress(OSError), (folder / "filler").open("wb", buffering=0) as filler:
        while filler.write(bytes(4096)):
            pass


# ballast


def test_the_ballast_is_real_and_comes_back_when_there_is_room(tmp_path: Path) -> None:
    path = tmp_path / "vault"
    vault = make_vault(path, ballast_bytes=guard.BALLAST_BYTES)
    ballast = path / "ballast"
    assert ballast.stat().st_size == 16 * 2**20
    assert ballast.stat().st_blocks * 512 >= 16 * 2**20
    assert vault.release_ballast() == 16 * 2**20
    assert not ballast.exists()
    vault.close()
    again = vault_at(path, ballast_bytes=2**20)
    assert again.release_ballast() == 0  # without unlocking, too
    again.unlock(RIGHT)
    assert ballast.stat().st_size == 2**20
    again.close()


def test_no_ballast_is_made_where_it_would_fill_the_disk(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Folder, "free_bytes", lambda _: 3 * 2**20)
    vault = make_vault(tmp_path / "vault", ballast_bytes=2**20)
    assert not (tmp_path / "vault" / "ballast").exists()
    vault.close()


# media that can only be read


def as_nobody(code: str, *arguments: str) -> str:
    """Run code as a user without privileges; root can write where the mode says no."""
    drop = "import os; os.setgroups([]); os.setgid(65534); os.setuid(65534)\n" if os.geteuid() == 0 else ""
    finished = subprocess.run(
        [sys.executable, "-c", _SETUP + drop + code, *arguments],
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert finished.returncode == 0, finished.stderr[-2000:]
    return finished.stdout.strip()


_SETUP = """
import sys
from pathlib import Path
from app.errors import VaultError
from tests.app.vault.support import CHEAP, RIGHT, vault_at
"""
_UNLOCK = """
vault = vault_at(Path(sys.argv[1]))
try:
    vault.unlock(RIGHT)
    print("open")
except VaultError as error:
    print(type(error).__name__)
"""


@pytest.fixture
def public_folder(memory_folder: Path) -> Path:
    """A vault that belongs to the user without privileges, below a folder that everybody may pass."""
    memory_folder.chmod(0o755)
    vault = make_vault(memory_folder / "vault")
    fill(vault)
    vault.close()
    if os.geteuid() == 0:
        for path in (memory_folder / "vault", *(memory_folder / "vault").iterdir()):
            os.chown(path, 65534, 65534)
    return memory_folder / "vault"


@pytest.mark.parametrize(
    ("name", "mode"),
    [(".", 0o500), ("vault.db", 0o400), (".", 0o000), ("vault.keys", 0o000)],
)
def test_what_can_only_be_read_is_said_to_be_read_only_and_stays_as_it_is(
    public_folder: Path, name: str, mode: int
) -> None:
    before = {it.name: it.read_bytes() for it in public_folder.iterdir() if it.name != "vault.lock"}
    (public_folder / name).chmod(mode)
    assert as_nobody(_UNLOCK, str(public_folder)) == "ReadOnly"
    (public_folder / name).chmod(0o700)
    if os.geteuid() == 0:
        after = {it.name: it.read_bytes() for it in public_folder.iterdir() if it.name != "vault.lock"}
        assert {name: after[name] for name in before} == before


def test_it_opens_when_it_may_be_written(public_folder: Path) -> None:
    assert as_nobody(_UNLOCK, str(public_folder)) == "open"


def test_a_read_only_file_system_is_read_only(small_disk: Path) -> None:
    vault = make_vault(small_disk / "vault")
    fill(vault)
    vault.close()
    subprocess.run(["mount", "-o", "remount,ro", str(small_disk)], check=True)
    with pytest.raises(ReadOnly):
        vault_at(small_disk / "vault").unlock(RIGHT)
    assert vault_at(small_disk / "vault").status().state == "ready"
    with pytest.raises(VaultError):
        vault_at(small_disk / "other").create(RIGHT, CHEAP)


def test_a_file_system_that_becomes_read_only_refuses_what_is_new_and_still_reads(small_disk: Path) -> None:
    vault = make_vault(small_disk / "vault")
    talk = fill(vault)[0]
    store = vault._need().store
    store._connection.set_authorizer(None)
    store._connection.execute("PRAGMA query_only = ON")  # what a remount does to descriptors that are open
    with pytest.raises(ReadOnly):
        vault.add_message(message("m", talk, "x"))
    assert len(vault.conversation(talk).messages) == 6
    vault.close()

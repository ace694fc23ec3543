"""Promise: only the user's own plain files are opened, nobody else can read them, and one process at a time.

Acceptance tests 21 to 24.
"""

from __future__ import annotations

import json
import os
import shutil
import signal
import stat
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from app.errors import (
    StorageFailed,
    UnsafePath,
    UsageRefused,
    VaultError,
    VaultInUse,
    VaultReplaced,
)
from app.vault import files, guard
from app.vault.files import Folder
from app.vault.port import Passphrase
from app.vault.service import Vault, VaultStart, prepare
from tests.app.vault.support import CHEAP, RIGHT, contents, fill, make_vault, message, reopened, vault_at


@pytest.fixture
def closed(folder: Path) -> Path:
    """A vault with something in it, closed."""
    vault = make_vault(folder)
    fill(vault)
    vault.close()
    return folder


# 21: links, pipes and folders in place of files


@pytest.mark.parametrize("name", ["vault.keys", "vault.db", "vault.lock"])
@pytest.mark.parametrize(
    ("make", "reason"),
    [
        (lambda path, kept: path.symlink_to(kept), "symlink"),
        (lambda path, kept: path.symlink_to("/dev/full"), "symlink"),
        (lambda path, kept: path.symlink_to("nowhere"), "symlink"),
        (lambda path, kept: os.mkfifo(path), "special"),
        (lambda path, kept: path.mkdir(), "folder"),
    ],
)
def test_what_is_no_plain_file_is_refused_at_once(
    closed: Path, tmp_path: Path, name: str, make: Callable[[Path, Path], None], reason: str
) -> None:
    kept = tmp_path / "elsewhere"
    shutil.move(closed / name, kept)
    before = kept.read_bytes()
    make(closed / name, kept)
    with pytest.raises(UnsafePath) as caught:
        vault_at(closed).unlock(RIGHT)
    assert caught.value.facts == {"name": name, "reason": reason}
    assert kept.read_bytes() == before


@pytest.mark.parametrize("name", ["vault.keys.bak", "ballast", "vault.attempts"])
def test_a_link_beside_the_vault_is_never_written_through(closed: Path, tmp_path: Path, name: str) -> None:
    target = tmp_path / "target"
    target.write_bytes(b"precious")
    (closed / name).unlink(missing_ok=True)
    (closed / name).symlink_to(target)
    vault = vault_at(closed, ballast_bytes=4096)
    try:
        vault.unlock(RIGHT)
        vault.change_passphrase(RIGHT, Passphrase(b"new"))
    except VaultError as error:
        assert isinstance(error, UnsafePath)  # noqa: PT017 - either is fine, what counts is the target
    vault.close()
    assert target.read_bytes() == b"precious"


def test_a_link_in_place_of_a_new_file_is_replaced_not_followed(closed: Path, tmp_path: Path) -> None:
    target = tmp_path / "target"
    target.write_bytes(b"precious")
    vault = reopened(closed)
    (closed / "vault.keys.new").symlink_to(target)
    vault.change_passphrase(RIGHT, Passphrase(b"new"))
    vault.close()
    assert target.read_bytes() == b"precious"
    assert stat.S_ISREG((closed / "vault.keys").lstat().st_mode)


def test_a_database_with_a_second_name_is_refused(closed: Path, tmp_path: Path) -> None:
    os.link(closed / "vault.db", tmp_path / "second")
    with pytest.raises(UnsafePath) as caught:
        vault_at(closed).unlock(RIGHT)
    assert caught.value.facts == {"name": "vault.db", "reason": "hard-link"}


def test_a_key_file_with_a_second_name_is_replaced_without_changing_that(
    closed: Path, tmp_path: Path
) -> None:
    os.link(closed / "vault.keys", tmp_path / "second")
    before = (tmp_path / "second").read_bytes()
    vault = reopened(closed)
    vault.change_passphrase(RIGHT, Passphrase(b"new"))
    vault.close()
    assert (tmp_path / "second").read_bytes() == before


def test_the_folder_itself_may_be_reached_through_a_link(closed: Path, tmp_path: Path) -> None:
    (tmp_path / "link").symlink_to(closed)
    vault = reopened(tmp_path / "link")
    assert len(vault.conversations(False)) == 3
    vault.close()


def test_a_file_in_place_of_the_folder_is_refused(tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(b"")
    with pytest.raises(UnsafePath):
        vault_at(tmp_path / "file").create(RIGHT, CHEAP)


@pytest.mark.skipif(os.geteuid() != 0, reason="giving a file to another user needs root")
@pytest.mark.parametrize("name", ["vault.keys", "vault.db"])
def test_a_file_of_another_user_is_refused(closed: Path, name: str) -> None:
    os.chown(closed / name, 65534, 65534)
    with pytest.raises(UnsafePath) as caught:
        vault_at(closed).unlock(RIGHT)
    assert caught.value.facts == {"name": name, "reason": "owner"}


# 22: modes


_CREATE = """
import os, sys
os.umask(int(sys.argv[2], 8))
from pathlib import Path
from tests.app.vault.support import RIGHT, fill, make_vault, message, reopened
from app.vault.port import Passphrase
path = Path(sys.argv[1])
vault = make_vault(path, ballast_bytes=4096)
fill(vault)
vault.change_passphrase(RIGHT, Passphrase(b"new"))
print({it.name: oct(it.stat().st_mode & 0o777) for it in (path, *path.iterdir())})
vault.close()
print({it.name: oct(it.stat().st_mode & 0o777) for it in (path, *path.iterdir())})
"""


@pytest.mark.parametrize("umask", ["000", "022", "077", "002"])
def test_files_are_for_their_owner_alone_whatever_the_umask(folder: Path, umask: str) -> None:
    finished = subprocess.run(
        [sys.executable, "-c", _CREATE, str(folder), umask],
        capture_output=True,
        text=True,
        timeout=60,
        check=True,
    )
    for line in finished.stdout.splitlines():
        modes = json.loads(line.replace("'", '"'))
        assert modes.pop("vault") == "0o700"
        assert {"vault.keys", "vault.keys.bak", "vault.db", "vault.lock", "ballast"} <= set(modes)
        assert set(modes.values()) == {"0o600"}


def test_modes_that_are_open_to_others_are_closed_with_a_notice(closed: Path) -> None:
    closed.chmod(0o755)
    for name in ("vault.keys", "vault.db", "vault.keys.bak"):
        (closed / name).chmod(0o644)
    vault = vault_at(closed)
    assert vault.status().repaired == (".", "vault.keys", "vault.keys.bak", "vault.db")
    assert "open-permissions" in vault.unlock(RIGHT).warnings
    assert vault.status().repaired
    vault.close()
    assert stat.S_IMODE(closed.stat().st_mode) == 0o700
    assert {stat.S_IMODE(it.stat().st_mode) for it in closed.iterdir()} == {0o600}
    assert vault_at(closed).status().repaired == ()


def test_an_open_folder_is_closed_when_a_vault_is_created_in_it(folder: Path) -> None:
    folder.mkdir(mode=0o755)
    folder.chmod(0o755)
    make_vault(folder).close()
    assert stat.S_IMODE(folder.stat().st_mode) == 0o700


def test_the_process_closes_its_umask_before_anything_else(tmp_path: Path) -> None:
    before = os.umask(0o022)
    try:
        vault, powers = prepare(VaultStart(directory=str(tmp_path / "deep" / "vault")))
        assert os.umask(0o022) == 0o077
        assert powers.write == (str(tmp_path / "deep" / "vault"),)
        assert stat.S_IMODE((tmp_path / "deep" / "vault").stat().st_mode) == 0o700
        assert vault.status().state == "absent"
    finally:
        os.umask(before)


# 23: one process at a time


_HOLD = """
import sys, time
from pathlib import Path
from tests.app.vault.support import reopened
vault = reopened(Path(sys.argv[1]))
print("open", flush=True)
time.sleep(120)
"""


def held_by_another(path: Path) -> subprocess.Popen[str]:
    child = subprocess.Popen([sys.executable, "-c", _HOLD, str(path)], stdout=subprocess.PIPE, text=True)
    assert child.stdout is not None
    assert child.stdout.readline() == "open\n"
    return child


def test_a_second_process_is_told_who_has_the_vault_and_gets_it_after_a_kill(closed: Path) -> None:
    child = held_by_another(closed)
    try:
        for _ in range(2):
            with pytest.raises(VaultInUse) as caught:
                vault_at(closed).unlock(RIGHT)
            assert caught.value.facts["pid"] == child.pid
            assert caught.value.facts["host"] == os.uname().nodename
    finally:
        child.send_signal(signal.SIGKILL)
        child.wait(10)
        assert child.stdout is not None
        child.stdout.close()
    vault = reopened(closed)
    assert len(vault.conversations(False)) == 3
    vault.close()


def test_a_stale_lock_file_of_a_dead_process_means_nothing(closed: Path) -> None:
    for content in (b'{"pid":999999999,"host":"gone"}', b"", b"\xff\xfe", b"{" * 50_000):
        (closed / "vault.lock").write_bytes(content)
        vault = reopened(closed)
        vault.close()


def test_another_vault_object_in_the_same_process_is_refused_as_well(closed: Path) -> None:
    vault = reopened(closed)
    with pytest.raises(VaultInUse) as caught:
        vault_at(closed).unlock(RIGHT)
    assert caught.value.facts["pid"] == os.getpid()
    with pytest.raises(VaultInUse):
        vault_at(closed).restore_key_file()
    vault.close()


def test_a_refused_unlock_gives_the_lock_back(closed: Path) -> None:
    with pytest.raises(VaultError):
        vault_at(closed).unlock(Passphrase(b"wrong"))
    (closed / "vault.attempts").unlink()
    vault = reopened(closed)
    vault.close()


def test_the_database_itself_lets_nobody_else_in(closed: Path) -> None:
    """Somebody without our lock file (an older version, a tool) is held off by SQLite's own lock."""
    vault = reopened(closed)
    (closed / "vault.lock").unlink()
    other = vault_at(closed)
    with pytest.raises(VaultInUse):
        other.unlock(RIGHT)
    vault.add_message(message("m", vault.conversations(False)[0].id, "still mine"))
    vault.close()


def test_where_locks_do_not_work_nothing_is_opened(closed: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def no_locks(_: int) -> bool:
        raise OSError(37, "No locks available")

    monkeypatch.setattr(guard, "_try_lock", no_locks)
    with pytest.raises(StorageFailed) as caught:
        vault_at(closed).unlock(RIGHT)
    assert caught.value.facts == {"reason": "ENOLCK"}


def test_a_folder_on_another_machine_is_warned_about(closed: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert Folder(closed).network_kind() is None
    kind = Folder(Path("/proc")).network_kind()
    monkeypatch.setattr(files, "_NETWORK", {0x9FA0: "proc"})
    assert (kind, Folder(Path("/proc")).network_kind()) == (None, "proc")
    assert Folder(closed / "missing").network_kind() is None
    monkeypatch.setattr(Folder, "network_kind", lambda _: "nfs")
    vault = vault_at(closed)
    assert "network-folder" in vault.unlock(RIGHT).warnings
    vault.close()


# 24: files that are replaced under an open vault


@pytest.mark.parametrize("name", ["vault.db", "vault.db-wal"])
@pytest.mark.parametrize("how", ["unlink", "replace"])
def test_a_file_that_is_replaced_while_open_stops_all_writing(closed: Path, name: str, how: str) -> None:
    vault = reopened(closed)
    talk = vault.conversations(False)[0].id
    vault.add_message(message("before", talk, "x"))
    held = contents(vault)
    copy = (closed / name).read_bytes()
    (closed / name).unlink()
    if how == "replace":
        (closed / name).write_bytes(copy)
    for write in (
        lambda: vault.add_message(message("after", talk, "x")),
        lambda: vault.set_draft(talk, "x"),
        lambda: vault.delete_message("before"),
        lambda: list(vault.check()),
    ):
        with pytest.raises(VaultReplaced):
            write()
    assert contents(vault) == held  # what is open can still be read and saved
    vault.close()


def test_a_key_file_that_somebody_changed_is_not_overwritten(closed: Path) -> None:
    vault = reopened(closed)
    (closed / "vault.keys").write_bytes(b"somebody else's")
    with pytest.raises(VaultReplaced):
        vault.change_passphrase(RIGHT, Passphrase(b"new"))
    assert (closed / "vault.keys").read_bytes() == b"somebody else's"
    vault.close()


def test_a_database_that_is_swapped_while_it_is_being_opened_is_noticed(
    closed: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from app.vault import store

    older = (closed / "vault.db").read_bytes()
    vault = reopened(closed)
    vault.replace_recovery_code()
    vault.close()
    real = store._open_for_work

    def swap_then_open(folder: Folder, key: object) -> object:
        (closed / "vault.db").unlink()
        (closed / "vault.db").write_bytes(older)
        return real(folder, key)  # type: ignore[arg-type]

    monkeypatch.setattr(store, "_open_for_work", swap_then_open)
    with pytest.raises(VaultReplaced):
        vault_at(closed).unlock(RIGHT)


# files.py on its own


def test_a_replacement_that_does_not_verify_leaves_the_old_file(tmp_path: Path) -> None:
    place = Folder(tmp_path)
    place.replace("a", b"old")

    def refuse(_: bytes) -> None:
        raise UsageRefused(reason="no")

    with pytest.raises(UsageRefused):
        place.replace("a", b"new", verify=refuse)
    assert [it.name for it in tmp_path.iterdir()] == ["a"]
    assert (tmp_path / "a").read_bytes() == b"old"


def test_what_reads_back_differently_is_not_put_in_place(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    place = Folder(tmp_path)
    place.replace("a", b"old")
    monkeypatch.setattr(place, "read", lambda *_: b"bit rot")
    with pytest.raises(StorageFailed) as caught:
        place.replace("a", b"new")
    assert caught.value.facts == {"reason": "read-back"}
    assert (tmp_path / "a").read_bytes() == b"old"


def test_a_copy_that_came_out_short_is_not_put_in_place(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    place = Folder(tmp_path)
    place.replace("a", b"0123456789")
    monkeypatch.setattr(place, "_copy_bytes", lambda *_: 3)
    with pytest.raises(StorageFailed):
        place.copy("a", "b")
    assert [it.name for it in tmp_path.iterdir()] == ["a"]


def test_renaming_never_overwrites(tmp_path: Path) -> None:
    place = Folder(tmp_path)
    place.replace("a", b"a")
    place.replace("b", b"b")
    with pytest.raises(StorageFailed):
        place.rename("a", "b")
    assert (tmp_path / "b").read_bytes() == b"b"


def test_a_write_that_makes_no_progress_is_an_error(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(files.os, "write", lambda *_: 0)
    with pytest.raises(StorageFailed) as caught:
        Folder(tmp_path).replace("a", b"data")
    assert caught.value.facts == {"reason": "EIO"}


@pytest.mark.parametrize(
    ("code", "kind"),
    [
        (28, "DiskFull"),
        (122, "DiskFull"),
        (30, "ReadOnly"),
        (13, "ReadOnly"),
        (40, "UnsafePath"),
        (9999, "StorageFailed"),
    ],
)
def test_what_the_system_says_becomes_one_of_our_errors(tmp_path: Path, code: int, kind: str) -> None:
    assert type(Folder(tmp_path).translate(code, "a")).__name__ == kind


def test_free_space_of_a_folder_that_is_gone_is_unknown(tmp_path: Path) -> None:
    assert Folder(tmp_path / "gone").free_bytes() == 0
    assert Folder(tmp_path).free_bytes() > 0


def test_an_unlocked_vault_leaves_modes_alone_because_of_the_locks(closed: Path) -> None:
    vault: Vault = reopened(closed)
    (closed / "vault.db").chmod(0o644)
    assert vault.status().repaired == ()
    vault.close()
    assert vault_at(closed).status().repaired == ("vault.db",)

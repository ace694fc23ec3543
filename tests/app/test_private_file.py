"""A file of the user's own is there whole or not at all, for its owner alone, whatever happens meanwhile."""

from __future__ import annotations

import errno
import os
import stat
from collections.abc import Iterator
from pathlib import Path

import pytest

from app import private_file
from app.errors import UsageRefused, VaultLockedError
from app.explain import explain
from app.private_file import write_private
from tests.small_disk import mounted_disk


@pytest.fixture(params=["unnamed", "hidden"], autouse=True)
def way(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> str:
    """Each test runs with and without a system that has files without a name."""
    if request.param == "hidden":
        monkeypatch.setattr(private_file, "_UNNAMED", 0)
    return str(request.param)


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A tmpfs of 256 KiB."""
    with mounted_disk(tmp_path / "disk", size="256k") as mounted:
        yield mounted


def names(folder: Path) -> list[str]:
    return sorted(each.name for each in folder.iterdir())


def refused(path: Path, pieces: Iterator[bytes] | list[bytes]) -> str:
    with pytest.raises(UsageRefused) as caught:
        write_private(path, pieces)
    words = explain(caught.value)
    assert "not possible now" not in words.title
    assert words.advice
    return str(caught.value.facts["reason"])


def test_a_new_file_is_for_its_owner_alone(tmp_path: Path) -> None:
    before = os.umask(0)
    try:
        assert write_private(tmp_path / "a.md", [b"one ", b"", b"two"]) == 7
    finally:
        os.umask(before)
    assert (tmp_path / "a.md").read_bytes() == b"one two"
    assert stat.S_IMODE((tmp_path / "a.md").stat().st_mode) == 0o600
    assert names(tmp_path) == ["a.md"]


def test_a_file_that_is_there_is_replaced_with_what_others_could_read_of_it(tmp_path: Path) -> None:
    path = tmp_path / "a.md"
    path.write_bytes(b"old")
    path.chmod(0o644)
    write_private(path, [b"new"])
    assert path.read_bytes() == b"new"
    assert stat.S_IMODE(path.stat().st_mode) == 0o600


def test_until_it_is_whole_nobody_sees_it(tmp_path: Path, way: str) -> None:
    path = tmp_path / "a.md"
    path.write_bytes(b"old")

    def pieces() -> Iterator[bytes]:
        yield b"x" * 100_000
        assert path.read_bytes() == b"old"
        others = set(names(tmp_path)) - {"a.md"}
        assert not others if way == "unnamed" else len(others) == 1
        yield b"y"

    assert write_private(path, pieces()) == 100_001
    assert names(tmp_path) == ["a.md"]


@pytest.mark.parametrize("asked", [1, 2, 3])
def test_a_cancelled_one_leaves_nothing(tmp_path: Path, asked: int) -> None:
    path = tmp_path / "a.md"
    path.write_bytes(b"old")
    answers = iter([False] * (asked - 1) + [True])
    assert write_private(path, [b"one", b"two"], is_cancelled=lambda: next(answers)) is None
    assert path.read_bytes() == b"old"
    assert names(tmp_path) == ["a.md"]


def test_a_vault_that_is_locked_meanwhile_leaves_nothing(tmp_path: Path) -> None:
    def pieces() -> Iterator[bytes]:
        yield b"one"
        raise VaultLockedError

    with pytest.raises(VaultLockedError):
        write_private(tmp_path / "a.md", pieces())
    assert names(tmp_path) == []


def test_a_full_disk_is_said_and_what_was_there_stays(small_disk: Path) -> None:
    path = small_disk / "a.md"
    path.write_bytes(b"old")
    assert refused(path, [b"x" * 65_536 for _ in range(8)]) == "output-disk-full"
    assert names(small_disk) == ["a.md"]
    assert path.read_bytes() == b"old"


@pytest.mark.parametrize(
    ("code", "reason"),
    [
        (errno.EROFS, "output-not-allowed"),
        (errno.EACCES, "output-not-allowed"),
        (errno.EDQUOT, "output-disk-full"),
        (errno.EIO, "output-not-writable"),
    ],
)
def test_what_the_system_says_is_worded(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, code: int, reason: str
) -> None:
    def fail(*_: object) -> int:
        raise OSError(code, "no")

    monkeypatch.setattr("app.private_file.os.fsync", fail)
    assert refused(tmp_path / "a.md", [b"x"]) == reason
    assert names(tmp_path) == []


def test_places_that_cannot_be_are_refused(tmp_path: Path) -> None:
    (tmp_path / "folder").mkdir()
    (tmp_path / "file").write_bytes(b"")
    assert refused(tmp_path / "folder", [b"x"]) == "output-not-a-file"
    assert refused(tmp_path / "gone" / "a.md", [b"x"]) == "output-no-folder"
    assert refused(tmp_path / "file" / "a.md", [b"x"]) == "output-no-folder"
    assert refused(tmp_path / ("n" * 300), [b"x"]) == "output-name-too-long"
    assert names(tmp_path) == ["file", "folder"]


@pytest.mark.parametrize("name", ["vault.db", "chats.md"])
def test_nothing_is_put_beside_a_vault_or_in_place_of_one(tmp_path: Path, name: str) -> None:
    for each in ("vault.keys", "vault.db"):
        (tmp_path / each).write_bytes(b"precious")
    assert refused(tmp_path / name, [b"x"]) == "output-in-vault"
    assert (tmp_path / "vault.db").read_bytes() == b"precious"
    assert names(tmp_path) == ["vault.db", "vault.keys"]


def test_a_link_is_replaced_and_what_it_points_to_stays(tmp_path: Path) -> None:
    (tmp_path / "target").write_bytes(b"precious")
    (tmp_path / "a.md").symlink_to(tmp_path / "target")
    write_private(tmp_path / "a.md", [b"x"])
    assert (tmp_path / "target").read_bytes() == b"precious"
    assert not (tmp_path / "a.md").is_symlink()

"""Promise: the list of models never loses, overwrites or deletes a file that is the user's."""

from __future__ import annotations

import errno
import hashlib
import os
from collections.abc import Callable
from pathlib import Path

import msgspec
import pytest

from models.cancel import CancelToken
from models.errors import ModelChanged, ModelListUnwritable, ModelMissing, NotEnoughDisk
from models.files import EMBEDDED_ID, ModelStore, unlisted_entry
from tests.fake_engine import model_info

CONTENT = b"GGUF" + bytes(range(256)) * 64


@pytest.fixture
def model(tmp_path: Path) -> Path:
    path = tmp_path / "elsewhere" / "mine.gguf"
    path.parent.mkdir()
    path.write_bytes(CONTENT)
    return path


@pytest.fixture
def store(tmp_path: Path) -> ModelStore:
    return ModelStore(tmp_path / "store", now=lambda: 1234)


INFO = msgspec.structs.replace(
    model_info("Mine", size_bytes=len(CONTENT)), sha256=hashlib.sha256(CONTENT).hexdigest()
)
WEEK_MS = 7 * 24 * 3600 * 1000


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def test_the_built_in_model_is_always_there(store: ModelStore) -> None:
    (entry,) = store.entries()
    assert (entry.id, entry.embedded, store.state_of(entry)) == (EMBEDDED_ID, True, "ready")
    assert store.get("") == store.get("gone") == entry


def test_a_file_is_listed_where_it_lies(store: ModelStore, model: Path, tmp_path: Path) -> None:
    entry = store.add(str(model), INFO)
    again = ModelStore(tmp_path / "store").get(entry.id)
    assert again == entry
    assert (again.path, again.copied, again.added) == (str(model), False, 1234)
    assert names(tmp_path / "store") == ["models.json"]
    assert (tmp_path / "store" / "models.json").stat().st_mode & 0o777 == 0o600


def test_importing_the_same_content_again_keeps_one_entry(store: ModelStore, model: Path) -> None:
    store.add(str(model), INFO)
    store.add(str(model), INFO)
    assert len(store.entries()) == 2


def test_a_copy_is_complete_private_and_ours(store: ModelStore, model: Path, tmp_path: Path) -> None:
    seen: list[tuple[int, int]] = []
    entry = store.add_copy(str(model), INFO, progress=lambda done, total: seen.append((done, total)))
    assert entry is not None
    assert Path(entry.path).read_bytes() == CONTENT
    assert Path(entry.path).stat().st_mode & 0o777 == 0o600
    assert seen[-1] == (len(CONTENT), len(CONTENT))
    assert names(tmp_path / "store") == sorted([Path(entry.path).name, "models.json"])


def test_a_cancelled_copy_leaves_nothing(store: ModelStore, model: Path, tmp_path: Path) -> None:
    token = CancelToken()
    token.cancel()
    assert store.add_copy(str(model), INFO, cancel=token) is None
    assert names(tmp_path / "store") == []


def test_a_copy_that_does_not_fit_is_not_begun(store: ModelStore, model: Path, tmp_path: Path) -> None:
    with pytest.raises(NotEnoughDisk) as caught:
        store.add_copy(str(model), msgspec.structs.replace(INFO, size_bytes=2**60))
    assert caught.value.facts["needed"] == 2**60
    assert names(tmp_path / "store") == []


def test_a_copy_of_a_file_that_grew_meanwhile_is_refused(
    store: ModelStore, model: Path, tmp_path: Path
) -> None:
    model.write_bytes(CONTENT + b"more")
    with pytest.raises(ModelChanged):
        store.add_copy(str(model), INFO)
    assert names(tmp_path / "store") == []


def test_a_copy_whose_bytes_are_others_than_inspected_is_refused(
    store: ModelStore, model: Path, tmp_path: Path
) -> None:
    model.write_bytes(CONTENT[::-1])
    with pytest.raises(ModelChanged):
        store.add_copy(str(model), INFO)
    assert names(tmp_path / "store") == []


def test_a_disk_that_fills_up_while_copying_leaves_nothing(
    store: ModelStore, model: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(_descriptor: int) -> None:
        raise OSError(errno.ENOSPC, "full")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(ModelListUnwritable) as caught:
        store.add_copy(str(model), INFO)
    assert caught.value.facts["reason"] == "ENOSPC"
    assert names(tmp_path / "store") == []


def test_removing_never_deletes_a_file_of_the_user(store: ModelStore, model: Path) -> None:
    entry = store.add(str(model), INFO)
    store.remove(entry.id, delete_copy=True)
    assert model.exists()
    assert [known.id for known in store.entries()] == [EMBEDDED_ID]


@pytest.mark.parametrize("delete_copy", [True, False])
def test_removing_deletes_our_copy_only_when_asked(store: ModelStore, model: Path, delete_copy: bool) -> None:
    entry = store.add_copy(str(model), INFO)
    assert entry is not None
    store.remove(entry.id, delete_copy=delete_copy)
    assert Path(entry.path).exists() is not delete_copy
    assert model.exists()


@pytest.mark.parametrize(
    ("spoil", "state"),
    [
        (lambda path: path.unlink(), "missing"),
        (lambda path: path.write_bytes(b"short"), "changed"),
        (lambda path: os.utime(path, (1, 1)), "changed"),
        (lambda path: None, "ready"),
    ],
)
def test_a_file_that_is_gone_or_changed_is_shown_as_such(
    store: ModelStore, model: Path, spoil: Callable[[Path], None], state: str
) -> None:
    entry = store.add(str(model), INFO)
    spoil(model)
    assert store.state_of(entry) == state


def test_a_damaged_list_is_set_aside_and_files_stay(store: ModelStore, model: Path, tmp_path: Path) -> None:
    store.add(str(model), INFO)
    (tmp_path / "store" / "models.json").write_bytes(b'{"models": [{"id": 7}]}')
    assert [entry.id for entry in store.entries()] == [EMBEDDED_ID]
    assert names(tmp_path / "store") == ["models.json.damaged"]
    assert model.exists()


def test_a_file_can_be_used_without_being_listed(store: ModelStore, model: Path) -> None:
    entry = unlisted_entry(model)
    assert (entry.path, entry.sha256, entry.size) == (str(model), "", len(CONTENT))
    with pytest.raises(ModelMissing):
        unlisted_entry(model.with_name("other.gguf"))


def test_a_hash_compared_lately_is_not_compared_again_for_a_week(tmp_path: Path, model: Path) -> None:
    now = 1_000_000
    store = ModelStore(tmp_path / "store", now=lambda: now)
    entry = store.add(str(model), INFO)
    assert store.hash_to_check(entry) == ""
    now += WEEK_MS
    assert store.hash_to_check(entry) == INFO.sha256
    store.mark_verified(entry.id)
    assert store.hash_to_check(store.get(entry.id)) == ""


def test_a_file_that_looks_changed_is_hashed_again(store: ModelStore, model: Path) -> None:
    entry = store.add(str(model), INFO)
    os.utime(model, (1, 1))
    assert store.hash_to_check(entry) == INFO.sha256


def test_the_built_in_model_is_always_compared(store: ModelStore) -> None:
    assert store.hash_to_check(store.get("")) == store.get("").sha256

"""Promise: what was checked and hashed is what is loaded, whatever happens to the file's name."""

from __future__ import annotations

import hashlib
import os
from pathlib import Path

import pytest

from models.errors import ModelChanged, ModelMissing
from models.modelfile import CHUNK, ModelFile


@pytest.fixture
def path(tmp_path: Path) -> Path:
    path = tmp_path / "model.gguf"
    path.write_bytes(bytes(range(256)) * 4096 * 5)
    return path


def hashed(file: ModelFile) -> str:
    hashing = file.hashing()
    assert list(hashing)[-1] == file.size
    return hashing.hexdigest()


def test_the_hash_is_that_of_the_whole_file_with_progress_on_the_way(path: Path) -> None:
    file = ModelFile(path)
    assert list(file.hashing()) == [CHUNK, file.size]
    assert hashed(file) == hashlib.sha256(path.read_bytes()).hexdigest()
    file.close()
    file.close()


@pytest.mark.parametrize("make", ["nothing", "folder", "fifo", "no-permission", "bad-name"])
def test_what_is_no_readable_file_is_missing(tmp_path: Path, make: str) -> None:
    path = tmp_path / "thing"
    if make == "folder":
        path.mkdir()
    elif make == "fifo":
        os.mkfifo(path)
    elif make == "no-permission":
        path.touch(mode=0)
        if os.access(path, os.R_OK):
            pytest.skip("root reads every file")
    elif make == "bad-name":
        path = Path(str(path) + "\0")
    with pytest.raises(ModelMissing) as caught:
        ModelFile(path)
    assert str(caught.value.facts["reason"]).startswith("E")


def test_a_file_put_in_its_place_is_not_seen(path: Path) -> None:
    file = ModelFile(path)
    before = hashlib.sha256(path.read_bytes()).hexdigest()
    other = path.with_suffix(".new")
    other.write_bytes(b"other content")
    other.replace(path)
    assert hashed(file) == before
    file.close()


@pytest.mark.parametrize("change", ["append", "truncate", "overwrite"])
def test_a_file_changed_in_place_is_refused(path: Path, change: str) -> None:
    os.utime(path, ns=(1, 1))
    file = ModelFile(path)
    with path.open("r+b") as writing:
        if change == "append":
            writing.seek(0, os.SEEK_END)
            writing.write(b"x")
        elif change == "truncate":
            writing.truncate(100)
        else:
            writing.write(b"x")
    with pytest.raises(ModelChanged):
        file.check_unchanged()
    with pytest.raises(ModelChanged):
        list(file.hashing())
    file.close()

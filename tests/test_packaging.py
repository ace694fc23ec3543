"""Promise: what is frozen holds what the app needs, nothing that we keep out, and everybody's licence.

The bundle itself is built and run by `./sotto package`; these tests hold its rules without PyInstaller.
"""

from __future__ import annotations

import importlib.util
from pathlib import Path
from types import ModuleType

import pytest

ROOT = Path(__file__).parent.parent


@pytest.fixture(scope="module")
def build() -> ModuleType:
    spec = importlib.util.spec_from_file_location("sotto_build", ROOT / "packaging" / "build.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.mark.parametrize(
    "path",
    [
        "_internal/PySide6/Qt/lib/libQt6Network.so.6",
        "_internal/PySide6/QtNetwork.abi3.so",
        "_internal/PySide6/Qt/plugins/tls/libqopensslbackend.so",
        "_internal/llama_cpp/server/app.py",
        "_internal/diskcache/core.py",
        "_internal/numpy/__init__.py",
        "_internal/python3.11/lib-dynload/_sqlite3.cpython-311-x86_64-linux-gnu.so",
        "_internal/tests/fakes.py",
    ],
)
def test_what_must_stay_out_is_found(build: ModuleType, path: str) -> None:
    assert build.forbidden(iter([Path("dist/sotto") / path])) == [f"dist/sotto/{path}"]


@pytest.mark.parametrize(
    "path",
    [
        "_internal/sqlcipher3/_sqlite3.cpython-311-x86_64-linux-gnu.so",
        "_internal/llama_cpp/lib/libllama.so",
        "_internal/PySide6/QtWidgets.abi3.so",
        "_internal/models/embedded/card.toml",
    ],
)
def test_what_the_app_needs_is_let_in(build: ModuleType, path: str) -> None:
    assert build.forbidden(iter([Path("dist/sotto") / path])) == []


def test_second_copy_of_an_engine_library_is_found_and_a_link_is_none(
    build: ModuleType, tmp_path: Path
) -> None:
    (tmp_path / "libggml.so.0").touch()
    (tmp_path / "libggml-base.so.0").touch()
    (tmp_path / "libggml.so").symlink_to("libggml.so.0")
    assert build.twice_opened(tmp_path.iterdir()) == []
    (tmp_path / "libggml.so").unlink()
    (tmp_path / "libggml.so").touch()
    assert build.twice_opened(tmp_path.iterdir()) == ["there is more than one libggml"]


def test_needed_c_library_is_read_from_the_symbols(build: ModuleType) -> None:
    assert max(build.glibc_versions(b"..GLIBC_2.4\0GLIBC_2.34\0GLIBC_2.17\0GLIBCXX_3.4")) == (2, 34)


def test_every_frozen_package_comes_with_its_licence(build: ModuleType, tmp_path: Path) -> None:
    build.gather_licences(tmp_path / "licences")
    listed = dict(line.split(": ", 1) for line in (tmp_path / "licences/LIST.txt").read_text().splitlines())
    names = {entry.split()[0] for entry in listed}
    assert {"cryptography", "llama-cpp-python", "msgspec", "pyside6-essentials", "sqlcipher3"} <= names
    without_text = {name for name in names if not any((tmp_path / "licences" / name).glob("*"))}
    assert without_text <= {"pyside6-essentials", "shiboken6"}  # LGPL-3.0.txt and GPL-3.0.txt are ours to add
    assert "GNU LESSER GENERAL PUBLIC LICENSE" in (tmp_path / "licences/LGPL-3.0.txt").read_text()
    assert "replace by your own build" in (tmp_path / "licences/NOTICE.txt").read_text()


def test_spec_freezes_the_data_that_the_app_reads_beside_its_code() -> None:
    spec = (ROOT / "packaging" / "sotto.spec").read_text()
    compile(spec, "sotto.spec", "exec")
    for folder in ("models/embedded", "ui/theme/fonts", "ui/theme/icons"):
        assert any((ROOT / folder).iterdir())
        assert f'"{folder}' in spec
    assert "strip=False" in spec
    assert "strip=True," not in spec

"""Promise: what is frozen holds what the app needs, nothing that we keep out, and everybody's licence.

The bundle itself is built and run by `./sotto package`; these tests hold its rules without PyInstaller.
"""

from __future__ import annotations

import ast
import importlib.metadata
import importlib.util
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType, SimpleNamespace
from typing import Any

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
        "_internal/yaml/_yaml.cpython-311-x86_64-linux-gnu.so",
        "_internal/numpy/random/mtrand.cpython-311-x86_64-linux-gnu.so",
        "_internal/onnxruntime/capi/libonnxruntime.so.1.24.4",
        "_internal/onnxruntime/transformers/optimizer.py",
        "_internal/app/redaction/tagger/training/documents/en_a.txt",
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
        "_internal/numpy/_core/_multiarray_umath.cpython-311-x86_64-linux-gnu.so",
        "_internal/onnxruntime/capi/onnxruntime_pybind11_state.cpython-311-x86_64-linux-gnu.so",
        "_internal/app/redaction/tagger/weights/tagger.onnx",
        "_internal/licences/numpy/numpy/random/LICENSE.md",
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
    assert {
        "onnxruntime",
        "flatbuffers",
        "protobuf",
        "numpy",
        "h11",
        "phonenumberslite",
        "python-stdnum",
    } <= names
    without_text = {name for name in names if not any((tmp_path / "licences" / name).glob("*"))}
    assert without_text <= {"pyside6-essentials", "shiboken6"}  # LGPL-3.0.txt and GPL-3.0.txt are ours to add
    assert "GNU LESSER GENERAL PUBLIC LICENSE" in (tmp_path / "licences/LGPL-3.0.txt").read_text()
    assert "replace by your own build" in (tmp_path / "licences/NOTICE.txt").read_text()


def test_every_licence_text_keeps_its_own_place(build: ModuleType, tmp_path: Path) -> None:
    texts = tmp_path / "licences"
    build.gather_licences(texts)
    assert "MIT License" in (texts / "onnxruntime/LICENSE").read_text()
    assert (texts / "onnxruntime/ThirdPartyNotices.txt").stat().st_size > 100_000
    assert "Apache License" in (texts / "flatbuffers/LICENSE").read_text()
    numpy = importlib.metadata.distribution("numpy")
    shipped = [file for file in numpy.files or () if ".dist-info/licenses/" in str(file)]
    assert len([path for path in (texts / "numpy").rglob("*") if path.is_file()]) == len(shipped) > 1


@pytest.fixture(scope="module")
def spec() -> dict[str, Any]:
    """Run the spec with a PyInstaller that only takes notes; return what it was told."""
    told: dict[str, Any] = {}

    def analysis(_scripts: list[str], **options: Any) -> SimpleNamespace:
        told.update(options)
        return SimpleNamespace(binaries=[], datas=[], pure=[], scripts=[])

    makers = {name: lambda *_arguments, **_options: None for name in ("PYZ", "EXE", "COLLECT")}
    surroundings = {"SPECPATH": str(ROOT / "packaging"), "Analysis": analysis, **makers}
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("SOTTO_LICENCES", str(ROOT / "packaging/licences"))
        exec(compile((ROOT / "packaging/sotto.spec").read_text(), "sotto.spec", "exec"), surroundings)
    return told


@pytest.fixture(scope="module")
def frozen_data(spec: dict[str, Any]) -> set[Path]:
    """The data files that would be frozen."""
    files: set[Path] = set()
    for source, place in spec["datas"]:
        path = Path(source)
        found = list(path.parent.glob(path.name))
        assert found, f"{source} is not there"
        if place not in {".", "licences"}:
            assert ROOT / place == (path if path.is_dir() else path.parent)
        files |= {file for each in found for file in (each.rglob("*") if each.is_dir() else (each,))}
    return files


def test_every_file_that_the_app_reads_beside_its_code_is_frozen_at_the_same_place(
    frozen_data: set[Path],
) -> None:
    beside = {
        path
        for package in ("app", "models", "ui")
        for path in (ROOT / package).rglob("*")
        if path.is_file() and path.suffix not in {".py", ".pyc", ".tmp"} and "training" not in path.parts
    }
    assert len(beside) > 20
    assert {str(path.relative_to(ROOT)) for path in beside - frozen_data} == set()


def imports(node: ast.AST) -> Iterator[str]:
    """Yield what is imported under a node; not what the code can do without."""
    for child in ast.iter_child_nodes(node):
        if isinstance(child, ast.With | ast.Try) and "ImportError" in ast.unparse(child):
            continue
        if isinstance(child, ast.Import):
            yield from (alias.name for alias in child.names)
        elif isinstance(child, ast.ImportFrom):
            yield from (f"{child.module}.{alias.name}" for alias in child.names)
        yield from imports(child)


def test_nothing_that_the_code_needs_is_left_out(spec: dict[str, Any]) -> None:
    left_out = {
        f"{path.relative_to(ROOT)}: {name}"
        for package in ("app", "models", "ui")
        for path in (ROOT / package).rglob("*.py")
        if "training" not in path.parts
        for name in imports(ast.parse(path.read_text(encoding="utf-8")))
        if any(f"{name}.".startswith(f"{kept_out}.") for kept_out in spec["excludes"])
    }
    assert "readline" in spec["excludes"]
    assert left_out == set()


def test_what_made_the_models_is_not_frozen(frozen_data: set[Path]) -> None:
    assert [path for path in frozen_data if "training" in path.parts] == []


def test_the_frozen_libraries_are_not_stripped() -> None:
    spec = (ROOT / "packaging" / "sotto.spec").read_text()
    assert "strip=False" in spec
    assert "strip=True," not in spec

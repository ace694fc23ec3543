"""Promise: nothing that comes with Sotto brings a telemetry client along."""

from __future__ import annotations

import importlib.util
import mmap
from pathlib import Path

import pytest

# Names and addresses of the collectors that native libraries have been seen to carry.
COLLECTORS = (
    b"OneDsTelemetry",
    b"mobile.events.data",
    b"vortex.data.microsoft",
    b"google-analytics",
    b"sentry.io",
)
PACKAGES = ("onnxruntime", "llama_cpp", "PySide6", "sqlcipher3")


@pytest.mark.parametrize("package", PACKAGES)
def test_no_native_library_names_a_collector(package: str) -> None:
    found = importlib.util.find_spec(package)
    assert found is not None
    assert found.submodule_search_locations is not None
    libraries = [
        file
        for folder in found.submodule_search_locations
        for file in Path(folder).rglob("*")
        if file.is_file() and (".so" in file.name or file.suffix in {".dll", ".dylib", ".pyd"})
    ]
    assert libraries
    for library in libraries:
        with library.open("rb") as file, mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ) as data:
            for collector in COLLECTORS:
                assert data.find(collector) < 0, (library.name, collector)

"""Promise: a compiled engine is used again only where it runs, and is kept once."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest

from tests.launcher.checkout import ROOT

CPUINFO = "processor\t: 0\nvendor_id\t: X\nflags\t\t: fpu sse4_2 avx {}\nbugs\t\t: none\n"


def test_engine_key_tells_processors_apart_that_need_different_code(launcher: Any, tmp_path: Path) -> None:
    where = launcher.environment
    keys, options = {}, {}
    for name, flags in (("new", "avx2 fma f16c bmi2"), ("old", "")):
        (tmp_path / name).write_text(CPUINFO.format(flags))
        found = where.cpu_flags(str(tmp_path / name))
        keys[name] = where.engine_key(str(ROOT), "x86_64", found)
        options[name] = where.engine_options("x86_64", found)
    assert re.fullmatch(r"0\.3\.\d+-cp3\d+-x86_64-avx2-\S+-[0-9a-f]{12}", keys["new"])
    assert "-sse4_2+avx-" in keys["old"]
    assert options["new"]["GGML_AVX2"] == "ON"
    assert [
        options["old"][name] for name in ("GGML_AVX", "GGML_AVX2", "GGML_FMA", "GGML_F16C", "GGML_BMI2")
    ] == [*("ON", "OFF", "OFF", "OFF", "OFF")]
    assert options["new"]["GGML_NATIVE"] == "OFF"
    assert where.engine_key(str(ROOT), "aarch64", frozenset(["asimd"])) != where.engine_key(
        str(ROOT), "aarch64", frozenset(["asimd", "asimddp"])
    )
    assert where.cpu_flags(str(tmp_path / "absent")) == frozenset()


def test_the_engine_is_compiled_trimmed_into_the_cache_and_says_how_long_it_takes(
    launcher: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """With a stand-in for pip: the real thing takes minutes and is what every first start does."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    monkeypatch.setattr(launcher.set_up.system, "compilers", lambda: 2)
    set_up = launcher.set_up.SetUp(str(ROOT), str(tmp_path / "env"))
    asked: list[list[str]] = []

    def run(command: list[str], _why: str, *, count: Any = None, **_more: Any) -> None:
        asked.append(command)
        if "wheel" in command:
            Path(command[command.index("-w") + 1]).mkdir(parents=True)
            (Path(command[command.index("-w") + 1]) / "llama_cpp_python-1.whl").touch()
            for line in ("[1/80] g++", "[40/80] g++", "[80/80] ld"):
                set_up._progress.count(*count(line))

    monkeypatch.setattr(set_up, "_run", run)
    set_up._progress.begin(1)
    assert set_up._wheels() == []
    set_up._compile_engine()

    said = capsys.readouterr().err.splitlines()
    assert said[0] == "[1/1] Engine: fetching llama.cpp (77 MB) and its build tools"
    assert said[1] == "[1/1] Engine: compiling llama.cpp: about 4 minutes on 2 cores, only once"
    assert [line.split()[0] for line in said[2:]] == ["40/80", "80/80"]
    downloads = [command for command in asked if "download" in command or "install" in command]
    assert len(downloads) == 2
    assert all("--require-hashes" in command for command in downloads)
    options = [word for word in asked[-1] if word.startswith("cmake.define.")]
    assert {"cmake.define.LLAVA_BUILD=OFF", "cmake.define.LLAMA_OPENSSL=OFF"} <= set(options)
    assert any(
        word.startswith("cmake.define.CMAKE_PROJECT_llama.cpp_INCLUDE=") and word.endswith("engine.cmake")
        for word in options
    )
    (wheel,) = set_up._wheels()
    key = launcher.environment.engine_key(str(ROOT))
    assert Path(wheel).parent == tmp_path / "sotto" / "wheelhouse" / key


def test_copies_of_one_library_become_one_file(launcher: Any, tmp_path: Path) -> None:
    for stem in ("libggml", "libggml-base"):
        for ending in ("so", "so.0", "so.0.25.3"):
            (tmp_path / f"{stem}.{ending}").write_text(stem)
    (tmp_path / "libother.so").write_text("other")
    launcher.set_up.share_libraries(str(tmp_path))
    real = sorted(path.name for path in tmp_path.iterdir() if not path.is_symlink())
    assert real == ["libggml-base.so.0", "libggml.so.0", "libother.so"]
    assert (tmp_path / "libggml.so").read_text() == "libggml"
    assert (tmp_path / "libggml-base.so.0.25.3").read_text() == "libggml-base"

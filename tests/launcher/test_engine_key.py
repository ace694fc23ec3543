"""Promise: a compiled engine is used again only where it runs, and is kept once."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

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

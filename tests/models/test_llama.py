"""Promise: only the C interface of llama.cpp is loaded, it prints nothing, and its refusals are our words."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]

HEAVY = ("numpy", "diskcache", "sqlite3", "socket", "ssl", "llama_cpp.llama", "llama_cpp.server")


def run(code: str, *arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-c", code, *arguments],
        cwd=ROOT,
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )


def test_the_engine_s_process_loads_only_what_it_needs() -> None:
    done = run("import sys, models.worker; models.worker.bindings(); print(*sys.modules)")
    assert done.returncode == 0, done.stderr
    loaded = set(done.stdout.split())
    assert "llama_cpp.llama_cpp" in loaded
    assert loaded.isdisjoint(HEAVY), loaded & set(HEAVY)


def test_a_folder_named_in_the_environment_is_not_loaded_from(tmp_path: Path) -> None:
    code = (
        "import os, sys; os.environ['LLAMA_CPP_LIB_PATH'] = sys.argv[1]\n"
        "import models.llama; models.llama.bindings(); print('loaded')"
    )
    assert run(code, str(tmp_path)).stdout == "loaded\n"


USE = """
import sys
from pathlib import Path
from models.engine import *
from models.errors import SottoError
from models.worker import Engine
engine = Engine(Path(sys.argv[1]))
try:
    list(engine.load(LoadRequest(threads=1)))
    list(engine.generate(GenerationRequest("a", (Turn("user", "hello"),), max_tokens=3)))
except SottoError as error:
    print(error.facts["reason"])
engine.close()
"""


def test_loading_and_answering_print_nothing(tiny_model: Path) -> None:
    done = run(USE, str(tiny_model))
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")


@pytest.mark.parametrize(
    ("before", "after", "reason"),
    [
        (b"llama", b"lamla", "block-count"),
        (b"gpt-2", b"gpt-9", "vocabulary"),
        (b"blk.1.ffn_up.weight", b"blk.1.ffn_xx.weight", "tensors"),
    ],
)
def test_a_refusal_of_llama_cpp_is_told_in_one_word_of_ours(
    tiny_model: Path, tmp_path: Path, before: bytes, after: bytes, reason: str
) -> None:
    path = tmp_path / "m.gguf"
    path.write_bytes(tiny_model.read_bytes().replace(before, after, 1))
    done = run(USE, str(path))
    assert (done.returncode, done.stdout, done.stderr) == (0, f"{reason}\n", "")

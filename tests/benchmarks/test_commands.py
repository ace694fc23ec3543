"""Promise: every name that `sotto bench` offers is a benchmark that can say how it is used."""

from __future__ import annotations

import importlib

import pytest

from app.cli.commands import build_parser

NAMES = ("engine", "gate", "process", "redaction", "ui", "vault")


@pytest.mark.parametrize("name", NAMES)
def test_a_benchmark_explains_itself(name: str, capsys: pytest.CaptureFixture[str]) -> None:
    module = importlib.import_module(f"tests.benchmarks.{name}")
    with pytest.raises(SystemExit) as ended:
        module.main(["--help"])
    assert ended.value.code == 0
    assert "usage:" in capsys.readouterr().out


def test_the_command_offers_these_and_no_other() -> None:
    for name in NAMES:
        assert build_parser().parse_args(["bench", name]).name == name
    with pytest.raises(SystemExit):
        build_parser().parse_args(["bench", "nothing"])

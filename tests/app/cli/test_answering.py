"""Promise: with --json each line of the output is one object, also where an answer breaks off midway."""

from __future__ import annotations

import json

import pytest

from app.cli.answering import Printer
from models.errors import EngineCrashed


@pytest.mark.parametrize("as_json", [True, False])
def test_an_answer_that_breaks_off_is_told_on_a_line_of_its_own(
    as_json: bool, capsys: pytest.CaptureFixture[str]
) -> None:
    printer = Printer(as_json=as_json)
    printer.text("Half an")
    printer.failed(EngineCrashed(how="hung"))
    said = capsys.readouterr()
    assert said.err.startswith("sotto: The model stopped responding")
    if as_json:
        assert [json.loads(line)["type"] for line in said.out.splitlines()] == ["delta", "error"]
    else:
        assert said.out == "Half an\n"
    assert printer.has_failed

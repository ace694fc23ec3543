"""Promise: `sotto policy` says what holds, from which file, and what is wrong; broken is exit code 1."""

from __future__ import annotations

import argparse
import json
import os
from pathlib import Path

import pytest

from app.cli.commands import build_parser
from app.cli.policy_commands import run_policy
from app.errors import UsageRefused

pytestmark = pytest.mark.skipif(os.name != "posix", reason="no policy is read there yet")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = tmp_path / "managed"
    made.mkdir(mode=0o755)
    return made


def put(folder: Path, name: str, text: str) -> Path:
    path = folder / name
    path.write_text(text, encoding="utf-8")
    path.chmod(0o644)
    return path


def parsed(*arguments: str) -> argparse.Namespace:
    return build_parser().parse_args(["policy", *arguments])


def show(folder: Path | None, *arguments: str) -> int:
    return run_policy(parsed("show", *arguments), folder=folder, owner=os.getuid())


def check(place: Path, *arguments: str) -> int:
    return run_policy(parsed("check", str(place), *arguments), folder=None)


def test_no_policy_is_said_and_is_no_error(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert show(folder) == 0
    assert capsys.readouterr().out == f"No policy: there is no .toml file in {folder}.\n"
    assert show(None) == 0
    assert "not read on this system yet" in capsys.readouterr().out


def test_each_value_stands_with_its_file(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    put(folder, "10-base.toml", 'organisation = "Clinic"\nfarthest_route = "private"\n')
    put(folder, "20-ward.toml", 'allowed_hosts = ["llm.example", "10.0.0.7"]\nnew_key = 1\n')
    assert show(folder) == 0
    lines = [" ".join(line.split()) for line in capsys.readouterr().out.splitlines()]
    assert f"Policy of this computer: {folder}" in lines
    assert 'organisation = "Clinic" 10-base.toml' in lines
    assert 'farthest_route = "private" 10-base.toml' in lines
    assert "allow_skim = true (not set)" in lines
    assert "allowed_hosts = llm.example, 10.0.0.7 20-ward.toml" in lines
    assert "20-ward.toml: new_key" in lines


def test_a_broken_policy_is_exit_code_1_and_says_what_is_wrong(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    put(folder, "10.toml", "offline = 'no'")
    assert show(folder) == 1
    said = capsys.readouterr().out
    assert "nothing leaves this computer until it is mended" in said
    assert "10.toml: a value is not possible" in said
    assert "at `offline`" in said
    assert show(folder, "--json") == 1
    report = json.loads(capsys.readouterr().out)
    assert (report["broken"], report["values"]["offline"], report["values"]["farthest_route"]) == (
        True,
        True,
        "local",
    )
    assert report["sources"]["offline"] == ["10.toml"]
    assert [(each["place"], each["reason"]) for each in report["faults"]] == [("10.toml", "value")]


def test_show_as_json_has_every_value_and_source(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    put(folder, "10.toml", "allow_skim = false")
    assert show(folder, "--json") == 0
    assert json.loads(capsys.readouterr().out) == {
        "folder": str(folder),
        "broken": False,
        "files": ["10.toml"],
        "values": {
            "organisation": "",
            "farthest_route": "cloud",
            "allow_skim": False,
            "offline": False,
            "allowed_hosts": None,
        },
        "sources": {
            "organisation": [],
            "farthest_route": [],
            "allow_skim": ["10.toml"],
            "offline": [],
            "allowed_hosts": [],
        },
        "faults": [],
        "unknown": [],
    }


def test_a_draft_is_checked_as_a_file_and_as_a_folder(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = put(folder, "10.toml", 'farthest_route = "private"')
    path.chmod(0o666)
    for place in (path, folder):
        assert check(place) == 0
        said = capsys.readouterr().out
        assert "Owner and permissions are looked at where it is installed" in said
        assert "without allowed_hosts that may be any server" in said
    put(folder, "10.toml", 'farthest_route = "private"\nallowed_hosts = ["llm.example"]')
    assert check(path) == 0
    assert "any server" not in capsys.readouterr().out


@pytest.mark.parametrize("text", ["offline = 1", "offline =", "ofline = true"])
def test_a_draft_with_anything_wrong_is_exit_code_1(
    folder: Path, capsys: pytest.CaptureFixture[str], text: str
) -> None:
    path = put(folder, "10.toml", text)
    assert check(path) == 1
    assert "10.toml: " in capsys.readouterr().out
    assert check(path, "--json") == 1
    report = json.loads(capsys.readouterr().out)
    assert report["faults"] or report["unknown"]


def test_a_draft_that_is_not_there_is_exit_code_1(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert check(folder / "nothing.toml") == 1
    assert "there is no such file or folder" in capsys.readouterr().out


def test_a_file_cannot_drive_the_terminal(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    put(folder, "10.toml", '"\\u001b[2J" = 1')
    assert check(folder) == 1
    assert "\x1b" not in capsys.readouterr().out


def test_where_no_policy_is_read_nothing_is_said_of_a_draft(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    arguments = parsed("check", str(folder))
    monkeypatch.setattr("app.cli.policy_commands.managed_folder", lambda: None)
    with pytest.raises(UsageRefused) as caught:
        run_policy(arguments, folder=None)
    assert caught.value.facts["reason"] == "policy-not-here"


def test_no_option_names_another_folder() -> None:
    with pytest.raises(SystemExit):
        parsed("show", "--folder", "/tmp")
    assert {name for name in vars(parsed("show")) if name != "profile"} == {"command", "action", "json"}

"""Promise: `sotto redact` puts placeholders into texts and rows and takes them out again."""

from __future__ import annotations

import io
import json
import sys
from pathlib import Path

import pytest

from app.cli.commands import build_parser
from app.cli.main import run_command
from app.paths import profile_paths
from app.redaction.profiles import profiles
from app.settings import SettingsStore
from models.files import ModelStore


def run(tmp_path: Path, *arguments: str) -> int:
    return run_command(
        build_parser().parse_args(["redact", "--rules-only", *arguments]),
        paths=profile_paths(tmp_path),
        settings=SettingsStore(tmp_path / "settings.json"),
        models=ModelStore(tmp_path / "models"),
        make_assistant=lambda _: pytest.fail("redacting needs no assistant"),
    )


def lines_of(capsys: pytest.CaptureFixture[str]) -> list[dict[str, object]]:
    return [json.loads(line) for line in capsys.readouterr().out.splitlines()]


def written(tmp_path: Path, name: str, *rows: object) -> str:
    path = tmp_path / name
    path.write_text("".join(row if isinstance(row, str) else json.dumps(row) + "\n" for row in rows), "utf-8")
    return str(path)


def test_a_file_is_printed_with_placeholders(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    name = written(tmp_path, "a.txt", "Mail jane@example.com, MRN 8842213.\n")
    assert run(tmp_path, name) == 0
    assert capsys.readouterr().out == "Mail [EMAIL_1], MRN [MRN_1].\n"


def test_a_language_that_is_not_read_is_told_beside_the_text(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    name = written(tmp_path, "a.txt", "Подписала ли Анна Иванова? anna@example.com\n")
    assert run(tmp_path, name) == 0
    said = capsys.readouterr()
    assert said.out == "Подписала ли Анна Иванова? [EMAIL_1]\n"
    assert said.err.endswith("names in it are not found: cyrillic\n")


def test_standard_input_is_a_file_too(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(b"jane@example.com")))
    assert run(tmp_path, "-", "--json") == 0
    (result,) = lines_of(capsys)
    assert result["findings"] == [{"start": 0, "end": 16, "label": "EMAIL", "score": 0.98, "reason": "email"}]
    assert result["redacted"] == "[EMAIL_1]"
    assert result["map"] == {"[EMAIL_1]": "jane@example.com"}


def test_a_reason_names_a_checksum_only_where_there_is_one(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    name = written(tmp_path, "a.txt", "Jane Roe paid with 4111 1111 1111 1111 on 12 May 2024.\n")
    assert run(tmp_path, name, "--json", "--profile", "hipaa-18") == 0
    (result,) = lines_of(capsys)
    reasons = {finding["label"]: finding["reason"] for finding in result["findings"]}
    assert "checksum" in reasons["CARD"]
    assert "checksum" not in reasons["DATE"]
    assert "calendar day" in reasons["DATE"]


def test_rows_come_back_in_order_with_their_ids_and_terms(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    rows = written(
        tmp_path,
        "rows.jsonl",
        {"id": "a", "text": "the falcon plan", "terms": ["Falcon"]},
        {"id": 2, "text": "the falcon plan"},
        {
            "id": "c",
            "text": "write jane@example.com",
            "terms": [{"text": "jane@example.com", "action": "keep"}],
        },
    )
    assert run(tmp_path, "--jsonl", rows) == 0
    results = lines_of(capsys)
    assert [result["id"] for result in results] == ["a", 2, "c"]
    assert [result["redacted"] for result in results] == [
        "the [CUSTOM_1] plan",
        "the falcon plan",
        "write jane@example.com",
    ]


def test_answers_are_restored(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    row = {"mapping": {"[PERSON_1]": "Jane"}, "answer": "Hello [PERSON_1] and [PERSON_7]"}
    assert run(tmp_path, "--restore", written(tmp_path, "answers.jsonl", row)) == 0
    (result,) = lines_of(capsys)
    assert result["restored"] == "Hello Jane and [PERSON_7]"
    assert [flag["tag"] for flag in result["flags"]] == ["[PERSON_7]"]  # type: ignore[attr-defined]


def test_terms_come_from_a_file(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    terms = written(tmp_path, "terms.txt", "# ours\nBlue Falcon\nkeep: jane@example.com\n")
    name = written(tmp_path, "a.txt", "blue-falcon by jane@example.com")
    assert run(tmp_path, name, "--terms", terms) == 0
    assert capsys.readouterr().out == "[CUSTOM_1] by jane@example.com"


def test_the_profile_decides(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    name = written(tmp_path, "a.txt", "jane@example.com on 3 May 2024, password: Tr0ub4dor&3")
    assert run(tmp_path, name, "--profile", "secrets") == 0
    assert capsys.readouterr().out == "jane@example.com on 3 May 2024, password: [SECRET_1]"
    assert run(tmp_path, name, "--profile", "hipaa-18") == 0
    assert capsys.readouterr().out == "[EMAIL_1] on [DATE_1], password: [SECRET_1]"


def test_types_of_your_choice_are_hidden_alone(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    name = written(tmp_path, "a.txt", "jane@example.com, IBAN GB29 NWBK 6016 1331 9268 19")
    assert run(tmp_path, name, "--hide", "iban, SECRET") == 0
    assert capsys.readouterr().out == "jane@example.com, IBAN [IBAN_1]"


@pytest.mark.parametrize(
    "given", [["--hide", "HOROSCOPE"], ["--hide", ""], ["--hide", "IBAN", "--profile", "glba"]]
)
def test_a_type_that_is_none_and_two_profiles_are_wrong_usage(tmp_path: Path, given: list[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        run(tmp_path, "a.txt", *given)
    assert ended.value.code == 2


def test_the_help_names_every_option_and_every_profile(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        build_parser().parse_args(["redact", "--help"])
    said = " ".join(capsys.readouterr().out.split())
    for option in (
        "--json",
        "--jsonl FILE",
        "--restore FILE",
        "--profile NAME",
        "--hide TYPES",
        "--terms FILE",
    ):
        assert option in said
    for name in profiles():
        assert name in said.rpartition("--profile NAME")[2].partition("--hide TYPES")[0]


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["missing.txt"], "cannot be read as text"),
        (["--jsonl", "broken.jsonl"], "not a row of the expected form"),
        (["a.txt", "--profile", "nobody"], "no redaction profile"),
        (["latin.txt"], "cannot be read as text"),
    ],
)
def test_a_refusal_says_why_and_ends_with_one(
    arguments: list[str],
    said: str,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.chdir(tmp_path)
    written(tmp_path, "broken.jsonl", '{"id": 1}\n')
    written(tmp_path, "a.txt", "x")
    (tmp_path / "latin.txt").write_bytes("Grüße".encode("latin-1"))
    assert run(tmp_path, *arguments) == 1
    assert said in capsys.readouterr().err


def test_two_sources_are_wrong_usage(tmp_path: Path) -> None:
    with pytest.raises(SystemExit) as ended:
        run(tmp_path, "a.txt", "--jsonl", "b.jsonl")
    assert ended.value.code == 2

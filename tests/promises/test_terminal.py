"""Promise: the terminal front end does everything over the same core, and its exit codes can be relied on."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import IO

import pytest

from tests.promises.conftest import PASSPHRASE, Program, json_lines


def test_ask_streams_json_and_ends_with_the_figures(shared_program: Program) -> None:
    events = json_lines(
        shared_program.ok(
            "ask", "What is Sotto?", "--json", "--temperature", "0", *shared_program.with_passphrase()
        )
    )
    final = events[-1]
    assert final["type"] == "final"
    assert "".join(event["text"] for event in events if event["type"] == "delta") == final["text"]
    assert final["text"].strip()
    assert (final["model"], final["model_id"]) == ("Sotto Tiny", "built-in")
    assert final["tokens_in"] > 0
    assert final["tokens_out"] > 0
    assert final["tokens_per_second"] >= 0
    assert final["seconds_to_first_token"] > 0


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        (("Hi", "--model", "no-such-model"), 1),
        (("Hi", "--model", "no-such-file.gguf"), 1),
        (("Hi", "--temperature", "99"), 2),
        ((" ",), 2),
    ],
)
def test_what_fails_before_the_first_word_is_json_too(
    program: Program, arguments: tuple[str, ...], code: int
) -> None:
    done = program.run("ask", *arguments, "--ephemeral", "--json")
    assert done.returncode == code
    (event,) = json_lines(done.stdout)
    assert (event["type"], set(event)) == ("error", {"type", "code", "facts"})
    assert done.stderr.count("sotto: ") == 1


def test_a_model_file_is_used_for_one_question_and_named_in_the_end(program: Program, tmp_path: Path) -> None:
    from models.embedded import embedded_model

    copy = tmp_path / "mine.gguf"
    copy.write_bytes(embedded_model().path.read_bytes())
    asked = program.ok("ask", "Hello!", "--ephemeral", "--json", "--max-tokens", "4", "--model", str(copy))
    assert json_lines(asked)[-1]["model_id"] == "file:mine.gguf"
    assert len(json_lines(program.ok("models", "list", "--json"))) == 1
    assert json_lines(program.ok("models", "info", str(copy), "--json"))[0]["quantization"] == "Q8_0"
    assert "chat template  in the file" in program.ok("models", "info", str(copy))


def test_what_was_asked_is_in_the_history(shared_program: Program) -> None:
    unlock = shared_program.with_passphrase()
    shared_program.ok("ask", "Tell me about marmalade gardens", "--max-tokens", "16", *unlock)
    listed = json_lines(shared_program.ok("history", "list", "--json", *unlock))
    chat = next(entry for entry in listed if entry["title"] == "Tell me about marmalade gardens")
    assert "marmalade gardens" in shared_program.ok("history", "show", chat["id"][:10], *unlock)
    hits = json_lines(shared_program.ok("history", "search", "marmalade", "--json", *unlock))
    assert {hit["conversation_id"] for hit in hits} == {chat["id"]}


def test_export_writes_a_new_private_file_and_never_overwrites(
    shared_program: Program, tmp_path: Path
) -> None:
    unlock = shared_program.with_passphrase()
    shared_program.ok("ask", "An exported question", "--max-tokens", "8", *unlock)
    target = tmp_path / "export.md"
    shared_program.ok("history", "export", "--output", str(target), *unlock)
    assert "An exported question" in target.read_text()
    assert target.stat().st_mode & 0o077 == 0
    again = shared_program.run("history", "export", "--output", str(target), *unlock)
    assert again.returncode == 1
    assert "not overwritten" in again.stderr


def test_the_same_seed_gives_the_same_answer(program: Program) -> None:
    question = ("ask", "Hello!", "--ephemeral", "--seed", "11", "--max-tokens", "24")
    assert program.ok(*question) == program.ok(*question)


def test_an_ephemeral_question_leaves_no_file_behind(program: Program) -> None:
    program.ok("ask", "Hello!", "--ephemeral", "--max-tokens", "8")
    program.ok("chat", "--ephemeral", "--max-tokens", "8", typed="Hello!\n/regenerate\n")
    left = [path for path in program.home.rglob("*") if path.is_file()]
    assert left == []


def test_an_ephemeral_question_leaves_vault_models_and_settings_as_they_were(
    program: Program, tmp_path: Path
) -> None:
    from models.embedded import embedded_model

    program.ok("vault", "create", *program.with_passphrase())
    copy = tmp_path / "mine.gguf"
    copy.write_bytes(embedded_model().path.read_bytes())
    program.ok("models", "import", str(copy), "--use")
    (listed,) = program.profile.rglob("models.json")
    models = json.loads(listed.read_text())
    models["models"][0]["verified"] = 1  # so long ago that it is hashed again
    listed.write_text(json.dumps(models))

    def files() -> dict[Path, tuple[int, bytes]]:
        found = [path for path in program.home.rglob("*") if path.is_file()]
        return {path: (path.stat().st_mtime_ns, path.read_bytes()) for path in found}

    before = files()
    assert before
    program.ok("ask", "Hello!", "--ephemeral", "--max-tokens", "8")
    program.ok("chat", "--ephemeral", "--max-tokens", "8", typed="Hello!\n")
    assert files() == before


def test_an_answer_that_is_cut_at_the_longest_length_says_so_beside_the_output(program: Program) -> None:
    done = program.run("ask", "Hello!", "--ephemeral", "--max-tokens", "2")
    assert done.returncode == 0
    assert "longest length" in done.stderr
    assert "longest length" not in done.stdout


def test_a_passphrase_comes_from_standard_input(shared_program: Program) -> None:
    said = shared_program.ok("vault", "open", "--passphrase-file", "-", typed=PASSPHRASE + "\n")
    assert "conversations" in said


def test_a_wrong_passphrase_is_refused_in_words(program: Program, tmp_path: Path) -> None:
    program.ok("vault", "create", *program.with_passphrase())
    wrong = tmp_path / "wrong"
    wrong.write_text("not this one\n")
    done = program.run("vault", "open", "--passphrase-file", str(wrong))
    assert done.returncode == 1
    assert "passphrase" in done.stderr.lower()
    assert "Traceback" not in done.stderr


def test_changing_the_passphrase_changes_which_one_opens(program: Program, tmp_path: Path) -> None:
    program.ok("vault", "create", *program.with_passphrase())
    new = tmp_path / "new"
    new.write_text("eight loud hazelnuts\n")
    program.ok("vault", "passwd", *program.with_passphrase(), "--new-passphrase-file", str(new))
    assert program.run("vault", "open", *program.with_passphrase()).returncode == 1
    time.sleep(1.2)  # the back-off after the wrong one
    program.ok("vault", "open", "--passphrase-file", str(new))


class Typist:
    """Answers prompts on a terminal of its own, and keeps what was shown."""

    def __init__(self, program: Program, *arguments: str) -> None:
        self._ours, theirs = os.openpty()
        self._process = program.start(*arguments, stdin=theirs, stderr=theirs)
        os.close(theirs)
        self.shown = ""

    def answer(self, prompt: str, typed: str) -> None:
        """Wait for a prompt and type a line."""
        while prompt not in self.shown:
            self.shown += os.read(self._ours, 4096).decode()
        os.write(self._ours, typed.encode() + b"\n")

    def end(self) -> int:
        """Return the exit code."""
        while True:
            try:
                self.shown += (read := os.read(self._ours, 4096)).decode()
            except OSError:  # the other end is closed
                break
            if not read:
                break
        os.close(self._ours)
        self._process.communicate(timeout=60)
        return self._process.returncode


@pytest.mark.skipif(sys.platform == "win32", reason="needs a pseudo-terminal")
def test_a_passphrase_is_changed_at_a_terminal(program: Program) -> None:
    program.ok("vault", "create", *program.with_passphrase())
    typist = Typist(program, "vault", "passwd")
    typist.answer("Current passphrase: ", PASSPHRASE)
    typist.answer("New passphrase: ", "eight loud hazelnuts")
    typist.answer("The same again: ", "eight loud hazelnuts")
    assert typist.end() == 0, typist.shown
    assert "hazelnuts" not in typist.shown
    new = program.home.parent / "new"
    new.write_text("eight loud hazelnuts\n")
    program.ok("vault", "open", "--passphrase-file", str(new))


@pytest.mark.skipif(sys.platform == "win32", reason="needs a pseudo-terminal")
def test_an_end_of_input_at_a_prompt_is_an_end_without_a_fault(program: Program) -> None:
    end_of_input = "\x04"
    asked = Typist(program, "vault", "create")
    asked.answer("New passphrase: ", end_of_input)
    assert asked.end() == 1
    assert "Traceback" not in asked.shown
    assert not list(program.profile.rglob("vault.keys"))

    made = Typist(program, "vault", "create")
    made.answer("New passphrase: ", PASSPHRASE)
    made.answer("The same again: ", PASSPHRASE)
    made.answer("only way in when", end_of_input)
    assert made.end() == 0, made.shown
    assert "Not checked." in made.shown


def test_the_recovery_code_sets_a_new_passphrase(program: Program, tmp_path: Path) -> None:
    code = program.ok("vault", "create", *program.with_passphrase()).strip()
    coded, new = tmp_path / "code", tmp_path / "new"
    coded.write_text(code.lower() + "\n")
    new.write_text("eight loud hazelnuts\n")
    program.ok(
        "vault", "passwd", "--recovery", "--passphrase-file", str(coded), "--new-passphrase-file", str(new)
    )
    program.ok("vault", "open", "--passphrase-file", str(new))


def test_a_sound_vault_checks_out_and_info_needs_no_secret(shared_program: Program) -> None:
    assert "sound" in shared_program.ok("vault", "check", *shared_program.with_passphrase())
    info = json_lines(shared_program.ok("vault", "info", "--json"))[0]
    assert info["state"] == "ready"
    assert {slot["kind"] for slot in info["slots"]} == {"passphrase", "recovery"}


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        (("nonsense",), 2),
        (("vault",), 2),
        (("ask", "Hi", "--ephemeral", "--temperature", "99"), 2),
        (("ask", "", "--ephemeral"), 2),
        (("vault", "open"), 1),
        (("ask", "hello", "--passphrase-file", "-"), 1),
        (("models", "info", "no-such-file.gguf"), 1),
        (("--help",), 0),
        (("--version",), 0),
    ],
)
def test_exit_codes(program: Program, arguments: tuple[str, ...], code: int) -> None:
    done = program.run(*arguments)
    assert done.returncode == code, done.stderr
    assert "Traceback" not in done.stderr


@pytest.mark.skipif(sys.platform == "win32", reason="arguments are bytes on POSIX alone")
@pytest.mark.parametrize(
    "arguments",
    [
        ("ask", os.fsdecode(b"caf\xe9"), "--ephemeral"),
        ("history", "search", os.fsdecode(b"\xff")),
        ("models", "import", os.fsdecode(b"\xff.gguf")),
        ("vault", "open", "--passphrase-file", os.fsdecode(b"\xff")),
    ],
)
def test_an_argument_that_is_no_text_is_wrong_usage(program: Program, arguments: tuple[str, ...]) -> None:
    done = program.run(*arguments)
    assert done.returncode == 2
    assert done.stderr.startswith("sotto: What stands behind the command")


@pytest.mark.skipif(sys.platform == "win32", reason="passes bytes through a POSIX pipe")
@pytest.mark.parametrize(
    "arguments",
    [("ask", "-", "--ephemeral"), ("chat", "--ephemeral"), ("vault", "create", "--passphrase-file", "-")],
)
def test_an_input_that_is_no_text_is_refused_in_words(program: Program, arguments: tuple[str, ...]) -> None:
    asking = program.start(*arguments, stdin=subprocess.PIPE)
    assert asking.stdin is not None
    asking.stdin.buffer.write(b"a long caf\xe9\n")
    _, error = asking.communicate(timeout=60)
    assert asking.returncode == 1
    assert "cannot be read" in error
    assert "Traceback" not in error


def test_what_the_terminal_cannot_show_is_a_question_mark(shared_program: Program) -> None:
    unlock = shared_program.with_passphrase()
    shared_program.ok("ask", "A caf\u00e9 \u2603", "--max-tokens", "4", *unlock)
    done = subprocess.run(
        shared_program.command("history", "list", *unlock),
        env={**shared_program.environment(), "PYTHONIOENCODING": "latin-1:strict"},
        capture_output=True,
        timeout=60,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    assert b"A caf\xe9 ?" in done.stdout


def test_models_are_listed_imported_checked_and_used(program: Program, tmp_path: Path) -> None:
    from models.embedded import embedded_model

    copy = tmp_path / "mine.gguf"
    copy.write_bytes(Path(embedded_model().path).read_bytes())
    model_id = program.ok("models", "import", str(copy), "--use").strip()
    listed = json_lines(program.ok("models", "list", "--json"))
    assert [entry["chosen"] for entry in listed if entry["entry"]["id"] == model_id] == [True]
    assert "ok" in program.ok("models", "check")
    copy.write_bytes(copy.read_bytes()[:-1] + b"\0")
    assert program.run("models", "check", model_id).returncode == 1
    refused = program.run("ask", "hello", "--ephemeral")
    assert refused.returncode == 1
    assert "Traceback" not in refused.stderr


def test_a_damaged_model_is_refused_in_words(program: Program, tmp_path: Path) -> None:
    junk = tmp_path / "junk.gguf"
    junk.write_bytes(b"GGUF" + b"\xff" * 5000)
    done = program.run("models", "import", str(junk))
    assert done.returncode == 1
    assert "Traceback" not in done.stderr
    assert len(json_lines(program.ok("models", "list", "--json"))) == 1


def test_interrupting_ask_keeps_what_was_said(program: Program) -> None:
    unlock = program.with_passphrase()
    program.ok("vault", "create", *unlock)
    asking = program.start("ask", "What is Sotto?", "--json", *unlock)
    assert asking.stdout is not None
    while '"delta"' not in (line := asking.stdout.readline()):
        assert line, "ended before the first word"
    asking.send_signal(signal.SIGINT)
    out, error = asking.communicate(timeout=30)
    assert "Traceback" not in error
    chat = json_lines(program.ok("history", "list", "--json", *unlock))[0]
    shown = json_lines(program.ok("history", "show", chat["id"], "--json", *unlock))[0]
    assert shown["messages"][-1]["text"]
    assert shown["messages"][-1]["status"] in {"stopped", "complete"}
    assert asking.returncode == (1 if shown["messages"][-1]["status"] == "stopped" else 0), out


def test_a_chat_in_the_terminal_is_kept(program: Program) -> None:
    unlock = program.with_passphrase()
    program.ok("vault", "create", *unlock)
    said = program.ok(
        "chat", "--max-tokens", "12", *unlock, typed="Hello\nAnd how do I lock it?\n/regenerate\n/quit\n"
    )
    assert said.strip()
    chat = json_lines(program.ok("history", "list", "--json", *unlock))[0]
    assert chat["message_count"] == 5


def test_a_chat_from_a_file_that_failed_says_so_by_its_exit_code(program: Program, tmp_path: Path) -> None:
    junk = tmp_path / "junk.gguf"
    junk.write_bytes(b"not a model")
    done = program.run("chat", "--ephemeral", "--model", str(junk), typed="Hello\n/quit\n")
    assert done.returncode == 1
    assert "not a model in the GGUF format" in done.stderr


@pytest.mark.skipif(sys.platform == "win32", reason="needs a pseudo-terminal")
def test_a_chat_at_a_terminal_tells_what_answers_and_needs_no_readline(program: Program) -> None:
    (program.home.parent / "readline.py").write_text("raise ImportError\n")  # as in a frozen program
    typist = Typist(program, "chat", "--ephemeral", "--max-tokens", "8")
    typist.answer("/help lists the commands.", "Hello")
    typist.answer("nothing is sent anywhere.", "/quit")
    assert typist.end() == 0, typist.shown
    assert "Model: Sotto Tiny (a tiny built-in model; import a real one for real work)." in typist.shown


def test_a_damaged_vault_is_salvaged_into_another_folder(program: Program) -> None:
    unlock = program.with_passphrase()
    program.ok("vault", "create", *unlock)
    program.run("ask", "Please remember the walrus. " * 2000, "--max-tokens", "8", *unlock)
    (database,) = program.profile.rglob("vault.db")
    vault = database.parent
    raw = bytearray(database.read_bytes())
    raw[len(raw) // 8192 * 4096 + 100] ^= 1  # in the middle, which is the long question
    database.write_bytes(raw)
    before = {path.name: path.read_bytes() for path in vault.iterdir()}
    target = program.home / "saved"
    report = json_lines(program.ok("vault", "salvage", "--to", str(target), "--json", *unlock))[-1]
    assert report["damaged_pages"] == 1
    assert report["messages"] + report["lost_messages"] == 2
    assert {path.name: path.read_bytes() for path in vault.iterdir()} == before

    refused = program.run("vault", "salvage", "--to", str(target), *unlock)
    assert refused.returncode == 1
    assert "not empty" in refused.stderr

    wrong = program.home.parent / "wrong"
    wrong.write_text("another passphrase\n")
    other = program.home / "other"
    failed = program.run("vault", "salvage", "--to", str(other), "--passphrase-file", str(wrong))
    assert failed.returncode == 1
    assert not other.exists()

    vault.rename(program.profile / "damaged")
    target.rename(vault)
    opened = program.ok("vault", "open", *unlock)
    assert opened == f"{report['conversations']} conversations, {report['messages']} messages\n"


def outside(program: Program, *arguments: str, output: int | IO[str]) -> tuple[int, str]:
    """Run it with an output of its own; returns the exit code and what it complained of."""
    done = subprocess.run(
        program.command(*arguments),
        cwd=program.home.parent,
        env=program.environment(),
        stdin=subprocess.DEVNULL,
        stdout=output,
        stderr=subprocess.PIPE,
        text=True,
        timeout=120,
        check=False,
    )
    return done.returncode, done.stderr


PRINTING = [("models", "list"), ("vault", "info", "--json"), ("redact", "text"), ("ask", "Hi", "--ephemeral")]


@pytest.mark.skipif(sys.platform == "win32", reason="closes a pipe as POSIX does")
@pytest.mark.parametrize("arguments", PRINTING)
def test_a_reader_that_has_gone_ends_it_quietly(program: Program, arguments: tuple[str, ...]) -> None:
    (program.home.parent / "text").write_text("Only words.\n")
    reading, writing = os.pipe()
    os.close(reading)
    try:
        assert outside(program, *arguments, output=writing) == (1, "")
    finally:
        os.close(writing)


@pytest.mark.skipif(not os.path.exists("/dev/full"), reason="needs /dev/full")  # noqa: PTH110
@pytest.mark.parametrize("arguments", PRINTING)
def test_an_output_that_takes_nothing_is_told_in_words(program: Program, arguments: tuple[str, ...]) -> None:
    (program.home.parent / "text").write_text("Only words.\n")
    with open("/dev/full", "w") as full:  # noqa: PTH123
        code, complaint = outside(program, *arguments, output=full)
    assert (code, complaint) == (1, "sotto: the system refused that (No space left on device).\n")


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="nothing can be made in /proc")
@pytest.mark.parametrize("arguments", [("vault", "info"), ("vault", "create"), ("chat",), ()])
def test_a_folder_that_cannot_be_made_is_told_in_words(program: Program, arguments: tuple[str, ...]) -> None:
    command = [sys.executable, "-m", "app", "--profile", "/proc/nowhere", *arguments]
    done = subprocess.run(
        command, env=program.environment(), capture_output=True, text=True, timeout=120, check=False
    )
    assert done.returncode == 1
    assert "cannot be written to" in done.stderr
    assert "Traceback" not in done.stderr
